"""The check of a proof by exhaustion: the kernel's readers look at every situation again and find that no move leaves them.

It shares nothing with the compiled search but the list of situations. Moves are those of the whole machine, with the values that never
change put in; that they never change is checked by precondition.
Needs: the standard library. Source: design page REASONING, section 5.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from foedus.model.formula import FALSE, Formula, Is, Value, given, holds, variables
from foedus.reason.certificate import Checker, ProofCertificate
from foedus.reason.limits import Deadline
from foedus.reason.part import Part, Transition, after
from foedus.reason.search import Reached, State
from foedus.reason.slice import assuming

BY_ENUMERATION = "kernel, every situation enumerated"


@dataclass(frozen=True)
class Table:
    """All situations of a part, closed under its moves, as the kernel reads them. constants: the values that never change."""

    checker: Checker
    domains: Mapping[str, Sequence[Value]]
    constants: Mapping[str, Value]
    moves: tuple[Transition, ...]
    states: frozenset[State]

    def reduced(self, formula: Formula) -> Formula:
        """A formula with constants put in."""
        return given(assuming(self.checker.assume)(formula), self.constants)

    def valuation(self, state: State) -> dict[str, Value]:
        """A situation with its values by name."""
        return {name: domain[place] for (name, domain), place in zip(self.domains.items(), state, strict=True)}

    def place(self, valuation: Mapping[str, Value]) -> State | None:
        """A situation by the places of its values; None where a value is none of the domain."""
        if any(valuation[name] not in domain for name, domain in self.domains.items()):
            return None
        return tuple(tuple(domain).index(valuation[name]) for name, domain in self.domains.items())


def table_of(checker: Checker, part: Part, reached: Reached, deadline: Deadline) -> Table | ProofCertificate:
    """The table of situations reached, when it has the start and no move leaves it; else a certificate that says what fails."""
    failing = checker.facts_fail(part.facts)
    if failing:
        return ProofCertificate(BY_ENUMERATION, False, failing)
    constants = {fact.variable: fact.value for fact in part.facts if isinstance(fact, Is) and fact.variable not in part.variables}
    moves = _moves(checker, part, constants)
    if moves is None:
        return ProofCertificate(BY_ENUMERATION, False, "a move reads what was cut away")
    domains = {name: tuple(variable.domain) for name, variable in part.variables.items()}
    table = Table(checker, domains, constants, moves, frozenset(reached.parents))
    if table.place(checker.start) not in table.states:
        return ProofCertificate(BY_ENUMERATION, False, "the start is missing")
    for state in table.states:
        deadline.check()
        valuation = table.valuation(state)
        for move in moves:
            if holds(move.guard, valuation) and table.place(after(move.effects, valuation)) not in table.states:
                return ProofCertificate(BY_ENUMERATION, False, f"{move.key} leaves the situations")
    return table


def certify_states(checker: Checker, bad: Formula, part: Part, reached: Reached, deadline: Deadline) -> ProofCertificate:
    """Check that situations are all that can be reached, and that a formula holds in none."""
    table = table_of(checker, part, reached, deadline)
    if isinstance(table, ProofCertificate):
        return table
    never = table.reduced(bad)
    for state in table.states:
        if holds(never, table.valuation(state)):
            return ProofCertificate(BY_ENUMERATION, False, "what was never to be holds in a situation")
    return ProofCertificate(BY_ENUMERATION, True)


def _moves(checker: Checker, part: Part, constants: Mapping[str, Value]) -> tuple[Transition, ...] | None:
    """The moves that write variables of a part, with constants put in; None where one reads a variable that the part lacks."""
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
        if not {name for formula in (guard, *(effect.when for effect in effects)) for name in variables(formula)} <= part.variables.keys():
            return None
        found.append(Transition(number, transition.key, guard, effects))
    return tuple(found)
