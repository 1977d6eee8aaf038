"""An order's total that stands beside its items: never counted, but checked against their sum."""

from collections.abc import Sequence
from typing import cast

from carteira_cli.domain.importing import Differing
from carteira_cli.domain.rows import Passing, SaleRow, each
from carteira_cli.ingest.cells import cents_column, place
from carteira_cli.ingest.kinds import Reader
from carteira_cli.ingest.layout import Layout, Row
from carteira_cli.ingest.unreadable import Unreadable

_MOST = 200_000  # orders that are watched: memory is bounded


class Totals:
    """The sums of the items, and what the file says the orders come to (centavos)."""

    def __init__(self, layout: Layout) -> None:
        """For a file that has a column of each."""
        self._cents = cents_column(layout, "order_total")
        self._at = place(layout, "order_total")
        self._sums: dict[str, int] = {}
        self._told: dict[str, int] = {}

    def watching(self, understand: Reader) -> Reader:
        """The same reading of rows, that shows every sale to this check."""

        def read(lines: Sequence[int], rows: Sequence[Row]) -> Sequence[Passing]:
            understood = understand(lines, rows)
            for row, cells in zip(each(understood), rows, strict=True):
                self._take(cast(SaleRow, row), cells)
            return understood

        return read

    def _take(self, row: SaleRow, cells: Row) -> None:
        """Add a row; a total that cannot be read says nothing."""
        if not row.order or (row.order not in self._sums and len(self._sums) >= _MOST):
            return
        self._sums[row.order] = self._sums.get(row.order, 0) + row.amount_cents
        try:
            told = self._cents(cells[self._at])
        except Unreadable:
            told = None
        if told is not None:
            self._told[row.order] = told

    def differing(self) -> Differing | None:
        """How many orders differ, and the first of them; None where none does."""
        orders = [order for order, told in self._told.items() if self._sums[order] != told]
        if not orders:
            return None
        first = min(orders)
        return Differing(len(orders), first, self._sums[first], self._told[first])


def totals_of(layout: Layout) -> Totals | None:
    """The check for a file whose rows have an amount of their own beside their order's total."""
    has_total = {"order", "order_total"} <= layout.fields.keys()
    if layout.kind == "sales" and has_total and layout.amount != "order_total":
        return Totals(layout)
    return None
