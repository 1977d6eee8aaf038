"""`carteira import --on-overlap`: a sale that two systems tell of is never silently two."""

import sqlite3
from contextlib import closing
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import counts

ORDERS = "Pedido;Data;Cliente;Valor"
OF_ANA = ("1;01/02/2026;Ana;10,00", "2;01/02/2026;Ana;10,00", "3;05/02/2026;Bia;7,00")
ELSEWHERE = ("71;01/02/2026;ANA;10,00", "72;01/02/2026;Ana;10,00", "73;01/02/2026;Ana;10,00")


@pytest.fixture
def took(done):
    """The counts of an import, and what overlapped."""

    def take(*arguments):
        summary = done("import", *arguments, "-f", "json").json["summary"]
        return counts(summary), summary["overlaps"]

    return take


@pytest.fixture
def sold(listed):
    """The orders there are: number, source, centavos."""
    return partial(listed, "order", "source", "amount_cents")


@pytest.fixture
def two_systems(written, took):
    """A portfolio with two equal orders of Ana, and a file of three of hers from another system."""
    took(written("mercos.csv", ORDERS, *OF_ANA), "--source", "Mercos")
    return written("erp.csv", ORDERS, *ELSEWHERE, "74;05/02/2026;Bia;7,01")


def overlap(orders, cents, *, kept, source="Mercos"):
    sums = {"total_cents": cents, "source_cents": cents}
    return {"source": source, "orders": orders, **sums, "kept": kept}


MERCOS = [("1", "Mercos", 1000), ("2", "Mercos", 1000), ("3", "Mercos", 700)]
BEYOND = [("73", "ERP", 1000), ("74", "ERP", 701)]


def test_what_another_system_brought_is_left_out_occurrence_by_occurrence(two_systems, took, sold):
    found = [overlap(2, 2000, kept=False)]

    assert took(two_systems, "--source", "ERP") == ((2, 0, 0, 0, 2), found)
    assert sold() == MERCOS + BEYOND
    assert took(two_systems, "--source", "ERP") == ((0, 2, 0, 0, 2), found)
    assert sold() == MERCOS + BEYOND


def test_what_is_kept_counts_again_once(two_systems, took, sold):
    keep = ("--source", "ERP", "--on-overlap", "keep")

    assert took(two_systems, *keep) == ((4, 0, 0, 0, 0), [overlap(2, 2000, kept=True)])
    assert took(two_systems, *keep) == ((0, 4, 0, 0, 0), [])
    assert took(two_systems, "--source", "ERP") == ((0, 4, 0, 0, 0), [])
    assert sold() == [*MERCOS, ("71", "ERP", 1000), ("72", "ERP", 1000), *BEYOND]


def test_what_was_left_out_may_be_kept_later(two_systems, took, sold):
    took(two_systems, "--source", "ERP")

    kept = took(two_systems, "--source", "ERP", "--on-overlap", "keep")

    assert kept == ((2, 2, 0, 0, 0), [overlap(2, 2000, kept=True)])
    assert len(sold()) == 7


def test_the_screen_says_how_much_from_where_and_how_to_count_it(two_systems, done):
    skipped = done("import", two_systems, "--source", "ERP", "--dry-run").out.splitlines()
    kept = done("import", two_systems, "--source", "ERP", "--on-overlap", "keep").out.splitlines()

    said = " 2 pedidos (R$ 20,00) já vieram de Mercos, com cliente, dia e valor iguais: "
    assert skipped[2:4] == [
        said + "não contam de novo (se são outros: --on-overlap keep)",
        " 4 linhas: 2 novas, 2 fora (já em Mercos)",
    ]
    assert kept[2:4] == [said + "contam também", " 4 linhas: 4 novas"]


def test_one_order_that_came_from_a_source_without_a_name(written, done):
    done("import", written("a.csv", ORDERS, OF_ANA[2]))

    lines = done("import", written("b.csv", ORDERS, OF_ANA[2]), "--source", "Site").out.splitlines()

    assert lines[2] == (
        " 1 pedido (R$ 7,00) já veio de outra origem, com cliente, dia e valor iguais: "
        "não conta de novo (se é outro: --on-overlap keep)"
    )


