"""Numbers as real files write them, kept exact: digits and a count of decimals, never a float.

`1.234,56` is (123456, 2). Only the decimal mark is a convention of the column (conventions.py);
signs, currency, brackets and blanks are read cell by cell.
"""

import math
import re
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from carteira_cli.domain.money import half_up
from carteira_cli.errors import _
from carteira_cli.ingest.unreadable import Unreadable

_DECORATION = re.compile(r"^'|R\$|US\$|BRL|USD|[$€%\s]", re.IGNORECASE)
_OTHER = {",": ".", ".": ","}
_BODY = {
    mark: re.compile(rf"(\d{{1,3}}(?:\{other}\d{{3}})+|\d*)(?:\{mark}(\d*))?", re.ASCII)
    for mark, other in _OTHER.items()
}
_MINUS = str.maketrans("−–—", "---")
_LONGEST = 40
_MOST_CENTS = 10**12  # R$ 10 billion: the sum of nine million such rows still fits 63 bits
_PLAIN = _MOST_CENTS // 100
_WHOLE = len(str(_PLAIN))
_SIGNIFICANT = 15  # what a float holds for certain: more is noise of the sheet that wrote it


class Exact(NamedTuple):
    """A decimal number: `digits` / 10 ** `decimals`."""

    digits: int
    decimals: int


def exact_reader(mark: str) -> Callable[[str | float], Exact | None]:
    """The reader of a column whose decimal mark is `mark` (`,` or `.`); the other parts thousands.

    It gives None for a blank and for a dash, and raises Unreadable, with a sentence, for what is no
    number. A number of a sheet is read from its shortest exact text. Digits beyond the 15th, where
    there are decimals to spare, are noise of binary fractions and are rounded away.
    """
    body = _BODY[mark]
    return lambda cell: _of_float(cell) if isinstance(cell, float) else _of_text(cell, body)


def cents_reader(mark: str) -> Callable[[str | float], int | None]:
    """The same for money, in integer centavos, rounded half-up once from the digits."""
    number_of, other = exact_reader(mark), _OTHER[mark]

    def read(cell: str | float) -> int | None:
        if isinstance(cell, str):  # the plain ones first: they are a million
            whole, _mark, fraction = cell.partition(mark)
            if whole[-4:-3] == other and 4 < len(whole) < 8:
                whole = whole[:-4] + whole[-3:]
            digits = whole + fraction
            if len(fraction) == 2 and len(whole) < _WHOLE and _is_plain(digits):
                return int(digits)
        elif abs(cell) < _PLAIN and (whole_cents := round(cell * 100)) / 100 == cell:
            return whole_cents  # the number nearest to those centavos is this one
        number = number_of(cell)
        return None if number is None else cents(number)

    return read


def cents(number: Exact) -> int:
    """The number as integer centavos, rounded half-up once from its digits.

    Raises Unreadable beyond R$ 10 billion, as `product_cents` does.
    """
    return _bounded(half_up(number.digits * 100, 10**number.decimals))


def product_cents(quantity: Exact, price: Exact) -> int:
    """Quantity × unit price in centavos, rounded half-up once."""
    decimals = quantity.decimals + price.decimals
    return _bounded(half_up(quantity.digits * price.digits * 100, 10**decimals))


def basis_points(number: Exact) -> int:
    """A rate in percent as hundredths of a percent: 11,9 is 1190."""
    return cents(number)


def as_float(number: Exact) -> float:
    """The number as the nearest float, for what is not money."""
    return float(number.digits / 10**number.decimals)


def _is_plain(digits: str) -> bool:
    return digits.isascii() and digits.isdecimal()


def _bounded(value: int) -> int:
    if abs(value) > _MOST_CENTS:
        raise Unreadable(_("não é um valor possível"))
    return value


def _of_float(number: float) -> Exact:
    if not math.isfinite(number):
        raise Unreadable(_("não é um valor"))
    sign, digits, exponent = Decimal(repr(number)).as_tuple()
    value = int("".join(map(str, digits))) * (-1 if sign else 1)
    scale = int(exponent)
    return _without_noise(value, -scale) if scale < 0 else Exact(value * 10**scale, 0)


def _of_text(cell: str, body: re.Pattern[str]) -> Exact | None:
    text = _DECORATION.sub("", cell.translate(_MINUS))
    if text in {"", "-"}:
        return None
    if len(text) > _LONGEST:
        raise Unreadable(_("não é um valor"))
    inside = text.removeprefix("(").removesuffix(")")
    bare = inside.strip("-+")
    found = body.fullmatch(bare)
    if found is None or len(text) - len(inside) == 1 or len(inside) - len(bare) > 1:
        raise Unreadable(_why_not(bare, body))
    whole, fraction = re.sub(r"\D", "", found[1]), found[2] or ""
    if not whole + fraction:
        raise Unreadable(_("não é um valor"))
    digits = int(whole + fraction)
    return _without_noise(-digits if _is_negative(text, inside) else digits, len(fraction))


def _is_negative(text: str, inside: str) -> bool:
    return text != inside or "-" in inside


def _without_noise(digits: int, decimals: int) -> Exact:
    surplus = len(str(abs(digits))) - _SIGNIFICANT
    if surplus <= 0 or decimals - surplus < 2:
        return Exact(digits, decimals)
    return Exact(half_up(digits, 10**surplus), decimals - surplus)


def _why_not(bare: str, body: re.Pattern[str]) -> str:
    mark = "," if body is _BODY[","] else "."
    if not re.fullmatch(r"[0-9][0-9.,]*", bare) or bare.isdecimal():
        return _("não é um valor")
    if bare.count(mark) > 1:
        return _("não é um valor: tem mais de um separador de decimais")
    return _("não é um valor: nesta coluna o separador de decimais é “{mark}”").format(mark=mark)
