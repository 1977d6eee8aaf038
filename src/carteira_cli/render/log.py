"""What was noted of a contact, as a line and as a row."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from carteira_cli.domain.glossary import label
from carteira_cli.domain.models import Customer, Interaction
from carteira_cli.domain.text import safe
from carteira_cli.errors import _
from carteira_cli.render.plain import day, short_day, weekday
from carteira_cli.render.saved import saved
from carteira_cli.render.sheet import Sheet

COLUMNS = ("customer_id", "customer", "result", "reason", "channel", "next_on")


class Logged(NamedTuple):
    """A contact noted, the next date if there is one; `operation` None: a rehearsal."""

    customer: Customer
    contact: Interaction
    next_on: date | None
    operation: int | None


def sheet(shown: Logged) -> Sheet:
    """The contact as one row."""
    row = {
        "customer_id": str(shown.customer.id),
        "customer": shown.customer.name,
        "result": shown.contact.result,
        "reason": shown.contact.reason or None,
        "channel": shown.contact.channel,
        "next_on": shown.next_on and shown.next_on.isoformat(),
    }
    return Sheet(shown.contact.day, COLUMNS, [row], {"operation": shown.operation})


def screen(shown: Logged) -> Iterable[str]:
    """Whom it was, what came of it and what follows; then how to take it back."""
    yield f"{safe(shown.customer.shown)}: {_result(shown.contact)}{_follows(shown)}"
    yield saved(shown.operation)


def _result(contact: Interaction) -> str:
    result = label("result", contact.result)
    return f"{result} ({label('reason', contact.reason)})" if contact.reason else result


def _follows(shown: Logged) -> str:
    """What the contact leads to: a next date, the end, or nothing."""
    if shown.contact.result == "gave_up":
        return " → " + _("agora é ex-cliente")
    if shown.contact.result == "do_not_contact":
        return " → " + _("fora de todas as listas")
    if shown.next_on is None:
        return ""
    return " → " + _("ligar de novo {day}").format(
        day=f"{weekday(shown.next_on)}, {_near(shown.next_on, shown.contact.day)}"
    )


def _near(next_on: date, contact_day: str) -> str:
    """The year only where it is another one."""
    same_year = next_on.year == date.fromisoformat(contact_day).year
    return short_day(next_on) if same_year else day(next_on)
