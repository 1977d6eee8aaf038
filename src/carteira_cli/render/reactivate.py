"""The call list as a screen."""

from collections.abc import Iterable
from datetime import date

from rich.text import Text

from carteira_cli.domain.call_list import Call, CallList
from carteira_cli.domain.reactivation import CONTACT_DAYS, is_due
from carteira_cli.domain.risk import risk_band
from carteira_cli.errors import _, plural
from carteira_cli.render.call_arithmetic import explained as arithmetic
from carteira_cli.render.call_reason import reason, short_reason
from carteira_cli.render.lines import URGENT, WARNING
from carteira_cli.render.plain import count, cut, day, number, phone, whole_reais
from carteira_cli.render.table import Column, table

_WIDE = 110  # from here on there is room for the interval and for the reason in full
_NAME, _CITY = 34, 18
_FEWEST_OF_A_NAME, _SHORTEST_REASON = 12, 17


def screen(listed: CallList, width: int | None, *, explained: bool) -> Iterable[object]:
    """The title, the names, and below them what the order goes by and what to type next."""
    yield f" {_title(listed)}"
    if not listed.calls:
        yield " " + _nobody(listed)
        return
    if explained:
        yield " " + _("Em jogo: a soma dos tickets médios de todos os nomes da lista.")
        for call in listed.calls:
            yield ""
            yield from arithmetic(call, listed)
        return
    yield ""
    yield _wide(listed) if width is None or width >= _WIDE else _narrow(listed, width)
    yield ""
    yield from _below(listed)


def _nobody(listed: CallList) -> str:
    """That nobody is to be called; of the former customers also why."""
    if listed.former is None:
        return _("Ninguém para chamar.")
    if not listed.former:
        return _("Ninguém para chamar: nenhum cliente está marcado como ex-cliente.")
    return plural(
        "Ninguém para chamar: o {n} ex-cliente foi contatado há menos de {days} dias, "
        "tem pedido em aberto ou não quer ser contatado.",
        "Ninguém para chamar: os {n} ex-clientes foram contatados há menos de {days} dias, "
        "têm pedido em aberto ou não querem ser contatados.",
        listed.former,
    ).format(n=count(listed.former), days=CONTACT_DAYS)


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
        Column(_("Cliente"), flexible=True),
        Column(_("Cidade"), flexible=True),
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
        Column(_("Cliente"), flexible=True),
        Column(_("Cidade"), flexible=True),
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
    return (
        phone(call.reach.phone, call.reach.phone_text),
        _silence(call, "{n}"),
        number(call.portrait.standing.interval, 0),
        whole_reais(call.ticket_cents),
        cut(short_reason(call, as_of), _SHORTEST_REASON),
    )


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
