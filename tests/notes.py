"""NF-e files as issuers write them, whole, of invented companies: what tests and bench read."""

from itertools import cycle
from typing import NamedTuple

NAMESPACE = ' xmlns="http://www.portalfiscal.inf.br/nfe"'
_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9)


def _digit(body):
    """Modulo 11 with the weights 2 to 9 from the right; letters count their ASCII less 48."""
    total = sum(
        (ord(letter) - 48) * weight
        for letter, weight in zip(reversed(body), cycle(_WEIGHTS), strict=False)
    )
    rest = total % 11
    return "0" if rest < 2 else str(11 - rest)


def cnpj(base):
    """The CNPJ that begins with these twelve characters."""
    first = _digit(base)
    return base + first + _digit(base + first)


class Company(NamedTuple):
    tax_id: str
    name: str
    city: str = "Campinas"
    state: str = "SP"
    phone: str = ""
    id_tag: str = "CNPJ"


class Piece(NamedTuple):
    """An item, its figures as the file has them; `charged` is indTot, `cfop` why it is sent."""

    code: str
    name: str
    quantity: str
    price: str
    total: str
    discount: str = ""
    charged: str = "1"
    cfop: str = "5101"


SERRA = Company(cnpj("112223330001"), "SERRA ALIMENTOS INVENTADOS LTDA")
AVILA = Company(cnpj("12ABC34501DE"), "Ávila Bebidas Inventadas SA", "Londrina", "PR")
ANA = Company(cnpj("445556660001"), "Mercado Ana Inventado ME", "Joinville", "SC", "4733224455")
ZE = Company(cnpj("778889990001"), "Bar do Zé Inventado", "Niterói", "RJ")
COFFEE = Piece("CAF-1", "Café torrado 500 g", "10.0000", "12.3450000000", "123.45")
SUGAR = Piece("ACU-9", "Açúcar cristal 1 kg", "2.5000", "4.00", "10.00", "1.00")


def key(issuer, number, *, day="2026-11-05", series=1, model=55, code=12345678):
    """The key of a note, with its check digit."""
    body = f"35{day[2:4]}{day[5:7]}{issuer.tax_id.zfill(14)}{model}{series:03}{number:09}1{code:08}"
    return body + _digit(body)


def note(number, issuer=SERRA, recipient=ANA, pieces=(COFFEE, SUGAR), **said):
    """The bytes of a note: nfeProc with its protocol, unless `protocol` is None.

    Also said: day, time, series, code, purpose (finNFe), leaves (tpNF), dues, refers_to, key,
    protocol (cStat) and its reason, environment (tpAmb).
    """
    day = said.get("day", "2026-11-05")
    its_key = said.get("key") or key(
        issuer, number, day=day, series=said.get("series", 1), code=said.get("code", 12345678)
    )
    body = (
        f'<NFe{NAMESPACE}><infNFe Id="NFe{its_key}" versao="4.00">'
        f"{_head(number, day, said)}"
        f"{_company('emit', 'enderEmit', issuer)}{_company('dest', 'enderDest', recipient)}"
        f"{''.join(_item(at, piece) for at, piece in enumerate(pieces, 1))}"
        f"{_total(pieces)}<transp><modFrete>0</modFrete></transp>{_billing(said.get('dues', ()))}"
        f"<pag><detPag><tPag>15</tPag><vPag>{_sum(pieces)}</vPag></detPag></pag>"
        "<infAdic><infCpl>Pedido do representante; nota inventada para testes</infCpl></infAdic>"
        f"</infNFe>{_signature(its_key)}</NFe>"
    )
    status = said.get("protocol", "100")
    if status is None:
        return f'<?xml version="1.0" encoding="UTF-8"?>{body}'.encode()
    reason = said.get("reason", "Autorizado o uso da NF-e")
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><nfeProc versao="4.00"{NAMESPACE}>{body}'
        f'<protNFe versao="4.00"><infProt><tpAmb>1</tpAmb><chNFe>{its_key}</chNFe>'
        f"<dhRecbto>{day}T10:01:00-03:00</dhRecbto><nProt>135260000000001</nProt>"
        f"<cStat>{status}</cStat><xMotivo>{reason}</xMotivo></infProt></protNFe></nfeProc>"
    ).encode()


