"""The rows of a sales file on their way in: kept in temporary tables, so that memory stays flat.

What many rows have alike — the customer, the source, the status, terms and days — is kept once, as
a kind of rows. Who a customer is can only be said when the whole file was seen, because the order
of rows must not matter.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, NamedTuple, cast

from carteira_cli.domain.importing import Future
from carteira_cli.domain.matching import Claim
from carteira_cli.domain.orders import Row
from carteira_cli.domain.rows import Passing, Problem, SaleRow, SaleRows, Skipped
from carteira_cli.errors import BadData, _
from carteira_cli.store import sources
from carteira_cli.store.flattening import INCOMING, flattened
from carteira_cli.store.kinds import KIND, Kinds
from carteira_cli.store.operations import Operation
from carteira_cli.store.sources import Sourcing

_TABLES = {"incoming": INCOMING, "kind": KIND}
_INSERT = f"INSERT INTO incoming VALUES ({', '.join('?' * 10)})"
_AT_ONCE = 256  # rows that are flattened together, where they come one by one
MOST_LINES = 50_000  # of an order


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
    """What a file brought: claims to resolve, rows that were refused or skipped.

    `newest` is the newest day (ISO) of each source.
    """

    claims: dict[Claim, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    newest: dict[int, str] = field(default_factory=dict)


def stage(
    connection: sqlite3.Connection,
    rows: Iterable[Passing],
    sourcing: Sourcing,
    running: Operation,
) -> Staged:
    """Take all rows into the temporary tables, reading the iterator once."""
    clear(connection)
    for name, columns in _TABLES.items():
        connection.execute(f"CREATE TEMP TABLE {name} ({columns})")
    staged = Staged()
    origin = cache(partial(sources.origin, connection, sourcing, running=running))
    kinds = Kinds(connection, running, staged.claims, origin)
    connection.executemany(_INSERT, flattened(_sales(rows, staged), kinds, staged.newest))
    return staged


def _sales(rows: Iterable[Passing], staged: Staged) -> Iterator[SaleRows]:
    """The sales, many at a time; what is none is noted."""
    wanted = _without_noise(rows, staged)
    for are_together, sales in groupby(wanted, key=lambda row: isinstance(row, SaleRows)):
        if are_together:
            yield from cast(Iterator[SaleRows], sales)
        while some := list(islice(cast(Iterator[SaleRow], sales), _AT_ONCE)):
            yield SaleRows.of(some)


def _without_noise(rows: Iterable[Passing], staged: Staged) -> Iterator[SaleRow | SaleRows]:
    for row in rows:
        if isinstance(row, SaleRow | SaleRows):
            yield row
        elif isinstance(row, Problem):
            staged.problems.append(row)
        elif isinstance(row, Skipped):
            staged.skipped.append(row)


def assign(
    connection: sqlite3.Connection, claims: dict[Claim, int], customer_of: dict[Claim, int]
) -> None:
    """Let the database know the customer behind each claim, and the place of its source by name."""
    names = sources.keys(connection)
    places = {source_id: at for at, source_id in enumerate(sorted(names, key=names.__getitem__))}
    connection.execute("CREATE INDEX temp.kind_by_claim ON kind (claim)")
    connection.executemany(
        "UPDATE kind SET customer_id = ?, place = ? WHERE claim = ?",
        ((customer_of[claim], places[claim.source_id], number) for claim, number in claims.items()),
    )


Told = tuple[Any, ...]
"""A staged row as `orders` gives it: order's key, customer, content, status, line, principal."""

CONTENT = slice(4, 12)
STATUS = 12
PRINCIPAL = 14


def orders(
    connection: sqlite3.Connection, condition: str = "1"
) -> Iterator[tuple[Key, list[Told]]]:
    """The staged rows that meet the condition, order by order.

    Those without a number are an order by customer and day. Raises BadData for an order of more
    than 50,000 rows.
    """
    cursor = connection.execute(
        "SELECT source_id, number, CASE number WHEN '' THEN customer_id ELSE 0 END AS whose, "
        "CASE number WHEN '' THEN day ELSE '' END AS which, customer_id, line, product_id, day, "
        "amount_cents, quantity, unit_price_cents, details, status, file_line, kind.principal_id "
        "FROM incoming JOIN kind USING (kind) "
        "LEFT JOIN principal ON principal.id = kind.principal_id "
        f"WHERE {condition} ORDER BY place, "
        "number, whose, which, day, customer_id, principal.name_key NULLS LAST, file_line"
    )
    for key, rows in groupby(cursor, key=itemgetter(0, 1, 2, 3)):
        told = list(islice(rows, MOST_LINES + 1))
        if len(told) > MOST_LINES:
            raise _no_order(told[0][1])
        yield Key(*key), told


def _no_order(number: str) -> BadData:
    """An order is compared as a whole: one without end would take all memory."""
    return BadData(
        _("O pedido {number} tem mais de 50.000 linhas: não é um pedido.").format(number=number)
        if number
        else _("Um só cliente tem, num só dia, mais de 50.000 linhas sem número de pedido."),
        _("Diga qual coluna traz o número do pedido: --map order=COLUNA."),
    )


def understood(told: Iterable[Told]) -> list[Incoming]:
    """The rows of an order as values."""
    return [
        Incoming(
            row[13], row[4], row[PRINCIPAL], Row._make((*row[5:11], row[STATUS], row[11], None))
        )
        for row in told
    ]


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
        "SELECT claim FROM incoming JOIN kind USING (kind) GROUP BY claim "
        "HAVING sum(file_line NOT IN (SELECT value FROM json_each(?))) = 0",
        (json.dumps([*lines]),),
    )
    return {row[0] for row in rows}


def clear(connection: sqlite3.Connection) -> None:
    """Forget the staged rows."""
    for name in _TABLES:
        connection.execute(f"DROP TABLE IF EXISTS temp.{name}")
