"""The part of a machine that a question depends on, each move as one guard with its effects.

A part has the same variables and moves as its machine, or fewer, and smaller domains; what was found to be always true on the way to it
stands beside it as facts.
Needs: the standard library. Source: design page REASONING, section 5.
"""

from __future__ import annotations

import typing
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from foedus.model.formula import (
    FALSE,
    TRUE,
    All,
    Any,
    Formula,
    Is,
    Not,
    Value,
    Weighs,
    all_of,
    any_of,
    holds,
    negation,
    replacing,
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

    @cached_property
    def memo(self) -> dict[str, typing.Any]:
        """What readers have worked out once and need again; nothing of it is part of this."""
        return {}

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

    return replacing(atom, frozenset(assigned))(formula)


@dataclass(frozen=True)
class Prepared:
    """All moves of a machine as transitions. writers: for each variable, who writes it: the place of the move and that of its effect.

    at_start: what each move looked at so far changes in the situation with which the machine begins, by number.
    """

    transitions: tuple[Transition, ...]
    writers: Mapping[str, tuple[tuple[int, int], ...]]
    at_start: dict[int, dict[str, Value]] = field(default_factory=dict, compare=False, repr=False)

    def read_by(self, number: int) -> Iterator[Formula]:
        """The formulas that a move reads: its guard, and the conditions of its effects."""
        transition = self.transitions[number]
        yield transition.guard
        yield from (effect.when for effect in transition.effects)


class Reading:
    """Gathers the variables that formulas speak of. Formulas share parts, and each part is looked at once among them all.

    found: the variables so far. The formulas must outlive the use of this.
    """

    def __init__(self, found: set[str]) -> None:
        self.found = found
        self._seen: set[int] = set()

    def fresh(self, formula: Formula) -> list[str]:
        """The variables of a formula that were not found before."""
        new, waiting = [], [formula]
        while waiting:
            one = waiting.pop()
            if type(one) is Is:
                if one.variable not in self.found:
                    self.found.add(one.variable)
                    new.append(one.variable)
            elif id(one) not in self._seen:
                self._seen.add(id(one))
                match one:
                    case All(parts) | Any(parts):
                        waiting.extend(parts)
                    case Not(part):
                        waiting.append(part)
                    case Weighs(_, weighted):
                        waiting.extend(part for _, part in weighted)
        return new


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
    return indexed(transitions)


def indexed(transitions: Sequence[Transition]) -> Prepared:
    """Transitions by what they write, each by its place in the sequence."""
    writers: dict[str, list[tuple[int, int]]] = {}
    for n, transition in enumerate(transitions):
        for k, effect in enumerate(transition.effects):
            writers.setdefault(effect.variable, []).append((n, k))
    return Prepared(tuple(transitions), {name: tuple(found) for name, found in writers.items()})
