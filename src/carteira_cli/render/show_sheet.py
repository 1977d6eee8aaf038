"""One customer as one row, with everything known of it as lists."""

from carteira_cli.domain.models import Contact, Interaction
from carteira_cli.domain.money import average
from carteira_cli.domain.show import Card, Placed, monthly
from carteira_cli.render import portraits
from carteira_cli.render.sheet import Sheet

COLUMNS = (
    *portraits.COLUMNS,
    "contacts",
    "orders",
    "products",
    "principals",
    "interactions",
    "follow_ups",
)


def sheet(card: Card) -> Sheet:
    """The customer as one row; the summary holds the totals and the rule of the situation."""
    summary = card.portrait.standing.summary
    row = portraits.row(card.portrait, card.customer, card.as_of) | _lists(card)
    totals = {
        "orders": summary.orders,
        "revenue_cents": summary.revenue_cents,
        "average_ticket_cents": average(summary.revenue_cents, summary.orders),
        "rule": card.judged.rule,
        "monthly_cents": dict(monthly(card.dealings.days, card.as_of)),
    }
    return Sheet(card.as_of.isoformat(), COLUMNS, [row], totals)


def _lists(card: Card) -> dict[str, object]:
    talks, dealings = card.talks, card.dealings
    return {
        "contacts": [_contact(contact) for contact in talks.contacts],
        "orders": [_order(placed) for placed in dealings.orders],
        "products": [usual._asdict() for usual in dealings.products],
        "principals": [dealing._asdict() for dealing in dealings.principals],
        "interactions": [_interaction(talk) for talk in talks.interactions],
        "follow_ups": [{"due_on": one.due_on, "what": one.what} for one in talks.follow_ups],
    }


def _contact(contact: Contact) -> dict[str, object]:
    reach = contact.reach
    return {
        "name": reach.name or None,
        "role": contact.role or None,
        "phone": reach.phone or reach.phone_text or None,
        "email": reach.email or None,
        "birthday": contact.birthday,
    }


def _order(placed: Placed) -> dict[str, object]:
    order = placed.order
    return {
        "date": order.ordered_on,
        "order": order.number or None,
        "principal": order.principal or None,
        "amount_cents": order.amount_cents,
        "status": order.status,
        "products": [item.name for item in placed.items],
    }


def _interaction(talk: Interaction) -> dict[str, object]:
    return {
        "date": talk.day,
        "channel": talk.channel or None,
        "result": talk.result or None,
        "reason": talk.reason or None,
        "note": talk.note or None,
    }
