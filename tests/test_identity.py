"""`carteira import`: what is the same customer, order and product, in whatever layout it comes."""

from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ORDERS = "Pedido;Data;Cliente;Valor"


STATES = "open,partially_invoiced,invoiced,paid,cancelled,returned"


@pytest.fixture
def table(done):
    """The rows of a table, as `export` gives them."""
    return lambda name: done("export").json["tables"][name]


@pytest.fixture
def sold(listed):
    """The orders there are: number, centavos, status."""
    return partial(listed, "order", "amount_cents", "status", statuses=STATES)


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


def test_an_order_is_one_however_its_number_is_written(told, sold):
    told(ORDERS, "PV-1;01/02/2026;Ana;10,00", "Nº 123;01/02/2026;Ana;5,00")

    assert told(ORDERS, "pv-1;01/02/2026;Ana;10,00", "#0123;01/02/2026;Ana;6,00") == (0, 1, 1, 0, 0)
    assert sold() == [("123", 600, "invoiced"), ("PV-1", 1000, "invoiced")]


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


# A later file corrects

STATED = f"{ORDERS};Situação"
ITEMS = "Pedido;Item;Data;Cliente;Produto;Valor;Situação"


@pytest.fixture
def screen(done, tmp_path):
    """What the screen says of these lines as a file."""

    def look(*lines):
        path = tmp_path / "vendas.csv"
        path.write_text("\n".join([*lines, ""]), encoding="utf-8")
        return done("import", path).out.splitlines()

    return look


def test_the_screen_says_which_orders_were_corrected_and_how(screen):
    rows = [f"{number};01/02/2026;Ana;{number}0,00;Aberto" for number in range(1, 9)]
    screen(STATED, *rows)

    changed = [row.replace("Aberto", "Faturado") for row in rows]
    changed[2] = "3;03/02/2026;Ana;35,50;Faturado"
    changed[4] = changed[4].replace("Faturado", "Cancelado")

    assert screen(STATED, *changed)[3:] == [
        " 8 pedidos corrigidos:",
        "   5: em aberto → cancelado",
        "   3: R$ 30,00 → R$ 35,50, em aberto → faturado, 01/02/2026 → 03/02/2026",
        "   1: em aberto → faturado",
        "   2: em aberto → faturado",
        "   4: em aberto → faturado",
        "   e mais 3",
        "Gravado (operação 2). Para desfazer: carteira undo",
    ]


def test_the_screen_names_an_order_without_a_number_by_its_day(screen):
    header = "Data;Cliente;Produto;Valor"
    screen(header, "01/02/2026;Ana;Café;10,00")

    assert screen(header, "01/02/2026;Ana;Mel;5,00")[4:6] == [
        " 1 pedido corrigido:",
        "   sem número, de 01/02/2026: R$ 10,00 → R$ 15,00",
    ]


def test_what_only_completes_an_order_is_no_correction_to_read(screen):
    screen(ORDERS, "1;01/02/2026;Ana;10,00", "2;01/02/2026;Ana;7,00")

    completed = screen(f"{ORDERS};Canal", "1;01/02/2026;Ana;10,00;visita", "2;01/02/2026;Ana;7,00;")

    assert completed[3] == " 1 pedido completado (itens, datas ou condições)"


@pytest.mark.parametrize(
    ("before", "after", "status"),
    [
        ("Em aberto", "Faturado", "invoiced"),
        ("Em aberto", "Faturado em parte", "partially_invoiced"),
        ("Faturado em parte", "Faturado", "invoiced"),
        ("Faturado", "Pago", "paid"),
        ("Faturado", "Cancelado", "cancelled"),
        ("Cancelado", "Faturado", "invoiced"),
        ("Faturado", "", "invoiced"),
    ],
)
def test_an_orders_state_is_what_was_told_last(told, sold, before, after, status):
    told(STATED, f"1;01/02/2026;Ana;10,00;{before}")

    later = told(STATED, f"1;01/02/2026;Ana;10,00;{after}")

    assert later == ((0, 0, 1, 0, 0) if after else (0, 1, 0, 0, 0))
    assert sold() == [("1", 1000, status)]


def test_an_order_is_partly_invoiced_until_its_last_item_is(told, sold):
    rows = ("1;1;01/02/2026;Ana;Café;10,00;{}", "1;2;01/02/2026;Ana;Mel;7,00;{}")
    seen = []
    for states in (("Aberto", "Aberto"), ("Faturado", "Aberto"), ("Faturado", "Faturado")):
        told(ITEMS, *(row.format(state) for row, state in zip(rows, states, strict=True)))
        seen += sold()

    assert [status for _number, _cents, status in seen] == [
        "open",
        "partially_invoiced",
        "invoiced",
    ]


