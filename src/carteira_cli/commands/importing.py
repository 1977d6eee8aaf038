"""`carteira import`: what came in, taken in once."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from carteira_cli.commands import options
from carteira_cli.commands.files import write_whole
from carteira_cli.commands.output import deliver, delivery
from carteira_cli.commands.session import Session
from carteira_cli.domain.importing import Outcome, Taken
from carteira_cli.domain.models import FileRow, Problem
from carteira_cli.errors import BadData, NoInput, UsageFault, _, plural
from carteira_cli.ingest.layout import Layout, Wishes
from carteira_cli.render import importing as render
from carteira_cli.render.importing import rejects, said
from carteira_cli.render.plain import count, reais
from carteira_cli.store import Connection, contacts, imports, operations
from carteira_cli.store.imports import FileFacts
from carteira_cli.store.operations import Operation
from carteira_cli.store.sources import Sourcing

HELP = _("Traz pedidos e clientes de um arquivo, uma vez só.")

_CHUNK = 1 << 20
_NOT_DATA = (".", "~$")  # hidden files, and what Excel leaves beside a workbook that is open

Files = Annotated[
    list[Path], typer.Argument(metavar=_("ARQUIVO..."), help=_("Arquivos ou pastas."))
]
Kind = Annotated[
    str, typer.Option("--kind", metavar="sales|customers", help=_("O que o arquivo traz."))
]
Map = Annotated[
    list[str],
    typer.Option(
        "--map",
        metavar=_("CAMPO=COLUNA"),
        help=_("Diz que coluna do arquivo é este campo (pode repetir)."),
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help=_("Se uma linha for recusada, nada entra."))]
OfPrincipal = Annotated[
    str, typer.Option("--principal", metavar=_("NOME"), help=_("A representada destes pedidos."))
]
Source = Annotated[
    str, typer.Option("--source", metavar=_("NOME"), help=_("O sistema de onde o arquivo vem."))
]
DateOrder = Annotated[
    str, typer.Option("--date-order", metavar="dmy|mdy|ymd", help=_("A ordem das datas."))
]
Decimal = Annotated[str, typer.Option("--decimal", metavar=",|.", help=_("O sinal dos centavos."))]
CentsFrom = Annotated[
    str,
    typer.Option("--cents-from", metavar="net|gross", help=_("Havendo dois valores, qual conta.")),
]
Rejects = Annotated[
    str, typer.Option("--rejects", metavar=_("ARQUIVO"), help=_("Onde gravar as linhas recusadas."))
]


def run(
    ctx: typer.Context,
    files: Files,
    kind: Kind = "",
    columns: Map = [],  # noqa: B006 typer copies it
    dry_run: options.DryRun = False,
    strict: Strict = False,
    principal: OfPrincipal = "",
    source: Source = "",
    date_order: DateOrder = "",
    decimal: Decimal = "",
    cents_from: CentsFrom = "net",
    rejects_path: Rejects = "",
    form: options.Format = "",
    output: options.Output = "",
) -> None:
    """Understand each file, bring all of them in as one operation, say what happened."""
    session: Session = ctx.obj
    order = delivery(form, output, session.language)
    wishes = Wishes(
        _one_of("--kind", kind, ("", "sales", "customers")),
        tuple(_pair(column) for column in columns),
        _one_of("--date-order", date_order, ("", "dmy", "mdy", "ymd")),
        _one_of("--decimal", decimal, ("", ",", ".")),
        _one_of("--cents-from", cents_from, ("net", "gross")),
    )
    sourcing = Sourcing(source, principal)
    with (
        session.portfolio() as connection,
        session.change(connection, "import", rehearsal=dry_run) as running,
    ):
        importer = Importer(connection, running, wishes, sourcing)
        paths = _each_its_rejects(found(files), rejects_path)
        taken = [importer.take(path, strict=strict) for path in paths]
        taken = [with_rejects(file, None if dry_run else rejects_path) for file in taken]
        operations.summarise(connection, running, _in_one_line(taken))
        unreachable = contacts.without_phone(connection)
    shown = render.Import(taken, session.committed, unreachable)
    deliver(
        order,
        lambda: render.sheet(shown, session.as_of("").isoformat()),
        lambda _width: render.screen(shown),
    )


def found(named: Iterable[Path]) -> list[Path]:
    """The files behind what was typed; a folder stands for the files in it, by name.

    Raises:
        NoInput: nothing is there.
        BadData: a folder with no file in it.
    """
    files: list[Path] = []
    for path in named:
        if path.is_dir():
            files += _in_folder(path)
        elif path.exists():
            files.append(path)
        else:
            raise NoInput(
                _("O arquivo {path} não existe.").format(path=path),
                _("Confira o nome e a pasta; aspas ajudam quando o nome tem espaços."),
            )
    return files


def _in_folder(folder: Path) -> list[Path]:
    files = sorted(
        path for path in folder.iterdir() if path.is_file() and not path.name.startswith(_NOT_DATA)
    )
    files = [path for path in files if not path.name.endswith(".recusadas.csv")]
    if not files:
        raise BadData(
            _("A pasta {path} não tem arquivos.").format(path=folder),
            _("Diga o arquivo, ou a pasta onde ele está."),
        )
    return files


def _each_its_rejects(paths: list[Path], rejects_path: str) -> list[Path]:
    """The same files, unless the refused rows of several were to share one."""
    if rejects_path and len(paths) > 1:
        raise UsageFault(
            _("--rejects vale para um arquivo só."),
            _("Sem ela, as linhas recusadas de cada arquivo ficam ao lado dele."),
        )
    return paths


class Importer:
    """Takes files in, one after the other, inside one operation."""

    def __init__(
        self,
        connection: Connection,
        running: Operation,
        wishes: Wishes,
        sourcing: Sourcing,
        passing: Callable[[Iterator[FileRow]], Iterator[FileRow]] = iter,
    ) -> None:
        """`wishes` and `sourcing` are what the user said; they hold for every file.

        All rows go through `passing` on their way in: the demo moves their days.
        """
        self._passing = passing
        self._connection = connection
        self._running = running
        self._wishes = wishes
        self._sourcing = sourcing

    def take(self, path: Path, *, strict: bool) -> Taken:
        """Examine the file, stream it into the operation, and see whether it may stay.

        Raises:
            BadData: the file as a whole cannot be used, or too much of it was refused.
        """
        from carteira_cli.ingest.reading import examine

        with path.open("rb") as stream:
            layout = examine(stream, path.name, self._wishes)
            outcome = self._bring_in(stream, layout)
            outcome.problems = list(with_cells(outcome.problems, stream, layout))
            digest = _digest(stream)
        taken = Taken(
            path.name,
            layout.kind,
            layout.encoding,
            layout.delimiter,
            layout.header_line,
            layout.headers,
            layout.remarks,
            outcome,
        )
        if outcome.mostly_refused or (strict and outcome.problems):
            raise too_much_refused(taken)
        facts = FileFacts(path.name, layout.kind, digest)
        imports.record(self._connection, facts, outcome, self._running)
        return taken._replace(rejects_file=str(path.with_name(f"{path.name}.recusadas.csv")))

    def _bring_in(self, stream: BinaryIO, layout: Layout) -> Outcome:
        from carteira_cli.ingest.reading import read

        rows = self._passing(read(stream, layout))
        if layout.kind == "customers":
            return imports.take_customers(self._connection, rows, self._sourcing, self._running)
        by_line = not {"product", "product_code"}.isdisjoint(layout.fields)
        sourcing = self._sourcing._replace(by_line=by_line)
        return imports.take_sales(self._connection, rows, sourcing, self._running)


def with_cells(problems: list[Problem], stream: BinaryIO, layout: Layout) -> Iterator[Problem]:
    """Complete the rows that the portfolio refused: only the file knows their cells and column."""
    from carteira_cli.ingest.container import unpacked
    from carteira_cli.ingest.rows import rows
    from carteira_cli.ingest.texts import shown_text

    lacking = {problem.line for problem in problems if not problem.cells}
    found = {
        line: tuple(map(shown_text, cells))
        for line, cells in (rows(unpacked(stream), layout.shape) if lacking else ())
        if line in lacking
    }
    for problem in problems:
        if problem.cells:
            yield problem
        else:
            column = layout.headers[layout.fields["order"]]
            yield problem._replace(column=column, cells=found[problem.line])


def _digest(stream: BinaryIO) -> str:
    stream.seek(0)
    digest = hashlib.sha256()
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def too_much_refused(taken: Taken) -> BadData:
    """The sentence for a file that may not go in, with its first problem and the way out."""
    refused = taken.outcome.problems
    return BadData(
        plural(
            "{refused} das {all} linhas de {file} foi recusada: {first}.",
            "{refused} das {all} linhas de {file} foram recusadas; a primeira: {first}.",
            len(refused),
        ).format(
            refused=count(len(refused)),
            all=count(taken.outcome.should_count),
            file=taken.name,
            first=said(refused[0]),
        ),
        _(
            "Se o dado está em outra coluna, diga qual: --map CAMPO=COLUNA. "
            "Colunas do arquivo: {columns}."
        ).format(columns=", ".join(filter(None, taken.headers))),
    )


def with_rejects(taken: Taken, wished: str | None) -> Taken:
    """Write the refused rows beside the file or to `wished`; None, in a rehearsal, writes none."""
    if not taken.outcome.problems or taken.rejects_file is None or wished is None:
        return taken._replace(rejects_file=None)
    path = Path(wished or taken.rejects_file)
    write_whole(path, [rejects(taken).encode()])
    return taken._replace(rejects_file=str(path))


def _in_one_line(taken: list[Taken]) -> str:
    """What the operation did, for the history."""
    names = ", ".join(file.name for file in taken)
    rows = sum(file.outcome.imported for file in taken)
    cents = sum(file.outcome.total_cents for file in taken)
    return plural(
        "{files}: {rows} linha nova, R$ {amount}", "{files}: {rows} linhas novas, R$ {amount}", rows
    ).format(files=names, rows=count(rows), amount=reais(cents))


def _pair(typed: str) -> tuple[str, str]:
    field, sign, column = typed.partition("=")
    if not (sign and field.strip() and column.strip()):
        raise UsageFault(
            _("--map {value} não serve.").format(value=typed),
            _("Escreva o campo e a coluna: --map date=Emissão."),
        )
    return field.strip(), column.strip()


def _one_of(option: str, value: str, possible: tuple[str, ...]) -> str:
    if value in possible:
        return value
    raise UsageFault(
        _("{option} {value} não existe.").format(option=option, value=value),
        _("Os valores são: {values}.").format(values=" ".join(filter(None, possible))),
    )
