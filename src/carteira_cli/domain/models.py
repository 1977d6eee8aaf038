"""The plain values that travel between the layers.

Days are ISO text of the civil day (`2026-11-22`) where they come from or go to a file, and
proleptic ordinals (`date.toordinal()`) where they are counted with. Money is integer centavos.
Absent text is an empty string; absent anything else is None.
"""

from typing import NamedTuple

from carteira_cli.domain.rows import Reach


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
