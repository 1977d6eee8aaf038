"""The same sale from two systems: customer, day and amount equal, and no principal that differs."""

from collections.abc import Container, Iterable, Sequence
from typing import NamedTuple

KEEP, SKIP, ASK = "keep", "skip", "ask"
"""What to do about it: count it again, leave it out, or ask."""
_SEVERAL = 2
_SHOWN = 3


class Held(NamedTuple):
    """A stored sale that may be the one in question; `source` is a name, maybe ""."""

    sale_id: int
    principal_id: int | None
    source: str
    cents: int


class Overlap(NamedTuple):
    """Sales of a file that `source` brought before: how many, and their centavos.

    `source_cents` is what they come to there, and `differs` whether that is another amount for each
    of them. `is_kept`: they count again, because the user said so.
    """

    source: str
    orders: int
    cents: int
    source_cents: int
    differs: bool
    is_kept: bool


class Alike(NamedTuple):
    """New orders of days that their source had already, and those it had under another number."""

    seen: int = 0
    orders: int = 0

    @property
    def is_suspect(self) -> bool:
        """Whether the file looks like another system's: people seldom order the same twice a day.

        In CDNOW's 69,659 orders 255 do. Two, and half of all, are no chance.
        """
        return self.orders >= _SEVERAL and 2 * self.orders >= self.seen


class Beside(NamedTuple):
    """New sales that may be told twice: how many, their centavos, the numbers of a few orders."""

    sales: int = 0
    cents: int = 0
    numbers: tuple[str, ...] = ()


def beside(sales: Iterable[tuple[int, str | None]]) -> Beside:
    """Sales (centavos, number) that may be told twice, as one."""
    found = list(sales)
    numbers = dict.fromkeys(number for _cents, number in found if number)
    return Beside(len(found), sum(cents for cents, _number in found), tuple(numbers)[:_SHOWN])


def side_by_side(besides: Sequence[Beside]) -> Beside:
    """Those of several tables, as one."""
    numbers = tuple(number for each in besides for number in each.numbers)
    return Beside(
        sum(each.sales for each in besides), sum(each.cents for each in besides), numbers[:_SHOWN]
    )


def counterpart(principal_id: int | None, held: Iterable[Held], met: Container[int]) -> Held | None:
    """The stored sale that a new one is, if any; those in `met` are what other new ones are.

    Two sales that both name a principal are one only where it is the same; who names the same one
    comes first.
    """
    possible = [
        sale
        for sale in held
        if sale.sale_id not in met
        and (None in (principal_id, sale.principal_id) or sale.principal_id == principal_id)
    ]
    return min(possible, key=lambda sale: (sale.principal_id != principal_id, sale), default=None)


def added(overlaps: Iterable[Overlap]) -> list[Overlap]:
    """The same overlaps, those with one source added up."""
    sums: dict[tuple[str, bool, bool], Overlap] = {}
    for each in overlaps:
        kind = each.source, each.differs, each.is_kept
        before = sums.get(kind, each._replace(orders=0, cents=0, source_cents=0))
        sums[kind] = each._replace(
            orders=before.orders + each.orders,
            cents=before.cents + each.cents,
            source_cents=before.source_cents + each.source_cents,
        )
    return list(sums.values())
