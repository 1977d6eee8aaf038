"""What the sheets of an xlsx take of memory: their rectangles, and texts as often as named."""

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from zipfile import BadZipFile

from carteira_cli.ingest.weight import MOST_BYTES, Part, Weight

_CELL_BYTES = 48  # 32 to stay, 40 more of those that are filled while it opens
_TEXT_BYTES = 16  # beside its letters
_ENTRY_BYTES = 64  # of a shared text, beside its letters
_SHARED = "sharedstrings.xml"
_TALL_CELLS, _FEW_CELLS = 26 * 99_999, 26 * 9_999

_SIMPLE = rb"(?:\s+[\w:]+=\"\w*\")*\s*"  # attributes that hide no other
# Any cell but one in a column of one letter and a row of five digits, written as nearly all are. Of
# an attribute that stands twice the last one counts: so none may follow that could be a place.
_FAR = re.compile(rb'<c(?! r="[A-Z]\d{1,5}+"(?:>|/>| [st]="\w*+"(?:>|/>| [st]="\w*+"(?:>|/>)))|ol)')
_TALL = re.compile(rb'<c r="[A-Z]\d{5}')
_CELL = re.compile(rb"r\s*=\s*[\"']([A-Za-z]+)(\d+)[\"'](?!" + _SIMPLE + rb"/>)")
_ROW = re.compile(rb"<(?:\w+:)?row(?=[\s/>])(?:\s+r=[\"'](\d+))?")
_BARE = re.compile(rb"<(?:\w+:)?c(?=[\s>])(?!" + _SIMPLE + rb"(?:r\s*=|/>))")
_ENTRY = re.compile(rb"<(?:\w+:)?si(?=[\s/>])")
_VALUE = re.compile(rb"<c((?: \w+=\"\w*\")*)>(?:<f[^<]*(?:</f>)?)?<v>([^<]*)</v>")
_IN_CELLS = (b"inlineStr", b'"str"', b"'str'")
_NAMING = {
    "workbook.xml": re.compile(rb"<(?:\w+:)?sheet\s[^>]*?[\s:]id\s*=\s*[\"']([^\"']*)"),
    "workbook.xml.rels": re.compile(rb"\sTarget\s*=\s*[\"']/?(?:xl/)?([^\"']*)"),
}
_TAG = re.compile(rb"<[^>]*>")

Parts = Sequence[tuple[str, Part]]


def weights(parts: Parts) -> Iterator[Weight]:
    """What all parts take together, ever more closely: a glance is enough for nearly all files.

    Raises BadZipFile where one part is two sheets: it would be opened as often as it is named.
    """
    _refuse_shared_sheets(parts)
    table, longest = _table(_shared(parts))
    if table > MOST_BYTES:
        yield Weight(0, table)
        return
    glances = [_Glance(part) for _name, part in parts]
    named = sum(glance.values for glance in glances) * (longest + _TEXT_BYTES)
    at_most = Weight(
        _CELL_BYTES * sum(glance.cells for glance in glances),
        table + named + sum(glance.in_cells for glance in glances),
    )
    yield at_most
    areas = [_area(part) for _name, part in parts]
    filled = [glance.values for glance in glances]
    cells = _CELL_BYTES * sum(map(max, areas, filled))  # one place may be filled again and again
    yield at_most._replace(cells=cells)
    lengths = _lengths(_shared(parts))
    letters = (_letters(piece, lengths) for _name, part in parts for piece in part())
    yield Weight(cells, table + sum(letters))


def _refuse_shared_sheets(parts: Parts) -> None:
    for name, part in parts:
        for ending, naming in _NAMING.items():
            if not name.lower().endswith(ending):
                continue
            named = [found for piece in part() for found in naming.findall(piece)]
            if len(named) > len(set(named)):
                raise BadZipFile


def _table(pieces: Iterable[bytes]) -> tuple[int, int]:
    """What the shared texts take by themselves, as far as they are bearable, and the longest."""
    table = longest = 0
    for piece in pieces:
        lengths = [len(text) for text in _ENTRY.split(piece)]
        table += len(piece) + _ENTRY_BYTES * (len(lengths) - 1)
        longest = max(longest, *lengths)
        if table > MOST_BYTES:
            break
    return table, longest


