"""The files themselves: the same bytes each time."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from html import escape
from typing import Any

import xlsxwriter

Cell = str | float | date | None
Rows = Sequence[Sequence[Cell]]
LONG_AGO = datetime(2026, 1, 1)  # noqa: DTZ001 a sheet knows no zones


def text(*lines: str, encoding: str = "utf-8", newline: str = "\r\n") -> bytes:
    """Lines as they stand, each ended."""
    return "".join(f"{line}{newline}" for line in lines).encode(encoding)


def xlsx(sheets: Mapping[str, Rows]) -> bytes:
    """A workbook: texts, numbers, days and cells that are formatted and blank (None)."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"created": LONG_AGO})
        formats = {
            datetime: book.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
            date: book.add_format({"num_format": "dd/mm/yyyy"}),
            type(None): book.add_format({"border": 1}),
        }
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    _put(sheet, (at, column), cell, formats.get(type(cell)))
    return stream.getvalue()


def _put(sheet: Any, place: tuple[int, int], cell: Cell, how: Any) -> None:
    if cell is None:
        sheet.write_blank(*place, None, how)
    elif isinstance(cell, date):
        sheet.write_datetime(*place, cell, how)
    elif isinstance(cell, str):
        sheet.write_string(*place, cell)
    else:
        sheet.write_number(*place, cell)


_ODS = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
    "<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body>"
    "</office:document-content>"
)
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.2"'
    ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
_KIND = "application/vnd.oasis.opendocument.spreadsheet"


def ods(sheets: Mapping[str, Rows]) -> bytes:
    """An OpenDocument sheet, as small as it can be."""
    tables = "".join(
        f'<table:table table:name="{escape(name)}">{"".join(map(_ods_row, rows))}</table:table>'
        for name, rows in sheets.items()
    )
    return packed(
        {
            "mimetype": _KIND.encode(),
            "content.xml": _ODS.format(sheets=tables).encode(),
            "META-INF/manifest.xml": _MANIFEST.format(kind=_KIND).encode(),
        }
    )


def _ods_row(row: Sequence[Cell]) -> str:
    return f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>"


def _ods_cell(cell: Cell) -> str:
    if isinstance(cell, date):
        return (
            f'<table:table-cell office:value-type="date" office:date-value="{cell.isoformat()}">'
            f"<text:p>{cell:%d/%m/%Y}</text:p></table:table-cell>"
        )
    if isinstance(cell, float | int):
        return (
            f'<table:table-cell office:value-type="float" office:value="{cell}">'
            f"<text:p>{cell}</text:p></table:table-cell>"
        )
    if not cell:
        return "<table:table-cell/>"
    return (
        f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p>'
        "</table:table-cell>"
    )


def page(rows: Iterable[Sequence[str]], encoding: str) -> bytes:
    """What many systems call .xls: a table of HTML. An `&nbsp;` stands for a blank cell."""
    body = "\r\n".join(f"<tr>{''.join(map(_page_cell, row))}</tr>" for row in rows)
    return (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={encoding}">'
        f"</head><body><table border=1>\r\n{body}\r\n</table></body></html>"
    ).encode(encoding)


def _page_cell(cell: str) -> str:
    return f"<td>{escape(cell) or '&nbsp;'}</td>"


def packed(files: Mapping[str, bytes]) -> bytes:
    """A zip whose members have no day of their own."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            member = zipfile.ZipInfo(name)
            member.compress_type = (
                zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            )
            archive.writestr(member, content)
    return stream.getvalue()
