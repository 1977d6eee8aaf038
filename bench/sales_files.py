"""The files whose import is measured: sales of invented customers, made once by a seed.

A row has 88 bytes: `;`, cp1252, decimal comma, the columns that an export of order items has. Most
orders have several items, and now and then the same one twice. The workbook is the same export of
a smaller firm, with the city, state, terms and situation that such a report has besides.
"""

import csv
import random
import sys
from datetime import timedelta
from pathlib import Path

import xlsxwriter
from portfolios import CACHE, TODAY

CUSTOMERS = 5_000
_WHAT = ("Armazém", "Açougue", "Bar", "Café", "Empório", "Mercado", "Padaria", "Quitanda")
_WHOSE = ("Açaí", "Araújo", "Avenida", "Conceição", "Estação", "Ipê", "São João", "União")
_PRINCIPALS = ("Grãos Serra", "Lácteos Pé", "Doces Vó Zá")
_CITIES = (("Campinas", "SP"), ("Londrina", "PR"), ("Joinville", "SC"), ("Uberlândia", "MG"))
_TERMS = ("à vista", "28 dias", "30/60 dias", "30/60/90 dias")
_PRODUCTS, _DAYS = 400, 1_400
_HEADER = ("Pedido", "Data", "Cliente", "CNPJ", "Representada", "Produto", "Quantidade",
           "Valor Unitário", "Valor Total")  # fmt: skip
_MORE = ("Cidade", "UF", "Condição de Pagamento", "Situação")


def csv_of(rows):
    """The file of so many rows, from the cache or new."""

    def write(path):
        with path.open("w", encoding="cp1252", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(_HEADER)
            for number, day, who, *what, quantity, price in _items(rows, CUSTOMERS):
                figures = quantity, _comma(price), _comma(quantity * price)
                writer.writerow([number, f"{day:%d/%m/%Y}", *who, *what, *figures])

    return _cached(f"{rows}-sales.csv", write)


def xlsx_of(rows, customers):
    """The workbook of so many rows, from the cache or new."""

    def write(path):
        with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
            sheet, as_day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
            sheet.write_row(0, 0, _HEADER + _MORE)
            for at, item in enumerate(_items(rows, customers), 1):
                number, day, (name, tax_id), principal, product, quantity, price = item
                sheet.write_number(at, 0, number)
                sheet.write_datetime(at, 1, day, as_day)
                sheet.write_row(at, 2, (name, tax_id, principal, product, quantity, price / 100))
                sheet.write_number(at, 8, quantity * price / 100)
                city = _CITIES[int(tax_id[:8]) % len(_CITIES)]  # nobody moves from order to order
                terms = _TERMS[number % len(_TERMS)]
                sheet.write_row(at, 9, (*city, terms, "Faturado"))

    return _cached(f"{rows}-sales-of-{customers}.xlsx", write)


def _cached(name, write):
    """Under another name until it is whole: an interruption leaves nothing to be measured."""
    path = CACHE / name
    if not path.exists():
        CACHE.mkdir(exist_ok=True)
        print(f"making {name} …", flush=True)
        aside = path.with_name(f"making-{name}")
        write(aside)
        aside.replace(path)
    return path


def _items(rows, customers):
    """Number, day, (name, tax id), principal, product, quantity, price in centavos of each row."""
    chance = random.Random(f"{rows} sales of {customers} customers")
    people = list(_people(customers))
    goods = [(f"P{at:04}", chance.randrange(100, 9_000)) for at in range(_PRODUCTS)]
    days = [TODAY - timedelta(days=at) for at in reversed(range(_DAYS))]
    number = 1_000_000
    while rows:
        number += 1
        items = []
        head = chance.choice(days), chance.choice(people), chance.choice(_PRINCIPALS)
        for _ in range(min(rows, chance.randint(1, 5))):
            if not items or chance.random() > 0.01:  # else the same once more
                product, price = chance.choice(goods)
                items = [(product, chance.randint(1, 48), price)]
            rows -= 1
            yield number, *head, *items[0]


def _people(customers):
    sys.path.append(str(Path(__file__).parents[1] / "tests"))
    from notes import cnpj

    for at in range(customers):
        name = f"{_WHAT[at % len(_WHAT)]} {_WHOSE[at // len(_WHAT) % len(_WHOSE)]} {at:04}"
        yield name, cnpj(f"{at:08}0001")


def _comma(cents):
    return f"{cents // 100:,}".replace(",", ".") + f",{cents % 100:02}"
