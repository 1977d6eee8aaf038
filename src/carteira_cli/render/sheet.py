"""A report as data: what JSON, CSV and Markdown are written from. A promise to scripts."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple


class Sheet(NamedTuple):
    """A report as data: the reference day (ISO), its columns in order, its rows, its summary.

    Ids are text (63 bits do not survive a spreadsheet), money is centavos in columns that end in
    `_cents`, days are ISO, absent is None, codes are those of the glossary.
    """

    as_of: str
    columns: Sequence[str]
    rows: Iterable[Mapping[str, object]]
    summary: Mapping[str, object] = {}
