"""The sales report of one principal, line by line, as its system sends it to the rep."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from typing import NamedTuple

from customers import Customer, dice
from orders import BUSINESS_WEEK, Order

CATALOGUE = (  # code, product and pack, price of the pack in centavos
    ("1001", "Arroz 5 kg fardo 6", 15480),
    ("1002", "Feijão 1 kg fardo 10", 7490),
    ("1003", "Açúcar 5 kg fardo 6", 11340),
    ("1011", "Farinha de trigo 5 kg", 9825),
    ("1012", "Fubá mimoso fardo 20", 6980),
    ("1021", "Café 500 g caixa 10", 18990),
    ("1022", "Café em grãos 1 kg cx 5", 24450),
    ("2001", "Óleo de soja caixa 20", 13960),
    ("2002", "Azeite 500 ml caixa 6", 21870),
    ("2011", "Molho de tomate 2 kg", 8730),
    ("2012", "Palmito 1,8 kg", 4715),
    ("3001", "Macarrão 500 g fardo 20", 7260),
    ("3002", "Biscoito de polvilho", 9135),
    ("3011", "Doce de leite caixa 12", 16320),
    ("3012", "Goiabada caixa 12", 12995),
    ("4001", "Queijo meia cura 1 kg", 4280),
)
FIRST_NUMBER = 48211
OPEN_DAYS = 18
CANCELLED = ("Mercado Primavera", "Rotisserie Mesa Posta")
RETURNED = ("Supermercado Boa Colheita", "Empório da Ponte", "Mercado Dois Amigos")
RETURN_NUMBERS = 900000  # a return has a number of its own, far from those of the orders
TROUBLE_MONTH = 7


class Line(NamedTuple):
    """One line of an order; `number` is the order's, `price` and the line's value are centavos."""

    number: int
    item: int
    day: date
    invoiced: date | None
    customer: Customer
    code: str
    product: str
    quantity: int
    price: int
    status: str

    @property
    def cents(self) -> int:
        """The value of the line in centavos, negative for a return."""
        return self.quantity * self.price


def serra_lines(orders: list[Order], anchor: date) -> list[Line]:
    """The lines of all Serra orders by day and number: returns and cancelled ones included."""
    numbers = count(FIRST_NUMBER)
    lines = [
        line
        for order in orders
        if order.principal == "S"
        for line in _lines(order, next(numbers), anchor)
    ]
    settled = [*_cancelled(lines), *_returns(lines)]
    return sorted(settled, key=lambda line: (line.day, line.number, line.item))


def _lines(order: Order, number: int, anchor: date) -> Iterator[Line]:
    draw = dice("lines", order.customer.trade, order.day.isoformat())
    invoiced = _invoice_day(order.day, anchor, draw)
    status = "Faturado" if invoiced else "Em aberto"
    for item, (product, quantity) in enumerate(_basket(order, draw), start=1):
        code, name, price = product
        yield Line(
            number, item, order.day, invoiced, order.customer, code, name, quantity, price, status
        )


def _invoice_day(day: date, anchor: date, draw: random.Random) -> date | None:
    """One to six days after the order; None for a third of the last weeks' orders."""
    invoiced = day + timedelta(days=draw.randint(1, 6))
    if invoiced.weekday() >= BUSINESS_WEEK:
        invoiced += timedelta(days=7 - invoiced.weekday())
    waits = (anchor - day).days <= OPEN_DAYS and draw.random() < 1 / 3
    return None if waits or invoiced > anchor else invoiced


def _basket(order: Order, draw: random.Random) -> list[tuple[tuple[str, str, int], int]]:
    """Products and quantities that come near the order's value, from the customer's own six."""
    usual = dice("mix", order.customer.trade).sample(CATALOGUE, 6)
    wanted = draw.sample(usual, min(1 + order.cents // 45000, draw.randint(1, 3)))
    share = order.cents / len(wanted)
    return [(product, max(1, round(share / product[2]))) for product in sorted(wanted)]


def _cancelled(lines: list[Line]) -> Iterator[Line]:
    """All lines, those of one order of each `CANCELLED` customer marked so."""
    struck = {_troubled(lines, trade).number for trade in CANCELLED}
    for line in lines:
        gone = line.number in struck
        yield line._replace(status="Cancelado", invoiced=None) if gone else line


def _returns(lines: list[Line]) -> Iterator[Line]:
    """A third of one line of each `RETURNED` customer, which comes back a week later."""
    for trade in RETURNED:
        line = _troubled(lines, trade)
        day = line.day + timedelta(weeks=1)
        yield line._replace(
            number=RETURN_NUMBERS + line.number,
            item=1,
            day=day,
            invoiced=day,
            quantity=-max(1, line.quantity // 3),
            status="Devolvido",
        )


def _troubled(lines: list[Line], trade: str) -> Line:
    """The customer's latest line in July: the one something went wrong with."""
    return [
        line for line in lines if line.customer.trade == trade and line.day.month == TROUBLE_MONTH
    ][-1]
