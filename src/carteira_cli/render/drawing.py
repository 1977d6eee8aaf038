"""Lines and tables drawn as text: cut and wrapped to a width, with the terminal's own colours."""

from collections.abc import Iterable
from functools import partial

from rich.console import Console
from rich.text import Text

from carteira_cli.render.lines import Line

_NO_WIDTH = 10_000  # a pipe has no width: nothing is cut or wrapped
_LINES = 24
_CONTINUED = " " * 3


def text(parts: Iterable[object], width: int | None) -> str:
    """The parts (strings, `Line`s, anything that rich draws), each on lines of its own.

    `width` None: not a terminal, so that nothing is coloured, cut or wrapped.
    """
    console = _console(width)
    with console.capture() as captured:
        for part in parts:
            if isinstance(part, (str, Line)):
                for line in _wrapped(_styled(part), console):
                    console.print(line, soft_wrap=True)
            else:
                console.print(part)
    return captured.get()


def _console(width: int | None) -> Console:
    # With a height too, or rich takes every dumb terminal for one of 80 columns
    plain = partial(
        Console, markup=False, highlight=False, emoji=False, width=width or _NO_WIDTH, height=_LINES
    )
    console = plain()
    uncoloured = width is None or console.legacy_windows or console.no_color
    return plain(color_system=None) if uncoloured else console


def _styled(part: str | Line) -> Text:
    return Text.assemble(*part.words) if isinstance(part, Line) else Text(part)


def _wrapped(whole: Text, console: Console) -> Iterable[Text]:
    """The text on as many lines as it needs, parted between words, the later ones indented."""
    if whole.cell_len <= console.width:
        return [whole]
    first = whole.wrap(console, console.width)[0]
    rest = whole[len(first) :]
    rest = rest[len(rest) - len(rest.plain.lstrip()) :]
    more = rest.wrap(console, max(console.width - len(_CONTINUED), 1))
    return [first, *(Text(_CONTINUED).append_text(line) for line in more)]
