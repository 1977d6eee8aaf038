"""`carteira sales`: the orders, newest first."""

from typing import Annotated

import typer

from carteira_cli.commands import gathering, options
from carteira_cli.commands.gathering import Gathered
from carteira_cli.commands.naming import one_customer
from carteira_cli.commands.output import deliver, delivery
from carteira_cli.commands.session import Session
from carteira_cli.commands.wording import coded
from carteira_cli.domain.filters import Filters
from carteira_cli.errors import _
from carteira_cli.store import customers, sales, summaries
from carteira_cli.store.sales import Wanted

HELP = _("Os pedidos, do mais novo ao mais antigo.")

STATUSES = ("open", "partially_invoiced", "invoiced", "paid", "cancelled", "returned")

OfCustomer = Annotated[
    str, typer.Argument(metavar=_("[CLIENTE]"), help=_("Parte do nome, CNPJ ou código."))
]
Status = Annotated[
    str,
    typer.Option(
        "--status",
        metavar="|".join(STATUSES),
        help=_("Só nesta situação do pedido (padrão: todas menos cancelado)."),
    ),
]


def run(
    ctx: typer.Context,
    customer: OfCustomer = "",
    status: Status = "",
    since: options.Since = "all",
    until: options.Until = "",
    city: options.City = "",
    state: options.State = "",
    segment: options.Segment = "",
    principal: options.Principal = "",
    product: options.Product = "",
    classes: options.Classes = "",
    situation: options.Situations = "",
    as_of: options.AsOf = "",
    form: options.Format = "",
    output: options.Output = "",
    limit: options.Limit = 20,
    explain: options.Explain = False,
) -> None:
    """Find the orders that are wanted, read those that are shown, show them."""
    session: Session = ctx.obj
    order = delivery(form, output, session.language)
    day = session.as_of(as_of)
    filters = gathering.filters_of(city, state, segment, classes, situation)
    with session.portfolio() as connection:
        scope = gathering.scope_of(connection, day, principal)
        gathered = Gathered(connection, day, scope, summaries.read_without_gaps)
        whose = _whose(gathered, customer, filters)
        window = gathering.window_of(since, until, day)
        wanted = Wanted(window, scope.principal_id, product, _known(status), whose)
        found = sales.find(connection, wanted)
        listed = sales.read(connection, found.ids[: limit or None])
        people = customers.read(connection, {one.customer_id for one in listed})
    from carteira_cli.render import sales as render

    span = (window.first, window.last)
    shown = render.Sales(day, span, found, listed, people, explain)
    deliver(order, lambda: render.sheet(shown), lambda width: render.screen(shown, limit, width))


def _whose(gathered: Gathered, typed: str, filters: Filters) -> frozenset[int] | None:
    """The customers whose orders are wanted; None for everybody's."""
    if not typed:
        return frozenset(gathered.chosen(filters)) if any(filters) else None
    named = one_customer(gathered.connection, typed).id
    return frozenset({named} & gathered.chosen(filters))


def _known(typed: str) -> frozenset[str]:
    """The codes of the statuses that were typed, as code or word, separated by commas."""
    words = filter(None, (part.strip() for part in typed.split(",")))
    return frozenset(coded("status", "--status", word, STATUSES) for word in words)
