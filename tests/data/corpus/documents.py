"""Electronic invoices (NF-e 4.00), one by one, in folders, in zips; and address books.

The truth of invoices is what is stored of them: an order per note, its lines, its due dates.
"""

from typing import Any, NamedTuple

from truth import ANA, LETTERS, PERSON, SERRA, Case, case, refused, skipped
from writers import packed, text

_SPACE = 'xmlns="http://www.portalfiscal.inf.br/nfe"'


class Side(NamedTuple):
    """An issuer or a recipient: which id it has, its name, its city and state, its phone."""

    id_tag: str
    tax_id: str
    name: str
    city: str
    state: str
    phone: str = ""


FACTORY = Side("CNPJ", SERRA, "Serra Exemplo Indústria Ltda", "Extrema", "MG", "3532320009")
MARKET = Side("CNPJ", ANA, "Mercado Ana Ltda", "Amparo", "SP", "1932320002")
JOAO = Side("CPF", PERSON, "João Exemplo", "São Paulo", "SP")
LETTERED = Side("CNPJ", LETTERS, "Armazém das Letras Ltda", "Itapira", "SP")
ABROAD = Side("idEstrangeiro", "PY80000000", "Almacén Sur", "Exterior", "EX")

BREAD = ("PAO1", "Pão de forma", "10.0000", "12.5000000000", "125.00", "")
CAKE = ("BOL2", "Bolo de fubá & coco", "2.0000", "30.0000000000", "60.00", "5.00")


def key(issuer: Side, number: int, day: str, series: int = 1) -> str:
    """Forty-three characters, then modulo 11: weights 2 to 9 from the right, ASCII less 48."""
    body = f"35{day[2:4]}{day[5:7]}{issuer.tax_id:0>14}55{series:03}{number:09}112345678"
    weighed = sum((ord(letter) - 48) * (at % 8 + 2) for at, letter in enumerate(reversed(body)))
    rest = weighed % 11
    return body + str(0 if rest < 2 else 11 - rest)


def note(
    number: int, sides: tuple[Side, Side], day: str, items: tuple, total: str, **said: Any
) -> bytes:
    """An invoice; said: purpose (finNFe), direction (tpNF), dues, refers_to, protocol (cStat)."""
    issuer, recipient = sides
    its_key = key(issuer, number, day)
    refers = f"<NFref><refNFe>{said['refers_to']}</refNFe></NFref>" if "refers_to" in said else ""
    lines = "".join(_item(at, item) for at, item in enumerate(items, 1))
    dues = "".join(
        f"<dup><nDup>{at:03}</nDup><dVenc>{due}</dVenc><vDup>{amount}</vDup></dup>"
        for at, (due, amount) in enumerate(said.get("dues", ()), 1)
    )
    body = (
        f'<NFe {_SPACE}><infNFe Id="NFe{its_key}" versao="4.00"><ide><cUF>35</cUF>'
        f"<natOp>Venda</natOp><mod>55</mod><serie>1</serie><nNF>{number}</nNF>"
        f"<dhEmi>{day}T22:30:00-03:00</dhEmi><tpNF>{said.get('direction', 1)}</tpNF>"
        f"<tpAmb>1</tpAmb><finNFe>{said.get('purpose', 1)}</finNFe>{refers}</ide>"
        f"{_side('emit', 'enderEmit', issuer)}{_side('dest', 'enderDest', recipient)}{lines}"
        f"<total><ICMSTot><vNF>{total}</vNF></ICMSTot></total>"
        + (f"<cobr>{dues}</cobr>" if dues else "")
        + "</infNFe></NFe>"
    )
    if not said.get("protocol", "100"):
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}'.encode()
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<nfeProc {_SPACE} versao="4.00">{body}'
        f"<protNFe><infProt><chNFe>{its_key}</chNFe><cStat>{said.get('protocol', '100')}</cStat>"
        f"<xMotivo>{said.get('reason', 'Autorizado o uso da NF-e')}</xMotivo></infProt></protNFe>"
        "</nfeProc>"
    ).encode()


