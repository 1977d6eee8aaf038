"""Type-7 quantiles (Hyndman & Fan 1996; the default of R, NumPy and spreadsheets) of integers."""

from collections.abc import Callable


def type7(value_at: Callable[[int], int], count: int, numerator: int, denominator: int) -> float:
    """The numerator/denominator quantile of `count` sorted integers, linear between neighbours.

    `value_at(i)` is the i-th smallest value, from 0. The arithmetic is exact until the last
    division, so that a value that stands on a cut point is never put on either side by rounding.
    `count` is at least 1; of a single value every quantile is that value.
    """
    below, rest = divmod(numerator * (count - 1), denominator)
    low = value_at(below)
    high = value_at(below + 1) if rest else low
    return (low * (denominator - rest) + high * rest) / denominator
