"""Property-directed reachability: a proof that a situation is never reached, for histories of any length, or a history that reaches it.

Frame k holds clauses that no history of k moves leaves. Situations that lead to a bad one are blocked frame by frame, each reason made as
general as it can be; when a frame equals the next, its clauses are a lemma that every move keeps.
Needs: `foedus.reason.solver`. Sources: Bradley 2011; Een, Mishchenko and Brayton 2011.
"""

from __future__ import annotations

import heapq
from collections.abc import Generator, Iterable
from dataclasses import dataclass, field
from itertools import count

from foedus.model.formula import TRUE, Formula, all_of, any_of, holds
from foedus.reason.encode import Pattern, pattern
from foedus.reason.limits import Deadline
from foedus.reason.part import Part
from foedus.reason.solver import Sat

Cube = tuple[int, ...]
"""Literals of bits, all of which hold; sorted by variable."""


@dataclass(frozen=True, slots=True)
class Lemma:
    """Clauses that hold at the start, that every move keeps, and that exclude what was asked for."""

    clauses: tuple[Formula, ...]
    frames: int


@dataclass(frozen=True, slots=True)
class History:
    """A way to what was asked for. legs: for each move its place among the transitions, and what must hold after it."""

    legs: tuple[tuple[int, Formula], ...]
    frames: int


@dataclass(frozen=True, slots=True, order=True)
class _Duty:
    """A cube to be blocked in a frame. legs: the way from it to the bad situation."""

    level: int
    number: int
    cube: Cube = field(compare=False)
    legs: tuple[tuple[int, Cube], ...] = field(compare=False)


