"""The rows of a file, whatever it is: its bytes decide once how it is read, twice alike."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from math import inf
from typing import BinaryIO, NamedTuple, TypeVar

from carteira_cli.errors import BadData, _
from carteira_cli.ingest.container import kind_of
from carteira_cli.ingest.delimited import delimited_rows, settle_delimiter
from carteira_cli.ingest.encoding import settle_encoding
from carteira_cli.ingest.header import WITHIN, Head
from carteira_cli.ingest.layout import Row, Shape
from carteira_cli.ingest.pages import MOST_COLUMNS, page_rows
from carteira_cli.ingest.sheets import days_later, sheet_rows, sheets

T = TypeVar("T")


class Opened(NamedTuple):
    """A table as the first pass sees it: `rows` gives all of its rows, each time it is called.

    `head` are its first 50 rows, at least one.
    """

    shape: Shape
    head: Head
    rows: Callable[[], Iterator[tuple[int, Row]]]


def open_tables(stream: BinaryIO) -> list[Opened]:
    """The tables of a file that have a row, at least one: a text or a page is one, a sheet each.

    Raises BadData for what is no table, and for a file without a row.
    """
    kind = kind_of(stream)
    if kind in {"text", "html"}:
        encoding = settle_encoding(stream) if kind == "text" else settle_encoding(stream, inf)
        shape = Shape(encoding, settle_delimiter(stream, encoding) if kind == "text" else "")
        every = partial(rows, stream, shape)
        head = _head(every)
        if not head and kind == "html":
            raise BadData(
                _("O arquivo é uma página da internet sem nenhuma tabela."),
                _("Entre no sistema, exporte de novo e importe o resultado."),
            )
        return [Opened(shape, _filled(head), every)]
    found = sheets(stream)
    later = days_later(stream)
    return _filled(
        [
            Opened(Shape(kind, sheet=name, days_later=later), head, every)
            for name, every in found.items()
            if (head := _head(every))
        ]
    )


def _head(every: Callable[[], Iterator[tuple[int, Row]]]) -> Head:
    head = list(islice(every(), WITHIN))
    if any(len(cells) > MOST_COLUMNS for _line, cells in head):
        raise BadData(
            _("O arquivo tem mais de 16.384 colunas: não é uma tabela."),
            _("Confira se é mesmo o arquivo exportado pelo sistema."),
        )
    return head


def _filled(found: list[T]) -> list[T]:
    if not found:
        raise BadData(
            _("O arquivo não tem nenhuma linha preenchida."),
            _("Exporte de novo a partir do sistema e importe o resultado."),
        )
    return found


def rows(stream: BinaryIO, shape: Shape) -> Iterator[tuple[int, Row]]:
    """Each row that is not blank, with the line (sheet or page: the row) it starts on."""
    if shape.delimiter:
        return delimited_rows(stream, shape.encoding, shape.delimiter)
    if shape.sheet:
        return sheet_rows(stream, shape.sheet)
    return page_rows(stream, shape.encoding)
