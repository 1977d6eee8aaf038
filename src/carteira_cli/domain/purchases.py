"""Order days: what a customer's history comes down to, and the value score.

An order day is a day on which a customer's uncancelled sales, returns netted, come to more than
nothing. Rhythm, risk and value are computed from order days, never from order rows.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import exp2, fsum, log
from typing import NamedTuple

HALF_LIFE_DAYS = 120


class DayNet(NamedTuple):
    """One customer on one day: net centavos of all uncancelled rows, number of positive orders."""

    day: int
    net_cents: int
    orders: int


class Summary(NamedTuple):
    """What a customer's whole history comes down to.

    `first_day` and `last_day` are the first and last order day, None without any. `orders` and
    `revenue_cents` count every day, returns included. `value_at_last` is the value score on
    `last_day`, in centavos. `gap_days` are the days between order days, oldest first; it may be
    left empty by whoever does not ask for the population's risk.
    """

    customer_id: int
    first_day: int | None
    last_day: int | None
    order_days: int
    orders: int
    revenue_cents: int
    sum_ln_gap: float
    median_gap: float | None
    value_at_last: float
    gap_days: tuple[int, ...]


def summarise(customer_id: int, days: Sequence[tuple[int, int, int]]) -> Summary:
    """The summary of a customer's (day, net_cents, orders), one per day, in ascending order.

    No days, or returns only: no order day, nothing but orders and revenue. One order day: no gap.
    The value score is carried from order day to order day, so that it neither overflows nor
    loses the small ones, however long the history is.
    """
    order_days = [(day, net) for day, net, _orders in days if net > 0]
    gaps = _gaps(order_days)
    return Summary(
        customer_id,
        order_days[0][0] if order_days else None,
        order_days[-1][0] if order_days else None,
        len(order_days),
        sum([orders for _day, _net, orders in days]),
        sum([net for _day, net, _orders in days]),
        fsum(map(log, gaps)),
        median(gaps),
        _value_at_last(order_days),
        gaps,
    )


def _gaps(order_days: list[tuple[int, int]]) -> tuple[int, ...]:
    return tuple([later - earlier for (earlier, _), (later, _) in pairwise(order_days)])


def median(values: Sequence[float]) -> float | None:
    """The middle value, or the mean of the two in the middle; None of nothing."""
    if not values:
        return None
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2


def _value_at_last(order_days: list[tuple[int, int]]) -> float:
    value = 0.0
    last = order_days[0][0] if order_days else 0
    for day, net in order_days:
        value = value * exp2((last - day) / HALF_LIFE_DAYS) + net
        last = day
    return value


def value_score(summary: Summary, as_of: int) -> float:
    """V = Σ positive order-day net · 2^(−age in days/120) at `as_of`, in centavos; 0 of nothing.

    An exponentially weighted sum with a half-life of 120 days: what the customer bought lately
    weighs most. It orders a call list; it is not money.
    """
    if summary.last_day is None:
        return 0.0
    return summary.value_at_last * exp2((summary.last_day - as_of) / HALF_LIFE_DAYS)


def with_stated(summary: Summary, stated_day: int | None) -> Summary:
    """The summary of a customer whose list states a last purchase on `stated_day` (ordinal).

    Without any order day it counts as one: first and last day, and never revenue or value. Real
    orders make the statement void, and None changes nothing.
    """
    if summary.order_days or stated_day is None:
        return summary
    return summary._replace(first_day=stated_day, last_day=stated_day, order_days=1)
