"""Months that stand where a day should: the names of tabs and of columns."""

import re
from collections.abc import Iterable

from carteira_cli.domain.days import full_year
from carteira_cli.domain.text import fold
from carteira_cli.ingest.dates import MONTH_OF

Month = tuple[int, int]
"""Year and month; year 0 where none is named."""

_CENTURIES = r"(?:19|20|21)\d\d"
_NUMBERS = re.compile(
    rf"(\d{{1,2}})[/.\- ]({_CENTURIES})|({_CENTURIES})[/.\- ](\d{{1,2}})(?:-01)?"
    r"|(\d{1,2})[/.](\d{2})",
    re.ASCII,
)
_WORDS = re.compile(rf"([a-z]{{3,9}})(?: (?:de )?({_CENTURIES}|\d{{2}}))?", re.ASCII)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)", re.ASCII)
_FULL = ("janeiro", "fevereiro", "marco", "abril", "maio", "junho", "julho", "agosto", "setembro",
         "outubro", "novembro", "dezembro", "january", "february", "march", "april", "may", "june",
         "july", "august", "september", "october", "november", "december")  # fmt: skip


def month_of(text: str) -> Month | None:
    """The month that a text is, and nothing else.

    `Jan`, `Março/26`, `03/2026` and `2026-03` are months; `Marco Polo` and `2026` are not.
    """
    words = _WORDS.fullmatch(fold(text))
    if words and _is_month(words[1]):
        return full_year(words[2]) if words[2] else 0, MONTH_OF[words[1][:3]]
    numbers = _NUMBERS.fullmatch(text.strip())
    if numbers is None:
        return None
    before, year, other_year, after, alone, short = numbers.groups()
    month = int(before or after or alone)
    return (full_year(year or other_year or short), month) if 1 <= month <= 12 else None


def _is_month(word: str) -> bool:
    return word[:3] in MONTH_OF and (len(word) == 3 or word in _FULL)


def year_in(texts: Iterable[str]) -> int:
    """The one year that the texts name; 0 where they name none, or several."""
    years = {int(found) for text in texts for found in _YEAR.findall(text)}
    return years.pop() if len(years) == 1 else 0


def first_day(year: int, month: int) -> str:
    """The day (ISO) that stands for a month."""
    return f"{year:04}-{month:02}-01"
