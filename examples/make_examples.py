"""Write the example portfolio into `examples/data/`, or into the folder given as argument.

    python examples/make_examples.py [FOLDER]

Everything is invented and drawn from a fixed seed: two runs write the same bytes.
"""

import sys
from datetime import date, timedelta
from pathlib import Path

from customers import read_roster
from orders import all_orders
from serra import serra_lines
from sheets import write_avila, write_customers, write_serra

ANCHOR = "2026-10-30"
"""The last day with an order, a Friday; `carteira demo` moves all days by whole weeks from here."""

STALE_WEEKS = 3
"""How much earlier the file with Ávila and Lume ends: a source somebody forgot to import."""


def write_examples(folder: Path) -> list[Path]:
    """Write the three files into `folder`, which is made if it is missing; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    anchor = date.fromisoformat(ANCHOR)
    earlier = anchor - timedelta(weeks=STALE_WEEKS)
    customers = read_roster()
    orders = all_orders(customers, {"S": anchor, "A": earlier, "L": earlier})
    return [
        write_serra(folder / "serra-vendas.csv", serra_lines(orders, anchor)),
        write_avila(folder / "avila-pedidos.xlsx", orders),
        write_customers(folder / "carteira-clientes.csv", customers),
    ]


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("data")
    for path in write_examples(target):
        print(f"{path.name}: {path.stat().st_size} bytes")
