"""The forms for programs: JSON, CSV and Markdown, to the byte."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carteira_cli.domain.text import safe
from carteira_cli.render import writing
from carteira_cli.render.sheet import Sheet

ROWS = [
    {"name": "Ávila; Irmãos", "cents": 123_456, "share": 0.125, "on": None, "codes": ["a", "b|c"]},
    {"name": '=HYPERLINK("x")', "cents": -5, "share": 1e-7, "on": "2026-11-22", "codes": ()},
]
SHEET = Sheet("2026-11-22", ("name", "cents", "share", "on", "codes"), ROWS, {"total_cents": 1})


def test_json():
    assert writing.to_json(SHEET) == (
        '{"as_of": "2026-11-22", "rows": ['
        '{"name": "\\u00c1vila; Irm\\u00e3os", "cents": 123456, "share": 0.125, "on": null, '
        '"codes": ["a", "b|c"]}, '
        '{"name": "=HYPERLINK(\\"x\\")", "cents": -5, "share": 1e-07, "on": "2026-11-22", '
        '"codes": []}], "summary": {"total_cents": 1}}\n'
    )


def test_csv_as_a_spreadsheet_in_portuguese_opens_it():
    assert writing.to_csv(SHEET, "pt-BR") == (
        "\ufeffname;cents;share;on;codes\r\n"
        '"Ávila; Irmãos";123456;0,125;;a, b|c\r\n'
        '"\'=HYPERLINK(""x"")";-5;1e-07;2026-11-22;\r\n'
    )


def test_csv_in_english():
    assert writing.to_csv(SHEET, "en").splitlines()[:2] == [
        "name,cents,share,on,codes",
        'Ávila; Irmãos,123456,0.125,,"a, b|c"',
    ]


def test_markdown():
    assert writing.to_markdown(SHEET) == (
        "| name | cents | share | on | codes |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| Ávila; Irmãos | 123456 | 0.125 |  | a, b\\|c |\n"
        '| =HYPERLINK("x") | -5 | 1e-07 | 2026-11-22 |  |\n'
    )


STRUCTURED = {
    "orders": [{"order": "é|1", "products": ["Café"]}],
    "of": {"A": 1},
    "marked": True,
    "not": False,
}


def test_what_has_a_structure_is_json_in_a_cell():
    sheet = Sheet("2026-11-22", tuple(STRUCTURED), [STRUCTURED])
    text = writing.to_csv(sheet, "pt-BR").removeprefix("\ufeff")

    (row,) = csv.DictReader(io.StringIO(text), delimiter=";")

    assert row == {
        "orders": '[{"order": "é|1", "products": ["Café"]}]',
        "of": '{"A": 1}',
        "marked": "true",
        "not": "false",
    }
    assert writing.to_markdown(sheet).splitlines()[2] == (
        '| [{"order": "é\\|1", "products": ["Café"]}] | {"A": 1} | true | false |'
    )


def test_a_sheet_without_rows_is_its_header():
    empty = Sheet("2026-11-22", ("name", "cents"), [])

    assert writing.to_json(empty) == '{"as_of": "2026-11-22", "rows": [], "summary": {}}\n'
    assert writing.to_csv(empty, "pt-BR") == "\ufeffname;cents\r\n"
    assert writing.to_markdown(empty) == "| name | cents |\n| --- | --- |\n"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+55 19", "'+55 19"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  =1+1", "'  =1+1"),
        ("\t=1+1", "<0009>=1+1"),
        ("＝1＋1", "'＝1＋1"),
        ("'quoted", "''quoted"),
        ("1-1", "1-1"),
        ("Ana", "Ana"),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_would_compute_is_kept_from_it(text, cell):
    (row,) = csv.reader(io.StringIO(writing.csv_text([[text]], "en"))) if text else [[""]]

    assert row == [cell]


TEXTS = st.text(st.characters(codec=None))


@given(text=TEXTS)
def test_json_is_exact_for_every_text(text):
    written = writing.to_json(Sheet("", ("name",), [{"name": text}]))

    assert written.isascii()
    assert json.loads(written)["rows"] == [{"name": text}]


@given(text=TEXTS)
def test_csv_gives_a_safe_text_back(text):
    (_header, row, *more) = csv.reader(
        io.StringIO(writing.csv_text([["name", "end"], [text, "."]], "en"), newline="")
    )

    assert more == []
    assert row[0] in (safe(text), f"'{safe(text)}")
    assert not row[0].lstrip(" ").startswith(("=", "+", "-", "@"))


@given(text=TEXTS)
def test_a_markdown_cell_stays_in_its_column_and_on_its_line(text):
    written = writing.to_markdown(Sheet("", ("name", "end"), [{"name": text, "end": "."}]))

    assert written.count("\n") == 3
    (last,) = written.splitlines()[2:]
    assert last.replace("\\|", "").count("|") == 3
