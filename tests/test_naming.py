"""The customer a person means, and what is said when nobody or several are meant."""

import pytest

from carteira_cli.commands.naming import one_customer
from carteira_cli.errors import BadData
from carteira_cli.store.file import open_portfolio

LIST = """Código;Razão social;Nome fantasia;CNPJ;Cidade;UF
11;Mercado Flor da Serra Ltda;Flor da Serra;11.222.333/0001-81;Itu;SP
12;Mercado Flor do Vale Ltda;Flor do Vale;;Campinas;SP
13;Flor;;;Jundiaí;SP
"""


@pytest.fixture
def portfolio(done, tmp_path):
    path = tmp_path / "clientes.csv"
    path.write_text(LIST, encoding="utf-8")
    done("import", path, "--kind", "customers")
    connection = open_portfolio(tmp_path / "carteira.db")
    yield connection
    connection.close()


@pytest.mark.parametrize(
    "typed", ["11.222.333/0001-81", "11222333000181", "11", "flor da serra", "DA SERRA", "serra lt"]
)
def test_tax_id_code_and_any_part_of_either_name_mean_the_customer(portfolio, typed):
    assert one_customer(portfolio, typed).name == "Mercado Flor da Serra Ltda"


def test_a_whole_name_is_not_drowned_by_the_names_that_contain_it(portfolio):
    assert one_customer(portfolio, "flor").city == "Jundiaí"


@pytest.mark.parametrize("typed", ["Padaria", "99", "", "***"])
def test_nobody_is_an_error_that_says_how_to_name_a_customer(portfolio, typed):
    with pytest.raises(BadData) as raised:
        one_customer(portfolio, typed)

    assert raised.value.sentence == f"Nenhum cliente é {typed}."
    assert raised.value.remedy == "Diga parte do nome, o CNPJ ou CPF, ou o código do cliente."


def test_several_are_listed_with_what_tells_them_apart(portfolio):
    with pytest.raises(BadData) as raised:
        one_customer(portfolio, "mercado")

    assert raised.value.sentence == (
        "2 clientes podem ser mercado:\n"
        "  Flor da Serra · Itu/SP · 11.222.333/0001-81\n"
        "  Flor do Vale · Campinas/SP"
    )


def test_of_many_ten_are_listed(done, tmp_path):
    path = tmp_path / "clientes.csv"
    rows = "".join(f"{n};Loja {n:02}\n" for n in range(1, 14))
    path.write_text("Código;Razão social\n" + rows, encoding="utf-8")
    done("import", path, "--kind", "customers")
    connection = open_portfolio(tmp_path / "carteira.db")

    with pytest.raises(BadData) as raised:
        one_customer(connection, "loja")

    connection.close()
    assert raised.value.sentence.splitlines() == [
        "13 clientes podem ser loja:",
        *[f"  Loja {n:02}" for n in range(1, 11)],
        "  e mais 3",
    ]
