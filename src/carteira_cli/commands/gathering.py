"""What several reports gather alike: the customers, their standings, and their 12 months."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property

from carteira_cli.commands.session import day_of
from carteira_cli.commands.wording import coded
from carteira_cli.domain.cities import City, cities
from carteira_cli.domain.days import window_start
from carteira_cli.domain.filters import Filters, kept
from carteira_cli.domain.glossary import code_of
from carteira_cli.domain.models import Bought, Customer, FollowUp, Mark
from carteira_cli.domain.pareto import Pareto, pareto
from carteira_cli.domain.purchases import Summary, value_score, with_stated
from carteira_cli.domain.reactivation import Reachable
from carteira_cli.domain.situation import Thresholds
from carteira_cli.domain.standing import Standing, standings
from carteira_cli.errors import BadData, UsageFault, _
from carteira_cli.store import (
    Connection,
    customers,
    interactions,
    openings,
    settings,
    sources,
    summaries,
    windows,
)
from carteira_cli.store.summaries import Scope
from carteira_cli.store.windows import Window


def scope_of(connection: Connection, as_of: date, principal: str) -> Scope:
    """The reference day, and the principal that was named, if any.

    Raises:
        BadData: no principal, or several, go by that name.
    """
    if not principal:
        return Scope(as_of.isoformat())
    found = sources.find_principal(connection, principal)
    if found is None:
        names = ", ".join(sources.principal_names(connection).values())
        raise BadData(
            _("Nenhuma representada, ou mais de uma, se chama {name}.").format(name=principal),
            _("As representadas são: {names}.").format(names=names or _("nenhuma ainda")),
        )
    return Scope(as_of.isoformat(), found)


def window_of(since: str, until: str, as_of: date) -> Window:
    """`--since` and `--until`, or the 12 months to the reference day."""
    last = min(day_of(until, "--until"), as_of) if until else as_of
    if since == "all":
        return Window(None, last.isoformat())
    if since:
        return Window(day_of(since, "--since").isoformat(), last.isoformat())
    start = date.fromordinal(window_start(last.toordinal()))
    return Window(start.isoformat(), last.isoformat())


def filters_of(city: str, state: str, segment: str, classes: str, situations: str) -> Filters:
    """The filters as typed; words of either language are taken for their codes.

    Raises:
        UsageFault: a class or a situation that does not exist.
    """
    return Filters(
        city,
        state,
        segment,
        frozenset(_letter(word) for word in _words(classes)),
        frozenset(coded("situation", "--situation", word) for word in _words(situations)),
    )


def _words(typed: str) -> list[str]:
    return [word.strip() for word in typed.split(",") if word.strip()]


def _letter(word: str) -> str:
    if word.upper() in ("A", "B", "C"):
        return word.upper()
    code = code_of("value", word)
    if code is None:
        raise UsageFault(
            _("--class {value} não existe.").format(value=word), _("As classes são A, B e C.")
        )
    return {"premium": "A", "intermediate": "B", "basic": "C"}[code]


def completed(
    found: Iterable[Summary], everybody: set[int], marks: Iterable[Mark], as_of: date
) -> list[Summary]:
    """A summary for everybody: a stated purchase counts until orders exist, prospects are empty."""
    summary_of = {summary.customer_id: summary for summary in found}
    for customer_id in everybody - summary_of.keys():
        summary_of[customer_id] = Summary(customer_id, None, None, 0, 0, 0, 0.0, None, 0.0, ())
    today = as_of.isoformat()
    for customer_id, said, _former_on, _do_not_contact in marks:
        if said is not None and said <= today:
            stated = date.fromisoformat(said).toordinal()
            summary_of[customer_id] = with_stated(summary_of[customer_id], stated)
    return list(summary_of.values())


class Gathered:
    """One look at the portfolio; each part is read once, when a report first asks for it."""

    def __init__(
        self,
        connection: Connection,
        as_of: date,
        scope: Scope,
        read: Callable[[Connection, Scope], list[Summary]] = summaries.read,
    ) -> None:
        """`scope` holds the same day as `as_of`, and a principal or None.

        A report that asks for no risk reads with `summaries.read_without_gaps`, which is quicker.
        """
        self.connection = connection
        self.as_of = as_of
        self.scope = scope
        self._read = read
        self.thresholds: Thresholds = settings.thresholds(connection)

    @cached_property
    def customers(self) -> dict[int, Customer]:
        """Everybody's record, by id."""
        return customers.read_all(self.connection)

    @cached_property
    def cities(self) -> dict[int, City]:
        """The city of everybody who has one, by id."""
        return cities(self.customers.values())

    @cached_property
    def marks(self) -> list[Mark]:
        """The marks that decide the situation and the call list, of the few that bear any."""
        return customers.marks(self.connection)

    @cached_property
    def summaries(self) -> list[Summary]:
        """Everybody's history up to the reference day."""
        found = self._read(self.connection, self.scope)
        return completed(found, customers.ids(self.connection), self.marks, self.as_of)

    @cached_property
    def standings(self) -> dict[int, Standing]:
        """Everybody's standing, by id."""
        former = {
            mark.customer_id: date.fromisoformat(mark.former_on).toordinal()
            for mark in self.marks
            if mark.former_on
        }
        stood = standings(self.summaries, self.as_of.toordinal(), self.thresholds, former)
        return {standing.summary.customer_id: standing for standing in stood}

    @cached_property
    def promises(self) -> list[FollowUp]:
        """The follow-ups open on the reference day, of everybody, the soonest first."""
        return interactions.open_follow_ups(self.connection, None, self.scope.as_of)

    @cached_property
    def stale_days(self) -> int:
        """After how many days without an import a source is stale."""
        return settings.stale_days(self.connection)

    @property
    def stale_before(self) -> str:
        """A source that was not imported since this day (ISO) is stale."""
        return (self.as_of - timedelta(days=self.stale_days - 1)).isoformat()

    @cached_property
    def reachable(self) -> list[Reachable]:
        """Everybody who ever bought, as the call list sees them."""
        today = self.scope.as_of
        opened = _ordinals(openings.newest_days(self.connection, today))
        contacted = _ordinals(interactions.last_contact_days(self.connection, today))
        promised = _ordinals(
            {promise.customer_id: promise.due_on for promise in reversed(self.promises)}
        )
        forbidden = {mark.customer_id for mark in self.marks if mark.do_not_contact}
        as_of = self.as_of.toordinal()
        return [
            Reachable._make(  # four times as quick as by its name, a hundred thousand times
                (
                    key,
                    standing.summary.order_days,
                    standing.days_silent,
                    standing.lateness,
                    value_score(standing.summary, as_of),
                    standing.summary.revenue_cents,
                    standing.situation == "former",
                    key in forbidden,
                    opened.get(key),
                    contacted.get(key),
                    promised.get(key),
                )
            )
            for key, standing in self.standings.items()
            if standing.days_silent is not None
        ]

    def bought(self, period: Window) -> dict[int, Bought]:
        """What each customer bought in the period."""
        return windows.by_customer(self.connection, period, self.scope)

    @cached_property
    def year(self) -> dict[int, Bought]:
        """What each customer bought in the 12 months to the reference day."""
        return self.bought(window_of("", "", self.as_of))

    @cached_property
    def curve(self) -> Pareto:
        """The ABC curve of the 12 months."""
        return pareto((key, bought[0], bought[1]) for key, bought in self.year.items())

    @cached_property
    def abc(self) -> dict[int, str]:
        """The class of every customer on the curve."""
        return {int(row.key): row.abc for row in self.curve.rows if row.abc}

    def chosen(self, filters: Filters) -> set[int]:
        """The ids of the customers that fit all the filters."""
        found = kept(self.customers.values(), filters) if filters.by_record else set(self.standings)
        if filters.classes:
            found = {key for key in found if self.abc.get(key) in filters.classes}
        if filters.situations:
            found = {key for key in found if self.standings[key].situation in filters.situations}
        return found


def _ordinals(days: Mapping[int, str]) -> dict[int, int]:
    return {key: date.fromisoformat(day).toordinal() for key, day in days.items()}
