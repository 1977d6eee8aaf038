"""`carteira import`: real files, and files that try every rule of identity."""

import csv
import gzip
import json
import shutil
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import DATA, counts

AW = DATA / "adventureworks_resellers"
CDNOW = DATA / "cdnow" / "CDNOW_master.txt.gz"
NORTHWIND = DATA / "northwind"
RFM = DATA / "rfm_orders" / "rfm_data_orders.csv"

ONE, OTHER = "11.222.333/0001-81", "45.997.418/0001-53"
ORDERS = "Pedido;Data;Cliente;Valor"
PEOPLE = ("customers_created", "customers_updated", "sales_created", "sales_updated")


@pytest.fixture
def file(tmp_path):
    """Writes lines into a file of that name, as a system on Windows does."""

    def write(name, *lines):
        path = tmp_path / name
        path.write_bytes("\r\n".join([*lines, ""]).encode("cp1252"))
        return path

    return write


@pytest.fixture
def imported(done):
    """The summary of an import that must succeed."""
    return lambda *arguments: done("import", *arguments, "-f", "json").json["summary"]


@pytest.fixture
def table(done):
    """The rows of a table, as `export` gives them."""
    return lambda name: done("export").json["tables"][name]


@pytest.fixture
def holdings(done):
    """All an export gives but the record of what was imported when."""

    def export(*db):
        tables = done(*db, "export").json["tables"]
        kept = tables.keys() - {"operation", "import_file", "import_source"}
        return {name: tables[name] for name in kept}

    return export


def named_rows(done, *command):
    """A report's rows without ids and operation numbers."""
    rows = done(*command, "-f", "json", "--limit", "0").json["rows"]
    hidden = ("_id", "operation", "key")
    return [
        {name: value for name, value in row.items() if not name.endswith(hidden)} for row in rows
    ]


# Real files, untouched


# path, rows, centavos, customers, sales
REAL = [
    (NORTHWIND / "orders.csv", 830, 126_579_322, 89, 830),
    (AW / "orders.csv", 3_796, 8_045_059_706, 635, 3_796),
    (AW / "order_lines.csv.gz", 60_855, 8_045_059_611, 635, 3_796),
    (CDNOW, 69_659, 250_031_563, 23_570, 69_659),
    (RFM, 4_906, 46_415_800, 995, 4_906),
]


@pytest.mark.parametrize("real", REAL, ids=lambda real: real[0].name)
def test_a_real_file_comes_in_whole_and_once(imported, holdings, real):
    path, rows, cents, customers, sales = real
    first = imported(path)
    before = holdings()
    again = imported(path)

    assert counts(first) == (rows, 0, 0, 0, 0)
    assert counts(first, PEOPLE) == (customers, 0, sales, 0)
    assert first["total_cents"] == cents
    assert counts(again) == (0, rows, 0, 0, 0)
    assert counts(again, PEOPLE) == (0, 0, 0, 0)
    assert again["total_cents"] == 0
    assert holdings() == before


def test_true_repeats_of_cdnow_live(imported, table):
    """255 rows equal another one in customer, day, discs and value: as many purchases."""
    imported(CDNOW)

    lines = {line["sale_id"]: line["quantity"] for line in table("sale_line")}
    bought = [
        (row["customer_id"], row["ordered_on"], row["amount_cents"], lines[row["id"]])
        for row in table("sale")
    ]
    assert len(bought) - len(set(bought)) == 255


def test_northwinds_list_names_those_who_were_codes(imported, table):
    imported(NORTHWIND / "orders.csv")
    assert {row["name"] for row in table("customer")} >= {"ALFKI", "VINET"}

    first = imported(NORTHWIND / "customers.csv")
    again = imported(NORTHWIND / "customers.csv")

    assert counts(first) + counts(first, PEOPLE) == (2, 0, 89, 0, 0, 2, 89, 0, 0)
    assert counts(again) + counts(again, PEOPLE) == (0, 91, 0, 0, 0, 0, 0, 0, 0)
    with (NORTHWIND / "customers.csv").open(encoding="utf-8") as listed:
        names = {row["name"] for row in csv.DictReader(listed)}
    assert {row["name"] for row in table("customer")} == names
    assert len(names) == 91


def test_orders_and_their_items_under_two_sources_are_two_histories(imported):
    imported(AW / "orders.csv")
    items = imported(AW / "order_lines.csv.gz", "--source", "itens", "--on-overlap", "keep")

    assert counts(items) == (60_855, 0, 0, 0, 0)
    assert counts(items, PEOPLE) == (635, 0, 3_796, 0)


def test_orders_and_their_items_in_one_source_are_the_same_money(imported, table):
    imported(AW / "orders.csv")
    items = imported(AW / "order_lines.csv.gz")
    whole = imported(AW / "orders.csv")

    assert counts(items) == (57_059, 0, 3_796, 0, 0)
    assert counts(items, PEOPLE) == (0, 0, 0, 3_796)
    assert counts(whole) == (0, 3_796, 0, 0, 0)
    assert sum(row["amount_cents"] for row in table("sale")) == 8_045_059_611


# What it says


def test_summary_holds_every_key_of_the_contract(imported):
    assert imported(NORTHWIND / "orders.csv") == json.loads(
        (DATA / "contract" / "import-summary.json").read_text(encoding="utf-8")
    )


REFUSED = (ORDERS, "1;01/02/2026;Ana;10,00", "2;31/02/2026;Ana;5,00", "3;;Bia;7")


def test_rows_are_those_refused(file, done):
    file("a.csv", *REFUSED[:2])
    path = file("b.csv", *REFUSED, "4;02/02/2026;Ana;9,00")

    ran = done("import", path, "-f", "json").json

    assert ran["as_of"] == "2026-11-22"
    assert ran["rows"] == [
        {
            "file": "b.csv",
            "line": 3,
            "column": "Data",
            "value": "31/02/2026",
            "reason": "fevereiro de 2026 tem 28 dias",
        },
        {"file": "b.csv", "line": 4, "column": "Data", "value": "", "reason": "falta a data"},
    ]


def test_the_screen_of_an_import(file, done, tmp_path):
    lines = [f"{number};1{number}/02/2026;Ana;{number},00" for number in range(1, 9)]
    bad = [f"{number};;Ana;1" for number in range(10, 17)]
    path = file("a.csv", ORDERS, *lines, *bad, "Total;;;99")

    assert done("import", path).out.splitlines() == [
        "a.csv · reconheci: pedidos, cabeçalho na linha 1, utf-8",
        " Datas lidas como dia/mês/ano.",
        " 16 linhas: 8 novas, 7 recusadas, 1 de total ou título",
        " R$ 36,00 em 8 pedidos · 1 cliente novo",
        f" Recusadas, em {path}.recusadas.csv:",
        *[f"   linha {line}, Data: falta a data" for line in range(10, 15)],
        "   e mais 2",
        " 1 cliente está sem telefone: importe também a lista de clientes "
        "(quem é: carteira customers --missing phone)",
        "Gravado (operação 1). Para desfazer: carteira undo",
    ]


