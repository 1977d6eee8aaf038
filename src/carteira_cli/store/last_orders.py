"""What a customer bought lately: read for the few names that a list shows."""

import sqlite3

from carteira_cli.store.summaries import Scope

_OF_SCOPE = (
    "FROM sale{joined} WHERE sale.customer_id = ?1 AND sale.status <> 'cancelled' "
    "AND sale.ordered_on {days} ?2 AND (?3 IS NULL OR sale.principal_id = ?3)"
)


def order_days(
    connection: sqlite3.Connection, customer_id: int, scope: Scope
) -> list[tuple[str, int]]:
    """The customer's order days (ISO) with their net centavos, the newest first."""
    rows = connection.execute(
        "SELECT ordered_on, sum(amount_cents) AS net "
        + _OF_SCOPE.format(joined="", days="<=")
        + " GROUP BY ordered_on HAVING net > 0 ORDER BY ordered_on DESC",
        (customer_id, scope.as_of, scope.principal_id),
    )
    return rows.fetchall()


def products(
    connection: sqlite3.Connection, customer_id: int, day: str, principal_id: int | None
) -> list[str]:
    """The products bought on that day (ISO), the dearest first; none where files had no lines."""
    joined = (
        " JOIN sale_line ON sale_line.sale_id = sale.id JOIN product ON product.id = product_id"
    )
    rows = connection.execute(
        "SELECT CASE product.name WHEN '' THEN product.code ELSE product.name END "
        + _OF_SCOPE.format(joined=joined, days="=")
        + " AND sale_line.status <> 'cancelled' AND sale_line.amount_cents > 0 "
        "GROUP BY product.id ORDER BY sum(sale_line.amount_cents) DESC, product.id",
        (customer_id, day, principal_id),
    )
    return [row[0] for row in rows]
