"""The rep's own settings, kept with the portfolio. What is not set has its default."""

import sqlite3

from carteira_cli.domain.situation import Thresholds
from carteira_cli.store.operations import Operation

STALE_DAYS = 15
INVOICE_DAYS = 5


def read(connection: sqlite3.Connection) -> dict[str, str]:
    """What was set: key → value, as text."""
    return dict(connection.execute("SELECT key, value FROM setting ORDER BY key").fetchall())


def write(connection: sqlite3.Connection, key: str, value: str, running: Operation) -> None:
    """Set one setting."""
    connection.execute(
        "INSERT INTO setting (id, key, value, operation_id) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (next(running.ids), key, value, running.id),
    )


def thresholds(connection: sqlite3.Connection) -> Thresholds:
    """The days that decide a customer's situation."""
    said = {
        key.removeprefix("situation."): value
        for key, value in read(connection).items()
        if key.startswith("situation.")
    }
    rule = said.pop("rule", Thresholds().rule)
    return Thresholds(**{key: int(value) for key, value in said.items()}, rule=rule)


def stale_days(connection: sqlite3.Connection) -> int:
    """After how many days without an import a source is stale."""
    return int(read(connection).get("stale_days", STALE_DAYS))


def invoice_days(connection: sqlite3.Connection) -> int:
    """After how many days an order that is still open deserves a call to the principal."""
    return int(read(connection).get("invoice_days", INVOICE_DAYS))
