"""Notes as values: keys, copies of one note, and who is who in it."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carteira_cli.domain.notes import (
    Cancellation,
    Item,
    Note,
    check_digit,
    deals,
    gather,
    is_key,
    sale_rows,
)
from carteira_cli.domain.rows import Party, Problem, SaleRow, Skipped
from notes import ANA, AVILA, SERRA, ZE, key

COFFEE = Item("1", "CAF-1", "Café", 10.0, 1235, 12345)
SUGAR = Item("2", "ACU-9", "Açúcar", 2.5, 400, 900)
BODIES = st.from_regex(r"\A[0-9]{6}[A-Z0-9]{12}[0-9]{25}\Z")


def party(company):
    return Party(company.name, tax_id=company.tax_id)


def note(number, issuer=SERRA, recipient=ANA, **said):
    """A sale of two items, or what is said of it."""
    its_key = said.pop("key", key(issuer, number))
    usual = {"line": 1, "file": "1.xml", "day": "2026-11-05", "purpose": "1", "is_outgoing": True}
    usual |= {"is_authorised": True, "total_cents": 13445, "items": (COFFEE, SUGAR)}
    return Note(key=its_key, issuer=party(issuer), recipient=party(recipient), **(usual | said))


@given(BODIES)
def test_a_key_has_one_right_digit(body):
    right = check_digit(body)

    assert [digit for digit in "0123456789" if is_key(body + digit)] == [right]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "35261111222333000181550010000000071123456789",
        "3526111122233300018155001000000007112345678",
        "35261111222333000181550010000000071123456788 ",
        "352611112223330001815500100000000711234567８8",
        "3526AB11222333000181550010000000071123456788",
    ],
)
def test_anything_else_is_no_key(text):
    assert not is_key(text)


def test_a_key_holds_number_and_series():
    found = note(1234, key=key(AVILA, 1234, series=12))

    assert found.number == "1234-12"
    assert found.invoice == f"{AVILA.tax_id}55012000001234"


def test_each_note_is_taken_once_the_authorised_one_first():
    draft = note(7, is_authorised=False)
    other_draft = note(7, key=key(SERRA, 7, code=11111111), is_authorised=False, line=2)
    sent = note(7, line=3)

    for files in permutations([draft, other_draft, sent]):
        batch = gather(files)

        assert (list(batch.notes.values()), batch.repeated) == ([sent], 4)


def test_each_event_is_taken_once_and_problems_pass():
    first, again = Cancellation(1, "k", "2026-11-06"), Cancellation(2, "k", "2026-11-07")
    others = [Problem(3, "3.xml", "", "não é"), Skipped(4, "nota de teste")]

    for files in permutations([first, again]):
        batch = gather([*files, *others])

        assert batch.cancellations == {"k": first}
        assert (batch.others, batch.repeated) == (others, 1)


def test_the_issuer_sells_and_the_recipient_buys():
    (deal,) = deals([note(7)], ())

    assert (deal.principal, deal.customer) == (party(SERRA), party(ANA))
    assert not deal.is_by_customer


def come_back(issuer, recipient, **said):
    return note(9, issuer, recipient, purpose="4", **said)


RETURNS = {  # the return, the principals known, whether the customer issued it
    "tpNF 0": (come_back(SERRA, ANA, is_outgoing=False), (), False),
    "tpNF 1": (come_back(ANA, SERRA), (), True),
    "known issuer": (come_back(SERRA, ANA), {SERRA.tax_id}, False),
    "known recipient": (come_back(ANA, SERRA, is_outgoing=False), {SERRA.tax_id}, True),
    "both known": (come_back(ANA, SERRA), {SERRA.tax_id, ANA.tax_id}, True),
    "refers to the issuer's": (
        come_back(SERRA, ANA, references=(key(SERRA, 7),)), {ANA.tax_id}, False,
    ),
    "refers to the recipient's": (
        come_back(ANA, SERRA, references=(key(SERRA, 7),), is_outgoing=False), (), True,
    ),
    "refers to a third": (come_back(ANA, SERRA, references=(key(AVILA, 7),)), (), True),
}  # fmt: skip


@pytest.mark.parametrize(("found", "known", "by_customer"), RETURNS.values(), ids=list(RETURNS))
def test_a_return_comes_from_whoever_did_not_sell(found, known, by_customer):
    (deal,) = deals([found], known)

    assert deal.is_by_customer is by_customer
    assert (deal.principal, deal.customer) == (party(SERRA), party(ANA))


def test_whoever_sells_in_the_batch_is_a_principal():
    sale, back = note(7), come_back(ANA, SERRA, is_outgoing=False)

    for files in permutations([sale, back]):
        found = deals(files, ())

        assert [(deal.note, deal.is_by_customer) for deal in found] == [(sale, False), (back, True)]


def test_a_farmer_sells_with_a_cpf():
    farmer = ZE._replace(tax_id="52998224725")
    back = come_back(ANA, farmer, references=(key(farmer, 7),), is_outgoing=False)

    assert deals([back], ())[0].is_by_customer


def rows(found, known=(), *, cancelled=False):
    (deal,) = deals([found], known)
    return list(sale_rows(deal, "7-1", "Serra", cancelled=cancelled))


SALE = SaleRow(
    line=1,
    party=party(ANA),
    ordered_on="2026-11-05",
    amount_cents=12345,
    order="7-1",
    line_key="1",
    status="invoiced",
    principal="Serra",
    product="Café",
    product_code="CAF-1",
    quantity=10.0,
    unit_price_cents=1235,
    gross_cents=13445,
    invoiced_on="2026-11-05",
)
SECOND = SALE._replace(
    amount_cents=900, line_key="2", product="Açúcar", product_code="ACU-9", quantity=2.5,
    unit_price_cents=400, gross_cents=0,
)  # fmt: skip


def test_the_items_are_rows_and_the_total_stands_once():
    assert rows(note(7)) == [SALE, SECOND]


def test_a_return_lowers_value():
    assert rows(come_back(SERRA, ANA, is_outgoing=False)) == [
        SALE._replace(amount_cents=-12345, status="returned", gross_cents=-13445),
        SECOND._replace(amount_cents=-900, status="returned"),
    ]


def test_the_codes_of_what_a_customer_issues_are_not_the_principals():
    assert [row.product_code for row in rows(come_back(ANA, SERRA))] == ["", ""]


def test_a_cancelled_note_is_cancelled_in_all_its_rows():
    cancelled = {"status": "cancelled"}
    assert rows(note(7), cancelled=True) == [
        SALE._replace(**cancelled), SECOND._replace(**cancelled),
    ]  # fmt: skip
