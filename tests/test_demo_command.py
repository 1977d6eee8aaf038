"""`carteira demo`: an invented portfolio of this week, that never takes a real one's place."""

import sqlite3
from contextlib import closing
from datetime import date

import pytest

from carteira_cli.commands.demo import ANCHOR
from conftest import DATA
from states import state


@pytest.fixture
def path(tmp_path):
    return tmp_path / "carteira.db"


def rows(path, query):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


NEWEST = "SELECT max(ordered_on) FROM sale"


@pytest.mark.parametrize(
    ("as_of", "newest"),
    [
        ("2026-10-30", "2026-10-30"),
        ("2026-11-05", "2026-10-30"),
        ("2026-11-06", "2026-11-06"),
        ("2026-11-22", "2026-11-20"),
        ("2026-10-29", "2026-10-23"),
    ],
)
def test_days_move_by_whole_weeks_to_the_current_one(done, path, monkeypatch, as_of, newest):
    monkeypatch.setenv("CARTEIRA_AS_OF", as_of)

    done("demo")

    assert rows(path, NEWEST) == [(newest,)]
    assert date.fromisoformat(newest).weekday() == ANCHOR.weekday()


def test_it_says_what_to_try(done, path):
    ran = done("demo")

    assert (ran.out, ran.err.splitlines()) == (
        "",
        [
            f"Carteira de demonstração em {path}: clientes e pedidos inventados.",
            f"Experimente, sempre com --db {path}:",
            f"  carteira --db {path} status",
            f"  carteira --db {path} reactivate --list",
            f"  carteira --db {path} pareto",
            f"  carteira --db {path} segments",
            f"  carteira --db {path} show ipê",
            f"  carteira --db {path} sales",
        ],
    )


def test_its_history_says_what_a_real_one_says(done):
    done("demo")

    told = [row["summary"] for row in done("history", "-f", "json").json["rows"]]

    assert told[::-1] == [
        "carteira-clientes.csv: 124 linhas novas",
        "serra-vendas.csv: 2.608 linhas novas, R$ 1.840.149,35",
        "avila-pedidos.xlsx: 890 linhas novas, R$ 718.833,80",
        "Padaria e Confeitaria Doce Aurora: orçamento enviado",
        "Empório da Ponte: ligar depois",
        "Lanchonete Ponto Certo: não quis agora",
    ]


def test_it_has_something_of_everything(done, path):
    done("demo")

    summary = done("status", "-f", "json").json["summary"]

    assert rows(path, "SELECT count(*) FROM principal") == [(3,)]
    assert summary["stale_sources"] == ["Mercos"]
    assert summary["due_follow_ups"] == 1
    assert rows(path, "SELECT command, count(*) FROM operation GROUP BY command") == [
        ("import", 3),
        ("log", 3),
    ]
    assert done("doctor").code == 0


@pytest.mark.parametrize("as_of", ["2026-11-22", "2027-03-01"])
def test_contacts_and_promises_are_of_the_day_of_the_demo(done, path, monkeypatch, as_of):
    monkeypatch.setenv("CARTEIRA_AS_OF", as_of)

    done("demo")

    today = date.fromisoformat(as_of).toordinal()
    contacts = rows(path, "SELECT day FROM interaction ORDER BY id")
    promises = rows(path, "SELECT due_on FROM follow_up ORDER BY id")
    assert [today - date.fromisoformat(day).toordinal() for (day,) in contacts] == [5, 3, 2]
    assert [date.fromisoformat(day).toordinal() - today for (day,) in promises] == [0, 3]


def test_every_command_it_names_works(done):
    commands = done("demo").err.splitlines()[2:]

    assert len(commands) == 6
    for command in commands:
        done(*command.split()[1:])


def test_a_second_demo_takes_the_place_of_the_first(done, path):
    done("demo")
    first = {name: len(found) for name, found in state(path).items()}
    done("log", "Empório da Ponte", "--result", "refused")

    done("demo")

    assert {name: len(found) for name, found in state(path).items()} == first


def refused(ran, path):
    assert (ran.code, ran.out, ran.err) == (
        73,
        "",
        f"carteira: {path} já existe e não é uma demonstração.\n"
        "Escolha um arquivo novo com --db.\n"
        "Nada foi alterado.\n",
    )


def test_a_real_portfolio_is_never_touched(done, carteira, path):
    done("import", DATA / "northwind" / "orders.csv")
    before = path.read_bytes()

    refused(carteira("demo"), path)

    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"Prezado cliente, " * 100, b"SQLite format 3\0" + b"x" * 200])
def test_what_is_no_portfolio_is_never_touched(carteira, path, content):
    path.write_bytes(content)

    refused(carteira("demo"), path)

    assert path.read_bytes() == content


def test_without_a_name_it_lies_beside_the_own_portfolio(carteira, tmp_path, monkeypatch):
    monkeypatch.delenv("CARTEIRA_DB")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "dados"))

    assert carteira("demo").code == 0

    assert [path.name for path in (tmp_path / "dados" / "carteira").iterdir()] == ["demo.db"]
