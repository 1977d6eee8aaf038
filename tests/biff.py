"""Old workbooks (.xls), record by record: no maintained library writes them."""

from struct import pack

from carteira_cli.ingest import ole

FORMULA, NUMBER, LABEL, TRUTH, SHORT, SHORTS, NAMED = 6, 0x203, 0x204, 0x205, 0x27E, 0xBD, 0xFD
RESULT, SHARED, CONTINUED, SHEET, CALENDAR, END = 0x207, 0xFC, 0x3C, 0x85, 0x22, 0x0A


def record(kind: int, data: bytes = b"") -> bytes:
    return pack("<2H", kind, len(data)) + data


def number(row: int, column: int, value: float, shape: int = 0) -> bytes:
    return record(NUMBER, pack("<3Hd", row, column, shape, value))


def named(row: int, column: int, text: int) -> bytes:
    return record(NAMED, pack("<3HI", row, column, 0, text))


def formula(row: int, column: int, value: bytes) -> bytes:
    return record(FORMULA, pack("<3H8s6xH", row, column, 0, value, 0))


def text(letters: str) -> bytes:
    """A text of the table that cells share."""
    return pack("<HB", len(letters), 1) + letters.encode("utf-16-le")


def shared(*texts: str) -> bytes:
    return record(SHARED, pack("<2I", 0, len(texts)) + b"".join(map(text, texts)))


def stream(*sheets: bytes, before: bytes = b"") -> bytes:
    """A workbook of these sheets, called A, B, C; `before` stands in front of them."""
    begin = record(0x809, pack("<4H8x", 0x600, 5, 0, 0)) + record(0xE0, bytes(20))
    begin += record(0xE0, pack("<2H16x", 0, 14)) + before  # two shapes: any, and a day
    at = len(begin) + len(sheets) * 13 + 4
    places = b""
    for number_of, sheet in enumerate(sheets):
        places += record(SHEET, pack("<I2x3B", at, 1, 0, ord("A") + number_of))
        at += len(sheet) + 4
    return begin + places + record(END) + b"".join(sheet + record(END) for sheet in sheets)


def book(*sheets: bytes, before: bytes = b"") -> bytes:
    return b"".join(ole.packed(bytearray(stream(*sheets, before=before))))
