"""What is near at hand: histories of at most two moves, looked at one by one; and promises that every move keeps by itself.

Of two moves the first must write what the second reads, or what is asked of; else the second alone would do. So few are looked at, and what is
found is a shortest history, of equal ones the first in order of declaration.
Needs: `foedus.reason.certificate`. Source: design page REASONING, section 5.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from foedus.model.formula import Any, Formula, Value, holds, names
from foedus.model.machine import Down, Machine, Move
from foedus.reason.limits import Deadline
from foedus.reason.part import Reading, prepared

MOST = 60_000
"""Pairs of moves that are looked at."""


@dataclass
class Near:
    """Short histories to where a formula holds, of one machine. start: where they begin; only: which moves occur at all."""

    machine: Machine
    bad: Formula
    deadline: Deadline
    even_in_breach: bool = False
    start: Mapping[str, Value] | None = None
    only: Callable[[Move], bool] | None = None

    def __post_init__(self) -> None:
        self._begin = self.machine.start if self.start is None else self.start
        self._whole = prepared(self.machine, even_in_breach=self.even_in_breach)
        parts = self.bad.parts if isinstance(self.bad, Any) else (self.bad,)
        self._by_name: dict[str, list[Formula]] = {}
        for part in parts:
            for name in names(part):
                self._by_name.setdefault(name, []).append(part)
        self._last = self._writers(self._by_name)
        self._reads: dict[str, list[int]] = {}

    def at_once(self) -> tuple[int, ...] | None:
        """The history of no move, or of one."""
        if holds(self.bad, self._begin):
            return ()
        there = dict(self._begin)
        for number in self._last:
            changes = self._first(number, there)
            if changes and self._leads(there, changes, changes):
                return (number,)
        return None

    def of_two(self) -> tuple[int, ...] | None:
        """A history of two moves, where none is shorter; None where there is none, or beyond a bound on the work."""
        reading = Reading(set(names(self.bad)))
        for number in self._last:
            for formula in self._whole.read_by(number):
                reading.fresh(formula)
        there = dict(self._begin)
        looked = 0
        for number in self._writers(reading.found):
            if self.deadline.is_over:
                return None
            first = self._first(number, there)
            following = sorted({other for name in first for other in self._readers(name)}) if first else []
            looked += len(following)
            if looked > MOST:
                return None
            there.update(first)
            for other in following:
                then = self._changes(other, there)
                if then and self._leads(there, then, {**first, **then}):
                    return (number, other)
            there.update((name, self._begin[name]) for name in first)
        return None

    def _readers(self, name: str) -> list[int]:
        """The last moves that read a variable, or all where it is asked of."""
        if name in self._by_name:
            return self._last
        if not self._reads:
            for number in self._last:
                reading = Reading(set())
                for formula in self._whole.read_by(number):
                    for fresh in reading.fresh(formula):
                        self._reads.setdefault(fresh, []).append(number)
        return self._reads.get(name, [])

    def _writers(self, variables: Iterable[str]) -> list[int]:
        found = {number for name in variables for number, _ in self._whole.writers.get(name, ())}
        return sorted(number for number in found if self.only is None or self.only(self.machine.moves[number]))

    def _first(self, number: int, there: Mapping[str, Value]) -> dict[str, Value]:
        """What a move changes where histories begin; worked out once for all questions that begin at the machine's start."""
        if self.start is not None:
            return self._changes(number, there)
        known = self._whole.at_start.get(number)
        if known is None:
            known = self._whole.at_start[number] = self._changes(number, there)
        return known

    def _changes(self, number: int, situation: Mapping[str, Value]) -> dict[str, Value]:
        """What a move changes in a situation; nothing where it cannot occur."""
        transition = self._whole.transitions[number]
        if not holds(transition.guard, situation):
            return {}
        found: dict[str, Value] = {}
        for effect in transition.effects:
            if holds(effect.when, situation):
                value = effect.value
                found[effect.variable] = int(situation[effect.variable]) - 1 if isinstance(value, Down) else value
        return {name: value for name, value in found.items() if situation[name] != value}

    def _leads(self, situation: dict[str, Value], changes: Mapping[str, Value], changed: Iterable[str]) -> bool:
        """Whether changes lead to what is asked for. What did not hold at the beginning holds now only where what it speaks of has changed."""
        then = {name: situation[name] for name in changes}
        situation.update(changes)
        reached = any(holds(part, situation) for name in changed for part in self._by_name.get(name, ()))
        situation.update(then)
        return reached
