"""The shape of the file, as an append-only scroll: a migration that was released is never edited.

Every table that a command changes has a twin `<table>_history`. Triggers keep there, with native
types, each row as it was before an operation changed or deleted it; `store.reverting` reads them.
An operation's number is always the largest one while it runs, because it is recorded first.
"""

from sqlite_utils import Database, Migrations

from carteira_cli.store import shape_1, shape_2, shape_3

migrations = Migrations("carteira")

SHADOWED = (
    "setting",
    "principal",
    "source",
    "product",
    "import_file",
    "import_source",
    "customer",
    "customer_code",
    "customer_claim",
    "contact",
    "sale",
    "sale_line",
    "instalment",
    "document_event",
    "interaction",
    "follow_up",
    "profile",
    "overlap",
)

_ACTIONS = ("update", "delete")


@migrations()
def m001_first_portfolio(db: Database) -> None:
    """Customers, sales, what was imported and logged, and the derived tables."""
    _run(db, shape_1.TABLES)
    for table in shape_1.SHADOWED:
        _shadow(db, table)
    db.conn.execute("PRAGMA application_id = 0x43415254")
    db.conn.execute("PRAGMA user_version = 1")


@migrations()
def m002_whom_a_source_means(db: Database) -> None:
    """What each source called whom, merged customers, instalments, profiles, documents' keys."""
    _run(db, shape_2.TABLES)
    for table, column, kind, terms in shape_2.COLUMNS:
        db.conn.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}{terms}")
        db.conn.execute(f"ALTER TABLE {table}_history ADD COLUMN {column} {kind}")
        for action in _ACTIONS:
            db.conn.execute(f"DROP TRIGGER {table}_{action}")
        _keep_old_rows(db, table)
    for table in shape_2.SHADOWED:
        _shadow(db, table)
    _run(db, shape_2.INDEXES)
    db.conn.execute("PRAGMA user_version = 2")


@migrations()
def m003_what_overlaps(db: Database) -> None:
    """The orders that were left out, because they are sales of another source."""
    _run(db, shape_3.TABLES)
    for table in shape_3.SHADOWED:
        _shadow(db, table)
    db.conn.execute("PRAGMA user_version = 3")


def _run(db: Database, script: str) -> None:
    """Each statement by itself: `executescript` would commit what stands before it."""
    for statement in script.split(";\n"):
        if statement.strip():
            db.conn.execute(statement)


def _shadow(db: Database, table: str) -> None:
    """Give `table` its history twin and the two triggers that fill it."""
    typed = ", ".join(f"{name} {kind}" for name, kind in _columns(db, table))
    db.conn.execute(
        f"CREATE TABLE {table}_history (history_id INTEGER PRIMARY KEY, "
        f"operation INTEGER NOT NULL, action TEXT NOT NULL, {typed}) STRICT"
    )
    db.conn.execute(f"CREATE INDEX {table}_history_by_operation ON {table}_history (operation, id)")
    _keep_old_rows(db, table)


def _columns(db: Database, table: str) -> list[tuple[str, str]]:
    return [(row[1], row[2]) for row in db.conn.execute(f"PRAGMA table_info({table})")]


def _keep_old_rows(db: Database, table: str) -> None:
    """The two triggers that note each row as it was before it was changed or deleted."""
    names = ", ".join(name for name, _kind in _columns(db, table))
    old = ", ".join(f"OLD.{name}" for name, _kind in _columns(db, table))
    for action in _ACTIONS:
        db.conn.execute(
            f"CREATE TRIGGER {table}_{action} AFTER {action.upper()} ON {table} BEGIN "
            f"INSERT INTO {table}_history (operation, action, {names}) "
            f"VALUES ((SELECT max(id) FROM operation), '{action}', {old}); END"
        )
