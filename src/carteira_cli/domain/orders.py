"""What the rows of one order mean against what is stored of it: new, known, or corrected.

The identity is (source, order number, line); without a line, the content and its occurrence within
the order, so that true repeats live and a second import adds nothing. A report of whole orders and
one of their items tell of the same money: the items take the place of the whole.
"""

from collections.abc import Callable, Hashable, Iterable
from typing import NamedTuple

from carteira_cli.domain.details import filled, packed, unpacked


class Row(NamedTuple):
    """One row of an order, from the file (`id` None) or from the store.

    `details` is all of its content that does not identify it (invoice and payment dates, channel,
    terms …), as one text; amounts in centavos, `day` ISO. `status` is empty where a file says
    nothing of it; what is stored always has one.
    """

    line: str
    product_id: int | None
    day: str
    amount_cents: int
    quantity: float | None
    unit_price_cents: int | None
    status: str
    details: str
    id: int | None = None

    @property
    def is_whole(self) -> bool:
        """Whether the row is an order as a whole: neither a line's number nor a product."""
        return not self.line and self.product_id is None


class Reconciled(NamedTuple):
    """The verdict on one order: rows to add, (stored, corrected) pairs, and those already there.

    `changed` and `known` count rows of the file: with `new` they are all there were.
    """

    new: list[Row]
    corrected: list[tuple[Row, Row]]
    changed: int
    known: int


class Header(NamedTuple):
    """What an order's rows say of the order as a whole: day ISO, amount in centavos."""

    day: str
    amount_cents: int
    status: str


_Pairs = list[tuple[Row, Row]]


def reconcile(incoming: list[Row], stored: list[Row], *, numbered: bool) -> Reconciled:
    """Pair the file's rows of one order with the stored ones; their order does not matter.

    First equal contents, whatever is known of their status, then equal identities, whose other
    content is a correction. What is left over of a numbered order is corrected by line, by product
    on the same day, by product and amount, or as the one row there is of a whole order; a return
    never corrects a sale. Without a number nothing else is paired: another day, amount or quantity
    is another sale. Where the file is silent on the status, what is stored keeps its own and what
    is new counts as its order does, as invoiced where there is none.
    """
    left, kept = sorted(incoming, key=_content), sorted(stored, key=_content)
    if not kept:
        return Reconciled(_settled(left, []), [], 0, 0)
    order = kept if numbered else []
    pairs: _Pairs = []
    again = Reconciled([], [], 0, 0)
    for key in _IDENTITIES:
        found, left, kept = _pair(left, kept, key)
        pairs += found
    if numbered:
        if all(old.amount_cents < 0 for old, _new in pairs):
            again, left, kept = _told_again(left, kept)
        found, left = _corrections(left, kept)
        pairs += found
    told = [(old, _without_loss(old, new)) for old, new in pairs if _content(old) != _content(new)]
    corrected = [(old, new) for old, new in told if _content(old) != _content(new)]
    return Reconciled(
        _settled(left, order),
        corrected + again.corrected,
        len(corrected) + again.changed,
        len(pairs) - len(corrected) + again.known,
    )


def _corrections(left: list[Row], kept: list[Row]) -> tuple[_Pairs, list[Row]]:
    """What is left of a numbered order as corrections of what is stored of it, and what is new."""
    pairs: _Pairs = []
    if len(kept) == 1 and kept[0].is_whole and left and not _any_whole(left):
        pairs, left, kept = [(kept[0], left[0])], left[1:], []
    for key in _CORRECTIONS:
        found, left, kept = _pair(left, kept, key)
        pairs += found
    return pairs, left


def _told_again(left: list[Row], kept: list[Row]) -> tuple[Reconciled, list[Row], list[Row]]:
    """An order whose items are stored, told again as a whole beside its returns, if it is."""
    wholes = [row for row in left if row.amount_cents > 0]
    items = sorted((row for row in kept if row.amount_cents >= 0), key=_content)
    if len(wholes) != 1 or not wholes[0].is_whole or all(row.is_whole for row in items):
        return Reconciled([], [], 0, 0), left, kept
    left = [row for row in left if row is not wholes[0]]
    return _retold(wholes[0], items), left, [row for row in kept if row.amount_cents < 0]