@pytest.mark.parametrize(
    ("first", "second", "imported"),
    [
        (("--principal", "Serra"), ("--principal", "Ávila"), 3),
        (("--principal", "Serra"), ("--source", "Site"), 0),
        (("--source", "Site"), ("--principal", "Serra"), 0),
        (("--principal", "Serra"), ("--principal", "Serra", "--source", "Site"), 0),
    ],
)
def test_sales_of_two_principals_are_two(written, took, first, second, imported):
    path = written("a.csv", ORDERS, *OF_ANA)
    took(path, *first)

    assert took(path, *second)[0] == (imported, 0, 0, 0, 3 - imported)


def test_whole_orders_are_compared_not_their_lines(written, took, sold):
    took(written("a.csv", ORDERS, "1;01/02/2026;Ana;17,00"), "--source", "Mercos")
    header = "Pedido;Item;Data;Cliente;Produto;Valor"
    items = ("9;1;01/02/2026;Ana;Café;10,00", "9;2;01/02/2026;Ana;Mel;7,00")

    same = took(written("b.csv", header, *items), "--source", "ERP")
    dearer = took(written("c.csv", header, *items, "9;3;01/02/2026;Ana;Chá;1,00"))

    assert same == ((0, 0, 0, 0, 2), [overlap(1, 1700, kept=False)])
    assert dearer == ((3, 0, 0, 0, 0), [])
    assert sold() == [("1", "Mercos", 1700), ("9", "", 1800)]


def test_a_file_with_numbers_and_one_without_are_two_systems(written, took, sold):
    took(written("a.csv", ORDERS, *OF_ANA))
    bare = written("b.csv", "Data;Cliente;Valor", "01/02/2026;Ana;10,00", "06/02/2026;Ana;10,00")

    assert took(bare) == ((1, 0, 0, 0, 1), [overlap(1, 1000, kept=False, source="")])
    assert took(bare) == ((0, 1, 0, 0, 1), [overlap(1, 1000, kept=False, source="")])
    assert took(written("c.csv", ORDERS, "4;06/02/2026;Ana;10,00"))[0] == (0, 0, 0, 0, 1)
    assert len(sold()) == 4


def test_a_cancelled_order_stands_in_nobodys_way(written, took):
    header = f"{ORDERS};Situação"
    gone, alive = ("1;01/02/2026;Ana;10,00;Cancelado", "1;01/02/2026;Ana;10,00;Faturado")
    took(written("a.csv", header, gone), "--source", "Mercos")

    assert took(written("b.csv", header, alive), "--source", "ERP")[0] == (1, 0, 0, 0, 0)
    assert took(written("c.csv", header, gone), "--source", "Site")[0] == (0, 0, 0, 0, 1)


def test_a_return_is_told_once_too(written, took, sold):
    for name in ("Mercos", "ERP"):
        took(written("a.csv", ORDERS, "8;01/02/2026;Ana;-4,00"), "--source", name)

    assert sold() == [("8", "Mercos", -400)]


def test_what_one_file_tells_twice_is_two_sales(written, took):
    header = f"{ORDERS};Representada"
    rows = ("1;01/02/2026;Ana;10,00;Serra", "2;01/02/2026;Ana;10,00;")

    assert took(written("a.csv", header, *rows))[0] == (2, 0, 0, 0, 0)


def test_two_files_of_one_import_meet(written, took, tmp_path):
    folder = tmp_path / "recebidos"
    folder.mkdir()
    written("recebidos/a.csv", f"{ORDERS};Representada", "1;01/02/2026;Ana;10,00;Serra")
    written("recebidos/b.csv", ORDERS, "9;01/02/2026;Ana;10,00")

    assert took(folder) == ((1, 0, 0, 0, 1), [overlap(1, 1000, kept=False, source="Serra")])


def test_who_only_bought_elsewhere_is_nobody_new_and_undo_takes_it_back(two_systems, done, sold):
    before = done("export").json["tables"]
    done("import", two_systems, "--source", "ERP")
    done("undo")

    after = done("export").json["tables"]
    assert {name: after[name] for name in ("sale", "customer", "customer_claim", "source")} == {
        name: before[name] for name in ("sale", "customer", "customer_claim", "source")
    }
    assert done("doctor", "-f", "json").json["summary"] == {"sound": True}


