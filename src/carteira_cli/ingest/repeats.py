"""Whether the amount on an order's items is the whole order's, said again on each of them."""

from collections.abc import Collection, Mapping
from itertools import groupby

from carteira_cli.ingest.layout import Row
from carteira_cli.ingest.texts import shown_text

_ITEMS = ("line", "product", "product_code")
_FIGURES = ("quantity", "unit_price")
_SEVERAL = 3  # orders whose items all repeat it: fewer may have cost the same
_MOST = 50_000  # rows looked at: no later one is likely to turn that


class Repeats:
    """Evidence from the orders of several lines that stand together.

    Each must have one amount, though its products and, where they are told, its quantities or
    prices differ; and not all orders the same.
    """

    def __init__(self, fields: Mapping[str, int]) -> None:
        """`fields` has an order, an amount and what names an item."""
        self._order, self._amount = fields["order"], fields["amount"]
        self._items = [fields[field] for field in _ITEMS if field in fields]
        self._figures = [fields[field] for field in _FIGURES if field in fields]
        self._width = 1 + max(self._order, self._amount, *self._items, *self._figures)
        self._amounts: set[str | float] = set()
        self._orders = self._rows = 0
        self._is_denied = False

    def take(self, rows: Collection[tuple[int, Row]]) -> None:
        """Weigh more rows, until enough were."""
        if self._is_denied or self._rows >= _MOST:
            return
        self._rows += len(rows)
        whole = (cells for _line, cells in rows if len(cells) >= self._width)
        for number, lines in groupby(whole, key=lambda cells: cells[self._order]):
            items = list(lines)
            if len(items) > 1 and number != "":
                self._weigh(items)

    def _weigh(self, items: list[Row]) -> None:
        amounts = {cells[self._amount] for cells in items}
        self._is_denied |= len(amounts) > 1
        products = {tuple(cells[at] for at in self._items) for cells in items}
        figures = {tuple(cells[at] for at in self._figures) for cells in items}
        are_told_apart = len(products) == len(items) and (len(figures) > 1 or not self._figures)
        if are_told_apart and shown_text(items[0][self._amount]).strip():
            self._amounts |= amounts
            self._orders += 1

    @property
    def is_told(self) -> bool:
        """Whether the amount is the order's."""
        return not self._is_denied and self._orders >= _SEVERAL and len(self._amounts) > 1


def repeats_in(fields: Mapping[str, int]) -> list[Repeats]:
    """What gathers the evidence, for a table of the items of numbered orders."""
    is_itemised = not fields.keys().isdisjoint(_ITEMS)
    return [Repeats(fields)] if is_itemised and {"order", "amount"} <= fields.keys() else []
