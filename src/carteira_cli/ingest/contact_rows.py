"""Rows of an address book → ContactRow."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from carteira_cli.domain.rows import ContactRow, CustomerRow, Reach, Skipped
from carteira_cli.domain.text import fold
from carteira_cli.errors import _
from carteira_cli.ingest.cells import Cell, remembered
from carteira_cli.ingest.columns import MORE_PHONES
from carteira_cli.ingest.dates import day_reader
from carteira_cli.ingest.layout import Layout, Row
from carteira_cli.ingest.parties import emails_of, party_of, reaches_in
from carteira_cli.ingest.texts import plain_text
from carteira_cli.ingest.unreadable import Unreadable

_WHOSE = ("customer", "trade_name", "code", "tax_id", "city", "state", "segment")
_WHO = ("contact", "role", "birthday")
_EMAILS = ("email", "email_2")
_PHONES = ("phone", *MORE_PHONES)
CONTACT_FIELDS = frozenset({*_WHOSE, *_WHO, *_EMAILS, *_PHONES})
"""The fields that are read from an address book."""

_NO_REACH = ("",) * (1 + len(_PHONES))
# vCard 4 says --0513, an iPhone 1604-05-13, Google --05-13, a person 13/05
_WITHOUT_YEAR = re.compile(r"(?:--|1604-?)(\d\d)-?(\d\d)|(\d\d?)/(\d\d?)", re.ASCII)


class Card(NamedTuple):
    """What an address book says of somebody: the company ("": none) and the person's own name."""

    company: str
    name: str
    role: str
    birthday: Cell
    phones: tuple[Reach, ...]
    emails: list[str]


def contact_reader(layout: Layout) -> Callable[[int, Row], ContactRow | Skipped]:
    """The reader of one row, given its line, for an address book of this layout.

    The row has as many cells as the header and one blank more. It raises Unreadable for a text that
    is too long to be one.
    """
    whose_in = remembered(layout, _WHOSE, tuple)
    who_in = remembered(layout, _WHO, tuple)
    emails_in = remembered(layout, _EMAILS, tuple)
    phones_in = remembered(layout, _PHONES, tuple)

    def read(line: int, cells: Row) -> ContactRow | Skipped:
        company, *more = whose_in(cells)
        name, role, birthday = who_in(cells)
        emails = emails_of(" ".join(filter(None, map(plain_text, emails_in(cells)))))
        said = plain_text(company), plain_text(name), plain_text(role), birthday
        return contact_of(line, Card(*said, reaches_in(phones_in(cells), ""), emails), more)

    return read


def contact_of(
    line: int, card: Card, more: Sequence[Cell] = ("",) * (len(_WHOSE) - 1)
) -> ContactRow | Skipped:
    """The contact on a card; `more` tells of the customer: the cells of _WHOSE but the first.

    Where nothing names a company, the person's name is the customer's. Who has no name, or cannot
    be reached, is of no use.
    """
    company = card.company or ("" if any(more) else card.name)
    try:
        party = party_of((company, *more, *_NO_REACH))
    except Unreadable:
        return Skipped(line, _("contato sem nome"))
    person = card.name if fold(card.name) != fold(party.name) else ""
    reaches = _reaches(card, person)
    if not any(reach.phone_text or reach.email for reach in reaches):
        return Skipped(line, _("contato sem telefone nem e-mail"))
    return ContactRow(line, party, reaches, card.role, birthday_of(card.birthday))


def _reaches(card: Card, person: str) -> tuple[Reach, ...]:
    """The ways to reach the person, then those to whoever else is named beside a phone."""
    theirs = {"", fold(person)}
    own = [each._replace(name=person) for each in card.phones if fold(each.name) in theirs]
    others = [each for each in card.phones if fold(each.name) not in theirs]
    first, *rest = own or [Reach(person)]
    address, *more = card.emails
    mails = [Reach(person, email=each) for each in more]
    return tuple(filter(any, (first._replace(email=address), *rest, *others, *mails)))


def as_customer(contact: ContactRow | Skipped) -> CustomerRow | Skipped:
    """The contact as its customer, for who wants an address book to be a list of customers."""
    if isinstance(contact, Skipped):
        return contact
    first = contact.reaches[0]
    said = {"phone": first.phone, "phone_text": first.phone_text, "email": first.email}
    return CustomerRow(contact.line, contact.party._replace(reaches=contact.reaches, **said))


def birthday_of(cell: Cell) -> str | None:
    """The day as ISO text, `--05-13` where the year is not told; None for what is no day.

    A birthday is not worth a phone: one that cannot be read refuses no row.
    """
    bare = _WITHOUT_YEAR.fullmatch(plain_text(cell))
    try:
        if not bare:
            return day_reader("dmy")(cell)
        leap_day = day_reader("ymd")(f"2000-{bare[1] or bare[4]}-{bare[2] or bare[3]}")
    except Unreadable:
        return None
    return f"--{leap_day[5:]}" if leap_day else None
