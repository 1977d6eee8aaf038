"""`carteira undo`: take the last operation back, or the one that is named."""

from functools import partial
from typing import Annotated

import typer

from carteira_cli.commands import options
from carteira_cli.commands.undoing import last_standing, numbered, take_back
from carteira_cli.errors import UsageFault, _

_LONGEST = 18  # digits of what the file can count

HELP = _("Desfaz a última operação, ou a de um número.")

Number = Annotated[
    str,
    typer.Argument(metavar=_("[OPERAÇÃO]"), help=_("O número, como em carteira history.")),
]


def run(ctx: typer.Context, number: Number = "", dry_run: options.DryRun = False) -> None:
    """Put every row the operation touched back to what it was."""
    choose = partial(numbered, number=_known(number)) if number else last_standing
    take_back(ctx.obj, "undo", choose, rehearsal=dry_run)


def _known(typed: str) -> int:
    """The number that was typed.

    Raises:
        UsageFault: it is none.
    """
    if typed.isdecimal() and len(typed) <= _LONGEST:
        return int(typed)
    raise UsageFault(
        _("{typed} não é o número de uma operação.").format(typed=typed),
        _("O número da operação: veja carteira history."),
    )
