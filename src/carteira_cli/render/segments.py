"""The portfolio in groups, as a screen and as rows."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from carteira_cli.domain.rfm import FEWEST_SCORED
from carteira_cli.domain.segments import Basis, Group, names, words
from carteira_cli.domain.situation import Thresholds
from carteira_cli.errors import _, plural
from carteira_cli.render.plain import count, cut, hidden, share, span, whole_reais
from carteira_cli.render.sheet import Sheet
from carteira_cli.render.situation_rule import situation_rule
from carteira_cli.render.table import GOOD, Column, bar, bar_room, table

COLUMNS = (
    "group",
    "customers",
    "share_of_customers",
    "orders",
    "revenue_cents",
    "share_of_revenue",
    "average_ticket_cents",
)
_NAME_WIDTH, _BAR_WIDTH = 24, 10


class Groups(NamedTuple):
    """The groups, and what they are groups of: a code of `domain.segments.names`."""

    basis: Basis
    by: str
    groups: Sequence[Group]


def summary(basis: Basis) -> dict[str, object]:
    """How the scores came about, for programs; `bins` is absent where there are no scores."""
    scores = basis.scores
    return {
        "scored": scores.scored,
        "bins": scores.bins if scores.by_key else None,
        "bought_once_share": scores.bought_once,
        "customers": basis.customers,
    }


def sheet(shown: Groups, limit: int) -> Sheet:
    """The groups as data."""
    rows = [dict(zip(COLUMNS, group, strict=True)) for group in shown.groups[: limit or None]]
    return Sheet(shown.basis.as_of.isoformat(), COLUMNS, rows, summary(shown.basis))


def screen(shown: Groups, limit: int, width: int | None) -> Iterable[object]:
    """The title, a line per group, and how it was cut."""
    yield f" {_title(shown)}"
    if not shown.groups:
        yield " " + nobody()
        return
    yield _table(shown, limit, width)
    if more := hidden(len(shown.groups), limit):
        yield " " + more
    if shown.by == "rfm":
        yield " " + cut_sentence(shown.basis)
    twice = sum(group.customers for group in shown.groups) > shown.basis.customers
    if twice and not shown.basis.explained:  # where the rule says it
        yield " " + _("Um cliente conta em cada representada de que compra.")
    if shown.basis.explained:
        yield ""
        yield from (f" {line}" for line in explanation(shown.by, shown.basis.thresholds))


def _table(shown: Groups, limit: int, width: int | None) -> object:
    largest = max(abs(group.share_of_revenue) for group in shown.groups) or 1.0
    return table(
        [
            Column(_heading(shown.by), flexible=True),
            Column(_("Clientes"), right=True),
            Column("%", right=True),
            Column(_("Pedidos"), right=True),
            Column(_("Receita"), right=True),
            Column("%", right=True),
            Column(_("Ticket"), right=True),
            Column("", style=GOOD),
        ],
        [
            (
                cut(_called(group.name, shown.by), _NAME_WIDTH if width else 60),
                count(group.customers),
                share(group.share_of_customers),
                count(group.orders),
                whole_reais(group.revenue_cents),
                share(group.share_of_revenue),
                whole_reais(group.average_ticket_cents),
                bar(group.share_of_revenue / largest, bar_room(width, _BAR_WIDTH)),
            )
            for group in shown.groups[: limit or None]
        ],
    )


def _called(name: str | None, by: str) -> str:
    """The group's name; of none, what those in it lack."""
    if name is not None:
        return words(by).get(name, name)
    lacking = {"rfm": _("(sem perfil)"), "value": _("(sem receita)")}
    return lacking.get(by, _("(não informado)"))


def _title(shown: Groups) -> str:
    revenue = sum(group.revenue_cents for group in shown.groups)
    return _("{by} · {customers} · {span} · R$ {total}").format(
        by=_heading(shown.by),
        customers=customers(shown.basis.customers),
        span=span(*shown.basis.window),
        total=whole_reais(revenue),
    )


def _heading(by: str) -> str:
    word = names()[by]
    return word[:1].upper() + word[1:]


def customers(number: int) -> str:
    """A number of customers, in words."""
    return plural("{n} cliente", "{n} clientes", number).format(n=count(number))


def nobody() -> str:
    """The sentence for an empty portfolio, or filters that nobody fits."""
    return _("Nenhum cliente. Comece com carteira import ARQUIVO, ou afrouxe os filtros.")


def cut_sentence(basis: Basis) -> str:
    """How the frequency was cut and why, or why nobody has a score."""
    scores = basis.scores
    if not scores.by_key:
        return _(
            "Sem notas RFM: {n} compraram no período, e com menos de {least} não há o que comparar."
        ).format(n=count(scores.scored), least=FEWEST_SCORED)
    if scores.bins == "fixed":
        sentence = _("Frequência em faixas fixas (1, 2, 3–4, 5–9, 10 ou mais): {why}.")
    else:
        sentence = _("Frequência em quintis: {why}.")
    return sentence.format(why=_why(basis))


def _why(basis: Basis) -> str:
    if basis.forced:
        return _("pedido em --bins")
    return _("{part} dos que compraram no período compraram uma vez só").format(
        part=share(basis.scores.bought_once)
    )


def explanation(by: str, thresholds: Thresholds) -> Iterable[str]:
    """The rule of the groups, and of their figures."""
    yield from rule(by, thresholds)
    yield _("Receita líquida: pedidos não cancelados menos devoluções, no período.")
    yield _("Ticket: receita dividida pelos pedidos.")


def rule(by: str, thresholds: Thresholds) -> Iterable[str]:
    """What decides to which group a customer belongs; nothing where the group is in its record."""
    rules = {
        "rfm": _rfm_rule,
        "value": _value_rule,
        "frequency": _frequency_rule,
        "lifecycle": _lifecycle_rule,
        "principal": _principal_rule,
    }
    if by == "situation":
        return situation_rule(thresholds)
    return rules[by]() if by in rules else ()


def _rfm_rule() -> Iterable[str]:
    yield _("R: dias desde a última compra; F: dias de compra e M: receita, no período.")
    yield _("Nota de 1 a 5: o quinto da carteira em que o cliente está; iguais empatam.")
    yield _("Se mais de 40% compraram uma vez só, F usa faixas fixas em vez de quintos.")
    yield _("O perfil vem das três notas; sem compra no período não há perfil.")


def _value_rule() -> Iterable[str]:
    yield _("Pela curva ABC do período: premium é A, intermediário é B, básico é C.")
    yield _("Sem receita no período: sem classe.")


def _frequency_rule() -> Iterable[str]:
    yield _("Nos 12 meses: recorrente com 3 dias de compra ou mais, ocasional com 1 ou 2.")


def _lifecycle_rule() -> Iterable[str]:
    yield _("alcance: prospect sem contato; aquisição: prospect já contatado.")
    yield _("nutrição: 1 ou 2 dias de compra; retenção: 3 ou mais.")
    yield _("lealdade: recorrente, premium, cliente há 12 meses ou mais.")
    yield _("a reconquistar: inativo ou ex-cliente.")


def _principal_rule() -> Iterable[str]:
    yield _("Um cliente conta em cada representada de que comprou no período.")
