"""`carteira customers duplicates`: which customers may be one. It merges nobody."""

from datetime import date
from functools import partial

import typer

from carteira_cli.commands import options
from carteira_cli.commands.gathering import Gathered
from carteira_cli.commands.output import deliver, delivery
from carteira_cli.commands.session import Session
from carteira_cli.domain.resemblance import Pair, Resemblance, Side, Suggested
from carteira_cli.errors import NotInstalled, _
from carteira_cli.store import Connection, contacts, customers, resemblances, summaries
from carteira_cli.store.summaries import Scope

HELP = _("Clientes que podem ser um só; não junta ninguém.")


def run(
    ctx: typer.Context,
    as_of: options.AsOf = "",
    form: options.Format = "",
    output: options.Output = "",
    limit: options.Limit = 6,  # of three lines each: one screen
) -> None:
    """Compare all customers, and show the pairs that may be one, the likeliest first."""
    session: Session = ctx.obj
    order = delivery(form, output, session.language)
    day = session.as_of(as_of)
    with session.portfolio() as connection:
        found = _suggested(connection)
        pairs = _described(connection, day, found[: limit or None])
    from carteira_cli.render import duplicates as render

    shown = Suggested(day, pairs, len(found))
    deliver(order, partial(render.sheet, shown), partial(render.screen, shown))


def _suggested(connection: Connection) -> list[Resemblance]:
    """All pairs that may be one customer.

    Raises:
        NotInstalled: rapidfuzz, which knows how alike two names are, is not there.
    """
    try:
        from carteira_cli.domain.duplicates import suggest
    except ModuleNotFoundError as fault:
        raise NotInstalled(
            _("Comparar clientes pede uma parte que não está instalada."),
            _("Instale com: pip install carteira-cli[dedupe]"),
        ) from fault
    return suggest(resemblances.candidates(connection))


def _described(connection: Connection, day: date, found: list[Resemblance]) -> list[Pair]:
    """The pairs with what a person tells the two by."""
    ids = {key for pair in found for key in (pair.customer_id, pair.other_id)}
    people, reaches = customers.read(connection, ids), contacts.first_reach(connection, ids)
    gathered = Gathered(connection, day, Scope(day.isoformat()), summaries.read_without_gaps)
    last = {summary.customer_id: summary.last_day for summary in gathered.summaries}
    sides = {key: Side(people[key], reaches[key], last[key]) for key in ids}
    return [
        Pair(sides[pair.customer_id], sides[pair.other_id], pair.score, pair.evidence)
        for pair in found
    ]
