"""The arithmetic behind one customer's figures, in words and numbers."""

from collections.abc import Iterable, Sequence
from datetime import date

from carteira_cli.domain.purchases import HALF_LIFE_DAYS, value_score
from carteira_cli.domain.standing import Standing
from carteira_cli.errors import _, plural
from carteira_cli.render.plain import count, number, whole_reais

_GAPS, _TERMS_IN_LINE = 6, 3


def interval(standing: Standing, portfolio_gap: float) -> Iterable[str]:
    """The usual interval g, and the gaps it is the mean of."""
    summary = standing.summary
    gaps = summary.gap_days
    if not gaps:
        yield _("ciclo de {days}: o da carteira, porque comprou uma vez só").format(
            days=_days(standing.interval)
        )
        return
    yield plural(
        "ciclo de {days}: média geométrica de {n} intervalo ({gaps})",
        "ciclo de {days}: média geométrica de {n} intervalos ({gaps})",
        len(gaps),
    ).format(days=_days(standing.interval), n=count(len(gaps)), gaps=last_gaps(gaps, _GAPS))
    yield _("  com o da carteira ({gap}) contado duas vezes; a mediana dos seus é {median}").format(
        gap=number(portfolio_gap), median=number(summary.median_gap)
    )


def _days(exact: float) -> str:
    """Days with one decimal; what is shown as 1,0 is one day."""
    return plural("{n} dia", "{n} dias", 1 if round(exact, 1) == 1 else 2).format(n=number(exact))


def last_gaps(gaps: Sequence[int], most: int) -> str:
    """The newest gaps, in days, with `…` for those before."""
    shown = ", ".join(map(str, gaps[-most:]))
    return f"…, {shown}" if len(gaps) > most else shown


def lateness(standing: Standing) -> str:
    """The lateness L: the days silent over the usual interval."""
    return plural(
        "{silent} dia sem comprar ÷ {interval} = {lateness} ciclos",
        "{silent} dias sem comprar ÷ {interval} = {lateness} ciclos",
        standing.days_silent or 0,
    ).format(
        silent=count(standing.days_silent or 0),
        interval=number(standing.interval),
        lateness=number(standing.lateness),
    )


def value(
    standing: Standing, newest: Sequence[tuple[str, int]], as_of: date, most: int
) -> Iterable[str]:
    """The terms of the value score: each order day's net, halved every 120 days.

    `newest` are the order days (ISO) and their net centavos, newest first; `most` are shown.
    """
    if not newest:
        yield _("peso das compras recentes: 0, nenhum pedido importado ainda")
        return
    terms = [
        f"{whole_reais(cents)} × 2^(−{(as_of - date.fromisoformat(day)).days}/{HALF_LIFE_DAYS})"
        for day, cents in newest[:most]
    ]
    if len(newest) > most:
        terms.append("…")
    total = whole_reais(value_score(standing.summary, as_of.toordinal()))
    yield _("peso das compras recentes: {total}").format(total=total)
    for start in range(0, len(terms), _TERMS_IN_LINE):
        yield f"  {'+' if start else '='} " + " + ".join(terms[start : start + _TERMS_IN_LINE])
