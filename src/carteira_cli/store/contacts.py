"""The people at a customer, and how to reach them."""

import sqlite3
from collections.abc import Iterable

from carteira_cli.domain.models import Contact, Party, Reach
from carteira_cli.store.operations import Operation

_FIELDS = ", ".join(Reach._fields)


def reach(party: Party, name: str = "") -> Reach:
    """What a row says of how to reach the customer."""
    return Reach(name, party.phone, party.phone_text, party.email)


def keep(connection: sqlite3.Connection, customer_id: int, said: Reach, running: Operation) -> bool:
    """Remember a contact, or fill the blanks of the one with the same phone, e-mail or name.

    Returns:
        Whether anything was new.
    """
    if not any(said):
        return False
    stored = connection.execute(
        f"SELECT id, {_FIELDS} FROM contact WHERE customer_id = ? ORDER BY id", (customer_id,)
    )
    for contact_id, *values in stored.fetchall():
        if _same_person(said, Reach(*values)):
            return _fill(connection, contact_id, said, Reach(*values))
    connection.execute(
        f"INSERT INTO contact (id, customer_id, {_FIELDS}, operation_id) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (next(running.ids), customer_id, *said, running.id),
    )
    return True


def _same_person(said: Reach, stored: Reach) -> bool:
    """Any equal answer will do: a phone and an e-mail of one row are one person's."""
    return any(new and new == old for new, old in zip(said, stored, strict=True))


def _fill(connection: sqlite3.Connection, contact_id: int, said: Reach, stored: Reach) -> bool:
    blank = [
        (field, new)
        for field, new, old in zip(Reach._fields, said, stored, strict=True)
        if new and not old
    ]
    for field, new in blank:
        connection.execute(f"UPDATE contact SET {field} = ? WHERE id = ?", (new, contact_id))
    return bool(blank)


def first_reach(connection: sqlite3.Connection, customer_ids: Iterable[int]) -> dict[int, Reach]:
    """The contact to call at each of these customers: the newest one that has a phone, else any."""
    found = {}
    for customer_id in customer_ids:
        row = connection.execute(
            f"SELECT {_FIELDS} FROM contact WHERE customer_id = ? "
            "ORDER BY phone <> '' DESC, phone_text <> '' DESC, id DESC LIMIT 1",
            (customer_id,),
        ).fetchone()
        found[customer_id] = Reach(*row) if row else Reach()
    return found


def of_customer(connection: sqlite3.Connection, customer_id: int) -> list[Contact]:
    """Everybody known there, in the order they came in."""
    rows = connection.execute(
        f"SELECT role, birthday, {_FIELDS} FROM contact WHERE customer_id = ? ORDER BY id",
        (customer_id,),
    )
    return [Contact(customer_id, Reach(*row[2:]), row[0], row[1]) for row in rows]


def without_phone(connection: sqlite3.Connection) -> int:
    """How many customers nobody can call."""
    (count,) = connection.execute(
        "SELECT count(*) FROM customer WHERE NOT EXISTS (SELECT 1 FROM contact "
        "WHERE customer_id = customer.id AND (phone <> '' OR phone_text <> ''))"
    ).fetchone()
    return int(count)
