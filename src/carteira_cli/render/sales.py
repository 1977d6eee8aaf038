"""The orders as a screen and as rows."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from carteira_cli.domain.glossary import label
from carteira_cli.domain.models import Customer, Found, Order
from carteira_cli.errors import _, plural
from carteira_cli.render.plain import count, cut, day, hidden, reais, span
from carteira_cli.render.sheet import Sheet
from carteira_cli.render.table import Column, table

COLUMNS = (
    "date",
    "order",
    "customer_id",
    "customer",
    "tax_id",
    "principal",
    "amount_cents",
    "lines",
    "status",
    "source",
    "operation",
)
_NAME_WIDTH, _PRINCIPAL_WIDTH, _NUMBER_WIDTH = 21, 15, 8


class Sales(NamedTuple):
    """All that was found in a window (ISO days), and the orders that are shown, newest first."""

    as_of: date
    window: tuple[str | None, str]
    found: Found
    shown: Sequence[Order]
    customers: Mapping[int, Customer]
    explained: bool


def sheet(sales: Sales) -> Sheet:
    """The orders as data; the summary is of all that were found, whatever the limit."""
    rows = [row(order, sales.customers[order.customer_id]) for order in sales.shown]
    summary = {"orders": sales.found.orders, "total_cents": sales.found.total_cents}
    return Sheet(sales.as_of.isoformat(), COLUMNS, rows, summary)


def row(order: Order, customer: Customer) -> dict[str, object]:
    """One order with every key."""
    return {
        "date": order.ordered_on,
        "order": order.number or None,
        "customer_id": str(customer.id),
        "customer": customer.name,
        "tax_id": customer.tax_id or None,
        "principal": order.principal or None,
        "amount_cents": order.amount_cents,
        "lines": order.lines,
        "status": order.status,
        "source": order.source or None,
        "operation": order.operation,
    }


def screen(sales: Sales, limit: int, width: int | None) -> Iterable[object]:
    """The title, a line per order, and how many are left."""
    yield " " + _("Pedidos · {span} · {orders} · R$ {total}").format(
        span=span(*sales.window),
        orders=_counted(sales.found),
        total=reais(sales.found.total_cents),
    )
    if not sales.shown:
        yield " " + _("Nenhum pedido. Traga-os com carteira import ARQUIVO, ou afrouxe os filtros.")
        return
    yield _table(sales, width)
    if more := hidden(len(sales.found.ids), limit):
        yield " " + more
    if sales.explained:
        yield ""
        yield " " + _("Devoluções entram com sinal menos: baixam o total e não contam como pedido.")
        yield " " + _("Pedidos cancelados não contam em nada; veja-os com --status cancelado.")


def _counted(found: Found) -> str:
    """The orders, and the returns if there are any: together the rows that were found."""
    orders = plural("{n} pedido", "{n} pedidos", found.orders).format(n=count(found.orders))
    if not found.returns:
        return orders
    returns = plural("{n} devolução", "{n} devoluções", found.returns)
    return _("{orders} e {returns}").format(
        orders=orders, returns=returns.format(n=count(found.returns))
    )


def _table(sales: Sales, width: int | None) -> object:
    widths = (_NUMBER_WIDTH, _NAME_WIDTH, _PRINCIPAL_WIDTH) if width else (60, 60, 60)
    return table(
        [
            Column(_("Data")),
            Column(_("Pedido")),
            Column(_("Cliente"), flexible=True),
            Column(_("Representada"), flexible=True),
            Column(_("Valor"), right=True),
            Column(_("Status")),
        ],
        [_cells(order, sales.customers[order.customer_id], widths) for order in sales.shown],
    )


def _cells(order: Order, customer: Customer, widths: tuple[int, int, int]) -> Sequence[str]:
    number, name, principal = widths
    return (
        day(date.fromisoformat(order.ordered_on)),
        cut(order.number, number),
        cut(customer.shown, name),
        cut(order.principal, principal),
        reais(order.amount_cents),
        label("status", order.status),
    )
