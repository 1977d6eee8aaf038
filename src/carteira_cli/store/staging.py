"""The rows of a sales file on their way in: kept in a temporary table, so that memory stays flat.

A row is staged with small references instead of its customer, product and source; who that customer
is can only be said when the whole file was seen, because the order of rows must not matter.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from carteira_cli.domain.details import Details, packed
from carteira_cli.domain.importing import Future
from carteira_cli.domain.matching import Claim
from carteira_cli.domain.models import FileRow, Problem, SaleRow, Skipped
from carteira_cli.domain.orders import Row
from carteira_cli.domain.text import unpadded
from carteira_cli.store import products, sources
from carteira_cli.store.operations import Operation
from carteira_cli.store.sources import Origin, Sourcing

_TABLE = """
CREATE TEMP TABLE incoming (
  file_line INTEGER, claim INTEGER, source_id INTEGER, principal_id INTEGER, number TEXT,
  line TEXT, product_id INTEGER, day TEXT, amount_cents INTEGER, quantity REAL,
  unit_price_cents INTEGER, status TEXT, details TEXT
)
"""
_INSERT = f"INSERT INTO incoming VALUES ({', '.join('?' * 13)})"


class Key(NamedTuple):
    """What makes rows one order: a number in a source, or else a customer's day in it."""

    source_id: int
    number: str
    customer_id: int
    day: str


class Incoming(NamedTuple):
    """One staged row: the line of the file it came from, whose it is, and its content."""

    file_line: int
    customer_id: int
    principal_id: int | None
    row: Row


@dataclass
class Staged:
    """What a file brought: claims to resolve, rows that were refused or skipped."""

    claims: dict[Claim, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


@dataclass
class _Origins:
    """The sources and products already met in this file."""

    connection: sqlite3.Connection
    sourcing: Sourcing
    running: Operation
    origins: dict[str, Origin] = field(default_factory=dict)
    products: dict[tuple[int | None, tuple[str, str, str]], int | None] = field(
        default_factory=dict
    )

    def origin(self, principal: str) -> Origin:
        if principal not in self.origins:
            self.origins[principal] = sources.origin(
                self.connection, self.sourcing, principal, self.running
            )
        return self.origins[principal]

    def product(self, principal_id: int | None, said: tuple[str, str, str]) -> int | None:
        key = (principal_id, said)
        if key not in self.products:
            self.products[key] = products.named(self.connection, principal_id, said, self.running)
        return self.products[key]


def stage(
    connection: sqlite3.Connection,
    rows: Iterable[FileRow],
    sourcing: Sourcing,
    running: Operation,
) -> Staged:
    """Take all rows into the temporary table, reading the iterator once."""
    connection.execute("DROP TABLE IF EXISTS temp.incoming")
    connection.execute(_TABLE)
    staged = Staged()
    origins = _Origins(connection, sourcing, running)
    connection.executemany(_INSERT, _flat(rows, staged, origins))
    return staged


def _flat(
    rows: Iterable[FileRow], staged: Staged, origins: _Origins
) -> Iterator[tuple[object, ...]]:
    for row in rows:
        if isinstance(row, SaleRow):
            yield _flattened(row, staged.claims, origins)
        elif isinstance(row, Problem):
            staged.problems.append(row)
        elif isinstance(row, Skipped):
            staged.skipped.append(row)


def _flattened(row: SaleRow, claims: dict[Claim, int], origins: _Origins) -> tuple[object, ...]:
    source_id, principal_id = origins.origin(row.principal)
    product_id = origins.product(principal_id, (row.product_code, row.product, row.category))
    claim = claims.setdefault(Claim(source_id, row.party), len(claims))
    details = Details(
        row.invoiced_on or "",
        row.paid_on or "",
        row.channel,
        row.payment_terms,
        row.gross_cents,
        row.commission_bp,
    )
    return (
        row.line,
        claim,
        source_id,
        principal_id,
        unpadded(row.order),
        unpadded(row.line_key),
        product_id,
        row.ordered_on,
        row.amount_cents,
        row.quantity,
        row.unit_price_cents,
        row.status,
        packed(details),
    )


def assign(
    connection: sqlite3.Connection, claims: dict[Claim, int], customer_of: dict[Claim, int]
) -> None:
    """Let the database know the customer behind each claim."""
    connection.execute("DROP TABLE IF EXISTS temp.claimed")
    connection.execute("CREATE TEMP TABLE claimed (claim INTEGER PRIMARY KEY, customer_id INTEGER)")
    connection.executemany(
        "INSERT INTO claimed VALUES (?, ?)",
        ((number, customer_of[claim]) for claim, number in claims.items()),
    )


def orders(connection: sqlite3.Connection) -> Iterator[tuple[Key, list[Incoming]]]:
    """The staged rows, order by order; those without a number by customer and day."""
    cursor = connection.execute(
        "SELECT source_id, number, CASE number WHEN '' THEN customer_id ELSE 0 END AS whose, "
        "CASE number WHEN '' THEN day ELSE '' END AS which, file_line, customer_id, "
        "incoming.principal_id, "
        "line, product_id, day, amount_cents, quantity, unit_price_cents, status, details "
        "FROM incoming JOIN claimed USING (claim) JOIN source ON source.id = source_id "
        "LEFT JOIN principal ON principal.id = incoming.principal_id ORDER BY source.name_key, "
        "number, whose, which, day, customer_id, principal.name_key, file_line"
    )
    for key, rows in groupby(cursor, key=lambda row: row[:4]):
        yield Key(*key), [Incoming(row[4], row[5], row[6], Row(*row[7:15])) for row in rows]


def newest_days(connection: sqlite3.Connection) -> dict[int, str]:
    """The newest day (ISO) that the staged rows hold of each source."""
    rows = connection.execute("SELECT source_id, max(day) FROM incoming GROUP BY source_id")
    return dict(rows.fetchall())


def future(connection: sqlite3.Connection, day: str) -> Future:
    """The staged rows dated after the day (ISO)."""
    row = connection.execute(
        "SELECT count(*), coalesce(max(day), '') FROM incoming WHERE day > ?", (day,)
    ).fetchone()
    return Future(*row)


def claims_only_in(connection: sqlite3.Connection, lines: Collection[int]) -> set[int]:
    """The numbers of the claims all of whose staged rows stand on these lines of the file."""
    if not lines:
        return set()
    rows = connection.execute(
        "SELECT claim FROM incoming GROUP BY claim "
        "HAVING sum(file_line NOT IN (SELECT value FROM json_each(?))) = 0",
        (json.dumps([*lines]),),
    )
    return {row[0] for row in rows}


def clear(connection: sqlite3.Connection) -> None:
    """Forget the staged rows."""
    connection.execute("DROP TABLE IF EXISTS temp.incoming")
    connection.execute("DROP TABLE IF EXISTS temp.claimed")
