"""The check of a proof by exhaustion: the kernel looks at every situation again and finds that no move leaves them.

It shares nothing with the compiled search but the list of situations. Moves are those of the whole machine, with the values that never
change put in; that they never change is checked by precondition.
Needs: the standard library. Source: design page REASONING, section 5.
"""

from __future__ import annotations

from dataclasses import replace

from foedus.model.formula import FALSE, Formula, Is, Value, given, holds, variables
from foedus.model.machine import Effect
from foedus.reason.certificate import Checker, ProofCertificate
from foedus.reason.limits import Deadline
from foedus.reason.part import Part, after
from foedus.reason.search import Reached, State
from foedus.reason.slice import assuming

BY_ENUMERATION = "kernel, every situation enumerated"


def certify_states(checker: Checker, bad: Formula, part: Part, reached: Reached, deadline: Deadline) -> ProofCertificate:
    """Check that situations contain the start, are closed under all moves, and that a formula holds in none."""
    constants = {fact.variable: fact.value for fact in part.facts if isinstance(fact, Is) and fact.variable not in part.variables}
    failing = checker.facts_fail(part.facts)
    if failing:
        return ProofCertificate(BY_ENUMERATION, False, failing)
    states = frozenset(reached.parents)
    domains = [(name, variable.domain) for name, variable in part.variables.items()]
    start = tuple(tuple(variable.domain).index(checker.start[name]) for name, variable in part.variables.items())
    if start not in states:
        return ProofCertificate(BY_ENUMERATION, False, "the start is missing")
    moves = _moves(checker, part, constants)
    if moves is None:
        return ProofCertificate(BY_ENUMERATION, False, "a move reads what was cut away")
    rewrite = assuming(checker.assume)
    never = given(rewrite(bad), constants)
    places = {name: {value: n for n, value in enumerate(domain)} for name, domain in domains}
    for state in states:
        deadline.check()
        valuation = {name: domain[place] for (name, domain), place in zip(domains, state, strict=True)}
        if holds(never, valuation):
            return ProofCertificate(BY_ENUMERATION, False, "a situation is bad")
        for guard, effects in moves:
            if holds(guard, valuation) and _place(after(effects, valuation), places) not in states:
                return ProofCertificate(BY_ENUMERATION, False, "a move leaves the situations")
    return ProofCertificate(BY_ENUMERATION, True)


def _place(valuation: dict[str, Value], places: dict[str, dict[Value, int]]) -> State | None:
    found = []
    for name, known in places.items():
        place = known.get(valuation[name])
        if place is None:
            return None
        found.append(place)
    return tuple(found)


def _moves(checker: Checker, part: Part, constants: dict[str, Value]) -> list[tuple[Formula, tuple[Effect, ...]]] | None:
    """The moves that write variables of a part, their guards and effects with constants put in."""
    rewrite = assuming(checker.assume)
    found = []
    for number in sorted({n for name in part.variables for n, _ in checker.whole.writers.get(name, ())}):
        if checker.only is not None and not checker.only(checker.machine.moves[number]):
            continue
        transition = checker.whole.transitions[number]
        guard = given(rewrite(transition.guard), constants)
        effects = tuple(
            replace(effect, when=given(rewrite(effect.when), constants))
            for effect in transition.effects
            if effect.variable in part.variables
        )
        if guard == FALSE:
            continue
        read = {name for formula in (guard, *(effect.when for effect in effects)) for name in variables(formula)}
        if not read <= part.variables.keys():
            return None
        found.append((guard, effects))
    return found
