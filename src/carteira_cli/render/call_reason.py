"""Why a name is on the call list, in words: in full, and as short as a narrow screen needs."""

from datetime import date

from carteira_cli.domain.call_list import Call
from carteira_cli.domain.glossary import label
from carteira_cli.domain.reactivation import is_due
from carteira_cli.domain.rhythm import REGULAR_ORDER_DAYS
from carteira_cli.domain.risk import risk_band
from carteira_cli.errors import _, plural
from carteira_cli.render.plain import number, short_day


def reason(call: Call, as_of: date) -> str:
    """Why the name is on the list: `2,1 ciclos · A · risco alto`."""
    return " · ".join(filter(None, (_promised(call, as_of), _rhythm(call), *_grades(call))))


def _promised(call: Call, as_of: date) -> str:
    """The promise that is due, the first thing to say."""
    if not is_due(call.reachable, as_of.toordinal()):
        return ""
    due_on = date.fromordinal(call.reachable.follow_up_on or as_of.toordinal())
    if due_on == as_of:
        return _("retorno para hoje")
    return _("retorno para {day}").format(day=short_day(due_on))


def _rhythm(call: Call) -> str:
    """How late by its own rhythm, or how little of a rhythm there is; or why it left."""
    standing = call.portrait.standing
    if call.reachable.former:
        return label("reason", call.customer.former_reason) or label("situation", "former")
    bought = standing.summary.order_days
    if bought >= REGULAR_ORDER_DAYS:
        return _("{n} ciclos").format(n=number(standing.lateness))
    return plural("comprou {n} vez", "comprou {n} vezes", bought).format(n=bought)


def _grades(call: Call) -> tuple[str, str]:
    band = label("risk", risk_band(call.portrait.risk))
    return call.portrait.abc or "", _("risco {band}").format(band=band) if band else ""


def short_reason(call: Call, as_of: date) -> str:
    """The reason as far as no column has said it: `A · risco alto`, or the promise alone."""
    if is_due(call.reachable, as_of.toordinal()):
        return _promised_in_short(call, as_of)
    if call.reachable.former:
        return _rhythm(call)
    return " · ".join(filter(None, _grades(call)))


def _promised_in_short(call: Call, as_of: date) -> str:
    due_on = date.fromordinal(call.reachable.follow_up_on or as_of.toordinal())
    if due_on == as_of:
        return _("retorno hoje")
    return _("retorno de {day}").format(day=short_day(due_on))
