"""The texts that the cells of an old workbook share: how much memory each takes."""

from array import array
from collections.abc import Sequence
from struct import Struct

_START, _MARKS, _RUNS, _EXTENSION = Struct("<HB"), Struct("B"), Struct("<H"), Struct("<I")
_WIDE, _EXTENDED, _RICH = 1, 4, 8


def lengths(content: bytes | bytearray, pieces: Sequence[range], count: int) -> Sequence[int]:
    """Bytes of each of so many texts in those pieces; raises ValueError where they end before."""
    texts = _Texts(content, pieces)
    return array("L", [texts.length() for _text in range(count)])


class _Texts:
    """The next text at each call, wherever the pieces are cut."""

    def __init__(self, content: bytes | bytearray, pieces: Sequence[range]) -> None:
        self._content, self._pieces = content, iter(pieces)
        self._at = self._end = 0

    def length(self) -> int:
        """The bytes of the next text."""
        while self._at == self._end:
            self._go_on()
        letters, marks = self._take(_START)
        rest = 4 * self._take(_RUNS)[0] if marks & _RICH else 0
        rest += self._take(_EXTENSION)[0] if marks & _EXTENDED else 0
        length = self._read(letters, marks & _WIDE)
        self._skip(rest)
        return length

    def _read(self, letters: int, wide: int) -> int:
        length = 0
        while True:
            here = min(letters, (self._end - self._at) >> wide)
            text = self._content[self._at : self._at + (here << wide)]
            length += len(text.decode("utf-16-le" if wide else "latin-1", "replace").encode())
            self._at += here << wide
            letters -= here
            if not letters:
                return length
            self._go_on()
            wide = self._take(_MARKS)[0] & _WIDE  # each piece says anew how it is written

    def _skip(self, rest: int) -> None:
        while rest > self._end - self._at:
            rest -= self._end - self._at
            self._go_on()
        self._at += rest

    def _take(self, form: Struct) -> tuple[int, ...]:
        start, self._at = self._at, self._at + form.size
        if self._at > self._end:
            raise ValueError
        return form.unpack_from(self._content, start)

    def _go_on(self) -> None:
        piece = next(self._pieces, None)
        if piece is None:
            raise ValueError
        self._at, self._end = piece.start, piece.stop
