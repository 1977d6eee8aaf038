"""`carteira pareto`: which few bring most of the revenue."""

from collections.abc import Mapping
from typing import Annotated

import typer

from carteira_cli.commands import gathering, options
from carteira_cli.commands.output import deliver, delivery
from carteira_cli.commands.session import Session
from carteira_cli.domain.filters import Filters
from carteira_cli.domain.pareto import Pareto, pareto
from carteira_cli.errors import UsageFault, _
from carteira_cli.store import revenue
from carteira_cli.store.revenue import Selection

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
    limit: options.Limit = 20,
    explain: options.Explain = False,
) -> None:
    """Gather the revenue per key, let the domain draw the curve, show it."""
    session: Session = ctx.obj
    order = delivery(form, output, session.language)
    day = session.as_of(as_of)
    filters = gathering.filters_of(city, state, segment, classes, situation)
    limits = _cuts(cuts)
    with session.portfolio() as connection:
        scope = gathering.scope_of(connection, day, principal)
        window = gathering.window_of(since, until, day)
        gathered = gathering.Gathered(connection, day, scope)
        names, curve = _curve(
            gathered, _known(by), Selection(window, scope.principal_id, product), (filters, limits)
        )
    from carteira_cli.render import pareto as render

    shown = render.Curve(curve, names, by, window.first, window.last, explain)
    deliver(
        order,
        lambda: render.sheet(shown, day.isoformat(), limit),
        lambda width: render.screen(shown, limit, width),
    )


def _curve(
    gathered: gathering.Gathered,
    by: str,
    selection: Selection,
    wishes: tuple[Filters, tuple[float, float]],
) -> tuple[Mapping[int | str, str], Pareto]:
    filters, cuts = wishes
    customer_ids = gathered.chosen(filters) if any(filters) else None
    found = revenue.by(gathered.connection, by, selection, customer_ids)
    curve = pareto(((row.key, row.cents, row.orders) for row in found), cuts)
    return {row.key: row.name for row in found}, curve


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
