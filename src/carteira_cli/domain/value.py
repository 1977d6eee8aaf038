"""The value class: the ABC class in the words of the field's guides."""

_VALUE_OF_ABC = {"A": "premium", "B": "intermediate", "C": "basic"}


def value_class(abc: str | None) -> str | None:
    """The code: premium of A, intermediate of B, basic of C; None outside the base of ABC."""
    return _VALUE_OF_ABC[abc] if abc else None
