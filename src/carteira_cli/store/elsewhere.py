"""Which sales are another system's than the file that is taken in, and whether there are any."""

import sqlite3
from collections.abc import Mapping

OLDER = "(sale.operation_id <> :operation OR sale.id < :first)"
"""The condition (SQL) of a sale: that it was stored before the file."""
ELSEWHERE = f"""
(source_id NOT IN (SELECT value FROM json_each(:told)) OR source_id = :source
  AND ((number IS NULL) = :numbered OR (document_key <> '') <> :of_notes))
AND {OLDER}
"""
"""That it is of a source that is elsewhere, too."""
A_DAY = "(sale.number IS NULL AND EXISTS (SELECT 1 FROM sale_line WHERE sale_id = sale.id))"
"""That it is all items of a customer's day: they came without a number."""
A_MONTH = "(sale.number IS NULL AND sale.ordered_on LIKE '%-01')"
"""That it may be the total of a customer's month."""
# Of a source whose rows are numbered and unnumbered in one file, neither is another system's.
_PLACE = """
SELECT CASE count(DISTINCT number = '') WHEN 1 THEN max(number <> '') END,
  (SELECT json_group_array(DISTINCT source_id) FROM incoming)
FROM incoming WHERE source_id = ?
"""
_WHAT_IS_THERE = f"""
SELECT EXISTS (SELECT 1 FROM sale WHERE {ELSEWHERE}),
  EXISTS (SELECT 1 FROM overlap WHERE source_id = :source),
  EXISTS (SELECT 1 FROM sale WHERE {A_DAY} AND {ELSEWHERE})
"""
_MONTHLY = f"""
SELECT source_id FROM (SELECT DISTINCT source_id FROM sale WHERE {A_MONTH} AND {OLDER}) AS found
WHERE NOT EXISTS (SELECT 1 FROM sale
  WHERE sale.source_id = found.source_id AND NOT {A_MONTH} AND {OLDER})
"""
_BY_NUMBER = "CREATE INDEX IF NOT EXISTS temp.incoming_by_number ON incoming (source_id, number)"
_BY_DAY = "CREATE INDEX IF NOT EXISTS temp.incoming_by_day ON incoming (day)"
_BY_MONTH = (
    "DROP TABLE IF EXISTS temp.incoming_month",
    "CREATE TEMP TABLE incoming_month AS SELECT customer_id, substr(day, 1, 7) || '-01' AS month, "
    "source_id, principal_id, sum(amount_cents) AS cents, sum(max(amount_cents, 0)) AS sold "
    "FROM incoming JOIN kind USING (kind) WHERE status <> 'cancelled' GROUP BY 1, 2, 3, 4",
    "CREATE INDEX temp.told_by_month ON incoming_month (customer_id, month)",
)


def place(
    connection: sqlite3.Connection, source_id: int, scene: Mapping[str, object]
) -> dict[str, object]:
    """What tells elsewhere from the source of a row; nothing where there is no sale.

    `knows` says whether orders of the source were left out before; `has_days` whether sales
    elsewhere may be all items of a day.
    """
    numbered, told = connection.execute(_PLACE, (source_id,)).fetchone()
    here = {**scene, "source": source_id, "numbered": numbered, "told": told}
    is_any, knows, has_days = connection.execute(_WHAT_IS_THERE, here).fetchone()
    if not (is_any or knows):
        return {}
    if knows:
        connection.execute(_BY_NUMBER)
    if has_days:
        connection.execute(_BY_DAY)
    return {**here, "knows": knows, "has_days": has_days}


def with_months(connection: sqlite3.Connection, scene: Mapping[str, object]) -> str:
    """The sources of `monthly` as JSON: the same for all sources that a file tells of.

    If there are any, what the file tells of each month is added up.
    """
    found = monthly(connection, scene)
    for statement in _BY_MONTH if found else ():
        connection.execute(statement)
    return str([*found])


def monthly(connection: sqlite3.Connection, scene: Mapping[str, object]) -> set[int]:
    """The sources that told, before the file, of nothing but totals of months."""
    return {row[0] for row in connection.execute(_MONTHLY, scene)}
