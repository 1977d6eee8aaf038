"""The morning's screen: 80 columns, 24 lines, readable without colour."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from carteira_cli.domain.days import same_days_last_year
from carteira_cli.domain.situation import Thresholds
from carteira_cli.domain.status import Morning, Pause, SourceAge, Status
from carteira_cli.domain.text import safe
from carteira_cli.errors import _, plural
from carteira_cli.render import act_today
from carteira_cli.render.lines import GOOD, QUIET, STRONG, URGENT, WARNING, Line, flowed, line
from carteira_cli.render.plain import (
    count,
    day,
    share,
    short_day,
    signed,
    weekday,
    whole_reais,
)
from carteira_cli.render.situation_rule import situation_rule

_MOST_SOURCES = 3
_INDENT = 11


class Asked(NamedTuple):
    """How the screen was asked for: filters as typed, the file, the settings, the arithmetic."""

    filters: str
    path: str
    thresholds: Thresholds
    explained: bool


def screen(morning: Morning, width: int | None, asked: Asked) -> Iterable[Line]:
    """The screen's lines, in the order a rep asks: can I trust it, what do I do, how do I stand."""
    status = morning.status
    if not sum(status.customers.values()):
        yield from _empty(asked)
        return
    yield from _trust(status, width)
    yield line()
    if status.paused:
        yield line(f" {_paused(status.paused)}", URGENT)
    yield from act_today.screen(morning, width)
    yield line()
    for label, parts in (
        (_("CARTEIRA"), _portfolio(status)),
        (_("MÊS"), _month(status)),
        (_("ABC"), _abc(status)),
        (_("7 DIAS"), _soon(status)),
    ):
        yield from flowed(label, parts, width, indent=_INDENT)
    yield line()
    yield _next(status, asked.filters)
    if asked.explained:
        yield from _explanation(status, asked.thresholds)


def _paused(pause: Pause) -> str:
    if pause.is_of_most:
        return _("Quase toda a carteira parou de comprar. Falta importar pedidos?")
    return _(
        "Pararam de comprar {late} de {n} clientes, mais que o habitual. Falta importar?"
    ).format(late=count(pause.late), n=count(pause.regular))


def _empty(asked: Asked) -> Iterable[Line]:
    if asked.filters:
        yield line(" " + _("Nenhum cliente com esses filtros."))
        return
    yield line(" " + _("A carteira está vazia ({path}).").format(path=safe(asked.path)))
    yield line()
    yield line(" " + _("Para começar: carteira import ARQUIVO   (ou carteira demo, para conhecer)"))


def _trust(status: Status, width: int | None) -> Iterable[Line]:
    """The day, how far each source reaches, and the business days left in the month."""
    today = f"{_('Carteira')} · {weekday(status.as_of)} {day(status.as_of)}"
    behind = sorted(status.trust.sources, key=lambda source: (not source.stale, -source.days))
    shown, more = behind[:_MOST_SOURCES], behind[_MOST_SOURCES:]
    shown.sort(key=lambda source: (not source.stale, -source.days if source.stale else source.days))
    left = plural("{n} dia útil no mês", "{n} dias úteis no mês", status.business_days_left)
    parts = [(today, STRONG), (left.format(n=status.business_days_left), "")]
    parts += [(_source(source, status.as_of), URGENT if source.stale else "") for source in shown]
    if more:
        late = URGENT if more[0].stale else ""
        parts.append((plural("e mais {n}", "e mais {n}", len(more)).format(n=len(more)), late))
    return flowed("", parts, width, indent=1)


def _source(source: SourceAge, as_of: date) -> str:
    """`Serra até 19/11`, and what to do about a stale one."""
    until = short_day(source.last_on) if source.last_on.year == as_of.year else day(source.last_on)
    said = _("{source} até {day}").format(source=source.name or _("Pedidos"), day=until)
    if not source.stale:
        return said
    wanted = plural("{n} dia: importe", "{n} dias: importe", source.days)
    return f"{said}, {wanted.format(n=source.days)}"


def _portfolio(status: Status) -> Iterable[tuple[str, str]]:
    """The situations with their change since last month's end."""
    now, changed = status.customers, status.changes
    active = _("ativos {n}").format(n=count(now["active"]))
    recurrent = _("({n} recorrentes)").format(n=count(status.active.recurrent))
    yield _counted(f"{active} {recurrent}", changed.get("active", 0)), GOOD
    for code, label, style in (
        ("new", _("novos {n}"), GOOD),
        ("at_risk", _("em risco {n}"), WARNING),
        ("inactive", _("inativos {n}"), ""),
        ("prospect", _("prospects {n}"), ""),
        ("former", _("ex-clientes {n}"), ""),
    ):
        if now[code] or code in ("new", "at_risk", "inactive"):
            yield _counted(label.format(n=count(now[code])), changed.get(code, 0)), style


