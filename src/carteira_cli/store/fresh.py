"""The first sales of a portfolio: nothing is known or corrected, so that they are written by set.

A million sales take a fifth of the time that they take order by order. Left to that are orders
without a number, and those whose rows disagree on the customer, the principal or what else makes
them one: `store.orders` decides.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from carteira_cli.store.operations import Operation


class Fresh(NamedTuple):
    """What was written: rows of the file and the centavos that count, sales, of which customers.

    `cancelled` and `cancelled_cents` are of the sales that count in nothing. `rest` is the
    condition (SQL) of the staged rows that were not written.
    """

    rows: int
    cents: int
    sales: int
    customers: set[int]
    rest: str
    cancelled: int = 0
    cancelled_cents: int = 0


def write(connection: sqlite3.Connection, running: Operation) -> Fresh:
    """Write all staged orders that leave no question open, if no sale is stored yet."""
    (is_empty,) = connection.execute("SELECT NOT EXISTS (SELECT 1 FROM sale)").fetchone()
    if not is_empty:
        return Fresh(0, 0, 0, set(), rest="1")
    connection.create_function("next_id", 0, running.ids.__next__)
    with _indexed_afterwards(connection, "sale_by_customer", "sale_by_day"):
        sales = connection.execute(_SALES, (running.id,)).rowcount
        lines = connection.execute(_LINES, (running.id,)).rowcount
    (staged,) = connection.execute("SELECT count(*) FROM incoming").fetchone()
    rest = "0" if staged in {sales, lines} else _LEFT
    rows, cents = connection.execute(
        f"SELECT count(*), coalesce(sum(amount_cents), 0) FROM incoming WHERE NOT ({rest})"
    ).fetchone()
    gone, gone_cents = connection.execute(_CANCELLED).fetchone()
    customers = connection.execute("SELECT DISTINCT customer_id FROM sale")
    named = {row[0] for row in customers}
    return Fresh(rows, cents - gone_cents, sales, named, rest, gone, gone_cents)


_WITHOUT_LINE = (
    "coalesce(product_id, quantity, incoming.unit_price_cents, nullif(line, '')) IS NULL"
)
_STATUS = "coalesce(nullif(kind.status, ''), 'invoiced')"
# Of rows of one kind an order has the first day and the sum of the amounts: domain.orders.header
# and domain.details.merged say so. What is sorted is narrow: the kind is looked up afterwards.
_SALES = f"""
INSERT INTO sale (id, source_id, number, customer_id, principal_id, ordered_on, amount_cents,
  status, invoiced_on, paid_on, channel, payment_terms, gross_cents, commission_bp, operation_id)
SELECT next_id(), source_id, number, customer_id, principal_id, first_day, cents,
  {_STATUS}, nullif(invoiced_on, ''), nullif(paid_on, ''),
  channel, payment_terms, gross_cents * rows, commission_bp, ?
FROM (
  SELECT source_id, number, min(kind) AS kind, max(kind) AS last_kind, count(*) AS rows,
    min(day) AS first_day, sum(amount_cents) AS cents
  FROM incoming JOIN kind USING (kind) WHERE number <> '' GROUP BY place, number
) CROSS JOIN kind USING (kind)
WHERE rows = 1 OR (kind = last_kind AND (source_id, number) NOT IN (
  SELECT source_id, number FROM incoming WHERE {_WITHOUT_LINE}))
"""
_LINES = f"""
INSERT INTO sale_line (id, sale_id, line, product_id, day, amount_cents, quantity,
  unit_price_cents, status, details, operation_id)
SELECT next_id(), sale.id, line, product_id, day, incoming.amount_cents, quantity,
  unit_price_cents, {_STATUS}, details, ?
FROM incoming JOIN kind USING (kind) CROSS JOIN sale
ON sale.source_id = incoming.source_id AND sale.number = incoming.number
WHERE NOT ({_WITHOUT_LINE})
"""
_CANCELLED = """
SELECT count(*), coalesce(sum(amount_cents), 0)
FROM sale INDEXED BY sale_by_customer WHERE status = 'cancelled'
"""
_LEFT = """
NOT EXISTS (SELECT 1 FROM sale
  WHERE sale.source_id = incoming.source_id AND sale.number = incoming.number)
"""


@contextmanager
def _indexed_afterwards(connection: sqlite3.Connection, *names: str) -> Iterator[None]:
    """Do without these indexes in the body: made at its end they take a third of the time."""
    made = [
        connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (name,)).fetchone()[0]
        for name in names
    ]
    for name in names:
        connection.execute(f"DROP INDEX {name}")
    yield
    for statement in made:
        connection.execute(statement)
