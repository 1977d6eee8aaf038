"""What an old workbook (BIFF) takes of memory once it is open, and its records made harmless.

What opens workbooks makes room for whatever a record announces, writes every formula out however
long it grows, and breaks down over a record that is cut short. So a formula becomes the value it
has, and what is no part of a table is passed over.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from struct import Struct, error, pack_into, unpack_from

from carteira_cli.ingest.weight import MOST_OLD_BYTES, Weight
from carteira_cli.ingest.xls_texts import lengths

_DENSE, _SPARSE = 32, 40  # bytes of each cell of the rectangle, and of those that are filled
_TEXT_BYTES = 24  # beside its letters
_ENTRY_BYTES = 128  # of a shared text: half of it pays for the time that it takes
_WIDEST = 3  # bytes of a letter
_MOST_RECORDS = 5_000_000  # cells of 65,536 rows and 30 columns are two million
_MOST_PIECES = 10_000  # of the shared texts, with 8 kB each

_RECORD = Struct("<5HI")  # of a cell: kind, size, row, column, format, shared text
_END, _CONTINUED, _SHEET, _SHARED, _CALENDAR = 0x0A, 0x3C, 0x85, 0xFC, 0x22
_NUMBER, _LABEL, _TRUTH, _SHORT, _SHORTS, _NAMED = 0x203, 0x204, 0x205, 0x27E, 0xBD, 0xFD
_FORMULA, _RESULT = 0x06, 0x207
_NEEDLESS = (0x17, 0x18, 0xE5, 0xEB, 0x13D, 0x200)  # names, merged cells, pictures, dimensions
_NUMBERED = (0x2F, 0x42, 0x809)  # at least a number is in them
_NOTHING = 0xFFFF  # a kind that is none

Heed = Mapping[int, Callable[[int, int, int, int, int], None]]


def weigh(content: bytearray) -> tuple[Weight, bool]:
    """What the workbook in the stream weighs, and whether its calendar begins in 1904.

    The stream is made harmless in place. Raises ValueError where it is damaged.
    """
    size = len(content)
    content += bytes(_RECORD.size)  # so that the last record can be looked at as any
    rest = iter(range(_MOST_RECORDS))
    try:
        book = _Globals(content)
        walked = _walk(content, 0, size, book.heed(), rest)
        sheet = _Cells(content, book.lengths)
        for start in book.sheets:
            walked += _walk(content, start, size, sheet.heed(), rest)
            sheet.end()
            if walked > size:  # sheets that overlap
                raise ValueError
    except error as fault:
        raise ValueError from fault
    del content[size:]
    opening = 2 * size + book.table + _SPARSE * sheet.count + _DENSE * sheet.area
    cells = max(opening, 2 * _DENSE * sheet.area)
    every = max(opening + sheet.texts, 2 * (_DENSE * sheet.area + sheet.texts))
    return Weight(cells, every - cells), book.is_1904


def _walk(content: bytearray, at: int, size: int, heed: Heed, rest: Iterator[int]) -> int:
    """Show each record of the rest to what heeds its kind, up to an end; how far it went."""
    start = at
    for _record in rest:
        kind, length, row, column, _format, text = _RECORD.unpack_from(content, at)
        if kind in heed:
            heed[kind](at, length, row, column, text)
        at += 4 + length
        if kind == _END or at == size:
            return at - start
    raise ValueError


class _Records:
    def __init__(self, content: bytearray) -> None:
        self._content = content

    def _pass_over(self, at: int, *_rest: int) -> None:
        self._rename(at, _NOTHING)

    def _rename(self, at: int, kind: int) -> None:
        pack_into("<H", self._content, at, kind)


class _Globals(_Records):
    """What stands before the sheets: where they are, the texts they share, and the calendar."""

    def __init__(self, content: bytearray) -> None:
        super().__init__(content)
        self.sheets: list[int] = []
        self.lengths: Sequence[int] = ()
        self.table = 0  # what the shared texts take by themselves
        self.is_1904 = False
        self._texts_end = 0

    def heed(self) -> Heed:
        """What is done about each kind of record."""
        return {
            _SHEET: self._note_sheet,
            _SHARED: self._measure,
            _CALENDAR: self._note_calendar,
            _CONTINUED: self._continue,
            **dict.fromkeys(_NUMBERED, self._check),
            **dict.fromkeys(_NEEDLESS, self._pass_over),
        }

    def _note_sheet(self, at: int, length: int, *_rest: int) -> None:
        if length < 8:
            raise ValueError
        self.sheets += unpack_from("<I", self._content, at + 4)

    def _check(self, _at: int, length: int, *_rest: int) -> None:
        if length < 2:
            raise ValueError

    def _note_calendar(self, at: int, length: int, value: int, *_rest: int) -> None:
        self._check(at, length)
        self.is_1904 = value == 1

    def _measure(self, at: int, _length: int, *_rest: int) -> None:
        (count,) = unpack_from("<I", self._content, at + 8)
        pieces = self._pieces(at)
        self._texts_end = pieces[-1].stop
        self.table += _ENTRY_BYTES * count + 2 * (self._texts_end - at)
        if self.table <= MOST_OLD_BYTES:
            self.lengths = lengths(self._content, pieces, count)

    def _pieces(self, at: int) -> list[range]:
        """Where the shared texts are: in that record, and in those that continue it."""
        pieces: list[range] = []
        kind, start = _CONTINUED, at + 12
        while kind == _CONTINUED and len(pieces) <= _MOST_PIECES:
            end = at + 4 + unpack_from("<H", self._content, at + 2)[0]
            pieces.append(range(start, end))
            at, start = end, end + 4
            (kind,) = unpack_from("<H", self._content, at)
        if len(pieces) > _MOST_PIECES:
            raise ValueError
        return pieces

    def _continue(self, at: int, *_rest: int) -> None:
        if at >= self._texts_end:
            self._pass_over(at)


class _Cells(_Records):
    """The cells of a sheet after the other: their number, rectangles and texts."""

    def __init__(self, content: bytearray, lengths: Sequence[int]) -> None:
        super().__init__(content)
        self.count = self.area = self.texts = 0
        self._rows = self._columns = 0
        self._lengths = lengths
        self._formula = -1  # where the one is whose text comes next

    def heed(self) -> Heed:
        """What is done about each kind of record."""
        return {
            **dict.fromkeys((_NUMBER, _TRUTH, _SHORT), self._count),
            _SHORTS: self._count_all,
            _NAMED: self._count_named,
            _LABEL: self._count_label,
            _FORMULA: self._settle,
            _RESULT: self._settle_text,
            **dict.fromkeys((_CONTINUED, *_NEEDLESS), self._pass_over),
        }

    def end(self) -> None:
        """The sheet has no more cells."""
        self.area += self._rows * self._columns
        self._rows = self._columns = 0
        self._formula = -1

    def _count(self, _at: int, _length: int, row: int, column: int, _text: int) -> None:
        self.count += 1
        if row >= self._rows:
            self._rows = row + 1
        if column >= self._columns:
            self._columns = column + 1

    def _count_all(self, at: int, length: int, row: int, column: int, text: int) -> None:
        more = max(length // 6 - 2, 0)
        self._count(at, length, row, column + more, text)
        self.count += more

    def _count_named(self, at: int, length: int, row: int, column: int, text: int) -> None:
        if text < len(self._lengths):
            self._count(at, length, row, column, text)
            self.texts += self._lengths[text] + _TEXT_BYTES

    def _count_label(self, at: int, length: int, row: int, column: int, text: int) -> None:
        self._count(at, length, row, column, text)
        self.texts += _WIDEST * length + _TEXT_BYTES

    def _settle(self, at: int, length: int, row: int, column: int, text: int) -> None:
        """Make the formula what it gives: a number or a truth; a text comes in a record behind."""
        if length < 20:
            raise ValueError
        what, _none, value, is_other = unpack_from("<BBB3xH", self._content, at + 10)
        self._formula = -1
        if is_other < _NOTHING:
            self._rename(at, _NUMBER)
            self._count(at, length, row, column, text)
        elif what in {1, 2}:
            pack_into("<BB", self._content, at + 10, value, what - 1)
            self._rename(at, _TRUTH)
            self._count(at, length, row, column, text)
        else:
            self._rename(at, _NOTHING)
            self._formula = at

    def _settle_text(self, at: int, length: int, *_rest: int) -> None:
        """Make the text that the formula before it gives a cell with that text."""
        if self._formula < 0:
            self._rename(at, _NOTHING)
            return
        row, column, shape = unpack_from("<3H", self._content, self._formula + 4)
        pack_into("<2H", self._content, self._formula, _NOTHING, at - self._formula - 10)
        pack_into("<5H", self._content, at - 6, _LABEL, length + 6, row, column, shape)
        self._count_label(at, length, row, column, 0)
        self._formula = -1
