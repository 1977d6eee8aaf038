"""How far the sheets of a workbook reach, told from its XML before it is opened.

What opens workbooks fills the whole rectangle from the first filled cell to the last, 32 bytes a
cell: one stray cell in the far corner of a sheet would take 512 GB. Cells without content count in
nothing, so that a million formatted rows around a small table do no harm. Whatever cannot be told
from a look at the text is taken for the larger.
"""

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from carteira_cli.errors import BadData, _

MOST_CELLS = 2**22  # 32 bytes each: with their texts they stay within 300 MB
LONGEST_TEXT = 2**20
_LONG = 12  # digits
_CHUNK = 2**20
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})

_SIMPLE = rb"(?:\s+[\w:]+=\"\w*\")*\s*"  # attributes that hide no other
_FAR = re.compile(rb"r\s*=\s*[\"'](?:[A-Za-z]{2}|[A-Za-z]?\d{6})")
_CELL = re.compile(rb"r\s*=\s*[\"']([A-Za-z]+)(\d+)[\"'](?!" + _SIMPLE + rb"/>)")
_PLAIN_CELL = re.compile(rb"r=\"([A-Za-z]+)(\d+)\"(?!" + _SIMPLE + rb"/>)")  # as all write it: fast
_ROW = re.compile(rb"<(?:\w+:)?row(?=[\s/>])(?:\s+r=[\"'](\d+))?")
_BARE = re.compile(rb"<(?:\w+:)?c(?=[\s>])(?!" + _SIMPLE + rb"(?:r\s*=|/>))")
_ODS = re.compile(
    rb"<table:(?:(?P<table>table)(?=[\s>])|table-(?P<row>row)\b|(?:covered-)?table-(?P<cell>cell)\b)"
    rb"|</table:table-(?P<end>row)|number-rows-repeated\s*=\s*[\"'](?P<rows>[^\"']*)"
    rb"|number-columns-repeated\s*=\s*[\"'](?P<columns>[^\"']*)|(?P<content>value|formula|<text:)"
)


def bound_extent(archive: zipfile.ZipFile, kind: str) -> None:
    """Refuse a workbook, `xlsx` or `ods`, whose sheets together span more than 4,194,304 cells.

    Every member is looked at, as any may be called a sheet, in constant memory. Raises BadData; and
    BadZipFile for a member that is damaged or unpacks to another size than it says.
    """
    area_of = _xlsx_area if kind == "xlsx" else _ods_area
    area = 0
    for member in archive.infolist():
        area += area_of(partial(_pieces, archive, member))
        if area > MOST_CELLS:
            raise BadData(
                _(
                    "A planilha tem uma célula preenchida longe demais das outras: "
                    "a área usada passaria da memória."
                ),
                _("Abra no Excel, copie só as linhas e colunas que interessam e salve como CSV."),
            )


def _pieces(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The text of a member, cut before a `<`."""
    rest = b""
    for chunk in _chunks(archive, member):
        rest += chunk
        cut = max(rest.rfind(b"<"), 0)
        yield rest[:cut]
        rest = rest[cut:]
        if len(rest) > LONGEST_TEXT:
            raise BadData(
                _("A planilha tem uma célula de mais de 1 MB: não é uma tabela."),
                _("Confira se é mesmo o arquivo exportado pelo sistema."),
            )
    yield rest


def _chunks(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    if member.compress_type not in _METHODS:
        raise zipfile.BadZipFile
    declared = member.file_size
    member.file_size += 1  # so that more than it declares would come to light
    size = 0
    try:
        with archive.open(member) as part:
            while chunk := part.read(_CHUNK):
                size += len(chunk)
                yield chunk
    finally:
        member.file_size = declared
    if size != declared:
        raise zipfile.BadZipFile


def _xlsx_area(pieces: Callable[[], Iterable[bytes]]) -> int:
    """Rows × columns of a sheet; 0 for one that cannot be large: A–Z, below row 100,000."""
    if not any(_FAR.search(text) or _may_be_bare(text) for text in pieces()):
        return 0
    reach = _Reach()
    for text in pieces():
        reach.take(text)
    return reach.area


class _Reach:
    """The farthest row and column of a sheet whose cells say where they are, or do not."""

    def __init__(self) -> None:
        self._row = self._column = 0
        self._rows = self._last_row = 0
        self._bare = self._most_bare = 0  # filled cells that do not say, in a row

    def take(self, text: bytes) -> None:
        """Look at more of the sheet."""
        may_be_bare = _may_be_bare(text)
        found = (_CELL if may_be_bare else _PLAIN_CELL).findall(text)
        letters, rows = zip(*found, strict=True) if found else ((), ())
        self._row = max(self._row, *map(int, set(rows)), 0)
        self._column = max(self._column, *map(_column, set(letters)), 0)
        if may_be_bare:
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
    return cells != text.count(b'<c r="') or b":c" in text


def _column(letters: bytes) -> int:
    """The number of a column, from 1: `A` is 1, `XFD` 16,384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _ods_area(pieces: Callable[[], Iterable[bytes]]) -> int:
    """Rows × columns of all tables of a part, repeated ones counted as often as they are."""
    tables = _Tables()
    for text in pieces():
        for found in _ODS.finditer(text):
            tables.take(found)
    return tables.area


def _count(times: bytes) -> int:
    """How often something is repeated; written in an unusual way, it is too often."""
    return int(times) if times.isdigit() and len(times) < _LONG else MOST_CELLS + 1


class _Tables:
    """The farthest filled row and column of each table so far."""

    def __init__(self) -> None:
        self._area = self._row = self._height = self._width = self._column = 0
        self._times = 0  # how often the row that is open is repeated
        self._heed = {
            "table": self._start_table,
            "row": self._start_row,
            "end": self._end_row,
            "cell": self._add_columns,
            "rows": self._repeat_row,
            "columns": self._repeat_cell,
            "content": self._fill,
        }

    def take(self, found: re.Match[bytes]) -> None:
        """Follow one more mark of the text."""
        what = str(found.lastgroup)
        self._heed[what](found[what])

    def _start_table(self, _mark: bytes) -> None:
        self._area = self.area
        self._row = self._height = self._width = self._column = self._times = 0

    def _start_row(self, mark: bytes) -> None:
        self._end_row(mark)
        self._times = 1

    def _end_row(self, _mark: bytes) -> None:
        self._row += self._times
        self._times = self._column = 0

    def _repeat_row(self, times: bytes) -> None:
        self._times = _count(times)

    def _add_columns(self, _mark: bytes) -> None:
        self._column += 1

    def _repeat_cell(self, times: bytes) -> None:
        self._column += _count(times) - 1

    def _fill(self, _mark: bytes) -> None:
        if self._column:
            self._width = max(self._width, self._column)
            self._height = self._row + self._times

    @property
    def area(self) -> int:
        """Rows × columns of the tables, added up."""
        return self._area + self._height * self._width
