"""What each customer bought in a span of days: from kept months where possible, else from sales."""

import sqlite3
from datetime import date, timedelta
from typing import NamedTuple

from carteira_cli.domain.models import Bought
from carteira_cli.store import summaries
from carteira_cli.store.summaries import Scope


class Window(NamedTuple):
    """The days `first` to `last`, both included (ISO); `first` None: from the beginning."""

    first: str | None
    last: str


_BY_DAY = (
    "SELECT customer_id, sum(net), sum(orders), sum(net > 0) FROM ("
    "SELECT customer_id, sum(amount_cents) AS net, sum(amount_cents > 0) AS orders FROM sale "
    "WHERE status <> 'cancelled' AND ordered_on BETWEEN ? AND ?{principal} "
    "GROUP BY customer_id, ordered_on) GROUP BY customer_id"
)
# The plus keeps to the table itself, where customers come in order; the index is for one month.
_BY_MONTH = (
    "SELECT customer_id, sum(revenue_cents), sum(orders), sum(order_days) "
    "FROM customer_month WHERE +month BETWEEN ? AND ? GROUP BY customer_id"
)
_OF_MONTH = (
    "SELECT customer_id, revenue_cents, orders, order_days FROM customer_month WHERE month = ?"
)
_BEGINNING = "0001-01-01"


def by_customer(connection: sqlite3.Connection, window: Window, scope: Scope) -> dict[int, Bought]:
    """Customer → what was bought in the window, never beyond `scope.as_of`."""
    first, last = window.first or _BEGINNING, min(window.last, scope.as_of)
    if not summaries.is_kept(connection, scope):
        return _by_days(connection, first, last, scope.principal_id)
    newest = summaries.newest_sale(connection) or last
    months, edges = _split(first, last, newest)
    bought = _by_months(connection, *months) if months else {}
    for edge in edges:
        for customer_id, more in _by_days(connection, *edge, None).items():
            had = bought.get(customer_id, _NOTHING)
            bought[customer_id] = Bought(had[0] + more[0], had[1] + more[1], had[2] + more[2])
    return bought


_NOTHING = Bought(0, 0, 0)


def _by_months(connection: sqlite3.Connection, first: str, last: str) -> dict[int, Bought]:
    if first == last:
        rows = connection.execute(_OF_MONTH, (first,))
    else:
        rows = connection.execute(_BY_MONTH, (first, last))
    return {row[0]: Bought._make(row[1:]) for row in rows}


def _by_days(
    connection: sqlite3.Connection, first: str, last: str, principal_id: int | None
) -> dict[int, Bought]:
    principal = "" if principal_id is None else " AND principal_id = ?"
    values = (first, last) if principal_id is None else (first, last, principal_id)
    rows = connection.execute(_BY_DAY.format(principal=principal), values)
    return {row[0]: Bought._make(row[1:]) for row in rows}


def _split(
    first: str, last: str, newest: str
) -> tuple[tuple[str, str] | None, list[tuple[str, str]]]:
    """The whole months (first, last) of a span and the days left over at its edges.

    A month that ends after the newest sale is whole as far as the sales go.
    """
    starts, ends = date.fromisoformat(first), date.fromisoformat(last)
    edges = []
    if starts.day > 1:
        month_end = min(_month_after(starts) - timedelta(days=1), ends)
        edges.append((first, month_end.isoformat()))
        starts = month_end + timedelta(days=1)
    next_month = _month_after(ends)
    if last < newest and ends + timedelta(days=1) != next_month and starts <= ends:
        head = max(ends.replace(day=1), starts)
        edges.append((head.isoformat(), last))
        ends = head - timedelta(days=1)
    whole = (starts.isoformat()[:7], ends.isoformat()[:7]) if starts <= ends else None
    return whole, edges


def _month_after(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1)


# Of all principals the index holds all that is asked
_ORDERED = (
    "SELECT {column}, sum(amount_cents) FROM sale WHERE status <> 'cancelled' "
    "AND ordered_on BETWEEN ?1 AND ?2{principal}{group}"
)
_INVOICED = (
    "SELECT {column}, sum(amount_cents) FROM ("
    "SELECT customer_id, amount_cents FROM sale WHERE status <> 'cancelled' "
    "AND invoiced_on BETWEEN ?1 AND ?2{principal} UNION ALL "
    "SELECT customer_id, amount_cents FROM sale WHERE invoiced_on IS NULL "
    "AND status IN ('invoiced', 'paid', 'returned') "
    "AND ordered_on BETWEEN ?1 AND ?2{principal}){group}"
)


def ordered(
    connection: sqlite3.Connection, window: Window, scope: Scope, customer_ids: set[int] | None
) -> int:
    """What these customers (None: all) ordered in the window, returns netted, in centavos."""
    return _sum(connection, _ORDERED, (window, scope), customer_ids)


def invoiced(
    connection: sqlite3.Connection, window: Window, scope: Scope, customer_ids: set[int] | None
) -> int:
    """What was invoiced in the window: by invoice day, or by order day where none is said."""
    return _sum(connection, _INVOICED, (window, scope), customer_ids)


def _sum(
    connection: sqlite3.Connection,
    query: str,
    about: tuple[Window, Scope],
    customer_ids: set[int] | None,
) -> int:
    """One sum over everybody, or customer by customer where only some count."""
    window, scope = about
    principal = "" if scope.principal_id is None else " AND principal_id = ?3"
    values = (window.first or _BEGINNING, min(window.last, scope.as_of), scope.principal_id)
    column, group = ("0", "") if customer_ids is None else ("customer_id", " GROUP BY customer_id")
    rows = connection.execute(
        query.format(column=column, group=group, principal=principal),
        values if principal else values[:2],
    )
    return sum(
        cents or 0
        for customer_id, cents in rows
        if customer_ids is None or customer_id in customer_ids
    )


def newest_day(connection: sqlite3.Connection, scope: Scope) -> str | None:
    """The day (ISO) of the newest sale the scope knows of; None without any."""
    if scope.principal_id is None:
        query = "SELECT max(ordered_on) FROM sale WHERE ordered_on <= ?1 AND ?2 IS NULL"
    else:
        query = "SELECT max(ordered_on) FROM sale WHERE ordered_on <= ?1 AND principal_id = ?2"
    (day,) = connection.execute(query, (scope.as_of, scope.principal_id)).fetchone()
    return None if day is None else str(day)
