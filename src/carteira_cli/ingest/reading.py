"""The second pass over a file: each row understood, as the first pass settled.

Memory does not grow with a delimited file. The stream must be seekable; it is read from its start
and stays open.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import dropwhile
from typing import BinaryIO

from carteira_cli.domain.models import FileRow, Problem, Skipped
from carteira_cli.errors import _
from carteira_cli.ingest.container import unpacked
from carteira_cli.ingest.header import SOMEONE
from carteira_cli.ingest.kinds import row_reader
from carteira_cli.ingest.layout import Layout, Row
from carteira_cli.ingest.memo import Unreadable
from carteira_cli.ingest.noise import why_no_data
from carteira_cli.ingest.rows import rows
from carteira_cli.ingest.shaping import shaped, shaping_of
from carteira_cli.ingest.texts import plain_text, shown_text
from carteira_cli.ingest.totals import Totals
from carteira_cli.ingest.vcards import VCARD, read_vcards


def read(stream: BinaryIO, layout: Layout, totals: Totals | None = None) -> Iterator[FileRow]:
    """Each row below the header as a record, a problem, or a row that is no data: the second pass.

    `totals` is shown every sale, and what stands beside it. Rows that are blank give nothing.
    Raises BadData only for a file that is not the one examined.
    """
    if layout.encoding == VCARD:
        return read_vcards(unpacked(stream), layout.kind)
    understand = row_reader(layout)
    if totals:
        understand = totals.watching(understand)
    shaping = shaping_of(layout.profile, layout.headers, layout.month, dict(layout.months))
    below = _below(stream, layout)
    if shaping.is_idle:
        return _understood(below, layout, understand)
    return _faults_once(_understood(shaped(below, shaping), layout, understand))


def _below(stream: BinaryIO, layout: Layout) -> Iterator[tuple[int, Row]]:
    every = rows(unpacked(stream), layout.shape)
    return dropwhile(lambda row: row[0] <= layout.header_line, every)


def _understood(
    every: Iterable[tuple[int, Row | str]],
    layout: Layout,
    understand: Callable[[int, Row], FileRow],
) -> Iterator[FileRow]:
    width = len(layout.headers) + len(layout.made)
    for line, cells in every:
        if isinstance(cells, str):
            yield Skipped(line, cells)
            continue
        try:
            if len(cells) != width:
                _fit(cells, width)
            cells.append("")
            outcome: FileRow | None = understand(line, cells)
        except Unreadable as fault:
            outcome = _refused(line, cells, fault, layout)
        if outcome:
            yield outcome


def _faults_once(outcomes: Iterable[FileRow]) -> Iterator[FileRow]:
    """A row that stands for several is refused, or no data, once."""
    last = 0
    for outcome in outcomes:
        is_fault = isinstance(outcome, Skipped | Problem)
        if not (is_fault and outcome.line == last):
            yield outcome
        last = outcome.line if is_fault else last


def _fit(cells: Row, width: int) -> None:
    """Make a ragged row as wide as the header; a cell beyond it that is filled has no meaning."""
    surplus = [text for cell in cells[width:] if (text := plain_text(cell))]
    if surplus:
        raise Unreadable(_("tem mais colunas que o cabeçalho"), value=" ".join(surplus))
    del cells[width:]
    cells.extend([""] * (width - len(cells)))


def _refused(line: int, cells: Row, fault: Unreadable, layout: Layout) -> Problem | Skipped | None:
    """The problem of a row, or why it is no data; None for a row of blanks."""
    own = [*cells[: len(layout.headers)], *cells[len(layout.headers) + len(layout.made) :]]
    filled = [at for at, cell in enumerate(own, 1) if cell != ""]
    texts = tuple(map(shown_text, own[: max(len(layout.headers), *filled, 0)]))
    reason = why_no_data(own, layout.headers, layout.fields)
    if reason is not None:
        return Skipped(line, reason) if reason else None
    return Problem(
        line, _column_of(fault.field, layout), shown_text(fault.value), fault.reason, texts
    )


def _column_of(field: str, layout: Layout) -> str:
    """The header of a field; for a customer that is missing, of any that could have named one."""
    names = SOMEONE if field == "customer" else (field,)
    return next((layout.column(at) for at in names if at in layout.fields), "")
