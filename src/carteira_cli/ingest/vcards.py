"""vCards, as phones export them (2.1, 3.0 and 4.0), many in one file → ContactRow.

The library that reads them comes with the extra `contatos`. It is given one card at a time, and of
that the few properties that are read: no photo is kept, and a broken card spoils no other.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

from carteira_cli.domain.rows import FileRow, Problem
from carteira_cli.errors import BadData, NotInstalled, _
from carteira_cli.ingest.contact_rows import Card, as_customer, contact_of
from carteira_cli.ingest.delimited import lines
from carteira_cli.ingest.encoding import settle_encoding
from carteira_cli.ingest.layout import Layout, Shape
from carteira_cli.ingest.parties import emails_of, reaches_in
from carteira_cli.ingest.unreadable import Unreadable

VCARD = "vcard"
_BEGIN, _END = "BEGIN", "END"
_FIRST = re.compile(rb"(?:\xef\xbb\xbf)?[\r\n]*BEGIN:VCARD\s", re.IGNORECASE)
_HEAD = 256
_MOST_LINES = 500  # of the properties of one card
_LONGEST_LINE = 32 * 2**20  # some programs write a whole photo on one line
_LONGEST_READ = 2**16
_READ = frozenset({_BEGIN, _END, "N", "FN", "ORG", "TITLE", "ROLE", "TEL", "EMAIL", "BDAY"})
_PROPERTY = re.compile(r'(?:[\w-]+\.)?([\w-]+)((?:;(?:"[^"]*"|[^":])*)?):', re.ASCII)
_QUOTED = "QUOTED-PRINTABLE"
_CHARSET = re.compile(r"CHARSET=\"?([\w.:-]+)", re.ASCII)
_TOLD_CHARSET = re.compile(r";CHARSET=[^:]+:")


def is_vcard(stream: BinaryIO) -> bool:
    """Whether the file begins with a card, whatever it is called."""
    stream.seek(0)
    return bool(_FIRST.match(stream.read(_HEAD)))


def vcard_layout(stream: BinaryIO, wished: str) -> Layout:
    """The layout of a file of cards: of contacts, or of customers where these are wished.

    Raises BadData where anything else is, and NotInstalled where the extra is missing.
    """
    if wished not in {"", "contacts", "customers"}:
        raise BadData(
            _("Um arquivo de vCards traz contatos, e não {kind}.").format(kind=wished),
            _("Importe sem --kind, ou com --kind contacts."),
        )
    _reader()
    return Layout(
        Shape(VCARD),
        wished or "contacts",
        0,
        (),
        {},
        {},
        {},
        rows=sum(1 for _each in _cards(stream)),
    )


def read_vcards(stream: BinaryIO, kind: str) -> Iterator[FileRow]:
    """Each card in the order of the file, with the line that it begins on."""
    for line, text in _cards(stream):
        try:
            contact = contact_of(line, _card(text))
            yield as_customer(contact) if kind == "customers" else contact
        except Unreadable as fault:
            yield Problem(line, "", "", fault.reason, (text,))


def _cards(stream: BinaryIO) -> Iterator[tuple[int, str]]:
    """The text of each card, as far as it is read, with the line that it begins on."""
    card: list[str] = []
    begun = 0
    with lines(stream, settle_encoding(stream, _LONGEST_LINE)) as text:
        for number, name, line in _properties(text):
            if name == _BEGIN:
                if card:
                    yield begun, "".join(card)
                card, begun = [], number
            if name == _END or len(card) < _MOST_LINES:
                card.append(line)
    yield begun, "".join(card)


def _properties(text: Iterable[str]) -> Iterator[tuple[int, str, str]]:
    """Each line of a property that is read: its number, the property's name, the line.

    Of what stands between name and value the encoding alone is kept: the rest is written in too
    many ways. A line that is neither a property nor goes on with one is of a photo, and so is what
    is longer than any name.
    """
    name, is_quoted, goes_on = "", False, False
    for number, line in enumerate(text, 1):
        found = None if goes_on or line[0] in " \t" else _PROPERTY.match(line)
        if found:
            name, terms = found[1].upper(), found[2].upper()
            is_quoted = _QUOTED in terms
            line = name + (_quoted(terms) if is_quoted else "") + line[found.end() - 1 :]
        is_part = found or goes_on or line[0] in " \t"
        if name in _READ and is_part and len(line) <= _LONGEST_READ:
            yield number, name if found else "", line
        goes_on = is_quoted and line.rstrip("\r\n").endswith("=")


def _quoted(terms: str) -> str:
    charset = _CHARSET.search(terms)
    return f";ENCODING={_QUOTED};CHARSET={charset[1] if charset else 'UTF-8'}"


def _card(text: str) -> Card:
    said = _contents(text)
    company, name, parts, title, role, birthday = (
        said.get(each, [""])[0] for each in ("org", "fn", "n", "title", "role", "bday")
    )
    phones = [_dialled(phone) for phone in said.get("tel", ())]
    emails = emails_of(" ".join(said.get("email", ())))
    return Card(company, name or parts, title or role, birthday, reaches_in(phones, ""), emails)


def _dialled(phone: str) -> str:
    """A telephone as a person would write it: vCard 4 may say `tel:+55-11-4025-1010;ext=20`."""
    return phone.removeprefix("tel:").replace(";ext=", " r. ")


def _contents(text: str) -> dict[str, list[str]]:
    """The values of each property, by its name in lower case; of a list its first.

    What claims an encoding that it is not in is in that of Windows. Raises Unreadable for a card
    that is none.
    """
    from vobject.base import VObjectError

    for each in (text, _TOLD_CHARSET.sub(";CHARSET=CP1252:", text)):
        try:
            card = _reader()(each, allowQP=True)
        except (VObjectError, LookupError, ValueError) as fault:
            last = fault
        else:
            return {
                name: [_text(line.value) for line in found] for name, found in card.contents.items()
            }
    raise Unreadable(_("não dá para ler este cartão")) from last


def _text(value: object) -> str:
    first = value[0] if isinstance(value, list) else value
    return " ".join(str(first).split())


def _reader() -> Callable[..., Any]:
    """The library's reading of one card. Raises NotInstalled, with how to get it."""
    try:
        from vobject import readOne

        reader: Callable[..., Any] = readOne
    except ImportError as fault:
        raise NotInstalled(
            _("Ler vCards (.vcf) pede uma parte que não está instalada."),
            _("Instale com: pipx inject carteira-cli vobject (ou pip install vobject)"),
        ) from fault
    return reader
