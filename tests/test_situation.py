from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carteira_cli.domain.purchases import summarise
from carteira_cli.domain.situation import (
    SITUATION_OF_RULE,
    Thresholds,
    situation,
    situation_rule,
)

AS_OF = 10_000
CALENDAR = Thresholds(rule="calendar")
SILENCES = (0, 59, 60, 61, 89, 90, 91, 364, 365, 366, 2_000)
TENURES = (0, 60, 89, 90, 91, 365, 366, 400, 2_000)
LATENESSES = (0.0, 1.0, 2.0, 2.0001, 4.0, 4.0001, 99.0)
BEST_FIRST = {"new": 0, "active": 0, "at_risk": 1, "inactive": 2}


def customer(order_days, tenure, silent):
    """A customer whose first and last order day lie that many days back."""
    if not order_days:
        return summarise(1, [])
    days = {AS_OF - tenure, AS_OF - silent}
    between = (day for day in range(AS_OF - tenure, AS_OF - silent) if day not in days)
    while len(days) < order_days:
        days.add(next(between))
    return summarise(1, [(day, 100, 1) for day in sorted(days)])


def possible():
    """Every (order days, tenure, silence) around the limits that can be."""
    yield 0, 0, 0
    for order_days, tenure, silent in product((1, 2, 3, 4, 12), TENURES, SILENCES):
        single = order_days == 1 and tenure == silent
        several = order_days > 1 and tenure - silent >= order_days - 1
        if single or several:
            yield order_days, tenure, silent


def by_the_book(history, late, former, calendar):
    """The definition once more, line by line, as a list of (condition, code)."""
    n, tenure, e = history
    regular = n >= 3 and not calendar
    lines = [
        (n == 0, "prospect"),
        (former, "former"),
        (tenure <= 90 and e <= 60, "new"),
        (e > 365, "inactive"),
        (regular and late <= 2, "active"),
        (not regular and e <= 60, "active"),
        (regular and late <= 4, "at_risk"),
        (regular and e <= 60, "at_risk"),
        (not regular and e <= 90, "at_risk"),
        (True, "inactive"),
    ]
    return next(code for condition, code in lines if condition)


@pytest.mark.parametrize("thresholds", [Thresholds(), CALENDAR])
@pytest.mark.parametrize("former", [False, True])
def test_every_customer_around_the_limits_is_what_the_book_says(thresholds, former):
    calendar = thresholds.rule == "calendar"
    seen = set()
    for history, late in product(possible(), LATENESSES):
        found = situation(customer(*history), AS_OF, late, thresholds, former=former)
        assert found == by_the_book(history, late, former, calendar)
        seen.add(found)
    assert seen == ({"prospect", "former"} if former else {"prospect", *BEST_FIRST})


@pytest.mark.parametrize(
    ("order_days", "tenure", "silent", "late", "rule"),
    [
        (0, 0, 0, 0.0, "never_bought"),
        (1, 30, 30, 1.0, "first_bought_lately"),
        (5, 800, 366, 1.0, "silent_for_long"),
        (5, 800, 80, 2.0, "within_two_intervals"),
        (2, 800, 60, 9.0, "bought_lately"),
        (5, 800, 80, 4.0, "within_four_intervals"),
        (5, 800, 60, 4.1, "late_but_bought_lately"),
        (2, 800, 90, 9.0, "silent_for_a_while"),
        (5, 800, 61, 4.1, "beyond_four_intervals"),
        (2, 800, 91, 0.1, "silent_beyond_limit"),
    ],
)
def test_the_rule_that_fired_can_be_named(order_days, tenure, silent, late, rule):
    assert situation_rule(customer(order_days, tenure, silent), AS_OF, late) == rule


def test_the_rep_s_word_beats_every_rule_but_needs_a_purchase():
    bought = customer(5, 800, 10)
    assert situation_rule(bought, AS_OF, 0.1, former=True) == "marked_former"
    assert situation_rule(customer(0, 0, 0), AS_OF, 0.0, former=True) == "never_bought"


def test_the_calendar_looks_at_days_alone():
    assert situation_rule(customer(5, 800, 60), AS_OF, 99.0, CALENDAR) == "bought_lately"
    assert situation_rule(customer(5, 800, 90), AS_OF, 0.1, CALENDAR) == "silent_for_a_while"
    assert situation_rule(customer(5, 800, 91), AS_OF, 0.1, CALENDAR) == "silent_beyond_limit"


def test_every_limit_is_a_setting():
    short = Thresholds(new_days=10, occasional_days=20, at_risk_days=30, inactive_days=40)
    codes = [situation(customer(2, 800, e), AS_OF, 1.0, short) for e in (20, 21, 30, 31)]
    assert codes == ["active", "at_risk", "at_risk", "inactive"]
    assert situation(customer(9, 800, 41), AS_OF, 1.0, short) == "inactive"
    assert situation(customer(1, 11, 11), AS_OF, 1.0, short) == "active"
    assert situation(customer(1, 10, 10), AS_OF, 1.0, short) == "new"


@given(
    st.sampled_from([Thresholds(), CALENDAR]),
    st.integers(2, 12),
    st.integers(0, 400),
    st.integers(0, 400),
    st.floats(1, 400),
)
def test_who_bought_more_recently_is_never_in_a_worse_situation(
    thresholds, order_days, one, other, interval
):
    sooner, later = sorted([one, other])
    codes = [
        situation(customer(order_days, 500, silent), AS_OF, silent / interval, thresholds)
        for silent in (sooner, later)
    ]
    assert BEST_FIRST[codes[0]] <= BEST_FIRST[codes[1]]


def test_every_situation_has_a_rule():
    assert set(SITUATION_OF_RULE.values()) == {"prospect", "former", *BEST_FIRST}
