"""Exact figures as plain values: a fraction as "p/q" with a float beside it, and a refusal where a limit was reached.

Needs: the standard library.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from foedus.errors import FoedusError

Json = dict[str, Any]


def text(number: Fraction | int) -> str:
    """A fraction as "p/q", a whole number too.

    >>> text(Fraction(2, 4)), text(0)
    ('1/2', '0/1')
    """
    return f"{number.numerator}/{number.denominator}"


def figure(name: str, number: Fraction | int) -> Json:
    """The exact figure under its name, with a float beside it.

    >>> figure("act", Fraction(1, 4))
    {'act': '1/4', 'act_float': 0.25}
    """
    return {name: text(number), f"{name}_float": float(number)}


def attempt(way: Callable[[], Json]) -> Json:
    """What a way finds, or why it gave up."""
    try:
        return way()
    except FoedusError as problem:
        return {"refused": problem.message, "mend": problem.mend}


def percent(share: Fraction | float, digits: int = 2) -> str:
    """A share in hundredths, as people read it.

    >>> percent(Fraction(1, 3))
    '33.33 %'
    """
    return f"{100 * float(share):.{digits}f} %"