def _head(number, day, said):
    references = "".join(
        f"<NFref><refNFe>{other}</refNFe></NFref>" for other in said.get("refers_to", ())
    )
    return (
        f"<ide><cUF>35</cUF><cNF>12345678</cNF><natOp>Venda</natOp><mod>55</mod>"
        f"<serie>{said.get('series', 1)}</serie><nNF>{number}</nNF>"
        f"<dhEmi>{day}T{said.get('time', '10:00:00-03:00')}</dhEmi>"
        f"<tpNF>{said.get('leaves', 1)}</tpNF><idDest>1</idDest><cMunFG>3509502</cMunFG>"
        f"<tpImp>1</tpImp><tpEmis>1</tpEmis><cDV>0</cDV><tpAmb>{said.get('environment', 1)}</tpAmb>"
        f"<finNFe>{said.get('purpose', 1)}</finNFe><indFinal>0</indFinal><indPres>9</indPres>"
        f"<procEmi>0</procEmi><verProc>1.0</verProc>{references}</ide>"
    )


def _company(role, address, company):
    phone = f"<fone>{company.phone}</fone>" if company.phone else ""
    return (
        f"<{role}><{company.id_tag}>{company.tax_id}</{company.id_tag}><xNome>{company.name}"
        f"</xNome><{address}><xLgr>Rua Inventada</xLgr><nro>10</nro><xBairro>Centro</xBairro>"
        f"<cMun>3509502</cMun><xMun>{company.city}</xMun><UF>{company.state}</UF>"
        f"<CEP>13000000</CEP><cPais>1058</cPais><xPais>Brasil</xPais>{phone}</{address}></{role}>"
    )


def _item(at, piece):
    discount = f"<vDesc>{piece.discount}</vDesc>" if piece.discount else ""
    return (
        f'<det nItem="{at}"><prod><cProd>{piece.code}</cProd><cEAN>SEM GTIN</cEAN>'
        f"<xProd>{piece.name}</xProd><NCM>09012100</NCM><CEST>1709600</CEST><CFOP>{piece.cfop}</CFOP>"
        f"<uCom>UN</uCom><qCom>{piece.quantity}</qCom><vUnCom>{piece.price}</vUnCom>"
        f"<vProd>{piece.total}</vProd><cEANTrib>SEM GTIN</cEANTrib><uTrib>UN</uTrib>"
        f"<qTrib>{piece.quantity}</qTrib><vUnTrib>{piece.price}</vUnTrib>{discount}"
        f"<indTot>{piece.charged}</indTot></prod>{_taxes(piece)}</det>"
    )


def _taxes(piece):
    """The taxes of an item in sale year 2026, when old and new ones stand side by side."""
    base = f"<vBC>{piece.total}</vBC>"
    return (
        "<imposto><vTotTrib>1.00</vTotTrib>"
        f"<ICMS><ICMS00><orig>0</orig><CST>00</CST><modBC>3</modBC>{base}<pICMS>18.0000</pICMS>"
        "<vICMS>1.00</vICMS></ICMS00></ICMS>"
        f"<IPI><cEnq>999</cEnq><IPITrib><CST>50</CST>{base}<pIPI>5.0000</pIPI><vIPI>1.00</vIPI>"
        "</IPITrib></IPI>"
        f"<PIS><PISAliq><CST>01</CST>{base}<pPIS>1.6500</pPIS><vPIS>1.00</vPIS></PISAliq></PIS>"
        f"<COFINS><COFINSAliq><CST>01</CST>{base}<pCOFINS>7.6000</pCOFINS><vCOFINS>1.00</vCOFINS>"
        "</COFINSAliq></COFINS><IBSCBS><CST>000</CST><cClassTrib>000001</cClassTrib>"
        f"<gIBSCBS>{base}<gIBSUF><pIBSUF>0.1000</pIBSUF><vIBSUF>0.10</vIBSUF></gIBSUF>"
        "<gIBSMun><pIBSMun>0.0000</pIBSMun><vIBSMun>0.00</vIBSMun></gIBSMun><vIBS>0.10</vIBS>"
        "<gCBS><pCBS>0.9000</pCBS><vCBS>0.90</vCBS></gCBS></gIBSCBS></IBSCBS></imposto>"
    )


