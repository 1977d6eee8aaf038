"""Taking back, inside an undo, what the undo itself did to the rows that have to stay."""

import sqlite3

from carteira_cli.store.keeping import out_of_reach
from carteira_cli.store.scene import ORDER, Scene


def put_back(scene: Scene) -> bool:
    """Make the undo leave alone what is newly held, whole orders; False where nothing is.

    Raises:
        BadData: it can no longer stand beside what went back.
    """
    for table in ORDER:
        for why in ("failed", "kept"):
            scene.execute(_REST_OF_ORDERS, table, why=why)
    kinds = scene.execute("SELECT DISTINCT kind FROM temp.held WHERE is_new").fetchall()
    try:
        for (table,) in kinds:
            for statement in _PUT_BACK:
                scene.execute(statement, table)
    except sqlite3.IntegrityError as fault:
        raise out_of_reach(scene) from fault
    scene.execute("UPDATE temp.held SET is_new = 0")
    return bool(kinds)


_REST_OF_ORDERS = (
    "INSERT OR IGNORE INTO temp.held SELECT :kind, id, {whole}, :why, 1 FROM {table}_history "
    "WHERE operation = :running AND {whole} IN (SELECT whole FROM temp.held "
    f"WHERE is_new AND why = :why AND kind IN {ORDER})"
)
_OWN = (
    "SELECT {what} FROM {{table}}_history WHERE operation = :running "
    "AND id IN (SELECT id FROM temp.held WHERE kind = :kind AND is_new)"
)
_OWN_INSERTED = _OWN.format(what="id") + " AND action = 'insert'"
_PUT_BACK = (
    f"DELETE FROM {{table}} WHERE id IN ({_OWN_INSERTED})",
    "UPDATE {table} SET {assigned} FROM ("
    + _OWN.format(what="{names}, min(history_id)")
    + " AND action = 'update' GROUP BY id) AS kept WHERE {table}.id = kept.id",
    "INSERT INTO {table} ({names}) "
    + _OWN.format(what="{names}")
    + f" AND action = 'delete' AND id NOT IN ({_OWN_INSERTED})",
    "DELETE FROM {table}_history WHERE operation = :running AND history_id IN ("
    + _OWN.format(what="history_id")
    + ")",
)
