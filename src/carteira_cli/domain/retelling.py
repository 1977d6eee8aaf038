"""An order whose rows are stored, told again in another layout: the same money, never new.

A report of whole orders and one of their items differ in freight and taxes: the items' amounts
stand. A report that names products and one that gives their codes share no product, and one that
numbers an order's lines may share no line with one that counts them otherwise.
"""

from collections import Counter
from collections.abc import Hashable
from typing import NamedTuple

from carteira_cli.domain.details import filled, merged, packed, unpacked
from carteira_cli.domain.orders import Row, header
from carteira_cli.domain.pairing import Pairing

_ON_ITS_OWN = frozenset({"cancelled", "returned"})


class Retold(NamedTuple):
    """Stored rows and what they are now, and how many rows of the file said so."""

    items: list[tuple[Row, Row]]
    rows: int

    @property
    def changes(self) -> list[tuple[Row, Row]]:
        """Those that are not what they were."""
        return [(old, new) for old, new in self.items if old != new]


def as_a_whole(rows: Pairing[Row]) -> list[Retold]:
    """The items, where the one sale that is told is the order as a whole, beside its returns."""
    wholes = [row for row in rows.told if row.amount_cents > 0]
    items = [row for row in rows.stored if row.amount_cents >= 0]
    is_met = any(old.amount_cents >= 0 for old, _new in rows.pairs)
    if is_met or len(wholes) != 1 or not wholes[0].is_whole or _all_whole(items):
        return []
    rows.told = [row for row in rows.told if row is not wholes[0]]
    rows.stored = [row for row in rows.stored if row.amount_cents < 0]
    return [_retold(wholes[0], items, 1)]


def told_otherwise(rows: Pairing[Row]) -> list[Retold]:
    """What is left of the sales, and of the returns, where both sides make the same money."""
    return [
        again
        for is_return in (False, True)
        for again in _part_told_otherwise(rows, is_return=is_return)
    ]


def _part_told_otherwise(rows: Pairing[Row], *, is_return: bool) -> list[Retold]:
    """Rows pair by amount, what is left by line, by product, or in turn where both are as many.

    Items take the place of fewer whole rows; else what is stored stays, in the state now told.
    """
    part = _same_money(
        [row for row in rows.told if (row.amount_cents < 0) is is_return],
        [row for row in rows.stored if (row.amount_cents < 0) is is_return],
    )
    if _are_paired_by_more(part):
        return []
    met = {id(row) for row in (*part.told, *part.stored)}
    part.by(_amount_and_quantity)
    part.by(_amount)
    if len(part.told) == len(part.stored) or _take_the_place(part.told, part.stored):
        part.by(_line)
        part.by(_product)
        part.by(_any)
    rows.pairs += [(old, _as_stored(old, new)) for old, new in part.pairs]
    rows.told = [row for row in rows.told if id(row) not in met]
    rows.stored = [row for row in rows.stored if id(row) not in met]
    if part.told and part.stored:
        return [_retold(_whole_of(part.told), part.stored, len(part.told))]
    rows.told += part.told
    return []


def _same_money(told: list[Row], stored: list[Row]) -> Pairing[Row]:
    """The rows, cancelled ones too or else not, that have the same sum on each day; or none."""
    for new, old in ((told, stored), (_uncancelled(told), _uncancelled(stored))):
        if new and old and _by_day(new) == _by_day(old):
            return Pairing(new, old)
    return Pairing([], [])


def _uncancelled(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row.status != "cancelled"]


def _by_day(rows: list[Row]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for row in rows:
        sums[row.day] = sums.get(row.day, 0) + row.amount_cents
    return sums


def _are_paired_by_more(part: Pairing[Row]) -> bool:
    """Whether all rows have line numbers, which are theirs, or products that pair one by one."""
    if all(row.line for row in part.told + part.stored):
        return True
    return Counter(map(_product, part.told)) == Counter(map(_product, part.stored))


def _take_the_place(items: list[Row], wholes: list[Row]) -> bool:
    """Whether these are items where whole rows are stored, and enough to replace each."""
    is_itemised = not any(row.is_whole for row in items)
    return is_itemised and _all_whole(wholes) and len(items) > len(wholes)


def _as_stored(old: Row, new: Row) -> Row:
    """The row told, by the product it is stored under, unless it brings the line's number."""
    if old.product_id is None or (new.line and not old.line):
        return new._replace(line=old.line or new.line)
    return new._replace(line=old.line, product_id=old.product_id)


def _whole_of(rows: list[Row]) -> Row:
    """Rows of one order as the one row of a whole order."""
    said = packed(merged(row.details for row in rows))
    day, amount_cents, status = header(rows)
    return Row("", None, day, amount_cents, None, None, status, said)


def _retold(whole: Row, items: list[Row], rows: int) -> Retold:
    """The items in the state of their order; their amounts stand, and their own dates and words.

    An item that was taken out or given back on its own stays so. Where all were taken out the order
    was cancelled: what is told of it now holds for each of them.
    """
    said = packed(unpacked(whole.details)._replace(gross_cents=None))
    is_gone = not _uncancelled(items)
    told = []
    for item in items:
        own = item.status in _ON_ITS_OWN or whole.status == "partially_invoiced"
        status = item.status if not whole.status or (own and not is_gone) else whole.status
        told.append((item, item._replace(status=status, details=filled(item.details, said))))
    return Retold(told, rows)


def _all_whole(rows: list[Row]) -> bool:
    return all(row.is_whole for row in rows)


def _amount_and_quantity(row: Row) -> Hashable:
    return row.day, row.amount_cents, row.quantity


def _amount(row: Row) -> Hashable:
    return row.day, row.amount_cents


def _line(row: Row) -> Hashable:
    return row.line or None


def _product(row: Row) -> Hashable:
    return row.product_id, row.day


def _any(_row: Row) -> Hashable:
    return True
