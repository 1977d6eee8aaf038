"""`carteira import` of sales without days: twelve tabs, and columns of months."""

import pytest

from packing import csv, workbook

MONTHS = ("Jan", "Fev", "Mar", "Abr", "Mai", "Jun", "Jul", "Ago", "Set", "Out", "Nov", "Dez")
HEAD = ["Cod + Nome cliente", "Quantidade", "Vendas", "Devoluções", "Faturado"]
TOTAL = ["Total", 9.0, 9.0, 9.0, 9.0]
COUNTED = ("rows_read", "rows_imported", "rows_duplicate", "rows_rejected", "rows_skipped")


@pytest.fixture
def file(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.write_bytes(workbook(content) if isinstance(content, dict) else csv(*content))
        return path

    return write


@pytest.fixture
def imported(done):
    return lambda *arguments: done("import", *arguments, "-f", "json").json["summary"]


@pytest.fixture
def sales(done):
    def told():
        rows = done("sales", "-f", "json", "--limit", "0").json["rows"]
        return sorted((row["date"], row["customer"], row["amount_cents"]) for row in rows)

    return told


def counts(summary):
    return tuple(summary[key] for key in COUNTED)


def year(*rows, until=12):
    tabs = {month: [["Vendas mensais"], HEAD, *rows, TOTAL] for month in MONTHS[:until]}
    return tabs | {month: [["Vendas mensais"], HEAD] for month in MONTHS[until:]}


def test_a_year_of_tabs_is_a_year_of_sales_once(file, imported, sales):
    path = file("Vendas 2025.xlsx", year(["10 - Ana", 2.0, 100.0, 10.0, 90.0], until=9))

    first = imported(path)
    assert counts(first) == (27, 18, 0, 0, 9)
    assert (first["total_cents"], first["profile"], first["customers_created"]) == (
        81_000,
        "sap-mensal",
        1,
    )
    assert sales()[:2] == [("2025-01-01", "Ana", -1000), ("2025-01-01", "Ana", 10_000)]
    assert sales()[-1] == ("2025-09-01", "Ana", 10_000)
    assert counts(imported(path)) == (27, 0, 18, 0, 9)


def test_a_year_that_is_asked_for_and_given(file, carteira, imported, sales):
    path = file("vendas.xlsx", {"Jan": [HEAD, ["10 - Ana", 1.0, 5.0, 0.0, 5.0]]})

    assert carteira("import", path).err == (
        "carteira: vendas.xlsx: O arquivo traz vendas por mês e não diz de que ano.\n"
        "Diga o ano: --year 2026.\n"
        "Nada foi alterado.\n"
    )
    imported(path, "--year", "2024")
    assert sales() == [("2024-01-01", "Ana", 500)]


@pytest.mark.parametrize("typed", ["26", "20266", "1899", "2200", "dois mil", "-2026"])
def test_a_year_is_four_digits(typed, file, carteira):
    path = file("vendas.xlsx", {"Jan": [HEAD, ["10 - Ana", 1.0, 5.0, 0.0, 5.0]]})

    ran = carteira("import", path, f"--year={typed}")

    assert (ran.code, ran.err.splitlines()[0]) == (2, f"carteira: --year {typed} não é um ano.")


def test_a_refused_row_of_a_tab_keeps_its_month_and_comes_in_when_it_is_mended(
    file, imported, sales, done
):
    content = {
        month: [HEAD, ["10 - Ana", 1.0, 5.0, 1.0, 4.0], ["11 - Bia", 1.0, 7.0, "dez", 0.0]]
        for month in MONTHS[:2]
    }
    path = file("2025.xlsx", content)
    ran = done("import", path, "-f", "json").json

    assert counts(ran["summary"]) == (8, 6, 0, 2, 0)
    assert ran["rows"][0] == {
        "file": "2025.xlsx › Jan",
        "line": 3,
        "column": "Vendas+Devoluções",
        "value": "dez",
        "reason": "não é um valor",
    }
    rejects = path.with_name("2025.xlsx-Fev.recusadas.csv")
    assert rejects.read_text("utf-8-sig").splitlines() == [
        ";".join([*HEAD, "Linha recusada", "Motivo da recusa", "Data"]),
        '11 - Bia;1;7;dez;0;3;"linha 3, Vendas+Devoluções ""dez"": não é um valor";2025-02-01',
    ]

    rejects.write_text(rejects.read_text("utf-8-sig").replace(";dez;", ";2;"), "utf-8-sig")
    assert counts(imported(rejects)) == (2, 1, 1, 0, 0)
    assert [row for row in sales() if row[1] == "Bia"] == [
        ("2025-01-01", "Bia", 700),
        ("2025-02-01", "Bia", -200),
        ("2025-02-01", "Bia", 700),
    ]


def test_a_refused_month_of_a_row_keeps_its_year_and_comes_in_when_it_is_mended(
    file, imported, sales
):
    path = file(
        "a.csv",
        (
            "Ano de 2025",
            "Cliente;Jan;Fev;Total",
            "Ana;1,00;2,00;3,00",
            "Bia;4,00;x;4,00",
            ";;;9,00",
        ),
    )
    assert counts(imported(path)) == (5, 3, 0, 1, 1)
    assert sales() == [
        ("2025-01-01", "Ana", 100),
        ("2025-01-01", "Bia", 400),
        ("2025-02-01", "Ana", 200),
    ]
    rejects = path.with_name("a.csv.recusadas.csv")
    assert rejects.read_text("utf-8-sig").splitlines() == [
        "Cliente;01/2025;02/2025;Total;Linha recusada;Motivo da recusa",
        'Bia;4,00;x;4,00;4;"linha 4, Fev ""x"": não é um valor"',
    ]
    rejects.write_text(rejects.read_text("utf-8-sig").replace(";x;", ";5,00;"), "utf-8-sig")
    assert counts(imported(rejects)) == (2, 1, 1, 0, 0)
    assert sales()[-1] == ("2025-02-01", "Bia", 500)