def _side(role: str, address: str, side: Side) -> str:
    phone = f"<fone>{side.phone}</fone>" if side.phone else ""
    return (
        f"<{role}><{side.id_tag}>{side.tax_id}</{side.id_tag}><xNome>{side.name}</xNome>"
        f"<{address}><xMun>{side.city}</xMun><UF>{side.state}</UF>{phone}</{address}></{role}>"
    )


def _item(at: int, item: tuple[str, ...]) -> str:
    code, name, quantity, price, total, less = item
    discount = f"<vDesc>{less}</vDesc>" if less else ""
    return (
        f'<det nItem="{at}"><prod><cProd>{code}</cProd><xProd>{name.replace("&", "&amp;")}</xProd>'
        f"<qCom>{quantity}</qCom><vUnCom>{price}</vUnCom><vProd>{total}</vProd>{discount}"
        "<indTot>1</indTot></prod></det>"
    )


def cancelled(its_key: str, day: str) -> bytes:
    """The event, in a file of its own."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><procEventoNFe {_SPACE} versao="1.00">'
        f'<evento versao="1.00"><infEvento><chNFe>{its_key}</chNFe>'
        f"<dhEvento>{day}T08:00:00-03:00</dhEvento><tpEvento>110111</tpEvento></infEvento></evento>"
        f"<retEvento><infEvento><cStat>135</cStat><chNFe>{its_key}</chNFe></infEvento></retEvento>"
        "</procEventoNFe>"
    ).encode()


def order(number: str, day: str, customer: Side, cents: int, gross: int, **more: Any) -> dict:
    """An order as it is stored; a factory's note is invoiced on its own day."""
    tax_id = {} if customer.id_tag == "idEstrangeiro" else {"tax_id": customer.tax_id}
    return {
        "number": number,
        "day": day,
        "invoiced_on": day,
        "status": "invoiced",
        "amount_cents": cents,
        "gross_cents": gross,
        "customer": customer.name,
        **tax_id,
        "city": customer.city,
        "state": customer.state,
        "principal": FACTORY.name,
        **more,
    }


NO_SALE = "nota de entrada, de ajuste, de remessa ou de bonificação: não é venda"
BREAD_LINE = ["1", "PAO1", "Pão de forma", 10.0, 1250, 12500]
CAKE_LINE = ["2", "BOL2", "Bolo de fubá & coco", 2.0, 3000, 5500]


@case
def nfe_with_protocol() -> Case:
    """The goods less the discount are the amount, the note's total with taxes is the gross one."""
    content = note(1201, (FACTORY, MARKET), "2026-09-21", (BREAD, CAKE), "198.90",
                   dues=(("2026-10-21", "99.45"), ("2026-11-20", "99.45")))  # fmt: skip
    stored = order("1201-1", "2026-09-21", MARKET, 18000, 19890, phone="+551932320002",
                   lines=[BREAD_LINE, CAKE_LINE],
                   due=[["2026-10-21", 9945], ["2026-11-20", 9945]])  # fmt: skip
    return Case({"nota.xml": content}, kind="nfe", stored=(stored,),
                counts={"rows_imported": 2, "total_cents": 18000, "sales_created": 1})  # fmt: skip


@case
def nfe_without_protocol() -> Case:
    """The bare note, to a person."""
    content = note(1202, (FACTORY, JOAO), "2026-09-22", (BREAD,), "125.00", protocol="")
    stored = order("1202-1", "2026-09-22", JOAO, 12500, 12500, lines=[BREAD_LINE])
    return Case({"NFe1202.xml": content}, kind="nfe", stored=(stored,))


