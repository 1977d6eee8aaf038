"""Which customers may be one: what speaks for it, what against, and who is compared at all."""

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carteira_cli.domain.candidates import FEW, Candidate, bare, pairs, ready
from carteira_cli.domain.duplicates import AGAINST, THRESHOLD, WEIGHTS, resemblance, suggest
from carteira_cli.domain.likeness import likeness, mistyped
from carteira_cli.domain.names import name_of
from carteira_cli.domain.resemblance import evidence_words

HERE = {"city": "Itu", "state": "SP"}
ONE, BRANCH, OTHER = "11222333000181", "11222333000262", "12345678000195"
PERSON = "52998224725"


def pair(one, other):
    """What is suggested of two customers that are given by what is known of each."""
    found = suggest(
        [Candidate(number, **known) for number, known in enumerate((one, other), start=1)]
    )
    assert len(found) <= 1
    return found[0] if found else None


def evidence(one, other):
    found = pair(one, other)
    return found and found.evidence


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ("Mercearia do Ipê", "Merceria do Ipê", "similar_name"),
        ("Bela Vista Mercado", "Mercado Belavista", "similar_name"),
        ("Bar do Souza", "Bar do Sousa", "similar_name"),
        ("Tiago Lanches", "Thiago Lanches ME", "similar_name"),
        ("Mercado São João", "São João Mercado", "similar_name"),
        ("Mercado São João", "Merc. São João", "abbreviated_name"),
        ("Padaria Três Irmãos", "Padaria Três Irmãos Comércio de Pães", "abbreviated_name"),
        ("Mercado São João", "Mercado São José", ""),
        ("Mercado Santa Maria", "Mercado Santa Marta", ""),
        ("Mercado", "Mercado São João", ""),
        ("Posto 7", "Posto 8", ""),
        ("Loja Sol 1", "Loja Sol", ""),
        ("Padaria Central", "Mercado Central", ""),
        ("H", "HH", ""),
    ],
)
def test_names_are_alike_by_what_they_do_not_share(one, other, code):
    names = name_of(one), name_of(other)

    assert likeness(*names) == likeness(*reversed(names)) == code


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Mercado Ana Ltda.", "mercado ana"),
        ("ANA Alimentos S/A", "ana alimentos"),
        ("Ana & Cia", "ana"),
        ("Cia Ltda", "cia ltda"),
        ("Bar do Zé", "bar ze"),
    ],
)
def test_legal_forms_are_no_part_of_a_name(text, key):
    assert name_of(text).key == key


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("11222333000181", "11222333000191", True),
        ("11222333000181", "11222333001081", True),
        ("11222333000181", "1122233300018", True),
        ("11222333000181", "11222333000181", False),
        ("11222333000181", "12345678000195", False),
        ("11222333000181", "", False),
    ],
)
def test_one_or_two_wrong_characters_are_a_mistake(one, other, found):
    assert mistyped(one, other) is mistyped(other, one) is found


def test_a_text_is_a_tax_id_only_if_it_is_long_enough():
    assert (bare("11.222.333/0001-8x"), bare("ISENTO"), bare("")) == ("1122233300018X", "", "")


