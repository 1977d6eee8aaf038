"""Numbers like C1234 above zero: credit notes or sales, as far as files and portfolio tell."""

from collections.abc import Callable, Sequence

from carteira_cli.commands.understanding import Understood
from carteira_cli.domain.credit_notes import Numbering, judge
from carteira_cli.domain.text import fold
from carteira_cli.ingest.layout import Layout
from carteira_cli.render.remarks import with_c
from carteira_cli.store import Connection, orders
from carteira_cli.store.sources import Sourcing


def judged(
    connection: Connection, tables: Sequence[Understood], sourcing: Callable[[Layout], Sourcing]
) -> list[Understood]:
    """The tables, read as all of a source together and what is stored of it make likely.

    A remark says so, where it makes a difference.
    """
    placed = [(_source(table.layout, sourcing(table.layout)), table) for table in tables]
    return [
        _judged(connection, table, (source, _together(source, placed)))
        if table.layout.numbering.sold
        else table
        for source, table in placed
    ]


def _source(layout: Layout, said: Sourcing) -> str | None:
    """The source that the rows are of, by its folded name; None where each may name its own."""
    names = "principal" in layout.fields and (said.by_row or not said.principal)
    return None if names and not said.source else fold(said.source or said.principal)


def _together(source: str | None, placed: Sequence[tuple[str | None, Understood]]) -> Numbering:
    """How the rows are numbered that are of that source, or may be."""
    told = [
        table.layout.numbering
        for other, table in placed
        if other == source or None in (other, source)
    ]
    return Numbering(*map(sum, zip(*told, strict=True)))


def _judged(
    connection: Connection, table: Understood, told: tuple[str | None, Numbering]
) -> Understood:
    layout, (source, numbering) = table.layout, told
    verdict = judge(numbering, orders.numbered(connection, source))
    return table._replace(
        layout=layout._replace(
            credit_notes=verdict.are_returns,
            remarks=(*layout.remarks, with_c(verdict, layout.numbering.sold)),
        )
    )
