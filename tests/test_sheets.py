import datetime
import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from carteira_cli.domain.rows import Party, Problem, SaleRow, Skipped
from carteira_cli.errors import BadData
from carteira_cli.ingest.examining import examine
from carteira_cli.ingest.layout import Wishes
from carteira_cli.ingest.reading import read
from carteira_cli.ingest.sheets import MOST_SHEETS, sheet_rows, sheets

DATA = Path(__file__).parent / "data" / "ingest"


def workbook(content: dict[str, list[list]]) -> io.BytesIO:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    formats = {
        datetime.datetime: book.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
        datetime.time: book.add_format({"num_format": "hh:mm"}),
    }
    for name, rows in content.items():
        sheet = book.add_worksheet(name)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                sheet.write(row, column, cell, formats.get(type(cell)))
    book.close()
    return stream


def test_cells_are_texts_and_floats():
    rows = [
        ["a", 1, 2.5, True, False],
        [],
        [datetime.datetime.fromisoformat(day) for day in ("2026-09-21", "2026-09-21 14:05")],
        [datetime.time(12, 30)],
    ]
    assert list(sheet_rows(workbook({"A": rows}), "A")) == [
        (1, ["a", 1.0, 2.5, "sim", "não"]),
        (3, ["2026-09-21", "2026-09-21 14:05", "", "", ""]),
        (4, ["12:30:00", "", "", "", ""]),
    ]


def test_each_sheet_gives_its_rows_again():
    found = sheets(workbook({"Vazia": [], "Cheia": [["a"], ["b"]]}))
    assert [*found] == ["Vazia", "Cheia"]
    assert list(found["Vazia"]()) == []
    assert list(found["Cheia"]()) == list(found["Cheia"]()) == [(1, ["a"]), (2, ["b"])]


@pytest.mark.parametrize("data", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 999, b"x"])
def test_a_damaged_workbook_says_so(data):
    with pytest.raises(BadData) as fault:
        sheets(io.BytesIO(data))
    assert fault.value.sentence == ("A planilha não se deixa abrir: está danificada ou tem senha.")


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda xml: xml[: xml.index(b"<v>") + 2], id="cut in a cell"),
        pytest.param(lambda xml: xml.replace(b"<v>0</v>", b"<v>9</v>"), id="a text not there"),
        pytest.param(lambda xml: xml.replace(b'r="A1"', b'r="1A"'), id="a cell of nowhere"),
        pytest.param(lambda _xml: b"", id="nothing"),
    ],
)
def test_a_workbook_with_a_damaged_sheet_says_so(damage):
    damaged = io.BytesIO()
    with (
        zipfile.ZipFile(workbook({"A": [["a", "b"]]})) as old,
        zipfile.ZipFile(damaged, "w") as new,
    ):
        for name in old.namelist():
            xml = old.read(name)
            new.writestr(name, damage(xml) if "sheet1" in name else xml)
    with pytest.raises(BadData) as fault:
        sheets(damaged)
    assert fault.value.sentence == "A planilha não se deixa abrir: está danificada ou tem senha."


def test_a_sheet_that_cannot_be_opened_says_so():
    with pytest.raises(BadData):
        sheet_rows(workbook({"A": [["a"]]}), "B")


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_sheets_of_other_programs(kind):
    with (DATA / f"pedidos.{kind}").open("rb") as stream:
        (layout,) = examine(stream, "pedidos", Wishes())
        outcomes = list(read(stream, layout))
    assert (layout.encoding, layout.sheet, layout.header_line) == (kind, "Pedidos", 3)
    aurora = Party(name="Mercado Aurora Ltda", tax_id="11222333000181")
    bakery = Party(name="Padaria São Bento", tax_id="01234567000195")
    returned = SaleRow(5, bakery, "2026-09-22", -5000, "1002", status="returned", commission_bp=500)
    assert outcomes == [
        SaleRow(4, aurora, "2026-09-21", 123456, "1001", commission_bp=1190),
        returned,
        SaleRow(6, Party(name="Empório Ipê"), "2026-09-23", 9990, "1003", commission_bp=500),
        Skipped(7, "linha de total"),
    ]


def test_the_sheet_whose_header_names_most_columns_is_read():
    book = workbook(
        {
            "Capa": [["Relatório"]],
            "Vendas": [["Data", "Cliente", "Valor"], ["21/09/2026", "Ana", 10.5]],
            "Vazia": [],
        }
    )
    (layout,) = examine(book, "x.csv", Wishes())
    assert (layout.sheet, layout.delimiter, layout.encoding) == ("Vendas", "", "xlsx")
    assert layout.remarks == (
        "Aba lida: Vendas.",
        "Datas lidas como dia/mês/ano.",
    )
    assert list(read(book, layout)) == [SaleRow(2, Party(name="Ana"), "2026-09-21", 1050)]


def test_a_problem_of_a_sheet_shows_its_cells_as_they_would_be_typed():
    rows = [["Data", "Cliente", "Valor", "Pedido"], [7.5, "Ana", 10.25, 1001]]
    book = workbook({"A": rows})
    assert list(read(book, *examine(book, "a", Wishes()))) == [
        Problem(2, "Data", "7.5", "não é uma data", ("7.5", "Ana", "10.25", "1001"))
    ]


def test_an_empty_workbook_is_refused():
    with pytest.raises(BadData) as fault:
        examine(workbook({"A": []}), "a.xlsx", Wishes())
    assert fault.value.sentence == "a.xlsx: O arquivo não tem nenhuma linha preenchida."


def test_a_workbook_of_too_many_sheets_is_refused():
    with pytest.raises(BadData) as fault:
        sheets(workbook({f"A{number}": [["x"]] for number in range(MOST_SHEETS + 1)}))
    assert fault.value.sentence == "A planilha tem abas demais para ser de verdade."


@pytest.mark.parametrize("is_1904", [False, True])
def test_days_are_right_in_either_calendar_of_excel(is_1904):
    """Two cells formatted as days, and one that somebody left a bare number."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "date_1904": is_1904}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Data", "Cliente", "Valor"])
        for row, (text, shape) in enumerate(
            [("2026-03-02", day), ("2026-03-02 14:05", day), ("2026-03-02", None)], 1
        ):
            sheet.write_datetime(row, 0, datetime.datetime.fromisoformat(text), shape)
            sheet.write_row(row, 1, ["Ana", 10])

    (layout,) = examine(stream, "a.xlsx", Wishes())

    assert [row.ordered_on for row in read(stream, layout)] == ["2026-03-02"] * 3
