"""One customer on one 80×24 screen."""

from collections.abc import Iterable, Sequence
from datetime import date

from carteira_cli.domain.glossary import label
from carteira_cli.domain.models import Customer
from carteira_cli.domain.money import average
from carteira_cli.domain.rhythm import REGULAR_ORDER_DAYS, rhythm
from carteira_cli.domain.risk import risk_band
from carteira_cli.domain.show import Card, Placed, monthly
from carteira_cli.domain.tax_id import mask
from carteira_cli.domain.text import safe
from carteira_cli.errors import _, plural
from carteira_cli.render import arithmetic
from carteira_cli.render.fitted import fitted
from carteira_cli.render.labelled import LABEL_WIDTH, headed, labelled, shortened
from carteira_cli.render.lines import GOOD, STRONG, URGENT, WARNING, Line, line
from carteira_cli.render.plain import count, cut, day, number, reais, whole_reais
from carteira_cli.render.situations import why
from carteira_cli.render.talks import people, said

_NO_WIDTH = 10_000
_LEAST = 8  # cells of a legal name
_GAPS, _TERMS = 6, 5
_NOTHING, _STEPS = "▁", "▂▃▄▅▆▇█"
_STYLES = {"active": GOOD, "new": GOOD, "at_risk": WARNING, "inactive": URGENT}


def screen(card: Card, width: int | None, *, explained: bool) -> Iterable[object]:
    """Who, how to reach them, how they stand, what they bought, what was said."""
    parts = (
        *_who(card, width or _NO_WIDTH),
        Line(),
        *_facts(card),
        Line(),
        *_bought(card, width),
        *said(card.talks),
    )
    yield from (shortened(part, width or _NO_WIDTH) for part in parts)
    if explained:
        yield ""
        yield from (f" {line}" for line in _explanation(card))


def _who(card: Card, width: int) -> Iterable[Line]:
    customer, situation = card.customer, card.portrait.standing.situation
    yield _named(customer, width)
    place = "/".join(filter(None, (customer.city, customer.state)))
    words = [customer.segment, customer.size, place, _classes(card)]
    state = line(label("situation", situation), _STYLES.get(situation, ""))
    yield headed(*words, state, _wish(card))
    if customer.notes:
        yield labelled(_("Observações"), " ".join(customer.notes.split()))


def _named(customer: Customer, width: int) -> Line:
    """The names and the tax id: on a narrow screen the legal name gives way, then the other."""
    tax_id = mask(customer.tax_id)
    name = cut(customer.shown, width - len(tax_id) - 4)
    legal = customer.name if customer.trade_name not in {"", customer.name} else ""
    room = width - len(tax_id) - len(name) - 7
    return headed(line(name, STRONG), cut(legal, room) if room >= _LEAST else "", tax_id)


def _classes(card: Card) -> str:
    if card.portrait.abc is None:
        return ""
    return _("classe {letter}").format(letter=card.portrait.abc)


def _wish(card: Card) -> Line:
    if not card.customer.do_not_contact:
        return Line()
    return line(label("result", "do_not_contact"), URGENT)


def _facts(card: Card) -> Iterable[Line]:
    yield from people(card.talks.contacts)
    yield labelled(_("Situação"), _state(card), _risk_word(card))
    if card.portrait.standing.summary.order_days:
        yield labelled(_("Ciclo"), *_interval(card))
        yield labelled(_("Sem comprar"), *_silence(card))
    if card.dealings.days:
        yield labelled(_("24 meses"), _months(card))
        yield labelled(_("Valor (R$)"), *_value(card))


def _state(card: Card) -> str:
    standing = card.portrait.standing
    return _("{situation}: {why}").format(
        situation=label("situation", standing.situation), why=why(card)
    )


def _risk_word(card: Card) -> str:
    if card.portrait.risk is None:
        return ""
    return _("risco {band}").format(band=label("risk", risk_band(card.portrait.risk)))


def _interval(card: Card) -> Iterable[str]:
    standing = card.portrait.standing
    summary = standing.summary
    gaps = summary.gap_days
    if summary.order_days < REGULAR_ORDER_DAYS:
        yield label("rhythm", "no_rhythm")
        gap = card.judged.portfolio_gap
        yield plural(
            "o da carteira é de {days} dia", "o da carteira é de {days} dias", round(gap)
        ).format(days=number(gap, 0))
    else:
        interval = standing.interval
        yield plural("{days} dia", "{days} dias", round(interval)).format(days=number(interval, 0))
    if gaps:
        yield plural("{n} intervalo: {gaps}", "{n} intervalos: {gaps}", len(gaps)).format(
            n=count(len(gaps)), gaps=arithmetic.last_gaps(gaps, _GAPS)
        )


