from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reference
from carteira_cli.domain.pareto import ClassTotal, Pareto, ParetoRow, pareto

REVENUE = st.dictionaries(st.integers(0, 999), st.integers(-(10**11), 10**11)).map(
    lambda cents_of: [(key, cents, 1) for key, cents in cents_of.items()]
)
EMPTY = {name: ClassTotal(0, 0.0, 0) for name in "ABC"}


def _by_customer(purchases):
    revenue = defaultdict(int)
    for customer, _day, amount in purchases:
        revenue[str(customer)] += amount
    return revenue


def _adventureworks_products():
    # Lines keep fractions of a centavo, and the reference rounds no line: summed, then rounded.
    revenue = defaultdict(float)
    path = reference.DATA / "adventureworks_resellers" / "order_lines.csv.gz"
    for row in reference.table(path):
        revenue[row["product"]] += float(row["amount"])
    return {product: round(amount * 100) for product, amount in revenue.items()}


PUBLISHED = {
    "northwind": lambda: _by_customer(reference.northwind()),
    "adventureworks_resellers": lambda: _by_customer(reference.adventureworks()),
    "adventureworks_products": _adventureworks_products,
    "cdnow": lambda: _by_customer(reference.cdnow()),
    "rfm_orders": lambda: _by_customer(reference.rfm_orders()),
}


@pytest.fixture(scope="module", params=PUBLISHED)
def published(request):
    """(our curve, the published rows, the published summary) of one data set."""
    revenue = PUBLISHED[request.param]()
    return (
        pareto((key, cents, 1) for key, cents in revenue.items()),
        reference.table(reference.ORACLES / f"pareto_{request.param}.csv.gz"),
        reference.figures("pareto_abc.json")[request.param],
    )


def test_classes_are_those_of_the_reference(published):
    ours, theirs, _summary = published
    abc_of = {row.key: row.abc for row in ours.rows if row.abc}
    assert abc_of == {
        row["customer_id"]: row["abc_incl"] for row in theirs if float(row["revenue"]) > 0
    }


def test_cumulative_shares_by_rank_are_those_of_the_reference(published):
    ours, theirs, _summary = published
    shares = [row.cumulative_share for row in ours.rows[: ours.base]]
    assert shares == pytest.approx(
        [float(row["cum_share"]) for row in theirs][: ours.base], abs=1e-5
    )


def test_the_summary_is_that_of_the_reference(published):
    ours, _theirs, summary = published
    assert ours.base == summary["customers_positive"]
    assert ours.outside_base == summary["customers_total"] - summary["customers_positive"]
    assert ours.total_cents == pytest.approx(summary["revenue"] * 100, abs=50)
    assert ours.count_for_80_percent == summary["n_for_80pct"]
    assert {name: total.members for name, total in ours.classes.items()} == summary["abc_incl"]


def test_the_one_who_crosses_a_cut_belongs_to_the_class_before():
    assert pareto([("a", 7_900, 3), ("b", 200, 1), ("c", 1_400, 1), ("d", 500, 2)]) == Pareto(
        [
            ParetoRow(1, "a", 7_900, 3, 0.79, 0.79, "A"),
            ParetoRow(2, "c", 1_400, 1, 0.14, 0.93, "A"),
            ParetoRow(3, "d", 500, 2, 0.05, 0.98, "B"),
            ParetoRow(4, "b", 200, 1, 0.02, 1.0, "C"),
        ],
        10_000,
        4,
        {
            "A": ClassTotal(2, 0.5, 9_300),
            "B": ClassTotal(1, 0.25, 500),
            "C": ClassTotal(1, 0.25, 200),
        },
        0.79,
        2,
        0,
        0,
    )


def test_exactly_on_a_cut_the_next_one_is_beyond_it():
    curve = pareto([("a", 80, 1), ("b", 15, 1), ("c", 5, 1)])
    assert [row.abc for row in curve.rows] == ["A", "B", "C"]
    assert curve.count_for_80_percent == 1


def test_a_cut_is_not_missed_by_rounding():
    thousandths = pareto([(number, 1, 1) for number in range(1_000)])
    assert [total.members for total in thousandths.classes.values()] == [800, 150, 50]


def test_returns_and_nothing_stand_after_the_base_without_shares():
    curve = pareto([("a", 100, 1), ("z", 0, 0), ("m", -50, 0)])
    assert curve.rows == [
        ParetoRow(1, "a", 100, 1, 1.0, 1.0, "A"),
        ParetoRow(2, "z", 0, 0, None, None, None),
        ParetoRow(3, "m", -50, 0, None, None, None),
    ]
    assert (curve.total_cents, curve.base) == (100, 1)
    assert (curve.outside_base, curve.outside_cents) == (2, -50)


def test_of_nothing_every_figure_is_0():
    assert pareto([]) == Pareto([], 0, 0, EMPTY, 0.0, 0, 0, 0)


def test_of_nothing_positive_there_is_no_base():
    row = ParetoRow(1, "a", -50, 0, None, None, None)
    assert pareto([("a", -50, 0)]) == Pareto([row], 0, 0, EMPTY, 0.0, 0, 1, -50)


def test_a_single_customer_is_everything():
    curve = pareto([("a", 1, 1)])
    assert curve.classes == {**EMPTY, "A": ClassTotal(1, 1.0, 1)}
    assert (curve.top_20_percent_share, curve.count_for_80_percent) == (1.0, 1)


def test_equal_revenue_stands_in_the_order_of_the_keys():
    curve = pareto([(3, 10, 1), (1, 10, 1), (2, 10, 1)])
    assert [row.key for row in curve.rows] == [1, 2, 3]


def test_the_first_fifth_is_rounded_up_to_a_whole_customer():
    curve = pareto([(number, 100 - number, 1) for number in range(6)])
    assert curve.top_20_percent_share == (100 + 99) / curve.total_cents


@pytest.mark.parametrize(
    ("cuts", "members"),
    [((0.5, 0.7), [5, 2, 3]), ((0.0, 1.0), [0, 10, 0]), ((0.9, 0.5), [9, 0, 1])],
)
def test_cuts_are_the_caller_s(cuts, members):
    curve = pareto([(number, 1, 1) for number in range(10)], cuts)
    assert [total.members for total in curve.classes.values()] == members


@given(REVENUE, st.randoms())
def test_the_order_of_the_rows_changes_nothing(revenue, shuffler):
    before = pareto(revenue)
    shuffler.shuffle(revenue)
    assert pareto(revenue) == before


@given(REVENUE)
def test_shares_sum_to_the_total_in_centavos(revenue):
    curve = pareto(revenue)
    inside = [row for row in curve.rows if row.abc]
    assert sum(round(row.share * curve.total_cents) for row in inside) == curve.total_cents
    assert sum(row.revenue_cents for row in inside) == curve.total_cents
    assert sum(total.revenue_cents for total in curve.classes.values()) == curve.total_cents
    assert sum(total.members for total in curve.classes.values()) == curve.base == len(inside)
    assert sum(row.revenue_cents for row in curve.rows) == sum(cents for _, cents, _ in revenue)


@given(REVENUE)
def test_more_revenue_never_means_a_worse_class(revenue):
    classes = [row.abc or "outside" for row in pareto(revenue).rows]
    assert classes == sorted(classes)
