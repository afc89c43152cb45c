"""Decisions between exact products and a limit: logarithms with a known error settle nearly all, whole numbers the rest.

An evidence ratio is a product of thousands of fractions. Its logarithm in 50 digits says on which side of a limit it
lies, except within a hair of it, and there the product is worked out in full. So the decision is always exact.

Needs: the standard library.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_CEILING, Context, Decimal
from fractions import Fraction
from functools import lru_cache

DIGITS = 50
EXACTLY = Context(prec=DIGITS)
HAIR = Decimal("1e-30")
"""Far more than the error of a sum of a million logarithms in 50 digits."""

Power = tuple[Fraction, int]
"""A factor and how often it is taken: a whole number, below zero for division."""


def decimal(value: Fraction | int) -> Decimal:
    """A fraction as a decimal of 50 digits."""
    return EXACTLY.divide(Decimal(value.numerator), Decimal(value.denominator))


@lru_cache(maxsize=65_536)
def ln(value: Fraction) -> Decimal:
    """The natural logarithm of a positive fraction, right to 49 digits or so."""
    return EXACTLY.ln(decimal(value))


def log_of(powers: Iterable[Power]) -> Decimal:
    """The logarithm of a product of powers of positive fractions."""
    total = Decimal(0)
    for factor, times in powers:
        if times:
            total = EXACTLY.add(total, EXACTLY.multiply(ln(factor), Decimal(times)))
    return total


def product(powers: Iterable[Power]) -> Fraction:
    """A product of powers, worked out in full.

    >>> product([(Fraction(1, 2), 3), (Fraction(3, 4), -1)])
    Fraction(1, 6)
    """
    above = below = 1
    for factor, times in powers:
        up, down = (factor.numerator, factor.denominator) if times >= 0 else (factor.denominator, factor.numerator)
        above, below = above * up ** abs(times), below * down ** abs(times)
    return Fraction(above, below)


def at_most(powers: Iterable[Power], limit: Fraction) -> bool:
    """Whether a product of powers of positive fractions is at most a limit, decided exactly.

    >>> at_most([(Fraction(1, 2), 5)], Fraction(1, 32)), at_most([(Fraction(1, 2), 4)], Fraction(1, 32))
    (True, False)
    """
    kept = tuple(powers)
    gap = log_of(kept) - ln(limit)
    if abs(gap) > HAIR:
        return gap < 0
    above, below = limit.denominator, limit.numerator
    for factor, times in kept:
        up, down = (factor.numerator, factor.denominator) if times >= 0 else (factor.denominator, factor.numerator)
        above, below = above * up ** abs(times), below * down ** abs(times)
    return above <= below


def ceiling(value: Decimal) -> int:
    """The next whole number from a decimal up."""
    return int(value.to_integral_value(rounding=ROUND_CEILING))


def times_needed(factor: Fraction, limit: Fraction) -> int:
    """How often a factor below 1 must be taken until the product is at most a limit, exactly.

    >>> times_needed(Fraction(1, 2), Fraction(1, 20))
    5
    """
    if limit >= 1:
        return 0
    number = max(0, ceiling(ln(limit) / ln(factor)))
    while number and at_most([(factor, number - 1)], limit):
        number -= 1
    while not at_most([(factor, number)], limit):
        number += 1
    return number
