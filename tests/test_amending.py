"""What a file corrects of a stored order, and what comes to it: its money is the order's."""

import pytest

from carteira_cli.domain.orders import Row
from carteira_cli.domain.reconciling import reconcile

WHOLE = Row("", None, "2026-01-01", 10000, None, None, "invoiced", "")
CAFE = WHOLE._replace(product_id=1, amount_cents=6000, quantity=2.0)
MEL = WHOLE._replace(product_id=2, amount_cents=4000, quantity=1.0)
P1, P2 = CAFE._replace(product_id=101), MEL._replace(product_id=102)


def called(product_id):
    """Products from 100 on are known by their code alone, the others by their name alone."""
    return "code" if product_id > 100 else "name"


def invoice(cents, day, **said):
    return WHOLE._replace(amount_cents=cents, day=f"2026-01-{day:02}", **said)


def taken(told, *before, numbered=True):
    """What is stored after these rows came, without ids; taken in again they change nothing."""
    kept = [row._replace(id=at) for at, row in enumerate(before, 1)]
    for again in range(2):
        verdict = reconcile(told, kept, numbered=numbered, called=called)
        corrected = {old.id: new for old, new in verdict.corrected}
        kept = [corrected.get(row.id, row) for row in kept] + verdict.new
        kept = [row._replace(id=at) for at, row in enumerate(kept, 1)]
        assert not again or (verdict.new, verdict.corrected) == ([], [])
    return [row._replace(id=None) for row in kept]


INVOICES = [invoice(6000, 5), invoice(4000, 9)]


@pytest.mark.parametrize(
    "before",
    [[WHOLE], [CAFE, MEL], [CAFE._replace(line="1"), MEL._replace(line="2")], [invoice(10000, 2)]],
)
@pytest.mark.parametrize("told", [INVOICES, [invoice(7000, 5), invoice(3000, 9)]])
def test_an_orders_invoices_are_its_money(before, told):
    assert taken(told, *before) == before


def test_the_order_that_was_invoiced_is_the_money_of_its_invoices():
    assert taken([WHOLE], *INVOICES) == INVOICES
    assert taken([CAFE, MEL], *INVOICES) == [CAFE, MEL]
    assert taken([P1._replace(amount_cents=10000)], *INVOICES) == INVOICES


def test_items_take_the_place_of_invoices_that_are_not_all_there_yet():
    assert taken([CAFE, MEL], invoice(6000, 5)) == [CAFE, MEL]
    assert taken([CAFE, MEL], invoice(5000, 5), invoice(3000, 9)) == [CAFE, MEL]
    assert taken([CAFE, MEL, P1], invoice(5000, 5), invoice(3000, 9)) == [CAFE, MEL, P1]


def test_of_fewer_items_than_invoices_the_invoices_amounts_stand():
    assert taken([CAFE._replace(amount_cents=9900)], *INVOICES) == INVOICES


def test_an_item_beside_others_and_several_whole_rows_is_another():
    beside = [CAFE, invoice(200, 1), invoice(300, 1)]

    assert taken([CAFE, MEL], *beside) == [*beside, MEL]


def test_invoices_of_items_say_only_how_these_are():
    paid = [invoice(6000, 5, status="paid"), invoice(3000, 9, status="paid")]

    assert taken(paid, CAFE, MEL) == [row._replace(status="paid") for row in (CAFE, MEL)]


@pytest.mark.parametrize("more", [invoice(1000, 12), invoice(4000, 12), invoice(6000, 2)])
def test_another_invoice_beside_several_is_one_more(more):
    assert taken([more], *INVOICES) == [*INVOICES, more]
    assert taken([*INVOICES, more], *INVOICES) == [*INVOICES, more]


def test_of_several_invoices_told_together_one_is_corrected():
    for now in (invoice(4000, 12), invoice(3500, 9), invoice(3500, 12)):
        assert taken([INVOICES[0], now], *INVOICES) == [INVOICES[0], now]


def test_the_one_row_of_an_order_is_corrected_in_day_and_amount():
    for now in (invoice(10000, 5), invoice(9000, 1), invoice(9000, 5), invoice(12000, 5)):
        assert taken([now], WHOLE) == [now]


def test_an_order_told_by_its_first_invoices_alone_comes_to_these():
    assert taken([invoice(6000, 5), invoice(3000, 9)], WHOLE) == [
        invoice(6000, 5),
        invoice(3000, 9),
    ]


IN_PART = WHOLE._replace(status="partially_invoiced")


def test_an_order_invoiced_in_part_keeps_its_amount_until_all_of_it_is():
    assert taken([invoice(5000, 5)], IN_PART) == [IN_PART]
    assert taken([invoice(5000, 9)], IN_PART) == [IN_PART]
    assert taken([invoice(5000, 5), invoice(3000, 9)], IN_PART) == [IN_PART]
    assert taken([invoice(5000, 5), invoice(5000, 9)], IN_PART) == [WHOLE]


def test_an_order_invoiced_in_part_is_corrected_on_its_day_and_by_its_items():
    less = invoice(9000, 1, status="partially_invoiced")
    back = invoice(-1000, 9, status="returned")

    assert taken([less], IN_PART) == [less]
    assert taken([CAFE, MEL], IN_PART) == [CAFE, MEL]
    assert taken([back], IN_PART) == [IN_PART, back]


FIRST, SECOND = invoice(6000, 5, line="NF 1"), invoice(4000, 9, line="NF 2")


