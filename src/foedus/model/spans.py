"""How long articles are in force, and when a settlement begins.

Needs: the standard library.
"""

from __future__ import annotations

from datetime import date

from foedus.model import clauses as cl
from foedus.model.calendar import Ticks
from foedus.model.settlement import Settlement


def start_date(settlement: Settlement) -> date | None:
    """The day on which the settlement begins: the first on which any article of it is in force; None where no date is given."""
    return min((clause.start for clause in settlement.of_type(cl.InForceClause) if clause.start), default=None)


def days_between(first: date, second: date) -> int:
    """The days from one date to another where every month has 30."""
    return (second.year - first.year) * 360 + (second.month - first.month) * 30 + min(second.day, 30) - min(first.day, 30)


def force_ticks(settlement: Settlement, tick: Ticks, clause: cl.InForceClause) -> int:
    """For how many ticks from the start an article is in force; 0 where nothing ends it."""
    if clause.lasting is not None:
        return tick.of(clause.lasting)
    if clause.until is not None:
        start = clause.start or start_date(settlement)
        return max(1, -(-days_between(start, clause.until) // tick.days)) if start else 0
    return 0
