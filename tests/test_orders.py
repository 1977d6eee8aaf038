import pytest
from hypothesis import given
from hypothesis import strategies as st

from carteira_cli.domain.details import Details, packed
from carteira_cli.domain.orders import Header, Row, header, reconcile

PLAIN = Row("", None, "2026-01-05", 1000, None, None, "invoiced", "")
ITEM = PLAIN._replace(product_id=7, quantity=2.0, unit_price_cents=500)
INVOICED = packed(Details("2026-01-09"))

ROWS = st.lists(
    st.builds(
        Row,
        st.sampled_from(["", "1", "2"]),
        st.sampled_from([None, 7, 8]),
        st.sampled_from(["2026-01-05", "2026-01-06"]),
        st.sampled_from([-500, 1000, 2000]),
        st.sampled_from([None, 1.0]),
        st.sampled_from([None, 1000]),
        st.sampled_from(["open", "invoiced", "cancelled"]),
        st.sampled_from(["", INVOICED]),
        st.none(),
    ),
    min_size=1,
    max_size=6,
)


def stored(*rows):
    return [row._replace(id=number) for number, row in enumerate(rows, 1)]


def corrected(incoming, before, *, numbered=True):
    """The one correction there must be, without the id."""
    verdict = reconcile(incoming, stored(*before), numbered=numbered)
    assert (verdict.new, verdict.known) == ([], 0)
    ((old, new),) = verdict.corrected
    assert old.id is not None
    return new


@given(ROWS, st.booleans())
def test_importing_twice_adds_and_corrects_nothing(rows, numbered):
    first = reconcile(rows, [], numbered=numbered)
    again = reconcile(rows, stored(*first.new), numbered=numbered)

    assert sorted(map(repr, first.new)) == sorted(map(repr, rows))
    assert again == ([], [], 0, len(rows))


@given(ROWS, ROWS, st.booleans())
def test_every_row_of_the_file_is_new_changed_or_known(rows, before, numbered):
    verdict = reconcile(rows, stored(*before), numbered=numbered)

    assert len(verdict.new) + verdict.changed + verdict.known == len(rows)


