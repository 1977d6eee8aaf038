"""`carteira pareto` on real orders, against the reference curves."""

from datetime import date

import pytest

from conftest import DATA
from reference import ORACLES, figures, table

CURVES = {
    "northwind": ("northwind/orders.csv", "northwind", "customer"),
    "adventureworks_resellers": (
        "adventureworks_resellers/orders.csv",
        "adventureworks_resellers",
        "customer",
    ),
    "adventureworks_products": (
        "adventureworks_resellers/order_lines.csv.gz",
        "adventureworks_products",
        "product",
    ),
    "rfm_orders": ("rfm_orders/rfm_data_orders.csv", "rfm_orders", "customer"),
    "cdnow": ("cdnow/CDNOW_master.txt.gz", "cdnow", "customer"),
}


@pytest.mark.parametrize("curve", CURVES)
def test_imported_orders_give_the_reference_curve(curve, done):
    """ABC classes are equal, and cumulative shares by rank to 1e-5: pandas and SQLite agree."""
    file, oracle, by = CURVES[curve]
    done("import", DATA / file)

    ran = done("pareto", "--by", by, "--since", "all", "--limit", "0", "-f", "json").json
    reference = [row for row in table(ORACLES / f"pareto_{oracle}.csv.gz") if row["abc_incl"]]
    inside = [row for row in ran["rows"] if row["class"]]

    assert [row["class"] for row in inside] == [row["abc_incl"] for row in reference]
    assert (
        max(
            abs(row["cumulative_share"] - float(expected["cum_share"]))
            for row, expected in zip(inside, reference, strict=True)
        )
        < 1e-5
    )
    known = figures("pareto_abc.json")[oracle]
    classes = {letter: of["count"] for letter, of in ran["summary"]["classes"].items()}
    assert classes == known["abc_incl"]
    assert ran["summary"]["count"] == known["customers_positive"]
    assert ran["summary"]["count_for_80_percent"] == known["n_for_80pct"]
    assert ran["summary"]["top_20_percent_share"] == pytest.approx(
        known["share_top_20pct"], abs=1e-4
    )


def test_northwind_curve_is_the_golden(northwind, golden):
    ran = northwind("pareto", "--since", "all", "--limit", "12", "--explain")

    golden("pareto-northwind.txt", ran.out)


@pytest.mark.parametrize("by", ["category", "city", "state", "segment", "principal"])
def test_every_curve_adds_up_to_the_same_revenue(by, example):
    def total(of: str) -> int:
        rows = example("pareto", "--by", of, "-f", "json", "--limit", "0").json["rows"]
        return sum(row["revenue_cents"] for row in rows)

    whole = total("customer")
    # Only Serra's file has lines, and with them products and categories.
    serra = example("pareto", "--principal", "Serra", "-f", "json", "--limit", "0").json["rows"]

    expected = sum(row["revenue_cents"] for row in serra) if by == "category" else whole
    assert total(by) == expected


def test_the_window_is_365_days(done, tmp_path):
    """12 months: as_of − 365 < day ≤ as_of."""
    file = tmp_path / "pedidos.csv"
    days = [date(2025, 11, 22), date(2025, 11, 23), date(2026, 11, 22), date(2026, 11, 23)]
    rows = [
        f"{place};{day:%d/%m/%Y};Cliente {place};{10**place},00" for place, day in enumerate(days)
    ]
    file.write_text("Pedido;Data;Cliente;Valor\n" + "\n".join(rows), encoding="utf-8")
    done("import", file)

    ran = done("pareto", "--as-of", "2026-11-22", "-f", "json").json

    assert [(row["name"], row["revenue_cents"]) for row in ran["rows"]] == [
        ("Cliente 2", 10000),
        ("Cliente 1", 1000),
    ]


