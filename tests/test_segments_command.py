"""`carteira segments` on real orders, against the reference answers and the screens."""

import sys
from collections import Counter

import pytest

from carteira_cli.domain.segments import names
from conftest import DATA
from reference import ORACLES, table

KEYS = [
    "customer_id",
    "customer",
    "trade_name",
    "tax_id",
    "city",
    "state",
    "segment",
    "recency_days",
    "frequency",
    "monetary_cents",
    "r",
    "f",
    "m",
    "score",
    "rfm_segment",
    "order_days",
    "typical_interval_days",
    "median_interval_days",
    "lateness",
    "rhythm",
    "alive",
    "risk",
    "value_score_cents",
    "situation",
    "abc",
    "value_class",
    "frequency_class",
    "lifecycle",
]
CODE_OF_PUBLISHED = {
    "Champions": "champions",
    "Potential Loyalist": "potential_loyalist",
    "Loyal Customers": "loyal",
    "Promising": "promising",
    "New Customers": "newcomers",
    "Can't Lose Them": "cant_lose",
    "At Risk": "fading",
    "Need Attention": "needs_attention",
    "About To Sleep": "about_to_sleep",
    "Lost": "asleep",
}


@pytest.fixture
def rfm_orders(done):
    done("import", DATA / "rfm_orders" / "rfm_data_orders.csv")
    return done


def test_scores_are_those_of_r_rfm(rfm_orders):
    ran = rfm_orders(
        *("segments", "--list", "--since", "all", "--as-of", "2006-12-31"),
        *("--format", "json", "--limit", "0"),
    )
    published = {row["customer_id"]: row for row in table(ORACLES / "rfm_R_orders_scores.csv")}

    equal = Counter()
    for row in ran.json["rows"]:
        reference = published[row["customer"]]
        equal["r"] += row["r"] == int(reference["recency_score"])
        equal["f"] += row["f"] == int(reference["frequency_score"])
        equal["m"] += row["m"] == int(reference["monetary_score"])

    assert len(ran.json["rows"]) == len(published) == 995
    assert equal["r"] >= 992
    assert equal["m"] >= 992
    assert equal["f"] >= 988
    assert ran.json["summary"] == {
        "scored": 995,
        "bins": "quintile",
        "bought_once_share": 42 / 995,
        "customers": 995,
    }


def test_segments_hold_as_many_as_published(rfm_orders):
    ran = rfm_orders(
        "segments", "--since", "all", "--as-of", "2006-12-31", "--format", "json", "--limit", "0"
    )
    published = {
        CODE_OF_PUBLISHED[row["segment"]]: int(row["customers"])
        for row in table(ORACLES / "rfm_R_orders_segment_summary.csv")
    }

    found = {row["group"]: row["customers"] for row in ran.json["rows"]}

    assert {
        code: abs(found[code] - count) <= 3 for code, count in published.items()
    } == dict.fromkeys(published, True)


@pytest.mark.parametrize(
    ("file", "day", "oracle"),
    [
        ("northwind/orders.csv", "1998-05-06", "northwind"),
        ("adventureworks_resellers/orders.csv", "2013-11-29", "adventureworks"),
        ("cdnow/CDNOW_master.txt.gz", "1997-12-31", "cdnow"),
    ],
)
def test_rhythm_and_value_are_the_reference(done, file, day, oracle):
    done("import", DATA / file)
    ran = done("segments", "--list", "--as-of", day, "--format", "json", "--limit", "0")
    rows = {row["customer"].lstrip("0"): row for row in ran.json["rows"]}
    reference = {row["customer_id"]: row for row in table(ORACLES / f"rhythm_{oracle}_{day}.csv")}

    def ours(key):
        return [rows[customer][key] for customer in reference]

    def theirs(key):
        return [float(row[key]) for row in reference.values()]

    assert ours("order_days") == theirs("order_days")
    assert ours("typical_interval_days") == pytest.approx(theirs("typical_gap_shrunk"), rel=1e-8)
    assert ours("lateness") == pytest.approx(theirs("late_ratio"), rel=1e-8)
    assert ours("alive") == pytest.approx(theirs("p_alive"), rel=1e-8)
    assert [cents / 100 for cents in ours("value_score_cents")] == pytest.approx(
        theirs("ewma120"), rel=1e-5, abs=0.01
    )


