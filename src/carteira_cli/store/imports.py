"""Taking a file into the portfolio: customers matched, each sale once, the derived tables fresh."""

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from carteira_cli.domain.importing import Outcome, Twin, taken_apart, with_wrong_tax_id
from carteira_cli.domain.matching import Claim, Words
from carteira_cli.domain.rows import CustomerRow, Party, Passing
from carteira_cli.store import (
    contacts,
    customers,
    matching,
    settings,
    sources,
    staging,
    summaries,
)
from carteira_cli.store.matching import Resolved
from carteira_cli.store.operations import Operation
from carteira_cli.store.order_taking import take_orders
from carteira_cli.store.sources import Sourcing


class FileFacts(NamedTuple):
    """What the record of an import says of the file itself."""

    name: str
    kind: str
    sha256: str
    profile: str = ""


def take_sales(
    connection: sqlite3.Connection,
    rows: Iterable[Passing],
    sourcing: Sourcing,
    running: Operation,
) -> Outcome:
    """Bring the rows of a sales file in; the derived tables are refreshed for whom it touched."""
    staged = staging.stage(connection, rows, sourcing, running)
    outcome = Outcome(problems=staged.problems, skipped=staged.skipped)
    resolved = matching.resolve(connection, staged.claims, running, authoritative=False)
    staging.assign(connection, staged.claims, resolved.customer_of)
    outcome.reached = staged.newest
    outcome.future = staging.future(connection, running.day)
    outcome.wrong_tax_ids = with_wrong_tax_id(claim.party for claim in staged.claims)
    unreadable = len(outcome.problems)
    touched = take_orders(connection, sourcing, (running, outcome))
    refused = [problem.line for problem in outcome.problems[unreadable:]]
    matching.forget(connection, _only_in(connection, refused, staged.claims), running)
    # Whose rows were all refused bought nothing: a refused row leaves nothing behind.
    customers.drop(connection, resolved.created - touched)
    outcome.customers_created = len(resolved.created & touched)
    outcome.customers_updated = len(resolved.updated)
    outcome.problems.sort(key=lambda problem: problem.line)
    summaries.refresh(connection, touched, settings.thresholds(connection))
    return outcome


def _only_in(
    connection: sqlite3.Connection, lines: list[int], claims: dict[Claim, int]
) -> set[Words]:
    """The words that stand on these lines of the file and on no other of its staged rows."""
    told = staging.claims_only_in(connection, lines)
    return {claim.words for claim, number in claims.items() if number in told} - {
        claim.words for claim, number in claims.items() if told and number not in told
    }


def take_customers(
    connection: sqlite3.Connection,
    rows: Iterable[Passing],
    sourcing: Sourcing,
    running: Operation,
) -> Outcome:
    """Bring a customer list in: what it says wins over what sales files said before."""
    outcome = Outcome()
    listed = taken_apart(rows, CustomerRow, outcome)
    source_id = sources.origin(connection, sourcing, "", running).source_id
    claims = [Claim(source_id, row.party) for row in listed]
    resolved = matching.resolve(connection, claims, running, authoritative=True)
    met: set[int] = set()
    newest: dict[int, CustomerRow] = {}
    for row in sorted(listed, key=_newest_purchase, reverse=True):
        claim = Claim(source_id, row.party)
        customer_id = resolved.customer_of[claim]
        people = contacts.people(customer_id, row.party, row.contact)
        news = contacts.keep(connection, people, running)
        first = newest.setdefault(customer_id, row)
        said = row._replace(last_on=first.last_on, last_cents=first.last_cents)
        corrects = claim not in resolved.merged and customer_id not in met
        news |= customers.improve_from_list(connection, customer_id, said, authoritative=corrects)
        if corrects:
            met.add(customer_id)
        if news:
            resolved.updated.add(customer_id)
    outcome.wrong_tax_ids = with_wrong_tax_id(row.party for row in listed)
    _count_listed(outcome, resolved, [resolved.customer_of[claim] for claim in claims])
    return outcome


def _newest_purchase(row: CustomerRow) -> tuple[str, int, tuple[str, ...], Party]:
    """Of several rows about one customer the one with the newest purchase speaks first."""
    texts = (row.contact, row.size, row.network, row.notes)
    return row.last_on or "", row.last_cents or 0, texts, row.party


def _count_listed(outcome: Outcome, resolved: Resolved, customer_ids: list[int]) -> None:
    """Each row made a customer, changed one, or said nothing new; its repeats in the file, too."""
    outcome.customers_created = len(resolved.created)
    outcome.customers_updated = len(resolved.updated - resolved.created)
    seen: set[int] = set()
    for customer_id in customer_ids:
        if customer_id in seen:
            outcome.duplicate += 1
        elif customer_id in resolved.created:
            outcome.imported += 1
        elif customer_id in resolved.updated:
            outcome.updated += 1
        else:
            outcome.duplicate += 1
        seen.add(customer_id)


def twin(
    connection: sqlite3.Connection, sha256: str, outcome: Outcome, running: Operation
) -> Twin | None:
    """The latest other import of the same content under a source that this one does not have.

    Orders are known by their source: whatever is new here is there already, though another
    principal's. None where nothing is new, or more was said. What was undone left no trace.
    """
    if not outcome.imported or outcome.overlaps:
        return None
    rows = connection.execute(
        "SELECT source_id, import_file.operation_id, source.name FROM import_file "
        "JOIN import_source ON import_file_id = import_file.id "
        "JOIN source ON source.id = source_id "
        "WHERE sha256 = ? AND import_file.operation_id <> ? ORDER BY import_source.id DESC",
        (sha256, running.id),
    )
    others = (Twin(*row[1:]) for row in rows if row[0] not in outcome.reached)
    return next(others, None)


def is_recorded(connection: sqlite3.Connection, sha256: str) -> bool:
    """Whether a file of this content was imported, and that not undone."""
    found = connection.execute("SELECT 1 FROM import_file WHERE sha256 = ? LIMIT 1", (sha256,))
    return found.fetchone() is not None


def record(
    connection: sqlite3.Connection, facts: FileFacts, outcome: Outcome, running: Operation
) -> None:
    """Note the file and how far each of its sources now reaches."""
    file_id = next(running.ids)
    connection.execute(
        "INSERT INTO import_file (id, name, kind, sha256, profile, rows_read, rows_imported, "
        "total_cents, imported_on, operation_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            file_id,
            *facts,
            outcome.read,
            outcome.imported,
            outcome.total_cents,
            running.day,
            running.id,
        ),
    )
    for source_id, last_on in outcome.reached.items():
        connection.execute(
            "INSERT INTO import_source (id, import_file_id, source_id, last_on, operation_id) "
            "VALUES (?, ?, ?, ?, ?)",
            (next(running.ids), file_id, source_id, last_on, running.id),
        )
