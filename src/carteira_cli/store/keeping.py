"""Which rows an undo must leave alone: changed since, stood upon by newer ones, with their like."""

from carteira_cli.errors import BadData, _
from carteira_cli.store.letting_go import TELLING
from carteira_cli.store.scene import ORDER, Scene, wholes


def hold_what_changed(scene: Scene) -> None:
    """Hold each row of the target that is not as the target left it, with the rest of its order."""
    for tables in wholes():
        scene.execute("DELETE FROM temp.moved")
        for table in tables:
            scene.execute(_MOVED, table)
            if table in ORDER[1:]:
                scene.execute(_GROWN, table)
        for statement in (_HOLD_MOVED, _WHO_MOVED):
            for table in tables:
                scene.execute(statement, table)


_SINCE = "operation > :target AND operation < :running"

# The first shadow of a row after the target shows it as the target left it.
_MOVED = (
    "INSERT OR IGNORE INTO temp.moved SELECT was.{whole} FROM (SELECT id, min(history_id) AS first "
    f"FROM {{table}}_history WHERE {_SINCE} GROUP BY id) AS later "
    "JOIN {table}_history AS was ON was.history_id = later.first "
    "LEFT JOIN {table} AS now ON now.id = later.id WHERE was.operation_id <= :target AND "
    "CASE was.action WHEN 'insert' THEN now.id IS NOT NULL ELSE ({was}) IS NOT ({now}) END"
)
_GROWN = (
    "INSERT OR IGNORE INTO temp.moved SELECT sale_id FROM {table} "
    "WHERE operation_id > :target AND operation_id < :running "
    "AND sale_id IN (SELECT id FROM sale WHERE operation_id <= :target)"
)
_HOLD_MOVED = (
    "INSERT INTO temp.held SELECT :kind, id, whole, 'kept', 0 FROM ("
    "SELECT id, {whole} AS whole FROM {table} WHERE operation_id = :target "
    "UNION SELECT id, {whole} FROM {table}_history WHERE operation = :target "
    "AND (operation_id <> :target OR id IN (SELECT id FROM {table}))) "
    "WHERE whole IN (SELECT whole FROM temp.moved) GROUP BY id"
)
_MET = "SELECT whole FROM temp.held JOIN temp.moved USING (whole)"
_WHO_MOVED = (
    "INSERT OR IGNORE INTO temp.in_the_way "
    f"SELECT operation FROM {{table}}_history WHERE {_SINCE} AND {{whole}} IN ({_MET}) "
    "UNION SELECT operation_id FROM {table} "
    f"WHERE operation_id > :target AND operation_id < :running AND {{whole}} IN ({_MET})"
)


def is_left_over(scene: Scene, table: str) -> bool:
    """Whether the target deleted or changed a row that could not go back: its like is there."""
    return bool(scene.execute(f"SELECT EXISTS ({_LEFT_OVER})", table).fetchone()[0])


def hold_what_fails(scene: Scene, table: str) -> None:
    """Hold the rows that are left over."""
    scene.execute(f"INSERT OR IGNORE INTO temp.held {_LEFT_OVER}", table)


_LEFT_OVER = (
    "SELECT :kind, id, {whole}, 'failed', 1 FROM {table}_history AS was "
    "WHERE operation = :target AND action <> 'insert' AND operation_id <> :target "
    "AND id NOT IN (SELECT id FROM temp.held WHERE kind = :kind) "
    "AND NOT EXISTS (SELECT 1 FROM {table}_history AS done "
    "WHERE done.operation = :running AND done.id = was.id "
    "AND done.action = CASE was.action WHEN 'delete' THEN 'insert' ELSE 'update' END)"
)


def hold_what_breaks(scene: Scene) -> None:
    """Hold the rows whose going back leaves a reference to nothing.

    What came back without what it belongs to fails; what rows of others stand on is kept, unless
    they only tell of it.

    Raises:
        BadData: there is no way to mend it.
    """
    scene.execute("DELETE FROM temp.broken")
    scene.execute(
        'INSERT INTO temp.broken SELECT "table", rowid, parent, fkid FROM pragma_foreign_key_check'
    )
    for table, _link, parent in TELLING:
        scene.execute(_GOES_TOO, table, parent=parent)
    links = scene.execute("SELECT DISTINCT child, parent, link FROM temp.broken").fetchall()
    for child, parent, link in links:
        scene.execute(_HOLD_CHILD, child, link=link)
        column = _column(scene, child, link)
        stood_upon = _STOOD_UPON.format(child=child, column=column)
        scene.execute(_HOLD_PARENT.replace("STOOD_UPON", stood_upon), parent, link=link)
        scene.execute(_WHO_STANDS, child, link=link)
    (is_mended,) = scene.execute("SELECT EXISTS (SELECT 1 FROM temp.held WHERE is_new)").fetchone()
    if links and not is_mended:
        raise out_of_reach(scene)


_GOES_TOO = (
    "DELETE FROM temp.broken WHERE child = :kind AND parent = :parent "
    "AND id NOT IN (SELECT id FROM {table}_history WHERE operation = :running)"
)


def _column(scene: Scene, table: str, link: int) -> str:
    rows = scene.connection.execute(f"PRAGMA foreign_key_list({table})")
    return next(str(row[3]) for row in rows if row[0] == link)


_BROKEN = "id IN (SELECT id FROM temp.broken WHERE child = :kind AND link = :link)"
_HOLD_CHILD = (
    "INSERT OR IGNORE INTO temp.held SELECT :kind, id, {whole}, 'failed', 1 FROM {table}_history "
    f"WHERE operation = :running AND {_BROKEN}"
)
_HOLD_PARENT = (
    "INSERT OR IGNORE INTO temp.held SELECT :kind, id, {whole}, 'kept', 1 FROM {table}_history "
    "WHERE operation = :running AND action = 'delete' AND id IN (STOOD_UPON)"
)
_STOOD_UPON = (
    "SELECT {child}.{column} FROM temp.broken JOIN {child} USING (id) "
    "WHERE broken.child = '{child}' AND link = :link "
    "AND id NOT IN (SELECT id FROM {child}_history WHERE operation = :running)"
)
_WHO_STANDS = (
    "INSERT OR IGNORE INTO temp.in_the_way SELECT operation_id FROM {table} "
    f"WHERE {_BROKEN} AND id NOT IN (SELECT id FROM {{table}}_history WHERE operation = :running)"
)


def out_of_reach(scene: Scene) -> BadData:
    """What to raise where not even a part of the target can be taken back."""
    return BadData(
        _("A operação {number} não pode ser desfeita, nem em parte.").format(number=scene.target),
        _("Desfaça antes as mais novas: carteira undo."),
    )
