import pytest
from hypothesis import given
from hypothesis import strategies as st

from carteira_cli.domain.details import Details, packed
from carteira_cli.domain.orders import Row
from carteira_cli.domain.reconciling import reconcile

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


@pytest.mark.parametrize("numbered", [True, False])
def test_what_only_one_of_two_tellings_says_makes_no_second_row(numbered):
    stored_rows = stored(PLAIN._replace(quantity=2.0), PLAIN._replace(product_id=7))
    told = [PLAIN._replace(product_id=8, quantity=2.0), PLAIN._replace(product_id=7, quantity=1.0)]

    verdict = reconcile(told, stored_rows, numbered=numbered)

    assert verdict == ([], list(zip(stored_rows, told, strict=True)), 2, 0)


def test_a_line_number_that_a_later_file_lacks_stays():
    lines = stored(ITEM._replace(line="1"), ITEM._replace(line="2", product_id=8))

    same = reconcile([ITEM, ITEM._replace(product_id=8)], lines, numbered=True)
    dearer = reconcile([ITEM._replace(amount_cents=1200)], lines, numbered=True)

    assert same == ([], [], 0, 2)
    assert dearer.corrected == [(lines[0], ITEM._replace(line="1", amount_cents=1200))]


def test_a_line_number_that_comes_later_is_kept():
    lines = [ITEM._replace(line="1", amount_cents=1200), ITEM._replace(line="2", product_id=8)]

    verdict = reconcile(lines, stored(ITEM), numbered=True)

    assert verdict.corrected == [(ITEM._replace(id=1), lines[0])]
    assert verdict.new == [lines[1]]


def test_lines_of_other_numbers_are_other_lines():
    line = ITEM._replace(line="1")

    assert reconcile([line._replace(line="2")], stored(line), numbered=True).new == [
        line._replace(line="2")
    ]


def test_of_twins_the_one_that_needs_no_correction_is_met():
    twins = stored(ITEM._replace(status="open"), ITEM._replace(details=INVOICED))
    told = ITEM._replace(quantity=None, details=INVOICED)

    assert reconcile([told], twins, numbered=False) == ([], [], 0, 1)
