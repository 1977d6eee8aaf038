import pytest

from carteira_cli.domain.frequency import frequency_class


@pytest.mark.parametrize(
    ("order_days", "code"),
    [(0, "none"), (1, "occasional"), (2, "occasional"), (3, "recurrent"), (99, "recurrent")],
)
def test_three_order_days_within_12_months_are_recurrent(order_days, code):
    assert frequency_class(order_days) == code
