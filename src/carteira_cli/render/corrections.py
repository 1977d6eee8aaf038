"""Which orders a file corrected: from what to what."""

from collections.abc import Iterator
from datetime import date

from carteira_cli.domain.corrections import Correction
from carteira_cli.domain.glossary import label
from carteira_cli.domain.importing import Outcome
from carteira_cli.domain.text import safe
from carteira_cli.errors import _, plural
from carteira_cli.render.plain import count, day, reais


def corrected(outcome: Outcome) -> Iterator[str]:
    """The orders that were there before and are other now, the gravest by name."""
    orders, named = outcome.sales_updated, outcome.corrections
    if not orders:
        return
    if not named:
        yield " " + plural(
            "{n} pedido completado (itens, datas ou condições)",
            "{n} pedidos completados (itens, datas ou condições)",
            orders,
        ).format(n=count(orders))
        return
    yield " " + plural("{n} pedido corrigido:", "{n} pedidos corrigidos:", orders).format(
        n=count(orders)
    )
    for correction in named:
        yield f"   {_called(correction)}: {', '.join(_changes(correction))}"
    if len(named) < orders:
        more = orders - len(named)
        yield "   " + plural("e mais {n}", "e mais {n}", more).format(n=count(more))


def _called(correction: Correction) -> str:
    if correction.number:
        return safe(correction.number)
    return _("sem número, de {day}").format(day=_day(correction.before.day))


def _changes(correction: Correction) -> Iterator[str]:
    before, after = correction.before, correction.after
    if before.amount_cents != after.amount_cents:
        yield f"R$ {reais(before.amount_cents)} → R$ {reais(after.amount_cents)}"
    if before.status != after.status:
        yield f"{label('status', before.status)} → {label('status', after.status)}"
    if before.day != after.day:
        yield f"{_day(before.day)} → {_day(after.day)}"


def _day(iso: str) -> str:
    return day(date.fromisoformat(iso))
