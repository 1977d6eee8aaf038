"""How alike two names, or two tax ids, are. Needs rapidfuzz, of the extra `dedupe`."""

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import ratio

from carteira_cli.domain.names import Name

NEARLY = 85  # of 100: one letter of six or seven is another, or two of eight change places
MISTYPED = 2  # characters


def likeness(one: Name, other: Name) -> str:
    """The code of how two names are alike, or "" for not at all; symmetric.

    The words that both have are set aside. What is left is nearly equal (`similar_name`), or where
    both have several words the rest of one begins as all the rest of the other, which may be
    nothing (`abbreviated_name`). São João and São José are two saints, however many letters they
    share. Numbers must be equal.
    """
    if one.numbers != other.numbers:
        return ""
    short, long = _rests(one, other)
    if short == long or ratio(short, long) >= NEARLY:
        return "similar_name"
    several = len(one.words) > 1 < len(other.words)
    return "abbreviated_name" if several and long.startswith(short) else ""


def _rests(one: Name, other: Name) -> tuple[str, str]:
    """What is left without the words that both have, the shorter first."""
    shared = {*one.words}.intersection(other.words)
    rest, others = one.sound, other.sound
    if shared:
        rest = "".join([word for word in one.words if word not in shared])
        others = "".join([word for word in other.words if word not in shared])
    return (rest, others) if len(rest) <= len(others) else (others, rest)


def mistyped(one: str, other: str) -> bool:
    """Whether two bare tax ids differ by one or two characters; equal ones do not."""
    return 0 < Levenshtein.distance(one, other, score_cutoff=MISTYPED) <= MISTYPED
