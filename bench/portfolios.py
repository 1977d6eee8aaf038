"""The portfolios that are measured: invented by a seed, taken in by the real import, made once."""

import csv
import random
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from carteira_cli.store.format import SCHEMA_VERSION

CACHE = Path(__file__).parents[1] / ".bench"
TODAY = date(2026, 11, 22)
CARTEIRA = [sys.executable, "-m", "carteira_cli"]
_TWO_YEARS = 730
_CITIES = (
    ("Campinas", "SP"),
    ("Londrina", "PR"),
    ("Joinville", "SC"),
    ("Uberlândia", "MG"),
    ("Caruaru", "PE"),
)


class Size(NamedTuple):
    customers: int
    sales: int

    @property
    def path(self):
        """Of this shape of the file: one that an older program made is not what a rep has."""
        return CACHE / f"{self.customers}-customers-{self.sales}-sales-{SCHEMA_VERSION}.db"


def made(size):
    """The portfolio of that size, from the cache or new."""
    if not size.path.exists():
        CACHE.mkdir(exist_ok=True)
        print(f"making {size.path.name} …", flush=True)
        _import(_file(size), size.path)
    return size.path


def _file(size):
    path = size.path.with_suffix(".csv")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["Data", "Pedido", "Cliente", "Cidade", "UF", "Valor"])
        writer.writerows(_rows(size))
    return path


def _rows(size):
    """Each customer orders about evenly until some day, half of them until today."""
    chance = random.Random(f"{size.customers} customers, {size.sales} sales")
    orders, more = divmod(size.sales, size.customers)
    number = 0
    for customer in range(size.customers):
        name, (city, state) = f"Mercado {customer:06}", _CITIES[customer % len(_CITIES)]
        usual = chance.lognormvariate(6, 1)
        silent = 0 if chance.random() < 0.5 else chance.randrange(_TWO_YEARS)
        for _ in range(orders + (customer < more)):
            number += 1
            day = TODAY - timedelta(days=chance.randint(silent, _TWO_YEARS))
            amount = f"{usual * chance.uniform(0.5, 1.5):.2f}".replace(".", ",")
            yield [f"{day:%d/%m/%Y}", number, name, city, state, amount]


def _import(file, portfolio):
    """Under another name until it is whole: an interrupted import leaves nothing to be measured."""
    aside = portfolio.with_suffix(".making")
    aside.unlink(missing_ok=True)
    subprocess.run([*CARTEIRA, "--db", aside, "import", file], check=True, capture_output=True)
    aside.replace(portfolio)
    file.unlink()
