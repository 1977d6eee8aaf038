"""The morning's figures as pure functions: empty, single and tied input."""

from datetime import date

from carteira_cli.domain import status
from carteira_cli.domain.models import Bought, FollowUp, Freshness
from carteira_cli.domain.month_ends import LATE, WITH_RHYTHM
from carteira_cli.domain.pareto import pareto
from carteira_cli.domain.purchases import Summary
from carteira_cli.domain.standing import Standing
from carteira_cli.domain.status import Active, Coverage, Soon

TODAY = date(2026, 11, 22)


def standing(key: int, situation: str, *, late: float = 1.0, order_days: int = 5) -> Standing:
    summary = Summary(key, 1, 2, order_days, 4, 40_000, 0.0, None, 0.0, ())
    return Standing(summary, 30.0, round(30 * late), late, situation)


def test_a_source_is_stale_by_its_last_import_and_shows_its_newest_sale():
    found = [
        Freshness("Serra", "2026-10-02", "2026-11-08"),
        Freshness("", "2026-11-21", "2026-11-07"),
    ]

    fresh, stale = status.source_ages(found, TODAY, 15)

    assert fresh == ("Serra", date(2026, 10, 2), 51, False)
    assert stale == ("", date(2026, 11, 21), 1, True)


def test_every_situation_is_named_and_counted_once():
    counts = status.situation_counts([standing(1, "active"), standing(2, "active")])

    assert counts == {
        "prospect": 0, "new": 0, "active": 2, "at_risk": 0, "inactive": 0, "former": 0
    }  # fmt: skip


def test_changes_are_against_last_months_end_and_leave_prospects_out():
    now = status.situation_counts([standing(1, "active"), standing(2, "new")])

    assert status.changes(now, {"active": 3}) == {
        "new": 1, "active": -2, "at_risk": 0, "inactive": 0, "former": 0
    }  # fmt: skip
    assert status.changes(now, None) == {}


def test_coverage_counts_each_buyer_once_without_prospects_and_former_ones():
    known = {
        key: standing(key, situation)
        for key, situation in enumerate(["active", "inactive", "prospect", "former"])
    }
    month = {0: Bought(500, 2, 2), 1: Bought(-100, 0, 0), 3: Bought(900, 1, 1)}

    assert status.coverage(month, known) == Coverage(1, 2)
    assert Coverage(1, 2).share == 0.5
    assert Coverage(0, 0).share is None


def test_the_portfolio_is_paused_beyond_one_and_a_half_times_the_usual_share():
    ends = [{WITH_RHYTHM: 10, LATE: 2}] * 6
    some = [standing(key, "active") for key in range(14)]

    def with_late(count: int) -> list[Standing]:
        return some[: 20 - count] + [
            standing(90 + key, "at_risk", late=2.1) for key in range(count)
        ]

    assert status.pause([*some, *[standing(9, "active")] * 6], ends) is None
    assert status.pause([*with_late(6)], ends) is None
    assert status.pause([*with_late(7)], ends) == (7, 20)
    assert status.pause(with_late(7)[-8:], ends) is None
    assert status.pause(with_late(7), []) is None
    assert status.pause(with_late(7), [{WITH_RHYTHM: 10, LATE: 0}] * 6) is None


def test_active_customers_are_recurrent_from_three_order_days_in_the_year():
    some = [standing(1, "active"), standing(2, "active"), standing(3, "active"), standing(4, "new")]
    year = {1: Bought(9, 3, 3), 2: Bought(9, 3, 2), 4: Bought(9, 9, 9)}

    assert status.active_split(some, year) == Active(1, 2)


def test_the_average_ticket_is_net_revenue_by_positive_orders():
    assert status.average_ticket({1: Bought(1000, 2, 2), 2: Bought(-1, 0, 0)}) == 500
    assert status.average_ticket({}) is None


def test_a_months_revenue_at_risk_is_that_of_the_best_at_risk():
    curve = pareto([(1, 80_000, 1), (2, 20_000, 1), (3, 6_000, 1)])
    known = {1: standing(1, "at_risk"), 2: standing(2, "active"), 3: standing(3, "at_risk")}

    assert [row.abc for row in curve.rows] == ["A", "A", "B"]
    assert status.at_risk_cents(curve, known) == 6667
    assert status.at_risk_cents(pareto([]), {}) == 0


def test_the_next_seven_days_bring_whose_interval_ends_and_what_was_promised():
    some = [
        standing(1, "active", late=23 / 30),
        standing(2, "active", late=22 / 30),
        standing(3, "active", late=1.0),
        standing(4, "active", late=0.9, order_days=2),
        Standing(Summary(5, None, None, 0, 0, 0, 0.0, None, 0.0, ()), 30.0, None, 0.0, "prospect"),
    ]
    promises = [
        FollowUp(place, 1, day, "", None)
        for place, day in enumerate(["2026-11-22", "2026-11-23", "2026-11-29", "2026-11-30"])
    ]

    assert status.soon(some, promises, TODAY) == Soon(1, 10_000, 2)
