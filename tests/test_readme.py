"""README and LEIAME show what the program prints: their blocks are run, in order, and compared."""

import re
import shlex
import shutil
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from carteira_cli.commands import session
from carteira_cli.ingest.profile import Profile
from carteira_cli.ingest.profile_text import parse
from conftest import EXAMPLES

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
THAT_DAY = datetime(2026, 10, 30, 12, tzinfo=UTC)


@pytest.mark.parametrize("name", ["README.md", "LEIAME.md"])
def test_every_key_of_a_profile_is_told_and_the_example_is_one(name):
    _before, told = re.split(
        r"^## (?:Perfis|Profiles).*$", (ROOT / name).read_text("utf-8"), flags=re.MULTILINE
    )
    section = told.split("\n## ")[0]
    keys = re.findall(r"`(\w+)`", "".join(re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)))

    assert keys == [each.name for each in fields(Profile)]
    assert parse(re.search(r"```json\n(.*?)```", section, re.DOTALL)[1]).name == "minha-fabrica"


@pytest.mark.parametrize("name", ["README.md", "LEIAME.md"])
@pytest.mark.usefixtures("example")
def test_blocks_are_what_the_program_prints(name, on_screen, tmp_path, monkeypatch, request):
    """`pytest --golden` writes the blocks anew. The first import begins with an empty portfolio."""
    for file in EXAMPLES.iterdir():
        shutil.copy(file, tmp_path)
    monkeypatch.chdir(tmp_path)
    instants = count()
    monkeypatch.setattr(session, "now", lambda: THAT_DAY + timedelta(seconds=next(instants)))
    monkeypatch.setenv("CARTEIRA_AS_OF", "2026-10-30")

    def run(block: re.Match[str]) -> str:
        commands = [line[2:] for line in block[1].splitlines() if line.startswith("$ carteira ")]
        if commands[0].startswith("carteira import"):
            monkeypatch.setenv("CARTEIRA_DB", str(tmp_path / "own.db"))
        shown = [f"$ {command}\n{on_screen(*shlex.split(command)[1:])}" for command in commands]
        return f"```console\n{''.join(shown)}```"

    document = (ROOT / name).read_text(encoding="utf-8")
    shown = BLOCK.sub(run, document)

    if request.config.getoption("--golden"):
        (ROOT / name).write_text(shown, encoding="utf-8", newline="\n")
        document = shown
    assert shown == document
