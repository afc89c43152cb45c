"""What a question depends on: the cone of influence through guards and effect conditions, folded, and cut again until nothing falls away.

Needs: the standard library. Source: design page REASONING, section 5.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

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
    negation,
    variables,
    weighs,
)
from foedus.model.machine import Machine, Move
from foedus.reason.fold import Folded, fold
from foedus.reason.part import Part, Prepared, Transition, prepared

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
    if not known:
        return unchanged

    def rewrite(formula: Formula) -> Formula:
        if formula in known:
            return known[formula]
        match formula:
            case Is():
                return formula
            case Not(part):
                return negation(rewrite(part))
            case All(parts):
                return all_of(rewrite(part) for part in parts)
            case Any(parts):
                if any(union.issubset(parts) for union in unions):
                    return TRUE
                return any_of(rewrite(part) for part in parts)
            case Weighs(at_least, weighted):
                return weighs(at_least, ((weight, rewrite(part)) for weight, part in weighted))

    return rewrite


def cone(whole: Prepared, seeds: Iterable[str], only: Callable[[int], bool] | None = None) -> tuple[set[str], dict[int, list[int]]]:
    """The variables on which seeds depend, and for each move that writes one of them, which of its effects do.

    only: which moves count, by number.
    """
    found = set(seeds)
    waiting = list(found)
    moves: dict[int, list[int]] = {}
    while waiting:
        for number, effect in whole.writers.get(waiting.pop(), ()):
            if only is not None and not only(number):
                continue
            reads = whole.effect_reads[number][effect]
            if number not in moves:
                moves[number] = []
                reads = reads | whole.guard_reads[number]
            moves[number].append(effect)
            fresh = reads - found
            found |= fresh
            waiting.extend(fresh)
    return found, moves


def _gather(transitions: Sequence[Transition]) -> Prepared:
    """Index transitions that were simplified, by their places in the sequence."""
    writers: dict[str, list[tuple[int, int]]] = {}
    for n, transition in enumerate(transitions):
        for k, effect in enumerate(transition.effects):
            writers.setdefault(effect.variable, []).append((n, k))
    return Prepared(
        tuple(transitions),
        tuple(frozenset(variables(transition.guard)) for transition in transitions),
        tuple(tuple(frozenset(variables(effect.when)) for effect in transition.effects) for transition in transitions),
        {name: tuple(found) for name, found in writers.items()},
    )


def _kept(whole: Prepared, moves: Mapping[int, list[int]], rewrite: Rewrite) -> tuple[Transition, ...]:
    kept = []
    for number in sorted(moves):
        transition = whole.transitions[number]
        effects = tuple(transition.effects[k] for k in sorted(moves[number]))
        if rewrite is not unchanged:
            effects = tuple(replace(effect, when=rewrite(effect.when)) for effect in effects)
        kept.append(Transition(transition.number, transition.key, rewrite(transition.guard), effects))
    return tuple(kept)


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
    whole = prepared(machine, even_in_breach=even_in_breach)
    rewrite = assuming(assume)
    asked = tuple(rewrite(seed) for seed in seeds)
    allowed = None if only is None else (lambda number: only(machine.moves[number]))
    begin = machine.start if start is None else start
    names, moves = cone(whole, (name for seed in asked for name in variables(seed)), allowed)
    transitions = _kept(whole, moves, rewrite)
    domains = {name: replace(variable, start=begin[name]) for name, variable in machine.variables.items() if name in names}
    folded = Folded(domains, transitions, asked)
    if rewrite is not unchanged:
        folded = _trimmed(folded)
    facts: dict[Formula, None] = {}
    while True:
        size = (len(folded.variables), len(folded.transitions))
        folded, found = fold(folded)
        facts.update(dict.fromkeys(found))
        folded = _trimmed(folded)
        if (len(folded.variables), len(folded.transitions)) == size:
            return Part(folded.variables, folded.transitions, tuple(facts)), folded.asked


def _trimmed(folded: Folded) -> Folded:
    """Only what the formulas asked still depend on."""
    whole = _gather(folded.transitions)
    names, moves = cone(whole, (name for seed in folded.asked for name in variables(seed)))
    kept = {name: variable for name, variable in folded.variables.items() if name in names}
    return Folded(kept, _kept(whole, moves, unchanged), folded.asked)


def vocabulary(machine: Machine, seeds: Iterable[Formula], *, even_in_breach: bool = False) -> tuple[frozenset[str], tuple[int, ...]]:
    """The variables on which formulas could depend, and the moves that write them, before anything is folded."""
    whole = prepared(machine, even_in_breach=even_in_breach)
    names, moves = cone(whole, (name for seed in seeds for name in variables(seed)))
    return frozenset(names), tuple(sorted(moves))
