"""What a portfolio holds, as a value that two portfolios, or two moments, can be compared by."""

import sqlite3
from contextlib import closing

_OUTSIDE = ("operation",)  # which grows with every undo, as the history tables do


def state(path):
    """Every row of every table that an undo must bring back, derived tables included."""
    with closing(sqlite3.connect(path)) as connection:
        return {
            name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr)  # noqa: S608
            for name in _tables(connection)
            if name not in _OUTSIDE and not name.endswith("_history")
        }


def _tables(connection):
    rows = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    return [name for (name,) in rows if not name.startswith(("sqlite_", "_"))]
