"""An order that was left out, because another system brought it, stays left out when it changes."""

from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import counts
from states import state

ORDERS = "Pedido;Data;Cliente;Valor;Situação"
OF_A = "1;14/02/2026;Ana;100,00;Faturado"
OF_B = "7;14/02/2026;Ana;{};{}"
NEW, OUT = (1, 0, 0, 0, 0), (0, 0, 0, 0, 1)


@pytest.fixture
def written(tmp_path):
    def write(name, *lines):
        path = tmp_path / name
        path.write_text("\n".join([ORDERS, *lines, ""]), encoding="utf-8")
        return path

    return write


@pytest.fixture
def took(done, written):
    """The counts of the rows of a file that a system told of, and what overlapped."""

    def take(system, *lines, options=()):
        path = written(f"{system}.csv", *lines)
        summary = done("import", path, "--source", system, *options, "-f", "json").json["summary"]
        return counts(summary), summary["overlaps"]

    return take


@pytest.fixture
def sold(listed):
    """The orders there are: number, source, centavos."""
    return partial(listed, "order", "source", "amount_cents")


def order(cents="100,00", status="Faturado"):
    return OF_B.format(cents, status)


def overlap(cents, *, there=10000, kept=False):
    return [{"source": "A", "orders": 1, "total_cents": cents, "source_cents": there, "kept": kept}]


@pytest.fixture
def left_out(took):
    """A brought a sale; of B its order 7, which is the same, was left out."""
    took("A", OF_A)
    assert took("B", order()) == (OUT, overlap(10000))


@pytest.mark.usefixtures("left_out")
def test_what_its_system_corrects_later_stays_left_out_and_is_told(took, sold):
    assert took("B", order("120,00")) == (OUT, overlap(12000))
    assert took("B", "7;20/02/2026;Ana;120,00;Faturado") == (OUT, overlap(12000))
    assert took("B", order("120,00", "Cancelado")) == (OUT, overlap(0))
    assert took("B", order()) == (OUT, overlap(10000))
    assert sold() == [("1", "A", 10000)]


@pytest.mark.usefixtures("left_out")
def test_the_screen_says_both_amounts(done, written):
    path = written("b.csv", order("120,00"), "8;15/02/2026;Ana;9,00;Faturado")

    assert done("import", path, "--source", "B").out.splitlines()[2:4] == [
        " 1 pedido (R$ 120,00) já veio de A, lá com R$ 100,00: não conta de novo "
        "(se é outro: --on-overlap keep)",
        " 2 linhas: 1 nova, 1 fora (já em A)",
    ]


@pytest.mark.usefixtures("left_out")
def test_what_is_kept_comes_in(took, sold, done):
    keep = ("--on-overlap", "keep")

    assert took("B", order("120,00"), options=keep) == (NEW, overlap(12000, kept=True))
    assert sold() == [("1", "A", 10000), ("7", "B", 12000)]
    assert took("B", order("130,00")) == ((0, 0, 1, 0, 0), [])
    done("undo")
    done("undo")
    assert took("B", order("120,00")) == (OUT, overlap(12000))


@pytest.mark.usefixtures("left_out")
def test_a_cancelled_order_that_is_kept_counts_nothing(took, sold):
    kept = took("B", order(status="Cancelado"), options=("--on-overlap", "keep"))

    assert kept == (NEW, overlap(0, kept=True))
    assert sold() == [("1", "A", 10000)]


@pytest.mark.usefixtures("left_out")
def test_undoing_who_brought_it_lets_it_come(took, sold, done, tmp_path):
    before = state(tmp_path / "carteira.db")
    done("undo", "1")
    assert state(tmp_path / "carteira.db")["overlap"] == []
    done("redo")
    assert state(tmp_path / "carteira.db") == before
    done("undo", "1")

    assert took("B", order("120,00")) == (NEW, [])
    assert sold() == [("7", "B", 12000)]
    assert done("doctor", "-f", "json").json["summary"] == {"sound": True}