SIGNS = {
    "same name": ({"name": "Ana Ltda"}, {"name": "ANA ME"}, ("same_name",), 0.8),
    "trade name": (
        {"name": "Silva Alimentos", "trade_name": "Mercado Ana"},
        {"name": "Mercado Ana"},
        ("crossed_name",),
        0.8,
    ),
    "two trade names": (
        {"name": "Silva Alimentos", "trade_name": "Mercado Ana"},
        {"name": "Costa Comércio", "trade_name": "Mercado Ana"},
        ("same_trade_name",),
        0.6,
    ),
    "similar": (
        {"name": "Merceria do Ipê"},
        {"name": "Mercearia do Ipê"},
        ("similar_name",),
        0.6,
    ),
    "shortened, in one city": (
        {"name": "Merc. Três Irmãos", **HERE},
        {"name": "Mercado Três Irmãos", "city": "ITÚ"},
        ("abbreviated_name", "same_city"),
        1 - 0.55 * 0.85,
    ),
    "wrong tax id twice": (
        {"name": "Ana", "tax_id_text": "11.222.333/0001-80"},
        {"name": "Bia", "tax_id_text": "11222333000180"},
        ("same_wrong_tax_id",),
        0.9,
    ),
    "wrong tax id": (
        {"name": "Ana", "tax_id_text": "11.222.333/0001-80"},
        {"name": "Bia", "tax_id": ONE},
        ("near_tax_id",),
        0.6,
    ),
    "branch": (
        {"name": "Ana", "tax_id": ONE},
        {"name": "Bia", "tax_id": BRANCH},
        ("branch",),
        0.6,
    ),
    "phone": (
        {"name": "Ana", "phones": frozenset({"+551140251010"})},
        {"name": "Bia", "phones": frozenset({"+551140251010", "+5511999990000"})},
        ("same_phone",),
        0.5,
    ),
    "e-mail": (
        {"name": "Ana", "emails": frozenset({"a@b.example"})},
        {"name": "Bia", "emails": frozenset({"a@b.example"})},
        ("same_email",),
        0.5,
    ),
    "owner": (
        {"name": "Ana", "tax_id": ONE},
        {"name": "Ana", "tax_id": PERSON},
        ("same_name",),
        0.8,
    ),
    "name and phone against another company": (
        {"name": "Ana", "tax_id": ONE, "phones": frozenset({"1"})},
        {"name": "Ana", "tax_id": OTHER, "phones": frozenset({"1"})},
        ("same_name", "same_phone", "other_tax_id"),
        0.9 * 0.6,
    ),
    "name and e-mail against another city": (
        {"name": "Ana", "emails": frozenset({"1"}), **HERE},
        {"name": "Ana", "emails": frozenset({"1"}), "city": "Salto", "state": "SP"},
        ("same_name", "same_email", "other_city"),
        0.9 * 0.6,
    ),
}


@pytest.mark.parametrize(("one", "other", "codes", "score"), SIGNS.values(), ids=list(SIGNS))
def test_what_speaks_for_it_is_told_and_weighed(one, other, codes, score):
    found = pair(one, other)

    assert (found.evidence, found.score) == (codes, pytest.approx(score))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "Ana", **HERE}, {"name": "Bia", **HERE}),
        ({"name": "Ana", **HERE}, {"name": "Ana", "city": "Salto"}),
        ({"name": "Ana", **HERE}, {"name": "Ana", "city": "Itu", "state": "BA"}),
        ({"name": "Ana", "tax_id": ONE}, {"name": "Ana", "tax_id": OTHER}),
        ({"name": "Merc. Três Irmãos"}, {"name": "Mercado Três Irmãos"}),
        (
            {"name": "Ana", "tax_id": ONE, "phones": frozenset("1"), "emails": frozenset("1")},
            {"name": "Bia", "tax_id": OTHER, "phones": frozenset("1"), "emails": frozenset("1")},
        ),
        (
            {"name": "Ana", "tax_id": ONE, "phones": frozenset("1"), "city": "Itu"},
            {"name": "Ana", "tax_id": OTHER, "phones": frozenset("1"), "city": "Salto"},
        ),
    ],
)
def test_too_little_or_too_much_against_it_is_not_shown(one, other):
    assert pair(one, other) is None


def test_what_many_share_tells_nobody_apart():
    def suggested(number):
        return suggest(
            Candidate(n, f"Loja {n}", phones=frozenset({"+551140251010"})) for n in range(number)
        )

    assert [len(suggested(number)) for number in (FEW, FEW + 1)] == [3, 0]


def test_a_chain_is_kept_store_by_store():
    stores = [
        Candidate(n, "Rede Boa", tax_id=f"1122233300{n:02}00", city="Itu") for n in range(FEW + 1)
    ]

    assert suggest(stores) == []
    assert {found.evidence for found in suggest(stores[1:])} == {
        ("same_name", "branch", "same_city")
    }


