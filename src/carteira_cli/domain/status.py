"""How the portfolio is today: the figures of the morning's screen, from what was gathered."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from statistics import median
from typing import NamedTuple

from carteira_cli.domain.frequency import frequency_class
from carteira_cli.domain.models import Bought, Freshness
from carteira_cli.domain.money import average
from carteira_cli.domain.month_ends import LATE, WITH_RHYTHM
from carteira_cli.domain.pareto import Pareto
from carteira_cli.domain.rhythm import REGULAR_ORDER_DAYS
from carteira_cli.domain.standing import Standing

SITUATIONS = ("prospect", "new", "active", "at_risk", "inactive", "former")
ACTIONS = ("follow_up", "call", "invoice")
MOST_ACTIONS = 5
_LATE = 2.0
_PAUSED_TIMES = 1.5
_PAUSED_FROM = 10  # with fewer rhythms one holiday would already be "almost everybody"
_SOON_DAYS = 7


class SourceAge(NamedTuple):
    """A source, its newest sale, how many days ago that was, and whether it wants an import."""

    name: str
    last_on: date
    days: int
    stale: bool


class Action(NamedTuple):
    """One line of what to do today; `value_cents` is what is at stake, `signals` at most three."""

    action: str
    customer_id: int
    value_cents: int
    signals: tuple[str, ...]


class Month(NamedTuple):
    """Centavos ordered and invoiced this month so far, and what it is compared with."""

    ordered_cents: int
    invoiced_cents: int
    previous_cents: int
    same_days_last_year_cents: int
    buyers: int


class Soon(NamedTuple):
    """The next 7 days: customers whose usual interval ends, what they usually buy, promises."""

    repurchases: int
    repurchase_cents: int
    follow_ups: int


class Status(NamedTuple):
    """The whole screen as values. Shares 0–1, money in centavos, changes against last month's end."""

    as_of: date
    business_days_left: int
    data_until: date | None
    source_file: str | None
    sources: list[SourceAge]
    paused: bool
    actions: list[Action]
    customers: Mapping[str, int]
    changes: Mapping[str, int]
    recurrent: int
    occasional: int
    month: Month
    last_12_months_cents: int
    average_ticket_cents: int | None
    coverage_base: int
    curve: Pareto
    at_risk_cents: int
    soon: Soon
    due_follow_ups: int
    candidates: int
    at_stake_cents: int

    @property
    def total(self) -> int:
        """All customers, prospects and former ones included."""
        return sum(self.customers.values())


def source_ages(found: Iterable[Freshness], as_of: date, stale_days: int) -> list[SourceAge]:
    """How old each source is on `as_of`; stale when it was not imported for `stale_days`."""
    return [
        SourceAge(
            source.name,
            date.fromisoformat(source.last_on),
            (as_of - date.fromisoformat(source.last_on)).days,
            (as_of - date.fromisoformat(source.imported_on)).days >= stale_days,
        )
        for source in found
    ]


def situation_counts(standings: Iterable[Standing], everybody: int) -> dict[str, int]:
    """Customers per situation, every situation named; who never bought anything is a prospect."""
    counts = Counter(standing.situation for standing in standings)
    counts["prospect"] += everybody - counts.total()
    return {situation: counts[situation] for situation in SITUATIONS}


def changes(now: Mapping[str, int], before: Mapping[str, int] | None) -> dict[str, int]:
    """The difference to last month's end, per situation; nothing where that end is unknown."""
    if not before:
        return {}
    return {code: now[code] - before.get(code, 0) for code in SITUATIONS if code != "prospect"}


def is_paused(standings: Iterable[Standing], ends: Sequence[Mapping[str, int]]) -> bool:
    """Whether so many are late at once that it is rather the orders that were not imported.

    The share of those silent for more than two usual intervals, among those with a rhythm, beyond
    1.5 times its median at the six previous month ends.
    """
    regular = [each for each in standings if each.summary.order_days >= REGULAR_ORDER_DAYS]
    shares = [end[LATE] / end[WITH_RHYTHM] for end in ends if end.get(WITH_RHYTHM)]
    if len(regular) < _PAUSED_FROM or not shares or not median(shares):
        return False
    late = sum(each.lateness > _LATE for each in regular)
    return late / len(regular) > _PAUSED_TIMES * median(shares)


def active_split(
    standings: Iterable[Standing], year: Mapping[int, Bought]
) -> tuple[int, int]:
    """How many active customers are recurrent and how many occasional, by their 12 months."""
    classes = Counter(
        frequency_class(year[each.summary.customer_id].order_days)
        for each in standings
        if each.situation == "active" and each.summary.customer_id in year
    )
    return classes["recurrent"], classes["occasional"]


def average_ticket(year: Mapping[int, Bought]) -> int | None:
    """Net revenue ÷ positive orders, in centavos; None without orders."""
    orders = sum(bought.orders for bought in year.values())
    return average(sum(bought.revenue_cents for bought in year.values()), orders)


def at_risk_cents(curve: Pareto, standings: Mapping[int, Standing]) -> int:
    """A month's revenue of the A customers that are at risk: their 12 months ÷ 12."""
    cents = sum(
        row.revenue_cents
        for row in curve.rows
        if row.abc == "A"
        and int(row.key) in standings
        and standings[int(row.key)].situation == "at_risk"
    )
    return average(cents, 12) or 0


def soon(standings: Iterable[Standing], follow_ups: int) -> Soon:
    """Who comes to the end of the usual interval within the next 7 days, at their average ticket."""
    customers = cents = 0
    for each in standings:
        if each.summary.order_days < REGULAR_ORDER_DAYS or each.days_silent is None:
            continue
        if each.days_silent < each.interval <= each.days_silent + _SOON_DAYS:
            customers += 1
            cents += ticket(each)
    return Soon(customers, cents, follow_ups)


def ticket(standing: Standing) -> int:
    """What the customer buys at a time: all its net revenue ÷ its orders, in centavos."""
    return average(standing.summary.revenue_cents, standing.summary.orders) or 0


def chosen_actions(found: Mapping[str, Sequence[Action]]) -> list[Action]:
    """At most five lines, so that no kind of action hides another: one of each in turn.

    Within a kind the order given is kept; the lines come back kind by kind, in `ACTIONS` order.
    """
    places = sorted(
        (place, ACTIONS.index(kind), action)
        for kind, actions in found.items()
        for place, action in enumerate(actions)
    )
    picked = [(kind, place, action) for place, kind, action in places[:MOST_ACTIONS]]
    return [action for _kind, _place, action in sorted(picked)]
