"""`reactivate --explain`: the arithmetic behind a name's place on the call list."""

from collections.abc import Iterable
from datetime import date

from carteira_cli.domain.call_list import Call, CallList
from carteira_cli.domain.glossary import label
from carteira_cli.domain.reactivation import is_due
from carteira_cli.domain.risk import risk_band
from carteira_cli.domain.text import safe
from carteira_cli.errors import _
from carteira_cli.render import arithmetic
from carteira_cli.render.plain import day, number

_TERMS = 2


def explained(call: Call, listed: CallList) -> Iterable[str]:
    """The name, then each figure that decides with what it is made of."""
    situation = label("situation", call.portrait.standing.situation)
    yield f" {call.rank}  {safe(call.customer.shown)}: {situation}"
    yield from ("  " + line for line in _figures(call, listed))


def _figures(call: Call, listed: CallList) -> Iterable[str]:
    standing = call.portrait.standing
    if is_due(call.reachable, listed.as_of.toordinal()):
        due_on = date.fromordinal(call.reachable.follow_up_on or 1)
        yield _("retorno para {day}: vem antes dos outros").format(day=day(due_on))
    yield from arithmetic.interval(standing, listed.portfolio_gap)
    yield arithmetic.lateness(standing)
    yield from arithmetic.value(standing, call.recent.days, listed.as_of, _TERMS)
    if call.portrait.risk is not None:
        yield _("risco de não comprar nos próximos dois ciclos: {n} ({band})").format(
            n=number(call.portrait.risk, 2), band=label("risk", risk_band(call.portrait.risk))
        )
