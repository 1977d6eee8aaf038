"""What the second shape adds: what sources meant, instalments, events of notes, profiles."""

TABLES = """
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
SHADOWED = ("customer_claim", "instalment", "document_event", "profile")
COLUMNS = (
    ("customer", "merged_into", "INTEGER", " REFERENCES customer (id)"),
    ("principal", "tax_id", "TEXT", " NOT NULL DEFAULT ''"),
    ("contact", "channel", "TEXT", " NOT NULL DEFAULT ''"),
    ("interaction", "contact_id", "INTEGER", " REFERENCES contact (id)"),
    ("import_file", "profile", "TEXT", " NOT NULL DEFAULT ''"),
    ("sale", "document_key", "TEXT", " NOT NULL DEFAULT ''"),
)
INDEXES = """
CREATE INDEX sale_by_document ON sale (document_key) WHERE document_key <> '';
CREATE INDEX customer_merged ON customer (merged_into) WHERE merged_into IS NOT NULL;
"""
