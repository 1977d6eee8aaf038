"""Everybody classified over a window: what `segments` groups and `show` tells of one customer."""

from collections.abc import Callable, Iterable
from functools import cached_property

from carteira_cli.commands.gathering import Gathered, window_of
from carteira_cli.domain import rfm, risk, segments
from carteira_cli.domain.filters import Filters
from carteira_cli.domain.models import Bought
from carteira_cli.domain.pareto import pareto
from carteira_cli.domain.segments import NOTHING, Figures, Group, Model, Part, Portrait
from carteira_cli.domain.value import value_class
from carteira_cli.store import interactions, sales
from carteira_cli.store.windows import Window


class Classified:
    """A gathered portfolio over one window; each part is computed when first asked for."""

    def __init__(self, gathered: Gathered, window: Window, bins: str = "auto") -> None:
        """`bins` is how the frequency is cut: "auto", "quintile" or "fixed"."""
        self._gathered = gathered
        self._window = window
        self._bins = bins
        self._today = gathered.as_of.toordinal()
        self._is_year = window == window_of("", "", gathered.as_of)

    @cached_property
    def bought(self) -> dict[int, Bought]:
        """What each customer bought in the window."""
        return self._gathered.year if self._is_year else self._gathered.bought(self._window)

    @cached_property
    def abc(self) -> dict[int, str]:
        """The class of every customer on the window's curve."""
        if self._is_year:
            return self._gathered.abc
        curve = pareto((key, bought[0], bought[1]) for key, bought in self.bought.items())
        return {int(row.key): row.abc for row in curve.rows if row.abc}

    @cached_property
    def scores(self) -> rfm.Scores:
        """Everybody's RFM scores; filters choose who is shown, never who is compared."""
        found = segments.buyers(self._gathered.summaries, self.bought, self._today)
        return rfm.scores(found, self._bins)

    @cached_property
    def figures(self) -> Figures:
        """What value, frequency and life cycle are read from."""
        gathered = self._gathered
        contacted = interactions.last_contact_days(gathered.connection, gathered.scope.as_of)
        return Figures(self.bought, gathered.year, self.abc, contacted)

    def chosen(self, filters: Filters) -> set[int]:
        """Who fits the filters, the classes being those of this window."""
        found = self._gathered.chosen(filters._replace(classes=frozenset()))
        if filters.classes:
            found = {key for key in found if self.abc.get(key) in filters.classes}
        return found

    def groups(self, by: str, customer_ids: set[int]) -> list[Group]:
        """These customers in groups; `by` is a code of `segments.names`."""
        parts = self._dealings(customer_ids) if by == "principal" else self._parts(by, customer_ids)
        return segments.groups(parts, len(customer_ids), tuple(segments.words(by)))

    def _parts(self, by: str, customer_ids: Iterable[int]) -> Iterable[Part]:
        group_of, bought = self._group_of(by), self.bought
        for customer_id in customer_ids:
            cents, orders, _days = bought.get(customer_id, NOTHING)
            yield Part(group_of(customer_id), 1, orders, cents)

    def _dealings(self, customer_ids: set[int]) -> Iterable[Part]:
        gathered = self._gathered
        last = min(self._window.last, gathered.scope.as_of)
        window = Window(self._window.first, last)
        for name, customer_id, cents, orders in sales.by_principal(
            gathered.connection, window, gathered.scope.principal_id
        ):
            if customer_id in customer_ids:
                yield Part(name or None, 1 if orders else 0, orders, cents)

    def _group_of(self, by: str) -> Callable[[int], str | None]:
        own = {
            "rfm": self._rfm_segment,
            "situation": self._situation,
            "value": self._value_class,
            "frequency": self._frequency_class,
            "lifecycle": self._stage,
            "city": self._city,
        }
        return own.get(by) or (lambda key: getattr(self._gathered.customers[key], by) or None)

    def _rfm_segment(self, customer_id: int) -> str | None:
        score = self.scores.by_key.get(customer_id)
        return rfm.rfm_segment(*score) if score else None

    def _situation(self, customer_id: int) -> str:
        return self._gathered.standings[customer_id].situation

    def _value_class(self, customer_id: int) -> str | None:
        return value_class(self.abc.get(customer_id))

    def _frequency_class(self, customer_id: int) -> str:
        return segments.frequency_of(customer_id, self._gathered.year)

    def _stage(self, customer_id: int) -> str:
        standing = self._gathered.standings[customer_id]
        return segments.stage(standing, self.figures, self._today)

    def _city(self, customer_id: int) -> str | None:
        city = self._gathered.cities.get(customer_id)
        return str(city) if city else None

    def portraits(self, customer_ids: Iterable[int]) -> list[Portrait]:
        """These customers with every figure, in the order they come.

        The gathered summaries must have their gaps: the population's risk is made of them.
        """
        gathered = self._gathered
        model = Model(self.scores, risk.population(gathered.summaries, self._today))
        return [
            segments.portrait(gathered.standings[key], self.figures, model, self._today)
            for key in customer_ids
        ]
