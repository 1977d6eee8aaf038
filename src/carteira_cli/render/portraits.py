"""Every customer with every figure, as a screen and as rows."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from carteira_cli.domain.glossary import label
from carteira_cli.domain.models import Customer
from carteira_cli.domain.purchases import value_score
from carteira_cli.domain.rhythm import rhythm
from carteira_cli.domain.risk import risk_band
from carteira_cli.domain.segments import Basis, Portrait
from carteira_cli.errors import _
from carteira_cli.render.plain import cut, hidden, number, span, whole_reais
from carteira_cli.render.segments import (
    customers,
    cut_sentence,
    nobody,
    rule,
    summary,
)
from carteira_cli.render.sheet import Sheet
from carteira_cli.render.table import Column, table

COLUMNS = (
    "customer_id",
    "customer",
    "trade_name",
    "tax_id",
    "city",
    "state",
    "segment",
    "recency_days",
    "frequency",
    "monetary_cents",
    "r",
    "f",
    "m",
    "score",
    "rfm_segment",
    "order_days",
    "typical_interval_days",
    "median_interval_days",
    "lateness",
    "rhythm",
    "alive",
    "risk",
    "value_score_cents",
    "situation",
    "abc",
    "value_class",
    "frequency_class",
    "lifecycle",
)
_NAME_WIDTH = 26


class Listing(NamedTuple):
    """Customers in the order they are shown, and their records by id."""

    basis: Basis
    portraits: Sequence[Portrait]
    customers: Mapping[int, Customer]


def sheet(shown: Listing, limit: int) -> Sheet:
    """The customers as data."""
    day = shown.basis.as_of
    rows = (
        row(portrait, shown.customers[portrait.standing.summary.customer_id], day)
        for portrait in shown.portraits[: limit or None]
    )
    return Sheet(day.isoformat(), COLUMNS, rows, summary(shown.basis))


def row(portrait: Portrait, customer: Customer, as_of: date) -> dict[str, object]:
    """One customer with every key; what a prospect has not is None."""
    return (
        _who(customer)
        | _scored(portrait)
        | _rhythm(portrait)
        | _classes(portrait)
        | {"value_score_cents": round(value_score(portrait.standing.summary, as_of.toordinal()))}
    )


def _who(customer: Customer) -> dict[str, object]:
    return {
        "customer_id": str(customer.id),
        "customer": customer.name,
        "trade_name": customer.trade_name or None,
        "tax_id": customer.tax_id or None,
        "city": customer.city or None,
        "state": customer.state or None,
        "segment": customer.segment or None,
    }


def _scored(portrait: Portrait) -> dict[str, object]:
    r, f, m = portrait.score or (None, None, None)
    return {
        "recency_days": portrait.standing.days_silent,
        "frequency": portrait.bought.order_days,
        "monetary_cents": portrait.bought.revenue_cents,
        "r": r,
        "f": f,
        "m": m,
        "score": f"{r}{f}{m}" if portrait.score else None,
        "rfm_segment": portrait.rfm_segment,
    }


def _rhythm(portrait: Portrait) -> dict[str, object]:
    standing = portrait.standing
    order_days = standing.summary.order_days
    return {
        "order_days": order_days,
        "typical_interval_days": standing.interval if order_days else None,
        "median_interval_days": _float(standing.summary.median_gap),
        "lateness": standing.lateness if order_days else None,
        "rhythm": rhythm(order_days, standing.lateness),
        "alive": portrait.alive,
        "risk": portrait.risk,
    }


def _classes(portrait: Portrait) -> dict[str, object]:
    return {
        "situation": portrait.standing.situation,
        "abc": portrait.abc,
        "value_class": portrait.value_class,
        "frequency_class": portrait.frequency_class,
        "lifecycle": portrait.lifecycle,
    }


def screen(shown: Listing, limit: int, width: int | None) -> Iterable[object]:
    """The title, a line per customer, and how the scores were cut."""
    basis = shown.basis
    yield " " + _("Carteira · {customers} · {span}").format(
        customers=customers(basis.customers), span=span(*basis.window)
    )
    if not shown.portraits:
        yield " " + nobody()
        return
    yield _table(shown, limit, width)
    if more := hidden(len(shown.portraits), limit):
        yield " " + more
    yield " " + _("Em ordem de peso das compras recentes.")
    yield " " + cut_sentence(basis)
    if basis.explained:
        yield ""
        yield from (f" {line}" for line in _explanation(basis))


def _table(shown: Listing, limit: int, width: int | None) -> object:
    columns = [
        Column(_("Cliente"), flexible=True),
        Column(_("Situação")),
        Column("ABC"),
        Column("RFM"),
        Column(_("Receita"), right=True),
        Column(_("Dias"), right=True),
        Column(_("Ciclo"), right=True),
        Column(_("Risco")),
    ]
    name_width = _NAME_WIDTH if width else 60
    return table(
        columns,
        [
            _cells(portrait, shown.customers[portrait.standing.summary.customer_id], name_width)
            for portrait in shown.portraits[: limit or None]
        ],
    )


def _cells(portrait: Portrait, customer: Customer, name_width: int) -> Sequence[str]:
    standing = portrait.standing
    return (
        cut(customer.shown, name_width),
        label("situation", standing.situation),
        portrait.abc or "–",
        "".join(map(str, portrait.score or ("–",))),
        whole_reais(portrait.bought.revenue_cents),
        "" if standing.days_silent is None else str(standing.days_silent),
        number(standing.interval, 0) if standing.summary.order_days else "",
        label("risk", risk_band(portrait.risk)),
    )


def _explanation(basis: Basis) -> Iterable[str]:
    yield _("Peso das compras recentes: cada uma vale metade a cada 120 dias.")
    yield _("Ciclo: média geométrica dos intervalos, com o da carteira contado duas vezes.")
    yield _("Risco: de não comprar nos próximos dois ciclos; baixo até 1/3, alto desde 2/3.")
    for by in ("rfm", "situation", "value"):
        yield from rule(by, basis.thresholds)


def _float(value: float | None) -> float | None:
    """The same type whether the figure was kept or derived: programs may care."""
    return None if value is None else float(value)
