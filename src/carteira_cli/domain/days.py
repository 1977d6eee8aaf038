"""Civil days: reading one that was typed, and the spans of days that are compared with each other.

Days that are counted with are proleptic ordinals (`date.toordinal()`).
"""

import re
from datetime import date, timedelta
from typing import NamedTuple

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_BRAZILIAN = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4}|[0-9]{2})")
_FIRST_YEAR, _LAST_YEAR = 1900, 2199  # outside stands a slip of the finger (0026, 20226), not a day
_WINDOW_DAYS = 365
_LAST_OF_THIS_CENTURY = 79


class Span(NamedTuple):
    """Days from `since` to `until`, both included."""

    since: date
    until: date


def parse_day(text: str) -> date | None:
    """The day a person typed: 2026-11-22, 22/11/2026 or 22/11/26; None for anything else.

    Never a guess: the day comes before the month, an impossible day is None, and so is a year
    outside 1900–2199. Of two digits, 00–68 are 2000–2068 and 69–99 are 1969–1999 (POSIX).
    """
    text = text.strip()
    if iso := _ISO.fullmatch(text):
        year, month, day = map(int, iso.groups())
    elif brazilian := _BRAZILIAN.fullmatch(text):
        day, month = int(brazilian[1]), int(brazilian[2])
        year = full_year(brazilian[3])
    else:
        return None
    return _day_or_none(year, month, day)


def full_year(digits: str) -> int:
    """The year of two or four digits: 80 to 99 are of the last century, all others of this one."""
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (1900 if year > _LAST_OF_THIS_CENTURY else 2000)


def _day_or_none(year: int, month: int, day: int) -> date | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def window_start(as_of: int) -> int:
    """First day (ordinal) of the 12 months that end at `as_of`: as_of − 365 < day ≤ as_of."""
    return as_of - _WINDOW_DAYS + 1


def month_end_before(day: date) -> date:
    """The last day of the month before the month of `day`, also when `day` is itself a last one."""
    return day.replace(day=1) - timedelta(days=1)


def month_end(day: date) -> date:
    """The last day of the month of `day`."""
    return month_end_before(day.replace(day=1) + timedelta(days=31))


def previous_month_ends(day: date, count: int) -> list[date]:
    """The last `count` month ends before the month of `day`, the newest first."""
    ends: list[date] = []
    for _ in range(count):
        day = month_end_before(day)
        ends.append(day)
    return ends


def same_day_last_year(day: date) -> date:
    """The same day a year before; 29 February becomes 28 February."""
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 2, 28)
    return day.replace(year=day.year - 1)


def month_to_date(day: date) -> Span:
    """The month of `day`, cut at `day`."""
    return Span(day.replace(day=1), day)


def previous_month_to_date(day: date) -> Span:
    """The month before, cut at the same day, or at its own end where it is shorter."""
    end = month_end_before(day)
    return Span(end.replace(day=1), end.replace(day=min(day.day, end.day)))


def same_days_last_year(day: date) -> Span:
    """The same month a year before, cut at the same day."""
    return month_to_date(same_day_last_year(day))
