"""Finding, for the new sales of a file, those that another system brought before."""

import sqlite3
from functools import cache

from carteira_cli.domain.orders import Header, Row, header
from carteira_cli.domain.overlaps import KEEP, Alike, Held, Overlap, added, counterpart
from carteira_cli.domain.rows import Skipped
from carteira_cli.errors import _
from carteira_cli.store.operations import Operation
from carteira_cli.store.sources import Sourcing
from carteira_cli.store.staging import Incoming, Key

_ELSEWHERE = """
(source_id NOT IN (SELECT value FROM json_each(:told)) OR source_id = :source
  AND ((number IS NULL) = :numbered OR (document_key <> '') <> :of_notes))
AND (sale.operation_id <> :operation OR sale.id < :first)
"""
_HELD = f"""
SELECT sale.id, sale.principal_id, source.name, amount_cents
FROM {{table}} JOIN source ON source.id = source_id
WHERE customer_id = :customer AND {{day}} = :day AND status <> 'cancelled'
  AND (amount_cents = :cents OR number = :number
    AND (length(number) > 3 OR (document_key <> '') <> :of_notes))
  AND {_ELSEWHERE}
  AND (:number = '' OR :of_notes OR NOT EXISTS (SELECT 1 FROM overlap WHERE sale_id = sale.id
    AND overlap.source_id = :source AND overlap.number <> :number
    AND EXISTS (SELECT 1 FROM incoming WHERE incoming.source_id = overlap.source_id
      AND incoming.number = overlap.number)))
"""
_BY_DAY = " UNION ".join(
    (
        _HELD.format(table="sale", day="ordered_on"),
        _HELD.format(table="sale INDEXED BY sale_by_invoice", day="invoiced_on"),
    )
)
_KNOWN = """
SELECT sale.id, sale.principal_id, source.name, amount_cents
FROM overlap JOIN sale ON sale.id = sale_id JOIN source ON source.id = sale.source_id
WHERE overlap.source_id = :source AND overlap.number = :number AND NOT :of_notes
  AND customer_id = :customer AND status <> 'cancelled' AND (amount_cents < 0) = (:cents < 0)
"""
_REMEMBER = """
INSERT INTO overlap (id, source_id, number, sale_id, operation_id) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (source_id, number) DO UPDATE SET sale_id = excluded.sale_id
WHERE sale_id <> excluded.sale_id
"""
_BY_NUMBER = "CREATE INDEX IF NOT EXISTS temp.incoming_by_number ON incoming (source_id, number)"
# Of a source whose rows are numbered and unnumbered in one file, neither is another system's.
_PLACE = """
SELECT CASE count(DISTINCT number = '') WHEN 1 THEN max(number <> '') END,
  (SELECT json_group_array(DISTINCT source_id) FROM incoming)
FROM incoming WHERE source_id = ?
"""


