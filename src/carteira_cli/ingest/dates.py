"""Days as real files write them → ISO text of the civil day.

A timestamp keeps the day as it is written, whatever its offset (product.md §2). The order of day
and month is a convention of the column, decided by conventions.py; nothing is guessed per cell.
"""

import math
import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from carteira_cli.domain.days import full_year
from carteira_cli.domain.text import fold
from carteira_cli.errors import _
from carteira_cli.ingest.unreadable import Unreadable

_TIME = (
    r"(?:[T ,]+\d{1,2}(?:[:h]\d{0,2}){1,2}(?:[.,]\d+)?(?: ?[ap]\.?m\.?)?\s*(?:Z|[+-]\d\d:?\d\d)?)?"
)
_NUMERIC = re.compile(
    r"(\d{1,4})([/.\-])(\d{1,2})\2(\d{4}|\d{1,2})" + _TIME, re.IGNORECASE | re.ASCII
)
_COMPACT = re.compile(
    r"((?:19|20|21)\d\d)(\d\d)(\d\d)(?:\d{4}(?:\d\d)?)?" + _TIME, re.IGNORECASE | re.ASCII
)
_MONTH = re.compile(r"(\d{1,2})[/.\-](\d{4})|(\d{4})[/.\-](\d{1,2})", re.ASCII)
_WORDED = re.compile(r"(?:(\d{1,2}) (?:de )?)?([a-z]+) (?:de )?(\d{4}|\d{2})", re.ASCII)
_SERIAL = re.compile(r"[2-7]\d{4}(?:[.,]\d+)?", re.ASCII)

_EPOCH = date(1899, 12, 30)  # day 0 of Excel's 1900 calendar from March 1900 on
_MONTHS = ("jan", "fev", "mar", "abr", "mai", "jun", "jul", "ago", "set", "out", "nov", "dez")
_ENGLISH = {"feb": 2, "apr": 4, "may": 5, "aug": 8, "sep": 9, "oct": 10, "dec": 12}
MONTH_OF = {name: number for number, name in enumerate(_MONTHS, 1)} | _ENGLISH
_NOTHING = frozenset({"", "-", "–", "—", "nunca", "00/00/0000", "0000-00-00", "00000000"})


def day_reader(order: str, days_later: int = 0) -> Callable[[str | float], str | None]:
    """The reader of a column whose days are in `order`: `dmy`, `mdy` or `ymd`.

    A sheet's numbers count from so many days after the beginning of Excel's calendar.

    It gives ISO text, or None for a blank, a dash, "nunca" and days of zeros; a month alone is its
    first day. It raises Unreadable, with a sentence, for a day that does not exist and for
    anything that is not a day.
    """

    def read(cell: str | float) -> str | None:
        if isinstance(cell, float):
            return _of_number(cell, days_later)
        text = cell.strip()
        if text.lower() in _NOTHING:
            return None
        try:
            return _of_numbers(text, order) or _of_text(text)
        except Unreadable as fault:
            if (told_order(text) or order) == order:
                raise
            raise _against(order, fault) from fault

    return read


def _against(order: str, fault: Unreadable) -> Unreadable:
    """The fault of a text that is a day in another order than its column's, with that said."""
    return Unreadable(
        _("{reason}: nesta coluna as datas são {order}").format(
            reason=fault.reason, order=order_name(order)
        )
    )


def order_name(order: str) -> str:
    """What a person calls `dmy`, `mdy` or `ymd`."""
    return {"dmy": _("dia/mês/ano"), "mdy": _("mês/dia/ano"), "ymd": _("ano/mês/dia")}[order]


def told_order(text: str) -> str | None:
    """The only order, `dmy`, `mdy` or `ymd`, in which a text is a day of the calendar.

    Empty where both day first and month first would do, or nothing does (32/01/2026); None for a
    text that has no order to settle. The year comes first only where neither of the others can.
    """
    found = _NUMERIC.fullmatch(text.strip())
    if found is None or len(found[1]) > 2:
        return None
    first, second, third = found[1], found[3], found[4]
    if int(first) > 31:
        return "ymd" if _exists(full_year(first), int(second), int(third)) else ""
    day_first = _exists(full_year(third), int(second), int(first))
    if day_first == _exists(full_year(third), int(first), int(second)):
        return ""
    return "dmy" if day_first else "mdy"


def _of_numbers(text: str, order: str) -> str | None:
    found = _NUMERIC.fullmatch(text)
    if found is None:
        return None
    first, second, third = found[1], found[3], found[4]
    if len(first) > 2 or order == "ymd":
        return _iso(full_year(first), int(second), int(third))
    if order == "mdy":
        return _iso(full_year(third), int(first), int(second))
    return _iso(full_year(third), int(second), int(first))


def _of_text(text: str) -> str:
    if found := _COMPACT.fullmatch(text):
        return _iso(int(found[1]), int(found[2]), int(found[3]))
    if found := _MONTH.fullmatch(text):
        return _iso(int(found[2] or found[3]), int(found[1] or found[4]), 1)
    if _SERIAL.fullmatch(text):
        return _of_number(float(text.replace(",", ".")))
    found = _WORDED.fullmatch(fold(text))
    if found and found[2][:3] in MONTH_OF:
        return _iso(full_year(found[3]), MONTH_OF[found[2][:3]], int(found[1] or 1))
    raise Unreadable(_("não é uma data"))


def _of_number(number: float, days_later: int = 0) -> str:
    """A sheet's number: AAAAMMDD, or Excel's count of days."""
    if 19000101 <= number <= 21991231 and number.is_integer():
        return _of_text(str(int(number)))
    if not 20000 <= number < 80000:
        raise Unreadable(_("não é uma data"))
    return (_EPOCH + timedelta(days=math.floor(number) + days_later)).isoformat()


def _exists(year: int, month: int, day: int) -> bool:
    if not (1900 <= year <= 2199 and 1 <= month <= 12):
        return False
    return 1 <= day <= monthrange(year, month)[1]


def _iso(year: int, month: int, day: int) -> str:
    if not 1900 <= year <= 2199:
        raise Unreadable(_("o ano {year} não pode ser").format(year=year))
    if not 1 <= month <= 12:
        raise Unreadable(_("não existe o mês {month}").format(month=month))
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise Unreadable(
            _("{month} de {year} tem {days} dias").format(
                month=_month_name(month), year=year, days=last
            )
        )
    return f"{year:04}-{month:02}-{day:02}"


def _month_name(month: int) -> str:
    names = _(
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"
    )
    return names.split()[month - 1]
