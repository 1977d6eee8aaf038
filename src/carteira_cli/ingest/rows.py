"""The rows of a file, whatever it is: its bytes decide once how it is read, twice alike."""

from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from carteira_cli.errors import BadData, _
from carteira_cli.ingest.container import kind_of
from carteira_cli.ingest.delimited import delimited_rows, settle_delimiter
from carteira_cli.ingest.encoding import settle_encoding
from carteira_cli.ingest.header import WITHIN, Head, Wanted, count_named
from carteira_cli.ingest.layout import Row, Shape
from carteira_cli.ingest.pages import page_rows
from carteira_cli.ingest.sheets import sheet_heads, sheet_rows


def settle_shape(stream: BinaryIO, wanted: Wanted) -> tuple[Shape, Head, tuple[str, ...]]:
    """The shape of a file, its first 50 rows, and a remark where a sheet had to be chosen.

    Of several sheets it is the one with the row that names most known or wanted columns, the first
    of equals. Raises BadData for what is no table, and for a table without a row.
    """
    kind = kind_of(stream)
    if kind in {"text", "html"}:
        encoding = settle_encoding(stream)
        shape = Shape(encoding, settle_delimiter(stream, encoding) if kind == "text" else "")
        return shape, _filled(list(islice(rows(stream, shape), WITHIN))), ()
    heads = sheet_heads(stream, WITHIN)
    best = max(
        heads,
        key=lambda name: max(count_named(cells, wanted) for _line, cells in heads[name]),
        default="",
    )
    remark = _("Aba lida: {sheet}.").format(sheet=best)
    return Shape(kind, sheet=best), _filled(heads.get(best, [])), (remark,) * (len(heads) > 1)


def _filled(head: Head) -> Head:
    if not head:
        raise BadData(
            _("O arquivo não tem nenhuma linha preenchida."),
            _("Exporte de novo a partir do sistema e importe o resultado."),
        )
    return head


def rows(stream: BinaryIO, shape: Shape) -> Iterator[tuple[int, Row]]:
    """Each row that is not blank, with the line (sheet or page: the row) it starts on."""
    if shape.delimiter:
        return delimited_rows(stream, shape.encoding, shape.delimiter)
    if shape.sheet:
        return sheet_rows(stream, shape.sheet)
    return page_rows(stream, shape.encoding)