@case
def nfe_return_of_the_issuer() -> Case:
    """A note of purpose 4 that enters: the factory takes back what it sold."""
    sold = note(1203, (FACTORY, MARKET), "2026-09-21", (BREAD,), "125.00")
    back = note(1204, (FACTORY, MARKET), "2026-09-28",
                (("PAO1", "Pão de forma", "2.0000", "12.5000000000", "25.00", ""),), "25.00",
                purpose=4, direction=0,
                refers_to=key(FACTORY, 1203, "2026-09-21"))  # fmt: skip
    stored = (
        order("1203-1", "2026-09-21", MARKET, 12500, 12500, phone="+551932320002",
              lines=[BREAD_LINE]),
        order("1204-1", "2026-09-28", MARKET, -2500, -2500, phone="+551932320002",
              status="returned", lines=[["1", "PAO1", "Pão de forma", 2.0, 1250, -2500]]),
    )  # fmt: skip
    return Case({"1203.xml": sold, "1204.xml": back}, kind="nfe", stored=stored,
                counts={"total_cents": 10000})  # fmt: skip


@case
def nfe_return_of_the_customer() -> Case:
    """One that the customer issues: who is who is reversed, numbers and codes are its own."""
    sold = note(1205, (FACTORY, MARKET), "2026-09-21", (BREAD,), "125.00")
    back = note(77, (MARKET, FACTORY), "2026-09-29",
                (("ANA-9", "Pao", "1.0000", "12.5000000000", "12.50", ""),), "12.50",
                purpose=4, direction=1,
                refers_to=key(FACTORY, 1205, "2026-09-21"))  # fmt: skip
    stored = (
        order("1205-1", "2026-09-21", MARKET, 12500, 12500, phone="+551932320002",
              lines=[BREAD_LINE]),
        order(f"77-1/{ANA}", "2026-09-29", MARKET, -1250, -1250, phone="+551932320002",
              status="returned", lines=[["1", "", "Pao", 1.0, 1250, -1250]]),
    )  # fmt: skip
    return Case({"1-devolucao.xml": back, "2-venda.xml": sold}, kind="nfe", stored=stored)


@case
def nfe_cancelled() -> Case:
    """The event may come before its note; the order is kept and counts in nothing."""
    sold = note(1206, (FACTORY, MARKET), "2026-09-21", (BREAD,), "125.00")
    event = cancelled(key(FACTORY, 1206, "2026-09-21"), "2026-09-22")
    stored = order("1206-1", "2026-09-21", MARKET, 12500, 12500, phone="+551932320002",
                   status="cancelled", lines=[BREAD_LINE])  # fmt: skip
    return Case({"110111-1206.xml": event, "nota-1206.xml": sold}, kind="nfe", stored=(stored,))


@case
def nfe_zip() -> Case:
    """As a bookkeeper sends them: folders, the same note with and without its protocol."""
    note_1207 = note(1207, (FACTORY, MARKET), "2026-09-21", (BREAD,), "125.00")
    bare_1207 = note(1207, (FACTORY, MARKET), "2026-09-21", (BREAD,), "125.00", protocol="")
    note_1208 = note(1208, (FACTORY, JOAO), "2026-09-30", (CAKE,), "55.00")
    content = packed(
        {
            "2026/09/1207.xml": note_1207,
            "2026/09/1208.xml": note_1208,
            "outros/1207.xml": bare_1207,
        }
    )
    stored = (
        order("1207-1", "2026-09-21", MARKET, 12500, 12500, phone="+551932320002",
              lines=[BREAD_LINE]),
        order("1208-1", "2026-09-30", JOAO, 5500, 5500, lines=[["1", *CAKE_LINE[1:]]]),
    )  # fmt: skip
    return Case({"notas.zip": content}, kind="nfe", stored=stored,
                counts={"rows_imported": 2, "rows_duplicate": 1, "sales_created": 2})  # fmt: skip


@case
def nfe_with_letters() -> Case:
    """The CNPJ, and so the key, may hold letters since July 2026."""
    issuer = FACTORY._replace(tax_id=LETTERS)
    content = note(1209, (issuer, MARKET), "2026-09-21", (BREAD,), "125.00")
    stored = order("1209-1", "2026-09-21", MARKET, 12500, 12500, phone="+551932320002",
                   lines=[BREAD_LINE])  # fmt: skip
    return Case({"nota.xml": content}, kind="nfe", stored=(stored,))


