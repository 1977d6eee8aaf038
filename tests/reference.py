"""The order histories other people published, as the domain's plain values."""

import csv
import gzip
import json
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

from carteira_cli.domain.purchases import Summary, summarise

DATA = Path(__file__).parent / "data"
ORACLES = DATA / "oracles"

Purchase = tuple[Hashable, int, int]
Days = list[tuple[int, int, int]]


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a comma-separated file, compressed or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def figures(name: str):
    return json.loads((ORACLES / name).read_text(encoding="utf-8"))


def cents(amount: str) -> int:
    return int((Decimal(amount) * 100).quantize(Decimal(1), ROUND_HALF_UP))


def ordinal(iso: str) -> int:
    return date.fromisoformat(iso).toordinal()


@cache
def cdnow() -> tuple[Purchase, ...]:
    with gzip.open(DATA / "cdnow" / "CDNOW_master.txt.gz", "rt", encoding="ascii") as file:
        next(file)
        return tuple(_cdnow_purchases(file))


def _cdnow_purchases(lines: Iterable[str]) -> Iterator[Purchase]:
    for line in lines:
        customer, day, _pieces, amount = line.split()
        yield int(customer), ordinal(f"{day[:4]}-{day[4:6]}-{day[6:]}"), cents(amount)


@cache
def northwind() -> tuple[Purchase, ...]:
    return _by_order("northwind/orders.csv", "amount")


@cache
def adventureworks() -> tuple[Purchase, ...]:
    return _by_order("adventureworks_resellers/orders.csv", "amount")


@cache
def rfm_orders() -> tuple[Purchase, ...]:
    return _by_order("rfm_orders/rfm_data_orders.csv", "revenue")


def _by_order(path: str, amount: str) -> tuple[Purchase, ...]:
    return tuple(
        (row["customer_id"], ordinal(row["order_date"]), cents(row[amount]))
        for row in table(DATA / path)
    )


def histories(purchases: Iterable[Purchase], until: int) -> dict[Hashable, Days]:
    """Per customer: (day, net_cents, orders), ascending, no later than `until`."""
    nets: dict[Hashable, dict[int, list[int]]] = defaultdict(dict)
    for customer, day, amount in purchases:
        if day <= until:
            net = nets[customer].setdefault(day, [0, 0])
            net[0] += amount
            net[1] += amount > 0
    return {
        customer: [(day, *days[day]) for day in sorted(days)] for customer, days in nets.items()
    }


def summaries(purchases: Iterable[Purchase], until: int) -> dict[Hashable, Summary]:
    """Per customer: the summary of all purchases no later than `until`."""
    return {
        customer: summarise(number, days)
        for number, (customer, days) in enumerate(histories(purchases, until).items())
    }
