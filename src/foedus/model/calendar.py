"""Time in whole days, and what one tick of it is.

Sittings and dated questions use the Gregorian calendar, where a day that a month lacks becomes its last; proofs use 30/360, in which every
month has 30 days, so that durations are whole ticks whatever the date.
Needs: the standard library.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import gcd

from foedus.model.phrases import Duration

_DAYS = {"day": 1, "month": 30, "year": 360}


def days_30_360(duration: Duration) -> int:
    """The days of a duration where every month has 30; a fraction of a day counts as a whole one."""
    exact = duration.number.value * _DAYS[duration.unit]
    return -(-exact.numerator // exact.denominator)


def later(day: date, duration: Duration) -> date:
    """The date so much later by the Gregorian calendar.

    >>> from foedus.model.phrases import Amount
    >>> from fractions import Fraction
    >>> later(date(2003, 2, 4), Duration(Amount(Fraction(3)), "year")).isoformat()
    '2006-02-04'
    >>> later(date(2004, 2, 29), Duration(Amount(Fraction(1)), "year")).isoformat()
    '2005-02-28'
    """
    number = -(-duration.number.value.numerator // duration.number.value.denominator)
    if duration.unit == "day":
        return day + timedelta(days=number)
    months = day.year * 12 + day.month - 1 + number * (12 if duration.unit == "year" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class Ticks:
    """How long one tick is: days of the 30/360 calendar (360 is a year). mixed: days meet months or years among the durations in play."""

    days: int
    mixed: bool = False

    def of(self, duration: Duration) -> int:
        """The whole ticks of a duration, at least one."""
        return max(1, -(-days_30_360(duration) // self.days))

    @property
    def words(self) -> str:
        """`a year`, `3 months`, `10 days`."""
        for unit, size in (("year", 360), ("month", 30), ("day", 1)):
            if self.days % size == 0:
                number = self.days // size
                return f"a {unit}" if number == 1 else f"{number} {unit}s"
        return f"{self.days} days"


def ticks(durations: Iterable[Duration]) -> Ticks:
    """One tick for these durations: their greatest common divisor; a year where there are none."""
    found = list(durations)
    size = 0
    for duration in found:
        size = gcd(size, days_30_360(duration))
    units = {duration.unit for duration in found}
    return Ticks(size or 360, "day" in units and len(units) > 1)
