"""Lines of styled words: what the quick screens are made of, without loading anything to draw them.

A terminal shows the styles; a pipe gets the words alone. Tables are another matter: `render.table`.
"""

from collections.abc import Iterable
from typing import NamedTuple

URGENT, WARNING, GOOD, QUIET, STRONG = "red", "yellow", "green", "dim", "bold"
_BETWEEN = " · "


class Line(NamedTuple):
    """A line as words and the style of each ("" for plain)."""

    words: tuple[tuple[str, str], ...] = ()

    @property
    def plain(self) -> str:
        """The words alone."""
        return "".join([word for word, _style in self.words])

    def then(self, word: str, style: str = "") -> "Line":
        """The line with one more word at its end."""
        return Line((*self.words, (word, style)))


def line(word: str = "", style: str = "") -> Line:
    """A line of one word, or an empty one."""
    return Line(((word, style),)) if word else Line()


def bar(part: float, width: int) -> str:
    """A share 0–1 as a bar of at most `width` cells; `ascii_only` makes it `#` on old consoles."""
    return "█" * round(max(0.0, min(part, 1.0)) * width)


_ASCII = str.maketrans("█░▁▂▃▄▅▆▇·…−–—“”→›×≥≤", '#._.-=+*%-.---"">>x><')


def ascii_only(text: str) -> str:
    """The nearest ASCII for the signs an old console cannot show; letters stay as they are."""
    return text.translate(_ASCII)


def flowed(
    label: str, parts: Iterable[tuple[str, str]], width: int | None, *, indent: int
) -> list[Line]:
    """The (word, style) parts after a label, parted by ` · `, on as many lines as the screen needs.

    Without a width (a pipe) there is one line. Later lines stand under the first part.
    """
    lines = [line(" ").then(f"{label:<{indent - 1}}", STRONG)]
    used = indent
    for word, style in parts:
        if used > indent and width and used + len(_BETWEEN) + len(word) > width:
            lines.append(line(" " * indent))
            used = indent
        elif used > indent:
            lines[-1] = lines[-1].then(_BETWEEN)
            used += len(_BETWEEN)
        lines[-1] = lines[-1].then(word, style)
        used += len(word)
    return lines