def _counted(said: str, change: int) -> str:
    return " ".join(filter(None, (said, signed(change))))


def _month(status: Status) -> Iterable[tuple[str, str]]:
    """Ordered and invoiced so far, against the same days before; who bought."""
    month, covered = status.month, status.month.coverage
    yield _("pedidos R$ {cents}").format(cents=whole_reais(month.ordered_cents)), ""
    yield _("faturado R$ {cents}").format(cents=whole_reais(month.invoiced_cents)), ""
    before = _("1 a {day}: R$ {cents}{change}").format(
        day=day(same_days_last_year(status.as_of).until),
        cents=whole_reais(month.same_days_last_year_cents),
        change=_change(month.ordered_cents, month.same_days_last_year_cents),
    )
    yield before, ""
    bought = _("positivados {buyers} de {base} ({share})").format(
        buyers=count(covered.buyers), base=count(covered.base), share=share(covered.share or 0.0)
    )
    yield bought, ""
    if status.average_ticket_cents is not None:
        ticket = whole_reais(status.average_ticket_cents)
        yield _("ticket médio em 12 meses R$ {cents}").format(cents=ticket), ""


def _change(now: int, before: int) -> str:
    """` (+4%)` against what it was; nothing where there was nothing."""
    if before <= 0:
        return ""
    percent = round((now - before) * 100 / before)
    return f" ({signed(percent) or '0'}%)"


def _abc(status: Status) -> Iterable[tuple[str, str]]:
    """The measured curve, and what of the best is at risk per month."""
    curve = status.curve
    if not curve.base:
        yield _("nenhuma venda nos últimos 12 meses"), QUIET
        return
    a, b, c = (curve.classes[letter].members for letter in "ABC")
    said = plural("A: {n} cliente ({share}) faz 80%", "A: {n} clientes ({share}) fazem 80%", a)
    yield said.format(n=count(a), share=share(a / curve.base)), ""
    yield f"B {count(b)} · C {count(c)}", ""
    if status.at_risk_cents:
        at_risk = _("em risco na A: R$ {cents} por mês")
        yield at_risk.format(cents=whole_reais(status.at_risk_cents)), WARNING


def _soon(status: Status) -> Iterable[tuple[str, str]]:
    """What the next seven days should bring."""
    coming = status.soon
    said = plural(
        "{n} recompra esperada (R$ {cents})",
        "{n} recompras esperadas (R$ {cents})",
        coming.repurchases,
    )
    cents = whole_reais(coming.repurchase_cents)
    yield said.format(n=count(coming.repurchases), cents=cents), ""
    if coming.follow_ups:
        promised = plural("{n} retorno", "{n} retornos", coming.follow_ups)
        yield promised.format(n=count(coming.follow_ups)), ""


def _next(status: Status, filters: str) -> Line:
    """The command to type now."""
    shown = line(f" {_('Próximo:')} ")
    if not status.to_call:
        return shown.then("carteira import " + _("ARQUIVO"), STRONG).then(
            "   " + _("(ninguém a reativar hoje)"), QUIET
        )
    names = plural("{n} nome, R$ {cents}", "{n} nomes, R$ {cents}", status.to_call)
    said = names.format(n=count(status.to_call), cents=whole_reais(status.at_stake_cents))
    command = " ".join(filter(None, ("carteira reactivate --list", safe(filters))))
    return shown.then(command, STRONG).then(f"   ({said})", QUIET)


def _explanation(status: Status, thresholds: Thresholds) -> Iterable[Line]:
    """The rule behind each figure."""
    yield line()
    for sentence in (
        *situation_rule(thresholds),
        _("recorrente: 3 dias de compra ou mais em 12 meses"),
        _("+ e −: contra o fim do mês passado"),
        _("positivados ÷ carteira sem prospects e ex-clientes: {buyers} ÷ {base}").format(
            buyers=status.month.coverage.buyers, base=status.month.coverage.base
        ),
        _("ticket médio: receita líquida ÷ pedidos em 12 meses"),
        _("em risco na A: receita de 12 meses dos clientes A em risco ÷ 12"),
        _("recompra esperada: o ciclo do cliente acaba nos próximos 7 dias"),
    ):
        yield line(f" {sentence}", QUIET)
