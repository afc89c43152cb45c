"""What is near at hand: histories of at most two moves, looked at one by one; and promises that every move keeps by itself.

Of two moves the first must write what the second reads, or what is asked of; else the second alone would do. So few are looked at, and what is
found is a shortest history, of equal ones the first in order of declaration.
Needs: `foedus.reason.certificate`. Source: design page REASONING, section 5.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from foedus.model.formula import Any, Formula, Value, holds, names
from foedus.model.machine import Machine, Move
from foedus.reason.limits import Deadline
from foedus.reason.part import after, prepared

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
        self._last = self._writers(names(self.bad))

    def at_once(self) -> tuple[int, ...] | None:
        """The history of no move, or of one."""
        if holds(self.bad, self._begin):
            return ()
        for number in self._last:
            there = self._made(number, self._begin)
            if there is not None and self._reached(there, self._changed(number, self._begin, there)):
                return (number,)
        return None

    def of_two(self) -> tuple[int, ...] | None:
        """A history of two moves, where none is shorter; None where there is none, or beyond a bound on the work."""
        asked = names(self.bad)
        read: dict[str, list[int]] = {name: list(self._last) for name in asked}
        for number in self._last:
            for name in self._whole.guard_reads[number].union(*self._whole.effect_reads[number]) - asked:
                read.setdefault(name, []).append(number)
        looked = 0
        for number in self._writers(read):
            there = self._made(number, self._begin)
            if there is None:
                continue
            changed = self._changed(number, self._begin, there)
            following = sorted({other for name in changed for other in read.get(name, ())})
            looked += len(following)
            if looked > MOST or self.deadline.is_over:
                return None
            for other in following:
                end = self._made(other, there)
                if end is not None and self._reached(end, changed | self._changed(other, there, end)):
                    return (number, other)
        return None

    def _writers(self, variables: Iterable[str]) -> list[int]:
        found = {number for name in variables for number, _ in self._whole.writers.get(name, ())}
        return sorted(number for number in found if self.only is None or self.only(self.machine.moves[number]))

    def _made(self, number: int, situation: Mapping[str, Value]) -> dict[str, Value] | None:
        transition = self._whole.transitions[number]
        return after(transition.effects, situation) if holds(transition.guard, situation) else None

    def _changed(self, number: int, before: Mapping[str, Value], there: Mapping[str, Value]) -> set[str]:
        written = (effect.variable for effect in self._whole.transitions[number].effects)
        return {name for name in written if there[name] != before[name]}

    def _reached(self, situation: Mapping[str, Value], changed: Iterable[str]) -> bool:
        """What did not hold at the beginning holds now only where something that it speaks of has changed."""
        return any(holds(part, situation) for name in changed for part in self._by_name.get(name, ()))
