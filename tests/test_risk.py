import random
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reference
from carteira_cli.domain import risk
from carteira_cli.domain.purchases import DayNet, summarise, value_score, with_stated
from carteira_cli.domain.rhythm import lateness, usual_interval
from carteira_cli.domain.risk import Population

REFERENCES = {
    "rhythm_northwind_1998-05-06": reference.northwind,
    "rhythm_adventureworks_2013-11-29": reference.adventureworks,
    "rhythm_cdnow_1997-12-31": reference.cdnow,
}
HISTORIES = st.lists(
    st.lists(st.integers(1, 999), unique=True).map(
        lambda days: [(day, 100, 1) for day in sorted(days)]
    ),
    max_size=12,
)
AS_OF = 1_000


@cache
def _reference(name):
    as_of = reference.ordinal(name[-10:])
    summaries = reference.summaries(REFERENCES[name](), as_of)
    return as_of, summaries, risk.population(summaries.values(), as_of)


def _by_name(summaries):
    return {str(customer): summary for customer, summary in summaries.items()}


@pytest.mark.parametrize("name", REFERENCES)
def test_the_population_is_that_of_the_reference(name):
    _as_of, _summaries, population = _reference(name)
    expected = reference.figures(f"{name}_population.json")
    assert population._asdict() == pytest.approx(
        {
            "portfolio_gap": expected["median_of_medians"],
            "q95_gap": expected["q95_gap"],
            "pi_first": expected["pi0"],
            "pi_later": expected["pi1"],
            "r": expected["r"],
            "alpha": expected["alpha"],
            "has_gaps": True,
        },
        rel=1e-9,
    )


@pytest.mark.parametrize("name", REFERENCES)
def test_every_customer_s_figures_are_those_of_the_reference(name):
    as_of, summaries, population = _reference(name)
    by_name = _by_name(summaries)
    rows = reference.table(reference.ORACLES / f"{name}.csv")
    assert len(rows) >= 41
    for row in rows:
        _assert_equal(row, by_name[row["customer_id"]], as_of, population)


def _assert_equal(row, summary, as_of, population):
    silent, tenure = as_of - summary.last_day, as_of - summary.first_day
    interval = usual_interval(summary.sum_ln_gap, summary.order_days - 1, population.portfolio_gap)
    alive = risk.alive(population, summary.order_days, tenure, silent)
    missing = risk.risk(population, alive, summary.order_days, tenure, interval)
    assert summary.order_days == int(row["order_days"])
    assert silent == int(row["elapsed_days"])
    assert summary.median_gap == (float(row["median_gap"]) if row["median_gap"] else None)
    assert interval == pytest.approx(float(row["typical_gap_shrunk"]), rel=1e-8)
    assert lateness(silent, interval) == pytest.approx(float(row["late_ratio"]), rel=1e-8)
    assert alive == pytest.approx(float(row["p_alive"]), rel=1e-8)
    assert 1 - missing == pytest.approx(float(row["p_buy_2cycles"]), rel=1e-8)
    assert value_score(summary, as_of) == pytest.approx(
        float(row["ewma120"]) * 100, rel=1e-5, abs=1
    )


def test_an_empty_portfolio_has_no_risk():
    nobody = risk.population([], AS_OF)
    assert nobody == Population(30.0, 0.0, 0.5, 0.2, 0.0, 0.0, has_gaps=False)
    assert risk.alive(nobody, 1, 10, 10) is None
    assert risk.risk(nobody, None, 1, 10, 30.0) is None
    assert risk.risk_band(None) is None


def test_without_a_gap_there_is_no_risk_but_first_days_are_counted():
    customers = [summarise(1, [(990, 100, 1)]), summarise(2, [(500, 100, 1)]), summarise(3, [])]
    assert risk.population(customers, AS_OF) == Population(
        30.0, 0.0, 0.95, 0.2, 0.0, 0.0, has_gaps=False
    )