def test_there_is_no_other_way(two_systems, carteira):
    ran = carteira("import", two_systems, "--on-overlap", "both")

    assert (ran.code, ran.err.splitlines()) == (
        2,
        [
            "carteira: --on-overlap both não existe.",
            "Os valores são: skip keep ask.",
            "Nada foi alterado.",
        ],
    )


def test_two_systems_that_were_never_told_apart_are_suspected(written, done, took):
    """In one source equal orders of two numbers are two: true repeats live."""
    rows = ["01/02/2026;Ana;10,00", "02/02/2026;Ana;10,00", "03/02/2026;Bia;7,00"]

    def numbered(first, *rows):
        return written(f"{first}.csv", ORDERS, *(f"{first + n};{r}" for n, r in enumerate(rows)))

    took(numbered(1, *rows))
    more = ["03/02/2026;Ana;8,00", "03/02/2026;Cid;7,00", "03/02/2026;Bia;7,01"]
    one = done("import", numbered(71, rows[0]), "--dry-run").out.splitlines()
    few = done("import", numbered(71, *rows[:2], *more), "--dry-run").out.splitlines()
    path = numbered(71, *rows, *more, "04/02/2026;Bia;7,00")
    counted = done("import", path, "--dry-run", "-f", "json").json["summary"]
    half = done("import", path).out.splitlines()

    assert counted["orders_alike"] == 3
    assert one[2] == " 1 linha: 1 nova"
    assert few[2] == " 5 linhas: 5 novas"
    assert half[2:4] == [
        " 3 pedidos novos (de 6 em dias que já estavam) têm cliente, dia e valor de outros, com "
        "outro número: se são de outro sistema, desfaça (carteira undo) e importe com --source "
        "NOME",
        " 7 linhas: 7 novas",
    ]
    done("undo")
    assert took(numbered(71, *rows), "--source", "ERP")[0] == (0, 0, 0, 0, 3)


def test_orders_of_two_principals_are_not_alike(written, done):
    header = f"{ORDERS};Representada"
    first = ("1;01/02/2026;Ana;10,00;Serra", "2;02/02/2026;Ana;10,00;Serra")
    other = ("3;01/02/2026;Ana;10,00;Ávila", "4;02/02/2026;Ana;10,00;Ávila")
    done("import", written("a.csv", header, *first), "--source", "Conta")

    ran = done("import", written("b.csv", header, *other), "--source", "Conta").out.splitlines()

    assert ran[2] == " 2 linhas: 2 novas"


def test_what_is_told_again_or_was_cancelled_is_not_alike(written, done):
    header = f"{ORDERS};Situação"
    first = ("1;01/02/2026;Ana;10,00;Cancelado", "2;02/02/2026;Ana;10,00;Cancelado")
    again = ("3;01/02/2026;Ana;10,00;Faturado", "4;02/02/2026;Ana;10,00;Faturado")
    done("import", written("a.csv", header, *first))

    anew = done("import", written("b.csv", header, *again)).out.splitlines()
    twice = done("import", written("b.csv", header, *again)).out.splitlines()

    assert anew[2] == " 2 linhas: 2 novas"
    assert twice[2] == " 2 linhas: 0 novas, 2 já existiam"


# Asked


@pytest.fixture
def answered(carteira, monkeypatch):
    """Imports in a terminal where somebody answers with these keys; how often they were asked."""

    def run(keys, *arguments):
        left = iter(keys)
        with monkeypatch.context() as terminal:
            for stream in ("stdin", "stdout", "stderr"):
                terminal.setattr(f"sys.{stream}.isatty", lambda: True)
            terminal.setenv("NO_COLOR", "1")
            terminal.setenv("COLUMNS", "120")
            terminal.setattr("typer.getchar", lambda: next(left))
            ran = carteira("import", *arguments, "--on-overlap", "ask")
        assert ran.code == 0, ran.err
        assert next(left, None) is None
        return ran

    return run


@pytest.mark.parametrize(("key", "orders"), [("s", 7), ("y", 7), ("\r", 5), ("0", 5), ("n", 5)])
def test_who_wished_to_be_asked_is_asked_once(two_systems, answered, sold, key, orders):
    ran = answered([key], two_systems, "--source", "ERP")

    assert ran.err.splitlines()[:2] == [
        " 2 pedidos (R$ 20,00) já vieram de Mercos, com cliente, dia e valor iguais",
        " Contar também? s sim · Enter não",
    ]
    assert len(sold()) == orders
    answered([key] if orders == 5 else [], two_systems, "--source", "ERP")
    assert len(sold()) == orders


