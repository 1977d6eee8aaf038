"""Finding, for the new sales of a file, those that another system brought before."""

import sqlite3
from functools import cache

from carteira_cli.domain.models import Skipped
from carteira_cli.domain.orders import Header, Row, header
from carteira_cli.domain.overlaps import KEEP, Held, Overlap, counterpart
from carteira_cli.errors import _
from carteira_cli.store.operations import Operation
from carteira_cli.store.sources import Sourcing
from carteira_cli.store.staging import Incoming, Key

_ELSEWHERE = (
    "(source_id <> :source OR (number IS NULL) <> :unnumbered "
    "OR (document_key <> '') <> :of_notes) "
    "AND (sale.operation_id <> :operation OR sale.id < :first)"
)


class Overlaps:
    """The new sales of one file against what was stored before that file, each met once.

    Elsewhere is another source, or the same one as long as one of both has order numbers and the
    other has none, or one is an invoice (NF-e): that is another system, too. A stored sale is of
    the day it was ordered or invoiced on.
    """

    def __init__(
        self, connection: sqlite3.Connection, running: Operation, said: Sourcing, first_id: int
    ) -> None:
        """What overlaps is left out, unless `said` keeps it; new ids are from `first_id` on."""
        self._connection = connection
        self._keeps = said.on_overlap == KEEP
        self._scene = {"operation": running.id, "first": first_id, "of_notes": said.of_notes}
        self._met: set[int] = set()
        self._found: dict[str, Overlap] = {}
        self._may_meet = cache(self._has_elsewhere)
        self.skipped: list[Skipped] = []

    @property
    def found(self) -> list[Overlap]:
        """What overlapped, source by source."""
        return [self._found[source] for source in sorted(self._found)]

    def leaves_out(self, key: Key, first: Incoming, rows: list[Row]) -> bool:
        """Whether the new sale of these rows came before; noted is it in any case."""
        if not self._may_meet(key.source_id, unnumbered=not key.number):
            return False
        head = header(rows)
        held = self._held(key, first.customer_id, head)
        other = counterpart(first.principal_id, held, self._met)
        if other is None:
            return False
        self._met.add(other.sale_id)
        before = self._found.get(other.source, Overlap(other.source, 0, 0, self._keeps))
        self._found[other.source] = before._replace(
            orders=before.orders + 1, cents=before.cents + head.amount_cents
        )
        if not self._keeps:
            reason = _("já em {source}").format(source=other.source or _("outra origem"))
            self.skipped += [Skipped(first.file_line, reason)] * len(rows)
        return not self._keeps

    def _has_elsewhere(self, source_id: int, *, unnumbered: bool) -> bool:
        """Whether anything was stored that such a sale may be."""
        place = {"source": source_id, "unnumbered": unnumbered}
        row = self._connection.execute(
            f"SELECT EXISTS (SELECT 1 FROM sale WHERE {_ELSEWHERE})", self._scene | place
        ).fetchone()
        return bool(row[0])

    def _held(self, key: Key, customer_id: int, head: Header) -> list[Held]:
        """The sales that may be this one; what was cancelled counts nowhere."""
        if head.status == "cancelled":
            return []
        sought = {"customer": customer_id, "day": head.day, "cents": head.amount_cents}
        place = {"source": key.source_id, "unnumbered": not key.number}
        found = self._connection.execute(
            "SELECT sale.id, sale.principal_id, source.name FROM sale "
            "JOIN source ON source.id = source_id WHERE customer_id = :customer "
            "AND :day IN (ordered_on, invoiced_on) "
            "AND amount_cents = :cents "
            f"AND status <> 'cancelled' AND {_ELSEWHERE}",
            self._scene | place | sought,
        )
        return [Held(*row) for row in found]
