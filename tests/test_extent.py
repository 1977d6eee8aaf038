import io
import zipfile

import pytest
import xlsxwriter

import packing
from carteira_cli.errors import BadData
from carteira_cli.ingest.container import kind_of
from carteira_cli.ingest.extent import bound_extent
from carteira_cli.ingest.sheets import sheet_rows

SHEET = "xl/worksheets/sheet1.xml"
FAR = (
    "A planilha tem uma célula preenchida longe demais das outras: "
    "a área usada passaria da memória."
)
TEXTS = "A planilha repete textos em células demais: aberta, passaria da memória."
LONG = "A planilha tem uma célula de mais de 1 MB: não é uma tabela."


def zipped(*texts: str, name: str = SHEET, method: int = zipfile.ZIP_STORED) -> io.BytesIO:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for number, text in enumerate(texts):
            archive.writestr(f"{number}{name}" if number else name, text)
    return stream


def bounded(*texts: str, kind: str = "xlsx") -> str:
    """What is said against a workbook of these parts; empty where nothing is."""
    try:
        with zipfile.ZipFile(zipped(*texts)) as archive:
            bound_extent(archive, kind)
    except BadData as fault:
        return fault.sentence
    return ""


def cell(where: str, rest: str = "") -> str:
    return f'<c r="{where}"{rest}><v>1</v></c>'


BARE = "<c><v>1</v></c>"
HIDING = (
    "<!--<row/>-->",
    "<?a <row/>?>",
    "<![CDATA[<row/>]]>",
    '<x a="> <row/>"/>',
    "<x a='<row/>'/>",
)


@pytest.mark.parametrize(
    "sheet",
    [
        cell("A1") + cell("XFD1048576"),
        cell("XFD4000"),
        cell("E1048576"),
        cell("a1").replace('"', "'") + "<x:c\n s='1' r = 'xfd1048576'><v>1</v></x:c>",
        '<c x=">" r="XFD1048576"><v>1</v></c>',
        cell("XFD1048576", ' x="/>"'),
        cell("XFD1048576", ' x="<"'),
        cell("A1", ' r="XFD1048576"'),
        cell("A1", " s='1' t=\"n\" r='XFD1048576'"),
        cell("A1", ' s="1" t="n"\tr="XFD1048576"'),
        '<col:c r="XFD1048576"><v>1</v></col:c>',
        4_400_000 * cell("A1"),
        *(f"<row>{20 * (BARE + hidden)}</row><row r='1048576'>{BARE}</row>" for hidden in HIDING),
        '<row r="1"><c r="A1"><v>1</v></c></row><row s="1" r = "1048576">' + 5 * BARE + "</row>",
        '<row r="100000"><c r="ALL1"/>' + BARE + "</row>",
        "<a-b:row/>" * 200_000 + "<row>" + 25 * BARE + "</row>",
        cell("A1048576") + "<row>" + 5 * BARE.replace("c>", "a-b:c>") + "</row>",
        '<row r="1048576">' + 5 * "<c><v>1</v></c>" + "</row>",
        '<row r="1048576"/><row>' + 5 * '<c x="/>"><v>1</v></c>' + "</row>",
        1_000_000 * "<row/>" + '<row><c r="P1"/>' + 17 * "<c t='n'><v>1</v></c>",
        cell("XFC1") + '<row r="1025"><c><v>1</v></c></row>',
    ],
)
def test_a_cell_too_far_away_is_refused(sheet):
    assert bounded(f"<sheetData>{sheet}</sheetData>") == FAR


@pytest.mark.parametrize(
    "sheet",
    [
        "",
        "text without a mark",
        cell("D1048576"),
        cell("XFD256"),
        cell("Z99999"),
        cell("A1") + '<row r="1048576"><c r="XFD1048576" s="5"/></row>',
        cell("A1") + '<c r="XFD1048576" />' + "<c/>",
        "".join(f'<row r="{row}"/>' for row in range(1, 1_043_678)) + cell("D1048576"),
        100_000 * ("<row>" + 10 * "<c><v>1</v></c>" + "</row>"),
        "<c" + 140_000 * ' r="A1"' + "><v>1</v></c>",
    ],
)
def test_what_a_sheet_may_be(sheet):
    assert bounded(sheet) == ""


