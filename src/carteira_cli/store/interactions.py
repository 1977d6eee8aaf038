"""Contacts made with customers, and the promises that came of them.

A report about an earlier day sees neither contacts nor promises that were made later, and a promise
that was kept later is still open in it.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from carteira_cli.domain.models import FollowUp, Interaction
from carteira_cli.store.operations import Operation

_SKIPPED = "skipped"  # a name passed over is noted, but nobody was contacted

_INTERACTION = ", ".join(Interaction._fields)
_FOLLOW_UP = ", ".join(f"follow_up.{field}" for field in FollowUp._fields)
_OPEN = (
    f"SELECT {_FOLLOW_UP} FROM follow_up "
    "JOIN operation ON operation.id = follow_up.operation_id "
    "LEFT JOIN interaction ON interaction.id = follow_up.interaction_id "
    "WHERE (follow_up.done_on IS NULL OR follow_up.done_on > ?1) "
    "AND coalesce(interaction.day, substr(operation.at, 1, 10)) <= ?1"
)
_SOONEST = " ORDER BY follow_up.due_on, follow_up.id"


class Promise(NamedTuple):
    """What is promised to a customer for a day (ISO), and the contact in which it was."""

    customer_id: int
    due_on: str
    what: str
    interaction_id: int | None


def last_contacts(
    connection: sqlite3.Connection, customer_id: int, as_of: str, limit: int
) -> list[Interaction]:
    """The customer's contacts up to `as_of` (ISO), the newest first, at most `limit`."""
    rows = connection.execute(
        f"SELECT {_INTERACTION} FROM interaction WHERE customer_id = ? AND day <= ? "
        "ORDER BY day DESC, id DESC LIMIT ?",
        (customer_id, as_of, limit),
    )
    return [Interaction(*row) for row in rows]


def last_contact_days(connection: sqlite3.Connection, as_of: str) -> dict[int, str]:
    """Customer → day (ISO) of the last contact up to `as_of`; passing a name over is none."""
    rows = connection.execute(
        "SELECT customer_id, max(day) FROM interaction WHERE day <= ? AND result <> ? "
        "GROUP BY customer_id",
        (as_of, _SKIPPED),
    )
    return dict(rows.fetchall())


def open_follow_ups(
    connection: sqlite3.Connection, customer_ids: Iterable[int] | None, as_of: str
) -> list[FollowUp]:
    """The promises open on `as_of` (ISO), due or not, the soonest first; None: of everybody."""
    if customer_ids is None:
        rows = connection.execute(_OPEN + _SOONEST, (as_of,)).fetchall()
    else:
        one = _OPEN + " AND follow_up.customer_id = ?2"
        rows = [
            row
            for customer_id in customer_ids
            for row in connection.execute(one, (as_of, customer_id))
        ]
    return sorted((FollowUp(*row) for row in rows), key=lambda open_one: open_one.due_on)


def imported(
    connection: sqlite3.Connection, customer_ids: Iterable[int]
) -> Counter[tuple[str, Interaction]]:
    """How many times each contact of these customers is stored, with when it was made."""
    found: Counter[tuple[str, Interaction]] = Counter()
    for customer_id in customer_ids:
        rows = connection.execute(
            f"SELECT at, {_INTERACTION} FROM interaction WHERE customer_id = ?", (customer_id,)
        )
        found.update((row[0], Interaction(*row[1:])) for row in rows)
    return found


def add_interaction(
    connection: sqlite3.Connection, contact: Interaction, running: Operation, *, at: str = ""
) -> int:
    """Note a contact; its id. `at` is when it was made (default: the operation's instant)."""
    interaction_id = next(running.ids)
    connection.execute(
        f"INSERT INTO interaction (id, at, {_INTERACTION}, operation_id) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (interaction_id, at or running.at, *contact, running.id),
    )
    return interaction_id


def add_follow_up(connection: sqlite3.Connection, promise: Promise, running: Operation) -> int:
    """Note a promise; its id."""
    follow_up_id = next(running.ids)
    connection.execute(
        "INSERT INTO follow_up (id, customer_id, due_on, what, interaction_id, operation_id) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        (follow_up_id, *promise, running.id),
    )
    return follow_up_id


def close_follow_ups(
    connection: sqlite3.Connection, customer_id: int, done_on: str, *, due_by: str
) -> int:
    """Call the customer's open promises due by that day kept on `done_on`; how many there were."""
    return connection.execute(
        "UPDATE follow_up SET done_on = ? "
        "WHERE customer_id = ? AND done_on IS NULL AND due_on <= ?",
        (done_on, customer_id, due_by),
    ).rowcount
