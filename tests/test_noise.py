import pytest

from carteira_cli.ingest.noise import is_total, why_no_data

HEADERS = ("Pedido", "Data", "Cliente", "Valor")
FIELDS = {"order": 0, "date": 1, "customer": 2, "amount": 3}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("| |", ""),
        ("Pedido|Data|Cliente|Valor|", "cabeçalho repetido"),
        ("Total|||10", "linha de total"),
        ("||Totais|10", "linha de total"),
        ("Total de pedidos: 12||", "linha de total"),
        ("Total da nossa casa|||10", "linha de total"),
        ("||Total da Construção|10", "linha de total"),
        ("||Subtotal A|20,00", "linha de total"),
        ("|14/02/2026|TOTAL GERAL|30,00", "linha de total"),
        ("7|14/02/2026|Total do cliente Ana|30,00", "linha de total"),
        ("1|ontem|Total da Construção|10", None),
        ("SUBTOTAL|||10", "linha de total"),
        ("12|||R$ 1.234,56", "linha de total"),
        ("|||-10,5", "linha de total"),
        ("Filtros aplicados: data|x|y", "linha de filtros"),
        ("Emitido em 21/09/2026|||", "observação fora da tabela"),
        ("1|ontem|Total Distribuidora|10", None),
        ("1|ontem|Ana|10", None),
        ("1|||x", None),
        ("1|21/09/2026||10", None),
    ],
)
def test_rows_that_are_no_data(row, reason):
    assert why_no_data(row.split("|"), HEADERS, FIELDS) == reason


def test_a_single_cell_is_no_remark_in_a_narrow_table():
    assert why_no_data(["x", ""], ("Cliente", "UF"), {"customer": 0}) is None


def test_numbers_of_a_sheet_are_totals_too():
    assert why_no_data([3.0, "", "", 1284.46], HEADERS, FIELDS) == "linha de total"


def test_a_file_without_order_numbers():
    cells = ["14/02/2026", "Total da semana 7", "30,00"]
    assert why_no_data(cells, HEADERS[1:], {"date": 0, "customer": 1}) == "linha de total"


@pytest.mark.parametrize(
    "name",
    [
        "Total", "TOTAIS", "Total Geral", "Totais gerais", "Subtotal", "Sub-total A", "Soma",
        "Subtotal Mercado Ana", "Total do cliente Ana", "Total por vendedor", "Totais do mês",
        "Grand total",
    ],
)  # fmt: skip
def test_what_a_total_is_called(name):
    assert is_total(name)


@pytest.mark.parametrize(
    "name",
    [
        "", "Total Distribuidora", "Total Distribuidora Ltda", "Total da Construção",
        "Somar Mercado", "Totalmed", "Mercado Total",
    ],
)  # fmt: skip
def test_what_a_customer_may_be_called(name):
    assert not is_total(name)
