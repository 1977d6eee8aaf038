"""Which sales are another system's than the file that is taken in, and whether there are any."""

import sqlite3
from collections.abc import Mapping

ELSEWHERE = """
(source_id NOT IN (SELECT value FROM json_each(:told)) OR source_id = :source
  AND ((number IS NULL) = :numbered OR (document_key <> '') <> :of_notes))
AND (sale.operation_id <> :operation OR sale.id < :first)
"""
"""The condition (SQL) of a sale: that it is stored, and of a source that is elsewhere."""
A_DAY = "(sale.number IS NULL AND EXISTS (SELECT 1 FROM sale_line WHERE sale_id = sale.id))"
"""The condition of a sale that is all items of a customer's day: they came without a number."""
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
_BY_NUMBER = "CREATE INDEX IF NOT EXISTS temp.incoming_by_number ON incoming (source_id, number)"
_BY_DAY = "CREATE INDEX IF NOT EXISTS temp.incoming_by_day ON incoming (day)"


def place(
    connection: sqlite3.Connection, source_id: int, scene: Mapping[str, object]
) -> dict[str, object]:
    """What tells elsewhere from the source of a row; nothing where there is no sale.

    `knows` says whether orders of the source were left out before, `has_days` whether there are
    sales elsewhere that are all items of a day.
    """
    numbered, told = connection.execute(_PLACE, (source_id,)).fetchone()
    here = {**scene, "source": source_id, "numbered": numbered, "told": told}
    is_any, knows, has_days = connection.execute(_WHAT_IS_THERE, here).fetchone()
    if knows:
        connection.execute(_BY_NUMBER)
    if has_days:
        connection.execute(_BY_DAY)
    return {**here, "knows": knows, "has_days": has_days} if is_any or knows else {}
