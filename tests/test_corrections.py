from carteira_cli.domain.corrections import Correction, gravest
from carteira_cli.domain.orders import Header

DAY = "2026-01-05"


def correction(number, before, after, was="invoiced", status="invoiced"):
    return Correction(number, Header(DAY, before, was), Header(DAY, after, status))


def test_what_moves_most_money_comes_first():
    small = [correction(str(number), 1000, 1000 + number) for number in range(1, 7)]
    gone = correction("7", 900, 900, status="cancelled")
    back = correction("8", 500, 500, was="cancelled")
    sent = correction("9", 9000, 9000, was="open")

    assert gravest([*small, sent, back, gone]) == [gone, back, *small[:2:-1]]
    assert gravest([sent, small[0], correction("10", 9000, 9000, was="open")]) == [
        small[0],
        sent,
        correction("10", 9000, 9000, was="open"),
    ]


def test_what_looks_the_same_is_no_correction_to_show():
    assert gravest([correction("1", 1000, 1000)]) == []
