"""Months as totals beside the orders of those months: the same sales, told twice, count once."""

from functools import partial

import pytest

from conftest import counts
from packing import workbook

ORDERS = "Pedido;Data;Cliente;Valor"
OF_ANA = ("1;10/01/2026;Ana;60,00", "2;20/01/2026;Ana;40,00", "3;05/02/2026;Ana;30,00")
MONTHS = ("Ano de 2026", "Cliente;Jan;Fev;Mar")


@pytest.fixture
def took(done):
    """The counts of an import, what overlapped, and how many sales are beside others' months."""

    def take(*arguments):
        said = done("import", *arguments, "-f", "json").json["summary"]
        overlaps = [(each["orders"], each["total_cents"]) for each in said["overlaps"]]
        return counts(said), overlaps, said["months_beside"]

    return take


@pytest.fixture
def sold(listed):
    return partial(listed, "date", "amount_cents")


@pytest.fixture
def both(written):
    """A file of orders, and one of the totals of their months and of another one."""
    return written("a.csv", ORDERS, *OF_ANA), written("b.csv", *MONTHS, "Ana;100,00;30,00;5,00")


AS_ORDERS = [("2026-01-10", 6000), ("2026-01-20", 4000), ("2026-02-05", 3000)]
MARCH = ("2026-03-01", 500)


@pytest.mark.parametrize("options", [(), ("--source", "SAP")])
def test_the_total_of_a_month_is_its_orders(both, took, sold, options):
    orders, months = both
    took(orders)

    assert took(months, *options) == ((1, 0, 0, 0, 2), [(2, 13000)], 0)
    assert took(months, *options) == ((0, 1, 0, 0, 2), [(2, 13000)], 0)
    assert took(orders) == ((0, 3, 0, 0, 0), [], 0)
    assert sold() == [*AS_ORDERS, MARCH]


@pytest.mark.parametrize("options", [(), ("--source", "SAP")])
def test_orders_are_the_total_of_their_month(both, took, sold, options):
    orders, months = both
    took(months, *options)

    for _again in range(2):
        assert took(orders) == ((0, 0, 0, 0, 3), [(3, 13000)], 0)
        assert took(months, *options) == ((0, 3, 0, 0, 0), [], 0)
    assert sold() == [("2026-01-01", 10000), ("2026-02-01", 3000), MARCH]


@pytest.mark.parametrize("turned", [1, -1])
def test_what_is_kept_counts_again(both, took, sold, turned):
    first, second = both[::turned]
    took(first)

    assert took(second, "--on-overlap", "keep")[0] == (3, 0, 0, 0, 0)
    assert sum(cents for _day, cents in sold()) == 2 * 13000 + 500


@pytest.mark.parametrize("turned", [1, -1])
def test_months_of_another_sum_count_and_are_told(written, done, took, turned):
    orders = written("a.csv", ORDERS, *OF_ANA)
    months = written("b.csv", *MONTHS, "Ana;100,01;;5,00", "Bia;7,00;;")
    first, second = (orders, months)[::turned]
    took(first)
    new = {1: ((3, 0, 0, 0, 0), [], 1), -1: ((3, 0, 0, 0, 0), [], 2)}[turned]
    told = done("import", second, "--dry-run").out.splitlines()

    assert took(second) == new
    assert took(second) == ((0, 3, 0, 0, 0), [], 0)
    amount = {1: "1 venda nova (R$ 100,01) é", -1: "2 vendas novas (R$ 100,00) são"}[turned]
    assert [line for line in told if "soma" in line] == [
        f" {amount} de um mês que o cliente já tem, em pedidos ou em total, com outra soma: "
        "pode ser que o mês conte duas vezes"
    ]


HEAD = ["Cod + Nome cliente", "Quantidade", "Vendas", "Devoluções", "Faturado"]


@pytest.mark.parametrize("turned", [1, -1])
def test_a_month_of_sales_and_returns_is_both(tmp_path, written, took, sold, turned):
    book = tmp_path / "2026.xlsx"
    tab = [HEAD, ["10 - Ana", 2.0, 100.0, 10.0, 90.0]]
    book.write_bytes(workbook({"Jan": tab, "Fev": [HEAD, ["10 - Ana", 1.0, 30.0, 0.0, 30.0]]}))
    back = "9;25/01/2026;Ana;-10,00"
    files = [book, written("a.csv", ORDERS, *OF_ANA, back)]
    for file in files[::turned]:
        took(file)

    assert sum(cents for _day, cents in sold()) == 12000
    for file in files:
        assert took(file)[0][0] == 0
    assert sum(cents for _day, cents in sold()) == 12000


@pytest.mark.parametrize("turned", [1, -1])
def test_a_net_month_is_its_orders_without_what_came_back(written, took, sold, turned):
    orders = written("a.csv", ORDERS, *OF_ANA[:2], "9;25/01/2026;Ana;-10,00")
    months = written("b.csv", *MONTHS, "Ana;90,00;;")
    for file in (orders, months)[::turned]:
        took(file)

    assert sum(cents for _day, cents in sold()) == 9000


@pytest.mark.parametrize("turned", [1, -1])
def test_months_of_another_principal_or_customer_are_others(written, took, sold, turned):
    orders = written("a.csv", f"{ORDERS};Representada", *(f"{row};Serra" for row in OF_ANA))
    months = written("b.csv", *MONTHS, "Ana;100,00;;", "Bia;30,00;;")
    files = [(orders,), (months, "--principal", "Ávila")][::turned]
    for file in files:
        assert took(*file)[1:] == ([], 0)

    assert sum(cents for _day, cents in sold()) == 26000


def test_a_source_that_also_tells_days_is_none_of_months(written, took, sold):
    """A sale of the first of a month is a sale of that day."""
    days = ("01/01/2026;Ana;60,00", "02/02/2026;Ana;60,00")
    took(written("a.csv", "Data;Cliente;Valor", *days), "--source", "Caderno")

    took(written("b.csv", ORDERS, "8;10/01/2026;Ana;60,00"))

    assert sum(cents for _day, cents in sold()) == 18000
