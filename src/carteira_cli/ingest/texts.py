"""A cell's text as it is kept: trimmed, without the quote that makes a formula harmless."""

import re

from carteira_cli.errors import _
from carteira_cli.ingest.memo import Unreadable

LONGEST = 10_000
_SHORT = 100
_GUARDED = re.compile(r"'\s*[=+\-@＝＋－＠'\t\r]")
_WHOLE = re.compile(r"-?\d+\.0+", re.ASCII)


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
    return text.partition(".")[0] if _WHOLE.fullmatch(text) else text
