"""How each customer stands on a day: usual interval, lateness and situation, in one pass."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from carteira_cli.domain.money import average
from carteira_cli.domain.purchases import Summary
from carteira_cli.domain.rhythm import lateness, portfolio_gap, usual_interval
from carteira_cli.domain.situation import SITUATION_OF_RULE, Thresholds, situation_rule


class Standing(NamedTuple):
    """One customer on the reference day. Interval in days; silence in days, None for a prospect."""

    summary: Summary
    interval: float
    days_silent: int | None
    lateness: float
    situation: str


def standings(
    summaries: Iterable[Summary],
    as_of: int,
    thresholds: Thresholds,
    former_on: Mapping[int, int],
) -> list[Standing]:
    """The standing of every customer on `as_of` (ordinal), in the order they come.

    `former_on` says since which day (ordinal) the rep counts a customer as former. Of a prospect
    the lateness is 0 and the interval the portfolio's. Of nobody: an empty list.
    """
    summaries = list(summaries)
    overall = portfolio_gap([summary.median_gap for summary in summaries])
    former = {key for key, day in former_on.items() if day <= as_of}
    stood = []
    for summary in summaries:
        days = summary.order_days
        interval = usual_interval(summary.sum_ln_gap, days - 1 if days else 0, overall)
        silent = None if summary.last_day is None else as_of - summary.last_day
        late_by = 0.0 if silent is None else lateness(silent, interval)
        is_former = summary.customer_id in former
        rule = situation_rule(summary, as_of, late_by, thresholds, former=is_former)
        code = SITUATION_OF_RULE[rule]
        stood.append(Standing._make((summary, interval, silent, late_by, code)))
    return stood


def ticket(standing: Standing) -> int | None:
    """The average ticket over the whole history: net ÷ orders, in centavos; None without orders."""
    return average(standing.summary.revenue_cents, standing.summary.orders)
