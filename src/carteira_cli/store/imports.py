"""Taking a file into the portfolio: customers matched, each sale once, the derived tables fresh."""

import sqlite3
from collections.abc import Iterable

from carteira_cli.domain.importing import Outcome, taken_apart, with_wrong_tax_id
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
