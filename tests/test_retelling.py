"""One order told in several layouts is the same money, whichever comes first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carteira_cli.domain.details import Details, packed
from carteira_cli.domain.orders import Row, header
from carteira_cli.domain.reconciling import reconcile

DAY = "2026-01-05"
CAFE, MEL, P1, P2 = 1, 2, 101, 102
LAYOUTS = ("whole", "lines", "items", "codes", "coded lines", "amounts", "quantities")

ITEMS = st.lists(
    st.tuples(
        st.integers(1, 4), st.sampled_from([0, 500, 1000, 2000]), st.sampled_from([1.0, 2.0])
    ),
    min_size=1,
    max_size=5,
)


def item(product_id=None, cents=1000, line="", quantity=None):
    return Row(line, product_id, DAY, cents, quantity, None, "", "")


def told(items, layout):
    """The rows in which a report of that layout tells of an order's items."""
    if layout == "whole":
        return [item(None, sum(cents for _product, cents, _quantity in items))]
    return [
        item(
            None if layout == "amounts" else product + 100 * layout.startswith("code"),
            cents,
            str(place) if layout.endswith("lines") else "",
            quantity if layout in {"lines", "codes", "quantities"} else None,
        )
        for place, (product, cents, quantity) in enumerate(items, 1)
    ]


def taken(rows, stored, *, numbered=True):
    """What is stored after the rows were taken in, and what of them was new."""
    verdict = reconcile(rows, stored, numbered=numbered)
    corrected = {old.id: new._replace(id=old.id) for old, new in verdict.corrected}
    kept = [corrected.get(row.id, row) for row in stored]
    return [
        *kept,
        *(row._replace(id=number) for number, row in enumerate(verdict.new, len(kept) + 1)),
    ], verdict


def after(*tellings):
    stored = []
    for rows in tellings:
        stored, verdict = taken(rows, stored)
    return stored, verdict


@given(ITEMS, st.lists(st.sampled_from(LAYOUTS), min_size=2, max_size=4))
def test_whatever_the_layouts_it_is_the_same_money(items, layouts):
    stored, _verdict = after(*(told(items, layout) for layout in layouts))

    assert header(stored).amount_cents == sum(cents for _product, cents, _quantity in items)


@given(ITEMS, st.sampled_from(LAYOUTS), st.sampled_from(LAYOUTS))
def test_a_second_time_nothing_changes(items, first, second):
    _stored, verdict = after(told(items, first), *[told(items, second)] * 2)

    assert (verdict.new, verdict.corrected, verdict.changed) == ([], [], 0)


PLAIN = Row("", None, DAY, 1000, None, None, "invoiced", "")
ITEM = PLAIN._replace(product_id=CAFE, quantity=2.0, unit_price_cents=500)
OTHER = ITEM._replace(product_id=MEL)
INVOICED = packed(Details("2026-01-09"))


def stored(*rows):
    return [row._replace(id=number) for number, row in enumerate(rows, 1)]


def silent(*rows):
    return [row._replace(status="") for row in rows]


def again(told, before):
    """What is stored after an order was told again, without ids; nothing may be new of it."""
    kept, verdict = taken(told, before)
    assert verdict.new == []
    return [row._replace(id=None) for row in kept]


def test_items_take_the_place_of_the_whole_order():
    items = [ITEM._replace(amount_cents=400), OTHER._replace(amount_cents=600)]

    verdict = reconcile(items, stored(PLAIN), numbered=True)

    assert verdict.new == items[1:]
    assert verdict.corrected == [(PLAIN._replace(id=1), items[0])]
    assert (verdict.changed, verdict.known) == (1, 0)


def test_a_returned_item_takes_no_place_of_the_whole_order():
    back = ITEM._replace(amount_cents=-400, status="returned")

    assert reconcile([back], stored(PLAIN), numbered=True) == ([back], [], 0, 0)


def test_items_take_the_place_of_the_whole_order_beside_its_return():
    before = stored(PLAIN, PLAIN._replace(amount_cents=-300, status="returned"))
    items = [ITEM._replace(amount_cents=400), OTHER._replace(amount_cents=650)]

    verdict = reconcile(items, before, numbered=True)

    assert (verdict.new, verdict.corrected) == (items[1:], [(before[0], items[0])])


def test_items_of_an_open_order_are_open_where_nothing_is_said():
    items = silent(ITEM._replace(line="1"), ITEM._replace(line="2"))

    verdict = reconcile(items, stored(PLAIN._replace(status="open")), numbered=True)

    assert [row.status for row in verdict.new] == ["open"]
    assert [new.status for _old, new in verdict.corrected] == ["open"]


def test_a_whole_order_told_after_its_items_adds_nothing():
    items = stored(ITEM, OTHER)

    assert reconcile([PLAIN._replace(amount_cents=2100)], items, numbered=True) == ([], [], 0, 1)


def test_a_whole_without_status_leaves_its_items_as_they_are():
    items = [ITEM._replace(line="1", status="open")]

    assert reconcile(silent(PLAIN), stored(*items), numbered=True) == ([], [], 0, 1)


