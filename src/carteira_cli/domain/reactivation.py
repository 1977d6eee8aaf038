"""Whom to call, and in which order.

Lateness alerts and probability grades, but value orders: on real histories the exponentially
weighted sum of recent purchases found more of the revenue that came back than RFM, BG/NBD, total
or recency did.
"""

from collections.abc import Iterable
from heapq import nsmallest
from typing import NamedTuple

from carteira_cli.domain.rhythm import REGULAR_ORDER_DAYS

_LATE = 2.0
_OPEN_ORDER_DAYS = 30
CONTACT_DAYS = 7


class Reachable(NamedTuple):
    """A customer as the call list sees it. Days are ordinals, `value_score` is V in centavos.

    `open_order_on` is the newest order still open, `contacted_on` the last contact, `follow_up_on`
    the earliest promise not yet kept; each None where there is none.
    """

    customer_id: int
    order_days: int
    days_silent: int
    lateness: float
    value_score: float
    revenue_cents: int
    former: bool = False
    do_not_contact: bool = False
    open_order_on: int | None = None
    contacted_on: int | None = None
    follow_up_on: int | None = None


def candidates(
    customers: Iterable[Reachable],
    as_of: int,
    *,
    silent: int | None = None,
    former: bool = False,
    occasional_days: int = 60,
) -> list[Reachable]:
    """The customers to call on `as_of` (ordinal), unordered: see `in_order`.

    Those who are silent, and those to whom something was promised for that day, silent or not.
    Never a prospect, nor who does not wish to be contacted, has an open order younger than 30
    days, or was contacted in the last 7 days and has no follow-up due.

    Args:
        customers: The portfolio; empty gives nobody.
        as_of: The reference day.
        silent: With it, everybody silent for more days than that. Without, those later than 2
            usual intervals (from 3 order days on) or silent for more than `occasional_days`.
        former: The former customers and only they, however silent, instead of all the others.
        occasional_days: The setting of the situation that bears this name.
    """
    return [
        customer
        for customer in customers
        if customer.order_days
        and customer.former == former
        and (is_due(customer, as_of) or _is_silent(customer, silent, occasional_days))
        and _may_be_called(customer, as_of)
    ]


def _is_silent(customer: Reachable, silent: int | None, occasional_days: int) -> bool:
    if silent is not None:
        return customer.days_silent > silent
    if customer.former:
        return True
    if customer.order_days >= REGULAR_ORDER_DAYS:
        return customer.lateness > _LATE
    return customer.days_silent > occasional_days


def _may_be_called(customer: Reachable, as_of: int) -> bool:
    if customer.do_not_contact or _is_within(customer.open_order_on, as_of, _OPEN_ORDER_DAYS):
        return False
    return is_due(customer, as_of) or not _is_within(customer.contacted_on, as_of, CONTACT_DAYS)


def _is_within(day: int | None, as_of: int, days: int) -> bool:
    return day is not None and as_of - days < day


def is_due(customer: Reachable, as_of: int) -> bool:
    """Whether something was promised to the customer for `as_of` or before."""
    return customer.follow_up_on is not None and customer.follow_up_on <= as_of


def in_order(candidates: Iterable[Reachable], as_of: int, limit: int = 0) -> list[Reachable]:
    """The first `limit` (0: all) to call, the most worthwhile first.

    Due follow-ups before the others; then by value score, total revenue, the shorter silence, and
    id, so that no two are tied and the order of the input never shows.
    """

    def place(customer: Reachable) -> tuple[bool, float, int, int, int]:
        return (
            not is_due(customer, as_of),
            -customer.value_score,
            -customer.revenue_cents,
            customer.days_silent,
            customer.customer_id,
        )

    return nsmallest(limit, candidates, key=place) if limit else sorted(candidates, key=place)
