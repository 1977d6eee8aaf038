"""What the rep says of a customer for good: a former one, or one not to be contacted."""

import sqlite3

from carteira_cli.domain.models import Customer
from carteira_cli.store import settings, summaries


def mark_former(
    connection: sqlite3.Connection, customer: Customer, day: str, reason: str | None
) -> None:
    """Count the customer as former from `day` (ISO), or from the day it already did."""
    since = customer.former_on or day
    connection.execute(
        "UPDATE customer SET former_on = ?, former_reason = coalesce(?, former_reason) "
        "WHERE id = ?",
        (since, reason, customer.id),
    )
    _recount(connection, since)


def unmark_former(connection: sqlite3.Connection, customer: Customer) -> None:
    """Count the customer as one of the portfolio again, as if it had never been given up."""
    connection.execute(
        "UPDATE customer SET former_on = NULL, former_reason = NULL WHERE id = ?", (customer.id,)
    )
    if customer.former_on is not None:
        _recount(connection, customer.former_on)


def _recount(connection: sqlite3.Connection, since: str) -> None:
    """Count the kept month ends anew where one of them saw the mark; mostly none did."""
    seen = connection.execute("SELECT 1 FROM month_end WHERE day >= ? LIMIT 1", (since,)).fetchone()
    if seen:
        summaries.rebuild_month_ends(connection, settings.thresholds(connection))


def forbid_contact(connection: sqlite3.Connection, customer_id: int) -> None:
    """Leave the customer in peace: no list names it."""
    _set_do_not_contact(connection, customer_id, 1)


def allow_contact(connection: sqlite3.Connection, customer_id: int) -> None:
    """Let the lists name the customer again."""
    _set_do_not_contact(connection, customer_id, 0)


def _set_do_not_contact(connection: sqlite3.Connection, customer_id: int, value: int) -> None:
    connection.execute("UPDATE customer SET do_not_contact = ? WHERE id = ?", (value, customer_id))
