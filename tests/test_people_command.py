"""Address books and visit reports through the commands: taken in once, and taken back whole."""

import sys

import pytest

from conftest import counts

MARKET, BAR = "Mercado Ana", "Bar Bom"
LIST = f"Nome;Telefone;Cidade\n{MARKET};(19) 3232-0001;Itu\n{BAR};;Itu\n"
BOOK = (
    "Cliente;Contato;Cargo;Aniversário;Telefone;E-mail\n"
    f"{MARKET};Célia;Compradora;13/05/1980;(11) 98888-7777 / Rui 11 4025-1010 r. 20;c@um.example\n"
    f";{BAR};;;11 4025-2020;\n"
    "Clínica;Dr. Dente;;;11 97777-6666;\n"
)
CARDS = f"""BEGIN:VCARD
VERSION:3.0
FN:Célia
ORG:{MARKET}
TITLE:Compradora
TEL:(11) 98888-7777
TEL:11 4025-1010
END:VCARD
BEGIN:VCARD
FN:Dr. Dente
TEL:11 97777-6666
END:VCARD
"""
MERCOS = (
    "Data Início;Razão Social;Nome Fantasia;CNPJ/CPF;E-mails;Telefones;Cidade;Estado;Resultado;"
    "Descrição;Motivo;Vendedor;Tipo\n"
)
VISITS = (
    f"10/11/2026 14:05;{MARKET};;;;;;;Não comprou;"
    '"Tem muito estoque.\nVoltar em março, com a tabela nova e amostras da linha sem açúcar.";'
    "Estoque alto;Bia;Visita\n"
    f"11/11/2026 09:00;{MARKET};;;;;;;Deixei amostra;;;Bia;Visita\n"
    "12/11/2026 09:00;Loja Nova;;;;11 4025-3030;Itu;SP;;;;Bia;Visita\n"
    "12/11/2026 09:00;Loja Nova;;;;11 4025-3030;Itu;SP;;;;Bia;Visita\n"
)
PEOPLE = ("customers_created", "customers_updated")


@pytest.fixture
def file(tmp_path):
    """Writes a text into a file of that name."""

    def write(name, text):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return write


@pytest.fixture
def known(done, file):
    """A portfolio of two customers."""
    done("import", file("lista.csv", LIST))
    return done


@pytest.fixture
def imported(known):
    """The summary of an import into it."""
    return lambda *arguments: known("import", *arguments, "-f", "json").json["summary"]


def contacts(done, customer):
    (row,) = done("show", customer, "-f", "json").json["rows"]
    return [(one["name"], one["role"], one["phone"], one["birthday"]) for one in row["contacts"]]


def talks(done, customer):
    (row,) = done("show", customer, "-f", "json").json["rows"]
    return row["interactions"]


def test_an_address_book_adds_people_to_the_customers_there_are(known, imported, file):
    book = file("agenda.csv", BOOK)
    first, again = imported(book, "--kind", "contacts"), imported(book, "--kind", "contacts")

    assert (first["kind"], counts(first), counts(first, PEOPLE)) == (
        "contacts",
        (2, 0, 0, 0, 1),
        (0, 2),
    )
    assert (counts(again), counts(again, PEOPLE)) == ((0, 2, 0, 0, 1), (0, 0))
    assert contacts(known, MARKET) == [
        ("Célia", "Compradora", "+5511988887777", "1980-05-13"),
        ("Rui", None, "+551140251010", None),
        (None, None, "+551932320001", None),
    ]
    assert contacts(known, BAR) == [(None, None, "+551140252020", None)]
    assert len(known("customers", "-f", "json").json["rows"]) == 2


def test_an_address_book_is_undone_whole(known, imported, file):
    before = known("export").json["tables"]["contact"]
    imported(file("agenda.csv", BOOK), "--kind", "contacts")
    known("undo")
    assert known("export").json["tables"]["contact"] == before


