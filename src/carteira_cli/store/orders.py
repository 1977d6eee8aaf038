"""One order at a time: what is stored of it, and writing what its rows in a file mean."""

import sqlite3
from collections.abc import Callable
from functools import cache, lru_cache, partial
from typing import NamedTuple

from carteira_cli.domain.corrections import Correction, gravest
from carteira_cli.domain.credit_notes import Numbered
from carteira_cli.domain.details import merged, unpacked
from carteira_cli.domain.orders import Header, Row, header
from carteira_cli.domain.reconciling import reconcile
from carteira_cli.domain.text import fold
from carteira_cli.store import products
from carteira_cli.store.operations import Operation
from carteira_cli.store.staging import Incoming, Key
from carteira_cli.store.stored import StoredSale

_FLUSH_AT = 5_000
_MOST = 50_000  # products that are remembered


class Written(NamedTuple):
    """What became of an order's rows, and of its sales."""

    new: list[Row]
    corrected: int
    known: int
    created: int
    updated: int


def numbered(connection: sqlite3.Connection, source: str | None) -> Numbered:
    """How the stored sales of the source of that name, or of any (None), are numbered."""
    with_c, plain = (
        connection.execute(
            "SELECT EXISTS (SELECT 1 FROM source JOIN sale ON source_id = source.id "
            "WHERE (?1 IS NULL OR name_key = ?1) AND number GLOB ?2 AND amount_cents > 0)",
            (source if source is None else fold(source), written),
        ).fetchone()[0]
        for written in ("[Cc][0-9]*", "[0-9]*")
    )
    return Numbered(bool(with_c), bool(plain))


