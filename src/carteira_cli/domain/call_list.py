"""The call list as values: the names in their order, and what is at stake in all of them."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from carteira_cli.domain.models import Customer
from carteira_cli.domain.reactivation import Reachable, is_due
from carteira_cli.domain.rows import Reach
from carteira_cli.domain.segments import Portrait
from carteira_cli.domain.standing import Standing, ticket


class Recent(NamedTuple):
    """Order days (ISO) with their net centavos, newest first, and the products of the newest."""

    days: list[tuple[str, int]]
    products: list[str]


class Call(NamedTuple):
    """One name of the list, with all that is said of it.

    `stale`: none of its sources was imported lately, so that the silence may be ours.
    """

    rank: int
    reachable: Reachable
    portrait: Portrait
    customer: Customer
    reach: Reach
    recent: Recent
    stale: bool

    @property
    def ticket_cents(self) -> int | None:
        """The average ticket in centavos; None of who only states a purchase."""
        return ticket(self.portrait.standing)

    @property
    def last_on(self) -> date:
        """The last order day, or the one that a list states."""
        return date.fromordinal(self.portrait.standing.summary.last_day or 1)

    @property
    def last_cents(self) -> int | None:
        """What was bought that day in centavos, as far as anything says."""
        return self.recent.days[0][1] if self.recent.days else self.customer.stated_last_cents


class CallList(NamedTuple):
    """The list of a day. Counts and centavos are those of all candidates, whatever is shown.

    `stale_days`: after how many days without an import a source is stale. `portfolio_gap` is G.
    `former`: of how many former customers they are chosen; None where others are asked for.
    """

    as_of: date
    calls: list[Call]
    candidates: int
    at_stake_cents: int
    follow_ups_due: int
    stale_days: int
    portfolio_gap: float
    former: int | None = None


def at_stake(candidates: Iterable[Reachable], standings: Mapping[int, Standing]) -> int:
    """The sum of the candidates' average tickets, in centavos; 0 of nobody."""
    return sum([ticket(standings[each.customer_id]) or 0 for each in candidates])


def due(candidates: Iterable[Reachable], as_of: int) -> int:
    """To how many candidates something was promised for `as_of` (ordinal) or before."""
    return sum([is_due(each, as_of) for each in candidates])
