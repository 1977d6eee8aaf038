"""Zips and workbooks as a system or a colleague would make them."""

import io
import zipfile

import xlsxwriter


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> io.BytesIO:
    """A zip of these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream


def locked(archive: bytes) -> bytes:
    """The zip, whose first member now says that it asks for a password."""
    data = bytearray(archive)
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def workbook(sheets: dict[str, list[list]]) -> bytes:
    """An xlsx of these sheets."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for row, cells in enumerate(rows):
            sheet.write_row(row, 0, cells)
    book.close()
    return stream.getvalue()


def csv(*lines: str) -> bytes:
    """A CSV as a system on Windows writes it."""
    return "\r\n".join([*lines, ""]).encode("cp1252")
