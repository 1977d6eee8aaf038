"""An order's rows, and the order that they make."""

from collections.abc import Iterable
from typing import NamedTuple

INVOICE = "NF "
"""What stands before the number of the invoice that a row is, in place of a line's number."""
ITEM, PART, ORDER = range(3)
"""What a row is of its order: one of its items, one of its invoices, or the whole."""


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
    def part(self) -> int:
        """ITEM where it has a line's number or a product, PART where an invoice's, else ORDER."""
        if self.product_id is not None:
            return ITEM
        return (PART if self.line.startswith(INVOICE) else ITEM) if self.line else ORDER

    @property
    def is_whole(self) -> bool:
        """Whether the row is an order as a whole, or an invoice of it."""
        return self.part != ITEM

    @property
    def content(self) -> tuple[str, int, str, int, float, int, str, str]:
        """Everything the row says, with blanks that sort; the id it is stored under aside."""
        return (
            self.line,
            self.product_id or 0,
            self.day,
            self.amount_cents,
            self.quantity or 0.0,
            self.unit_price_cents or 0,
            self.status,
            self.details,
        )


class Header(NamedTuple):
    """What an order's rows say of the order as a whole: day ISO, amount in centavos."""

    day: str
    amount_cents: int
    status: str


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
