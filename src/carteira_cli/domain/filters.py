"""Which customers a report is about, as the rep typed it."""

from collections.abc import Iterable
from typing import NamedTuple

from carteira_cli.domain.models import Customer
from carteira_cli.domain.text import fold


class Filters(NamedTuple):
    """What must hold of a customer; an empty field holds of everybody.

    `city` and `segment` are compared folded and may be the beginning of the word; `state` is the
    two letters; `classes` are letters of the ABC curve, `situations` codes.
    """

    city: str = ""
    state: str = ""
    segment: str = ""
    classes: frozenset[str] = frozenset()
    situations: frozenset[str] = frozenset()

    @property
    def by_record(self) -> bool:
        """Whether the customer's own record decides anything."""
        return bool(self.city or self.state or self.segment)


def kept(customers: Iterable[Customer], filters: Filters) -> set[int]:
    """The ids of the customers whose record fits; classes and situations are for who knows them."""
    wanted = [
        (place, fold(text))
        for place, text in (
            ("city", filters.city),
            ("state", filters.state),
            ("segment", filters.segment),
        )
        if text
    ]
    return {
        customer.id
        for customer in customers
        if all(fold(getattr(customer, place)).startswith(text) for place, text in wanted)
    }
