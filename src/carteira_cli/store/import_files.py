"""The record of the files that were imported: which, when, and how far each source then reached."""

import sqlite3
from typing import NamedTuple

from carteira_cli.domain.importing import Outcome, Twin
from carteira_cli.store.operations import Operation


class FileFacts(NamedTuple):
    """What the record of an import says of the file itself."""

    name: str
    kind: str
    sha256: str
    profile: str = ""


def twin(
    connection: sqlite3.Connection, sha256: str, outcome: Outcome, running: Operation
) -> Twin | None:
    """The latest other import of the same content under a source that this one does not have.

    Orders are known by their source: whatever is new here is there already, though another
    principal's. None where nothing is new, or more was said. What was undone left no trace.
    """
    if not outcome.imported or outcome.overlaps:
        return None
    rows = connection.execute(
        "SELECT source_id, import_file.operation_id, source.name FROM import_file "
        "JOIN import_source ON import_file_id = import_file.id "
        "JOIN source ON source.id = source_id "
        "WHERE sha256 = ? AND import_file.operation_id <> ? ORDER BY import_source.id DESC",
        (sha256, running.id),
    )
    others = (Twin(*row[1:]) for row in rows if row[0] not in outcome.reached)
    return next(others, None)


def is_recorded(connection: sqlite3.Connection, sha256: str) -> bool:
    """Whether a file of this content was imported, and that not undone."""
    found = connection.execute("SELECT 1 FROM import_file WHERE sha256 = ? LIMIT 1", (sha256,))
    return found.fetchone() is not None


def record(
    connection: sqlite3.Connection, facts: FileFacts, outcome: Outcome, running: Operation
) -> None:
    """Note the file and how far each of its sources now reaches, unless that says nothing new."""
    if not outcome.is_news and _is_told_again(connection, facts.sha256, outcome, running.day):
        return
    file_id = next(running.ids)
    connection.execute(
        "INSERT INTO import_file (id, name, kind, sha256, profile, rows_read, rows_imported, "
        "total_cents, imported_on, operation_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            file_id,
            *facts,
            outcome.read,
            outcome.imported,
            outcome.total_cents,
            running.day,
            running.id,
        ),
    )
    for source_id, last_on in outcome.reached.items():
        connection.execute(
            "INSERT INTO import_source (id, import_file_id, source_id, last_on, operation_id) "
            "VALUES (?, ?, ?, ?, ?)",
            (next(running.ids), file_id, source_id, last_on, running.id),
        )


def _is_told_again(connection: sqlite3.Connection, sha256: str, outcome: Outcome, day: str) -> bool:
    """Whether of every source the same file was imported before, or one of that day as new."""
    return all(
        connection.execute(_AS_FRESH, (source_id, last_on, sha256, day)).fetchone()
        for source_id, last_on in outcome.reached.items()
    )


_AS_FRESH = (
    "SELECT 1 FROM import_source JOIN import_file ON import_file.id = import_file_id "
    "WHERE source_id = ? AND last_on >= ? AND (sha256 = ? OR imported_on >= ?) LIMIT 1"
)
