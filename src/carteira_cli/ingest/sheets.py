"""Workbooks (xlsx, xls, ods) through python-calamine: rows of texts and floats."""

import hashlib
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, NamedTuple, cast

from carteira_cli.errors import BadData, _
from carteira_cli.ingest import ole
from carteira_cli.ingest.extent import unreadable
from carteira_cli.ingest.layout import Row
from carteira_cli.ingest.xls import harmless

MOST_SHEETS = 200
_MIDNIGHT = time()
_FROM_1904 = 1462
_IS_1904 = re.compile(rb"date1904\s*=\s*[\"'](?:1|true)\b")
_PLAIN = frozenset({str, float})
_AT_ONCE = 64  # rows: a sheet may be 16,384 columns wide


def sheets(stream: BinaryIO) -> dict[str, Callable[[], Iterator[tuple[int, Row]]]]:
    """The rows of each sheet, by its name, in the workbook's order: called again, given again.

    Raises BadData where the workbook is damaged or locked by a password.
    """
    return {name: partial(_rows, sheet) for name, sheet in _loaded(stream).sheets.items()}


def sheet_rows(stream: BinaryIO, sheet: str) -> Iterator[tuple[int, Row]]:
    """Each row that is not blank, with its number in the sheet, counted from 1.

    Numbers are floats; days are ISO text, with the time behind them where there is one.
    """
    found = _loaded(stream).sheets
    if sheet not in found:
        raise unreadable()
    return _rows(found[sheet])


class _Book(NamedTuple):
    sheets: dict[str, Any]
    days_later: int


_kept: dict[str, _Book] = {}
"""The workbook that was loaded last, by its digest: for the second pass over the same file."""


def _loaded(stream: BinaryIO) -> _Book:
    stream.seek(0)
    digest = hashlib.file_digest(cast(Any, stream), "sha256").hexdigest()
    if digest not in _kept:
        _kept.clear()
        _kept[digest] = _load(stream)
    return _kept[digest]


def _load(stream: BinaryIO) -> _Book:
    stream.seek(0)
    is_old = stream.read(len(ole.MAGIC)) == ole.MAGIC
    workbook, days_later = _open_old(stream) if is_old else (_open(stream), _days_later(stream))
    if len(workbook.sheet_names) > MOST_SHEETS:
        raise BadData(
            _("A planilha tem abas demais para ser de verdade."),
            _("Abra no Excel, copie só as abas que interessam e salve como .xlsx."),
        )
    return _Book({name: _sheet(workbook, name) for name in workbook.sheet_names}, days_later)


def days_later(stream: BinaryIO) -> int:
    """How many days after Excel's usual calendar that of a workbook begins: 1,462 for 1904's.

    Cells that are formatted as days are right already; it is for those that are only numbers.
    """
    return _loaded(stream).days_later


def _days_later(stream: BinaryIO) -> int:
    stream.seek(0)
    with zipfile.ZipFile(stream) as archive:
        names = [name for name in archive.namelist() if name.lower() == "xl/workbook.xml"]
        text = b"".join([archive.read(name) for name in names])
    return _FROM_1904 if _IS_1904.search(text) else 0


def _rows(sheet: Any) -> Iterator[tuple[int, Row]]:
    if sheet.start is None:
        return
    every = enumerate(sheet.iter_rows(), 1)
    while some := list(islice(every, _AT_ONCE)):
        _make_plain([cells for _line, cells in some])
        yield from [row for row in some if any(map(_is_filled, filter(None, row[1])))]


def _make_plain(rows: list[list[Any]]) -> None:
    """Let the cells be texts and floats: few columns have any to change."""
    for at, column in enumerate(zip(*rows, strict=True)):
        if not _PLAIN.issuperset(map(type, column)):
            for cells in rows:
                if type(cells[at]) not in _PLAIN:
                    cells[at] = _cell(cells[at])


def _is_filled(cell: Any) -> bool:
    return type(cell) is not str or bool(cell.strip())


def _cell(cell: Any) -> str | float:
    if isinstance(cell, datetime):
        is_day = cell.time() == _MIDNIGHT
        return cell.date().isoformat() if is_day else cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, bool):
        return "sim" if cell else "não"  # data, whatever language the screens speak
    return float(cell) if isinstance(cell, int) else str(cell)


def _open(stream: BinaryIO) -> Any:
    from python_calamine import CalamineError, CalamineWorkbook

    stream.seek(0)
    try:
        return CalamineWorkbook.from_filelike(stream)
    except CalamineError as fault:
        raise unreadable() from fault


def _open_old(stream: BinaryIO) -> tuple[Any, int]:
    """An .xls as a file of its stream alone, which takes half the memory of one in memory."""
    from python_calamine import CalamineError, CalamineWorkbook

    content, is_1904 = harmless(stream)
    with TemporaryDirectory() as folder:
        path = Path(folder, "a.xls")
        with path.open("wb") as file:
            file.writelines(ole.packed(content))
        del content
        try:
            return CalamineWorkbook.from_path(path), _FROM_1904 if is_1904 else 0
        except CalamineError as fault:
            raise unreadable() from fault


def _sheet(workbook: Any, name: str) -> Any:
    from python_calamine import CalamineError

    try:
        return workbook.get_sheet_by_name(name)
    except CalamineError as fault:
        raise unreadable() from fault
