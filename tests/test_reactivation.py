from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reference
from carteira_cli.domain.purchases import value_score
from carteira_cli.domain.reactivation import Reachable, candidates, in_order, is_due
from carteira_cli.domain.rhythm import lateness, portfolio_gap, usual_interval

AS_OF = 10_000
SILENT = Reachable(1, 2, 61, 1.0, 500.0, 9_000)
REGULAR = Reachable(2, 3, 10, 2.01, 500.0, 9_000)
ANY_DAY = st.none() | st.integers(AS_OF - 40, AS_OF + 10)
REACHABLE = st.lists(
    st.builds(
        Reachable,
        st.integers(0, 99),
        st.integers(0, 5),
        st.integers(0, 120),
        st.floats(0, 9),
        st.sampled_from([0.0, 1.0, 2.0]),
        st.sampled_from([-5, 0, 5]),
        st.booleans(),
        st.booleans(),
        ANY_DAY,
        ANY_DAY,
        ANY_DAY,
    ),
    unique_by=lambda customer: customer.customer_id,
)


def is_called(customer, **options):
    return candidates([customer], AS_OF, **options) == [customer]


@pytest.mark.parametrize(
    ("customer", "called"),
    [
        (SILENT, True),
        (SILENT._replace(days_silent=60, lateness=9.0), False),
        (REGULAR, True),
        (REGULAR._replace(lateness=2.0, days_silent=300), False),
        (SILENT._replace(order_days=0), False),
        (SILENT._replace(former=True), False),
        (SILENT._replace(do_not_contact=True, follow_up_on=AS_OF), False),
        (SILENT._replace(open_order_on=AS_OF - 29), False),
        (SILENT._replace(open_order_on=AS_OF - 30), True),
        (SILENT._replace(open_order_on=AS_OF, follow_up_on=AS_OF), False),
        (SILENT._replace(contacted_on=AS_OF - 6), False),
        (SILENT._replace(contacted_on=AS_OF - 7), True),
        (SILENT._replace(contacted_on=AS_OF, follow_up_on=AS_OF), True),
        (SILENT._replace(contacted_on=AS_OF, follow_up_on=AS_OF + 1), False),
        (REGULAR._replace(lateness=1.0, follow_up_on=AS_OF), True),
        (REGULAR._replace(lateness=1.0, follow_up_on=AS_OF + 1), False),
        (REGULAR._replace(lateness=1.0, follow_up_on=AS_OF, former=True), False),
        (REGULAR._replace(lateness=1.0, follow_up_on=AS_OF, do_not_contact=True), False),
        (REGULAR._replace(order_days=0, follow_up_on=AS_OF), False),
    ],
)
def test_who_is_called(customer, called):
    assert is_called(customer) is called


def test_a_number_of_days_takes_the_place_of_the_rhythm():
    assert is_called(REGULAR._replace(lateness=0.1), silent=9)
    assert not is_called(REGULAR._replace(lateness=9.0), silent=10)
    assert is_called(REGULAR._replace(follow_up_on=AS_OF), silent=10)
    assert is_called(SILENT, silent=60)
    assert not is_called(SILENT, silent=61)


def test_former_customers_are_listed_alone_and_on_request():
    gone = SILENT._replace(former=True, days_silent=5)
    assert candidates([gone, SILENT], AS_OF, former=True) == [gone]
    assert not is_called(gone, former=True, silent=5)
    assert not is_called(gone._replace(do_not_contact=True), former=True)


def test_the_limit_of_the_occasional_buyer_is_a_setting():
    assert is_called(SILENT._replace(days_silent=31), occasional_days=30)
    assert not is_called(SILENT, occasional_days=61)


def test_promises_come_first_then_value_revenue_silence_and_id():
    base = Reachable(9, 3, 100, 3.0, 100.0, 1_000)
    ordered = [
        base._replace(customer_id=8, value_score=50.0, follow_up_on=AS_OF - 3),
        base._replace(customer_id=7, value_score=10.0, follow_up_on=AS_OF),
        base._replace(customer_id=6, value_score=200.0, lateness=2.1, follow_up_on=AS_OF + 1),
        base._replace(customer_id=5, revenue_cents=2_000),
        base._replace(customer_id=4, days_silent=99),
        base._replace(customer_id=2),
        base._replace(customer_id=3, lateness=99.0),
    ]
    assert in_order(ordered[::-1], AS_OF) == ordered
    assert in_order(ordered[::-1], AS_OF, 3) == ordered[:3]
    assert in_order([], AS_OF) == in_order([], AS_OF, 10) == []


@given(REACHABLE, st.randoms(), st.integers(0, 5))
def test_the_order_of_the_portfolio_changes_nothing(customers, shuffler, limit):
    before = in_order(candidates(customers, AS_OF), AS_OF, limit)
    shuffler.shuffle(customers)
    assert in_order(candidates(customers, AS_OF), AS_OF, limit) == before


@given(REACHABLE, st.booleans(), st.none() | st.integers(0, 120))
def test_nobody_is_called_who_must_not_be(customers, former, silent):
    for customer in candidates(customers, AS_OF, former=former, silent=silent):
        assert customer.order_days
        assert customer.former is former
        assert not customer.do_not_contact
        assert silent is None or customer.days_silent > silent or is_due(customer, AS_OF)


BENCHMARK = {row["cut"]: row for row in reference.figures("benchmark_reactivation_cdnow.json")}


@cache
def _silent_customers(cut):
    """The customers of that day as the call list sees them."""
    as_of = reference.ordinal(cut)
    summaries = reference.summaries(reference.cdnow(), as_of)
    gap = portfolio_gap(summary.median_gap for summary in summaries.values())
    return [
        Reachable(
            customer,
            one.order_days,
            as_of - one.last_day,
            lateness(as_of - one.last_day, usual_interval(one.sum_ln_gap, len(one.gap_days), gap)),
            value_score(one, as_of),
            one.revenue_cents,
        )
        for customer, one in summaries.items()
        if one.order_days
    ]


def _brought_later(cut, days):
    """What each customer brought in that many days after, in centavos."""
    as_of = reference.ordinal(cut)
    later = {}
    for customer, day, amount in reference.cdnow():
        if as_of < day <= as_of + days and amount > 0:
            later[customer] = later.get(customer, 0) + amount
    return later


@pytest.mark.parametrize("cut", BENCHMARK)
def test_the_order_finds_the_revenue_that_came_back(cut):
    expected = BENCHMARK[cut]
    as_of = reference.ordinal(cut)
    customers = _silent_customers(cut)
    silent = in_order(candidates(customers, as_of, silent=60), as_of)
    later = _brought_later(cut, expected["horizon_days"])
    brought = [later.get(customer.customer_id, 0) for customer in silent]
    assert len(customers) == expected["customers"]
    assert len(silent) == expected["candidates"]
    assert sum(amount > 0 for amount in brought) == expected["returned"]
    assert sum(brought) == round(expected["candidate_holdout_revenue"] * 100)
    for share, name in ((0.05, "top5%"), (0.10, "top10%"), (0.20, "top20%")):
        found = sum(brought[: round(share * len(silent))]) / sum(brought)
        assert found == pytest.approx(expected["ewma120"][name], abs=0.001)
    for count in (10, 25, 50, 100):
        found = sum(brought[:count]) / sum(brought)
        assert found == pytest.approx(expected["ewma120"][f"first{count}"], abs=0.001)
