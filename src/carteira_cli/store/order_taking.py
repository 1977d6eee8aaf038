"""The staged orders of a file against what is stored: new, known, corrected, or refused."""

import sqlite3
from itertools import chain

from carteira_cli.domain.importing import Outcome
from carteira_cli.domain.rows import Problem
from carteira_cli.errors import _
from carteira_cli.store import fresh, meanwhile, orders, staging, stored
from carteira_cli.store.alikes import suspect
from carteira_cli.store.fresh import Fresh
from carteira_cli.store.operations import Operation
from carteira_cli.store.orders import Written
from carteira_cli.store.overlaps import Overlaps
from carteira_cli.store.sources import Sourcing
from carteira_cli.store.staging import Incoming, Key
from carteira_cli.store.stored import StoredSale


def take_orders(
    connection: sqlite3.Connection, sourcing: Sourcing, scene: tuple[Operation, Outcome]
) -> set[int]:
    """Write what the staged orders change; the customers whose sales changed."""
    running, outcome = scene
    first_id = next(running.ids)
    running = running._replace(ids=chain([first_id], running.ids))  # the first sale has it
    overlaps = Overlaps(connection, running, sourcing, first_id)
    writer = orders.Writer(connection, running, by_line=sourcing.by_line, beyond=overlaps.beyond)
    written = _write_fresh(connection, running, outcome)
    once_merged = meanwhile.once_merged(connection)
    rest = staging.orders(connection, written.rest)
    for key, told, kept in stored.beside(connection, rest):
        if key.customer_id in once_merged:
            times = once_merged[key.customer_id]
            kept += meanwhile.came(connection, (key, told, kept), times)
        if kept and stored.is_told_again(told, kept):
            outcome.duplicate += len(told)
        else:
            order = key, staging.understood(told), stored.sales(kept)
            _take_order(writer, outcome, order)
        running.told(len(told))
    writer.flush()
    outcome.skipped += overlaps.skipped
    outcome.overlaps = overlaps.found
    suspect(connection, running, sourcing, first_id, outcome)
    outcome.corrections = writer.corrections
    outcome.sales_cancelled += len(writer.cancelled)
    outcome.cancelled_cents += sum(writer.cancelled)
    return writer.touched | written.customers


def _write_fresh(connection: sqlite3.Connection, running: Operation, outcome: Outcome) -> Fresh:
    """Into a portfolio without sales, write what leaves no question open."""
    written = fresh.write(connection, running)
    outcome.imported += written.rows
    outcome.total_cents += written.cents
    outcome.sales_created += written.sales
    outcome.sales_cancelled += written.cancelled
    outcome.cancelled_cents += written.cancelled_cents
    running.told(written.rows)
    return written


def _take_order(
    writer: orders.Writer,
    outcome: Outcome,
    order: tuple[Key, list[Incoming], list[StoredSale]],
) -> None:
    """Reconcile an order with what is stored of it; rows of another customer are refused."""
    key, incoming, kept = order
    owner = _owner(incoming, kept)
    rows = [row for row in incoming if row.customer_id == owner]
    outcome.problems += [_conflict(key, row) for row in incoming if row.customer_id != owner]
    if rows:
        _count(outcome, writer.write(key, rows, kept))


def _owner(incoming: list[Incoming], kept: list[StoredSale]) -> int:
    """Whose order it is: a number that comes with another customer *and* day is another order.

    A stored order stays with its customer where the file names that one too; where it names one
    other customer, on the stored order's own day, that is a correction of who bought.
    """
    customers_named = {row.customer_id for row in incoming}
    if not kept or kept[0].customer_id in customers_named:
        return kept[0].customer_id if kept else incoming[0].customer_id
    same_day = incoming[0].row.day == kept[0].rows[0].day
    return incoming[0].customer_id if same_day else kept[0].customer_id


def _conflict(key: Key, row: Incoming) -> Problem:
    """The refusal of a row; its column and cells are for whoever has the file to add."""
    return Problem(
        row.file_line,
        "",
        key.number,
        _(
            "o pedido {number} é de outro cliente; "
            "se vem de outro sistema, diga qual: --source NOME"
        ).format(number=key.number),
    )


def _count(outcome: Outcome, written: Written) -> None:
    outcome.imported += len(written.new)
    outcome.updated += written.corrected
    outcome.duplicate += written.known
    outcome.sales_created += written.created
    outcome.sales_updated += written.updated
    counted = (row.amount_cents for row in written.new if row.status != "cancelled")
    outcome.total_cents += sum(counted)
