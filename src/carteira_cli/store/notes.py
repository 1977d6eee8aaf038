"""Taking electronic invoices in: each note a sale, each event kept, whatever the files' order."""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from carteira_cli.domain.importing import Outcome
from carteira_cli.domain.notes import (
    ABROAD,
    Batch,
    Deal,
    Found,
    Note,
    deals,
    gather,
    invoice_of,
    sale_rows,
)
from carteira_cli.domain.tax_id import mask
from carteira_cli.domain.text import fold
from carteira_cli.store import documents, imports, settings, sources, summaries
from carteira_cli.store.documents import Filed
from carteira_cli.store.operations import Operation
from carteira_cli.store.sources import Sourcing


class _Placed(NamedTuple):
    """A note, the names of its principal and (folded) of its source, and its number there."""

    deal: Deal
    principal: str
    source_key: str
    number: str

    @property
    def note(self) -> Note:
        return self.deal.note


def take_notes(
    connection: sqlite3.Connection,
    found: Iterable[Found],
    sourcing: Sourcing,
    running: Operation,
) -> Outcome:
    """Bring a batch of notes and events in; the derived tables are refreshed for whom it touched.

    A row is an item of a note, or an event. A key is one in the whole country: a note that came
    under another source before is known, and stays there.
    """
    batch = gather(found)
    news = documents.keep_events(connection, batch.cancellations.values(), running)
    known = documents.filed(connection, [note.key for note in batch.notes.values()])
    here: list[_Placed] = []
    elsewhere: list[_Placed] = []
    for placed in _placed(connection, batch, (sourcing, known)):
        filed = known.get(placed.note.key)
        is_here = filed is None or filed.source_key == placed.source_key
        (here if is_here else elsewhere).append(placed)
    outcome = _take(connection, (batch, here), sourcing, running)
    _count_known(outcome, elsewhere, known)
    outcome.imported += news
    outcome.duplicate += batch.repeated + len(batch.cancellations) - news
    new = [placed.note.key for placed in here if placed.note.key not in known]
    documents.adopt_events(connection, new, running)
    _cancel(connection, batch, outcome, running)
    return outcome


def _placed(
    connection: sqlite3.Connection, batch: Batch, scene: tuple[Sourcing, dict[str, Filed]]
) -> Iterator[_Placed]:
    """Where each note goes; a principal known by its tax id keeps the name it has."""
    sourcing, known = scene
    names = documents.principals(connection)
    by_name = {fold(name): name for name in sources.principal_names(connection).values()}
    all_deals = deals(batch.notes.values(), names.keys())
    held = documents.numbered(connection, [deal.note.number for deal in all_deals])
    for deal in all_deals:
        tax_id, said = deal.principal.tax_id, deal.principal.name
        own = by_name.get(fold(deal.principal.trade_name)) or said  # as the rep calls it already
        name = names.setdefault(tax_id or said, own or mask(tax_id))
        source_key = fold(sourcing.source or sourcing.sold_for(name))
        filed = known.get(deal.note.key)
        number = filed.number if filed else _number(deal, source_key, held)
        yield _Placed(deal, name, source_key, number)


def _number(deal: Deal, source_key: str, held: dict[tuple[str, str], str]) -> str:
    """The note's own number, with its issuer where another issuer's note has it in that source.

    So it is for what a customer issued, whose numbers are not the principal's.
    """
    note = deal.note
    with_issuer = f"{note.number}/{note.key[6:20]}"
    if deal.is_by_customer:
        return with_issuer
    holder = held.setdefault((source_key, note.number), note.key)
    return note.number if invoice_of(holder) == note.invoice else with_issuer


def _take(
    connection: sqlite3.Connection,
    notes: tuple[Batch, list[_Placed]],
    sourcing: Sourcing,
    running: Operation,
) -> Outcome:
    """Let the notes be sales, as the rows of any file are, and complete them."""
    batch, here = notes
    sourcing = sourcing._replace(of_notes=True)
    void = documents.cancelled(connection, [placed.note.key for placed in here])
    rows = (sale_rows(p.deal, p.number, p.principal, cancelled=p.note.key in void) for p in here)
    outcome = imports.take_sales(
        connection, chain(batch.others, chain.from_iterable(rows)), sourcing, running
    )
    outcome.wrong_tax_ids = [p for p in outcome.wrong_tax_ids if p.state != ABROAD]
    _name_files(outcome, here)
    left_out = {row.line for row in outcome.problems} | {row.line for row in outcome.skipped}
    _complete(connection, [p for p in here if p.note.line not in left_out], running)
    return outcome


def _name_files(outcome: Outcome, here: list[_Placed]) -> None:
    """Complete the rows that the portfolio refused: their column and cell is the file's name."""
    files = {placed.note.line: placed.note.file for placed in here}
    outcome.problems = [
        problem
        if problem.cells
        else problem._replace(column=files[problem.line], cells=(files[problem.line],))
        for problem in outcome.problems
    ]


def _complete(connection: sqlite3.Connection, here: list[_Placed], running: Operation) -> None:
    """Give the sales what only documents say; the earliest note tells a principal's tax id."""
    source_ids = {name_key: source_id for source_id, name_key in sources.keys(connection).items()}
    tax_ids: dict[int, str] = {}
    for placed in here:
        place = (source_ids[placed.source_key], placed.number)
        principal_id = documents.complete(connection, place, placed.note, running)
        if principal_id is not None and placed.deal.principal.tax_id:
            tax_ids.setdefault(principal_id, placed.deal.principal.tax_id)
    for principal_id, tax_id in tax_ids.items():
        documents.know_principal(connection, principal_id, tax_id)


def _count_known(outcome: Outcome, elsewhere: list[_Placed], known: dict[str, Filed]) -> None:
    """Notes that another source brought: nothing new, but that source reaches this far."""
    for placed in elsewhere:
        outcome.duplicate += len(placed.note.items)
        source_id = known[placed.note.key].source_id
        outcome.reached[source_id] = max(outcome.reached.get(source_id, ""), placed.note.day)


def _cancel(
    connection: sqlite3.Connection, batch: Batch, outcome: Outcome, running: Operation
) -> None:
    """Cancel the stored sales whose events came now."""
    customer_ids = documents.cancel(connection, batch.cancellations, running)
    outcome.sales_updated += len(customer_ids)
    if customer_ids:
        summaries.refresh(connection, set(customer_ids), settings.thresholds(connection))
