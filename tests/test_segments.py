"""Groups and portraits: exact small cases, and what must hold of any portfolio."""

from hypothesis import given
from hypothesis import strategies as st

from carteira_cli.domain.models import Bought
from carteira_cli.domain.purchases import summarise, with_stated
from carteira_cli.domain.rfm import Buyer, Scores, scores
from carteira_cli.domain.risk import population
from carteira_cli.domain.segments import (
    Figures,
    Group,
    Model,
    Part,
    buyers,
    groups,
    key_of,
    names,
    portrait,
    words,
)
from carteira_cli.domain.situation import DEFAULTS
from carteira_cli.domain.standing import standings

AS_OF = 1000

parts = st.lists(
    st.builds(
        Part,
        st.sampled_from(["a", "b", "c", None]),
        st.just(1),
        st.integers(0, 5),
        st.integers(-10_000, 100_000),
    )
)


def test_a_group_adds_its_parts_up():
    found = groups([Part("a", 1, 2, 300), Part("b", 1, 0, 0), Part("a", 0, 0, -100)], 4)

    assert found == [Group("a", 1, 0.25, 2, 200, 1.0, 100), Group("b", 1, 0.25, 0, 0, 0.0, None)]


def test_groups_stand_in_their_natural_order_and_none_last():
    found = groups([Part(None, 1, 1, 900), Part("b", 1, 1, 5), Part("a", 1, 1, 7)], 3, ("b", "a"))

    assert [group.name for group in found] == ["b", "a", None]


def test_without_an_order_the_largest_revenue_comes_first_and_ties_go_by_name():
    found = groups([Part("z", 1, 1, 5), Part("b", 1, 1, 9), Part("a", 1, 1, 5)], 3)

    assert [group.name for group in found] == ["b", "a", "z"]


def test_of_nobody_there_is_no_group():
    assert groups([], 0) == []


@given(parts)
def test_groups_lose_nobody_and_no_centavo(given):
    found = groups(given, len(given))

    assert sum(group.customers for group in found) == len(given)
    assert sum(group.revenue_cents for group in found) == sum(part.revenue_cents for part in given)


@given(parts, st.randoms())
def test_the_order_of_the_customers_never_shows(given, random):
    shuffled = random.sample(given, len(given))

    assert groups(shuffled, len(given)) == groups(given, len(given))


def test_a_grouping_is_named_by_code_or_word():
    assert [key_of(word) for word in names()] == list(names())
    assert [key_of(word) for word in names().values()] == list(names())
    assert key_of("Ciclo de Vida") == "lifecycle"
    assert key_of("signo") is None


def test_only_what_the_glossary_names_has_words():
    assert list(words("value")) == ["premium", "intermediate", "basic"]
    assert words("city") == {}


def test_who_bought_nothing_in_the_window_is_not_scored():
    histories = [summarise(1, [(990, 500, 1)]), summarise(2, [(100, 500, 1)]), summarise(3, [])]
    bought = {1: Bought(500, 1, 1), 3: Bought(-50, 0, 0)}

    assert list(buyers(histories, bought, AS_OF)) == [Buyer(1, 10, 1, 500)]


def figures(bought):
    return Figures(bought, bought, {1: "A"}, {2})


def portraits(histories, found):
    stood = standings(histories, AS_OF, DEFAULTS, {})
    model = Model(scores([]), population(histories, AS_OF))
    return [portrait(standing, found, model, AS_OF) for standing in stood]


def test_a_regular_customer_and_two_prospects():
    days = [(600, 1000, 1), (800, 1000, 1), (900, 1000, 1), (990, 1000, 1)]
    histories = [summarise(1, days), summarise(2, []), summarise(3, [])]

    regular, contacted, unknown = portraits(histories, figures({1: Bought(3000, 3, 3)}))

    assert regular[1:4] == (Bought(3000, 3, 3), None, None)
    assert 0 < regular.alive < 1
    assert 0 < regular.risk < 1
    assert regular[6:] == ("A", "premium", "recurrent", "loyalty")
    assert contacted[1:] == (
        *(Bought(0, 0, 0), None, None, None, None, None, None, "none", "acquisition"),
    )
    assert unknown.lifecycle == "reach"


def test_a_stated_purchase_has_chances_but_neither_revenue_nor_class():
    regular = summarise(1, [(600, 1000, 1), (900, 1000, 1)])
    stated = with_stated(summarise(9, []), 970)

    _regular, found = portraits([regular, stated], figures({}))

    assert found.bought == Bought(0, 0, 0)
    assert 0 < found.alive < 1
    assert (found.abc, found.value_class, found.frequency_class) == (None, None, "none")
    assert found.lifecycle == "nurture"


def test_a_score_brings_its_segment():
    history = summarise(1, [(990, 1000, 1)])
    (standing,) = standings([history], AS_OF, DEFAULTS, {})
    everybody = [Buyer(key, key, key, key) for key in range(1, 21)]
    model = Model(scores(everybody, "quintile"), population([history], AS_OF))

    found = portrait(standing, figures({}), model, AS_OF)

    assert isinstance(model.scores, Scores)
    assert (found.score, found.rfm_segment) == ((5, 1, 1), "newcomers")
