import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carteira_cli.domain import text

EVERY_CODE_POINT = [chr(code) for code in range(sys.maxunicode + 1)]
JOINERS = "\u200c\u200d"
VISIBLE_FORMATS = (  # category Cf, yet they print: numbers, years, verses and quadrats
    {chr(code) for code in range(0x600, 0x606)}
    | {chr(code) for code in range(0x13430, 0x13456)}
    | set("\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
)
BLANK_LETTERS = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2065\u3164\uffa0"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("  MERCADO São-João (ME)", "mercado sao joao me"),
        ("Mercado Sao Joao ME", "mercado sao joao me"),
        ("Empório D'Ávila & Cia. Ltda.", "emporio d avila cia ltda"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("ÇA_VA", "ca va"),
        ("Loja nº 1", "loja no 1"),
        ("ＡＢＣ", "abc"),
        ("***", "***"),
        ("", ""),
    ],
)
def test_names_that_mean_the_same_fold_to_the_same_key(name, key):
    assert text.fold(name) == key


@given(st.text())
def test_folding_a_key_changes_nothing(name):
    key = text.fold(name)
    assert text.fold(key) == key
    assert key == " ".join(key.split())


@given(st.text())
def test_case_and_normal_form_do_not_matter(name):
    decomposed = unicodedata.normalize("NFD", name)
    assert text.fold(decomposed) == text.fold(unicodedata.normalize("NFC", name))


def _is_unsafe(char):
    category = unicodedata.category(char)
    if category == "Cf":
        return char not in JOINERS and char not in VISIBLE_FORMATS
    in_tags = 0xE0000 <= ord(char) <= 0xE0FFF
    noncharacter = ord(char) >= 0xF0000
    return (
        category in {"Cc", "Cs", "Co", "Zl", "Zp"}
        or in_tags
        or noncharacter
        or (char in BLANK_LETTERS)
    )


def test_every_code_point_is_shown_as_it_is_or_as_its_number():
    expected = [f"<{ord(char):04X}>" if _is_unsafe(char) else char for char in EVERY_CODE_POINT]
    assert list(map(text.safe, EVERY_CODE_POINT)) == expected


def test_a_command_to_the_terminal_becomes_visible():
    assert text.safe("Acme\x1b]0;pwn\x07\u202eLtda\r\n") == (
        "Acme<001B>]0;pwn<0007><202E>Ltda<000D><000A>"
    )
    assert text.safe("\ud800\U000e0041\x9b") == "<D800><E0041><009B>"


def test_an_ordinary_name_stays_the_same_object():
    name = "Padaria Três Irmãos 👩\u200d🍳"
    assert text.safe(name) is name


@given(st.text())
def test_what_is_safe_can_be_written_and_is_stable(name):
    shown = text.safe(name)
    assert text.safe(shown) == shown
    assert shown.encode("utf-8").decode("utf-8") == shown


@pytest.mark.parametrize(
    ("number", "same"),
    [
        ("000123", "123"),
        ("123", "123"),
        ("1000", "1000"),
        ("000", "0"),
        ("", ""),
        ("0A1", "0A1"),
        ("01-2", "01-2"),
        ("0²", "0²"),
        ("٠١", "٠١"),
    ],
)
def test_a_number_of_digits_alone_needs_no_zeros_ahead(number, same):
    assert text.unpadded(number) == same


@given(
    st.text(
        st.characters(exclude_categories=("Cc", "Cs", "Cf")) | st.sampled_from("\t\r\n\xad\u200b")
    )
)
def test_what_commands_nothing_stays_as_it_came(cell):
    assert text.harmless(cell) == cell


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("\x1b]0;a\x07", "<001B>]0;a<0007>"),
        ("a\x9b2J\x7f", "a<009B>2J<007F>"),
        ("\u202ea\ud800", "<202E>a<D800>"),
    ],
)
def test_what_commands_the_screen_is_made_visible(cell, shown):
    assert text.harmless(cell) == shown
