"""An undo out of order: three lists, nothing without `--yes`, and bit for bit the way back."""

import csv
import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carteira_cli.commands import session
from conftest import NOON
from states import state

HEADER = ("Pedido", "Data", "Cliente", "Produto", "Valor", "Status", "Fone")
ANA = ("1", "2026-03-02", "Mercado Ana", "Arroz", "100,00", "faturado", "")
ZE = ("2", "2026-04-09", "Bar do Zé", "Feijão", "250,00", "faturado", "")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "carteira.db"


@pytest.fixture
def orders(tmp_path):
    """Writes a sales file of these rows."""
    return lambda name, *rows: written(tmp_path / name, rows)


def written(file, rows):
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows([HEADER, *rows])
    return file


def test_without_yes_it_shows_three_lists_and_does_nothing(done, carteira, path, orders):
    done("import", orders("a.csv", ANA, ZE))
    done("import", orders("b.csv", (*ANA[:4], "90,00", *ANA[5:])))
    both = state(path)

    refused = carteira("undo", 1)

    assert refused == (
        65,
        "Operação 1: import · a.csv: 2 linhas novas, R$ 350,00\n"
        " Desfaz 1 pedido · 1 item de pedido · 1 cliente · 1 produto · 1 arquivo importado · "
        "3 outros registros\n"
        " Fica, porque mudou depois ou algo mais novo depende disso:\n"
        "   1 pedido: 1 · Mercado Ana\n"
        "   1 cliente: Mercado Ana\n"
        "   1 produto: Arroz\n"
        "   1 item de pedido, 1 outro registro\n",
        "carteira: A operação 1 só pode ser desfeita em parte: a operação 2 veio depois e mexe nos "
        "mesmos registros.\n"
        "Desfaça antes a mais nova: carteira undo 2.\n"
        "Para desfazer só o que dá: carteira undo 1 --yes.\n"
        "Nada foi alterado.\n",
    )
    assert state(path) == both


def test_with_yes_the_rest_goes_back(done, path, orders):
    done("import", orders("b.csv", ANA))
    only_ana = names(path)
    done("undo")
    done("import", orders("a.csv", ANA, ZE))
    done("log", "Ana", "--result", "callback", "--next", "3")
    before = state(path)

    ran = done("undo", 3, "--yes")

    assert ran.out.splitlines()[-1] == "Gravado (operação 5). Para refazer: carteira redo"
    assert names(path) == only_ana
    assert done("sales", "-f", "json").json["rows"] == []
    assert (
        done("history", "-f", "json").json["rows"][0]["summary"] == "operação 3: import, em parte"
    )
    done("doctor")
    done("redo")
    assert state(path) == before


def names(path):
    return [row[1] for row in state(path)["customer"]]


def test_the_lists_as_rows(done, carteira, orders):
    done("import", orders("a.csv", ANA, ZE))
    done("log", "Ana", "--result", "callback", "--next", "3")

    refused = carteira("undo", 1, "-f", "json")

    assert refused.code == 65
    assert refused.json == {
        "as_of": "2026-11-22",
        "rows": [
            {"outcome": outcome, "kind": kind, "records": records, "examples": examples}
            for outcome, kind, records, examples in [
                ("reversed", "source", 1, []),
                ("reversed", "product", 2, []),
                ("reversed", "import_file", 1, []),
                ("reversed", "import_source", 1, []),
                ("reversed", "customer", 1, []),
                ("reversed", "customer_claim", 2, []),
                ("reversed", "sale", 2, []),
                ("reversed", "sale_line", 2, []),
                ("kept", "customer", 1, ["Mercado Ana"]),
            ]
        ],
        "summary": {
            "operation": None,
            "undone": 1,
            "command": "import",
            "reversed": 12,
            "kept": 1,
            "failed": 0,
            "in_the_way": [2],
        },
    }
    summary = done("undo", 1, "--yes", "-f", "json").json["summary"]
    assert (summary["operation"], summary["kept"]) == (3, 1)


