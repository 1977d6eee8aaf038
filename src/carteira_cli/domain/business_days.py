"""Brazil's business days: Monday to Friday, without the national holidays.

The holidays come by rule (Lei 662/1949, Lei 6.802/1980, Lei 14.759/2023, and Good Friday, which
every calendar of the country keeps), so that no table of years can run out. State, city and
optional days (carnival, Corpus Christi) are not among them.
"""

from datetime import date, timedelta
from functools import cache

from carteira_cli.domain.days import month_end

_FIXED = ((1, 1), (4, 21), (5, 1), (9, 7), (10, 12), (11, 2), (11, 15), (12, 25))
_BLACK_AWARENESS_SINCE = 2024
_SATURDAY = 5
_ONE_DAY = timedelta(days=1)


@cache
def national_holidays(year: int) -> frozenset[date]:
    """The national holidays of a year (1900–2199), whatever weekday they fall on."""
    from dateutil.easter import easter

    holidays = {date(year, month, day) for month, day in _FIXED}
    holidays.add(easter(year) - timedelta(days=2))
    if year >= _BLACK_AWARENESS_SINCE:
        holidays.add(date(year, 11, 20))
    return frozenset(holidays)


def is_business_day(day: date) -> bool:
    """Whether business is done on that day everywhere in Brazil."""
    return day.weekday() < _SATURDAY and day not in national_holidays(day.year)


def add_business_days(day: date, count: int) -> date:
    """The `count`-th business day after `day`; `day` itself, whatever it is, for 0 or less."""
    while count > 0:
        day += _ONE_DAY
        count -= is_business_day(day)
    return day


def business_days_left(day: date) -> int:
    """Business days from `day` to the end of its month, both included; 0 when none is left."""
    last = month_end(day).day
    return sum(is_business_day(day.replace(day=number)) for number in range(day.day, last + 1))
