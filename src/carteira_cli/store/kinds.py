"""Kinds of rows: what many rows of a sales file have alike, written once and named by a number.

That is the customer, the principal, the status, terms and days; a kind may come again under another
number.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from carteira_cli.domain.details import Details, packed, unpacked
from carteira_cli.domain.matching import Claim
from carteira_cli.domain.rows import Party, SaleRow
from carteira_cli.domain.text import unpadded
from carteira_cli.store import products
from carteira_cli.store.operations import Operation
from carteira_cli.store.sources import Origin

_INSERT = f"INSERT INTO kind VALUES ({', '.join('?' * 14)})"
_AT_ONCE = 256  # rows that are flattened together
_MOST = 50_000  # kinds and products that are remembered


class Kinds(NamedTuple):
    """What makes the kinds of rows of one file, and finds the products they name.

    `claims` gives each customer's claim its number, `numbers` the kinds theirs; `origin` knows the
    source and principal behind a principal's name.
    """

    connection: sqlite3.Connection
    running: Operation
    claims: dict[Claim, int]
    numbers: Iterator[int]
    origin: Callable[[str], Origin]

    def kind(
        self,
        party: Party,
        principal: str,
        status: str,
        said: tuple[Any, ...],
        has_line: bool,  # noqa: FBT001 it is part of what is remembered
    ) -> tuple[int, int, int | None]:
        """The number of a new kind, and where its rows come from: source and principal."""
        gross, channel, terms, rate, invoiced_on, paid_on = said
        origin = self.origin(principal)
        claim = self.claims.setdefault(Claim(origin.source_id, party), len(self.claims))
        details = packed(Details(invoiced_on or "", paid_on or "", channel, terms, gross, rate))
        number = next(self.numbers)
        row = (number, claim, None, None, origin.principal_id, status, has_line, details)
        self.connection.execute(_INSERT, row + unpacked(details))
        return number, *origin

    def product(self, principal_id: int | None, code: str, name: str, category: str) -> int | None:
        """The product's id."""
        said = code, name, category
        return products.named(self.connection, principal_id, said, self.running)


def flattened(
    sales: Iterator[SaleRow], kinds: Kinds, newest: dict[int, str]
) -> Iterator[tuple[object, ...]]:
    """The rows of the table of sales, made column by column.

    Each kind and product is asked for once. The newest day of each source is noted on the way.
    """
    kind_of, product_of = lru_cache(_MOST)(kinds.kind), lru_cache(_MOST)(kinds.product)
    while some := list(islice(sales, _AT_ONCE)):
        (
            lines, parties, days, cents, orders, numbers, statuses, principals, names, codes,
            categories, quantities, prices, *said,
        ) = zip(*some, strict=True)  # fmt: skip
        has_line = map(_has_line, numbers, names, codes, quantities, prices)
        found = map(kind_of, parties, principals, statuses, zip(*said, strict=True), has_line)
        kind, source_ids, principal_ids = zip(*found, strict=True)
        product_ids = map(product_of, principal_ids, codes, names, categories)
        for source_id, day in set(zip(source_ids, days, strict=True)):
            newest[source_id] = max(day, newest.get(source_id, ""))
        yield from zip(
            lines, kind, source_ids, _unpadded(orders), _unpadded(numbers), product_ids, days,
            cents, quantities, prices, strict=True,
        )  # fmt: skip


def _has_line(
    number: str, product: str, code: str, quantity: float | None, price: int | None
) -> bool:
    """Whether a row says more than a whole order does."""
    return bool(number or product or code) or not (quantity is None and price is None)


def _unpadded(numbers: Sequence[str]) -> Iterable[str]:
    return [unpadded(number) if number[:1] == "0" else number for number in numbers]
