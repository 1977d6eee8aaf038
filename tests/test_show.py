"""The months of a customer's card."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from carteira_cli.domain.show import monthly

DAY = date(2026, 3, 31)


def test_months_end_with_that_of_the_day_and_empty_ones_are_zero():
    days = [("2025-12-31", 7), ("2026-01-31", 500), ("2026-03-01", 200), ("2026-03-31", -50)]

    assert monthly(days, DAY, 3) == [("2026-01", 500), ("2026-02", 0), ("2026-03", 150)]


def test_of_nothing_every_month_is_zero():
    found = monthly([], DAY)

    assert (found[0], found[-1], len(found)) == (("2024-04", 0), ("2026-03", 0), 24)


@given(st.lists(st.tuples(st.dates(date(2024, 4, 1), DAY).map(str), st.integers(-99, 999))))
def test_no_centavo_of_the_span_is_lost(days):
    assert sum(cents for _month, cents in monthly(days, DAY)) == sum(cents for _, cents in days)
