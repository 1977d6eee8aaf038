"""Every change is one numbered operation in one transaction: all of it happened, or none of it."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import NamedTuple

from carteira_cli.domain.models import Recorded
from carteira_cli.store import shape_1, shape_2, shape_3


class Stamp(NamedTuple):
    """What the shell knows and the store may not ask: the instant, the civil day, the first id."""

    command: str
    at: str
    day: str
    first_id: int


class Operation(NamedTuple):
    """The operation that is running. `ids` gives the ids of its new rows, in order.

    `told` is told how many more rows of a file are dealt with, where that takes long. `first_id` is
    the first of those ids.
    """

    id: int
    day: str
    at: str
    ids: Iterator[int]
    told: Callable[[int], None] = lambda _rows: None
    first_id: int = 0


@contextmanager
def operation(
    connection: sqlite3.Connection, stamp: Stamp, *, rehearsal: bool = False
) -> Iterator[Operation]:
    """Run the body as one operation; a rehearsal (`--dry-run`) takes the same path, rolled back.

    `BEGIN IMMEDIATE`: a second writer waits for its turn instead of failing half way.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        row = connection.execute(
            "INSERT INTO operation (at, command) VALUES (?, ?) RETURNING id",
            (stamp.at, stamp.command),
        ).fetchone()
        ids = count(stamp.first_id)
        yield Operation(row[0], stamp.day, stamp.at, ids, first_id=stamp.first_id)
        if connection.in_transaction:
            connection.execute("ROLLBACK" if rehearsal else "COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def part(connection: sqlite3.Connection) -> Iterator[None]:
    """Run the body inside the running operation; where it fails, it alone left nothing behind."""
    connection.execute("SAVEPOINT part")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK TO part")
            connection.execute("RELEASE part")
        raise
    connection.execute("RELEASE part")


def leave_out_if_idle(connection: sqlite3.Connection, running: Operation) -> None:
    """End the running operation as if it had never been, if no row is another than before."""
    values = {"running": running.id, "first": running.first_id}
    statements = (_CHANGED.format(table=table) for table in _TABLES)
    if not any(connection.execute(each, values).fetchone()[0] for each in statements):
        connection.execute("ROLLBACK")


_TABLES = shape_1.SHADOWED + shape_2.SHADOWED + shape_3.SHADOWED
_CHANGED = (  # its own ids first: nothing older is looked through
    "SELECT EXISTS (SELECT 1 FROM {table} WHERE id >= :first AND operation_id = :running) "
    "OR EXISTS (SELECT 1 FROM {table}_history WHERE operation = :running "
    "AND operation_id <> :running)"
)


def summarise(connection: sqlite3.Connection, running: Operation, summary: str) -> None:
    """Say in one line what the running operation did, for the history."""
    connection.execute("UPDATE operation SET summary = ? WHERE id = ?", (summary, running.id))


def history(connection: sqlite3.Connection) -> list[Recorded]:
    """All operations, the newest first."""
    rows = connection.execute(
        "SELECT id, at, command, summary, reverts, undone_by FROM operation ORDER BY id DESC"
    )
    return [Recorded(*row) for row in rows]
