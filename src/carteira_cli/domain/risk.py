"""The risk that a customer does not buy within the next two usual intervals, in closed form.

A gamma-Poisson buying rate, fitted by moments over the portfolio (as in Schmittlein, Morrison and
Colombo 1987 and Fader, Hardie and Lee 2005, without their search for a maximum), and a share π of
customers for whom an order day was the last. Uncalibrated it runs 5 to 16 points too high: screens
show three bands, and the number only to who asks for the explanation.
"""

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from itertools import accumulate, chain
from typing import NamedTuple

from carteira_cli.domain.purchases import Summary
from carteira_cli.domain.quantile import type7
from carteira_cli.domain.rhythm import portfolio_gap

_PI_FIRST, _PI_LATER = 0.5, 0.2  # where there is nothing to count
_PI_LEAST, _PI_MOST = 0.02, 0.95
_SETTLED_DAYS = 30  # a younger order day cannot yet be told to be the last
_SHORTEST_WINDOW, _LONGEST_WINDOW = 14, 180
_LOW, _HIGH = 1 / 3, 2 / 3


class Population(NamedTuple):
    """What the risk of one customer takes from all of them.

    `portfolio_gap` (G) and `q95_gap` are days; `pi_first` and `pi_later` the share (0.02–0.95) of
    first and of later order days that were the last; `r` and `alpha` (A, in days) the shape and
    rate of the buying rates. Without any gap in the portfolio (`has_gaps` False) there is no risk,
    and `q95_gap`, `r` and `alpha` are 0.
    """

    portfolio_gap: float
    q95_gap: float
    pi_first: float
    pi_later: float
    r: float
    alpha: float
    has_gaps: bool


_History = tuple[int, int, int, tuple[int, ...]]
"""A buyer at the reference day: gaps, days since the first and the last order day, the gaps."""


def population(summaries: Iterable[Summary], as_of: int) -> Population:
    """The population's parameters on the day `as_of` (ordinal), from summaries that end by then.

    Needs the summaries' `gap_days`. Customers without an order day count nowhere, and the order
    of the summaries changes nothing. An empty portfolio, or one without any gap, has no risk.
    """
    buyers = [summary for summary in summaries if summary.order_days]
    histories = _histories(buyers, as_of)
    gap = portfolio_gap([summary.median_gap for summary in buyers])
    q95 = _q95_gap(histories)
    pi_first, pi_later = _last_shares(histories, max(q95, _SETTLED_DAYS))
    if not q95:
        return Population(gap, 0.0, pi_first, pi_later, 0.0, 0.0, has_gaps=False)
    r, alpha = _buying_rates(histories)
    return Population(gap, q95, pi_first, pi_later, r, alpha, has_gaps=True)


def _histories(buyers: Iterable[Summary], as_of: int) -> list[_History]:
    return [
        (buyer.order_days - 1, as_of - buyer.first_day, as_of - buyer.last_day, buyer.gap_days)
        for buyer in buyers
        if buyer.first_day is not None and buyer.last_day is not None
    ]


def _q95_gap(histories: Iterable[_History]) -> float:
    counts = Counter(chain.from_iterable([history[3] for history in histories]))
    if not counts:
        return 0.0
    gaps = sorted(counts)
    up_to = list(accumulate([counts[gap] for gap in gaps]))
    return type7(lambda index: gaps[bisect_right(up_to, index)], up_to[-1], 95, 100)


def _last_shares(histories: Iterable[_History], settled: float) -> tuple[float, float]:
    """π of first and of later order days, each over those at least `settled` days old."""
    first = first_last = later = later_last = 0
    for gaps_count, tenure, silent, gap_days in histories:
        if tenure < settled:
            continue
        first += 1
        if not gaps_count:
            first_last += 1
        elif silent >= settled:
            later += gaps_count
            later_last += 1
        else:
            later += gaps_count - _younger(silent, gap_days, settled)
    return _share(first_last, first, _PI_FIRST), _share(later_last, later, _PI_LATER)


def _younger(silent: int, gap_days: tuple[int, ...], settled: float) -> int:
    """How many order days are younger than `settled`, back from the last; the first never is."""
    younger, age = 0, silent
    while age < settled:
        younger += 1
        age += gap_days[-younger]
    return younger


def _share(part: int, whole: int, otherwise: float) -> float:
    if not whole:
        return otherwise
    return min(max(part / whole, _PI_LEAST), _PI_MOST)


def _buying_rates(histories: Iterable[_History]) -> tuple[float, float]:
    """The rates' r and A by moments; exactly rounded sums hide the order of the customers."""
    spans = [(gaps_count, max(tenure, 1)) for gaps_count, tenure, _silent, _gaps in histories]
    total_days = sum([days for _count, days in spans])
    w = sum([count for count, _days in spans]) / total_days
    v = math.fsum([days * (count / days - w) ** 2 for count, days in spans]) / total_days
    z = len(spans) * w / total_days
    b = max(v - z, 0.05 * w * w)
    return w * w / b, w / b


def alive(population: Population, order_days: int, tenure: int, silent: int) -> float | None:
    """The chance (0–1) that the last order day was not the last of all.

    Args:
        population: From `population`.
        order_days: n; without any there is nothing to say.
        tenure: Days since the first order day (T).
        silent: Days since the last one (e).

    Returns:
        None for a prospect, and for everybody when nobody has a gap.
    """
    if not order_days or not population.has_gaps:
        return None
    pi = population.pi_first if order_days == 1 else population.pi_later
    alpha = population.alpha
    silence = math.pow((alpha + tenure - silent) / (alpha + tenure), population.r + order_days - 1)
    still = silence * (1 - pi)
    return still / (still + pi)


def risk(
    population: Population, alive: float | None, order_days: int, tenure: int, interval: float
) -> float | None:
    """The chance (0–1) of no purchase within two usual intervals (14 to 180 days) from now.

    `alive` is what the function of that name gave for the same customer, `tenure` the days since
    the first order day and `interval` the usual interval in days. None where `alive` is None.
    """
    if alive is None:
        return None
    window = min(max(2 * interval, _SHORTEST_WINDOW), _LONGEST_WINDOW)
    past = population.alpha + tenure
    return 1 - alive * (1 - math.pow(past / (past + window), population.r + order_days - 1))


def risk_band(risk: float | None) -> str | None:
    """The code of a risk: low below 1/3, high from 2/3, medium between; None of None."""
    if risk is None:
        return None
    if risk < _LOW:
        return "low"
    return "medium" if risk < _HIGH else "high"
