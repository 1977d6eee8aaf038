"""Who the invented customers are: the hand-written roster, and what is drawn for each of them.

The generator of a customer is seeded with the customer's own name: a row changed, added or taken
away in `roster.csv` leaves the phone, the tax id and the orders of all the others as they were.
"""

import csv
import random
import re
import unicodedata
from pathlib import Path
from typing import NamedTuple

from validate_docbr import CNPJ, CPF

ROSTER = Path(__file__).with_name("roster.csv")
SEED = 2026

PLACES = {
    "SP 11": "Atibaia, Bragança Paulista, Itu, Jundiaí",
    "SP 15": "Sorocaba",
    "SP 16": "Araraquara, Franca, Ribeirão Preto, São Carlos",
    "SP 19": "Americana, Amparo, Campinas, Espírito Santo do Pinhal, Itapira, Limeira, Mogi Mirim, "
    "Piracicaba, Serra Negra, São João da Boa Vista",
    "MG 35": "Alfenas, Andradas, Extrema, Guaxupé, Itajubá, Passos, Pouso Alegre, Poços de Caldas, "
    "Santa Rita do Sapucaí, São Lourenço, São Sebastião do Paraíso, Três Corações, Varginha",
}
STATE_AND_AREA = {
    city: place.split() for place, cities in PLACES.items() for city in cities.split(", ")
}

MOBILE_STYLES = (
    "({0}) {1}-{2}",
    "({0}) {1}-{2}",
    "{0} {1}-{2}",
    "+55 {0} {1}-{2}",
    "{0}{1}{2}",
    "{0}-{1}-{2}",
)
LANDLINE_STYLES = ("({0}) {1}-{2}", "({0}) {1}-{2}", "{0} {1}{2}", "0{0} {1}-{2}")


class Customer(NamedTuple):
    """One row of the roster with its blanks filled in and the drawn fields added.

    `every` is the usual interval and `silent` how long before the anchor the last order lies, both
    in days; `ticket` is the value of a middling order in whole reais; `principals` are the initials
    of those the customer buys from, the main one first.
    """

    code: str
    trade: str
    legal: str
    city: str
    state: str
    segment: str
    contact: str
    network: str
    notes: str
    tax_id: str
    phone: str
    email: str
    rhythm: str
    every: int
    silent: int
    ticket: int
    principals: str


def dice(*names: str) -> random.Random:
    """The generator that belongs to these names: always the same sequence for the same names."""
    return random.Random(":".join((str(SEED), *names)))


def read_roster() -> list[Customer]:
    """All customers, in the order of `roster.csv`."""
    with ROSTER.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    return [_customer(position, row) for position, row in enumerate(rows)]


def _customer(position: int, row: dict[str, str]) -> Customer:
    state, area = STATE_AND_AREA[row["city"]]
    marks = row.pop("marks").split()
    drawn = {
        "code": f"{1040 + 7 * position}",
        "state": state,
        "legal": row["legal"] or f"{row['trade']} Ltda",
        "tax_id": _tax_id(row["trade"], marks),
        "phone": _phone_cell(row, area, marks),
        "email": _email(row["trade"]),
    }
    days = {name: int(row[name]) for name in ("every", "silent", "ticket")}
    return Customer(**{**row, **drawn, **days})


def _tax_id(trade: str, marks: list[str]) -> str:
    # validate_docbr draws from the module-wide generator. Its branch numbers are arbitrary where a
    # real company's is nearly always 0001: what it makes belongs, as good as surely, to nobody.
    random.seed(f"{SEED}:tax id:{trade}")
    if "cpf" in marks:
        return CPF().generate(mask=True)
    return CNPJ().generate(mask=True, digits_only="alpha" not in marks)


def _phone_cell(row: dict[str, str], area: str, marks: list[str]) -> str:
    draw = dice("phone", row["trade"])
    if "no_phone" in marks:
        return ""
    if "two_phones" in marks:
        return f"{_landline(draw, area)} / {row['contact']} {_mobile(draw, area)}"
    return _landline(draw, area) if draw.random() < 0.25 else _mobile(draw, area)


def _mobile(draw: random.Random, area: str) -> str:
    prefix = draw.randint(96000, 99899)
    return draw.choice(MOBILE_STYLES).format(area, prefix, f"{draw.randint(0, 9999):04d}")


def _landline(draw: random.Random, area: str) -> str:
    prefix = draw.randint(3200, 3899)
    return draw.choice(LANDLINE_STYLES).format(area, prefix, f"{draw.randint(0, 9999):04d}")


def _email(trade: str) -> str:
    """An address under .example, which RFC 2606 keeps free for ever; a third have none."""
    draw = dice("email", trade)
    if draw.random() < 1 / 3:
        return ""
    plain = unicodedata.normalize("NFKD", trade).encode("ascii", "ignore").decode().lower()
    host = re.sub(r"[^a-z0-9]", "", plain)[:30]
    return f"{draw.choice(('compras', 'contato', 'pedidos'))}@{host}.example"
