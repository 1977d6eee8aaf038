"""`carteira customers duplicates`: which customers may be one, and who is not. It merges nobody."""

from datetime import date
from functools import partial
from typing import Annotated

import typer

from carteira_cli.commands import options
from carteira_cli.commands.gathering import Gathered
from carteira_cli.commands.naming import another_customer, one_customer
from carteira_cli.commands.output import deliver, delivery
from carteira_cli.commands.session import Session, say
from carteira_cli.domain.resemblance import Pair, Resemblance, Side, Suggested
from carteira_cli.errors import NotInstalled, _
from carteira_cli.render.saved import saved
from carteira_cli.store import Connection, contacts, customers, operations, resemblances, summaries
from carteira_cli.store.summaries import Scope

HELP = _("Clientes que podem ser um só; não junta ninguém.")

Apart = Annotated[
    tuple[str, str],
    typer.Option(
        "--not", metavar=_("UM OUTRO"), help=_("Estes dois não são um só: não sugerir mais o par.")
    ),
]


def run(
    ctx: typer.Context,
    apart: Apart = ("", ""),
    dry_run: options.DryRun = False,
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
        if any(apart):
            _tell_apart(session, connection, apart, rehearsal=dry_run)
        found = _suggested(connection)
        pairs = _described(connection, day, found[: limit or None])
    from carteira_cli.render import duplicates as render

    shown = Suggested(day, pairs, len(found))
    deliver(order, partial(render.sheet, shown), partial(render.screen, shown))


def _tell_apart(
    session: Session, connection: Connection, apart: tuple[str, str], *, rehearsal: bool
) -> None:
    """Remember, as one operation, that the two are not one, and say so."""
    one = one_customer(connection, apart[0])
    other = another_customer(connection, apart[1], one)
    with session.change(connection, "duplicates", rehearsal=rehearsal) as running:
        resemblances.tell_apart(connection, one.id, other.id, running)
        operations.summarise(connection, running, f"{one.shown} ≠ {other.shown}")
    say(
        _("{one} e {other} são dois: o par não é mais sugerido.").format(
            one=one.shown, other=other.shown
        )
    )
    say(saved(session.committed))


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
            _("Instale com: pipx inject carteira-cli rapidfuzz (ou pip install rapidfuzz)"),
        ) from fault
    apart = resemblances.told_apart(connection)
    return [
        pair
        for pair in suggest(resemblances.candidates(connection))
        if (min(pair[:2]), max(pair[:2])) not in apart
    ]


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