def test_an_item_cancelled_later_is_taken_off_its_order(told, sold):
    told(ITEMS, "1;1;01/02/2026;Ana;Café;10,00;Faturado", "1;2;01/02/2026;Ana;Mel;7,00;Faturado")

    assert told(ITEMS, "1;2;01/02/2026;Ana;Mel;7,00;Cancelado") == (0, 0, 1, 0, 0)
    assert sold() == [("1", 1000, "invoiced")]


def test_an_itemised_order_cancelled_as_a_whole_comes_back_as_a_whole(told, sold):
    told(ITEMS, "1;1;01/02/2026;Ana;Café;10,00;Faturado", "1;2;01/02/2026;Ana;Mel;7,00;Faturado")
    seen = []
    for state in ("Cancelado", "Cancelado", "Faturado"):
        told(STATED, f"1;01/02/2026;Ana;17,00;{state}")
        seen += sold()

    assert seen == [("1", 1700, "cancelled")] * 2 + [("1", 1700, "invoiced")]


def test_a_return_told_later_under_the_orders_number_lowers_it_once(told, sold, done):
    told(ORDERS, "1;01/11/2026;Ana;10,00")
    later = (ORDERS, "1;15/11/2026;Ana;-4,00")

    assert told(*later) == (1, 0, 0, 0, 0)
    assert told(*later) == (0, 1, 0, 0, 0)
    assert told(ORDERS, "1;01/11/2026;Ana;10,00", "1;15/11/2026;Ana;-4,00") == (0, 2, 0, 0, 0)
    assert sold() == [("1", 600, "invoiced")]
    (row,) = done("segments", "--list", "-f", "json").json["rows"]
    assert (row["order_days"], row["monetary_cents"]) == (1, 600)


# What arrives, and stays

LIST = "Nome;Data do último pedido;Valor do último pedido"


@pytest.mark.parametrize(
    "later",
    [
        (LIST, "Ana;01/11/2026;50,00"),
        ("Nome;Cidade", "Ana;Itu"),
        (LIST, "Ana;;"),
        (ORDERS, "1;10/11/2026;Ana;30,00"),
    ],
)
def test_a_stated_purchase_stays_until_another_is_stated(told, table, later):
    told(LIST, "Ana;01/11/2026;50,00")

    told(*later)

    (customer,) = table("customer")
    assert (customer["stated_last_on"], customer["stated_last_cents"]) == ("2026-11-01", 5000)


def test_a_newer_stated_purchase_forgets_the_older_amount(told, table):
    told(LIST, "Ana;01/11/2026;50,00")

    assert told("Nome;Data do último pedido", "Ana;05/11/2026") == (0, 0, 1, 0, 0)
    (customer,) = table("customer")
    assert (customer["stated_last_on"], customer["stated_last_cents"]) == ("2026-11-05", None)


HOW = f"{ORDERS};Canal;Condição de pagamento;Comissão %;Data de faturamento;Data de pagamento"
HOW_ROW = "1;01/02/2026;Ana;10,00;visita;28/56 dias;7,5;03/02/2026;28/02/2026"
HOW_STORED = {
    "channel": "visita",
    "payment_terms": "28/56 dias",
    "commission_bp": 750,
    "invoiced_on": "2026-02-03",
    "paid_on": "2026-02-28",
}


@pytest.mark.parametrize(
    "later",
    [
        (HOW, HOW_ROW),
        (HOW, "1;01/02/2026;Ana;10,00;;;;03/02/2026;"),
        (ORDERS, "1;01/02/2026;Ana;10,00"),
        ("Pedido;Item;Data;Cliente;Produto;Valor", "1;1;01/02/2026;Ana;Café;10,00"),
    ],
)
def test_how_an_order_was_sold_arrives_and_stays(told, table, later):
    told(HOW, HOW_ROW)

    told(*later)

    (sale,) = table("sale")
    assert {name: sale[name] for name in HOW_STORED} == HOW_STORED


