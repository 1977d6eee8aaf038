"""What a row of a file may be understood as: plain values on their way into the portfolio.

Days are ISO text (`2026-11-22`), money is integer centavos. Absent text is an empty string; absent
anything else is None.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from typing import Any, NamedTuple


class Reach(NamedTuple):
    """How to reach somebody: `phone` is E.164 or "", `phone_text` the cell as it came."""

    name: str = ""
    phone: str = ""
    phone_text: str = ""
    email: str = ""


class Party(NamedTuple):
    """Who a row says the customer is: only what the row itself says, nothing looked up.

    `tax_id` is normalised and has valid check digits, or is empty; `tax_id_text` is the cell as it
    came when it is not valid. `phone` is E.164 where it was understood, `phone_text` as it came.
    `reaches` are all ways to reach it where those three do not say all, the one to call first.
    """

    name: str = ""
    trade_name: str = ""
    code: str = ""
    tax_id: str = ""
    tax_id_text: str = ""
    city: str = ""
    state: str = ""
    segment: str = ""
    phone: str = ""
    phone_text: str = ""
    email: str = ""
    reaches: tuple[Reach, ...] = ()


class Instalment(NamedTuple):
    """One due date of a sale (ISO) and its amount in centavos."""

    due_on: str
    amount_cents: int


class SaleRow(NamedTuple):
    """One understood row of a sales file: an order, or one line of it.

    `line` is the row's line in the file. `order` and `line_key` are the order's number and the
    line's own number, empty where the file has none. `status` is a code of the glossary, or empty
    where the file says nothing of it: a new sale then counts as invoiced, a stored one stays as it
    is. `quantity` keeps fractions (kg).
    """

    line: int
    party: Party
    ordered_on: str
    amount_cents: int
    order: str = ""
    line_key: str = ""
    status: str = ""
    principal: str = ""
    product: str = ""
    product_code: str = ""
    category: str = ""
    quantity: float | None = None
    unit_price_cents: int | None = None
    gross_cents: int | None = None
    channel: str = ""
    payment_terms: str = ""
    commission_bp: int | None = None
    invoiced_on: str | None = None
    paid_on: str | None = None


class SaleRows(NamedTuple):
    """Rows of a sales file that were read together, at least one: what a million rows go as.

    `columns` are the values of SaleRow's fields, in their order, each of all rows.
    """

    columns: tuple[Sequence[Any], ...]

    @classmethod
    def of(cls, rows: Iterable[SaleRow]) -> "SaleRows":
        """These rows together."""
        return cls(tuple(zip(*rows, strict=True)))

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self.columns[0])

    def each(self) -> Iterator[SaleRow]:
        """The rows one by one."""
        return map(tuple.__new__, repeat(SaleRow), zip(*self.columns, strict=True))


class ContactRow(NamedTuple):
    """One understood person at a customer: from a list of contacts, a vCard or a phone's export.

    `birthday` is ISO or None, without its year `--05-13`. `reaches` are the ways to reach the
    person, the first one to call.
    """

    line: int
    party: Party
    reaches: tuple[Reach, ...] = ()
    role: str = ""
    birthday: str | None = None


class InteractionRow(NamedTuple):
    """One understood contact made (a visit report's row).

    `day` is ISO, `time` is `hh:mm` or empty; `channel`, `result` and `reason` are codes of the
    glossary or empty; `note` is the text as it came, after the words that have no code.
    """

    line: int
    party: Party
    day: str
    time: str = ""
    channel: str = ""
    result: str = ""
    reason: str = ""
    note: str = ""


class CustomerRow(NamedTuple):
    """One understood row of a customer list. `last_on`, `last_cents`: a purchase it only states."""

    line: int
    party: Party
    contact: str = ""
    size: str = ""
    network: str = ""
    notes: str = ""
    last_on: str | None = None
    last_cents: int | None = None


class Problem(NamedTuple):
    """A row that cannot be understood: where, what stood there, and why, as a sentence.

    `column` is the header's text ("" when the row as a whole is at fault). `cells` is the whole
    row as read, for the file of refused rows.
    """

    line: int
    column: str
    value: str
    reason: str
    cells: tuple[str, ...] = ()


class Skipped(NamedTuple):
    """A row that is not data (a total, a repeated header, a footer), and why."""

    line: int
    reason: str


FileRow = SaleRow | CustomerRow | ContactRow | InteractionRow | Problem | Skipped
"""What one row of a file may be understood as."""


Passing = FileRow | SaleRows
"""What passes from a file to the portfolio: its rows, of sales many together."""


def each(rows: Iterable[Passing]) -> Iterator[FileRow]:
    """All rows one by one."""
    for row in rows:
        if isinstance(row, SaleRows):
            yield from row.each()
        else:
            yield row
