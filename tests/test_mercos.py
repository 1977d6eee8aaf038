"""Mercos is one account of the rep for all principals: its order numbers are the account's own."""

from functools import partial

import pytest

SALES = "Data Emissão;Pedido;Nome Fantasia;Razão social;Representada;Colaborador;Valor vendido"
SOLD = "01/02/2026;1001;Ana;Ana Souza ME;Serra;Rui;150,00"
ITEMS = "Data Emissão;Pedido;Cliente;Criador;Produto;Preço Líquido (R$);Quantidade;Subtotal (R$)"
COFFEE = "01/02/2026;1001;Ana Souza ME;Rui;Café;10,00;10;100,00"
HONEY = "01/02/2026;1001;Ana Souza ME;Rui;Mel;15,00;2;30,00"
ORDERS = "Pedido;Data;Cliente;Valor"


@pytest.fixture
def sold(listed):
    """The orders there are: number, source, principal, centavos."""
    return partial(listed, "order", "source", "principal", "amount_cents")


def test_sales_then_their_products_are_one_order_of_its_principal(told, sold):
    assert told(SALES, SOLD) == (1, 0, 0, 0, 0)
    assert told(ITEMS, COFFEE, HONEY) == (1, 0, 1, 0, 0)

    assert sold() == [("1001", "Mercos", "Serra", 13000)]
    assert told(ITEMS, COFFEE, HONEY) == (0, 2, 0, 0, 0)
    assert told(SALES, SOLD) == (0, 1, 0, 0, 0)
    assert sold() == [("1001", "Mercos", "Serra", 13000)]


def test_products_then_their_sales_learn_the_principal(told, sold, done):
    assert told(ITEMS, COFFEE, HONEY) == (2, 0, 0, 0, 0)
    assert sold() == [("1001", "Mercos", "", 13000)]
    assert told(SALES, SOLD) == (0, 0, 1, 0, 0)

    assert sold() == [("1001", "Mercos", "Serra", 13000)]
    assert told(SALES, SOLD) == (0, 1, 0, 0, 0)
    assert told(ITEMS, COFFEE, HONEY) == (0, 2, 0, 0, 0)
    assert sold() == [("1001", "Mercos", "Serra", 13000)]
    done("undo")
    assert sold() == [("1001", "Mercos", "", 13000)]


def test_an_order_that_is_told_again_alike_learns_its_principal(told, sold):
    order = "7;01/02/2026;Ana;10,00"
    told(ORDERS, order, options=("--source", "Site"))

    assert told(ORDERS, order, options=("--source", "Site", "--principal", "Serra"))[2] == 1
    assert told(ORDERS, order, options=("--source", "Site", "--principal", "Nova"))[1:3] == (1, 0)
    assert sold() == [("7", "Site", "Serra", 1000)]


def test_its_numbers_and_those_of_the_factory_do_not_collide(told, sold):
    told(SALES, SOLD)

    factory = told(ORDERS, "1001;03/02/2026;Bia;80,00", options=("--principal", "Serra"))

    assert factory == (1, 0, 0, 0, 0)
    assert sold() == [("1001", "Mercos", "Serra", 15000), ("1001", "Serra", "Serra", 8000)]


def test_the_same_sale_of_the_factory_is_left_out(told, sold):
    told(ITEMS, COFFEE, HONEY)
    same = (ORDERS, "88;01/02/2026;Ana Souza ME;130,00")

    assert told(*same, options=("--principal", "Serra")) == (0, 0, 0, 0, 1)
    assert told(*same, options=("--principal", "Serra")) == (0, 0, 0, 0, 1)
    assert sold() == [("1001", "Mercos", "", 13000)]


def test_two_principals_of_the_account_are_one_source(told, sold):
    told(SALES, SOLD, "02/02/2026;1002;Ana;Ana Souza ME;Ávila;Rui;20,00")

    assert sold() == [("1001", "Mercos", "Serra", 15000), ("1002", "Mercos", "Ávila", 2000)]


def test_the_users_word_for_the_source_stands(told, sold):
    told(SALES, SOLD, options=("--source", "Conta 2", "--principal", "Nova"))

    assert sold() == [("1001", "Conta 2", "Nova", 15000)]
