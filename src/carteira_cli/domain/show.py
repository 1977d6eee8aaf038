"""One customer whole: everything the portfolio knows of it on one day."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from carteira_cli.domain.days import month_end_before
from carteira_cli.domain.models import Contact, Customer, FollowUp, Interaction, Order
from carteira_cli.domain.segments import Portrait
from carteira_cli.domain.situation import Thresholds

MONTHS_SHOWN = 24


class Item(NamedTuple):
    """A product in an order; `quantity` is None where the file had none."""

    name: str
    quantity: float | None


class Placed(NamedTuple):
    """An order, and what was in it: nothing where the file had no lines."""

    order: Order
    items: Sequence[Item]


class Usual(NamedTuple):
    """A product of a customer's mix: in how many orders, and on which day (ISO) the last time."""

    name: str
    times: int
    last_on: str


class Dealing(NamedTuple):
    """What a customer bought of one principal ("": none was said), and its last day (ISO)."""

    principal: str
    revenue_cents: int
    last_on: str


class Dealings(NamedTuple):
    """A customer's sales: the last orders, the mix, the principals, and each day's net.

    `days` are all days with an uncancelled sale (ISO) and their net centavos, oldest first.
    """

    orders: Sequence[Placed]
    products: Sequence[Usual]
    principals: Sequence[Dealing]
    days: Sequence[tuple[str, int]]


class Talks(NamedTuple):
    """Whom to talk to there, what was said lately, and what is still promised."""

    contacts: Sequence[Contact]
    interactions: Sequence[Interaction]
    follow_ups: Sequence[FollowUp]


class Judged(NamedTuple):
    """How the situation came about: its rule, the settings, the portfolio's gap (G, in days)."""

    rule: str
    thresholds: Thresholds
    portfolio_gap: float


class Card(NamedTuple):
    """One customer on the day `as_of`. The portrait's window is the 12 months."""

    as_of: date
    customer: Customer
    portrait: Portrait
    judged: Judged
    dealings: Dealings
    talks: Talks


def monthly(
    days: Iterable[tuple[str, int]], as_of: date, months: int = MONTHS_SHOWN
) -> list[tuple[str, int]]:
    """Net centavos of each of the last `months` months (YYYY-MM), that of `as_of` last.

    Months without a sale are 0; sales before the first month count nowhere.
    """
    sums = {}
    month = as_of
    for _ in range(months):
        sums[month.isoformat()[:7]] = 0
        month = month_end_before(month)
    for day, cents in days:
        if day[:7] in sums:
            sums[day[:7]] += cents
    return sorted(sums.items())
