"""`carteira customers`: the list, what is missing, and the marks that every list obeys."""

import sys

import pytest

from carteira_cli.render.customers import COLUMNS

FAR = ("--as-of", "2199-01-01")  # whatever day a mark is made on, it holds by then


def rows(run, *arguments):
    return run("customers", *arguments, "--limit", "0", "-f", "json").json["rows"]


def to_call(run, *options):
    ran = run("reactivate", "--limit", "0", "-f", "json", *options)
    return {row["customer"] for row in ran.json["rows"]}


def test_the_list_is_the_golden(example, golden):
    golden("customers-example.txt", example("customers", "--as-of", "2026-11-04").out)


def test_the_screen_of_80_columns_is_the_golden(example, golden, monkeypatch):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "dumb")
    example("customers", "Adega Dom", "--do-not-contact")
    screen = example("customers", "--as-of", "2026-11-04").out

    golden("customers-example-80.txt", screen)
    assert len(screen.splitlines()) <= 23
    assert max(map(len, screen.splitlines())) <= 80


def test_a_row_has_every_key(example):
    ran = example("customers", "Churrascaria Fogo", "-f", "json", "--as-of", "2026-11-04")
    (row,) = ran.json["rows"]

    assert tuple(row) == COLUMNS
    assert isinstance(row.pop("customer_id"), str)
    assert row == {
        "customer": "Churrascaria Fogo Campeiro Ltda",
        "trade_name": "Churrascaria Fogo Campeiro",
        "tax_id": "63027121753242",
        "city": "Limeira",
        "state": "SP",
        "segment": "Restaurante",
        "situation": "at_risk",
        "phone": "+5519981308821",
        "email": None,
        "former_reason": None,
        "do_not_contact": False,
        "missing": ["email"],
    }
    assert ran.json["summary"] == {
        "customers": 1,
        "missing": {
            "phone": 0,
            "email": 1,
            "tax_id": 0,
            "segment": 0,
            "city": 0,
        },
    }


def test_what_is_missing_is_found_by_code_or_word(example):
    everybody = rows(example)

    for typed, codes in (
        ("phone", {"phone"}),
        ("Telefone", {"phone"}),
        ("phone, e-mail", {"phone", "email"}),
        ("CNPJ", {"tax_id"}),
    ):
        expected = [row for row in everybody if codes & set(row["missing"])]
        assert rows(example, "--missing", typed) == expected
    assert len(rows(example, "--missing", "phone")) == 3


def test_filters_narrow_the_list(example):
    everybody = rows(example)
    prospects = [row for row in everybody if row["situation"] == "prospect"]

    assert len(everybody) == 124
    assert rows(example, "--situation", "prospects") == prospects
    assert rows(example, "--city", "limeira") == [
        row for row in everybody if row["city"] == "Limeira"
    ]
    assert 0 < len(rows(example, "--principal", "Serra")) < 124 - len(prospects)


def test_nobody_is_one_sentence(done):
    assert done("customers").out == (
        " Clientes · 0 de 0 nomes · 22/11/2026\n Nenhum cliente assim.\n"
    )
    assert done("customers", "-f", "json").json["rows"] == []


def test_a_complete_record_lacks_nothing(done, tmp_path):
    path = tmp_path / "clientes.csv"
    path.write_text(
        "Cliente;CNPJ;Cidade;UF;Segmento;Porte;Telefone;E-mail\n"
        "Armazém;29.314.216/1236-12;Itu;SP;Mercado;pequeno;(11) 4025-1010;a@b.example\n",
        encoding="utf-8",
    )
    done("import", path)

    assert done("customers").out.splitlines()[-1] == " Nada falta nestes cadastros."


@pytest.mark.parametrize(
    ("mark", "taken_off", "said"),
    [
        (("--former", "preço"), "--not-former", "agora é ex-cliente (preço)"),
        (("--do-not-contact",), "--allow-contact", "fora de todas as listas"),
    ],
)
def test_a_mark_takes_the_customer_off_the_list_until_it_is_taken_off(
    northwind, mark, taken_off, said
):
    before = to_call(northwind, *FAR)
    marked = northwind("customers", "Island Trading", *mark)

    assert marked.out == (
        f"Island Trading: {said}\nGravado (operação 3). Para desfazer: carteira undo\n"
    )
    assert to_call(northwind, *FAR) == before - {"Island Trading"}
    ran = northwind("customers", "Island Trading", taken_off, "-f", "json")
    assert ran.json["summary"] == {"operation": 4}
    assert to_call(northwind, *FAR) == before


def test_former_customers_are_a_list_of_their_own(northwind):
    northwind("customers", "Island Trading", "--former", "closed")
    (row,) = rows(northwind, "--situation", "ex-clientes", *FAR)

    assert (row["customer"], row["former_reason"]) == ("Island Trading", "closed")
    assert to_call(northwind, "--former", *FAR) == {"Island Trading"}


def test_a_second_mark_changes_the_reason_alone(northwind):
    northwind("log", "Island Trading", "--result", "gave_up", "--on", "1998-05-06")
    northwind("customers", "Island Trading", "--former", "competitor")

    assert to_call(northwind, "--former", "--as-of", "1998-05-13") == {"Island Trading"}
    (row,) = rows(northwind, "Island Trading")
    assert row["former_reason"] == "competitor"


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("--not-former", "Island Trading não é ex-cliente: nada a mudar.\n"),
        ("--allow-contact", "Island Trading não está fora das listas: nada a mudar.\n"),
    ],
)
def test_a_mark_that_is_not_there_needs_no_operation(northwind, option, said):
    before = northwind("history").out

    assert northwind("customers", "Island Trading", option).out == said
    assert northwind("history").out == before


def test_what_is_not_expected_is_counted_on_request(example):
    summary = example("customers", "--missing", "porte", "-f", "json").json["summary"]

    assert summary["customers"] == summary["missing"]["size"] == 124


def test_a_rehearsal_marks_nobody(northwind):
    ran = northwind("customers", "Island Trading", "--do-not-contact", "--dry-run")

    assert ran.out.splitlines()[-1] == "Ensaio: nada foi alterado."
    assert rows(northwind, "Island Trading")[0]["do_not_contact"] is False


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--former", "price"), 2),
        (("Island Trading", "--former", "azar"), 2),
        (("Island Trading", "--former", "price", "--not-former"), 2),
        (("Island Trading", "--do-not-contact", "--allow-contact"), 2),
        (("--missing", "chapéu"), 2),
        (("nobody at all", "--do-not-contact"), 65),
        (("nobody at all",), 65),
    ],
)
def test_a_wrong_wish_changes_nothing(northwind, carteira, arguments, code):
    before = rows(northwind)
    ran = carteira("customers", *arguments)

    assert (ran.code, ran.out, ran.err.splitlines()[-1]) == (code, "", "Nada foi alterado.")
    assert rows(northwind) == before
