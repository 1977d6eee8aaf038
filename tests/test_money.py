from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carteira_cli.domain import money


@pytest.mark.parametrize(
    ("numerator", "denominator", "quotient"),
    [(5, 2, 3), (-5, 2, -3), (1, 2, 1), (-1, 2, -1), (1, 3, 0), (2, 3, 1), (0, 7, 0), (7, 1, 7)],
)
def test_a_half_goes_away_from_zero(numerator, denominator, quotient):
    assert money.half_up(numerator, denominator) == quotient


@given(st.integers(-(10**15), 10**15), st.integers(1, 10**6))
def test_rounding_is_that_of_decimal(numerator, denominator):
    exact = (Decimal(numerator) / denominator).quantize(Decimal(1), ROUND_HALF_UP)
    assert money.half_up(numerator, denominator) == exact


def test_there_is_no_average_of_nothing():
    assert money.average(1000, 0) is None
    assert money.average(1001, 2) == 501
    assert money.average(-1001, 2) == -501
