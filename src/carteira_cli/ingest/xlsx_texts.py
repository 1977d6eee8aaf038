"""How long the texts of an xlsx are: those that its cells share, and those that stand in them.

What looks like the end of a text need be none: an entry within another's text is passed over, and
markup may hide other. So only what nothing can go on behind is taken at its word, and for all other
the longest that it could mean.
"""

import re
from array import array
from collections.abc import Iterable, Sequence

from carteira_cli.ingest.markup import is_odd
from carteira_cli.ingest.weight import MOST_BYTES, Part

TEXT_BYTES = 16  # beside its letters
_ENTRY_BYTES = 64  # of a shared text, beside its letters
_LONGEST = 2**20

PREFIX = rb"(?:[^\s<>/:]++:)?"
_ENTRY = re.compile(rb"<" + PREFIX + rb"si(?=[\s/>])")
_END = re.compile(  # nothing but the end of an entry: the text in it is closed
    rb"<(?:/P:t|P:t/)>\s*+(?:</P:r(?:Ph)?>\s*+|<P:phoneticPr[^<>]*+>\s*+)*+</P:si>".replace(
        b"P:", PREFIX
    )
)
_VALUE = re.compile(rb"<c((?: \w+=\"\w*\")*)>(?:<f[^<]*(?:</f>)?)?<v>([^<]*)</v>")
_TAG = re.compile(rb"<[^<>!]*>")
_IN_CELLS = (b"inlineStr", b'"str"', b"'str'")


def table(pieces: Iterable[bytes]) -> tuple[int, int]:
    """What the shared texts take by themselves, as far as is bearable, and the longest at most."""
    size = longest = here = 0
    may_hide = False
    for piece in pieces:
        may_hide = may_hide or is_odd(piece)
        size += len(piece) + _ENTRY_BYTES * len(_ENTRY.findall(piece))
        first, *others = map(len, _END.split(piece))
        longest = max(longest, here + first, *others)
        here = others[-1] if others else here + first
        if size > MOST_BYTES:
            break
    return size, size if may_hide else longest


def lengths(pieces: Iterable[bytes]) -> Sequence[int]:
    """The size of each shared text, with its marks; none where they cannot be told apart."""
    told, rest = array("L"), b""
    for piece in pieces:
        *entries, rest = _END.split(rest + piece)
        are_plain = all(len(_ENTRY.findall(entry)) == 1 for entry in entries)
        if not are_plain or is_odd(piece) or len(rest) > _LONGEST:
            return ()
        told.extend(map(len, entries))
    return told


def values(piece: bytes) -> int:
    """The number of values in cells, or more."""
    return piece.count(b"</v") + (piece.count(b":v") if b":" in piece else 0)


def is_in_cells(piece: bytes) -> bool:
    """Whether there may be cells that hold their texts themselves."""
    return any(mark in piece for mark in _IN_CELLS)


def letters(part: Part, shared: Sequence[int], longest: int) -> int:
    """What the texts in all cells take; a value written in an unusual way names the longest."""
    if any(map(is_odd, part())):
        return sum(
            values(piece) * (longest + TEXT_BYTES) + len(piece) * is_in_cells(piece)
            for piece in part()
        )
    return sum(_letters(piece, shared, longest) for piece in part())


def _letters(piece: bytes, shared: Sequence[int], longest: int) -> int:
    plain = _VALUE.findall(piece)
    named = [text for marks, text in plain if b' t="s"' in marks]
    places = [int(text) for text in named if text.isdigit()]
    known = [shared[at] for at in places if at < len(shared)]
    unusual = values(piece) - len(plain) + len(named) - len(known)
    own = len(_TAG.sub(b"", piece)) if is_in_cells(piece) else 0
    return sum(known) + unusual * longest + len(named) * TEXT_BYTES + own
