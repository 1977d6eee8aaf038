"""Taking an operation back, bit for bit, from the rows that the history triggers kept.

An undo is itself an operation whose changes are kept the same way: `redo` is its undo. Rows that
later operations changed, or that newer rows stand on, stay as they are: `store.keeping`.
"""

import sqlite3

from carteira_cli.domain.models import Recorded
from carteira_cli.domain.undoing import FAILED, KEPT, REVERSED, Group, TakenBack
from carteira_cli.store import keeping, merging
from carteira_cli.store.letting_go import let_go_too
from carteira_cli.store.operations import Operation
from carteira_cli.store.putting_back import put_back
from carteira_cli.store.scene import Scene
from carteira_cli.store.schema import SHADOWED
from carteira_cli.store.staying import held


def revert(connection: sqlite3.Connection, target: Recorded, running: Operation) -> TakenBack:
    """Put every row that `target` touched back to what it was, but for what must stay.

    Raises:
        BadData: what must stay and what goes back cannot stand together.
    """
    scene = Scene(connection, target.id, running.id)
    connection.execute("PRAGMA defer_foreign_keys = ON")
    scene.open()
    unchecked = _has_later(scene)
    if unchecked:
        keeping.hold_what_changed(scene)
    for table in reversed(SHADOWED):  # what points to others first: then nothing is looked for
        scene.execute(_REMOVE, table)
    for table in SHADOWED:
        _bring_back(scene, table)
    while put_back(scene) or unchecked:
        keeping.hold_what_breaks(scene)
        unchecked = False
    _mark(connection, target.id, running.id)
    let_go_too(scene)
    if not merging.follow(connection, running):
        raise keeping.out_of_reach(scene)
    found = TakenBack(target, _groups(scene), _in_the_way(scene), _customers(scene))
    scene.close()
    connection.execute("UPDATE operation SET reverts = ? WHERE id = ?", (target.id, running.id))
    return found


def _has_later(scene: Scene) -> bool:
    """Whether anything happened between the target and its undo."""
    return bool(scene.execute(f"SELECT EXISTS ({_LATER})").fetchone()[0])


_LATER = "SELECT id FROM operation WHERE id > :target AND id < :running"


def _mark(connection: sqlite3.Connection, number: int, undone_by: int | None) -> None:
    """Note who undid an operation; what that one had undone stands again, and so on down."""
    (reverts,) = connection.execute(
        "UPDATE operation SET undone_by = ? WHERE id = ? RETURNING reverts", (undone_by, number)
    ).fetchone()
    if reverts is not None:
        _mark(connection, reverts, number if undone_by is None else None)


def _bring_back(scene: Scene, table: str) -> None:
    """Bring back what the target deleted, change back what it changed.

    What must be unique may stand in its own way until another row went back: hence the rounds.
    """
    while _restore(scene, table) + _change_back(scene, table):
        if not keeping.is_left_over(scene, table):
            return
    keeping.hold_what_fails(scene, table)


_FREE = "id NOT IN (SELECT id FROM temp.held WHERE kind = :kind)"
_REMOVE = (
    "DELETE FROM {table} WHERE id IN (SELECT id FROM {table} WHERE operation_id = :target "
    "UNION SELECT id FROM {table}_history WHERE operation = :target AND action = 'insert') "
    f"AND {_FREE}"
)


def _restore(scene: Scene, table: str) -> int:
    """Bring back what the target deleted; note each row, so that a redo can delete it again."""
    noted = scene.execute(_NOTE, table).rowcount
    restored = scene.execute(_RESTORE, table).rowcount
    if restored < noted:
        scene.execute(_UNNOTE, table)
    return restored


_NOTE = (
    "INSERT INTO {table}_history (operation, action, {names}) "
    "SELECT :running, 'insert', {names} FROM {table}_history WHERE operation = :target "
    "AND action = 'delete' AND operation_id <> :target AND id NOT IN (SELECT id FROM {table}) "
    f"AND {_FREE}"
)
_RESTORE = (
    "INSERT OR IGNORE INTO {table} ({names}) SELECT {names} FROM {table}_history "
    "WHERE operation = :running AND action = 'insert' AND id NOT IN (SELECT id FROM {table})"
)
_UNNOTE = (
    "DELETE FROM {table}_history WHERE operation = :running AND action = 'insert' "
    "AND id NOT IN (SELECT id FROM {table})"
)


def _change_back(scene: Scene, table: str) -> int:
    """Give each row the target updated the values of its first update's shadow."""
    return scene.execute(_CHANGE, table).rowcount


_CHANGE = (
    "UPDATE OR IGNORE {table} SET {assigned} FROM (SELECT {names}, min(history_id) "
    "FROM {table}_history WHERE operation = :target AND action = 'update' "
    f"AND operation_id <> :target AND {_FREE} GROUP BY id) AS kept "
    "WHERE {table}.id = kept.id AND NOT EXISTS (SELECT 1 FROM {table}_history AS done "
    "WHERE done.operation = :running AND done.id = kept.id AND done.action = 'update')"
)


def _groups(scene: Scene) -> tuple[Group, ...]:
    """What met which end, table by table."""
    gone = [
        Group(REVERSED, table, scene.execute(_COUNT, table).fetchone()[0]) for table in SHADOWED
    ]
    stayed = [
        Group(why, table, *held(scene, table, why)) for why in (KEPT, FAILED) for table in SHADOWED
    ]
    return tuple(group for group in gone + stayed if group.records)


_COUNT = "SELECT count(DISTINCT id) FROM {table}_history WHERE operation = :running"


def _in_the_way(scene: Scene) -> tuple[int, ...]:
    """The later operations that still stand, of those that were met; else the newest of all.

    One that was undone and its undo leave nothing behind.
    """
    rows = scene.execute(
        f"{_LATER} AND undone_by IS NULL AND coalesce(reverts, 0) <= :target ORDER BY id"
    )
    standing = [row[0] for row in rows]
    met = {row[0] for row in scene.execute("SELECT operation FROM temp.in_the_way")}
    return tuple(number for number in standing if number in met) or tuple(standing[-1:])


def _customers(scene: Scene) -> frozenset[int]:
    """Whose summary may be another now: their sales moved, or they themselves went and came."""
    rows = scene.execute(
        "SELECT customer_id FROM sale_history WHERE operation = :running "
        "UNION SELECT customer_id FROM sale WHERE id IN "
        "(SELECT id FROM sale_history WHERE operation = :running) "
        "UNION SELECT id FROM temp.held WHERE kind = 'customer'"
    )
    return frozenset(row[0] for row in rows)
