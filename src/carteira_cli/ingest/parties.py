"""Who a row says the customer is: its cells → Party, only what the row itself says."""

import re
from collections.abc import Iterable
from itertools import chain

from carteira_cli.domain.rows import Party, Reach
from carteira_cli.domain.tax_id import read_tax_id
from carteira_cli.domain.text import fold
from carteira_cli.errors import _
from carteira_cli.ingest.columns import MORE_PHONES
from carteira_cli.ingest.noise import is_total
from carteira_cli.ingest.phones import reaches_of
from carteira_cli.ingest.texts import code_text, plain_text
from carteira_cli.ingest.unreadable import Unreadable

PARTY_FIELDS = ("customer", "trade_name", "code", "tax_id", "city", "state", "segment", "email",
                "phone", *MORE_PHONES)  # fmt: skip

_STATES = {
    "acre": "AC", "alagoas": "AL", "amapa": "AP", "amazonas": "AM", "bahia": "BA", "ceara": "CE",
    "distrito federal": "DF", "espirito santo": "ES", "goias": "GO", "maranhao": "MA",
    "mato grosso": "MT", "mato grosso do sul": "MS", "minas gerais": "MG", "para": "PA",
    "paraiba": "PB", "parana": "PR", "pernambuco": "PE", "piaui": "PI", "rio de janeiro": "RJ",
    "rio grande do norte": "RN", "rio grande do sul": "RS", "rondonia": "RO", "roraima": "RR",
    "santa catarina": "SC", "sao paulo": "SP", "sergipe": "SE", "tocantins": "TO",
}  # fmt: skip
_CODES = frozenset(_STATES.values())
_BETWEEN_EMAILS = re.compile(r"[\s;,|/]+|:::")


def party_of(cells: tuple[str | float, ...]) -> Party:
    """The party of the cells of PARTY_FIELDS, in that order, blank where the file has no column.

    Without a name the trade name is the name; beside one it is none without a letter ("Cliente" may
    hold codes). Of several phones the first understood is the one to
    call. Raises Unreadable for a row of totals and where there is no name, no code and no valid tax
    id: nobody could be told by it.
    """
    name, trade_name, code, document, city, state, segment, email, *phones = cells
    tax_id, tax_id_text = _tax_id(document)
    reaches, trade = reaches_in(phones, email), plain_text(trade_name)
    party = Party(
        name=plain_text(name) or trade,
        trade_name=trade if not name or any(map(str.isalpha, trade)) else "",
        code=code_text(code),
        tax_id=tax_id,
        tax_id_text=tax_id_text,
        city=plain_text(city),
        state=state_of(plain_text(state)),
        segment=plain_text(segment),
        phone=reaches[0].phone,
        phone_text=reaches[0].phone_text,
        email=reaches[0].email,
        reaches=reaches if len(reaches) > 1 or reaches[0].name else (),
    )
    if not (party.name or party.code or tax_id):
        raise Unreadable(_("falta o cliente"), "customer")
    if is_total(party.name) and not (party.code or tax_id):
        raise Unreadable(_("falta o cliente"), "customer", party.name)
    return party


def _tax_id(cell: str | float) -> tuple[str, str]:
    text = code_text(cell)
    if not text:
        return "", ""
    valid = read_tax_id(text, was_number=isinstance(cell, float))
    return valid, "" if valid else text


def state_of(text: str) -> str:
    """The two letters of a Brazilian state named in any way; a foreign one as it came."""
    if text.upper() in _CODES:
        return text.upper()
    return _STATES.get(fold(text), text)


def reaches_in(phones: Iterable[str | float], email: str | float) -> tuple[Reach, ...]:
    """Every phone of some cells, the first understood before the others, and every e-mail of one.

    The first phone and the first e-mail are together; there is always a first, if a blank one.
    """
    texts = dict.fromkeys(map(code_text, phones))
    found = sorted(chain.from_iterable(map(reaches_of, texts)), key=lambda reach: not reach.phone)
    first, *others = found or [Reach()]
    address, *more = emails_of(plain_text(email))
    return (first._replace(email=address), *others, *(Reach(email=each) for each in more))


def emails_of(text: str) -> list[str]:
    """The addresses of a cell, each once; the text as it came where that is not all it holds."""
    parts = [*dict.fromkeys(filter(None, _BETWEEN_EMAILS.split(text)))]
    return parts if parts and all("@" in part for part in parts) else [text]
