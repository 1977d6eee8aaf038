from datetime import date, timedelta

import pytest
from holidays.countries import Brazil
from hypothesis import given
from hypothesis import strategies as st

from carteira_cli.domain import business_days

DAYS = st.dates(date(1900, 1, 1), date(2198, 12, 31))


@pytest.mark.parametrize("year", range(2000, 2041))
def test_national_holidays_are_those_of_the_holidays_package(year):
    published = Brazil(years=year, categories="public")
    assert business_days.national_holidays(year) == {day for day in published if day.year == year}


def test_the_day_of_black_awareness_is_national_since_2024():
    assert business_days.is_business_day(date(2023, 11, 20))
    assert not business_days.is_business_day(date(2024, 11, 20))


def test_weekends_and_good_friday_are_no_business_days():
    assert not business_days.is_business_day(date(2026, 4, 3))
    assert not business_days.is_business_day(date(2026, 4, 4))
    assert not business_days.is_business_day(date(2026, 4, 5))
    assert business_days.is_business_day(date(2026, 4, 6))


@pytest.mark.parametrize(
    ("count", "day"),
    [
        (0, date(2026, 12, 24)),
        (-1, date(2026, 12, 24)),
        (1, date(2026, 12, 28)),
        (5, date(2027, 1, 4)),
    ],
)
def test_business_days_jump_over_christmas_new_year_and_weekends(count, day):
    assert business_days.add_business_days(date(2026, 12, 24), count) == day


@given(DAYS, st.integers(1, 30))
def test_adding_passes_exactly_that_many_business_days(day, count):
    later = business_days.add_business_days(day, count)
    passed = [day + timedelta(days=step) for step in range(1, (later - day).days + 1)]
    assert sum(map(business_days.is_business_day, passed)) == count
    assert business_days.is_business_day(later)


@pytest.mark.parametrize(
    ("day", "left"),
    [
        (date(2026, 11, 22), 6),
        (date(2026, 11, 30), 1),
        (date(2026, 11, 1), 19),
        (date(2026, 5, 30), 0),
        (date(2026, 12, 31), 1),
    ],
)
def test_business_days_left_count_today_and_the_last_of_the_month(day, left):
    assert business_days.business_days_left(day) == left
