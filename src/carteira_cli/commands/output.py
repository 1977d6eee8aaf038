"""Where a report goes and in what form: the screen, a pipe, or a file that is written whole."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import get_terminal_size
from typing import NamedTuple

from carteira_cli.commands.files import check_place, write_whole
from carteira_cli.commands.session import say
from carteira_cli.errors import UsageFault, _, plural
from carteira_cli.render.lines import Line, ascii_only
from carteira_cli.render.plain import count
from carteira_cli.render.sheet import Sheet

FORMATS = ("table", "json", "csv", "markdown")
_BY_ENDING = {".json": "json", ".csv": "csv", ".md": "markdown", ".txt": "table"}

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
        CannotCreate: the file cannot stand there.
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
    check_place(path)
    return Delivery(by_ending, path, language)


def deliver(order: Delivery, sheet: Callable[[], Sheet], screen: Screen) -> None:
    """Make the form that was asked for, and only that, and put it where it goes."""
    if order.path is not None:
        _to_file(order.path, order, sheet, screen)
    elif order.form == "table":
        print_out([drawn(order, screen)])
    else:
        print_data([written(order, sheet())])


def _to_file(path: Path, order: Delivery, sheet: Callable[[], Sheet], screen: Screen) -> None:
    """Write it, and say where it is now, and how many rows it has."""
    if order.form == "table":
        write_whole(path, [drawn(order, screen).encode()])
        say(_("Relatório em {path}.").format(path=path))
        return
    made = sheet()
    rows = list(made.rows)
    write_whole(path, [written(order, made._replace(rows=rows)).encode()])
    told = plural("Relatório em {path}, {n} linha.", "Relatório em {path}, {n} linhas.", len(rows))
    say(told.format(path=path, n=count(len(rows))))


def print_out(pieces: Iterable[str]) -> None:
    """Text for whoever reads: in the console's own encoding."""
    with _until_closed():
        sys.stdout.writelines(pieces)
        sys.stdout.flush()


def print_data(pieces: Iterable[str]) -> None:
    """Text for a program: UTF-8, with its own line ends, whatever the console speaks."""
    with _until_closed():
        sys.stdout.flush()
        sys.stdout.buffer.writelines(piece.encode() for piece in pieces)
        sys.stdout.buffer.flush()


@contextmanager
def _until_closed() -> Iterator[None]:
    """A reader who has seen enough (`| head`) is no fault; a full disk behind stdout is.

    Either way what is still unwritten goes nowhere, or Python would try again on its way out.
    """
    try:
        yield
    except OSError as fault:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
        if not isinstance(fault, BrokenPipeError):
            raise


def written(order: Delivery, sheet: Sheet) -> str:
    """The rows for a program."""
    from carteira_cli.render import writing

    if order.form == "json":
        return writing.to_json(sheet)
    if order.form == "csv":
        return writing.to_csv(sheet, order.language)
    return writing.to_markdown(sheet)


def drawn(order: Delivery, screen: Screen) -> str:
    """The screen as text: coloured and cut to a terminal's width, plain and whole elsewhere."""
    to_terminal = order.path is None and sys.stdout.isatty()
    width = get_terminal_size().columns if to_terminal else None
    parts = list(screen(width))
    if not to_terminal and not any(_needs_drawing(part) for part in parts):
        text = "".join([f"{_plain(part)}\n" for part in parts])
    else:
        from carteira_cli.render import drawing

        text = drawing.text(parts, width)
    text = "\n".join([each.rstrip() for each in text.split("\n")])
    return _showable(text) if order.path is None else text


def _needs_drawing(part: object) -> bool:
    return not isinstance(part, (str, Line))


def _plain(part: object) -> str:
    return part.plain if isinstance(part, Line) else str(part)


def _showable(text: str) -> str:
    """`text`, with ASCII signs where the console's encoding has none of ours."""
    encoding = sys.stdout.encoding or "ascii"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return ascii_only(text)
    return text
