"""The shape of the file, as an append-only scroll: a migration that was released is never edited.

Every table that a command changes has a twin `<table>_history`. Triggers keep there, with native
types, each row as it was before an operation changed or deleted it; `store.reverting` reads them.
An operation's number is always the largest one while it runs, because it is recorded first.
"""

from sqlite_utils import Database, Migrations

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
)

_TABLES_1 = """
CREATE TABLE operation (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  command TEXT NOT NULL,
  summary TEXT NOT NULL DEFAULT '',
  reverts INTEGER REFERENCES operation (id),
  undone_by INTEGER REFERENCES operation (id)
) STRICT;
CREATE TABLE setting (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  value TEXT NOT NULL,
  operation_id INTEGER NOT NULL REFERENCES operation (id)
) STRICT;
CREATE TABLE principal (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,
  operation_id INTEGER NOT NULL REFERENCES operation (id)
) STRICT;
CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,
  principal_id INTEGER REFERENCES principal (id),
  operation_id INTEGER NOT NULL REFERENCES operation (id)
) STRICT;
CREATE TABLE product (
  id INTEGER PRIMARY KEY,
  principal_id INTEGER REFERENCES principal (id),
  code TEXT NOT NULL DEFAULT '',
  name TEXT NOT NULL DEFAULT '',
  category TEXT NOT NULL DEFAULT '',
  operation_id INTEGER NOT NULL REFERENCES operation (id)
) STRICT;
CREATE TABLE import_file (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  rows_read INTEGER NOT NULL,
  rows_imported INTEGER NOT NULL,
  total_cents INTEGER NOT NULL,
  imported_on TEXT NOT NULL,
  operation_id INTEGER NOT NULL REFERENCES operation (id)
) STRICT;
CREATE TABLE import_source (
  id INTEGER PRIMARY KEY,
  import_file_id INTEGER NOT NULL REFERENCES import_file (id),
  source_id INTEGER NOT NULL REFERENCES source (id),
  last_on TEXT NOT NULL,
  operation_id INTEGER NOT NULL REFERENCES operation (id)
) STRICT;
CREATE TABLE customer (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  trade_name TEXT NOT NULL DEFAULT '',
  name_key TEXT NOT NULL,
  trade_key TEXT NOT NULL DEFAULT '',
  tax_id TEXT UNIQUE,
  tax_id_text TEXT NOT NULL DEFAULT '',
  segment TEXT NOT NULL DEFAULT '',
  size TEXT NOT NULL DEFAULT '',
  potential TEXT NOT NULL DEFAULT '',
  network TEXT NOT NULL DEFAULT '',
  city TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL DEFAULT '',
  notes TEXT NOT NULL DEFAULT '',
  stated_last_on TEXT,
  stated_last_cents INTEGER,
  former_on TEXT,
  former_reason TEXT,
  do_not_contact INTEGER NOT NULL DEFAULT 0 CHECK (do_not_contact IN (0, 1)),
  operation_id INTEGER NOT NULL REFERENCES operation (id)
) STRICT;
CREATE INDEX customer_by_name ON customer (name_key);
CREATE TABLE customer_code (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  source_id INTEGER NOT NULL REFERENCES source (id),
  code TEXT NOT NULL,
  operation_id INTEGER NOT NULL REFERENCES operation (id),
  UNIQUE (source_id, code)
) STRICT;
CREATE INDEX code_by_customer ON customer_code (customer_id);
CREATE TABLE contact (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  name TEXT NOT NULL DEFAULT '',
  role TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  phone_text TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT '',
  birthday TEXT,
  operation_id INTEGER NOT NULL REFERENCES operation (id)
) STRICT;
CREATE INDEX contact_by_customer ON contact (customer_id);
CREATE TABLE sale (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source (id),
  number TEXT,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  principal_id INTEGER REFERENCES principal (id),
  ordered_on TEXT NOT NULL,
  invoiced_on TEXT,
  paid_on TEXT,
  status TEXT NOT NULL
    CHECK (status IN ('open', 'partially_invoiced', 'invoiced', 'paid', 'cancelled', 'returned')),
  channel TEXT NOT NULL DEFAULT '',
  payment_terms TEXT NOT NULL DEFAULT '',
  amount_cents INTEGER NOT NULL,
  gross_cents INTEGER,
  commission_bp INTEGER,
  operation_id INTEGER NOT NULL REFERENCES operation (id)
) STRICT;
CREATE UNIQUE INDEX sale_by_number ON sale (source_id, number) WHERE number IS NOT NULL;
CREATE INDEX sale_by_customer ON sale (customer_id, ordered_on, amount_cents, status);
CREATE INDEX sale_by_day ON sale (ordered_on, customer_id, amount_cents, status, invoiced_on);
CREATE INDEX sale_by_invoice ON sale (invoiced_on) WHERE invoiced_on IS NOT NULL;
CREATE INDEX sale_open ON sale (customer_id, ordered_on, amount_cents)
  WHERE status IN ('open', 'partially_invoiced');
CREATE TABLE sale_line (
  id INTEGER PRIMARY KEY,
  sale_id INTEGER NOT NULL REFERENCES sale (id),
  line TEXT NOT NULL DEFAULT '',
  product_id INTEGER REFERENCES product (id),
  day TEXT NOT NULL,
  status TEXT NOT NULL,
  quantity REAL,
  unit_price_cents INTEGER,
  amount_cents INTEGER NOT NULL,
  details TEXT NOT NULL DEFAULT '',
  operation_id INTEGER NOT NULL REFERENCES operation (id)
) STRICT;
CREATE INDEX line_by_sale ON sale_line (sale_id);
CREATE TABLE interaction (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  at TEXT NOT NULL,
  day TEXT NOT NULL,
  channel TEXT NOT NULL,
  result TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  operation_id INTEGER NOT NULL REFERENCES operation (id)
) STRICT;
CREATE INDEX interaction_by_customer ON interaction (customer_id, day);
CREATE TABLE follow_up (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  interaction_id INTEGER REFERENCES interaction (id),
  due_on TEXT NOT NULL,
  what TEXT NOT NULL DEFAULT '',
  done_on TEXT,
  operation_id INTEGER NOT NULL REFERENCES operation (id)
) STRICT;
CREATE INDEX follow_up_due ON follow_up (due_on) WHERE done_on IS NULL;
CREATE INDEX follow_up_by_customer ON follow_up (customer_id);
CREATE TABLE customer_summary (
  customer_id INTEGER PRIMARY KEY REFERENCES customer (id) ON DELETE CASCADE,
  first_on TEXT,
  last_on TEXT,
  order_days INTEGER NOT NULL,
  orders INTEGER NOT NULL,
  revenue_cents INTEGER NOT NULL,
  sum_ln_gap REAL NOT NULL,
  median_gap REAL,
  value_at_last REAL NOT NULL,
  gap_days TEXT NOT NULL
) STRICT;
CREATE TABLE customer_month (
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
  month TEXT NOT NULL,
  revenue_cents INTEGER NOT NULL,
  orders INTEGER NOT NULL,
  order_days INTEGER NOT NULL,
  PRIMARY KEY (customer_id, month)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_by_month
  ON customer_month (month, customer_id, revenue_cents, orders, order_days);
CREATE TABLE month_end (
  day TEXT NOT NULL,
  situation TEXT NOT NULL,
  customers INTEGER NOT NULL,
  PRIMARY KEY (day, situation)
) STRICT, WITHOUT ROWID;
"""


