"""What a command costs: the CPU time of the whole process and its peak memory, never a clock."""

import os
import subprocess
import tempfile
from typing import NamedTuple

# As a user runs it: with the bytecode that an installation has, and nothing said beforehand.
ENVIRONMENT = {
    name: text
    for name, text in os.environ.items()
    if name != "PYTHONDONTWRITEBYTECODE" and not name.startswith("CARTEIRA_")
}
TITLES = f"{'project':>9} {'peer':>9} {'ratio':>7} {'bound':>7}"


class Cost(NamedTuple):
    """User and system time, and the largest resident size there was."""

    cpu_seconds: float
    megabytes: float


def cost(command):
    """The cost of a command that must succeed; what its children cost is in it."""
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=errors, env=ENVIRONMENT
        )
        _pid, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            raise subprocess.CalledProcessError(process.returncode, command, b"", errors.read())
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def line(name, ours, theirs, bound):
    """The line of a comparison, and whether it holds its bound."""
    ratio = ours / theirs
    figures = f"{ours:>9.3f} {theirs:>9.3f} {ratio:>7.2f} {bound:>7.2f}"
    return f"{name:<46}{figures}{'' if ratio <= bound else '  TOO MUCH'}", ratio <= bound


def failed(name, fault):
    """The line of what could not be compared."""
    if isinstance(fault, FileNotFoundError):
        return f"{name:<46} NOT MEASURED: there is no {fault.filename} here", False
    reason = fault.stderr.decode(errors="replace").strip().splitlines()
    return f"{name:<46} FAILED: {reason[0] if reason else fault}", False
