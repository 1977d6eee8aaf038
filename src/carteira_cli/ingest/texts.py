"""A cell's text as it is kept: trimmed, without the quote that makes a formula harmless."""

import re
from collections.abc import Sequence
from typing import cast

from carteira_cli.errors import _
from carteira_cli.ingest.unreadable import Unreadable

LONGEST = 10_000
_SHORT = 100
_GUARDED = re.compile(r"'\s*[=+\-@＝＋－＠'\t\r]")
_WHOLE = re.compile(r"(-?\d+)[.,]0{1,2}", re.ASCII)  # three would part thousands
_NUMBER_SIGN = re.compile(
    r"^(?:(?:#|N\.?[º°]\.?|N[OR]?\.|(?:N[OR]|PEDIDO)\b)\s*)+(?=.*\d)", re.IGNORECASE
)
_LETTERS_FIRST = re.compile(r"[^\W\d_]\D+[\d\W]*")


def plain_text(cell: str | float) -> str:
    """The cell as text, trimmed; a whole number of a sheet has no decimals.

    The one `'` that our own export puts before a text that begins with `= + - @`, narrow or of full
    width, or with another `'`, is taken off again. Raises Unreadable for more than 10,000
    characters: no cell of a table is that long.
    """
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    text = cell.strip()
    if len(text) > LONGEST:
        raise Unreadable(_("tem mais de 10.000 letras"), value=text[:40] + "…")
    return text[1:].lstrip() if text[:1] == "'" and _GUARDED.match(text) else text


def shown_text(cell: str | float) -> str:
    """The cell as it came, a number of a sheet as it would be typed."""
    return plain_text(cell) if isinstance(cell, float) else cell


def code_text(cell: str | float) -> str:
    """The cell as the text of a code: `17850.0`, a number some sheet wrote, is 17850."""
    if isinstance(cell, str) and len(cell) < _SHORT and (cell.isalnum() or not cell):
        return cell  # nearly always
    text = plain_text(cell)
    return _WHOLE.sub(r"\1", text) if _WHOLE.fullmatch(text) else text


def order_text(cell: str | float) -> str:
    """The cell as an order's number: `pv-1` is PV-1, `#123` and `Nº 123` are 123.

    A key of digits and letters mixed, `e481f51c`, stays as it is.
    """
    if isinstance(cell, str) and len(cell) < _SHORT and (cell.isdecimal() or not cell):
        return cell  # nearly always
    text = code_text(cell)
    bare = _NUMBER_SIGN.sub("", text)
    return bare.upper() if _LETTERS_FIRST.fullmatch(bare) else bare


def order_texts(cells: Sequence[str | float]) -> Sequence[str]:
    """`order_text` of each of many cells: at once where all are whole numbers, nearly always."""
    kinds = set(map(type, cells))
    if kinds == {str}:
        texts = cast(Sequence[str], cells)
        if "".join(texts).isdecimal() and max(map(len, texts)) < _SHORT:
            return texts
    if kinds == {float}:
        numbers = cast(Sequence[float], cells)
        if all(map(float.is_integer, numbers)):
            return list(map(str, map(int, numbers)))
    return list(map(order_text, cells))
