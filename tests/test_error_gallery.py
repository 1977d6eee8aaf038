"""Every error a person can meet: its reproducer, its exact words, its exit code.

One file of `tests/errors/` is one error; its README says what the keys mean.
"""

import os
import sqlite3
import sys
import tomllib
import zipfile
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

import packing
from carteira_cli.store import file as portfolio_file

GALLERY = Path(__file__).parent / "errors"
ERRORS = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in GALLERY.glob("*.toml")}


@contextmanager
def ordinary():
    yield


@contextmanager
def empty_folder():
    Path("vazia").mkdir()
    yield


@contextmanager
def zip_bomb():
    """A workbook of some kilobytes that would unpack to 400 MB."""
    with zipfile.ZipFile("bomba.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _megabyte in range(400):
                sheet.write(b" " * 2**20)
    yield


@contextmanager
def zips():
    """Zips as the mail brings them: damaged, locked, one in the other, too large, empty."""
    sales = packing.csv("Pedido;Data;Cliente;Valor", "1;13/02/2026;Padaria Alfa;10,00")
    good = packing.zipped({"vendas.csv": sales}).getvalue()
    contents = {
        "metade.zip": good[:60],
        "senha.zip": packing.locked(good),
        "dois.zip": packing.zipped({"um.zip": good}).getvalue(),
        "gordo.zip": packing.zipped({"vendas.csv": bytes(2**21)}).getvalue(),
        "vazio.zip": packing.zipped({}).getvalue(),
        "iguais.zip": packing.zipped({"a.csv": sales, "b.csv": b""})
        .getvalue()
        .replace(b"b.csv", b"a.csv"),
    }
    for name, content in contents.items():
        Path(name).write_bytes(content)
    yield


@contextmanager
def junk():
    """A folder of what is no table."""
    Path("recebidos").mkdir()
    for name, content in {"a.csv": b"", "b.pdf": b"%PDF-1.7", "c.jpg": b"\xff\xd8\xff"}.items():
        Path("recebidos", name).write_bytes(content)
    yield


@contextmanager
def tabs():
    """A workbook with a row in each of two tabs that cannot be understood."""
    head = ["Pedido", "Data", "Cliente", "Valor"]
    rows = [head, ["1", "13/02/2026", "Padaria Alfa", 10.0], ["2", "ontem", "Padaria Beta", 5.0]]
    Path("vendas.xlsx").write_bytes(packing.workbook({"Norte": rows, "Sul": rows}))
    yield


@contextmanager
def wide():
    """A table with more columns than any sheet has."""
    Path("larga.csv").write_text(";".join(map(str, range(16_385))))
    yield


@contextmanager
def other_program():
    with closing(sqlite3.connect("outro.db")) as connection:
        connection.execute("CREATE TABLE notas (texto TEXT)")
    yield


@contextmanager
def newer_version():
    with closing(sqlite3.connect("carteira.db")) as connection:
        connection.execute("PRAGMA user_version = 99")
    yield


@contextmanager
def link():
    Path("atalho.db").symlink_to("carteira.db")
    yield


@contextmanager
def locked():
    """Somebody else is in the middle of a change."""
    with closing(sqlite3.connect("carteira.db", isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield


@contextmanager
def damaged():
    """Every page but the first is overwritten, as by a failing disk."""
    with Path("carteira.db").open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))
    yield


@contextmanager
def no_database():
    Path("carteira.db").write_bytes(b"isto nao e uma carteira" * 100)
    yield


@contextmanager
def without_rapidfuzz():
    """The extra `dedupe` is not there, and nothing loaded it before."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("domain.duplicates", "domain.likeness"):
            patch.delitem(sys.modules, f"carteira_cli.{name}", raising=False)
        for name in ("rapidfuzz", "rapidfuzz.distance", "rapidfuzz.fuzz"):
            patch.setitem(sys.modules, name, None)
        yield


@contextmanager
def without_vobject():
    """The extra `contatos` is not there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "vobject", None)
        yield


WORLDS = {
    world.__name__: world
    for world in (
        ordinary,
        empty_folder,
        zip_bomb,
        zips,
        junk,
        tabs,
        wide,
        other_program,
        newer_version,
        link,
        locked,
        damaged,
        no_database,
        without_rapidfuzz,
        without_vobject,
    )
}


@pytest.mark.parametrize("name", sorted(ERRORS))
def test_error_says_what_where_and_what_now(name, carteira, done, tmp_path, monkeypatch):
    error = ERRORS[name]
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CARTEIRA_DB", "carteira.db")
    monkeypatch.setattr(portfolio_file, "WAIT_SECONDS", 0.05)  # who waits for nothing, waits less
    for path, content in error.get("files", {}).items():
        Path(path).write_text(content, encoding="utf-8", newline="\n")
    for command in error.get("before", []):
        done(*command)

    with WORLDS[error.get("world", "ordinary")]():
        ran = carteira(*error["command"])

    assert (ran.code, ran.out, ran.err) == (error["code"], error.get("stdout", ""), error["stderr"])


@pytest.mark.parametrize("name", sorted(ERRORS))
def test_error_ends_in_one_of_two_worlds(name):
    """All of it happened and it says so, or none of it did and it says so."""
    last = (ERRORS[name]["stderr"] or ERRORS[name]["stdout"]).splitlines()[-1]

    assert last == "Nada foi alterado." or last.startswith("Gravado (operação "), last


def test_a_synced_folder_is_the_reps_to_choose(done, tmp_path):
    portfolio = tmp_path / "OneDrive" / "carteira.db"

    done("--db", portfolio, "--allow-synced-folder", "status")

    assert portfolio.is_file()
