import gettext
import re
from contextvars import copy_context

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carteira_cli.domain import glossary
from carteira_cli.domain.rfm import rfm_segment
from carteira_cli.domain.situation import SITUATION_OF_RULE
from carteira_cli.errors import speak


class English(gettext.NullTranslations):
    def gettext(self, message):
        return {"ex-cliente": "former customer", "não pode perder": "can't lose"}.get(
            message, message
        )


def in_english(function, *arguments):
    """The function's answer with the English catalogue, which is gone afterwards."""

    def spoken():
        speak(English())
        return function(*arguments)

    return copy_context().run(spoken)


@pytest.mark.parametrize("group", glossary.GROUPS)
def test_every_code_and_every_word_lead_to_the_code(group):
    labels = glossary.labels(group)
    assert len(labels) >= 3
    for code, word in labels.items():
        assert re.fullmatch(r"[a-z_]+", code)
        assert glossary.label(group, code) == word
        assert glossary.code_of(group, code) == code
        assert glossary.code_of(group, word) == code
        assert glossary.code_of(group, word.upper()) == code


def test_words_are_those_of_the_glossary():
    assert list(glossary.labels("situation").values()) == [
        "prospect",
        "novo",
        "ativo",
        "em risco",
        "inativo",
        "ex-cliente",
    ]
    assert glossary.label("rhythm", "late") == "passou do ciclo"
    assert glossary.label("situation", None) == ""


@pytest.mark.parametrize(
    ("group", "word", "code"),
    [
        ("situation", " Em Risco ", "at_risk"),
        ("situation", "at-risk", "at_risk"),
        ("situation", "INATIVOS", "inactive"),
        ("situation", "ex-clientes", "former"),
        ("situation", "ex cliente", "former"),
        ("rfm_segment", "nao pode perder", "cant_lose"),
        ("reason", "preco", "price"),
        ("situation", "atrasado", None),
        ("situation", "", None),
        ("risk", "...", None),
    ],
)
def test_words_are_understood_as_people_type_them(group, word, code):
    assert glossary.code_of(group, word) == code


def test_in_english_both_languages_are_understood():
    assert in_english(glossary.label, "situation", "former") == "former customer"
    assert in_english(glossary.code_of, "situation", "Former customer") == "former"
    assert in_english(glossary.code_of, "situation", "ex-cliente") == "former"
    assert in_english(glossary.code_of, "rfm_segment", "can't lose") == "cant_lose"
    assert glossary.label("situation", "former") == "ex-cliente"


def test_whatever_the_domain_decides_has_a_word():
    segments = {rfm_segment(r, f, m) for r in range(1, 6) for f in range(1, 6) for m in range(1, 6)}
    assert segments == glossary.labels("rfm_segment").keys()
    assert set(SITUATION_OF_RULE.values()) == glossary.labels("situation").keys()


@given(st.sampled_from(glossary.GROUPS), st.text())
def test_no_word_stops_the_search(group, word):
    assert glossary.code_of(group, word) in {None, *glossary.labels(group)}
