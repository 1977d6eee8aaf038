"""Customers: made, improved by a file, found by what a person types."""

import sqlite3
from collections.abc import Iterable, Mapping
from itertools import product

from carteira_cli.domain.models import Customer, Mark
from carteira_cli.domain.rows import CustomerRow, Party
from carteira_cli.domain.tax_id import mask
from carteira_cli.domain.text import fold, unpadded
from carteira_cli.store.operations import Operation

_COLUMNS = (
    "id, name, trade_name, coalesce(tax_id, ''), segment, size, potential, network, city, state, "
    "notes, stated_last_on, stated_last_cents, former_on, former_reason, do_not_contact"
)
_STANDS = "merged_into IS NULL"
_FROM_PARTY = ("name", "trade_name", "tax_id_text", "segment", "city", "state")


def add(connection: sqlite3.Connection, party: Party, running: Operation) -> int:
    """Store a new customer as `party` says; its id."""
    customer_id = next(running.ids)
    connection.execute(
        "INSERT INTO customer (id, name, trade_name, name_key, trade_key, tax_id, tax_id_text, "
        "segment, city, state, operation_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            customer_id,
            party.name,
            party.trade_name,
            fold(party.name),
            fold(party.trade_name),
            party.tax_id or None,
            party.tax_id_text,
            party.segment,
            party.city,
            party.state,
            running.id,
        ),
    )
    return customer_id


def improve(
    connection: sqlite3.Connection, customer_id: int, party: Party, *, authoritative: bool
) -> bool:
    """Fill blanks with what `party` says (an authoritative one also corrects); was anything new?

    A name is replaced only by a customer list, or where it still is the code, the tax id or the
    trade name because nothing had named the customer yet.
    """
    row = connection.execute(
        f"SELECT coalesce(tax_id, ''), {', '.join(_FROM_PARTY)} FROM customer WHERE id = ?",
        (customer_id,),
    ).fetchone()
    changes = {} if row[0] or not party.tax_id else {"tax_id": party.tax_id}
    name, trade_name = row[1:3]
    unnamed = unpadded(name) in {unpadded(party.code), mask(row[0]), mask(party.tax_id)} or (
        name == party.trade_name and trade_name in {"", name}
    )
    for field, old in zip(_FROM_PARTY, row[1:], strict=True):
        new = getattr(party, field)
        open_to_change = authoritative or not old or (field == "name" and unnamed)
        if new and new != old and open_to_change:
            changes[field] = new
    return change(connection, customer_id, changes)


def improve_from_list(
    connection: sqlite3.Connection, customer_id: int, row: CustomerRow, *, authoritative: bool
) -> bool:
    """Take over what only a customer list says (an authoritative row also corrects); was it new?

    The day and the amount of a stated purchase belong together: a new day forgets the old amount.
    """
    stored = connection.execute(
        "SELECT size, network, notes, stated_last_on, stated_last_cents FROM customer WHERE id = ?",
        (customer_id,),
    ).fetchone()
    changes: dict[str, str | int | None] = {}
    said = {"size": row.size, "network": row.network, "notes": row.notes}
    for (field, new), old in zip(said.items(), stored, strict=False):
        if new and new != old and (authoritative or not old):
            changes[field] = new
    purchase = (row.last_on, row.last_cents)
    if row.last_on and purchase != stored[3:] and (authoritative or not stored[3]):
        changes |= {"stated_last_on": row.last_on, "stated_last_cents": row.last_cents}
    return change(connection, customer_id, changes)


def change(
    connection: sqlite3.Connection, customer_id: int, changes: Mapping[str, str | int | None]
) -> bool:
    """Set the named columns; folded names follow. False when there is nothing to set."""
    values = dict(changes)
    for field, key in (("name", "name_key"), ("trade_name", "trade_key")):
        if field in values:
            values[key] = fold(str(values[field]))
    if values:
        assigned = ", ".join(f"{column} = ?" for column in values)
        connection.execute(
            f"UPDATE customer SET {assigned} WHERE id = ?", (*values.values(), customer_id)
        )
    return bool(values)


def drop(connection: sqlite3.Connection, customer_ids: Iterable[int]) -> None:
    """Take customers out again that the running operation made, with all that it made of them."""
    for customer_id in customer_ids:
        connection.execute("DELETE FROM customer_claim WHERE customer_id = ?", (customer_id,))
        connection.execute("DELETE FROM customer_code WHERE customer_id = ?", (customer_id,))
        connection.execute("DELETE FROM contact WHERE customer_id = ?", (customer_id,))
        connection.execute("DELETE FROM customer WHERE id = ?", (customer_id,))


def read_all(connection: sqlite3.Connection) -> dict[int, Customer]:
    """Every customer of the portfolio by id. Who was merged into another is none any more."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM customer WHERE {_STANDS} ORDER BY id")
    return {row[0]: Customer(*row) for row in rows}


def ids(connection: sqlite3.Connection) -> set[int]:
    """Everybody's id."""
    return {row[0] for row in connection.execute(f"SELECT id FROM customer WHERE {_STANDS}")}


def marks(connection: sqlite3.Connection) -> list[Mark]:
    """The marks of those who bear any, by id."""
    rows = connection.execute(
        "SELECT id, stated_last_on, former_on, do_not_contact FROM customer "
        "WHERE (stated_last_on IS NOT NULL OR former_on IS NOT NULL OR do_not_contact) "
        f"AND {_STANDS} ORDER BY id"
    )
    return [Mark(*row) for row in rows]


def read(connection: sqlite3.Connection, customer_ids: Iterable[int]) -> dict[int, Customer]:
    """The named customers by id: what a short list needs, whatever the portfolio's size."""
    found = {}
    for customer_id in customer_ids:
        row = connection.execute(
            f"SELECT {_COLUMNS} FROM customer WHERE id = ?", (customer_id,)
        ).fetchone()
        found[customer_id] = Customer(*row)
    return found


def named(connection: sqlite3.Connection, typed: str) -> list[Customer]:
    """The customers that `typed` may mean: a tax id, a code, a whole name, or a part of a name.

    The strongest reading that finds anybody wins, so that a whole name is not drowned by the names
    that contain it. What named a customer who was merged names the one it was merged into, unless
    it names somebody else as well.
    """
    key = fold(typed)
    bare = "".join(character for character in typed.upper() if character.isalnum())
    readings = (
        ("tax_id = ?", bare),
        ("id IN (SELECT customer_id FROM customer_code WHERE code = ?)", unpadded(typed.strip())),
        ("name_key = ?1 OR trade_key = ?1", key),
        ("instr(name_key, ?1) OR instr(trade_key, ?1)", key),
    )
    for (condition, value), whose in product(readings, ("id", "merged_into")):
        rows = connection.execute(
            f"SELECT {_COLUMNS} FROM customer WHERE {_STANDS} "
            f"AND id IN (SELECT {whose} FROM customer WHERE {condition}) ORDER BY name_key, id",
            (value,),
        ).fetchall()
        if value and rows:
            return [Customer(*row) for row in rows]
    return []
