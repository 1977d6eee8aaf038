import pytest
from hypothesis import given
from hypothesis import strategies as st

from carteira_cli.domain.matching import (
    Claim,
    find,
    name_keys,
    nobody,
    remember,
    shared_names,
    strongest_first,
)
from carteira_cli.domain.rows import Party

ONE, OTHER = "11222333000181", "45997418000153"
SERRA, AVILA = 1, 2
NAMES = {SERRA: "serra", AVILA: "avila"}
ANA, BIA = 100, 200

CLAIMS = st.lists(
    st.builds(
        Claim,
        st.sampled_from([SERRA, AVILA]),
        st.builds(
            Party,
            name=st.sampled_from(["", "Ana", "ANA", "Bia", "Lua"]),
            trade_name=st.sampled_from(["", "Ana", "Bia", "Sol"]),
            code=st.sampled_from(["", "5", "6"]),
            tax_id=st.sampled_from(["", ONE, OTHER]),
        ),
    ).filter(lambda claim: claim.party.name or claim.party.code or claim.party.tax_id),
    unique=True,
    max_size=8,
)


def claim(source=SERRA, **party):
    return Claim(source, Party(**party))


def portfolio(*held):
    """A portfolio in which ANA, BIA, … are known by what these claims say."""
    known = nobody()
    for number, said in enumerate(held, 1):
        remember(said, 100 * number, known)
    return known


def matched(claims, known):
    """Everybody's customer, as an import would find or make them."""
    known.shared.update(shared_names(claims))
    found = {}
    for number, said in enumerate(strongest_first(claims, NAMES), 1_000):
        customer = find(said, known)
        found[said] = number if customer is None else customer
        remember(said, found[said], known)
    return found


def test_nobody_is_found_in_an_empty_portfolio():
    assert find(claim(name="Ana", code="5", tax_id=ONE), nobody()) is None


def test_tax_id_comes_before_code_and_name():
    known = portfolio(claim(name="Ana", tax_id=ONE), claim(name="Bia", code="5"))

    assert find(claim(name="Bia", code="5", tax_id=ONE), known) == ANA


def test_code_comes_before_name_but_only_in_its_source():
    known = portfolio(claim(name="Ana"), claim(name="Bia", code="5"))

    assert find(claim(name="Ana", code="5"), known) == BIA
    assert find(claim(AVILA, name="Ana", code="5"), known) == ANA


def test_a_code_whose_holder_has_another_tax_id_is_somebody_else():
    known = portfolio(claim(name="Ana", code="5", tax_id=ONE))

    assert find(claim(name="Ana", code="5", tax_id=OTHER), known) is None


def test_an_unknown_tax_id_leaves_the_word_to_the_code():
    assert find(claim(code="5", tax_id=ONE), portfolio(claim(name="Ana", code="5"))) == ANA


@pytest.mark.parametrize("typed", ["Padaria São João", "PADARIA SAO JOAO", " padaria são-joão. "])
def test_a_name_is_compared_folded_and_whole(typed):
    known = portfolio(claim(name="Padaria São João"))

    assert find(claim(name=typed), known) == ANA
    assert find(claim(name=f"{typed} Ltda"), known) is None


def test_a_trade_name_is_a_name():
    known = portfolio(claim(name="Padaria Alfa Ltda", trade_name="Alfa"))

    assert find(claim(AVILA, name="ALFA"), known) == ANA
    assert find(claim(AVILA, name="Outra", trade_name="Alfa"), known) is None
    assert find(claim(AVILA, name="Padaria Alfa Ltda", trade_name="Nova"), known) == ANA


def test_companies_that_share_a_trade_name_are_not_one():
    """Nor does what is known by that name alone become one of them."""
    claims = [claim(name="Raz Ltda", trade_name="Fan"), claim(name="Outra Ltda", trade_name="Fan")]
    known = portfolio(claim(name="Fan"))._replace(shared=shared_names(claims))

    assert known.shared == {"fan"}
    assert [find(each, known) for each in claims] == [None, None]
    assert find(claim(name="Fan"), known) == ANA


def test_a_name_without_letters_is_a_name():
    assert find(claim(name="★★★"), portfolio(claim(name="★★★"))) == ANA


