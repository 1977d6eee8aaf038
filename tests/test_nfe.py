"""NF-e 4.00: one XML → a note, a cancellation, a problem, or nothing of a sale."""

import io

import pytest

from carteira_cli.domain.notes import Cancellation, Item, Note
from carteira_cli.domain.rows import Instalment, Problem, Skipped
from carteira_cli.ingest.nfe import MOST_BYTES, MOST_TAGS, is_nfe, read_notes
from carteira_cli.ingest.parties import party_of
from notes import ANA, COFFEE, NAMESPACE, SERRA, SUGAR, Company, cancellation, cnpj, key, note

KEY = key(SERRA, 7)


def read(*files):
    """What each of these is, the first called 1.xml."""
    return [
        *read_notes((f"{at}.xml", io.BytesIO(data)) for at, data in enumerate(files, 1)),
    ]


def party(name, tax_id, city, state, phone=""):
    return party_of((name, "", "", tax_id, city, state, "", "", phone))


THE_NOTE = Note(
    line=1,
    file="1.xml",
    key="35261111222333000181550010000000071123456788",
    issuer=party("SERRA ALIMENTOS INVENTADOS LTDA", "11222333000181", "Campinas", "SP"),
    recipient=party("Mercado Ana Inventado ME", "44555666000181", "Joinville", "SC", "4733224455"),
    day="2026-11-05",
    purpose="1",
    is_outgoing=True,
    is_authorised=True,
    total_cents=13445,
    items=(
        Item("1", "CAF-1", "Café torrado 500 g", 10.0, 1235, 12345),
        Item("2", "ACU-9", "Açúcar cristal 1 kg", 2.5, 400, 900),
    ),
)


def test_a_note_says_who_sold_what_to_whom():
    assert read(note(7)) == [THE_NOTE]
    assert THE_NOTE.recipient.tax_id == "44555666000181"
    assert THE_NOTE.recipient.phone == "+554733224455"
    assert THE_NOTE.number == "7-1"


def test_without_the_protocol_the_note_is_the_same_but_not_authorised():
    assert read(note(7, protocol=None)) == [THE_NOTE._replace(is_authorised=False)]


def test_authorised_out_of_time_is_authorised():
    assert read(note(7, protocol="150")) == [THE_NOTE]


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.replace(NAMESPACE.encode(), b""),
        lambda data: (
            data.replace(b"<", b"<n:").replace(b"<n:/", b"</n:").replace(b"<n:?", b"<?")
        ).replace(b" xmlns=", b" xmlns:n="),
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: b"\r\n" + data,
        lambda data: data.decode().replace('encoding="UTF-8"', "").encode("utf-16"),
        lambda data: data.decode().replace("UTF-8", "windows-1252").encode("cp1252"),
        lambda data: data.replace(b"dhEmi", b"dEmi"),
        lambda data: data.replace(b"><", b">\n <"),
        lambda data: data.replace(b"<tpAmb>1</tpAmb>", b""),
    ],
    ids=["bare", "prefixed", "BOM", "blank line", "UTF-16", "cp1252", "dEmi", "indented", "tpAmb"],
)
def test_the_same_note_in_another_dress(change):
    data = change(note(7))

    assert read(data) == [THE_NOTE]
    assert is_nfe(data[:1024])


def test_what_is_deep_where_nothing_is_read_does_no_harm():
    assert read(note(7).replace(b"<infCpl>", b"<x>" * 9_999 + b"</x>" * 9_999 + b"<infCpl>")) == [
        THE_NOTE
    ]


def test_the_civil_day_stays_as_it_is_written():
    (late,) = read(note(7, time="23:59:59+14:00"))

    assert late.day == "2026-11-05"


def test_due_dates_are_kept_and_one_without_a_day_is_blank():
    (found,) = read(note(7, dues=[("2026-12-05", "67.23"), ("", "1.00"), ("2027-01-04", "67.22")]))

    assert found.instalments == (Instalment("2026-12-05", 6723), Instalment("2027-01-04", 6722))