def test_an_invoice_is_known_by_its_number():
    assert taken([SECOND], FIRST) == [FIRST, SECOND]
    assert taken([FIRST], WHOLE) == [FIRST]
    assert taken([invoice(4500, 12, line="NF 2")], FIRST, SECOND) == [
        FIRST,
        invoice(4500, 12, line="NF 2"),
    ]
    assert taken([invoice(4500, 9)], SECOND) == [SECOND]
    assert taken([FIRST, invoice(4500, 9)], FIRST, SECOND) == [
        FIRST,
        invoice(4500, 9, line="NF 2"),
    ]


@pytest.mark.parametrize("items", [[CAFE, MEL], [CAFE._replace(line="1"), MEL._replace(line="2")]])
def test_invoices_are_more_than_items_and_less_than_the_order(items):
    assert taken(items, FIRST, SECOND) == items
    assert taken([FIRST, SECOND], *items) == items
    assert taken([SECOND], *items) == items
    assert taken([WHOLE], FIRST, SECOND) == [FIRST, SECOND]
    assert taken([invoice(9000, 1)], FIRST) == [FIRST]
    assert taken([CAFE._replace(amount_cents=9900)], FIRST, SECOND) == [FIRST, SECOND]


def test_a_row_that_is_earlier_and_more_than_the_invoices_is_their_order():
    assert taken([WHOLE], invoice(6000, 5)) == [invoice(6000, 5)]
    assert taken([WHOLE], invoice(6000, 5), invoice(3000, 9)) == [
        invoice(6000, 5),
        invoice(3000, 9),
    ]
    for corrected in (IN_PART, WHOLE._replace(status="open")):
        assert taken([corrected], invoice(6000, 5)) == [corrected]


def test_of_several_returns_another_is_one_more():
    backs = [invoice(-1000, day, status="returned") for day in (5, 9)]
    more = invoice(-500, 12, status="returned")

    assert taken([more], WHOLE, *backs) == [WHOLE, *backs, more]


def test_a_return_of_another_day_is_another_return():
    first, more = (invoice(-3000, day, status="returned") for day in (5, 9))

    assert taken([more], WHOLE, first) == [WHOLE, first, more]
    assert taken([first], WHOLE, first, more) == [WHOLE, first, more]
    less = invoice(-2000, 5, status="returned")
    assert taken([less], WHOLE, first) == [WHOLE, less]


# Items by name, then by code


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ([P1, P2._replace(amount_cents=4500)], [CAFE, MEL._replace(amount_cents=4500)]),
        (
            [P1._replace(amount_cents=6500), P2._replace(amount_cents=4500)],
            [CAFE._replace(amount_cents=6500), MEL._replace(amount_cents=4500)],
        ),
        (
            [P1._replace(quantity=7.0, amount_cents=6500), P2],
            [CAFE._replace(quantity=7.0, amount_cents=6500), MEL],
        ),
        ([P2._replace(amount_cents=4500)], [CAFE, MEL._replace(amount_cents=4500)]),
        (
            [P1, P2._replace(amount_cents=4500), P2._replace(quantity=9.0)],
            [CAFE, MEL._replace(quantity=9.0), P2._replace(amount_cents=4500)],
        ),
    ],
)
def test_items_by_code_correct_those_by_name(told, kept):
    assert taken(told, CAFE, MEL) == kept


def test_an_item_by_code_like_none_of_more_by_name_is_another():
    other = P2._replace(amount_cents=900, quantity=9.0)

    assert taken([other], CAFE, MEL) == [CAFE, MEL, other]


def test_an_item_of_another_day_or_line_is_another():
    later, lined = P1._replace(day="2026-01-09"), P1._replace(line="2", amount_cents=100)

    assert taken([later], CAFE) == [CAFE, later]
    assert taken([lined], CAFE._replace(line="1")) == [CAFE._replace(line="1"), lined]


def test_two_codes_are_two_products():
    assert taken([P2], P1) == [P1, P2]


# Without a number


def test_items_without_a_number_are_the_whole_that_they_come_to():
    assert taken([CAFE, MEL], WHOLE, numbered=False) == [CAFE, MEL]
    assert taken([WHOLE], CAFE, MEL, numbered=False) == [CAFE, MEL]
    assert taken(
        [WHOLE._replace(amount_cents=3000), invoice(7000, 1)], CAFE, MEL, numbered=False
    ) == [CAFE, MEL]
    assert taken([CAFE, MEL], *[WHOLE._replace(amount_cents=2500)] * 4, numbered=False) == (
        [WHOLE._replace(amount_cents=2500)] * 4
    )


def test_other_equal_sums_without_a_number_are_coincidences():
    parts = [WHOLE._replace(amount_cents=6000), WHOLE._replace(amount_cents=4000)]

    assert taken([WHOLE], *parts, numbered=False) == [*parts, WHOLE]
    assert taken([WHOLE._replace(amount_cents=9000)], CAFE, MEL, numbered=False) == [
        CAFE,
        MEL,
        WHOLE._replace(amount_cents=9000),
    ]
    mixed = [CAFE, MEL._replace(product_id=None, quantity=None)]
    assert taken([WHOLE], *mixed, numbered=False) == [*mixed, WHOLE]


def test_items_without_a_number_by_code_are_those_by_name_that_say_the_same():
    dearer = P2._replace(amount_cents=4500)

    assert taken([P1, P2], CAFE, MEL, numbered=False) == [CAFE, MEL]
    assert taken([P1, dearer], CAFE, MEL, numbered=False) == [CAFE, MEL, dearer]
