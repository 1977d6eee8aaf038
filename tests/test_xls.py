import io
from pathlib import Path
from struct import pack, pack_into

import pytest

import biff
from biff import formula, named, number, record
from carteira_cli.errors import BadData
from carteira_cli.ingest import ole
from carteira_cli.ingest.examining import examine
from carteira_cli.ingest.layout import Wishes
from carteira_cli.ingest.reading import read
from carteira_cli.ingest.sheets import sheets
from carteira_cli.ingest.xls_extent import weigh

DATA = Path(__file__).parent / "data" / "ingest" / "pedidos.xls"
FAR = (
    "A planilha tem uma célula preenchida longe demais das outras: "
    "a área usada passaria da memória."
)
TEXTS = "A planilha repete textos em células demais: aberta, passaria da memória."
DAMAGED = "A planilha não se deixa abrir: está danificada ou tem senha."


def rows(data: bytes) -> list[list]:
    """The rows of all sheets."""
    found = sheets(io.BytesIO(data))
    return [cells for every in found.values() for _line, cells in every()]


def refused(data: bytes) -> str:
    with pytest.raises(BadData) as fault:
        sheets(io.BytesIO(data))
    return fault.value.sentence


# The container


def test_a_stream_is_taken_out_and_packed_again():
    for size in (0, 1, 4096, 4097, 5_000_000):
        content = bytes(at % 251 for at in range(size))
        assert ole.workbook(b"".join(ole.packed(bytearray(content))))[:size] == content


def put(at: int, *numbers: int, more: bytes = b"") -> bytes:
    """A workbook by LibreOffice in which these numbers stand there, and more behind its end."""
    data = bytearray(DATA.read_bytes() + more)
    pack_into(f"<{len(numbers)}I", data, at, *numbers)
    return bytes(data)


NOWHERE, END = 0xFFFFFFFF, 0xFFFFFFFE
DIRECTORY, TABLE, BEHIND = 5120, 512, 11
STREAM = DIRECTORY + 128


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(ole.MAGIC + b"x" * 9, id="cut"),
        pytest.param(put(30, 0x0006000A), id="sectors of another size"),
        pytest.param(put(48, 99), id="a directory of nowhere"),
        pytest.param(put(TABLE + 9 * 4, 9), id="a directory in circles"),
        pytest.param(put(STREAM, 0), id="no workbook"),
        pytest.param(put(STREAM + 116, 10**6), id="a stream of nowhere"),
        pytest.param(put(STREAM + 120, 4_000), id="a stream cut short"),
        pytest.param(put(STREAM + 120, 2**31), id="a stream of 2 GB"),
        pytest.param(put(76, *109 * [0]), id="a table that is one sector over and over"),
        pytest.param(put(68, BEHIND, more=pack("<128I", *127 * [NOWHERE], BEHIND)), id="circles"),
        pytest.param(put(68, BEHIND, more=pack("<128I", *127 * [0], BEHIND)), id="full circles"),
    ],
)
def test_a_damaged_container_says_so(data):
    assert refused(data) == DAMAGED


@pytest.mark.parametrize(
    "data",
    [
        put(68, BEHIND, NOWHERE, NOWHERE, more=pack("<128I", 0, *126 * [NOWHERE], END)),
        DATA.read_bytes().replace(
            "Workbook".encode("utf-16-le"), "Book\0\0\0\0".encode("utf-16-le")
        ),
    ],
    ids=["a table of two parts", "an older name"],
)
def test_a_container_of_another_shape_is_read_alike(data):
    assert rows(data) == rows(DATA.read_bytes())


# What cells become


def test_cells_are_what_they_are_and_formulas_what_they_give():
    shared_formula = record(0x4BC, bytes(8))
    told = record(biff.RESULT, pack("<HB", 3, 0) + b"Ana")
    sheet = [
        formula(0, 0, pack("<d", 1.5)),
        formula(0, 1, b"\0\0\0\0\0\0\xff\xff") + shared_formula + told + record(biff.CONTINUED),
        formula(0, 2, b"\1\0\1\0\0\0\xff\xff"),
        formula(0, 3, b"\2\0\x07\0\0\0\xff\xff"),
        formula(0, 4, b"\3\0\0\0\0\0\xff\xff"),
        record(biff.FORMULA, pack("<3Hd8x", 0, 5, 1, 46_083)),
        told,
        record(biff.SHORTS, pack("<3HIHIH", 1, 0, 0, 5 << 2 | 2, 0, 6 << 2 | 2, 1)),
        record(biff.LABEL, pack("<4HB", 1, 2, 0, 3, 0) + b"Bia"),
        named(1, 3, 1) + named(1, 4, 9),
    ]
    names = record(0x18, b"x") + record(biff.CONTINUED, b"x")
    data = biff.book(b"".join(sheet), before=names + biff.shared("x", "Caio"))

    assert rows(data) == [
        [1.5, "Ana", "sim", "", "", "2026-03-02"],
        [5.0, 6.0, "Bia", "Caio", "", ""],
    ]


