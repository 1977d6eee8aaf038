"""Principals and sources: what an import names, made at its first mention."""

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from carteira_cli.domain.models import Freshness
from carteira_cli.domain.overlaps import SKIP
from carteira_cli.domain.text import fold
from carteira_cli.store.operations import Operation


class Sourcing(NamedTuple):
    """What the user said of where a file comes from ("" = nothing), and whether its rows are lines.

    `by_line`: the file has a product column, so that rows without an order number are lines of the
    customer's order of that day. `by_row`: the rows, or the files, name several principals, and
    each is what it says; the user's word is for those that say nothing. `on_overlap`: what to do
    with sales that another source brought. `of_notes`: the rows are of electronic invoices.
    `by_month`: each row is the total of a month, on its first day.
    """

    source: str = ""
    principal: str = ""
    by_line: bool = False
    by_row: bool = False
    on_overlap: str = SKIP
    of_notes: bool = False
    by_month: bool = False

    def sold_for(self, named: str) -> str:
        """The principal of a row that names this one, maybe ""."""
        return named or self.principal if self.by_row else self.principal or named


class Origin(NamedTuple):
    """The source of a row and the principal it sells for."""

    source_id: int
    principal_id: int | None


def principal(connection: sqlite3.Connection, name: str, running: Operation) -> int | None:
    """The id of the principal of that name, made if need be; None for no name."""
    key = fold(name)
    if not key:
        return None
    found = connection.execute("SELECT id FROM principal WHERE name_key = ?", (key,)).fetchone()
    if found:
        return int(found[0])
    new = next(running.ids)
    connection.execute(
        "INSERT INTO principal (id, name, name_key, operation_id) VALUES (?, ?, ?, ?)",
        (new, name.strip(), key, running.id),
    )
    return new


def origin(
    connection: sqlite3.Connection, sourcing: Sourcing, row_principal: str, running: Operation
) -> Origin:
    """Where a row comes from: `--source`, else the principal, else the one default source ("")."""
    sold_for = sourcing.sold_for(row_principal)
    principal_id = principal(connection, sold_for, running)
    name = sourcing.source or sold_for
    found = connection.execute("SELECT id FROM source WHERE name_key = ?", (fold(name),)).fetchone()
    if found:
        return Origin(int(found[0]), principal_id)
    new = next(running.ids)
    connection.execute(
        "INSERT INTO source (id, name, name_key, principal_id, operation_id) "
        "VALUES (?, ?, ?, ?, ?)",
        (new, name.strip(), fold(name), None if sourcing.source else principal_id, running.id),
    )
    return Origin(new, principal_id)


def keys(connection: sqlite3.Connection) -> dict[int, str]:
    """The folded name of every source by id."""
    return dict(connection.execute("SELECT id, name_key FROM source").fetchall())


def freshness(connection: sqlite3.Connection, as_of: str) -> list[Freshness]:
    """Each source's newest sale not after `as_of`, and its last import, by name.

    A source that had sold nothing by then is left out. Only where the imports reach beyond `as_of`
    are the sales themselves asked.
    """
    rows = connection.execute(
        "SELECT source.id, source.name, max(import_source.last_on), max(import_file.imported_on) "
        "FROM import_source JOIN source ON source.id = import_source.source_id "
        "JOIN import_file ON import_file.id = import_source.import_file_id "
        "GROUP BY source.id ORDER BY source.name"
    ).fetchall()
    return [
        Freshness(name, newest, imported_on)
        for source_id, name, last_on, imported_on in rows
        if (newest := last_on if last_on <= as_of else _newest_by(connection, source_id, as_of))
    ]


def _newest_by(connection: sqlite3.Connection, source_id: int, as_of: str) -> str:
    """The day (ISO) of the source's newest sale not after `as_of`; empty where it has none."""
    row = connection.execute(
        "SELECT ordered_on FROM sale WHERE source_id = ? AND ordered_on <= ? "
        "ORDER BY ordered_on DESC LIMIT 1",
        (source_id, as_of),
    ).fetchone()
    return str(row[0]) if row else ""


def find_principal(connection: sqlite3.Connection, typed: str) -> int | None:
    """The principal whose name is `typed`, or the only one whose name contains it."""
    key = fold(typed)
    rows = connection.execute(
        "SELECT id, name_key FROM principal WHERE instr(name_key, ?)", (key,)
    ).fetchall()
    exact = [row[0] for row in rows if row[1] == key]
    found = exact or [row[0] for row in rows]
    return found[0] if len(found) == 1 else None


def principal_names(connection: sqlite3.Connection) -> dict[int, str]:
    """The name of every principal by id, in the order of the names."""
    return dict(connection.execute("SELECT id, name FROM principal ORDER BY name_key").fetchall())


def stale_customers(
    connection: sqlite3.Connection, customer_ids: Iterable[int], before: str
) -> set[int]:
    """Those of the customers all of whose sources were last imported before the day `before` (ISO).

    Their silence may be ours: what they bought since was not imported.
    """
    rows = connection.execute(
        "SELECT source_id, max(imported_on) < ? FROM import_source JOIN import_file "
        "ON import_file.id = import_source.import_file_id GROUP BY source_id",
        (before,),
    )
    is_stale = dict(rows.fetchall())
    if not any(is_stale.values()):
        return set()
    return {
        customer_id
        for customer_id in customer_ids
        if (mine := _sources_of(connection, customer_id)) and all(map(is_stale.get, mine))
    }


def _sources_of(connection: sqlite3.Connection, customer_id: int) -> set[int]:
    rows = connection.execute(
        "SELECT DISTINCT source_id FROM sale WHERE customer_id = ?", (customer_id,)
    )
    return {row[0] for row in rows}


def file_of_newest_sale(
    connection: sqlite3.Connection, newest: str, principal_id: int | None
) -> str | None:
    """The file that brought a sale of the day `newest` (ISO), of the principal or of any (None)."""
    row = connection.execute(
        "SELECT import_file.name FROM sale JOIN import_source "
        "ON import_source.operation_id = sale.operation_id "
        "AND import_source.source_id = sale.source_id "
        "JOIN import_file ON import_file.id = import_source.import_file_id "
        "WHERE sale.id = (SELECT max(id) FROM sale "
        "WHERE ordered_on = ?1 AND (?2 IS NULL OR principal_id = ?2)) "
        "ORDER BY import_file.id DESC LIMIT 1",
        (newest, principal_id),
    ).fetchone()
    return row and str(row[0])
