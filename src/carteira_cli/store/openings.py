"""Orders that are on their way: sent, and not invoiced yet, or not in full."""

import sqlite3

from carteira_cli.domain.models import OpenOrder
from carteira_cli.store.summaries import Scope


def newest_days(connection: sqlite3.Connection, as_of: str) -> dict[int, str]:
    """Customer → day (ISO) of the newest order still open on `as_of`."""
    rows = connection.execute(
        "SELECT customer_id, max(ordered_on) FROM sale INDEXED BY sale_open "
        "WHERE status IN ('open', 'partially_invoiced') AND ordered_on <= ? GROUP BY customer_id",
        (as_of,),
    )
    return dict(rows.fetchall())


def until(connection: sqlite3.Connection, day: str, scope: Scope) -> list[OpenOrder]:
    """The orders of the scope placed up to `day` (ISO) and still open, the largest first."""
    rows = connection.execute(
        "SELECT customer_id, coalesce(number, ''), ordered_on, amount_cents "
        "FROM sale INDEXED BY sale_open "
        "WHERE status IN ('open', 'partially_invoiced') AND ordered_on <= ?1 "
        "AND (?2 IS NULL OR principal_id = ?2) ORDER BY amount_cents DESC, id",
        (day, scope.principal_id),
    )
    return [OpenOrder(*row) for row in rows]
