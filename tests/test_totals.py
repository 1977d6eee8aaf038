"""An order's total beside its items: checked, never counted."""

import pytest

ITEMS = "Pedido;Data;Cliente;Produto;Valor do item;Total do pedido"
FIRST = "1;13/02/2026;Ana;Café;10,00;25,00"
SECOND = "1;13/02/2026;Ana;Mel;10,00;25,00"
EQUAL = "2;13/02/2026;Ana;Mel;10,00;10,00"


@pytest.fixture
def said(done, tmp_path):
    """What the import of such a file says of totals, and the money it counts."""

    def run(*rows):
        path = tmp_path / "pedidos.csv"
        path.write_text("\n".join([ITEMS, *rows, ""]), encoding="utf-8")
        lines = done("import", path).out.splitlines()
        total = done("import", path, "--dry-run", "-f", "json").json["summary"]["rows_duplicate"]
        return [line.strip() for line in lines if "itens" in line.partition("·")[0]], total

    return run


def test_what_agrees_is_not_spoken_of(said):
    assert said(EQUAL) == ([], 1)


def test_an_order_that_differs_is_named_with_both_amounts(said):
    assert said(FIRST, SECOND, EQUAL) == (
        ["Num pedido os itens não somam o total, e valem os itens: 1, itens 20,00, total 25,00"],
        3,
    )


def test_of_several_the_first_is_named(said):
    assert said(FIRST, SECOND, "3;13/02/2026;Ana;Mel;1,00;2,00") == (
        [
            "Em 2 pedidos os itens não somam o total, e valem os itens; o primeiro: 1, "
            "itens 20,00, total 25,00"
        ],
        3,
    )


def test_a_total_that_cannot_be_read_and_a_row_without_a_number_say_nothing(said):
    rows = [
        "4;13/02/2026;Ana;Mel;1,00;?",
        "5;13/02/2026;Ana;Mel;1,00;",
        ";13/02/2026;Ana;Mel;1,00;9",
    ]

    assert said(*rows) == ([], 3)
