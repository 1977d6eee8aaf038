"""Opening the portfolio: one way, for the user alone, and never what is not ours."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from carteira_cli import errors
from carteira_cli.store import file
from carteira_cli.store.file import explain, open_portfolio
from carteira_cli.store.format import SCHEMA_VERSION
from conftest import DATA


def mode(path):
    return path.stat().st_mode & 0o777


def facts(connection, *pragmas):
    return {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas}


@pytest.fixture
def new(tmp_path):
    """A portfolio as first use makes it."""
    path = tmp_path / "own" / "carteira.db"
    open_portfolio(path).close()
    return path


EXTRA = 3
PRAGMAS = {
    "trusted_schema": 0,
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "journal_mode": "delete",
    "synchronous": EXTRA,
    "secure_delete": 1,
    "cell_size_check": 1,
    "busy_timeout": 10_000,
    "application_id": 0x43415254,
    "user_version": SCHEMA_VERSION,
}


def test_every_connection_is_opened_the_same_way(new):
    with closing(open_portfolio(new)) as again:
        assert facts(again, *PRAGMAS) == PRAGMAS
        assert again.execute("PRAGMA mmap_size").fetchone() in ((0,), None)
        assert again.isolation_level is None


def test_the_connection_that_makes_the_file_is_no_exception(tmp_path):
    with closing(open_portfolio(tmp_path / "new.db")) as first:
        assert facts(first, *PRAGMAS) == PRAGMAS


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_file_and_folder_are_the_users_alone(tmp_path, umask):
    before = os.umask(umask)
    try:
        path = tmp_path / "own" / "carteira.db"
        open_portfolio(path).close()
    finally:
        os.umask(before)

    assert (mode(path), mode(path.parent)) == (0o600, 0o700)


def test_one_file_at_rest(new):
    assert list(new.parent.iterdir()) == [new]


def test_an_empty_file_becomes_a_portfolio_of_the_user_alone(tmp_path):
    path = tmp_path / "empty.db"
    path.touch()
    path.chmod(0o644)

    with closing(open_portfolio(path)) as connection:
        assert facts(connection, "application_id") == {"application_id": 0x43415254}
    assert mode(path) == 0o600


def test_link_is_refused(new, tmp_path):
    link = tmp_path / "link.db"
    link.symlink_to(new)

    with pytest.raises(errors.ForeignFile) as refused:
        open_portfolio(link)

    assert refused.value.sentence == f"{link} é um atalho (link) para outro arquivo."


def test_dangling_link_makes_no_file(tmp_path):
    link = tmp_path / "link.db"
    link.symlink_to(tmp_path / "elsewhere.db")

    with pytest.raises(errors.ForeignFile):
        open_portfolio(link)

    assert not (tmp_path / "elsewhere.db").exists()


def test_folder_is_refused(tmp_path):
    with pytest.raises(errors.ForeignFile) as refused:
        open_portfolio(tmp_path)

    assert refused.value.sentence == f"{tmp_path} é uma pasta, não um arquivo de carteira."


def test_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(errors.CannotCreate) as refused:
        open_portfolio(tmp_path / "file" / "own" / "carteira.db")

    assert refused.value.exit_code == 73


@pytest.mark.parametrize("statement", ["CREATE TABLE album (name TEXT)", "PRAGMA user_version = 7"])
def test_file_of_another_program_is_left_as_it_is(tmp_path, statement):
    path = tmp_path / "music.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute(statement)
    before = path.read_bytes()

    with pytest.raises(errors.ForeignFile) as refused:
        open_portfolio(path)

    assert refused.value.sentence.endswith(
        "é um arquivo SQLite de outro programa, não uma carteira."
    )
    assert path.read_bytes() == before


def test_newer_file_is_left_as_it_is(new):
    with closing(sqlite3.connect(new)) as other:
        other.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    before = new.read_bytes()

    with pytest.raises(errors.ForeignFile) as refused:
        open_portfolio(new)

    assert refused.value.exit_code == 78
    assert refused.value.sentence == (
        f"{new} foi gravado por uma versão mais nova do carteira "
        f"(formato {SCHEMA_VERSION + 1}; esta versão entende até o {SCHEMA_VERSION})."
    )
    assert new.read_bytes() == before


def test_what_is_no_sqlite_file_is_left_as_it_is(tmp_path):
    path = tmp_path / "letter.db"
    path.write_text("Prezado cliente, " * 100)

    with pytest.raises(errors.StorageFault) as refused:
        open_portfolio(path)

    assert refused.value.sentence == (
        "O arquivo da carteira está danificado ou não é um arquivo SQLite."
    )
    assert path.read_text() == "Prezado cliente, " * 100


@pytest.mark.parametrize("folder", ["OneDrive - Rep", "Dropbox", "Google Drive", "iCloudDrive"])
def test_synced_folder_is_refused_unless_insisted(carteira, tmp_path, folder):
    path = tmp_path / folder / "carteira.db"

    refused = carteira("--db", path, "status")

    assert (refused.code, refused.out, path.parent.exists()) == (78, "", False)
    assert refused.err.splitlines()[0] == (
        f"carteira: A carteira não pode viver numa pasta sincronizada ({folder})."
    )
    assert carteira("--allow-synced-folder", "--db", path, "status").code == 0


def test_second_writer_waits_and_then_gives_way(carteira, done, monkeypatch, tmp_path):
    done("import", DATA / "northwind" / "orders.csv")
    monkeypatch.setattr(file, "WAIT_SECONDS", 0.1)
    with closing(sqlite3.connect(tmp_path / "carteira.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        busy = carteira("undo")
        other.execute("ROLLBACK")

    assert (busy.code, busy.err) == (
        75,
        "carteira: Outro carteira está gravando neste arquivo.\n"
        "Espere ele terminar e repita.\n"
        "Nada foi alterado.\n",
    )
    done("undo")


def fault_of(statement, path, **options):
    with closing(sqlite3.connect(path, **options)) as connection:
        with pytest.raises(sqlite3.Error) as raised:
            connection.execute(statement).fetchall()
        return raised.value


def test_damaged_pages_are_explained(new):
    content = bytearray(new.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    new.write_bytes(content)

    told = explain(fault_of("SELECT * FROM customer", new))

    assert (type(told), told.exit_code) == (errors.StorageFault, 74)


def test_file_that_only_may_be_read_is_explained(new):
    """Asked for read-only: the superuser, as whom tests may run, is above the file's mode."""
    told = explain(fault_of("DELETE FROM customer", f"file:{new}?mode=ro", uri=True))

    assert (type(told), told.exit_code) == (errors.NotAllowed, 77)


