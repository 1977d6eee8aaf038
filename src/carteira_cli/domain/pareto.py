"""The ABC curve: which few bring most of the revenue."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

_CLASSES = ("A", "B", "C")
_WHOLE = 10_000  # cuts are compared in basis points of the total, in integers
DEFAULT_CUTS = (0.80, 0.95)


class ParetoRow(NamedTuple):
    """One place on the curve. Shares are 0–1 of the base; outside the base they are None."""

    rank: int
    key: int | str
    revenue_cents: int
    orders: int
    share: float | None
    cumulative_share: float | None
    abc: str | None


class ClassTotal(NamedTuple):
    """A class's number of members, their share (0–1) of the base's, and their revenue."""

    members: int
    share_of_count: float
    revenue_cents: int


class Pareto(NamedTuple):
    """The curve: the base by descending revenue, then those outside it.

    `total_cents` is the revenue of the base and `base` its number of rows; `outside_base` and
    `outside_cents` are those of the rows without revenue above 0. `top_20_percent_share` is the
    share (0–1) of the first fifth of the base, rounded up to whole rows; `count_for_80_percent`
    how many rows reach 80 % of the total.
    """

    rows: list[ParetoRow]
    total_cents: int
    base: int
    classes: dict[str, ClassTotal]
    top_20_percent_share: float
    count_for_80_percent: int
    outside_base: int
    outside_cents: int


def pareto(
    revenue: Iterable[tuple[int | str, int, int]],
    cuts: tuple[float, float] = DEFAULT_CUTS,
) -> Pareto:
    """The curve of (key, revenue_cents, orders), one per key; keys all numbers or all texts.

    By descending revenue, then by key. A row is A while the share *before* it is below the first
    cut, B below the second, C after: the one who crosses a cut still belongs to the class before.
    Revenue of 0 or less is listed last, outside the base, without class or shares. Of nothing,
    or of nothing positive, every figure is 0.
    """
    ordered = sorted(revenue, key=itemgetter(0))
    ordered.sort(key=itemgetter(1), reverse=True)
    base = [row for row in ordered if row[1] > 0]
    outside = ordered[len(base) :]
    up_to = list(accumulate([row[1] for row in base]))
    ends = _class_ends(up_to, cuts)
    total = up_to[-1] if up_to else 0
    return Pareto(
        _inside(base, up_to, ends) + _outside(outside, len(base)),
        total,
        len(base),
        _class_totals(up_to, ends),
        _part(_sum_of_first(up_to, -(-len(base) // 5)), total),
        _count_before(up_to, 8_000),
        len(outside),
        sum([row[1] for row in outside]),
    )


def _class_ends(up_to: Sequence[int], cuts: tuple[float, float]) -> tuple[int, int, int]:
    """Where A, B and C end, as numbers of rows."""
    a, b = (_count_before(up_to, round(cut * _WHOLE)) for cut in cuts)
    return a, max(a, b), len(up_to)


def _count_before(up_to: Sequence[int], basis_points: int) -> int:
    """How many rows have less than that part of the total before them."""
    if not up_to:
        return 0
    reached = -(-basis_points * up_to[-1] // _WHOLE)
    return bisect_left([0, *up_to[:-1]], reached)


def _sum_of_first(up_to: Sequence[int], count: int) -> int:
    return up_to[count - 1] if count else 0


def _part(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _inside(
    base: Sequence[tuple[int | str, int, int]], up_to: Sequence[int], ends: tuple[int, int, int]
) -> list[ParetoRow]:
    a, b, c = ends
    classes = "A" * a + "B" * (b - a) + "C" * (c - b)
    total = up_to[-1] if up_to else 0
    return [
        ParetoRow(rank, key, cents, orders, cents / total, so_far / total, abc)
        for rank, ((key, cents, orders), so_far, abc) in enumerate(
            zip(base, up_to, classes, strict=True), start=1
        )
    ]


def _outside(outside: Iterable[tuple[int | str, int, int]], base: int) -> list[ParetoRow]:
    return [
        ParetoRow(rank, key, cents, orders, None, None, None)
        for rank, (key, cents, orders) in enumerate(outside, start=base + 1)
    ]


def _class_totals(up_to: Sequence[int], ends: tuple[int, int, int]) -> dict[str, ClassTotal]:
    totals: dict[str, ClassTotal] = {}
    start = 0
    for name, end in zip(_CLASSES, ends, strict=True):
        cents = _sum_of_first(up_to, end) - _sum_of_first(up_to, start)
        totals[name] = ClassTotal(end - start, _part(end - start, len(up_to)), cents)
        start = end
    return totals
