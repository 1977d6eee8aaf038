import math
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from carteira_cli.ingest.amounts import (
    Exact,
    as_float,
    basis_points,
    cents,
    cents_reader,
    exact_reader,
    product_cents,
)
from carteira_cli.ingest.unreadable import Unreadable

COMMA = cents_reader(",")
POINT = cents_reader(".")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1234,56", 123456),
        ("1.234,56", 123456),
        ("1.234.567,89", 123456789),
        ("R$ 1.234,56", 123456),
        ("R$\xa01.234,56", 123456),
        ("(1.234,56)", -123456),
        ("-1.234,56", -123456),
        ("−1.234,56", -123456),
        ("1.234,56-", -123456),
        ("-R$ 3,10", -310),
        ("R$ -3,10", -310),
        ("1.234", 123400),
        ("12", 1200),
        ("+5,1", 510),
        (",5", 50),
        ("5,", 500),
        ("0,005", 1),
        ("0,0049", 0),
        ("-0,005", -1),
        ("1234,5600000000001", 123456),
        ("'-1,50", -150),
        ("", None),
        ("  ", None),
        ("-", None),
        ("R$ -", None),
        ("–", None),
        (1234.5600000000001, 123456),
        (2024.9940000000001, 202499),
        (1234.5649999999998, 123457),
        (-0.1, -10),
        (1e5, 10_000_000),
        (1e10, 10**12),
        ("10000000000,00", 10**12),
        ("-10.000.000.000,00", -(10**12)),
        ("9999999999,99", 10**12 - 1),
        (0.0, 0),
    ],
)
def test_amounts_with_a_decimal_comma(text, expected):
    assert COMMA(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1234.56", 123456), ("1,234.56", 123456), ("$1,234,567.8", 123456780), ("1,234", 123400)],
)
def test_amounts_with_a_decimal_point(text, expected):
    assert POINT(text) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a combinar", "não é um valor"),
        ("(5", "não é um valor"),
        ("--5", "não é um valor"),
        (",", "não é um valor"),
        ("12,5 kg", "não é um valor"),
        ("9" * 41, "não é um valor"),
        (math.inf, "não é um valor"),
        ("1,2,3", "não é um valor: tem mais de um separador de decimais"),
        ("1.234,56,78", "não é um valor: tem mais de um separador de decimais"),
        ("12.34", "não é um valor: nesta coluna o separador de decimais é “,”"),
        ("1.2345,00", "não é um valor: nesta coluna o separador de decimais é “,”"),
        ("٣٠,00", "não é um valor"),
        ("３０,00", "não é um valor"),
        ("1.２３４,00", "não é um valor"),
        ("30,٠٠", "não é um valor"),
        ("10000000000,01", "não é um valor possível"),
        ("9" * 18, "não é um valor possível"),
        (1e10 + 0.01, "não é um valor possível"),
        (1e22, "não é um valor possível"),
    ],
)
def test_what_is_no_amount_says_why(text, reason):
    with pytest.raises(Unreadable) as fault:
        COMMA(text)
    assert fault.value.reason == reason


def test_the_other_mark_is_named_in_a_column_of_points():
    with pytest.raises(Unreadable) as fault:
        POINT("12,34")
    assert fault.value.reason == "não é um valor: nesta coluna o separador de decimais é “.”"


@given(st.integers(-(10**12), 10**12), st.booleans())
@example(value=-5, grouped=True)
def test_every_centavo_comes_back_in_both_conventions(value, grouped):
    american = f"{Decimal(value) / 100:{',' if grouped else ''}.2f}"
    brazilian = american.translate(str.maketrans(",.", ".,"))
    assert POINT(american) == value
    assert COMMA(brazilian) == value
    assert COMMA(f"R$ {brazilian}") == value
    if value > 0:
        assert COMMA(f"({brazilian})") == COMMA(f"{brazilian}-") == -value


@given(st.integers(-(10**9), 10**9), st.integers(0, 6))
def test_rounds_half_away_from_zero_once(digits, decimals):
    number = Decimal(digits).scaleb(-decimals)
    expected = int((number * 100).quantize(Decimal(1), ROUND_HALF_UP))
    assert cents(Exact(digits, decimals)) == expected
    assert POINT(f"{number:f}") == expected


@given(st.integers(-(10**11), 10**11))
def test_a_sheet_number_is_its_centavos(value):
    assert COMMA(value / 100) == value


def test_quantity_times_price_is_rounded_once():
    assert product_cents(Exact(3, 0), Exact(3335, 3)) == 1001
    assert product_cents(Exact(-1, 0), Exact(5, 3)) == -1
    with pytest.raises(Unreadable):
        product_cents(Exact(10**12, 0), Exact(10**12, 0))


def test_rates_and_quantities():
    read = exact_reader(",")
    assert basis_points(read("11,9%")) == 1190
    assert as_float(read("1.234,5")) == 1234.5
    assert read("") is None
    assert read(2.5) == Exact(25, 1)
