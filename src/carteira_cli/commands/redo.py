"""`carteira redo`: do again what was just undone."""

import typer

from carteira_cli.commands import options
from carteira_cli.commands.output import delivery
from carteira_cli.commands.undoing import Wish, last_undo, take_back
from carteira_cli.errors import _

HELP = _("Refaz o que acabou de ser desfeito.")


def run(
    ctx: typer.Context,
    dry_run: options.DryRun = False,
    form: options.Format = "",
    output: options.Output = "",
) -> None:
    """Undo the undo."""
    saved = _("Gravado (operação {number}). Para desfazer: carteira undo")
    wish = Wish("redo", last_undo, saved, dry_run)
    take_back(ctx.obj, wish, delivery(form, output, ctx.obj.language))
