"""`carteira segments`: the portfolio cut into groups, or everybody with every figure."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import Annotated, NamedTuple

import typer

from carteira_cli.commands import gathering, options
from carteira_cli.commands.classifying import Classified
from carteira_cli.commands.gathering import Gathered
from carteira_cli.commands.output import deliver, delivery
from carteira_cli.commands.session import Session
from carteira_cli.domain.purchases import value_score
from carteira_cli.domain.segments import Basis, Portrait, key_of, names
from carteira_cli.domain.text import fold
from carteira_cli.errors import UsageFault, _
from carteira_cli.render.sheet import Sheet
from carteira_cli.store import summaries
from carteira_cli.store.windows import Window

HELP = _("A carteira em grupos: perfil RFM, situação, valor, cidade…")

By = Annotated[
    str,
    typer.Option(
        "--by",
        metavar=_("GRUPO"),
        help=_("Grupos de quê: {words}.").format(words=", ".join(names())),
    ),
]
Bins = Annotated[
    str,
    typer.Option(
        "--bins",
        metavar="quintile|fixed",
        help=_("Como cortar a frequência (padrão: o que convém à carteira)."),
    ),
]
Listed = Annotated[bool, typer.Option("--list", help=_("Cada cliente, com todos os números."))]


def run(
    ctx: typer.Context,
    by: By = "rfm",
    bins: Bins = "",
    listed: Listed = False,
    since: options.Since = "",
    until: options.Until = "",
    city: options.City = "",
    state: options.State = "",
    segment: options.Segment = "",
    principal: options.Principal = "",
    classes: options.Classes = "",
    situation: options.Situations = "",
    as_of: options.AsOf = "",
    form: options.Format = "",
    output: options.Output = "",
    limit: options.Limit = 20,
    explain: options.Explain = False,
) -> None:
    """Gather who bought what, let the domain classify and group, show it."""
    session: Session = ctx.obj
    order = delivery(form, output, session.language)
    day = session.as_of(as_of)
    key, cut = _known(by), _cut(bins)
    filters = gathering.filters_of(city, state, segment, classes, situation)
    with session.portfolio() as connection:
        scope = gathering.scope_of(connection, day, principal)
        window = gathering.window_of(since, until, day)
        read = summaries.read if listed else summaries.read_without_gaps
        gathered = Gathered(connection, day, scope, read)
        classified = Classified(gathered, window, cut)
        about = _About(gathered, classified, classified.chosen(filters), explain, cut != "auto")
        sheet, screen = _listing(about, window) if listed else _grouping(about, window, key)
    deliver(order, lambda: sheet(limit), lambda width: screen(limit, width))


class _About(NamedTuple):
    """Who is shown, out of what; whether explained, and with the cut that was forced."""

    gathered: Gathered
    classified: Classified
    chosen: set[int]
    explained: bool
    forced: bool


_Drawn = tuple[Callable[[int], Sheet], Callable[[int, int | None], Iterable[object]]]


def _listing(about: _About, window: Window) -> _Drawn:
    """Everybody chosen, with every figure."""
    from carteira_cli.render import portraits

    found = _in_order(about.classified.portraits(about.chosen), about.gathered.as_of)
    shown = portraits.Listing(_basis(about, window), found, about.gathered.customers)
    return partial(portraits.sheet, shown), partial(portraits.screen, shown)


def _grouping(about: _About, window: Window, by: str) -> _Drawn:
    """The chosen ones in groups."""
    from carteira_cli.render import segments

    found = about.classified.groups(by, about.chosen)
    shown = segments.Groups(_basis(about, window), by, found)
    return partial(segments.sheet, shown), partial(segments.screen, shown)


def _basis(about: _About, window: Window) -> Basis:
    return Basis(
        about.gathered.as_of,
        (window.first, window.last),
        about.classified.scores,
        about.forced,
        len(about.chosen),
        about.gathered.thresholds,
        about.explained,
    )


def _in_order(portraits: Iterable[Portrait], day: date) -> list[Portrait]:
    """Value orders: who bought most lately comes first."""
    today = day.toordinal()

    def place(portrait: Portrait) -> tuple[float, int, int]:
        summary = portrait.standing.summary
        return (-value_score(summary, today), -summary.revenue_cents, summary.customer_id)

    return sorted(portraits, key=place)


def _known(by: str) -> str:
    key = key_of(by)
    if key is None:
        raise UsageFault(
            _("--by {value} não existe.").format(value=by),
            _("Os grupos podem ser de: {keys}.").format(keys=", ".join(names())),
        )
    return key


def _cut(bins: str) -> str:
    """How to cut the frequency; the Portuguese words are understood."""
    known = {"": "auto", "quintile": "quintile", "quintil": "quintile", "fixed": "fixed"}
    known |= {"quintis": "quintile", "fixo": "fixed", "fixas": "fixed"}
    cut = known.get(fold(bins))
    if cut is None:
        raise UsageFault(
            _("--bins {value} não existe.").format(value=bins),
            _("Os valores são: {values}.").format(values="quintile fixed"),
        )
    return cut
