"""Rows that name an order and no customer: whose order it is, the portfolio knows."""

import sqlite3
from collections.abc import Iterable, Iterator

from carteira_cli.domain.rows import FileRow, Party, Passing, Problem, SaleRow, each
from carteira_cli.domain.text import unpadded
from carteira_cli.errors import _
from carteira_cli.store import sources
from carteira_cli.store.operations import Operation
from carteira_cli.store.sources import Sourcing


def with_orderers(
    connection: sqlite3.Connection,
    rows: Iterable[Passing],
    sourcing: Sourcing,
    running: Operation,
) -> Iterator[FileRow]:
    """Each sale with the party that its order is of, on the day it was ordered.

    Its own day is that of the invoice. A sale whose order is not in its source becomes a problem.
    """
    for row in each(rows):
        if not isinstance(row, SaleRow):
            yield row
            continue
        source_id = sources.origin(connection, sourcing, row.principal, running).source_id
        found = connection.execute(_ORDERER, (source_id, unpadded(row.order))).fetchone()
        if found:
            ordered_on, *words = found
            invoiced_on = row.invoiced_on or row.ordered_on
            party = Party(*words)
            yield row._replace(party=party, ordered_on=ordered_on, invoiced_on=invoiced_on)
        else:
            yield Problem(row.line, "", row.order, _unknown(row.order))


# The words by which that source called the customer lead to nobody else
_ORDERER = (
    "SELECT ordered_on, name_key, trade_key, code, tax_id FROM sale "
    "JOIN customer_claim USING (customer_id, source_id) "
    "WHERE source_id = ? AND number = ? ORDER BY customer_claim.id LIMIT 1"
)


def _unknown(order: str) -> str:
    return _("o pedido {number} não está na carteira: importe antes os pedidos").format(
        number=order
    )
