"""What goes with the rows that an undo takes back, whoever wrote it."""

from carteira_cli.store.scene import Scene

TELLING = (
    ("import_source", "source_id", "source"),
    ("overlap", "source_id", "source"),
    ("overlap", "sale_id", "sale"),
    ("customer_claim", "customer_id", "customer"),
    ("customer_code", "customer_id", "customer"),
)
"""Tables whose rows only tell of a row of another: they go where it went, whoever wrote them."""
_NEEDED = {
    "customer": (
        ("sale", "customer_id"),
        ("interaction", "customer_id"),
        ("follow_up", "customer_id"),
        ("contact", "customer_id"),
        ("customer", "merged_into"),
    ),
    "product": (("sale_line", "product_id"),),
    "source": (
        ("sale", "source_id"),
        ("customer_code", "source_id"),
        ("customer_claim", "source_id"),
    ),
    "principal": (
        ("sale", "principal_id"),
        ("product", "principal_id"),
        ("source", "principal_id"),
    ),
}
"""Tables whose rows are made on the way, for rows of others that need them."""


def let_go_too(scene: Scene) -> None:
    """Delete what an earlier undo only left because it was needed, and what tells of what is gone.

    What was changed since, by what still stands, is somebody's word and stays.
    """
    _let_go_what_tells_of(scene, "sale")
    for table, needs in _NEEDED.items():
        unneeded = " ".join(
            f"AND id NOT IN (SELECT {column} FROM {child} WHERE {column} IS NOT NULL)"
            for child, column in needs
        )
        scene.execute(f"{_LEFT} {unneeded}", table)
        _let_go_what_tells_of(scene, table)


def _let_go_what_tells_of(scene: Scene, gone: str) -> None:
    for table, column, parent in TELLING:
        if parent == gone:
            scene.execute(
                f"DELETE FROM {{table}} WHERE {column} NOT IN (SELECT id FROM {parent})", table
            )


_LEFT = (
    "DELETE FROM {table} "
    "WHERE operation_id IN (SELECT id FROM operation WHERE undone_by IS NOT NULL) "
    "AND id NOT IN (SELECT id FROM temp.held WHERE kind = :kind) "
    "AND id NOT IN (SELECT was.id FROM {table}_history AS was JOIN operation "
    "ON operation.id = was.operation "
    "WHERE undone_by IS NULL AND reverts IS NULL AND operation.id <> :running)"
)
