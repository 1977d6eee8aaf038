"""`carteira sales` on real orders and on orders of every status."""

import pytest

KEYS = [
    "date",
    "order",
    "customer_id",
    "customer",
    "tax_id",
    "principal",
    "amount_cents",
    "lines",
    "status",
    "source",
    "operation",
]
ORDERS = """Pedido;Data;Código;Cliente;CNPJ;Cidade;Produto;Valor;Situação;Representada
1;03/08/2026;7;Bazar da Vila Ltda;11.222.333/0001-81;Itu;Café 500 g;100,00;Faturado;Serra
1;03/08/2026;7;Bazar da Vila Ltda;11.222.333/0001-81;Itu;Óleo 900 ml;50,00;Faturado;Serra
2;10/08/2026;8;Mercado Novo;;Campinas;Café 500 g;30,00;Em aberto;Serra
3;11/08/2026;8;Mercado Novo;;Campinas;Óleo 900 ml;20,00;Cancelado;Serra
4;12/08/2026;8;Mercado Novo;;Campinas;Óleo 900 ml;-10,00;Devolvido;Ávila
"""


@pytest.fixture
def orders(done, tmp_path):
    path = tmp_path / "pedidos.csv"
    path.write_text(ORDERS, encoding="utf-8")
    done("import", path)

    def numbers(*options):
        ran = done("sales", *options, "--format", "json")
        summary = ran.json["summary"]
        return [row["order"] for row in ran.json["rows"]], *summary.values()

    return numbers


def test_the_newest_come_first_without_the_cancelled_and_returns_are_no_orders(orders):
    assert orders() == (["4", "2", "1"], 2, 17000)


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--status", "cancelled"], (["3"], 1, 2000)),
        (["--status", "em aberto, faturado"], (["2", "1"], 2, 18000)),
        (["--status", "returned"], (["4"], 0, -1000)),
        (["bazar"], (["1"], 1, 15000)),
        (["7"], (["1"], 1, 15000)),
        (["11.222.333/0001-81"], (["1"], 1, 15000)),
        (["bazar", "--city", "Campinas"], ([], 0, 0)),
        (["--city", "campinas"], (["4", "2"], 1, 2000)),
        (["--principal", "ávila"], (["4"], 0, -1000)),
        (["--product", "óleo"], (["4", "1"], 1, 14000)),
        (["--since", "2026-08-04", "--until", "10/08/2026"], (["2"], 1, 3000)),
        (["--as-of", "2026-08-09"], (["1"], 1, 15000)),
        (["--limit", "1"], (["4"], 2, 17000)),
        (["--limit", "0"], (["4", "2", "1"], 2, 17000)),
    ],
)
def test_filters_choose_the_orders_and_the_summary_is_of_all_of_them(orders, options, found):
    assert orders(*options) == found


def test_a_row_has_every_key(orders, done):
    ran = done("sales", "bazar", "--format", "json")

    (row,) = ran.json["rows"]
    assert list(row) == KEYS
    assert row.pop("customer_id").isdigit()
    assert row == {
        "date": "2026-08-03",
        "order": "1",
        "customer": "Bazar da Vila Ltda",
        "tax_id": "11222333000181",
        "principal": "Serra",
        "amount_cents": 15000,
        "lines": 2,
        "status": "invoiced",
        "source": "Serra",
        "operation": 1,
    }


def test_all_of_northwind_comes_to_its_total(northwind):
    ran = northwind("sales", "--format", "json", "--limit", "0")

    assert len(ran.json["rows"]) == 830
    assert ran.json["summary"] == {"orders": 830, "total_cents": 126579322}


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("newest", ["--limit", "6", "--explain"]),
        ("cancelled", ["--status", "cancelado"]),
        ("nobody", ["--city", "Manaus"]),
    ],
)
def test_screens_are_the_goldens(example, golden, name, options):
    golden(f"sales-{name}.txt", example("sales", *options).out)


def test_an_empty_portfolio_has_a_header_and_a_sentence(done):
    assert done("sales", "--format", "csv").out == "\ufeff" + ";".join(KEYS) + "\r\n"
    assert done("sales").out.splitlines()[1] == (
        " Nenhum pedido. Traga-os com carteira import ARQUIVO, ou afrouxe os filtros."
    )


@pytest.mark.parametrize("status", ["pedido", "perdido"])
def test_a_status_that_orders_do_not_have_is_a_wrong_option(carteira, status):
    ran = carteira("sales", "--status", status)

    assert (ran.code, ran.err.splitlines()[0]) == (2, f"carteira: --status {status} não existe.")


def test_nobody_by_that_name_is_bad_data(orders, carteira):
    assert carteira("sales", "padaria").code == 65


def test_the_title_tells_the_period_and_counts_what_the_foot_counts(orders, done):
    lines = done("sales", "--limit", "1").out.splitlines()
    period = done("sales", "--since", "2026-08-04", "--until", "10/08/2026").out.splitlines()

    assert lines[0] == " Pedidos · até 22/11/2026 · 2 pedidos e 1 devolução · R$ 170,00"
    assert lines[-1] == " E mais 2 (todos: --limit 0)."
    assert period[0] == " Pedidos · 04/08/2026 a 10/08/2026 · 1 pedido · R$ 30,00"
