"""New orders that may be another system's, although their source is the same."""

import sqlite3

from carteira_cli.domain.overlaps import Alike
from carteira_cli.store.operations import Operation

_BEFORE = """
SELECT 1 FROM sale AS old INDEXED BY sale_by_day
WHERE old.ordered_on = new.ordered_on AND old.source_id = new.source_id
AND old.number IS NOT NULL AND old.status <> 'cancelled' AND old.id < :first
"""
# As many as any rep's file has; of a larger one the first will do
_NEW = """
FROM (SELECT * FROM sale WHERE id >= :first AND operation_id = :operation
  AND number IS NOT NULL AND status <> 'cancelled' LIMIT 10000) AS new
"""
_ALIKE = f"""
SELECT count(*) {_NEW} WHERE EXISTS ({_BEFORE} AND old.customer_id = new.customer_id
  AND old.amount_cents = new.amount_cents AND old.number <> new.number
  AND coalesce(old.principal_id = new.principal_id, 1))
"""
_SEEN = f"SELECT count(*) {_NEW} WHERE EXISTS ({_BEFORE})"


def alike(connection: sqlite3.Connection, running: Operation, first_id: int) -> Alike:
    """How many of the new orders equal, but for the number, others that their source had."""
    scene = {"first": first_id, "operation": running.id}
    (is_any,) = connection.execute("SELECT min(id) < :first FROM sale", scene).fetchone()
    (orders,) = connection.execute(_ALIKE, scene).fetchone() if is_any else (0,)
    (seen,) = connection.execute(_SEEN, scene).fetchone() if orders else (0,)
    return Alike(seen, orders)
