"""Where a report goes and in what form: the screen, a pipe, or a file that is written whole."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from carteira_cli.commands.files import write_whole
from carteira_cli.errors import UsageFault, _
from carteira_cli.render import sheet as machine
from carteira_cli.render.sheet import Sheet
from carteira_cli.render.table import ascii_only

FORMATS = ("table", "json", "csv", "markdown")
_BY_ENDING = {".json": "json", ".csv": "csv", ".md": "markdown", ".txt": "table"}
_NO_WIDTH = 10_000  # a pipe has no width: nothing is cut or wrapped

Screen = Callable[[int | None], Iterable[object]]


class Delivery(NamedTuple):
    """The form of the output, its file (None: stdout), and the language of its CSV."""

    form: str
    path: Path | None
    language: str


def delivery(form: str, output: str, language: str) -> Delivery:
    """What `--format`, `--output` and the file's ending ask for together.

    Raises:
        UsageFault: an unknown form or ending, or the two contradict each other.
    """
    if form and form not in FORMATS:
        raise UsageFault(
            _("--format {value} não existe.").format(value=form),
            _("As formas são: {forms}.").format(forms=", ".join(FORMATS)),
        )
    if not output:
        return Delivery(form or "table", None, language)
    path = Path(output)
    by_ending = _BY_ENDING.get(path.suffix.lower())
    if by_ending is None or form not in ("", by_ending):
        raise UsageFault(
            _("Não sei gravar {name} nessa forma.").format(name=path.name),
            _("O final do arquivo escolhe a forma: {endings}.").format(
                endings=", ".join(_BY_ENDING)
            ),
        )
    return Delivery(by_ending, path, language)


def deliver(order: Delivery, sheet: Callable[[], Sheet], screen: Screen) -> None:
    """Make the form that was asked for, and only that, and put it where it goes."""
    text = drawn(order, screen) if order.form == "table" else written(order, sheet())
    if order.path is None:
        sys.stdout.write(text)
        sys.stdout.flush()
    else:
        write_whole(order.path, text.encode())


def written(order: Delivery, sheet: Sheet) -> str:
    """The rows for a program."""
    if order.form == "json":
        return machine.to_json(sheet)
    if order.form == "csv":
        return machine.to_csv(sheet, order.language)
    return machine.to_markdown(sheet)


def drawn(order: Delivery, screen: Screen) -> str:
    """The screen as text: coloured and cut to a terminal's width, plain and whole elsewhere."""
    from rich.console import Console

    console = Console(markup=False, highlight=False, emoji=False)
    to_terminal = order.path is None and console.is_terminal
    width = console.width if to_terminal else None
    if not to_terminal or console.legacy_windows:
        console = Console(
            markup=False, highlight=False, emoji=False, color_system=None, width=width or _NO_WIDTH
        )
    with console.capture() as captured:
        for renderable in screen(width):
            console.print(renderable, soft_wrap=isinstance(renderable, str))
    lines = [line.rstrip() for line in captured.get().split("\n")]
    return _showable("\n".join(lines))


def _showable(text: str) -> str:
    """`text`, with ASCII signs where the console's encoding has none of ours."""
    encoding = sys.stdout.encoding or "ascii"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return ascii_only(text)
    return text