class Writer:
    """Writes the orders of one import; keeps the rows to insert together until `flush`."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        running: Operation,
        *,
        by_line: bool,
        beyond: Callable[[Key, Incoming, list[Row]], list[Row]] = lambda _key, _first, rows: rows,
    ) -> None:
        """`by_line`: rows without a number are lines of the customer's order of that day.

        Of the rows of a new sale those are written that are `beyond` what is elsewhere.
        """
        self._beyond = beyond
        self._connection = connection
        self._running = running
        self._by_line = by_line
        self._called = lru_cache(_MOST)(partial(products.called, connection))
        self._months = cache(partial(_months, connection))
        self._sales: list[tuple[object, ...]] = []
        self._lines: list[tuple[object, ...]] = []
        self.touched: set[int] = set()
        self.corrections: list[Correction] = []
        self.cancelled: list[int] = []  # centavos of each new sale that counts in nothing

    def write(self, key: Key, incoming: list[Incoming], stored: list[StoredSale]) -> Written:
        """Add, correct or recognise the rows of one order, all of one customer."""
        verdict = reconcile(
            [row.row for row in incoming],
            [row for sale in stored for row in sale.rows],
            numbered=bool(key.number),
            called=self._called,
            covers=partial(self._covers, key.source_id),
        )
        corrections = {old.id: new._replace(id=old.id) for old, new in verdict.corrected}
        one_order = bool(key.number) or self._by_line
        updated = 0
        groups = self._grouped(key, incoming[0], stored, verdict.new)
        new = [row for rows in groups for row in rows]
        for sale in stored:
            rows = [corrections.get(row.id, row) for row in sale.rows]
            if one_order and groups:
                rows += groups.pop()
            updated += self._rewrite(key.number, sale, rows, incoming[0])
        created = [rows for rows in groups if rows]
        for rows in created:
            self._create(key, incoming[0], rows)
        changed, known = verdict.changed, verdict.known
        if any(_whose(key.number, sale, incoming[0]) != sale[1:3] for sale in stored):
            changed, known = changed + known, 0  # who bought, and of whom, is content, too
        return Written(new, changed, known, len(created), updated)

    def _covers(self, source_id: int, day: str) -> bool:
        first, last = self._months(source_id)
        return first <= day[:7] <= last

    def _grouped(
        self, key: Key, first: Incoming, stored: list[StoredSale], new: list[Row]
    ) -> list[list[Row]]:
        """The new rows sale by sale, without those that another system brought.

        To an order that is stored all of them belong, unless it is only what came back of one.
        """
        is_one = bool(key.number) or self._by_line
        if is_one and any(row.amount_cents >= 0 for sale in stored for row in sale.rows):
            return [new]
        groups = [new] if is_one and new else [[row] for row in new]
        return [self._beyond(key, first, rows) for rows in groups]

    def _create(self, key: Key, first: Incoming, rows: list[Row]) -> None:
        sale_id = next(self._running.ids)
        head = header(rows)
        if head.status == "cancelled":
            self.cancelled.append(head.amount_cents)
        self._sales.append(
            (
                sale_id,
                key.source_id,
                key.number or None,
                first.customer_id,
                first.principal_id,
                *_sale_values(head, rows),
                self._running.id,
            )
        )
        self.touched.add(first.customer_id)
        if self._needs_lines(rows):
            self._lines += [self._line(sale_id, row) for row in rows]
        if len(self._sales) + len(self._lines) >= _FLUSH_AT:
            self.flush()

    def _needs_lines(self, rows: list[Row]) -> bool:
        """Whether the rows say more than their sale can hold."""
        row = rows[0]
        return len(rows) > 1 or (row.line, row.product_id, *row[4:6]) != ("", None, None, None)

    def _line(self, sale_id: int, row: Row) -> tuple[object, ...]:
        return (next(self._running.ids), sale_id, *row[:8], self._running.id)

    def _rewrite(self, number: str, sale: StoredSale, rows: list[Row], first: Incoming) -> bool:
        """Bring a stored sale to these rows; False where nothing differs."""
        whose = _whose(number, sale, first)
        if rows == sale.rows and whose == sale[1:3]:
            return False
        head = header(rows)
        correction = Correction(number, header(sale.rows), head)
        self.corrections = gravest([*self.corrections, correction])
        self._connection.execute(
            "UPDATE sale SET customer_id = ?, principal_id = ?, ordered_on = ?, "
            "amount_cents = ?, status = ?, invoiced_on = ?, paid_on = ?, channel = ?, "
            "payment_terms = ?, gross_cents = ?, commission_bp = ? WHERE id = ?",
            (*whose, *_sale_values(head, rows), sale.id),
        )
        self.touched |= {whose[0], sale.customer_id}
        if sale.has_lines or self._needs_lines(rows):
            self._rewrite_lines(sale, rows)
        return True

    def _rewrite_lines(self, sale: StoredSale, rows: list[Row]) -> None:
        before = {row.id: row for row in sale.rows} if sale.has_lines else {}
        for row in rows:
            if row.id not in before:
                self._lines.append(self._line(sale.id, row))
            elif row != before[row.id]:
                self._connection.execute(
                    "UPDATE sale_line SET line = ?, product_id = ?, day = ?, amount_cents = ?, "
                    "quantity = ?, unit_price_cents = ?, status = ?, details = ? WHERE id = ?",
                    row,
                )

    def flush(self) -> None:
        """Insert what was kept back."""
        self._connection.executemany(
            "INSERT INTO sale (id, source_id, number, customer_id, principal_id, ordered_on, "
            "amount_cents, status, invoiced_on, paid_on, channel, payment_terms, gross_cents, "
            "commission_bp, operation_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            self._sales,
        )
        self._connection.executemany(
            "INSERT INTO sale_line (id, sale_id, line, product_id, day, amount_cents, quantity, "
            "unit_price_cents, status, details, operation_id) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            self._lines,
        )
        self._sales.clear()
        self._lines.clear()


def _months(connection: sqlite3.Connection, source_id: int) -> tuple[str, str]:
    """The first and the last month (2026-11) that the staged file tells of that source."""
    months: tuple[str, str] = connection.execute(
        "SELECT substr(min(day), 1, 7), substr(max(day), 1, 7) FROM incoming WHERE source_id = ?",
        (source_id,),
    ).fetchone()
    return months


def _whose(number: str, sale: StoredSale, first: Incoming) -> tuple[int, int | None]:
    """The customer that the file names, and the principal, which it can only add.

    Of sales without a number none is known to be the one that the file means.
    """
    learned = first.principal_id if number and sale.principal_id is None else sale.principal_id
    return first.customer_id, learned


def _sale_values(head: Header, rows: list[Row]) -> tuple[object, ...]:
    """The sale's own columns that follow from its rows."""
    said = merged(row.details for row in rows) if len(rows) > 1 else unpacked(rows[0].details)
    return (
        *head,
        said.invoiced_on or None,
        said.paid_on or None,
        said.channel,
        said.payment_terms,
        said.gross_cents,
        said.commission_bp,
    )
