"""The cells of a row picked by field, and read by functions chosen once for the file."""

from collections.abc import Callable
from operator import itemgetter
from typing import Any, TypeVar

from carteira_cli.ingest.amounts import Exact, cents, exact_reader
from carteira_cli.ingest.dates import day_reader
from carteira_cli.ingest.layout import Layout, Row
from carteira_cli.ingest.memo import Memo, Unreadable

V = TypeVar("V")
Cell = str | float
Reader = Callable[[Cell], V]

_ABSENT = -1  # every row gets one blank cell more at its end, for the fields that the file lacks


def remembered(
    layout: Layout, fields: tuple[str, ...], read: Callable[[Any], V]
) -> Callable[[Row], V]:
    """What the cells of some fields mean together: the tuple of them, or the one, read once.

    A million rows have few different customers, days and terms.
    """
    cells_of = itemgetter(*(layout.fields.get(field, _ABSENT) for field in fields))
    memo = Memo(read)
    return lambda cells: memo[cells_of(cells)]


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
    return named(field, day_reader(layout.date_orders.get(field, "dmy")))


def number_column(layout: Layout, field: str) -> Reader[Exact | None]:
    """The reader of a field that holds numbers, with the decimal mark settled for it."""
    return named(field, exact_reader(layout.decimals.get(field, ",")))


def cents_column(layout: Layout, field: str) -> Reader[int | None]:
    """The reader of a field that holds money, in centavos."""
    number_of = exact_reader(layout.decimals.get(field, ","))

    def read(cell: Cell) -> int | None:
        number = number_of(cell)
        return None if number is None else cents(number)

    return named(field, read)
