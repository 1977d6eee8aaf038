"""Months that stand where a day should."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carteira_cli.ingest.dates import day_reader
from carteira_cli.ingest.months import first_day, month_of, year_in


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("Jan", (0, 1)),
        (" JANEIRO ", (0, 1)),
        ("março", (0, 3)),
        ("Março/26", (2026, 3)),
        ("Set/2025", (2025, 9)),
        ("setembro de 2025", (2025, 9)),
        ("Dez-99", (1999, 12)),
        ("May 2026", (2026, 5)),
        ("september", (0, 9)),
        ("03/2026", (2026, 3)),
        ("3.2026", (2026, 3)),
        ("12 2026", (2026, 12)),
        ("2026-03", (2026, 3)),
        ("2026-03-01", (2026, 3)),
        ("03/26", (2026, 3)),
        ("3.26", (2026, 3)),
    ],
)
def test_a_text_that_is_a_month(text, month):
    assert month_of(text) == month


@pytest.mark.parametrize(
    "text",
    ["", " ", "2026", "26", "13/2026", "00/2026", "13/26", "2026-13", "2026-03-02", "03/0026",
     "Marco Polo", "Marca", "Mart", "Janete", "jan feb", "Jan 226", "Jan 0001", "maio amarelo",
     "Total", "1/2/2026", "٠٣/٢٠٢٦"],
)  # fmt: skip
def test_a_text_that_is_none(text):
    assert month_of(text) is None


@given(st.text() | st.from_regex(r"[0-9]{0,4}[/.\- ]?[0-9]{0,4}", fullmatch=True))
def test_any_text_is_a_month_of_the_calendar_or_none(text):
    found = month_of(text)

    assert found is None or ((found[0] == 0 or 1900 <= found[0] <= 2199) and 1 <= found[1] <= 12)


@given(st.integers(1900, 2199), st.integers(1, 12), st.sampled_from(["dmy", "mdy", "ymd"]))
def test_a_month_written_in_numbers_is_found_again_and_stands_for_its_first_day(year, month, order):
    day = first_day(year, month)

    assert month_of(day) == month_of(day[:7]) == month_of(f"{month}/{year}") == (year, month)
    assert day_reader(order)(day) == day


@pytest.mark.parametrize(
    ("texts", "year"),
    [
        ([], 0),
        (["Vendas"], 0),
        (["Vendas 2025"], 2025),
        (["De 01/01/2025", "a 31/12/2025"], 2025),
        (["De 01/01/2025 a 31/01/2026"], 0),
        (["12025", "20251"], 0),
        (["vendas_2026.xlsx"], 2026),
    ],
)
def test_the_one_year_that_texts_name(texts, year):
    assert year_in(texts) == year
