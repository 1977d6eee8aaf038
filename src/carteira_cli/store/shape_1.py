"""The first shape of the file: never edited, what came later is in the next one."""

SHADOWED = (
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


TABLES = """
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