def test_texts_are_read_wherever_they_are_cut():
    """With marks of how parts of them look, and how they are said, behind some."""
    rich = pack("<HBH", 4, 8, 2) + b"Rosa" + bytes(8)
    said = pack("<HBI", 3, 4, 6) + b"Ana" + bytes(6)
    both = pack("<HBHI", 5, 13, 1, 3) + "Inês1".encode("utf-16-le") + bytes(7)
    texts = rich + said + both + biff.text("Zé")
    letters = {5: 0, 7: 0, 24: 0, 26: 0, 42: 1, 46: 1, 62: 1, 64: 1}  # a cut there tells how anew
    sheet = b"".join(named(0, column, column) for column in range(4))
    for cut in (*letters, 9, 12, 17, 27, 30, 33, 52, 55, 59):
        rest = bytes([letters[cut]] if cut in letters else []) + texts[cut:]
        table = record(biff.SHARED, pack("<2I", 0, 4) + texts[:cut]) + record(biff.CONTINUED, rest)
        assert rows(biff.book(sheet, before=table)) == [["Rosa", "Ana", "Inês1", "Zé"]]


# What is refused


def test_a_stray_cell_is_refused():
    data = biff.book(number(0, 0, 1) + number(65_535, 255, 1))
    assert len(data) < 20_000
    assert refused(data) == FAR


def test_the_sheets_of_a_workbook_are_added_up():
    sheet = number(0, 0, 1) + number(65_535, 30, 1)
    assert len(rows(biff.book(sheet))) == 2
    assert refused(biff.book(sheet, sheet)) == FAR


def test_a_text_counts_as_often_as_cells_name_it():
    sheet = b"".join(named(row, 0, 1) for row in range(5_000))
    assert len(rows(biff.book(sheet, before=biff.shared("x", 1_000 * "x")))) == 5_000
    assert refused(biff.book(sheet, before=biff.shared("x", 4_000 * "€ £ "[:4]))) == TEXTS


def test_a_text_in_a_cell_counts():
    long = record(biff.LABEL, pack("<4HB", 0, 0, 0, 8_000, 0) + 8_000 * b"x")
    assert len(rows(biff.book(20 * long))) == 1
    weight, _is_1904 = weigh(bytearray(biff.stream(20 * long)))
    assert sum(weight) == 2 * (32 + 20 * (3 * 8_009 + 24))


def test_a_table_of_more_texts_than_there_can_be_is_refused():
    table = record(biff.SHARED, pack("<2I", 0, 2**31))
    assert refused(biff.book(number(0, 0, 1), before=table)) == FAR
    table = record(biff.SHARED, pack("<2I", 0, 1_000_000))
    assert refused(biff.book(number(0, 0, 1), before=table)) == DAMAGED


def test_an_xls_of_more_than_64_mb_is_refused():
    assert refused(ole.MAGIC + bytes(2**26)) == (
        "A planilha .xls tem mais de 64 MB: não é uma tabela."
    )


@pytest.mark.parametrize(
    "before",
    [
        pytest.param(record(biff.SHEET, pack("<I4B", 2**20, 0, 0, 1, 0) + b"Z"), id="nowhere"),
        pytest.param(record(biff.SHEET, bytes(5)), id="a sheet cut short"),
        pytest.param(record(biff.CALENDAR, b"\1"), id="a calendar cut short"),
        pytest.param(record(0x42, b"\1"), id="a code page cut short"),
        pytest.param(pack("<2H", 0x42, 60_000), id="a record beyond the end"),
        pytest.param(biff.shared("x")[:-1] + b"", id="a text beyond the end"),
        pytest.param(
            record(biff.SHARED, pack("<2IHB", 0, 1, 9, 8) + b"x"), id="a text of no length"
        ),
        pytest.param(
            biff.shared("x") + 10_000 * record(biff.CONTINUED), id="texts in too many pieces"
        ),
    ],
)
def test_a_damaged_stream_says_so(before):
    assert refused(biff.book(number(0, 0, 1), before=before)) == DAMAGED


def test_five_million_records_are_no_sheet():
    assert refused(biff.book(5_000_000 * record(0xEC))) == DAMAGED


def test_sheets_that_overlap_say_so():
    begin = record(biff.SHEET, pack("<I4B", 0, 0, 0, 1, 0) + b"Z")
    assert refused(biff.book(300 * number(0, 0, 1), before=begin)) == DAMAGED


@pytest.mark.parametrize(
    "sheet",
    [
        record(biff.FORMULA, bytes(19)),
        record(biff.TRUTH, pack("<3H2B", 0, 0, 0, 1, 9)),
        formula(0, 0, b"\0\0\0\0\0\0\xff\xff")
        + 2 * record(0xEC, bytes(40_000))
        + record(biff.RESULT),
    ],
    ids=["a formula cut short", "neither a truth nor a fault", "a formula far from its text"],
)
def test_a_damaged_sheet_says_so(sheet):
    assert refused(biff.book(sheet)) == DAMAGED


@pytest.mark.parametrize("is_1904", [0, 1])
def test_days_are_right_in_either_calendar_of_excel(is_1904):
    """A cell that is formatted as a day, and one that somebody left a bare number."""
    heads = b"".join(named(0, column, column) for column in range(3))
    day = 46_083 - 1_462 * is_1904
    sales = [
        number(row, 0, day, shape) + named(row, 1, 3) + number(row, 2, 10)
        for row, shape in enumerate((1, 0), 1)
    ]
    texts = biff.shared("Data", "Cliente", "Valor", "Ana")
    before = record(biff.CALENDAR, pack("<H", is_1904)) + texts
    stream = io.BytesIO(biff.book(heads + b"".join(sales), before=before))

    (layout,) = examine(stream, "a.xls", Wishes())

    assert [row.ordered_on for row in read(stream, layout)] == ["2026-03-02"] * 2