def test_file_that_cannot_be_opened_is_explained(tmp_path):
    with pytest.raises(sqlite3.Error) as raised:
        sqlite3.connect(tmp_path / "none" / "none.db")

    told = explain(raised.value)

    assert (type(told), told.exit_code) == (errors.NotAllowed, 77)


def test_full_file_is_explained(tmp_path):
    with closing(sqlite3.connect(tmp_path / "small.db", isolation_level=None)) as connection:
        connection.execute("CREATE TABLE t (x)")
        connection.execute("PRAGMA max_page_count = 2")
        with pytest.raises(sqlite3.Error) as raised:
            connection.execute("INSERT INTO t VALUES (zeroblob(100000))")

    told = explain(raised.value)

    assert (type(told), told.sentence) == (
        errors.StorageFault,
        "O disco está cheio ou com defeito.",
    )


@pytest.mark.parametrize(
    ("fault", "kind", "code"),
    [
        (PermissionError(13, "Permission denied", "lista.xlsx"), errors.NotAllowed, 77),
        (OSError(28, "No space left on device"), errors.StorageFault, 74),
        (OSError("no number"), errors.StorageFault, 74),
        (UnicodeEncodeError("utf-8", "\udcff", 0, 1, "surrogates not allowed"), errors.BadData, 65),
    ],
)
def test_what_the_system_says_is_explained(fault, kind, code):
    told = explain(fault)

    assert (type(told), told.exit_code) == (kind, code)
    assert told.remedy


@pytest.mark.parametrize("fault", [ValueError("a bug"), sqlite3.ProgrammingError("a bug")])
def test_a_bug_is_not_explained_away(fault):
    assert explain(fault) is None


def test_half_a_character_on_the_command_line_is_bad_data(carteira):
    ran = carteira("show", "Ser\udcffra")

    assert (ran.code, ran.err) == (
        65,
        "carteira: O que foi escrito tem um caractere que não é texto.\n"
        "Escreva de novo, sem ele.\n"
        "Nada foi alterado.\n",
    )


SMALL_DISK = """
import resource, sys
from carteira_cli.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
sys.exit(main(sys.argv[2:]))
"""


def on_a_small_disk(most, *arguments):
    """One command that may not make any file larger than `most` bytes."""
    return subprocess.run(
        [sys.executable, "-c", SMALL_DISK, str(most), *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_full_disk_changes_nothing(done, new):
    before = done("--db", new, "export").out
    most = new.stat().st_size + 8192

    full = on_a_small_disk(most, "--db", new, "import", DATA / "northwind" / "orders.csv")

    assert (full.returncode, full.stdout, full.stderr) == (
        74,
        "",
        "carteira: O disco está cheio ou com defeito.\n"
        "Libere espaço e repita.\n"
        "Nada foi alterado.\n",
    )
    assert done("--db", new, "export").out == before
    done("--db", new, "doctor")


@pytest.mark.parametrize(
    "command",
    [
        ("export", "-o", "out.json"),
        ("export", "--format", "csv", "-o", "out"),
        ("backup", "out.db"),
        ("sales", "--limit", "0", "-o", "out.csv"),
    ],
)
def test_full_disk_leaves_no_partial_file(done, tmp_path, monkeypatch, command):
    done("import", DATA / "northwind" / "orders.csv")
    monkeypatch.chdir(tmp_path)

    full = on_a_small_disk(20_000, *command)

    assert (full.returncode, full.stderr.splitlines()[-1]) == (74, "Nada foi alterado.")
    left = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert left == [tmp_path / "carteira.db"]
