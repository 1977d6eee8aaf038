"""Answers remembered: a column of a million cells has few different ones."""

from collections.abc import Callable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")

_MOST = 50_000


class Memo(dict[K, V]):
    """What a pure function answered for each key, all forgotten when there are too many.

    Looking up costs no more than in a dict, and memory is bounded.
    """

    def __init__(self, answer: Callable[[K], V]) -> None:
        super().__init__()
        self._answer = answer

    def __missing__(self, key: K) -> V:
        if len(self) >= _MOST:
            self.clear()
        value = self[key] = self._answer(key)
        return value
