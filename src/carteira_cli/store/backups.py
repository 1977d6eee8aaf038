"""Whole copies of the file: written aside, checked, and only then given their name."""

import os
import sqlite3
from pathlib import Path

from carteira_cli.errors import CannotCreate, _


def copy_to(connection: sqlite3.Connection, target: Path) -> int:
    """Write a checked copy of the portfolio to `target` (mode 0600); its size in bytes.

    `VACUUM INTO` refuses a damaged source, where the online backup would copy the damage.

    Raises:
        CannotCreate: the folder is missing or the target cannot be written.
    """
    if not target.parent.is_dir():
        raise CannotCreate(
            _("A pasta {folder} não existe.").format(folder=target.parent),
            _("Crie a pasta ou escolha outra."),
        )
    aside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    aside.unlink(missing_ok=True)
    try:
        connection.execute("VACUUM INTO ?", (str(aside),))
        _check(aside)
        aside.chmod(0o600)
        _flush(aside)
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
    return target.stat().st_size


def _check(copy: Path) -> None:
    connection = sqlite3.connect(copy)
    try:
        (verdict,) = connection.execute("PRAGMA integrity_check").fetchone()
    finally:
        connection.close()
    if verdict != "ok":
        raise sqlite3.DatabaseError(verdict)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
