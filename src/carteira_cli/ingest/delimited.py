"""Delimited text: what parts its columns, and its rows with the line on which each starts."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any, BinaryIO

from carteira_cli.errors import BadData, _
from carteira_cli.ingest.columns import count_known
from carteira_cli.ingest.layout import Row

BLANKS = " "
_DELIMITERS = (";", "\t", "|", ",")  # of equally good ones the first: a comma may be a decimal mark
_FIRST_LINES = 200
_FIRST_LETTERS = 2**18
_HEADER_WITHIN = 50
_END = "\x1e end of file \x1e"


def settle_delimiter(stream: BinaryIO, encoding: str) -> str:
    """`;`, tab, `|`, `,`, or a blank for columns parted by runs of blanks.

    The delimiter wins under which one row names the most known columns; then the one under which
    most rows have the same number of columns; then the one with more columns. Quotes are
    respected. A single column is `;`.
    """
    with lines(stream, encoding) as text:
        start = io.StringIO(text.read(_FIRST_LETTERS), newline="")
    first = list(islice(start, _FIRST_LINES))
    best = max(_DELIMITERS, key=lambda delimiter: _merit(_quietly(first, delimiter)))
    parted = _merit([line.split() for line in first])
    known, alike, _width = _merit(_quietly(first, best))
    # Only where nothing else parts any name: in a table of times blanks are everywhere
    is_parted = not known and parted[1:] > (0.99, 2) and (known, alike) < parted[:2]
    return BLANKS if is_parted else best


def _quietly(lines: list[str], delimiter: str) -> list[list[str]]:
    """The rows as far as they can be read: what is wrong is said when the file is read."""
    try:
        return list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return []


def _merit(rows: list[list[str]]) -> tuple[int, float, int]:
    filled = [row for row in rows if any(row)]
    widths = Counter(len(row) for row in filled if len(row) > 1)
    if not widths:
        return (0, 0.0, 0)
    width, alike = max(widths.items(), key=lambda item: (item[1], item[0]))
    parted = [count_known(row) for row in filled[:_HEADER_WITHIN] if len(row) > 1]
    return (max(parted, default=0), alike / len(filled), width)


def delimited_rows(stream: BinaryIO, encoding: str, delimiter: str) -> Iterator[tuple[int, Row]]:
    """Each row with the line it starts on, counted from 1; blank rows are left out.

    Raises BadData where a quote is opened and never closed, or a cell is beyond all bounds.
    """
    with lines(stream, encoding) as text:
        yield from _parted_rows(text) if delimiter == BLANKS else _rows(text, delimiter)


def _parted_rows(text: Iterable[str]) -> Iterator[tuple[int, Row]]:
    for line, row in enumerate(text, 1):
        if cells := row.split():
            yield line, [*cells]


def _rows(text: Iterable[str], delimiter: str) -> Iterator[tuple[int, Row]]:
    """Rows simply split, in half the time, up to the first line with a quote: most files have none.

    Lines of an enormous length go the same way as quoted ones, which says so.
    """
    rest, longest = iter(text), csv.field_size_limit()
    for line, row in enumerate(rest, 1):
        if '"' in row or len(row) > longest:
            yield from _quoted_rows(chain([row], rest), delimiter, line)
            return
        cells: Any = row.rstrip("\r\n").split(delimiter)
        if cells[0].strip() or any(map(str.strip, cells)):
            yield line, cells


def _quoted_rows(text: Iterable[str], delimiter: str, line: int = 1) -> Iterator[tuple[int, Row]]:
    """The rows of the text from that line on."""
    reader: Any = csv.reader(chain(text, [_END]), delimiter=delimiter)
    before, start = line, line
    try:
        for cells in reader:
            if cells and (cells[0].strip() or any(map(str.strip, cells))):
                if cells[0] == _END:
                    return
                yield line, cells
            start, line = line, reader.line_num + before
    except csv.Error as fault:
        raise BadData(
            _("Na linha {line} há uma célula longa demais: faltam aspas que a fechem?").format(
                line=line
            ),
            _("Corrija a linha {line} num editor de texto, ou exporte de novo.").format(line=line),
        ) from fault
    raise BadData(  # the end was swallowed by the cell before it
        _("Na linha {line} há aspas que se abrem e não se fecham.").format(line=start),
        _("Corrija a linha {line} num editor de texto, ou exporte de novo.").format(line=start),
    )


@contextmanager
def lines(stream: BinaryIO, encoding: str) -> Iterator[io.TextIOWrapper]:
    """Lines as they are, also those that end in a lone CR; the stream is given back open.

    Five bytes mean nothing in cp1252: they become U+FFFD.
    """
    stream.seek(0)
    text = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")
    try:
        yield text
    finally:
        text.detach()