def test_the_state_of_a_whole_order_is_that_of_its_items():
    items = stored(ITEM, OTHER._replace(status="returned"))
    whole = PLAIN._replace(status="paid", details=packed(Details("2026-01-09", gross_cents=2500)))

    verdict = reconcile([whole], items, numbered=True)

    assert verdict.corrected == [
        (items[0], items[0]._replace(status="paid", details=INVOICED)),
        (items[1], items[1]._replace(details=INVOICED)),
    ]
    assert (verdict.new, verdict.changed, verdict.known) == ([], 1, 0)


def test_a_whole_order_in_part_invoiced_says_nothing_of_each_item():
    whole = PLAIN._replace(status="partially_invoiced")

    assert reconcile([whole], stored(ITEM), numbered=True) == ([], [], 0, 1)


@pytest.mark.parametrize("status", ["invoiced", "partially_invoiced", "open"])
def test_an_order_cancelled_as_a_whole_comes_back_as_a_whole(status):
    items = stored(ITEM, OTHER)
    gone = again([PLAIN._replace(amount_cents=2000, status="cancelled")], items)
    assert [row.status for row in gone] == ["cancelled", "cancelled"]

    back = again([PLAIN._replace(amount_cents=2000, status=status)], stored(*gone))

    assert back == [ITEM._replace(status=status), OTHER._replace(status=status)]


def test_an_item_cancelled_on_its_own_stays_so():
    items = stored(ITEM, OTHER._replace(status="cancelled"))

    assert reconcile([PLAIN], items, numbered=True) == ([], [], 0, 1)
    assert again(silent(PLAIN), stored(ITEM._replace(status="cancelled"))) == [
        ITEM._replace(status="cancelled")
    ]


def test_items_by_code_are_those_by_name_as_long_as_they_make_the_same_money():
    by_name = stored(ITEM, OTHER._replace(amount_cents=700))
    by_code = [ITEM._replace(product_id=P1), ITEM._replace(product_id=P2, amount_cents=700)]
    dearer = [row._replace(amount_cents=row.amount_cents + 1) for row in by_code]
    later = [row._replace(day="2026-01-20") for row in by_code]

    assert reconcile(by_code, by_name, numbered=True) == ([], [], 0, 2)
    assert reconcile(dearer, by_name, numbered=True).new == dearer
    assert reconcile(later, by_name, numbered=True).new == later
    assert reconcile(by_code, by_name, numbered=False).new == by_code


def test_what_another_layout_says_of_each_item_is_taken_over():
    before = stored(ITEM._replace(status="open"), OTHER._replace(status="open", amount_cents=700))
    told = [
        ITEM._replace(product_id=P1, line="1", details=INVOICED),
        ITEM._replace(product_id=P2, amount_cents=700, status="cancelled"),
    ]

    assert again(told, before) == [
        ITEM._replace(product_id=P1, line="1", details=INVOICED),
        OTHER._replace(amount_cents=700, status="cancelled"),
    ]


def test_cancelled_items_that_another_layout_leaves_out_stand_in_no_way():
    before = stored(ITEM, OTHER._replace(amount_cents=700, status="cancelled"))
    told = [ITEM._replace(product_id=P1)]

    assert reconcile(told, before, numbered=True) == ([], [], 0, 1)
    gone = OTHER._replace(product_id=P2, amount_cents=300, status="cancelled")
    assert reconcile([*told, gone], stored(ITEM), numbered=True) == ([gone], [], 0, 1)


def test_lines_that_another_layout_sums_up_are_told_again_together():
    before = stored(ITEM, ITEM._replace(amount_cents=500), OTHER._replace(amount_cents=700))
    told = [
        PLAIN._replace(product_id=P1, amount_cents=1500, status="paid"),
        PLAIN._replace(product_id=P2, amount_cents=700, status="paid"),
    ]

    verdict = reconcile(told, before, numbered=True)

    assert [row.status for row in again(told, before)] == ["paid", "paid", "paid"]
    assert (verdict.changed, verdict.known) == (2, 0)
    assert reconcile(silent(*told), before, numbered=True) == ([], [], 0, 2)


def test_items_take_the_place_of_two_whole_rows():
    before = stored(PLAIN._replace(amount_cents=1500), PLAIN._replace(amount_cents=500))
    items = [ITEM._replace(amount_cents=cents) for cents in (900, 600, 500)]

    kept, verdict = taken(items, before)

    assert sorted(row.amount_cents for row in kept) == [500, 600, 900]
    assert (len(verdict.new), verdict.changed) == (1, 2)


def test_as_many_items_of_the_same_money_are_corrections():
    before = stored(ITEM._replace(line="1", amount_cents=700), OTHER._replace(amount_cents=300))
    told = [
        ITEM._replace(line="1", amount_cents=600, product_id=P1),
        ITEM._replace(product_id=P2, amount_cents=400),
    ]

    assert again(told, before) == [
        ITEM._replace(line="1", amount_cents=600),
        OTHER._replace(amount_cents=400),
    ]


def test_items_that_changed_places_are_corrected_by_product():
    before = stored(ITEM._replace(amount_cents=700), OTHER._replace(amount_cents=300))
    told = [ITEM._replace(amount_cents=300), OTHER._replace(amount_cents=700)]

    assert again(told, before) == told


def test_a_return_told_by_code_is_the_same_return():
    back = ITEM._replace(amount_cents=-300, status="returned")

    assert reconcile([back._replace(product_id=P1)], stored(OTHER, back), numbered=True) == (
        [],
        [],
        0,
        1,
    )
