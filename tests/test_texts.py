import csv

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from carteira_cli.ingest.texts import code_text, order_text, order_texts, plain_text
from carteira_cli.ingest.unreadable import Unreadable
from carteira_cli.render.writing import csv_text


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("  a b\xa0", "a b"),
        ("'=1+1", "=1+1"),
        ("'+55", "+55"),
        ("''=x", "'=x"),
        ("'\tx", "x"),
        ("' =x", "=x"),
        ("'＝x", "＝x"),
        ("''", "'"),
        ("''tis", "'tis"),
        ("'tis", "'tis"),
        ("'", "'"),
        (12.0, "12"),
        (1.5, "1.5"),
        ("", ""),
    ],
)
def test_texts(cell, expected):
    assert plain_text(cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("17850.0", "17850"),
        ("17850,0", "17850"),
        ("1.000", "1.000"),
        (17850.0, "17850"),
        ("00012", "00012"),
        ("1.5", "1.5"),
        ("A 1", "A 1"),
    ],
)
def test_codes(cell, expected):
    assert code_text(cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("123", "123"),
        (123.0, "123"),
        ("", ""),
        ("pv-1", "PV-1"),
        ("#123", "123"),
        ("#PV-1", "PV-1"),
        ("Nº 123", "123"),
        ("n°123", "123"),
        ("N.º 00123", "00123"),
        ("No. 123", "123"),
        ("nr 123", "123"),
        ("Pedido nº 123", "123"),
        ("N123", "N123"),
        ("NO10", "NO10"),
        ("#", "#"),
        ("Pedido", "PEDIDO"),
        ("e481f51c", "e481f51c"),
        ("e481", "e481"),
        ("c-7", "C-7"),
        ("ped/26-7", "PED/26-7"),
    ],
)
def test_an_orders_number_is_one_however_it_is_written(cell, expected):
    assert order_text(cell) == expected


@given(
    st.lists(st.floats(-1e15, 1e15) | st.integers(-9, 10**15).map(float))
    | st.lists(st.text("0017.-#aPN ", max_size=4))
    | st.lists(st.just("7") | st.just(7.0))
)
@example([1000001.0, -0.0])
def test_many_numbers_are_as_each_alone(cells):
    assert [*order_texts(cells)] == [*map(order_text, cells)]


@given(st.text("'=+-@＝＋－＠\xa0ab1 ", max_size=8))
@example("'' =1")
@example("tis '")
def test_the_quote_of_our_own_export_is_taken_off(text):
    kept = text.strip()
    ((_name, written),) = csv.reader(csv_text([["a", kept]], "en").splitlines())
    assert plain_text(written) == kept


def test_a_cell_beyond_all_bounds_is_refused():
    assert plain_text("x" * 10_000) == "x" * 10_000
    with pytest.raises(Unreadable) as fault:
        plain_text("x" * 10_001)
    assert (fault.value.reason, fault.value.value) == ("tem mais de 10.000 letras", "x" * 40 + "…")
