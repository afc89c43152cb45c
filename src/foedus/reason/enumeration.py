"""The check of a proof by exhaustion: the kernel's readers look at every situation again and find that no move leaves them.

It shares nothing with the compiled search but the list of situations. Moves are those of the whole machine, without the values that
variables never have; that they never have them is checked by precondition.
Needs: the standard library. Source: design page REASONING, section 5.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from foedus.model.formula import FALSE, TRUE, Any, Formula, Is, Value, holds, replace_atoms, variables
from foedus.model.machine import Variable
from foedus.reason.certificate import Checker, ProofCertificate
from foedus.reason.limits import Deadline
from foedus.reason.part import Part, Transition, after
from foedus.reason.search import Reached, State
from foedus.reason.slice import assuming

BY_ENUMERATION = "kernel, every situation enumerated"


@dataclass(frozen=True)
class Table:
    """All situations of a part, closed under its moves, as the kernel reads them. known: the only values that some variables ever have."""

    checker: Checker
    domains: Mapping[str, Sequence[Value]]
    known: Mapping[str, frozenset[Value]]
    moves: tuple[Transition, ...]
    states: frozenset[State]

    def reduced(self, formula: Formula) -> Formula:
        """A formula without the values that variables never have."""
        return _reduced(assuming(self.checker.assume)(formula), self.known, self.checker.machine.variables)

    def valuation(self, state: State) -> dict[str, Value]:
        """A situation with its values by name."""
        return {name: domain[place] for (name, domain), place in zip(self.domains.items(), state, strict=True)}

    @cached_property
    def _places(self) -> dict[str, dict[Value, int]]:
        return {name: {value: n for n, value in enumerate(domain)} for name, domain in self.domains.items()}

    def place(self, valuation: Mapping[str, Value]) -> State | None:
        """A situation by the places of its values; None where a value is none of the domain."""
        found = tuple(places.get(valuation[name], -1) for name, places in self._places.items())
        return None if -1 in found else found


def table_of(checker: Checker, part: Part, reached: Reached, deadline: Deadline) -> Table | ProofCertificate:
    """The table of situations reached, when it has the start and no move leaves it; else a certificate that says what fails."""
    failing = checker.facts_fail(part.facts)
    if failing:
        return ProofCertificate(BY_ENUMERATION, False, failing)
    known = _known(part.facts)
    moves = _moves(checker, part, known)
    if moves is None:
        return ProofCertificate(BY_ENUMERATION, False, "a move reads what was cut away")
    domains = {name: tuple(variable.domain) for name, variable in part.variables.items()}
    table = Table(checker, domains, known, moves, frozenset(reached.parents))
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


def _known(facts: Sequence[Formula]) -> dict[str, frozenset[Value]]:
    """The values that facts leave to each variable; a fact says of one variable that it has one of some values."""
    found: dict[str, frozenset[Value]] = {}
    for fact in facts:
        leaves = [leaf for leaf in (fact.parts if isinstance(fact, Any) else (fact,)) if isinstance(leaf, Is)]
        values = frozenset(leaf.value for leaf in leaves)
        found[leaves[0].variable] = values & found.get(leaves[0].variable, values)
    return found


def _reduced(formula: Formula, known: Mapping[str, frozenset[Value]], domains: Mapping[str, Variable]) -> Formula:
    """What a formula comes to where variables have only the values known, and none outside their domains."""

    def atom(leaf: Is) -> Formula:
        domain = domains[leaf.variable].domain
        if leaf.value not in domain or len(domain) == 1:
            return TRUE if leaf.value in domain else FALSE
        values = known.get(leaf.variable)
        if values is None or (leaf.value in values and len(values) > 1):
            return leaf
        return TRUE if leaf.value in values else FALSE

    return replace_atoms(formula, atom)


def _moves(checker: Checker, part: Part, known: Mapping[str, frozenset[Value]]) -> tuple[Transition, ...] | None:
    """The moves that write variables of a part, reduced; None where one reads a variable that the part lacks."""
    rewrite = assuming(checker.assume)
    found = []
    for number in sorted({n for name in part.variables for n, _ in checker.whole.writers.get(name, ())}):
        if checker.only is not None and not checker.only(checker.machine.moves[number]):
            continue
        transition = checker.whole.transitions[number]
        guard = _reduced(rewrite(transition.guard), known, checker.machine.variables)
        written = (effect for effect in transition.effects if effect.variable in part.variables)
        reduced = (replace(effect, when=_reduced(rewrite(effect.when), known, checker.machine.variables)) for effect in written)
        effects = tuple(effect for effect in reduced if effect.when != FALSE)
        if guard == FALSE or not effects:
            continue
        if not {name for formula in (guard, *(effect.when for effect in effects)) for name in variables(formula)} <= part.variables.keys():
            return None
        found.append(Transition(number, transition.key, guard, effects))
    return tuple(found)
