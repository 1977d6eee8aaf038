"""What a profile does to rows before they are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carteira_cli.ingest.profile import Join, Profile, Split
from carteira_cli.ingest.shaping import shaped, shaping_of

NOTHING: dict[int, str] = {}


def rows_of(profile, headers, *rows, month="", months=NOTHING):
    shaping = shaping_of(profile, headers, month, months)
    return list(shaped(enumerate(([*row] for row in rows), 2), shaping))


def test_without_anything_to_do_it_is_idle():
    assert shaping_of(Profile("a"), ("Data", "Valor"), "", {}).is_idle
    absent = Profile(
        "a", joins=(Join("code", ("X", "Y")),), splits=SPLIT.splits, deleted={"D_E_L_E_T_": ("*",)}
    )
    assert shaping_of(absent, ("Data",), "", {}).is_idle


def test_cells_are_joined_without_the_blank_ones():
    profile = Profile("a", joins=(Join("code", ("A1_COD", "A1_LOJA")),))
    headers = ("A1_NOME", "a1_loja", "A1_COD", "A1_COD")
    shaping = shaping_of(profile, headers, "", {})

    assert (shaping.fields, shaping.columns) == (("code",), ("A1_COD+A1_LOJA",))
    assert shaping.used == {1, 2}  # of two columns alike the first
    assert rows_of(profile, headers, ["Ana", "01", 123.0, "x"], ["Bia", "", "9", ""], ["Rui"]) == [
        (2, ["Ana", "01", 123.0, "x", "123-01"]),
        (3, ["Bia", "", "9", "", "9"]),
        (4, ["Rui", "", "", "", ""]),
    ]


SPLIT = Profile("a", splits=(Split("Cliente", r"(?P<code>\d+) - (?P<customer>.+)"),))


@pytest.mark.parametrize(
    ("cell", "made"),
    [
        ("0012 - Padaria Alfa", ["0012", "Padaria Alfa"]),
        (" 12 - A - B ", ["12", "A - B"]),
        ("Padaria Alfa", ["", "Padaria Alfa"]),
        (12.0, ["", "12"]),
        ("1 - " + "a" * 196, ["1", "a" * 196]),
        ("1 - " + "a" * 197, ["", "1 - " + "a" * 197]),
        ("x" * 10_001, ["", "x" * 10_001]),
    ],
)
def test_a_cell_is_split_or_is_the_last_field_as_a_whole(cell, made):
    assert rows_of(SPLIT, ("Cliente",), [cell]) == [(2, [cell, *made])]


def test_a_part_of_a_pattern_may_be_lacking():
    profile = Profile("a", splits=(Split("Quem", r"(?:(?P<code>\d+) )?(?P<customer>\D+)"),))

    assert rows_of(profile, ("Quem",), ["Ana"]) == [(2, ["Ana", "", "Ana"])]


def test_a_cell_beyond_all_bounds_is_left_for_the_reader_to_refuse():
    profile = Profile("a", joins=(Join("code", ("A", "B")),))

    assert rows_of(profile, ("A", "B"), ["x" * 10_001, "1"])[0][1][2] == "x" * 10_001 + "-1"


def test_rows_that_are_no_data_say_why():
    profile = Profile(
        "a",
        deleted={"D_E_L_E_T_": ("*",), "Ativo": ("Não",)},
        others={"Tipo": ("compra",)},
        numbered="Ordem",
        received="Valor",
    )
    headers = ("Ordem", "Valor", "D_E_L_E_T_", "Ativo", "Tipo")
    rows = rows_of(
        profile,
        headers,
        ["1", "10", "*"],
        ["2", "10", "", "NAO"],
        ["3", "10", "", "sim", "Compra"],
        ["ordens do mês", "10"],
        ["5", "-10,00"],
        ["6", "R$ (10,00)"],
        ["7", -10.0],
        ["8", "10,00-"],
        ["9", "10,00"],
    )
    assert [reason for _line, reason in rows[:-1]] == [
        "linha apagada no sistema",
        "linha apagada no sistema",
        "não é venda",
        "linha sem número de pedido",
        *["pagamento, e não venda"] * 4,
    ]
    assert rows[-1] == (10, ["9", "10,00", "", "", ""])


def test_a_row_of_blanks_is_no_row_of_another_kind():
    profile = Profile("a", numbered="Ordem", joins=(Join("code", ("A", "B")),))

    assert rows_of(profile, ("Ordem", "A", "B"), [" ", ""], ["", "", "", "x"], [0.0]) == [
        (2, [" ", "", "", ""]),
        (3, ["", "", "", "", "x"]),
        (4, [0.0, "", "", ""]),
    ]


SAP = Profile(
    "a",
    columns={"amount": "Vendas", "quantity": "Qtde"},
    returns="Devoluções",
    ignored=("Líquido",),
)


def test_a_row_of_sales_and_returns_is_both_and_stays_as_it_came():
    headers = ("Cliente", "Qtde", "Vendas", "Devoluções")
    shaping = shaping_of(SAP, headers, "", {})

    assert shaping.fields == ("status", "amount", "quantity")
    assert shaping.columns == ("Devoluções", "Vendas+Devoluções", "Qtde")
    assert shaping.used == {1, 2, 3}
    assert rows_of(
        SAP,
        headers,
        ["Ana", 3.0, 100.0, 10.0],
        ["Bia", "1", "50", ""],
        ["Rui", "", "", "5"],
        ["Eva", "", "0,00", "R$ 0,00"],
        ["Lia", "1", "9", "dez"],
    ) == [
        (2, ["Ana", 3.0, 100.0, 10.0, "", 100.0, 3.0]),
        (2, ["Ana", 3.0, 100.0, 10.0, "devolvido", 10.0, ""]),
        (3, ["Bia", "1", "50", "", "", "50", "1"]),
        (4, ["Rui", "", "", "5", "devolvido", "5", ""]),
        (5, ["Eva", "", "0,00", "R$ 0,00", "", "0,00", ""]),
        (6, ["Lia", "1", "9", "dez", "", "9", "1"]),
        (6, ["Lia", "1", "9", "dez", "devolvido", "dez", ""]),
    ]


def test_returns_without_a_quantity_and_without_their_columns():
    two = rows_of(SAP, ("Vendas", "Devoluções"), ["9", "1"])

    assert two == [(2, ["9", "1", "", "9"]), (2, ["9", "1", "devolvido", "1"])]
    assert rows_of(SAP, ("Vendas", "Faturado"), ["9", "8"]) == [(2, ["9", "8"])]
    assert rows_of(SAP, ("Devoluções", "Faturado"), ["9", "8"]) == [(2, ["9", "8"])]


def test_the_month_of_the_tab_is_the_day_of_every_row():
    shaping = shaping_of(SAP, ("Vendas",), "2026-03-01", {})

    assert (shaping.fields, shaping.columns) == (("date",), ("2026-03",))
    assert rows_of(SAP, ("Vendas",), ["9"], month="2026-03-01") == [(2, ["9", "2026-03-01"])]


def test_each_month_of_a_row_is_a_sale():
    months = {1: "2026-01-01", 3: "2026-02-01"}
    headers = ("Cliente", "Jan", "Total", "Fev")
    shaping = shaping_of(Profile(""), headers, "", months)

    assert (shaping.fields, shaping.used) == (("date", "amount"), {1, 3})
    assert rows_of(
        Profile(""),
        headers,
        ["Ana", "10,00", "30", "20,00"],
        ["Bia", "-", "5", "5"],
        ["Rui", "0,00", "0", " "],
        ["Eva", "?", "", 0.0],
        ["", "", "", ""],
        months=months,
    ) == [
        (2, ["Ana", "10,00", "30", "20,00", "2026-01-01", "10,00"]),
        (2, ["Ana", "10,00", "30", "20,00", "2026-02-01", "20,00"]),
        (3, ["Bia", "-", "5", "5", "2026-02-01", "5"]),
        (4, "linha sem valor em nenhum mês"),
        (5, ["Eva", "?", "", 0.0, "2026-01-01", "?"]),
        (6, ["", "", "", "", "", ""]),
    ]


CELLS = st.text("01-,. xR$*—ã\n", max_size=6) | st.floats(allow_nan=False, allow_infinity=False)
EVERYTHING = Profile(
    "tudo",
    columns={"amount": "Vendas"},
    joins=(Join("code", ("A", "B")),),
    splits=(Split("A", r"(?P<order>\d+)-(?P<customer>.*)"),),
    deleted={"B": ("*",)},
    others={"B": ("x",)},
    numbered="A",
    returns="Devoluções",
    received="Vendas",
)


@given(
    st.lists(st.lists(CELLS, max_size=6), max_size=8),
    st.sampled_from(["", "2026-03-01"]),
    st.sampled_from([{}, {0: "2026-01-01", 3: "2026-02-01"}]),
)
def test_no_filled_row_is_lost_and_each_is_as_wide_as_told(rows, month, months):
    headers = ("A", "Vendas", "Devoluções", "B")
    shaping = shaping_of(EVERYTHING, headers, month, months)
    found = list(shaped(enumerate(map(list, rows)), shaping))

    assert sorted({line for line, _cells in found}) == list(range(len(rows)))
    for line, cells in found:
        if isinstance(cells, str):
            assert any(str(cell).strip() for cell in rows[line][:4])
            assert cells
        else:
            surplus = max(len(rows[line]) - 4, 0)
            assert len(cells) == 4 + len(shaping.fields) + surplus
            assert cells[:4] == [*rows[line][:4], *[""] * (4 - len(rows[line]))]
            assert cells[len(cells) - surplus :] == rows[line][4:]
