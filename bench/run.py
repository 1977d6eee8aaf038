"""Speed, as ratios inside one run: `make bench`. Never an absolute time: machines differ.

Each pair is run in turns and compared by the median CPU time of the whole processes. Exit 1 if a
ratio is beyond its bound, a command failed, or a peer is missing.
"""

import subprocess
import sys
from itertools import chain
from pathlib import Path
from statistics import median
from typing import NamedTuple

import hostile_files
import imports
import nfe
from measuring import TITLES, cost, failed, line
from portfolios import CARTEIRA, TODAY, Size, made

RUNS = 9
HERE = Path(__file__).parent
CONTROL = [sys.executable, "-c", "import typer, sqlite3, rich.console, rich.table"]
USUAL, LARGE = Size(500, 6_000), Size(5_000, 60_000)
FEW_SALES, MANY_SALES = Size(5_000, 10_000), Size(5_000, 1_000_000)
HUGE = Size(100_000, 500_000)


class Pair(NamedTuple):
    """What is compared: the CPU time of `ours` may be `bound` times that of `peer`."""

    name: str
    ours: list
    peer: list
    bound: float


def pairs():
    status = [
        Pair("status, 500 customers / imports", carteira(USUAL, "status"), CONTROL, 1.35),
        Pair("status, 5,000 customers / imports", carteira(LARGE, "status"), CONTROL, 1.8),
        Pair(
            "status, 1,000,000 sales / 10,000 sales",
            carteira(MANY_SALES, "status"),
            carteira(FEW_SALES, "status"),
            1.3,
        ),
    ]
    reports = [
        Pair(f"{words[0]}, 100,000 customers / pandas", carteira(HUGE, *words), peer(words[0]), 1.0)
        for words in (("reactivate", "--list"), ("pareto",), ("segments",))
    ]
    return [*status, *reports, Pair(*nfe.pair())]


def carteira(size, *words):
    return [*CARTEIRA, "--db", made(size), *words, "--as-of", TODAY.isoformat()]


def peer(command):
    return [sys.executable, HERE / f"peer_{command}.py", made(HUGE), TODAY.isoformat()]


def measured(pair):
    """The line of a pair by its median CPU seconds, and whether it holds its bound.

    Both are run in turns, after one run of each that does not count.
    """
    try:
        turns = [(cost(pair.ours), cost(pair.peer)) for _ in range(RUNS + 1)]
    except (subprocess.CalledProcessError, FileNotFoundError) as fault:
        return failed(pair.name, fault)
    ours, theirs = (
        median(each.cpu_seconds for each in side) for side in zip(*turns[1:], strict=True)
    )
    return line(pair.name, ours, theirs, pair.bound)


def main():
    print(f"{'CPU seconds, median of 9 (imports: of 3)':<46}{TITLES}")
    kept = []
    for text, holds in chain(map(measured, pairs()), imports.figures(), hostile_files.figures()):
        kept.append(holds)
        print(text, flush=True)
    print(f"{sum(kept)} of {len(kept)} within their bounds")
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
