"""Lines of cells in columns that fit the screen: the widest of the yielding ones give way."""

from collections.abc import Mapping, Sequence

from carteira_cli.domain.text import safe
from carteira_cli.render.plain import cut


def fitted(
    rows: Sequence[Sequence[str]],
    right: Sequence[bool],
    available: int,
    least: Mapping[int, int],
) -> list[str]:
    """One line per row, cells padded and parted by a blank, at most `available` columns wide.

    `right` tells the columns that are flush right; `least` those that may be cut with `…`, and to
    what width at least.
    """
    shown = [[safe(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*shown, strict=True)]
    spare = available - sum(widths) - len(widths) + 1
    while spare < 0 and any(widths[place] > width for place, width in least.items()):
        widest = max(least, key=lambda place: widths[place] - least[place])
        widths[widest] -= 1
        spare += 1
    return [
        " ".join(
            f"{cut(cell, width):>{width}}" if flush else f"{cut(cell, width):<{width}}"
            for cell, width, flush in zip(row, widths, right, strict=True)
        ).rstrip()
        for row in shown
    ]
