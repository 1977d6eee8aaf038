"""The cells of rows picked by field, and read by functions chosen once for the file."""

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any, TypeVar

from carteira_cli.domain.memo import Memo
from carteira_cli.ingest.amounts import Exact, cents_reader, exact_reader
from carteira_cli.ingest.dates import day_reader
from carteira_cli.ingest.layout import Layout, Row
from carteira_cli.ingest.unreadable import Unreadable

V = TypeVar("V")
Cell = str | float
Reader = Callable[[Cell], V]
Columns = Sequence[Sequence[Cell]]
"""The cells of some rows, column by column, and behind them one column of blanks."""

ABSENT = -1
"""Every row gets one blank cell more at its end, for the fields that the file lacks."""


def remembered(
    layout: Layout, fields: tuple[str, ...], read: Callable[[Any], V]
) -> Callable[[Row], V]:
    """What the cells of some fields mean together: the tuple of them, or the one, read once.

    A million rows have few different customers, days and terms; of fields that the file lacks,
    nothing is looked at again.
    """
    cells_of = _cells_of(layout, fields)
    if not any(field in layout.fields for field in fields):
        always = read(cells_of([""]))
        return lambda _cells: always
    memo = Memo(read)
    return lambda cells: memo[cells_of(cells)]


def column(layout: Layout, field: str, read: Reader[V]) -> Callable[[Columns], list[V]]:
    """What the cells of a field mean, of many rows together: a third of the time of one by one."""
    memo: Memo[Cell, V] = Memo(read)
    if field not in layout.fields:
        return lambda columns: [memo[""]] * len(columns[ABSENT])
    at = layout.fields[field]
    return lambda columns: list(map(memo.__getitem__, columns[at]))


def joint_column(
    layout: Layout, fields: tuple[str, ...], read: Callable[[Any], V]
) -> Callable[[Columns], list[V]]:
    """What the cells of several fields mean together, of many rows."""
    present = [field for field in fields if field in layout.fields]
    places = [layout.fields[field] for field in present]
    spread = itemgetter(*(present.index(each) if each in present else -1 for each in fields))
    memo: Memo[tuple[Cell, ...], V] = Memo(lambda cells: read(spread((*cells, ""))))
    if not present:
        return lambda columns: [memo[()]] * len(columns[ABSENT])
    return lambda columns: list(
        map(memo.__getitem__, zip(*(columns[at] for at in places), strict=True))
    )


def place(layout: Layout, field: str) -> int:
    """The index of a field's cell; that of the blank one where the file lacks it."""
    return layout.fields.get(field, ABSENT)


def _cells_of(layout: Layout, fields: tuple[str, ...]) -> Callable[[Row], Any]:
    return itemgetter(*(place(layout, field) for field in fields))


def named(field: str, read: Reader[V]) -> Reader[V]:
    """The same reading; what it raises names the field and the cell."""

    def read_or_name(cell: Cell) -> V:
        try:
            return read(cell)
        except Unreadable as fault:
            raise Unreadable(fault.reason, field, fault.value or cell) from fault

    return read_or_name


def day_column(layout: Layout, field: str) -> Reader[str | None]:
    """The reader of a field that holds days, in the order settled for it."""
    order = layout.date_orders.get(field, "dmy")
    return named(field, day_reader(order, layout.shape.days_later))


def number_column(layout: Layout, field: str) -> Reader[Exact | None]:
    """The reader of a field that holds numbers, with the decimal mark settled for it."""
    return named(field, exact_reader(layout.decimals.get(field, ",")))


def cents_column(layout: Layout, field: str) -> Reader[int | None]:
    """The reader of a field that holds money, in centavos."""
    return named(field, cents_reader(layout.decimals.get(field, ",")))
