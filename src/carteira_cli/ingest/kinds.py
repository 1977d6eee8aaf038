"""What each kind of table is: the fields that are read of it, and the reader of its rows."""

from collections.abc import Callable, Mapping, Sequence

from carteira_cli.domain.rows import FileRow, Passing
from carteira_cli.ingest.contact_rows import CONTACT_FIELDS, as_customer, contact_reader
from carteira_cli.ingest.customer_rows import LIST_FIELDS, customer_reader
from carteira_cli.ingest.interaction_rows import INTERACTION_FIELDS, interaction_reader
from carteira_cli.ingest.layout import Layout, Row
from carteira_cli.ingest.sale_rows import ITEMS, SALE_FIELDS, sale_reader

FIELDS = {
    "sales": SALE_FIELDS,
    "customers": LIST_FIELDS,
    "contacts": CONTACT_FIELDS,
    "interactions": INTERACTION_FIELDS,
}
"""The fields that are read of each kind; of sales also the one that holds the amount."""

Reader = Callable[[Sequence[int], Sequence[Row]], Sequence[Passing]]
_READERS: dict[str, Callable[[Layout], Callable[[int, Row], FileRow]]] = {
    "customers": customer_reader,
    "contacts": contact_reader,
    "interactions": interaction_reader,
}


def of_kind(fields: Mapping[str, int], kind: str) -> dict[str, int]:
    """The columns as a table of this kind reads them: the day of a visit is when it began.

    Of an order's items an invoice is no number.
    """
    read = dict(fields)
    if kind == "interactions" and "at" in read:
        read["date"] = read.pop("at")
    if kind == "sales" and not ITEMS.isdisjoint(read):
        read.pop("invoice", None)
    return read


def reader(layout: Layout) -> Reader:
    """The reader of some rows, given their lines, for a table of this layout and its kind.

    Sales are given together. Each row has as many cells as the header. It raises Unreadable where
    one of them cannot be read, and says why if it is the only one.
    """
    if layout.kind == "sales":
        sales_of = sale_reader(layout)
        return lambda lines, rows: [sales_of(lines, rows)]
    read = _row_reader(layout)
    return lambda lines, rows: list(map(read, lines, ([*cells, ""] for cells in rows)))


def _row_reader(layout: Layout) -> Callable[[int, Row], FileRow]:
    if layout.kind == "customers" and layout.profile.kind == "contacts":
        contact_of = contact_reader(layout)
        return lambda line, cells: as_customer(contact_of(line, cells))
    return _READERS[layout.kind](layout)
