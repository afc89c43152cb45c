"""How far every situation is from a goal, found by looking at all of them; and the check of such a table by the kernel.

Needs: the standard library. Source: design page REASONING, section 6.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from foedus.model.formula import Formula, holds
from foedus.model.machine import Machine, MoveKey
from foedus.reason.certificate import ProofCertificate
from foedus.reason.enumeration import BY_ENUMERATION, table_of
from foedus.reason.limits import Deadline, Limits
from foedus.reason.part import Part, after
from foedus.reason.portfolio import Matter
from foedus.reason.replay import keys
from foedus.reason.search import Reached, State, can_compile, everything
from foedus.reason.ways import alone


@dataclass(frozen=True, slots=True)
class Unranked:
    """The first situation found that cannot come to the goal."""

    reached: Reached
    state: State

    def trace(self, machine: Machine) -> tuple[MoveKey, ...]:
        """A shortest history to it."""
        return keys(machine, self.reached.trace(self.state))


@dataclass(frozen=True, slots=True)
class Ranked:
    """Every situation where the question arises can come to the goal. ranks: the least number of moves to it."""

    reached: Reached
    ranks: dict[State, int]

    def certificate(
        self, matter: Matter, part: Part, when: Formula, goal: Formula, own: Collection[str] | None, deadline: Deadline
    ) -> ProofCertificate:
        """Let the kernel check it: the situations are all, and each with a rank has a move to one of the next lower rank."""
        checker = matter.checker(goal, deadline)
        table = table_of(checker, part, self.reached, deadline)
        if isinstance(table, ProofCertificate):
            return table
        is_own = None if own is None else alone(own)
        arises, reaches = table.reduced(when), table.reduced(goal)
        for state in table.states:
            deadline.check()
            valuation = table.valuation(state)
            rank = self.ranks.get(state)
            if rank is None and holds(arises, valuation):
                return ProofCertificate(BY_ENUMERATION, False, "a situation where the question arises has no rank")
            if rank == 0 and not holds(reaches, valuation):
                return ProofCertificate(BY_ENUMERATION, False, "a situation of rank nought is not the goal")
            if rank:
                mine = (move for move in table.moves if is_own is None or is_own(matter.machine.moves[move.number]))
                following = (table.place(after(m.effects, valuation)) for m in mine if holds(m.guard, valuation))
                if all(other is None or self.ranks.get(other) != rank - 1 for other in following):
                    return ProofCertificate(BY_ENUMERATION, False, "no move leads to a lower rank")
        return ProofCertificate(BY_ENUMERATION, True)


def ranked(
    matter: Matter, part: Part, when: Formula, goal: Formula, own: Collection[str] | None, limits: Limits, deadline: Deadline
) -> Ranked | Unranked | None:
    """Rank every situation of a part by its distance to a goal; None where there are too many."""
    if not can_compile(part, when, goal):
        return None
    reached = everything(part, min(limits.states, limits.cells // len(part.variables)), deadline)
    if reached is None:
        return None
    is_own = None if own is None else alone(own)
    mine = [is_own is None or is_own(matter.machine.moves[transition.number]) for transition in part.transitions]
    earlier: dict[State, list[State]] = {}
    for state in reached.parents:
        for place, following in reached.program.successors(state):
            if mine[place]:
                earlier.setdefault(following, []).append(state)
    arises, is_goal = reached.program.test(when), reached.program.test(goal)
    ranks = {state: 0 for state in reached.parents if is_goal(state)}
    waiting = list(ranks)
    for state in waiting:
        for other in earlier.get(state, ()):
            if other not in ranks:
                ranks[other] = ranks[state] + 1
                waiting.append(other)
    for state in reached.parents:
        if state not in ranks and arises(state):
            return Unranked(reached, state)
    return Ranked(reached, ranks)
