"""How many customers were in each situation at past month ends, counted in one pass."""

from array import array
from bisect import insort
from collections import Counter
from collections.abc import Iterable, Sequence
from math import log
from typing import NamedTuple

from carteira_cli.domain.purchases import Summary, median
from carteira_cli.domain.rhythm import (
    REGULAR_ORDER_DAYS,
    lateness,
    portfolio_gap,
    usual_interval,
)
from carteira_cli.domain.situation import Thresholds, situation

WITH_RHYTHM = "with_rhythm"
LATE = "late"
_LATE_FROM = 2.0


class _Standing(NamedTuple):
    """Customers as they stood at one day, column by column: there may be a hundred thousand."""

    first: "array[int]"
    last: "array[int]"
    gaps: "array[int]"
    sum_ln_gap: "array[float]"
    median_gap: list[float | None]
    former: list[bool]


class History(NamedTuple):
    """One customer's order days (ordinals, ascending) and the day the rep gave it up, if any."""

    order_days: Sequence[int]
    former_on: int | None


def count_at(
    histories: Iterable[History], ends: Sequence[int], thresholds: Thresholds
) -> dict[int, Counter[str]]:
    """Customers per situation at each day of `ends` (ordinals, ascending); prospects are left out.

    Beside the situations, `WITH_RHYTHM` counts those with three order days or more and `LATE` those
    of them who are silent for more than two usual intervals. A customer counts as former from the
    day the rep said so.
    """
    standings = [_Standing(array("l"), array("l"), array("l"), array("d"), [], []) for _end in ends]
    for history in histories:
        _follow(history, ends, standings)
    return {
        end: _counted(standing, end, thresholds)
        for end, standing in zip(ends, standings, strict=True)
    }


def _follow(history: History, ends: Sequence[int], standings: list[_Standing]) -> None:
    """Walk once through a customer's order days, noting how it stood at each end."""
    days = history.order_days
    place, sum_ln_gap, gaps = 0, 0.0, list[int]()
    for end, standing in zip(ends, standings, strict=True):
        while place < len(days) and days[place] <= end:
            if place:
                gap = days[place] - days[place - 1]
                sum_ln_gap += log(gap)
                insort(gaps, gap)
            place += 1
        if place:
            standing.first.append(days[0])
            standing.last.append(days[place - 1])
            standing.gaps.append(place - 1)
            standing.sum_ln_gap.append(sum_ln_gap)
            standing.median_gap.append(median(gaps))
            standing.former.append(history.former_on is not None and history.former_on <= end)


def _counted(standing: _Standing, end: int, thresholds: Thresholds) -> Counter[str]:
    overall = portfolio_gap(standing.median_gap)
    counts: Counter[str] = Counter()
    for first, last, gaps, sum_ln_gap, former in zip(
        standing.first,
        standing.last,
        standing.gaps,
        standing.sum_ln_gap,
        standing.former,
        strict=True,
    ):
        late_by = lateness(end - last, usual_interval(sum_ln_gap, gaps, overall))
        summary = Summary(0, first, last, gaps + 1, 0, 0, sum_ln_gap, None, 0.0, ())
        counts[situation(summary, end, late_by, thresholds, former=former)] += 1
        if gaps + 1 >= REGULAR_ORDER_DAYS:
            counts[WITH_RHYTHM] += 1
            counts[LATE] += late_by > _LATE_FROM
    return counts
