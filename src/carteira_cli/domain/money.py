"""Money is integer centavos; this is the only place where some are divided."""


def half_up(numerator: int, denominator: int) -> int:
    """The quotient rounded to the nearest integer, a half away from zero: 5/2 is 3, −5/2 is −3.

    Exact for integers of any size. `denominator` is positive; 0 raises ZeroDivisionError.
    """
    rounded = (2 * abs(numerator) + denominator) // (2 * denominator)
    return rounded if numerator >= 0 else -rounded


def average(total_cents: int, count: int) -> int | None:
    """The average in centavos, rounded half-up; None where there is nothing to divide by."""
    return half_up(total_cents, count) if count > 0 else None
