"""What a part of a workbook will take of memory once it is open."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

MOST_BYTES = 200 * 2**20  # with the program itself, 300 MB
MOST_OLD_BYTES = 240 * 2**20  # of an .xls, before which less of the program is loaded

Part = Callable[[], Iterable[bytes]]
"""The XML of a part, in pieces that end before a `<`: called again, given again."""


class Weight(NamedTuple):
    """Bytes of the cells themselves, and of the texts in them."""

    cells: int = 0
    texts: int = 0
