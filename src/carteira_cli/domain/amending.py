"""What a file corrects of an order that is stored, where it does not come to the same money."""

from collections.abc import Callable, Hashable

from carteira_cli.domain.orders import ORDER, Row
from carteira_cli.domain.pairing import Key, Pairing
from carteira_cli.domain.retelling import (
    Retold,
    all_whole,
    amount,
    as_stored,
    detailed,
    line,
    retold,
    whole_of,
)

Called = Callable[[int], str]
"""How a product of that id is known: by its `code` alone, its `name` alone, or "" for neither."""
Covers = Callable[[str], bool]
"""Whether a file tells of the month of that day (ISO)."""


def amend(rows: Pairing[Row], called: Called, covers: Covers) -> list[Retold]:
    """What is left of a numbered order as corrections; two rows with line numbers only by those.

    After the line: items take the place of whole rows, and those by code of those by name; then by
    product on the same day, by product and amount, and the one whole row that is left, whatever it
    says: so an order is corrected that changed day and amount, unless it was invoiced in a month
    that the file tells nothing of: then this is another part. Several whole rows are an order as
    it was invoiced, and may come a few at a time: then none is another of another day. Nor does a
    smaller row of a later day correct an order that is invoiced in part: it is one of its invoices,
    and the order's amount stands. A return never corrects a sale, nor a return of another day.
    """
    rows.by(line)
    known = _invoices(rows) or _itemise(rows) or _ordered(rows, covers)
    by_other_words(rows, called, numbered=True)
    _by_either(rows, _same_day)
    _by_either(rows, _same_amount(rows))
    _by_the_whole(rows, covers)
    return known


def _invoices(rows: Pairing[Row]) -> list[Retold]:
    """The order invoiced in part, where what is told is only smaller whole rows of later days."""
    sales = _sales(rows.told)
    wholes = [row for row in rows.stored if row.status == "partially_invoiced"]
    if len(wholes) != 1 or not all(_is_invoice(row, wholes[0]) for row in sales):
        return []
    rows.leave_out(Pairing(sales, wholes))
    return [Retold([], len(sales))]


def _is_invoice(row: Row, order: Row) -> bool:
    is_smaller = row.amount_cents < order.amount_cents and row.day > order.day
    return is_smaller and row.is_whole and order.is_whole


def _ordered(rows: Pairing[Row], covers: Covers) -> list[Retold]:
    """The invoices, where what is told is the order that was before, and more than, all of them."""
    told, stored = _sales(rows.told), _sales(rows.stored)
    if len(told) != 1 or not stored or told[0].part != ORDER or not all_whole(stored):
        return []
    (order,) = told
    is_before = all(order.day < row.day and _is_settled(row) for row in stored)
    is_more = order.amount_cents > sum(row.amount_cents for row in stored)
    if not (is_before and is_more and _is_settled(order) and any(covers(r.day) for r in stored)):
        return []
    rows.leave_out(Pairing(told, stored))
    return [retold(order, stored, 1)]


def _is_settled(row: Row) -> bool:
    """Whether nothing of an order waits for its invoice; who says nothing of it says so."""
    return row.status not in {"open", "partially_invoiced"}


def _sales(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row.amount_cents >= 0]


def _itemise(rows: Pairing[Row]) -> list[Retold]:
    """Let the items take the place of the whole rows that the order was, unless they are fewer.

    Of fewer items the amounts stand that the order was invoiced with. Several whole rows beside
    items that are stored, such as freight, are none of that.
    """
    wholes, items = _sales(rows.stored), _sales(rows.told)
    if not wholes or not items or not all_whole(wholes) or any(row.is_whole for row in items):
        return []
    if len(wholes) > 1 and not all_whole([old for old, _new in rows.pairs]):
        return []
    if len(items) < len(wholes):
        rows.leave_out(Pairing(items, wholes))
        return [retold(whole_of(items), wholes, len(items))]
    rows.leave_out(Pairing(items, wholes))
    rows.pairs += zip(wholes, items, strict=False)
    rows.told += detailed(items[len(wholes) :], wholes)
    return []


def by_other_words(rows: Pairing[Row], called: Called, *, numbered: bool) -> None:
    """Pair items known by a code alone with those known by a name alone: neither denies the other.

    They say the same otherwise; or, in a numbered order, have the amount or the quantity on the
    same day, or are paired in turn, unless fewer are told than are stored.
    """
    for one, other in (("code", "name"), ("name", "code")):
        part = Pairing(
            [row for row in rows.told if _words(row, called) == one],
            [row for row in rows.stored if _words(row, called) == other],
        )
        rows.leave_out(part)
        part.by_what_both_say(_said_but_product)
        if numbered:
            _by_likeness(part)
        rows.pairs += [(old, as_stored(old, new)) for old, new in part.pairs]
        rows.told += part.told
        rows.stored += part.stored


def _by_likeness(part: Pairing[Row]) -> None:
    _by_either(part, amount)
    _by_either(part, _quantity)
    if len(part.told) >= len(part.stored):
        _by_either(part, _day)


def _words(row: Row, called: Called) -> str:
    return "" if row.product_id is None else called(row.product_id)


def _by_either(rows: Pairing[Row], key: Key[Row]) -> None:
    """Pair by the key where at most one of both has a line number."""
    rows.by(_where_unnumbered(key), key)
    rows.by(key, _where_unnumbered(key))


def _where_unnumbered(key: Key[Row]) -> Key[Row]:
    return lambda row: None if row.line else key(row)


def _said_but_product(row: Row) -> tuple[Hashable, ...]:
    return row.day, row.amount_cents, row.line or None, row.quantity


def _day(row: Row) -> Hashable:
    return row.day, row.amount_cents < 0


def _quantity(row: Row) -> Hashable:
    return None if row.quantity is None else (row.day, row.quantity, row.amount_cents < 0)


def _same_day(row: Row) -> Hashable:
    return row.product_id, row.day, row.amount_cents < 0


def _same_amount(rows: Pairing[Row]) -> Key[Row]:
    """The product and the amount; of whole rows only where none of those stored is left out.

    A return of another day is another return.
    """
    is_all_told = sum(row.is_whole for row in rows.told) >= sum(row.is_whole for row in rows.stored)

    def key(row: Row) -> Hashable:
        if row.is_whole and not is_all_told:
            return None
        return row.product_id, row.amount_cents, row.day if row.amount_cents < 0 else ""

    return key


def _by_the_whole(rows: Pairing[Row], covers: Covers) -> None:
    """Pair the whole sale that is the only one stored, or is as much as all others together.

    The latter is the order among its invoices: it gives way to the last of them.
    """
    told = [row for row in _sales(rows.told) if row.is_whole]
    wholes = [row for row in _sales(rows.stored) if row.is_whole]
    sales = _sales([*rows.told, *rows.stored, *(new for _old, new in rows.pairs)])
    cents = sum(row.amount_cents for row in sales)
    is_numbered = any(row.line for row in told)
    meant = [
        row
        for row in wholes
        if (len(wholes) == 1 or 2 * row.amount_cents == cents)
        and (is_numbered or covers(row.day) or not _is_settled(row))
    ]
    part = Pairing(told, meant[:1])
    rows.leave_out(part)
    _by_either(part, _any)
    rows.pairs += part.pairs
    rows.told += part.told
    rows.stored += part.stored


def _any(_row: Row) -> Hashable:
    return True
