from statistics import quantiles

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carteira_cli.domain.quantile import type7

WHOLE = st.lists(st.integers(-(10**12), 10**12), min_size=2)


@given(WHOLE)
def test_quintiles_are_those_of_the_standard_library(values):
    ordered = sorted(values)
    ours = [type7(ordered.__getitem__, len(ordered), fifth, 5) for fifth in range(1, 5)]
    assert ours == pytest.approx(quantiles(values, n=5, method="inclusive"), rel=1e-12, abs=1e-3)


@given(st.integers(), st.integers(0, 20))
def test_every_quantile_of_a_single_value_is_that_value(value, numerator):
    assert type7([value].__getitem__, 1, numerator, 20) == value / 1


def test_a_cut_point_on_a_value_is_exactly_that_value():
    ordered = list(range(0, 1010, 10))
    assert [type7(ordered.__getitem__, 101, part, 10) for part in range(11)] == [
        float(part * 100) for part in range(11)
    ]
