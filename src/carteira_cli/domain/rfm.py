"""Recency, frequency and monetary scores from 1 to 5, and the ten segments they fall into."""

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Sequence
from functools import cache
from itertools import product
from typing import NamedTuple

from carteira_cli.domain.quantile import type7

FEWEST_SCORED = 20
_FIXED_CUTS = (1, 2, 4, 9)  # 1 / 2 / 3–4 / 5–9 / 10 or more order days

# Lowest and highest R, F and M; the first that matches. Then the ten scores that none of them
# holds, each with the nearest.
_RANGES = (
    ("champions", (5, 5), (5, 5), (5, 5)),
    ("potential_loyalist", (3, 5), (3, 5), (2, 5)),
    ("loyal", (2, 4), (2, 4), (2, 4)),
    ("promising", (3, 4), (1, 3), (3, 5)),
    ("newcomers", (4, 5), (1, 3), (1, 5)),
    ("cant_lose", (1, 2), (3, 4), (4, 5)),
    ("fading", (1, 2), (2, 5), (4, 5)),
    ("needs_attention", (1, 3), (3, 5), (3, 5)),
    ("about_to_sleep", (2, 3), (1, 3), (1, 4)),
    ("asleep", (1, 1), (1, 5), (1, 5)),
    ("promising", (2, 2), (1, 1), (5, 5)),
    ("about_to_sleep", (2, 2), (4, 5), (1, 2)),
    ("needs_attention", (3, 3), (4, 5), (1, 1)),
    ("loyal", (4, 5), (4, 5), (1, 1)),
)


class Buyer(NamedTuple):
    """What is scored: days since the last order day; order days and net centavos in the window."""

    key: Hashable
    recency_days: int
    frequency: int
    monetary_cents: int


class Score(NamedTuple):
    """The three scores, each 1 (worst) to 5 (best)."""

    r: int
    f: int
    m: int


# A hundred thousand customers share 125 objects: half the time, and nothing to collect.
_EVERY_SCORE = {score: Score(*score) for score in product(range(1, 6), repeat=3)}


class Scores(NamedTuple):
    """The scores by key, and how they came about.

    `scored` is the number of customers with an order day in the window: below 20 of them
    `by_key` is empty. `bought_once` is the share (0–1) of them with a single one. `bins` is how
    frequency was cut, "quintile" or "fixed".
    """

    by_key: dict[Hashable, Score]
    scored: int
    bought_once: float
    bins: str


def scores(customers: Iterable[Buyer], bins: str = "auto") -> Scores:
    """Score every customer with an order day in the window against the others.

    R is 5 less the number of quintile cut points strictly below the recency, F and M are 1 more
    than the number strictly below: equal values share a score, and a score may stay empty. If
    more than 40 % bought once, or with `bins="fixed"`, F goes by 1 / 2 / 3–4 / 5–9 / 10+ order
    days; `bins="quintile"` forbids it. Below 20 scored customers nobody gets a score.
    """
    buyers = [customer for customer in customers if customer.frequency > 0]
    once = sum([buyer.frequency == 1 for buyer in buyers])
    if bins == "auto":
        bins = "fixed" if once * 5 > len(buyers) * 2 else "quintile"
    by_key = _by_key(buyers, bins) if len(buyers) >= FEWEST_SCORED else {}
    return Scores(by_key, len(buyers), once / len(buyers) if buyers else 0.0, bins)


def _by_key(buyers: Sequence[Buyer], bins: str) -> dict[Hashable, Score]:
    keys, recencies, frequencies, amounts = zip(*buyers, strict=True)
    r_cuts, m_cuts = type7_cuts(recencies), type7_cuts(amounts)
    f_cuts = _FIXED_CUTS if bins == "fixed" else type7_cuts(frequencies)
    return {
        key: _EVERY_SCORE[
            5 - bisect_left(r_cuts, recency),
            1 + bisect_left(f_cuts, frequency),
            1 + bisect_left(m_cuts, amount),
        ]
        for key, recency, frequency, amount in zip(
            keys, recencies, frequencies, amounts, strict=True
        )
    }


def type7_cuts(values: Iterable[int]) -> tuple[float, ...]:
    """The four cut points between fifths (type 7); of nothing none, of one value that value."""
    ordered = sorted(values)
    if not ordered:
        return ()
    return tuple(type7(ordered.__getitem__, len(ordered), fifth, 5) for fifth in range(1, 5))


@cache
def rfm_segment(r: int, f: int, m: int) -> str:
    """The segment of three scores from 1 to 5: ten published ranges, the first that matches.

    Ranges and order are those of the R package rfm; the ten scores that it leaves as "Others"
    have each been given to the nearest of the ten.
    """
    return next(
        segment
        for segment, *ranges in _RANGES
        if all(low <= score <= high for (low, high), score in zip(ranges, (r, f, m), strict=True))
    )
