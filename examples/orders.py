"""When each customer buys, what, and what became of it.

Days are drawn backwards from a customer's last order, because that is the one a call list is about.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from customers import Customer, dice

HISTORY_DAYS = 728
NEW_DAYS = 58
BUSINESS_WEEK = 5
SUNDAY = 6
HOLIDAYS = {(1, 1), (4, 21), (5, 1), (9, 7), (10, 12), (11, 2), (11, 15), (11, 20), (12, 25)}
SEASONS = {"christmas": {11, 12}, "june": {5, 6}, "summer": {10, 11, 12, 1, 2, 3}}
MONTH_FACTOR = {1: 0.82, 2: 0.9, 6: 1.08, 11: 1.12, 12: 1.25}
SECOND_PRINCIPAL = 0.42  # the share of visits at which another principal sells something too


class Order(NamedTuple):
    """One order of one customer with one principal; `cents` are centavos, negative for a return."""

    customer: Customer
    principal: str
    day: date
    cents: int


def all_orders(customers: list[Customer], last_day: dict[str, date]) -> list[Order]:
    """Every order by day, none of a principal after the last day of that principal's file."""
    anchor = max(last_day.values())
    orders = [
        order
        for customer in customers
        for order in _orders_of(customer, anchor)
        if order.day <= last_day[order.principal]
    ]
    return sorted(orders, key=lambda order: (order.day, order.customer.code, order.principal))


def _orders_of(customer: Customer, anchor: date) -> Iterator[Order]:
    draw = dice("orders", customer.trade)
    days = _order_days(customer, anchor, draw)
    for to_come, day in zip(range(len(days) - 1, -1, -1), days, strict=True):
        size = _fading(customer, to_come) * MONTH_FACTOR.get(day.month, 1.0)
        for principal in customer.principals:
            main = principal == customer.principals[0]
            if main or draw.random() < SECOND_PRINCIPAL:
                ticket = customer.ticket * (1.0 if main else 0.55)
                cents = round(100 * ticket * size * draw.triangular(0.55, 1.6, 0.95))
                yield Order(customer, principal, day, cents)


def _order_days(customer: Customer, anchor: date, draw: random.Random) -> list[date]:
    """The business days on which the customer orders, earliest first."""
    if customer.rhythm == "prospect":
        return []
    last = anchor - timedelta(days=customer.silent)
    first = anchor - timedelta(days=_age(customer, draw))
    drawn = [last] if customer.rhythm == "one_off" else _backwards(customer, last, first, draw)
    season = SEASONS.get(customer.rhythm, range(1, 13))
    return sorted({_business_day(day) for day in drawn if day.month in season})


def _age(customer: Customer, draw: random.Random) -> int:
    """How many days before the anchor the customer was won; two in three were there before."""
    if customer.rhythm == "new":
        return NEW_DAYS
    won_later = customer.rhythm == "steady" and draw.random() < 1 / 3
    return draw.randint(200, HISTORY_DAYS - 60) if won_later else HISTORY_DAYS


def _backwards(customer: Customer, last: date, first: date, draw: random.Random) -> list[date]:
    days = []
    day = last
    while day >= first:
        days.append(day)
        stretch = 1 + 1.1 * 0.7 ** len(days) if customer.rhythm == "fading" else 1.0
        gap = customer.every * stretch * draw.triangular(0.7, 1.4, 0.95)
        day -= timedelta(days=max(round(gap), 2))
    return days


def _business_day(day: date) -> date:
    """The day itself, or the nearest that is no weekend and no fixed holiday: Monday for Sunday."""
    step = timedelta(days=1 if day.weekday() == SUNDAY else -1)
    while day.weekday() >= BUSINESS_WEEK or (day.month, day.day) in HOLIDAYS:
        day += step
    return day


def _fading(customer: Customer, to_come: int) -> float:
    """What is left of the ticket: the last eight orders of a fading customer shrink one by one."""
    if customer.rhythm != "fading":
        return 1.0
    return 0.88 ** max(0, 8 - to_come)
