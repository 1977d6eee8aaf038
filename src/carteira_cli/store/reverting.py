"""Taking an operation back, bit for bit, from the rows that the history triggers kept.

An undo is itself an operation whose changes are kept the same way: `redo` is its undo.
"""

import sqlite3
from typing import NamedTuple

from carteira_cli.domain.models import Recorded
from carteira_cli.errors import BadData, _
from carteira_cli.store.operations import Operation
from carteira_cli.store.schema import SHADOWED


class Reverted(NamedTuple):
    """How many rows came back (`restored`), went away (`removed`) or changed back (`changed`)."""

    removed: int
    restored: int
    changed: int


def revert(connection: sqlite3.Connection, target: Recorded, running: Operation) -> Reverted:
    """Put every row that `target` touched back to what it was before it.

    Raises:
        BadData: a later operation that still stands touched the same rows, built upon them, or took
            what must be unique (the same order imported again).
    """
    _refuse_if_touched_since(connection, target)
    connection.execute("PRAGMA defer_foreign_keys = ON")
    try:
        counts = [_revert_table(connection, table, target.id, running.id) for table in SHADOWED]
    except sqlite3.IntegrityError as fault:
        standing = connection.execute(f"{_STANDS} AND o.id < ?2", (target.id, running.id))
        raise _built_upon(target, {max(row[0] for row in standing)}) from fault
    _refuse_if_built_upon(connection, target)
    connection.execute("UPDATE operation SET reverts = ? WHERE id = ?", (target.id, running.id))
    _mark(connection, target.id, running.id)
    return Reverted(*(sum(column) for column in zip(*counts, strict=True)))


def _mark(connection: sqlite3.Connection, number: int, undone_by: int | None) -> None:
    """Note who undid an operation; what that one had undone stands again, and so on down."""
    (reverts,) = connection.execute(
        "UPDATE operation SET undone_by = ? WHERE id = ? RETURNING reverts", (undone_by, number)
    ).fetchone()
    if reverts is not None:
        _mark(connection, reverts, number if undone_by is None else None)


def touched_customers(connection: sqlite3.Connection, running: Operation) -> set[int]:
    """The customers whose sales the running undo moved, on either side of the change."""
    rows = connection.execute(
        "SELECT customer_id FROM sale_history WHERE operation = ?1 AND customer_id IS NOT NULL "
        "UNION SELECT customer_id FROM sale WHERE id IN "
        "(SELECT id FROM sale_history WHERE operation = ?1)",
        (running.id,),
    )
    return {row[0] for row in rows}


def _revert_table(
    connection: sqlite3.Connection, table: str, target: int, running: int
) -> tuple[int, int, int]:
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    removed = connection.execute(_REMOVE.format(table=table), (target,)).rowcount
    restored = _restore(connection, table, columns, (target, running))
    changed = _change_back(connection, table, columns, target)
    return removed, restored, changed


_REMOVE = (
    "DELETE FROM {table} WHERE id IN (SELECT id FROM {table} WHERE operation_id = ?1 "
    "UNION SELECT id FROM {table}_history WHERE operation = ?1 AND action = 'insert')"
)


def _restore(
    connection: sqlite3.Connection, table: str, columns: list[str], operations: tuple[int, int]
) -> int:
    """Bring back what the target deleted; note each row, so that a redo can delete it again."""
    names = ", ".join(columns)
    kept = f"FROM {table}_history WHERE operation = ?1 AND action = 'delete' AND operation_id <> ?1"
    restored = connection.execute(
        f"INSERT INTO {table} ({names}) SELECT {names} {kept}", operations[:1]
    ).rowcount
    connection.execute(
        f"INSERT INTO {table}_history (operation, action, {names}) "
        f"SELECT ?2, 'insert', {names} {kept}",
        operations,
    )
    return restored


def _change_back(
    connection: sqlite3.Connection, table: str, columns: list[str], target: int
) -> int:
    """Give each row the target updated the values of its first update's shadow."""
    names = ", ".join(columns)
    first = (
        f"SELECT {names}, min(history_id) FROM {table}_history "
        f"WHERE operation = ? AND action = 'update' GROUP BY id"
    )
    assigned = ", ".join(f"{name} = kept.{name}" for name in columns if name != "id")
    return connection.execute(
        f"UPDATE {table} SET {assigned} FROM ({first}) AS kept WHERE {table}.id = kept.id",
        (target,),
    ).rowcount


# An operation that was undone, and its undo, leave nothing behind: only what still stands counts.
_STANDS = (
    "SELECT o.id FROM operation AS o WHERE o.id > ?1 AND o.undone_by IS NULL "
    "AND coalesce(o.reverts, 0) <= ?1"
)


def _refuse_if_touched_since(connection: sqlite3.Connection, target: Recorded) -> None:
    later: set[int] = set()
    for table in SHADOWED:
        rows = connection.execute(
            f"SELECT DISTINCT operation FROM {table}_history WHERE operation IN ({_STANDS}) "
            f"AND (operation_id = ?1 OR id IN "
            f"(SELECT id FROM {table}_history WHERE operation = ?1))",
            (target.id,),
        )
        later.update(row[0] for row in rows)
    if later:
        raise _built_upon(target, later)


def _refuse_if_built_upon(connection: sqlite3.Connection, target: Recorded) -> None:
    """A row of a later operation that points to a row that is now gone."""
    later: set[int] = set()
    for table, rowid, _parent, _key in connection.execute("PRAGMA foreign_key_check").fetchall():
        found = connection.execute(
            f"SELECT operation_id FROM {table} WHERE rowid = ?", (rowid,)
        ).fetchone()
        later.add(found[0])
    if later:
        raise _built_upon(target, later)


def _built_upon(target: Recorded, later: set[int]) -> BadData:
    return BadData(
        _(
            "A operação {number} não pode ser desfeita: {later} veio depois e mexe nos mesmos "
            "registros."
        ).format(
            number=target.id,
            later=", ".join(_("a operação {number}").format(number=n) for n in sorted(later)),
        ),
        _("Desfaça antes a mais nova: carteira undo {newest}.").format(newest=max(later)),
    )