def test_how_an_order_was_sold_may_come_later_and_be_corrected(told, table):
    told(ORDERS, "1;01/02/2026;Ana;10,00")

    assert told(HOW, HOW_ROW) == (0, 0, 1, 0, 0)
    assert told(HOW, HOW_ROW.replace("visita", "telefone")) == (0, 0, 1, 0, 0)
    (sale,) = table("sale")
    assert {name: sale[name] for name in HOW_STORED} == HOW_STORED | {"channel": "telefone"}


def test_how_items_were_sold_is_how_their_order_was(told, table):
    header = f"{HOW};Item"
    rows = (f"{HOW_ROW};1", f"{HOW_ROW};2".replace("visita", "").replace("28/02/2026", ""))

    assert [told(header, *rows), told(header, *rows)] == [(2, 0, 0, 0, 0), (0, 2, 0, 0, 0)]
    (sale,) = table("sale")
    assert {name: sale[name] for name in HOW_STORED} == HOW_STORED


# Numbers with C

AS_RETURN = (
    " 2 linhas com número C… contam como devolução: {} "
    "(se são vendas de outro sistema, diga qual: --source NOME)"
)
AS_SALE = " 2 linhas com número C… contam como venda: {}"
WITH_C = ("C8;05/02/2026;Ana;3,00", "C9;06/02/2026;Bia;4,00")
PLAIN = ("1;01/02/2026;Ana;10,00", "2;01/02/2026;Bia;20,00")


def test_credit_notes_alone_are_told_by_what_their_source_sold(told, screen, sold):
    told(ORDERS, *PLAIN)

    assert screen(ORDERS, *WITH_C)[2] == AS_RETURN.format("a origem já tem pedidos sem C")
    assert told(ORDERS, *WITH_C) == (0, 2, 0, 0, 0)
    assert sold() == [
        ("1", 1000, "invoiced"),
        ("2", 2000, "invoiced"),
        ("C8", -300, "returned"),
        ("C9", -400, "returned"),
    ]


def test_two_orders_of_a_system_that_numbers_with_c_are_sales(told, screen, sold):
    said = screen(ORDERS, *WITH_C)[2]

    assert said == AS_SALE.format(
        "quase todos os pedidos têm C; se são notas de crédito, importe antes as vendas"
    )
    assert screen(ORDERS, *WITH_C)[2] == AS_SALE.format("a origem já tem vendas assim")
    assert told(ORDERS, *WITH_C, *PLAIN) == (2, 2, 0, 0, 0)
    assert [cents for _number, cents, _status in sold()] == [1000, 2000, 300, 400]


def test_a_system_that_numbers_with_c_shows_its_returns_by_the_sign(screen, sold):
    assert screen(ORDERS, *WITH_C, "C7;07/02/2026;Ana;-1,00")[2] == AS_SALE.format(
        "as devoluções do arquivo são negativas"
    )
    assert sold() == [
        ("C7", -100, "returned"),
        ("C8", 300, "invoiced"),
        ("C9", 400, "invoiced"),
    ]


def test_beside_other_numbers_those_with_c_are_credit_notes(screen, sold):
    assert screen(ORDERS, *PLAIN, *WITH_C)[2] == AS_RETURN.format("os outros pedidos não têm C")
    assert [cents for _number, cents, _status in sold()] == [1000, 2000, -300, -400]


@pytest.fixture
def beside(done, tmp_path):
    """Imports several files, each of these lines, together; their rows in the order taken in."""

    def run(*files, options=()):
        paths = [tmp_path / f"{at}.csv" for at, _lines in enumerate(files)]
        for path, lines in zip(paths, files, strict=True):
            path.write_text("\n".join([*lines, ""]), encoding="utf-8")
        done("import", *paths, *options)

    return run


SERRA, AVILA = ("--principal", "Serra"), ("--principal", "Ávila")
NAMED = f"{ORDERS};Representada"


@pytest.mark.parametrize("options", [(), SERRA, ("--source", "Site")])
@pytest.mark.parametrize("turned", [1, -1])
def test_files_that_come_together_tell_of_each_others_numbers(beside, sold, options, turned):
    files = [(ORDERS, *WITH_C), (ORDERS, *PLAIN)][::turned]

    for _again in range(2):
        beside(*files, options=options)

        assert [cents for _number, cents, _status in sold()] == [1000, 2000, -300, -400]


@pytest.mark.parametrize("turned", [1, -1])
def test_a_file_that_names_its_principals_tells_of_any(beside, sold, turned):
    beside(*[(NAMED, *(f"{row};Serra" for row in WITH_C)), (ORDERS, *PLAIN)][::turned])

    assert [cents for _number, cents, _status in sold()] == [1000, 2000, -300, -400]


