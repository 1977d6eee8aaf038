"""vCards as telephones write them: three versions, encodings that lie, cards that are broken."""

import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carteira_cli.domain.rows import ContactRow, CustomerRow, Party, Problem, Reach, Skipped
from carteira_cli.errors import BadData, NotInstalled
from carteira_cli.ingest.examining import examine
from carteira_cli.ingest.layout import Wishes
from carteira_cli.ingest.reading import read

MOBILE, LINE = "+5511988887777", "+551140251010"
QUOTED = "CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE"


def card(*lines):
    return "\r\n".join(["BEGIN:VCARD", *lines, "END:VCARD", ""])


def understood(text, kind="", encoding="utf-8"):
    stream = io.BytesIO(text.encode(encoding))
    (layout,) = examine(stream, "a.vcf", Wishes(kind=kind))
    return layout, list(read(stream, layout))


def one(*lines, encoding="utf-8"):
    (row,) = understood(card(*lines), encoding=encoding)[1]
    return row


def test_version_2_1_of_an_old_telephone():
    row = one(
        "VERSION:2.1",
        f"N;{QUOTED}:Concei=C3=A7=C3=A3o;Maria=20da;;;",
        f"FN;{QUOTED}:Maria=20da=20Concei=C3=A7=C3=",
        "=A3o",
        "TEL;CELL;PREF:+5511988887777",
        'TEL;X-LOJA;TYPE="a:b":011 4025-1010',
        "ORG;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Mercado S=E3o Jo=E3o;Compras",
        "PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAYEBQYFBAYGBQYHBwYI",
        " CgkJChQODwwQFxQYGBcUFhYaHSUfGhsjHBYWICwgIyYnKSopGR8tMC0oMCUoKSj",
        "CgkJChQODwwQFxQYGBcUFhYaHSUfGhsjHBYWICwgIyYnKSopGR8tMC0oMCUoKSj",
        "",
        "BDAY:19800513",
    )
    maria = "Maria da Conceição"
    assert row == ContactRow(
        1,
        Party("Mercado São João"),
        (Reach(maria, MOBILE, "+5511988887777"), Reach(maria, LINE, "011 4025-1010")),
        birthday="1980-05-13",
    )


def test_a_photo_on_one_line():
    photo = "PHOTO;ENCODING=b;TYPE=JPEG:" + "CgkJ" * 2**19

    assert one("VERSION:3.0", "FN:Maria", photo, f"TEL:{MOBILE}", "TITLE:" + "x" * 2**17) == one(
        "VERSION:3.0", "FN:Maria", f"TEL:{MOBILE}"
    )


def test_a_line_beyond_all_bounds():
    with pytest.raises(BadData) as refused:
        understood(card("VERSION:3.0", "FN:Maria", "PHOTO:" + "CgkJ" * 9 * 2**20))

    assert refused.value.sentence == (
        "a.vcf: O arquivo tem uma linha de mais de 32 MB: não dá para ler."
    )


def test_version_3_of_an_iphone():
    row = one(
        "VERSION:3.0",
        "N:Souza;Ana;;;",
        "FN:Ana Souza\\, a Nova",
        "item1.ORG:Padaria Alfa;",
        "item1.TEL;type=CELL;type=pref:(11) 98888-7777",
        "EMAIL;TYPE=INTERNET:ana@alfa.exam",
        " ple",
        "EMAIL:b@alfa.example",
        "TITLE:Gerente",
        "ROLE:Compras",
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-13",
        "NOTE:não se lê",
    )
    ana = "Ana Souza, a Nova"
    assert row == ContactRow(
        1,
        Party("Padaria Alfa"),
        (
            Reach(ana, MOBILE, "(11) 98888-7777", "ana@alfa.example"),
            Reach(ana, email="b@alfa.example"),
        ),
        "Gerente",
        "--05-13",
    )


