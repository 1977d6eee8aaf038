"""What every test stands on: a portfolio of its own, a fixed day, goldens, no network, no HOME."""

import gettext
import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from carteira_cli.cli import COMMANDS, main
from carteira_cli.commands import session
from carteira_cli.errors import speak

DATA = Path(__file__).parent / "data"
NOON = datetime(2026, 11, 22, 15, tzinfo=UTC)
EXAMPLES = Path(__file__).parents[1] / "examples" / "data"

for module in COMMANDS.values():  # their help speaks the language of the first who imports them
    import_module(f"carteira_cli.commands.{module}")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="rewrite the goldens; read them after")


class Ran(NamedTuple):
    """One command line: exit code, stdout, stderr."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict:
        return json.loads(self.out)


@pytest.fixture(autouse=True)
def _own_world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test can reach the user's own file, language or day."""
    for name in ("CARTEIRA_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("CARTEIRA_DB", str(tmp_path / "carteira.db"))
    monkeypatch.setenv("CARTEIRA_AS_OF", "2026-11-22")
    instants = count()  # a moment apart, so that ids and instants differ as they do in life
    monkeypatch.setattr(session, "now", lambda: NOON + timedelta(milliseconds=10 * next(instants)))
    yield
    speak(gettext.NullTranslations())


@pytest.fixture
def carteira(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Runs one command line in this process, as the console script does."""

    def run(*arguments: object) -> Ran:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        return Ran(code, *capsys.readouterr())

    return run


@pytest.fixture
def done(carteira: Callable[..., Ran]) -> Callable[..., Ran]:
    """Like `carteira`, for what must succeed."""

    def run(*arguments: object) -> Ran:
        ran = carteira(*arguments)
        assert ran.code == 0, ran.err
        return ran

    return run


COUNTED = ("rows_imported", "rows_duplicate", "rows_updated", "rows_rejected", "rows_skipped")


def counts(summary: dict[str, Any], keys: Sequence[str] = COUNTED) -> tuple[Any, ...]:
    """What became of the rows, of an import's summary."""
    return tuple(summary[key] for key in keys)


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """Writes lines as a file of that name."""

    def write(name: str, *lines: str) -> Path:
        path = tmp_path / name
        path.write_text("\n".join([*lines, ""]), encoding="utf-8")
        return path

    return write


@pytest.fixture
def told(done: Callable[..., Ran], written: Callable[..., Path]) -> Callable[..., tuple[Any, ...]]:
    """Imports these lines as a file; the counts of its rows."""

    def tell(*lines: str, options: Sequence[str] = ()) -> tuple[Any, ...]:
        path = written("vendas.csv", *lines)
        return counts(done("import", path, *options, "-f", "json").json["summary"])

    return tell


@pytest.fixture
def listed(done: Callable[..., Ran]) -> Callable[..., list[tuple[Any, ...]]]:
    """These keys of all orders that count, sorted; with `statuses`, of those."""

    def look(*keys: str, statuses: str = "") -> list[tuple[Any, ...]]:
        only = ("--status", statuses) if statuses else ()
        rows = done("sales", "-f", "json", "--limit", "0", "--since", "all", *only).json["rows"]
        return sorted(tuple("" if row[key] is None else row[key] for key in keys) for row in rows)

    return look


@pytest.fixture
def on_screen(carteira: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """What a terminal of 80 columns without colour shows of a command: stdout, then stderr."""

    def run(*arguments: object, columns: int = 80) -> str:
        with monkeypatch.context() as terminal:
            terminal.setenv("COLUMNS", str(columns))
            terminal.setenv("NO_COLOR", "1")
            terminal.setenv("TERM", "dumb")
            terminal.setattr("sys.stdout.isatty", lambda: True)
            ran = carteira(*arguments)
        return ran.out + ran.err

    return run


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares with `tests/golden/<name>`; `pytest --golden` rewrites it."""

    def compare(name: str, text: str) -> None:
        path = Path(__file__).parent / "golden" / name
        if request.config.getoption("--golden"):
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture
def northwind(done: Callable[..., Ran]) -> Callable[..., Ran]:
    """A portfolio that holds Northwind's customers and orders."""
    done("import", DATA / "northwind" / "orders.csv")
    done("import", DATA / "northwind" / "customers.csv")
    return done


@pytest.fixture
def example(done: Callable[..., Ran]) -> Callable[..., Ran]:
    """A portfolio that holds the three example files, whose last day is 2026-10-30."""
    done("import", EXAMPLES / "carteira-clientes.csv")
    done("import", EXAMPLES / "serra-vendas.csv", "--principal", "Serra Alimentos")
    done("import", EXAMPLES / "avila-pedidos.xlsx")
    return done
