"""What a sale says beside its identity: when it was invoiced and paid, how it was sold.

Kept with each row as one text, so that rows compare as a whole.
"""

from collections.abc import Iterable
from typing import NamedTuple


class Details(NamedTuple):
    """What a row or an order says beside its identity: days ISO or "", centavos, basis points."""

    invoiced_on: str = ""
    paid_on: str = ""
    channel: str = ""
    payment_terms: str = ""
    gross_cents: int | None = None
    commission_bp: int | None = None


_BETWEEN = "\x1f"  # the ASCII unit separator


def packed(details: Details) -> str:
    """`details` as one text that compares as a whole; empty when it says nothing."""
    cells = ("" if value is None else str(value).replace(_BETWEEN, " ") for value in details)
    text = _BETWEEN.join(cells)
    return text.rstrip(_BETWEEN)


def unpacked(text: str) -> Details:
    """The `Details` that `packed` wrote."""
    cells = [*text.split(_BETWEEN), "", "", "", "", ""]
    gross, commission = (int(cell) if cell else None for cell in cells[4:6])
    return Details(cells[0], cells[1], cells[2], cells[3], gross, commission)


def filled(said: str, before: str) -> str:
    """What was said last, with its blanks filled by what was said before (both as `packed`)."""
    new, old = (f"{text}{_BETWEEN * 5}".split(_BETWEEN)[:6] for text in (said, before))
    cells = (cell or kept for cell, kept in zip(new, old, strict=True))
    return _BETWEEN.join(cells).rstrip(_BETWEEN)


def merged(texts: Iterable[str]) -> Details:
    """What the rows of one order (at least one) say together: last dates, first words, gross sum.

    A commission rate or a gross amount that not every row has is nobody's.
    """
    said = [unpacked(text) for text in texts]
    gross = [details.gross_cents for details in said]
    rates = {details.commission_bp for details in said}
    return Details(
        max(details.invoiced_on for details in said),
        max(details.paid_on for details in said),
        next((details.channel for details in said if details.channel), ""),
        next((details.payment_terms for details in said if details.payment_terms), ""),
        None if None in gross else sum(cents for cents in gross if cents is not None),
        rates.pop() if len(rates) == 1 else None,
    )
