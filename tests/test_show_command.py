"""`carteira show`: whoever is shown fits one screen, and the row holds everything."""

import csv
import io
import json
import sys

import pytest

from carteira_cli.render.portraits import COLUMNS

LISTS = ["contacts", "orders", "products", "principals", "interactions", "follow_ups"]
STATED = """Razão social;Última compra;Valor última compra
Loja Declarada;10/09/2026;1.234,50
Loja Sem Valor;10/02/2026;
"""


@pytest.fixture
def stated(done, tmp_path):
    path = tmp_path / "lista.csv"
    path.write_text(STATED, encoding="utf-8")
    done("import", path, "--kind", "customers")
    return done


@pytest.mark.parametrize(
    ("name", "customer"),
    [
        ("at-risk", "mercado são joão"),
        ("regular", "vale verde"),
        ("once", "noite de gala"),
        ("twice", "São Cristóvão"),
        ("prospect", "monte sião"),
    ],
)
def test_each_kind_of_customer_has_its_screen(example, golden, name, customer):
    short = example("show", customer).out
    golden(f"show-{name}.txt", example("show", customer, "--explain").out)

    assert example("show", customer, "--explain").out.startswith(short)
    assert short.count("\n") <= 23


@pytest.mark.parametrize(
    ("name", "customer"), [("stated", "declarada"), ("stated-no-amount", "sem valor")]
)
def test_a_stated_purchase_is_told_from_an_order(stated, golden, name, customer):
    golden(f"show-{name}.txt", stated("show", customer, "--explain").out)


def test_what_was_said_and_promised_is_there(example, golden):
    for result in ("no_answer", "no_answer", "callback"):
        example("log", "são joão", "--result", result, "--note", "pediu a tabela")
    example("customers", "são joão", "--do-not-contact")

    ran = example("show", "são joão", "--as-of", "2099-12-31")

    row = example("show", "são joão", "--as-of", "2099-12-31", "--format", "json").json["rows"][0]
    assert [talk["result"] for talk in row["interactions"]] == [
        "callback",
        "no_answer",
        "no_answer",
    ]
    assert [talk["note"] for talk in row["interactions"]] == ["pediu a tabela"] * 3
    assert ran.out.count("pediu a tabela") >= 2
    assert ran.out.count("\n") <= 23
    assert "não ligar mais" in ran.out.splitlines()[1].split(" · ")


def test_everybody_fits_a_terminal_of_80_columns_and_24_lines(example, monkeypatch):
    listed = example("segments", "--list", "--limit", "0", "--format", "json").json["rows"]
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)

    for customer in listed:
        lines = example("show", customer["customer"]).out.splitlines()
        assert len(lines) <= 23
        assert max(map(len, lines)) <= 80


def test_the_row_is_that_of_segments_with_the_lists(example):
    shown = example("show", "mercado são joão", "--format", "json").json["rows"][0]
    listed = example("segments", "--list", "--limit", "0", "--format", "json").json["rows"]

    lists = {key: shown.pop(key) for key in LISTS}
    assert list(shown) == list(COLUMNS)
    assert shown in listed
    assert lists["contacts"] == [
        {
            "name": "Dona Célia",
            "role": None,
            "phone": "+5519998524469",
            "email": None,
            "birthday": None,
        }
    ]
    assert lists["orders"][0] == {
        "date": "2026-08-19",
        "order": "49574",
        "principal": "Serra Alimentos",
        "amount_cents": 313400,
        "status": "invoiced",
        "products": ["Palmito 1,8 kg", "Azeite 500 ml caixa 6"],
    }
    assert len(lists["orders"]) == 5
    assert lists["products"][0] == {
        "name": "Doce de leite caixa 12",
        "times": 11,
        "last_on": "2026-07-21",
    }
    assert [one["principal"] for one in lists["principals"]] == ["Serra Alimentos", "Ávila Bebidas"]
    assert (lists["interactions"], lists["follow_ups"]) == ([], [])


def test_the_summary_holds_the_totals_of_the_whole_history(example):
    ran = example("show", "mercado são joão", "--format", "json", "--limit", "0")
    summary, (row,) = ran.json["summary"], ran.json["rows"]
    monthly = summary.pop("monthly_cents")

    assert summary == {
        "orders": 34,
        "revenue_cents": 7774807,
        "average_ticket_cents": 228671,
        "rule": "within_four_intervals",
    }
    assert len(row["orders"]) == 34
    assert (min(monthly), max(monthly), len(monthly)) == ("2024-12", "2026-11", 24)


def test_an_earlier_day_shows_what_was_known_then(example):
    ran = example("show", "mercado são joão", "--format", "json", "--as-of", "2026-06-01")

    assert ran.json["rows"][0]["orders"][0]["date"] == "2026-05-22"


@pytest.mark.parametrize("typed", ["mercado", "zzz"])
def test_several_or_nobody_is_bad_data(example, carteira, typed):
    assert carteira("show", typed).code == 65


def test_an_empty_portfolio_knows_nobody(carteira):
    ran = carteira("show", "ana")

    assert (ran.code, ran.out) == (65, "")


def test_lists_are_json_in_a_spreadsheet(example):
    arguments = ("show", "Churrascaria Fogo", "--as-of", "2026-11-04")
    text = example(*arguments, "-f", "csv").out.removeprefix("\ufeff")

    (row,) = csv.DictReader(io.StringIO(text), delimiter=";")
    (exact,) = example(*arguments, "-f", "json").json["rows"]

    for column in ("contacts", "orders", "products", "principals"):
        assert json.loads(row[column]) == exact[column]
    assert row["interactions"] == ""


def test_one_day_is_one_day(done, tmp_path):
    file = tmp_path / "pedidos.csv"
    rows = "".join(f"{day};{day:02}/03/2026;Mercado Ana;10,00\n" for day in (1, 2, 3, 4, 5, 6))
    file.write_text("Pedido;Data;Cliente;Valor\n" + rows, encoding="utf-8")
    done("import", file)

    shown = done("show", "Ana", "--as-of", "2026-03-07", "--explain").out

    assert " Ciclo       1 dia · " in shown
    assert "  ciclo de 1,0 dia: média geométrica de 5 intervalos (1, 1, 1, 1, 1)\n" in shown
    assert "  1 dia sem comprar ÷ 1,0 = 1,0 ciclos\n" in shown


def test_what_is_to_come_is_called_a_follow_up(northwind):
    northwind("log", "Island Trading", "--result", "no_answer", "--on", "1998-05-06")

    lines = northwind("show", "Island Trading", "--as-of", "1998-05-06").out.splitlines()

    assert lines[-1].startswith(" Retornos    ")


def test_on_a_narrow_screen_names_give_way_and_the_tax_id_stays(done, on_screen, tmp_path):
    names = "Supermercado Irmãos Albuquerque e Filhos Ltda;Mercado Albuquerque do Centro"
    (tmp_path / "a.csv").write_text(
        f"Razão Social;Nome Fantasia;CNPJ;Cidade\n{names};11.222.333/0001-81;Itu\n",
        encoding="utf-8",
    )
    done("import", tmp_path / "a.csv")

    shown = [on_screen("show", "albuquerque", columns=n).splitlines()[0] for n in (80, 56, 40)]

    assert shown == [
        " Mercado Albuquerque do Centro · Supermercado Irmãos Albuq… · 11.222.333/0001-81",
        " Mercado Albuquerque do Centro · 11.222.333/0001-81",
        " Mercado Albuquerq… · 11.222.333/0001-81",
    ]
