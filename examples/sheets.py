"""The three files as a rep receives them: titles, filters, totals and encodings included."""

import csv
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import xlsxwriter
from customers import Customer
from orders import Order
from serra import Line

SERRA_COLUMNS = [
    "Pedido", "Item", "Emissão", "Faturamento", "Cód. Cliente", "Cliente", "CNPJ/CPF",
    "Cód. Produto", "Produto", "Qtde", "Vlr. Unitário", "Vlr. Total", "Situação",
]  # fmt: skip
AVILA_COLUMNS = [
    "Data Emissão", "Pedido", "Tag de cliente", "Nome Fantasia", "Razão social",
    "Representada", "Colaborador", "Rede", "Valor vendido",
]  # fmt: skip
LIST_COLUMNS = [
    "Razão Social", "Nome Fantasia", "CNPJ/CPF", "Telefone", "E-mail", "Contato",
    "Cidade", "UF", "Segmento", "Rede de Clientes", "Observações",
]  # fmt: skip
AVILA_WIDTHS = (13, 9, 15, 40, 52, 19, 14, 18, 14)
PRINCIPALS = {"A": "Ávila Bebidas", "L": "Lume Utilidades"}
REP = "Marina Prado"
FIRST_NUMBER = 2315
FOOD_SERVICE = {"restaurante", "padaria", "hotel", "cafeteria", "bar", "cantina", "clube"}
RETURNED_BY = "Hotel Recanto das Águas"


def write_serra(path: Path, lines: list[Line]) -> Path:
    """Windows-1252, `;`, decimal comma, six lines before the header, two lines of totals."""
    first, last = _day(lines[0].day), _day(lines[-1].day)
    pieces = sum(line.quantity for line in lines)
    total = sum(line.cents for line in lines)
    rows: list[Sequence[object]] = [
        ["SERRA ALIMENTOS INDÚSTRIA E COMÉRCIO"],
        ["Relatório de vendas por item"],
        [],
        [f"Filtros: Emissão de {first} até {last}, Representante {REP}"],
        [f"Emitido em {last} 18:04"],
        [],
        SERRA_COLUMNS,
        *map(_serra_row, lines),
        ["Total", *[""] * 8, pieces, "", _comma(total), ""],
        [f"Total de registros: {len(lines)}"],
    ]
    return _write_csv(path, rows, "cp1252")


def _serra_row(line: Line) -> list[object]:
    customer = line.customer
    bare = "".join(filter(str.isalnum, customer.tax_id))
    invoiced = _day(line.invoiced) if line.invoiced else ""
    return [
        line.number, line.item, _day(line.day), invoiced,
        customer.code, customer.legal, bare,
        line.code, line.product, line.quantity, _comma(line.price), _comma(line.cents), line.status,
    ]  # fmt: skip


def write_customers(path: Path, customers: list[Customer]) -> Path:
    """UTF-8 with a byte order mark, `;`, by legal name: a spreadsheet the rep keeps."""
    by_name = sorted(customers, key=lambda customer: customer.legal)
    return _write_csv(path, [LIST_COLUMNS, *map(_list_row, by_name)], "utf-8-sig")


def _list_row(customer: Customer) -> list[object]:
    return [
        customer.legal, customer.trade, customer.tax_id, customer.phone, customer.email,
        customer.contact, customer.city, customer.state, customer.segment.capitalize(),
        customer.network, customer.notes,
    ]  # fmt: skip


def write_avila(path: Path, orders: list[Order]) -> Path:
    """A sheet "Relatório" with its header on row 10 and a last row of count and sum, unlabelled."""
    sold = _with_return([order for order in orders if order.principal in PRINCIPALS])
    total = sum(order.cents for order in sold)
    rows: list[Sequence[object]] = [
        *_avila_head(_day(sold[0].day), _day(sold[-1].day)),
        AVILA_COLUMNS,
        *(_avila_row(number, order) for number, order in enumerate(sold, start=FIRST_NUMBER)),
        ["", len(sold), *[""] * 6, total / 100],
    ]
    return _write_sheet(path, rows)


def _avila_head(first: str, last: str) -> list[list[str]]:
    return [
        ["Relatório de vendas"],
        [],
        ["Filtros"],
        [f"Período: {first} até {last}"],
        [f"Representada: {', '.join(PRINCIPALS.values())}"],
        [f"Colaborador: {REP}"],
        ["Status do pedido: Concluído"],
        [f"Emitido em {last} 17:42"],
        [],
    ]


def _avila_row(number: int, order: Order) -> list[object]:
    customer = order.customer
    tag = "food service" if customer.segment in FOOD_SERVICE else ""
    return [
        _day(order.day), number, tag, customer.trade, customer.legal,
        PRINCIPALS[order.principal], REP, customer.network, order.cents / 100,
    ]  # fmt: skip


def _with_return(orders: list[Order]) -> list[Order]:
    """The orders, and a fifth of one by `RETURNED_BY` sent back a week after it."""
    sold = [order for order in orders if order.customer.trade == RETURNED_BY][-2]
    back = sold._replace(day=sold.day + timedelta(weeks=1), cents=-(sold.cents // 5))
    return sorted([*orders, back], key=lambda order: order.day)


def _write_csv(path: Path, rows: Sequence[Sequence[object]], encoding: str) -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    return path


def _write_sheet(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        # The file says when it was made, unless it is told: the bytes must not depend on the hour.
        book.set_properties({"created": datetime(2026, 10, 9, 17, 42)})  # noqa: DTZ001 as stored
        sheet = book.add_worksheet("Relatório")
        for column, width in enumerate(AVILA_WIDTHS):
            sheet.set_column(column, column, width)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        sheet.set_column("I:I", AVILA_WIDTHS[-1], book.add_format({"num_format": "#,##0.00"}))
    return path


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _comma(cents: int) -> str:
    """Centavos as Brazil writes them: 123456 is 1.234,56."""
    return f"{cents / 100:,.2f}".translate(str.maketrans(",.", ".,"))
