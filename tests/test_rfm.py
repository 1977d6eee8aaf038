from collections import Counter
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reference
from carteira_cli.domain.rfm import Buyer, Score, Scores, rfm_segment, scores, type7_cuts

CODE_OF = {
    "Champions": "champions",
    "Potential Loyalist": "potential_loyalist",
    "Loyal Customers": "loyal",
    "Promising": "promising",
    "New Customers": "newcomers",
    "Can't Lose Them": "cant_lose",
    "At Risk": "fading",
    "Need Attention": "needs_attention",
    "About To Sleep": "about_to_sleep",
    "Lost": "asleep",
}
OTHERS = {
    (2, 1, 5): "promising",
    (2, 4, 1): "about_to_sleep",
    (2, 5, 1): "about_to_sleep",
    (2, 5, 2): "about_to_sleep",
    (3, 4, 1): "needs_attention",
    (3, 5, 1): "needs_attention",
    (4, 4, 1): "loyal",
    (4, 5, 1): "loyal",
    (5, 4, 1): "loyal",
    (5, 5, 1): "loyal",
}
ANY = st.tuples(st.integers(0, 999), st.integers(0, 30), st.integers(-(10**9), 10**9))
PORTFOLIO = st.lists(ANY, min_size=20, max_size=60).map(
    lambda rows: [Buyer(number, *row) for number, row in enumerate(rows)]
)


def r_scores(name):
    return {
        row["customer_id"]: Score(
            int(row["recency_score"]), int(row["frequency_score"]), int(row["monetary_score"])
        )
        for row in reference.table(reference.ORACLES / name)
    }


def buyers(summaries, as_of):
    return [
        Buyer(customer, as_of - one.last_day, one.order_days, one.revenue_cents)
        for customer, one in summaries.items()
    ]


@pytest.fixture(scope="module")
def on_r_orders():
    as_of = reference.ordinal("2006-12-31")
    return scores(buyers(reference.summaries(reference.rfm_orders(), as_of), as_of))


def test_scores_are_those_of_r_but_for_customers_on_a_cut_point(on_r_orders):
    published = r_scores("rfm_R_orders_scores.csv")
    assert on_r_orders.by_key.keys() == published.keys()
    pairs = [(on_r_orders.by_key[key], published[key]) for key in published]
    equal = [sum(ours[i] == theirs[i] for ours, theirs in pairs) for i in range(3)]
    assert equal[0] >= 992
    assert equal[1] >= 988
    assert equal[2] >= 992
    assert (on_r_orders.scored, on_r_orders.bins) == (995, "quintile")


def test_segments_hold_as_many_customers_as_published(on_r_orders):
    counts = Counter(rfm_segment(*score) for score in on_r_orders.by_key.values())
    published = {
        CODE_OF[row["segment"]]: int(row["customers"])
        for row in reference.table(reference.ORACLES / "rfm_R_orders_segment_summary.csv")
    }
    assert counts == pytest.approx(published, abs=3)


def test_ties_score_as_in_r():
    # Its repeat orders fall on the same day, and its frequency counts them one by one. Its cut
    # points are ours + 1, so that recencies within a day of a broken one score one higher.
    as_of = reference.ordinal("2020-02-01")
    frequency, amount, last = Counter(), Counter(), {}
    for row in reference.table(reference.ORACLES / "rfm_R_ties_input.csv"):
        customer = row["customer_id"]
        frequency[customer] += 1
        amount[customer] += int(row["revenue"])
        last[customer] = reference.ordinal(row["order_date"])
    tied = [Buyer(key, as_of - day, frequency[key], amount[key]) for key, day in last.items()]
    published = r_scores("rfm_R_ties_scores.csv")
    for customer in ("4", "8", "12", "16"):
        published[customer] = published[customer]._replace(r=published[customer].r - 1)
    assert scores(tied, "quintile") == Scores(published, 20, 0.7, "quintile")


def test_each_of_the_125_scores_has_its_segment():
    published = {
        tuple(map(int, row["rfm_score"])): row["segment"]
        for row in reference.table(reference.ORACLES / "rfm_R_segment_of_125_cells.csv")
    }
    assert len(published) == 125
    for score in product(range(1, 6), repeat=3):
        expected = OTHERS.get(score) or CODE_OF[published[score]]
        assert rfm_segment(*score) == expected
    assert {score for score, name in published.items() if name == "Others"} == OTHERS.keys()


def test_below_20_scored_customers_nobody_is_scored():
    few = [Buyer(number, number, 1, 100) for number in range(19)]
    prospects = [Buyer(number, 0, 0, 0) for number in range(100, 200)]
    assert scores(few + prospects) == Scores({}, 19, 1.0, "fixed")
    assert scores([]) == Scores({}, 0, 0.0, "quintile")
    assert len(scores([*few, Buyer(19, 5, 1, 100), *prospects]).by_key) == 20


def test_20_equal_customers_share_one_score():
    equal = [Buyer(number, 10, 2, 100) for number in range(20)]
    assert set(scores(equal).by_key.values()) == {Score(5, 1, 1)}


@pytest.mark.parametrize(
    ("once", "asked", "used"),
    [
        (8, "auto", "quintile"),
        (9, "auto", "fixed"),
        (9, "quintile", "quintile"),
        (0, "fixed", "fixed"),
    ],
)
def test_frequency_goes_by_fixed_bins_when_more_than_40_percent_bought_once(once, asked, used):
    customers = [Buyer(number, number, 1 if number < once else 5, 100) for number in range(20)]
    assert scores(customers, asked).bins == used


def test_fixed_bins_end_at_1_2_4_and_9():
    customers = [Buyer(days, 10, days, 100) for days in range(1, 21)]
    found = scores(customers, "fixed").by_key
    assert [found[days].f for days in range(1, 12)] == [1, 2, 3, 3, 4, 4, 4, 4, 4, 5, 5]


def test_cut_points_of_nothing_and_of_one_value():
    assert type7_cuts([]) == ()
    assert type7_cuts([7]) == (7.0, 7.0, 7.0, 7.0)
    assert type7_cuts([3, 1, 2, 5, 4, 6]) == (2.0, 3.0, 4.0, 5.0)


@given(PORTFOLIO, st.sampled_from(["auto", "quintile", "fixed"]), st.randoms())
def test_the_order_of_the_customers_changes_nothing(customers, bins, shuffler):
    before = scores(customers, bins)
    shuffler.shuffle(customers)
    assert scores(customers, bins) == before


@given(PORTFOLIO, st.sampled_from(["auto", "quintile", "fixed"]))
def test_more_recent_more_frequent_or_larger_never_scores_worse(customers, bins):
    by_key = scores(customers, bins).by_key
    scored = [(buyer, by_key[buyer.key]) for buyer in customers if buyer.key in by_key]
    for (one, its), (other, theirs) in product(scored, repeat=2):
        assert one.recency_days > other.recency_days or its.r >= theirs.r
        assert one.frequency < other.frequency or its.f >= theirs.f
        assert one.monetary_cents < other.monetary_cents or its.m >= theirs.m


@given(st.lists(ANY))
def test_every_scored_customer_has_one_segment_and_the_others_none(rows):
    customers = [Buyer(number, *row) for number, row in enumerate(rows)]
    result = scores(customers)
    active = {buyer.key for buyer in customers if buyer.frequency > 0}
    assert result.by_key.keys() == (active if len(active) >= 20 else set())
    assert {rfm_segment(*score) for score in result.by_key.values()} <= set(CODE_OF.values())