def test_who_thinks_about_it_keeps_nobody_waiting(two_systems, carteira, answered, tmp_path):
    def writes_meanwhile():
        with closing(sqlite3.connect(tmp_path / "carteira.db", timeout=0)) as other:
            other.execute("BEGIN IMMEDIATE")
        yield "s"

    answered(writes_meanwhile(), two_systems, "--source", "ERP")


def test_of_several_files_one_question_is_asked(written, two_systems, answered, sold):
    later = written("b.csv", ORDERS, "75;05/02/2026;Bia;7,00")

    ran = answered(["s"], two_systems, later, "--source", "ERP")

    assert ran.err.splitlines()[0] == (
        " 3 pedidos (R$ 27,00) já vieram de Mercos, com cliente, dia e valor iguais"
    )
    assert len(sold()) == 8


def test_who_said_yes_counts_everything_once(two_systems, answered, took, done):
    answered(["s"], two_systems, "--source", "ERP")

    assert took(two_systems, "--source", "ERP") == ((0, 4, 0, 0, 0), [])
    done("undo")
    done("undo")
    assert done("doctor", "-f", "json").json["summary"] == {"sound": True}


def test_where_nothing_overlaps_nobody_is_asked(written, answered):
    answered([], written("a.csv", ORDERS, *OF_ANA))


def test_where_nobody_sits_asking_is_leaving_out(two_systems, took):
    asked = took(two_systems, "--source", "ERP", "--on-overlap", "ask")

    assert asked == ((2, 0, 0, 0, 2), [overlap(2, 2000, kept=False)])


# Any two systems

SALE = st.tuples(
    st.sampled_from(["01/02/2026", "02/02/2026"]),
    st.sampled_from(["Ana", "Bia"]),
    st.sampled_from(["10,00", "25,50", "-3,00"]),
)
FEW = settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@FEW
@given(sales=st.lists(SALE, min_size=1, max_size=6), extra=st.lists(SALE, max_size=3))
def test_two_systems_of_the_same_sales_count_them_once(sales, extra, done, tmp_path_factory):
    """In whatever order, and again and again."""
    folder = tmp_path_factory.mktemp("mundo")
    for turn, (name, rows) in enumerate([("Mercos", sales), ("ERP", [*extra, *sales])] * 2):
        path = folder / f"{turn}.csv"
        numbered = (";".join([str(number), *row]) for number, row in enumerate(rows))
        path.write_text("\n".join([ORDERS, *numbered, ""]), encoding="utf-8")
        done("--db", folder / "a.db", "import", path, "--source", name)

    rows = done(
        "--db", folder / "a.db", "sales", "-f", "json", "--limit", "0", "--since", "all"
    ).json["rows"]
    assert sorted(row["amount_cents"] for row in rows) == sorted(
        int(amount.replace(",", "")) for _day, _who, amount in [*sales, *extra]
    )


def test_a_file_that_numbers_some_orders_is_one_system(written, took):
    took(written("a.csv", ORDERS, *OF_ANA))
    more = written("b.csv", ORDERS, *OF_ANA, ";01/02/2026;Ana;10,00", ";05/02/2026;Bia;7,00")

    assert took(more)[0] == (2, 3, 0, 0, 0)
    assert took(more)[0] == (0, 5, 0, 0, 0)


def test_a_source_that_the_file_itself_tells_of_is_no_other_system(written, took):
    header = f"{ORDERS};Representada"
    took(written("a.csv", header, "1;01/02/2026;Ana;10,00;Serra"))
    later = written("b.csv", header, "1;03/02/2026;Ana;12,00;Serra", "2;01/02/2026;Ana;10,00;")

    assert took(later)[0] == (1, 0, 1, 0, 0)
    assert took(later)[0] == (0, 2, 0, 0, 0)


def test_an_order_is_also_of_the_day_it_was_invoiced_on(written, took):
    header = f"{ORDERS};Data de faturamento"
    took(written("a.csv", header, "1;01/02/2026;Ana;10,00;09/02/2026"), "--source", "Mercos")

    invoices = written("b.csv", ORDERS, "81;09/02/2026;Ana;10,00", "82;10/02/2026;Ana;10,00")

    assert took(invoices, "--source", "ERP")[0] == (1, 0, 0, 0, 1)


