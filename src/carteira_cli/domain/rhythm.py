"""The usual interval between a customer's order days, and how late the customer is by it."""

from collections.abc import Iterable
from math import exp, log

from carteira_cli.domain.purchases import median

DAYS_WITHOUT_ANY_GAP = 30.0
REGULAR_ORDER_DAYS = 3  # below, two gaps or fewer say nothing about a rhythm
_PRIOR_GAPS = 2


def portfolio_gap(median_gaps: Iterable[float | None]) -> float:
    """G: the median, over customers, of their median gap in days; 30 when nobody has a gap."""
    known = [gap for gap in median_gaps if gap is not None]
    return median(known) or DAYS_WITHOUT_ANY_GAP


def usual_interval(sum_ln_gap: float, gaps_count: int, portfolio_gap: float) -> float:
    """The usual interval in days: g = exp((Σ ln gap + 2·ln G) / (k + 2)).

    The geometric mean of the customer's `gaps_count` gaps with the portfolio's gap G counted in
    twice: with few gaps it leans on the others, with many it is the customer's own. With no gap
    it is G.
    """
    return exp((sum_ln_gap + _PRIOR_GAPS * log(portfolio_gap)) / (gaps_count + _PRIOR_GAPS))


def lateness(days_silent: int, interval: float) -> float:
    """How many usual intervals the customer has been silent: L = e / g."""
    return days_silent / interval


def rhythm(order_days: int, lateness: float) -> str:
    """The code of the rhythm: on_time to 1 interval, due to 2, late to 4, very_late beyond.

    Below 3 order days there is no_rhythm.
    """
    if order_days < REGULAR_ORDER_DAYS:
        return "no_rhythm"
    if lateness <= 1:
        return "on_time"
    if lateness <= 2:
        return "due"
    return "late" if lateness <= 4 else "very_late"