def test_letters_in_a_cnpj_and_in_a_key():
    issuer = Company(cnpj("12ABC34501DE"), "Ávila Bebidas Inventadas SA")
    (found,) = read(note(1234, issuer, series=12))

    assert found.issuer.tax_id == "12ABC34501DE35"
    assert found.key == key(issuer, 1234, series=12)
    assert found.number == "1234-12"


def test_a_person_buys_with_a_cpf():
    bia = Company("52998224725", "Bia Inventada", id_tag="CPF")
    (found,) = read(note(7, recipient=bia))

    assert (found.recipient.tax_id, found.recipient.tax_id_text) == ("52998224725", "")


def test_a_foreign_id_is_kept_as_text():
    shop = Company("AB-123", "Almacén Inventado", "EXTERIOR", "EX", id_tag="idEstrangeiro")
    (found,) = read(note(7, recipient=shop))
    seen = found.recipient

    assert (seen.name, seen.tax_id, seen.tax_id_text) == ("Almacén Inventado", "", "AB-123")
    assert (seen.city, seen.state) == ("EXTERIOR", "EX")


def test_a_wrong_cnpj_is_kept_as_text():
    (found,) = read(note(7, recipient=ANA._replace(tax_id="44555666000182")))

    assert (found.recipient.tax_id, found.recipient.tax_id_text) == ("", "44555666000182")


def test_a_return_says_what_it_refers_to():
    (found,) = read(note(7, purpose=4, leaves=0, refers_to=(KEY, key(SERRA, 8))))

    assert (found.is_return, found.is_outgoing, found.is_sale) == (True, False, False)
    assert found.references == (KEY, key(SERRA, 8))


def test_what_the_note_does_not_charge_is_worth_nothing():
    gift = COFFEE._replace(charged="0")
    (found,) = read(note(7, pieces=(gift, COFFEE)))

    assert [item.amount_cents for item in found.items] == [0, 12345]


@pytest.mark.parametrize(
    ("cfop", "is_sold"),
    [("5102", True), ("6910", False), ("5911", False), ("5929", True), ("5933", True), ("", True)],
)
def test_what_is_given_or_only_sent_is_not_sold(cfop, is_sold):
    (found,) = read(note(7, pieces=(COFFEE._replace(cfop=cfop), SUGAR)))

    assert [item.is_sold for item in found.items] == [is_sold, True]
    assert [item.amount_cents for item in found.items] == [12345 if is_sold else 0, 900]


def test_an_item_may_have_neither_quantity_nor_price():
    (found,) = read(note(7, pieces=(COFFEE._replace(quantity="", price=""),)))

    assert found.items == (Item("1", "CAF-1", "Café torrado 500 g", None, None, 12345),)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (
            note(7, leaves=0),
            "nota de entrada, de ajuste, de remessa ou de bonificação: não é venda",
        ),
        (
            note(7, purpose=3),
            "nota de entrada, de ajuste, de remessa ou de bonificação: não é venda",
        ),
        (
            note(7, pieces=(COFFEE._replace(cfop="5910"), SUGAR._replace(cfop="6949"))),
            "nota de entrada, de ajuste, de remessa ou de bonificação: não é venda",
        ),
        (note(7, environment=2), "nota de teste, sem valor fiscal"),
        (cancellation(KEY, kind="110110"), "evento que não cancela a nota"),
    ],
    ids=["purchase", "adjustment", "gift", "test", "correction letter"],
)
def test_what_is_no_sale_is_skipped_and_said_why(data, reason):
    assert read(data) == [Skipped(1, reason)]


@pytest.mark.parametrize("status", ["135", "136", "155"])
def test_a_cancellation_names_the_note_and_the_day(status):
    assert read(cancellation(KEY, status=status)) == [Cancellation(1, KEY, "2026-11-06")]
    assert is_nfe(cancellation(KEY)[:1024])


def test_an_event_without_its_envelope():
    data = (
        cancellation(KEY)
        .replace(b"procEventoNFe", b"evento")
        .replace(b'<evento versao="1.00"><infEvento Id', b"<infEvento Id", 1)
        .replace(b"</evento><retEvento", b"<retEvento", 1)
    )

    assert is_nfe(data)
    assert read(data) == [Cancellation(1, KEY, "2026-11-06")]


