"""Folding: the values that a variable can never have fall away, and with them what depends on those values.

The values are gathered from the start by letting every move occur that might, each variable taken by itself. What is found is closed under
all moves, so it is a fact that can be checked.
Needs: the standard library. Source: design page REASONING, section 5.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

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
    any_of,
    replace_atoms,
    variables,
)
from foedus.model.machine import Down, Effect, Variable
from foedus.reason.part import Transition

Possible = Mapping[str, Mapping[Value, None]]
"""For each variable, the values found so far, in order of finding."""


@dataclass(frozen=True, slots=True)
class Folded:
    """Variables, transitions, and the formulas asked, as they stand after folding."""

    variables: Mapping[str, Variable]
    transitions: tuple[Transition, ...]
    asked: tuple[Formula, ...]


def may(formula: Formula, values: Possible) -> tuple[bool, bool]:
    """Whether a formula may hold, and whether it may fail, each variable taken by itself."""
    match formula:
        case Is(variable, value):
            known = values[variable]
            return value in known, len(known) > 1 or value not in known
        case Not(part):
            true, false = may(part, values)
            return false, true
        case All(parts):
            found = [may(part, values) for part in parts]
            return all(true for true, _ in found), any(false for _, false in found)
        case Any(parts):
            found = [may(part, values) for part in parts]
            return any(true for true, _ in found), all(false for _, false in found)
        case Weighs(at_least, weighted):
            both = [(weight, may(part, values)) for weight, part in weighted]
            most = sum(weight for weight, (true, _) in both if true)
            least = sum(weight for weight, (_, false) in both if not false)
            return most >= at_least, least < at_least


def values_reached(variables_: Mapping[str, Variable], transitions: tuple[Transition, ...]) -> dict[str, dict[Value, None]]:
    """For each variable, the values that it may come to have; more than it does have, never fewer."""
    values: dict[str, dict[Value, None]] = {name: {variable.start: None} for name, variable in variables_.items()}
    readers: dict[str, list[int]] = {}
    for n, transition in enumerate(transitions):
        read = set(variables(transition.guard))
        for effect in transition.effects:
            read.update(variables(effect.when))
            if isinstance(effect.value, Down):
                read.add(effect.variable)
        for name in read:
            readers.setdefault(name, []).append(n)
    waiting = dict.fromkeys(range(len(transitions)))
    while waiting:
        n = next(iter(waiting))
        del waiting[n]
        transition = transitions[n]
        if not may(transition.guard, values)[0]:
            continue
        for effect in transition.effects:
            if may(effect.when, values)[0]:
                grown = _grow(values[effect.variable], effect, variables_[effect.variable])
                if grown:
                    waiting.update(dict.fromkeys(readers.get(effect.variable, ())))
    return values


def _grow(known: dict[Value, None], effect: Effect, variable: Variable) -> bool:
    before = len(known)
    if isinstance(effect.value, Down):
        lowest = int(variable.domain[0])
        known.update(dict.fromkeys(int(value) - 1 for value in tuple(known) if int(value) > lowest))
    else:
        known[effect.value] = None
    return len(known) > before


def fold(part: Folded) -> tuple[Folded, tuple[Formula, ...]]:
    """Fold once. Returns what is left, and as facts the values of every variable that cannot have all of them."""
    values = values_reached(part.variables, part.transitions)

    def atom(leaf: Is) -> Formula:
        known = values[leaf.variable]
        if leaf.value not in known:
            return FALSE
        return TRUE if len(known) == 1 else leaf

    kept = []
    for transition in part.transitions:
        guard = replace_atoms(transition.guard, atom)
        if guard == FALSE:
            continue
        effects = tuple(_effects(transition.effects, values, atom))
        if effects:
            kept.append(Transition(transition.number, transition.key, guard, effects))
    domains = {name: _narrowed(variable, values[name]) for name, variable in part.variables.items() if len(values[name]) > 1}
    asked = tuple(replace_atoms(formula, atom) for formula in part.asked)
    return Folded(domains, tuple(kept), asked), tuple(_facts(part.variables, values))


def _effects(effects: Iterable[Effect], values: Possible, atom: Callable[[Is], Formula]) -> Iterable[Effect]:
    for effect in effects:
        if len(values[effect.variable]) > 1:
            when = replace_atoms(effect.when, atom)
            if when != FALSE:
                yield replace(effect, when=when)


def _narrowed(variable: Variable, known: Mapping[Value, None]) -> Variable:
    if len(known) == len(variable.domain):
        return variable
    return replace(variable, domain=tuple(value for value in variable.domain if value in known))


def _facts(variables_: Mapping[str, Variable], values: Possible) -> Iterable[Formula]:
    for name, variable in variables_.items():
        if len(values[name]) < len(variable.domain):
            yield any_of(Is(name, value) for value in variable.domain if value in values[name])
