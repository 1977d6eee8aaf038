"""The rows of a file, whatever it is: its bytes decide once how it is read, twice alike."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from typing import BinaryIO, NamedTuple, TypeVar

from carteira_cli.errors import BadData, _
from carteira_cli.ingest.container import kind_of
from carteira_cli.ingest.delimited import delimited_rows, settle_delimiter
from carteira_cli.ingest.encoding import settle_encoding
from carteira_cli.ingest.header import WITHIN, Head, Wanted, count_named
from carteira_cli.ingest.layout import Row, Shape
from carteira_cli.ingest.pages import page_rows
from carteira_cli.ingest.sheets import sheet_rows, sheets

T = TypeVar("T")


class Opened(NamedTuple):
    """A table as the first pass sees it: `rows` gives all of its rows, each time it is called.

    `head` are its first 50 rows, at least one. `remarks` say which sheet was chosen of several.
    """

    shape: Shape
    head: Head
    rows: Callable[[], Iterator[tuple[int, Row]]]
    remarks: tuple[str, ...] = ()


def open_table(stream: BinaryIO, wanted: Wanted) -> Opened:
    """The table in a file; of several sheets the one whose header names most columns.

    The first of equals counts. Raises BadData for what is no table, and for one without a row.
    """
    kind = kind_of(stream)
    if kind in {"text", "html"}:
        encoding = settle_encoding(stream)
        shape = Shape(encoding, settle_delimiter(stream, encoding) if kind == "text" else "")
        every = partial(rows, stream, shape)
        return Opened(shape, _filled(_head(every)), every)
    found = sheets(stream)
    heads = {name: head for name, every in found.items() if (head := _head(every))}
    _filled([*heads])
    best = max(heads, key=lambda name: max(count_named(row, wanted) for _at, row in heads[name]))
    remarks = (_("Aba lida: {sheet}.").format(sheet=best),) if len(heads) > 1 else ()
    return Opened(Shape(kind, sheet=best), heads[best], found[best], remarks)


def _head(every: Callable[[], Iterator[tuple[int, Row]]]) -> Head:
    return list(islice(every(), WITHIN))


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
