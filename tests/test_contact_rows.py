"""Address books: lists of one's own, and Google's in both of its layouts."""

import io

import pytest

from carteira_cli.domain.rows import ContactRow, CustomerRow, Party, Reach, Skipped
from carteira_cli.errors import BadData
from carteira_cli.ingest.contact_rows import birthday_of
from carteira_cli.ingest.examining import examine
from carteira_cli.ingest.layout import Wishes
from carteira_cli.ingest.profile_text import built_in
from carteira_cli.ingest.reading import read

MOBILE = Reach("", "+5511988887777", "(11) 98888-7777")
LINE = Reach("", "+551140251010", "11 4025-1010")
NEW = "First Name,Middle Name,Last Name,Organization Name,Organization Title,Birthday,Labels,"
OLD = "Name,Given Name,Additional Name,Family Name,Birthday,Notes,Group Membership,"
NEW_WAYS = "E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Value"
OLD_WAYS = "E-mail 1 - Type,E-mail 1 - Value,E-mail 2 - Value,Phone 1 - Value"


def understood(*lines, **wishes):
    stream = io.BytesIO("\n".join(lines).encode())
    (layout,) = examine(stream, "a.csv", Wishes(**wishes), built_in())
    return layout, list(read(stream, layout))


def test_googles_new_layout():
    layout, rows = understood(
        NEW + NEW_WAYS,
        "Célia,de,Souza,Mercado Ana,Compradora,1980-05-13,* myContacts,Work,"
        "c@um.example ::: d@um.example,Mobile,(11) 98888-7777 ::: 11 4025-1010,4025-2020",
        "Padaria Alfa,,,,,,* myContacts,,,Mobile,11 4025-1010,",
        ",,,,,,* myContacts,,,Mobile,11 4025-1010,",
        "Rui,,,,,,* myContacts,,,,,",
    )

    celia = "Célia de Souza"
    assert (layout.kind, layout.profile.name, layout.unused) == ("contacts", "google-contatos", ())
    assert rows == [
        ContactRow(
            2,
            Party("Mercado Ana"),
            (
                MOBILE._replace(name=celia, email="c@um.example"),
                LINE._replace(name=celia),
                Reach(celia, "", "4025-2020"),
                Reach(celia, email="d@um.example"),
            ),
            "Compradora",
            "1980-05-13",
        ),
        ContactRow(3, Party("Padaria Alfa"), (LINE,)),
        Skipped(4, "contato sem nome"),
        Skipped(5, "contato sem telefone nem e-mail"),
    ]


def test_googles_old_layout():
    layout, rows = understood(
        OLD + OLD_WAYS + ",Organization 1 - Name,Organization 1 - Title",
        "Célia Souza,Célia,,Souza, --05-13,,* My Contacts,Work,c@um.example,d@um.example,"
        "(11) 98888-7777,Mercado Ana,Compradora",
    )

    assert (layout.kind, layout.unused) == ("contacts", ())
    assert rows == [
        ContactRow(
            2,
            Party("Mercado Ana"),
            (
                MOBILE._replace(name="Célia Souza", email="c@um.example"),
                Reach("Célia Souza", email="d@um.example"),
            ),
            "Compradora",
            "--05-13",
        )
    ]


def test_a_list_of_ones_own():
    _layout, rows = understood(
        "CNPJ;Cliente;Contato;Cargo;Telefone;Aniversário",
        "11.222.333/0001-81;;Célia;Compradora;Rui (11) 98888-7777 / 11 4025-1010;13/05",
        ";Ana;Ana;;11 4025-1010;",
        ";Ana;Célia;;Rui (11) 98888-7777;",
        kind="contacts",
    )

    assert rows == [
        ContactRow(
            2,
            Party(tax_id="11222333000181"),
            (LINE._replace(name="Célia"), MOBILE._replace(name="Rui")),
            "Compradora",
            "--05-13",
        ),
        ContactRow(3, Party("Ana"), (LINE,)),
        ContactRow(4, Party("Ana"), (Reach("Célia"), MOBILE._replace(name="Rui"))),
    ]


def test_names_alone_may_be_of_the_contact():
    _layout, rows = understood("Contato;Telefone", "Ana;11 4025-1010", kind="contacts")
    assert rows == [ContactRow(2, Party("Ana"), (LINE,))]


def test_who_nobody_names_cannot_be_a_contact():
    with pytest.raises(BadData) as fault:
        understood("Telefone;Cidade", "11 4025-1010;Itu", kind="contacts")
    assert fault.value.sentence == ("a.csv: Falta no arquivo: o cliente.")


def test_an_address_book_may_be_a_list_of_customers():
    layout, rows = understood(
        NEW + NEW_WAYS,
        "Célia,,Souza,Mercado Ana,Compradora,,,Work,c@um.example,Mobile,(11) 98888-7777,",
        "Padaria Alfa,,,,,,,,,Mobile,11 4025-1010,",
        "Rui,,,,,,,,,,,",
        kind="customers",
    )

    celia = MOBILE._replace(name="Célia Souza", email="c@um.example")
    mercado = Party("Mercado Ana", phone=celia.phone, phone_text=celia.phone_text,
                    email=celia.email, reaches=(celia,))  # fmt: skip
    padaria = Party("Padaria Alfa", phone=LINE.phone, phone_text=LINE.phone_text, reaches=(LINE,))
    assert layout.kind == "customers"
    assert rows == [
        CustomerRow(2, mercado),
        CustomerRow(3, padaria),
        Skipped(4, "contato sem telefone nem e-mail"),
    ]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1980-05-13", "1980-05-13"),
        ("13/05/1980", "1980-05-13"),
        ("19800513", "1980-05-13"),
        ("1980-05-13T00:00:00Z", "1980-05-13"),
        (29354.0, "1980-05-13"),
        ("--05-13", "--05-13"),
        (" --0229 ", "--02-29"),
        ("1604-05-13", "--05-13"),
        ("13/05", "--05-13"),
        ("31/02", None),
        ("em maio", None),
        ("", None),
    ],
)
def test_birthdays(cell, expected):
    assert birthday_of(cell) == expected
