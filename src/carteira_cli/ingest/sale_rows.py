"""Rows of a sales file → SaleRows: each group of columns read by a function chosen once."""

from collections.abc import Callable, Sequence
from typing import Any, cast

from carteira_cli.domain.orders import INVOICE
from carteira_cli.domain.rows import Party, SaleRows
from carteira_cli.domain.text import fold, unpadded
from carteira_cli.errors import _
from carteira_cli.ingest.amounts import Exact, as_float, basis_points, product_cents
from carteira_cli.ingest.cells import (
    Cell,
    Columns,
    cents_column,
    column,
    day_column,
    joint_column,
    named,
    number_column,
    place,
)
from carteira_cli.ingest.layout import SOMEONE, Layout, Row
from carteira_cli.ingest.parties import PARTY_FIELDS, party_of
from carteira_cli.ingest.statuses import is_credit_note, status_of
from carteira_cli.ingest.texts import code_text, order_texts, plain_text
from carteira_cli.ingest.unreadable import Unreadable

_TEXTS = ("principal", "product", "product_code", "category", "channel", "payment_terms")
_FIGURES = ("quantity", "unit_price", "gross_amount", "commission_rate")
_FATE = ("status", "invoiced_on", "paid_on")
SALE_FIELDS = frozenset({*PARTY_FIELDS, *_TEXTS, *_FIGURES, *_FATE, "date", "order", "line",
                         "invoice"})  # fmt: skip
"""The fields that are read from a sales file, beside the one that holds the amount."""
ITEMS = frozenset({"line", "product", "product_code"})
"""Those that make its rows the items of orders."""


def sale_reader(layout: Layout) -> Callable[[Sequence[int], Sequence[Row]], SaleRows]:
    """The reader of some rows (at least one), given their lines, for a file of this layout.

    Each has as many cells as the header. It raises Unreadable, with the field and the sentence,
    where one lacks a customer, a day or an amount that can be read.
    """
    day_in = column(layout, "date", _day_reader(layout))
    amounts_in = _amounts_in(layout)
    party_in = joint_column(layout, PARTY_FIELDS, party_of if _names_somebody(layout) else _nobody)
    fates_in = _fates_in(layout)
    order_at = place(layout, "order")  # its numbers seldom come twice
    line_in = _line_in(layout)
    texts_in = [column(layout, field, plain_text) for field in _TEXTS]
    figures_in = _figures_in(layout)
    returns_in = _returns_in(layout)

    def read(lines: Sequence[int], rows: Sequence[Row]) -> SaleRows:
        columns: Columns = [*zip(*rows, strict=True), ("",) * len(rows)]
        days, amounts, parties = day_in(columns), amounts_in(columns), party_in(columns)
        statuses, invoiced, paid = fates_in(columns)
        orders = order_texts(columns[order_at])
        returns = returns_in(orders)
        if min(amounts) < 0 or "returned" in statuses or any(returns):
            fates = map(_fate, statuses, amounts, returns)
            statuses, amounts = zip(*fates, strict=True)
        numbers = line_in(columns)
        principals, products, codes, categories, channels, terms = (f(columns) for f in texts_in)
        quantities, prices, gross, rates = (figure_in(columns) for figure_in in figures_in)
        return SaleRows((
            lines, parties, days, amounts, orders, numbers, statuses, principals, products, codes,
            categories, quantities, prices, gross, channels, terms, rates, invoiced, paid,
        ))  # fmt: skip

    return read


def _line_in(layout: Layout) -> Callable[[Columns], list[str]]:
    """The numbers of the orders' lines, or else of their invoices."""
    if "invoice" in layout.fields:
        return column(layout, "invoice", _invoice_text)
    return column(layout, "line", code_text)


def _invoice_text(cell: Cell) -> str:
    number = unpadded(code_text(cell))
    return f"{INVOICE}{number}" if number else ""


def _names_somebody(layout: Layout) -> bool:
    return not layout.fields.keys().isdisjoint(SOMEONE)


def _nobody(_cells: tuple[Cell, ...]) -> Party:
    """The party of an order that is known: the portfolio says whose it is."""
    return Party()


def _fate(status: str, amount: int, is_return: bool) -> tuple[str, int]:  # noqa: FBT001 mapped
    """A sale's status and amount: what comes back counts against it."""
    if status != "cancelled" and (amount < 0 or status == "returned" or is_return):
        return "returned", -abs(amount)
    return status, amount


def _returns_in(layout: Layout) -> Callable[[Sequence[str]], Sequence[bool]]:
    """Which orders are credit notes by their number."""
    if not layout.credit_notes:
        return lambda orders: [False] * len(orders)
    return lambda orders: list(map(is_credit_note, orders))


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


def _amounts_in(layout: Layout) -> Callable[[Columns], Sequence[int]]:
    """The amounts, or where they are blank quantity × unit price."""
    field = "" if layout.amount == "unit_price" else layout.amount
    cents_in = column(layout, field, cents_column(layout, layout.amount))
    product_in = joint_column(layout, ("quantity", "unit_price"), _product_reader(layout))

    def read(columns: Columns) -> Sequence[int]:
        said = cents_in(columns)
        if None not in said:
            return cast(list[int], said)
        products = product_in(columns)
        pairs = zip(said, products, strict=True)
        amounts = [product if cents is None else cents for cents, product in pairs]
        known = [cents for cents in amounts if cents is not None]
        if len(known) < len(amounts):
            raise Unreadable(_("falta o valor"), layout.amount)
        return known

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


def _figures_in(layout: Layout) -> list[Callable[[Columns], Sequence[Any]]]:
    """The readers of quantity, unit price and gross amount (centavos), and rate (basis points)."""
    quantity_of = number_column(layout, "quantity")

    def quantity(cell: Cell) -> float | None:
        number = quantity_of(cell)
        return None if number is None else as_float(number)

    return [
        column(layout, "quantity", quantity),
        column(layout, "unit_price", cents_column(layout, "unit_price")),
        column(layout, "gross_amount", cents_column(layout, "gross_amount")),
        column(layout, "commission_rate", named("commission_rate", _rate_reader(layout))),
    ]


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


def _fates_in(layout: Layout) -> Callable[[Columns], tuple[Sequence[Any], ...]]:
    """Status, day of the invoice and day of payment."""
    invoiced_in = column(layout, "invoiced_on", day_column(layout, "invoiced_on"))
    paid_in = column(layout, "paid_on", day_column(layout, "paid_on"))
    words = {fold(word): code for word, code in layout.profile.statuses.items()}
    status_in = column(layout, "status", lambda cell: status_of(cell, words))
    is_invoice_told = "invoiced_on" in layout.fields

    def read(columns: Columns) -> tuple[Sequence[Any], ...]:
        invoiced, paid, statuses = invoiced_in(columns), paid_in(columns), status_in(columns)
        if is_invoice_told and "" in statuses:
            pairs = zip(statuses, invoiced, strict=True)
            statuses = [status or ("invoiced" if day else "open") for status, day in pairs]
        return statuses, invoiced, paid

    return read
