"""Taking in who can be reached at a customer, and what was said there: address books, reports."""

import sqlite3
from collections.abc import Iterable, Sequence

from carteira_cli.domain import cadence
from carteira_cli.domain.importing import Future, Outcome, taken_apart, with_wrong_tax_id
from carteira_cli.domain.matching import Claim
from carteira_cli.domain.models import Contact, Interaction
from carteira_cli.domain.rows import ContactRow, InteractionRow, Passing, Skipped
from carteira_cli.errors import _
from carteira_cli.store import contacts, interactions, marks, matching, sources
from carteira_cli.store.contacts import Kept
from carteira_cli.store.operations import Operation
from carteira_cli.store.sources import Sourcing


def take_contacts(
    connection: sqlite3.Connection,
    rows: Iterable[Passing],
    sourcing: Sourcing,
    running: Operation,
) -> Outcome:
    """Bring an address book in: whoever is at a customer of the portfolio.

    It makes no customers: a telephone knows the dentist, too.
    """
    outcome = Outcome()
    told = taken_apart(rows, ContactRow, outcome)
    source_id = sources.origin(connection, sourcing, "", running).source_id
    customer_of = matching.find_known(
        connection, [Claim(source_id, row.party) for row in told], running
    )
    spoken_of: set[int] = set()
    touched: set[int] = set()
    for row in told:
        customer_id = customer_of.get(Claim(source_id, row.party))
        if customer_id is None:
            outcome.skipped.append(Skipped(row.line, _("não é cliente da carteira")))
            continue
        kept = _keep(connection, customer_id, row, (spoken_of, running))
        outcome.imported += kept.is_new
        outcome.updated += kept.is_news and not kept.is_new
        outcome.duplicate += not kept.is_news
        touched |= {customer_id} if kept.is_news else set()
    outcome.skipped.sort(key=lambda skipped: skipped.line)
    outcome.customers_updated = len(touched)
    outcome.wrong_tax_ids = with_wrong_tax_id(row.party for row in told)
    return outcome


def _keep(
    connection: sqlite3.Connection,
    customer_id: int,
    row: ContactRow,
    scene: tuple[set[int], Operation],
) -> Kept:
    """Keep each way to reach somebody; the first row of a file that speaks of one also corrects it.

    The role is of whom the row names first, and the birthday stands with the first way alone.
    """
    spoken_of, running = scene
    made = []
    for place, reach in enumerate(row.reaches):
        role = row.role if reach.name == row.reaches[0].name else ""
        said = Contact(customer_id, reach, role, None if place else row.birthday)
        kept = contacts.keep_one(connection, said, running)
        if kept.id not in spoken_of:
            spoken_of.add(kept.id)
            corrected = contacts.correct(connection, kept.id, said)
            kept = kept._replace(is_news=kept.is_news or corrected)
        made.append(kept)
    return Kept(made[0].id, any(one.is_news for one in made), any(one.is_new for one in made))


def take_interactions(
    connection: sqlite3.Connection,
    rows: Iterable[Passing],
    sourcing: Sourcing,
    running: Operation,
) -> Outcome:
    """Bring a visit report in; who was visited and is not known yet is a prospect.

    A row is known by its customer, day, time, channel, result, reason and note, and by how many
    times the file says it.
    """
    outcome = Outcome()
    told = taken_apart(rows, InteractionRow, outcome)
    source_id = sources.origin(connection, sourcing, "", running).source_id
    claims = [Claim(source_id, row.party) for row in told]
    resolved = matching.resolve(connection, claims, running, authoritative=False)
    said = sorted(_made(row, resolved.customer_of[Claim(source_id, row.party)]) for row in told)
    known = interactions.imported(connection, set(resolved.customer_of.values()))
    for at, contact in said:
        if known[at, contact]:
            known[at, contact] -= 1
            outcome.duplicate += 1
        else:
            _note(connection, (at, contact), running)
            outcome.imported += 1
    outcome.customers_created = len(resolved.created)
    outcome.customers_updated = len(resolved.updated)
    outcome.wrong_tax_ids = with_wrong_tax_id(row.party for row in told)
    outcome.future = _future([row.day for row in told if row.day > running.day])
    return outcome


def _made(row: InteractionRow, customer_id: int) -> tuple[str, Interaction]:
    """When a contact was made, and the contact: of an imported one the file's own day and time."""
    at = f"{row.day}T{row.time}" if row.time else row.day
    contact = Interaction(customer_id, row.day, row.channel, row.result, row.reason, row.note)
    return at, contact


def _note(
    connection: sqlite3.Connection, made: tuple[str, Interaction], running: Operation
) -> None:
    """Note a contact, and let it settle what was due and keep who asked so from being called.

    What `log` asks of the rep besides is not guessed: no next date, and nobody is given up.
    """
    at, contact = made
    if cadence.keeps_promises(contact.result):
        interactions.close_follow_ups(
            connection, contact.customer_id, contact.day, due_by=contact.day
        )
    if contact.result == "do_not_contact":
        marks.forbid_contact(connection, contact.customer_id)
    interactions.add_interaction(connection, contact, running, at=at)


def _future(days: Sequence[str]) -> Future:
    return Future(len(days), max(days, default=""))
