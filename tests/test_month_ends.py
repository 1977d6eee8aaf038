from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from carteira_cli.domain.month_ends import LATE, WITH_RHYTHM, History, count_at
from carteira_cli.domain.purchases import summarise
from carteira_cli.domain.situation import Thresholds
from carteira_cli.domain.standing import standings

DEFAULT = Thresholds()
HISTORIES = st.lists(
    st.builds(
        History,
        st.lists(st.integers(1, 800), unique=True, max_size=8).map(sorted),
        st.none() | st.integers(1, 800),
    ),
    max_size=6,
)


def test_nobody_and_no_month():
    assert count_at([], [], DEFAULT) == {}
    assert count_at([], [31, 59], DEFAULT) == {31: Counter(), 59: Counter()}


def test_whoever_did_not_buy_yet_is_left_out():
    assert count_at([History([40], None), History([], None)], [31, 59], DEFAULT) == {
        31: Counter(),
        59: Counter(new=1),
    }


def test_a_weekly_buyer_who_stops():
    weekly = History(range(0, 210, 7), None)

    counts = count_at([weekly], [150, 203, 220, 250, 600], DEFAULT)

    assert counts == {
        150: Counter({"active": 1, WITH_RHYTHM: 1}),
        203: Counter({"active": 1, WITH_RHYTHM: 1}),
        220: Counter({"at_risk": 1, WITH_RHYTHM: 1, LATE: 1}),
        250: Counter({"at_risk": 1, WITH_RHYTHM: 1, LATE: 1}),
        600: Counter({"inactive": 1, WITH_RHYTHM: 1, LATE: 1}),
    }


def test_a_customer_is_former_from_the_day_the_rep_said_so():
    counts = count_at([History([0, 30, 60], 80)], [79, 80], DEFAULT)

    assert [{*counts[end]} & {"active", "new", "former"} for end in (79, 80)] == [
        {"new"},
        {"former"},
    ]


@given(HISTORIES, st.lists(st.integers(1, 900), unique=True, max_size=4).map(sorted))
def test_each_month_end_counts_what_the_report_of_that_day_would(histories, ends):
    for end, counts in count_at(histories, ends, DEFAULT).items():
        known = [[day for day in history.order_days if day <= end] for history in histories]
        summaries = [
            summarise(number, [(day, 1000, 1) for day in days])
            for number, days in enumerate(known)
            if days
        ]
        former = {
            number: history.former_on
            for number, history in enumerate(histories)
            if history.former_on is not None
        }
        stood = standings(summaries, end, DEFAULT, former)
        regular = [each for each in stood if each.summary.order_days >= 3]
        expected = Counter(each.situation for each in stood)
        expected[WITH_RHYTHM] = len(regular)
        assert +counts - Counter({LATE: counts[LATE]}) == +expected
        assert abs(counts[LATE] - sum(each.lateness > 2 for each in regular)) <= sum(
            abs(each.lateness - 2) < 1e-9 for each in regular
        )
