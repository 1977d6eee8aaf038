"""An order's total that stands on each of its items as if it were theirs."""

import pytest

HEADER = "Pedido;Data;Cliente;Produto;Quantidade;Preço unitário;Valor total"
ITEMS = [
    "1;13/02/2026;Ana;Café;10;20,00;300,00",
    "1;13/02/2026;Ana;Mel;5;20,00;300,00",
    "2;13/02/2026;Bia;Café;1;20,00;50,00",
    "2;13/02/2026;Bia;Sal;3;10,00;50,00",
    "3;14/02/2026;Ana;Mel;2;20,00;40,00",
    "4;14/02/2026;Bia;Café;1;20,00;70,00",
    "4;14/02/2026;Bia;Mel;1;20,00;70,00",
    "4;14/02/2026;Bia;Sal;3;10,00;70,00",
]
SEEMS = (
    "“Valor total” parece o total do pedido, repetido em cada item, e conta em cada um; "
    "se for, diga qual é o valor do item: --map amount=COLUNA."
)
IS = (
    "“Valor total” repete o total do pedido em cada item: vale quantidade × preço unitário "
    "(se for o valor do item: --map amount=“Valor total”)."
)


def without(columns, *rows):
    """The rows without these columns, counted from 0."""
    kept = [at for at in range(7) if at not in columns]
    return [";".join(row.split(";")[at] for at in kept) for row in rows]


@pytest.fixture
def said(done, tmp_path):
    """What the import of such a file says of totals, and what it counts (centavos)."""

    def run(*rows, options=()):
        path = tmp_path / "itens.csv"
        path.write_text("\n".join([*rows, ""]), encoding="utf-8")
        out = done("import", path, "--dry-run", *options).out
        cents = done("import", path, *options, "-f", "json").json["summary"]["total_cents"]
        remarks = [line.strip() for line in out.splitlines() if "total do pedido" in line]
        return remarks, cents

    return run


def test_with_quantity_and_price_the_items_have_an_amount_of_their_own(said):
    assert said(HEADER, *ITEMS) == ([IS], 30000 + 5000 + 4000 + 7000)


def test_without_them_it_is_told(said):
    assert said(*without({4, 5}, HEADER, *ITEMS)) == ([SEEMS], 95000)
    assert said(*without({5}, HEADER, *ITEMS)) == ([SEEMS], 0)  # the same rows once more


def test_who_says_that_it_is_the_items_amount_is_believed(said):
    assert said(HEADER, *ITEMS, options=("--map", "amount=Valor total")) == ([], 95000)


@pytest.mark.parametrize(
    "rows",
    [
        ITEMS[:5],
        [*ITEMS, "5;14/02/2026;Bia;Café;1;20,00;1,00", "5;14/02/2026;Bia;Mel;1;20,00;2,00"],
        [row.rpartition(";")[0] + ";50,00" for row in ITEMS],
        [f";{row.partition(';')[2]}" for row in ITEMS],
        [row.replace("Mel", "Café").replace("Sal", "Café") for row in ITEMS],
    ],
    ids=["few orders", "one denies it", "one price", "no number", "one product"],
)
def test_equal_amounts_are_no_total_where_that_is_not_plain(said, rows):
    assert said(*without({4, 5}, HEADER, *rows))[0] == []


def test_items_of_equal_quantity_and_price_are_equal(said):
    rows = [";".join([*row.split(";")[:4], "2", *row.split(";")[5:]]) for row in ITEMS]

    assert said(*without({5}, HEADER, *rows))[0] == []


def test_an_amount_that_is_blank_is_quantity_and_price(said):
    rows = [row.rpartition(";")[0] + ";" for row in ITEMS]

    assert said(HEADER, *rows) == ([], 30000 + 5000 + 4000 + 7000)


def test_one_order_denies_it_for_all_that_follow(said):
    rows = [
        f"{number};13/02/2026;Ana;{product};{number},0{at if number == 9 else 0}"
        for number in range(1, 800)
        for at, product in enumerate(("Café", "Mel"))
    ]

    assert said(*without({4, 5}, HEADER), *rows)[0] == []
    assert said(*without({4, 5}, HEADER), *rows[18:])[0] == [SEEMS]
