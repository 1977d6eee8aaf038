from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carteira_cli.domain import days
from carteira_cli.domain.days import Span

TYPED = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-22", date(2026, 11, 22)),
        (" 22/11/2026 ", date(2026, 11, 22)),
        ("22/11/26", date(2026, 11, 22)),
        ("1/2/2026", date(2026, 2, 1)),
        ("21/09/79", date(2079, 9, 21)),
        ("21/09/80", date(1980, 9, 21)),
        ("29/02/2024", date(2024, 2, 29)),
        ("1900-01-01", date(1900, 1, 1)),
        ("2199-12-31", date(2199, 12, 31)),
    ],
)
def test_a_day_is_read_as_it_is_written_in_brazil(text, day):
    assert days.parse_day(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hoje",
        "31/02/2026",
        "29/02/2023",
        "2026-13-01",
        "11/22/2026",
        "2026-3-4",
        "20261122",
        "2026-W47-7",
        "22-11-2026",
        "22/11/026",
        "21/09/0026",
        "1899-12-31",
        "2200-01-01",
        "٢٢/١١/٢٠٢٦",
        "22/11/2026 14:05",
    ],
)
def test_what_is_not_a_day_is_never_guessed(text):
    assert days.parse_day(text) is None


@given(TYPED)
def test_both_spellings_of_a_day_are_read_back(day):
    assert days.parse_day(day.isoformat()) == day
    assert days.parse_day(day.strftime("%d/%m/") + str(day.year)) == day


@given(st.text())
def test_no_text_stops_the_reading(text):
    assert days.parse_day(text) is None or isinstance(days.parse_day(text), date)


def test_the_window_holds_365_days_and_today():
    as_of = date(2026, 11, 22).toordinal()
    assert date.fromordinal(days.window_start(as_of)) == date(2025, 11, 23)


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2026, 11, 22), date(2026, 10, 31)),
        (date(2026, 11, 30), date(2026, 10, 31)),
        (date(2026, 1, 1), date(2025, 12, 31)),
        (date(2024, 3, 31), date(2024, 2, 29)),
    ],
)
def test_the_month_end_before_is_never_in_the_same_month(day, end):
    assert days.month_end_before(day) == end


def test_previous_month_ends_come_newest_first():
    assert days.previous_month_ends(date(2026, 3, 31), 3) == [
        date(2026, 2, 28),
        date(2026, 1, 31),
        date(2025, 12, 31),
    ]
    assert days.previous_month_ends(date(2026, 3, 31), 0) == []


@given(TYPED)
def test_a_month_ends_the_day_before_the_next_one_begins(day):
    end = days.month_end(day)
    assert (end.year, end.month) == (day.year, day.month)
    assert (end + timedelta(days=1)).day == 1


def test_months_are_compared_up_to_the_same_day():
    today = date(2026, 11, 22)
    assert days.month_to_date(today) == Span(date(2026, 11, 1), today)
    assert days.previous_month_to_date(today) == Span(date(2026, 10, 1), date(2026, 10, 22))
    assert days.same_days_last_year(today) == Span(date(2025, 11, 1), date(2025, 11, 22))


def test_a_shorter_month_is_compared_whole():
    assert days.previous_month_to_date(date(2026, 3, 31)) == Span(
        date(2026, 2, 1), date(2026, 2, 28)
    )


def test_29_february_has_its_day_in_every_year():
    assert days.same_day_last_year(date(2024, 2, 29)) == date(2023, 2, 28)
    assert days.same_day_last_year(date(2025, 2, 28)) == date(2024, 2, 28)