def test_the_screen_of_a_list_and_of_a_rehearsal(file, done):
    path = file("c.csv", "Nome;Telefone", "Ana;(11) 4025-1010")
    known = file("d.csv", "Nome;Telefone;Cidade", "Ana;(11) 4025-1010;Itu", "Bia;1;", "Bia;1;")

    done("import", path)

    assert done("import", known, "--dry-run").out.splitlines() == [
        "d.csv · reconheci: lista de clientes, cabeçalho na linha 1, utf-8",
        " 3 linhas: 1 nova, 1 já existia, 1 atualizada",
        " 1 cliente novo, 1 atualizado",
        "Ensaio: nada foi alterado.",
    ]


def test_a_list_has_totals_and_refused_rows_too(file, done):
    path = file(
        "c.csv", "Nome;Data do último pedido;Valor", "Ana;;1", "Bia;31/02/2026;2", "Total;;3"
    )

    assert done("import", path, "--kind", "customers", "--dry-run").out.splitlines() == [
        "c.csv · reconheci: lista de clientes, cabeçalho na linha 1, cp1252",
        " Nenhuma data decide entre dia e mês: lidas à brasileira (--date-order muda).",
        " Colunas não usadas: Valor",
        " 3 linhas: 1 nova, 1 recusada, 1 de total ou título",
        " 1 cliente novo",
        " Recusadas:",
        '   linha 3, Data do último pedido "31/02/2026": fevereiro de 2026 tem 28 dias',
        "Ensaio: nada foi alterado.",
    ]


def test_the_history_says_in_one_line_what_came_in(file, done):
    done("import", file("a.csv", ORDERS, "1;01/02/2026;Ana;1.010,00"))

    assert done("history", "-f", "json").json["rows"][0]["summary"] == (
        "a.csv: 1 linha nova, R$ 1.010,00"
    )


# What a person should know of it


def screen_of(done, *arguments):
    return done("import", *arguments).out.splitlines()


TWICE = (
    " Este mesmo arquivo já entrou na operação 1 com outra origem ({source}): "
    "os pedidos contam duas vezes. Para desfazer: carteira undo"
)


def test_the_same_file_of_another_principal_counts_twice_and_says_so(file, done, imported):
    path = file("a.csv", *OF_ANA)
    copy = file("copia.csv", *OF_ANA)
    imported(path, "--principal", "Sera")

    rehearsed = screen_of(done, copy, "--principal", "Serra", "--dry-run")
    assert TWICE.format(source="Sera").replace("contam", "contariam").split(". ")[0] in rehearsed
    assert TWICE.format(source="Sera") in screen_of(done, copy, "--principal", "Serra")
    done("undo")
    assert imported(copy, "--principal", "Serra")["same_file_operation"] == 1
    assert imported(copy, "--principal", "Serra")["same_file_operation"] is None
    assert imported(copy, "--source", "Site")["same_file_operation"] is None
    more = file("b.csv", *OF_ANA, "2;01/02/2026;Ana;1,00")
    assert imported(more, "--principal", "Ávila")["same_file_operation"] is None


def test_an_import_that_was_undone_counts_nothing_twice(file, done, imported):
    path = file("a.csv", *OF_ANA)
    done("import", path, "--principal", "Sera")
    done("undo")

    assert imported(path, "--principal", "Serra")["same_file_operation"] is None


NOBODYS = (
    " Sem representada: se é de uma só, desfaça (carteira undo) e importe com --principal NOME"
)


def test_sales_of_nobody_are_noticed_where_there_are_principals(file, done):
    path = file("a.csv", *OF_ANA)
    told = file("b.csv", f"{ORDERS};Representada", "7;01/02/2026;Ana;1,00;Serra")

    assert NOBODYS not in screen_of(done, path)
    done("undo")
    done("import", told)
    not_yet = NOBODYS.replace("desfaça (carteira undo) e importe", "importe")
    assert not_yet in screen_of(done, path, "--dry-run")
    assert NOBODYS in screen_of(done, path)
    assert not_yet in screen_of(done, path)  # nothing new: nothing to undo
    assert NOBODYS not in screen_of(done, path, "--principal", "Serra")
    assert NOBODYS not in screen_of(done, told)
    assert NOBODYS not in screen_of(done, file("c.csv", "Nome;Cidade", "Ana;Itu"))


def test_columns_that_were_not_used_are_named(file, done, imported):
    many = ";".join(f"c{number}" for number in range(1, 10))
    path = file("a.csv", f"{ORDERS};Vendedor;{many}", "1;01/02/2026;Ana;1,00;Rui")

    assert screen_of(done, path)[2] == (
        " Colunas não usadas: Vendedor, c1, c2, c3, c4, c5, c6, c7 e mais 2"
    )
    assert imported(path)["unused_columns"] == ["Vendedor", *many.split(";")]
    assert imported(file("b.csv", *OF_ANA))["unused_columns"] == []


def test_every_column_of_phones_is_read(file, imported, table):
    header = "Nome;Telefone 1;Telefone 2;Celular;WhatsApp"
    path = file(
        "a.csv", header, "Ana;;4025-1010;(11) 98765-4321;11 4025-1010", "Bia;;;;(11) 4025-2020"
    )

    imported(path)

    assert [(row["phone"], row["phone_text"]) for row in table("contact")] == [
        ("+5511987654321", "(11) 98765-4321"),
        ("+551140251010", "11 4025-1010"),
        ("", "4025-1010"),
        ("+551140252020", "(11) 4025-2020"),
    ]


@pytest.mark.parametrize(
    ("columns", "net", "gross"),
    [
        ("Valor Total;Valor Líquido", 200, 100),
        ("Vlr. Bruto;Vlr. Líquido", 200, 100),
        ("Vl Total;Vl. Líquido", 200, 100),
        ("Vr Total (s/impostos);Vr Total (Líquido)", 100, 200),
    ],
)
def test_of_two_amounts_the_net_one_counts(file, imported, columns, net, gross):
    path = file("a.csv", f"Pedido;Data;Cliente;{columns}", "1;13/02/2026;Ana;1,00;2,00")

    assert imported(path, "--dry-run")["total_cents"] == net
    assert imported(path, "--cents-from", "gross")["total_cents"] == gross


def test_what_was_refused_is_told_line_by_line(file, carteira):
    bad = [f"{number};;Ana;1" for number in range(1, 8)]

    ran = carteira("import", file("a.csv", ORDERS, *bad))

    assert (ran.code, ran.err.splitlines()) == (
        65,
        [
            "carteira: 7 das 7 linhas de a.csv foram recusadas; a primeira: "
            "linha 2, Data: falta a data.",
            *[f"linha {line}, Data: falta a data" for line in range(3, 7)],
            "Nada entrou porque mais da metade das linhas foi recusada.",
            "Se o dado está em outra coluna, diga qual: --map CAMPO=COLUNA. "
            "Colunas do arquivo: Pedido, Data, Cliente, Valor.",
            "Nada foi alterado.",
        ],
    )