def _silence(card: Card) -> Iterable[str]:
    standing = card.portrait.standing
    summary = standing.summary
    last = date.fromordinal(summary.last_day or 1)
    yield plural("{n} dia, desde {day}", "{n} dias, desde {day}", standing.days_silent or 0).format(
        n=count(standing.days_silent or 0), day=day(last)
    )
    if summary.order_days >= REGULAR_ORDER_DAYS:
        yield _("{n} ciclos").format(n=number(standing.lateness))
        yield label("rhythm", rhythm(summary.order_days, standing.lateness))


def _months(card: Card) -> str:
    months = monthly(card.dealings.days, card.as_of)
    month, most = max(months, key=lambda found: found[1])
    drawn = _spark([cents for _month, cents in months])
    if most <= 0:
        return drawn
    return _("{spark}  maior: R$ {amount} em {month}").format(
        spark=drawn, amount=whole_reais(most), month=f"{month[5:]}/{month[:4]}"
    )


def _spark(values: Sequence[int]) -> str:
    """One cell for each value, the largest full; an empty one for 0 and below."""
    largest = max(values)
    return "".join(
        _STEPS[(value * len(_STEPS) - 1) // largest] if value > 0 else _NOTHING for value in values
    )


def _value(card: Card) -> Iterable[str]:
    summary = card.portrait.standing.summary
    yield _("12 meses {amount}").format(amount=whole_reais(card.portrait.bought.revenue_cents))
    yield _("total {amount}").format(amount=whole_reais(summary.revenue_cents))
    yield plural("{n} pedido", "{n} pedidos", summary.orders).format(n=count(summary.orders))
    ticket = average(summary.revenue_cents, summary.orders)
    if ticket is not None:
        yield _("ticket médio {amount}").format(amount=whole_reais(ticket))


def _bought(card: Card, width: int | None) -> Iterable[Line]:
    dealings = card.dealings
    if not dealings.orders:
        yield labelled(_("Pedidos"), _no_orders(card))
        return
    rows = [_cells(placed) for placed in dealings.orders]
    room = (width or _NO_WIDTH) - LABEL_WIDTH - 1
    lines = fitted(rows, (False, False, True, False, False), room, {1: 8, 4: 8})
    for place, cells in enumerate(lines):
        yield labelled("" if place else _("Pedidos"), cells)
    if dealings.products:
        yield labelled(_("Mix"), ", ".join(f"{one.name} ×{one.times}" for one in dealings.products))
    named = [one for one in dealings.principals if one.principal]
    if named:
        yield labelled(
            _("Compra de"),
            ", ".join(f"{one.principal} (R$ {whole_reais(one.revenue_cents)})" for one in named),
        )


def _no_orders(card: Card) -> str:
    stated = card.customer.stated_last_cents
    if card.customer.stated_last_on is None:
        return _("nenhum ainda")
    if stated is None:
        return _("nenhum importado; a última compra está só na lista")
    return _("nenhum importado; a lista diz R$ {amount} na última compra").format(
        amount=reais(stated)
    )


def _cells(placed: Placed) -> Sequence[str]:
    order = placed.order
    return (
        day(date.fromisoformat(order.ordered_on)),
        order.number,
        reais(order.amount_cents),
        label("status", order.status),
        ", ".join(dict.fromkeys(item.name for item in placed.items)),
    )


def _explanation(card: Card) -> Iterable[str]:
    """The situation's rule, and each figure with what it is made of."""
    situation = label("situation", card.portrait.standing.situation)
    name = safe(card.customer.shown)
    yield _("{customer}: {situation}").format(customer=name, situation=situation)
    if card.portrait.standing.summary.order_days:
        yield from (f"  {line}" for line in _rhythm(card))
    yield "  " + _("{why} → {situation}").format(why=why(card), situation=situation)
    if card.portrait.standing.summary.order_days:
        yield from (f"  {line}" for line in _worth(card))


def _rhythm(card: Card) -> Iterable[str]:
    yield from arithmetic.interval(card.portrait.standing, card.judged.portfolio_gap)
    yield arithmetic.lateness(card.portrait.standing)


def _worth(card: Card) -> Iterable[str]:
    newest = [(on, cents) for on, cents in reversed(card.dealings.days) if cents > 0]
    yield from arithmetic.value(card.portrait.standing, newest, card.as_of, _TERMS)
    yield from _risk(card)
    score = card.portrait.score
    if score:
        segment = label("rfm_segment", card.portrait.rfm_segment)
        yield _("notas RFM: {r} {f} {m}, {segment}").format(**score._asdict(), segment=segment)


def _risk(card: Card) -> Iterable[str]:
    if card.portrait.risk is not None:
        yield _("risco de não comprar nos próximos dois ciclos: {n} ({band})").format(
            n=number(card.portrait.risk, 2), band=label("risk", risk_band(card.portrait.risk))
        )