def test_filters_choose_whose_revenue_counts(example):
    ran = example("pareto", "--city", "itu", "--class", "premium", "-f", "json").json

    assert [row["name"] for row in ran["rows"]] == ["Empório da Ponte", "Mercearia do Ipê"]
    assert ran["summary"]["classes"]["A"]["count"] == 2


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--by", "bairro"], "carteira: --by bairro não existe."),
        (["--cuts", "95,80"], "carteira: --cuts 95,80 não serve."),
        (["--cuts", "80"], "carteira: --cuts 80 não serve."),
        (["--class", "D"], "carteira: --class D não existe."),
        (["--situation", "sumido"], "carteira: --situation sumido não existe."),
        (["--since", "ontem"], "carteira: --since ontem não é uma data."),
    ],
)
def test_wrong_values_are_named(options, sentence, carteira):
    ran = carteira("pareto", *options)

    assert (ran.code, ran.out, ran.err.splitlines()[0]) == (2, "", sentence)


@pytest.mark.parametrize("by", ["product", "category", "principal"])
def test_what_has_no_name_stands_beside_what_has(by, done, tmp_path):
    file = tmp_path / "pedidos.csv"
    file.write_text(
        "Pedido;Data;Cliente;Representada;Produto;Categoria;Quantidade;Valor\n"
        "1;02/03/2026;Mercado Ana;Serra;Café;Bebidas;1;10,00\n"
        "1;02/03/2026;Mercado Ana;Serra;;;1;5,00\n"
        "2;03/03/2026;Mercado Bia;;;;1;7,00\n",
        encoding="utf-8",
    )
    done("import", file)

    rows = done("pareto", "--by", by, "-f", "json").json["rows"]

    assert sum(row["revenue_cents"] for row in rows) == 2200
    assert "" in [row["name"] for row in rows]


def test_a_class_is_a_part_of_the_whole_curve(example):
    arguments = ("pareto", "--as-of", "2026-11-04", "--limit", "0", "-f", "json")
    whole, some = example(*arguments).json, example(*arguments, "--class", "B").json

    assert some["rows"] == [row for row in whole["rows"] if row["class"] == "B"]
    assert some["summary"] == whole["summary"]
    assert 0 < len(some["rows"]) < len(whole["rows"])


def test_the_title_says_whose_curve_it_is_and_the_foot_what_is_left(example):
    lines = example("pareto", "--city", "Campinas", "--limit", "3").out.splitlines()
    rows = example("pareto", "--city", "Campinas", "--limit", "0", "-f", "json").json["rows"]

    assert lines[0].startswith(" Curva ABC · cliente · só Campinas · 23/11/2025 a 22/11/2026 · R$ ")
    assert lines[-2] == f" E mais {len(rows) - 3} (todos: --limit 0)."


def test_what_came_without_items_is_told(example):
    for by in ("product", "category"):
        last = example("pareto", "--by", by).out.splitlines()[-1]
        assert last.startswith(" Só o que veio com itens: R$ ")
    assert "itens" not in example("pareto", "--by", "city").out


def test_the_explanation_says_the_cuts_that_were_asked_for(example):
    lines = example("pareto", "--cuts", "50,70", "--explain", "--limit", "1").out.splitlines()

    assert lines[-2] == (
        " A: quem entra antes de 50% acumulados (quem cruza é A); B: antes de 70%; C: o resto."
    )


@pytest.mark.parametrize(
    ("command", "name"),
    [(("pareto", "--by", "city"), "key"), (("segments", "--by", "city"), "group")],
)
def test_a_city_with_and_without_its_state_is_one(done, tmp_path, command, name):
    path = tmp_path / "a.csv"
    path.write_text(
        "Data;Cliente;Cidade;UF;Valor\n13/11/2026;Ana;Campinas;SP;10,00\n"
        "13/11/2026;Bia;CAMPINAS;;5,00\n13/11/2026;Caio;Itu;SP;1,00\n13/11/2026;Davi;;;2,00\n",
        encoding="utf-8",
    )
    done("import", path)

    rows = done(*command, "-f", "json").json["rows"]

    assert {row[name] or None: row["revenue_cents"] for row in rows} == {
        "Campinas/SP": 1500,
        "Itu/SP": 100,
        None: 200,
    }
    assert len(rows) == 3