def test_a_cell_is_found_wherever_the_text_is_cut():
    for blanks in range(2**20 - 40, 2**20):
        assert bounded("<a>" + blanks * " " + cell("XFD1048576") + "</a>") == FAR
        assert bounded("<a>" + blanks * " " + '<c r="XFD1048576" s="1"/></a>') == ""


def test_the_sheets_of_a_workbook_are_added_up():
    assert bounded(cell("D1048576"), cell("D1")) == ""
    assert bounded(cell("D1048576"), cell("Z9999")) == FAR
    assert bounded(cell("Z99999")) == ""
    assert bounded(cell("Z99999"), cell("Z99999")) == FAR
    assert bounded(cell("Z2"), cell("Z99999")) == ""


DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def shared(*lengths: int) -> str:
    """The part of the texts that cells name, as long as these."""
    return (
        f"{DECLARED}<sst>"
        + "".join(f"<si><t>{length * 'x'}</t></si>" for length in lengths)
        + "</sst>"
    )


def naming(index: int, times: int, marks: str = ' t="s"') -> str:
    return "".join(f'<c r="A{row}"{marks}><v>{index}</v></c>' for row in range(1, times + 1))


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        (naming(0, 9_000) + naming(1, 9_000), ""),
        (naming(1, 99_000), TEXTS),
        (naming(0, 99_000) + naming(1, 9_000), ""),
        (naming(7, 99_000), TEXTS),
        (naming(1, 99_000, ' s="1"'), ""),
        (naming(1, 99_000, ' s="1" t="n"'), ""),
        (naming(1, 99_000, " t = 's'"), TEXTS),
        (naming(1, 99_000).replace("v>", "x:v>"), TEXTS),
        (naming(1, 99_000, ' t="str"'), ""),
        (naming(1, 99_000, ' t="str"').replace("<v>", "<f>1+1</f><v>"), ""),
        (naming(0, 99_000).replace("<v>0", "<v>+0"), TEXTS),
        (naming(0, 99_000).replace("<v>", '<!--<c r="A1" t="n"><f--><v>'), TEXTS),
    ],
)
def test_a_text_counts_as_often_as_cells_name_it(sheet, said):
    assert weighed(sheet, shared(10, 3_000)) == said


LONG_TEXT = 3_000 * "x"


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (f"<si><t>x</t></si><si><t>{LONG_TEXT}</t></si>", ""),
        (f"<si>\n<t>x</t>\n</si>\n<si><t>{LONG_TEXT}</t></si>", ""),
        (f"<x:si><x:t>x</x:t></x:si><si><t>{LONG_TEXT}</t></si>", ""),
        (f"<si><r><rPr><b/></rPr><t>x</t></r></si><si><t>{LONG_TEXT}</t></si>", ""),
        (f"<si><t>x</t><phoneticPr fontId='1'/></si><si><t>{LONG_TEXT}</t></si>", ""),
        (f"<si><t/></si><si><t>{LONG_TEXT}</t></si>", ""),
        (f"<si/><si><t>{LONG_TEXT}</t></si>", TEXTS),
        (f"<!--<si/>--><si><t>{LONG_TEXT}</t></si>", TEXTS),
        (f"<!--<si><t></t></si>--><si><t>{LONG_TEXT}</t></si>", TEXTS),
        ("<si><t>" + 3_000 * "x<si/>" + "</t></si>", TEXTS),
        ("<si><t>" + 3_000 * "x<!--<t/></si><si>-->" + "</t></si>", TEXTS),
        ("<si>" + 3_000 * "<t a='</t></si><si>'>x</t>" + "</si>", TEXTS),
        ("<si>" + 600_000 * "<r/>" + "<t>x</t></si>", TEXTS),
    ],
)
def test_a_shared_text_ends_where_nothing_can_go_on(texts, said):
    assert weighed(DECLARED + naming(0, 99_000), f"{DECLARED}<sst>{texts}</sst>") == said


def test_a_text_that_is_no_markup_counts():
    hidden = '<c r="A1" t="inlineStr"><is><t><![CDATA[' + 900_000 * "x" + "]]></t></is></c>"
    assert bounded(60 * hidden, cell("Z99999")) == ""
    assert bounded(100 * hidden, cell("Z99999")) == TEXTS


def weighed(sheet: str, texts: str) -> str:
    stream = zipped(sheet)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", texts)
    with zipfile.ZipFile(stream) as archive:
        try:
            bound_extent(archive, "xlsx")
        except BadData as fault:
            return fault.sentence
    return ""