@given(ROWS, ROWS, st.booleans(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(rows, before, numbered, random):
    shuffled = random.sample(rows, len(rows))

    assert reconcile(shuffled, stored(*before), numbered=numbered) == reconcile(
        rows, stored(*before), numbered=numbered
    )


def silent(rows):
    return [row._replace(status="") for row in rows]


@given(ROWS, st.booleans())
def test_a_file_without_status_leaves_what_is_stored_as_it_is(rows, numbered):
    again = reconcile(silent(rows), stored(*rows), numbered=numbered)

    assert again == ([], [], 0, len(rows))


@given(ROWS, st.booleans())
def test_what_is_new_always_has_a_status(rows, numbered):
    verdict = reconcile(silent(rows), stored(rows[0]), numbered=numbered)

    written = [*verdict.new, *(new for _old, new in verdict.corrected)]
    assert all(row.status for row in written)


@pytest.mark.parametrize(
    ("before", "new"),
    [("open", "open"), ("paid", "paid"), ("cancelled", "cancelled"), ("returned", "invoiced")],
)
def test_a_new_item_without_status_counts_as_its_order_does(before, new):
    old, more = ITEM._replace(line="1", status=before), ITEM._replace(line="2", product_id=8)

    (row,) = reconcile(silent([more]), stored(old), numbered=True).new

    assert row.status == new


def test_a_new_sale_without_status_is_invoiced():
    other = PLAIN._replace(amount_cents=99)

    (row,) = reconcile(silent([other]), stored(PLAIN._replace(status="open")), numbered=False).new

    assert row.status == "invoiced"


def test_a_return_that_became_a_sale_is_none_any_more():
    back = ITEM._replace(line="1", amount_cents=-1000, status="returned")

    assert corrected(silent([back._replace(amount_cents=1000)]), [back]).status == "invoiced"


def test_items_of_an_open_order_are_open_where_nothing_is_said():
    whole = PLAIN._replace(status="open")
    items = silent([ITEM._replace(line="1"), ITEM._replace(line="2")])

    verdict = reconcile(items, stored(whole), numbered=True)

    assert [row.status for row in verdict.new] == ["open"]
    assert [new.status for _old, new in verdict.corrected] == ["open"]


def test_a_whole_without_status_leaves_its_items_as_they_are():
    items = [ITEM._replace(line="1", status="open")]

    assert reconcile(silent([PLAIN]), stored(*items), numbered=True) == ([], [], 0, 1)


@given(ROWS, st.data())
def test_a_part_of_what_is_stored_is_known(rows, data):
    part = data.draw(st.lists(st.sampled_from(range(len(rows))), unique=True, min_size=1))
    numbered = data.draw(st.booleans())
    kept = [rows[place] for place in part]
    if len(kept) == 1 and kept[0].is_whole:
        kept = rows

    assert reconcile(kept, stored(*rows), numbered=numbered) == ([], [], 0, len(kept))


def test_true_repeats_live_and_a_third_is_new():
    verdict = reconcile([PLAIN] * 3, stored(PLAIN, PLAIN), numbered=False)

    assert verdict == ([PLAIN], [], 0, 2)


@pytest.mark.parametrize("numbered", [True, False])
def test_another_status_of_the_same_row_is_a_correction(numbered):
    open_row = PLAIN._replace(status="open")

    assert corrected([PLAIN], [open_row], numbered=numbered) == PLAIN


def test_the_same_line_is_corrected_whatever_it_says():
    before = ITEM._replace(line="1")
    now = before._replace(amount_cents=4000, day="2026-02-01", product_id=9)

    assert corrected([now], [before]) == now


def test_an_items_amount_is_corrected_on_its_day():
    now, other = ITEM._replace(amount_cents=1200), ITEM._replace(product_id=8)

    verdict = reconcile([now, other], stored(ITEM, other), numbered=True)

    assert verdict == ([], [(ITEM._replace(id=1), now)], 1, 1)


def test_an_items_day_is_corrected_by_its_amount():
    now = ITEM._replace(day="2026-01-20")

    assert corrected([now], [ITEM]) == now


def test_a_whole_order_that_changed_day_and_amount_is_still_the_order():
    now = PLAIN._replace(day="2026-01-20", amount_cents=1200)

    assert corrected([now], [PLAIN]) == now


def test_without_a_number_another_amount_is_another_sale():
    other = PLAIN._replace(amount_cents=1200)

    assert reconcile([other], stored(PLAIN), numbered=False) == ([other], [], 0, 0)


def test_a_return_never_corrects_the_sale_it_returns():
    given_back = PLAIN._replace(amount_cents=-1000, status="returned")

    assert reconcile([given_back], stored(PLAIN), numbered=True) == ([given_back], [], 0, 0)


def test_a_column_that_a_later_file_lacks_erases_nothing():
    before = ITEM._replace(line="1", details=packed(Details("2026-01-09", channel="visita")))
    now = PLAIN._replace(line="1", status="paid", details=packed(Details("2026-01-10")))

    assert corrected([now], [before]) == before._replace(
        status="paid", details=packed(Details("2026-01-10", channel="visita"))
    )


def test_a_file_that_only_lacks_columns_corrects_nothing():
    before = ITEM._replace(line="1", details=INVOICED)

    assert reconcile([PLAIN._replace(line="1")], stored(before), numbered=True) == ([], [], 0, 1)


def test_items_take_the_place_of_the_whole_order():
    items = [ITEM._replace(amount_cents=400), ITEM._replace(amount_cents=600, product_id=8)]

    verdict = reconcile(items, stored(PLAIN), numbered=True)

    assert verdict.new == items[1:]
    assert verdict.corrected == [(PLAIN._replace(id=1), items[0])]
    assert (verdict.changed, verdict.known) == (1, 0)


def test_a_whole_order_told_after_its_items_adds_nothing():
    items = stored(ITEM, ITEM._replace(product_id=8))

    assert reconcile([PLAIN._replace(amount_cents=2100)], items, numbered=True) == ([], [], 0, 1)


def test_the_state_of_a_whole_order_is_that_of_its_items():
    items = stored(ITEM, ITEM._replace(product_id=8, status="returned"))
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


@pytest.mark.parametrize(
    ("statuses", "status"),
    [
        (["open"], "open"),
        (["invoiced", "open"], "partially_invoiced"),
        (["paid", "partially_invoiced"], "partially_invoiced"),
        (["paid", "invoiced"], "paid"),
    ],
)
def test_rows_that_disagree_make_the_status(statuses, status):
    rows = [
        PLAIN._replace(status=said, amount_cents=1000 - place)
        for place, said in enumerate(statuses)
    ]

    assert header(rows) == Header("2026-01-05", sum(row.amount_cents for row in rows), status)


def test_cancelled_rows_count_only_in_a_cancelled_order():
    gone = PLAIN._replace(status="cancelled", day="2026-01-01", amount_cents=300)

    assert header([gone, PLAIN]) == Header("2026-01-05", 1000, "invoiced")
    assert header([gone]) == Header("2026-01-01", 300, "cancelled")


def test_of_tied_rows_the_status_does_not_depend_on_their_order():
    rows = [PLAIN, PLAIN._replace(status="paid")]

    assert header(rows).status == header(rows[::-1]).status == "paid"
