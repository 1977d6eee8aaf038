"""Spans of days: from the kept months or from the sales, never another figure."""

from contextlib import closing
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carteira_cli.domain.models import Bought
from carteira_cli.store import windows
from carteira_cli.store.summaries import Scope
from carteira_cli.store.windows import Window
from sold import CUSTOMERS, DAYS, FIRST_DAY, PRINCIPALS, SALES, blank, by_day, hold, standing

SCOPES = st.builds(Scope, DAYS, st.sampled_from((None, *PRINCIPALS)))
EVERYTHING = Scope("2199-12-31")
MONTH_ENDS = st.integers(1, 17).map(
    lambda months: (date(2025 + months // 12, months % 12 + 1, 1) - timedelta(1)).isoformat()
)
MONTH_STARTS = st.integers(0, 16).map(
    lambda months: date(2025 + months // 12, months % 12 + 1, 1).isoformat()
)
SPANS = st.builds(Window, st.none() | DAYS | MONTH_STARTS, DAYS | MONTH_ENDS)


@pytest.fixture(scope="module")
def connection(tmp_path_factory):
    with closing(blank(tmp_path_factory.mktemp("windows") / "blank.db")) as connection:
        yield connection


def within(sales, window, scope):
    known = standing(sales, until=min(window.last, scope.as_of), principal=scope.principal_id)
    return [sale for sale in known if sale["ordered_on"] >= (window.first or "")]


@given(sales=SALES, window=SPANS, scope=SCOPES | st.just(EVERYTHING))
def test_what_was_bought_in_any_span(connection, sales, window, scope):
    hold(connection, sales)

    expected = {
        customer: Bought(
            sum(net for _day, net, _orders in days),
            sum(orders for _day, _net, orders in days),
            sum(net > 0 for _day, net, _orders in days),
        )
        for customer, days in by_day(within(sales, window, scope)).items()
    }

    assert windows.by_customer(connection, window, scope) == expected


@given(
    sales=SALES,
    window=SPANS,
    scope=SCOPES,
    some=st.none() | st.sets(st.sampled_from(CUSTOMERS)),
)
def test_what_was_ordered_and_what_was_invoiced(connection, sales, window, scope, some):
    hold(connection, sales)
    chosen = [
        sale
        for sale in standing(sales, until="2199-12-31", principal=scope.principal_id)
        if some is None or sale["customer_id"] in some
    ]
    last = min(window.last, scope.as_of)

    assert windows.ordered(connection, window, scope, some) == sum(
        sale["amount_cents"]
        for sale in chosen
        if (window.first or "") <= sale["ordered_on"] <= last
    )
    assert windows.invoiced(connection, window, scope, some) == sum(
        sale["amount_cents"]
        for sale in chosen
        if (window.first or "") <= (invoice_day(sale) or "9999") <= last
    )


def invoice_day(sale):
    """By invoice day, or by order day where none is said; an open order has none yet."""
    return sale["invoiced_on"] or (sale["ordered_on"] if sale["status"] != "open" else None)


@given(sales=SALES, scope=SCOPES)
def test_the_newest_sale_that_is_known(connection, sales, scope):
    hold(connection, sales)
    days = [
        sale["ordered_on"]
        for sale in sales
        if sale["ordered_on"] <= scope.as_of and scope.principal_id in (None, sale["principal_id"])
    ]

    assert windows.newest_day(connection, scope) == max(days, default=None)


def test_a_span_that_ends_before_it_begins_is_empty(connection):
    day = FIRST_DAY.isoformat()
    sale = {"customer_id": 1, "source_id": 1, "principal_id": None, "ordered_on": day}
    hold(connection, [{**sale, "invoiced_on": None, "amount_cents": 100, "status": "paid"}])

    window = Window("2025-03-01", "2025-01-15")

    assert windows.by_customer(connection, window, EVERYTHING) == {}
    assert windows.ordered(connection, window, EVERYTHING, None) == 0
