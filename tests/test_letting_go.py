"""What an undo in part left, because something newer stood upon it, goes when that goes."""

import pytest

from states import state

HEADER = "Pedido;Data;Cliente;Representada;Produto;Valor"
FIRST = "1;02/03/2026;Mercado Ana;Serra;Arroz;100,00"
LATER = "2;09/04/2026;Mercado Ana;Serra;Arroz;250,00"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "carteira.db"


@pytest.fixture
def taken(done, written):
    def take(name, *lines):
        done("import", written(name, HEADER, *lines))

    return take


@pytest.fixture
def left(taken, done):
    """The first of two imports is undone as far as the second one lets it."""
    taken("a.csv", FIRST)
    taken("b.csv", LATER)
    done("undo", 1, "--yes")


def held(path, *without):
    return {name: rows for name, rows in state(path).items() if rows and name not in without}


@pytest.mark.usefixtures("left")
def test_whom_only_an_undone_import_needed_is_gone(path, done):
    before = state(path)

    assert done("undo", 2).out.splitlines()[1:2] == [
        " Desfaz 1 pedido · 1 item de pedido · 1 cliente · 1 representada · 1 produto · "
        "1 arquivo importado · 2 outros registros"
    ]
    assert held(path) == {}
    done("redo")
    assert state(path) == before
    assert done("doctor", "-f", "json").json["summary"] == {"sound": True}


@pytest.mark.usefixtures("left")
def test_the_way_back_leads_to_both_imports(path, done, taken):
    done("undo", 2)
    done("redo")
    done("redo")

    assert [row["order"] for row in done("sales", "-f", "json").json["rows"]] == ["2", "1"]
    assert done("doctor", "-f", "json").json["summary"] == {"sound": True}


@pytest.mark.usefixtures("left")
def test_who_was_called_stays(done):
    done("log", "Ana", "--result", "no_answer")
    done("undo", 2, "--yes")

    assert [row["customer"] for row in done("customers", "-f", "json").json["rows"]] == [
        "Mercado Ana"
    ]


@pytest.mark.usefixtures("left")
def test_who_was_changed_by_hand_stays(done):
    done("customers", "Ana", "--do-not-contact")
    done("undo", 2, "--yes")

    assert [row["customer"] for row in done("customers", "-f", "json").json["rows"]] == [
        "Mercado Ana"
    ]


def test_whom_an_import_that_stands_brought_stays(taken, done):
    taken("a.csv", FIRST)
    taken("b.csv", LATER)
    done("undo", 2)

    assert [row["customer"] for row in done("customers", "-f", "json").json["rows"]] == [
        "Mercado Ana"
    ]
