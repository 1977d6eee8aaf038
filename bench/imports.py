"""What it costs to take sales in, a second time, and back, against what others only copy."""

import shutil
import sys
from pathlib import Path
from statistics import median
from subprocess import CalledProcessError

from measuring import cost, failed, line
from portfolios import CACHE, CARTEIRA
from sales_files import csv_of, xlsx_of

TURNS = 3
MILLION, FIVE_MILLION = 1_000_000, 5_000_000
MOST_MEGABYTES = 250
OURS, COPY, PEERS = (CACHE / f"{name}.db" for name in ("taken", "taken-copy", "taken-by-peer"))


def figures():
    """The line of each figure, and whether it holds its bound."""
    file = csv_of(MILLION)
    turns = [_turn(file) for _ in range(TURNS)]
    first, again, back = ([turn[at] for turn in turns] for at in range(3))
    ours = median(each.cpu_seconds for each in first)
    yield _against("import, 1,000,000 sales / sqlite3 .import", ours, 8.0, _sqlite3, file)
    yield _against("import, 1,000,000 sales / sqlite-utils", ours, 1 / 3, _sqlite_utils, file)
    yield line("import again / import", median(each.cpu_seconds for each in again), ours, 1.2)
    yield line("undo of the import / import", median(each.cpu_seconds for each in back), ours, 1.0)
    yield _memory("import, 1,000,000 sales, MB", max(each.megabytes for each in first + again))
    yield _memory("import, 5,000,000 sales, MB", _imported(csv_of(FIVE_MILLION)).megabytes)
    yield _workbook()


def _turn(file):
    """What it costs to import into an empty portfolio, to do so again, and to undo the one."""
    first = _imported(file)
    shutil.copyfile(OURS, COPY)
    again = cost([*CARTEIRA, "--db", OURS, "import", file])
    return first, again, cost([*CARTEIRA, "--db", COPY, "undo"])


def _imported(file):
    OURS.unlink(missing_ok=True)
    cost([*CARTEIRA, "--db", OURS, "status"])
    return cost([*CARTEIRA, "--db", OURS, "import", file])


def _against(name, ours, bound, peer, file):
    """The line of a comparison with another program that takes the same file in."""
    try:
        return line(name, ours, median(peer(file) for _ in range(TURNS)), bound)
    except (CalledProcessError, FileNotFoundError) as fault:
        return failed(name, fault)


def _sqlite3(file):
    """Into an untyped table, nothing checked."""
    PEERS.unlink(missing_ok=True)
    return cost(["sqlite3", PEERS, ".mode csv", ".separator ;", f".import {file} t"]).cpu_seconds


def _sqlite_utils(file):
    PEERS.unlink(missing_ok=True)
    command = [Path(sys.executable).with_name("sqlite-utils"), "insert", PEERS, "t", file]
    options = ["--csv", "--delimiter", ";", "--encoding", "cp1252"]
    return cost([*command, *options]).cpu_seconds


def _memory(name, megabytes):
    return line(name, megabytes, MOST_MEGABYTES, 1.0)


def _workbook():
    """50,000 rows of a workbook against the reader that both use, one whole process each."""
    file = xlsx_of(50_000, 500)
    peer = [sys.executable, Path(__file__).with_name("peer_xlsx.py"), file]
    turns = [(_imported(file).cpu_seconds, cost(peer).cpu_seconds) for _ in range(TURNS)]
    ours, theirs = zip(*turns, strict=True)
    return line("import, 50,000 rows of xlsx / calamine", median(ours), median(theirs), 2.5)
