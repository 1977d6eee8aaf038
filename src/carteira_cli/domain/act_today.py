"""What to do today: promises that are due, the best past their rhythm, orders not invoiced."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from carteira_cli.domain.models import FollowUp, OpenOrder
from carteira_cli.domain.rhythm import REGULAR_ORDER_DAYS
from carteira_cli.domain.standing import Standing, ticket
from carteira_cli.errors import _, plural

ACTIONS = ("follow_up", "call", "invoice")
MOST_ACTIONS = 5


class Action(NamedTuple):
    """One line of what to do today; `value_cents` is what is at stake, `signals` at most three."""

    action: str
    customer_id: int
    value_cents: int
    signals: tuple[str, ...]


def follow_up_actions(
    promises: Iterable[FollowUp], standings: Mapping[int, Standing], as_of: date
) -> list[Action]:
    """The promises that are due, the longest due first."""
    return [
        Action(
            "follow_up",
            promise.customer_id,
            ticket(standings[promise.customer_id]) or 0,
            (_due(date.fromisoformat(promise.due_on), as_of), promise.what),
        )
        for promise in promises
        if promise.due_on <= as_of.isoformat()
    ]


def _due(day: date, as_of: date) -> str:
    if day == as_of:
        return _("retorno para hoje")
    return _("retorno para {day}").format(day=day.strftime("%d/%m"))


def call_actions(premium: Iterable[int], standings: Mapping[int, Standing]) -> list[Action]:
    """The premium customers past their rhythm, in the order of the call list."""
    return [
        Action(
            "call",
            customer_id,
            ticket(standings[customer_id]) or 0,
            _signals(standings[customer_id]),
        )
        for customer_id in premium
    ]


def _signals(standing: Standing) -> tuple[str, ...]:
    silent = plural("{n} dia", "{n} dias", standing.days_silent or 0).format(n=standing.days_silent)
    if standing.summary.order_days < REGULAR_ORDER_DAYS:
        return (silent, "A")
    return (silent, _("ciclo {n}").format(n=round(standing.interval)), "A")


def invoice_actions(
    opened: Iterable[OpenOrder], standings: Mapping[int, Standing], as_of: date
) -> list[Action]:
    """The orders that have waited for their invoice, the largest first."""
    return [
        Action(
            "invoice",
            order.customer_id,
            order.amount_cents,
            (_waiting(order, as_of),),
        )
        for order in opened
        if order.customer_id in standings
    ]


def _waiting(order: OpenOrder, as_of: date) -> str:
    days = (as_of - date.fromisoformat(order.ordered_on)).days
    return plural("pedido {number} há {n} dia", "pedido {number} há {n} dias", days).format(
        number=order.number, n=days
    )


def chosen_actions(found: Iterable[Action], limit: int = MOST_ACTIONS) -> list[Action]:
    """At most `limit` lines (0: all), and no kind of action hides another: one of each in turn.

    Within a kind the order given is kept; the lines come back kind by kind, in `ACTIONS` order.
    """
    seen: Counter[str] = Counter()
    places = []
    for action in found:
        places.append((seen[action.action], ACTIONS.index(action.action), action))
        seen[action.action] += 1
    picked = sorted(places, key=itemgetter(0, 1))[: limit or None]
    return [action for _place, _kind, action in sorted(picked, key=itemgetter(1, 0))]
