"""The call list as a screen and as rows."""

from collections.abc import Iterable
from datetime import date

from rich.text import Text

from carteira_cli.domain.call_list import Call, CallList
from carteira_cli.domain.glossary import label
from carteira_cli.domain.reactivation import is_due
from carteira_cli.domain.rhythm import REGULAR_ORDER_DAYS
from carteira_cli.domain.risk import risk_band
from carteira_cli.domain.whatsapp import whatsapp_url
from carteira_cli.errors import _, plural
from carteira_cli.render.call_arithmetic import explained as arithmetic
from carteira_cli.render.lines import URGENT, WARNING
from carteira_cli.render.plain import count, cut, day, number, phone, short_day, whole_reais
from carteira_cli.render.sheet import Sheet
from carteira_cli.render.table import Column, table

COLUMNS = (
    "rank",
    "customer_id",
    "customer",
    "trade_name",
    "tax_id",
    "city",
    "state",
    "phone",
    "whatsapp_url",
    "email",
    "days_silent",
    "typical_interval_days",
    "lateness",
    "situation",
    "rfm_segment",
    "abc",
    "last_order_on",
    "last_order_cents",
    "average_ticket_cents",
    "revenue_cents",
    "value_score_cents",
    "risk",
    "reason",
    "last_products",
    "stale",
)
_WIDE = 110  # from here on there is room for the interval and for the reason in full
_NAME, _CITY = 34, 18
_FEWEST_OF_A_NAME, _SHORTEST_REASON = 12, 17


def sheet(listed: CallList) -> Sheet:
    """The names as data; the summary is of all candidates, whatever the limit."""
    summary = {
        "candidates": listed.candidates,
        "shown": len(listed.calls),
        "at_stake_cents": listed.at_stake_cents,
        "follow_ups_due": listed.follow_ups_due,
    }
    rows = [_row(call, listed.as_of) for call in listed.calls]
    return Sheet(listed.as_of.isoformat(), COLUMNS, rows, summary)


def _row(call: Call, as_of: date) -> dict[str, object]:
    standing, customer = call.portrait.standing, call.customer
    return {
        "rank": call.rank,
        "customer_id": str(customer.id),
        "customer": customer.name,
        "trade_name": customer.trade_name or None,
        "tax_id": customer.tax_id or None,
        "city": customer.city or None,
        "state": customer.state or None,
        "phone": call.reach.phone or call.reach.phone_text or None,
        "whatsapp_url": whatsapp_url(call.reach.phone),
        "email": call.reach.email or None,
        "days_silent": standing.days_silent,
        "typical_interval_days": standing.interval,
        "lateness": standing.lateness,
        "situation": standing.situation,
        "rfm_segment": call.portrait.rfm_segment,
        "abc": call.portrait.abc,
        "last_order_on": call.last_on.isoformat(),
        "last_order_cents": call.last_cents,
        "average_ticket_cents": call.ticket_cents,
        "revenue_cents": standing.summary.revenue_cents,
        "value_score_cents": call.reachable.value_score,
        "risk": call.portrait.risk,
        "reason": reason(call, as_of),
        "last_products": call.recent.products,
        "stale": call.stale,
    }


def reason(call: Call, as_of: date) -> str:
    """Why the name is on the list: `2,1 ciclos · A · risco alto`."""
    return " · ".join(filter(None, (_promised(call, as_of), _rhythm(call), *_grades(call))))


def _promised(call: Call, as_of: date) -> str:
    """The promise that is due, the first thing to say."""
    if not is_due(call.reachable, as_of.toordinal()):
        return ""
    due_on = date.fromordinal(call.reachable.follow_up_on or as_of.toordinal())
    if due_on == as_of:
        return _("prometido para hoje")
    return _("prometido para {day}").format(day=short_day(due_on))


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


def screen(listed: CallList, width: int | None, *, explained: bool) -> Iterable[object]:
    """The title, the names, and below them what the order goes by and what to type next."""
    yield f" {_title(listed)}"
    if not listed.calls:
        yield " " + _("Ninguém para chamar.")
        return
    if explained:
        for call in listed.calls:
            yield ""
            yield from arithmetic(call, listed)
        return
    yield ""
    yield _wide(listed) if width is None or width >= _WIDE else _narrow(listed, width)
    yield ""
    yield from _below(listed)


