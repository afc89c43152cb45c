"""What a question depends on: the cone of influence through guards and effect conditions, folded, and cut again until nothing falls away.

Needs: the standard library. Source: design page REASONING, section 5.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from operator import is_

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
    names,
    negation,
    uncollected,
    weighs,
)
from foedus.model.machine import Effect, Machine, Move
from foedus.reason.fold import Folding, folding
from foedus.reason.part import Part, Prepared, Reading, Transition, guard_of, prepared

Rewrite = Callable[[Formula], Formula]


def unchanged(formula: Formula) -> Formula:
    """No rewriting."""
    return formula


def assuming(facts: Iterable[Formula]) -> Rewrite:
    """Replace formulas that are known to be always true by true, wherever they stand; also as some of the parts of a longer one."""
    known: dict[Formula, Formula] = {}
    unions: list[frozenset[Formula]] = []
    for fact in facts:
        for part in fact.parts if isinstance(fact, All) else (fact,):
            known[part] = TRUE
            if isinstance(part, Not):
                known[part.part] = FALSE
            if isinstance(part, Any):
                unions.append(frozenset(part.parts))
    return _Assuming(known, unions) if known else unchanged


class _Assuming:
    """Formulas with what is known put in. An object and no function that calls itself, which would be a ring."""

    def __init__(self, known: dict[Formula, Formula], unions: list[frozenset[Formula]]) -> None:
        self.known = known
        self.unions = unions
        self.spoken = frozenset[str]().union(*map(names, known))
        # What was rewritten once is kept with what came of it: parts stand in many formulas. Both are kept, so that no number is given anew.
        self.seen: dict[int, tuple[Formula, Formula]] = {}

    def __call__(self, formula: Formula) -> Formula:
        """The formula as it reads."""
        if type(formula) is Is:
            return self.known.get(formula, formula) if formula.variable in self.spoken else formula
        place = id(formula)
        if place not in self.seen:
            found = self.known.get(formula)
            self.seen[place] = formula, _within(formula, self, self.unions) if found is None else found
        return self.seen[place][1]


def _within(formula: Formula, rewrite: Rewrite, unions: Sequence[frozenset[Formula]]) -> Formula:
    """A formula with its parts rewritten; the formula itself where none of them changes."""
    match formula:
        case Not(part):
            new = rewrite(part)
            return formula if new is part else negation(new)
        case All(parts):
            changed = [rewrite(part) for part in parts]
            return formula if all(map(is_, changed, parts)) else all_of(changed)
        case Any(parts):
            if any(len(union) <= len(parts) and union.issubset(parts) for union in unions):
                return TRUE
            changed = [rewrite(part) for part in parts]
            return formula if all(map(is_, changed, parts)) else any_of(changed)
        case Weighs(at_least, weighted):
            changed = [rewrite(part) for _, part in weighted]
            if all(new is part for new, (_, part) in zip(changed, weighted, strict=True)):
                return formula
            return weighs(at_least, zip((weight for weight, _ in weighted), changed, strict=True))
        case Is():
            return formula


def cone(whole: Prepared, seeds: Iterable[str], only: Callable[[int], bool] | None = None) -> tuple[set[str], dict[int, list[int]]]:
    """The variables on which seeds depend, and for each move that writes one of them, which of its effects do.

    only: which moves count, by number.
    """
    found = set(seeds)
    waiting = list(found)
    reading = Reading(found)
    moves: dict[int, list[int]] = {}
    while waiting:
        for number, effect in whole.writers.get(waiting.pop(), ()):
            if only is not None and not only(number):
                continue
            transition = whole.transitions[number]
            if number not in moves:
                moves[number] = []
                waiting.extend(reading.fresh(transition.guard))
            moves[number].append(effect)
            waiting.extend(reading.fresh(transition.effects[effect].when))
    return found, moves


def _kept(whole: Prepared, moves: Mapping[int, list[int]], rewrite: Rewrite) -> tuple[Transition, ...]:
    kept = []
    for number in sorted(moves):
        transition = whole.transitions[number]
        effects = tuple(transition.effects[k] for k in sorted(moves[number]))
        if rewrite is not unchanged:
            effects = tuple(replace(effect, when=rewrite(effect.when)) for effect in effects)
        kept.append(Transition(transition.number, transition.key, rewrite(transition.guard), effects))
    return tuple(kept)


Place = tuple[frozenset[str], Callable[[Move], bool] | None, tuple[Value, ...]]
"""What folding depends on: the variables, which moves occur, and where the variables begin."""

KEPT = 4
"""How many foldings of one machine are kept."""


class _Rewritten:
    """The moves of a machine with facts put in, each rewritten when it is first looked at."""

    def __init__(self, whole: Prepared, rewrite: Rewrite) -> None:
        self.whole = whole
        self.rewrite = rewrite
        self.folded: dict[Place, Folding] = {}
        self._guards: dict[int, Formula] = {}
        self._effects: dict[tuple[int, int], Effect] = {}

    def keep(self, place: Place, folding_: Folding) -> Folding:
        """Keep what folding left, among the few that were asked for last."""
        while len(self.folded) >= KEPT:
            del self.folded[next(iter(self.folded))]
        self.folded[place] = folding_
        return folding_

    def guard(self, number: int) -> Formula:
        """The guard of a move."""
        known = self._guards.get(number)
        if known is None:
            known = self._guards[number] = self.rewrite(self.whole.transitions[number].guard)
        return known

    def effect(self, number: int, place: int) -> Effect:
        """One effect of a move."""
        known = self._effects.get((number, place))
        if known is None:
            effect = self.whole.transitions[number].effects[place]
            when = self.rewrite(effect.when)
            known = self._effects[number, place] = effect if when is effect.when else replace(effect, when=when)
        return known

    def cone(self, seeds: Iterable[str], only: Callable[[int], bool] | None) -> tuple[set[str], dict[int, list[int]]]:
        """As `cone`, of the moves as they read here."""
        if self.rewrite is unchanged:
            return cone(self.whole, seeds, only)
        found = set(seeds)
        waiting = list(found)
        reading = Reading(found)
        moves: dict[int, list[int]] = {}
        while waiting:
            for number, place in self.whole.writers.get(waiting.pop(), ()):
                if only is not None and not only(number):
                    continue
                effect = self.effect(number, place)
                if effect.when == FALSE:
                    continue
                guard = self.guard(number)
                if number not in moves:
                    if guard == FALSE:
                        continue
                    moves[number] = []
                    waiting.extend(reading.fresh(guard))
                moves[number].append(place)
                waiting.extend(reading.fresh(effect.when))
        return found, moves

    def kept(self, moves: Mapping[int, list[int]]) -> tuple[Transition, ...]:
        """The moves named, each with the effects named."""
        found = []
        for number in sorted(moves):
            transition = self.whole.transitions[number]
            effects = tuple(self.effect(number, place) for place in sorted(moves[number]))
            found.append(Transition(transition.number, transition.key, self.guard(number), effects))
        return tuple(found)


_rewritten: dict[tuple[int, bool, tuple[Formula, ...]], tuple[weakref.ref[Machine], _Rewritten]] = {}


def _seen_through(machine: Machine, assume: tuple[Formula, ...], *, even_in_breach: bool) -> _Rewritten:
    """The moves of a machine with facts put in, kept for as long as the machine is."""
    place = (id(machine), even_in_breach, assume)
    known = _rewritten.get(place)
    if known is not None and known[0]() is machine:
        return known[1]
    found = _Rewritten(prepared(machine, even_in_breach=even_in_breach), assuming(assume))
    _rewritten[place] = (weakref.ref(machine, _forget(place)), found)
    return found


def _forget(place: tuple[int, bool, tuple[Formula, ...]]) -> Callable[[weakref.ref[Machine]], None]:
    known = _rewritten  # at the end of a process the names of a module may be gone before its machines

    def gone(_: weakref.ref[Machine]) -> None:
        known.pop(place, None)

    return gone


def stated(machine: Machine, formula: Formula, assume: Iterable[Formula] = (), *, even_in_breach: bool = False) -> Formula:
    """A formula as it reads where formulas that are always true are put in."""
    facts = (*assume,)
    return _seen_through(machine, facts, even_in_breach=even_in_breach).rewrite(formula)


def part_of(
    machine: Machine,
    seeds: Sequence[Formula],
    *,
    assume: Iterable[Formula] = (),
    even_in_breach: bool = False,
    start: Mapping[str, Value] | None = None,
    only: Callable[[Move], bool] | None = None,
) -> tuple[Part, tuple[Formula, ...]]:
    """The part of a machine on which formulas depend, and the formulas as they read there.

    assume: formulas proved to be always true; start: another situation to begin with; only: which moves may occur at all.
    """
    allowed = None if only is None else (lambda number: only(machine.moves[number]))
    begin = machine.start if start is None else start
    with uncollected():
        whole = _seen_through(machine, tuple(assume), even_in_breach=even_in_breach)
        asked = tuple(whole.rewrite(seed) for seed in seeds)
        reached, moves = whole.cone((name for seed in asked for name in names(seed)), allowed)
        # The values that are found do not depend on what is asked: one question after the other is asked of the same moves.
        place = (frozenset(reached), only, tuple(begin[name] for name in sorted(reached)))
        folded = whole.folded.get(place)
        if folded is None:
            domains = {name: replace(variable, start=begin[name]) for name, variable in machine.variables.items() if name in reached}
            folded = whole.keep(place, folding(domains, whole.kept(moves)))
        asked = folded.asked(asked)
        # Folding is a least fixpoint: what it leaves folds no further, and only what nothing depends on any more falls away.
        return _trimmed(folded, asked), asked


def _trimmed(folded: Folding, asked: Iterable[Formula]) -> Part:
    """Only what the formulas asked still depend on."""
    whole = folded.indexed
    reached, moves = cone(whole, (name for seed in asked for name in names(seed)))
    about = frozenset(reached)
    if about not in folded.parts:
        variables = {name: variable for name, variable in folded.variables.items() if name in reached}
        folded.parts[about] = Part(variables, _kept(whole, moves, unchanged), folded.facts)
    return folded.parts[about]


def vocabulary(
    machine: Machine, seeds: Iterable[Formula], *, assume: tuple[Formula, ...] = (), even_in_breach: bool = False
) -> tuple[frozenset[str], tuple[int, ...]]:
    """The variables on which formulas could depend, and the moves that write them, before anything is folded. assume: what is always true."""
    whole = _seen_through(machine, assume, even_in_breach=even_in_breach)
    reached, moves = whole.cone((name for seed in seeds for name in names(whole.rewrite(seed))), None)
    return frozenset(reached), tuple(sorted(moves))


def depends(machine: Machine, seeds: Iterable[Formula], meant: Callable[[str], bool], *, even_in_breach: bool = False) -> bool:
    """Whether formulas could depend on a variable that is meant; as `vocabulary`, but no further than to the first one."""
    whole = prepared(machine, even_in_breach=even_in_breach)
    found = {name for seed in seeds for name in names(seed)}
    waiting, reading, seen = list(found), Reading(found), set[int]()
    while waiting:
        name = waiting.pop()
        if meant(name):
            return True
        for number, effect in whole.writers.get(name, ()):
            transition = whole.transitions[number]
            fresh = reading.fresh(transition.effects[effect].when) + ([] if number in seen else reading.fresh(transition.guard))
            seen.add(number)
            waiting += fresh
    return False


def same_slice(before: Machine, after: Machine, seeds: Iterable[Formula], facts: tuple[Formula, ...], *, even_in_breach: bool = False) -> bool:
    """Whether what formulas depend on is the same in two machines, with facts put in that are always true in both."""
    if before.variables is not after.variables and before.variables != after.variables:
        return False
    whole = _seen_through(before, facts, even_in_breach=even_in_breach)
    reached, moves = whole.cone((name for seed in seeds for name in names(whole.rewrite(seed))), None)
    same = {id(move) for move in after.moves}
    if any(id(before.moves[number]) not in same for number in moves):
        return False
    kept = {id(move) for move in before.moves}
    for move in after.moves:
        if id(move) not in kept and any(effect.variable in reached for effect in move.effects):
            guard = whole.rewrite(guard_of(move, even_in_breach=even_in_breach))
            if guard != FALSE and any(effect.variable in reached and whole.rewrite(effect.when) != FALSE for effect in move.effects):
                return False
    return True
