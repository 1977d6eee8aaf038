"""The ABC curve as a screen and as rows."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from carteira_cli.domain.pareto import Pareto, ParetoRow
from carteira_cli.domain.text import safe
from carteira_cli.errors import _
from carteira_cli.render.plain import count, cut, hidden, reais, share, span
from carteira_cli.render.sheet import Sheet
from carteira_cli.render.table import GOOD, Column, bar, bar_room, table

COLUMNS = (
    "rank",
    "key",
    "name",
    "revenue_cents",
    "orders",
    "share",
    "cumulative_share",
    "class",
)
_NAME_WIDTH, _BAR_WIDTH = 28, 16


class Curve(NamedTuple):
    """The curve, the name behind each key, what it is drawn over, and its window (ISO days).

    `only` says in words whose curve it is ("" for everybody's); with `classes` only their rows are
    shown. `cuts` are shares 0–1. `revenue_cents`: of which revenue the curve's is a part, where
    lines are what it counts.
    """

    pareto: Pareto
    names: Mapping[int | str, str]
    by: str
    window: tuple[str | None, str]
    only: str
    classes: frozenset[str]
    revenue_cents: int | None
    cuts: tuple[float, float]
    explained: bool

    @property
    def rows(self) -> Sequence[ParetoRow]:
        """The rows to show, each with its place on the whole curve."""
        rows = self.pareto.rows
        return [row for row in rows if row.abc in self.classes] if self.classes else rows


def sheet(curve: Curve, as_of: str, limit: int) -> Sheet:
    """The curve as data; the summary is of the whole curve, whatever the limit."""
    found = curve.pareto
    classes = {
        letter: {
            "count": total.members,
            "share_of_count": total.share_of_count,
            "revenue_cents": total.revenue_cents,
        }
        for letter, total in found.classes.items()
    }
    summary = {
        "total_cents": found.total_cents,
        "count": found.base,
        "classes": classes,
        "top_20_percent_share": found.top_20_percent_share,
        "count_for_80_percent": found.count_for_80_percent,
        "outside_base": found.outside_base,
    }
    rows = [_row(row, curve.names) for row in curve.rows[: limit or None]]
    return Sheet(as_of, COLUMNS, rows, summary)


def _row(row: ParetoRow, names: Mapping[int | str, str]) -> dict[str, object]:
    return {
        "rank": row.rank,
        "key": str(row.key),
        "name": names[row.key],
        "revenue_cents": row.revenue_cents,
        "orders": row.orders,
        "share": row.share,
        "cumulative_share": row.cumulative_share,
        "class": row.abc,
    }


def screen(curve: Curve, limit: int, width: int | None) -> Iterable[object]:
    """The title, the curve with its bars, and the measured sentence under it."""
    found = curve.pareto
    yield f" {_title(curve)}"
    if not curve.rows:
        yield " " + (_("Ninguém nessas classes.") if found.rows else _("Nenhuma venda no período."))
        return
    yield _table(curve, limit, width)
    if more := hidden(len(curve.rows), limit):
        yield " " + more
    yield " " + _measured(curve)
    yield from _part_of(curve)
    if curve.explained:
        yield from _explanation(curve)


def _table(curve: Curve, limit: int, width: int | None) -> object:
    largest = max(row.share or 0.0 for row in curve.rows) or 1.0
    name_width = min(_NAME_WIDTH if width else 60, max(map(len, curve.names.values())))
    return table(
        [
            Column("#", right=True),
            Column(""),
            Column(_named_by(curve.by), flexible=True),
            Column(_("Receita"), right=True),
            Column("%", right=True),
            Column(_("acum."), right=True),
            Column("", style=GOOD),
        ],
        [
            (
                str(row.rank),
                row.abc or "–",
                cut(curve.names[row.key] or _("(sem nome)"), name_width),
                reais(row.revenue_cents),
                share(row.share, 1),
                share(row.cumulative_share, 1),
                bar((row.share or 0.0) / largest, bar_room(width, _BAR_WIDTH)),
            )
            for row in curve.rows[: limit or None]
        ],
    )


def _title(curve: Curve) -> str:
    parts = (
        _("Curva ABC"),
        _named_by(curve.by).lower(),
        _("só {whom}").format(whom=safe(curve.only)) if curve.only else "",
        span(*curve.window),
        f"R$ {reais(curve.pareto.total_cents)}",
    )
    return " · ".join(filter(None, parts))


def _named_by(by: str) -> str:
    names = {
        "customer": _("Cliente"),
        "product": _("Produto"),
        "category": _("Categoria"),
        "city": _("Cidade"),
        "state": _("Estado"),
        "segment": _("Segmento"),
        "principal": _("Representada"),
    }
    return names[by]


def _measured(curve: Curve) -> str:
    """The share that was measured, never the proverb."""
    found = curve.pareto
    said = _("{few} de {all} ({part}) fazem 80% da receita; os 20% maiores fazem {top}.").format(
        few=count(found.count_for_80_percent),
        all=count(found.base),
        part=share(found.count_for_80_percent / found.base if found.base else 0.0),
        top=share(found.top_20_percent_share, 1),
    )
    if not found.outside_base:
        return said
    outside = _("Fora da base, sem receita: {n} (R$ {cents}).").format(
        n=count(found.outside_base), cents=reais(found.outside_cents)
    )
    return f"{said}\n {outside}"


def _part_of(curve: Curve) -> Iterable[str]:
    """What the curve leaves out because no lines came with it."""
    counted = curve.pareto.total_cents + curve.pareto.outside_cents
    if curve.revenue_cents is not None and counted < curve.revenue_cents:
        yield " " + _("Só o que veio com itens: R$ {part} de R$ {whole}.").format(
            part=reais(counted), whole=reais(curve.revenue_cents)
        )


def _explanation(curve: Curve) -> Iterable[str]:
    yield ""
    yield " " + _("Receita líquida: pedidos não cancelados menos devoluções, no período.")
    yield " " + _(
        "A: quem entra antes de {a} acumulados (quem cruza é A); B: antes de {b}; C: o resto."
    ).format(a=share(curve.cuts[0]), b=share(curve.cuts[1]))
    yield " " + _("Receita zero ou negativa fica fora da base, no fim, sem classe.")
