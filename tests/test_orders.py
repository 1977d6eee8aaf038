import pytest

from carteira_cli.domain.orders import Header, Row, header

PLAIN = Row("", None, "2026-01-05", 1000, None, None, "invoiced", "")


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
