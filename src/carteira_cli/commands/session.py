"""What one run knows of the world: the only reader of the clock and the environment."""

import gc
import os
import re
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from shutil import get_terminal_size

from carteira_cli.domain.days import parse_day
from carteira_cli.errors import UsageFault, _
from carteira_cli.store import Connection
from carteira_cli.store.file import open_portfolio
from carteira_cli.store.operations import Operation, Stamp, operation

PORTUGUESE, ENGLISH = "pt-BR", "en"
LANGUAGES = (PORTUGUESE, ENGLISH)
_DOWNLOADS = re.compile(r'^XDG_DOWNLOAD_DIR="(.+)"$', re.MULTILINE)
_RANDOM_BITS = 21  # below the milliseconds: 42 + 21 = 63 bits, two million ids a millisecond


@dataclass
class Session:
    """One run.

    `path_was_given`: the user named the file, by `--db` or `CARTEIRA_DB`. `committed` is the number
    of the operation that is safely in the file, if any.
    """

    path: Path
    language: str
    path_was_given: bool = False
    synced_allowed: bool = False
    committed: int | None = None

    def as_of(self, typed: str) -> date:
        """The reference day: as typed, else `CARTEIRA_AS_OF`, else the machine's civil day.

        Raises:
            UsageFault: what was typed is not a day.
        """
        text = typed or os.environ.get("CARTEIRA_AS_OF", "")
        return day_of(text, "--as-of") if text else today()

    @staticmethod
    def civil_day(instant: str) -> date:
        """The machine's civil day of a UTC instant (ISO)."""
        return datetime.fromisoformat(instant).astimezone().date()

    @staticmethod
    def day_of(seconds: float) -> date:
        """The machine's civil day of a file's time (seconds since 1970)."""
        return datetime.fromtimestamp(seconds, UTC).astimezone().date()

    @staticmethod
    def downloads() -> Path:
        """The folder where browsers and mail programs put what they fetch."""
        return downloads_folder(os.environ)

    @contextmanager
    def portfolio(self) -> Iterator[Connection]:
        """The open portfolio, closed again before anybody replaces the file."""
        with closing(open_portfolio(self.path, synced_allowed=self.synced_allowed)) as connection:
            yield connection

    @contextmanager
    def change(
        self,
        connection: Connection,
        command: str,
        *,
        rehearsal: bool = False,
        day: date | None = None,
    ) -> Iterator[Operation]:
        """One operation around the body; when it ends well, `committed` tells its number.

        `day` is the civil day it counts for, today unless the demo says otherwise. A body that ends
        the transaction leaves no operation.
        """
        instant = now()
        stamp = Stamp(
            command,
            instant.isoformat(timespec="seconds"),
            (day or today()).isoformat(),
            (int(instant.timestamp() * 1000) << _RANDOM_BITS)
            | int.from_bytes(os.urandom(4)) >> (32 - _RANDOM_BITS),
        )
        with operation(connection, stamp, rehearsal=rehearsal) as running:
            yield running
            stands = connection.in_transaction and not rehearsal
        self.committed = running.id if stands else None


def now() -> datetime:
    """The instant: the one place where the program looks at the clock."""
    return datetime.now(UTC)


def moment() -> float:
    """Seconds on a clock that never goes back, to tell how long something takes."""
    return time.monotonic()


def somebody_looks() -> bool:
    """Whether a person sits before stderr: a terminal that can redraw a line, and no build."""
    return sys.stderr.isatty() and not os.environ.get("CI") and os.environ.get("TERM") != "dumb"


def today() -> date:
    """The machine's civil day."""
    return now().astimezone().date()


def day_of(typed: str, option: str) -> date:
    """The day somebody typed for `option`.

    Raises:
        UsageFault: it is not a day of the calendar.
    """
    day = parse_day(typed)
    if day is None:
        raise UsageFault(
            _("{option} {value} não é uma data.").format(option=option, value=typed),
            _("Escreva a data como 2026-11-22 ou 22/11/2026."),
        )
    return day


def language_of(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language to speak: `--lang`, else `CARTEIRA_LANG`, else what the locale says.

    Looked up before the command modules are imported, because their help texts speak too. A wrong
    value speaks Portuguese; the option itself is checked when the command line is parsed.
    """
    for place, argument in enumerate(arguments):
        if argument == "--lang" and place + 1 < len(arguments):
            return _known_language(arguments[place + 1])
        if argument.startswith("--lang="):
            return _known_language(argument.removeprefix("--lang="))
    if environment.get("CARTEIRA_LANG"):
        return _known_language(environment["CARTEIRA_LANG"])
    locale = environment.get("LC_ALL") or environment.get("LC_MESSAGES") or environment.get("LANG")
    return ENGLISH if (locale or "").startswith("en_") else PORTUGUESE


def _known_language(said: str) -> str:
    return ENGLISH if said.lower().startswith("en") else PORTUGUESE


def data_file(environment: Mapping[str, str]) -> Path:
    """Where the portfolio lives unless `--db` or `CARTEIRA_DB` says otherwise.

    `%LOCALAPPDATA%` on Windows (not the roaming folder: it is synchronised), the user's data folder
    elsewhere.
    """
    if environment.get("CARTEIRA_DB"):
        return Path(environment["CARTEIRA_DB"])
    if sys.platform == "win32":
        home = Path(environment.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        home = Path.home() / "Library" / "Application Support"
    else:
        home = Path(environment.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return home / "carteira" / "carteira.db"


def downloads_folder(environment: Mapping[str, str]) -> Path:
    """Where browsers put what they fetch: as the desktop says it, else `Downloads` at home."""
    if sys.platform == "win32":
        return Path(environment.get("USERPROFILE") or Path.home()) / "Downloads"
    home = Path(environment.get("HOME") or Path.home())
    settings = Path(environment.get("XDG_CONFIG_HOME") or home / ".config") / "user-dirs.dirs"
    named = re.search(_DOWNLOADS, settings.read_text("utf-8")) if settings.is_file() else None
    return Path(named[1].replace("$HOME", str(home))) if named else home / "Downloads"


def prepare_process() -> None:
    """Files private to the user, and an output that replaces what the console cannot show."""
    os.umask(0o077)
    # A report makes many small values and no cycles: looking for cycles at the usual pace doubles
    # its time over 100,000 customers.
    gc.set_threshold(5_000_000, 20, 20)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by the shell; its number must not go to the portfolio
            setattr(sys, name, Path(os.devnull).open("w"))  # noqa: SIM115 for good
        else:
            stream.reconfigure(errors="replace")


def say(sentence: str) -> None:
    """A sentence for the person, on stderr: stdout carries data only. Words stay whole."""
    from textwrap import fill

    from carteira_cli.render.plain import safe_lines

    shown = safe_lines(sentence)
    if sys.stderr.isatty():
        width = get_terminal_size().columns
        lines = (fill(each, width, break_on_hyphens=False) for each in shown.split("\n"))
        shown = "\n".join(lines)
    sys.stderr.write(shown + "\n")
