from math import exp, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reference
from carteira_cli.domain import rhythm

GAPS = st.lists(st.integers(1, 2_000))


def test_the_portfolio_gap_is_the_median_of_the_medians():
    assert rhythm.portfolio_gap([None, 10, 40, None, 20]) == 20
    assert rhythm.portfolio_gap([10, 25.5]) == 17.75


@pytest.mark.parametrize("nobody", [[], [None], [None, None]])
def test_without_any_gap_the_portfolio_gap_is_30_days(nobody):
    assert rhythm.portfolio_gap(nobody) == 30.0


def test_without_a_gap_of_its_own_the_interval_is_the_portfolio_s():
    assert rhythm.usual_interval(0.0, 0, 42.0) == pytest.approx(42.0, rel=1e-15)


def test_the_interval_is_a_geometric_mean_with_the_portfolio_counted_twice():
    gaps = (31, 36, 39, 44, 52)
    interval = rhythm.usual_interval(sum(map(log, gaps)), 5, 42.0)
    assert interval == pytest.approx((31 * 36 * 39 * 44 * 52 * 42 * 42) ** (1 / 7), rel=1e-14)


@given(GAPS, st.floats(1, 2_000))
def test_the_interval_lies_between_the_shortest_and_the_longest(gaps, portfolio):
    interval = rhythm.usual_interval(sum(map(log, gaps)), len(gaps), portfolio)
    everything = [*gaps, portfolio]
    assert min(everything) * (1 - 1e-9) <= interval <= max(everything) * (1 + 1e-9)


def test_lateness_is_silence_in_intervals():
    assert rhythm.lateness(84, 42.0) == 2.0
    assert rhythm.lateness(0, 42.0) == 0.0


@pytest.mark.parametrize(
    ("order_days", "lateness", "code"),
    [
        (3, 0.0, "on_time"),
        (3, 1.0, "on_time"),
        (3, 1.0001, "due"),
        (9, 2.0, "due"),
        (9, 2.0001, "late"),
        (9, 4.0, "late"),
        (9, 4.0001, "very_late"),
        (2, 0.5, "no_rhythm"),
        (1, 9.0, "no_rhythm"),
        (0, 0.0, "no_rhythm"),
    ],
)
def test_the_rhythm_changes_at_one_two_and_four_intervals(order_days, lateness, code):
    assert rhythm.rhythm(order_days, lateness) == code


@given(st.integers(3, 99), st.floats(0, 99), st.floats(0, 99))
def test_who_is_later_never_has_the_better_rhythm(order_days, one, other):
    worst_last = ["on_time", "due", "late", "very_late"]
    sooner, later = sorted([one, other])
    codes = [rhythm.rhythm(order_days, value) for value in (sooner, later)]
    assert worst_last.index(codes[0]) <= worst_last.index(codes[1])


@pytest.mark.parametrize(
    ("purchases", "name"),
    [
        (reference.northwind, "rhythm_northwind_1998-05-06.csv"),
        (reference.adventureworks, "rhythm_adventureworks_2013-11-29.csv"),
    ],
)
def test_customers_per_rhythm_are_those_of_the_reference(purchases, name):
    as_of = reference.ordinal(name[-14:-4])
    summaries = reference.summaries(purchases(), as_of).values()
    gap = rhythm.portfolio_gap(summary.median_gap for summary in summaries)
    counts = dict.fromkeys(["no_rhythm", "on_time", "due", "late", "very_late"], 0)
    for summary in summaries:
        interval = rhythm.usual_interval(summary.sum_ln_gap, summary.order_days - 1, gap)
        late = rhythm.lateness(as_of - summary.last_day, interval)
        counts[rhythm.rhythm(summary.order_days, late)] += 1
    expected = reference.figures("rhythm_state_counts.json")["counts"][name]
    expected["no_rhythm"] = expected.pop("new")
    assert counts == expected


def test_the_prior_is_neutral_when_customer_and_portfolio_agree():
    assert rhythm.usual_interval(5 * log(30), 5, 30.0) == pytest.approx(exp(log(30)), rel=1e-14)
