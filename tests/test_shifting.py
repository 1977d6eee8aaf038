from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from carteira_cli.domain.rows import CustomerRow, Party, Problem, SaleRow, Skipped
from carteira_cli.domain.shifting import moved, shifted, whole_weeks

DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))


@given(DAYS, DAYS)
def test_the_anchor_comes_to_today_or_the_six_days_before_on_its_weekday(anchor, today):
    days = whole_weeks(anchor, today)
    there = date.fromisoformat(moved(anchor.isoformat(), days))

    assert days % 7 == 0
    assert 0 <= (today - there).days < 7
    assert there.weekday() == anchor.weekday()


def test_every_day_of_an_order_moves_together():
    row = SaleRow(
        2, Party("Ana"), "2026-10-30", 100, invoiced_on="2026-11-02", paid_on="2026-12-01"
    )

    assert shifted(row, 7) == row._replace(
        ordered_on="2026-11-06", invoiced_on="2026-11-09", paid_on="2026-12-08"
    )


def test_what_has_no_day_stays():
    row = SaleRow(2, Party("Ana"), "2026-10-30", 100)
    listed = CustomerRow(2, Party("Ana"))

    assert shifted(row, -7) == row._replace(ordered_on="2026-10-23")
    assert shifted(listed, 7) == listed
    assert shifted(listed._replace(last_on="2026-02-25"), 7).last_on == "2026-03-04"
    for other in (Problem(3, "Data", "x", "não é uma data"), Skipped(4, "linha de total")):
        assert shifted(other, 7) is other
