import pytest

from carteira_cli.domain.overlaps import Alike, Held, Overlap, added, counterpart

SERRA, AVILA = 1, 2


@pytest.mark.parametrize(
    ("principal", "held", "met", "found"),
    [
        (SERRA, [], set(), None),
        (SERRA, [AVILA], set(), None),
        (SERRA, [None], set(), 0),
        (None, [AVILA], set(), 0),
        (SERRA, [None, SERRA], set(), 1),
        (None, [AVILA, None], set(), 1),
        (SERRA, [SERRA, SERRA], {0}, 1),
        (SERRA, [SERRA, None], {0}, 1),
        (SERRA, [SERRA], {0}, None),
    ],
)
def test_a_sale_is_another_once_and_of_no_other_principal(principal, held, met, found):
    sales = [Held(sale_id, each, "Site", 1000) for sale_id, each in enumerate(held)]

    other = counterpart(principal, sales, met)

    assert (other and other.sale_id) == found


def test_the_overlaps_of_several_tables_are_told_together():
    serra = Overlap("Serra", 1, 500, 500, differs=False, is_kept=False)
    other, dearer, kept = (
        Overlap("", 2, 7, 7, differs=False, is_kept=False),
        Overlap("Serra", 1, 600, 500, differs=True, is_kept=False),
        serra._replace(is_kept=True),
    )

    assert added([serra, other, dearer, serra, kept, dearer]) == [
        Overlap("Serra", 2, 1000, 1000, differs=False, is_kept=False),
        other,
        Overlap("Serra", 2, 1200, 1000, differs=True, is_kept=False),
        kept,
    ]


@pytest.mark.parametrize(
    ("seen", "orders", "suspect"),
    [(0, 0, False), (1, 1, False), (2, 2, True), (4, 2, True), (5, 2, False), (1000, 499, False)],
)
def test_two_and_half_of_all_are_no_chance(seen, orders, suspect):
    assert Alike(seen, orders).is_suspect is suspect
