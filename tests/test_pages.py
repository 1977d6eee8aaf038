import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carteira_cli.domain.rows import CustomerRow, Party
from carteira_cli.errors import BadData
from carteira_cli.ingest.examining import examine
from carteira_cli.ingest.layout import Wishes
from carteira_cli.ingest.pages import page_rows
from carteira_cli.ingest.reading import read
from carteira_cli.ingest.rows import open_tables


def rows_of(text: str) -> list:
    return list(page_rows(io.BytesIO(text.encode()), "utf-8"))


def test_rows_of_a_table_with_their_number():
    page = (
        "<html><body>fora\n<table>\n<tr><th colspan=2>Título</th>\n<th>B&amp;C</th></tr>\n"
        "<tr><td>a<br>b<td colspan=x> c \n d </td></tr><tr><td></td></tr></table></body></html>"
    )
    assert rows_of(page) == [(1, ["Título", "", "B&C"]), (2, ["a b", "c d"])]


def test_a_row_ends_where_the_page_or_the_next_begins():
    assert rows_of("<table><tr><td>a\n<tr><td>b") == [(1, ["a"]), (2, ["b"])]


def test_a_page_is_read_as_any_table():
    page = "<html><table><tr><td>Razão Social<td>UF<tr><td>Pão &amp; Cia<td>São Paulo</table>"
    stream = io.BytesIO(page.encode("cp1252"))
    (layout,) = examine(stream, "clientes.xls", Wishes())
    assert (layout.kind, layout.encoding, layout.delimiter) == ("customers", "cp1252", "")
    assert list(read(stream, layout)) == [CustomerRow(2, Party(name="Pão & Cia", state="SP"))]


def test_a_page_without_a_table_has_no_rows():
    with pytest.raises(BadData) as fault:
        examine(io.BytesIO(b"<html><p>Entre com a senha"), "a.xls", Wishes())
    assert fault.value.sentence == ("a.xls: O arquivo é uma página da internet sem nenhuma tabela.")


ENDLESS = "A página tem uma marca que não termina: não é uma tabela."
WIDE = "A página tem mais de 16.384 colunas: não é uma tabela."
LONG = "A página tem uma célula de mais de 1 MB: não é uma tabela."


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        ("<html><table><tr \n" + "a='b'\n" * 400_000, ENDLESS),
        ("<html><![\x01", ENDLESS),
        ("<html><!<![<", ENDLESS),
        *(
            ("<table><tr><td>1" + 4_000 * mark, ENDLESS)
            for mark in ("<a ", "<!--", "<?", "</", "<![")
        ),
        (30_000 * "<p>" + 40 * ("<b" + 70_000 * " " + ">") + 101 * "<b", ENDLESS),
        ("<table><tr>" + "<td>1" * 17_000, WIDE),
        ("<table><tr>" + "<td colspan=100>" * 1_700, WIDE),
        ("<table><tr><td>" + "xxxxxxxx<b>" * 2**17 + "x", LONG),
    ],
)
def test_what_no_page_of_a_table_has_is_refused(page, sentence):
    with pytest.raises(BadData) as fault:
        rows_of(page)
    assert fault.value.sentence == sentence


def test_a_page_may_be_one_long_line():
    page = b"<table>" + b"<tr><td>Mercado Aurora Ltda<td>SP" * 50_000
    ((shape, head, _rows),) = open_tables(io.BytesIO(page))
    assert (shape.encoding, head[-1]) == ("utf-8", (50, ["Mercado Aurora Ltda", "SP"]))


OPENINGS = ("<", "<!", "<!--", "<![", "<![CDATA[", "<!doctype", "<?", "</", "<td", "<script>", "&#")
MARKS = (*OPENINGS, "-->", "]]>", ">", "<td>", "<tr>", "]", '"', "'", "=", "x", " ")


@pytest.mark.parametrize("span", ["9" * 5_000, "-1", "²", "0"])
def test_a_span_beyond_reason_is_one_within(span):
    ((_line, cells),) = rows_of(f"<table><tr><td colspan={span}>a<td>b")
    assert [cell for cell in cells if cell] == ["a", "b"]
    assert len(cells) <= 101


@given(st.lists(st.sampled_from(MARKS), max_size=9))
def test_any_page_is_read_or_refused_with_a_sentence(marks):
    with suppress(BadData):  # and nothing else
        rows_of("".join(marks))
