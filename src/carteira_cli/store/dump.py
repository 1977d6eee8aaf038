"""Everything the file holds, in a stable order: equal portfolios give equal rows.

What is derived, and the history that undo reads, are left out: they follow from the rest, or belong
to this file alone.
"""

import sqlite3
from collections.abc import Iterator

_LEFT_OUT = ("customer_summary", "customer_month", "month_end")


def tables(connection: sqlite3.Connection) -> list[str]:
    """The tables to export, by name."""
    rows = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' "
        "AND name NOT LIKE 'sqlite~_%' ESCAPE '~' "
        "AND name NOT LIKE '~_%' ESCAPE '~' AND name NOT LIKE '%~_history' ESCAPE '~' ORDER BY name"
    )
    return [row[0] for row in rows if row[0] not in _LEFT_OUT]


def columns(connection: sqlite3.Connection, table: str) -> list[str]:
    """The table's columns, in their order."""
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def rows(connection: sqlite3.Connection, table: str) -> Iterator[dict[str, object]]:
    """The table's rows by id. Record ids are text: 63 bits do not survive every reader."""
    names = columns(connection, table)
    identities = [
        name in ("id", "merged_into")
        or (name.endswith("_id") and name not in ("operation_id", "tax_id"))
        for name in names
    ]
    small = table == "operation"
    for row in connection.execute(f"SELECT * FROM {table} ORDER BY id"):
        yield {
            name: str(value) if is_id and value is not None and not small else value
            for name, value, is_id in zip(names, row, identities, strict=True)
        }


def size(connection: sqlite3.Connection) -> int:
    """How many rows all the tables hold."""
    counts = (f"SELECT count(*) FROM {table}" for table in tables(connection))
    return sum(connection.execute(each).fetchone()[0] for each in counts)
