"""What is stored of the orders of a file, asked for some hundreds of orders together."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, NamedTuple

from carteira_cli.domain.details import Details, packed
from carteira_cli.domain.orders import Row
from carteira_cli.store.staging import Incoming, Key

_AT_ONCE = 500


class StoredSale(NamedTuple):
    """A sale and its rows. Without lines the sale itself is its one row, under its own id."""

    id: int
    customer_id: int
    rows: list[Row]
    has_lines: bool


def beside(
    connection: sqlite3.Connection, told: Iterable[tuple[Key, list[Incoming]]]
) -> Iterator[tuple[Key, list[Incoming], list[StoredSale]]]:
    """Each order of a file with the sales that are stored under its number.

    Without a number, with the unnumbered ones of that day of the customer in its source.
    """
    rest = iter(told)
    while some := list(islice(rest, _AT_ONCE)):
        stored = stored_sales(connection, [key for key, _rows in some])
        for key, incoming in some:
            yield key, incoming, stored.get(key, [])


def stored_sales(
    connection: sqlite3.Connection, keys: Iterable[Key]
) -> dict[Key, list[StoredSale]]:
    """The sales under each order number, or the unnumbered ones of a customer's day in a source."""
    stored: dict[Key, list[StoredSale]] = {}
    numbered: list[Key] = []
    unnumbered: list[Key] = []
    for key in keys:
        (numbered if key.number else unnumbered).append(key)
    for query, asked in ((_NUMBERED, numbered), (_UNNUMBERED, unnumbered)):
        for key, sale in _stored(connection.execute(query, (json.dumps(asked),))) if asked else ():
            stored.setdefault(key, []).append(sale)
    return stored


_SALE = (
    "sale.id, sale.customer_id, sale.ordered_on, sale.amount_cents, sale.status, invoiced_on, "
    "paid_on, channel, payment_terms, gross_cents, commission_bp"
)
_LINE = (
    "line, product_id, day, sale_line.amount_cents, quantity, unit_price_cents, sale_line.status, "
    "details, sale_line.id"
)
_ASKED = (
    "FROM (SELECT json_extract(value, '$[0]') AS source_id, json_extract(value, '$[1]') AS number, "
    "json_extract(value, '$[2]') AS whose, json_extract(value, '$[3]') AS which "
    "FROM json_each(?)) AS asked CROSS JOIN sale ON sale.source_id = asked.source_id "
)
_NUMBERED = (
    f"SELECT asked.*, {_SALE}, {_LINE} {_ASKED} AND sale.number = asked.number "
    "LEFT JOIN sale_line ON sale_id = sale.id ORDER BY sale.id, sale_line.id"
)
_UNNUMBERED = (
    f"SELECT asked.*, {_SALE}, {_LINE} {_ASKED} AND sale.number IS NULL "
    "AND sale.customer_id = whose AND sale.ordered_on = which "
    "LEFT JOIN sale_line ON sale_id = sale.id ORDER BY sale.id, sale_line.id"
)


def _stored(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Key, StoredSale]]:
    """The sales of which these are the lines, or the sales alone."""
    for sale_id, lines in groupby(rows, key=itemgetter(4)):
        first, *more = lines
        customer_id, day, amount_cents, status = first[5:9]
        has_lines = first[-1] is not None
        if has_lines:
            said = [Row(*line[15:]) for line in (first, *more)]
        else:
            details = _packed(*first[9:15])
            said = [Row("", None, day, amount_cents, None, None, status, details, sale_id)]
        yield Key(*first[:4]), StoredSale(sale_id, customer_id, said, has_lines)


@lru_cache
def _packed(invoiced_on: str | None, paid_on: str | None, *rest: Any) -> str:
    return packed(Details(invoiced_on or "", paid_on or "", *rest))


def is_told_again(incoming: list[Incoming], stored: list[StoredSale]) -> bool:
    """Whether a file says of an order what is stored, row by row, and nothing else: nearly always.

    `reconcile` would come to the same, in ten times the time.
    """
    kept = [(sale.customer_id, row) for sale in stored for row in sale.rows]
    return len(kept) == len(incoming) and all(
        told.customer_id == customer_id
        and told.row[:6] == row[:6]
        and told.row.details == row.details
        and told.row.status in {"", row.status}
        for told, (customer_id, row) in zip(incoming, kept, strict=True)
    )