_ACTIONS = ("update", "delete")

_SHADOWED_1 = (
    "setting",
    "principal",
    "source",
    "product",
    "import_file",
    "import_source",
    "customer",
    "customer_code",
    "contact",
    "sale",
    "sale_line",
    "interaction",
    "follow_up",
)

_TABLES_2 = """
CREATE TABLE customer_claim (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  source_id INTEGER NOT NULL REFERENCES source (id),
  name_key TEXT NOT NULL,
  trade_key TEXT NOT NULL,
  code TEXT NOT NULL,
  tax_id TEXT NOT NULL,
  operation_id INTEGER NOT NULL REFERENCES operation (id),
  UNIQUE (source_id, name_key, trade_key, code, tax_id)
) STRICT;
CREATE INDEX claim_by_customer ON customer_claim (customer_id);
CREATE TABLE instalment (
  id INTEGER PRIMARY KEY,
  sale_id INTEGER NOT NULL REFERENCES sale (id),
  due_on TEXT NOT NULL,
  amount_cents INTEGER NOT NULL,
  paid_on TEXT,
  operation_id INTEGER NOT NULL REFERENCES operation (id)
) STRICT;
CREATE INDEX instalment_by_sale ON instalment (sale_id);
CREATE TABLE document_event (
  id INTEGER PRIMARY KEY,
  document_key TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('cancelled')),
  day TEXT NOT NULL,
  operation_id INTEGER NOT NULL REFERENCES operation (id),
  UNIQUE (document_key, kind)
) STRICT;
CREATE TABLE profile (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  definition TEXT NOT NULL,
  operation_id INTEGER NOT NULL REFERENCES operation (id)
) STRICT;
"""
_SHADOWED_2 = ("customer_claim", "instalment", "document_event", "profile")
_COLUMNS_2 = (
    ("customer", "merged_into", "INTEGER", " REFERENCES customer (id)"),
    ("principal", "tax_id", "TEXT", " NOT NULL DEFAULT ''"),
    ("contact", "channel", "TEXT", " NOT NULL DEFAULT ''"),
    ("interaction", "contact_id", "INTEGER", " REFERENCES contact (id)"),
    ("import_file", "profile", "TEXT", " NOT NULL DEFAULT ''"),
    ("sale", "document_key", "TEXT", " NOT NULL DEFAULT ''"),
)
_INDEXES_2 = """
CREATE INDEX sale_by_document ON sale (document_key) WHERE document_key <> '';
CREATE INDEX customer_merged ON customer (merged_into) WHERE merged_into IS NOT NULL;
"""


@migrations()
def m001_first_portfolio(db: Database) -> None:
    """Customers, sales, what was imported and logged, and the derived tables."""
    _run(db, _TABLES_1)
    for table in _SHADOWED_1:
        _shadow(db, table)
    db.conn.execute("PRAGMA application_id = 0x43415254")
    db.conn.execute("PRAGMA user_version = 1")


@migrations()
def m002_whom_a_source_means(db: Database) -> None:
    """What each source called whom, merged customers, instalments, profiles, documents' keys."""
    _run(db, _TABLES_2)
    for table, column, kind, terms in _COLUMNS_2:
        db.conn.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}{terms}")
        db.conn.execute(f"ALTER TABLE {table}_history ADD COLUMN {column} {kind}")
        for action in _ACTIONS:
            db.conn.execute(f"DROP TRIGGER {table}_{action}")
        _keep_old_rows(db, table)
    for table in _SHADOWED_2:
        _shadow(db, table)
    _run(db, _INDEXES_2)
    db.conn.execute("PRAGMA user_version = 2")


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
