"""Which tables of a file are read: the one that tells most, and those with the same columns."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import BinaryIO, NamedTuple

from carteira_cli.errors import _
from carteira_cli.ingest.columns import key, recognise
from carteira_cli.ingest.container import unpacked
from carteira_cli.ingest.header import WITHIN, count_named
from carteira_cli.ingest.heading import Heading, heading_of
from carteira_cli.ingest.layout import SOMEONE, Row, Wishes
from carteira_cli.ingest.months import month_of
from carteira_cli.ingest.profile import Names, Profile
from carteira_cli.ingest.rows import Opened, open_tables


class Headed(NamedTuple):
    """A table and its heading."""

    table: Opened
    heading: Heading

    @property
    def may_have_rows(self) -> bool:
        """Whether rows stand below the header, or may stand below the first rows."""
        return len(self.table.head) == WITHIN or bool(self.below)

    @property
    def below(self) -> list[Row]:
        """The first rows below the header."""
        return [cells for line, cells in self.table.head if line > self.heading.line]


def headed(tables: Iterable[Opened], wishes: Wishes, profiles: Sequence[Profile]) -> list[Headed]:
    """The tables with their headings; without those that the wished profile does not fit."""
    return [
        Headed(table, _leaving_out(heading, wishes.ignored))
        for table in tables
        if (heading := heading_of(table.head, wishes.columns, profiles, wishes.profile))
    ]


def _leaving_out(heading: Heading, ignored: Names) -> Heading:
    profile = heading.profile
    return heading._replace(profile=replace(profile, ignored=(*profile.ignored, *ignored)))


def chosen(among: Sequence[Headed], wishes: Wishes) -> list[Headed]:
    """The table that tells most, and all others like it, in their order.

    Those without a row below the header (months to come) are none of them, unless all are. Beside
    sheets that are a month each, a sheet of the year tells the same again.
    """
    among = [each for each in among if each.may_have_rows] or among

    def merit(each: Headed) -> tuple[int, int]:
        known = max(count_named(row, wishes.columns) for _at, row in each.table.head)
        return len(each.heading.profile.signature), known

    best = max(among, key=merit)
    alike = [each for each in among if _is_like(each, best)]
    months = [each for each in alike if month_of(each.table.shape.sheet)]
    has_days = "date" in recognise(best.heading.headers, {})
    return months if len(months) > 1 and not has_days else alike


def _is_like(each: Headed, best: Headed) -> bool:
    """Whether two tables have the same columns, the same source, or orders with their days."""
    profile = best.heading.profile.name
    if profile and each.heading.profile.name == profile:
        return True
    if set(map(key, each.heading.headers)) == set(map(key, best.heading.headers)):
        return True
    return all(map(_has_orders, (each, best)))


def _has_orders(headed: Headed) -> bool:
    fields = recognise(headed.heading.headers, {}).keys()
    return {"order", "date"} <= fields and not fields.isdisjoint(SOMEONE)


def on_sheets(read: Sequence[Headed], tables: Sequence[Opened]) -> tuple[str, ...]:
    """Which of several sheets were not read, where some were not."""
    sheets = {each.table.shape.sheet for each in read}
    if len(sheets) == len(tables):
        return ()
    if len(sheets) == 1:
        return (_("Aba lida: {sheet}.").format(sheet=sheets.pop()),)
    others = [table.shape.sheet for table in tables if table.shape.sheet not in sheets]
    return (_("Abas não lidas: {sheets}.").format(sheets=", ".join(others)),)


def peek(
    stream: BinaryIO, wishes: Wishes, profiles: Sequence[Profile]
) -> tuple[tuple[str, ...], Row]:
    """The columns of the table that tells most, and the cells of the first row below them.

    For whoever is asked which column is which, where `examine` could not tell. Raises BadData for
    what is no table.
    """
    best, *_others = chosen(headed(open_tables(unpacked(stream)), wishes, profiles), wishes)
    return best.heading.headers, (best.below or [[]])[0]
