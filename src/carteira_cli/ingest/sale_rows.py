"""Rows of a sales file → SaleRow: each group of columns read by a function chosen once."""

from collections.abc import Callable

from carteira_cli.domain.models import SaleRow
from carteira_cli.domain.text import fold
from carteira_cli.errors import _
from carteira_cli.ingest.amounts import Exact, as_float, basis_points, product_cents
from carteira_cli.ingest.cells import (
    ABSENT,
    Cell,
    cents_column,
    day_column,
    named,
    number_column,
    place,
    remembered,
)
from carteira_cli.ingest.layout import Layout, Row
from carteira_cli.ingest.memo import Unreadable
from carteira_cli.ingest.parties import PARTY_FIELDS, party_of
from carteira_cli.ingest.statuses import is_credit_note, status_of
from carteira_cli.ingest.texts import code_text, plain_text

_LABELS = ("principal", "product", "product_code", "category", "channel", "payment_terms")
_FIGURES = ("quantity", "unit_price", "gross_amount", "commission_rate")
_FATE = ("status", "invoiced_on", "paid_on")
SALE_FIELDS = frozenset({*PARTY_FIELDS, *_LABELS, *_FIGURES, *_FATE, "date", "order", "line"})
"""The fields that are read from a sales file, beside the one that holds the amount."""

Figures = tuple[float | None, int | None, int | None, int | None]


def sale_reader(layout: Layout) -> Callable[[int, Row], SaleRow]:
    """The reader of one row, given its line, for a file of this layout.

    The row has as many cells as the header and one blank more. It raises Unreadable, with the field
    and the sentence, for a row without a customer, a day or an amount that can be read.
    """
    party_in = remembered(layout, PARTY_FIELDS, party_of)
    day_in = remembered(layout, ("date",), _day_reader(layout))
    amount_in = _amount_in(layout)
    numbers_in = _numbers_in(layout)
    labels_in = remembered(layout, _LABELS, _labels)
    figures_in = remembered(layout, _FIGURES, _figures_reader(layout))
    fate_in = remembered(layout, _FATE, _fate_reader(layout))
    is_return = is_credit_note if layout.credit_notes else _never

    def read(line: int, cells: Row) -> SaleRow:
        day, amount = day_in(cells), amount_in(cells)
        party = party_in(cells)
        status, invoiced_on, paid_on = fate_in(cells)
        order, number = numbers_in(cells)
        if status != "cancelled" and (amount < 0 or status == "returned" or is_return(order)):
            status, amount = "returned", -abs(amount)
        principal, product, code, category, channel, terms = labels_in(cells)
        quantity, price, gross, rate = figures_in(cells)
        return SaleRow(
            line, party, day, amount, order, number, status, principal, product, code, category,
            quantity, price, gross, channel, terms, rate, invoiced_on, paid_on,
        )  # fmt: skip

    return read


def _never(_order: str) -> bool:
    return False


def amount_field(layout_fields: dict[str, int], cents_from: str) -> str:
    """The field that holds the rows' amount: the net one before the gross, unless gross is wished.

    `unit_price` means quantity × unit price, which comes before an order's total: that may stand
    on each of its lines.
    """
    if cents_from == "gross" and "gross_amount" in layout_fields:
        return "gross_amount"
    if "amount" not in layout_fields and {"quantity", "unit_price"} <= layout_fields.keys():
        return "unit_price"
    known = ("amount", "order_total", "gross_amount")
    return next((field for field in known if field in layout_fields), "")


def _day_reader(layout: Layout) -> Callable[[Cell], str]:
    day_of = day_column(layout, "date")

    def read(cell: Cell) -> str:
        day = day_of(cell)
        if day is None:
            raise Unreadable(_("falta a data"), "date", cell)
        return day

    return read


def _amount_in(layout: Layout) -> Callable[[Row], int]:
    """The amount, or where it is blank quantity × unit price; amounts seldom come twice."""
    cents_of = cents_column(layout, layout.amount)
    product_in = remembered(layout, ("quantity", "unit_price"), _product_reader(layout))
    at = ABSENT if layout.amount == "unit_price" else place(layout, layout.amount)

    def read(cells: Row) -> int:
        amount = cents_of(cells[at])
        if amount is None:
            amount = product_in(cells)
        if amount is None:
            raise Unreadable(_("falta o valor"), layout.amount)
        return amount

    return read


def _product_reader(layout: Layout) -> Callable[[tuple[Cell, Cell]], int | None]:
    quantity_of = number_column(layout, "quantity")
    price_of = number_column(layout, "unit_price")

    def read(cells: tuple[Cell, Cell]) -> int | None:
        quantity, price = quantity_of(cells[0]), price_of(cells[1])
        if quantity is None or price is None:
            return None
        return product_cents(quantity, price)

    return read


def _numbers_in(layout: Layout) -> Callable[[Row], tuple[str, str]]:
    """The order's number, which seldom comes twice, and the line's, which often does."""
    at = place(layout, "order")
    line_in = remembered(layout, ("line",), code_text)
    return lambda cells: (code_text(cells[at]), line_in(cells))


def _labels(cells: tuple[Cell, ...]) -> tuple[str, ...]:
    return tuple(map(plain_text, cells))


def _figures_reader(layout: Layout) -> Callable[[tuple[Cell, Cell, Cell, Cell]], Figures]:
    quantity_of = number_column(layout, "quantity")
    price_of, gross_of = cents_column(layout, "unit_price"), cents_column(layout, "gross_amount")
    rate_of = named("commission_rate", _rate_reader(layout))

    def read(cells: tuple[Cell, Cell, Cell, Cell]) -> Figures:
        quantity = quantity_of(cells[0])
        return (
            None if quantity is None else as_float(quantity),
            price_of(cells[1]),
            gross_of(cells[2]),
            rate_of(cells[3]),
        )

    return read


def _rate_reader(layout: Layout) -> Callable[[Cell], int | None]:
    """Basis points of a rate in percent; a sheet holds 11,9 % as the number 0.119."""
    number_of = number_column(layout, "commission_rate")

    def read(cell: Cell) -> int | None:
        rate = number_of(cell)
        if rate is None:
            return None
        is_share = isinstance(cell, float) and abs(cell) < 1
        return basis_points(Exact(rate.digits * 100, rate.decimals) if is_share else rate)

    return read


def _fate_reader(
    layout: Layout,
) -> Callable[[tuple[Cell, Cell, Cell]], tuple[str, str | None, str | None]]:
    invoiced_of, paid_of = day_column(layout, "invoiced_on"), day_column(layout, "paid_on")
    is_invoice_told = "invoiced_on" in layout.fields
    words = {fold(word): code for word, code in layout.profile.statuses.items()}

    def read(cells: tuple[Cell, Cell, Cell]) -> tuple[str, str | None, str | None]:
        invoiced_on, paid_on = invoiced_of(cells[1]), paid_of(cells[2])
        status = status_of(cells[0], words)
        if is_invoice_told and not status:
            status = "open" if invoiced_on is None else "invoiced"
        return status, invoiced_on, paid_on

    return read
