"""Electronic invoices (NF-e) as values: who sold what to whom, what came back, what was cancelled.

A note's key is one in the whole country; its number is one within its issuer, model and series.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from carteira_cli.domain.rows import Instalment, Party, Problem, SaleRow, Skipped

ABROAD = "EX"
"""The state of a foreign recipient, whose id is no tax id of ours."""

_KEY = re.compile(r"[0-9]{6}[A-Z0-9]{12}[0-9]{26}")
_RETURN = "4"  # finNFe: 1 normal, 2 complementary, 3 adjustment, 4 return, 5 credit, 6 debit
_SALES = frozenset({"1", "2"})


class Item(NamedTuple):
    """One item of a note: `line` is its number there, `amount_cents` its goods less discount.

    What is not sold (a gift, a sample, goods only sent) is worth nothing.
    """

    line: str
    code: str
    name: str
    quantity: float | None
    unit_price_cents: int | None
    amount_cents: int
    is_sold: bool = True


class Note(NamedTuple):
    """One NF-e that was not refused.

    `line` and `file` are its place in the batch and its file's name. `day` is ISO; `purpose` is
    finNFe; `is_outgoing` tells tpNF 1, `is_authorised` that the tax office's protocol is there.
    `total_cents` is the whole note, taxes and freight included. `references` are other notes' keys.
    """

    line: int
    file: str
    key: str
    issuer: Party
    recipient: Party
    day: str
    purpose: str
    is_outgoing: bool
    is_authorised: bool
    total_cents: int
    items: tuple[Item, ...]
    instalments: tuple[Instalment, ...] = ()
    references: tuple[str, ...] = ()

    @property
    def number(self) -> str:
        """The note's number and series, `1234-1`, as its key has them."""
        return f"{int(self.key[25:34])}-{int(self.key[22:25])}"

    @property
    def invoice(self) -> str:
        """What no two invoices share."""
        return invoice_of(self.key)

    @property
    def is_return(self) -> bool:
        """Whether goods come back with it."""
        return self.purpose == _RETURN

    @property
    def is_sale(self) -> bool:
        """Whether its issuer sells with it."""
        is_sold = any(item.is_sold for item in self.items)
        return self.is_outgoing and self.purpose in _SALES and is_sold


class Cancellation(NamedTuple):
    """The event that cancels the note of that key; `day` is ISO."""

    line: int
    key: str
    day: str


Found = Note | Cancellation | Problem | Skipped
"""What one XML may be understood as."""


class Deal(NamedTuple):
    """A note seen from the representative: who is the principal in it and who the customer."""

    note: Note
    principal: Party
    customer: Party

    @property
    def is_by_customer(self) -> bool:
        """Whether the customer issued it: a return, with numbers and codes of the customer's."""
        return self.customer is self.note.issuer


@dataclass
class Batch:
    """Many XMLs, each note once: `repeated` counts the rows of its other copies."""

    notes: dict[str, Note] = field(default_factory=dict)
    cancellations: dict[str, Cancellation] = field(default_factory=dict)
    others: list[Problem | Skipped] = field(default_factory=list)
    repeated: int = 0


def is_key(text: str) -> bool:
    """Whether `text` is the key of a document, its check digit right (letters count ASCII − 48)."""
    return bool(_KEY.fullmatch(text)) and check_digit(text[:43]) == text[43]


def invoice_of(key: str) -> str:
    """Issuer, model, series and number out of a key: what no two invoices share."""
    return key[6:34]


def check_digit(body: str) -> str:
    """The last character of the key that begins with these 43: modulo 11, weights 2 to 9."""
    total = sum((ord(letter) - 48) * (2 + at % 8) for at, letter in enumerate(reversed(body)))
    return str((11 - total % 11) % 11 % 10)


def gather(found: Iterable[Found]) -> Batch:
    """All that was found; of an invoice's copies the authorised one, whatever comes first."""
    batch = Batch()
    for each in found:
        if isinstance(each, Note):
            _add(batch, each)
        elif isinstance(each, Cancellation):
            batch.repeated += each.key in batch.cancellations
            same = batch.cancellations.get(each.key, each)
            batch.cancellations[each.key] = min(same, each, key=lambda event: event.day)
        else:
            batch.others.append(each)
    return batch


def _add(batch: Batch, note: Note) -> None:
    """Keep the note, or count it as a copy."""
    other = batch.notes.setdefault(note.invoice, note)
    if other is not note:
        best, copy = sorted((other, note), key=lambda n: (not n.is_authorised, n.day, n.key))
        batch.notes[note.invoice] = best
        batch.repeated += len(copy.items)


def deals(notes: Collection[Note], principals: Collection[str]) -> list[Deal]:
    """Who is who in each note, in an order of their own: that of the files must not matter.

    Whoever sells in one of the notes is a principal, beside those known by tax id.
    """
    known = {*principals, *(note.issuer.tax_id for note in notes if not note.is_return)} - {""}
    all_deals = [_deal(note, known) for note in notes]
    return sorted(all_deals, key=lambda deal: (deal.is_by_customer, deal.note.day, deal.note.key))


def _deal(note: Note, principals: Collection[str]) -> Deal:
    if note.is_return and _is_by_customer(note, principals):
        return Deal(note, note.recipient, note.issuer)
    return Deal(note, note.issuer, note.recipient)


def _is_by_customer(note: Note, principals: Collection[str]) -> bool:
    """Who sold takes back: the issuer of the note referred to, a known principal, else whose entry.

    By law the seller's own return enters (tpNF 0) and the buyer's leaves; not all systems know.
    """
    sold = {key[6:20].removeprefix("000") for key in note.references}
    sold |= {key[6:20] for key in note.references}  # a CPF has 11 digits and three zeros before it
    for sellers in (sold, principals):
        if (note.issuer.tax_id in sellers) != (note.recipient.tax_id in sellers):
            return note.recipient.tax_id in sellers
    return note.is_outgoing


def sale_rows(deal: Deal, number: str, principal: str, *, cancelled: bool) -> Iterator[SaleRow]:
    """The items of a note as rows of the order `number`; a return lowers value."""
    note = deal.note
    sign = -1 if note.is_return else 1
    status = "cancelled" if cancelled else "returned" if note.is_return else "invoiced"
    gross = sign * note.total_cents  # stands on the first row alone: the rows' sum is the order's
    for item in note.items:
        yield SaleRow(
            note.line,
            deal.customer,
            note.day,
            sign * item.amount_cents,
            order=number,
            line_key=item.line,
            status=status,
            principal=principal,
            product=item.name,
            product_code="" if deal.is_by_customer else item.code,
            quantity=item.quantity,
            unit_price_cents=item.unit_price_cents,
            gross_cents=gross,
            invoiced_on=note.day,
        )
        gross = 0
