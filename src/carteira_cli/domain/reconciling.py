"""What the rows of one order mean against what is stored of it: new, known, or corrected.

The identity is (source, order number, line); without a line, the content and its occurrence within
the order, so that true repeats live and a second import adds nothing. An order as a whole and its
items, with line numbers or without, by code or by name, are tellings of the same money.
"""

from collections.abc import Hashable
from typing import NamedTuple

from carteira_cli.domain.amending import Called, Covers, amend, by_other_words
from carteira_cli.domain.details import filled
from carteira_cli.domain.orders import Row, header
from carteira_cli.domain.pairing import Pairing
from carteira_cli.domain.retelling import Retold, as_a_whole, line_of, told_otherwise


class Reconciled(NamedTuple):
    """The verdict on one order: rows to add, (stored, corrected) pairs, and those already there.

    `changed` and `known` count rows of the file: with `new` they are all there were.
    """

    new: list[Row]
    corrected: list[tuple[Row, Row]]
    changed: int
    known: int


def _unknown(_product_id: int) -> str:
    return ""


def _always(_day: str) -> bool:
    return True


def reconcile(
    incoming: list[Row],
    stored: list[Row],
    *,
    numbered: bool,
    called: Called = _unknown,
    covers: Covers = _always,
) -> Reconciled:
    """Pair the file's rows of one order with the stored ones; their order does not matter.

    First equal contents, whatever is known of their status, then equal identities, then rows of
    which neither denies what the other says; their other content is a correction. What is left and
    makes the same money is the order told in another layout (`retelling`). What is left then of a
    numbered order corrects it (`amending`); without a number another day, amount or quantity is
    another sale. Where the file is silent on the status, what is stored keeps its own and what is
    new counts as its order does, as invoiced where there is none. `called` says how a product is
    known: by its `code` alone, its `name` alone, or ""; `covers`, whether the file tells of a day's
    month at all.
    """
    if not stored:
        return Reconciled(_settled(sorted(incoming, key=_content), []), [], 0, 0)
    rows = Pairing(sorted(incoming, key=_content), sorted(stored, key=_content))
    if len(incoming) == len(stored) and all(map(_adds_nothing, rows.told, rows.stored)):
        return Reconciled([], [], 0, len(incoming))  # a file that comes again, nearly always
    for key in _IDENTITIES:
        rows.by(key)
    if not rows.told:
        return _verdict(rows, [], stored)
    retold = as_a_whole(rows) if numbered else []
    rows.by_what_both_say(_all_said)
    rows.by_what_both_say(_said)
    retold += told_otherwise(rows, numbered=numbered)
    if not numbered:
        by_other_words(rows, called, numbered=False)
        return _verdict(rows, retold, [])
    return _verdict(rows, retold + amend(rows, called, covers), stored)


def _adds_nothing(new: Row, old: Row) -> bool:
    """Whether the row is the stored one, and says nothing that is not known of it."""
    return (
        new[:5] == old[:5]
        and (new.status == old.status or not new.status)
        and (new.details == old.details or not new.details)
        and new.unit_price_cents in (None, old.unit_price_cents)
    )


def _verdict(rows: Pairing[Row], retold: list[Retold], order: list[Row]) -> Reconciled:
    told = [(old, _without_loss(old, new)) for old, new in rows.pairs]
    corrected = [(old, new) for old, new in told if old.content != new.content]
    changed = sum(again.rows for again in retold if again.changes)
    return Reconciled(
        _settled(rows.told, order),
        corrected + [pair for again in retold for pair in again.changes],
        len(corrected) + changed,
        len(told) - len(corrected) + sum(again.rows for again in retold) - changed,
    )


def _settled(rows: list[Row], order: list[Row]) -> list[Row]:
    """New rows, the silent ones in the state of the order that they join; a return is no state."""
    unsaid = header(order).status if order else "invoiced"
    unsaid = "invoiced" if unsaid == "returned" else unsaid
    return [row if row.status else row._replace(status=unsaid) for row in rows]


def _without_loss(old: Row, new: Row) -> Row:
    """The row as the file has it; what this file has no column for stays as it was."""
    return new._replace(
        line=line_of(old, new, new.line or old.line),
        product_id=old.product_id if new.product_id is None else new.product_id,
        quantity=old.quantity if new.quantity is None else new.quantity,
        unit_price_cents=(
            old.unit_price_cents if new.unit_price_cents is None else new.unit_price_cents
        ),
        status=new.status or _kept_status(old, new),
        details=filled(new.details, old.details),
    )


def _kept_status(old: Row, new: Row) -> str:
    """The stored status; what was a return and is a sale now is none any more."""
    return "invoiced" if old.status == "returned" and new.amount_cents >= 0 else old.status


def _content(row: Row) -> tuple[Hashable, ...]:
    return row.content


def _but_status(row: Row) -> Hashable:
    return row[:6] + row[7:8]


def _identity(row: Row) -> Hashable:
    return row[:5]


def _in_that_state(row: Row) -> Hashable:
    return row[:5] + row[6:8]


def _in_that_status(row: Row) -> Hashable:
    return row[:5] + row[6:7]


def _said(row: Row) -> tuple[Hashable, ...]:
    return row.day, row.amount_cents, row.line or None, row.product_id, row.quantity


def _all_said(row: Row) -> tuple[Hashable, ...]:
    """All that a row says: of twins, the one that needs no correction comes first."""
    return *_said(row), row.unit_price_cents, row.status or None, row.details or None


# Of twins the one that needs least correction, so that a second import corrects no other one.
_IDENTITIES = (_content, _but_status, _in_that_state, _in_that_status, _identity)
