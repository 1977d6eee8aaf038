"""A customer's day or month told twice: as its items or its total, and as its orders."""

import sqlite3
from collections.abc import Iterator, Mapping

from carteira_cli.domain.overlaps import Held
from carteira_cli.store.elsewhere import A_DAY, A_MONTH, ELSEWHERE

_HELD = """
SELECT {sale}, sale.principal_id, source.name, :cents
FROM sale JOIN source ON source.id = source_id
"""
_ONE, _SEVERAL = _HELD.format(sale="sale.id"), _HELD.format(sale="min(sale.id)")
_SAME = f"""
customer_id = :customer AND status <> 'cancelled'
AND coalesce(sale.principal_id = :principal, 1) AND {ELSEWHERE}
"""
_ORDERS_OF_DAY = f"""
{_SEVERAL} WHERE number IS NOT NULL AND ordered_on = :day AND {_SAME}
GROUP BY source_id HAVING sum(amount_cents) = :cents
"""
_ITEMS_OF_DAY = f"""
{_ONE} WHERE {A_DAY} AND ordered_on = :day AND {_SAME} AND amount_cents = (
  SELECT sum(incoming.amount_cents) FROM incoming JOIN kind USING (kind)
  WHERE incoming.day = :day AND incoming.source_id = :source AND kind.customer_id = :customer
    AND kind.principal_id IS :principal AND kind.status <> 'cancelled')
"""
# A month's total is of all its orders, or of what was sold in it, beside what was given back.
_ORDERS_OF_MONTH = " UNION ALL ".join(
    f"""
{_SEVERAL} WHERE {day} >= :day AND {day} < date(:day, '+1 month') AND {_SAME}
GROUP BY source_id HAVING :cents = sum(amount_cents)
  OR :cents = CASE WHEN :cents > 0 THEN sum(max(amount_cents, 0))
    ELSE sum(min(amount_cents, 0)) END
"""
    for day in ("ordered_on", "coalesce(invoiced_on, ordered_on)")
)
_TOTAL_OF_MONTH = f"""
{_ONE} WHERE {A_MONTH} AND ordered_on = substr(:day, 1, 7) || '-01' AND {_SAME}
  AND source_id IN (SELECT value FROM json_each(:monthly)) AND EXISTS (
    SELECT 1 FROM incoming_month AS told WHERE told.customer_id = :customer
      AND told.month = sale.ordered_on AND told.source_id = :source
      AND told.principal_id IS :principal AND amount_cents IN (
        told.cents, CASE WHEN :cents > 0 THEN told.sold ELSE told.cents - told.sold END))
"""


def told_otherwise(connection: sqlite3.Connection, sought: Mapping[str, object]) -> Held | None:
    """The orders that a day's items or a month's total are, or that of which an order is a part.

    All orders of that time that the file tells of come to it: an order is so much of it.
    """
    for query in _queries(sought):
        if found := connection.execute(query, sought).fetchone():
            return Held(*found)
    return None


def _queries(sought: Mapping[str, object]) -> Iterator[str]:
    if sought["by_month"]:
        yield _ORDERS_OF_MONTH
        return
    if sought["number"] and sought["has_days"]:
        yield _ITEMS_OF_DAY
    if not sought["number"] and sought["is_itemised"]:
        yield _ORDERS_OF_DAY
    if sought["monthly"] != "[]":
        yield _TOTAL_OF_MONTH
