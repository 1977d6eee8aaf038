"""Rows of a customer list → CustomerRow."""

from collections.abc import Callable

from carteira_cli.domain.rows import CustomerRow
from carteira_cli.ingest.cells import Cell, cents_column, day_column, remembered
from carteira_cli.ingest.layout import Layout, Row
from carteira_cli.ingest.parties import PARTY_FIELDS, party_of
from carteira_cli.ingest.texts import plain_text

_TEXTS = ("contact", "size", "network", "notes")
_LAST = ("last_on", "last_amount")
LIST_FIELDS = frozenset({*PARTY_FIELDS, *_TEXTS, *_LAST})
"""The fields that are read from a customer list."""


def customer_reader(layout: Layout) -> Callable[[int, Row], CustomerRow]:
    """The reader of one row, given its line, for a list of this layout.

    The row has as many cells as the header and one blank more. It raises Unreadable, with the field
    and the sentence, where nobody is named or a stated last purchase cannot be read.
    """
    party_in = remembered(layout, PARTY_FIELDS, party_of)
    texts_in = remembered(layout, _TEXTS, _texts)
    last_in = remembered(layout, _LAST, _last_reader(layout))

    def read(line: int, cells: Row) -> CustomerRow:
        return CustomerRow(line, party_in(cells), *texts_in(cells), *last_in(cells))

    return read


def _texts(cells: tuple[Cell, ...]) -> tuple[str, str, str, str]:
    contact, size, network, notes = map(plain_text, cells)
    return contact, size, network, notes


def _last_reader(
    layout: Layout,
) -> Callable[[tuple[Cell, Cell]], tuple[str | None, int | None]]:
    day_of, cents_of = day_column(layout, "last_on"), cents_column(layout, "last_amount")

    def read(cells: tuple[Cell, Cell]) -> tuple[str | None, int | None]:
        return day_of(cells[0]), cents_of(cells[1])

    return read
