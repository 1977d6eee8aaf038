"""What the tables of an ods take of memory: repeated rows and cells as often as they are."""

import re
from collections.abc import Iterator, Sequence
from zipfile import BadZipFile

from carteira_cli.ingest.markup import is_odd
from carteira_cli.ingest.weight import Part, Weight

_CELL_BYTES = 64  # they are held twice
_TEXT_BYTES = 64
_MARKS = 192  # letters of a cell that may be no text of it
_MOST = 2**34
_LONG = 10  # digits

_TABLE, _ROW, _CELL, _ANNOTATION = range(1, 5)
_LEVELS = {
    b"table:table": _TABLE,
    b"table:table-row": _ROW,
    b"table:table-cell": _CELL,
    b"table:covered-table-cell": _CELL,
    b"office:annotation": _ANNOTATION,
}
"""What stands only in what: calamine hears nothing of a row or a table within a cell."""
_NAMES = rb"(?:table:table(?:-row|-cell)?|table:covered-table-cell|office:annotation)(?=[\s/>])"
_ODS = re.compile(
    rb"<(?P<start>" + _NAMES + rb"(?=(?:[^<>\"'/]++|\"[^\"<]*+\"|'[^'<]*+')*+(?P<alone>/?)>))"
    rb"|</(?P<end>" + _NAMES + rb")"
    rb"|number-rows-repeated\s*=\s*[\"'](?P<rows>[^\"']*)"
    rb"|number-columns-repeated\s*=\s*[\"'](?P<columns>[^\"']*)"
    rb"|text:c\s*=\s*[\"'](?P<blanks>[^\"']*)|(?P<content>value|formula|<text:)"
)


def weights(parts: Sequence[tuple[str, Part]]) -> Iterator[Weight]:
    """What all parts take: the rectangles of their tables, and the texts of every cell in them.

    Raises BadZipFile where a row may go on unseen: hidden, or in a cell that does not end before.
    """
    cells, texts = zip(*(_weight(part) for _name, part in parts), strict=True)
    yield Weight(sum(cells), sum(texts))


def _weight(part: Part) -> Weight:
    tables, start = _Tables(), 0
    may_hide = has_cells = False
    for piece in part():
        may_hide = may_hide or is_odd(piece)
        has_cells = has_cells or b"table-cell" in piece
        if may_hide and has_cells:
            raise BadZipFile
        for found in _ODS.finditer(piece):
            tables.take(found, start + found.start())
        start += len(piece)
    return tables.weight(start)


def _count(times: bytes) -> int:
    """How often something is repeated; written in an unusual way, it is too often."""
    return int(times) if times.isdigit() and len(times) < _LONG else _MOST


class _Tables:
    """The farthest filled row and column of each table so far, and the texts of all."""

    def __init__(self) -> None:
        self._area = self._row = self._height = self._width = self._column = 0
        self._times = 0  # how often the row that is open is repeated
        self._texts = 0
        self._start = self._cells = self._blanks = 0  # of the cell that is open; `cells`: repeated
        self._is_filled = False
        self._level = 0  # of what is open
        self._starts = {_TABLE: self._start_table, _ROW: self._start_row, _CELL: self._start_cell}
        self._heed = {
            "rows": self._repeat_row,
            "columns": self._repeat_cell,
            "blanks": self._add_blanks,
            "content": self._fill,
        }

    def take(self, found: re.Match[bytes], at: int) -> None:
        """Follow one more mark of the text, which stands there in it."""
        what = str(found.lastgroup)
        if what == "start":
            self._open(_LEVELS[found[what]], at, is_alone=bool(found["alone"]))
        elif what == "end":
            self._close(_LEVELS[found[what]])
        else:
            self._heed[what](found[what])

    def _open(self, level: int, at: int, *, is_alone: bool) -> None:
        if level != self._level + 1:
            raise BadZipFile
        self._level = level - is_alone
        if level < _ANNOTATION:
            self._end_cell(at)
            self._starts[level]()

    def _close(self, level: int) -> None:
        if level != self._level:
            raise BadZipFile
        self._level = level - 1
        if level == _ROW:
            self._column = 0

    def _start_table(self) -> None:
        self._area = self._area_so_far
        self._row = self._height = self._width = self._column = self._times = 0

    def _start_row(self) -> None:
        self._row += self._times
        self._times, self._column = 1, 0

    def _repeat_row(self, times: bytes) -> None:
        self._times = max(self._times, _count(times))

    def _repeat_cell(self, times: bytes) -> None:
        self._column += _count(times) - 1
        self._cells = max(self._cells, _count(times))

    def _add_blanks(self, times: bytes) -> None:
        self._blanks += _count(times)

    def _fill(self, _mark: bytes) -> None:
        if self._column:
            self._is_filled = True
            self._width = max(self._width, self._column)
            self._height = self._row + self._times

    def _start_cell(self) -> None:
        self._column += 1
        self._cells = 1

    def _end_cell(self, at: int) -> None:
        if self._is_filled:
            letters = max(at - self._start + self._blanks - _MARKS, 0)
            self._texts += self._times * self._cells * (_TEXT_BYTES + 2 * letters)
        self._start, self._blanks, self._is_filled = at, 0, False

    @property
    def _area_so_far(self) -> int:
        return self._area + self._height * self._width

    def weight(self, end: int) -> Weight:
        """Rows × columns of the tables and the texts in them, added up; `end` is the text's.

        Raises BadZipFile where one does not end: calamine would read on for ever.
        """
        if self._level:
            raise BadZipFile
        self._end_cell(end)
        return Weight(self._area_so_far * _CELL_BYTES, self._texts)
