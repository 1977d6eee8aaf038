"""Invoices that name an order and nobody who bought: whose it is, the portfolio knows."""

import pytest

ORDERS = "Nº Pedido;Data;Cliente;Situação;Valor"
NOTES = "Número;Valor total líquido;Data de emissão;Número do pedido;Situação"


@pytest.fixture
def taken(done, tmp_path):
    """Imports these lines; the summary."""

    def run(*lines, name="a.csv"):
        path = tmp_path / name
        path.write_text("\n".join([*lines, ""]), encoding="utf-8")
        return done("import", path, "-f", "json").json

    return run


@pytest.fixture
def sold(done):
    def read():
        rows = done("sales", "-f", "json").json["rows"]
        names = ("order", "date", "customer", "amount_cents", "status")
        return sorted(tuple(row[name] for name in names) for row in rows)

    return read


def test_an_invoice_completes_the_order_it_names(taken, sold, done):
    taken(ORDERS, "901;13/02/2026;Ana;Em aberto;10,00", "902;14/02/2026;Bia;Em aberto;20,00")

    told = taken(NOTES, "501;10,00;20/02/2026;901;Autorizada", "502;5,00;21/02/2026;999;Autorizada")

    counted = [told["summary"][name] for name in ("profile", "rows_updated", "rows_imported")]
    assert counted == ["bling-notas", 1, 0]
    assert [(row["line"], row["column"], row["value"], row["reason"]) for row in told["rows"]] == [
        (
            3,
            "Número do pedido",
            "999",
            "o pedido 999 não está na carteira: importe antes os pedidos",
        )
    ]
    assert sold() == [
        ("901", "2026-02-13", "Ana", 1000, "invoiced"),
        ("902", "2026-02-14", "Bia", 2000, "open"),
    ]
    stored = done("export").json["tables"]["sale"]
    assert sorted(row["invoiced_on"] or "" for row in stored) == ["", "2026-02-20"]


def test_the_same_invoices_again_change_nothing(taken, sold):
    taken(ORDERS, "901;13/02/2026;Ana;Em aberto;10,00")
    notes = (NOTES, "501;10,00;20/02/2026;901;Autorizada")
    taken(*notes)
    before = sold()

    again = taken(*notes)["summary"]

    assert (again["rows_duplicate"], again["rows_updated"], again["rows_imported"]) == (1, 0, 0)
    assert sold() == before


def test_invoices_alone_are_refused_with_what_to_do(carteira, tmp_path):
    path = tmp_path / "notas.csv"
    path.write_text(f"{NOTES}\n501;10,00;20/02/2026;901;Autorizada\n", encoding="utf-8")

    ran = carteira("import", path)

    assert (ran.code, ran.out) == (65, "")
    assert ran.err.splitlines()[0] == (
        "carteira: 1 das 1 linhas de notas.csv foi recusada: linha 2, Número do pedido "
        '"901": o pedido 901 não está na carteira: importe antes os pedidos.'
    )


def test_a_total_below_them_is_none(taken, sold):
    taken(ORDERS, "901;13/02/2026;Ana;Em aberto;10,00")

    told = taken(NOTES, "501;10,00;20/02/2026;901;Autorizada", "Total;10,00;;;")["summary"]

    assert (told["rows_updated"], told["rows_skipped"]) == (1, 1)
