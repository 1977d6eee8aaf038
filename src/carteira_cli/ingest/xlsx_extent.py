"""What the sheets of an xlsx take of memory: their rectangles, and texts as often as named."""

import re
from collections.abc import Iterator, Sequence
from string import ascii_letters, digits
from zipfile import BadZipFile

from carteira_cli.ingest import xlsx_texts
from carteira_cli.ingest.markup import is_odd
from carteira_cli.ingest.weight import MOST_BYTES, Part, Weight
from carteira_cli.ingest.xlsx_texts import PREFIX, TEXT_BYTES

_CELL_BYTES = 48  # 32 to stay, 40 more of those that are filled while it opens
_SHARED = "sharedstrings.xml"
_TALL_CELLS, _FEW_CELLS = 26 * 99_999, 26 * 9_999

_SIMPLE = rb"(?:\s+[\w:]+=\"\w*\"){0,20}\s*"  # attributes that hide no other
# Any cell but one in a column of one letter and a row of five digits, written as nearly all are. Of
# an attribute that stands twice the last one counts: so none may follow that could be a place.
_FAR = re.compile(rb'<c(?! r="[A-Z]\d{1,5}+"(?:>|/>| [st]="\w*+"(?:>|/>| [st]="\w*+"(?:>|/>)))|ol)')
_TALL = re.compile(rb'<c r="[A-Z]\d{5}')
_FILLED = re.compile(rb"r\s*+=\s*+[\"']([A-Za-z]++\d++)[\"'](?!(?>" + _SIMPLE + rb")/>)")
_PLACE = re.compile(rb"r\s*+=\s*+[\"']([A-Za-z]*+\d++)[\"']")  # of a row, too
_ROW = re.compile(rb"<" + PREFIX + rb"row(?=[\s/>])")
_BARE = re.compile(rb"<" + PREFIX + rb"c(?=[\s>])(?!" + _SIMPLE + rb"(?:r\s*=|/>))")
_BEFORE = rb"(?:[^<>\"']|\"[^\"<]*+\"|'[^'<]*+')*?"
_NAMING = {
    "workbook.xml": re.compile(
        rb"<" + PREFIX + rb"sheet\s(?:" + _BEFORE + rb"(?<=[\s:])id\s*=\s*[\"']([^\"']*))?"
    ),
    "workbook.xml.rels": re.compile(rb"Target\s*=\s*[\"']/?(?:xl/)?([^\"']*)"),
}

Parts = Sequence[tuple[str, Part]]


def weights(parts: Parts) -> Iterator[Weight]:
    """What all parts take together, ever more closely: a glance is enough for nearly all files.

    Raises BadZipFile where one part is two sheets, as far as can be seen: it would be opened as
    often as it is named.
    """
    _refuse_shared_sheets(parts)
    table, longest = xlsx_texts.table(_shared(parts))
    if table > MOST_BYTES:
        yield Weight(0, table)
        return
    glances = [_Glance(part) for _name, part in parts]
    named = sum(glance.values for glance in glances) * (longest + TEXT_BYTES)
    at_most = Weight(
        _CELL_BYTES * sum(glance.cells for glance in glances),
        table + named + sum(glance.in_cells for glance in glances),
    )
    yield at_most
    areas = [_area(part) for _name, part in parts]
    filled = [glance.values for glance in glances]
    cells = _CELL_BYTES * sum(map(max, areas, filled))  # one place may be filled again and again
    yield at_most._replace(cells=cells)
    if cells > MOST_BYTES:
        return
    lengths = xlsx_texts.lengths(_shared(parts))
    letters = sum(xlsx_texts.letters(part, lengths, longest) for _name, part in parts)
    yield Weight(cells, table + letters)


def _refuse_shared_sheets(parts: Parts) -> None:
    for name, part in parts:
        for ending, naming in _NAMING.items():
            if not name.lower().endswith(ending):
                continue
            named = [found.lower() for piece in part() for found in naming.findall(piece)]
            if len(named) > len(set(named)) or b"" in named:
                raise BadZipFile


def _shared(parts: Parts) -> Iterator[bytes]:
    for name, part in parts:
        if name.lower().endswith(_SHARED):
            yield from part()


class _Glance:
    """The most that a sheet could hold: cells, values, and letters in its cells themselves."""

    def __init__(self, part: Part) -> None:
        self.cells = self.values = self.in_cells = 0
        self._is_far = False
        for piece in part():
            self.values += xlsx_texts.values(piece)
            self.in_cells += len(piece) if xlsx_texts.is_in_cells(piece) else 0
            self._reach(piece)
        self.cells = max(_area(part) if self._is_far else self.cells, self.values)

    def _reach(self, piece: bytes) -> None:
        self._is_far = self._is_far or _is_prefixed(piece) or bool(_FAR.search(piece))
        if self.cells < _TALL_CELLS and b"<c" in piece:
            self.cells = _TALL_CELLS if _TALL.search(piece) else _FEW_CELLS


def _area(part: Part) -> int:
    """Rows × columns of a sheet.

    A cell that does not say where it is follows the one before, filled or not, and a row likewise.
    """
    row, column = _farthest(part, _FILLED)
    bare, rows = _bare(part) if any(map(_may_be_bare, part())) else (0, 0)
    if not bare:
        return row * column
    row, column = _farthest(part, _PLACE)
    return (row + rows) * (column + bare)


def _farthest(part: Part, place: re.Pattern[bytes]) -> tuple[int, int]:
    """The last row and the last column that are named."""
    row = column = 0
    for piece in part():
        places = b" ".join(place.findall(piece))
        rows = set(places.translate(None, ascii_letters.encode()).split())
        columns = set(places.translate(None, digits.encode()).split())
        row = max(row, *map(int, rows), 0)
        column = max(column, *map(_column, columns), 0)
    return row, column


def _bare(part: Part) -> tuple[int, int]:
    """The most filled cells of a row that do not say where they are, and the number of rows.

    Where markup may hide other, what looks like the next row need not be one.
    """
    most = here = rows = 0
    may_hide = False
    for piece in part():
        may_hide = may_hide or is_odd(piece)
        first, *others = [len(_BARE.findall(text)) for text in _ROW.split(piece)]
        rows += len(others)
        for count in others:
            most = max(most, here + first)
            here, first = here + first if may_hide else 0, count
        here += first
    return max(most, here), rows


def _may_be_bare(text: bytes) -> bool:
    """Whether a cell of the text may lack its place, or write it in an unusual way."""
    cells = text.count(b"<c") - text.count(b"<col")
    return cells != text.count(b'<c r="') or _is_prefixed(text)


def _is_prefixed(text: bytes) -> bool:
    """Whether cells may have a prefix; a colon alone is found in no time."""
    return b":" in text and b":c" in text


def _column(letters: bytes) -> int:
    """The number of a column, from 1: `A` is 1, `XFD` 16,384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