def _settled(rows: list[Row], order: list[Row]) -> list[Row]:
    """New rows, the silent ones in the state of the order that they join; a return is no state."""
    unsaid = header(order).status if order else "invoiced"
    unsaid = "invoiced" if unsaid == "returned" else unsaid
    return [row if row.status else row._replace(status=unsaid) for row in rows]


def _without_loss(old: Row, new: Row) -> Row:
    """The row as the file has it; what this file has no column for stays as it was."""
    return new._replace(
        product_id=old.product_id if new.product_id is None else new.product_id,
        quantity=old.quantity if new.quantity is None else new.quantity,
        unit_price_cents=(
            old.unit_price_cents if new.unit_price_cents is None else new.unit_price_cents
        ),
        status=new.status or _kept_status(old, new),
        details=filled(new.details, old.details),
    )


def _kept_status(old: Row, new: Row) -> str:
    """The stored status; what was a return and is a sale now is none any more."""
    return "invoiced" if old.status == "returned" and new.amount_cents >= 0 else old.status


def _any_whole(rows: list[Row]) -> bool:
    return any(row.is_whole for row in rows)


def _retold(whole: Row, items: list[Row]) -> Reconciled:
    """An order whose items are stored, told again as a whole: its state becomes theirs.

    Its amount may hold freight or taxes: the items' stand. So do their own dates and words.
    """
    said = packed(unpacked(whole.details)._replace(gross_cents=None))
    told = [_told(item, whole.status, said) for item in items]
    corrected = [(old, new) for old, new in zip(items, told, strict=True) if old != new]
    return Reconciled([], corrected, int(bool(corrected)), int(not corrected))


def _told(item: Row, status: str, said: str) -> Row:
    """The item in its order's state, unless it was taken out or given back on its own."""
    stays = item.status in {"cancelled", "returned"} or status in {"", "partially_invoiced"}
    return item._replace(
        status=item.status if stays else status, details=filled(item.details, said)
    )


def _pair(
    incoming: list[Row], stored: list[Row], key: Callable[[Row], Hashable]
) -> tuple[_Pairs, list[Row], list[Row]]:
    """Pair rows of equal key, occurrence by occurrence; what is left of both sides comes back."""
    waiting: dict[Hashable, list[Row]] = {}
    for row in reversed(stored):
        waiting.setdefault(key(row), []).append(row)
    pairs: _Pairs = []
    left: list[Row] = []
    for row in incoming:
        found = waiting.get(key(row), ())
        if found and key(row) is not None:
            pairs.append((found.pop(), row))
        else:
            left.append(row)
    return pairs, left, [row for rows in waiting.values() for row in reversed(rows)]


def _but_status(row: Row) -> Hashable:
    return _content(row._replace(status=""))


def _identity(row: Row) -> Hashable:
    return row.line, row.product_id, row.day, row.amount_cents, row.quantity


def _line(row: Row) -> Hashable:
    return row.line or None


def _same_day(row: Row) -> Hashable:
    return None if row.line else (row.product_id, row.day, row.amount_cents < 0)


def _same_amount(row: Row) -> Hashable:
    return None if row.line else (row.product_id, row.amount_cents)


def _same_whole(row: Row) -> Hashable:
    return (row.amount_cents < 0) if row.is_whole else None


def _content(row: Row) -> tuple[str, int, str, int, float, int, str, str]:
    """Everything a row says, with blanks that sort; the id it was stored under aside."""
    return (
        row.line,
        row.product_id or 0,
        row.day,
        row.amount_cents,
        row.quantity or 0.0,
        row.unit_price_cents or 0,
        row.status,
        row.details,
    )


_IDENTITIES = (_content, _but_status, _identity)
_CORRECTIONS = (_line, _same_day, _same_amount, _same_whole)


def header(rows: Iterable[Row]) -> Header:
    """The order that these rows (at least one) make: its first day, its amount, its status.

    Cancelled rows count only in an order that is cancelled as a whole. Rows that disagree make a
    partly invoiced order if some are open, else the order takes the status of its largest row.
    """
    rows = list(rows)
    counted = [row for row in rows if row.status != "cancelled"] or rows
    return Header(
        min(row.day for row in counted),
        sum(row.amount_cents for row in counted),
        _status(counted),
    )


def _status(rows: list[Row]) -> str:
    said = {row.status for row in rows}
    if len(said) == 1:
        return rows[0].status
    if said & {"open", "partially_invoiced"}:
        return "partially_invoiced"
    return max(rows, key=lambda row: (abs(row.amount_cents), row.status)).status
