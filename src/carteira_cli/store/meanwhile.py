"""Sales without a number that came for a customer while it was merged into another.

They belong to the one that stood then. Once the merge is undone, their file finds them there when
it comes again: else they would count twice.
"""

import json
import sqlite3
from collections import Counter
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from carteira_cli.store.staging import Key, Told
from carteira_cli.store.stored import AS_THEY_CAME, UNNUMBERED, Kept


class Merged(NamedTuple):
    """Into whom a customer was merged, after one operation and before another."""

    customer_id: int
    since: int
    until: int


def once_merged(connection: sqlite3.Connection) -> dict[int, list[Merged]]:
    """When each customer that stands again was part of another."""
    found: dict[int, list[Merged]] = {}
    for customer_id, *merged in connection.execute(_ONCE_MERGED):
        found.setdefault(customer_id, []).append(Merged(*merged))
    return found


_ONCE_MERGED = """
SELECT DISTINCT was.id, was.merged_into, operation.reverts, operation.id
FROM customer_history AS was JOIN operation ON operation.id = was.operation
  JOIN customer ON customer.id = was.id
WHERE was.merged_into IS NOT NULL AND operation.reverts IS NOT NULL
  AND customer.merged_into IS NULL
"""


def came(
    connection: sqlite3.Connection, order: tuple[Key, list[Told], list[Kept]], times: list[Merged]
) -> list[Kept]:
    """The sales from then of which the file tells every row, beside what is kept of its own."""
    key, told, own = order
    missing = Counter(row[5:10] for row in told)
    missing.subtract(row[2:7] for row in own)
    found = []
    for merged in times:
        asked = {"0": (key.source_id, "", merged.customer_id, key.day, *merged[1:])}
        rows = connection.execute(_CAME, (json.dumps(asked),))
        for _sale_id, lines in groupby(rows, key=itemgetter(10)):
            sale = list(lines)
            if Counter(row[2:7] for row in sale) <= missing:
                missing.subtract(row[2:7] for row in sale)
                found += sale
    return found


_CAME = f"""
{UNNUMBERED}
WHERE sale.operation_id > json_extract(asked.value, '$[4]')
  AND sale.operation_id < json_extract(asked.value, '$[5]')
{AS_THEY_CAME}
"""
