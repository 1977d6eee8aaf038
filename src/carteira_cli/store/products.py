"""Products: made at their first mention, completed by later ones, found by what a person types."""

import sqlite3

from carteira_cli.domain.text import fold, unpadded
from carteira_cli.store.operations import Operation


def named(
    connection: sqlite3.Connection,
    principal_id: int | None,
    said: tuple[str, str, str],
    running: Operation,
) -> int | None:
    """The id of the product a row names by (code, name, category); None when it names none.

    The same code of the same principal is the same product; without a code on either side, the same
    name is. A row may complete a product that had no code, name or category.
    """
    code, name, category = unpadded(said[0]), *said[1:]
    if not (code or name):
        return None
    found = _product(connection, principal_id, (code, name))
    if found:
        _complete(connection, found, (code, name, category))
        return found[0]
    new = next(running.ids)
    connection.execute(
        "INSERT INTO product (id, principal_id, code, name, category, operation_id) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        (new, principal_id, code, name, category, running.id),
    )
    return new


def _product(
    connection: sqlite3.Connection, principal_id: int | None, said: tuple[str, str]
) -> tuple[int, str, str, str] | None:
    """The product of that code; else of that name, as long as two codes do not contradict."""
    code, name = said
    ways = (("code = ?", code), ("name = ? AND code = ''" if code else "name = ?", name))
    for condition, value in (way for way in ways if way[1]):
        row: tuple[int, str, str, str] | None = connection.execute(
            "SELECT id, code, name, category FROM product "
            f"WHERE principal_id IS ? AND {condition} ORDER BY id LIMIT 1",
            (principal_id, value),
        ).fetchone()
        if row:
            return row
    return None


def _complete(
    connection: sqlite3.Connection,
    stored: tuple[int, str, str, str],
    said: tuple[str, str, str],
) -> None:
    """Fill what was blank of a product; what it is called already stays."""
    for field, new, old in zip(("code", "name", "category"), said, stored[1:], strict=True):
        if new and not old:
            connection.execute(f"UPDATE product SET {field} = ? WHERE id = ?", (new, stored[0]))


def called(connection: sqlite3.Connection, product_id: int) -> str:
    """How a product is known: by its `code` alone, its `name` alone, or "" by both."""
    code, name = connection.execute(
        "SELECT code, name FROM product WHERE id = ?", (product_id,)
    ).fetchone()
    return "" if code and name else "code" if code else "name"


def find(connection: sqlite3.Connection, typed: str) -> list[int]:
    """The products whose code is `typed` or whose name contains it, whatever case and accents."""
    code, key = unpadded(typed.strip()), fold(typed)
    return [
        product_id
        for product_id, its_code, name in connection.execute("SELECT id, code, name FROM product")
        if its_code == code or (key and key in fold(name))
    ]
