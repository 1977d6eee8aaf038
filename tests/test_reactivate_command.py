"""`carteira reactivate` on the example portfolio and on real orders, against the benchmark."""

import sys

import pytest

import reference
from carteira_cli.render.reactivate_sheet import COLUMNS

BENCHMARK = reference.figures("benchmark_reactivation_cdnow.json")
TODAY = ("--as-of", "2026-11-04")


def listed(run, *options):
    """The customers on the list, in its order."""
    return [
        row["customer"] for row in run("reactivate", "--list", "-f", "json", *options).json["rows"]
    ]


def test_the_list_is_the_golden(example, golden):
    golden("reactivate-example.txt", example("reactivate", "--list", *TODAY).out)


def test_the_arithmetic_is_the_golden(example, golden):
    ran = example("reactivate", "--list", "--explain", "--limit", "2", *TODAY)

    golden("reactivate-example-explain.txt", ran.out)


def test_the_screen_of_80_columns_is_the_golden(example, golden, monkeypatch):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "dumb")
    example("log", "Fogo Campeiro", "--result", "ligar depois", "--on", "2026-10-20")
    screen = example("reactivate", "--list", *TODAY).out

    golden("reactivate-example-80.txt", screen)
    assert len(screen.splitlines()) <= 23
    assert max(map(len, screen.splitlines())) <= 80


def test_without_list_the_list_is_shown_too(example):
    assert example("reactivate", *TODAY) == example("reactivate", "--list", *TODAY)


def test_a_row_has_every_key_and_the_summary_counts_everybody(example):
    found = example("reactivate", "--list", "--limit", "1", "-f", "json", *TODAY).json
    (row,) = found["rows"]

    assert tuple(row) == COLUMNS
    assert isinstance(row.pop("customer_id"), str)
    assert row == {
        "rank": 1,
        "customer": "Mercado São João de Campinas Ltda",
        "trade_name": "Mercado São João",
        "tax_id": "29314216123612",
        "city": "Campinas",
        "state": "SP",
        "phone": "+5519998524469",
        "whatsapp_url": "https://wa.me/5519998524469",
        "email": None,
        "days_silent": 77,
        "typical_interval_days": pytest.approx(27.076253684977413),
        "lateness": pytest.approx(77 / 27.076253684977413),
        "situation": "at_risk",
        "rfm_segment": "cant_lose",
        "abc": "A",
        "last_order_on": "2026-08-19",
        "last_order_cents": 313_400,
        "average_ticket_cents": 228_671,
        "revenue_cents": 7_774_807,
        "value_score_cents": pytest.approx(1278665.0684830553),
        "risk": pytest.approx(0.3638307226665831),
        "reason": "2,8 ciclos · A · risco médio",
        "last_products": ["Palmito 1,8 kg", "Azeite 500 ml caixa 6"],
        "stale": False,
    }
    assert found["summary"] == {
        "candidates": 38,
        "shown": 1,
        "at_stake_cents": 3_709_925,
        "follow_ups_due": 0,
    }


def test_filters_narrow_the_list(example):
    everybody = example("reactivate", "--limit", "0", "-f", "json", *TODAY).json["rows"]
    for options, fits in (
        (("--city", "campinas"), lambda row: row["city"] == "Campinas"),
        (("--state", "mg"), lambda row: row["state"] == "MG"),
        (("--class", "A,premium"), lambda row: row["abc"] == "A"),
        (("--situation", "em risco"), lambda row: row["situation"] == "at_risk"),
    ):
        names = [row["customer"] for row in everybody if fits(row)]
        assert names
        assert listed(example, "--limit", "0", *options, *TODAY) == names


def test_a_principal_is_looked_at_alone(example):
    rows = example("reactivate", "--principal", "Serra", "-f", "json", *TODAY).json["rows"]
    both = example("reactivate", "--limit", "0", "-f", "json", *TODAY).json["rows"]

    assert rows
    assert [row["revenue_cents"] for row in rows] != [row["revenue_cents"] for row in both[:10]]


