"""Figures as a reader sees them: separators, a true minus sign, a narrow space before the per cent sign, no digit finer than wanted.

Needs: the standard library.
"""

from __future__ import annotations

from fractions import Fraction
from math import floor, log10

MINUS = "\u2212"
THIN = "\u202f"
BOUND = "\u00a0"
_SIZES: tuple[tuple[int, str], ...] = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))


def number(value: float | Fraction, digits: int = 0, *, sign: bool = False) -> str:
    """A number with separators of thousands and so many decimals; sign: say the plus too.

    >>> number(-1234.5, 1), number(3, sign=True), number(-0.01)
    ('−1,234.5', '+3', '0')
    """
    said = f"{abs(float(value)):,.{digits}f}"
    if not any(one in "123456789" for one in said):
        return said
    return (MINUS if value < 0 else "+" if sign else "") + said


def percent(share: float | Fraction, digits: int = 1, *, sign: bool = False) -> str:
    """A share as a per cent figure.

    >>> percent(0.41540), percent(Fraction(1, 2), 0)
    ('41.5\\u202f%', '50\\u202f%')
    """
    return f"{number(100 * share, digits, sign=sign)}{THIN}%"


def with_unit(said: str, unit: str) -> str:
    """A figure with its unit: a narrow space before the per cent sign, a bound space before a word.

    >>> with_unit("41.5", "%"), with_unit("3", "points"), with_unit("1", "points"), with_unit("7", "")
    ('41.5\\u202f%', '3\\xa0points', '1\\xa0point', '7')
    """
    if said == "1" and unit.endswith("s") and " " not in unit:
        unit = unit.removesuffix("s")
    return f"{said}{THIN}%" if unit == "%" else f"{said}{BOUND}{unit}" if unit else said


def large(value: float | Fraction) -> str:
    """A count in words of size: 141.3 million, 853,107.

    >>> large(141_281_784), large(853_107), large(29_137_791_000_000)
    ('141.3\\xa0million', '853,107', '29.1\\xa0trillion')
    """
    for size, word in _SIZES:
        if abs(float(value)) >= size:
            return f"{number(value / size, 1)}{BOUND}{word}"
    return number(value)


def fraction(value: Fraction | int | str) -> str:
    """An exact fraction as p/q, or its first digits and size where it is too long to read.

    >>> fraction(Fraction(3, 4))
    '3/4'
    """
    one = Fraction(value)
    if one.denominator == 1:
        return str(one.numerator)
    said = f"{one.numerator}/{one.denominator}"
    return said if len(said) <= 24 else f"a fraction over a number of {len(str(one.denominator))} digits"


def step(width: float, most: int = 4) -> float:
    """The round distance of ticks, 1, 2 or 5 times a power of ten, that cuts a width into at most so many parts."""
    if width <= 0:
        return 1.0
    rough = width / most
    size: float = 10.0 ** floor(log10(rough))
    return next(size * one for one in (1, 2, 5, 10) if size * one >= rough * 0.999999)


def ticks(low: float, high: float, most: int = 4) -> tuple[float, ...]:
    """Round values from low to high, at most one more than `most`.

    >>> ticks(0, 1), ticks(-3, 7)
    ((0.0, 0.5, 1.0), (0.0, 5.0))
    """
    by = step(high - low, most)
    first = -floor(-low / by + 1e-9)
    found = []
    n = first
    while n * by <= high + by * 1e-9:
        found.append(round(n * by, 12))
        n += 1
    return tuple(found)


def digits_of(by: float) -> int:
    """How many decimals ticks at this distance need.

    >>> digits_of(0.25), digits_of(0.5), digits_of(10)
    (2, 1, 0)
    """
    for digits in range(7):
        if abs(by * 10**digits - round(by * 10**digits)) < 1e-9 * 10**digits:
            return digits
    return 6
