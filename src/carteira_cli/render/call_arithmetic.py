"""`reactivate --explain`: the arithmetic behind a name's place on the call list."""

from collections.abc import Iterable
from datetime import date

from carteira_cli.domain.call_list import Call, CallList
from carteira_cli.domain.glossary import label
from carteira_cli.domain.purchases import HALF_LIFE_DAYS
from carteira_cli.domain.reactivation import is_due
from carteira_cli.domain.risk import risk_band
from carteira_cli.domain.text import safe
from carteira_cli.errors import _, plural
from carteira_cli.render.plain import count, day, number, whole_reais

_GAPS, _TERMS = 6, 2


def explained(call: Call, listed: CallList) -> Iterable[str]:
    """The name, then each figure that decides with what it is made of."""
    standing = call.portrait.standing
    yield f" {call.rank}  {safe(call.customer.shown)}: {label('situation', standing.situation)}"
    if is_due(call.reachable, listed.as_of.toordinal()):
        yield "    " + _promise(call)
    yield from ("    " + line for line in _interval(call, listed.portfolio_gap))
    yield "    " + _lateness(call)
    yield from ("    " + line for line in _value(call, listed.as_of))
    if call.portrait.risk is not None:
        yield "    " + _("risco de não comprar nos próximos dois ciclos: {n} ({band})").format(
            n=number(call.portrait.risk, 2), band=label("risk", risk_band(call.portrait.risk))
        )


def _promise(call: Call) -> str:
    due_on = date.fromordinal(call.reachable.follow_up_on or 1)
    return _("prometido para {day}: vem antes dos outros").format(day=day(due_on))


def _interval(call: Call, portfolio_gap: float) -> Iterable[str]:
    """The usual interval g, and the gaps it is the mean of."""
    summary, interval = call.portrait.standing.summary, call.portrait.standing.interval
    gaps = summary.gap_days
    if not gaps:
        yield _("ciclo de {days} dias: o da carteira, porque comprou uma vez só").format(
            days=number(interval)
        )
        return
    shown = ", ".join(map(str, gaps[-_GAPS:]))
    yield plural(
        "ciclo de {days} dias: média geométrica de {n} intervalo",
        "ciclo de {days} dias: média geométrica de {n} intervalos",
        len(gaps),
    ).format(days=number(interval), n=count(len(gaps)))
    yield _("  ({gaps}) com o da carteira ({gap}) contado duas vezes;").format(
        gaps=f"…, {shown}" if len(gaps) > _GAPS else shown, gap=number(portfolio_gap)
    )
    yield _("  a mediana dos seus é {median}").format(median=number(summary.median_gap))


def _lateness(call: Call) -> str:
    standing = call.portrait.standing
    return _("{silent} dias sem comprar ÷ {interval} = {lateness} ciclos").format(
        silent=count(call.reachable.days_silent),
        interval=number(standing.interval),
        lateness=number(standing.lateness),
    )


def _value(call: Call, as_of: date) -> Iterable[str]:
    """The terms of the value score: each order day's net, halved every 120 days."""
    if not call.recent.days:
        yield _("peso das compras recentes: 0, nenhum pedido importado ainda")
        return
    terms = [
        f"{whole_reais(cents)} × 2^(−{(as_of - date.fromisoformat(day)).days}/{HALF_LIFE_DAYS})"
        for day, cents in call.recent.days[:_TERMS]
    ]
    if len(call.recent.days) > _TERMS:
        terms.append("…")
    yield _("peso das compras recentes: {terms}").format(terms=" + ".join(terms))
    yield "  = " + whole_reais(call.reachable.value_score)
