"""Kinds of rows: what many rows of a sales file have alike, written once and named by a number.

That is the customer, the principal, the status, terms and days; a kind may come again under another
number.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import count
from typing import Any

from carteira_cli.domain.details import Details, packed, unpacked
from carteira_cli.domain.matching import Claim
from carteira_cli.domain.memo import Memo
from carteira_cli.domain.rows import Party
from carteira_cli.store import products
from carteira_cli.store.operations import Operation
from carteira_cli.store.sources import Origin

KIND = (
    "kind INTEGER PRIMARY KEY, claim INTEGER, place INTEGER, customer_id INTEGER, "
    "principal_id INTEGER, status TEXT, details TEXT, invoiced_on TEXT, paid_on TEXT, "
    "channel TEXT, payment_terms TEXT, gross_cents INTEGER, commission_bp INTEGER"
)
_INSERT = f"INSERT INTO kind VALUES ({', '.join('?' * 13)})"


class Kinds:
    """Gives rows their kinds, and finds the products they name; each is asked for once.

    `claims` is given each customer's claim and its number; `origin` knows the source and principal
    behind a principal's name.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        running: Operation,
        claims: dict[Claim, int],
        origin: Callable[[str], Origin],
        most: int = 50_000,
    ) -> None:
        """For the rows of one file; of no more than about `most` parties is anything remembered."""
        self._most = most
        self._connection = connection
        self._running = running
        self._claims = claims
        self._origin = origin
        self._numbers = count()
        self._parties: dict[int, Party] = {}
        self._known = Memo(self._kind)
        self.product_of = lru_cache(most)(self._product)

    def of(
        self,
        parties: Sequence[Party],
        principals: Sequence[str],
        statuses: Sequence[str],
        said: Sequence[Sequence[Any]],
    ) -> Iterator[tuple[int, int, int | None]]:
        """The number of each row's kind, and where the row comes from: source and principal.

        Whoever reads rows gives equal parties as one object: by that they are told, in half the
        time that comparing them takes.
        """
        if len(self._parties) > self._most:
            self._parties.clear()
            self._known.clear()
        ids = [*map(id, parties)]
        self._parties.update(zip(ids, parties, strict=True))  # alive, an id is nobody else's
        return map(self._known.__getitem__, zip(ids, principals, statuses, *said, strict=True))

    def _kind(self, row: tuple[Any, ...]) -> tuple[int, int, int | None]:
        party, principal, status, gross, channel, terms, rate, invoiced_on, paid_on = row
        origin = self._origin(principal)
        claim = Claim(origin.source_id, self._parties[party])
        details = packed(Details(invoiced_on or "", paid_on or "", channel, terms, gross, rate))
        number = next(self._numbers)
        of_claim = self._claims.setdefault(claim, len(self._claims))
        kind = (number, of_claim, None, None, origin.principal_id, status, details)
        self._connection.execute(_INSERT, kind + unpacked(details))
        return number, *origin

    def _product(self, principal_id: int | None, code: str, name: str, category: str) -> int | None:
        """The product's id."""
        said = code, name, category
        return products.named(self._connection, principal_id, said, self._running)
