"""What is stored of the orders of a file, asked for some hundreds of orders together."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, NamedTuple

from carteira_cli.domain.orders import Row
from carteira_cli.store import staging
from carteira_cli.store.staging import Key, Told

_AT_ONCE = 500


class StoredSale(NamedTuple):
    """A sale and its rows. Without lines the sale itself is its one row, under its own id."""

    id: int
    customer_id: int
    principal_id: int | None
    rows: list[Row]
    has_lines: bool


Kept = tuple[Any, ...]
"""A stored row: which order asked, customer, content, status, sale's id, own id, principal."""

CONTENT = slice(1, 9)
STATUS = 9
PRINCIPAL = 12


def beside(
    connection: sqlite3.Connection, orders: Iterable[tuple[Key, list[Told]]]
) -> Iterator[tuple[Key, list[Told], list[Kept]]]:
    """Each order of a file with what is stored under its number, line by line.

    Without a number, with the unnumbered sales of that day of the customer in its source.
    """
    rest = iter(orders)
    while some := list(islice(rest, _AT_ONCE)):
        kept = _kept(connection, [key for key, _told in some])
        for at, (key, told) in enumerate(some):
            yield key, told, kept[at]


def stored_sales(connection: sqlite3.Connection, key: Key) -> list[StoredSale]:
    """The sales under an order's number, or the unnumbered ones of a customer's day."""
    return sales(_kept(connection, [key])[0])


def sales(kept: Iterable[Kept]) -> list[StoredSale]:
    """The sales of which these are the lines, or the sales alone."""
    found = []
    for sale_id, of_sale in groupby(kept, key=itemgetter(10)):
        lines = list(of_sale)
        rows = [Row._make((*row[2:8], row[STATUS], row[8], row[11] or sale_id)) for row in lines]
        first = lines[0]
        found.append(StoredSale(sale_id, first[1], first[PRINCIPAL], rows, first[11] is not None))
    return found


def _kept(connection: sqlite3.Connection, keys: list[Key]) -> list[list[Kept]]:
    """What is stored of each order."""
    kept: list[list[Kept]] = [[] for _key in keys]
    for numbered in (True, False):
        asked = {str(at): key for at, key in enumerate(keys) if bool(key.number) is numbered}
        query = _NUMBERED if numbered else UNNUMBERED + AS_THEY_CAME
        for row in connection.execute(query, (json.dumps(asked),)) if asked else ():
            kept[int(row[0])].append(row)
    return kept


# The details of a sale alone as domain.details.packed writes them
_ROWS = """
SELECT asked.key, sale.customer_id, coalesce(line, ''), product_id, coalesce(day, ordered_on),
  coalesce(sale_line.amount_cents, sale.amount_cents), quantity, unit_price_cents,
  coalesce(details, rtrim(
    coalesce(invoiced_on, '') || char(31) || coalesce(paid_on, '') || char(31) || channel
    || char(31) || payment_terms || char(31) || coalesce(gross_cents, '') || char(31)
    || coalesce(commission_bp, ''), char(31))),
  coalesce(sale_line.status, sale.status), sale.id, sale_line.id, sale.principal_id
FROM json_each(?) AS asked CROSS JOIN sale
  ON sale.source_id = json_extract(asked.value, '$[0]') AND {whose}
  LEFT JOIN sale_line ON sale_id = sale.id
"""
_NUMBERED = _ROWS.format(whose="sale.number = json_extract(asked.value, '$[1]')")
UNNUMBERED = _ROWS.format(
    whose="sale.number IS NULL AND sale.customer_id = json_extract(asked.value, '$[2]') "
    "AND sale.ordered_on = json_extract(asked.value, '$[3]')"
)
AS_THEY_CAME = "ORDER BY sale.id, sale_line.id"


def is_told_again(told: list[Told], kept: list[Kept]) -> bool:
    """Whether a file says of an order what is stored, row by row, and nothing else: nearly always.

    `reconcile` would come to the same, in ten times the time.
    """
    if kept[0][PRINCIPAL] is None and told[0][staging.PRINCIPAL] is not None:
        return False
    return [row[staging.CONTENT] for row in told] == [row[CONTENT] for row in kept] and all(
        said[staging.STATUS] in {"", row[STATUS]} for said, row in zip(told, kept, strict=True)
    )
