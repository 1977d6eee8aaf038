"""Cells in columns that fit the screen (`render.fitted`)."""

from carteira_cli.render.fitted import fitted

ROWS = [("1", "Supermercado Vale Verde", "Campinas"), ("12", "Bar", "São João da Boa Vista")]
FLUSH = (True, False, False)


def test_columns_are_as_wide_as_their_widest_cell():
    assert fitted(ROWS, FLUSH, 80, {1: 8, 2: 8}) == [
        " 1 Supermercado Vale Verde Campinas",
        "12 Bar                     São João da Boa Vista",
    ]


def test_the_widest_gives_way_first():
    assert fitted(ROWS, FLUSH, 40, {1: 8, 2: 8}) == [
        " 1 Supermercado Vale… Campinas",
        "12 Bar                São João da Boa V…",
    ]


def test_none_gives_way_beyond_its_least():
    assert fitted(ROWS, FLUSH, 5, {1: 8, 2: 8}) == [" 1 Superme… Campinas", "12 Bar      São Joã…"]


def test_what_comes_from_files_is_made_safe():
    assert fitted([("\x1b[2J",)], (False,), 80, {}) == ["<001B>[2J"]
