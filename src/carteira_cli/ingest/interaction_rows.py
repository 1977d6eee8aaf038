"""Rows of a visit report → InteractionRow."""

import re
from collections.abc import Callable

from carteira_cli.domain.rows import InteractionRow
from carteira_cli.domain.text import fold
from carteira_cli.errors import _
from carteira_cli.ingest.cells import Cell, day_column, place, remembered
from carteira_cli.ingest.layout import Layout, Row
from carteira_cli.ingest.parties import PARTY_FIELDS, party_of
from carteira_cli.ingest.talk_words import talk_code
from carteira_cli.ingest.texts import plain_text
from carteira_cli.ingest.unreadable import Unreadable

_GROUPS = {"result": "result", "reason": "reason", "channel": "channel", "activity": "channel"}
_TEXTS = ("note", "product", "notes")  # many a report calls it "Descrição", as a product's
INTERACTION_FIELDS = frozenset({*PARTY_FIELDS, "date", *_GROUPS, *_TEXTS})
"""The fields that are read from a visit report."""

_TIME = re.compile(
    r"[T ,]\s*(\d{1,2})[:h](\d\d)(?::\d\d)?(?:\.\d+)?(?:\s*([ap])\.?m\b)?", re.IGNORECASE
)
_MINUTES = 24 * 60


def interaction_reader(layout: Layout) -> Callable[[int, Row], InteractionRow]:
    """The reader of one row, given its line, for a report of this layout.

    The row has as many cells as the header and one blank more. It raises Unreadable, with the field
    and the sentence, for a row without a customer or a day that can be read.
    """
    party_in = remembered(layout, PARTY_FIELDS, party_of)
    day_of, at = day_column(layout, "date"), place(layout, "date")
    codes_in = remembered(layout, tuple(_GROUPS), _coder(layout))
    texts_in = remembered(layout, _TEXTS, _texts)

    def read(line: int, cells: Row) -> InteractionRow:
        day = day_of(cells[at])
        if day is None:
            raise Unreadable(_("falta a data"), "date", cells[at])
        party = party_in(cells)
        channel, result, reason, unknown = codes_in(cells)
        note = "\n".join((*unknown, *texts_in(cells)))
        return InteractionRow(line, party, day, time_of(cells[at]), channel, result, reason, note)

    return read


def _texts(cells: tuple[Cell, ...]) -> list[str]:
    return [text for text in map(plain_text, cells) if text]


def _coder(layout: Layout) -> Callable[[tuple[Cell, ...]], tuple[str, str, str, list[str]]]:
    """Channel, result and reason as codes, and for the note the words that have none."""
    own = {fold(word): code for word, code in layout.profile.results.items()}

    def read(cells: tuple[Cell, ...]) -> tuple[str, str, str, list[str]]:
        codes: dict[str, str] = {}
        unknown = []
        for (field, group), word in zip(_GROUPS.items(), map(plain_text, cells), strict=True):
            code = (group == "result" and own.get(fold(word))) or talk_code(group, word)
            if word and not code:
                unknown.append(f"{layout.column(field)}: {word}")
            codes[group] = codes.get(group) or code
        return codes["channel"], codes["result"], codes["reason"], unknown

    return read


def time_of(cell: Cell) -> str:
    """The time of day, `hh:mm`, that stands behind a day; "" where none does."""
    if isinstance(cell, float):
        minutes = round(cell % 1 * _MINUTES) % _MINUTES
        return f"{minutes // 60:02}:{minutes % 60:02}" if minutes else ""
    found = _TIME.search(cell)
    if not found:
        return ""
    hour, half = int(found[1]), (found[3] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{found[2]}"
