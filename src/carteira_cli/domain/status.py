"""How the portfolio is today: the figures of the morning's screen, from what was gathered."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from carteira_cli.domain.act_today import Action
from carteira_cli.domain.frequency import frequency_class
from carteira_cli.domain.models import Bought, Customer, FollowUp, Freshness
from carteira_cli.domain.money import average
from carteira_cli.domain.month_ends import LATE, WITH_RHYTHM
from carteira_cli.domain.pareto import Pareto
from carteira_cli.domain.purchases import median
from carteira_cli.domain.rhythm import REGULAR_ORDER_DAYS
from carteira_cli.domain.rows import Reach
from carteira_cli.domain.standing import Standing, ticket

SITUATIONS = ("prospect", "new", "active", "at_risk", "inactive", "former")
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


class Trust(NamedTuple):
    """How far the data reaches: its newest sale, the file that brought it, and every source."""

    data_until: date | None
    file: str | None
    sources: list[SourceAge]


class Coverage(NamedTuple):
    """Positivação: who bought in the month, of the portfolio without prospects and former ones."""

    buyers: int
    base: int

    @property
    def share(self) -> float | None:
        """0–1; None for a portfolio without customers."""
        return self.buyers / self.base if self.base else None


class Month(NamedTuple):
    """Centavos ordered and invoiced this month so far, and what that is compared with."""

    ordered_cents: int
    invoiced_cents: int
    previous_cents: int
    same_days_last_year_cents: int
    coverage: Coverage


class Active(NamedTuple):
    """The active customers who bought often in the 12 months, and the others."""

    recurrent: int
    occasional: int


class Soon(NamedTuple):
    """The next 7 days: customers whose usual interval ends, their average tickets, promises."""

    repurchases: int
    repurchase_cents: int
    follow_ups: int


class Pause(NamedTuple):
    """How many are silent for more than two usual intervals, of those with a rhythm."""

    late: int
    regular: int

    @property
    def is_of_most(self) -> bool:
        """Whether that is more than half of them."""
        return self.late * 2 > self.regular


class Status(NamedTuple):
    """The whole screen as values. Shares 0–1, money centavos, changes against last month's end.

    `to_call` is the length of the call list and `at_stake_cents` the sum of its average tickets.
    """

    as_of: date
    business_days_left: int
    trust: Trust
    paused: Pause | None
    actions: list[Action]
    customers: Mapping[str, int]
    changes: Mapping[str, int]
    active: Active
    month: Month
    last_12_months_cents: int
    average_ticket_cents: int | None
    curve: Pareto
    at_risk_cents: int
    soon: Soon
    due_follow_ups: int
    to_call: int
    at_stake_cents: int


class Morning(NamedTuple):
    """The status, and of the customers it names the record and how to reach them."""

    status: Status
    people: Mapping[int, Customer]
    reaches: Mapping[int, Reach]


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


def situation_counts(standings: Iterable[Standing]) -> dict[str, int]:
    """Customers per situation, every situation named."""
    counts = Counter(standing.situation for standing in standings)
    return {situation: counts[situation] for situation in SITUATIONS}


def coverage(month: Mapping[int, Bought], standings: Mapping[int, Standing]) -> Coverage:
    """Who of the portfolio bought in the month, each once; prospects and former ones aside."""
    base = {key for key, each in standings.items() if each.situation not in ("prospect", "former")}
    return Coverage(
        sum(bought.order_days > 0 and key in base for key, bought in month.items()), len(base)
    )


def changes(now: Mapping[str, int], before: Mapping[str, int] | None) -> dict[str, int]:
    """The difference to last month's end, per situation; nothing where that end is unknown."""
    if not before:
        return {}
    return {code: now[code] - before.get(code, 0) for code in SITUATIONS if code != "prospect"}


def pause(standings: Iterable[Standing], ends: Sequence[Mapping[str, int]]) -> Pause | None:
    """Those late, where they are so many at once that rather their orders were not imported.

    The share of those silent for more than two usual intervals, among those with a rhythm, beyond
    1.5 times its median at the six previous month ends.
    """
    regular = [each for each in standings if each.summary.order_days >= REGULAR_ORDER_DAYS]
    shares = [end[LATE] / end[WITH_RHYTHM] for end in ends if end.get(WITH_RHYTHM)]
    usual = median(shares)
    if len(regular) < _PAUSED_FROM or not usual:
        return None
    late = sum(each.lateness > _LATE for each in regular)
    return Pause(late, len(regular)) if late / len(regular) > _PAUSED_TIMES * usual else None


def active_split(standings: Iterable[Standing], year: Mapping[int, Bought]) -> Active:
    """The active customers by their 12 months: recurrent from 3 order days on, else occasional."""
    days = [
        year[each.summary.customer_id].order_days if each.summary.customer_id in year else 0
        for each in standings
        if each.situation == "active"
    ]
    recurrent = sum(frequency_class(bought) == "recurrent" for bought in days)
    return Active(recurrent, len(days) - recurrent)


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


def soon(standings: Iterable[Standing], promises: Iterable[FollowUp], as_of: date) -> Soon:
    """Whose usual interval ends within the next 7 days, at average ticket; what is promised."""
    due = [
        ticket(each) or 0
        for each in standings
        if each.summary.order_days >= REGULAR_ORDER_DAYS
        and each.days_silent is not None
        and each.days_silent < each.interval <= each.days_silent + _SOON_DAYS
    ]
    last = (as_of + timedelta(days=_SOON_DAYS)).isoformat()
    coming = sum(as_of.isoformat() < promise.due_on <= last for promise in promises)
    return Soon(len(due), sum(due), coming)
