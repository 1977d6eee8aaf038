"""Lines of a card: titles, dots, and the end of the screen."""

import pytest

from carteira_cli.render.labelled import headed, labelled, shortened
from carteira_cli.render.lines import Line


def test_parts_are_separated_by_dots_and_empty_ones_left_out():
    assert labelled("Contato", "Célia", "", Line(), "Itu").plain == " Contato     Célia · Itu"
    assert headed("", "Célia", Line((("Itu", "bold"),))).plain == " Célia · Itu"
    assert headed().plain == " "


def test_what_commands_a_terminal_is_made_visible():
    assert headed("a\x1b[2Jb").plain == " a<001B>[2Jb"


@pytest.mark.parametrize(
    ("width", "shown"), [(9, "abc · def"), (8, "abc · d…"), (6, "abc ·…"), (3, "ab…"), (1, "…")]
)
def test_a_line_ends_where_the_screen_does(width, shown):
    words = Line((("abc", "bold"), (" · ", ""), ("def", "red")))

    assert shortened(words, width).plain == shown


def test_a_line_that_is_cut_keeps_its_styles():
    words = Line((("abc", "bold"), ("def", "red")))

    assert shortened(words, 5) == Line((("abc", "bold"), ("d", "red"), ("…", "")))
