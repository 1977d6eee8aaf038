"""The situation of a customer, and the rule that decided it."""

from typing import NamedTuple

from carteira_cli.domain.purchases import Summary
from carteira_cli.domain.rhythm import REGULAR_ORDER_DAYS

SITUATION_OF_RULE = {
    "never_bought": "prospect",
    "marked_former": "former",
    "first_bought_lately": "new",
    "silent_for_long": "inactive",
    "within_two_intervals": "active",
    "bought_lately": "active",
    "within_four_intervals": "at_risk",
    "late_but_bought_lately": "at_risk",
    "silent_for_a_while": "at_risk",
    "beyond_four_intervals": "inactive",
    "silent_beyond_limit": "inactive",
}


class Thresholds(NamedTuple):
    """The settings of the situation, in days; `rule` is "rhythm" or "calendar".

    A first order day is recent for `new_days`. Without a rhythm of its own, a customer is active
    for `occasional_days` of silence and at risk until `at_risk_days`. Beyond `inactive_days`
    nobody is.
    """

    new_days: int = 90
    occasional_days: int = 60
    at_risk_days: int = 90
    inactive_days: int = 365
    rule: str = "rhythm"


DEFAULTS = Thresholds()


def situation(
    summary: Summary,
    as_of: int,
    lateness: float,
    thresholds: Thresholds = DEFAULTS,
    *,
    former: bool = False,
) -> str:
    """The code of the situation: prospect, former, new, active, at_risk or inactive.

    Exactly one for every summary: see `situation_rule`, which takes the same arguments.
    """
    return SITUATION_OF_RULE[situation_rule(summary, as_of, lateness, thresholds, former=former)]


def situation_rule(
    summary: Summary,
    as_of: int,
    lateness: float,
    thresholds: Thresholds = DEFAULTS,
    *,
    former: bool = False,
) -> str:
    """The rule that decides the situation, a key of `SITUATION_OF_RULE`; the first that matches.

    Args:
        summary: The customer's history up to `as_of`.
        as_of: The reference day (ordinal).
        lateness: L; looked at from 3 order days on only.
        thresholds: The settings; with `rule="calendar"` the lateness is never looked at.
        former: Whether the rep marked the customer as a former one.
    """
    first, last = summary.first_day, summary.last_day
    if first is None or last is None:
        return "never_bought"
    if former:
        return "marked_former"
    silent = as_of - last
    if as_of - first <= thresholds.new_days and silent <= thresholds.occasional_days:
        return "first_bought_lately"
    if silent > thresholds.inactive_days:
        return "silent_for_long"
    return _rule_of_silence(summary.order_days, silent, lateness, thresholds)


def _rule_of_silence(order_days: int, silent: int, lateness: float, thresholds: Thresholds) -> str:
    if order_days >= REGULAR_ORDER_DAYS and thresholds.rule == "rhythm":
        return _by_rhythm(silent, lateness, thresholds)
    if silent <= thresholds.occasional_days:
        return "bought_lately"
    return "silent_for_a_while" if silent <= thresholds.at_risk_days else "silent_beyond_limit"


def _by_rhythm(silent: int, lateness: float, thresholds: Thresholds) -> str:
    if lateness <= 2:
        return "within_two_intervals"
    if lateness <= 4:
        return "within_four_intervals"
    if silent <= thresholds.occasional_days:
        return "late_but_bought_lately"
    return "beyond_four_intervals"