def test_version_4_says_telephones_as_addresses():
    row = one(
        "VERSION:4.0", "FN:Bar Bom", "TEL;VALUE=uri;PREF=1:tel:+55-11-4025-1010;ext=20",
        "ROLE:Caixa", "BDAY:--0513",
    )  # fmt: skip
    assert row == ContactRow(
        1, Party("Bar Bom"), (Reach("", LINE, "+55-11-4025-1010 r. 20"),), "Caixa", "--05-13"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_letters_of_any_encoding(encoding):
    row = one("FN:Padaria São João", "TEL:1140251010", encoding=encoding)
    assert row.party.name == "Padaria São João"


def test_what_claims_another_encoding_is_of_windows():
    row = one("FN;ENCODING=quoted-printable:S=E3o Jo=E3o", "TEL:1140251010")
    assert row.party.name == "São João"
    row = one("FN;CHARSET=KLINGON;ENCODING=QUOTED-PRINTABLE:S=E3o", "TEL:1140251010")
    assert row.party.name == "São"


def test_a_name_in_parts_alone():
    assert one("N:Souza;Ana,Bia;;Dona;", "TEL:1").party.name == "Dona Ana Bia Souza"


def test_many_cards_in_one_file():
    text = "".join(
        [
            card("FN:Bar Bom", "TEL:11 4025-1010"),
            "isto não é cartão\r\n\r\n",
            card("FN:Sem nada"),
            card("TEL:11 4025-1010"),
            "BEGIN:VCARD\r\nFN:Sem fim\r\n",
            card("FN;ENCODING=QUOTED-PRINTABLE:=81", "TEL:1"),
            card("FN:Ana", *["TEL:11 4025-1010"] * 600),
            "BEGIN:VCARD\r\nFN:Cort",
        ]
    )
    layout, rows = understood(text)

    assert (layout.kind, layout.encoding, layout.delimiter) == ("contacts", "vcard", "")
    assert (layout.header_line, layout.headers, layout.rows) == (0, (), 7)
    assert [row for row in rows if not isinstance(row, Problem)] == [
        ContactRow(1, Party("Bar Bom"), (Reach("", LINE, "11 4025-1010"),)),
        Skipped(7, "contato sem telefone nem e-mail"),
        Skipped(10, "contato sem nome"),
        ContactRow(19, Party("Ana"), (Reach("", LINE, "11 4025-1010"),)),
    ]
    assert [row for row in rows if isinstance(row, Problem)] == [
        Problem(13, "", "", "não dá para ler este cartão", ("BEGIN:VCARD\r\nFN:Sem fim\r\n",)),
        Problem(
            15,
            "",
            "",
            "não dá para ler este cartão",
            (card("FN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=81", "TEL:1"),),
        ),
        Problem(622, "", "", "não dá para ler este cartão", ("BEGIN:VCARD\r\nFN:Cort",)),
    ]


def test_cards_may_be_a_list_of_customers():
    layout, rows = understood(card("FN:Ana", "ORG:Bar", "TEL:1140251010"), kind="customers")
    reach = Reach("Ana", LINE, "1140251010")
    assert layout.kind == "customers"
    assert rows == [CustomerRow(1, Party("Bar", phone=LINE, phone_text="1140251010",
                                         reaches=(reach,)))]  # fmt: skip


def test_cards_are_nothing_else():
    with pytest.raises(BadData) as fault:
        understood(card("FN:Ana"), kind="sales")
    assert fault.value.sentence == "a.vcf: Um arquivo de vCards traz contatos, e não sales."
    assert fault.value.remedy == "Importe sem --kind, ou com --kind contacts."


def test_without_the_extra_the_remedy_names_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "vobject", None)
    with pytest.raises(NotInstalled) as fault:
        understood(card("FN:Ana"))
    assert fault.value.exit_code == 69
    assert fault.value.sentence == "Ler vCards (.vcf) pede uma parte que não está instalada."
    assert fault.value.remedy == (
        "Instale com: pipx inject carteira-cli vobject (ou pip install vobject)"
    )


NAMES = st.sampled_from(["FN", "N", "ORG", "TEL", "EMAIL", "BDAY", "TITLE", "item1.TEL", "PHOTO"])
TERMS = st.sampled_from(
    ["", ";CELL", f";{QUOTED}", ";ENCODING=QUOTED-PRINTABLE", ";ENCODING=BASE64", ";=", ';X="a:b"']
)
VALUES = st.text(st.sampled_from('aã=E3C;,:\\n"\r\n 1(-)@+'), max_size=30)


@given(st.lists(st.tuples(NAMES, TERMS, VALUES), max_size=8))
def test_no_card_stops_the_file(lines):
    broken = card(*(f"{name}{terms}:{value}" for name, terms, value in lines))
    _layout, rows = understood(broken + card("FN:Bar Bom", "TEL:11 4025-1010"))
    assert rows[-1][1:] == (Party("Bar Bom"), (Reach("", LINE, "11 4025-1010"),), "", None)
