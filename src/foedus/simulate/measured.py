"""What a measure gives: figures with unit, year, source and the notes that must stand beside them.

A measure that is a convention gives one figure for each rule, all side by side. A cell that the source suppressed, or a survey's margin, makes a
figure an interval. Money and shares are exact; logarithms are floats.
Needs: the standard library.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

Number = Fraction | float

CANNOT = "cannot be measured"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. rule: the convention it follows, empty where there is none; low, high: what suppressed cells allow; margin90: of a survey."""

    value: Number
    rule: str = ""
    low: Number | None = None
    high: Number | None = None
    margin90: Number | None = None

    @property
    def least(self) -> Number:
        """The least that suppressed cells allow."""
        return self.value if self.low is None else self.low

    @property
    def most(self) -> Number:
        """The most that suppressed cells allow."""
        return self.value if self.high is None else self.high

    def as_json(self) -> dict[str, Any]:
        """Plain values: `rule`, `value`, and where they are known `low`, `high`, `margin90`."""
        found: dict[str, Any] = {"rule": self.rule, "value": plain(self.value)}
        for name in ("low", "high", "margin90"):
            value = getattr(self, name)
            if value is not None:
                found[name] = plain(value)
        return found


@dataclass(frozen=True, slots=True)
class Measured:
    """One quantity of one scope. cannot: why there is no figure, empty if there is one.

    figures: one, or one for each rule; year: of the data, in words; columns: `table.column`; cards: assumptions that it rests on;
    notes: what must be said with it; credit: words that a licence asks for.
    """

    measure: str
    scope: str
    unit: str
    figures: tuple[Figure, ...] = ()
    year: str = ""
    columns: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    supplied: bool = False
    credit: str = ""
    cannot: str = ""

    def figure(self, rule: str = "") -> Figure:
        """The figure under a rule; the only one where the measure has no rules."""
        return next((one for one in self.figures if one.rule == rule), self.figures[0])

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules of its figures."""
        return tuple(one.rule for one in self.figures)

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "measure": self.measure, "scope": self.scope, "unit": self.unit, "figures": [one.as_json() for one in self.figures], "year": self.year,
            "columns": list(self.columns), "sources": list(self.sources), "cards": list(self.cards), "notes": list(self.notes),
            "supplied": self.supplied, "credit": self.credit, "cannot": self.cannot,
        }  # fmt: skip


def unmeasured(measure: str, scope: str, why: str) -> Measured:
    """A measure without a figure, and why."""
    return Measured(measure, scope, "", cannot=why)


def plain(value: Number) -> int | float:
    """A number as JSON has it."""
    return value.numerator if isinstance(value, Fraction) and value.denominator == 1 else float(value)


def written(value: Number, unit: str) -> str:
    """A figure as people read it, in its unit: shares in per cent with one decimal, counts in full, money in billions."""
    number = float(value)
    if unit == "share" or unit.startswith("share of"):
        return f"{_rounded(value * 100, 1)} %"
    if unit == "dollars":
        return f"{_rounded(value / 10**9, 1)} billion dollars"
    if unit in ("percentage points", "log points a year"):
        return f"{number:.2f} {unit}" if unit == "percentage points" else f"{_rounded(number * 100, 2)} % a year"
    if unit == "thousands of dollars":
        return f"{_rounded(value / 10**6, 1)} billion dollars"
    return f"{number:,.0f} {unit}" if number == round(number) else f"{number:,.3f} {unit}"


def _rounded(value: Number, digits: int) -> str:
    exact = Fraction(value) if isinstance(value, Fraction) else Fraction(str(value))
    found = round(exact, digits)
    return f"{Decimal(found.numerator) / Decimal(found.denominator):,.{digits}f}"


def kept(value: float, error: float) -> float:
    """A number rounded to the least of 1, 2 or 5 times a power of ten that is not below its error: no digit says more than is known.

    >>> kept(81.3, 1.8), kept(7.2419, 0.066), kept(3.0, 0.0)
    (82.0, 7.2, 3.0)
    """
    if error <= 0 or not math.isfinite(error):
        return value
    power = math.floor(math.log10(error))
    step = next(Fraction(times) * Fraction(10) ** power for times in (1, 2, 5, 10) if times * 10.0**power >= error * (1 - 1e-9))
    return float(round(Fraction(value) / step) * step)


def joined(words: Sequence[str]) -> tuple[str, ...]:
    """Each once, in order."""
    return tuple(dict.fromkeys(word for word in words if word))
