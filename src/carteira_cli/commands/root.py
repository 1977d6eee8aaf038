"""The options before the command: which file, which language."""

from pathlib import Path
from typing import Annotated

import typer

from carteira_cli import __version__
from carteira_cli.commands.session import LANGUAGES, Session
from carteira_cli.errors import UsageFault, _

HELP = _("A carteira de um representante, num arquivo só: como está, quem chamar agora e por quê.")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"carteira {__version__}")
        raise typer.Exit


def options(
    ctx: typer.Context,
    db: Annotated[
        str, typer.Option("--db", metavar=_("ARQUIVO"), help=_("O arquivo da carteira."))
    ] = "",
    lang: Annotated[str, typer.Option("--lang", metavar="pt-BR|en", help=_("A língua."))] = "",
    debug: Annotated[bool, typer.Option("--debug", help=_("Mostra o erro inteiro."))] = False,
    allow_synced_folder: Annotated[
        bool,
        typer.Option("--allow-synced-folder", help=_("Aceita a carteira em pasta sincronizada.")),
    ] = False,
    version: Annotated[
        bool,
        typer.Option(
            "--version", help=_("Mostra a versão."), callback=_show_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Take what stands before the command: which file, which language."""
    del debug, version  # looked at before the command line is parsed
    if lang and lang not in LANGUAGES:
        raise UsageFault(
            _("--lang {value} não existe.").format(value=lang),
            _("As línguas são pt-BR e en."),
        )
    session: Session = ctx.obj
    session.path = Path(db) if db else session.path
    session.path_was_given = session.path_was_given or bool(db)
    session.synced_allowed = allow_synced_folder