# A day's items without a number, and the day's orders

ITEMS = "Data;Cliente;Produto;Valor"
TWO = ("1;01/02/2026;Ana;6,00", "2;01/02/2026;Ana;4,00")
A_DAY = ("01/02/2026;Ana;Café;7,00", "01/02/2026;Ana;Mel;3,00")


def test_the_items_of_a_day_are_all_orders_of_that_day(written, took, sold):
    orders, items = written("a.csv", ORDERS, *TWO), written("b.csv", ITEMS, *A_DAY)
    took(orders)

    for _again in range(2):
        assert took(items) == ((0, 0, 0, 0, 2), [overlap(1, 1000, kept=False, source="")])
        assert took(orders)[0] == (0, 2, 0, 0, 0)
    assert [cents for _number, _source, cents in sold()] == [600, 400]


def test_the_orders_of_a_day_are_all_items_of_that_day(written, took, sold):
    orders, items = written("a.csv", ORDERS, *TWO), written("b.csv", ITEMS, *A_DAY)
    took(items)

    for _again in range(2):
        assert took(orders) == ((0, 0, 0, 0, 2), [overlap(2, 1000, kept=False, source="")])
        assert took(items)[0] == (0, 2, 0, 0, 0)
    assert [cents for _number, _source, cents in sold()] == [1000]

    dearer = written("c.csv", ORDERS, "1;01/02/2026;Ana;6,50", TWO[1])
    differing = [overlap(2, 1050, kept=False, source="") | {"source_cents": 1000}]
    assert took(dearer) == ((0, 0, 0, 0, 2), differing)
    assert [cents for _number, _source, cents in sold()] == [1000]


def test_the_items_of_another_sum_principal_or_customer_are_others(written, took, sold):
    took(written("a.csv", f"{ORDERS};Representada", *(f"{row};Serra" for row in TWO)))

    for at, (more, options) in enumerate(
        [
            (("01/02/2026;Ana;Sal;0,01",), ()),
            ((), ("--principal", "Ávila")),
        ]
    ):
        items = written(f"{at}.csv", ITEMS, *A_DAY, *more)
        assert took(items, *options)[0] == (2 + len(more), 0, 0, 0, 0)
    other = written("b.csv", ITEMS, *(row.replace("Ana", "Bia") for row in A_DAY))
    assert took(other)[0] == (2, 0, 0, 0, 0)
    assert sum(cents for _number, _source, cents in sold()) == 4001


def test_the_orders_of_another_sum_are_others(written, took):
    took(written("b.csv", ITEMS, *A_DAY))

    more = written("a.csv", ORDERS, *TWO, "3;01/02/2026;Ana;1,00")
    assert took(more)[0] == (3, 0, 0, 0, 0)


def test_the_items_of_a_day_that_are_kept_count(written, took, sold):
    took(written("a.csv", ORDERS, *TWO))

    assert took(written("b.csv", ITEMS, *A_DAY), "--on-overlap", "keep")[0] == (2, 0, 0, 0, 0)
    assert sum(cents for _number, _source, cents in sold()) == 2000


# What was cancelled


CANCELLED = "7001;10/02/2026;Ana;100,00;Cancelado"
LIVE = "7001;10/02/2026;Ana;100,00;Faturado"


@pytest.mark.parametrize("number", ["7001", "7"])
def test_a_cancelled_order_of_another_source_adds_nothing(written, took, sold, number):
    header = "Pedido;Data;Cliente;Valor;Situação"
    path = written("a.csv", header, CANCELLED.replace("7001", number), "7002;11/02/2026;Ana;5,00;")
    took(path)

    assert took(path, "--source", "Aurora")[0] == (0, 0, 0, 0, 2)
    assert sold() == [("7002", "", 500)]


def test_an_order_that_another_source_cancelled_is_told(written, took, sold):
    header = "Pedido;Data;Cliente;Valor;Situação"
    took(written("a.csv", header, LIVE))

    counted, overlaps = took(written("b.csv", header, CANCELLED), "--source", "Aurora")

    assert counted == (0, 0, 0, 0, 1)
    assert [(each["total_cents"], each["source_cents"]) for each in overlaps] == [(0, 10000)]
    assert sold() == [("7001", "", 10000)]
