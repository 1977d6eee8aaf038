"""`carteira pareto`: which few bring most of the revenue."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from carteira_cli.commands import gathering, options
from carteira_cli.commands.output import deliver, delivery
from carteira_cli.commands.session import Session
from carteira_cli.domain.cities import City
from carteira_cli.domain.filters import Filters
from carteira_cli.domain.glossary import label
from carteira_cli.domain.pareto import pareto
from carteira_cli.errors import UsageFault, _
from carteira_cli.store import Connection, revenue
from carteira_cli.store.revenue import Revenue, Selection
from carteira_cli.store.windows import Window

if TYPE_CHECKING:
    from carteira_cli.render.pareto import Curve

_CUSTOMER, _CITY = "customer", "city"
_OF_LINES = ("product", "category")

HELP = _("Curva ABC: quem traz a maior parte da receita.")

By = Annotated[str, typer.Option("--by", metavar="|".join(revenue.KEYS), help=_("Curva de quê."))]
Cuts = Annotated[str, typer.Option("--cuts", metavar="80,95", help=_("Onde acabam A e B, em %."))]


def run(
    ctx: typer.Context,
    by: By = "customer",
    cuts: Cuts = "80,95",
    since: options.Since = "",
    until: options.Until = "",
    city: options.City = "",
    state: options.State = "",
    segment: options.Segment = "",
    principal: options.Principal = "",
    product: options.Product = "",
    classes: options.Classes = "",
    situation: options.Situations = "",
    as_of: options.AsOf = "",
    form: options.Format = "",
    output: options.Output = "",
    limit: options.Limit = 18,  # with what stands around them one screen
    explain: options.Explain = False,
) -> None:
    """Gather the revenue per key, let the domain draw the curve, show it."""
    session: Session = ctx.obj
    order = delivery(form, output, session.language)
    day = session.as_of(as_of)
    filters = gathering.filters_of(city, state, segment, classes, situation)
    window = gathering.window_of(since, until, day)
    asked = _Asked(_known(by), window, filters, principal, product, _cuts(cuts), explain)
    with session.portfolio() as connection:
        shown = _curve(connection, day, asked)
    from carteira_cli.render import pareto as render

    deliver(
        order,
        lambda: render.sheet(shown, day.isoformat(), limit),
        lambda width: render.screen(shown, limit, width),
    )


class _Asked(NamedTuple):
    """Which curve is asked for: of what, over which window, of whom, cut where (shares 0–1)."""

    by: str
    window: Window
    filters: Filters
    principal: str
    product: str
    cuts: tuple[float, float]
    explained: bool


def _curve(connection: Connection, day: date, asked: _Asked) -> "Curve":
    """The curve of whom the filters choose, with the names and the words that go with it."""
    from carteira_cli.render.pareto import Curve

    filters = asked.filters
    scope = gathering.scope_of(connection, day, asked.principal)
    gathered = gathering.Gathered(connection, day, scope)
    selection = Selection(asked.window, scope.principal_id, asked.product)
    drawn = _drawn(gathered, asked.by, selection, filters)
    only = (filters.city, filters.state, filters.segment, asked.principal, asked.product)
    return Curve(
        pareto(((row.key, row.cents, row.orders) for row in drawn.found), asked.cuts),
        {row.key: row.name for row in drawn.found},
        asked.by,
        (asked.window.first, asked.window.last),
        ", ".join(filter(None, (*only, drawn.kinds))),
        filters.classes if asked.by == _CUSTOMER else frozenset(),
        drawn.revenue_cents,
        asked.cuts,
        asked.explained,
    )


class _Drawn(NamedTuple):
    """What the curve is drawn of, which kinds of customers, and of which revenue it is a part."""

    found: list[Revenue]
    kinds: str
    revenue_cents: int | None


def _drawn(gathered: gathering.Gathered, by: str, selection: Selection, filters: Filters) -> _Drawn:
    """The revenue of whom the filters choose.

    The classes of customers are rows of the customers' own curve, and no filter on it.
    """
    if by == _CUSTOMER:
        filters = filters._replace(classes=frozenset())
    chosen = gathered.chosen(filters) if any(filters) else None
    found = revenue.by(gathered.connection, _CUSTOMER if by == _CITY else by, selection, chosen)
    if by == _CITY:
        found = _in_cities(found, gathered.cities)
    kinds = ", ".join(
        [
            *sorted(filters.classes),
            *(label("situation", code) for code in sorted(filters.situations)),
        ]
    )
    if by not in _OF_LINES or selection.product:
        return _Drawn(found, kinds, None)
    whole = revenue.by(gathered.connection, _CUSTOMER, selection, chosen)
    return _Drawn(found, kinds, sum(row.cents for row in whole))


def _in_cities(found: Iterable[Revenue], cities: Mapping[int, City]) -> list[Revenue]:
    """The customers' revenue as their cities'."""
    nowhere = City("", "")
    placed = ((cities.get(int(each.key), nowhere), each) for each in found)
    return revenue.summed((str(city), city.name, each.cents, each.orders) for city, each in placed)


def _known(by: str) -> str:
    if by in revenue.KEYS:
        return by
    raise UsageFault(
        _("--by {value} não existe.").format(value=by),
        _("A curva pode ser de: {keys}.").format(keys=", ".join(revenue.KEYS)),
    )


def _cuts(typed: str) -> tuple[float, float]:
    """The two cuts as shares, ascending, between 0 and 1."""
    try:
        first, second = (float(cut) / 100 for cut in typed.split(","))
    except ValueError:
        first, second = 0.0, 0.0
    if 0 < first < second <= 1:
        return first, second
    raise UsageFault(
        _("--cuts {value} não serve.").format(value=typed),
        _("Escreva duas porcentagens crescentes, como 80,95."),
    )
