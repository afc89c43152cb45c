"""Ways to a goal: the moves of a plan, and the exact condition under which the plan works.

Needs: the standard library. Source: design page REASONING, section 6.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Mapping
from dataclasses import dataclass

from foedus.model.consents import yes
from foedus.model.formula import FALSE, All, Any, Formula, Is, Not, Weighs, all_of, any_of
from foedus.model.machine import Move, MoveKey, MoveKind, StepRule, Variable
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
    """The weakest condition under which transitions lead to a goal in this order; None where it grows beyond the limit.

    A consent that stands already is passed over, and whoever is at the goal goes no further: so one plan serves whatever consents stand.
    """
    found = goal
    for transition in reversed(tuple(transitions)):
        made = all_of((transition.guard, before(transition.effects, domains, found)))
        stands = _standing(transition)
        passed = all_of((Is(stands, True), found)) if stands in domains else FALSE
        found = any_of((goal, passed, made))
        if size(found) > limit:
            return None
    return found


def _standing(transition: Transition) -> str:
    """The variable that says that a consent stands already; empty for what is no consent."""
    key = transition.key
    return yes(key.actor, f"{key.act} of {key.of}" if key.of else key.act) if key.kind == MoveKind.CONSENT.value else ""


def with_all_voices(moves: Iterable[MoveKey], procedures: Mapping[str, tuple[StepRule, ...]], known: Container[MoveKey]) -> tuple[MoveKey, ...]:
    """Moves with the consents of everybody whose consent an act may need, in the order of its Rule, in the place of the first of them."""
    found: list[MoveKey] = []
    told: set[tuple[str, str]] = set()
    for key in moves:
        if key.kind != MoveKind.CONSENT.value:
            found.append(key)
        elif (key.act, key.of) not in told:
            told.add((key.act, key.of))
            steps = procedures.get(f"{key.act} of {key.of}" if key.of else key.act, ())
            voices = dict.fromkeys(bloc for step in steps for bloc in step.blocs) or {key.actor: None}
            keys = (MoveKey(key.kind, bloc, key.act, key.of) for bloc in voices)
            found += [one for one in keys if one in known]
    return tuple(found)


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
