"""`carteira customers duplicates`: the pairs that may be one customer, and why."""

import os
import subprocess
import sys

import pytest

from carteira_cli.render.duplicates import COLUMNS
from states import state

LIST = """Código;Razão social;Nome fantasia;CNPJ;Cidade;UF;Telefone;E-mail
1;Mercado São João Ltda;;11.222.333/0001-81;Campinas;SP;(19) 99876-1234;
2;Merc. São João;;;Campinas;SP;;compras@saojoao.example
3;Padaria Três Irmãos;;;Jundiaí;SP;(11) 98123-4567;
4;Tres Irmaos Padaria Comércio;;;Jundiaí;SP;(11) 98123-4567;
5;Mercado São José;;;Campinas;SP;;
6;Souza e Filhos Ltda;Empório Ávila;12.345.678/0001-95;Itu;SP;ramal 4025-1010;avila@a.example
7;Empório Ávila;;12.345.678/0001-96;Itu;;4025.1010;AVILA@a.example
8;Rede Boa Centro;;11.444.777/0001-61;Itu;SP;;
9;Rede Boa Norte;;11.444.777/0002-42;Itu;SP;;
"""
ORDERS = """Pedido;Data;Código;Cliente;Valor
1;19/10/2026;1;Mercado São João Ltda;100,00
2;02/08/2026;2;Merc. São João;50,00
"""


@pytest.fixture
def shops(done, tmp_path):
    """A portfolio in which four pairs may be one."""
    for name, text in (("lista.csv", LIST), ("pedidos.csv", ORDERS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        done("import", tmp_path / name)
    return done


@pytest.mark.usefixtures("shops")
def test_the_screen_of_80_columns_is_the_golden(on_screen, golden):
    screen = on_screen("customers", "duplicates")

    golden("duplicates-80.txt", screen)
    assert max(map(len, screen.splitlines())) <= 80
    assert len(screen.splitlines()) <= 23


@pytest.mark.usefixtures("shops")
def test_the_english_screen_fits_as_well(on_screen, golden):
    screen = on_screen("--lang", "en", "customers", "duplicates", "--limit", "2")

    golden("duplicates-80-en.txt", screen)
    assert max(map(len, screen.splitlines())) <= 80


def test_a_row_has_every_key(shops):
    ran = shops("customers", "duplicates", "-f", "json")
    rows = ran.json["rows"]

    row = next(row for row in rows if row["customer"] == "Mercado São João Ltda")
    assert tuple(row) == COLUMNS
    assert isinstance(row.pop("customer_id"), str)
    assert isinstance(row.pop("other_id"), str)
    assert row == {
        "rank": 4,
        "customer": "Mercado São João Ltda",
        "tax_id": "11222333000181",
        "city": "Campinas",
        "last_order_on": "2026-10-19",
        "other": "Merc. São João",
        "other_tax_id": None,
        "other_city": "Campinas",
        "other_last_order_on": "2026-08-02",
        "score": 0.532,
        "evidence": ["abbreviated_name", "same_city"],
    }
    assert [(row["rank"], row["score"], row["evidence"]) for row in rows[:3]] == [
        (1, 0.983, ["crossed_name", "near_tax_id", "same_phone", "same_email", "same_city"]),
        (2, 0.766, ["abbreviated_name", "same_phone", "same_city"]),
        (3, 0.66, ["branch", "same_city"]),
    ]
    assert ran.json["summary"] == {"pairs": 4}


def test_it_counts_what_the_limit_keeps_back_and_shows_the_day_asked_for(shops):
    one = shops("customers", "duplicates", "--limit", "1", "-f", "json").json
    assert (len(one["rows"]), one["summary"]) == (1, {"pairs": 4})

    early = shops("customers", "duplicates", "--as-of", "2026-09-01", "-f", "json").json
    (row,) = [row for row in early["rows"] if row["tax_id"] == "11222333000181"]
    assert (early["as_of"], row["last_order_on"], row["other_last_order_on"]) == (
        "2026-09-01",
        None,
        "2026-08-02",
    )


def test_other_forms_hold_the_same(shops, tmp_path):
    lines = shops("customers", "duplicates", "-f", "csv").out.splitlines()
    assert lines[0].removeprefix("\ufeff").split(";") == [*COLUMNS]
    assert len(lines) == 5

    shops("customers", "duplicates", "-o", tmp_path / "pares.md")
    assert len((tmp_path / "pares.md").read_text("utf-8").splitlines()) == 6


def test_it_merges_nobody(shops, tmp_path):
    before = state(tmp_path / "carteira.db")

    shops("customers", "duplicates")

    assert state(tmp_path / "carteira.db") == before


def test_who_was_merged_is_not_suggested_again(shops):
    shops("customers", "merge", "1", "2")

    assert shops("customers", "duplicates", "-f", "json").json["summary"] == {"pairs": 3}


@pytest.mark.parametrize("portfolio", ["done", "example", "northwind"])
def test_nobody_who_may_be_another_is_a_sentence(portfolio, request):
    run = request.getfixturevalue(portfolio)

    assert run("customers", "duplicates").out.splitlines() == [
        " Podem ser um cliente só · 0 de 0 pares · 22/11/2026",
        " Nenhum par parece ser um cliente só.",
    ]


def test_nothing_else_loads_what_compares_names(shops):
    code = (
        "import sys; from carteira_cli.cli import main; "
        "main(['customers']); main(['status']); main(['--help']); "
        "sys.exit('rapidfuzz' in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "PYTHONUTF8": "1"}, capture_output=True
    )

    assert ran.returncode == 0


def pairs(done):
    rows = done("customers", "duplicates", "-f", "json").json["rows"]
    return {(row["customer"], row["other"]) for row in rows}


def test_who_was_told_apart_is_suggested_no_more_until_that_is_undone(shops, tmp_path):
    before = pairs(shops)
    told = ("Rede Boa Centro", "Rede Boa Norte")
    earlier = state(tmp_path / "carteira.db")

    ran = shops("customers", "duplicates", "--not", "boa norte", "boa centro", "-f", "json")

    assert told in before
    assert ran.err == (
        "Rede Boa Norte e Rede Boa Centro são dois: o par não é mais sugerido.\n"
        "Gravado (operação 3). Para desfazer: carteira undo\n"
    )
    assert ran.json["summary"] == {"pairs": len(before) - 1}
    assert pairs(shops) == before - {told}
    (row, *_earlier) = shops("history", "-f", "json").json["rows"]
    assert (row["command"], row["summary"]) == ("duplicates", "Rede Boa Norte ≠ Rede Boa Centro")
    shops("undo")
    assert pairs(shops) == before
    assert state(tmp_path / "carteira.db") == earlier


def test_a_rehearsal_tells_nobody_apart(shops):
    before = pairs(shops)

    ran = shops("customers", "duplicates", "--not", "boa centro", "boa norte", "--dry-run")

    assert ran.err.splitlines()[-1] == "Ensaio: nada foi alterado."
    assert pairs(shops) == before
