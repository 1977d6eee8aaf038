"""What the rows of one order mean against what is stored of it: new, known, or corrected.

The identity is (source, order number, line); without a line, the content and its occurrence within
the order, so that true repeats live and a second import adds nothing.
"""

from collections.abc import Callable, Hashable, Iterable
from typing import NamedTuple


class Row(NamedTuple):
    """One row of an order, from the file (`id` None) or from the store.

    `details` is all of its content that does not identify it (invoice and payment dates, channel,
    terms …), as one text; amounts in centavos, `day` ISO.
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


class Reconciled(NamedTuple):
    """The verdict on one order: rows to add, (stored, corrected) pairs, and those already there."""

    new: list[Row]
    corrected: list[tuple[Row, Row]]
    known: int


class Header(NamedTuple):
    """What an order's rows say of the order as a whole: day ISO, amount in centavos."""

    day: str
    amount_cents: int
    status: str


_Pairs = list[tuple[Row, Row]]


def reconcile(incoming: list[Row], stored: list[Row], *, numbered: bool) -> Reconciled:
    """Pair the file's rows of one order with the stored ones.

    First equal lines and contents; then, in a numbered order only, what is left over of the same
    line, or of the same product on the same day or with the same amount, is a correction. The order
    of the rows does not matter. Without a number there are no corrections: another content is
    another sale.
    """
    left, kept = sorted(incoming, key=_content), sorted(stored, key=_content)
    if not kept:
        return Reconciled(left, [], 0)
    pairs: _Pairs = []
    for key in (_identity, _line, _same_day, _same_amount) if numbered else (_identity,):
        found, left, kept = _pair(left, kept, key)
        pairs += found
    corrected = [(old, new) for old, new in pairs if _content(old) != _content(new)]
    return Reconciled(left, corrected, len(pairs) - len(corrected))


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


def _identity(row: Row) -> Hashable:
    return row.line, row.product_id, row.day, row.amount_cents, row.quantity


def _line(row: Row) -> Hashable:
    return row.line or None


def _same_day(row: Row) -> Hashable:
    return None if row.line else (row.product_id, row.day)


def _same_amount(row: Row) -> Hashable:
    return None if row.line else (row.product_id, row.amount_cents)


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


class Details(NamedTuple):
    """What a row or an order says beside its identity: days ISO or "", centavos, basis points."""

    invoiced_on: str = ""
    paid_on: str = ""
    channel: str = ""
    payment_terms: str = ""
    gross_cents: int | None = None
    commission_bp: int | None = None


_BETWEEN = "\x1f"  # the ASCII unit separator: no cell holds it


def packed(details: Details) -> str:
    """`details` as one text that compares as a whole; empty when it says nothing."""
    text = _BETWEEN.join("" if value is None else str(value) for value in details)
    return text.rstrip(_BETWEEN)


def unpacked(text: str) -> Details:
    """The `Details` that `packed` wrote."""
    cells = [*text.split(_BETWEEN), "", "", "", "", ""]
    gross, commission = (int(cell) if cell else None for cell in cells[4:6])
    return Details(cells[0], cells[1], cells[2], cells[3], gross, commission)


def merged(rows: Iterable[Row]) -> Details:
    """What the rows of one order say together: the last dates, the first words, the gross sum.

    A commission rate or a gross amount that not every row has is nobody's.
    """
    said = [unpacked(row.details) for row in rows]
    gross = [details.gross_cents for details in said]
    rates = {details.commission_bp for details in said}
    return Details(
        max(details.invoiced_on for details in said),
        max(details.paid_on for details in said),
        next((details.channel for details in said if details.channel), ""),
        next((details.payment_terms for details in said if details.payment_terms), ""),
        None if None in gross else sum(cents for cents in gross if cents is not None),
        rates.pop() if len(rates) == 1 else None,
    )
