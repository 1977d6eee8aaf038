import pytest

from carteira_cli.domain.rows import Party, Reach
from carteira_cli.ingest.parties import PARTY_FIELDS, emails_of, party_of, state_of
from carteira_cli.ingest.unreadable import Unreadable


def party(**cells) -> Party:
    return party_of(tuple(cells.get(field, "") for field in PARTY_FIELDS))


def test_a_whole_party():
    assert party(
        customer=" Mercado Aurora Ltda ",
        trade_name="Aurora",
        code=17850.0,
        tax_id="11.222.333/0001-81",
        city="Ribeirão Preto",
        state="são paulo",
        segment="Mercado",
        phone="(16) 3333-4444 / 16 98765-4321 Ana",
        email="ana@aurora.example",
    ) == Party(
        "Mercado Aurora Ltda",
        "Aurora",
        "17850",
        "11222333000181",
        "",
        "Ribeirão Preto",
        "SP",
        "Mercado",
        "+551633334444",
        "(16) 3333-4444",
        "ana@aurora.example",
        (
            Reach("", "+551633334444", "(16) 3333-4444", "ana@aurora.example"),
            Reach("Ana", "+5516987654321", "16 98765-4321"),
        ),
    )


def test_a_trade_name_stands_for_a_missing_name():
    assert party(trade_name="Aurora") == Party(name="Aurora", trade_name="Aurora")


def test_a_number_beside_the_legal_name_is_no_trade_name():
    assert party(customer="Aurora Ltda", trade_name=10023.0) == Party(name="Aurora Ltda")
    assert party(trade_name="775") == Party(name="775", trade_name="775")


def test_a_code_or_a_valid_tax_id_is_someone():
    assert party(code="A-1") == Party(code="A-1")
    assert party(tax_id=1234567000195.0) == Party(tax_id="01234567000195")


def test_an_invalid_tax_id_is_kept_as_text():
    assert party(customer="Ana", tax_id="11.222.333/0001-82") == Party(
        name="Ana", tax_id_text="11.222.333/0001-82"
    )


@pytest.mark.parametrize(
    "cells",
    [{}, {"tax_id": "11.222.333/0001-82"}, {"city": "Itu"}, {"customer": "Total geral"}],
)
def test_nobody_is_refused(cells):
    with pytest.raises(Unreadable) as fault:
        party(**cells)
    assert (fault.value.reason, fault.value.field) == ("falta o cliente", "customer")


def test_a_customer_may_be_called_total():
    assert party(customer="Total Distribuidora Ltda").name == "Total Distribuidora Ltda"
    assert party(customer="Total", code="9").name == "Total"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("SP", "SP"), ("sp", "SP"), ("Ceará", "CE"), ("Washington", "Washington"), ("", "")],
)
def test_states(text, expected):
    assert state_of(text) == expected


def test_the_first_phone_understood_is_the_one_to_call_and_all_stay():
    several = party(
        customer="Ana",
        phone="3333-4444",
        phone_2="",
        phone_3="(11) 98765-4321",
        phone_4="Bia 11 4025-1010",
        email="ana@um.example; bia@dois.example",
    )

    assert several.reaches == (
        Reach("", "+5511987654321", "(11) 98765-4321", "ana@um.example"),
        Reach("Bia", "+551140251010", "11 4025-1010"),
        Reach("", "", "3333-4444"),
        Reach(email="bia@dois.example"),
    )
    assert several[8:11] == several.reaches[0][1:]


def test_one_way_to_reach_somebody_says_it_all():
    alone = party(customer="Ana", phone="1", phone_2="1", email="ana@um.example")
    assert alone[8:] == ("", "1", "ana@um.example", ())
    assert party(customer="Ana", phone="Bia 11 4025-1010").reaches == (
        Reach("Bia", "+551140251010", "11 4025-1010"),
    )


def test_a_phone_of_a_sheet():
    assert party(customer="Ana", phone=11987654321.0).phone == "+5511987654321"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [""]),
        ("ana@um.example", ["ana@um.example"]),
        ("a@um.example ::: b@um.example", ["a@um.example", "b@um.example"]),
        ("a@um.example, b@um.example/a@um.example", ["a@um.example", "b@um.example"]),
        ("Ana <a@um.example>", ["Ana <a@um.example>"]),
        ("não tem", ["não tem"]),
    ],
)
def test_addresses(text, expected):
    assert emails_of(text) == expected
