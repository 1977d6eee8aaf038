"""Traits of real files crossed with each other: each file is read to the row it was drawn from."""

import csv
import io
import re
from datetime import date, timedelta
from html import escape
from itertools import product
from random import Random
from typing import NamedTuple

import pytest
from xlsxwriter import Workbook

from carteira_cli.domain.rows import FileRow, Party, SaleRow, Skipped
from carteira_cli.ingest.examining import examine
from carteira_cli.ingest.layout import Wishes
from carteira_cli.ingest.profile_text import built_in
from carteira_cli.ingest.reading import read

ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "cp850")
DELIMITERS = (";", ",", "\t", "|")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
PLACES = (1, 2, 6, 9, 10, 12)
CROSSED = [*product(ENCODINGS, DELIMITERS, PLACES)]
TIMES = 4  # files of each: what is not crossed is drawn

NAMES = {
    "order": ("Pedido", "Nº Pedido", "NUMERO DO PEDIDO", "Ordem"),
    "date": ("Data", "Data Emissão", "DATA DO PEDIDO", "Emissão"),
    "customer": ("Razão Social", "Cliente", "NOME DO CLIENTE"),
    "amount": ("Valor Total", "Valor vendido", "VALOR LÍQUIDO (R$)", "Vlr Total"),
    "status": ("Situação", "STATUS"),
    "city": ("Cidade", "Município"),
    "unread": ("Transportadora", "CEP", "Vendedor", "Inscrição Estadual"),
}
CUSTOMERS = ("Padaria São João", "Empório Coração Ltda", "Irmãos Gonçalves, Filhos & Cia", "Açaí 2",
             "Café “Três”; Pão".replace("“", '"').replace("”", '"'), "Família Araújo | Conceição",
             "Mercado Nhô Quim", "Ótica Avó Inês")  # fmt: skip
CITIES = ("Jundiaí", "São João da Boa Vista", "", "Itu")
STATUSES = {"Faturado": "invoiced", "Em aberto": "open", "Cancelado": "cancelled", "": "",
            "Parcial": "partially_invoiced"}  # fmt: skip
UNREAD = ("13900-000", "própria", "Eu", "isento")
FILTERS = (
    "Data: 01/01/2026 a 31/12/2026", "Vendedor: todos", "Situação: todas", "Cidade: Itu, Jundiaí",
    "Cliente: todos", "Representada: todas", "Rede: nenhuma",
)  # fmt: skip


class Order(NamedTuple):
    number: str
    day: date
    customer: str
    city: str
    cents: int
    status: str


def brazilian(cents: int) -> str:
    return f"{abs(cents) / 100:,.2f}".translate(str.maketrans(",.", ".,"))


def after(text: str, cents: int) -> str:
    return f"{text}-" if cents < 0 else text


def before(text: str, cents: int) -> str:
    return f"-{text}" if cents < 0 else text


def around(text: str, cents: int) -> str:
    return f"({text})" if cents < 0 else text


AMOUNTS = (
    lambda cents: before(brazilian(cents), cents),
    lambda cents: before(f"R$ {brazilian(cents)}", cents),
    lambda cents: around(brazilian(cents), cents),
    lambda cents: after(brazilian(cents), cents),
    lambda cents: before(brazilian(cents).replace(".", ""), cents),
    lambda cents: f"{cents / 100:.2f}",
    lambda cents: f"{cents / 100:,.2f}",
    lambda cents: f"{cents / 100:.2f}0000000001" if cents % 100 else f"{cents / 100:.2f}",
)
DAYS = ("%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%Y-%m-%d", "%Y%m%d", "%d/%m/%Y %H:%M", "%m/%d/%Y",
        "%Y-%m-%dT23:59:59-03:00")  # fmt: skip


class Drawn(NamedTuple):
    table: list[list[str]]
    truth: list[FileRow]


def drawn(draw: Random, place: int) -> Drawn:
    """A table with its header on that row, its other traits drawn, and what its rows are."""
    orders = [order(draw, at) for at in range(draw.randint(3, 12))]
    fields = draw.sample([*NAMES], len(NAMES))
    amount, day = draw.choice(AMOUNTS), draw.choice(DAYS)
    cells = [
        {
            "order": each.number,
            "date": each.day.strftime(day),
            "customer": each.customer,
            "city": each.city,
            "amount": amount(each.cents),
            "status": each.status,
            "unread": draw.choice(UNREAD),
        }
        for each in orders
    ]
    noise, last = ending(draw, fields, amount(sum(each.cents for each in orders)), len(orders))
    table = [
        *title(place),
        [draw.choice(NAMES[field]) for field in fields],
        *([row[field] for field in fields] for row in cells),
        *noise,
    ]
    truth: list[FileRow] = [understood(place + at, each) for at, each in enumerate(orders, 1)]
    first = place + len(orders) + 1
    truth += [Skipped(first + at, reason) for at, reason in last]
    return Drawn(table, truth)


