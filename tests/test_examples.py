"""The example files are what their script writes, and keep what `examples/README.md` promises."""

import csv
import subprocess
import sys
import zipfile
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest
from python_calamine import load_workbook
from validate_docbr import CNPJ, CPF

EXAMPLES = Path(__file__).parents[1] / "examples"
DATA = EXAMPLES / "data"
SERRA = "serra-vendas.csv"
AVILA = "avila-pedidos.xlsx"
LIST = "carteira-clientes.csv"
SERRA_HEADER = 7
AVILA_HEADER = 10


def _make(folder):
    script = EXAMPLES / "make_examples.py"
    subprocess.run([sys.executable, str(script), str(folder)], check=True, capture_output=True)
    return folder


def _rows(name, encoding):
    with (DATA / name).open(encoding=encoding, newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def _cents(text):
    return int(text.replace(".", "").replace(",", ""))


def _day(text):
    return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007 a civil day has no zone


def _parts(path):
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name) for name in book.namelist()}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return _make(tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="module")
def serra():
    """The data rows of the Serra file, each a dict by column."""
    rows = _rows(SERRA, "cp1252")
    header = rows[SERRA_HEADER - 1]
    return [dict(zip(header, row, strict=True)) for row in rows[SERRA_HEADER:-2]]


@pytest.fixture(scope="module")
def avila():
    """All rows of the Ávila sheet, from the first one."""
    book = load_workbook(DATA / AVILA)
    return book.get_sheet_by_name("Relatório").to_python(skip_empty_area=False)


@pytest.fixture(scope="module")
def customers():
    rows = _rows(LIST, "utf-8-sig")
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


@pytest.mark.parametrize("name", [SERRA, LIST])
def test_the_script_writes_the_committed_text_files_byte_for_byte(made, name):
    assert (made / name).read_bytes() == (DATA / name).read_bytes()


def test_the_script_writes_the_committed_workbook(made):
    # Part by part: how hard zlib squeezes a part is the machine's business.
    assert _parts(made / AVILA) == _parts(DATA / AVILA)


def test_two_runs_write_the_same_bytes(made, tmp_path):
    again = _make(tmp_path / "again")
    for name in (SERRA, AVILA, LIST):
        assert (again / name).read_bytes() == (made / name).read_bytes()


def test_the_serra_file_looks_as_the_factory_sends_it():
    raw = (DATA / SERRA).read_bytes()
    with pytest.raises(UnicodeDecodeError):
        raw.decode("utf-8")
    rows = _rows(SERRA, "cp1252")
    assert rows[0] == ["SERRA ALIMENTOS INDÚSTRIA E COMÉRCIO"]
    assert rows[2] == []
    assert rows[3][0].startswith("Filtros: Emissão de 01/11/2024 até 30/10/2026")
    assert rows[SERRA_HEADER - 1][:5] == [
        "Pedido",
        "Item",
        "Emissão",
        "Faturamento",
        "Cód. Cliente",
    ]
    assert [row[0] for row in rows[-2:]] == ["Total", "Total de registros: 2608"]


def test_the_serra_total_is_the_sum_of_the_lines(serra):
    total = _rows(SERRA, "cp1252")[-2]
    assert _cents(total[11]) == sum(_cents(row["Vlr. Total"]) for row in serra)
    assert int(total[9]) == sum(int(row["Qtde"]) for row in serra)
    assert all(
        int(row["Qtde"]) * _cents(row["Vlr. Unitário"]) == _cents(row["Vlr. Total"])
        for row in serra
    )


def test_serra_names_each_line_once_and_counts_1509_orders(serra):
    assert len({(row["Pedido"], row["Item"]) for row in serra}) == len(serra) == 2608
    assert len({row["Pedido"] for row in serra}) == 1509


def test_serra_has_returns_cancelled_and_open_orders(serra):
    orders = {row["Pedido"]: row for row in serra}
    assert Counter(row["Situação"] for row in orders.values()) == {
        "Faturado": 1491,
        "Em aberto": 13,
        "Devolvido": 3,
        "Cancelado": 2,
    }
    for row in serra:
        assert (row["Faturamento"] == "") == (row["Situação"] in {"Em aberto", "Cancelado"})
        assert (_cents(row["Vlr. Total"]) < 0) == (row["Situação"] == "Devolvido")


def test_the_avila_sheet_has_its_header_on_row_10_and_an_unlabelled_total(avila):
    assert avila[0][0] == "Relatório de vendas"
    assert avila[1] == [""] * 9
    assert avila[2][0] == "Filtros"
    assert avila[AVILA_HEADER - 1] == [
        "Data Emissão",
        "Pedido",
        "Tag de cliente",
        "Nome Fantasia",
        "Razão social",
        "Representada",
        "Colaborador",
        "Rede",
        "Valor vendido",
    ]
    orders = avila[AVILA_HEADER:-1]
    total = round(sum(row[8] for row in orders), 2)
    assert avila[-1] == ["", 890.0, "", "", "", "", "", "", total]
    assert len(orders) == len({row[1] for row in orders}) == 890
    assert {row[5] for row in orders} == {"Ávila Bebidas", "Lume Utilidades"}
    assert sum(row[8] < 0 for row in orders) == 1


def test_orders_fall_on_business_days_and_avila_ends_three_weeks_early(serra, avila):
    serra_days = [_day(row["Emissão"]) for row in serra]
    avila_days = [_day(row[0]) for row in avila[AVILA_HEADER:-1]]
    assert all(day.weekday() < 5 for day in serra_days + avila_days)
    assert (serra_days[0], serra_days[-1]) == (date(2024, 11, 1), date(2026, 10, 30))
    assert (avila_days[0], avila_days[-1]) == (date(2024, 11, 1), date(2026, 10, 9))
    assert serra_days == sorted(serra_days)
    assert avila_days == sorted(avila_days)


def test_every_tax_id_is_valid_and_two_are_alphanumeric(customers):
    ids = [row["CNPJ/CPF"] for row in customers]
    companies = [text for text in ids if "/" in text]
    people = [text for text in ids if "/" not in text]
    assert len(set(ids)) == len(ids) == 124
    assert all(CNPJ().validate(text) for text in companies)
    assert all(CPF().validate(text) for text in people)
    assert sum(any(letter.isalpha() for letter in text) for text in companies) == 2
    assert len(people) == 4


def test_the_list_has_blanks_and_a_cell_with_two_phones(customers):
    assert (DATA / LIST).read_bytes().startswith(b"\xef\xbb\xbf")
    assert sum(row["Telefone"] == "" for row in customers) == 3
    assert sum(" / " in row["Telefone"] for row in customers) == 1
    assert all(row["Cidade"] and row["UF"] in {"SP", "MG"} for row in customers)


def test_every_buyer_is_in_the_list_and_five_customers_never_bought(serra, avila, customers):
    by_tax_id = {"".join(filter(str.isalnum, row["CNPJ/CPF"])): row for row in customers}
    by_name = {row["Razão Social"]: row for row in customers}
    assert len(by_name) == len({row["Nome Fantasia"] for row in customers}) == len(customers)
    assert all(by_tax_id[row["CNPJ/CPF"]]["Razão Social"] == row["Cliente"] for row in serra)
    orders = avila[AVILA_HEADER:-1]
    assert all(by_name[row[4]]["Nome Fantasia"] == row[3] for row in orders)
    buyers = {row["Cliente"] for row in serra} | {row[4] for row in orders}
    assert len(by_name.keys() - buyers) == 5