def test_what_another_principal_sold_tells_nothing(told, sold):
    told(ORDERS, *PLAIN, options=SERRA)
    told(ORDERS, *WITH_C, options=AVILA)

    assert [cents for _number, cents, _status in sold()] == [1000, 2000, 300, 400]


def test_credit_notes_below_zero_need_no_word(screen, sold):
    header = "InvoiceNo,StockCode,Quantity,InvoiceDate,UnitPrice,CustomerID"
    rows = ("C536379,D,-1,12/14/2010 09:41,27.50,14527", "536380,X,2,12/14/2010 09:42,5.00,14527.0")

    assert screen(header, *rows)[1] == " 2 linhas: 2 novas"
    assert sold() == [("536380", 1000, "invoiced"), ("C536379", -2750, "returned")]


@pytest.mark.parametrize(
    ("options", "cents"),
    [
        ((), -300),
        (("--principal", "Serra"), -300),
        (("--source", "Site"), 300),
        (("--source", "Site", "--principal", "Serra"), 300),
    ],
)
def test_another_system_numbers_as_it_does(told, sold, options, cents):
    told(f"{ORDERS};Representada", *(f"{row};Serra" for row in PLAIN))
    told(ORDERS, *PLAIN, options=("--on-overlap", "keep"))

    told(ORDERS, WITH_C[0], options=options)

    assert [each for number, each, _status in sold() if number == "C8"] == [cents]


def test_of_a_file_of_several_principals_any_source_tells(told, sold):
    told(ORDERS, *PLAIN, options=("--principal", "Serra"))

    told(f"{ORDERS};Representada", *(f"{row};Serra" for row in WITH_C))

    assert [cents for _number, cents, _status in sold()] == [1000, 2000, -300, -400]


# Whose orders

OWNED = f"{ORDERS};Representada"


@pytest.fixture
def owned(table):
    """Each order's number with its source and its principal."""

    def look():
        sources = {row["id"]: row["name"] for row in table("source")}
        principals = {None: None} | {row["id"]: row["name"] for row in table("principal")}
        return [
            (row["number"], sources[row["source_id"]], principals[row["principal_id"]])
            for row in table("sale")
        ]

    return look


def test_a_file_of_several_principals_keeps_each_its_own(told, owned):
    rows = ("1;01/02/2026;Ana;1,00;Serra", "2;01/02/2026;Ana;2,00;Ávila", "3;01/02/2026;Ana;3,00;")

    told(OWNED, *rows, options=("--principal", "Nova"))

    assert owned() == [("2", "Ávila", "Ávila"), ("3", "Nova", "Nova"), ("1", "Serra", "Serra")]
    assert told(OWNED, *rows[:2]) == (0, 2, 0, 0, 0)


def test_the_screen_says_that_the_rows_are_believed(done, tmp_path):
    path = tmp_path / "a.csv"
    rows = [f"{number};01/02/2026;Ana;1,00;P{number}" for number in range(1, 5)]

    def remark(*lines):
        path.write_text("\n".join([OWNED, *lines, ""]), encoding="utf-8")
        return done("import", path, "--principal", "Nova", "--dry-run").out.splitlines()[2]

    said = (
        " As linhas nomeiam a representada ({}), e cada uma fica com a sua: "
        "--principal Nova só vale para as que não nomeiam nenhuma"
    )
    assert remark(*rows[:2]) == said.format("P1, P2")
    assert remark(*rows) == said.format("P1, P2, P3, …")
    assert remark(rows[0]) == " 1 linha: 1 nova"


def test_of_one_principal_the_user_knows_the_name(told, owned):
    rows = (
        "1;01/02/2026;Ana;1,00;SERRA ALIMENTOS LTDA",
        "2;01/02/2026;Ana;2,00;Serra Alimentos Ltda",
    )

    told(OWNED, *rows, options=("--principal", "Serra"))

    assert owned() == [("1", "Serra", "Serra"), ("2", "Serra", "Serra")]


def test_several_principals_of_one_system_are_one_source(told, owned):
    rows = ("1;01/02/2026;Ana;1,00;Serra", "2;01/02/2026;Ana;2,00;Ávila")

    told(OWNED, *rows, options=("--source", "Mercos", "--principal", "Nova"))

    assert owned() == [("1", "Mercos", "Serra"), ("2", "Mercos", "Ávila")]
