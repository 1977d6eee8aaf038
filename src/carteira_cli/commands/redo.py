"""`carteira redo`: do again what was just undone."""

import typer

from carteira_cli.commands import options
from carteira_cli.commands.undoing import last_undo, take_back
from carteira_cli.errors import _

HELP = _("Refaz o que acabou de ser desfeito.")


def run(ctx: typer.Context, dry_run: options.DryRun = False) -> None:
    """Undo the undo."""
    take_back(ctx.obj, "redo", last_undo, rehearsal=dry_run)