def test_orders_of_the_future_wait_for_their_day(file, done, imported):
    rows = [f"{day};{day}/11/2026;Ana;1,00" for day in (20, 22, 23, 30)]
    path = file("a.csv", ORDERS, *rows)

    assert screen_of(done, path)[2] == (
        " 2 linhas têm data no futuro (até 30/11/2026); só contam a partir desse dia"
    )
    assert imported(path)["rows_in_future"] == 2
    assert done("status").out.splitlines()[0].endswith(" Pedidos até 22/11")
    one = file("b.csv", ORDERS, "9;23/11/2026;Ana;1,00")
    assert screen_of(done, one)[2] == (
        " 1 linha tem data no futuro (23/11/2026); só conta a partir desse dia"
    )


def test_a_source_is_as_fresh_as_its_newest_sale_of_the_day(file, done):
    done("import", file("a.csv", ORDERS, "1;13/11/2026;Ana;1,00", "2;30/11/2026;Ana;1,00"))
    done("import", file("b.csv", ORDERS, "1;29/11/2026;Ana;1,00"), "--principal", "Serra")

    assert done("status").out.splitlines()[0].endswith(" Pedidos até 13/11")


def test_tax_ids_that_cannot_be_are_told(file, done, imported):
    wrong = [f"Cliente {letter};11.222.333/0001-{at}" for at, letter in enumerate("ABCD", 10)]
    path = file("a.csv", "Nome;CNPJ", *wrong, wrong[0], f"Ana;{ONE}")

    assert screen_of(done, path)[1] == (
        " 4 CNPJ ou CPF não conferem e ficaram como texto: 11.222.333/0001-10 (Cliente A), "
        "11.222.333/0001-11 (Cliente B), 11.222.333/0001-12 (Cliente C), …"
    )
    assert imported(path)["wrong_tax_ids"] == 4
    sales = file("b.csv", TOLD, "01/02/2026;1,00;;7;123", "01/02/2026;1,00;;7;123")
    assert screen_of(done, sales)[2] == " 1 CNPJ ou CPF não confere e ficou como texto: 123 (7)"


def test_a_field_may_be_named_as_people_call_it(file, imported):
    path = file("a.csv", "K1;K2;K3", "2026-02-01;Ana;5,00")

    summary = imported(path, "--map", "data=K1", "--map", "Cliente=K2", "--map", "valor=K3")

    assert (summary["total_cents"], summary["customers_created"]) == (500, 1)


def test_only_orders_that_bring_customers_ask_for_the_list(file, imported, done):
    path = file("a.csv", *OF_ANA)
    asks = " 1 cliente está sem telefone"

    assert [line[: len(asks)] for line in screen_of(done, path)].count(asks) == 1
    again = screen_of(done, path)
    assert again[-2:] == [
        " 1 linha: 0 novas, 1 já existia",
        "Nada foi alterado.",
    ]
    assert screen_of(done, file("b.csv", "Nome;Cidade", "Ana;Itu"))[1:] == [
        " 1 linha: 0 novas, 1 atualizada",
        " 1 cliente atualizado",
        "Gravado (operação 2). Para desfazer: carteira undo",
    ]


def test_the_history_of_a_list_speaks_of_no_money(file, done):
    done("import", file("a.csv", "Nome;Cidade", "Ana;Itu", "Bia;Itu"))

    assert done("history", "-f", "json").json["rows"][0]["summary"] == "a.csv: 2 linhas novas"


def test_what_a_file_does_not_say_of_the_status_stays(file, imported, table):
    open_one = file("a.csv", f"{ORDERS};Situação", "1;01/02/2026;Ana;10,00;Em aberto")
    silent = file("b.csv", ORDERS, "1;01/02/2026;Ana;10,00", "2;01/02/2026;Ana;5,00")
    imported(open_one)

    assert counts(imported(silent)) == (1, 1, 0, 0, 0)
    assert [row["status"] for row in table("sale")] == ["open", "invoiced"]


# What it may be told


def test_a_rehearsal_counts_the_same_and_leaves_nothing(file, done, imported, tmp_path):
    done("import", file("z.csv", ORDERS, "1;01/02/2026;Ana;11,00"))
    path = file("a.csv", *REFUSED, "4;02/02/2026;Ana;9,00")
    before = done("export").out

    rehearsed = imported(path, "--dry-run")

    assert done("export").out == before
    assert not (tmp_path / "a.csv.recusadas.csv").exists()
    real = imported(path)
    assert (rehearsed["operation"], rehearsed["rejects_file"]) == (None, None)
    assert real == rehearsed | {"operation": 2, "rejects_file": f"{path}.recusadas.csv"}


def test_refused_rows_are_mended_and_imported_again(file, imported, table, tmp_path):
    path = file("a.csv", *REFUSED, "4;02/02/2026;Ana;9,00")
    rejects = tmp_path / "a.csv.recusadas.csv"

    imported(path)

    assert rejects.read_text(encoding="utf-8-sig") == (
        "Pedido;Data;Cliente;Valor;Linha recusada;Motivo da recusa\n"
        '2;31/02/2026;Ana;5,00;3;"linha 3, Data ""31/02/2026"": fevereiro de 2026 tem 28 dias"\n'
        "3;;Bia;7;4;linha 4, Data: falta a data\n"
    )
    text = rejects.read_text(encoding="utf-8-sig")
    rejects.write_text(text.replace("2;31/02", "2;28/02").replace("3;;", "3;27/02/2026;"))
    assert counts(imported(rejects)) == (2, 0, 0, 0, 0)
    assert [(row["number"], row["ordered_on"], row["amount_cents"]) for row in table("sale")] == [
        ("1", "2026-02-01", 1000),
        ("4", "2026-02-02", 900),
        ("2", "2026-02-28", 500),
        ("3", "2026-02-27", 700),
    ]


def test_mended_rows_keep_the_numbers_of_their_columns(file, imported, tmp_path):
    numbered = ("--map", "date=#1", "--map", "customer=#2", "--map", "amount=#3")
    path = file("a.csv", "13/02/2026;Ana;1,00", "31/02/2026;Bia;5,00", "14/02/2026;Caio;7,00")
    rejects = tmp_path / "a.csv.recusadas.csv"

    assert counts(imported(path, *numbered)) == (2, 0, 0, 1, 0)
    rejects.write_text(rejects.read_text(encoding="utf-8-sig").replace("31/02", "28/02", 1))

    assert counts(imported(rejects, *numbered)) == (1, 0, 0, 0, 0)


