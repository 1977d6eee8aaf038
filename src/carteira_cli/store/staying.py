"""How many rows an undo leaves as they are, and what a few of them are called."""

from carteira_cli.store.scene import Scene

_FEW = 3  # records of a kind that are called by their name


def held(scene: Scene, table: str, why: str) -> tuple[int, tuple[str, ...]]:
    """How many rows of a table are held for that reason, and what a few of them are called."""
    (count,) = scene.execute(
        "SELECT count(*) FROM temp.held WHERE kind = :kind AND why = :why", table, why=why
    ).fetchone()
    if not count or table not in _CALLED:
        return count, ()
    rows = scene.execute(_EXAMPLES.replace("CALLED", _CALLED[table]), table, why=why, few=_FEW)
    return count, tuple(dict.fromkeys(row[0] for row in rows if row[0]))


_NAME = "coalesce(nullif(trade_name, ''), name)"
_CUSTOMER = (
    f"(SELECT {_NAME} FROM customer WHERE id = customer_id UNION ALL "
    f"SELECT {_NAME} FROM customer_history WHERE id = customer_id LIMIT 1)"
)
_CALLED = {
    "customer": _NAME,
    "principal": "name",
    "product": "coalesce(nullif(name, ''), code)",
    "import_file": "name",
    "profile": "name",
    "sale": f"coalesce(number || ' · ', '') || {_CUSTOMER}",
    "contact": f"coalesce(nullif(name, '') || ' · ', '') || {_CUSTOMER}",
    "interaction": _CUSTOMER,
    "follow_up": _CUSTOMER,
}
_EXAMPLES = (
    "SELECT CALLED FROM (SELECT {names} FROM {table} UNION ALL "
    "SELECT {names} FROM {table}_history WHERE operation = :target) WHERE id IN (SELECT id "
    "FROM temp.held WHERE kind = :kind AND why = :why ORDER BY id LIMIT :few) "
    "GROUP BY id ORDER BY id"
)
