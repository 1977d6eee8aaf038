"""What the portfolio holds that may show two customers to be one."""

import sqlite3
from collections import defaultdict

from carteira_cli.domain.candidates import Candidate
from carteira_cli.store import settings
from carteira_cli.store.operations import Operation

_CUSTOMERS = (
    "SELECT id, name, trade_name, coalesce(tax_id, ''), tax_id_text, city, state FROM customer "
    "WHERE merged_into IS NULL"
)
_APART = "apart."
_LEAST_DIGITS = 8  # of a phone that was not understood, to be one at all


def candidates(connection: sqlite3.Connection) -> list[Candidate]:
    """Every customer with all that it can be known by."""
    phones: dict[int, set[str]] = defaultdict(set)
    emails: dict[int, set[str]] = defaultdict(set)
    rows = connection.execute("SELECT customer_id, phone, phone_text, email FROM contact")
    for customer_id, phone, phone_text, email in rows:
        phones[customer_id] |= {phone or _digits(phone_text)} - {""}
        emails[customer_id] |= {email.casefold()} - {""}
    return [
        Candidate._make((*row, frozenset(phones[row[0]]), frozenset(emails[row[0]])))
        for row in connection.execute(_CUSTOMERS)
    ]


def tell_apart(connection: sqlite3.Connection, one: int, other: int, running: Operation) -> None:
    """Remember that two customers are not one."""
    first, second = sorted((one, other))
    settings.write(connection, f"{_APART}{first}.{second}", "", running)


def told_apart(connection: sqlite3.Connection) -> set[tuple[int, int]]:
    """The ids of those that are not one, the smaller first."""
    keys = (key for key in settings.read(connection) if key.startswith(_APART))
    pairs = (key.removeprefix(_APART).split(".") for key in keys)
    return {(int(one), int(other)) for one, other in pairs}


def _digits(text: str) -> str:
    digits = "".join(filter(str.isdigit, text))
    return digits if len(digits) >= _LEAST_DIGITS else ""
