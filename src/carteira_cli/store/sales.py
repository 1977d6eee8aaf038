"""Orders as they are listed: which ones, newest first, and what was in them."""

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from carteira_cli.domain.models import Found, Order
from carteira_cli.domain.show import Dealing, Item, Usual
from carteira_cli.store import products
from carteira_cli.store.windows import Window

_BEGINNING = "0001-01-01"


class Wanted(NamedTuple):
    """Which orders: of a window, and where given of one principal, product, status, customers.

    No `statuses` means all but the cancelled ones; `customer_ids` None means everybody's.
    `product` is a code or a part of a name.
    """

    window: Window
    principal_id: int | None = None
    product: str = ""
    statuses: frozenset[str] = frozenset()
    customer_ids: frozenset[int] | None = None


_FIND = (
    "SELECT id, customer_id, amount_cents FROM sale WHERE ordered_on BETWEEN ? AND ? AND {more} "
    "ORDER BY ordered_on DESC, id DESC"
)


def find(connection: sqlite3.Connection, wanted: Wanted) -> Found:
    """All the orders that are wanted."""
    more, values = _conditions(connection, wanted)
    span = (wanted.window.first or _BEGINNING, wanted.window.last)
    rows = connection.execute(_FIND.format(more=more), (*span, *values))
    kept = wanted.customer_ids
    found = [row for row in rows if kept is None or row[1] in kept]
    return Found(
        [row[0] for row in found],
        sum([row[2] > 0 for row in found]),
        sum([row[2] < 0 for row in found]),
        sum([row[2] for row in found]),
    )


def _conditions(connection: sqlite3.Connection, wanted: Wanted) -> tuple[str, list[str | int]]:
    bound: list[str | int] = sorted(wanted.statuses)
    marks = ", ".join("?" * len(bound))
    more = f"status IN ({marks})" if bound else "status <> 'cancelled'"
    if wanted.principal_id is not None:
        more += " AND principal_id = ?"
        bound.append(wanted.principal_id)
    if wanted.product:
        found = products.find(connection, wanted.product)
        named = ", ".join("?" * len(found))
        more += f" AND id IN (SELECT sale_id FROM sale_line WHERE product_id IN ({named}))"
        bound += found
    return more, bound


_READ = (
    "SELECT sale.id, ordered_on, coalesce(number, ''), customer_id, coalesce(principal.name, ''), "
    "source.name, amount_cents, status, "
    "(SELECT count(*) FROM sale_line WHERE sale_id = sale.id), sale.operation_id "
    "FROM sale JOIN source ON source.id = sale.source_id "
    "LEFT JOIN principal ON principal.id = sale.principal_id WHERE sale.id = ?"
)


def read(connection: sqlite3.Connection, ids: Iterable[int]) -> list[Order]:
    """These orders, in the order of the ids."""
    return [Order(*connection.execute(_READ, (sale_id,)).fetchone()) for sale_id in ids]


def items(connection: sqlite3.Connection, sale_id: int) -> list[Item]:
    """What was in an order, the dearest first; empty where the file had no lines."""
    rows = connection.execute(
        "SELECT CASE name WHEN '' THEN code ELSE name END, quantity FROM sale_line "
        "JOIN product ON product.id = sale_line.product_id "
        "WHERE sale_id = ? AND status <> 'cancelled' ORDER BY amount_cents DESC, sale_line.id",
        (sale_id,),
    )
    return [Item(*row) for row in rows]


def mix(connection: sqlite3.Connection, customer_id: int, as_of: str) -> list[Usual]:
    """What a customer buys, the most often bought first."""
    rows = connection.execute(
        "SELECT CASE product.name WHEN '' THEN code ELSE product.name END, "
        "count(DISTINCT sale.id) AS times, max(ordered_on) AS last_on "
        "FROM sale JOIN sale_line ON sale_line.sale_id = sale.id "
        "JOIN product ON product.id = sale_line.product_id "
        "WHERE customer_id = ? AND ordered_on <= ? AND sale.status <> 'cancelled' "
        "AND sale_line.status <> 'cancelled' AND sale_line.amount_cents > 0 "
        "GROUP BY product.id ORDER BY times DESC, last_on DESC, product.name, product.id",
        (customer_id, as_of),
    )
    return [Usual(*row) for row in rows]


def dealings(connection: sqlite3.Connection, customer_id: int, as_of: str) -> list[Dealing]:
    """Of whom a customer buys, the one with most revenue first."""
    rows = connection.execute(
        "SELECT coalesce(principal.name, ''), sum(amount_cents) AS cents, max(ordered_on) "
        "FROM sale LEFT JOIN principal ON principal.id = sale.principal_id "
        "WHERE customer_id = ? AND ordered_on <= ? AND status <> 'cancelled' "
        "GROUP BY principal_id ORDER BY cents DESC, 1",
        (customer_id, as_of),
    )
    return [Dealing(*row) for row in rows]


def days(connection: sqlite3.Connection, customer_id: int, as_of: str) -> list[tuple[str, int]]:
    """A customer's days with any uncancelled sale (ISO), and their net, oldest first."""
    return connection.execute(
        "SELECT ordered_on, sum(amount_cents) FROM sale WHERE customer_id = ? "
        "AND ordered_on <= ? AND status <> 'cancelled' GROUP BY ordered_on ORDER BY ordered_on",
        (customer_id, as_of),
    ).fetchall()


class Share(NamedTuple):
    """What one customer bought of one principal: its name ("": none was said), net, orders."""

    principal: str
    customer_id: int
    revenue_cents: int
    orders: int


def by_principal(
    connection: sqlite3.Connection, window: Window, principal_id: int | None
) -> list[Share]:
    """Who bought what of whom in the window; of one principal, or of all (None)."""
    more = "" if principal_id is None else " AND principal_id = ?"
    span = (window.first or _BEGINNING, window.last)
    rows = connection.execute(
        "SELECT coalesce(principal.name, ''), customer_id, sum(amount_cents), "
        "sum(amount_cents > 0) FROM sale LEFT JOIN principal ON principal.id = sale.principal_id "
        f"WHERE status <> 'cancelled' AND ordered_on BETWEEN ? AND ?{more} "
        "GROUP BY principal_id, customer_id",
        span if principal_id is None else (*span, principal_id),
    )
    return [Share(*row) for row in rows]
