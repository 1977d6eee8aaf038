"""Lines of styled words: the words alone for a pipe, as many lines as a screen needs."""

import pytest

from carteira_cli.render.lines import GOOD, STRONG, URGENT, Line, ascii_only, bar, flowed, line


def test_a_line_is_its_words():
    both = line("12", STRONG).then(" dias").then(" atrás", URGENT)

    assert both == Line((("12", "bold"), (" dias", ""), (" atrás", "red")))
    assert both.plain == "12 dias atrás"


def test_an_empty_line_has_no_words():
    assert line() == line("", GOOD) == Line(())
    assert line().plain == ""


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (0.0, ""),
        (0.04, ""),
        (0.06, "█"),
        (0.5, "█████"),
        (1.0, "█" * 10),
        (1.7, "█" * 10),
        (-1, ""),
    ],
)
def test_a_bar_is_as_long_as_its_share(part, expected):
    assert bar(part, 10) == expected


def test_signs_that_an_old_console_lacks_have_their_nearest():
    assert ascii_only("█░▁▂▃▄▅▆▇·…−–—“”→›×≥≤") == '#._.-=+*%-.---"">>x><'
    assert ascii_only("Ávila · São João…") == "Ávila - São João."


PARTS = [("3 novos", ""), ("12 ativos", "green"), ("1 em risco", "yellow")]


def test_a_pipe_gets_one_line():
    (only,) = flowed("Agora", PARTS, None, indent=10)

    assert only.plain == " Agora    3 novos · 12 ativos · 1 em risco"
    assert only.words[0:3] == ((" ", ""), ("Agora    ", "bold"), ("3 novos", ""))


def test_a_screen_gets_as_many_as_it_needs():
    lines = flowed("Agora", PARTS, 32, indent=10)

    assert [each.plain for each in lines] == [
        " Agora    3 novos · 12 ativos",
        "          1 em risco",
    ]


def test_what_just_fits_stays_on_its_line():
    width = len(" Agora    3 novos · 12 ativos · 1 em risco")

    assert len(flowed("Agora", PARTS, width, indent=10)) == 1
    assert len(flowed("Agora", PARTS, width - 1, indent=10)) == 2


def test_a_part_wider_than_the_screen_stands_alone_and_whole():
    lines = flowed("Agora", [("x" * 50, ""), ("y", "")], 30, indent=10)

    assert [each.plain for each in lines] == [" Agora    " + "x" * 50, " " * 10 + "y"]


def test_no_parts_leave_the_label():
    assert [each.plain for each in flowed("Agora", [], 80, indent=10)] == [" Agora    "]
