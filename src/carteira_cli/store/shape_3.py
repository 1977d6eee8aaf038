"""What the third shape adds: the orders that another source's sales are."""

TABLES = """
CREATE TABLE overlap (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source (id),
  number TEXT NOT NULL,
  sale_id INTEGER NOT NULL REFERENCES sale (id),
  operation_id INTEGER NOT NULL REFERENCES operation (id),
  UNIQUE (source_id, number)
) STRICT;
CREATE INDEX overlap_by_sale ON overlap (sale_id);
"""
SHADOWED = ("overlap",)
