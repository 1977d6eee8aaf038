"""Tables on the screen: no boxes, figures to the right, names cut where the screen ends."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.table import Table
from rich.text import Text

from carteira_cli.domain.text import safe
from carteira_cli.render.lines import GOOD, QUIET, STRONG, URGENT, WARNING, bar

__all__ = ["GOOD", "QUIET", "STRONG", "URGENT", "WARNING", "Column", "bar", "table"]


class Column(NamedTuple):
    """A column of a table: `right` for figures; a `flexible` one gives way on a narrow screen."""

    title: str
    right: bool = False
    flexible: bool = False
    style: str = ""


def table(columns: Sequence[Column], rows: Iterable[Sequence[str | Text]]) -> Table:
    """A plain table; what comes from files is text, never markup."""
    drawn = Table(box=None, padding=(0, 1), show_edge=False)
    for column in columns:
        drawn.add_column(
            Text(column.title, style=QUIET),
            justify="right" if column.right else "left",
            style=column.style,
            no_wrap=True,
            overflow="ellipsis",
            min_width=6 if column.flexible else None,
        )
    for row in rows:
        drawn.add_row(*[cell if isinstance(cell, Text) else Text(safe(cell)) for cell in row])
    return drawn