@pytest.mark.usefixtures("left_out")
def test_undoing_who_left_it_out_forgets_it(took, done):
    done("undo")

    assert took("B", order("120,00")) == (NEW, [])


@pytest.mark.usefixtures("left_out")
def test_where_the_other_system_cancelled_its_own_it_comes(took, sold):
    took("A", OF_A.replace("Faturado", "Cancelado"))

    assert took("B", order("120,00")) == (NEW, [])
    assert sold() == [("7", "B", 12000)]


@pytest.mark.usefixtures("left_out")
@pytest.mark.parametrize("other", ["6", "8"])
def test_a_sale_that_one_order_is_is_no_other_one_of_the_file(took, sold, other):
    other = f"{other};14/02/2026;Ana;100,00;Faturado"

    assert took("B", other, order())[0] == (1, 0, 0, 0, 1)
    assert took("B", other, order())[0] == (0, 1, 0, 0, 1)
    assert [row[2] for row in sold()] == [10000, 10000]


@pytest.mark.usefixtures("left_out")
def test_a_third_telling_of_a_sale_under_the_same_source_is_left_out_too(took, sold):
    other = "8;14/02/2026;Ana;100,00;Faturado"

    assert took("B", other) == (OUT, overlap(10000))
    assert took("B", other, order())[0] == (1, 0, 0, 0, 1)  # now it tells them apart
    assert sum(row[2] for row in sold()) == 20000


@pytest.mark.usefixtures("left_out")
def test_a_return_of_an_order_that_was_left_out_is_known_to_its_source_alone(took, sold):
    assert took("B", "7;20/02/2026;Ana;-100,00;Devolvido") == (NEW, [])
    assert sold() == [("1", "A", 10000), ("7", "B", -10000)]


def test_an_order_of_the_same_longer_number_is_the_same_whatever_it_comes_to(took, sold):
    took("A", "7001;14/02/2026;Ana;100,00;Faturado")

    assert took("B", "7001;14/02/2026;Ana;120,00;Faturado") == (OUT, overlap(12000))
    assert sold() == [("7001", "A", 10000)]


@pytest.mark.usefixtures("left_out")
def test_the_number_of_another_customer_is_another_order(took, sold):
    assert took("B", "7;15/02/2026;Bia;80,00;Faturado") == (NEW, [])
    assert sold() == [("1", "A", 10000), ("7", "B", 8000)]


@pytest.mark.usefixtures("left_out")
def test_a_sale_of_another_system_takes_its_place(took, done):
    took("A", OF_A.replace("Faturado", "Cancelado"))
    took("C", "5;14/02/2026;Ana;100,00;Faturado")

    assert took("B", order())[1][0]["source"] == "C"
    assert took("B", order("120,00"))[1][0]["source"] == "C"
    done("undo")
    done("undo")
    assert done("doctor", "-f", "json").json["summary"] == {"sound": True}


def test_an_order_without_a_number_is_not_remembered(took, done):
    took("A", OF_A)

    assert took("B", order()[1:])[0] == OUT
    assert done("export").json["tables"]["overlap"] == []
    assert took("B", order("120,00")[1:])[0] == NEW


def test_a_rehearsal_remembers_nothing(took, done, written):
    took("A", OF_A)
    done("import", written("b.csv", order()), "--source", "B", "--dry-run")

    assert done("export").json["tables"]["overlap"] == []