def test_a_later_book_corrects_role_and_birthday_and_adds_the_new_phone(known, imported, file):
    imported(file("a.csv", BOOK), "--kind", "contacts")
    later = BOOK.replace("Compradora;13/05/1980;(11) 98888-7777", "Gerente;14/05;(11) 97777-5555")
    summary = imported(file("b.csv", later), "--kind", "contacts")

    assert counts(summary) == (1, 1, 0, 0, 1)
    assert contacts(known, MARKET) == [
        ("Célia", "Gerente", "+5511977775555", "--05-14"),
        ("Célia", "Compradora", "+5511988887777", "1980-05-13"),
        ("Rui", None, "+551140251010", None),
        (None, None, "+551932320001", None),
    ]
    assert counts(imported(file("b.csv", later), "--kind", "contacts")) == (0, 2, 0, 0, 1)


def test_of_two_rows_about_one_person_the_first_corrects(known, imported, file):
    rows = f"{MARKET};Célia;Gerente;;11 98888-7777;\n{MARKET};Célia;Sócia;;11 98888-7777;\n"
    book = file("a.csv", BOOK.splitlines(keepends=True)[0] + rows)
    imported(file("b.csv", BOOK), "--kind", "contacts")

    assert counts(imported(book, "--kind", "contacts")) == (0, 1, 1, 0, 0)
    assert counts(imported(book, "--kind", "contacts")) == (0, 2, 0, 0, 0)
    assert contacts(known, MARKET)[0][1] == "Gerente"


def test_cards_of_a_telephone(known, imported, file):
    cards = file("contatos.vcf", CARDS)
    ran = known("import", cards, "--dry-run")
    first, again = imported(cards), imported(cards)

    assert ran.out.splitlines() == [
        "contatos.vcf · reconheci: cartões de contato (vCard)",
        " 2 linhas: 1 nova, 1 fora (não é cliente da carteira)",
        " 1 cliente atualizado",
        "Ensaio: nada foi alterado.",
    ]
    assert (first["encoding"], first["header_line"], counts(first)) == (
        "vcard",
        0,
        (1, 0, 0, 0, 1),
    )
    assert counts(again) == (0, 1, 0, 0, 1)
    assert contacts(known, MARKET)[:2] == [
        ("Célia", "Compradora", "+5511988887777", None),
        ("Célia", "Compradora", "+551140251010", None),
    ]


def test_who_wants_them_as_customers_may(known, imported, file):
    cards = file("contatos.vcf", CARDS)
    assert counts(imported(cards, "--kind", "customers"), PEOPLE) == (1, 1)
    assert contacts(known, "dente") == [(None, None, "+5511977776666", None)]


def test_a_broken_card_is_refused_and_kept(known, imported, file, tmp_path):
    cards = file("contatos.vcf", CARDS + CARDS.replace("FN:Dr", "FN:Dra") + "BEGIN:VCARD\nFN:x\n")
    summary = imported(cards)

    assert counts(summary) == (1, 1, 0, 1, 2)
    assert (tmp_path / "contatos.vcf.recusadas.csv").read_text("utf-8-sig").splitlines() == [
        "Linha recusada;Motivo da recusa",
        '25;linha 25: não dá para ler este cartão;"BEGIN:VCARD',
        "FN:x",
        '"',
    ]


def test_a_folder_goes_in_without_the_extra_too(known, file, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "vobject", None)
    file("contatos.vcf", CARDS)
    summary = known("import", tmp_path, "-f", "json").json["summary"]
    assert {"name": "contatos.vcf", "reason": "Ler vCards (.vcf) pede uma parte que não está "
            "instalada."} in summary["files_passed_over"]  # fmt: skip


def test_a_visit_report_is_taken_in_once(known, imported, file):
    report = file("atendimentos.csv", MERCOS + VISITS)
    first, again = imported(report), imported(report)

    assert (first["kind"], counts(first), counts(first, PEOPLE)) == (
        "interactions",
        (4, 0, 0, 0, 0),
        (1, 0),
    )
    assert (counts(again), counts(again, PEOPLE)) == ((0, 4, 0, 0, 0), (0, 0))
    assert talks(known, MARKET) == [
        {"date": "2026-11-11", "channel": "visit", "result": None, "reason": None,
         "note": "Resultado: Deixei amostra"},
        {"date": "2026-11-10", "channel": "visit", "result": "refused", "reason": "has_stock",
         "note": "Tem muito estoque.\nVoltar em março, com a tabela nova e amostras da linha sem "
         "açúcar."},
    ]  # fmt: skip
    assert len(talks(known, "loja nova")) == 2
    assert contacts(known, "loja nova") == [(None, None, "+551140253030", None)]
    stored = known("export").json["tables"]["interaction"]
    assert [row["at"] for row in stored] == [
        "2026-11-10T14:05", "2026-11-11T09:00", "2026-11-12T09:00", "2026-11-12T09:00",
    ]  # fmt: skip


