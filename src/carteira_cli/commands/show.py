"""`carteira show`: one customer whole, on one screen."""

from typing import Annotated

import typer

from carteira_cli.commands import options
from carteira_cli.commands.classifying import Classified
from carteira_cli.commands.gathering import Gathered, scope_of, window_of
from carteira_cli.commands.naming import one_customer
from carteira_cli.commands.output import deliver, delivery
from carteira_cli.commands.session import Session
from carteira_cli.domain.models import Customer
from carteira_cli.domain.rhythm import portfolio_gap
from carteira_cli.domain.show import Card, Dealings, Judged, Placed, Talks
from carteira_cli.domain.situation import situation_rule
from carteira_cli.domain.standing import Standing
from carteira_cli.errors import _
from carteira_cli.store import Connection, contacts, interactions, sales, summaries
from carteira_cli.store.sales import Wanted
from carteira_cli.store.windows import Window

HELP = _("Um cliente numa tela: ciclo, valor, pedidos, contatos.")
EPILOG = _('Por exemplo: carteira show "Mercado Ana"')

_TALKS = 5

TheCustomer = Annotated[
    str, typer.Argument(metavar=_("CLIENTE"), help=_("Parte do nome, CNPJ ou código."))
]
Orders = Annotated[
    int, typer.Option("--limit", metavar="N", min=0, help=_("No máximo tantos pedidos (0: todos)."))
]


def run(
    ctx: typer.Context,
    customer: TheCustomer,
    as_of: options.AsOf = "",
    form: options.Format = "",
    output: options.Output = "",
    limit: Orders = 5,
    explain: options.Explain = False,
) -> None:
    """Find the customer, gather what is known of it, show it."""
    session: Session = ctx.obj
    order = delivery(form, output, session.language)
    day = session.as_of(as_of)
    with session.portfolio() as connection:
        found = one_customer(connection, customer)
        gathered = Gathered(connection, day, scope_of(connection, day, ""), summaries.read)
        card = _card(gathered, found, limit)
    from carteira_cli.render.show import screen
    from carteira_cli.render.show_sheet import sheet

    deliver(order, lambda: sheet(card), lambda width: screen(card, width, explained=explain))


def _card(gathered: Gathered, customer: Customer, limit: int) -> Card:
    """All that is known of one customer; the portfolio says what it is measured by."""
    connection, today = gathered.connection, gathered.scope.as_of
    classified = Classified(gathered, window_of("", "", gathered.as_of))
    (portrait,) = classified.portraits([customer.id])
    return Card(
        gathered.as_of,
        customer,
        portrait,
        _judged(gathered, portrait.standing),
        _dealings(connection, customer.id, today, limit),
        Talks(
            contacts.of_customer(connection, customer.id),
            interactions.last_contacts(connection, customer.id, today, _TALKS),
            interactions.open_follow_ups(connection, [customer.id], today),
        ),
    )


def _judged(gathered: Gathered, standing: Standing) -> Judged:
    rule = situation_rule(
        standing.summary,
        gathered.as_of.toordinal(),
        standing.lateness,
        gathered.thresholds,
        former=standing.situation == "former",
    )
    gap = portfolio_gap([summary.median_gap for summary in gathered.summaries])
    return Judged(rule, gathered.thresholds, gap)


def _dealings(connection: Connection, customer_id: int, today: str, limit: int) -> Dealings:
    wanted = Wanted(Window(None, today), customer_ids=frozenset({customer_id}))
    found = sales.find(connection, wanted)
    orders = sales.read(connection, found.ids[: limit or None])
    return Dealings(
        [Placed(order, sales.items(connection, order.id)) for order in orders],
        sales.mix(connection, customer_id, today),
        sales.dealings(connection, customer_id, today),
        sales.days(connection, customer_id, today),
    )
