"""Which customer a row means: the rule of identity, and nothing weaker.

By valid tax id; else as the same source meant the same words before; else by code within the
source; else by exact folded name, if only one customer has it and neither a valid tax id nor a code
of the same source says otherwise. A trade name will do where one side has no other; it never joins
two registered names. Similar is not equal: nobody is merged by likeness.

What a source meant once it means for good: a namesake who appears later takes nothing from anybody,
and a file that comes again brings nobody new.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from carteira_cli.domain.rows import Party
from carteira_cli.domain.text import fold, unpadded

_COMPANIES = -1  # beside the ids of sources, which are positive, and 0 for tax ids


Words = tuple[int, str, str, str, str]
"""Who a source says it is: its id, folded name and trade name, code, valid tax id."""


class Claim(NamedTuple):
    """One distinct party of a file, in one source."""

    source_id: int
    party: Party

    @property
    def words(self) -> Words:
        """What of the claim identifies: two that differ in a city alone are one."""
        party = self.party
        return self.source_id, fold(party.name), fold(party.trade_name), self.code, party.tax_id

    @property
    def code(self) -> str:
        """The customer's code there, the same with zeros before it and without."""
        return unpadded(self.party.code)


class Known(NamedTuple):
    """The customers there are, by all they can be recognised by.

    `names_of` are the folded registered and trade name of each. `shared` are the folded names that
    the file at hand gives to several: they tell nobody apart. `merged_into` says of who was merged
    whom it is now: tax ids, words and codes name the one that was meant, names the one that stands.
    """

    by_tax_id: dict[str, int]
    by_words: dict[Words, int]
    by_code: dict[tuple[int, str], int]
    by_name: dict[str, list[int]]
    tax_id_of: dict[int, str]
    sources_of: dict[int, set[int]]
    names_of: dict[int, tuple[str, str]]
    shared: set[str]
    merged_into: dict[int, int]


def nobody() -> Known:
    """An empty portfolio."""
    return Known({}, {}, {}, {}, {}, {}, {}, set(), {})


def shared_names(claims: Iterable[Claim]) -> set[str]:
    """The folded names under which a file has several tax ids, codes of a source, or companies.

    Several companies: one trade name beside several registered names.
    """
    bearers: dict[tuple[str, int], set[str]] = {}
    for claim in claims:
        party, names = claim.party, name_keys(claim.party)
        for place, said in ((0, party.tax_id), (claim.source_id, claim.code)):
            for name in names if said else ():
                bearers.setdefault((name, place), set()).add(said)
        if len(names) > 1:
            bearers.setdefault((names[1], _COMPANIES), set()).add(names[0])
    return {name for (name, _place), said in bearers.items() if len(said) > 1}


def strongest_first(claims: Iterable[Claim], source_names: Mapping[int, str]) -> list[Claim]:
    """Claims that identify best first, then by content: the order of the rows must not matter.

    Nor may it through the ids of sources, which are made in the order of the rows: of equal parties
    the source whose name comes first is first.
    """

    def strength(claim: Claim) -> tuple[bool, bool, Party, str]:
        party = claim.party
        return not party.tax_id, not party.code, party, source_names[claim.source_id]

    return sorted(claims, key=strength)


class Meant(NamedTuple):
    """Whom a claim means (None: somebody new), and by way of which merged customer, if any.

    What is said of a merged customer fills the blanks of the one that stands; it corrects nothing.
    """

    customer_id: int | None
    merged: int | None = None


def meant(claim: Claim, known: Known) -> Meant:
    """The customer that `claim` means, as it stands after all that was merged."""
    found = find(claim, known)
    if found in known.merged_into:
        return Meant(known.merged_into[found], found)
    said = known.by_words.get(claim.words)  # its tax id may have gone to the one that stands
    if said in known.merged_into and known.merged_into[said] == found:
        return Meant(found, said)
    return Meant(found)


def find(claim: Claim, known: Known) -> int | None:
    """The id of the customer that `claim` means, merged or not, or None for a new one."""
    party = claim.party
    if party.tax_id and party.tax_id in known.by_tax_id:
        return known.by_tax_id[party.tax_id]
    if claim.words in known.by_words:
        return known.by_words[claim.words]
    if party.code and (claim.source_id, claim.code) in known.by_code:
        found = known.by_code[claim.source_id, claim.code]
        if not _tax_id_contradicts(party, found, known):
            return found
    return _by_name(claim, known)


def _by_name(claim: Claim, known: Known) -> int | None:
    for key in name_keys(claim.party):
        holders = known.by_name.get(key, [])
        if not _may_go_by_name(claim, key, known):
            continue
        open_to = [holder for holder in holders if not _contradicts(claim, holder, known)]
        if len(holders) == 1 and open_to:
            return holders[0]
        # Namesakes: a row that has only a name belongs to the one that has only a name too,
        # so that a second import does not make another.
        bare = [holder for holder in open_to if _only_a_name(holder, known)]
        if len(bare) == 1 and _says_only_a_name(claim.party):
            return bare[0]
    return None


def _may_go_by_name(claim: Claim, key: str, known: Known) -> bool:
    """Of namesakes that the file tells apart, none may take what is known by the name alone."""
    if key not in known.shared:
        return True
    return _says_only_a_name(claim.party) and key == name_keys(claim.party)[0]


def name_keys(party: Party) -> list[str]:
    """The folded names a party can be found by, the registered one first."""
    keys = [fold(party.name), fold(party.trade_name)]
    return [key for index, key in enumerate(keys) if key and key not in keys[:index]]


def _contradicts(claim: Claim, holder: int, known: Known) -> bool:
    return (
        _tax_id_contradicts(claim.party, holder, known)
        or _code_contradicts(claim, holder, known)
        or _names_contradict(claim.party, holder, known)
    )


def _names_contradict(party: Party, holder: int, known: Known) -> bool:
    """Both have a trade name beside a registered one, and the registered ones differ."""
    names = name_keys(party)
    registered, trade = known.names_of.get(holder, ("", ""))
    return len(names) > 1 and trade not in ("", registered) and names[0] != registered


def _tax_id_contradicts(party: Party, holder: int, known: Known) -> bool:
    theirs = known.tax_id_of.get(holder, "")
    return bool(party.tax_id and theirs and party.tax_id != theirs)


def _code_contradicts(claim: Claim, holder: int, known: Known) -> bool:
    """The holder has another code in this source (its own code would have been found by code)."""
    return bool(claim.party.code) and claim.source_id in known.sources_of.get(holder, ())


def _only_a_name(holder: int, known: Known) -> bool:
    return not known.tax_id_of.get(holder) and not known.sources_of.get(holder)


def _says_only_a_name(party: Party) -> bool:
    return not party.tax_id and not party.code


def remember(claim: Claim, customer_id: int, known: Known) -> None:
    """Let later claims find `customer_id` by what this claim says."""
    party = claim.party
    known.by_words.setdefault(claim.words, customer_id)
    if party.tax_id and not known.tax_id_of.get(customer_id):
        known.by_tax_id[party.tax_id] = customer_id
        known.tax_id_of[customer_id] = party.tax_id
    if party.code and (claim.source_id, claim.code) not in known.by_code:
        known.by_code[claim.source_id, claim.code] = customer_id
        known.sources_of.setdefault(customer_id, set()).add(claim.source_id)
    names = name_keys(party)
    if len(names) > 1 or customer_id not in known.names_of:
        known.names_of[customer_id] = (names[0] if names else "", names[-1] if names else "")
    for key in names:
        holders = known.by_name.setdefault(key, [])
        if customer_id not in holders:
            holders.append(customer_id)
