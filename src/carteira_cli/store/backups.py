"""Whole copies of the file: written aside, checked, and only then given their name."""

import os
import sqlite3
from pathlib import Path

from carteira_cli.errors import CannotCreate, StorageFault, _
from carteira_cli.store.format import APPLICATION_ID
from carteira_cli.store.placing import beside, create, put_in_place

_SQLITE = b"SQLite format 3\0"
_HEADER_SIZE, _APPLICATION_ID = 100, slice(68, 72)


def copy_to(connection: sqlite3.Connection, target: Path) -> int:
    """Write a checked copy of the portfolio to `target` (mode 0600); its size in bytes.

    `VACUUM INTO` refuses a damaged source, where the online backup would copy the damage.

    Raises:
        CannotCreate: the folder is missing, or the target is no file, or one of something else.
        StorageFault: the copy came out damaged; the target is as it was.
    """
    _refuse_unfit(target)
    aside = beside(target)
    try:
        os.close(create(aside))  # ours alone from the start; VACUUM fills an empty file
        connection.execute("VACUUM INTO ?", (str(aside),))
        _check(aside)
        put_in_place(aside, target)
    finally:
        for leftover in (aside, aside.with_name(f"{aside.name}-journal")):
            leftover.unlink(missing_ok=True)
    return target.stat().st_size


def _refuse_unfit(target: Path) -> None:
    if not target.parent.is_dir():
        raise CannotCreate(
            _("A pasta {folder} não existe.").format(folder=target.parent),
            _("Crie a pasta ou escolha outra."),
        )
    if target.exists() and not target.is_file():
        raise CannotCreate(
            _("{path} não é um arquivo.").format(path=target),
            _("Escolha outro nome para o backup."),
        )
    if target.exists() and not _is_ours(target):
        raise CannotCreate(
            _("{path} já existe e não é um backup de carteira.").format(path=target),
            _("Escolha outro nome para o backup."),
        )


def _is_ours(file: Path) -> bool:
    """Whether its header says that it is a SQLite file, and of this program.

    Source: https://www.sqlite.org/fileformat2.html, section 1.3.
    """
    with file.open("rb") as stream:
        header = stream.read(_HEADER_SIZE)
    return (
        header.startswith(_SQLITE)
        and int.from_bytes(header[_APPLICATION_ID], "big") == APPLICATION_ID
    )


def _check(copy: Path) -> None:
    connection = sqlite3.connect(copy)
    try:
        (verdict,) = connection.execute("PRAGMA integrity_check").fetchone()
    finally:
        connection.close()
    if verdict != "ok":
        raise StorageFault(
            _("A cópia não saiu sã: {verdict}.").format(verdict=verdict),
            _("Veja o que falta com carteira doctor."),
        )
