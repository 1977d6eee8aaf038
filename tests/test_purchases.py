from math import fsum, log
from statistics import median as reference_median

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reference
from carteira_cli.domain.purchases import (
    DayNet,
    Summary,
    median,
    summarise,
    value_score,
    with_stated,
)

DAYS = st.lists(
    st.builds(
        DayNet, st.integers(730_000, 740_000), st.integers(-(10**9), 10**9), st.integers(0, 9)
    ),
    unique_by=lambda day: day.day,
).map(sorted)
NOTHING = Summary(7, None, None, 0, 0, 0, 0.0, None, 0.0, ())


def test_nobody_without_days_has_bought():
    assert summarise(7, []) == NOTHING
    assert value_score(NOTHING, 740_000) == 0.0


def test_returns_alone_are_revenue_and_no_order_day():
    assert summarise(7, [DayNet(100, -5_000, 0)]) == NOTHING._replace(revenue_cents=-5_000)


def test_one_order_day_has_no_gap():
    assert summarise(7, [DayNet(100, 5_000, 2)]) == Summary(
        7, 100, 100, 1, 2, 5_000, 0.0, None, 5_000.0, ()
    )


def test_a_day_counts_only_when_its_returns_leave_something():
    history = [
        DayNet(100, 10_000, 1),
        DayNet(110, 0, 1),
        DayNet(160, -2_000, 0),
        DayNet(220, 30_000, 2),
        DayNet(340, 20_000, 1),
    ]
    assert summarise(7, history) == Summary(
        7, 100, 340, 3, 5, 58_000, log(120) * 2, 120.0, 37_500.0, (120, 120)
    )


def test_the_value_score_halves_every_120_days():
    summary = summarise(7, [DayNet(100, 10_000, 1), DayNet(220, 30_000, 1)])
    assert value_score(summary, 220) == 35_000.0
    assert value_score(summary, 340) == 17_500.0
    assert value_score(summary, 220 + 1_200) == 35_000 / 1_024


@given(DAYS)
def test_the_value_score_is_the_sum_it_is_defined_as(history):
    as_of = 740_100
    expected = fsum(net * 2 ** (-(as_of - day) / 120) for day, net, _ in history if net > 0)
    assert value_score(summarise(1, history), as_of) == pytest.approx(expected, rel=1e-12)


@given(DAYS)
def test_gaps_lead_from_the_first_order_day_to_the_last(history):
    summary = summarise(1, history)
    order_days = [day for day, net, _ in history if net > 0]
    assert summary.order_days == len(order_days)
    assert len(summary.gap_days) == max(len(order_days) - 1, 0)
    assert sum(summary.gap_days) == (order_days[-1] - order_days[0] if order_days else 0)
    assert summary.revenue_cents == sum(net for _, net, _ in history)


@given(DAYS, st.integers(1, 10**6))
def test_larger_or_one_more_purchase_never_weighs_less(history, more):
    as_of = 740_100
    before = value_score(summarise(1, history), as_of)
    larger = [DayNet(day, net + more, orders) for day, net, orders in history]
    assert value_score(summarise(1, larger), as_of) >= before
    assert value_score(summarise(1, [*history, DayNet(740_050, more, 1)]), as_of) >= before


@given(DAYS, st.integers(1, 90))
def test_the_same_purchases_made_later_never_weigh_less(history, days):
    later = [DayNet(day + days, net, orders) for day, net, orders in history]
    assert value_score(summarise(1, later), 740_100) >= value_score(summarise(1, history), 740_100)


@given(st.lists(st.integers(1, 1_000), min_size=1))
def test_the_median_is_that_of_the_standard_library(values):
    assert median(values) == reference_median(values)


def test_there_is_no_median_of_nothing():
    assert median([]) is None


def test_a_stated_purchase_counts_as_one_day_and_never_as_revenue():
    returned = NOTHING._replace(revenue_cents=-500)
    assert with_stated(returned, 90) == Summary(7, 90, 90, 1, 0, -500, 0.0, None, 0.0, ())
    assert with_stated(NOTHING, None) == NOTHING


def test_real_orders_make_a_statement_void():
    real = summarise(7, [DayNet(100, 5_000, 1)])
    assert with_stated(real, 200) == real


def test_cdnow_comes_down_to_the_published_totals():
    until = reference.ordinal("1998-06-30")
    summaries = reference.summaries(reference.cdnow(), until)
    assert len(reference.cdnow()) == 69_659
    assert len(summaries) == 23_570
    assert sum(summary.revenue_cents for summary in summaries.values()) == 250_031_563
    assert sum(summary.orders for summary in summaries.values()) == 69_659 - 80
