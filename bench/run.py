"""Speed, as ratios inside one run: `make bench`. Never an absolute time: machines differ.

Each pair is run in turns and compared by the median CPU time of the whole processes. Exit 1 if a
ratio is beyond its bound, or a command failed.
"""

import os
import resource
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import NamedTuple

import nfe
from portfolios import CARTEIRA, TODAY, Size, made

RUNS = 9
HERE = Path(__file__).parent
CONTROL = [sys.executable, "-c", "import typer, sqlite3, rich.console, rich.table"]
USUAL, LARGE = Size(500, 6_000), Size(5_000, 60_000)
FEW_SALES, MANY_SALES = Size(5_000, 10_000), Size(5_000, 1_000_000)
HUGE = Size(100_000, 500_000)
# As a user runs it: with the bytecode that an installation has, and nothing said beforehand.
ENVIRONMENT = {
    name: text
    for name, text in os.environ.items()
    if name != "PYTHONDONTWRITEBYTECODE" and not name.startswith("CARTEIRA_")
}


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


def cpu_seconds(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, env=ENVIRONMENT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measured(pair):
    """Median CPU seconds of both, run in turns after one run of each that does not count."""
    turns = [(cpu_seconds(pair.ours), cpu_seconds(pair.peer)) for _ in range(RUNS + 1)]
    ours, theirs = zip(*turns[1:], strict=True)
    return median(ours), median(theirs)


def line(pair):
    """The line of one pair, and whether it holds its bound."""
    try:
        ours, theirs = measured(pair)
    except subprocess.CalledProcessError as fault:
        reason = fault.stderr.decode(errors="replace").strip().splitlines()
        return f"{pair.name:<46} FAILED: {reason[0] if reason else fault}", False
    ratio = ours / theirs
    kept = ratio <= pair.bound
    verdict = "" if kept else "  TOO SLOW"
    figures = f"{ours:>9.3f} {theirs:>9.3f} {ratio:>7.2f} {pair.bound:>7.2f}"
    return f"{pair.name:<46}{figures}{verdict}", kept


def main():
    print(f"{'CPU seconds, median of 9':<46}{'project':>9} {'peer':>9} {'ratio':>7} {'bound':>7}")
    kept = []
    for pair in pairs():
        text, holds = line(pair)
        kept.append(holds)
        print(text, flush=True)
    print(f"{sum(kept)} of {len(kept)} within their bounds")
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