def test_a_row_too_wide_is_refused_until_it_is_mended(file, imported, carteira, tmp_path):
    good = [f"{number};13/02/2026;Ana;1,00" for number in (7, 8)]
    path = file("a.csv", *OF_ANA, "2;02/02/2026;Bia;Filha;5,00", "3;02/02/2026;Bia", *good)
    rejects = tmp_path / "a.csv.recusadas.csv"

    assert counts(imported(path)) == (3, 0, 0, 2, 0)
    assert rejects.read_text(encoding="utf-8-sig").splitlines()[1:] == [
        '2;02/02/2026;Bia;Filha;3;"linha 3, ""5,00"": tem mais colunas que o cabeçalho";5,00',
        "3;02/02/2026;Bia;;4;linha 4, Valor: falta o valor",
    ]
    assert carteira("import", rejects).code == 65


def test_refused_cells_keep_their_line_breaks(file, imported, table, tmp_path):
    path = file(
        "a.csv",
        f"{ORDERS};Produto",
        '1;31/02/2026;"Ana\nFilha";5,00;"Arroz\r\n5\xadkg\ttipo 1"',
        *(f"{number};01/02/2026;Bia;9,00;Café" for number in (2, 3)),
    )
    rejects = tmp_path / "a.csv.recusadas.csv"

    assert counts(imported(path)) == (2, 0, 0, 1, 0)
    with rejects.open(encoding="utf-8-sig", newline="") as stream:
        header, row = csv.reader(stream, delimiter=";")
    assert header == [*ORDERS.split(";"), "Produto", "Linha recusada", "Motivo da recusa"]
    assert row[:5] == ["1", "31/02/2026", "Ana\nFilha", "5,00", "Arroz\r\n5\xadkg\ttipo 1"]
    rejects.write_bytes(rejects.read_bytes().replace(b"31/02", b"28/02", 1))
    assert counts(imported(rejects)) == (1, 0, 0, 0, 0)
    assert [row["name"] for row in table("product")] == ["Café", "Arroz\r\n5\xadkg\ttipo 1"]


def test_refused_rows_go_where_one_says(file, imported, tmp_path):
    path = file("a.csv", *REFUSED, "4;02/02/2026;Ana;9,00")
    there = tmp_path / "recusadas.csv"

    assert imported(path, "--rejects", there)["rejects_file"] == str(there)
    assert there.exists()
    assert not (tmp_path / "a.csv.recusadas.csv").exists()


def test_the_refused_rows_of_two_files_do_not_share_one(file, carteira, tmp_path):
    paths = [file(name, *REFUSED) for name in ("a.csv", "b.csv")]

    ran = carteira("import", *paths, "--rejects", tmp_path / "r.csv")

    assert (ran.code, ran.err.splitlines()[0]) == (
        2,
        "carteira: --rejects vale para um arquivo só.",
    )


def test_strict_takes_all_or_nothing(file, carteira, done, imported, tmp_path):
    path = file("a.csv", *REFUSED, "4;02/02/2026;Ana;9,00", "5;02/02/2026;Ana;8,00")
    done("status")
    before = done("export").out

    ran = carteira("import", path, "--strict")

    assert (ran.code, ran.out) == (65, "")
    assert done("export").out == before
    assert not (tmp_path / "a.csv.recusadas.csv").exists()
    whole = file("b.csv", *REFUSED[:2])
    assert counts(imported(whole, "--strict")) == (1, 0, 0, 0, 0)


def test_several_files_are_one_operation_and_one_undo(file, done, imported, table, tmp_path):
    folder = tmp_path / "entrada"
    folder.mkdir()
    for name, number in (("b.csv", 2), ("a.csv", 1)):
        shutil.move(file(name, ORDERS, f"{number};01/02/2026;Ana;1,00"), folder)
    for name in (".oculto", "~$b.xlsx", "a.csv.recusadas.csv"):
        (folder / name).write_text("x")
    more = file("c.csv", ORDERS, "3;01/02/2026;Ana;1,00")

    summary = imported(folder, more)

    assert summary["files"] == ["a.csv", "b.csv", "c.csv"]
    assert (summary["operation"], summary["kind"], summary["header_line"]) == (1, "sales", 1)
    assert counts(summary) == (3, 0, 0, 0, 0)
    done("undo")
    assert table("sale") == table("customer") == []


def test_one_unusable_file_keeps_the_others_out(file, carteira, done):
    done("status")
    before = done("export").out
    good = file("a.csv", ORDERS, "1;01/02/2026;Ana;1,00")

    assert carteira("import", good, file("b.csv", "")).code == 65
    assert done("export").out == before


def test_a_column_whose_name_says_nothing(file, imported, table):
    path = file("a.csv", "K1;K2;K3", "2026-02-01;Ana;5,00")

    imported(path, "--map", "date=K1", "--map", "customer=#2", "--map", "amount=K3")

    (sale,) = table("sale")
    assert (sale["ordered_on"], sale["amount_cents"]) == ("2026-02-01", 500)


def test_dates_amounts_and_kind_as_one_says(file, imported, table):
    path = file("a.csv", "Data;Cliente;Valor;Total bruto", "03/04/2026;Ana;1.234;5.000")
    told = ("--date-order", "mdy", "--decimal", ".", "--cents-from", "gross")

    imported(path, *told, "--kind", "sales")

    (sale,) = table("sale")
    assert (sale["ordered_on"], sale["amount_cents"]) == ("2026-03-04", 500)


def test_a_sales_file_may_be_read_as_a_list(file, imported, table):
    path = file("a.csv", ORDERS, "1;01/02/2026;Ana;1,00")

    assert imported(path, "--kind", "customers")["kind"] == "customers"
    assert ([row["name"] for row in table("customer")], table("sale")) == (["Ana"], [])


def test_principal_is_the_source_unless_another_is_named(file, imported, table):
    path = file("a.csv", ORDERS, "1;01/02/2026;Ana;1,00")

    imported(path, "--principal", "Serra")
    imported(path, "--principal", "serra")
    imported(path, "--principal", "Serra", "--source", "Site", "--on-overlap", "keep")
    imported(path, "--on-overlap", "keep")

    sources = {row["id"]: row["name"] for row in table("source")}
    principals = {row["id"]: row["name"] for row in table("principal")} | {None: None}
    assert [
        (sources[row["source_id"]], principals[row["principal_id"]]) for row in table("sale")
    ] == [("Serra", "Serra"), ("Site", "Serra"), ("", None)]


def test_the_principals_column_parts_a_file(file, imported, table):
    header = f"{ORDERS};Representada"
    path = file("a.csv", header, "1;01/02/2026;Ana;1,00;Serra", "1;09/02/2026;Bia;2,00;Ávila")

    assert counts(imported(path)) == (2, 0, 0, 0, 0)
    assert {row["name"] for row in table("source")} == {"Serra", "Ávila"}
    assert len(table("import_source")) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        ("--kind", "planets"),
        ("--date-order", "ymm"),
        ("--decimal", ";"),
        ("--cents-from", "both"),
        ("--map", "date"),
        ("--map", "=Data"),
        ("--map", "date="),
        ("--format", "xml"),
    ],
)
def test_a_wrong_value_is_a_usage_error(file, carteira, wrong):
    ran = carteira("import", file("a.csv", *REFUSED[:2]), *wrong)

    assert (ran.code, ran.out, ran.err.splitlines()[-1]) == (2, "", "Nada foi alterado.")


