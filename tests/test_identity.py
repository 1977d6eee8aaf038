"""`carteira import`: what is the same customer, order and product, in whatever layout it comes."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ORDERS = "Pedido;Data;Cliente;Valor"
COUNTED = ("rows_imported", "rows_duplicate", "rows_updated", "rows_rejected", "rows_skipped")


@pytest.fixture
def told(done, tmp_path):
    """Imports these lines as a file; the counts of its rows."""

    def tell(*lines, options=()):
        path = tmp_path / "vendas.csv"
        path.write_text("\n".join([*lines, ""]), encoding="utf-8")
        summary = done("import", path, *options, "-f", "json").json["summary"]
        return tuple(summary[key] for key in COUNTED)

    return tell


@pytest.fixture
def table(done):
    """The rows of a table, as `export` gives them."""
    return lambda name: done("export").json["tables"][name]


@pytest.fixture
def sold(done):
    """The orders there are: number, centavos, status."""

    def look():
        statuses = "open,partially_invoiced,invoiced,paid,cancelled,returned"
        rows = done(
            "sales", "-f", "json", "--limit", "0", "--since", "all", "--status", statuses
        ).json["rows"]
        return sorted((row["order"], row["amount_cents"], row["status"]) for row in rows)

    return look


# Zeros before a number

CODED = "Pedido;Item;Data;Cód. Cliente;Código do produto;Valor"


def test_zeros_before_a_number_make_no_other_one(told, table, sold):
    told(CODED, "0010;01;01/02/2026;000123;007;10,00", "C-010;1;01/02/2026;000123;007;5,00")

    again = told(CODED, "10;1;01/02/2026;123;7;12,00", "C-10;1;01/02/2026;0123;7;5,00")

    assert again == (1, 0, 1, 0, 0)
    assert sold() == [
        ("10", 1200, "invoiced"),
        ("C-010", 500, "invoiced"),
        ("C-10", 500, "invoiced"),
    ]
    assert [row["name"] for row in table("customer")] == ["000123"]
    assert [row["code"] for row in table("customer_code")] == ["123"]
    assert [row["code"] for row in table("product")] == ["7"]


def test_a_code_is_found_with_its_zeros_and_named_without(told, done):
    told(CODED, "10;1;01/02/2026;000123;007;10,00")
    told("Código;Cliente", "123;Ana")

    (customer,) = done("customers", "0123", "-f", "json").json["rows"]
    sales = done("sales", "--product", "0007", "-f", "json").json["rows"]

    assert (customer["customer"], len(sales)) == ("Ana", 1)


def test_an_order_named_by_its_customers_code_is_renamed_by_the_same_code_with_zeros(told, table):
    told(CODED, "10;1;01/02/2026;123;7;10,00")
    told("Pedido;Data;Cód. Cliente;Cliente;Valor", "11;02/02/2026;000123;Ana;1,00")

    assert [row["name"] for row in table("customer")] == ["Ana"]


# Names and codes of products


@pytest.mark.parametrize("named_first", [True, False])
def test_a_products_name_and_its_code_meet(told, table, named_first):
    by_name = ("Pedido;Data;Cliente;Produto;Valor", "1;01/02/2026;Ana;Café;10,00")
    both = (
        "Pedido;Data;Cliente;Código do produto;Produto;Valor",
        "1;01/02/2026;Ana;P1;Café;10,00",
        "2;01/02/2026;Ana;P2;Café;9,00",
    )
    for file in (by_name, both) if named_first else (both, by_name):
        told(*file)

    assert [(row["code"], row["name"]) for row in table("product")] == [
        ("P1", "Café"),
        ("P2", "Café"),
    ]
    assert [row["amount_cents"] for row in table("sale")] == [1000, 900]


# Layouts

LAYOUTS = {
    "whole": ORDERS,
    "lines": "Pedido;Item;Data;Cliente;Produto;Quantidade;Valor",
    "items": "Pedido;Data;Cliente;Produto;Valor",
    "codes": "Pedido;Data;Cliente;Código do produto;Quantidade;Valor",
    "coded lines": "Pedido;Item;Data;Cliente;Código do produto;Valor",
}
ITEM = st.tuples(
    st.sampled_from(["10", "0011", "12"]),
    st.sampled_from(["Café", "Mel", "Chá"]),
    st.sampled_from([1, 2]),
    st.sampled_from([1000, 2550, 700]),
)
FEW = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def written(items, layout):
    """A world's items as the lines of a report of that layout."""
    orders = {}
    for number, product, quantity, cents in items:
        orders.setdefault(number, []).append((product, quantity, cents))
    for number, rows in orders.items():
        if layout == "whole":
            rows = [("", 0, sum(cents for _product, _quantity, cents in rows))]
        for line, (product, quantity, cents) in enumerate(rows, 1):
            cell = {
                "Pedido": number,
                "Item": f"{line:03}",
                "Data": "01/02/2026",
                "Cliente": "Ana",
                "Produto": product,
                "Código do produto": f"P-{product[:1]}",
                "Quantidade": str(quantity),
                "Valor": f"{cents // 100},{cents % 100:02}",
            }
            yield ";".join(cell[column] for column in LAYOUTS[layout].split(";"))


@FEW
@given(
    items=st.lists(ITEM, min_size=1, max_size=7),
    layouts=st.lists(st.sampled_from([*LAYOUTS]), min_size=2, max_size=3),
)
def test_the_same_world_in_any_two_layouts_is_the_same_money(
    items, layouts, done, tmp_path_factory
):
    folder = tmp_path_factory.mktemp("mundo")
    db = ("--db", folder / "a.db")
    for layout in [*layouts, layouts[0]]:
        path = folder / "vendas.csv"
        path.write_text("\n".join([LAYOUTS[layout], *written(items, layout), ""]))
        done(*db, "import", path)
    orders = {}
    for number, _product, _quantity, cents in items:
        number = number.lstrip("0")
        orders[number] = orders.get(number, 0) + cents

    rows = done(*db, "sales", "-f", "json", "--limit", "0", "--since", "all").json["rows"]

    assert {row["order"]: row["amount_cents"] for row in rows} == orders
    assert done(*db, "doctor", "-f", "json").json["summary"] == {"sound": True}
