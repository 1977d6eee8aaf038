"""Who is worth comparing with whom, so that nobody is compared with everybody.

Two customers meet where they share a sign that few have (a phone, an e-mail, a CNPJ root), a name,
a third of a tax id of which one is wrong, or one of the rarest runs of four letters of their names
in the same city; who has no city meets them everywhere. What more than two hundred share brings
nobody together: the work grows with the customers, not with their square.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from carteira_cli.domain.names import Name, name_of
from carteira_cli.domain.text import fold

FEW = 3  # customers with one phone: a family's shops; of more it is a switchboard
_MANY = 200
_SHORTEST_TAX_ID = 9  # a CPF that lost its zeros
_RUN, _RAREST = 4, 6  # one wrong letter spoils four runs, two that change places five
_ANYWHERE = ""  # where those meet of whom one has no city
_ROOT, _CNPJ = 8, 14
_THIRD = 5  # of fourteen: with two characters wrong, one third is right

Sign = tuple[str, str]


class Candidate(NamedTuple):
    """A customer by all that may show it to be another one too; "" and nothing where unknown."""

    id: int
    name: str
    trade_name: str = ""
    tax_id: str = ""
    tax_id_text: str = ""
    city: str = ""
    state: str = ""
    phones: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()


class Known(NamedTuple):
    """A candidate made ready to be compared.

    `names` are the registered and the trade name, `signs` what it shares with a few others, as the
    code of the evidence and its value; `wrong` is a tax id that is none, `city` folded.
    """

    who: Candidate
    names: tuple[Name, ...]
    signs: frozenset[Sign]
    wrong: str
    city: str


def ready(candidates: Iterable[Candidate]) -> list[Known]:
    """The candidates ready to be compared, by id. What more than `FEW` share is no sign."""
    everybody = sorted(candidates)
    signs = [frozenset(_signs(who)) for who in everybody]
    holders = Counter(sign for each in signs for sign in each)
    return [
        Known(
            who,
            tuple(name_of(text) for text in (who.name, who.trade_name) if text),
            frozenset(sign for sign in mine if 1 < holders[sign] <= FEW),
            "" if who.tax_id else bare(who.tax_id_text),
            fold(who.city),
        )
        for who, mine in zip(everybody, signs, strict=True)
    ]


def _signs(who: Candidate) -> Iterator[Sign]:
    yield from (("same_phone", phone) for phone in who.phones)
    yield from (("same_email", email) for email in who.emails)
    if len(who.tax_id) == _CNPJ:
        yield "branch", who.tax_id[:_ROOT]
    elif not who.tax_id and (wrong := bare(who.tax_id_text)):
        yield "same_wrong_tax_id", wrong


def bare(tax_id_text: str) -> str:
    """A tax id that is none, as it came, without its marks; "" where it is too short to tell."""
    text = "".join(filter(str.isalnum, tax_id_text.upper()))
    return text if len(text) >= _SHORTEST_TAX_ID else ""


def pairs(known: list[Known]) -> set[tuple[int, int]]:
    """The places in `known` of those who are worth comparing, the lower first."""
    wrong = {part for each in known if each.wrong for part in _thirds(each.wrong)}
    meetings: dict[Sign, list[int]] = defaultdict(list)
    for place, (each, runs) in enumerate(zip(known, _rare_runs(known), strict=True)):
        thirds = wrong.intersection(_thirds(each.wrong or each.who.tax_id))
        names = {("same_name", name.key) for name in each.names}
        for key in {*each.signs, *names, *thirds, *runs}:
            meetings[key].append(place)
    return {
        (one, other)
        for (where, _key), places in meetings.items()
        if len(places) <= _MANY
        for one, other in combinations(places, 2)
        if where != _ANYWHERE or not (known[one].city and known[other].city)
    }


def _thirds(tax_id: str) -> set[Sign]:
    return {
        (f"third {start}", tax_id[start : start + _THIRD])
        for start in range(0, len(tax_id), _THIRD)
    }


def _rare_runs(known: list[Known]) -> list[set[Sign]]:
    """The rarest runs of letters of each one's names, with the city that they count in."""
    anywhere = {run for each in known if not each.city for run in _runs(each)}
    runs = [
        [
            {(city, run) for run in _runs_of(name.sound) if city != _ANYWHERE or run in anywhere}
            for name in each.names
            for city in {each.city, _ANYWHERE}
        ]
        for each in known
    ]
    holders = Counter(key for each in runs for key in set().union(*each))
    return [{key for keys in each for key in _rarest(keys, holders)} for each in runs]


def _runs(each: Known) -> Iterator[str]:
    for name in each.names:
        yield from _runs_of(name.sound)


def _runs_of(sound: str) -> set[str]:
    return {sound[start : start + _RUN] for start in range(max(len(sound) - _RUN + 1, 1))}


def _rarest(keys: Iterable[Sign], holders: Mapping[Sign, int]) -> list[Sign]:
    shared = [key for key in keys if 1 < holders[key] <= _MANY]
    return sorted(shared, key=lambda key: (holders[key], key))[:_RAREST]