def test_months_that_overlap_add_what_is_new(known, imported, file):
    imported(file("a.csv", MERCOS + VISITS))
    more = VISITS + "12/11/2026 09:00;Loja Nova;;;;;;;;;;Bia;Visita\n"
    assert counts(imported(file("b.csv", MERCOS + more))) == (1, 4, 0, 0, 0)
    assert counts(imported(file("c.csv", MERCOS + VISITS))) == (0, 4, 0, 0, 0)


def test_an_undone_report_leaves_nothing(known, imported, file):
    imported(file("a.csv", MERCOS + VISITS))
    known("undo")
    tables = known("export").json["tables"]
    assert (tables["interaction"], len(tables["customer"])) == ([], 2)


def test_a_report_settles_what_was_due_and_nothing_else(known, file):
    row = f"13/11/2026;{MARKET};;;;;;;%s;;;Bia;Telefone\n"
    for day, result in (("2026-11-12", "skipped"), ("2026-11-13", "callback")):
        known("log", MARKET, "--result", "callback", "--on", "2026-11-10", "--next", day)
        known("import", file("a.csv", MERCOS + row % result))
        follow_ups = known("show", MARKET, "-f", "json").json["rows"][0]["follow_ups"]
        assert len(follow_ups) == (result == "skipped")


def test_who_asked_not_to_be_called_is_not(known, file):
    row = f"13/11/2026;{MARKET};;;;;;;Não ligar mais;;;Bia;Telefone\n"
    known("import", file("a.csv", MERCOS + row))
    assert "não ligar mais" in known("show", MARKET).out.splitlines()[1]
    known("undo")
    assert "não ligar mais" not in known("show", MARKET).out.splitlines()[1]


def test_a_visit_that_is_still_to_come_is_told(known, file):
    row = f"13/12/2026;{MARKET};;;;;;;;;;Bia;Visita\n"
    ran = known("import", file("a.csv", MERCOS + row))
    assert ran.out.splitlines()[1] == (
        " 1 linha tem data no futuro (13/12/2026); só conta a partir desse dia"
    )
    assert talks(known, MARKET) == []


def test_a_talk_that_tells_nothing_is_one_all_the_same(known, file):
    known("import", file("a.csv", MERCOS + f"13/11/2026;{MARKET};;;;;;;;;;Bia;\n"))
    assert known("show", MARKET).out.splitlines()[-1] == " Conversas   13/11/2026 contato"
    assert talks(known, MARKET)[0] == {
        "date": "2026-11-13", "channel": None, "result": None, "reason": None, "note": None
    }  # fmt: skip


def test_a_report_resets_the_clock_as_a_call_does(northwind, file):
    def names():
        ran = northwind("reactivate", "--limit", "0", "-f", "json", "--as-of", "1998-05-06")
        return [row["customer"] for row in ran.json["rows"]]

    first, second, *_rest = names()
    northwind("import", file("a.csv", MERCOS + f"04/05/1998 10:00;{first};;;;;;;;;;Bia;Visita\n"))
    northwind("log", second, "--result", "refused", "--on", "1998-05-04")
    assert not {first, second} & set(names())


def test_people_and_talks_fit_80_columns(known, imported, file, golden, on_screen):
    rows = "".join(
        f"{MARKET};{name};;;{phone};{name.lower()}@mercadoana.example\n"
        for name, phone in (("Bia", "11 97777-1111"), ("Davi", "+351 912 345 678"),
                            ("Eva", "4025-1010"), ("Fax", "11 4025-1012"))
    )  # fmt: skip
    imported(file("a.csv", BOOK + rows), "--kind", "contacts")
    imported(file("b.csv", MERCOS + VISITS))
    shown = on_screen("show", MARKET)

    golden("show-people-80.txt", shown)
    assert max(map(len, shown.splitlines())) <= 80
    golden("show-people.txt", known("show", MARKET).out + known("show", "loja nova").out)
