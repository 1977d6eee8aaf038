"""Rows of a sales file → rows of the temporary table, made column by column."""

from collections.abc import Iterable, Iterator, Sequence

from carteira_cli.domain.rows import SaleRows
from carteira_cli.domain.text import unpadded
from carteira_cli.store.kinds import Kinds

INCOMING = (
    "file_line INTEGER, kind INTEGER, source_id INTEGER, number TEXT, line TEXT, "
    "product_id INTEGER, day TEXT, amount_cents INTEGER, quantity REAL, "
    "unit_price_cents INTEGER"
)


def flattened(
    sales: Iterable[SaleRows], kinds: Kinds, newest: dict[int, str]
) -> Iterator[tuple[object, ...]]:
    """The rows of the table; the newest day of each source is noted on the way."""
    for some in sales:
        (
            lines, parties, days, cents, orders, numbers, statuses, principals, names, codes,
            categories, quantities, prices, *said,
        ) = some.columns  # fmt: skip
        found = kinds.of(parties, principals, statuses, said)
        kind, source_ids, principal_ids = zip(*found, strict=True)
        product_ids = map(kinds.product_of, principal_ids, codes, names, categories)
        for source_id, day in set(zip(source_ids, days, strict=True)):
            newest[source_id] = max(day, newest.get(source_id, ""))
        yield from zip(
            lines, kind, source_ids, _unpadded(orders), _unpadded(numbers), product_ids, days,
            cents, quantities, prices, strict=True,
        )  # fmt: skip


def _unpadded(numbers: Sequence[str]) -> Iterable[str]:
    return [unpadded(number) if number[:1] == "0" else number for number in numbers]
