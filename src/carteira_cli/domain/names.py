"""A customer's name made ready to be compared with others for likeness."""

import re
from typing import NamedTuple

from carteira_cli.domain.text import fold

_LEGAL_FORMS = {"ltda", "limitada", "me", "epp", "eireli", "mei", "sa", "cia"}
_SAID_OR_NOT = {"de", "da", "do", "das", "dos", "e"}
_SOUNDS = str.maketrans("zyw", "siv", "h")
_TWICE = re.compile(r"([a-z])\1+")
_NUMBERS = re.compile(r"\d+")


class Name(NamedTuple):
    """A name to compare.

    `key` holds its folded words without legal forms; `words` the same as they sound, `sound` them
    as one, for who writes Belavista; `numbers` are its runs of digits.
    """

    key: str
    words: tuple[str, ...]
    sound: str
    numbers: tuple[str, ...]


def name_of(text: str) -> Name:
    """The name as it is compared: Souza sounds as Sousa does, Thiago as Tiago."""
    said = fold(text).split()
    said = said[:-2] if said[-2:] == ["s", "a"] else said
    words = [word for word in said if word not in _LEGAL_FORMS | _SAID_OR_NOT] or said
    key = " ".join(words)
    sounds = tuple(_TWICE.sub(r"\1", word.translate(_SOUNDS)) or word for word in words)
    return Name(key, sounds, "".join(sounds), tuple(sorted(_NUMBERS.findall(key))))