def _title(listed: CallList) -> str:
    names = plural("{shown} de {n} nome", "{shown} de {n} nomes", listed.candidates)
    return " · ".join(
        (
            _("Reativar"),
            names.format(shown=count(len(listed.calls)), n=count(listed.candidates)),
            _("R$ {amount} em jogo").format(amount=whole_reais(listed.at_stake_cents)),
            day(listed.as_of),
        )
    )


def _wide(listed: CallList) -> object:
    columns = [
        Column("#", right=True),
        Column(_("Cliente")),
        Column(_("Cidade")),
        Column(_("Telefone")),
        Column(_("Sem comprar"), right=True),
        Column(_("Ciclo"), right=True),
        Column(_("Ticket"), right=True),
        Column(_("Por quê")),
    ]
    return table(
        columns,
        [
            (
                str(call.rank),
                cut(call.customer.shown, _NAME),
                cut(call.customer.city, _CITY),
                phone(call.reach.phone, call.reach.phone_text),
                _silence(call, plural("{n} dia", "{n} dias", call.reachable.days_silent)),
                number(call.portrait.standing.interval, 0),
                whole_reais(call.ticket_cents),
                _coloured(reason(call, listed.as_of), call, listed.as_of),
            )
            for call in listed.calls
        ],
    )


def _silence(call: Call, words: str) -> str:
    """The days without a purchase, with a `?` where an import may be missing."""
    return words.format(n=count(call.reachable.days_silent)) + ("?" if call.stale else "")


def _coloured(words: str, call: Call, as_of: date) -> Text:
    """Red for what was promised, yellow for a high risk."""
    if is_due(call.reachable, as_of.toordinal()):
        return Text(words, style=URGENT)
    return Text(words, style=WARNING if risk_band(call.portrait.risk) == "high" else "")


def _narrow(listed: CallList, width: int) -> object:
    """The same in 80 columns: the reason in short, one blank between columns, long names cut."""
    facts = [_short(call, listed.as_of) for call in listed.calls]
    titles = (_("Telefone"), _("Dias"), _("Ciclo"), _("Ticket"), _("Por quê"))
    taken = sum(max(map(len, column)) + 1 for column in zip(titles, *facts, strict=True))
    left = width - taken - len(" 10 ") - 1
    city = min(left // 3, max(len(call.customer.city) for call in listed.calls))
    name = max(left - city, _FEWEST_OF_A_NAME)
    columns = [
        Column("#", right=True),
        Column(_("Cliente")),
        Column(_("Cidade")),
        *(Column(title, right=title in titles[1:4]) for title in titles),
    ]
    drawn = table(
        columns,
        [
            (
                str(call.rank),
                cut(call.customer.shown, name),
                cut(call.customer.city, city),
                *fact[:-1],
                _coloured(fact[-1], call, listed.as_of),
            )
            for call, fact in zip(listed.calls, facts, strict=True)
        ],
    )
    drawn.padding = (0, 1, 0, 0)
    return drawn


def _short(call: Call, as_of: date) -> tuple[str, str, str, str, str]:
    """Phone, days, interval, ticket, and the reason as far as no column has said it."""
    why = " · ".join(filter(None, _grades(call)))
    if is_due(call.reachable, as_of.toordinal()):
        why = _promised_in_short(call, as_of)
    elif call.reachable.former:
        why = _rhythm(call)
    return (
        phone(call.reach.phone, call.reach.phone_text),
        _silence(call, "{n}"),
        number(call.portrait.standing.interval, 0),
        whole_reais(call.ticket_cents),
        cut(why, _SHORTEST_REASON),
    )


def _promised_in_short(call: Call, as_of: date) -> str:
    due_on = date.fromordinal(call.reachable.follow_up_on or as_of.toordinal())
    if due_on == as_of:
        return _("prometido hoje")
    return _("prometido {day}").format(day=short_day(due_on))


def _below(listed: CallList) -> Iterable[str]:
    """What the order goes by, what the marks mean, and what to type after a call."""
    yield " " + _("Ordem: compras recentes pesam mais. A conta de cada um: --explain.")
    if any(call.stale for call in listed.calls):
        yield " " + plural(
            "? sem importar há {n} dia ou mais: pode ter comprado e não sabemos.",
            "? sem importar há {n} dias ou mais: pode ter comprado e não sabemos.",
            listed.stale_days,
        ).format(n=listed.stale_days)
    yield " " + _('Depois de ligar: carteira log CLIENTE --result "não atendeu"')
