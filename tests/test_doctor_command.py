"""`carteira doctor`: 0 only when sound, otherwise what is the matter."""

import sqlite3
from contextlib import closing

import pytest

CHECKS = ["structure", "references", "summaries", "months", "month_ends", "lines"]
UNSOUND = (
    "carteira: O arquivo da carteira não está são.\n"
    "Guarde uma cópia dele como está e volte ao último backup.\n"
    "Nada foi alterado.\n"
)


@pytest.fixture
def path(northwind, tmp_path):
    return tmp_path / "carteira.db"


def tamper(path, *statements):
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def unsound(ran):
    return {row["check"]: row["detail"] for row in ran.json["rows"] if not row["sound"]}


@pytest.mark.parametrize("full", [(), ("--full",)])
def test_sound(path, northwind, full):
    ran = northwind("doctor", *full)

    assert (ran.out, ran.err) == (
        " estrutura do arquivo           certo\n"
        " referências entre registros    certo\n"
        " resumo por cliente             certo\n"
        " resumo por mês                 certo\n"
        " situações nos fins de mês      certo\n"
        " itens contra pedidos           certo\n"
        " A carteira está sã.\n",
        "",
    )
    assert northwind("doctor", *full, "-f", "json").json == {
        "as_of": "2026-11-22",
        "rows": [{"check": check, "sound": True, "detail": None} for check in CHECKS],
        "summary": {"sound": True},
    }


def test_an_empty_portfolio_is_sound(done):
    assert done("doctor", "-f", "json").json["summary"] == {"sound": True}


ONE = "1 registro difere do que as vendas dizem"
TAMPERED = {
    "summary": (
        "UPDATE customer_summary SET revenue_cents = revenue_cents + 1 "
        "WHERE customer_id = (SELECT min(customer_id) FROM customer_summary)",
        {"summaries": ONE},
    ),
    "missing summary": (
        "DELETE FROM customer_summary "
        "WHERE customer_id = (SELECT max(customer_id) FROM customer_summary WHERE order_days < 2)",
        {"summaries": ONE, "month_ends": "7 registros diferem do que as vendas dizem"},
    ),
    "month": (
        "UPDATE customer_month SET orders = orders + 1 WHERE (customer_id, month) = "
        "(SELECT customer_id, month FROM customer_month LIMIT 1)",
        {"months": "2 registros diferem do que as vendas dizem"},
    ),
    "month end": (
        "UPDATE month_end SET customers = customers + 1 WHERE (day, situation) = "
        "(SELECT day, situation FROM month_end LIMIT 1)",
        {"month_ends": ONE},
    ),
    "reference": (
        "UPDATE sale SET source_id = 1 WHERE id = (SELECT min(id) FROM sale)",
        {"references": "1 registro aponta para outro que não existe"},
    ),
    "line": (
        "INSERT INTO sale_line (sale_id, day, status, amount_cents, operation_id) "
        "SELECT min(id), '1996-07-04', 'invoiced', 1, 1 FROM sale",
        {"lines": ONE},
    ),
}


@pytest.mark.parametrize(("statement", "found"), TAMPERED.values(), ids=list(TAMPERED))
def test_what_does_not_follow_from_the_sales_is_named(path, carteira, statement, found):
    tamper(path, statement)

    ran = carteira("doctor", "-f", "json")

    assert (ran.code, unsound(ran), ran.json["summary"]) == (74, found, {"sound": False})
    assert ran.err == UNSOUND


def test_the_screen_names_it_too(path, carteira):
    tamper(path, TAMPERED["month end"][0])

    ran = carteira("doctor")

    assert ran.code == 74
    assert ran.out.splitlines()[4:] == [
        " situações nos fins de mês      1 registro difere do que as vendas dizem",
        " itens contra pedidos           certo",
    ]


def root_page(path, name):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,)
        ).fetchone()[0]


def spoil(path, page):
    """Overwrite one page of the file."""
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xa5" * 4096)


def test_a_damaged_page_is_named_and_stops_no_other_check(path, carteira):
    spoil(path, root_page(path, "month_end"))

    ran = carteira("doctor", "-f", "json")

    assert ran.code == 74
    assert [row["check"] for row in ran.json["rows"]] == CHECKS
    assert unsound(ran).keys() == {"structure", "month_ends"}
    assert unsound(ran)["month_ends"] == "não dá para ler: database disk image is malformed"
    assert ran.err == UNSOUND


def test_only_the_full_check_compares_an_index_with_its_table(path, carteira):
    """A row that an index does not know: each page is well formed, the quick check content."""
    definition = "CREATE INDEX product_by_code ON product (code)"
    tamper(path, definition)
    root = root_page(path, "product_by_code")
    tamper(
        path,
        "PRAGMA writable_schema = ON",
        "DELETE FROM sqlite_schema WHERE name = 'product_by_code'",
    )
    tamper(path, "INSERT INTO product (code, operation_id) VALUES ('7', 1)")
    tamper(
        path,
        "PRAGMA writable_schema = ON",
        f"INSERT INTO sqlite_schema VALUES ('index', 'product_by_code', 'product', {root}, "  # noqa: S608 our own page
        f"'{definition}')",
    )

    quick, full = carteira("doctor", "-f", "json"), carteira("doctor", "--full", "-f", "json")

    assert quick.code == 0
    assert (full.code, unsound(full)) == (
        74,
        {"structure": "row 1 missing from index product_by_code"},
    )


def test_a_spoilt_beginning_is_told_by_any_command(path, carteira):
    spoil(path, 1)

    ran = carteira("doctor")

    assert (ran.code, ran.out, ran.err) == (
        74,
        "",
        "carteira: O arquivo da carteira está danificado ou não é um arquivo SQLite.\n"
        "Veja o que falta com carteira doctor e volte ao último backup.\n"
        "Nada foi alterado.\n",
    )


def test_the_report_can_be_kept(path, carteira, tmp_path):
    tamper(path, TAMPERED["month"][0])

    ran = carteira("doctor", "-o", tmp_path / "achados.csv")

    assert (ran.code, ran.out) == (74, "")
    assert (tmp_path / "achados.csv").read_text(encoding="utf-8").splitlines()[3:5] == [
        "summaries;true;",
        "months;false;2 registros diferem do que as vendas dizem",
    ]