def broken(old, new):
    return note(7).replace(old.encode(), new.encode())


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]><NFe>&c;</NFe>'
)
WRONG_KEY = f"{KEY[:-1]}9"
REFUSED = {
    "denied": (
        note(7, protocol="301", reason="Uso Denegado"),
        "301 Uso Denegado",
        "a nota não foi autorizada",
    ),
    "rejected without a reason": (
        note(7, protocol="204", reason=""), "204", "a nota não foi autorizada",
    ),
    "DTD": (
        b'<!DOCTYPE NFe SYSTEM "file:///etc/passwd">' + note(7), "<!DOCTYPE",
        "tem DTD, que uma NF-e não tem",
    ),
    "DTD in UTF-16": (
        LAUGHS.decode().encode("utf-16"), "<!DOCTYPE", "tem DTD, que uma NF-e não tem",
    ),
    "billion laughs": (LAUGHS, "<!DOCTYPE", "tem DTD, que uma NF-e não tem"),
    "truncated": (
        note(7)[:500], "", "não é um XML inteiro: quebra na linha 1",
    ),
    "empty": (b"", "", "não é um XML inteiro: quebra na linha 1"),
    "no XML": (b"Data;Cliente;Valor\n", "", "não é um XML inteiro: quebra na linha 1"),
    "no encoding": (
        b'<?xml version="1.0" encoding="utf-7"?><NFe/>', "", "a codificação do XML não existe",
    ),
    "another XML": (
        b"<cteProc><CTe><infCte/></CTe></cteProc>", "cteProc",
        "não é uma NF-e nem um evento de NF-e",
    ),
    "wrong key digit": (
        note(7, key=WRONG_KEY), WRONG_KEY, "a chave da nota não existe: confira o dígito",
    ),
    "no key": (broken(f' Id="NFe{KEY}"', ""), "", "a chave da nota não existe: confira o dígito"),
    "300 deep": (
        b"<NFe>" * 300 + b"</NFe>" * 300, "NFe", "não é uma NF-e nem um evento de NF-e",
    ),
    "too large": (b"<NFe>" + b" " * MOST_BYTES, "", "é grande demais para uma NF-e"),
    "too many tags": (b"<a>" * (MOST_TAGS + 1), "", "é grande demais para uma NF-e"),
    "no such day": (
        broken("2026-11-05T10:00", "2026-11-31T10:00"), "2026-11-31T10:00:00-03:00",
        "a data da nota não existe",
    ),
    "no amount": (broken("<vProd>123.45</vProd>", ""), "vProd", "falta um valor da nota"),
    "text in an amount": (
        broken("<vProd>123.45<", "<vProd>muito<"), "vProd muito", "não é um valor",
    ),
    "no recipient": (
        broken("<dest>", "<x>").replace(b"</dest>", b"</x>"), "dest", "falta uma parte da nota",
    ),
    "nobody": (
        note(7, recipient=Company("", "", "", "")), "", "falta o cliente",
    ),
    "no items": (note(7, pieces=()), "det", "falta uma parte da nota"),
    "unanswered cancellation": (
        cancellation(KEY, status=None), "", "o cancelamento não foi registrado pela Sefaz",
    ),
    "refused cancellation": (
        cancellation(KEY, status="501"), "501", "o cancelamento não foi registrado pela Sefaz",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("data", "value", "reason"), REFUSED.values(), ids=list(REFUSED))
def test_what_is_wrong_is_a_problem_with_its_file_value_and_reason(data, value, reason):
    assert read(note(8), data) == [
        *read(note(8)),
        Problem(2, "2.xml", value, reason, ("2.xml",)),
    ]


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"Data;Cliente;Valor",
        b"\x00",
        b"PK\x03\x04",
        b"<html><body><table>",
        b'<?xml version="1.0"?><cteProc xmlns="http://www.portalfiscal.inf.br/cte">',
        b"texto sobre <NFe >",
    ],
)
def test_other_files_are_no_notes(head):
    assert not is_nfe(head)
