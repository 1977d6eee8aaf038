"""Portfolios of random sales, and what plain Python makes of them."""

import sqlite3
from collections import defaultdict
from contextlib import closing
from datetime import date, timedelta

from hypothesis import strategies as st

from carteira_cli.domain.situation import DEFAULTS
from carteira_cli.store import summaries
from carteira_cli.store.file import open_portfolio

CUSTOMERS = (1, 2, 3)
PRINCIPALS = (1, 2)
FIRST_DAY = date(2025, 1, 1)

DAYS = st.integers(0, 500).map(lambda days: (FIRST_DAY + timedelta(days)).isoformat())
SALES = st.lists(
    st.fixed_dictionaries(
        {
            "customer_id": st.sampled_from(CUSTOMERS),
            "source_id": st.sampled_from((1, 2)),
            "principal_id": st.sampled_from((None, *PRINCIPALS)),
            "ordered_on": DAYS,
            "invoiced_on": st.none() | DAYS,
            "amount_cents": st.integers(-5_000, 20_000),
            "status": st.sampled_from(("open", "invoiced", "paid", "cancelled", "returned")),
        }
    ),
    max_size=40,
)


def blank(path):
    """A connection to a portfolio in memory, of the same shape as the file at `path`."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    with closing(open_portfolio(path)) as file:
        file.backup(connection)
    connection.execute("INSERT INTO operation (id, at, command) VALUES (1, '', 'import')")
    for number in PRINCIPALS:
        named = (number, f"Casa {number}", f"casa {number}")
        connection.execute("INSERT INTO principal VALUES (?, ?, ?, 1, '')", named)
        connection.execute("INSERT INTO source VALUES (?, ?, ?, NULL, 1)", named)
    connection.executemany(
        "INSERT INTO customer (id, name, name_key, operation_id) VALUES (?, 'Ana', 'ana', 1)",
        [(number,) for number in CUSTOMERS],
    )
    return connection


def hold(connection, sales):
    """Let these be all the sales of the portfolio, its derived tables fresh."""
    connection.execute("DELETE FROM sale")
    add(connection, sales)


def add(connection, sales):
    connection.executemany(
        "INSERT INTO sale (source_id, customer_id, principal_id, ordered_on, invoiced_on, status, "
        "amount_cents, operation_id) VALUES (:source_id, :customer_id, :principal_id, :ordered_on, "
        ":invoiced_on, :status, :amount_cents, 1)",
        sales,
    )
    summaries.refresh(connection, CUSTOMERS, DEFAULTS)


def standing(sales, *, until, principal=None):
    """The uncancelled sales known on that day, of one principal or of all."""
    return [
        sale
        for sale in sales
        if sale["status"] != "cancelled"
        and sale["ordered_on"] <= until
        and principal in (None, sale["principal_id"])
    ]


def by_day(sales):
    """Customer → [(day ordinal, net centavos, positive orders)], ascending."""
    days = defaultdict(lambda: [0, 0])
    for sale in sales:
        net = days[sale["customer_id"], date.fromisoformat(sale["ordered_on"]).toordinal()]
        net[0] += sale["amount_cents"]
        net[1] += sale["amount_cents"] > 0
    customers = defaultdict(list)
    for (customer, day), (cents, orders) in sorted(days.items()):
        customers[customer].append((day, cents, orders))
    return dict(customers)
