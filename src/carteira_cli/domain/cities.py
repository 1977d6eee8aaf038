"""One city for all who are in it, however each record writes it."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from carteira_cli.domain.models import Customer
from carteira_cli.domain.text import fold


class City(NamedTuple):
    """A city and its state, "" where no record tells one."""

    name: str
    state: str

    def __str__(self) -> str:
        """`Campinas/SP`."""
        return "/".join(filter(None, self))


def cities(customers: Iterable[Customer]) -> dict[int, City]:
    """The city of each customer who has one, by id.

    Accents and case make no other city. Without a state it is the city of that name, where the
    portfolio knows no two of them. It is written as most records do.
    """
    living = [(each.id, fold(each.city), each) for each in customers if each.city]
    states: dict[str, set[str]] = defaultdict(set)
    for _id, key, customer in living:
        states[key] |= {customer.state} - {""}
    placed = [
        (customer_id, (key, customer.state or _only(states[key])), customer.city)
        for customer_id, key, customer in living
    ]
    spellings: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for _id, place, written in placed:
        spellings[place][written] += 1
    names = {place: _most_common(found) for place, found in spellings.items()}
    return {customer_id: City(names[place], place[1]) for customer_id, place, _written in placed}


def _only(states: set[str]) -> str:
    return next(iter(states)) if len(states) == 1 else ""


def _most_common(spellings: Counter[str]) -> str:
    """Of equally common ones the last by its letters: accents stand behind, capitals before."""
    return max(spellings, key=lambda written: (spellings[written], written))
