"""What a record takes over from the one that goes into it."""

import pytest

from carteira_cli.domain.merging import Record, changes, joined, may_be_two

BLANK = Record("", "", "", "", "", "", "", "", "", "", "", None, None, None, None, 0)
ANA = BLANK._replace(name="Ana")
BIA = Record(
    name="Bia Comércio Ltda",
    trade_name="Mercado Bia",
    tax_id="11222333000181",
    tax_id_text="11.222",
    segment="mercearia",
    size="P",
    potential="alto",
    network="Boa",
    city="Itu",
    state="SP",
    notes="às terças",
    stated_last_on="2026-02-05",
    stated_last_cents=5000,
    former_on="2026-03-01",
    former_reason="price",
    do_not_contact=1,
)


def test_blanks_are_filled_and_a_customer_still_bought_from_is_not_former():
    expected = BIA._replace(name="Ana", former_on=None, former_reason=None)

    assert joined(ANA, BIA) == expected


def test_what_stands_is_kept():
    full = BIA._replace(
        **{field: f"own {field}" for field in Record._fields[:11]},
        stated_last_on="2026-02-05",
        stated_last_cents=1,
        former_on=None,
        former_reason=None,
    )

    assert joined(full, BIA) == full


def test_nothing_comes_of_nothing():
    assert joined(BIA, ANA) == BIA._replace(former_on=None, former_reason=None)
    assert changes(ANA, joined(ANA, BLANK._replace(name="Outra"))) == {}


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        ("2026-02-05", "2026-02-06", ("2026-02-06", 2)),
        ("2026-02-06", "2026-02-05", ("2026-02-06", 1)),
        ("2026-02-05", "2026-02-05", ("2026-02-05", 1)),
        (None, "2026-02-05", ("2026-02-05", 2)),
        ("2026-02-05", None, ("2026-02-05", 1)),
    ],
)
def test_the_newer_stated_purchase_is_the_last_with_its_own_amount(mine, theirs, expected):
    one = ANA._replace(stated_last_on=mine, stated_last_cents=1)
    other = ANA._replace(stated_last_on=theirs, stated_last_cents=2)

    after = joined(one, other)

    assert (after.stated_last_on, after.stated_last_cents) == expected


def test_former_in_both_is_former_since_the_later_day():
    one = ANA._replace(former_on="2026-01-01", former_reason="price")
    other = ANA._replace(former_on="2026-03-01", former_reason="closed")

    after = joined(one, other)

    assert (after.former_on, after.former_reason) == ("2026-03-01", "closed")
    assert joined(other, one)[-3:-1] == ("2026-03-01", "closed")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Mercado Bia", "Bia Comércio Ltda"),  # until now only the trade name was known
        ("77", "Bia Comércio Ltda"),
        ("11.222.333/0001-81", "Bia Comércio Ltda"),
        ("Outra", "Outra"),
    ],
)
def test_a_stand_in_gives_way_to_a_name(name, expected):
    assert joined(BLANK._replace(name=name), BIA, ["77"]).name == expected


def test_only_what_is_another_is_a_change():
    one = ANA._replace(city="Itu")

    assert changes(one, one._replace(city="Salto", do_not_contact=1)) == {
        "city": "Salto",
        "do_not_contact": 1,
    }


def test_two_tax_ids_may_be_two_companies():
    assert may_be_two("1", "2")
    assert not any(map(may_be_two, ("1", "", "1", ""), ("1", "2", "", "")))
