"""`carteira export`: all of it, for whoever owns it."""

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from carteira_cli.commands.files import write_together, write_whole
from carteira_cli.commands.output import print_data
from carteira_cli.commands.session import Session, say
from carteira_cli.errors import CannotCreate, UsageFault, _
from carteira_cli.render.plain import count
from carteira_cli.store import Connection, dump

HELP = _("Exporta tudo o que a carteira guarda, em JSON ou CSV.")

_FORMAT_VERSION = 1

Form = Annotated[
    str, typer.Option("--format", "-f", metavar="json|csv", help=_("Um objeto JSON, ou CSV."))
]
Output = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        metavar=_("ARQUIVO|PASTA"),
        help=_("O arquivo .json, ou a pasta dos CSV (um por tabela)."),
    ),
]


def run(ctx: typer.Context, form: Form = "json", output: Output = "") -> None:
    """One JSON object to stdout or a file, or a folder with one CSV per table."""
    session: Session = ctx.obj
    with session.portfolio() as connection:
        if form == "csv":
            _to_folder(connection, output, session.language)
        elif form == "json" and output:
            path = _json_file(output)
            write_whole(path, (piece.encode() for piece in as_json(connection)))
            say(_("{n} linhas em {path}.").format(n=count(dump.size(connection)), path=path))
        elif form == "json":
            print_data(as_json(connection))
        else:
            raise UsageFault(
                _("Não sei exportar em {form}.").format(form=form),
                _("Use --format json, ou --format csv com -o PASTA."),
            )


def _json_file(output: str) -> Path:
    path = Path(output)
    if path.suffix.lower() not in ("", ".json"):
        raise UsageFault(
            _("Não sei gravar {name} nessa forma.").format(name=path.name),
            _("Use --format json, ou --format csv com -o PASTA."),
        )
    return path


def as_json(connection: Connection) -> Iterator[str]:
    """The portfolio as one object, row by row: it may be larger than memory."""
    yield f'{{"carteira": {_FORMAT_VERSION}, "tables": {{'
    for place, table in enumerate(dump.tables(connection)):
        yield f'{", " if place else ""}\n"{table}": ['
        for number, row in enumerate(dump.rows(connection, table)):
            yield f"{',' if number else ''}\n{json.dumps(row)}"
        yield "]"
    yield "}}\n"


def _to_folder(connection: Connection, output: str, language: str) -> None:
    if not output:
        raise UsageFault(_("Falta a pasta dos CSV."), _("Diga qual: -o PASTA."))
    folder = Path(output)
    is_new = not folder.exists()
    names = dump.tables(connection)
    contents = {folder / f"{name}.csv": _as_csv(connection, name, language) for name in names}
    try:
        _make(folder)
        write_together(contents)
    except BaseException:
        if is_new:
            with suppress(OSError):
                folder.rmdir()
        raise
    say(_("{n} arquivos em {path}.").format(n=len(names), path=folder))


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as fault:
        raise CannotCreate(
            _("Não consegui criar a pasta {path}.").format(path=folder),
            _("Escolha outra com -o PASTA."),
        ) from fault


def _as_csv(connection: Connection, table: str, language: str) -> Iterator[bytes]:
    from carteira_cli.render.writing import csv_text

    header = dump.columns(connection, table)
    rows = ([row[name] for name in header] for row in dump.rows(connection, table))
    yield csv_text([header, *rows], language).encode()
