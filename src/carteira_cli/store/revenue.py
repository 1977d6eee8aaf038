"""Net revenue and orders of a window, summed by whatever the curve is drawn over."""

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from carteira_cli.store import products
from carteira_cli.store.windows import Window

_SALE_KEYS = {
    "customer": (
        "sale.customer_id",
        "coalesce(nullif(customer.trade_name, ''), customer.name)",
    ),
    "state": ("customer.state", "customer.state"),
    "segment": ("customer.segment", "customer.segment"),
    "principal": ("sale.principal_id", "coalesce(principal.name, '')"),
}
_LINE_KEYS = {
    # A product that changed its code is still the same product of the same principal
    "product": (
        "coalesce(nullif(product.name, ''), product.code, '') "
        "|| iif(principal.name IS NULL, '', ' · ' || principal.name)",
        "coalesce(nullif(product.name, ''), product.code, '')",
    ),
    "category": ("coalesce(product.category, '')", "coalesce(product.category, '')"),
}
KEYS = ("customer", "product", "category", "city", "state", "segment", "principal")


class Revenue(NamedTuple):
    """One key's name, net centavos and positive orders in the window."""

    key: int | str
    name: str
    cents: int
    orders: int


class Selection(NamedTuple):
    """Which sales count: a window, and where given one principal and a part of a product's name."""

    window: Window
    principal_id: int | None = None
    product: str = ""


# Grouped before it is joined: there are far fewer customers than sales.
_FROM_SALES = (
    "SELECT {key} AS key, {name} AS name, sale.cents, sale.orders, sale.customer_id FROM ("
    "SELECT customer_id, {principal} AS principal_id, sum(amount_cents) AS cents, "
    "sum(amount_cents > 0) AS orders FROM sale "
    "WHERE status <> 'cancelled' AND ordered_on BETWEEN ? AND ?{more} GROUP BY 1, 2"
    ") AS sale JOIN customer ON customer.id = sale.customer_id "
    "LEFT JOIN principal ON principal.id = sale.principal_id"
)
_FROM_LINES = (
    "SELECT {key} AS key, {name} AS name, sum(line.amount_cents), "
    "count(DISTINCT CASE WHEN line.amount_cents > 0 THEN sale.id END), sale.customer_id "
    "FROM sale_line AS line JOIN sale ON sale.id = line.sale_id "
    "JOIN customer ON customer.id = sale.customer_id "
    "LEFT JOIN principal ON principal.id = sale.principal_id "
    "LEFT JOIN product ON product.id = line.product_id "
    "WHERE sale.status <> 'cancelled' AND (line.status <> 'cancelled') "
    "AND sale.ordered_on BETWEEN ? AND ?{more} GROUP BY 1, sale.customer_id"
)


def by(
    connection: sqlite3.Connection, key: str, selection: Selection, customer_ids: set[int] | None
) -> list[Revenue]:
    """Revenue per `key` (one of `KEYS` but the city), of these customers or of all (None).

    By product or category, and with a product named, only what the files had lines for counts.
    """
    from_lines = key in _LINE_KEYS or bool(selection.product)
    query = _FROM_LINES if from_lines else _FROM_SALES
    column, name = {**_SALE_KEYS, **_LINE_KEYS}[key]
    more, values = _conditions(connection, selection)
    principal = "principal_id" if key == "principal" else "NULL"
    rows = connection.execute(
        query.format(key=column, name=name, more=more, principal=principal),
        (selection.window.first or "0001-01-01", selection.window.last, *values),
    )
    return summed(row[:4] for row in rows if customer_ids is None or row[4] in customer_ids)


def _conditions(
    connection: sqlite3.Connection, selection: Selection
) -> tuple[str, list[str | int]]:
    more, values = "", list[str | int]()
    if selection.principal_id is not None:
        more += " AND sale.principal_id = ?"
        values.append(selection.principal_id)
    if selection.product:
        found = products.find(connection, selection.product)
        more += f" AND line.product_id IN ({', '.join('?' * len(found))})"
        values += found
    return more, values


def summed(rows: Iterable[tuple[int | str | None, str, int, int]]) -> list[Revenue]:
    """One sum for each key, of rows of key, name, centavos and orders."""
    sums: dict[int | str, list[int]] = {}
    names: dict[int | str, str] = {}
    for found, name, cents, orders in rows:
        key = 0 if found is None else found  # no principal: ids are never 0, and sort with it
        names[key] = name
        total = sums.setdefault(key, [0, 0])
        total[0] += cents
        total[1] += orders
    return [Revenue(key, names[key], cents, orders) for key, (cents, orders) in sums.items()]