def test_texts_in_the_cells_themselves_count():
    long = '<c r="A1" t="inlineStr"><is><t>' + 900_000 * "x" + "</t></is></c>"
    assert bounded(60 * long, cell("Z99999")) == ""
    assert bounded(100 * long, cell("Z99999")) == TEXTS


def test_a_million_texts_that_no_cell_names_count():
    assert weighed(cell("A1"), "<si/>" * 2_000_000) == ""
    assert weighed(cell("A1"), "<si/>" * 3_200_000) == TEXTS


ROW = "<table:table-row>"
LAST = '<table:table-row table:number-rows-repeated="1048574">'
REST = '<table:table-cell table:number-columns-repeated="16383"/>'
HALF = LAST.replace("1048574", "524287")
END = "</table:table-row>"
NEXT = "</table:table><table:table>"
NOTE = "<office:annotation><text:p>x</text:p></office:annotation>"
FILLED = '<table:table-cell office:value-type="float" office:value="1"/>'


def text(content: str, marks: str = "") -> str:
    return f"<table:table-cell{marks}><text:p>{content}</text:p></table:table-cell>"


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (ROW + FILLED + REST + END + LAST + REST + END, ""),
        (ROW + FILLED + REST + END + "<table:filter table:value='1'/>", ""),
        (LAST + REST + END + ROW + FILLED + END, ""),
        (LAST + FILLED + REST + END, ""),
        (ROW + REST + FILLED + END, ""),
        (LAST.replace(">", "/>") + ROW + FILLED + END, ""),
        (LAST.replace(">", "/>") + ROW + REST + FILLED + END, FAR),
        (LAST + END + ROW + REST + text("1") + END, FAR),
        (LAST + "<table:covered-table-cell/>" + REST + FILLED + END, FAR),
        (ROW + REST + FILLED + END + LAST + FILLED + END, FAR),
        (HALF + FILLED + END + NEXT + HALF + FILLED + END, ""),
        (HALF + 3 * FILLED + END + NEXT + HALF + 4 * FILLED + END, FAR),
        (HALF + 4 * FILLED + END, TEXTS),
        (HALF + text("x" * 200) + END, ""),
        (HALF + text("x" * 300) + END, TEXTS),
        (HALF + text("x") + text("x" * 300) + END, TEXTS),
        (ROW + text('<text:s text:c="99999999"/>') + END, ""),
        (ROW + text('<text:s text:c="199999999"/>') + END, TEXTS),
        (ROW + text("x", ' table:number-columns-repeated="16384"') + END, ""),
        (ROW + text("x" * 9_000, ' table:number-columns-repeated="16384"') + END, TEXTS),
        (ROW + text(NOTE) + REST + END + LAST + REST + END, ""),
        (LAST.replace("1048574", "&#57;9999999") + FILLED + END, FAR),
        (LAST.replace(">", ' x:number-rows-repeated="1">') + 5 * FILLED + END, FAR),
    ],
)
def test_the_tables_of_an_ods(table, said):
    columns = '<table:table-column table:number-columns-repeated="16384"/>'
    text = f"<x office:value='1'/><table:table table:name='A'>{columns}{table}</table:table>"
    assert bounded(text, kind="ods") == said


OPEN = FILLED.replace("/>", ">")
DONE = "</table:table-cell>"


@pytest.mark.parametrize(
    "table",
    [
        ROW + "<table:table-cell><!--" + END + "--><text:p>1",
        ROW + OPEN + ROW + FILLED + END + DONE + END,
        ROW + OPEN + FILLED + END + ROW + FILLED + DONE + DONE + END,
        ROW + OPEN + OPEN + DONE + END + ROW + FILLED + DONE + END,
        ROW + OPEN.replace(">", " x='/>'>") + END + ROW + FILLED + END,
        ROW + OPEN + "<office:annotation>" + DONE + END + ROW + "</office:annotation>" + DONE + END,
        ROW + OPEN + "<table:table/>" + DONE + END,
        ROW + ROW + FILLED + END + END,
        ROW + FILLED + "<table:table>" + ROW + FILLED + END + "</table:table>" + END,
        ROW + FILLED + END + "<table:table table:name='B'>" + ROW + FILLED + END,
        ROW + "</table:covered-table-cell>" + END,
    ],
)
def test_an_ods_whose_rows_may_go_on_unseen_is_damaged(table):
    with pytest.raises(zipfile.BadZipFile):
        bounded(f"<table:table table:name='A'>{table}</table:table>", kind="ods")


