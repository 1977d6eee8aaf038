"""A cell of phones → each phone, with whoever is named beside it.

Only what can be called from anywhere becomes E.164: a number without an area code stays the text it
came as, and no area code is ever made up.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from carteira_cli.domain.rows import Reach

_LONGEST = 1000  # letters of a cell that are searched
_LONGEST_NAME = 60
_BARE = re.compile(r"(?<!\d)(?:\(?0?\d{2}\)?[ .-]?)?(?:9[ .-]?)?\d{4}[ .-]?\d{4}(?!\d)", re.ASCII)
_ABROAD = re.compile(r"\+[\d\s().-]*$", re.ASCII)
_EXTENSION = re.compile(r"[\s,.(-]*(?:ramal|ram|ext|r)\b[\s.:]*\d{1,6}\)?", re.IGNORECASE)
_BETWEEN = (re.compile(r":::|[/;|\n]"), re.compile(r",|\s(?:e|ou|and|or)\s", re.IGNORECASE))
_LABELS = re.compile(
    r"(?:(?:tel(?:efones?)?|fones?|cel(?:ular(?:es)?)?|fixo|whats(?:app)?|zap|wpp|contatos?)\b"
    r"[\s.:]*)+",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"\w")
_EDGES = " \t\r\n-–—:;,./|"


class _Number(NamedTuple):
    """Where a number stands in the text; as E.164 if it can be called from anywhere."""

    start: int
    end: int
    phone: str


def reaches_of(text: str) -> tuple[Reach, ...]:
    """The phones of a cell in their order, with the names between them; none of a blank cell.

    A cell without a number, or with one and no name, stays whole as the text it came as. The same
    number twice is one, unless two people are named with it.
    """
    text = text.strip()
    if not text:
        return ()
    numbers = list(_numbers(text[:_LONGEST]))
    if not numbers:
        return (Reach(phone_text=text),)
    found = [_reach(text, *one) for one in zip(numbers, _around(text, numbers), strict=True)]
    if len(found) == 1 and not found[0].name:
        return (found[0]._replace(phone_text=text),)
    told: dict[tuple[str, str], Reach] = {}
    for one in found:
        told.setdefault((one.name, one.phone or one.phone_text), one)
    return tuple(told.values())


def _numbers(text: str) -> Iterator[_Number]:
    """The numbers that phonenumbers finds, and between them what looks like one."""
    at = 0
    for found in _matched(text):
        yield from _looking_alike(text, at, found.start)
        yield _not_abroad(text, at, found)
        at = found.end
    yield from _looking_alike(text, at, len(text))


def _looking_alike(text: str, start: int, end: int) -> Iterator[_Number]:
    for found in _BARE.finditer(text, start, end):
        phone = next((each.phone for each in _matched(found[0])), "")
        yield _not_abroad(text, start, _Number(found.start(), found.end(), phone))
        start = found.end()


def _matched(text: str) -> Iterator[_Number]:
    from phonenumbers import PhoneNumberFormat, PhoneNumberMatcher, format_number

    for hit in PhoneNumberMatcher(text, "BR"):
        yield _Number(hit.start, hit.end, format_number(hit.number, PhoneNumberFormat.E164))


def _not_abroad(text: str, start: int, number: _Number) -> _Number:
    """The number; what follows a `+` and was not understood with it is not one of Brazil's."""
    abroad = _ABROAD.search(text, start, number.start)
    return _Number(abroad.start(), number.end, "") if abroad else number


def _around(text: str, numbers: list[_Number]) -> Iterable[tuple[str, str]]:
    """What stands before and after each number and belongs to it."""
    lead, rest = text[: numbers[0].start], text[numbers[-1].end :]
    gaps = [text[one.end : other.start] for one, other in pairwise(numbers)]
    parted = [_parted(gap, names_first=bool(_LETTER.search(lead))) for gap in gaps]
    before = [lead, *(later for _former, later in parted)]
    after = [*(former for former, _later in parted), rest]
    return zip(before, after, strict=True)


def _parted(gap: str, *, names_first: bool) -> tuple[str, str]:
    """What of the text between two numbers belongs to the first, and what to the second."""
    extension = _EXTENSION.match(gap)
    end = extension.end() if extension else 0
    for between in _BETWEEN:
        cuts = list(between.finditer(gap, end))
        if cuts:
            cut = cuts[0 if names_first else -1]
            return gap[: cut.start()], gap[cut.end() :]
    return (gap[:end], gap[end:]) if names_first else (gap, "")


def _reach(text: str, number: _Number, around: tuple[str, str]) -> Reach:
    """The number with its name; its extension and other digits stay with the number's text."""
    before, after = around
    extension = _EXTENSION.match(after)
    end = extension.end() if extension else 0
    names, shown = [], [(text[number.start : number.end] + after[:end]).strip()]
    for part, at in ((before, 0), (after[end:], len(shown))):
        said = part.strip(_EDGES)
        if len(said) <= _LONGEST_NAME and _LETTER.search(said):
            names.append(_name(said))
        elif _WORD.search(said):
            shown.insert(at, said)
    return Reach(" ".join(filter(None, names)), number.phone, " ".join(shown))


def _name(said: str) -> str:
    """Who or what is named, without the word for a telephone in front."""
    name = " ".join(said.split())
    if name.startswith("(") and name.endswith(")"):
        name = name[1:-1]
    return name[label.end() :] if (label := _LABELS.match(name)) else name