def test_a_tax_id_or_a_code_of_the_same_source_contradicts_a_name():
    known = portfolio(claim(name="Ana", code="5", tax_id=ONE))

    assert find(claim(AVILA, name="Ana", tax_id=OTHER), known) is None
    assert find(claim(name="Ana", code="6"), known) is None
    assert find(claim(AVILA, name="Ana", code="6"), known) == ANA


def test_an_invalid_tax_id_never_identifies_and_never_contradicts():
    known = portfolio(claim(name="Ana", tax_id_text="123"), claim(name="Bia", tax_id=ONE))

    assert find(claim(name="Carla", tax_id_text="123"), known) is None
    assert find(claim(name="Bia", tax_id_text="123"), known) == BIA


def test_what_a_source_meant_once_it_means_for_good():
    said = claim(name="Ana")
    known = portfolio(said, claim(name="Ana", tax_id=ONE), claim(name="Ana", tax_id=OTHER))

    assert find(said, known) == ANA
    assert find(claim(name="ANA", city="Itu"), known) == ANA
    assert find(claim(name="Ana", tax_id=ONE), known) == BIA


def test_a_tax_id_comes_before_what_the_words_meant():
    known = portfolio(claim(name="Ana", code="5"), claim(name="Bia", tax_id=ONE))
    remember(claim(name="Bia", tax_id=OTHER), ANA, known)

    assert find(claim(name="Bia", tax_id=ONE), known) == BIA
    assert find(claim(name="Bia", tax_id=OTHER), known) == ANA


def test_namesakes_are_told_apart_by_nothing_weaker():
    known = portfolio(claim(name="Ana", tax_id=ONE), claim(name="Ana", tax_id=OTHER))

    assert find(claim(name="Ana"), known) is None


def test_what_has_only_a_name_belongs_to_who_has_only_a_name():
    known = portfolio(claim(name="Ana", tax_id=ONE), claim(name="Ana"))

    assert find(claim(name="Ana"), known) == BIA
    assert find(claim(name="Ana", code="5"), known) is None


@pytest.mark.parametrize(
    "claims",
    [
        [claim(name="Ana", tax_id=ONE), claim(AVILA, name="ANA", tax_id=OTHER)],
        [claim(name="Ana", code="5"), claim(name="Outra", trade_name="Ana", code="6")],
    ],
)
def test_namesakes_of_one_file_do_not_take_what_is_known_by_the_name_alone(claims):
    assert shared_names(claims) == {"ana"}
    assert ANA not in matched(claims, portfolio(claim(name="Ana"))).values()


def test_one_company_under_two_readings_is_no_namesake():
    claims = [claim(name="Ana", tax_id=ONE), claim(name="Ana", code="5"), claim(name="Ana")]

    assert shared_names(claims) == set()
    assert shared_names([claim(code="5"), claim(AVILA, name="Ana", code="5")]) == set()
    assert set(matched(claims, portfolio(claim(name="Ana"))).values()) == {ANA}


def test_the_strongest_claim_comes_first():
    weak, coded, strong = claim(name="Ana"), claim(name="Ana", code="5"), claim(tax_id=ONE)

    assert strongest_first([weak, coded, strong], NAMES) == [strong, coded, weak]


def test_of_equal_parties_the_source_is_ranked_by_its_name():
    here, there = claim(SERRA, name="Ana"), claim(AVILA, name="Ana")

    assert strongest_first([here, there], NAMES) == [there, here]


def test_a_claim_names_its_keys_once():
    assert name_keys(Party("Ana", "ANA")) == ["ana"]
    assert name_keys(Party("Ana", "Loja")) == ["ana", "loja"]
    assert name_keys(Party("", "", "5")) == []


@given(CLAIMS, st.randoms(use_true_random=False))
def test_the_order_of_the_claims_does_not_matter(claims, random):
    assert matched(random.sample(claims, len(claims)), nobody()) == matched(claims, nobody())


@given(CLAIMS)
def test_a_second_import_makes_nobody(claims):
    known = nobody()
    first = matched(claims, known)

    assert set(matched(claims, known).values()) == set(first.values())


@given(CLAIMS)
def test_nobody_has_two_tax_ids_and_no_tax_id_two_owners(claims):
    owners = {(said.party.tax_id, owner) for said, owner in matched(claims, nobody()).items()}
    named = [pair for pair in owners if pair[0]]

    assert len({tax_id for tax_id, _owner in named}) == len(named)
    assert len({owner for _tax_id, owner in named}) == len(named)