def test_an_ods_whose_table_does_not_end_is_damaged():
    with pytest.raises(zipfile.BadZipFile):
        bounded("<table:table table:name='A'>" + ROW + FILLED + END, kind="ods")


def test_an_ods_may_be_odd_where_no_cell_is():
    table = "<table:table>" + ROW + FILLED + END + "</table:table>"
    assert bounded("<!DOCTYPE manifest><manifest/>", DECLARED + table, kind="ods") == ""


def test_a_cell_of_more_than_a_megabyte_is_refused():
    assert bounded("<t>" + "x" * (2**20 - 3) + "</t>") == ""
    assert bounded("<t>" + "x" * 2**21 + "</t>") == LONG


def refused(data: bytes) -> str:
    with pytest.raises(BadData) as fault:
        kind_of(io.BytesIO(data))
    return fault.value.sentence


@pytest.mark.parametrize("declared", [7, 9000])
def test_a_member_of_another_size_than_it_says_is_damaged(declared):
    data = zipped("<a>" + 5000 * "x" + "</a>", method=zipfile.ZIP_DEFLATED).getvalue()
    size = (5007).to_bytes(4, "little")
    assert data.count(size) == 2
    assert (
        refused(data.replace(size, declared.to_bytes(4, "little"))) == "A planilha está danificada."
    )


def test_a_member_that_begins_before_the_file_is_damaged(tmp_path):
    """A file of the disk has another error for it than one in memory."""
    data = bytearray(zipped("<a/>").getvalue())
    data[-3] ^= 0x80  # where the list of members begins
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)

    with path.open("rb") as stream, pytest.raises(BadData, match=r"^A planilha está danificada\.$"):
        kind_of(stream)


def test_a_member_packed_as_no_sheet_is_or_broken_is_damaged():
    assert refused(zipped("<a/>", method=zipfile.ZIP_BZIP2).getvalue()) == (
        "A planilha está danificada."
    )
    data = zipped(5000 * "<a/>", method=zipfile.ZIP_DEFLATED).getvalue()
    at = data.index(b".xml") + 4
    assert refused(data[:at] + b"\xff" * 9 + data[at + 9 :]) == "A planilha está danificada."


def rewritten(name: str, old: bytes, new: bytes) -> bytes:
    """A workbook of two sheets with one of its parts changed."""
    with zipfile.ZipFile(io.BytesIO(packing.workbook({"A": [["x"]], "B": [["y"]]}))) as archive:
        members = {each: archive.read(each) for each in archive.namelist()}
    assert old in members[name]
    members[name] = members[name].replace(old, new)
    return packing.zipped(members).getvalue()


def test_one_part_that_is_two_sheets_is_damaged():
    twice = "xl/workbook.xml", b'r:id="rId2"', b'r:id="rId1"'
    quoted = "xl/workbook.xml", b'r:id="rId2"', b'x="a>b" r:id="rId1"'
    same = "xl/_rels/workbook.xml.rels", b"worksheets/sheet2.xml", b"/xl/worksheets/sheet1.xml"
    alike = "xl/_rels/workbook.xml.rels", b"worksheets/sheet2.xml", b"worksheets/SHEET1.xml"
    assert kind_of(io.BytesIO(rewritten("xl/workbook.xml", b"sheetId", b"sheetId"))) == "xlsx"
    unseen = "xl/workbook.xml", b'r:id="rId2"', b'x="<" r:id="rId1"'
    for change in (twice, quoted, same, alike, unseen):
        assert refused(rewritten(*change)) == "A planilha está danificada."


def test_a_binary_workbook_is_named():
    assert refused(zipped("x", name="xl/workbook.bin").getvalue()) == (
        "O arquivo é uma planilha binária (.xlsb)."
    )


def test_a_small_workbook_with_a_stray_cell():
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("A")
        sheet.write(0, 0, "Data")
        sheet.write(1_048_575, 16_383, 1)
    assert len(stream.getvalue()) < 10_000
    assert refused(stream.getvalue()) == FAR


def test_formatted_cells_around_a_small_table_do_no_harm():
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet, style = book.add_worksheet("A"), book.add_format({"bold": True})
        sheet.write(0, 0, "Data")
        sheet.write_blank(9_999, 16_383, None, style)
    assert kind_of(stream) == "xlsx"
    assert list(sheet_rows(stream, "A")) == [(1, ["Data"])]