class _Proof:
    def __init__(self, part: Part, bad: Formula, deadline: Deadline) -> None:
        self.pattern: Pattern = pattern(part, (bad,))
        self.deadline = deadline
        self.bad = self.pattern.asked[0]
        self.start = frozenset(self.pattern.start)
        self.sat = Sat(deadline, self.pattern.clauses)
        self.fresh = count(self.pattern.count + 1)
        self.frames: list[list[Cube]] = []
        self.switches: list[int] = []
        self.numbers = count()
        self._add_frame()
        for literal in self.pattern.start:
            self.sat.add([-self.switches[0], literal])

    def _add_frame(self) -> None:
        self.switches.append(next(self.fresh))
        self.frames.append([])

    @property
    def top(self) -> int:
        return len(self.frames) - 1

    def _frame(self, level: int) -> list[int]:
        return self.switches[:1] if level == 0 else self.switches[level:]

    def is_initial(self, cube: Iterable[int]) -> bool:
        """Whether the start lies in a cube."""
        return self.start.issuperset(cube)

    # ---- queries

    def leads_into(self, cube: Cube, level: int, *, itself: bool = False) -> bool:
        """Whether some move leads from a frame into a cube; itself: from within the cube too."""
        assumptions = self._frame(level) + [self.pattern.prime(literal) for literal in cube]
        if itself:
            return self.sat.solve(assumptions)
        guard = next(self.fresh)
        self.sat.add([-guard, *(-literal for literal in cube)])
        # The guard goes first: solvers that keep early assumptions on the trail between calls gain from it, and it is retired at once.
        answer = self.sat.solve([*assumptions, guard])
        self._retired = guard
        return answer

    def _core(self, cube: Cube) -> Cube:
        core = self.sat.core
        return tuple(literal for literal in cube if self.pattern.prime(literal) in core)

    def _retire(self) -> None:
        self.sat.add([-self._retired])

    def situation(self) -> tuple[int, Cube, Cube]:
        """The move taken in the solver's answer, the situation before it, and the choices made."""
        model = self.sat.model
        before = tuple(model[: self.pattern.bits])
        choices = tuple(model[choice - 1] for choice in self.pattern.choices)
        place = next((n for n, move in enumerate(self.pattern.moves) if model[move - 1] > 0), -1)
        return place, before, choices

    def lifted(self, place: int, before: Cube, choices: Cube, cube: Cube) -> Cube:
        """The literals of a situation that make a move possible and lead it into a cube."""
        wrong = next(self.fresh)
        self.sat.add([-wrong, *(-self.pattern.prime(literal) for literal in cube)])
        assumptions = [self.pattern.moves[place], wrong, *choices, *before]
        kept = set() if self.sat.solve(assumptions) else self.sat.core
        self.sat.add([-wrong])
        guard = self.pattern.guards[place]
        if self.pattern.part.transitions[place].guard != TRUE:
            kept |= set() if self.sat.solve([-guard, *choices, *before]) else self.sat.core
        return tuple(literal for literal in before if literal in kept)

    def lifted_bad(self, before: Cube, choices: Cube) -> Cube:
        """The literals of a bad situation that make it bad."""
        self.sat.solve([-self.bad, *choices, *before])
        core = self.sat.core
        return tuple(literal for literal in before if literal in core)

    # ---- blocking

    def generalised(self, cube: Cube, core: Cube, level: int) -> Cube:
        """A part of a cube that no move leads into either, and that leaves the start out."""
        found = core
        if self.is_initial(found):
            different = next(literal for literal in cube if -literal in self.start)
            found = tuple(literal for literal in cube if literal in core or literal == different)
        for literal in found:
            if literal not in found or len(found) == 1:
                continue
            smaller = tuple(other for other in found if other != literal)
            if self.is_initial(smaller):
                continue
            if not self.leads_into(smaller, level):
                reasons = self._core(smaller)
                found = reasons if reasons and not self.is_initial(reasons) else smaller
            self._retire()
        return found

    def block(self, cube: Cube, level: int) -> None:
        """Let a frame and those before it exclude a cube."""
        found = frozenset(cube)
        for earlier in range(1, level + 1):
            self.frames[earlier] = [old for old in self.frames[earlier] if not found.issubset(old)]
        self.frames[level].append(cube)
        self.sat.add([-self.switches[level], *(-literal for literal in cube)])

    def discharge(self, duties: list[_Duty]) -> Generator[None, None, tuple[tuple[int, Cube], ...] | None]:
        """Block cubes, and those that lead into them, until none is left; or return the way from the start."""
        while duties:
            yield
            self.deadline.check()
            duty = heapq.heappop(duties)
            if self.is_initial(duty.cube):
                return duty.legs
            if duty.level == 0:
                continue
            if self.leads_into(duty.cube, duty.level - 1):
                place, before, choices = self.situation()
                self._retire()
                earlier = self.lifted(place, before, choices, duty.cube)
                heapq.heappush(duties, _Duty(duty.level - 1, next(self.numbers), earlier, ((place, duty.cube), *duty.legs)))
                heapq.heappush(duties, _Duty(duty.level, next(self.numbers), duty.cube, duty.legs))
                continue
            core = self._core(duty.cube)
            self._retire()
            general = self.generalised(duty.cube, core, duty.level - 1)
            level = duty.level
            while level < self.top:
                further = self.leads_into(general, level)
                self._retire()
                if further:
                    break
                level += 1
            self.block(general, level)
            if level < self.top:
                heapq.heappush(duties, _Duty(level + 1, next(self.numbers), duty.cube, duty.legs))
        return None

    def propagate(self) -> Generator[None, None, tuple[Cube, ...] | None]:
        """Carry clauses forward as far as they hold; the lemma, if a frame equals the next."""
        for level in range(1, self.top):
            for cube in list(self.frames[level]):
                yield
                if cube in self.frames[level] and not self.leads_into(cube, level, itself=True):
                    self.frames[level].remove(cube)
                    self.block(cube, level + 1)
            if not self.frames[level]:
                return tuple(cube for frame in self.frames[level + 1 :] for cube in frame)
        return None

    # ---- words

    def cube_formula(self, cube: Cube) -> Formula:
        return all_of(self.pattern.says(literal) for literal in cube)

    def clause_formula(self, cube: Cube) -> Formula:
        return any_of(self.pattern.says(-literal) for literal in cube)


def pdr(part: Part, bad: Formula, deadline: Deadline) -> Generator[None, None, Lemma | History]:
    """Decide whether a formula can come to hold. Pauses between queries, so that others may work. Raises LimitReached."""
    if not part.choices and holds(bad, part.start):
        return History((), 0)
    if not part.transitions and not part.choices:
        return Lemma((), 0)
    proof = _Proof(part, bad, deadline)
    proof._add_frame()
    while True:
        while proof.sat.solve([*proof._frame(proof.top), proof.bad]):
            _, before, choices = proof.situation()
            cube = proof.lifted_bad(before, choices)
            legs = yield from proof.discharge([_Duty(proof.top, next(proof.numbers), cube, ())])
            if legs is not None:
                return History(tuple((place, proof.cube_formula(reached)) for place, reached in legs), proof.top)
        proof._add_frame()
        lemma = yield from proof.propagate()
        if lemma is not None:
            return Lemma(tuple(proof.clause_formula(cube) for cube in lemma), proof.top)