@case
def nfe_to_letters_and_abroad() -> Case:
    """A recipient with letters in its CNPJ; one abroad, whose id is kept as text."""
    lettered = note(1210, (FACTORY, LETTERED), "2026-09-21", (BREAD,), "125.00")
    abroad = note(1211, (FACTORY, ABROAD), "2026-09-22", (BREAD,), "125.00")
    stored = (
        order("1210-1", "2026-09-21", LETTERED, 12500, 12500, lines=[BREAD_LINE]),
        order("1211-1", "2026-09-22", ABROAD, 12500, 12500, tax_id_text="PY80000000",
              lines=[BREAD_LINE]),
    )  # fmt: skip
    return Case({"1210.xml": lettered, "1211.xml": abroad}, kind="nfe", stored=stored)


@case
def nfe_that_is_no_sale() -> Case:
    """A denied note is refused; a purchase of the factory's own is none of ours."""
    sold = note(1212, (FACTORY, MARKET), "2026-09-21", (BREAD, CAKE), "180.00")
    denied = note(1213, (FACTORY, MARKET), "2026-09-22", (BREAD,), "125.00", protocol="302",
                  reason="Uso Denegado")  # fmt: skip
    bought = note(1214, (FACTORY, MARKET), "2026-09-23", (BREAD,), "125.00", direction=0)
    stored = order("1212-1", "2026-09-21", MARKET, 18000, 18000, phone="+551932320002",
                   lines=[BREAD_LINE, CAKE_LINE])  # fmt: skip
    return Case(
        {"1212.xml": sold, "1213.xml": denied, "1214.xml": bought}, kind="nfe", stored=(stored,),
        refused=(refused(2, "1213.xml", "302 Uso Denegado", "a nota não foi autorizada"),),
        skipped=(skipped(3, NO_SALE),),
    )  # fmt: skip


_GOOGLE = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,"
    "Name Prefix,Name Suffix,Nickname,File As,Organization Name,Organization Title,"
    "Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,"
    "Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value"
)
CARDS = {"encoding": "vcard", "delimiter": "", "header_line": 0}
MOBILE = {"phone": "+5519999990001", "phone_text": "+55 19 99999-0001"}
LANDLINE = {"phone": "+551932320002", "phone_text": "(19) 3232-0002"}


@case
def google_contatos() -> Case:
    """Who works somewhere is a contact there; who works nowhere is a customer of that name."""
    content = text(
        _GOOGLE,
        "Ana,Maria,Conceição,,,,,,,,Mercado Ana Ltda,Compradora,,1980-05-17,,,* myContacts,* Work,"
        "ana@exemplo.com.br,Mobile,+55 19 99999-0001,Work,(19) 3232-0002",
        "Zé,,,,,,,,,,,,, --05-17,,,* myContacts,,,Mobile,19 99999-0005,,",
        "Bia,,Exemplo,,,,,,,,Padaria São João,,,,,,* myContacts,,,Work,"
        "(19) 3232-0006 ::: 19 99999-0007,,",
        "Só,,Nome,,,,,,,,,,,,,,* myContacts,,,,,,",
        newline="\n",
    )
    ana = "Ana Maria Conceição"
    rows = (
        contact(2, "Mercado Ana Ltda", {"name": ana, **MOBILE, "email": "ana@exemplo.com.br"},
                {"name": ana, **LANDLINE}, role="Compradora", birthday="1980-05-17"),
        contact(3, "Zé", {"phone": "+5519999990005", "phone_text": "19 99999-0005"},
                birthday="--05-17"),
        contact(4, "Padaria São João",
                {"name": "Bia Exemplo", "phone": "+551932320006", "phone_text": "(19) 3232-0006"},
                {"name": "Bia Exemplo", "phone": "+5519999990007", "phone_text": "19 99999-0007"}),
    )  # fmt: skip
    return Case({"contacts.csv": content}, kind="contacts", profile="google-contatos", rows=rows,
                skipped=(skipped(5, "contato sem telefone nem e-mail"),),
                delimiter=",")  # fmt: skip


