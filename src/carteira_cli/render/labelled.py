"""Lines with a quiet title in front, as a card of one customer has them."""

from collections.abc import Iterable

from carteira_cli.domain.text import safe
from carteira_cli.render.lines import QUIET, Line, line

LABEL_WIDTH = 12


def shortened(whole: Line, width: int) -> Line:
    """The line, no longer than `width`, with `…` where it was cut."""
    if len(whole.plain) <= width:
        return whole
    words, room = [], width - 1
    for word, style in whole.words:
        words.append((word[:room], style))
        room -= len(words[-1][0])
    return Line((*words, ("…", "")))


def labelled(title: str, *parts: str | Line) -> Line:
    """A line with its title in front; parts are separated by dots, empty ones left out."""
    return Line(((f" {title:<{LABEL_WIDTH}}", QUIET), *_dotted(parts).words))


def headed(*parts: str | Line) -> Line:
    """A line of parts, separated by dots, empty ones left out."""
    return Line(((" ", ""), *_dotted(parts).words))


def _dotted(parts: Iterable[str | Line]) -> Line:
    """The parts with dots between them, empty ones left out."""
    words: list[tuple[str, str]] = []
    for part in parts:
        shown = line(safe(part)) if isinstance(part, str) else part
        if shown.words and words:
            words.append((" · ", ""))
        words += shown.words
    return Line(tuple(words))
