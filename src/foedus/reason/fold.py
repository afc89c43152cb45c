"""Folding: the values that a variable can never have fall away, and with them what depends on those values.

The values are gathered from the start by letting every move occur that might, each variable taken by itself. What is found is closed under
all moves, so it is a fact that can be checked.
Needs: the standard library. Source: design page REASONING, section 5.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

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
    replacing,
)
from foedus.model.machine import Down, Effect, Variable
from foedus.reason.part import Part, Prepared, Transition, indexed

Possible = Mapping[str, Mapping[Value, None]]
"""For each variable, the values found so far, in order of finding."""


class _Circuit:
    """Formulas as a circuit of two wires a node, `may hold` and `may fail`, that only ever turn on; what turns on is told once to those above.

    Of each node is kept what its wires still wait for: the parts that cannot hold (or fail) yet, or the weight that is lacking. A formula that
    stands in several places is one node, so that all values are gathered in one pass over what is different.
    """

    def __init__(self, values: dict[str, dict[Value, None]]) -> None:
        self.values = values
        self.known: dict[int, int] = {}
        self.kept: list[Formula] = []
        self.above: list[list[tuple[int, int, bool]]] = []  # who stands above, with what weight, and whether it denies
        self.lacking: list[int] = []  # wire `may hold` is on where nothing is lacking
        self.safe: list[int] = []  # wire `may fail` is on where nothing is safe
        self.watching: list[list[int]] = []
        self.leaves: dict[str, list[int]] = {}

    def may_hold(self, number: int) -> bool:
        """Whether a node may hold, by the values found so far."""
        return self.lacking[number] <= 0

    def node(self, formula: Formula) -> int:
        """The node of a formula, made with all that is below it."""
        number = self.known.get(id(formula))
        if number is not None:
            return number
        below, deny, lacking, safe = self._below(formula)
        number = self.known[id(formula)] = len(self.above)
        self.kept.append(formula)
        self.above.append([])
        self.watching.append([])
        for weight, part in below:
            self.above[part].append((number, weight, deny))
            if deny:
                lacking -= weight if self.safe[part] <= 0 else 0
                safe -= weight if self.lacking[part] <= 0 else 0
            else:
                lacking -= weight if self.lacking[part] <= 0 else 0
                safe -= weight if self.safe[part] <= 0 else 0
        self.lacking.append(lacking)
        self.safe.append(safe)
        return number

    def _below(self, formula: Formula) -> tuple[list[tuple[int, int]], bool, int, int]:
        """The nodes just below with their weights; whether denied; how much must be able to hold, and to fail, before the wires turn on."""
        match formula:
            case Is(variable, value):
                self.leaves.setdefault(variable, []).append(len(self.above))
                known = self.values[variable]
                return [], False, 0 if value in known else 1, 0 if len(known) > 1 or value not in known else 1
            case Not(part):
                return [(1, self.node(part))], True, 1, 1
            case All(parts):
                return [(1, self.node(part)) for part in parts], False, len(parts), 1
            case Any(parts):
                return [(1, self.node(part)) for part in parts], False, 1, len(parts)
            case Weighs(at_least, weighted):
                below = [(weight, self.node(part)) for weight, part in weighted]
                return below, False, at_least, sum(weight for weight, _ in below) - at_least + 1

    def grown(self, variable: str) -> Iterator[int]:
        """Take in that a variable has more values; yields whoever watches a node that may hold now and could not before."""
        known = self.values[variable]
        waiting: list[tuple[int, int, int]] = []
        for leaf in self.leaves.get(variable, ()):
            formula = self.kept[leaf]
            if isinstance(formula, Is):
                holds = 1 if self.lacking[leaf] > 0 and formula.value in known else 0
                fails = 1 if self.safe[leaf] > 0 and (len(known) > 1 or formula.value not in known) else 0
                waiting.append((leaf, holds, fails))
        while waiting:
            number, holds, fails = waiting.pop()
            could_hold, could_fail = self.lacking[number] <= 0, self.safe[number] <= 0
            self.lacking[number] -= holds
            self.safe[number] -= fails
            now_holds = not could_hold and self.lacking[number] <= 0
            now_fails = not could_fail and self.safe[number] <= 0
            if now_holds:
                yield from self.watching[number]
            if now_holds or now_fails:
                for above, weight, deny in self.above[number]:
                    up, down = (now_fails, now_holds) if deny else (now_holds, now_fails)
                    waiting.append((above, weight if up else 0, weight if down else 0))


def values_reached(variables_: Mapping[str, Variable], transitions: tuple[Transition, ...]) -> dict[str, dict[Value, None]]:
    """For each variable, the values that it may come to have; more than it does have, never fewer."""
    values: dict[str, dict[Value, None]] = {name: {variable.start: None} for name, variable in variables_.items()}
    circuit = _Circuit(values)
    counting: dict[str, list[int]] = {}
    guards = [circuit.node(transition.guard) for transition in transitions]
    effects = [[circuit.node(effect.when) for effect in transition.effects] for transition in transitions]
    for n, transition in enumerate(transitions):
        for number in (guards[n], *effects[n]):
            circuit.watching[number].append(n)
        for effect in transition.effects:
            if isinstance(effect.value, Down):
                counting.setdefault(effect.variable, []).append(n)
    waiting = dict.fromkeys(range(len(transitions)))
    while waiting:
        n = next(iter(waiting))
        del waiting[n]
        if not circuit.may_hold(guards[n]):
            continue
        for effect, when in zip(transitions[n].effects, effects[n], strict=True):
            if circuit.may_hold(when) and _grow(values[effect.variable], effect, variables_[effect.variable]):
                waiting.update(dict.fromkeys(circuit.grown(effect.variable)))
                waiting.update(dict.fromkeys(counting.get(effect.variable, ())))
    return values


def _grow(known: dict[Value, None], effect: Effect, variable: Variable) -> bool:
    """Add what an effect gives; a countdown that may run may come to every value below (one tick after another would take its square)."""
    before = len(known)
    if isinstance(effect.value, Down):
        lowest, highest = int(variable.domain[0]), max(int(value) for value in known)
        if before <= highest - lowest:
            known.update(dict.fromkeys(range(highest - 1, lowest - 1, -1)))
    else:
        known[effect.value] = None
    return len(known) > before


@dataclass(frozen=True)
class Folding:
    """What folding leaves of variables and transitions, whatever is asked.

    facts: the values of every variable that cannot have all of them; narrowed: those that have fewer, or but one; parts: what was asked of it so far
    depends on, by the variables.
    """

    variables: Mapping[str, Variable]
    transitions: tuple[Transition, ...]
    facts: tuple[Formula, ...]
    values: Possible
    narrowed: frozenset[str]
    parts: dict[frozenset[str], Part] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def indexed(self) -> Prepared:
        """The transitions by what they write."""
        return indexed(self.transitions)

    def asked(self, formulas: Iterable[Formula]) -> tuple[Formula, ...]:
        """Formulas as they read here."""
        return tuple(map(replacing(partial(_atom, self.values), self.narrowed), formulas))


def folding(variables_: Mapping[str, Variable], transitions: tuple[Transition, ...]) -> Folding:
    """Fold once."""
    values = values_reached(variables_, transitions)

    # What has one value falls away even where its domain has no other: a unit's polity, where there is but one.
    narrowed = frozenset(name for name, variable in variables_.items() if len(values[name]) == 1 or len(values[name]) < len(variable.domain))
    put = replacing(partial(_atom, values), narrowed)
    kept = []
    for transition in transitions:
        guard = put(transition.guard)
        if guard == FALSE:
            continue
        effects = tuple(_effects(transition.effects, variables_, values, put))
        if effects:
            kept.append(Transition(transition.number, transition.key, guard, effects))
    domains = {name: _narrowed(variable, values[name]) for name, variable in variables_.items() if len(values[name]) > 1}
    return Folding(domains, tuple(kept), tuple(_facts(variables_, values)), values, narrowed)


def _atom(values: Possible, leaf: Is) -> Formula:
    known = values[leaf.variable]
    if leaf.value not in known:
        return FALSE
    return TRUE if len(known) == 1 else leaf


def _effects(
    effects: Iterable[Effect], variables_: Mapping[str, Variable], values: Possible, put: Callable[[Formula], Formula]
) -> Iterable[Effect]:
    for effect in effects:
        known = values[effect.variable]
        if len(known) > 1 and (_runs(known, variables_[effect.variable]) if isinstance(effect.value, Down) else effect.value in known):
            when = put(effect.when)
            if when != FALSE:
                yield effect if when is effect.when else replace(effect, when=when)


def _runs(known: Mapping[Value, None], variable: Variable) -> bool:
    """Whether a countdown may run: then it has every value below its highest (`_grow`); what never runs need not read as false where it is put in."""
    return len(known) > max(int(value) for value in known) - int(variable.domain[0])


def _narrowed(variable: Variable, known: Mapping[Value, None]) -> Variable:
    if len(known) == len(variable.domain):
        return variable
    return replace(variable, domain=tuple(value for value in variable.domain if value in known))


def _facts(variables_: Mapping[str, Variable], values: Possible) -> Iterable[Formula]:
    for name, variable in variables_.items():
        if len(values[name]) < len(variable.domain):
            yield any_of(Is(name, value) for value in variable.domain if value in values[name])