def test_a_stated_purchase_is_a_customer_of_one_order_day():
    stated = with_stated(summarise(1, []), 900)
    assert risk.population([stated], AS_OF).pi_first == 0.95


def test_a_prospect_has_no_risk():
    some = Population(30.0, 60.0, 0.5, 0.2, 1.0, 30.0, has_gaps=True)
    assert risk.alive(some, 0, 0, 0) is None


def test_last_days_are_counted_apart_for_first_and_later_ones():
    # Gaps 10, 10, 400 and 100: type-7 quantile 0.95 between 100 and 400 is 355 days.
    customers = [
        summarise(1, [(600, 1, 1)]),  # its first day, 400 days old, was the last
        summarise(2, [(600, 1, 1), (610, 1, 1), (620, 1, 1)]),  # two later ones, the last old
        summarise(3, [(500, 1, 1), (900, 1, 1)]),  # its later one is young
        summarise(4, [(700, 1, 1), (800, 1, 1)]),  # all young
    ]
    population = risk.population(customers, AS_OF)
    assert population.q95_gap == 355.0
    assert population.pi_first == 1 / 3
    assert population.pi_later == 1 / 2


def test_a_later_day_as_old_as_the_limit_is_counted():
    # All gaps are 30, so the limit is 30: of days 910, 940, 970 and 1000 the later ones that old
    # are 940 and 970, and none of them was the last.
    alone = summarise(1, [(910, 1, 1), (940, 1, 1), (970, 1, 1), (1_000, 1, 1)])
    gone = summarise(2, [(940, 1, 1), (970, 1, 1)])
    assert risk.population([alone, gone], AS_OF).pi_later == 1 / 3
    assert risk.population([alone], AS_OF).pi_later == 0.02


def test_customers_of_today_only_still_have_a_population():
    today = risk.population([summarise(1, [(AS_OF, 1, 1)])], AS_OF)
    assert today.pi_first == 0.5


@pytest.mark.parametrize(
    ("value", "band"),
    [(0.0, "low"), (0.3333, "low"), (1 / 3, "medium"), (0.6666, "medium"), (2 / 3, "high")],
)
def test_a_risk_is_shown_in_thirds(value, band):
    assert risk.risk_band(value) == band


@given(HISTORIES, st.randoms())
def test_the_order_of_the_customers_changes_nothing(histories, shuffler: random.Random):
    customers = [summarise(number, days) for number, days in enumerate(histories)]
    before = risk.population(customers, AS_OF)
    shuffler.shuffle(customers)
    assert risk.population(customers, AS_OF) == before


@given(HISTORIES)
def test_every_buyer_has_a_chance_between_0_and_1(histories):
    customers = [summarise(number, days) for number, days in enumerate(histories)]
    population = risk.population(customers, AS_OF)
    for customer in customers:
        if not customer.order_days:
            continue
        silent, tenure = AS_OF - customer.last_day, AS_OF - customer.first_day
        alive = risk.alive(population, customer.order_days, tenure, silent)
        missing = risk.risk(population, alive, customer.order_days, tenure, 30.0)
        assert (alive is None) is (missing is None) is (not population.has_gaps)
        assert alive is None or 0 <= alive <= 1
        assert missing is None or 0 <= missing <= 1


@given(st.integers(1, 50), st.integers(0, 900), st.integers(0, 900))
def test_the_longer_the_silence_the_smaller_the_chance(order_days, one, other):
    population = Population(42.0, 120.0, 0.3, 0.1, 1.5, 60.0, has_gaps=True)
    shorter, longer = sorted([one, other])
    chances = [risk.alive(population, order_days, 900, silent) for silent in (shorter, longer)]
    assert chances[0] >= chances[1]


def test_a_day_net_is_what_a_summary_is_made_of():
    assert summarise(1, [DayNet(5, 100, 1)]) == summarise(1, [(5, 100, 1)])
