"""Figures and words as people read them, in both languages."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carteira_cli.cli import _catalogue
from carteira_cli.errors import speak
from carteira_cli.render import plain

DAY = date(2026, 3, 5)


@pytest.fixture
def english():
    speak(_catalogue("en"))


FIGURES = [
    (plain.reais(0), "0,00"),
    (plain.reais(5), "0,05"),
    (plain.reais(-5), "-0,05"),
    (plain.reais(123_456), "1.234,56"),
    (plain.reais(-123_456_789), "-1.234.567,89"),
    (plain.reais(10**13 - 1), "99.999.999.999,99"),
    (plain.reais(10**17 + 1), "1.000.000.000.000.000,01"),
    (plain.reais(-(10**17) - 5), "-1.000.000.000.000.000,05"),
    (plain.whole_reais(None), ""),
    (plain.whole_reais(0), "0"),
    (plain.whole_reais(149), "1"),
    (plain.whole_reais(150), "2"),
    (plain.whole_reais(-150), "-2"),
    (plain.whole_reais(123_450.4), "1.235"),
    (plain.number(None), ""),
    (plain.number(2.25), "2,2"),
    (plain.number(1234.5678, 2), "1.234,57"),
    (plain.number(3.0, 0), "3"),
    (plain.count(1_204), "1.204"),
    (plain.share(None), ""),
    (plain.share(0.344), "34%"),
    (plain.share(0.7234, 1), "72,3%"),
    (plain.share(1.0), "100%"),
    (plain.signed(3), "+3"),
    (plain.signed(-1), "−1"),
    (plain.signed(0), ""),
]


@pytest.mark.parametrize(("shown", "expected"), FIGURES)
def test_figures(shown, expected):
    assert shown == expected


def test_figures_in_english(english):
    assert plain.reais(-123_456_789) == "-1,234,567.89"
    assert plain.whole_reais(123_456) == "1,235"
    assert plain.number(1234.5678, 2) == "1,234.57"
    assert plain.count(1_204) == "1,204"
    assert plain.share(0.7234, 1) == "72.3%"


@given(cents=st.integers(-(10**18), 10**18))
def test_no_centavo_is_lost_on_the_way_to_the_eye(cents):
    shown = plain.reais(cents)

    assert int(shown.replace(".", "").replace(",", "")) == cents
    assert shown[-3] == ","


def test_days():
    assert plain.day(DAY) == "05/03/2026"
    assert plain.short_day(DAY) == "05/03"
    assert [plain.weekday(date(2026, 3, 2 + days)) for days in range(7)] == [
        "seg.",
        "ter.",
        "qua.",
        "qui.",
        "sex.",
        "sáb.",
        "dom.",
    ]


def test_days_in_english(english):
    assert [plain.weekday(date(2026, 3, 2 + days)) for days in range(7)] == [
        "Mon",
        "Tue",
        "Wed",
        "Thu",
        "Fri",
        "Sat",
        "Sun",
    ]


@pytest.mark.parametrize(
    ("e164", "text", "shown"),
    [
        ("+5519998761234", "19 99876 1234", "(19) 99876-1234"),
        ("+551933331234", "", "(19) 3333-1234"),
        ("+551933331234", "19 3333-1234 Ramal: 20", "(19) 3333-1234 r. 20"),
        ("+551933331234", "19 3333-1234 (r. 20)", "(19) 3333-1234 r. 20"),
        ("+351912345678", "+351 912 345 678", "+351 912 345 678"),
        ("+351912345678", "", "+351912345678"),
        ("", "ramal 12", "ramal 12"),
        ("", "12\x1b[2J", "12<001B>[2J"),
        ("", "", ""),
        ("+55190800", "0800", "0800"),
    ],
)
def test_phones(e164, text, shown):
    assert plain.phone(e164, text) == shown


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("Mercado Ana", 11, "Mercado Ana"),
        ("Mercado Ana", 10, "Mercado A…"),
        ("Mercado Ana", 9, "Mercado…"),
        ("", 3, ""),
        ("a\x1bb", 20, "a<001B>b"),
        ("a\x1bb", 4, "a<0…"),
    ],
)
def test_cut(text, width, shown):
    assert plain.cut(text, width) == shown


def test_a_sentence_keeps_its_line_ends_only():
    assert plain.safe_lines("um\ndois\r\ttrês\x1b\n") == "um\ndois<000D><0009>três<001B>\n"


def test_lines_become_one():
    assert plain.in_one_line(" um \r\n\n dois\n") == "um / dois"
    assert plain.in_one_line("") == ""