class _Glance:
    """The most that a sheet could hold: cells, values, and letters in its cells themselves."""

    def __init__(self, part: Part) -> None:
        self.cells = self.values = self.in_cells = 0
        self._is_far = False
        for piece in part():
            self.values += _values(piece)
            self.in_cells += len(piece) if _is_in_cells(piece) else 0
            self._reach(piece)
        self.cells = max(_area(part) if self._is_far else self.cells, self.values)

    def _reach(self, piece: bytes) -> None:
        self._is_far = self._is_far or _is_prefixed(piece, b":c") or bool(_FAR.search(piece))
        if self.cells < _TALL_CELLS and b"<c" in piece:
            self.cells = _TALL_CELLS if _TALL.search(piece) else _FEW_CELLS


def _area(part: Part) -> int:
    """Rows × columns of a sheet."""
    reach = _Reach()
    for piece in part():
        reach.take(piece)
    return reach.area


def _lengths(pieces: Iterable[bytes]) -> Sequence[int]:
    """The size of each shared text, with its marks; at least one."""
    lengths = array("L", [0])  # what stands before the first
    for piece in pieces:
        first, *texts = map(len, _ENTRY.split(piece))
        lengths[-1] += first
        lengths.extend(texts)
    return lengths[1:] or lengths


def _shared(parts: Parts) -> Iterator[bytes]:
    for name, part in parts:
        if name.lower().endswith(_SHARED):
            yield from part()


def _values(piece: bytes) -> int:
    """The number of values in cells, or more."""
    return piece.count(b"</v") + (piece.count(b":v") if b":" in piece else 0)


def _is_prefixed(piece: bytes, name: bytes) -> bool:
    """Whether a mark may begin so behind a prefix; a colon alone is found in no time."""
    return b":" in piece and name in piece


def _is_in_cells(piece: bytes) -> bool:
    return any(mark in piece for mark in _IN_CELLS)


def _letters(piece: bytes, lengths: Sequence[int]) -> int:
    """The letters of all texts in cells; a value written in an unusual way names the longest."""
    values = _VALUE.findall(piece)
    named = [int(text) for marks, text in values if b' t="s"' in marks and text.isdigit()]
    known = [lengths[at] for at in named if at < len(lengths)]
    unusual = _values(piece) - len(values) + len(named) - len(known)
    own = len(_TAG.sub(b"", piece)) if _is_in_cells(piece) else 0
    return sum(known) + unusual * max(lengths) + len(named) * _TEXT_BYTES + own


class _Reach:
    """The farthest row and column of a sheet whose cells say where they are, or do not."""

    def __init__(self) -> None:
        self._row = self._column = 0
        self._rows = self._last_row = 0
        self._bare = self._most_bare = 0  # filled cells that do not say, in a row

    def take(self, text: bytes) -> None:
        """Look at more of the sheet."""
        found = _CELL.findall(text)
        letters, rows = zip(*found, strict=True) if found else ((), ())
        self._row = max(self._row, *map(int, set(rows)), 0)
        self._column = max(self._column, *map(_column, set(letters)), 0)
        if _may_be_bare(text):
            self._count_bare(text)
        else:
            self._count_rows(_ROW.findall(text))

    def _count_bare(self, text: bytes) -> None:
        start = 0
        for found in _ROW.finditer(text):
            self._bare_in(text[start : found.start()])
            start = found.end()
            self._count_rows([found[1]])
        self._bare_in(text[start:])

    def _count_rows(self, numbers: list[bytes]) -> None:
        if numbers:
            self._bare = 0
            self._rows += len(numbers)
            self._last_row = max(self._last_row, *(int(number or 0) for number in numbers))

    def _bare_in(self, text: bytes) -> None:
        self._bare += len(_BARE.findall(text))
        self._most_bare = max(self._most_bare, self._bare)

    @property
    def area(self) -> int:
        """Rows × columns; bare cells may follow the last that says where it is."""
        if not self._most_bare:
            return self._row * self._column
        return max(self._row, self._last_row + self._rows) * (self._column + self._most_bare)


def _may_be_bare(text: bytes) -> bool:
    """Whether a cell of the text may lack its place, or write it in an unusual way."""
    cells = text.count(b"<c") - text.count(b"<col")
    return cells != text.count(b'<c r="') or _is_prefixed(text, b":c")


def _column(letters: bytes) -> int:
    """The number of a column, from 1: `A` is 1, `XFD` 16,384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
