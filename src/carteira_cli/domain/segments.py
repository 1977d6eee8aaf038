"""The whole portfolio cut into groups, and everything that is said of one customer of it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from carteira_cli.domain import frequency, glossary, lifecycle, risk
from carteira_cli.domain.lifecycle import Relation
from carteira_cli.domain.models import Bought
from carteira_cli.domain.money import average
from carteira_cli.domain.purchases import Summary
from carteira_cli.domain.rfm import Buyer, Score, Scores, rfm_segment
from carteira_cli.domain.risk import Population
from carteira_cli.domain.situation import Thresholds
from carteira_cli.domain.standing import Standing
from carteira_cli.domain.text import fold
from carteira_cli.domain.value import value_class
from carteira_cli.errors import _

_GLOSSARY = {
    "rfm": "rfm_segment",
    "situation": "situation",
    "value": "value",
    "frequency": "frequency",
    "lifecycle": "lifecycle",
}
NOTHING = Bought(0, 0, 0)


def names() -> dict[str, str]:
    """What a portfolio can be grouped by: code → word in the language in use."""
    return {
        "rfm": _("perfil RFM"),
        "situation": _("situação"),
        "value": _("valor"),
        "frequency": _("frequência"),
        "lifecycle": _("ciclo de vida"),
        "segment": _("segmento"),
        "size": _("porte"),
        "potential": _("potencial"),
        "city": _("cidade"),
        "principal": _("representada"),
    }


def key_of(typed: str) -> str | None:
    """The code of `names` that a person means by code or word; None for anything else."""
    wanted = fold(typed)
    return next((code for code, word in names().items() if wanted in {code, fold(word)}), None)


def words(by: str) -> dict[str, str]:
    """Group code → word, in the glossary's order; empty where groups bear their own names."""
    return glossary.labels(_GLOSSARY[by]) if by in _GLOSSARY else {}


class Part(NamedTuple):
    """What one customer adds to a group (None: to those of whom nothing is known).

    `customers` is 1, or 0 where the customer only gave something back to this group.
    """

    group: str | None
    customers: int
    orders: int
    revenue_cents: int


class Group(NamedTuple):
    """One group. Shares are 0–1 of all the customers and of all the revenue; 0 of nothing."""

    name: str | None
    customers: int
    share_of_customers: float
    orders: int
    revenue_cents: int
    share_of_revenue: float
    average_ticket_cents: int | None


def groups(parts: Iterable[Part], customers: int, order: Sequence[str] = ()) -> list[Group]:
    """The groups that have anybody, in `order`, or by descending revenue where there is none.

    Args:
        parts: One for each customer and group; the same group may come any number of times.
        customers: How many customers there are, of whom each counts once.
        order: The natural order of the groups. Who belongs to none stands last in any case.

    Returns:
        Of nobody, nothing. The revenue of the groups sums to that of the parts, in centavos.
    """
    sums: dict[str | None, list[int]] = {}
    for name, heads, orders, cents in parts:
        if name not in sums:
            sums[name] = [0, 0, 0]
        total = sums[name]
        total[0] += heads
        total[1] += orders
        total[2] += cents
    revenue = sum([total[2] for total in sums.values()])
    found = [
        Group(
            name,
            heads,
            _share(heads, customers),
            orders,
            cents,
            _share(cents, revenue),
            average(cents, orders),
        )
        for name, (heads, orders, cents) in sums.items()
    ]
    places = {name: place for place, name in enumerate(order)}
    found.sort(key=lambda group: _place(group, places))
    return found


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _place(group: Group, places: Mapping[str, int]) -> tuple[bool, int, str]:
    name = group.name or ""
    return (group.name is None, places.get(name, -group.revenue_cents), name)


def buyers(
    summaries: Iterable[Summary], bought: Mapping[int, Bought], as_of: int
) -> Iterable[Buyer]:
    """What RFM scores: of each customer with an order day in the window, its recency, n and net."""
    for summary in summaries:
        found = bought.get(summary[0])
        if found and found.order_days and summary.last_day is not None:
            yield Buyer(
                summary.customer_id, as_of - summary.last_day, found.order_days, found.revenue_cents
            )


class Figures(NamedTuple):
    """What the portfolio as a whole says of its customers, each by customer id.

    `bought` is what each bought in the window, `year` in the 12 months; `abc` the class on the
    window's curve; `contacted` who was ever contacted.
    """

    bought: Mapping[int, Bought]
    year: Mapping[int, Bought]
    abc: Mapping[int, str]
    contacted: Collection[int]


class Model(NamedTuple):
    """What one customer is measured by: everybody's RFM scores and the population's parameters."""

    scores: Scores
    population: Population


class Portrait(NamedTuple):
    """Everything that is computed of one customer on one day. Absent is None.

    `bought` is net centavos, orders and order days in the window; `alive` and `risk` are chances
    (0–1); the classes are codes of the glossary.
    """

    standing: Standing
    bought: Bought
    score: Score | None
    rfm_segment: str | None
    alive: float | None
    risk: float | None
    abc: str | None
    value_class: str | None
    frequency_class: str
    lifecycle: str


def portrait(standing: Standing, figures: Figures, model: Model, as_of: int) -> Portrait:
    """One customer on the day `as_of` (ordinal), as the portfolio's figures make it out.

    A prospect has neither score, chances nor value class. Who states a last purchase only has the
    chances of somebody who bought once.
    """
    summary = standing.summary
    customer_id, order_days = summary.customer_id, summary.order_days
    score = model.scores.by_key.get(customer_id)
    tenure = _tenure(summary, as_of)
    alive = risk.alive(model.population, order_days, tenure, standing.days_silent or 0)
    abc = figures.abc.get(customer_id)
    return Portrait(
        standing,
        figures.bought.get(customer_id, NOTHING),
        score,
        rfm_segment(*score) if score else None,
        alive,
        risk.risk(model.population, alive, order_days, tenure, standing.interval),
        abc,
        value_class(abc),
        frequency_of(customer_id, figures.year),
        stage(standing, figures, as_of),
    )


def _tenure(summary: Summary, as_of: int) -> int:
    return 0 if summary.first_day is None else as_of - summary.first_day


def frequency_of(customer_id: int, year: Mapping[int, Bought]) -> str:
    """The frequency class of a customer by what it bought in the 12 months."""
    return frequency.frequency_class(year.get(customer_id, NOTHING).order_days)


def stage(standing: Standing, figures: Figures, as_of: int) -> str:
    """The stage of the life cycle a customer has come to."""
    summary = standing.summary
    customer_id = summary.customer_id
    return lifecycle.lifecycle(
        Relation(
            standing.situation,
            summary.order_days,
            _tenure(summary, as_of),
            frequency_of(customer_id, figures.year),
            value_class(figures.abc.get(customer_id)),
            customer_id in figures.contacted,
        )
    )


class Basis(NamedTuple):
    """What the report stands on.

    `window` is its first (None: the beginning) and last day (ISO); `forced` whether `--bins` said
    how to cut the frequency; `customers` how many are shown;
    `thresholds` the settings of the situation.
    """

    as_of: date
    window: tuple[str | None, str]
    scores: Scores
    forced: bool
    customers: int
    thresholds: Thresholds
    explained: bool