@pytest.mark.parametrize("way", ["another item", "another owner"])
def test_an_order_stays_whole(done, orders, way):
    """It changed since: without the item of before its items would not come to its amount."""
    done("import", orders("a.csv", ANA, ZE))
    done("import", orders("b.csv", (*ANA[:3], "Feijão branco", "50,00", *ANA[5:])))
    if way == "another item":
        done("import", orders("c.csv", (*ANA[:3], "Óleo", "30,00", *ANA[5:])))
    else:
        done("customers", "merge", "Zé", "Ana", "--yes")
    before = done("sales", "-f", "json").json["rows"]

    ran = done("undo", 2, "--yes")

    kept = ran.out.splitlines()[2:-1]
    assert kept[0] == " Fica, porque mudou depois ou algo mais novo depende disso:"
    assert kept[1].startswith("   1 pedido: 1 · ")
    assert kept[2:] == ["   1 produto: Feijão branco", "   1 item de pedido"]
    assert done("sales", "-f", "json").json["rows"] == before
    done("doctor")


def test_what_has_its_like_does_not_come_back(done, path, orders):
    """An undone import came in again: its orders may not stand there twice."""
    done("import", orders("a.csv", ANA, ZE))
    done("undo")
    done("import", orders("a.csv", ANA))
    again = state(path)

    ran = done("undo", 2, "--yes")

    assert ran.out.splitlines()[2:-1] == [
        " Não volta, porque já há outro igual ou falta aquilo de que depende:",
        "   2 pedidos: 1 · Mercado Ana, 2 · Bar do Zé",
        "   2 itens de pedido, 4 outros registros",
    ]
    done("doctor")
    done("undo", 4)
    assert state(path) == again


def test_where_nothing_can_go_back_yes_does_not_help(done, carteira, path, orders):
    done("import", orders("a.csv", ANA))
    done("customers", "Ana", "--former", "closed")
    done("customers", "Ana", "--not-former")
    before = state(path)

    refused = carteira("undo", 2, "--yes")

    assert refused == (
        65,
        "Operação 2: customers · Mercado Ana: agora é ex-cliente (fechou as portas)\n"
        " Desfaz nada\n"
        " Fica, porque mudou depois ou algo mais novo depende disso:\n"
        "   1 cliente: Mercado Ana\n",
        "carteira: A operação 2 só pode ser desfeita em parte: a operação 3 veio depois e mexe nos "
        "mesmos registros.\n"
        "Desfaça antes a mais nova: carteira undo 3.\n"
        "Nada foi alterado.\n",
    )
    assert state(path) == before


@pytest.mark.parametrize("agreed", [(), ("--yes",)])
def test_an_undo_in_part_can_be_rehearsed(done, carteira, path, orders, agreed):
    done("import", orders("a.csv", ANA, ZE))
    done("log", "Ana", "--result", "callback", "--next", "3")
    before = state(path), done("history", "-f", "json").out

    rehearsed = carteira("undo", 1, "--dry-run", *agreed)

    assert (state(path), done("history", "-f", "json").out) == before
    assert rehearsed.code == (0 if agreed else 65)
    ran = carteira("undo", 1, *agreed)
    assert ran.code == rehearsed.code
    assert ran.out.splitlines()[:4] == rehearsed.out.splitlines()[:4]


def test_the_way_back_from_an_undo_in_part_is_its_own_number(done, carteira, orders):
    done("import", orders("a.csv", ANA, ZE))
    done("log", "Ana", "--result", "callback", "--next", "3")
    done("undo", 1, "--yes")

    assert carteira("undo", 1).err.splitlines()[:2] == [
        "carteira: A operação 1 já foi desfeita.",
        "Para refazê-la: carteira undo 3.",
    ]


# Random histories.

