"""The derived tables: always what the sales make them."""

from collections import Counter
from contextlib import closing
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carteira_cli.domain.days import previous_month_ends
from carteira_cli.domain.models import Customer
from carteira_cli.domain.month_ends import LATE, WITH_RHYTHM
from carteira_cli.domain.purchases import summarise
from carteira_cli.domain.rhythm import lateness, portfolio_gap, usual_interval
from carteira_cli.domain.situation import DEFAULTS, situation
from carteira_cli.store import checkup, customers, marks, summaries
from carteira_cli.store.summaries import Scope
from sold import CUSTOMERS, DAYS, PRINCIPALS, SALES, add, blank, by_day, hold, standing


@pytest.fixture(scope="module")
def connection(tmp_path_factory):
    with closing(blank(tmp_path_factory.mktemp("summaries") / "blank.db")) as connection:
        yield connection


FOREVER = "9999-12-31"


def made(sales):
    return [summarise(customer, days) for customer, days in sorted(by_day(sales).items())]


@given(sales=SALES)
def test_what_is_kept_is_what_the_sales_make(connection, sales):
    hold(connection, sales)

    assert summaries.read_kept(connection) == made(standing(sales, until=FOREVER))
    assert list(summaries.derive(connection)) == summaries.read_kept(connection)
    assert summaries.differing_months(connection) == 0
    assert [
        finding.check for finding in checkup.examine(connection, full=True) if not finding.sound
    ] == []


@given(sales=SALES, more=SALES)
def test_sales_that_come_later_are_no_exception(connection, sales, more):
    hold(connection, sales)
    kept_then = summaries.read_kept(connection)
    add(connection, more)
    both = summaries.read_kept(connection)

    hold(connection, [*more, *sales])
    assert summaries.read_kept(connection) == both
    hold(connection, sales)
    assert summaries.read_kept(connection) == kept_then


@given(sales=SALES, as_of=DAYS, principal=st.sampled_from((None, *PRINCIPALS)))
def test_an_earlier_day_or_one_principal_is_read_from_the_sales(
    connection, sales, as_of, principal
):
    hold(connection, sales)

    scope = Scope(as_of, principal)
    expected = made(standing(sales, until=as_of, principal=principal))

    assert summaries.read(connection, scope) == expected
    without = [summary._replace(gap_days=()) for summary in expected]
    found = summaries.read_without_gaps(connection, scope)
    assert [summary._replace(gap_days=()) for summary in found] == without


def anew(sales, end, former=frozenset()):
    """The situations at a month end, customer by customer."""
    known = made(standing(sales, until=date.fromordinal(end).isoformat()))
    known = [summary for summary in known if summary.order_days]
    overall = portfolio_gap([summary.median_gap for summary in known])
    counts = Counter()
    for each in known:
        usual = usual_interval(each.sum_ln_gap, each.order_days - 1, overall)
        late_by = lateness(end - each.last_day, usual)
        is_former = each.customer_id in former
        counts[situation(each, end, late_by, DEFAULTS, former=is_former)] += 1
        if each.order_days >= 3:
            counts[WITH_RHYTHM] += 1
            counts[LATE] += late_by > 2
    return dict(counts)


def ends_before(sales):
    newest = max(sale["ordered_on"] for sale in sales)
    return [
        end.toordinal()
        for end in previous_month_ends(date.fromisoformat(newest), summaries.MONTH_ENDS_KEPT)
    ]


@given(sales=SALES.filter(bool))
@settings(max_examples=60)
def test_month_ends_are_as_if_counted_anew(connection, sales):
    hold(connection, sales)

    kept = summaries.kept_counts(connection)

    assert {end: kept.get(end, {}) for end in ends_before(sales)} == {
        end: anew(sales, end) for end in ends_before(sales)
    }


@given(sales=SALES.filter(bool), day=DAYS, customer=st.sampled_from(CUSTOMERS))
@settings(max_examples=60)
def test_a_former_customer_is_one_from_the_day_it_was_said(connection, sales, day, customer):
    hold(connection, sales)
    before = summaries.kept_counts(connection)
    who = Customer(customer, "Ana", *[""] * 9, None, None, None, None, 0)

    marks.mark_former(connection, who, day, "closed")
    marked = summaries.kept_counts(connection)
    now = customers.read(connection, [customer])[customer]
    marks.unmark_former(connection, now)

    said_by = {
        end: {customer} if date.fromordinal(end).isoformat() >= day else frozenset()
        for end in ends_before(sales)
    }
    assert {end: marked.get(end, {}) for end in said_by} == {
        end: anew(sales, end, former) for end, former in said_by.items()
    }
    assert summaries.kept_counts(connection) == before


def test_no_sales_leave_no_rows(connection):
    hold(connection, [])

    assert summaries.newest_sale(connection) is None
    assert summaries.is_kept(connection, Scope("2026-01-01"))
    assert summaries.read(connection, Scope("2026-01-01")) == []
    assert summaries.kept_counts(connection) == {}
    assert summaries.month_end_counts(connection, DEFAULTS) == {}
