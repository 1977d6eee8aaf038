"""The plain values that travel between the layers.

Days are ISO text of the civil day (`2026-11-22`) where they come from or go to a file, and
proleptic ordinals (`date.toordinal()`) where they are counted with. Money is integer centavos.
Absent text is an empty string; absent anything else is None.
"""

from typing import NamedTuple


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
    reaches: tuple["Reach", ...] = ()


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


class ContactRow(NamedTuple):
    """One understood person at a customer: from a list of contacts, a vCard or a phone's export.

    `birthday` is ISO or None, without its year `--05-13`. `reaches` are the ways to reach the
    person, the first one to call.
    """

    line: int
    party: Party
    reaches: tuple["Reach", ...] = ()
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


class Customer(NamedTuple):
    """A customer of the portfolio as reports need it. Days ISO, money centavos."""

    id: int
    name: str
    trade_name: str
    tax_id: str
    segment: str
    size: str
    potential: str
    network: str
    city: str
    state: str
    notes: str
    stated_last_on: str | None
    stated_last_cents: int | None
    former_on: str | None
    former_reason: str | None
    do_not_contact: int

    @property
    def shown(self) -> str:
        """The name the rep knows: the trade name where there is one."""
        return self.trade_name or self.name


class Mark(NamedTuple):
    """What of a customer's record decides its situation and whether it may be called. Days ISO."""

    customer_id: int
    stated_last_on: str | None
    former_on: str | None
    do_not_contact: int


class Reach(NamedTuple):
    """How to reach somebody: `phone` is E.164 or "", `phone_text` the cell as it came."""

    name: str = ""
    phone: str = ""
    phone_text: str = ""
    email: str = ""


class Contact(NamedTuple):
    """A person, or at least a number, at a customer. `birthday` is ISO; without year `--05-13`."""

    customer_id: int
    reach: Reach
    role: str
    birthday: str | None


class Bought(NamedTuple):
    """What was bought in a span: net centavos (returns included), positive orders, order days."""

    revenue_cents: int
    orders: int
    order_days: int


class Freshness(NamedTuple):
    """How old a source is: its newest sale and its last import, both ISO days."""

    name: str
    last_on: str
    imported_on: str


class Recorded(NamedTuple):
    """One operation of the history: `at` a UTC instant, `undone_by` the one that took it back."""

    id: int
    at: str
    command: str
    summary: str
    reverts: int | None
    undone_by: int | None


class Interaction(NamedTuple):
    """A contact made: the day (ISO), over which channel, with what result, reason and note."""

    customer_id: int
    day: str
    channel: str
    result: str
    reason: str
    note: str


class FollowUp(NamedTuple):
    """A promise with a day (ISO); `done_on` is None while it is still to be kept."""

    id: int
    customer_id: int
    due_on: str
    what: str
    done_on: str | None


class Order(NamedTuple):
    """One order as a list shows it. `operation` is the number of the import that brought it."""

    id: int
    ordered_on: str
    number: str
    customer_id: int
    principal: str
    source: str
    amount_cents: int
    status: str
    lines: int
    operation: int


class OpenOrder(NamedTuple):
    """An order still open: its number ("" where it has none), its day (ISO), its amount."""

    customer_id: int
    number: str
    ordered_on: str
    amount_cents: int


class Finding(NamedTuple):
    """One check: its code, whether all was well, and what was found otherwise."""

    check: str
    sound: bool
    detail: str


class Found(NamedTuple):
    """The ids of the orders that were found, newest first: as rows, returns are among them.

    `orders` counts those of more than nothing, `returns` those of less; `total_cents` is their net.
    """

    ids: list[int]
    orders: int
    returns: int
    total_cents: int
