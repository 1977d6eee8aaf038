"""The OLE2 container of an old workbook: its one stream taken out, and packed again by itself.

What opens workbooks believes a container: chains of sectors without an end, sizes of terabytes. So
it is never given one, but another that is made here around the stream.
"""

from array import array
from collections.abc import Iterator, Sequence
from struct import Struct, error, pack

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NAMES = frozenset({"Workbook", "Book"})  # since Excel 97, and before: the former is the greater
_NONE, _END = 0xFFFFFFFF, 0xFFFFFFFE
_HEADER = Struct("<30xH16xI8xI4xI4x109I")
_ENTRY = Struct("<64s52xII4x")
_SMALL = 64  # bytes of a sector of the stream that holds the small streams
_LEAST = 4096  # bytes of a stream that has sectors of its own
_SHIFT = 12  # a sector of what is packed here has 4,096 bytes: its header alone tells of 450 MB


def workbook(data: bytes) -> bytearray:
    """The stream of the workbook; raises ValueError where there is none, or it is not whole."""
    try:
        shift, directory, small_table, more, *places = _HEADER.unpack_from(data)
        if shift not in {9, 12}:
            raise ValueError
        sectors = _Sectors(memoryview(data)[1 << shift :], 1 << shift)
        sectors.follow(sectors.table(places, more))
        entries = [*_ENTRY.iter_unpack(sectors.read(directory))]
        found = {_name(text): (start, length) for text, start, length in reversed(entries)}
        start, length = found[max(found.keys() & _NAMES)]
        if length < _LEAST:
            small = _Sectors(memoryview(sectors.read(entries[0][1])), _SMALL)
            small.follow(array("I", sectors.read(small_table)))
            sectors = small
        return _whole(sectors.read(start), length)
    except (error, IndexError) as fault:
        raise ValueError from fault


def _name(text: bytes) -> str:
    return text.decode("utf-16-le", "replace").partition("\0")[0]


def _whole(content: bytearray, length: int) -> bytearray:
    if len(content) < length:
        raise ValueError
    del content[length:]
    return content


class _Sectors:
    """Sectors of one size, and the table that tells of each which one follows it."""

    def __init__(self, data: memoryview, size: int) -> None:
        self._data, self._size = data, size
        self._following: Sequence[int] = ()

    def follow(self, following: Sequence[int]) -> None:
        """Take that table from now on."""
        self._following = following

    def table(self, places: list[int], more: int) -> Sequence[int]:
        """The table in those sectors, and in those that the list of them goes on to."""
        while more not in {_END, _NONE}:
            *further, more = array("I", bytes(self._sector(more)))
            places += further
            self._hold(len(places) * 4 // self._size)
        places = [place for place in places if place != _NONE]
        self._hold(len(places))
        return array("I", b"".join(map(self._sector, places)))

    def read(self, start: int) -> bytearray:
        """What is in the sectors from there to the end of their chain."""
        return bytearray().join(map(self._sector, self._chain(start)))

    def _chain(self, place: int) -> Iterator[int]:
        steps = 0
        while place != _END:
            yield place
            place = self._following[place]
            steps += 1
            self._hold(steps)

    def _hold(self, count: int) -> None:
        """No more sectors than the file has: a chain that goes in circles comes to light."""
        if count * self._size > len(self._data) + self._size:
            raise ValueError

    def _sector(self, place: int) -> memoryview:
        return self._data[place * self._size : (place + 1) * self._size]


def packed(content: bytearray) -> Iterator[bytes | bytearray]:
    """A container of that stream alone, in pieces."""
    size = 1 << _SHIFT
    length = max(len(content), _LEAST)
    count = -(-length // size)
    tables = -(-(count + 1) // (size // 4 - 1))
    places = [*range(count + 1, count + 1 + tables)]
    header = pack("<8s16x5H6x9I", MAGIC, 0x3E, 4, 0xFFFE, _SHIFT, 6, 1, tables, count, 0, _LEAST,
                  _END, 0, _END, 0)  # fmt: skip
    yield (header + array("I", places).tobytes()).ljust(512, b"\xff").ljust(size, b"\0")
    yield content
    yield bytes(count * size - len(content))
    yield (_entry("Root Entry", 5, count, _SMALL) + _entry("Workbook", 2, 0, length)).ljust(
        size, b"\0"
    )
    following = array("I", [*range(1, count), _END, _END, *[0xFFFFFFFD] * tables])
    yield following.tobytes().ljust(tables * size, b"\xff")


def _entry(name: str, kind: int, start: int, length: int) -> bytes:
    text = f"{name}\0".encode("utf-16-le")
    child = 1 if kind == 5 else _NONE
    return pack("<64sHBBIII36xIQ", text, len(text), kind, 1, _NONE, _NONE, child, start, length)
