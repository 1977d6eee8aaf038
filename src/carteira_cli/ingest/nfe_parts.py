"""The parts of one NF-e: its key, parties, items and due dates, each read or refused with a reason.

An element is looked for in the namespace of the one it stands in, whatever that is.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, TypeVar
from xml.etree import ElementTree as ET

from carteira_cli.domain.days import parse_day
from carteira_cli.domain.memo import Memo
from carteira_cli.domain.notes import ABROAD, Item, Note, is_key
from carteira_cli.domain.rows import Instalment, Party
from carteira_cli.errors import _
from carteira_cli.ingest.amounts import as_float, cents_reader, exact_reader
from carteira_cli.ingest.parties import party_of
from carteira_cli.ingest.texts import plain_text
from carteira_cli.ingest.unreadable import Unreadable

T = TypeVar("T")

_ADDRESS = ("xMun", "UF", "fone")
_ITEM = ("cProd", "xProd", "qCom", "vUnCom", "vProd", "vDesc", "indTot", "CFOP")
_PARTY = ("CNPJ", "CPF", "idEstrangeiro", "xNome", "xFant", "email", *_ADDRESS)
_OUTGOING = "1"
_UNCHARGED = "0"  # indTot: the item is not part of what the note charges
# Group 9 of the CFOP table (Convênio s/nº de 1970): gifts, samples, goods sent and not sold; but
# for what a till had noted (929) and services (933)
_NOT_SOLD = re.compile(r"[1-7]9(?!29|33)\d\d", re.ASCII)

_cents = cents_reader(".")
_price = Memo(_cents).__getitem__  # few prices and quantities, many amounts
_number = Memo(exact_reader(".")).__getitem__


class Place(NamedTuple):
    """Which file of the batch is read, and the parties met so far, by their texts."""

    line: int
    file: str
    parties: Memo[tuple[str, ...], Party]


def text_in(element: ET.Element, tag: str) -> str:
    """The text of the child of that name, trimmed; empty where there is none."""
    return plain_text(element.findtext(_space(element) + tag, ""))


def _space(element: ET.Element) -> str:
    """The namespace of an element, as its children's tags begin."""
    return element.tag[: element.tag.find("}") + 1]


def _texts(element: ET.Element, tags: Iterable[str]) -> dict[str, str]:
    """The texts of the children of these names, as they came; empty where there is none."""
    space = _space(element)
    return {tag: element.findtext(space + tag, "") for tag in tags}


def key_of(text: str) -> str:
    """The key of a document; raises Unreadable for one with a wrong digit, or of another shape."""
    if not is_key(text):
        raise Unreadable(_("a chave da nota não existe: confira o dígito"), value=text)
    return text


def day_of(element: ET.Element, *tags: str) -> str:
    """The civil day (ISO) as it is written in the first of these that there is.

    Raises Unreadable for a day that does not exist.
    """
    text = next(filter(None, (text_in(element, tag) for tag in tags)), "")
    day = parse_day(text[:10])
    if day is None:
        raise Unreadable(_("a data da nota não existe"), value=text)
    return day.isoformat()


def note_of(info: ET.Element, place: Place, *, is_authorised: bool) -> Note:
    """The note of an infNFe; raises Unreadable where a part that a sale needs is missing or wrong.

    Its duplicates without a day are left out: a blank stays blank.
    """
    head = _part(info, "ide")
    totals = _texts(_part(_part(info, "total"), "ICMSTot"), ("vNF",))
    _part(info, "det")  # at least one
    return Note(
        line=place.line,
        file=place.file,
        key=key_of(info.get("Id", "").removeprefix("NFe")),
        issuer=_party(_part(info, "emit"), "enderEmit", place),
        recipient=_party(_part(info, "dest"), "enderDest", place),
        day=day_of(head, "dhEmi", "dEmi"),
        purpose=text_in(head, "finNFe"),
        is_outgoing=text_in(head, "tpNF") == _OUTGOING,
        is_authorised=is_authorised,
        total_cents=_read(_cents, totals, "vNF"),
        items=tuple(map(_item, _all(info, "det"))),
        instalments=_instalments(info),
        references=_references(head),
    )


def _part(info: ET.Element, tag: str) -> ET.Element:
    found = info.find(_space(info) + tag)
    if found is None:
        raise Unreadable(_("falta uma parte da nota"), value=tag)
    return found


def _all(element: ET.Element, tag: str) -> list[ET.Element]:
    return element.findall(_space(element) + tag)


def _party(element: ET.Element, address: str, place: Place) -> Party:
    said = _texts(element, _PARTY)
    for there in _all(element, address):
        said |= _texts(there, _ADDRESS)
    return place.parties[tuple(said.values())]


def party_in(texts: tuple[str, ...]) -> Party:
    """The party of an issuer's or a recipient's texts; a foreign id is kept as text."""
    company, person, foreign, name, trade_name, email, city, state, phone = texts
    tax_id = company or person
    party = party_of((name, trade_name, "", tax_id, city, state, "", email, phone))
    if foreign and not tax_id:
        return party._replace(tax_id_text=plain_text(foreign), state=ABROAD)
    return party


def _item(det: ET.Element) -> Item:
    said = _texts(_part(det, "prod"), _ITEM)
    amount = _read(_cents, said, "vProd")
    if said["vDesc"]:
        amount -= _read(_cents, said, "vDesc")
    is_sold = _NOT_SOLD.fullmatch(said["CFOP"]) is None
    return Item(
        line=det.get("nItem", ""),
        code=plain_text(said["cProd"]),
        name=plain_text(said["xProd"]),
        quantity=as_float(_read(_number, said, "qCom")) if said["qCom"] else None,
        unit_price_cents=_read(_price, said, "vUnCom") if said["vUnCom"] else None,
        amount_cents=amount if is_sold and said["indTot"] != _UNCHARGED else 0,
        is_sold=is_sold,
    )


def _read(reader: Callable[[str], T | None], said: Mapping[str, str], tag: str) -> T:
    """The number at a tag; raises Unreadable, with the tag, for none and for what is none."""
    text = said[tag]
    try:
        value = reader(text)
    except Unreadable as fault:
        raise Unreadable(fault.reason, value=f"{tag} {text}") from fault
    if value is None:
        raise Unreadable(_("falta um valor da nota"), value=tag)
    return value


def _instalments(info: ET.Element) -> tuple[Instalment, ...]:
    return tuple(
        Instalment(day_of(due, "dVenc"), _read(_cents, _texts(due, ("vDup",)), "vDup"))
        for billing in _all(info, "cobr")
        for due in _all(billing, "dup")
        if text_in(due, "dVenc")
    )


def _references(head: ET.Element) -> tuple[str, ...]:
    """The keys of the notes it refers to."""
    return tuple(filter(None, (text_in(each, "refNFe") for each in _all(head, "NFref"))))
