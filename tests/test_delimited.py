import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carteira_cli.errors import BadData
from carteira_cli.ingest.delimited import _quoted_rows, delimited_rows, settle_delimiter

CELLS = st.text("abç \"';,|\n-=1", max_size=6).map(lambda text: f"x{text}")


def delimiter_of(text: str) -> str:
    return settle_delimiter(io.BytesIO(text.encode()), "utf-8")


def rows_of(text: str, delimiter: str = ";") -> list:
    return list(delimited_rows(io.BytesIO(text.encode()), "utf-8", delimiter))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pedido;Data;Valor\n1;02/03/2026;1,50\n2;03/03/2026;2,50\n", ";"),
        ("a;b\n1,5;2,5\n1,5;2,5\n", ";"),
        ("Relatório de vendas\n\nFiltros, todos\nData|Valor|Cliente\n1|2|3\n", "|"),
        ("data\tvalor\n1\t2,5\n", "\t"),
        ('date,amount\n2026-01-01,"1,5"\n', ","),
        ("a\nb\n", ";"),
        (" customer_id  date  cds  dollar_value\r\n 00001 19970101  1   11.77\r\n", " "),
        ('a b c\n"d e f\n', " "),
        ('date;amount\n1;"' + "x" * 140_000, ";"),
    ],
)
def test_the_delimiter_is_told_by_the_columns_it_gives(text, expected):
    assert delimiter_of(text) == expected


@given(
    st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=5),
    st.sampled_from(";,\t|"),
    st.sampled_from(["utf-8", "cp1252", "cp850", "utf-16"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_quoted_cells_come_back_in_every_encoding(table, delimiter, encoding, end):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(
        table
    )
    stream = io.BytesIO(text.getvalue().encode(encoding))
    assert [row for _line, row in delimited_rows(stream, encoding, delimiter)] == table


def test_rows_say_the_line_they_start_on():
    text = '\na;b\n"c\nd";e\n;\n;f\n'
    assert rows_of(text) == [(2, ["a", "b"]), (3, ["c\nd", "e"]), (6, ["", "f"])]


def test_lone_carriage_returns_end_lines():
    assert rows_of("a;b\rc;d\r") == [(1, ["a", "b"]), (2, ["c", "d"])]


def test_columns_parted_by_blanks():
    assert rows_of(" a  b\r\n\r\n c d\r\n", " ") == [(1, ["a", "b"]), (3, ["c", "d"])]


def test_the_stream_stays_open():
    stream = io.BytesIO(b"a;b\n")
    list(delimited_rows(stream, "utf-8", ";"))
    assert not stream.closed


@pytest.mark.parametrize("start", ["a;b\n", 'a;b\n"c\nc";d\n'])
def test_a_quote_that_is_never_closed_is_named_with_its_line(start):
    line = start.count("\n") + 1
    with pytest.raises(BadData) as fault:
        rows_of(start + '1;"2\n3;4\n')
    assert fault.value.sentence == f"Na linha {line} há aspas que se abrem e não se fecham."


def test_a_cell_beyond_all_bounds_is_named_with_its_line():
    with pytest.raises(BadData) as fault:
        rows_of('a;b\n1;"' + "x\n" * 70_000)
    assert fault.value.sentence == (
        "Na linha 2 há uma célula longa demais: faltam aspas que a fechem?"
    )


@given(st.text("ab; \r\n", max_size=30), st.sampled_from(["", '"q;\n";z\nc', '"";"\r"\r\n\n']))
def test_lines_are_parted_as_the_csv_module_would_with_and_without_quotes(plain, quoted):
    text = f"{plain}\n{quoted}"
    expected = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    assert [row for _line, row in rows_of(text)] == [
        row for row in expected if any(map(str.strip, row))
    ]
    assert rows_of(text) == [*_quoted_rows(io.StringIO(text, newline=""), ";")]
