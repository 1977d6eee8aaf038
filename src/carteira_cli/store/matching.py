"""Finding the customers that the rows of a file mean, and making those there are not yet."""

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from carteira_cli.domain.matching import (
    Claim,
    Known,
    Words,
    meant,
    nobody,
    remember,
    shared_names,
    strongest_first,
)
from carteira_cli.domain.rows import Party
from carteira_cli.domain.tax_id import mask
from carteira_cli.store import contacts, customers, sources
from carteira_cli.store.operations import Operation


class Resolved(NamedTuple):
    """The customer behind each claim, and whom the claims made or changed.

    `merged` are the claims that spoke of a customer since merged into the one behind them: its id.
    """

    customer_of: dict[Claim, int]
    created: set[int]
    updated: set[int]
    merged: dict[Claim, int]


def resolve(
    connection: sqlite3.Connection,
    claims: Iterable[Claim],
    running: Operation,
    *,
    authoritative: bool,
) -> Resolved:
    """Match every claim; an authoritative file (a customer list) also corrects what is stored.

    Of several claims that turn out to be one customer the strongest corrects, the others only fill
    blanks: else each import of the same list would change the customer back and forth. So do those
    that speak of a merged customer: the rep chose which record stands.
    """
    ordered = strongest_first(claims, sources.keys(connection))
    known = load_known(connection)._replace(shared=shared_names(ordered))
    resolved = Resolved({}, set(), set(), {})
    met: set[int] = set()
    for claim in ordered:
        customer_id, merged = meant(claim, known)
        corrects = authoritative and merged is None and customer_id not in met
        if customer_id is None:
            customer_id = customers.add(connection, _named(claim.party), running)
            resolved.created.add(customer_id)
        elif customers.improve(connection, customer_id, claim.party, authoritative=corrects):
            resolved.updated.add(customer_id)
        whose = customer_id
        if merged is None:
            met.add(customer_id)
        else:
            whose = merged  # whom the source means, so that the merge can still be undone
            resolved.merged[claim] = merged
        _keep_words(connection, claim, whose, (known, running))
        _keep_code(connection, claim, whose, (known, running))
        if contacts.keep(connection, contacts.people(customer_id, claim.party), running):
            resolved.updated.add(customer_id)
        remember(claim, customer_id, known)
        resolved.customer_of[claim] = customer_id
    return resolved._replace(updated=resolved.updated - resolved.created)


def find_known(
    connection: sqlite3.Connection, claims: Iterable[Claim], running: Operation
) -> dict[Claim, int]:
    """Whom the claims mean of the customers there are; nobody is made, and nobody is changed."""
    ordered = strongest_first(claims, sources.keys(connection))
    known = load_known(connection)._replace(shared=shared_names(ordered))
    found = {}
    for claim in ordered:
        customer_id, merged = meant(claim, known)
        if customer_id is not None:
            whose = customer_id if merged is None else merged
            _keep_words(connection, claim, whose, (known, running))
            known.by_words.setdefault(claim.words, whose)
            found[claim] = customer_id
    return found


def load_known(connection: sqlite3.Connection) -> Known:
    """All that the stored customers can be recognised by, the merged ones too."""
    known = nobody()
    _load_customers(connection, known)
    codes = connection.execute("SELECT source_id, code, customer_id FROM customer_code")
    for source_id, code, customer_id in codes:
        known.by_code[source_id, code] = customer_id
        whose = known.merged_into.get(customer_id, customer_id)
        known.sources_of.setdefault(whose, set()).add(source_id)
    words = connection.execute(
        "SELECT source_id, name_key, trade_key, code, tax_id, customer_id FROM customer_claim"
    )
    known.by_words.update((row[:5], row[5]) for row in words)
    return known


def _load_customers(connection: sqlite3.Connection, known: Known) -> None:
    rows = connection.execute(
        "SELECT id, tax_id, name_key, trade_key, merged_into FROM customer ORDER BY id"
    )
    for customer_id, tax_id, name_key, trade_key, merged_into in rows:
        if tax_id:
            known.by_tax_id[tax_id] = customer_id
            known.tax_id_of[customer_id] = tax_id
        if merged_into:
            known.merged_into[customer_id] = merged_into
        else:
            known.names_of[customer_id] = (name_key, trade_key)
        for key in {name_key, trade_key} - {""}:
            holders = known.by_name.setdefault(key, [])
            if (merged_into or customer_id) not in holders:
                holders.append(merged_into or customer_id)


def _named(party: Party) -> Party:
    """A party without any name goes by its trade name, its code or its tax id until a list says."""
    name = party.name or party.trade_name or party.code or mask(party.tax_id)
    return party._replace(name=name)


def _keep_words(
    connection: sqlite3.Connection,
    claim: Claim,
    customer_id: int,
    scene: tuple[Known, Operation],
) -> None:
    known, running = scene
    if claim.words not in known.by_words:
        connection.execute(
            "INSERT INTO customer_claim (id, customer_id, source_id, name_key, trade_key, code, "
            "tax_id, operation_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (next(running.ids), customer_id, *claim.words, running.id),
        )


def forget(connection: sqlite3.Connection, said: Iterable[Words], running: Operation) -> None:
    """Take back what the running operation noted of these words: their rows were all refused."""
    connection.executemany(
        "DELETE FROM customer_claim WHERE source_id = ? AND name_key = ? AND trade_key = ? "
        "AND code = ? AND tax_id = ? AND operation_id = ?",
        ((*words, running.id) for words in said),
    )


def _keep_code(
    connection: sqlite3.Connection,
    claim: Claim,
    customer_id: int,
    scene: tuple[Known, Operation],
) -> None:
    known, running = scene
    if claim.code and (claim.source_id, claim.code) not in known.by_code:
        connection.execute(
            "INSERT INTO customer_code (id, customer_id, source_id, code, operation_id) "
            "VALUES (?, ?, ?, ?, ?)",
            (next(running.ids), customer_id, claim.source_id, claim.code, running.id),
        )
