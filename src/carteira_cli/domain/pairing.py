"""Two tellings of the same rows, paired by what they have in common, occurrence by occurrence."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from itertools import compress, product
from typing import Generic, TypeVar

Row = TypeVar("Row")
Key = Callable[[Row], Hashable]
Content = Callable[[Row], tuple[Hashable, ...]]
_Shape = tuple[bool, ...]


@dataclass
class Pairing(Generic[Row]):
    """What was told and what is stored, as far as no other was found for it yet, and the pairs.

    A pair is (stored, told). Of equal rows the first come first.
    """

    told: list[Row]
    stored: list[Row]
    pairs: list[tuple[Row, Row]] = field(default_factory=list)

    def by(self, key: Key[Row], of_stored: Key[Row] | None = None) -> None:
        """Pair what has equal keys, None aside; the key of the stored may be another."""
        if not (self.told and self.stored):
            return
        waiting: dict[Hashable, list[Row]] = {}
        for row in reversed(self.stored):
            waiting.setdefault((of_stored or key)(row), []).append(row)
        nobodys = waiting.pop(None, [])
        told = []
        for row in self.told:
            if found := waiting.get(key(row)):
                self.pairs.append((found.pop(), row))
            else:
                told.append(row)
        self.told = told
        self.stored = _those_in(self.stored, [nobodys, *waiting.values()])

    def leave_out(self, part: "Pairing[Row]") -> None:
        """Go on without the rows of a part, told and stored."""
        ids = {id(row) for row in (*part.told, *part.stored)}
        self.told = [row for row in self.told if id(row) not in ids]
        self.stored = [row for row in self.stored if id(row) not in ids]

    def by_what_both_say(self, content: Content[Row]) -> None:
        """Pair rows of which neither denies what the other says; a None in a content says nothing.

        Those that say most together come first.
        """
        told, stored = _by_shape(self.told, content), _by_shape(self.stored, content)
        for new, old in sorted(product(told, stored), key=_least_in_common):
            part = Pairing(told[new], stored[old], self.pairs)
            part.by(_common(content, _both(new, old)))
            told[new], stored[old] = part.told, part.stored
        self.told = _those_in(self.told, told.values())
        self.stored = _those_in(self.stored, stored.values())


def _those_in(rows: list[Row], left: Iterable[list[Row]]) -> list[Row]:
    """The rows that are in one of the lists, as they stood."""
    ids = {id(row) for some in left for row in some}
    return [row for row in rows if id(row) in ids]


def _by_shape(rows: list[Row], content: Content[Row]) -> dict[_Shape, list[Row]]:
    """The rows by which parts of their content they say."""
    found: dict[_Shape, list[Row]] = {}
    for row in rows:
        found.setdefault(tuple(part is not None for part in content(row)), []).append(row)
    return found


def _both(told: _Shape, stored: _Shape) -> _Shape:
    return tuple(one and other for one, other in zip(told, stored, strict=True))


def _least_in_common(shapes: tuple[_Shape, _Shape]) -> tuple[int, tuple[_Shape, _Shape]]:
    return -sum(_both(*shapes)), shapes


def _common(content: Content[Row], both: _Shape) -> Key[Row]:
    return lambda row: tuple(compress(content(row), both))
