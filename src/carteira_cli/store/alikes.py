"""New sales that may be told twice, although nothing proves it: they count, and it is said."""

import sqlite3
from collections.abc import Mapping

from carteira_cli.domain.importing import Outcome
from carteira_cli.domain.overlaps import KEEP, Alike, Beside, beside
from carteira_cli.store.elsewhere import A_MONTH, OLDER, monthly
from carteira_cli.store.operations import Operation
from carteira_cli.store.sources import Sourcing

_BEFORE = """
SELECT 1 FROM sale AS old INDEXED BY sale_by_day
WHERE old.ordered_on = new.ordered_on AND old.source_id = new.source_id
AND old.number IS NOT NULL AND old.status <> 'cancelled' AND old.id < :first
"""
# As many as any rep's file has; of a larger one the first will do
_OF_FILE = """
FROM (SELECT * FROM sale WHERE id >= :first AND operation_id = :operation
  AND {which} AND status <> 'cancelled' LIMIT 10000) AS new
"""
_NEW = _OF_FILE.format(which="number IS NOT NULL")
_ALIKE = f"""
SELECT count(*) {_NEW} WHERE EXISTS ({_BEFORE} AND old.customer_id = new.customer_id
  AND old.amount_cents = new.amount_cents AND old.number <> new.number
  AND coalesce(old.principal_id = new.principal_id, 1))
"""
_SEEN = f"SELECT count(*) {_NEW} WHERE EXISTS ({_BEFORE})"
_OTHERS = f"""
SELECT new.amount_cents, {{number}} {_OF_FILE.format(which="amount_cents > 0")} CROSS JOIN sale
WHERE sale.customer_id = new.customer_id AND sale.status <> 'cancelled' AND sale.amount_cents > 0
  AND coalesce(sale.principal_id = new.principal_id, 1) AND {OLDER} AND {{alike}}
GROUP BY new.id
"""
_IN_TOTALS = _OTHERS.format(
    number="new.number",
    alike=f"{A_MONTH} AND sale.ordered_on = substr(new.ordered_on, 1, 7) || '-01' "
    "AND sale.source_id IN (SELECT value FROM json_each(:monthly))",
)
_IN_ORDERS = _OTHERS.format(
    number="sale.number",
    alike=f"NOT {A_MONTH} AND sale.ordered_on >= new.ordered_on "
    "AND sale.ordered_on < date(new.ordered_on, '+1 month')",
)
_AS_NOTES = _OTHERS.format(
    number="CASE WHEN :of_notes THEN coalesce(sale.number, new.number) ELSE new.number END",
    alike="sale.amount_cents = new.amount_cents AND (sale.document_key <> '') <> :of_notes "
    "AND sale.ordered_on BETWEEN date(new.ordered_on, CASE WHEN :of_notes THEN '-30 days' "
    "ELSE '+1 day' END) AND date(new.ordered_on, CASE WHEN :of_notes THEN '-1 day' "
    "ELSE '+30 days' END)",
)


def suspect(
    connection: sqlite3.Connection,
    running: Operation,
    sourcing: Sourcing,
    first_id: int,
    outcome: Outcome,
) -> None:
    """Note what of the new sales equals others, as far as that tells nothing for certain."""
    scene = {"first": first_id, "operation": running.id, "of_notes": sourcing.of_notes}
    if not connection.execute(_IS_ANY, scene).fetchone()[0]:
        return
    outcome.alike = _alike(connection, scene)
    if sourcing.on_overlap != KEEP:
        outcome.of_months = _of_months(connection, scene, by_month=sourcing.by_month)
    if connection.execute(_HAS_NOTES, scene).fetchone()[0]:
        outcome.of_invoices = _beside(connection, _AS_NOTES, scene)


_IS_ANY = f"""
SELECT EXISTS (SELECT 1 FROM sale WHERE id >= :first AND operation_id = :operation)
  AND EXISTS (SELECT 1 FROM sale WHERE {OLDER})
"""


_HAS_NOTES = "SELECT :of_notes OR EXISTS (SELECT 1 FROM sale WHERE document_key <> '')"


def _alike(connection: sqlite3.Connection, scene: Mapping[str, object]) -> Alike:
    """How many of the new orders equal, but for the number, others that their source had."""
    (orders,) = connection.execute(_ALIKE, scene).fetchone()
    (seen,) = connection.execute(_SEEN, scene).fetchone() if orders else (0,)
    return Alike(seen, orders)


def _of_months(
    connection: sqlite3.Connection, scene: Mapping[str, object], *, by_month: bool
) -> Beside:
    if by_month:
        return _beside(connection, _IN_ORDERS, scene)
    found = monthly(connection, scene)
    return (
        _beside(connection, _IN_TOTALS, {**scene, "monthly": str([*found])}) if found else Beside()
    )


def _beside(connection: sqlite3.Connection, query: str, scene: Mapping[str, object]) -> Beside:
    return beside(connection.execute(query, scene))