def test_silent_takes_everybody_beyond_that_many_days(example):
    rows = example("reactivate", "--silent", "200", "--limit", "0", "-f", "json", *TODAY).json[
        "rows"
    ]

    assert min(row["days_silent"] for row in rows) > 200
    assert [row["value_score_cents"] for row in rows] == sorted(
        (row["value_score_cents"] for row in rows), reverse=True
    )


def test_a_source_that_was_not_imported_is_marked(example):
    ran = example("reactivate", "--list", "--as-of", "2199-12-31")

    assert ran.out.splitlines()[3].split("dias?")[0].endswith(" ")
    assert ran.out.splitlines()[-2] == (
        " ? sem importar há 15 dias ou mais: pode ter comprado e não sabemos."
    )
    rows = example("reactivate", "-f", "json", "--as-of", "2199-12-31").json["rows"]
    assert {row["stale"] for row in rows} == {True}


def test_an_empty_portfolio_is_one_sentence(done):
    assert done("reactivate", "--list").out == (
        " Reativar · 0 de 0 nomes · R$ 0 em jogo · 22/11/2026\n Ninguém para chamar.\n"
    )
    assert done("reactivate", "-f", "json").json == {
        "as_of": "2026-11-22",
        "rows": [],
        "summary": {"candidates": 0, "shown": 0, "at_stake_cents": 0, "follow_ups_due": 0},
    }


def test_who_only_states_a_purchase_is_called_too(done, tmp_path):
    path = tmp_path / "clientes.csv"
    path.write_text(
        "Cliente;Telefone;Última compra;Valor última compra\nA;1933334444;01/02/2026;80,00\n"
    )
    done("import", path)
    (row,) = done("reactivate", "-f", "json").json["rows"]

    assert (row["last_order_on"], row["last_order_cents"]) == ("2026-02-01", 8_000)
    assert (row["average_ticket_cents"], row["revenue_cents"], row["value_score_cents"]) == (
        None,
        0,
        0,
    )
    assert (row["whatsapp_url"], row["last_products"], row["stale"]) == (None, [], False)
    assert "nenhum pedido importado ainda" in done("reactivate", "--explain").out


def brought_later(cut, days):
    """What each customer brought in that many days after, in centavos."""
    as_of = reference.ordinal(cut)
    later = {}
    for customer, day, amount in reference.cdnow():
        if as_of < day <= as_of + days and amount > 0:
            later[customer] = later.get(customer, 0) + amount
    return later


def test_the_list_finds_the_revenue_that_came_back(done):
    done("import", reference.DATA / "cdnow" / "CDNOW_master.txt.gz", "--map", "amount=dollar_value")
    for expected in BENCHMARK:
        cut = expected["cut"]
        names = listed(done, "--silent", "60", "--limit", "0", "--as-of", cut)
        later = brought_later(cut, expected["horizon_days"])
        brought = [later.get(int(name), 0) for name in names]

        assert len(names) == expected["candidates"]
        for share, name in ((0.10, "top10%"), (0.20, "top20%")):
            found = sum(brought[: round(share * len(names))]) / sum(brought)
            assert found == pytest.approx(expected["ewma120"][name], abs=0.001)


def test_nobody_of_the_former_says_why(northwind):
    day = ("--as-of", "2026-11-22")
    nobody = northwind("reactivate", "--former", *day).out.splitlines()[1:]
    northwind("log", "Island Trading", "--result", "gave_up", "--on", "2026-11-20")

    assert nobody == [" Ninguém para chamar: nenhum cliente está marcado como ex-cliente."]
    assert northwind("reactivate", "--former", *day).out.splitlines()[1:] == [
        " Ninguém para chamar: o 1 ex-cliente foi contatado há menos de 7 dias, "
        "tem pedido em aberto ou não quer ser contatado."
    ]
