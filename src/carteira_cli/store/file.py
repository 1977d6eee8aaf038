"""Opening the portfolio, one way, and telling in a sentence what SQLite says when it cannot.

The pragmas are those of docs/reliability.md: a rollback journal with synchronous=EXTRA keeps one
copyable file at rest and loses no acknowledged commit in a power cut.
"""

import os
import sqlite3
import stat
from pathlib import Path

from carteira_cli.errors import (
    BadData,
    Busy,
    CannotCreate,
    CarteiraError,
    ForeignFile,
    NotAllowed,
    StorageFault,
    _,
    reason,
)
from carteira_cli.store.format import APPLICATION_ID, SCHEMA_VERSION

WAIT_SECONDS = 10

_PRAGMAS = (
    "trusted_schema=OFF",
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "journal_mode=DELETE",
    "synchronous=EXTRA",
    "secure_delete=ON",
    "cell_size_check=ON",
    "mmap_size=0",
    "cache_size=-64000",
)
_SYNCED = ("onedrive", "dropbox", "google drive", "googledrive", "icloud", "nextcloud")


def open_portfolio(path: Path, *, synced_allowed: bool = False) -> sqlite3.Connection:
    """The connection to the portfolio at `path`, created and migrated as needed.

    Raises:
        ForeignFile: newer than this program, not a portfolio, or in a synced folder.
        CannotCreate, NotAllowed, StorageFault, Busy: as the operating system says.
    """
    _refuse_unsafe_place(path, synced_allowed=synced_allowed)
    _prepare(path)
    connection = sqlite3.connect(path, isolation_level=None, timeout=WAIT_SECONDS)
    try:
        return _ready(connection, path)
    except sqlite3.Error as fault:
        connection.close()
        raise explain(fault) or fault from fault
    except BaseException:
        connection.close()
        raise


def _ready(connection: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    version = _checked_version(connection, path)
    if version < SCHEMA_VERSION:
        # sqlite-utils costs 38 ms: only a new or an old file pays for it
        from carteira_cli.store import migrating

        migrating.migrate(connection, path, from_version=version)
    return connection


def _checked_version(connection: sqlite3.Connection, path: Path) -> int:
    """The schema version of the file; refuses files that are not ours or are newer."""
    application, version, tables = _identity(connection)
    if application != APPLICATION_ID and (tables or version):
        raise ForeignFile(
            _("{path} é um arquivo SQLite de outro programa, não uma carteira.").format(path=path),
            _("Escolha outro arquivo com --db."),
        )
    if version > SCHEMA_VERSION:
        raise ForeignFile(
            _(
                "{path} foi gravado por uma versão mais nova do carteira "
                "(formato {found}; esta versão entende até o {known})."
            ).format(path=path, found=version, known=SCHEMA_VERSION),
            _("Atualize o carteira nesta máquina e repita."),
        )
    return version


def _identity(connection: sqlite3.Connection) -> tuple[int, int, int]:
    """Application id, schema version and number of tables, all of the same moment.

    Another process may just be making the file: read one by one, they could contradict each other.
    """
    connection.execute("BEGIN")
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    connection.execute("COMMIT")
    return application, version, tables


def _refuse_unsafe_place(path: Path, *, synced_allowed: bool) -> None:
    if path.is_symlink():
        raise ForeignFile(
            _("{path} é um atalho (link) para outro arquivo.").format(path=path),
            _("Passe o arquivo verdadeiro em --db."),
        )
    synced = [part for part in path.absolute().parts if part.casefold().startswith(_SYNCED)]
    if synced and not synced_allowed:
        raise ForeignFile(
            _("A carteira não pode viver numa pasta sincronizada ({folder}).").format(
                folder=synced[0]
            ),
            _(
                "Uma cópia feita no meio de uma gravação perde dados. Use outra pasta em --db e "
                "leve para lá só os backups, ou insista com --allow-synced-folder."
            ),
        )


def _prepare(path: Path) -> None:
    """Make the folder (0700) and an empty file (0600) where there is none yet."""
    if path.is_dir():
        raise ForeignFile(
            _("{path} é uma pasta, não um arquivo de carteira.").format(path=path),
            _("Passe o nome de um arquivo em --db."),
        )
    if path.exists():
        return
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, stat.S_IRUSR | stat.S_IWUSR))
    except OSError as fault:
        if path.is_file():
            return  # another process was quicker
        raise CannotCreate(
            _("Não consegui criar {path}: {fault}.").format(path=path, fault=reason(fault)),
            _("Veja se a pasta existe e se você pode gravar nela."),
        ) from fault


def explain(fault: Exception) -> CarteiraError | None:
    """The sentence for what SQLite or the system raised; None for anything else (a bug)."""
    if isinstance(fault, sqlite3.Error):
        return _explain_sqlite(fault)
    if isinstance(fault, UnicodeEncodeError):
        return BadData(
            _("O que foi escrito tem um caractere que não é texto."),
            _("Escreva de novo, sem ele."),
        )
    if isinstance(fault, PermissionError):
        return NotAllowed(
            _("O sistema não deixa abrir {path}.").format(path=fault.filename),
            _("Se o arquivo está aberto no Excel, feche-o e repita."),
        )
    if isinstance(fault, OSError):
        return StorageFault(
            _("Falha de leitura ou gravação: {fault}.").format(fault=reason(fault)),
            _("Veja o espaço livre do disco e repita."),
        )
    return None


def _explain_sqlite(fault: sqlite3.Error) -> CarteiraError | None:
    primary = getattr(fault, "sqlite_errorcode", 0) & 0xFF
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Busy(
            _("Outro carteira está gravando neste arquivo."),
            _("Espere ele terminar e repita."),
        )
    if primary in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return StorageFault(
            _("O arquivo da carteira está danificado ou não é um arquivo SQLite."),
            _("Veja o que falta com carteira doctor e volte ao último backup."),
        )
    if primary in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
        return StorageFault(_("O disco está cheio ou com defeito."), _("Libere espaço e repita."))
    if primary in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN):
        return NotAllowed(
            _("O sistema não deixa gravar no arquivo da carteira."),
            _("Veja as permissões do arquivo e da pasta."),
        )
    return None
