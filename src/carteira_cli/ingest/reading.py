"""The second pass over a file: each row understood, as the first pass settled.

Memory does not grow with a delimited file. The stream must be seekable; it is read from its start
and stays open.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, dropwhile, groupby, islice, starmap
from math import inf
from typing import BinaryIO, cast

from carteira_cli.domain.rows import FileRow, Passing, Problem, Skipped, each
from carteira_cli.errors import _
from carteira_cli.ingest.container import unpacked
from carteira_cli.ingest.kinds import Reader, reader
from carteira_cli.ingest.layout import FLOOD, SOMEONE, Layout, Row
from carteira_cli.ingest.noise import why_no_data
from carteira_cli.ingest.rows import rows
from carteira_cli.ingest.shaping import shaped, shaping_of
from carteira_cli.ingest.texts import plain_text, shown_text
from carteira_cli.ingest.totals import Totals
from carteira_cli.ingest.unreadable import Unreadable
from carteira_cli.ingest.vcards import VCARD, read_vcards

_AT_ONCE = 256  # rows that are read together, unless one of them cannot be
_PARTS = 8


def read(stream: BinaryIO, layout: Layout, totals: Totals | None = None) -> Iterator[FileRow]:
    """Each row below the header as a record, a problem, or a row that is no data.

    As `read_together`, row by row.
    """
    return each(read_together(stream, layout, totals))


def read_together(
    stream: BinaryIO, layout: Layout, totals: Totals | None = None
) -> Iterator[Passing]:
    """What stands below the header, sales many at a time: the second pass over a file.

    `totals` is shown every sale, and what stands beside it. Rows that are blank give nothing. Where
    more than half of all rows, and 50,000 of them, are refused, nothing may go in: the rest is not
    read.
    Raises BadData only for a file that is not the one examined.
    """
    if layout.encoding == VCARD:
        return read_vcards(unpacked(stream), layout.kind)
    understand = reader(layout)
    if totals:
        understand = totals.watching(understand)
    shaping = shaping_of(layout.profile, layout.headers, layout.month, dict(layout.months))
    below = _below(stream, layout)
    if shaping.is_idle:
        return _understood(below, understand, layout, max(layout.rows // 2 + 1, FLOOD))
    return _faults_once(each(_data_and_reasons(shaped(below, shaping), understand, layout)))


def _below(stream: BinaryIO, layout: Layout) -> Iterator[tuple[int, Row]]:
    every = rows(unpacked(stream), layout.shape)
    return dropwhile(lambda row: row[0] <= layout.header_line, every)


def _data_and_reasons(
    every: Iterable[tuple[int, Row | str]], understand: Reader, layout: Layout
) -> Iterator[Passing]:
    """What the rows mean, and in between why others are no data."""
    for is_data, run in groupby(every, key=lambda row: isinstance(row[1], list)):
        if is_data:
            yield from _understood(cast(Iterator[tuple[int, Row]], run), understand, layout)
        else:
            yield from starmap(Skipped, cast(Iterator[tuple[int, str]], run))


def _understood(
    every: Iterator[tuple[int, Row]], understand: Reader, layout: Layout, enough: float = inf
) -> Iterator[Passing]:
    """What the rows mean, up to the one after which `enough` are refused."""
    rows = _Rows(understand, layout)
    while rows.refused < enough and (together := list(islice(every, _AT_ONCE))):
        yield from rows.outcomes(together)


class _Rows:
    """Understands rows, and knows how many could not be read."""

    def __init__(self, understand: Reader, layout: Layout) -> None:
        self.refused = 0
        self._understand, self._layout = understand, layout
        self._width = len(layout.headers) + len(layout.made)

    def outcomes(self, some: list[tuple[int, Row]]) -> Iterable[Passing]:
        """All rows together; if one cannot be read, ever smaller parts down to the row at fault."""
        lines, rows = zip(*some, strict=True)
        try:
            _fit(rows, self._width)
            return self._understand(lines, rows)
        except Unreadable as fault:
            if len(some) == 1:
                refused = _refused(*some[0], fault, self._layout)
                self.refused += any(isinstance(each, Problem) for each in refused)
                return refused
        part = max(len(some) // _PARTS, 1)
        parts = (some[at : at + part] for at in range(0, len(some), part))
        return chain.from_iterable([self.outcomes(each) for each in parts])


def _faults_once(outcomes: Iterable[FileRow]) -> Iterator[FileRow]:
    """A row that stands for several is refused, or no data, once."""
    last = 0
    for outcome in outcomes:
        is_fault = isinstance(outcome, Skipped | Problem)
        if not (is_fault and outcome.line == last):
            yield outcome
        last = outcome.line if is_fault else last


def _fit(rows: Sequence[Row], width: int) -> None:
    """Make ragged rows as wide as the header; a cell beyond it that is filled has no meaning."""
    if set(map(len, rows)) == {width}:
        return
    for cells in rows:
        surplus = [text for cell in cells[width:] if (text := plain_text(cell))]
        if surplus:
            raise Unreadable(_("tem mais colunas que o cabeçalho"), value=" ".join(surplus))
        del cells[width:]
        cells.extend([""] * (width - len(cells)))


def _refused(line: int, cells: Row, fault: Unreadable, layout: Layout) -> list[FileRow]:
    """The problem of a row, or why it is no data; nothing for a row of blanks."""
    own = [*cells[: len(layout.headers)], *cells[len(layout.headers) + len(layout.made) :]]
    filled = [at for at, cell in enumerate(own, 1) if cell != ""]
    texts = tuple(map(shown_text, own[: max(len(layout.headers), *filled, 0)]))
    reason = why_no_data(own, layout.headers, layout.fields)
    if reason is not None:
        return [Skipped(line, reason)] if reason else []
    column = _month_of(cells, fault.field, layout) or _column_of(fault.field, layout)
    return [Problem(line, column, shown_text(fault.value), fault.reason, texts)]


def _month_of(cells: Row, field: str, layout: Layout) -> str:
    """The header of the month's column that a row was made of, where its amount is at fault."""
    if field != "amount" or not layout.months:
        return ""
    day = cells[layout.fields["date"]]
    return next(layout.headers[at] for at, first in layout.months if first == day)


def _column_of(field: str, layout: Layout) -> str:
    """The header of a field; for a customer that is missing, of any that could have named one."""
    names = SOMEONE if field == "customer" else (field,)
    return next((layout.column(at) for at in names if at in layout.fields), "")