class Overlaps:
    """The new sales of one file against what was stored before that file, each met once.

    Elsewhere is a source that the file tells nothing of; or its own, where of both one has order
    numbers and the other has none, or one is an invoice (NF-e): that is another system, too. A
    stored sale is of the day it was ordered or invoiced on. An invoice is known by its number, too,
    whatever it comes to: one of both may hold freight; and so is the order of a longer number,
    which no two systems give the same customer on one day. An order that was left out is remembered
    by its number, whatever its source says of it later; that it is the sale, another order of its
    source is only not if the file tells both.
    """

    def __init__(
        self, connection: sqlite3.Connection, running: Operation, said: Sourcing, first_id: int
    ) -> None:
        """What overlaps is left out, unless `said` keeps it; new ids are from `first_id` on."""
        self._connection = connection
        self._running = running
        self._keeps = said.on_overlap == KEEP
        self._scene = {"operation": running.id, "first": first_id, "of_notes": said.of_notes}
        self._met: set[int] = set()
        self._place_of = cache(self._place)
        self.found: list[Overlap] = []
        self.skipped: list[Skipped] = []

    def leaves_out(self, key: Key, first: Incoming, rows: list[Row]) -> bool:
        """Whether the new sale of these rows came before; noted is it in any case."""
        place = self._place_of(key.source_id)
        if not place:
            return False
        head = header(rows)
        other = self._other({**place, "number": key.number}, first, head)
        if other is None:
            return False
        self._met.add(other.sale_id)
        cents = 0 if head.status == "cancelled" else head.amount_cents
        differs = cents != other.cents
        met = Overlap(other.source, 1, cents, other.cents, differs, self._keeps)
        self.found = sorted(added([*self.found, met]))
        if not self._keeps:
            self._leave_out(key, other)
            reason = _("já em {source}").format(source=other.source or _("outra origem"))
            self.skipped += [Skipped(first.file_line, reason)] * len(rows)
        return not self._keeps

    def _place(self, source_id: int) -> dict[str, object]:
        """What tells elsewhere from the source of a row; nothing where there is no sale."""
        numbered, told = self._connection.execute(_PLACE, (source_id,)).fetchone()
        place = {**self._scene, "source": source_id, "numbered": numbered, "told": told}
        is_any, knows = self._connection.execute(
            f"SELECT EXISTS (SELECT 1 FROM sale WHERE {_ELSEWHERE}), "
            "EXISTS (SELECT 1 FROM overlap WHERE source_id = :source)",
            place,
        ).fetchone()
        if knows:
            self._connection.execute(_BY_NUMBER)
        return {**place, "knows": knows} if is_any or knows else {}

    def _other(self, place: dict[str, object], first: Incoming, head: Header) -> Held | None:
        """The sale that an order is; what was cancelled counts nowhere."""
        whose = {"customer": first.customer_id, "day": head.day, "cents": head.amount_cents}
        sought = {**place, **whose}
        known = self._connection.execute(_KNOWN, sought).fetchone() if place["knows"] else None
        if known and known[0] not in self._met:
            return Held(*known)
        if head.status == "cancelled":
            return None
        held = [Held(*row) for row in self._connection.execute(_BY_DAY, sought)]
        return counterpart(first.principal_id, held, self._met)

    def _leave_out(self, key: Key, other: Held) -> None:
        """Remember of a numbered order whose sale it is; an invoice never says otherwise."""
        if key.number and not self._scene["of_notes"]:
            said = (next(self._running.ids), *key[:2], other.sale_id, self._running.id)
            self._connection.execute(_REMEMBER, said)


_BEFORE = """
SELECT 1 FROM sale AS old INDEXED BY sale_by_day
WHERE old.ordered_on = new.ordered_on AND old.source_id = new.source_id
AND old.number IS NOT NULL AND old.status <> 'cancelled' AND old.id < :first
"""
# As many as any rep's file has; of a larger one the first will do
_NEW = """
FROM (SELECT * FROM sale WHERE id >= :first AND operation_id = :operation
  AND number IS NOT NULL AND status <> 'cancelled' LIMIT 10000) AS new
"""
_ALIKE = f"""
SELECT count(*) {_NEW} WHERE EXISTS ({_BEFORE} AND old.customer_id = new.customer_id
  AND old.amount_cents = new.amount_cents AND old.number <> new.number
  AND coalesce(old.principal_id = new.principal_id, 1))
"""
_SEEN = f"SELECT count(*) {_NEW} WHERE EXISTS ({_BEFORE})"


def alike(connection: sqlite3.Connection, running: Operation, first_id: int) -> Alike:
    """How many of the new orders equal, but for the number, others that their source had."""
    scene = {"first": first_id, "operation": running.id}
    (is_any,) = connection.execute("SELECT min(id) < :first FROM sale", scene).fetchone()
    (orders,) = connection.execute(_ALIKE, scene).fetchone() if is_any else (0,)
    (seen,) = connection.execute(_SEEN, scene).fetchone() if orders else (0,)
    return Alike(seen, orders)
