"""What becomes of each function of a former government, place by place: to whom it passes, where it ends, where nobody gets it.

Needs: the standard library. Source: design page LANGUAGE, section 5.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from foedus.model import clauses as cl
from foedus.model import phrases as ph
from foedus.model.competence import members_of
from foedus.model.formula import FALSE, TRUE, Formula, Valuation, all_of, holds
from foedus.model.places import covers, territory
from foedus.model.settlement import Settlement
from foedus.source import Citation


@dataclass(frozen=True, slots=True)
class Succession:
    """One heir of a function in one place. how: passes, ends, shared; heir empty where it ends; matters: for what alone, all if empty."""

    how: str
    heir: str
    cite: Citation
    matters: tuple[str, ...] = ()
    series: str = ""


def clause_for(settlement: Settlement, function: str) -> cl.FunctionClause | None:
    """The clause that says what becomes of a function: its own, else that of every other function, else none."""
    known: dict[str, cl.FunctionClause] | None = settlement.memo.get("function clauses")
    if known is None:
        known = settlement.memo["function clauses"] = {}
        for clause in settlement.of_type(cl.FunctionClause):
            known.setdefault(clause.title, clause)
    return known.get(function) or known.get("")


def successions(settlement: Settlement, facts: Valuation, function: str, place: str) -> tuple[Succession, ...]:
    """Who gets a function in a place, in the order of the text; nothing where it is an orphan."""
    return tuple(one for when, one in fates(settlement, function, place) if holds(when, facts))


def fates(settlement: Settlement, function: str, place: str) -> tuple[tuple[Formula, Succession], ...]:
    """Who may get a function in a place, each with the condition under which it does; what can never be is left out.

    Worked out once for a clause and a place: `every other function` is many.
    """
    clause = clause_for(settlement, function)
    if clause is None:
        return ()
    known: dict[tuple[Citation, str], tuple[tuple[Formula, Succession], ...]] = settlement.memo.setdefault("fates", {})
    key = (clause.cite, place)
    if key not in known:
        known[key] = tuple((when, one) for fate in clause.fates for when, one in _fates(settlement, clause, fate, place) if when != FALSE)
    return known[key]


def _fates(settlement: Settlement, clause: cl.FunctionClause, fate: cl.Fate, place: str) -> Iterator[tuple[Formula, Succession]]:
    if fate.how == "ends":
        yield covers(settlement, fate.place, "", place, silent=TRUE), Succession("ends", "", clause.cite)
    elif fate.how == "shared":
        for name in fate.names.items if fate.names else ():
            yield territory(settlement, name, place), Succession("shared", name, clause.cite, series=fate.series)
    else:
        for heir in fate.heirs:
            for name, when in members_of(settlement, heir.subject):
                reach = covers(settlement, heir.place, name, place, silent=_silent_reach(settlement, heir.subject, name, place))
                yield all_of((reach, when)), Succession("passes", name, clause.cite, heir.matters)


def _silent_reach(settlement: Settlement, subject: ph.Subject, name: str, place: str) -> Formula:
    """An heir named without a place gets the function in its own territory; a joint organ in all of its polities'."""
    return territory(settlement, name, place)