# Which customer

TOLD = "Data;Valor;Cliente;Código do cliente;CNPJ"


def test_tax_id_code_and_name_are_one_customer(file, imported, table):
    imported(
        file(
            "a.csv",
            TOLD,
            f"01/02/2026;1,00;Padaria São João;5;{ONE}",
            f"02/02/2026;1,00;Outro nome;;{ONE.replace('.', '').replace('/', '').replace('-', '')}",
            "03/02/2026;1,00;Terceiro nome;5;",
            "04/02/2026;1,00;PADARIA SAO-JOAO;;",
        )
    )

    assert [row["tax_id"] for row in table("customer")] == ["11222333000181"]
    assert {row["customer_id"] for row in table("sale")} == {table("customer")[0]["id"]}


def test_what_contradicts_is_somebody_else(file, imported, table):
    imported(
        file(
            "a.csv",
            TOLD,
            f"01/02/2026;1,00;Ana;5;{ONE}",
            f"01/02/2026;1,00;Ana;;{OTHER}",
            "01/02/2026;1,00;Ana;6;",
        )
    )

    assert len(table("customer")) == 3


def test_an_invalid_tax_id_is_kept_and_identifies_nobody(file, imported, table):
    wrong = "11.222.333/0001-82"
    imported(file("a.csv", TOLD, f"01/02/2026;1,00;Ana;;{wrong}", f"01/02/2026;1,00;Bia;;{wrong}"))

    assert [(row["name"], row["tax_id"], row["tax_id_text"]) for row in table("customer")] == [
        ("Ana", None, wrong),
        ("Bia", None, wrong),
    ]


def test_whoever_is_only_a_code_is_named_by_any_later_file(file, imported, table):
    imported(file("a.csv", TOLD, "01/02/2026;1,00;;5;", f"01/02/2026;1,00;;;{ONE}"))
    assert {row["name"] for row in table("customer")} == {"5", ONE}

    imported(file("b.csv", TOLD, "02/02/2026;1,00;Ana;5;", f"02/02/2026;1,00;Bia;;{ONE}"))
    assert {row["name"] for row in table("customer")} == {"Ana", "Bia"}

    imported(file("c.csv", TOLD, "03/02/2026;1,00;Outra;5;"))
    assert {row["name"] for row in table("customer")} == {"Ana", "Bia"}


NAMESAKES = ("Nome;CNPJ;Cidade", f"Ana;{ONE};Itu", f"ANA;{OTHER};Salto")
OF_ANA = (ORDERS, "1;01/02/2026;Ana;1,00")


@pytest.mark.parametrize("listed_first", [True, False])
def test_namesakes_are_not_merged_whichever_file_comes_first(file, imported, table, listed_first):
    files = [file("lista.csv", *NAMESAKES), file("vendas.csv", *OF_ANA)]
    for path in (files if listed_first else files[::-1]) * 2:
        imported(path)

    cities = {row["id"]: row["city"] for row in table("customer")}
    assert sorted(cities.values()) == ["", "Itu", "Salto"]
    assert [cities[row["customer_id"]] for row in table("sale")] == [""]


def test_a_list_that_names_somebody_twice_settles_once(file, imported, table):
    header = "Nome;CNPJ;Cidade;Porte;Data do último pedido;Valor do último pedido"
    rows = [
        f"Ana;{ONE};Itu;P;01/02/2026;50,00",
        f"Ana Maria;{ONE};Salto;M;05/02/2026;",
        f"Ana Maria;{ONE};;;;",
    ]

    first = imported(file("a.csv", header, *rows))
    once = table("customer")
    again = imported(file("b.csv", header, *rows[::-1]))

    assert counts(first) == (1, 2, 0, 0, 0)
    assert counts(again) + counts(again, PEOPLE) == (0, 3, 0, 0, 0, 0, 0, 0, 0)
    assert table("customer") == once
    assert [once[0][key] for key in ("name", "city", "size")] == ["Ana", "Itu", "M"]
    assert [once[0][key] for key in ("stated_last_on", "stated_last_cents")] == ["2026-02-05", None]


def test_people_at_a_customer_are_told_apart_by_any_answer(file, imported, table):
    header = "Nome;Contato;Telefone;E-mail"
    path = file(
        "a.csv",
        header,
        "Ana;Célia;(11) 4025-1010;",
        "Ana;;(11) 4025-1010;celia@exemplo.com.br",
        "Ana;Rui;(11) 4025-2020;",
        "Bia;;;",
    )

    first, again = imported(path), imported(path)

    assert (first["customers_created"], again["customers_updated"]) == (2, 0)
    assert sorted((row["name"], row["phone"], row["email"]) for row in table("contact")) == [
        ("Célia", "+551140251010", "celia@exemplo.com.br"),
        ("Rui", "+551140252020", ""),
    ]


def test_a_stated_purchase_counts_until_there_are_orders(file, done, imported):
    header = "Nome;Data do último pedido;Valor do último pedido"
    imported(file("a.csv", header, "Ana;01/11/2026;50,00"))

    (stated,) = done("segments", "--list", "-f", "json").json["rows"]
    assert (stated["order_days"], stated["recency_days"]) == (1, 21)
    assert done("status", "-f", "json").json["summary"]["revenue"]["last_12_months_cents"] == 0

    imported(file("b.csv", ORDERS, "1;10/11/2026;Ana;30,00"))
    (real,) = done("segments", "--list", "-f", "json").json["rows"]
    assert (real["order_days"], real["monetary_cents"]) == (1, 3000)


def test_a_list_before_or_after_the_sales_gives_the_same_portfolio(done, tmp_path):
    lists, sales = NORTHWIND / "customers.csv", NORTHWIND / "orders.csv"
    for name, order in (("a.db", (lists, sales)), ("b.db", (sales, lists))):
        for path in order:
            done("--db", tmp_path / name, "import", path)

    one, other = (
        [
            named_rows(done, "--db", tmp_path / name, command, *more)
            for command, *more in REPORTS_1998
        ]
        for name in ("a.db", "b.db")
    )

    assert one == other


REPORTS = (("segments", "--list"), ("pareto", "--since", "all"), ("sales", "--since", "all"))
REPORTS_1998 = [(*report, "--as-of", "1998-05-06") for report in REPORTS]


# Which sale


def sales_of(table):
    return [
        (row["number"], row["ordered_on"], row["amount_cents"], row["status"])
        for row in table("sale")
    ]


