"""`carteira undo`: take the last operation back, or the one that is named."""

from functools import partial
from typing import Annotated

import typer

from carteira_cli.commands import options
from carteira_cli.commands.output import delivery
from carteira_cli.commands.undoing import Wish, last_standing, numbered, take_back
from carteira_cli.errors import UsageFault, _

_LONGEST = 18  # digits of what the file can count

HELP = _("Desfaz a última operação, ou a de um número.")

Number = Annotated[
    str,
    typer.Argument(metavar=_("[OPERAÇÃO]"), help=_("O número, como em carteira history.")),
]
Yes = Annotated[
    bool, typer.Option("--yes", help=_("Desfaz o que dá, mesmo que uma parte tenha de ficar."))
]


def run(
    ctx: typer.Context,
    number: Number = "",
    yes: Yes = False,
    dry_run: options.DryRun = False,
    form: options.Format = "",
    output: options.Output = "",
) -> None:
    """Put every row the operation touched back to what it was."""
    choose = partial(numbered, number=_known(number)) if number else last_standing
    saved = _("Gravado (operação {number}). Para refazer: carteira redo")
    wish = Wish("undo", choose, saved, dry_run, yes)
    take_back(ctx.obj, wish, delivery(form, output, ctx.obj.language))


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
