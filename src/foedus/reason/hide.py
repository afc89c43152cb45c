"""Hidden consents: a part in which consents are free choices, so that each act becomes one step; and the way back to real histories.

Hiding allows more than the text does, so what is proved with consents hidden is proved. A history found with consents hidden is filled
in with the consents of each act, found among that act's own moves; where that fails, nothing is concluded.
Needs: `foedus.reason.pdr`. Source: design page REASONING, section 5.
"""

from __future__ import annotations

from collections.abc import Collection, Generator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from foedus.errors import LimitReached
from foedus.model.formula import (
    FALSE,
    Formula,
    Value,
    all_of,
    given,
    holds,
    negation,
    variables,
)
from foedus.model.machine import Down, Variable
from foedus.reason.limits import Deadline
from foedus.reason.part import Part, Transition, after, before, enabled
from foedus.reason.pdr import History, pdr
from foedus.reason.search import Found, can_compile, explore

T = TypeVar("T")

FEW = 3_000
"""Situations that are searched for the consents of one act, before the solver is asked."""


def hidden(part: Part, hide: Collection[str]) -> Part:
    """The part with some variables made free choices. Only those with two values are hidden."""
    chosen = frozenset(name for name, variable in part.variables.items() if name in hide and len(variable.domain) == 2)
    if not chosen:
        return part
    kept = []
    for transition in part.transitions:
        effects = tuple(effect for effect in transition.effects if effect.variable not in chosen)
        if effects:
            kept.append(replace(transition, effects=effects))
    return Part(part.variables, tuple(kept), part.facts, chosen)


@dataclass(frozen=True)
class Filling:
    """Fills histories of a hidden part in. whole: the part as it is; veiled: the same with consents hidden."""

    whole: Part
    veiled: Part
    deadline: Deadline

    @cached_property
    def _by_number(self) -> dict[int, Transition]:
        return {transition.number: transition for transition in self.whole.transitions}

    @cached_property
    def _free(self) -> frozenset[str]:
        """What may change while a step is filled in: the hidden variables, and the countdowns that only the moves that write these ever set, such as
        the time that runs from a first consent."""
        chosen = self.veiled.choices
        beside, apart, running = set[str](), set[str](), set[str]()
        for transition in self.whole.transitions:
            told = beside if any(effect.variable in chosen for effect in transition.effects) else apart
            for effect in transition.effects:
                (running if isinstance(effect.value, Down) else told).add(effect.variable)
        return chosen | (beside & running - apart)

    @cached_property
    def _consents(self) -> dict[str, tuple[Transition, ...]]:
        """For each variable that may change the moves that set it."""
        found: dict[str, list[Transition]] = {}
        for transition in self.whole.transitions:
            if any(effect.variable in self.veiled.choices for effect in transition.effects):
                for name in dict.fromkeys(effect.variable for effect in transition.effects):
                    if name in self._free:
                        found.setdefault(name, []).append(transition)
        return {name: tuple(writers) for name, writers in found.items()}

    def fill(self, history: History, bad: Formula) -> Generator[None, None, tuple[int, ...] | None]:
        """A real history through the same acts, as numbers of moves; None where one step cannot be filled in."""
        valuation: dict[str, Value] = dict(self.whole.start)
        numbers: list[int] = []
        for place, reached in history.legs:
            yield
            self.deadline.check()
            transition = self._by_number[self.veiled.transitions[place].number]
            target = all_of((transition.guard, before(transition.effects, self.whole.variables, reached)))
            way = self._way(valuation, target)
            if way is None:
                return None
            for step in (*way, transition):
                if not enabled(step, valuation):
                    return None
                valuation = after(step.effects, valuation)
                numbers.append(step.number)
        way = self._way(valuation, bad)
        if way is None:
            return None
        return (*numbers, *(step.number for step in way))

    def _way(self, valuation: Mapping[str, Value], target: Formula) -> tuple[Transition, ...] | None:
        """Moves that change consents alone and make a formula hold."""
        if holds(target, valuation):
            return ()
        seen = {name: value for name, value in valuation.items() if name not in self._free}
        asked = given(target, seen)
        if asked == FALSE:
            return None
        small = self._of_consents(valuation, seen, asked)
        if can_compile(small, asked):
            found = _last(explore(small, asked, FEW))
            if isinstance(found, Found):
                return tuple(self._by_number[number] for number in found.trace)
        if len(small.variables) < 10:
            return None
        try:
            history = _last(pdr(small, asked, self.deadline.within(2.0)))
        except LimitReached:
            return None
        if not isinstance(history, History):
            return None
        return tuple(self._by_number[small.transitions[place].number] for place, _ in history.legs)

    def _of_consents(self, valuation: Mapping[str, Value], seen: Mapping[str, Value], asked: Formula) -> Part:
        """The moves that write the consents a formula speaks of, where they change nothing that can be seen."""
        names = dict.fromkeys(variables(asked))
        transitions: dict[int, Transition] = {}
        waiting = list(names)
        while waiting:
            for transition in self._consents.get(waiting.pop(), ()):
                if transition.number in transitions:
                    continue
                quiet = self._quiet(transition, seen)
                if quiet is not None:
                    transitions[transition.number] = quiet
                    read = {name for effect in quiet.effects for name in (effect.variable, *variables(effect.when))}
                    fresh = [name for name in (*variables(quiet.guard), *sorted(read)) if name not in names]
                    names.update(dict.fromkeys(fresh))
                    waiting.extend(fresh)
        domains: dict[str, Variable] = {
            name: replace(variable, start=valuation[name]) for name, variable in self.whole.variables.items() if name in names
        }
        return Part(domains, tuple(transitions[number] for number in sorted(transitions)))

    def _quiet(self, transition: Transition, seen: Mapping[str, Value]) -> Transition | None:
        """A move where all that can be seen stands as it is; None where it cannot occur so."""
        needed = [given(transition.guard, seen)]
        effects = []
        for effect in transition.effects:
            when = given(effect.when, seen)
            if effect.variable in self._free:
                effects.append(replace(effect, when=when))
            elif isinstance(effect.value, Down) or seen[effect.variable] != effect.value:
                needed.append(negation(when))
        guard = all_of(needed)
        kept = tuple(effect for effect in effects if effect.when != FALSE)
        return None if guard == FALSE or not kept else Transition(transition.number, transition.key, guard, kept)


def _last(engine: Generator[None, None, T]) -> T:
    """Run to the end."""
    while True:
        try:
            next(engine)
        except StopIteration as stop:
            found: T = stop.value
            return found
