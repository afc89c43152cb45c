"""The part of a machine that a question depends on, each move as one guard with its effects.

A part has the same variables and moves as its machine, or fewer, and smaller domains; what was found to be always true on the way to it
stands beside it as facts.
Needs: the standard library. Source: design page REASONING, section 5.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from foedus.model.formula import (
    FALSE,
    TRUE,
    Formula,
    Is,
    Value,
    all_of,
    any_of,
    holds,
    names,
    negation,
    replace_atoms,
)
from foedus.model.machine import (
    Down,
    Effect,
    Machine,
    Move,
    MoveKey,
    Outcome,
    Variable,
)


@dataclass(frozen=True, slots=True)
class Transition:
    """A move as one guard and its effects. number: its place in the machine."""

    number: int
    key: MoveKey
    guard: Formula
    effects: tuple[Effect, ...]


@dataclass(frozen=True)
class Part:
    """Variables and transitions that matter, in order of declaration.

    facts: formulas over the machine's variables that hold in every reachable situation, found by folding.
    choices: Boolean variables that take any value anew before each move (hidden consents).
    """

    variables: Mapping[str, Variable]
    transitions: tuple[Transition, ...]
    facts: tuple[Formula, ...] = ()
    choices: frozenset[str] = frozenset()

    @cached_property
    def start(self) -> dict[str, Value]:
        """The situation at the start."""
        return {name: variable.start for name, variable in self.variables.items()}

    @cached_property
    def state_variables(self) -> tuple[Variable, ...]:
        """The variables that are no free choices."""
        return tuple(variable for name, variable in self.variables.items() if name not in self.choices)

    def project(self, valuation: Mapping[str, Value]) -> dict[str, Value]:
        """A situation of the machine as one of this part."""
        return {name: valuation[name] for name in self.variables}

    def starting(self, valuation: Mapping[str, Value]) -> Part:
        """The same part from another situation, which must be one that the start can reach."""
        moved = {name: replace(variable, start=valuation[name]) for name, variable in self.variables.items()}
        return Part(moved, self.transitions, self.facts, self.choices)


def guard_of(move: Move, *, even_in_breach: bool) -> Formula:
    """What a move needs in the histories meant: all parts, or (even in breach) those whose failing is no breach."""
    return all_of(part.formula for part in move.guard if not (even_in_breach and part.mode is Outcome.BREACH))


def enabled(transition: Transition, valuation: Mapping[str, Value]) -> bool:
    """Whether a transition can occur."""
    return holds(transition.guard, valuation)


def after(effects: Iterable[Effect], valuation: Mapping[str, Value]) -> dict[str, Value]:
    """The situation after effects; each reads the one before."""
    found = dict(valuation)
    for effect in effects:
        if effect.when == TRUE or holds(effect.when, valuation):
            found[effect.variable] = int(valuation[effect.variable]) - 1 if isinstance(effect.value, Down) else effect.value
    return found


def before(effects: Iterable[Effect], domains: Mapping[str, Variable], formula: Formula) -> Formula:
    """The weakest precondition: what must hold before effects, so that a formula holds after them.

    Where several effects on one variable apply, the last one stands, as in the kernel.
    """
    assigned: dict[str, list[Effect]] = {}
    for effect in effects:
        assigned.setdefault(effect.variable, []).append(effect)

    def atom(leaf: Is) -> Formula:
        found: Formula = leaf
        for effect in assigned.get(leaf.variable, ()):
            kept = all_of((negation(effect.when), found))
            if isinstance(effect.value, Down):
                # One tick less comes to this value from the next above it; a case for each value would be as long as the countdown.
                domain = domains[leaf.variable].domain
                has_above = leaf.value in domain and leaf.value != domain[-1]
                above = Is(leaf.variable, int(leaf.value) + 1) if has_above else FALSE
                found = any_of((all_of((effect.when, above)), kept))
            else:
                found = any_of((effect.when, kept)) if effect.value == leaf.value else kept
        return found

    return replace_atoms(formula, atom)


@dataclass(frozen=True)
class Prepared:
    """All moves of a machine as transitions, with what each reads and writes. by_writer: for each variable, who writes it."""

    transitions: tuple[Transition, ...]
    guard_reads: tuple[frozenset[str], ...]
    effect_reads: tuple[tuple[frozenset[str], ...], ...]
    writers: Mapping[str, tuple[tuple[int, int], ...]]


_prepared: dict[tuple[int, bool], tuple[weakref.ref[Machine], Prepared]] = {}


def prepared(machine: Machine, *, even_in_breach: bool) -> Prepared:
    """The transitions of a machine, worked out once for each machine and mode."""
    place = (id(machine), even_in_breach)
    known = _prepared.get(place)
    if known is not None and known[0]() is machine:
        return known[1]
    found = _prepare(machine, even_in_breach)
    _prepared[place] = (weakref.ref(machine, _forget(place)), found)
    return found


def _forget(place: tuple[int, bool]) -> Callable[[weakref.ref[Machine]], None]:
    def gone(_: weakref.ref[Machine]) -> None:
        _prepared.pop(place, None)

    return gone


def _prepare(machine: Machine, even_in_breach: bool) -> Prepared:
    transitions = tuple(
        Transition(n, move.key, guard_of(move, even_in_breach=even_in_breach), move.effects) for n, move in enumerate(machine.moves)
    )
    guards = []
    for move in machine.moves:
        parts = (part for part in move.guard if not (even_in_breach and part.mode is Outcome.BREACH))
        guards.append(frozenset().union(*(names(part.formula) for part in parts)))
    effects = tuple(tuple(names(effect.when) for effect in move.effects) for move in machine.moves)
    writers: dict[str, list[tuple[int, int]]] = {}
    for n, transition in enumerate(transitions):
        for k, effect in enumerate(transition.effects):
            writers.setdefault(effect.variable, []).append((n, k))
    return Prepared(transitions, tuple(guards), effects, {name: tuple(found) for name, found in writers.items()})