CENTS = st.sampled_from([1000, 2550, 700])
FEW = settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@FEW
@given(
    sales=st.lists(st.tuples(st.sampled_from(["Ana", "Bia"]), CENTS), min_size=1, max_size=5),
    later=st.lists(st.tuples(CENTS, st.booleans()), min_size=5, max_size=5),
)
def test_whatever_the_second_system_corrects_the_first_one_counts(
    sales, later, done, tmp_path_factory
):
    folder = tmp_path_factory.mktemp("mundo")
    now = [(who, cents, False) for who, cents in sales]
    then = [(who, *told) for (who, _cents), told in zip(sales, later, strict=False)]
    for turn, (system, orders) in enumerate([("A", now), ("B", now), ("B", then), ("B", now)]):
        rows = (
            f"{number};14/02/2026;{who};{cents / 100:.2f};{'Cancelado' if gone else 'Faturado'}"
            for number, (who, cents, gone) in enumerate(orders)
        )
        path = folder / f"{turn}.csv"
        path.write_text("\n".join([ORDERS, *rows, ""]).replace(".", ","), encoding="utf-8")
        done("--db", folder / "a.db", "import", path, "--source", system)

    kept = done("--db", folder / "a.db", "sales", "-f", "json", "--since", "all").json["rows"]
    assert sorted((row["source"], row["amount_cents"]) for row in kept) == sorted(
        ("A", cents) for _who, cents in sales
    )


# An order and its return under one number, and another system that tells of the order alone

BACK = "7;20/02/2026;Ana;-{};Devolvido"
KEPT_BACK = [("1", "A", 10000), ("7", "B", -3000)]


@pytest.mark.parametrize("told_before", [False, True])
def test_what_came_back_counts_where_its_order_is_left_out(took, sold, told_before):
    took("A", OF_A)
    if told_before:
        took("B", order())
    both = (order(), BACK.format("30,00"))

    assert took("B", *both) == ((1, 0, 0, 0, 1), overlap(10000))
    assert sold() == KEPT_BACK
    assert took("B", *both) == ((0, 1, 0, 0, 1), overlap(10000))
    assert took("B", order("120,00"), BACK.format("30,00")) == ((0, 1, 0, 0, 1), overlap(12000))
    assert took("B", *both, "7;25/02/2026;Ana;-20,00;Devolvido")[0] == (1, 1, 0, 0, 1)
    assert sold() == [KEPT_BACK[0], ("7", "B", -5000)]


@pytest.mark.parametrize("number", ["7", "7001"])
def test_what_came_back_on_the_orders_day_counts_too(took, sold, number):
    took("A", OF_A.replace("1;", f"{number};", 1))
    rows = [f"{number}{row[1:]}" for row in (order(), BACK.format("30,00"))]

    took("B", rows[0], rows[1].replace("20/02", "14/02"))

    assert sold() == [(number, "A", 10000), (number, "B", -3000)]


@pytest.mark.parametrize("number", ["1", "2"])
def test_what_both_systems_tell_came_back_once(took, sold, number):
    back = BACK.format("30,00")
    took("A", OF_A, f"{number}{back[1:]}")
    before = sold()

    for _again in range(2):
        assert took("B", order(), back)[0] == (0, 0, 0, 0, 2)
    assert sold() == before


def test_an_order_that_is_new_comes_with_what_came_back(took, sold):
    took("A", OF_A)

    assert took("B", order("90,00"), BACK.format("30,00")) == ((2, 0, 0, 0, 0), [])
    assert took("B", order("90,00"), BACK.format("30,00"))[0] == (0, 2, 0, 0, 0)
    assert sold() == [("1", "A", 10000), ("7", "B", 6000)]


def test_an_order_that_is_kept_comes_with_what_came_back(took, sold):
    took("A", OF_A)
    both, keep = (order(), BACK.format("30,00")), ("--on-overlap", "keep")

    assert took("B", *both, options=keep) == ((2, 0, 0, 0, 0), overlap(10000, kept=True))
    assert sold() == [("1", "A", 10000), ("7", "B", 7000)]


def test_an_order_may_be_kept_after_what_came_back(took, sold, done):
    took("A", OF_A)
    both, keep = (order(), BACK.format("30,00")), ("--on-overlap", "keep")
    took("B", *both)

    assert took("B", *both, options=keep) == ((1, 1, 0, 0, 0), overlap(10000, kept=True))
    assert sold() == [("1", "A", 10000), ("7", "B", 7000)]
    assert done("doctor", "-f", "json").json["summary"] == {"sound": True}
