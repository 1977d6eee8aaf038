"""Finding, for the new sales of a file, those that another system brought before."""

import sqlite3
from functools import cache, cached_property, partial
from typing import cast

from carteira_cli.domain.details import unpacked
from carteira_cli.domain.orders import Header, Row, header
from carteira_cli.domain.overlaps import KEEP, Held, Overlap, added, counterpart
from carteira_cli.domain.rows import Skipped
from carteira_cli.errors import _
from carteira_cli.store import spans
from carteira_cli.store.elsewhere import A_DAY, A_MONTH, ELSEWHERE, place, with_months
from carteira_cli.store.operations import Operation
from carteira_cli.store.sources import Sourcing
from carteira_cli.store.staging import Incoming, Key

_HELD = f"""
SELECT sale.id, sale.principal_id, source.name,
  CASE status WHEN 'cancelled' THEN 0 ELSE amount_cents END
FROM {{table}} JOIN source ON source.id = source_id
WHERE customer_id = :customer AND {{day}} = :day
  AND (status <> 'cancelled' OR :is_cancelled)
  AND (amount_cents = :cents AND NOT :is_cancelled OR number = :number
    AND (amount_cents = :cents OR length(number) > 3 OR (document_key <> '') <> :of_notes))
  AND {ELSEWHERE}
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
_AS_A_NOTE = _HELD.format(table="sale", day="document_key <> '' AND ordered_on")
_KNOWN = f"""
SELECT {A_DAY} OR {A_MONTH}, sale.id, sale.principal_id, source.name, amount_cents
FROM overlap JOIN sale ON sale.id = sale_id JOIN source ON source.id = sale.source_id
WHERE overlap.source_id = :source AND overlap.number = :number AND NOT :of_notes
  AND customer_id = :customer AND status <> 'cancelled' AND (amount_cents < 0) = (:cents < 0)
"""
_REMEMBER = """
INSERT INTO overlap (id, source_id, number, sale_id, operation_id) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (source_id, number) DO UPDATE SET sale_id = excluded.sale_id
WHERE sale_id <> excluded.sale_id
"""

_Scene = tuple[Key, Incoming, dict[str, object]]
# Of an order with what came back of it only the sum tells whether it is the same
_AS_A_WHOLE: dict[str, object] = {"number": "", "is_itemised": False, "knows": False}


class Overlaps:
    """The new sales of one file against what was stored before that file, each met once.

    Elsewhere is a source that the file tells nothing of; or its own, where of both one has order
    numbers and the other has none, or one is an invoice (NF-e): that is another system, too. A
    stored sale is of the day it was ordered or invoiced on; an order is the note of the day it was
    invoiced on. An invoice is known by its number, too, whatever it comes to: one of both may hold
    freight; and so is the order of a longer number, which no two systems give the same customer on
    one day. An order that was left out is remembered by its number, whatever its source says of it
    later; that it is the sale, another order of its source is only not if the file tells both.
    """

    def __init__(
        self, connection: sqlite3.Connection, running: Operation, said: Sourcing, first_id: int
    ) -> None:
        """What overlaps is left out, unless `said` keeps it; new ids are from `first_id` on."""
        self._connection = connection
        self._running = running
        self._keeps = said.on_overlap == KEEP
        self._scene = {
            "operation": running.id,
            "first": first_id,
            "of_notes": said.of_notes,
            "by_month": said.by_month,
        }
        self._met: set[int] = set()
        self._place_of = cache(partial(place, connection, scene=self._scene))
        self.found: list[Overlap] = []
        self.skipped: list[Skipped] = []

    def beyond(self, key: Key, first: Incoming, rows: list[Row]) -> list[Row]:
        """The rows of a new sale that did not come before; noted are the others in any case.

        An order may have come without what was given back of it: that is a sale of its own.
        """
        here = self._place_of(key.source_id)
        if not here:
            return rows
        order = {"number": key.number, "is_itemised": not rows[0].is_whole}
        here = here | order | {"monthly": self._monthly}
        left = self._left(rows, (key, first, here))
        return rows if self._keeps else left

    @cached_property
    def _monthly(self) -> str:
        return with_months(self._connection, self._scene)

    def _left(self, rows: list[Row], scene: _Scene) -> list[Row]:
        sales, returns = _parted(rows) if len(rows) > 1 else (rows, [])
        if not (sales and returns):
            return [] if self._came(rows, scene) else rows
        key, first, here = scene
        if self._came(rows, (key, first, here | _AS_A_WHOLE)):
            return []
        if not self._came(sales, scene):
            return rows
        return [] if self._came(returns, scene) else returns

    def _came(self, rows: list[Row], scene: _Scene) -> bool:
        """Whether the rows came before: then it is noted."""
        key, first, here = scene
        head = header(rows)
        other = self._other(here | {"invoiced": _invoiced_on(rows)}, first, head)
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
        return True

    def _other(self, here: dict[str, object], first: Incoming, head: Header) -> Held | None:
        """The sale that an order is; what was cancelled stands in the way of nothing else."""
        whose = {"customer": first.customer_id, "principal": first.principal_id}
        is_cancelled = head.status == "cancelled"
        day = {"day": head.day, "cents": head.amount_cents, "is_cancelled": is_cancelled}
        sought = {**here, **whose, **day}
        if here["knows"] and (known := self._remembered(sought)):
            return known
        other = self._held(_BY_DAY, sought)
        if other or is_cancelled:
            return other
        note = self._held(_AS_A_NOTE, {**sought, "day": sought["invoiced"]})
        return note or spans.told_otherwise(self._connection, sought)

    def _held(self, query: str, sought: dict[str, object]) -> Held | None:
        held = [Held(*row) for row in self._connection.execute(query, sought)]
        return counterpart(cast(int | None, sought["principal"]), held, self._met)

    def _remembered(self, sought: dict[str, object]) -> Held | None:
        """The sale that an order was known to be, which no other order of the file is yet.

        Several orders may be a day's items: each is a part of them.
        """
        row = self._connection.execute(_KNOWN, sought).fetchone()
        if not row:
            return None
        is_a_day, sale = row[0], Held(*row[1:])
        is_met = sale.sale_id in self._met
        if not is_a_day:
            return None if is_met else sale
        parts = spans.told_otherwise(self._connection, sought)
        return parts or (sale._replace(cents=0) if is_met else sale)

    def _leave_out(self, key: Key, other: Held) -> None:
        """Remember of a numbered order whose sale it is; an invoice never says otherwise."""
        if key.number and not self._scene["of_notes"]:
            said = (next(self._running.ids), *key[:2], other.sale_id, self._running.id)
            self._connection.execute(_REMEMBER, said)


def _invoiced_on(rows: list[Row]) -> str:
    return max(unpacked(row.details).invoiced_on for row in rows)


def _parted(rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """The sales, and what was given back."""
    sales = [row for row in rows if row.amount_cents >= 0]
    return sales, [row for row in rows if row.amount_cents < 0]
