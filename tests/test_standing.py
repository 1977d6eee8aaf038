from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carteira_cli.domain.purchases import summarise
from carteira_cli.domain.situation import Thresholds
from carteira_cli.domain.standing import Standing, standings, ticket

DEFAULT = Thresholds()
HISTORIES = st.lists(st.lists(st.integers(1, 800), unique=True, max_size=6), max_size=6)


def bought(customer_id, *days):
    return summarise(customer_id, [(day, 1000, 1) for day in sorted(days)])


def test_of_nobody_there_is_nothing_to_say():
    assert standings([], 100, DEFAULT, {}) == []


def test_a_regular_customer_is_measured_by_its_own_interval():
    summary = bought(1, 0, 30, 60)

    (stood,) = standings([summary], 105, DEFAULT, {})

    assert stood == Standing(summary, pytest.approx(30), 45, pytest.approx(1.5), "active")


def test_whoever_bought_once_is_measured_by_the_portfolio():
    once, regular = bought(1, 100), bought(2, 0, 20, 40)

    first, _second = standings([once, regular], 130, DEFAULT, {})

    assert (first.interval, first.days_silent) == (pytest.approx(20), 30)
    assert first.lateness == pytest.approx(1.5)
    assert first.situation == "new"


def test_a_prospect_is_never_late():
    prospect = summarise(1, [])

    assert standings([prospect], 100, DEFAULT, {}) == [
        Standing(prospect, pytest.approx(30), None, 0.0, "prospect")
    ]


def test_a_returned_purchase_leaves_a_prospect():
    (stood,) = standings([summarise(1, [(5, -100, 0)])], 100, DEFAULT, {})

    assert (stood.days_silent, stood.situation) == (None, "prospect")


def test_a_ticket_is_the_net_revenue_by_order():
    bought_and_returned = summarise(1, [(5, 1000, 1), (9, 2001, 2), (12, -500, 0)])

    assert ticket(standings([bought_and_returned], 100, DEFAULT, {})[0]) == 834
    assert ticket(standings([summarise(1, [])], 100, DEFAULT, {})[0]) is None


@pytest.mark.parametrize(("since", "code"), [(100, "former"), (101, "active")])
def test_former_counts_from_the_day_the_rep_said_so(since, code):
    (stood,) = standings([bought(1, 0, 30, 60)], 100, DEFAULT, {1: since})

    assert stood.situation == code


def test_the_calendar_rule_looks_at_days_alone():
    """Weekly until three weeks ago: the rhythm warns, the calendar does not."""
    weekly = bought(1, *range(0, 210, 7))

    by_rhythm, by_calendar = (
        standings([weekly], 225, Thresholds(rule=rule), {})[0] for rule in ("rhythm", "calendar")
    )

    assert by_rhythm.lateness == pytest.approx(22 / 7)
    assert (by_rhythm.situation, by_calendar.situation) == ("at_risk", "active")


@given(HISTORIES, st.randoms(use_true_random=False))
def test_the_order_of_the_customers_changes_nobody(histories, random):
    summaries = [bought(number, *days) for number, days in enumerate(histories)]
    shuffled = random.sample(summaries, len(summaries))

    stood = standings(summaries, 900, DEFAULT, {})

    assert sorted(standings(shuffled, 900, DEFAULT, {})) == sorted(stood)
    assert [standing.summary for standing in stood] == summaries


@given(HISTORIES)
def test_the_interval_is_the_geometric_mean_with_the_portfolio_twice(histories):
    summaries = [bought(number, *days) for number, days in enumerate(histories)]

    stood = standings(summaries, 900, DEFAULT, {})

    overall = next((each.interval for each in stood if each.summary.order_days <= 1), None)
    for each in stood if overall else ():
        gaps = max(each.summary.order_days - 1, 0)
        expected = (each.summary.sum_ln_gap + 2 * log(overall)) / (gaps + 2)
        assert log(each.interval) == pytest.approx(expected, abs=1e-9)
