"""Tables on the screen: no boxes, figures to the right, names cut where the screen ends."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.table import Table
from rich.text import Text

from carteira_cli.domain.text import safe
from carteira_cli.render.lines import GOOD, QUIET, STRONG, URGENT, WARNING, bar

__all__ = ["GOOD", "QUIET", "STRONG", "URGENT", "WARNING", "Column", "bar", "bar_room", "table"]

_LEAST = 6  # of a flexible column
_ROOMY = 80


class Column(NamedTuple):
    """A column of a table: `right` for figures; a `flexible` one gives way on a narrow screen."""

    title: str
    right: bool = False
    flexible: bool = False
    style: str = ""


def bar_room(width: int | None, most: int) -> int:
    """The cells for bars: `most` of them in 80 columns, fewer below, none where nobody looks."""
    return max(most - max(_ROOMY - width, 0), 0) if width else 0


def table(columns: Sequence[Column], rows: Iterable[Sequence[str | Text]]) -> Table:
    """A plain table; what comes from files is text, never markup.

    On a narrow screen the flexible columns alone are cut; if that is not enough, rich crops.
    """
    drawn = Table(box=None, padding=(0, 1), show_edge=False)
    for column in columns:
        drawn.add_column(
            _on_one_line(Text(column.title, style=QUIET)),
            justify="right" if column.right else "left",
            style=column.style,
            no_wrap=not column.flexible,  # which is also what rich may not narrow
            overflow="ellipsis",
            min_width=_LEAST if column.flexible else None,
        )
    for row in rows:
        drawn.add_row(*map(_cell, row))
    return drawn


def _cell(content: str | Text) -> Text:
    return _on_one_line(content if isinstance(content, Text) else Text(safe(content)))


def _on_one_line(text: Text) -> Text:
    """The text, to be cut where its column ends instead of going on below."""
    text.no_wrap, text.overflow = True, "ellipsis"
    return text
