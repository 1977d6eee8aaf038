"""The frequency class: how often a customer bought within the 12 months."""

from carteira_cli.domain.rhythm import REGULAR_ORDER_DAYS


def frequency_class(order_days: int) -> str:
    """The code: recurrent from 3 order days within the 12 months, occasional from 1, none of 0."""
    if order_days >= REGULAR_ORDER_DAYS:
        return "recurrent"
    return "occasional" if order_days > 0 else "none"