NAMES = ("Mercado Ana", "Bar do Zé", "Empório Sul")
DAYS = st.integers(0, 60).map(lambda days: (date(2026, 8, 1) + timedelta(days)).isoformat())
ROWS = st.tuples(
    st.sampled_from(("", "1", "2", "3")),
    DAYS,
    st.sampled_from(NAMES),
    st.sampled_from(("", "Arroz", "Feijão")),
    st.integers(-9_000, 90_000).filter(bool).map(lambda cents: f"{cents / 100:.2f}"),
    st.sampled_from(("faturado", "cancelado", "aberto")),
    st.sampled_from(("", "(11) 4025-1010", "(19) 3874-0331")),
)
IMPORTS = st.lists(ROWS, min_size=2, max_size=5).map(lambda rows: ("import", rows))
UNDOS = st.integers(0, 8).map(lambda place: ("undo", place, "--yes"))
STEPS = st.one_of(
    IMPORTS,
    st.tuples(
        st.just("log"),
        st.sampled_from(NAMES),
        st.just("--result"),
        st.sampled_from(("refused", "callback", "order_promised", "gave_up")),
    ),
    st.tuples(st.just("customers"), st.sampled_from(NAMES), st.just("--former"), st.just("closed")),
    st.tuples(st.just("customers"), st.sampled_from(NAMES), st.just("--not-former")),
    st.permutations(NAMES).map(lambda names: ("customers", "merge", *names[:2])),
    UNDOS,
    UNDOS,
    st.just(("redo",)),
)


def typed(step, folder, operations):
    """The step as it is typed: an import gets a file, an undo one of the operations there are."""
    if step[0] == "undo":
        return ("undo", 1 + step[1] % max(operations, 1), "--yes")
    if step[0] != "import":
        return step
    file = written(folder / "pedidos.csv", step[1])
    return ("import", file, "--date-order", "ymd", "--decimal", ".")


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    begun=st.tuples(IMPORTS, IMPORTS),
    middle=st.lists(STEPS, max_size=4),
    ends=st.lists(UNDOS, min_size=1, max_size=3),
)
def test_every_undo_in_part_is_sound_and_has_a_way_back(carteira, begun, middle, ends):
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "any.db"
        carteira("--db", path, "status")
        for step in (*begun, *middle, *ends):
            command = typed(step, Path(name), newest(carteira, path))
            keeps_its_promise(carteira, path, command)


def keeps_its_promise(carteira, path, command):
    """Refused and nothing changed, or done and sound, with a way back and forth."""
    before = state(path)
    ran = carteira("--db", path, *command)
    after = state(path)
    assert ran.code in (0, 65), ran.err
    assert ran.code == 0 or after == before
    assert carteira("--db", path, "doctor").code == 0
    if command[0] == "undo" and ran.code == 0:
        for expected in (before, after):
            assert carteira("--db", path, "undo", newest(carteira, path)).code == 0
            assert state(path) == expected


def newest(carteira, path):
    """The number of the operation that came last; 0 before any."""
    ran = carteira("--db", path, "history", "-f", "json")
    return ran.json["summary"]["operations"]


# What only says something of a record goes with it


def test_an_import_that_added_nothing_is_in_nobodys_way(done, path, orders, monkeypatch):
    done("import", orders("a.csv", ANA, ZE))
    monkeypatch.setattr(session, "now", lambda: NOON + timedelta(days=1))
    done("import", orders("b.csv", ZE, ANA))
    both = state(path)

    summary = done("undo", 1, "-f", "json").json["summary"]

    assert (summary["kept"], summary["failed"]) == (0, 0)
    left = state(path)
    assert [name for name, rows in left.items() if rows] == ["import_file"]
    assert done("doctor", "-f", "json").json["summary"] == {"sound": True}
    done("redo")
    assert state(path) == both
    done("undo", 1)
    done("undo", 2)
    assert state(path)["import_file"] == []


def test_where_something_newer_stands_on_a_source_what_says_how_far_it_reaches_stays(
    done, path, orders
):
    done("import", orders("a.csv", ANA))
    done("import", orders("b.csv", ANA, ZE))
    reach = [row[2:4] for row in state(path)["import_source"]]

    done("undo", 1, "--yes")

    assert [row[2:4] for row in state(path)["import_source"]] == reach[1:]
    assert done("doctor", "-f", "json").json["summary"] == {"sound": True}
