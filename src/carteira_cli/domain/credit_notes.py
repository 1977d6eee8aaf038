"""Whether a number like C1234 is a credit note or how a system numbers what it sells.

A credit note gives money back. Files write it with C before the number, with an amount below zero
or without the sign; and some systems put a C before every number.
"""

from typing import NamedTuple

_NEARLY_ALL = 10  # to one that bears no C


class Numbering(NamedTuple):
    """How many rows of a file have which number: C and an amount above zero, C below, no C."""

    sold: int = 0
    returned: int = 0
    plain: int = 0


class Numbered(NamedTuple):
    """How a source numbers the sales that are stored of it: with C, without."""

    with_c: bool = False
    plain: bool = False


NOTHING_STORED = Numbered()


class Verdict(NamedTuple):
    """Whether rows with C and an amount above zero give money back, and the code of the reason."""

    are_returns: bool
    why: str


def judge(told: Numbering, stored: Numbered = NOTHING_STORED) -> Verdict:
    """What the rows with C and an amount above zero are.

    Beside numbers without C they are credit notes. Where nearly all bear it, and some stand below
    zero, the signs tell; else the source's stored sales do. A source that sold under such numbers
    before does so again.
    """
    if not told.sold or stored.with_c:
        return Verdict(are_returns=False, why="source")
    if told.plain * _NEARLY_ALL > told.sold + told.returned:
        return Verdict(are_returns=True, why="file")
    if told.returned:
        return Verdict(are_returns=False, why="signs")
    return Verdict(are_returns=stored.plain, why="source" if stored.plain else "file")
