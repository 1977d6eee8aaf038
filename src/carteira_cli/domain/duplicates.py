"""Which customers may be one: pairs, with the evidence for and against. It merges nobody.

The score is 1 − Π(1 − w) over the weights of what speaks for it, times 0.6 for each contradiction.
A pair is shown from a half on: one strong sign is enough where nothing contradicts; against two
valid tax ids, or two cities, it takes an equal name and a phone or an e-mail as well; against both
nothing is enough. What more than a few share (a chain's root, the rep's own e-mail filled in
everywhere) tells nobody apart and is no sign.
"""

from collections.abc import Iterable, Iterator, Sequence
from math import prod

from carteira_cli.domain.candidates import Candidate, Known, pairs, ready
from carteira_cli.domain.likeness import likeness, mistyped
from carteira_cli.domain.names import Name
from carteira_cli.domain.resemblance import Resemblance

THRESHOLD = 0.5
WEIGHTS = {
    "same_name": 0.8,
    "crossed_name": 0.8,
    "same_trade_name": 0.6,
    "similar_name": 0.6,
    "abbreviated_name": 0.45,
    "same_wrong_tax_id": 0.9,
    "near_tax_id": 0.6,
    "branch": 0.6,
    "same_phone": 0.5,
    "same_email": 0.5,
    "same_city": 0.15,
}
AGAINST = ("other_tax_id", "other_city")
_CONTRADICTED = 0.6
_EQUAL = ("same_name", "crossed_name", "same_trade_name")  # by how many of the two are trade names


def suggest(candidates: Iterable[Candidate]) -> list[Resemblance]:
    """The pairs that may be one customer, the likeliest first.

    Of two, the one with a valid tax id is to be kept, else the older one. Equal scores stand in the
    order of the ids; the order of the candidates says nothing. Of nobody, or one, there is nothing.
    """
    known = ready(candidates)
    found = (resemblance(known[one], known[other]) for one, other in pairs(known))
    return sorted(
        (pair for pair in found if pair and pair.score >= THRESHOLD),
        key=lambda pair: (-pair.score, pair.customer_id, pair.other_id),
    )


def resemblance(one: Known, other: Known) -> Resemblance | None:
    """What the two have in common, whichever comes first; None where it is a city at most."""
    found = {kind for kind, _value in one.signs & other.signs}
    found.update(_of_names(one.names, other.names))
    if (one.wrong or other.wrong) and _mistyped(one, other):
        found.add("near_tax_id")
    if not found:
        return None
    found.update(_of_place(one, other))
    if "branch" not in found and _two_companies(one.who.tax_id, other.who.tax_id):
        found.add("other_tax_id")
    evidence = tuple(code for code in (*WEIGHTS, *AGAINST) if code in found)
    doubt = prod(1 - WEIGHTS[code] for code in evidence if code in WEIGHTS)
    score = (1 - doubt) * _CONTRADICTED ** len(found.intersection(AGAINST))
    kept, joined = sorted((one.who, other.who), key=lambda who: (not who.tax_id, who.id))
    return Resemblance(kept.id, joined.id, score, evidence)


def _of_names(ones: Sequence[Name], others: Sequence[Name]) -> Iterator[str]:
    """The strongest of what the names of both say together, if anything."""
    said = {
        _EQUAL[mine + theirs] if one.key == other.key else likeness(one, other)
        for mine, one in enumerate(ones)
        for theirs, other in enumerate(others)
    } - {""}
    if said:
        yield min(said, key=[*WEIGHTS].index)


def _mistyped(one: Known, other: Known) -> bool:
    return mistyped(one.wrong or one.who.tax_id, other.wrong or other.who.tax_id)


def _of_place(one: Known, other: Known) -> Iterator[str]:
    states = {one.who.state, other.who.state} - {""}
    cities = {one.city, other.city} - {""}
    if len(cities) > 1 or len(states) > 1:
        yield "other_city"
    elif one.city and other.city:
        yield "same_city"


def _two_companies(one: str, other: str) -> bool:
    """Two CNPJs or two CPFs; a CPF beside a CNPJ may be its owner's, and contradicts nothing."""
    return bool(one and other) and one != other and len(one) == len(other)
