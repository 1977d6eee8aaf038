"""A dialogue in the terminal, on stderr: screens, and questions that a key or a line answers."""

import sys
from collections.abc import Collection, Iterable
from shutil import get_terminal_size

import typer

from carteira_cli.errors import _
from carteira_cli.render.lines import ascii_only

ENTER = ("\r", "\n")
LEAVE = ("0", "\x1b")


class Left(Exception):
    """The person pressed the key that leaves."""


def can_ask() -> bool:
    """Whether somebody sits there: what is piped in or out asks nobody."""
    return sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()


def width() -> int:
    """The columns of the screen."""
    return get_terminal_size().columns


def show(parts: Iterable[object]) -> None:
    """Draw lines and tables."""
    from carteira_cli.render import drawing

    text = "\n".join(each.rstrip() for each in drawing.text(parts, width()).split("\n"))
    try:
        text.encode(sys.stderr.encoding or "ascii")
    except UnicodeEncodeError:
        text = ascii_only(text)
    sys.stderr.write(text)
    sys.stderr.flush()


def key(question: str, keys: Collection[str]) -> str:
    """The one of these keys that answers; of any other the question says that it is none.

    Raises:
        Left: it was 0 or Esc.
    """
    show([" " + question])
    while (pressed := _pressed()) not in keys:
        if pressed in LEAVE:
            raise Left
        show([" " + _("Essa tecla não serve: {keys}").format(keys=question)])
    return pressed


def _pressed() -> str:
    """A key; the Enter that came together with it says no more."""
    keys = typer.getchar()
    return keys[:1] if keys[1:] in ENTER else keys


def typed(question: str) -> str:
    """The line that answers, without the blanks around it; "" for Enter alone."""
    show([" " + question])
    return sys.stdin.readline().strip()
