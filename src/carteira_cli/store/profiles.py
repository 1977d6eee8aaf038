"""The rep's own profiles: texts (JSON) kept with the portfolio, by name."""

import sqlite3

from carteira_cli.store.operations import Operation


def read_all(connection: sqlite3.Connection) -> dict[str, str]:
    """The definition of each profile by its name, in the order of the names."""
    rows = connection.execute("SELECT name, definition FROM profile ORDER BY name")
    return dict(rows.fetchall())


def keep(connection: sqlite3.Connection, name: str, definition: str, running: Operation) -> None:
    """Store a profile, or let it take the place of the one of that name."""
    changed = connection.execute(
        "UPDATE profile SET definition = ?1 WHERE name = ?2 AND definition <> ?1",
        (definition, name),
    ).rowcount
    known = connection.execute("SELECT 1 FROM profile WHERE name = ?", (name,)).fetchone()
    if not (changed or known):
        connection.execute(
            "INSERT INTO profile (id, name, definition, operation_id) VALUES (?, ?, ?, ?)",
            (next(running.ids), name, definition, running.id),
        )


def remove(connection: sqlite3.Connection, name: str) -> bool:
    """Forget a profile; False where there is none of that name."""
    return bool(connection.execute("DELETE FROM profile WHERE name = ?", (name,)).rowcount)
