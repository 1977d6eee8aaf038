from hypothesis import given
from hypothesis import strategies as st

from carteira_cli.domain.details import Details, filled, merged, packed, unpacked

WORDS = st.text(st.characters(exclude_characters="\x1f"), max_size=5)
DETAILS = st.builds(
    Details,
    st.sampled_from(["", "2026-01-02", "2026-03-04"]),
    st.sampled_from(["", "2026-05-06"]),
    WORDS,
    WORDS,
    st.none() | st.integers(),
    st.none() | st.integers(),
)


@given(DETAILS)
def test_packing_loses_nothing(details):
    assert unpacked(packed(details)) == details


@given(DETAILS, DETAILS)
def test_what_is_said_stands_and_its_blanks_are_filled(new, old):
    both = unpacked(filled(packed(new), packed(old)))

    assert both == tuple(
        kept if said in ("", None) else said for said, kept in zip(new, old, strict=True)
    )


def test_saying_nothing_packs_to_nothing():
    assert packed(Details()) == ""
    assert packed(Details(commission_bp=500)) == "\x1f\x1f\x1f\x1f\x1f500"


def test_a_cell_cannot_break_out_of_its_place():
    assert unpacked(packed(Details(channel="a\x1fb"))) == Details(channel="a b")


def test_an_order_says_what_its_rows_say_together():
    rows = [
        Details("2026-01-05", "", "", "28 dias", 1000, 500),
        Details("2026-01-09", "2026-02-01", "visita", "30 dias", 50, 500),
    ]

    assert merged(map(packed, rows)) == Details(
        "2026-01-09", "2026-02-01", "visita", "28 dias", 1050, 500
    )


def test_a_gross_amount_or_a_rate_that_not_every_row_has_is_nobodys():
    assert merged(map(packed, [Details("", "", "", "", 1000, 500), Details()])) == Details()


def test_one_row_speaks_for_its_order():
    alone = Details("2026-01-05", "", "visita", "", 0, 0)

    assert merged([packed(alone)]) == alone
