"""Bringing a new or an old file to the shape this program knows, whole or not at all."""

import sqlite3
from pathlib import Path

from sqlite_utils import Database

from carteira_cli.store.backups import copy_to
from carteira_cli.store.schema import migrations


def migrate(connection: sqlite3.Connection, path: Path, *, from_version: int) -> None:
    """Apply what is pending in one transaction; a file that holds data is copied first.

    The lock is taken before looking, because sqlite-utils takes none: two processes that open the
    same new file at once would both create the tables.
    """
    if from_version:
        copy_to(connection, path.with_name(f"{path.stem}.formato-{from_version}.backup.db"))
    else:
        path.chmod(0o600)  # an empty file that somebody else made may be open to all
    connection.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(Database(connection, execute_plugins=False))
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