def test_an_order_that_changed_is_updated(file, imported, table):
    header = f"{ORDERS};Situação"
    imported(file("a.csv", header, "1;01/02/2026;Ana;10,00;Aberto"))
    assert sales_of(table) == [("1", "2026-02-01", 1000, "open")]

    summary = imported(file("b.csv", header, "1;02/02/2026;Ana;12,00;Faturado"))

    assert counts(summary) + counts(summary, PEOPLE) == (0, 0, 1, 0, 0, 0, 0, 0, 1)
    assert sales_of(table) == [("1", "2026-02-02", 1200, "invoiced")]


def test_what_a_later_file_has_no_column_for_stays(file, imported, table):
    imported(
        file("a.csv", f"{ORDERS};Canal;Data de faturamento", "1;01/02/2026;Ana;1;visita;03/02/2026")
    )
    again = imported(file("b.csv", ORDERS, "1;01/02/2026;Ana;1"))

    assert counts(again) == (0, 1, 0, 0, 0)
    (sale,) = table("sale")
    assert (sale["channel"], sale["invoiced_on"]) == ("visita", "2026-02-03")


ITEMS = "Pedido;Item;Data;Cliente;Produto;Quantidade;Valor"


def test_lines_are_added_to_their_order(file, imported, table):
    first = file("a.csv", ITEMS, "1;1;01/02/2026;Ana;Café;2;10,00")
    more = file("b.csv", ITEMS, "1;1;01/02/2026;Ana;Café;3;15,00", "1;2;01/02/2026;Ana;Mel;1;7,00")
    imported(first)

    summary = imported(more)

    assert counts(summary) + counts(summary, PEOPLE) == (1, 0, 1, 0, 0, 0, 0, 0, 1)
    assert summary["total_cents"] == 700
    assert sales_of(table) == [("1", "2026-02-01", 2200, "invoiced")]
    assert [(row["line"], row["quantity"]) for row in table("sale_line")] == [("1", 3.0), ("2", 1)]


def test_items_that_took_the_place_of_their_order_give_it_back(file, done, imported, holdings):
    imported(file("a.csv", ORDERS, "1;01/02/2026;Ana;17,00"))
    before = holdings()
    items = ("1;1;01/02/2026;Ana;Café;2;10,00", "1;2;01/02/2026;Ana;Mel;1;7,00")

    summary = imported(file("b.csv", ITEMS, *items))
    assert counts(summary) == (1, 0, 1, 0, 0)
    assert [row["amount_cents"] for row in holdings()["sale"]] == [1700]

    done("undo")
    assert holdings() == before


def test_rows_without_a_number_are_orders_unless_they_are_of_products(file, imported, table):
    rows = ["01/02/2026;Ana;10,00;Café", "01/02/2026;Ana;10,00;Café", "01/02/2026;Ana;5,00;Mel"]
    plain = [row.rsplit(";", 1)[0] for row in rows]

    orders = imported(file("a.csv", "Data;Cliente;Valor", *plain), "--source", "pedidos")
    items = imported(file("b.csv", "Data;Cliente;Valor;Produto", *rows), "--source", "itens")

    assert (orders["sales_created"], items["sales_created"]) == (3, 1)
    assert sorted(row["amount_cents"] for row in table("sale")) == [500, 1000, 1000, 2500]


def test_numberless_files_that_overlap_add_only_what_is_new(file, imported, table):
    rows = [f"0{day};Ana;{amount},00" for day in "123" for amount in (10, 10, 5)]
    rows = [row.replace(";Ana", "/02/2026;Ana") for row in rows]
    for name, part in (("a.csv", rows[:5]), ("b.csv", rows[3:]), ("c.csv", rows[::-1])):
        imported(file(name, "Data;Cliente;Valor", *part))

    assert len(table("sale")) == len(rows)


def test_items_without_a_number_join_the_day_they_belong_to(file, imported, table):
    header = "Data;Cliente;Valor;Produto"
    imported(file("a.csv", header, "01/02/2026;Ana;10,00;Café"))

    late = imported(file("b.csv", header, "01/02/2026;Ana;5,00;Mel"))

    assert counts(late, PEOPLE) == (0, 0, 0, 1)
    assert sales_of(table) == [(None, "2026-02-01", 1500, "invoiced")]


def test_a_product_that_was_only_a_code_is_named_later(file, imported, table):
    header = f"{ORDERS};Código do produto;Produto;Categoria"
    imported(file("a.csv", header, "1;01/02/2026;Ana;10,00;P1;;", "2;01/02/2026;Ana;1;P2;Mel;"))
    imported(
        file("b.csv", header, "3;01/02/2026;Ana;1;P1;Café;Grãos", "4;01/02/2026;Ana;1;P2;Fel;")
    )

    assert [(row["code"], row["name"], row["category"]) for row in table("product")] == [
        ("P1", "Café", "Grãos"),
        ("P2", "Mel", ""),
    ]


def test_returns_and_cancelled_orders(file, done, imported):
    header = f"{ORDERS};Situação"
    imported(
        file(
            "a.csv",
            header,
            "1;01/11/2026;Ana;10,00;Faturado",
            "2;02/11/2026;Ana;-4,00;",
            "3;03/11/2026;Ana;3,00;Devolvido",
            "4;04/11/2026;Ana;9,00;Cancelado",
        )
    )

    (row,) = done("segments", "--list", "-f", "json").json["rows"]
    listed = done("sales", "-f", "json").json["rows"]

    assert (row["order_days"], row["monetary_cents"]) == (1, 300)
    assert [(sale["order"], sale["amount_cents"]) for sale in listed] == [
        ("3", -300),
        ("2", -400),
        ("1", 1000),
    ]


def test_a_number_of_another_customer_and_day_is_refused(file, done, imported, tmp_path):
    imported(file("a.csv", *OF_ANA))
    path = file("b.csv", ORDERS, "1;05/02/2026;Bia;3,00", "2;05/02/2026;Bia;2,00")

    ran = done("import", path, "-f", "json").json

    reason = "o pedido 1 é de outro cliente; se vem de outro sistema, diga qual: --source NOME"
    assert ran["rows"] == [
        {"file": "b.csv", "line": 2, "column": "Pedido", "value": "1", "reason": reason}
    ]
    assert (tmp_path / "b.csv.recusadas.csv").read_text(encoding="utf-8-sig") == (
        "Pedido;Data;Cliente;Valor;Linha recusada;Motivo da recusa\n"
        f'1;05/02/2026;Bia;3,00;2;"linha 2, Pedido ""1"": {reason}"\n'
    )
    assert counts(imported(path, "--source", "Site")) == (1, 0, 0, 0, 1)


def test_a_number_on_its_own_day_corrects_who_bought(file, imported, table):
    imported(file("a.csv", *OF_ANA))

    summary = imported(file("b.csv", ORDERS, "1;01/02/2026;Bia;1,00"))

    assert counts(summary, PEOPLE) == (1, 0, 0, 1)
    names = {row["id"]: row["name"] for row in table("customer")}
    assert [names[row["customer_id"]] for row in table("sale")] == ["Bia"]