def _cents(text):
    return round(float(text or 0) * 100)


def _sum(pieces):
    """The goods less discounts, and 1.00 of taxes for each item."""
    cents = sum(_cents(p.total) - _cents(p.discount) + 100 for p in pieces)
    return f"{cents // 100}.{cents % 100:02}"


def _total(pieces):
    return (
        "<total><ICMSTot><vBC>0.00</vBC><vICMS>0.00</vICMS><vICMSDeson>0.00</vICMSDeson>"
        "<vFCP>0.00</vFCP><vBCST>0.00</vBCST><vST>0.00</vST><vFCPST>0.00</vFCPST>"
        "<vFCPSTRet>0.00</vFCPSTRet><vProd>0.00</vProd><vFrete>0.00</vFrete><vSeg>0.00</vSeg>"
        f"<vDesc>0.00</vDesc><vII>0.00</vII><vIPI>{len(pieces)}.00</vIPI><vIPIDevol>0.00</vIPIDevol>"
        "<vPIS>0.00</vPIS><vCOFINS>0.00</vCOFINS><vOutro>0.00</vOutro>"
        f"<vNF>{_sum(pieces)}</vNF></ICMSTot></total>"
    )


def _billing(dues):
    """`dues` are (day, amount) pairs as texts; a day may be empty."""
    if not dues:
        return ""
    days = [f"<dVenc>{day}</dVenc>" if day else "" for day, _amount in dues]
    dup = "".join(
        f"<dup><nDup>{at:03}</nDup>{day}<vDup>{amount}</vDup></dup>"
        for at, (day, (_day, amount)) in enumerate(zip(days, dues, strict=True), 1)
    )
    return f"<cobr><fat><nFat>1</nFat></fat>{dup}</cobr>"


def _signature(its_key):
    return (
        '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo><CanonicalizationMethod '
        'Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"/><SignatureMethod '
        'Algorithm="http://www.w3.org/2000/09/xmldsig#rsa-sha1"/>'
        f'<Reference URI="#NFe{its_key}"><DigestValue>{"a" * 28}</DigestValue></Reference>'
        f"</SignedInfo><SignatureValue>{'b' * 344}</SignatureValue><KeyInfo><X509Data>"
        f"<X509Certificate>{'c' * 2000}</X509Certificate></X509Data></KeyInfo></Signature>"
    )


def cancellation(its_key, *, day="2026-11-06", status="135", kind="110111"):
    """The bytes of an event of a note, with the tax office's answer unless `status` is None."""
    answer = (
        f'<retEvento versao="1.00"><infEvento><tpAmb>1</tpAmb><cStat>{status}</cStat>'
        f"<chNFe>{its_key}</chNFe><tpEvento>{kind}</tpEvento></infEvento></retEvento>"
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><procEventoNFe versao="1.00"{NAMESPACE}>'
        f'<evento versao="1.00"><infEvento Id="ID{kind}{its_key}01"><cOrgao>35</cOrgao>'
        f"<tpAmb>1</tpAmb><chNFe>{its_key}</chNFe><dhEvento>{day}T09:00:00-03:00</dhEvento>"
        f"<tpEvento>{kind}</tpEvento><nSeqEvento>1</nSeqEvento></infEvento></evento>"
        f"{'' if status is None else answer}</procEventoNFe>"
    ).encode()
