"""A possibility that ends with a polity: a history in which every unit leaves it, and a proof that from there the goal never comes about.

Such a history has a move or more for each unit, too many for the search of plans and for the game. It is made and not searched for; that nothing
leads on from its end is proved at once, since a polity without a unit has no assembly.
Needs: `foedus.reason.portfolio`. Source: design page REASONING, sections 6 and 10.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from foedus.model.formula import FALSE, TRUE, Formula, Value, all_of, holds, negation
from foedus.model.machine import Machine, Move, MoveKey
from foedus.reason.game import TIME_PASSES
from foedus.reason.limits import Deadline
from foedus.reason.portfolio import Matter, Proved, Refuted, settle
from foedus.reason.promise.docket import Docket
from foedus.reason.promise.groundwork import few, groundwork
from foedus.reason.promise.leaving import emptied
from foedus.reason.replay import end_of
from foedus.reason.ways import alone


@dataclass(frozen=True, slots=True)
class Deserted:
    """trace: a history to where a polity has no unit; situation: its end; own: whose moves alone count (empty: everybody's); proof: that these never
    lead to the goal from there."""

    trace: tuple[MoveKey, ...]
    situation: dict[str, Value]
    own: tuple[str, ...]
    proof: Proved


def deserted(
    docket: Docket, model: Machine, when: Formula, goal: Formula, deadline: Deadline, sides: Sequence[tuple[str, ...]] = ((),)
) -> Deserted | None:
    """A history after which the question arises and a goal can never come about, or not by the moves of some alone and time; None where none is made.

    sides: those who must bring it about alone, each in turn; one that is empty stands for everybody.
    """
    settlement = docket.settlement
    kept = groundwork(settlement, docket.limits).facts
    for polity in settlement.polities:
        exists = settlement.exists(polity)
        trace = None if exists in (TRUE, FALSE, *kept) else _left(docket, model, kept, polity, all_of((when, negation(goal))), deadline)
        for own in sides if trace is not None else ():
            there = end_of(model, trace or ())
            matter = Matter(model, kept, start=there, only=partial(_theirs, own) if own else None)
            proof = settle(matter, goal, docket.limits, deadline, shorten=False)
            if isinstance(proof, Proved) and proof.certificate.ok:
                return Deserted(trace or (), there, own, proof)
    return None


def _left(docket: Docket, model: Machine, kept: tuple[Formula, ...], polity: str, open_: Formula, deadline: Deadline) -> tuple[MoveKey, ...] | None:
    """A history to where a polity has no unit and the question is open: to the question, then one unit leaving after another; else searched for."""
    hide = frozenset(name for name in model.variables if name.startswith("yes of "))
    matter = Matter(model, kept, hide=hide)
    begun = settle(replace(matter, first=few(docket.settlement)), open_, docket.limits, deadline, shorten=False)
    if isinstance(begun, Refuted):
        left = emptied(model, docket.settlement, polity, start=end_of(model, begun.trace))
        if left is not None and holds(open_, end_of(model, (*begun.trace, *left))):
            return (*begun.trace, *left)
    gone = negation(docket.settlement.exists(polity))
    found = settle(matter, all_of((gone, open_)), docket.limits, deadline, shorten=False)
    return found.trace if isinstance(found, Refuted) else None


def _theirs(own: tuple[str, ...], move: Move) -> bool:
    return move.key.act == TIME_PASSES or alone(own)(move)