def test_one_number_with_two_customers_in_a_file_is_the_first_days(file, imported, table):
    path = file(
        "a.csv",
        ORDERS,
        "1;05/02/2026;Bia;2,00",
        "1;01/02/2026;Ana;1,00",
        "2;01/02/2026;Ana;1,00",
    )

    assert counts(imported(path)) == (2, 0, 0, 1, 0)
    assert counts(imported(path)) == (0, 2, 0, 1, 0)
    assert sorted(sales_of(table)) == [
        ("1", "2026-02-01", 100, "invoiced"),
        ("2", "2026-02-01", 100, "invoiced"),
    ]


# Any file at all

ROW = st.tuples(
    st.sampled_from(["", "1", "2", "3"]),
    st.sampled_from(["01/02/2026", "02/02/2026", "15/03/2026"]),
    st.sampled_from(["Ana", "ANA", "Bia", "Caio"]),
    st.sampled_from(["", "Ana", "Bia", "Sol"]),
    st.sampled_from(["", "5", "6"]),
    st.sampled_from(["10,00", "25,50", "-3,00"]),
    st.sampled_from(["", "Café", "Mel"]),
    st.sampled_from(["Serra", "Ávila", ""]),
    st.sampled_from(["", "Aberto", "Cancelado"]),
)
HEADER = "Pedido;Data;Cliente;Nome Fantasia;Código do cliente;Valor;Produto;Representada;Situação"
FEW = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def written(folder, rows):
    path = folder / "vendas.csv"
    path.write_text("\n".join([HEADER, *map(";".join, rows), ""]), encoding="utf-8")
    return path


@FEW
@given(
    files=st.tuples(st.lists(ROW, max_size=6), st.lists(ROW, min_size=1, max_size=12)),
    wish=st.sampled_from(["skip", "keep"]),
)
def test_importing_any_file_twice_adds_nothing(files, wish, carteira, holdings, tmp_path_factory):
    """Whatever came before it."""
    earlier, rows = files
    folder = tmp_path_factory.mktemp("mundo")
    db = ("--db", folder / "a.db")
    carteira(*db, "import", written(folder, earlier))
    command = (*db, "import", written(folder, rows), "--on-overlap", wish, "-f", "json")
    once = carteira(*command)
    before = holdings(*db)

    again = carteira(*command)

    assert again.code == once.code
    assert holdings(*db) == before
    if once.code == 0:
        first, second = once.json["summary"], again.json["summary"]
        known = len(rows) - first["rows_rejected"] - first["rows_skipped"]
        assert sum(counts(first)) == len(rows)
        assert counts(second) == (0, known, 0, first["rows_rejected"], first["rows_skipped"])
        assert counts(second, PEOPLE) == (0, 0, 0, 0)


@FEW
@given(
    files=st.tuples(st.lists(ROW, max_size=6), st.lists(ROW, min_size=2, max_size=12)),
    random=st.randoms(use_true_random=False),
)
def test_shuffled_rows_change_no_report(files, random, carteira, done, tmp_path_factory):
    """Nor whether the file may come in at all, whatever came before it."""
    earlier, rows = files
    folder = tmp_path_factory.mktemp("mundo")
    told = []
    for name, order in (("a.db", rows), ("b.db", random.sample(rows, len(rows)))):
        db = ("--db", folder / name)
        carteira(*db, "import", written(folder, earlier))
        code = carteira(*db, "import", written(folder, order)).code
        told.append([code, *(named_rows(done, *db, *report) for report in REPORTS)])

    assert told[0] == told[1]


def test_gzip_is_read_as_it_is(file, imported, tmp_path):
    packed = tmp_path / "a.csv.gz"
    packed.write_bytes(gzip.compress(file("a.csv", *OF_ANA).read_bytes()))

    assert counts(imported(packed)) == (1, 0, 0, 0, 0)


FEW_COLUMNS = "pedido;data;cliente;valor\n"


def _sold(done) -> list[tuple[str, str, int]]:
    rows = done("sales", "-f", "json", "--limit", "0").json["rows"]
    return sorted((row["order"], row["customer"], row["amount_cents"]) for row in rows)


def test_an_order_that_changes_hands_is_an_update(done, tmp_path):
    file = tmp_path / "pedidos.csv"
    file.write_text(FEW_COLUMNS + "1;13/02/2026;A;10,00\n")
    done("import", file)
    file.write_text(FEW_COLUMNS + "1;13/02/2026;B;10,00\n")

    summary = done("import", file, "-f", "json").json["summary"]

    counts = (summary["rows_updated"], summary["rows_duplicate"], summary["sales_updated"])
    assert counts == (1, 0, 1)
    assert _sold(done) == [("1", "B", 1000)]


def test_a_stored_order_stays_with_its_customer_where_the_file_names_it_too(done, tmp_path):
    """Whatever the order in which customers were made."""
    contents = ["50;01/02/2026;B;1\n", "1;13/02/2026;A;10\n"]
    both = "1;13/02/2026;A;10\n1;13/02/2026;B;20\n"
    file = tmp_path / "pedidos.csv"
    for content in contents:
        file.write_text(FEW_COLUMNS + content)
        done("import", file)
    file.write_text(FEW_COLUMNS + both)

    ran = done("import", file, "-f", "json").json

    assert [row["line"] for row in ran["rows"]] == [3]
    assert ran["summary"]["rows_duplicate"] == 1
    assert _sold(done) == [("1", "A", 1000), ("50", "B", 100)]


def test_a_refused_row_leaves_no_customer(done, tmp_path):
    file = tmp_path / "pedidos.csv"
    file.write_text(FEW_COLUMNS + "1;13/02/2026;A;10,00\n")
    done("import", file)
    file.write_text(FEW_COLUMNS + "1;20/02/2026;Fantasma;10,00\n2;21/02/2026;A;1\n")

    summary = done("import", file, "-f", "json").json["summary"]

    assert (summary["rows_rejected"], summary["customers_created"]) == (1, 0)
    assert [row["customer"] for row in done("customers", "-f", "json").json["rows"]] == ["A"]
    assert done("undo").code == 0
    assert done("doctor", "-f", "json").json["summary"] == {"sound": True}


def test_names_that_cross_do_not_change_places(file, imported, table):
    rows = ["01/02/2026;Ana;Bia;5;1", "01/02/2026;Bia;Ana;5;2"]
    path = file("a.csv", "Data;Cliente;Nome Fantasia;Código do cliente;Valor", *rows)
    imported(path)
    before = table("customer")

    assert counts(imported(path), PEOPLE) == (0, 0, 0, 0)
    assert table("customer") == before
    assert [(row["name"], row["trade_name"]) for row in before] == [("Ana", "Bia")]


