"""A customer's day told twice: as its items, without a number, and as its numbered orders."""

import sqlite3
from collections.abc import Mapping

from carteira_cli.domain.overlaps import Held
from carteira_cli.store.elsewhere import A_DAY, ELSEWHERE

_SAME = f"""
customer_id = :customer AND ordered_on = :day AND status <> 'cancelled'
AND coalesce(sale.principal_id = :principal, 1) AND {ELSEWHERE}
"""
_ORDERS = f"""
SELECT min(sale.id), sale.principal_id, source.name, sum(amount_cents)
FROM sale JOIN source ON source.id = source_id
WHERE number IS NOT NULL AND {_SAME} GROUP BY source_id HAVING sum(amount_cents) = :cents
"""
_ITEMS = f"""
SELECT sale.id, sale.principal_id, source.name, :cents
FROM sale JOIN source ON source.id = source_id
WHERE {A_DAY} AND {_SAME} AND amount_cents = (
  SELECT sum(incoming.amount_cents) FROM incoming JOIN kind USING (kind)
  WHERE incoming.day = :day AND incoming.source_id = :source AND kind.customer_id = :customer
    AND kind.principal_id IS :principal AND kind.status <> 'cancelled')
"""


def told_otherwise(connection: sqlite3.Connection, sought: Mapping[str, object]) -> Held | None:
    """The orders that a day's items are together, or the items of a day, of which an order is one.

    All orders of the day that the file tells of come to the items: an order is so much of them.
    """
    if sought["number"]:
        query = _ITEMS if sought["has_days"] else ""
    else:
        query = _ORDERS if sought["is_itemised"] else ""
    found = connection.execute(query, sought).fetchone() if query else None
    return Held(*found) if found else None
