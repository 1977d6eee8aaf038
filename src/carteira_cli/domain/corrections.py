"""What a file corrects of the orders that were there: the gravest, to be shown."""

from collections.abc import Iterable
from heapq import nlargest
from typing import NamedTuple

from carteira_cli.domain.orders import Header

SHOWN = 5


class Correction(NamedTuple):
    """A stored order as it was and as it is now; `number` is "" for one without."""

    number: str
    before: Header
    after: Header


def gravest(corrections: Iterable[Correction]) -> list[Correction]:
    """The five by which most money changed, of equal ones the earlier.

    An order of which neither day, amount nor status changed is none of them.
    """
    changed = (each for each in corrections if each.before != each.after)
    return nlargest(SHOWN, changed, key=_changed_cents)


def _changed_cents(correction: Correction) -> int:
    before, after = (
        0 if head.status == "cancelled" else head.amount_cents
        for head in (correction.before, correction.after)
    )
    return abs(after - before)
