"""Two customers that are one: everything of the second goes to the first.

The record that goes stays behind as a sign of where it went. What the sources call it, its codes
and a tax id of its own, stays with it: so a file that names it finds the one that stands, says
nothing new, and the merge can be undone.
"""

import sqlite3
from typing import NamedTuple

from carteira_cli.domain.merging import Record, changes, joined
from carteira_cli.store import contacts, customers, settings, summaries
from carteira_cli.store.operations import Operation

_RECORD = ", ".join(Record._fields).replace("tax_id,", "coalesce(tax_id, ''),", 1)


_BELONGING = ("sale", "interaction", "follow_up", "contact")


class Merged(NamedTuple):
    """How many records of each kind went over, and the columns of the record that changed."""

    moved: dict[str, int]
    changed: tuple[str, ...]


def merge(connection: sqlite3.Connection, stands: int, goes: int, running: Operation) -> Merged:
    """Let everything of the customer `goes` be of the customer `stands`, neither merged before."""
    moved = {
        "sales": _move(connection, "sale", stands, goes),
        "interactions": _move(connection, "interaction", stands, goes),
        "follow_ups": _move(connection, "follow_up", stands, goes),
        "contacts": _join_people(connection, (stands, goes), running),
    }
    changed = _join_records(connection, stands, goes)
    connection.execute(
        "UPDATE customer SET merged_into = ?1 WHERE id = ?2 OR merged_into = ?2", (stands, goes)
    )
    summaries.refresh(connection, (stands, goes), settings.thresholds(connection))
    return Merged(moved, changed)


def _move(connection: sqlite3.Connection, table: str, stands: int, goes: int) -> int:
    return connection.execute(
        f"UPDATE {table} SET customer_id = ? WHERE customer_id = ?", (stands, goes)
    ).rowcount


def _join_people(connection: sqlite3.Connection, both: tuple[int, int], running: Operation) -> int:
    """Move the contacts; whoever is there already only has blanks filled. How many are new there.

    It is the rule of an import, so that the next one finds everybody.
    """
    stands, goes = both
    moved = 0
    for contact_id, contact in contacts.with_ids(connection, goes):
        said = contact._replace(customer_id=stands)
        if contacts.whom(connection, said) is None:
            connection.execute(
                "UPDATE contact SET customer_id = ? WHERE id = ?", (stands, contact_id)
            )
            moved += 1
        else:
            known = contacts.keep_one(connection, said, running).id
            connection.execute(
                "UPDATE interaction SET contact_id = ? WHERE contact_id = ?", (known, contact_id)
            )
            connection.execute("DELETE FROM contact WHERE id = ?", (contact_id,))
    return moved


def _join_records(connection: sqlite3.Connection, stands: int, goes: int) -> tuple[str, ...]:
    before, other = _record(connection, stands), _record(connection, goes)
    rows = connection.execute("SELECT code FROM customer_code WHERE customer_id = ?", (stands,))
    changed = changes(before, joined(before, other, [code for (code,) in rows]))
    if "tax_id" in changed:  # which only one can have
        connection.execute("UPDATE customer SET tax_id = NULL WHERE id = ?", (goes,))
    customers.change(connection, stands, changed)
    return tuple(changed)


def _record(connection: sqlite3.Connection, customer_id: int) -> Record:
    row = connection.execute(
        f"SELECT {_RECORD} FROM customer WHERE id = ?", (customer_id,)
    ).fetchone()
    return Record._make(row)


def follow(connection: sqlite3.Connection, running: Operation) -> bool:
    """Let what the running undo brought back to a merged customer be of the one that stands.

    Returns:
        False where two are merged into each other, and so neither would stand.
    """
    while connection.execute(_FOLLOW).rowcount:
        if connection.execute("SELECT 1 FROM customer WHERE merged_into = id").fetchone():
            return False
    for table in _BELONGING:
        followed = connection.execute(
            f"UPDATE {table} SET customer_id = customer.merged_into FROM customer "
            f"WHERE customer.id = {table}.customer_id AND customer.merged_into IS NOT NULL"
        )
        if followed.rowcount:  # of a row that the undo brought back, it is enough to know that
            connection.execute(_FORGET.format(table=table), (running.id,))
    return True


_FOLLOW = (
    "UPDATE customer SET merged_into = above.merged_into FROM customer AS above "
    "WHERE above.id = customer.merged_into AND above.merged_into IS NOT NULL"
)


_FORGET = (
    "DELETE FROM {table}_history WHERE operation = ?1 AND action = 'update' AND id IN "
    "(SELECT id FROM {table}_history WHERE operation = ?1 AND action = 'insert')"
)


def astray(connection: sqlite3.Connection) -> int:
    """How many records still belong to a customer that was merged: none may."""
    counts = [
        f"(SELECT count(*) FROM {table} JOIN customer ON customer.id = customer_id "
        "WHERE merged_into IS NOT NULL)"
        for table in _BELONGING
    ]
    (found,) = connection.execute(f"SELECT {' + '.join(counts)}").fetchone()
    return int(found)
