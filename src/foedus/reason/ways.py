"""Ways to a goal: the moves of a plan, and the exact condition under which the plan works.

Needs: the standard library. Source: design page REASONING, section 6.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from foedus.model.formula import All, Any, Formula, Is, Not, Weighs, all_of
from foedus.model.machine import Move, MoveKey, Variable
from foedus.reason.part import Transition, before


@dataclass(frozen=True, slots=True)
class Plan:
    """Moves that lead to a goal. when: the weakest condition under which they all can occur, one after the other, and do lead there."""

    moves: tuple[MoveKey, ...]
    when: Formula


def alone(own: Collection[str]) -> Callable[[Move], bool]:
    """Whether a move is one that some polities make by themselves: it answers to somebody, and to nobody else."""
    sides = frozenset(own)

    def is_own(move: Move) -> bool:
        return bool(move.sides) and sides.issuperset(move.sides)

    return is_own


def precondition(transitions: Iterable[Transition], domains: Mapping[str, Variable], goal: Formula, limit: int) -> Formula | None:
    """The weakest condition under which transitions can occur in this order and lead to a goal; None where it grows beyond the limit."""
    found = goal
    for transition in reversed(tuple(transitions)):
        found = all_of((transition.guard, before(transition.effects, domains, found)))
        if size(found) > limit:
            return None
    return found


def size(formula: Formula) -> int:
    """The number of places where a formula speaks of a variable."""
    match formula:
        case Is():
            return 1
        case Not(part):
            return size(part)
        case All(parts) | Any(parts):
            return sum(map(size, parts))
        case Weighs(_, weighted):
            return sum(size(part) for _, part in weighted)