def test_a_refused_row_teaches_nobodys_name(file, imported, table, tmp_path):
    """What was refused once would else mean somebody the second time."""
    rows = [";01/02/2026;Ana;;5;1", ";01/02/2026;Ana;;6;1", ";01/02/2026;Bia;Ana;;1",
            "1;01/02/2026;Ana;;;1", "1;01/02/2026;Ana;;5;1"]  # fmt: skip
    path = file("a.csv", "Pedido;Data;Cliente;Nome Fantasia;Código do cliente;Valor", *rows)
    assert counts(imported(path)) == (4, 0, 0, 1, 0)
    before = table("customer_claim")

    assert counts(imported(path)) == (0, 4, 0, 1, 0)
    assert table("customer_claim") == before


def test_an_export_of_customers_imported_again_changes_nothing(tmp_path, imported, done, table):
    source = tmp_path / "lista.csv"
    names = ["'Ana", "=Bia", "+Caio", "-Davi", "@Eva", "＝Fabi", "\tGil", "''Hugo", "' =Ivo"]
    rows = "\n".join(["Razão Social;Cidade", *(f"'{name};Itu" for name in names)])
    source.write_text(rows, encoding="utf-8")
    imported(source)
    kept = table("customer")
    assert {row["name"] for row in kept} == {name.strip() for name in names}
    for turn in range(3):
        again = tmp_path / f"{turn}.csv"
        done("customers", "--limit", "0", "-f", "csv", "-o", again)
        imported(again, "--kind", "customers")
        assert table("customer") == kept


def test_an_export_is_no_list_of_customers(tmp_path, carteira, done):
    path = tmp_path / "tudo.json"
    done("export", "-o", path)
    ran = carteira("import", path)
    assert ran.code == 65
    assert ran.err.startswith(
        "carteira: tudo.json: É uma exportação do carteira; a volta dela ainda não existe.\n"
    )


def test_a_system_that_writes_c_before_every_number_sells(done, tmp_path):
    rows = "".join(f"C{number};13/02/2026;A;10,00\n" for number in range(1001, 1005))
    file = tmp_path / "pedidos.csv"
    file.write_text(FEW_COLUMNS + rows)

    assert done("import", file, "-f", "json").json["summary"]["total_cents"] == 4000


BY_ITEM = "Pedido;Item;Data;Cliente;Produto;Valor\n"
AS_A_WHOLE = "Pedido;Data;Cliente;Valor\n"
TWO_ITEMS = BY_ITEM + "10;1;01/10/2026;Ana;X;100,00\n10;2;01/10/2026;Ana;Y;200,00\n"
FREIGHT = (
    "Pedido;Data;Cliente;Produto;Valor\n10;01/10/2026;Ana;Camisa;100,00\n10;01/10/2026;Ana;;20,00\n"
)


@pytest.mark.parametrize(
    ("contents", "cents", "status"),
    [
        ([TWO_ITEMS, AS_A_WHOLE + "10;15/10/2026;Ana;-50,00\n"], 25000, "invoiced"),
        (
            [TWO_ITEMS, AS_A_WHOLE + "10;01/10/2026;Ana;300,00\n10;15/10/2026;Ana;-50,00\n"],
            25000,
            "invoiced",
        ),
        ([FREIGHT, AS_A_WHOLE + "10;01/10/2026;Ana;120,00\n"], 12000, "invoiced"),
    ],
    ids=["partial return", "whole and return", "freight"],
)
def test_an_order_of_items_told_again_keeps_its_money(contents, cents, status, done, tmp_path):
    file = tmp_path / "pedidos.csv"
    for content in [*contents, contents[-1]]:
        file.write_text(content)
        done("import", file)

    (order,) = done("sales", "-f", "json", "--status", "invoiced,returned").json["rows"]

    assert (order["amount_cents"], order["status"]) == (cents, status)


@pytest.mark.parametrize("name", ["vendas.xlsx", "vendas.xls", "vendas.ods"])
def test_a_text_that_is_called_a_workbook_is_read_as_the_text_it_is(file, imported, name):
    assert counts(imported(file(name, ORDERS, "1;13/02/2026;Ana;1,00"))) == (1, 0, 0, 0, 0)


# What counts in nothing

CANCELLED = f"{ORDERS};Situação"
GONE = "2;14/02/2026;Ana;50,00;Cancelado"


@pytest.mark.parametrize("before", [[], ["9;13/02/2026;Bia;7,00"]])
def test_cancelled_orders_are_no_new_money(file, done, before):
    for row in before:
        done("import", file("z.csv", ORDERS, row))
    path = file("a.csv", CANCELLED, "1;14/02/2026;Ana;10,00;Faturado", GONE)

    summary = done("import", path, "--dry-run", "-f", "json").json["summary"]
    lines = done("import", path).out.splitlines()

    keys = ("rows_imported", "sales_created", "total_cents", "sales_cancelled", "cancelled_cents")
    assert [summary[key] for key in keys] == [2, 2, 1000, 1, 5000]
    assert lines[3].split(" · ")[:2] == [" R$ 10,00 em 1 pedido", "1 cancelado (R$ 50,00)"]
    assert done("history", "-f", "json").json["rows"][0]["summary"] == (
        "a.csv: 2 linhas novas, R$ 10,00"
    )


def test_a_cancelled_line_is_no_new_money_either(file, imported):
    rows = ("1;14/02/2026;Ana;Café;10,00;Faturado", "1;14/02/2026;Ana;Mel;5,00;Cancelado")

    summary = imported(file("a.csv", "Pedido;Data;Cliente;Produto;Valor;Situação", *rows))

    keys = ("total_cents", "sales_created", "sales_cancelled", "cancelled_cents")
    assert [summary[key] for key in keys] == [1000, 1, 0, 0]


def test_files_without_orders_bring_no_money(file, done):
    people = file("a.csv", "Código;Cliente;Cidade", "1;Ana;Itu")
    more = file("b.csv", "Código;Cliente;Cidade", "2;Bia;Itu")
    sold = file("c.csv", ORDERS, "1;14/02/2026;Ana;10,00")

    lists = done("import", people, more, "--dry-run").out.splitlines()
    mixed = done("import", people, sold).out.splitlines()

    assert lists[-2] == "Ao todo 2 linhas: 2 novas"
    assert [line for line in mixed if line.startswith("Ao todo")] == [
        "Ao todo 2 linhas: 2 novas · R$ 10,00"
    ]


def test_a_sales_file_loads_neither_the_validator_nor_the_phones(file, tmp_path):
    program = (
        "import sys; from carteira_cli.cli import main; code = main(sys.argv[1:]);"
        "print(code, *[name for name in ('pydantic', 'phonenumbers') if name in sys.modules])"
    )
    words = ["--db", tmp_path / "a.db", "import", file("a.csv", ORDERS, "1;01/06/2026;Ana;10,00")]
    ran = subprocess.run(
        [sys.executable, "-c", program, *words], capture_output=True, text=True, check=True
    )

    assert ran.stdout.splitlines()[-1] == "0"
