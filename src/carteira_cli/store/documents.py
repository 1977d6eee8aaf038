"""What electronic documents leave beside the sales they tell of: keys, due dates, cancellations."""

import json
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from carteira_cli.domain.notes import Cancellation, Note
from carteira_cli.domain.rows import Instalment
from carteira_cli.store import orders
from carteira_cli.store.operations import Operation
from carteira_cli.store.staging import Incoming, Key
from carteira_cli.store.stored import stored_sales

_GIVEN = "IN (SELECT value FROM json_each(?))"


class Filed(NamedTuple):
    """Where a document is in the portfolio: its source (id and folded name), its number there."""

    source_id: int
    source_key: str
    number: str


def filed(connection: sqlite3.Connection, keys: Iterable[str]) -> dict[str, Filed]:
    """Those of the documents that sales were made of already, by key."""
    rows = connection.execute(
        "SELECT document_key, source_id, name_key, number FROM sale "
        f"JOIN source ON source.id = source_id WHERE document_key <> '' AND document_key {_GIVEN}",
        (json.dumps([*keys]),),
    )
    return {row[0]: Filed(*row[1:]) for row in rows}


def numbered(connection: sqlite3.Connection, numbers: Iterable[str]) -> dict[tuple[str, str], str]:
    """The keys of the documents that bear one of these numbers, by source (folded) and number."""
    rows = connection.execute(
        "SELECT name_key, number, document_key FROM source JOIN sale ON source_id = source.id "
        f"WHERE number {_GIVEN} AND document_key <> ''",
        (json.dumps([*numbers]),),
    )
    return {row[:2]: row[2] for row in rows}


def principals(connection: sqlite3.Connection) -> dict[str, str]:
    """The names of the principals whose tax id is known, by tax id."""
    rows = connection.execute("SELECT tax_id, name FROM principal WHERE tax_id <> ''")
    return dict(rows.fetchall())


def complete(
    connection: sqlite3.Connection, place: tuple[int, str], note: Note, running: Operation
) -> int | None:
    """Give the sale of a source's id and number its document's key and due dates; its principal."""
    sale_id, key, principal_id = connection.execute(
        "SELECT id, document_key, principal_id FROM sale WHERE source_id = ? AND number = ?", place
    ).fetchone()
    if key != note.key:
        connection.execute("UPDATE sale SET document_key = ? WHERE id = ?", (note.key, sale_id))
    _agree(connection, sale_id, note.instalments, running)
    return None if principal_id is None else int(principal_id)


def _agree(
    connection: sqlite3.Connection,
    sale_id: int,
    instalments: tuple[Instalment, ...],
    running: Operation,
) -> None:
    """Let these be the due dates of a sale; what is the same stays as it is."""
    stored = connection.execute(
        "SELECT due_on, amount_cents FROM instalment WHERE sale_id = ? ORDER BY id", (sale_id,)
    ).fetchall()
    if stored == [tuple(each) for each in instalments]:
        return
    connection.execute("DELETE FROM instalment WHERE sale_id = ?", (sale_id,))
    connection.executemany(
        "INSERT INTO instalment (id, sale_id, due_on, amount_cents, operation_id) "
        "VALUES (?, ?, ?, ?, ?)",
        ((next(running.ids), sale_id, *each, running.id) for each in instalments),
    )


def know_principal(connection: sqlite3.Connection, principal_id: int, tax_id: str) -> None:
    """Remember a principal's tax id, unless it has one or another principal has this one."""
    connection.execute(
        "UPDATE principal SET tax_id = ?1 WHERE id = ?2 AND tax_id = '' "
        "AND NOT EXISTS (SELECT 1 FROM principal WHERE tax_id = ?1)",
        (tax_id, principal_id),
    )


def keep_events(
    connection: sqlite3.Connection, events: Iterable[Cancellation], running: Operation
) -> int:
    """Keep the cancellations; how many were news. Their notes may still be to come."""
    before = connection.total_changes
    connection.executemany(
        "INSERT INTO document_event (id, document_key, kind, day, operation_id) "
        "VALUES (?, ?, 'cancelled', ?, ?) ON CONFLICT DO NOTHING",
        ((next(running.ids), event.key, event.day, running.id) for event in events),
    )
    return connection.total_changes - before


def cancelled(connection: sqlite3.Connection, keys: Iterable[str]) -> set[str]:
    """Those of the documents that an event cancelled."""
    rows = connection.execute(
        f"SELECT document_key FROM document_event WHERE document_key {_GIVEN}",
        (json.dumps([*keys]),),
    )
    return {row[0] for row in rows}


def adopt_events(connection: sqlite3.Connection, keys: Iterable[str], running: Operation) -> None:
    """Let earlier events of these documents go with the sales that the running operation made.

    Else undoing those events by themselves would leave the sales cancelled by nothing.
    """
    earlier = connection.execute(
        f"DELETE FROM document_event WHERE operation_id <> ? AND document_key {_GIVEN} "
        "RETURNING document_key, kind, day",
        (running.id, json.dumps([*keys])),
    ).fetchall()
    connection.executemany(
        "INSERT INTO document_event (id, document_key, kind, day, operation_id) "
        "VALUES (?, ?, ?, ?, ?)",
        ((next(running.ids), *event, running.id) for event in earlier),
    )


def cancel(connection: sqlite3.Connection, keys: Iterable[str], running: Operation) -> list[int]:
    """Cancel the stored sales of these documents with all their lines; the customer of each."""
    writer = orders.Writer(connection, running, by_line=False)
    found = connection.execute(
        "SELECT source_id, number, customer_id, ordered_on, principal_id FROM sale "
        f"WHERE status <> 'cancelled' AND document_key <> '' AND document_key {_GIVEN}",
        (json.dumps([*keys]),),
    ).fetchall()
    for *place, principal_id in found:
        key = Key(*place)
        stored = stored_sales(connection, key)
        rows = [row._replace(status="cancelled", id=None) for sale in stored for row in sale.rows]
        incoming = [Incoming(0, key.customer_id, principal_id, row) for row in rows]
        writer.write(key, incoming, stored)
    writer.flush()
    return [row[2] for row in found]
