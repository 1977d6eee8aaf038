"""What to do today: at most five lines, no kind hiding another."""

from datetime import date

from carteira_cli.domain.act_today import (
    Action,
    call_actions,
    chosen_actions,
    follow_up_actions,
    invoice_actions,
)
from carteira_cli.domain.models import FollowUp, OpenOrder
from carteira_cli.domain.purchases import Summary
from carteira_cli.domain.standing import Standing

TODAY = date(2026, 11, 22)


def standing(order_days: int, revenue_cents: int, orders: int, silent: int) -> Standing:
    last = TODAY.toordinal() - silent
    summary = Summary(1, last - 90, last, order_days, orders, revenue_cents, 0.0, None, 0.0, ())
    return Standing(summary, 40.4, silent, silent / 40.4, "at_risk")


def action(kind: str, place: int) -> Action:
    return Action(kind, place, place, ())


def test_promises_come_due_and_later_ones_wait():
    promises = [
        FollowUp(1, 7, "2026-11-20", "tabela nova", None),
        FollowUp(2, 7, "2026-11-22", "", None),
        FollowUp(3, 7, "2026-11-23", "amanhã", None),
    ]

    actions = follow_up_actions(promises, {7: standing(4, 10_001, 3, 80)}, TODAY)

    assert [(each.action, each.customer_id, each.value_cents) for each in actions] == [
        ("follow_up", 7, 3334),
        ("follow_up", 7, 3334),
    ]
    assert actions[0].signals[0].endswith("20/11")
    assert actions[0].signals[1] == "tabela nova"
    assert actions[1].signals[0].endswith("hoje")


def test_a_call_says_the_silence_and_the_rhythm_where_there_is_one():
    known = {1: standing(6, 198_000, 1, 84), 2: standing(2, 50_000, 2, 61)}

    regular, occasional = call_actions([1, 2], known)

    assert regular == Action("call", 1, 198_000, ("84 dias", "ciclo 40", "A"))
    assert occasional == Action("call", 2, 25_000, ("61 dias", "A"))


def test_an_order_waits_for_its_invoice():
    orders = [OpenOrder(1, "5512", "2026-11-16", 331_000), OpenOrder(9, "1", "2026-11-01", 5)]

    assert invoice_actions(orders, {1: standing(3, 1, 1, 1)}, TODAY) == [
        Action("invoice", 1, 331_000, ("pedido 5512 há 6 dias",))
    ]


def test_five_lines_take_one_of_each_kind_in_turn():
    found = [action("follow_up", place) for place in range(4)]
    found += [action("call", place) for place in range(4)]
    found += [action("invoice", 0)]

    assert [(each.action, each.value_cents) for each in chosen_actions(found)] == [
        ("follow_up", 0),
        ("follow_up", 1),
        ("call", 0),
        ("call", 1),
        ("invoice", 0),
    ]


def test_one_kind_alone_fills_the_screen_and_nothing_gives_nothing():
    found = [action("invoice", place) for place in range(9)]

    assert chosen_actions(found) == found[:5]
    assert chosen_actions([]) == []
