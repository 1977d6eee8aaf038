"""`carteira undo`: take the last operation back, or the one that is named."""

from typing import Annotated

import typer

from carteira_cli.commands import options
from carteira_cli.commands.undoing import last_standing, numbered, take_back
from carteira_cli.errors import _

HELP = _("Desfaz a última operação, ou a de um número.")

Number = Annotated[
    int | None,
    typer.Argument(metavar=_("[OPERAÇÃO]"), help=_("O número, como em carteira history.")),
]


def run(ctx: typer.Context, number: Number = None, dry_run: options.DryRun = False) -> None:
    """Put every row the operation touched back to what it was."""
    take_back(
        ctx.obj,
        "undo",
        last_standing if number is None else lambda recorded: numbered(recorded, number),
        rehearsal=dry_run,
    )
