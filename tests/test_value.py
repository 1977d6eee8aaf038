import pytest

from carteira_cli.domain.value import value_class


@pytest.mark.parametrize(
    ("abc", "value"), [("A", "premium"), ("B", "intermediate"), ("C", "basic"), (None, None)]
)
def test_the_value_class_says_abc_in_words(abc, value):
    assert value_class(abc) == value