def order(draw: Random, at: int) -> Order:
    """The first is on a day beyond the 12th: a column of days tells its order."""
    day = date(2026, 1, 13) if at == 0 else date(2026, 1, 1) + timedelta(draw.randrange(365))
    cents = draw.choice((1, -1, 1)) * draw.choice((5, 99, 123456, 100000, 98765432, 1050))
    status = draw.choice([*STATUSES])
    return Order(f"{1000 + at}", day, draw.choice(CUSTOMERS), draw.choice(CITIES), cents, status)


def understood(line: int, each: Order) -> SaleRow:
    party = Party(name=each.customer, city=each.city)
    status = STATUSES[each.status]
    if each.cents < 0 and status != "cancelled":
        status = "returned"
    return SaleRow(line, party, each.day.isoformat(), each.cents, each.number, status=status)


def title(place: int) -> list[list[str]]:
    """Title, blank, "Filtros", a line per filter, blank: as many as put the header there."""
    if place < 6:
        return [["Relatório de vendas"]] * (place - 1)
    chosen = [[line] for line in FILTERS[: place - 5]]
    return [["Relatório de vendas"], [], ["Filtros"], *chosen, []]


def ending(
    draw: Random, fields: list[str], total: str, count: int
) -> tuple[list[list[str]], list[tuple[int, str]]]:
    """Rows after the last order, and of those that hold anything why they are no data."""
    unlabelled = [{"amount": total, "order": str(count)}.get(field, "") for field in fields]
    labelled = [{"amount": total, "customer": "Total geral"}.get(field, "") for field in fields]
    filters = ["Filtros aplicados: período de 01/01/2026 a 31/12/2026"]
    return draw.choice(
        (
            ([], []),
            ([unlabelled], [(0, "linha de total")]),
            ([labelled], [(0, "linha de total")]),
            ([[], labelled, [], filters], [(1, "linha de total"), (3, "linha de filtros")]),
        )
    )


def written(draw: Random, table: list[list[str]], delimiter: str) -> str:
    text = io.StringIO()
    quoting = draw.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
    newline = draw.choice(("\r\n", "\n", "\r"))
    csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator=newline).writerows(table)
    return text.getvalue().removesuffix(draw.choice((newline, "no end")))


def check(content: bytes, place: int, truth: list[FileRow], shape: tuple[str, str]) -> None:
    stream = io.BytesIO(content)
    (layout,) = examine(stream, "vendas.csv", Wishes(), built_in())
    assert (layout.encoding, layout.delimiter, layout.header_line) == (*shape, place)
    assert list(read(stream, layout)) == truth


@pytest.mark.parametrize(("encoding", "delimiter", "place"), CROSSED)
def test_text_of_crossed_traits(encoding: str, delimiter: str, place: int):
    for seed in range(TIMES):
        draw = Random(f"{encoding}{delimiter}{place}{seed}")  # noqa: S311
        table, truth = drawn(draw, place)
        content = written(draw, table, delimiter).encode(encoding)
        check(content, place, truth, (encoding, delimiter))


@pytest.mark.parametrize(("encoding", "place"), [*product(("utf-8", "cp1252"), PLACES)])
def test_a_page_of_crossed_traits(encoding: str, place: int):
    for seed in range(TIMES):
        table, truth = drawn(Random(f"{encoding}{place}{seed}"), place)  # noqa: S311
        rows = "\n".join(f"<tr>{''.join(f'<td>{escape(c)}' for c in row)}" for row in table)
        check(f"<table>{rows}</table>".encode(encoding), place, truth, (encoding, ""))


@pytest.mark.parametrize("place", PLACES)
def test_a_sheet_of_crossed_traits(place: int):
    for seed in range(TIMES):
        draw = Random(f"{place}{seed}")  # noqa: S311
        table, truth = drawn(draw, place)
        check(workbook(draw, table), place, truth, ("xlsx", ""))


def workbook(draw: Random, table: list[list[str]]) -> bytes:
    """The table in a sheet: numbers as numbers where that is drawn, and all else as text."""
    stream = io.BytesIO()
    is_typed = draw.random() < 0.5
    with Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Relatório")
        for at, row in enumerate(table):
            for column, cell in enumerate(row):
                if is_typed and NUMBER.fullmatch(cell):
                    sheet.write_number(at, column, float(cell))
                else:
                    sheet.write_string(at, column, cell)
    return stream.getvalue()
