"""Who a row says the customer is: its cells → Party, only what the row itself says."""

from carteira_cli.domain.models import Party
from carteira_cli.domain.tax_id import read_tax_id
from carteira_cli.domain.text import fold
from carteira_cli.errors import _
from carteira_cli.ingest.columns import MORE_PHONES
from carteira_cli.ingest.memo import Unreadable
from carteira_cli.ingest.noise import is_total
from carteira_cli.ingest.texts import code_text, plain_text

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
_LONGEST_PHONES = 200


def party_of(cells: tuple[str | float, ...]) -> Party:
    """The party of the cells of PARTY_FIELDS, in that order, blank where the file has no column.

    Without a name the trade name is the name. Of several phones the first understood is the one to
    call; their texts are kept together. Raises Unreadable for a row of totals and where there
    is no name, no code and no valid tax id: nobody could be told by it.
    """
    name, trade_name, code, document, city, state, segment, email, *phones = cells
    tax_id, tax_id_text = _tax_id(document)
    numbers = [text for text in dict.fromkeys(map(code_text, phones)) if text]
    party = Party(
        name=plain_text(name) or plain_text(trade_name),
        trade_name=plain_text(trade_name),
        code=code_text(code),
        tax_id=tax_id,
        tax_id_text=tax_id_text,
        city=plain_text(city),
        state=state_of(plain_text(state)),
        segment=plain_text(segment),
        phone=next(filter(None, map(phone_of, numbers)), ""),
        phone_text=" / ".join(numbers),
        email=plain_text(email),
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


def phone_of(text: str) -> str:
    """The first phone number of the text as E.164, Brazil's where no country is said; "" if none.

    Numbers without an area code cannot be called from elsewhere and are not understood, nor is the
    tail of a foreign number that does not exist.
    """
    if not text:
        return ""
    from phonenumbers import PhoneNumberFormat, PhoneNumberMatcher, format_number

    found = next(iter(PhoneNumberMatcher(text[:_LONGEST_PHONES], "BR")), None)
    if found is None or "+" in text[: found.start]:
        return ""
    return str(format_number(found.number, PhoneNumberFormat.E164))
