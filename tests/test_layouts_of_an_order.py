"""One order in whatever layouts, in whatever order they arrive: its money is what it was."""

from itertools import permutations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

SOME = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
COLUMNS = {
    "whole": "Pedido;Data;Cliente;Valor",
    "names": "Pedido;Data;Cliente;Produto;Valor",
    "codes": "Pedido;Data;Cliente;Código do produto;Valor",
    "counted names": "Pedido;Data;Cliente;Produto;Quantidade;Valor",
    "counted codes": "Pedido;Data;Cliente;Código do produto;Quantidade;Valor",
    "lines of names": "Pedido;Item;Data;Cliente;Produto;Quantidade;Valor",
    "lines of codes": "Pedido;Item;Data;Cliente;Código do produto;Quantidade;Valor",
    "invoices": "Pedido;Data;Cliente;Valor",
}
WORDS = ("Café", "Mel", "Chá", "Sal")
ITEMS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(1, 3), st.sampled_from([500, 1000, 2550, 700])),
    min_size=1,
    max_size=4,
    unique_by=lambda item: item[0],
)


def reais(cents):
    return f"{cents // 100},{cents % 100:02}"


def rows_of(items, layout, shares):
    """The rows of a report of that layout: (line, day, product, quantity, centavos)."""
    total = sum(cents for _product, _quantity, cents in items)
    if layout == "whole":
        return [(1, 1, 0, 1, total)]
    if layout == "invoices":
        parts = [total * share // sum(shares) for share in shares[1:]]
        parts = [part for part in (total - sum(parts), *parts) if part]
        return [(1, 5 + 4 * at, 0, 1, part) for at, part in enumerate(parts)]
    return [(line, 1, *item) for line, item in enumerate(items, 1)]


def written(number, rows, layout):
    """The file of one order."""
    yield COLUMNS[layout]
    for line, day, product, quantity, cents in rows:
        cell = {
            "Pedido": number,
            "Item": str(line),
            "Data": f"{day:02}/02/2026",
            "Cliente": "Ana",
            "Produto": WORDS[product],
            "Código do produto": f"P-{product}",
            "Quantidade": str(quantity),
            "Valor": reais(cents),
        }
        yield ";".join(cell[column] for column in COLUMNS[layout].split(";"))
    yield ""


@pytest.fixture
def portfolio(done, tmp_path_factory):
    """A new portfolio: takes files in, and says what its orders come to and how files were met."""

    class Portfolio:
        def __init__(self):
            self.folder = tmp_path_factory.mktemp("pedido")
            self.db = ("--db", self.folder / "a.db")

        def take(self, lines, *options):
            path = self.folder / "vendas.csv"
            path.write_text("\n".join(lines), encoding="utf-8")
            said = done(*self.db, "import", path, *options, "-f", "json").json["summary"]
            return said["rows_imported"], said["rows_updated"]

        @property
        def cents(self):
            rows = done(*self.db, "sales", "-f", "json", "--limit", "0", "--since", "all").json[
                "rows"
            ]
            return [row["amount_cents"] for row in rows]

    return Portfolio


LAYOUTS = st.lists(st.sampled_from([*COLUMNS]), min_size=2, max_size=3)
SHARES = st.lists(st.integers(1, 5), min_size=2, max_size=3)


@SOME
@given(items=ITEMS, layouts=LAYOUTS, shares=SHARES)
def test_a_numbered_order_comes_to_what_it_is(items, layouts, shares, portfolio):
    there = portfolio()
    for layout in [*layouts, layouts[0]]:
        file = [*written("10", rows_of(items, layout, shares), layout)]
        there.take(file)

        assert there.cents == [sum(cents for _product, _quantity, cents in items)]
        assert there.take(file) == (0, 0)


UNNUMBERED = st.lists(
    st.sampled_from([layout for layout in COLUMNS if layout != "invoices"]), min_size=2, max_size=3
)


@SOME
@given(items=ITEMS, layouts=UNNUMBERED)
def test_an_order_without_a_number_comes_to_what_it_is(items, layouts, portfolio):
    there = portfolio()
    for layout in [*layouts, layouts[0]]:
        file = [*written("", rows_of(items, layout, [1]), layout)]
        there.take(file)

        assert there.cents == [sum(cents for _product, _quantity, cents in items)]
        assert there.take(file) == (0, 0)


ITEMISED = st.sampled_from([layout for layout in COLUMNS if layout not in {"whole", "invoices"}])


@SOME
@given(
    items=ITEMS,
    first=st.sampled_from([*COLUMNS]),
    later=ITEMISED,
    shares=SHARES,
    cents=st.sampled_from([333, 4000]),
)
def test_an_item_that_a_later_layout_corrects_is_corrected_once(
    items, first, later, shares, cents, portfolio
):
    before = rows_of(items, first, shares)
    assume(first != "invoices" or len(before) <= len(items))  # else the invoices' amounts stand
    there = portfolio()
    there.take(written("10", before, first))

    product, quantity, _cents = items[0]
    corrected = [(product, quantity, cents), *items[1:]]
    file = [*written("10", rows_of(corrected, later, shares), later)]
    there.take(file)

    assert there.cents == [sum(cents for _product, _quantity, cents in corrected)]
    assert there.take(file) == (0, 0)


# An order invoiced in parts, each told in a file of its own

PARTS = st.lists(st.sampled_from([500, 1100, 2300]), min_size=2, max_size=3, unique=True)


def of_month(month, rows, *, noted):
    """What a month's file says of an order's parts: (invoice, day, centavos)."""
    yield "Pedido;Nota Fiscal;Data;Cliente;Valor" if noted else "Pedido;Data;Cliente;Valor"
    for invoice, day, cents in rows:
        number = f"{invoice};" if noted else ""
        yield f"10;{number}{day:02}/{month:02}/2026;Ana;{reais(cents)}"
    yield ""


def come(there, files):
    """All files, then all of them again: nothing is new then."""
    for file in files:
        there.take(file)
    once = there.cents
    assert [there.take(file) for file in files] == [(0, 0)] * len(files)
    assert there.cents == once
    return once


@SOME
@given(
    parts=st.lists(st.sampled_from([500, 1000, 1500]), min_size=2, max_size=3),
    months=st.lists(st.integers(2, 4), min_size=3, max_size=3),
    others=st.lists(st.sampled_from(["whole", "names", "lines of codes"]), max_size=2),
    data=st.data(),
)
def test_the_invoices_of_an_order_come_to_it_from_whatever_files(
    parts, months, others, data, portfolio
):
    files = [
        [*of_month(month, [(4711 + at, 5 + at, cents)], noted=True)]
        for at, (cents, month) in enumerate(zip(parts, months, strict=False))
    ]
    items = [(0, 1, sum(parts) - 300), (1, 1, 300)]
    files += [[*written("10", rows_of(items, layout, [1]), layout)] for layout in others]

    assert come(portfolio(), data.draw(st.permutations(files))) == [sum(parts)]


@SOME
@given(parts=PARTS, data=st.data())
def test_parts_of_other_months_than_a_file_tells_of_stay(parts, data, portfolio):
    files = [
        [*of_month(month, [("", 5, cents)], noted=False)] for month, cents in enumerate(parts, 2)
    ]

    assert come(portfolio(), data.draw(st.permutations(files))) == [sum(parts)]


def test_an_invoice_told_anew_is_corrected(portfolio):
    there = portfolio()
    may, june = (
        [*of_month(month, [(number, 5, cents)], noted=True)]
        for month, number, cents in ((5, 1, 6000), (6, 2, 4000))
    )
    there.take(may)
    there.take(june)

    assert there.take(of_month(6, [(2, 5, 4500)], noted=True)) == (0, 1)
    assert there.cents == [10500]
    assert there.take(of_month(5, [(1, 9, 6000), ("", 20, 100)], noted=True)) == (1, 1)
    assert there.cents == [10600]


def test_a_part_told_anew_is_corrected(portfolio):
    there = portfolio()
    for month, cents in ((5, 6000), (6, 4000)):
        there.take(of_month(month, [("", 5, cents)], noted=False))

    assert there.take(of_month(6, [("", 5, 4500)], noted=False)) == (0, 1)
    assert there.cents == [10500]


@pytest.mark.parametrize("files", [*permutations("wmj")])
def test_an_order_and_its_parts_without_invoices(files, portfolio):
    told = {"w": (5, 1, 10000), "m": (5, 5, 6000), "j": (6, 10, 4000)}
    there = portfolio()

    assert come(
        there,
        [[*of_month(told[each][0], [("", *told[each][1:])], noted=False)] for each in files],
    ) == [10000]


def test_an_open_order_that_moves_to_another_month_is_that_order(portfolio):
    there = portfolio()
    head = "Pedido;Data;Cliente;Valor;Situação"

    there.take([head, "10;28/05/2026;Ana;60,00;Em aberto", ""])
    assert there.take([head, "10;02/06/2026;Ana;55,00;Em aberto", ""]) == (0, 1)
    assert there.cents == [5500]


@pytest.mark.parametrize("layout", ["names", "codes", "lines of codes"])
@pytest.mark.parametrize("freight", [0, 500])
def test_items_of_an_order_have_what_was_told_of_it_before(layout, freight, portfolio):
    there = portfolio()
    items = rows_of([(0, 1, 1000), (1, 2, 2550), (2, 1, 700)], layout, [1])
    order = ["Pedido;Data;Cliente;Valor;Data de faturamento"]
    order += [f"10;01/02/2026;Ana;{reais(4250 + freight)};05/02/2026", ""]

    there.take(order)
    there.take(written("10", items, layout))

    assert there.take(order) == (0, 0)
    assert there.take(written("10", items, layout)) == (0, 0)
