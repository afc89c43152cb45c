"""What a proof rests on: the phrases whose striking breaks it, and the least sets of phrases that suffice for it.

A phrase is a separable restriction of a clause: a bar, a condition, an incompatibility. To strike one only adds histories, so what is
proved with some phrases struck is proved with fewer struck, and what is refuted stays refuted with more struck.
Needs: `foedus.reason.portfolio`. Sources: design page REASONING, section 7; Reiter 1987.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from operator import is_
from typing import TypeVar

from foedus.model.formula import Formula
from foedus.model.formula import names as variables_of
from foedus.model.machine import Machine, Move, MoveKey, Outcome
from foedus.reason.limits import DEFAULT, Deadline, Limits
from foedus.reason.part import prepared
from foedus.reason.portfolio import Decision, Matter, Proved, Refuted, settle
from foedus.reason.standing import Standing, standing

Name = TypeVar("Name")

Striker = Callable[[Machine, Collection[str]], Machine]
"""Makes the machine without some phrases."""


def strike(machine: Machine, phrases: Collection[str]) -> Machine:
    """The machine without the parts of guards that some phrases ask for."""
    struck = frozenset(phrases) - {""}
    if not struck:
        return machine
    moves = tuple(
        replace(move, guard=tuple(part for part in move.guard if part.phrase not in struck))
        if any(part.phrase in struck for part in move.guard)
        else move
        for move in machine.moves
    )
    return Machine(machine.variables, moves, machine.ticks)


def bearing(machine: Machine, bad: Formula, *, even_in_breach: bool = False) -> tuple[frozenset[str], tuple[int, ...]]:
    """The variables that could bear on a formula, and the moves that write them, whatever phrases are struck.

    A move that one part of its guard forbids for ever can occur once that part is struck, so every part counts by itself.
    """
    whole = prepared(machine, even_in_breach=even_in_breach)
    found = set(variables_of(bad))
    waiting, moves = list(found), set()
    while waiting:
        for number, place in whole.writers.get(waiting.pop(), ()):
            fresh = set(variables_of(machine.moves[number].effects[place].when))
            if number not in moves:
                moves.add(number)
                parts = (part for part in machine.moves[number].guard if not (even_in_breach and part.mode is Outcome.BREACH))
                fresh = fresh.union(*(variables_of(part.formula) for part in parts))
            waiting.extend(fresh - found)
            found |= fresh
    return frozenset(found), tuple(sorted(moves))


def phrases_of(
    machine: Machine, bad: Formula, *, even_in_breach: bool = False, moves: Iterable[int] | None = None
) -> tuple[str, ...]:
    """The phrases that could bear on a formula, in order of declaration. moves: those that bear on it, where that is known."""
    if moves is None:
        _, moves = bearing(machine, bad, even_in_breach=even_in_breach)
    parts = (part for number in moves for part in machine.moves[number].guard)
    return tuple(dict.fromkeys(part.phrase for part in parts if part.phrase and not (even_in_breach and part.mode is Outcome.BREACH)))


@dataclass(frozen=True, slots=True)
class RestsOn:
    """What a proof rests on.

    necessary: phrases that each, struck alone, break it, with a history that then breaks it; minimal: least sets that suffice, each with the
    necessary ones; complete: whether these are all such sets, and every attempt was decided; silence: whether no phrase does any work.
    """

    necessary: tuple[str, ...]
    minimal: tuple[tuple[str, ...], ...]
    complete: bool
    silence: bool
    broken_by: dict[str, tuple[MoveKey, ...]]
    proofs: int


def rests_on(
    machine: Machine,
    bad: Formula,
    proof: Proved | None = None,
    *,
    assume: Iterable[Formula] = (),
    even_in_breach: bool = False,
    hide: Collection[str] = (),
    sets: int = 6,
    limits: Limits = DEFAULT,
    further: Sequence[str] = (),
    striker: Striker | None = None,
) -> RestsOn | None:
    """Work out what the proof that a formula never holds rests on; None where it is not proved.

    proof: the proof already at hand. sets: how many least sets are looked for. assume, even_in_breach, hide: as in `decide`; what is assumed
    stays assumed while phrases are struck. limits: seconds for all of it, and the rest for each attempt.
    further: phrases that stand in no guard, which `striker` knows how to strike.
    """
    spoken, moves = bearing(machine, bad, even_in_breach=even_in_breach)
    known = dict.fromkeys((*phrases_of(machine, bad, even_in_breach=even_in_breach, moves=moves), *further))
    striking = _Striking(
        Matter(_relevant(machine, spoken, moves, even_in_breach), tuple(assume), even_in_breach, frozenset(hide)),
        bad,
        tuple(known),
        limits,
        Deadline(limits.seconds),
        leant_on=frozenset(further),
        striker=striker or strike,
    )
    if not striking.learn(proof):
        return None
    return striking.answer(sets)


def holds_by_silence(machine: Machine, bad: Formula, *, limits: Limits = DEFAULT, even_in_breach: bool = False) -> Decision:
    """Decide whether a formula never holds even with every phrase struck: no clause does any work then."""
    struck = strike(machine, phrases_of(machine, bad, even_in_breach=even_in_breach))
    return settle(Matter(struck, even_in_breach=even_in_breach), bad, limits, Deadline(limits.seconds), shorten=False)


def _relevant(machine: Machine, spoken: frozenset[str], moves: Sequence[int], even_in_breach: bool) -> Machine:
    """The moves and variables that bear on a formula: less to copy at each striking. What only a breach offends is not asked for then."""
    kept = tuple(_of_use(machine.moves[number], spoken, even_in_breach) for number in moves)
    if len(kept) == len(machine.moves) and all(map(is_, kept, machine.moves)) and spoken >= machine.variables.keys():
        return machine
    return Machine({name: variable for name, variable in machine.variables.items() if name in spoken}, kept, machine.ticks)


def _of_use(move: Move, spoken: frozenset[str], even_in_breach: bool) -> Move:
    guard = tuple(part for part in move.guard if not (even_in_breach and part.mode is Outcome.BREACH))
    effects = tuple(effect for effect in move.effects if effect.variable in spoken)
    return move if len(guard) == len(move.guard) and len(effects) == len(move.effects) else replace(move, guard=guard, effects=effects)


@dataclass
class _Striking:
    """Attempts to prove with phrases struck, and what follows from those made. `phrases`: those that may be struck."""

    matter: Matter
    bad: Formula
    phrases: tuple[str, ...]
    limits: Limits
    deadline: Deadline
    proved: list[frozenset[str]] = field(default_factory=list)
    proofs_standing: list[Standing] = field(default_factory=list)
    refuted: list[tuple[frozenset[str], tuple[MoveKey, ...]]] = field(default_factory=list)
    unknown: set[frozenset[str]] = field(default_factory=set)
    proofs: int = 0
    leant_on: frozenset[str] = frozenset()
    striker: Striker = strike

    def learn(self, proof: Proved | None) -> bool:
        """Take in a proof with nothing struck; made here if there is none."""
        if proof is None:
            return self.holds(frozenset())
        self._take(frozenset(), self.matter, proof)
        return True

    def _take(self, struck: frozenset[str], matter: Matter, proof: Proved) -> None:
        stands = standing(matter, self.bad, proof)
        if stands is not None:
            self.proofs_standing.append(stands)
        self._lean(struck, proof.phrases)

    def _lean(self, struck: frozenset[str], phrases: frozenset[str] | None) -> None:
        leant_on = self.phrases if phrases is None else phrases | self.leant_on
        self.proved.append(frozenset(self.phrases).difference(leant_on) | struck)

    def _stands(self, struck: frozenset[str], machine: Machine) -> bool:
        """Whether a proof made before stands here too: only the moves that read otherwise now are looked at."""
        for known in self.proofs_standing:
            there = known.on(machine, self.deadline)
            if there is not None:
                self._lean(struck, there.phrases)
                return True
        return False

    def holds(self, struck: frozenset[str]) -> bool:
        """Whether the formula is proved never to hold with some phrases struck."""
        if any(struck <= other for other in self.proved):
            return True
        if struck in self.unknown or any(other <= struck for other, _ in self.refuted):
            return False
        self.proofs += 1
        matter = replace(self.matter, machine=self.striker(self.matter.machine, struck))
        if self._stands(struck, matter.machine):
            return True
        found = settle(matter, self.bad, self.limits, self.deadline, shorten=False)
        if isinstance(found, Proved):
            self._take(struck, matter, found)
            return True
        if isinstance(found, Refuted):
            self.refuted.append((struck, found.trace))
        else:
            self.unknown.add(struck)
        return False

    def keeping(self, kept: Iterable[str]) -> bool:
        """Whether these phrases suffice."""
        return self.holds(frozenset(self.phrases).difference(kept))

    def answer(self, sets: int) -> RestsOn:
        if self.keeping(()):
            return RestsOn((), ((),), not self.unknown, True, {}, self.proofs)
        if self.leant_on:
            # No proof tells on which of these it leans; most lean on none, and that is seen at once.
            self._stands(self.leant_on, self.striker(self.matter.machine, self.leant_on))
        necessary = tuple(phrase for phrase in self.phrases if not self.holds(frozenset((phrase,))))
        minimal, exhausted = self._least_sets(necessary, sets)
        told = {struck: trace for struck, trace in self.refuted if len(struck) == 1}
        broken_by = {phrase: told[frozenset((phrase,))] for phrase in necessary if frozenset((phrase,)) in told}
        return RestsOn(necessary, tuple(minimal), exhausted and not self.unknown, False, broken_by, self.proofs)

    def _least_sets(self, necessary: Sequence[str], sets: int) -> tuple[list[tuple[str, ...]], bool]:
        return least_sets(self.phrases, necessary, sets, self.holds, lambda struck: self._least(struck, necessary))

    def _least(self, struck: frozenset[str], necessary: Sequence[str]) -> frozenset[str]:
        """A least set that suffices with some phrases struck already, by striking more and more."""
        for phrase in self.phrases:
            # Proofs found on the way lean on few phrases; all others are struck with them.
            widest = max((other for other in self.proved if struck <= other), key=len, default=struck)
            struck = struck | widest
            if phrase not in struck and phrase not in necessary and self.holds(struck | {phrase}):
                struck = struck | {phrase}
        return frozenset(self.phrases) - struck


def least_sets(
    phrases: Sequence[Name], necessary: Collection[Name], sets: int,
    holds: Callable[[frozenset[Name]], bool], least: Callable[[frozenset[Name]], frozenset[Name]],
) -> tuple[list[tuple[Name, ...]], bool]:
    """Least sets that suffice, by hitting sets: each further one avoids a phrase of every set found. Whether these are all.

    holds: whether it holds with some phrases struck; least: a least set that suffices with some struck already.
    """
    found: list[frozenset[Name]] = []
    waiting: list[frozenset[Name]] = [frozenset()]
    seen: set[frozenset[Name]] = set()
    while waiting:
        hit = waiting.pop(0)
        if hit in seen:
            continue
        seen.add(hit)
        one = next((other for other in found if not other & hit), None)
        if one is None:
            if not holds(hit):
                continue
            if len(found) == sets:
                return _ordered(phrases, found), False
            one = least(hit)
            found.append(one)
        waiting.extend(hit | {phrase} for phrase in phrases if phrase in one and phrase not in necessary)
    return _ordered(phrases, found), True


def _ordered(phrases: Sequence[Name], found: Iterable[frozenset[Name]]) -> list[tuple[Name, ...]]:
    return [tuple(phrase for phrase in phrases if phrase in least) for least in found]
