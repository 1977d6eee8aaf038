from datetime import date

import pytest

from carteira_cli.domain import cadence
from carteira_cli.domain.business_days import is_business_day
from carteira_cli.domain.glossary import labels

FRIDAY = date(2026, 11, 20)  # a national holiday


@pytest.mark.parametrize(
    ("result", "next_on"),
    [
        ("no_answer", date(2026, 11, 24)),
        ("order_promised", date(2026, 11, 25)),
        ("quote_sent", date(2026, 11, 27)),
        ("callback", date(2026, 12, 1)),
        ("refused", None),
    ],
)
def test_the_next_date_counts_business_days(result, next_on):
    assert cadence.proposed(result, FRIDAY) == next_on


@pytest.mark.parametrize("result", labels("result"))
def test_a_next_date_is_a_business_day_and_never_after_the_last_word(result):
    next_on = cadence.proposed(result, FRIDAY)

    assert next_on is None or is_business_day(next_on)
    assert not (cadence.is_last(result) and next_on)