def test_everybody_has_every_key_and_absent_is_null(done, tmp_path):
    people = tmp_path / "clientes.csv"
    people.write_text(
        "Código;Razão social;CNPJ;Cidade;UF;Segmento\n"
        "7;Bazar da Vila Ltda;11.222.333/0001-81;Itu;SP;Bazar\n",
        encoding="utf-8",
    )
    done("import", people, "--kind", "customers")

    ran = done("segments", "--list", "--format", "json")

    (row,) = ran.json["rows"]
    assert list(row) == KEYS
    assert isinstance(row.pop("customer_id"), str)
    assert {key: value for key, value in row.items() if value is not None} == {
        "customer": "Bazar da Vila Ltda",
        "tax_id": "11222333000181",
        "city": "Itu",
        "state": "SP",
        "segment": "Bazar",
        "frequency": 0,
        "monetary_cents": 0,
        "order_days": 0,
        "rhythm": "no_rhythm",
        "value_score_cents": 0,
        "situation": "prospect",
        "frequency_class": "none",
        "lifecycle": "reach",
    }
    assert ran.json["summary"] == {
        "scored": 0,
        "bins": None,
        "bought_once_share": 0.0,
        "customers": 1,
    }


@pytest.mark.parametrize(
    "by",
    ["rfm", "situation", "value", "frequency", "lifecycle", "segment", "size", "potential", "city"],
)
def test_groups_hold_everybody_once_and_every_centavo(example, by):
    total = example("pareto", "--format", "json").json["summary"]["total_cents"]

    ran = example("segments", "--by", by, "--format", "json", "--limit", "0")
    rows = ran.json["rows"]

    assert sum(row["customers"] for row in rows) == ran.json["summary"]["customers"] == 124
    assert sum(row["revenue_cents"] for row in rows) == total
    assert sum(row["share_of_customers"] for row in rows) == pytest.approx(1)
    assert sum(row["share_of_revenue"] for row in rows) == pytest.approx(1)


def test_a_customer_counts_under_each_principal(example):
    ran = example("segments", "--by", "principal", "--format", "json")

    assert [(row["group"], row["customers"], row["orders"]) for row in ran.json["rows"]] == [
        ("Serra Alimentos", 85, 727),
        ("Ávila Bebidas", 50, 264),
        ("Lume Utilidades", 31, 127),
    ]


def test_the_listed_classes_are_the_filtered_ones(example):
    ran = example(
        *("segments", "--list", "--since", "all", "--class", "a", "--format", "json"),
        *("--limit", "0"),
    )
    curve = example("pareto", "--since", "all", "--format", "json", "--limit", "0")

    a_on_the_curve = {row["key"] for row in curve.json["rows"] if row["class"] == "A"}
    assert {row["customer_id"] for row in ran.json["rows"]} == a_on_the_curve


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("rfm", ["--explain"]),
        ("situation", ["--by", "situação", "--explain"]),
        ("value", ["--by", "valor", "--explain"]),
        ("frequency", ["--by", "frequency", "--explain"]),
        ("lifecycle", ["--by", "ciclo de vida", "--explain"]),
        ("principal", ["--by", "principal", "--explain"]),
        ("city", ["--by", "city", "--limit", "5", "--explain"]),
        ("list", ["--list", "--limit", "5", "--explain"]),
        ("fixed", ["--bins", "fixed"]),
        ("few", ["--since", "2026-10-28"]),
        ("nobody", ["--city", "Manaus"]),
        ("list-nobody", ["--list", "--city", "Manaus"]),
    ],
)
def test_screens_are_the_goldens(example, golden, name, options):
    golden(f"segments-{name}.txt", example("segments", *options).out)


@pytest.mark.parametrize("options", [["--list"], *[["--by", by] for by in names()]])
def test_every_screen_fits_80_columns(example, monkeypatch, options):
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)

    lines = example("segments", *options, "--explain", "--since", "all").out.splitlines()

    assert max(map(len, lines)) <= 80


def test_an_empty_portfolio_has_no_rows_and_a_sentence(done):
    assert done("segments", "--format", "json").json["rows"] == []
    assert done("segments", "--format", "csv").out == (
        "\ufeffgroup;customers;share_of_customers;orders;revenue_cents;share_of_revenue;"
        "average_ticket_cents\r\n"
    )
    assert done("segments").out.splitlines()[1] == (
        " Nenhum cliente. Comece com carteira import ARQUIVO, ou afrouxe os filtros."
    )


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--by", "signo"], "carteira: --by signo não existe."),
        (["--bins", "sete"], "carteira: --bins sete não existe."),
    ],
)
def test_a_word_that_does_not_exist_is_a_wrong_option(carteira, options, sentence):
    ran = carteira("segments", *options)

    assert (ran.code, ran.err.splitlines()[0]) == (2, sentence)
