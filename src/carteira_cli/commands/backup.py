"""`carteira backup`: a checked copy of the whole file."""

from itertools import chain, count
from pathlib import Path
from typing import Annotated

import typer

from carteira_cli.commands.session import Session, say, today
from carteira_cli.errors import CannotCreate, _
from carteira_cli.store.backups import copy_to

HELP = _("Copia a carteira inteira para outro arquivo.")

Target = Annotated[
    str,
    typer.Argument(
        metavar=_("[ARQUIVO]"), help=_("Onde (padrão: ao lado da carteira, com o dia).")
    ),
]


def run(ctx: typer.Context, target: Target = "") -> None:
    """Copy, check the copy, and only then give it its name."""
    session: Session = ctx.obj
    path = Path(target) if target else _beside(session.path)
    with session.portfolio() as connection:
        if path.exists() and path.samefile(session.path):
            raise CannotCreate(
                _("{path} é a própria carteira.").format(path=path),
                _("Escolha outro nome para o backup."),
            )
        size = copy_to(connection, path)
    say(_("Backup em {path} ({size} KB), conferido.").format(path=path, size=max(size // 1024, 1)))


def _beside(path: Path) -> Path:
    """A name that tells the day, and takes no earlier backup's place."""
    stem = f"{path.stem}-{today().isoformat()}"
    later = (path.with_name(f"{stem}-{place}.backup.db") for place in count(2))
    return next(
        name for name in chain([path.with_name(f"{stem}.backup.db")], later) if not name.exists()
    )
