"""An order whose rows are stored, told again in another layout: the same money, never new.

A report of whole orders and one of their items differ in freight and taxes: the items' amounts
stand. A report that names products and one that gives their codes share no product, and one that
numbers an order's lines may share no line with one that counts them otherwise.
"""

from collections import Counter
from collections.abc import Hashable
from typing import NamedTuple

from carteira_cli.domain.details import filled, merged, packed, unpacked
from carteira_cli.domain.orders import ITEM, ORDER, PART, Row, header
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
    """The items, or the invoices, where all sales that are told are more of the order than these.

    Its returns may stand beside.
    """
    wholes = [row for row in rows.told if row.amount_cents > 0]
    items = [row for row in rows.stored if row.amount_cents >= 0]
    is_met = any(old.amount_cents >= 0 for old, _new in rows.pairs)
    if is_met or _least(wholes, ITEM) <= _least(items, ORDER):
        return []
    rows.told = [row for row in rows.told if row.amount_cents <= 0]
    rows.stored = [row for row in rows.stored if row.amount_cents < 0]
    return [retold(whole_of(wholes), items, len(wholes))]


def _least(rows: list[Row], default: int) -> int:
    return min((row.part for row in rows), default=default)


def told_otherwise(rows: Pairing[Row], *, numbered: bool) -> list[Retold]:
    """What is left of the sales, and of the returns, where both sides make the same money.

    That is the same on each day, or altogether where one side is whole rows: an order is of one
    day, and its invoices are of others, while a return of another day is another. Without a number
    one side must be whole rows and the other items: other equal sums are a coincidence.
    """
    return [
        again
        for is_return in (False, True)
        for again in _part_told_otherwise(
            _same_money(
                [row for row in rows.told if (row.amount_cents < 0) is is_return],
                [row for row in rows.stored if (row.amount_cents < 0) is is_return],
                numbered=numbered,
            ),
            rows,
        )
    ]


def _part_told_otherwise(part: Pairing[Row], rows: Pairing[Row]) -> list[Retold]:
    """Rows pair by amount, what is left by line, by product, or in turn where both are as many.

    Items take the place of fewer whole rows; else what is stored stays, in the state now told.
    """
    if _are_paired_by_more(part):
        return []
    rows.leave_out(part)
    part.by(_amount_and_quantity)
    part.by(amount)
    if _take_the_place(part.told, part.stored):
        part.by(line)
        part.by(_product)
        part.by(_any)
    rows.pairs += [(old, as_stored(old, new)) for old, new in part.pairs]
    if part.told and part.stored:
        return [retold(whole_of(part.told), part.stored, len(part.told))]
    rows.told += detailed(part.told, [old for old, _new in part.pairs])
    return []


def _same_money(told: list[Row], stored: list[Row], *, numbered: bool) -> Pairing[Row]:
    """The rows, cancelled ones too or else not, that come to the same; or none."""
    for new, old in ((told, stored), (_uncancelled(told), _uncancelled(stored))):
        if new and old and (numbered or _are_whole_and_items(new, old)) and _are_equal(new, old):
            return Pairing(new, old)
    return Pairing([], [])


def _are_equal(told: list[Row], stored: list[Row]) -> bool:
    """Whether they come to the same; sales of which one side is whole rows, on whatever days."""
    new, old = _by_day(told), _by_day(stored)
    is_any_day = told[0].amount_cents >= 0 and (all_whole(told) or all_whole(stored))
    return new == old or (is_any_day and sum(new.values()) == sum(old.values()))


def _are_whole_and_items(told: list[Row], stored: list[Row]) -> bool:
    return (all_whole(told) and _all_items(stored)) or (_all_items(told) and all_whole(stored))


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


def _take_the_place(told: list[Row], stored: list[Row]) -> bool:
    """Whether rows replace as many of their like, or items as many whole rows or fewer."""
    if all_whole(stored) and _all_items(told):
        return len(told) >= len(stored)
    return len(told) == len(stored) and all_whole(told) is all_whole(stored)


def as_stored(old: Row, new: Row) -> Row:
    """The row told, by the product it is stored under, unless it brings the line's number."""
    if old.product_id is None or (new.line and not old.line):
        return new._replace(line=line_of(old, new, old.line or new.line))
    return new._replace(line=old.line, product_id=old.product_id)


def line_of(old: Row, new: Row, kept: str) -> str:
    """The number of a line that both rows tell of; that of an invoice is none of its items'."""
    return new.line if old.part == PART and new.part == ITEM else kept


def whole_of(rows: list[Row]) -> Row:
    """Rows of one order as the one row of a whole order."""
    said = packed(merged(row.details for row in rows))
    day, amount_cents, status = header(rows)
    return Row("", None, day, amount_cents, None, None, status, said)


def retold(whole: Row, items: list[Row], rows: int) -> Retold:
    """The items in the state of their order; their amounts stand, and their own dates and words.

    An item that was taken out or given back on its own stays so. Where all were taken out the order
    was cancelled: what is told of it now holds for each of them.
    """
    said = _for_each(whole)
    is_gone = not _uncancelled(items)
    told = []
    for item in items:
        own = item.status in _ON_ITS_OWN or whole.status == "partially_invoiced"
        status = item.status if not whole.status or (own and not is_gone) else whole.status
        told.append((item, item._replace(status=status, details=filled(item.details, said))))
    return Retold(told, rows)


def detailed(items: list[Row], wholes: list[Row]) -> list[Row]:
    """Items that take the place of these with others, and what was said of the order till then."""
    if not (items and wholes and all_whole(wholes)):
        return items
    said = _for_each(whole_of(wholes))
    return [item._replace(details=filled(item.details, said)) for item in items]


def _for_each(whole: Row) -> str:
    """What is said of an order that holds for each of its items."""
    return packed(unpacked(whole.details)._replace(gross_cents=None))


def all_whole(rows: list[Row]) -> bool:
    """Whether each row is an order as a whole, or an invoice of it."""
    return all(row.is_whole for row in rows)


def _all_items(rows: list[Row]) -> bool:
    return not any(row.is_whole for row in rows)


def _amount_and_quantity(row: Row) -> Hashable:
    return row.day, row.amount_cents, row.quantity


def amount(row: Row) -> Hashable:
    """The day and the amount of a row."""
    return row.day, row.amount_cents


def line(row: Row) -> Hashable:
    """The number of a row's line, if it has one."""
    return row.line or None


def _product(row: Row) -> Hashable:
    return row.product_id, row.day


def _any(_row: Row) -> Hashable:
    return True
