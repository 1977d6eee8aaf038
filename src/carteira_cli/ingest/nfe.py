"""NF-e 4.00: the bytes of one XML → a note, a cancellation, a problem, or nothing of a sale.

Only xml.etree, and never a DTD: what has one is refused before anything is parsed.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Protocol
from xml.etree import ElementTree as ET

from carteira_cli.domain.memo import Memo
from carteira_cli.domain.notes import Cancellation, Found
from carteira_cli.domain.rows import Problem, Skipped
from carteira_cli.errors import _
from carteira_cli.ingest.nfe_parts import Place, day_of, key_of, note_of, party_in, text_in
from carteira_cli.ingest.texts import shown_text
from carteira_cli.ingest.unreadable import Unreadable

MOST_BYTES = 5 * 2**20
MOST_TAGS = 250_000  # a note of 990 items, the most there may be, has half as many

_ROOT = re.compile(rb"<(?:[\w.-]+:)?(?:nfeProc|NFe|procEventoNFe|evento)[\s/>]")
_BLANKS = b"\xef\xbb\xbf\xfe\xff \t\r\n"
_CANCELLATION = "110111"
_REGISTERED = frozenset({"135", "136", "155"})
_AUTHORISED = frozenset({"100", "150"})
_FOR_REAL = "1"


def is_nfe(head: bytes) -> bool:
    """Whether a file that begins with `head` (a kilobyte will do) is a note or an event of one."""
    bare = head.replace(b"\0", b"").lstrip(_BLANKS)  # UTF-16 holds ASCII and zeros
    return bare.startswith(b"<") and bool(_ROOT.search(bare))


class Readable(Protocol):
    """A file, or what is as one in a zip."""

    def read(self, size: int, /) -> bytes:
        """At most so many bytes from where it is; may raise Unreadable."""


def read_notes(streams: Iterable[tuple[str, Readable]]) -> Iterator[Found]:
    """What each XML is, given its name and its bytes; lines are files here, counted from 1.

    A problem's column and only cell are the name of its file.
    """
    parties = Memo(party_in)
    for line, (name, stream) in enumerate(streams, 1):
        try:
            yield _understood(_root(stream.read(MOST_BYTES + 1)), Place(line, name, parties))
        except Unreadable as fault:
            yield Problem(line, name, shown_text(fault.value), fault.reason, (name,))


def _root(data: bytes) -> ET.Element:
    """The document's root; raises Unreadable for what is no XML, and for what is built to harm.

    Depth needs no bound of its own: that of the tags holds it, and nothing here descends by calls.
    """
    if len(data) > MOST_BYTES or data.count(b"<") > MOST_TAGS:
        raise Unreadable(_("é grande demais para uma NF-e"))
    if b"<!DOCTYPE" in data.replace(b"\0", b""):
        raise Unreadable(_("tem DTD, que uma NF-e não tem"), value="<!DOCTYPE")
    try:
        return ET.fromstring(data.lstrip())  # noqa: S314 without a DTD nothing expands
    except ET.ParseError as fault:
        text = _("não é um XML inteiro: quebra na linha {line}").format(line=fault.position[0])
        raise Unreadable(text) from fault
    except (ValueError, LookupError) as fault:
        raise Unreadable(_("a codificação do XML não existe")) from fault


def _understood(root: ET.Element, place: Place) -> Found:
    for path in ("{*}infNFe", "{*}NFe/{*}infNFe"):
        info = root.find(path)
        if info is not None:
            return _note(root, info, place)
    for path in ("{*}infEvento", "{*}evento/{*}infEvento"):
        info = root.find(path)
        if info is not None:
            return _event(root, info, place)
    raise Unreadable(_("não é uma NF-e nem um evento de NF-e"), value=root.tag.rpartition("}")[2])


def _note(root: ET.Element, info: ET.Element, place: Place) -> Found:
    protocol = root.find("{*}protNFe/{*}infProt")
    status = "" if protocol is None else text_in(protocol, "cStat")
    if protocol is not None and status not in _AUTHORISED:
        said = f"{status} {text_in(protocol, 'xMotivo')}".strip()
        raise Unreadable(_("a nota não foi autorizada"), value=said)
    note = note_of(info, place, is_authorised=protocol is not None)
    if info.findtext("{*}ide/{*}tpAmb", _FOR_REAL) != _FOR_REAL:
        return Skipped(place.line, _("nota de teste, sem valor fiscal"))
    if not (note.is_return or note.is_sale):
        reason = _("nota de entrada, de ajuste, de remessa ou de bonificação: não é venda")
        return Skipped(place.line, reason)
    return note


def _event(root: ET.Element, info: ET.Element, place: Place) -> Found:
    if text_in(info, "tpEvento") != _CANCELLATION:
        return Skipped(place.line, _("evento que não cancela a nota"))
    answer = root.find("{*}retEvento/{*}infEvento")
    status = "" if answer is None else text_in(answer, "cStat")
    if status not in _REGISTERED:
        raise Unreadable(_("o cancelamento não foi registrado pela Sefaz"), value=status)
    return Cancellation(place.line, key_of(text_in(info, "chNFe")), day_of(info, "dhEvento"))
