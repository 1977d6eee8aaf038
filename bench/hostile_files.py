"""What a file that is built to harm costs before it is refused, start-up and all."""

import sys
import tempfile
from pathlib import Path

from measuring import line


def figures():
    """The line of each file, and whether it is refused within its seconds of CPU time."""
    sys.path.append(str(Path(__file__).parents[1] / "tests"))
    import hostile

    for name in hostile.FILES:
        with tempfile.TemporaryDirectory() as folder:
            seconds = hostile.taken(name, Path(folder)).cpu_seconds
        yield line(f"bad input, {name}, CPU seconds", seconds, hostile.MOST_SECONDS, 1.0)
