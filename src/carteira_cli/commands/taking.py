"""Taking files into one operation: found, understood, brought in, and whether they may stay."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from carteira_cli.domain.importing import Outcome, Taken
from carteira_cli.domain.models import FileRow, Problem
from carteira_cli.errors import BadData, NoInput, _, plural
from carteira_cli.ingest.layout import Layout, Wishes
from carteira_cli.render.importing import said
from carteira_cli.render.plain import count, reais
from carteira_cli.store import Connection, imports, sources
from carteira_cli.store.imports import FileFacts
from carteira_cli.store.operations import Operation
from carteira_cli.store.sources import Sourcing

_CHUNK = 1 << 20
_MORE_SAID = 5  # problems that an error tells of, the first in its sentence
_NOT_DATA = (".", "~$")  # hidden files, and what Excel leaves beside a workbook that is open


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
            layout.remarks + self._on_principal(layout),
            layout.unused,
            outcome,
        )
        if outcome.mostly_refused or (strict and outcome.problems):
            raise too_much_refused(taken)
        facts = FileFacts(path.name, layout.kind, digest)
        imports.record(self._connection, facts, outcome, self._running)
        return taken._replace(
            twin=imports.twin(self._connection, digest, outcome, self._running),
            rejects_file=str(path.with_name(f"{path.name}.recusadas.csv")),
        )

    def _on_principal(self, layout: Layout) -> tuple[str, ...]:
        """Sales of nobody, in a portfolio that tells principals apart, are seldom meant."""
        is_told = self._sourcing.principal or "principal" in layout.fields
        if layout.kind != "sales" or is_told or not sources.principal_names(self._connection):
            return ()
        return (_("Sem representada: se o arquivo é de uma só, diga qual com --principal"),)

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
    """The sentence for a file that may not go in, with its first problems and the way out."""
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
        "\n".join([*map(said, refused[1:_MORE_SAID]), _way_out(taken)]),
    )


def _way_out(taken: Taken) -> str:
    """Why nothing went in, and what may help."""
    if taken.outcome.mostly_refused:
        why = _("Nada entrou porque mais da metade das linhas foi recusada.")
    else:
        why = _("Nada entrou porque --strict não aceita nenhuma linha recusada.")
    hint = _(
        "Se o dado está em outra coluna, diga qual: --map CAMPO=COLUNA. "
        "Colunas do arquivo: {columns}."
    ).format(columns=", ".join(filter(None, taken.headers)))
    return f"{why}\n{hint}"


def in_one_line(taken: Sequence[Taken]) -> str:
    """What an import did, for the history; customer lists alone bring no money."""
    rows = sum(file.outcome.imported for file in taken)
    new = plural("{rows} linha nova", "{rows} linhas novas", rows).format(rows=count(rows))
    cents = sum(file.outcome.total_cents for file in taken)
    is_money = any(file.kind == "sales" for file in taken)
    names = ", ".join(file.name for file in taken)
    return f"{names}: {new}, R$ {reais(cents)}" if is_money else f"{names}: {new}"
