import io

import pytest

from carteira_cli.domain.rows import CustomerRow, Party
from carteira_cli.errors import BadData
from carteira_cli.ingest.examining import examine
from carteira_cli.ingest.layout import Wishes
from carteira_cli.ingest.pages import page_rows
from carteira_cli.ingest.reading import read


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
    assert fault.value.sentence == "a.xls: O arquivo não tem nenhuma linha preenchida."


@pytest.mark.parametrize("page", [b"<html><table><tr \n" + b"a='b'\n" * 400_000, b"<html><![\x01"])
def test_a_tag_that_never_ends_is_refused(page):
    with pytest.raises(BadData) as fault:
        list(page_rows(io.BytesIO(page), "utf-8"))
    assert fault.value.sentence == "A página tem uma marca que não termina: não é uma tabela."
