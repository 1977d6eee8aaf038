"""`carteira backup`: a whole copy under its name, or none."""

import sqlite3
from contextlib import closing

import pytest

from carteira_cli import errors
from carteira_cli.store import backups
from states import state


@pytest.fixture
def path(northwind, tmp_path):
    return tmp_path / "carteira.db"


def test_the_copy_is_equal_and_the_users_alone(path, northwind, tmp_path):
    target = tmp_path / "cofre" / "copia.db"
    target.parent.mkdir()

    ran = northwind("backup", target)

    kilobytes = target.stat().st_size // 1024
    assert (ran.out, ran.err) == ("", f"Backup em {target} ({kilobytes} KB), conferido.\n")
    assert state(target) == state(path)
    assert northwind("--db", target, "export").out == northwind("export").out
    assert northwind("--db", target, "doctor", "--full").code == 0
    assert target.stat().st_mode & 0o777 == 0o600
    assert list(target.parent.iterdir()) == [target]


def test_without_a_name_it_lies_beside_with_the_day(path, northwind, tmp_path):
    northwind("backup")

    assert state(tmp_path / "carteira-2026-11-22.backup.db") == state(path)


def test_an_older_backup_is_replaced(path, northwind, tmp_path):
    target = tmp_path / "copia.db"
    northwind("backup", target)
    northwind("customers", "Island Trading", "--do-not-contact")

    northwind("backup", target)

    assert state(target) == state(path)


def test_a_second_backup_of_the_day_gets_a_name_of_its_own(path, northwind, tmp_path):
    northwind("backup")
    first = (tmp_path / "carteira-2026-11-22.backup.db").read_bytes()
    northwind("customers", "Island Trading", "--do-not-contact")
    northwind("backup")
    northwind("backup")

    assert (tmp_path / "carteira-2026-11-22.backup.db").read_bytes() == first
    for place in (2, 3):
        assert state(tmp_path / f"carteira-2026-11-22-{place}.backup.db") == state(path)


def test_a_file_of_something_else_is_kept(path, carteira, tmp_path):
    other = tmp_path / "outro.db"
    with closing(sqlite3.connect(other)) as connection, connection:
        connection.execute("CREATE TABLE notas (texto TEXT)")
    (tmp_path / "planilha.csv").write_text("Pedido;Data", encoding="utf-8")
    (tmp_path / "vazio.db").touch()

    for target in (other, tmp_path / "planilha.csv", tmp_path / "vazio.db"):
        before = target.read_bytes()
        refused(
            carteira("backup", target),
            73,
            f"{target} já existe e não é um backup de carteira.",
            "Escolha outro nome para o backup.",
        )
        assert target.read_bytes() == before


def test_a_leftover_of_a_killed_backup_is_in_nobodys_way(path, northwind, tmp_path):
    target = tmp_path / "copia.db"
    backups.beside(target).write_text("half of one")

    northwind("backup", target)

    assert state(target) == state(path)
    assert not backups.beside(target).exists()


def refused(ran, code, first, second):
    assert (ran.code, ran.out, ran.err) == (
        code,
        "",
        f"carteira: {first}\n{second}\nNada foi alterado.\n",
    )


def test_the_portfolio_itself_is_no_target(path, carteira, tmp_path):
    by_another_name = tmp_path / "link.db"
    by_another_name.hardlink_to(path)
    before = path.read_bytes()

    for target in (path, by_another_name):
        refused(
            carteira("backup", target),
            73,
            f"{target} é a própria carteira.",
            "Escolha outro nome para o backup.",
        )
    assert path.read_bytes() == before


def test_missing_folder(path, carteira, tmp_path):
    refused(
        carteira("backup", tmp_path / "none" / "copia.db"),
        73,
        f"A pasta {tmp_path / 'none'} não existe.",
        "Crie a pasta ou escolha outra.",
    )


def test_folder_as_target(path, carteira, tmp_path):
    refused(
        carteira("backup", tmp_path),
        73,
        f"{tmp_path} não é um arquivo.",
        "Escolha outro nome para o backup.",
    )


def test_damaged_source_is_refused_and_the_older_backup_stays(path, carteira, northwind, tmp_path):
    target = tmp_path / "copia.db"
    northwind("backup", target)
    before = target.read_bytes()
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'sale'"
        ).fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xa5" * 4096)

    ran = carteira("backup", target)

    refused(
        ran,
        74,
        "O arquivo da carteira está danificado ou não é um arquivo SQLite.",
        "Veja o que falta com carteira doctor e volte ao último backup.",
    )
    assert target.read_bytes() == before
    assert sorted(each.name for each in tmp_path.iterdir()) == ["carteira.db", "copia.db"]


def test_a_copy_that_came_out_damaged_is_no_backup(tmp_path):
    """The check itself, on a file as a failing disk leaves it."""
    copy = tmp_path / "copia.db"
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("CREATE TABLE sale (id INTEGER PRIMARY KEY, day TEXT)")
        connection.execute("CREATE INDEX by_day ON sale (day)")
        connection.execute("INSERT INTO sale VALUES (1, '2026-11-22')")
    content = copy.read_bytes()
    copy.write_bytes(content[:4096] + content[4096:].replace(b"2026-11-22", b"2026-11-23", 1))

    with pytest.raises(errors.StorageFault) as refused_copy:
        backups._check(copy)

    assert refused_copy.value.sentence == ("A cópia não saiu sã: row 1 missing from index by_day.")
