"""`carteira reactivate`: whom to call, the most worthwhile first."""

from typing import Annotated

import typer

from carteira_cli.commands import gathering, options
from carteira_cli.commands.classifying import Classified
from carteira_cli.commands.gathering import Gathered, window_of
from carteira_cli.commands.output import deliver, delivery
from carteira_cli.commands.session import Session
from carteira_cli.domain import call_list
from carteira_cli.domain.call_list import Call, CallList, Recent
from carteira_cli.domain.filters import Filters
from carteira_cli.domain.reactivation import Reachable, candidates, in_order
from carteira_cli.domain.rhythm import portfolio_gap
from carteira_cli.errors import _
from carteira_cli.store import contacts, customers, last_orders, sources

HELP = _("Quem chamar agora, e por quê.")

AsList = Annotated[bool, typer.Option("--list", help=_("Mostra a lista de nomes."))]
Silent = Annotated[
    int | None,
    typer.Option(
        "--silent", min=0, metavar="N", help=_("Todos os que estão há mais de N dias sem comprar.")
    ),
]
Former = Annotated[bool, typer.Option("--former", help=_("Só os ex-clientes."))]


def run(
    ctx: typer.Context,
    as_list: AsList = False,  # noqa: ARG001 the list is all there is until a session can be held
    silent: Silent = None,
    former: Former = False,
    city: options.City = "",
    state: options.State = "",
    segment: options.Segment = "",
    principal: options.Principal = "",
    classes: options.Classes = "",
    situation: options.Situations = "",
    as_of: options.AsOf = "",
    form: options.Format = "",
    output: options.Output = "",
    limit: options.Limit = 10,
    explain: options.Explain = False,
) -> None:
    """Let the domain choose and order the names, look up the few that are shown, show them."""
    session: Session = ctx.obj
    order = delivery(form, output, session.language)
    day = session.as_of(as_of)
    filters = gathering.filters_of(city, state, segment, classes, situation)
    with session.portfolio() as connection:
        scope = gathering.scope_of(connection, day, principal)
        gathered = Gathered(connection, day, scope)
        found = _found(gathered, filters, silent, former=former)
        listed = _listed(gathered, found, limit)
        if former:
            listed = listed._replace(former=_former(gathered, filters))
    from carteira_cli.render import reactivate as render
    from carteira_cli.render import reactivate_sheet

    deliver(
        order,
        lambda: reactivate_sheet.sheet(listed),
        lambda width: render.screen(listed, width, explained=explain),
    )


def _found(
    gathered: Gathered, filters: Filters, silent: int | None, *, former: bool
) -> list[Reachable]:
    """All the candidates that fit the filters, in no order."""
    chosen = gathered.chosen(filters) if any(filters) else None
    return candidates(
        (each for each in gathered.reachable if chosen is None or each.customer_id in chosen),
        gathered.as_of.toordinal(),
        silent=silent,
        former=former,
        occasional_days=gathered.thresholds.occasional_days,
    )


def _former(gathered: Gathered, filters: Filters) -> int:
    """How many former customers fit the filters, to be called or not."""
    chosen = gathered.chosen(filters)
    return sum(gathered.standings[key].situation == "former" for key in chosen)


def _listed(gathered: Gathered, found: list[Reachable], limit: int) -> CallList:
    """The list: its first names in full, and the counts of all."""
    today = gathered.as_of.toordinal()
    return CallList(
        gathered.as_of,
        _calls(gathered, in_order(found, today, limit)),
        len(found),
        call_list.at_stake(found, gathered.standings),
        call_list.due(found, today),
        gathered.stale_days,
        portfolio_gap([summary.median_gap for summary in gathered.summaries]),
    )


def _calls(gathered: Gathered, first: list[Reachable]) -> list[Call]:
    """Everything that is said of the names that are shown, read for them alone."""
    ids = [each.customer_id for each in first]
    portraits = Classified(gathered, window_of("", "", gathered.as_of)).portraits(ids)
    people = customers.read(gathered.connection, ids)
    reaches = contacts.first_reach(gathered.connection, ids)
    stale = sources.stale_customers(gathered.connection, ids, gathered.stale_before)
    return [
        Call(
            rank,
            each,
            portrait,
            people[each.customer_id],
            reaches[each.customer_id],
            _recent(gathered, each.customer_id),
            each.customer_id in stale,
        )
        for rank, (each, portrait) in enumerate(zip(first, portraits, strict=True), start=1)
    ]


def _recent(gathered: Gathered, customer_id: int) -> Recent:
    connection, scope = gathered.connection, gathered.scope
    days = last_orders.order_days(connection, customer_id, scope)
    if not days:
        return Recent([], [])
    bought = last_orders.products(connection, customer_id, days[0][0], scope.principal_id)
    return Recent(days, bought)
