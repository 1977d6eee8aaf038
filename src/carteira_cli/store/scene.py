"""One undo at work: which operation it takes back, which one it is, and what it leaves alone."""

import sqlite3
from typing import NamedTuple

from carteira_cli.store.schema import SHADOWED

ORDER = ("sale", "sale_line", "instalment")
"""The tables of an order: it goes back whole, or its lines would not come to its amount."""

_SCRATCH = {
    "held": (
        "kind TEXT, id INTEGER, whole INTEGER, why TEXT, is_new INTEGER, PRIMARY KEY (kind, id)"
    ),
    "moved": "whole INTEGER PRIMARY KEY",
    "broken": "child TEXT, id INTEGER, parent TEXT, link INTEGER",
    "in_the_way": "operation INTEGER PRIMARY KEY",
}


class Scene(NamedTuple):
    """The undo `running` of the operation `target`.

    What stays as it is stands in temp.held: of which `kind` (table), the row's `id`, the `whole` it
    belongs to (its order's id; else its own), `why`, and whether it has yet to be put back.
    """

    connection: sqlite3.Connection
    target: int
    running: int

    def execute(self, sql: str, table: str = "", **values: object) -> sqlite3.Cursor:
        """Run `sql` with the table's own names written into it."""
        if table:
            sql = sql.format(**self._names(table))
        own = {"target": self.target, "running": self.running, "kind": table}
        return self.connection.execute(sql, own | values)

    def _names(self, table: str) -> dict[str, str]:
        columns = [row[1] for row in self.connection.execute(f"PRAGMA table_info({table})")]
        return {
            "table": table,
            "whole": "sale_id" if table in ORDER[1:] else "id",
            "names": ", ".join(columns),
            "was": ", ".join(f"was.{name}" for name in columns),
            "now": ", ".join(f"now.{name}" for name in columns),
            "assigned": ", ".join(f"{name} = kept.{name}" for name in columns if name != "id"),
        }

    def open(self) -> None:
        """Make room for what stays as it is."""
        for name, columns in _SCRATCH.items():
            self.connection.execute(f"CREATE TEMP TABLE {name} ({columns})")

    def close(self) -> None:
        """Leave nothing behind."""
        for name in _SCRATCH:
            self.connection.execute(f"DROP TABLE temp.{name}")


def wholes() -> list[tuple[str, ...]]:
    """The tables, those of an order together."""
    return [ORDER, *((table,) for table in SHADOWED if table not in ORDER)]