@case
def google_contatos_old() -> Case:
    """As Google wrote them before 2024."""
    content = text(
        "Name,Given Name,Additional Name,Family Name,Birthday,Notes,Group Membership,"
        "E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,"
        "Organization 1 - Type,Organization 1 - Name,Organization 1 - Title",
        "Ana Conceição,Ana,,Conceição,,,* myContacts,* Work,ana@exemplo.com.br,Mobile,"
        "+55 19 99999-0001,,Mercado Ana Ltda,Compradora",
        newline="\n",
    )
    rows = (
        contact(2, "Mercado Ana Ltda",
                {"name": "Ana Conceição", **MOBILE, "email": "ana@exemplo.com.br"},
                role="Compradora"),
    )  # fmt: skip
    return Case({"google.csv": content}, kind="contacts", profile="google-contatos-antigo",
                rows=rows, delimiter=",")  # fmt: skip


def contact(line: int, company: str, *reaches: dict, **more: Any) -> dict:
    return {"line": line, "party": {"name": company}, "reaches": [*reaches], **more}


@case
def vcard_2_1() -> Case:
    """An old Android's: quoted-printable, its long lines broken by an equals sign."""
    content = text(
        "BEGIN:VCARD",
        "VERSION:2.1",
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=43=6F=6E=63=65=69=C3=A7=C3=A3=6F;=41=6E=61;;;",
        "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=41=6E=61=20=43=6F=6E=63=65=69=C3=A7=",
        "=C3=A3=6F",
        "TEL;CELL;PREF:+55 19 99999-0001",
        "TEL;WORK:(19) 3232-0002",
        "EMAIL;HOME:ana@exemplo.com.br",
        "ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=50=61=64=61=72=69=61=20=53=C3=A3=6F",
        "END:VCARD",
        "BEGIN:VCARD",
        "VERSION:2.1",
        "N:;Ze;;;",
        "FN:Ze",
        "TEL;CELL:19999990005",
        "END:VCARD",
    )
    rows = (
        contact(1, "Padaria São",
                {"name": "Ana Conceição", **MOBILE, "email": "ana@exemplo.com.br"},
                {"name": "Ana Conceição", **LANDLINE}),
        contact(11, "Ze", {"phone": "+5519999990005", "phone_text": "19999990005"}),
    )  # fmt: skip
    return Case({"contatos.vcf": content}, kind="contacts", rows=rows, **CARDS)


@case
def vcard_3_0() -> Case:
    """An iPhone's: folded lines, escaped commas, groups, a photo that is not read."""
    content = text(
        "BEGIN:VCARD",
        "VERSION:3.0",
        "PRODID:-//Apple Inc.//iPhone OS 18.0//EN",
        "N:Conceição;Ana;;;",
        "FN:Ana Conceição",
        "ORG:Padaria\\, Filhos e",
        "  Companhia;Compras",
        "TITLE:Compradora",
        "item1.TEL;type=CELL;type=VOICE;type=pref:+55 19 99999-0001",
        "item1.X-ABLabel:_$!<Mobile>!$_",
        "EMAIL;type=INTERNET;type=WORK:ana@exemplo.com.br",
        "BDAY:1980-05-17",
        "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD",
        " /2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4n",
        "END:VCARD",
    )
    rows = (
        contact(1, "Padaria, Filhos e Companhia",
                {"name": "Ana Conceição", **MOBILE, "email": "ana@exemplo.com.br"},
                role="Compradora", birthday="1980-05-17"),
    )  # fmt: skip
    return Case({"Ana.vcf": content}, kind="contacts", rows=rows, **CARDS)
