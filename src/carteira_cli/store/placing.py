"""Giving a file that was written aside its name: whole, and to stay after a power cut."""

import os
from pathlib import Path


def beside(path: Path) -> Path:
    """Where to write what will be `path`: hidden, in the same folder, this process's own."""
    return path.with_name(f".{path.name}.{os.getpid()}.tmp")


def create(aside: Path) -> int:
    """A new file for the user alone (0600) in place of a leftover one; its open descriptor."""
    aside.unlink(missing_ok=True)
    return os.open(aside, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0), 0o600)


def put_in_place(aside: Path, path: Path) -> None:
    """Let `path` be what `aside` holds; what was there before stays until that very moment."""
    _flush(aside, os.O_RDWR)
    aside.replace(path)
    if os.name == "posix":  # elsewhere a folder cannot be opened, and keeps its names by itself
        _flush(path.parent, os.O_RDONLY)


def _flush(path: Path, flags: int) -> None:
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
