"""How far a long import is: drawn where a person looks, after a while, and wiped off again."""

import csv
import re
import subprocess
import sys

import pytest

from carteira_cli.commands.arrivals import arrived
from carteira_cli.commands.watching import PATIENCE, Watch
from carteira_cli.store.operations import Operation
from terminal import Terminal

IMPORTING = """
import sys
from contextlib import closing
from pathlib import Path
from carteira_cli.commands.arrivals import arrived
from carteira_cli.commands.session import Session
from carteira_cli.commands.taking import Importer, Said
from carteira_cli.commands.watching import Watch

session = Session(Path("carteira.db"), "pt-BR")
with closing(Watch(patience=float(sys.argv[2]))) as watch, session.portfolio() as connection:
    with session.change(connection, "import") as running:
        Importer(connection, running, Said(), watch=watch).take(arrived([Path(sys.argv[1])]))
print("drawn" if "rich.progress" in sys.modules else "not drawn")
"""
CONTROLS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
NEVER = 10_000.0


@pytest.fixture(autouse=True)
def _here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CI", raising=False)


@pytest.fixture
def orders(tmp_path):
    """A sales file of fifteen thousand rows without numbers: they are taken one by one."""
    file = tmp_path / "pedidos.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(("Pedido", "Data", "Cliente", "Valor"))
        writer.writerows(("", "13/03/2026", f"Cliente {n % 50}", "10,00") for n in range(15_000))
    return file


def seen(file, patience, **environment):
    """What a terminal gets of an import."""
    terminal = Terminal(
        [file, patience], {"TERM": "xterm", **environment}, program=("-c", IMPORTING)
    )
    assert terminal.finish() == 0, terminal.seen
    return terminal.seen


def test_a_bar_grows_and_is_wiped_off(orders):
    shown = seen(orders, 0)

    shares = [int(share) for share in re.findall(r"Importando .*? (\d+)%", shown)]
    assert shares == sorted(shares)
    assert shares[0] <= 5 < shares[-1] <= 92
    _before, wipe, after = shown.rpartition("\x1b[2K")
    assert wipe
    assert CONTROLS.sub("", after) == "drawn\n"


def test_nothing_is_drawn_or_loaded_before_its_time(orders):
    assert seen(orders, NEVER) == "not drawn\n"
    assert PATIENCE == 2


@pytest.mark.parametrize("environment", [{"CI": "true"}, {"TERM": "dumb"}])
def test_nothing_is_drawn_where_nobody_could_look(orders, environment):
    assert seen(orders, 0, **environment) == "not drawn\n"


def test_nothing_is_drawn_into_a_pipe(orders):
    ran = subprocess.run(
        [sys.executable, "-c", IMPORTING, orders, "0"], capture_output=True, check=True, text=True
    )

    assert (ran.stdout, ran.stderr) == ("not drawn\n", "")


def test_an_old_console_gets_a_bar_of_its_own_signs(orders):
    shown = seen(orders, 0, PYTHONIOENCODING="ascii")

    assert "Importando" in shown
    assert shown.isascii()


def test_an_interrupted_bar_comes_back():
    drawing = (
        "from carteira_cli.render.progress import Bar\n"
        "bar = Bar('Importando')\n"
        "bar.show(0.2)\nbar.hide()\nprint('Contar?')\nbar.show(0.7)\nbar.hide()\n"
    )
    terminal = Terminal([], {"TERM": "xterm"}, program=("-c", drawing))
    assert terminal.finish() == 0

    before, after = terminal.seen.split("Contar?")
    assert ("20%" in before, "70%" in before) == (True, False)
    assert "70%" in after


# How far it is.


def test_the_share_goes_from_the_first_look_to_the_last_row(orders):
    watch = Watch(looks=True, patience=NEVER)
    assert watch.share == 0
    (looked_at,) = watch.looking(arrived([orders]))
    with looked_at.open() as stream:
        stream.read(1)
        assert 0 < watch.share < 0.05
        while stream.read(8192):
            pass
    assert watch.share == pytest.approx(0.05)

    watch.understood(3000)
    assert watch.share == pytest.approx(0.05)
    told = watch.over(Operation(1, "2026-11-22", "", iter(()))).told
    assert sum(1 for _row in watch.reading(iter(range(1024)))) == 1024
    assert watch.share == pytest.approx(0.05 + 0.87 * 1024 / 3000 / 3)
    told(1024)
    assert watch.share == pytest.approx(0.05 + 0.87 * 1024 / 3000)
    watch.finished(1024)
    assert watch.share == pytest.approx(0.05 + 0.87 * 1024 / 3000)


def test_a_table_that_is_brought_in_again_counts_once():
    watch = Watch(looks=True, patience=NEVER)
    watch.understood(512)

    for _time in range(2):
        for _row in watch.reading(iter(range(512))):
            pass

    assert watch.share == pytest.approx(0.05 + 0.87 / 3)


def test_where_nobody_looks_all_goes_through_as_it_came(orders):
    watch = Watch(looks=False)
    arrivals, rows = arrived([orders]), iter("ab")
    running = Operation(1, "2026-11-22", "", iter(()))

    assert watch.looking(arrivals) is arrivals
    assert watch.reading(rows) is rows
    assert watch.over(running) is running
    watch.close()