def test_the_one_with_a_tax_id_is_to_be_kept_else_the_older():
    bare_one, known = {"name": "Ana"}, {"name": "Ana", "tax_id": ONE}

    assert pair(bare_one, known)[:2] == (2, 1)
    assert pair(known, bare_one)[:2] == (1, 2)
    assert pair(bare_one, bare_one)[:2] == (1, 2)


@pytest.mark.parametrize("candidates", [[], [Candidate(1, "Ana")]])
def test_nobody_is_a_pair(candidates):
    assert suggest(candidates) == []


def test_who_has_no_city_is_compared_everywhere():
    found = suggest(
        [
            Candidate(1, "Padaria Aurora", city="Itu"),
            Candidate(2, "Padaria Aurrora", city="Salto"),
            Candidate(3, "Padaria Auroora"),
        ]
    )

    assert [each[:2] for each in found] == [(1, 3), (2, 3)]


def test_what_everybody_has_brings_nobody_together():
    everybody = [Candidate(n, f"Cliente {n:05}", city="Itu") for n in range(2_000)]

    assert len(pairs(ready(everybody))) < 200_000  # of two million
    assert suggest(everybody) == []


def test_every_code_has_its_words():
    assert [*evidence_words()] == [*WEIGHTS, *AGAINST]


NAMES = st.sampled_from(
    ("Mercado Ana", "Merc. Ana", "Ana Ltda", "Bar do Zé", "Bar do Zé 2", "Bar Ze", "★")
)
CANDIDATES = st.lists(
    st.builds(
        Candidate,
        id=st.integers(1, 10**6),
        name=NAMES,
        trade_name=st.just("") | NAMES,
        tax_id=st.sampled_from(("", "", ONE, BRANCH, OTHER, PERSON)),
        tax_id_text=st.sampled_from(("", "11222333000180", "52998224720", "s/n")),
        city=st.sampled_from(("", "Itu", "Salto")),
        state=st.sampled_from(("", "SP")),
        phones=st.frozensets(st.sampled_from("12"), max_size=1),
        emails=st.frozensets(st.sampled_from("12"), max_size=1),
    ),
    unique_by=lambda candidate: candidate.id,
    max_size=8,
)


@given(CANDIDATES, st.randoms())
def test_order_is_nothing_and_a_score_is_a_share(candidates, chance):
    found = suggest(candidates)
    shuffled = chance.sample(candidates, len(candidates))

    assert suggest(shuffled) == found
    assert all(THRESHOLD <= each.score < 1 and each.evidence for each in found)
    assert len({frozenset(each[:2]) for each in found}) == len(found)


@given(CANDIDATES)
def test_a_pair_is_the_same_from_both_sides(candidates):
    for one, other in combinations(ready(candidates), 2):
        assert resemblance(one, other) == resemblance(other, one)


@given(CANDIDATES)
def test_a_few_are_all_compared(candidates):
    """The shortcut finds whatever comparing everybody with everybody finds."""
    known = ready(candidates)
    compared = (resemblance(one, other) for one, other in combinations(known, 2))
    every = {each[:2] for each in compared if each and each.score >= THRESHOLD}

    assert {each[:2] for each in suggest(candidates)} == every


def test_a_mistyped_name_is_found_among_thousands():
    chance = random.Random(3)  # noqa: S311 no secret
    parts = ["ba", "ce", "di", "fo", "gu", "la", "me", "ni", "ro", "su", "ta", "ve"]
    names = {f"Mercado {''.join(chance.choices(parts, k=4)).title()}" for _ in range(3_000)}
    everybody = [Candidate(number, name) for number, name in enumerate(sorted(names))]
    mistyped_ones = [
        Candidate(who.id + 10_000, who.name[:-4] + who.name[-3:]) for who in everybody[::30]
    ]

    found = {each[:2] for each in suggest([*everybody, *mistyped_ones])}

    missed = [who for who in mistyped_ones if (who.id - 10_000, who.id) not in found]
    assert len(missed) <= len(mistyped_ones) * 0.05
