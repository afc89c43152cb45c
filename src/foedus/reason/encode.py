"""A part as clauses: one pattern for a situation, a move and the situation after it, to be laid end to end for longer histories.

A variable with two values is one bit, with more one bit for each value, of which exactly one holds, before the move and after it. Exactly
one move occurs in each step, or none (the idle move): the relation is total, so that no situation is lost for want of a next one.
The literal `l` of a bit before the move is `l + stride` after it.
Needs: the standard library. Source: design page REASONING, section 5.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from foedus.model.formula import TRUE, Formula, Is, Value, any_of
from foedus.model.machine import Variable, cases
from foedus.reason.clauses import Clause, Clauses, Literal
from foedus.reason.part import Part

AFTER = 1 << 40
"""Added to a bit while the pattern is drawn and its stride not yet known."""


@dataclass(frozen=True)
class Pattern:
    """Clauses over bits 1 to `bits` (before), helpers up to `stride`, and bits stride + 1 to stride + bits (after).

    moves: for each transition its literal; guards: the literal of each guard; choices: literals of the free choices; asked: those of the
    formulas asked; start: the situation at the start; atoms: what each bit says.
    """

    part: Part
    clauses: Sequence[Clause]
    bits: int
    stride: int
    moves: tuple[Literal, ...]
    guards: tuple[Literal, ...]
    choices: tuple[Literal, ...]
    asked: tuple[Literal, ...]
    start: tuple[Literal, ...]
    atoms: tuple[Is, ...]

    @property
    def count(self) -> int:
        """The number of variables in one copy of the pattern."""
        return self.stride + self.bits

    def prime(self, literal: Literal) -> Literal:
        """A bit's literal, after the move."""
        return literal + self.stride if literal > 0 else literal - self.stride

    def shifted(self, step: int) -> list[Clause]:
        """The clauses of the pattern laid down after so many steps."""
        offset = step * self.stride
        return [[literal + offset if literal > 0 else literal - offset for literal in clause] for clause in self.clauses]

    def says(self, literal: Literal) -> Formula:
        """What a bit's literal says of the situation."""
        atom = self.atoms[abs(literal) - 1]
        if literal > 0:
            return atom
        domain = self.part.variables[atom.variable].domain
        return any_of(Is(atom.variable, value) for value in domain if value != atom.value)


class _Drawing:
    """The pattern while it is drawn."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.leaves: dict[tuple[str, Value], Literal] = {}
        self.atoms: list[Is] = []
        self.clauses = Clauses(self.leaf)
        for variable in part.state_variables:
            self._bits(variable)
        self.bits = self.clauses.count
        for name in part.variables:
            if name in part.choices:
                self._bits(part.variables[name])
        self.choices = tuple(range(self.bits + 1, self.clauses.count + 1))
        del self.atoms[self.bits :]
        for variable in part.variables.values():
            self._one_value(variable)

    def _bits(self, variable: Variable) -> None:
        for value in variable.domain[1:] if len(variable.domain) == 2 else variable.domain:
            self.leaves[variable.name, value] = self.clauses.new()
            self.atoms.append(Is(variable.name, value))
        if len(variable.domain) == 2:
            self.leaves[variable.name, variable.domain[0]] = -self.leaves[variable.name, variable.domain[1]]

    def leaf(self, leaf: Is) -> Literal:
        found = self.leaves.get((leaf.variable, leaf.value))
        return -self.clauses.true if found is None else found

    def _literals(self, variable: Variable) -> list[Literal]:
        return [self.leaves[variable.name, value] for value in variable.domain]

    def _one_value(self, variable: Variable) -> None:
        if len(variable.domain) != 2:
            literals = self._literals(variable)
            self.clauses.exactly_one(literals)
            if variable.name not in self.part.choices:
                self.clauses.exactly_one([literal + AFTER for literal in literals])

    def moves(self) -> tuple[tuple[Literal, ...], tuple[Literal, ...]]:
        """Draw the moves: exactly one, each with its guard and effects, and what no move changes stays. Returns moves and guards."""
        clauses = self.clauses
        moves = [clauses.new() for _ in self.part.transitions]
        clauses.exactly_one([*moves, clauses.new()])
        guards = []
        changes: dict[str, list[Literal]] = {}
        for move, transition in zip(moves, self.part.transitions, strict=True):
            guard = clauses.literal(transition.guard)
            guards.append(guard)
            clauses.add(-move, guard)
            for effect in transition.effects:
                for when, value in cases(effect, self.part.variables[effect.variable]):
                    change = move if when == TRUE else clauses.both([move, clauses.literal(when)])
                    clauses.add(-change, _next(self.leaves[effect.variable, value]))
                    changes.setdefault(effect.variable, []).append(change)
        for variable in self.part.state_variables:
            for literal in self._literals(variable)[1 if len(variable.domain) == 2 else 0 :]:
                changed = changes.get(variable.name, ())
                clauses.add(-literal, _next(literal), *changed)
                clauses.add(literal, -_next(literal), *changed)
        return tuple(moves), tuple(guards)


def _next(literal: Literal) -> Literal:
    return literal + AFTER if literal > 0 else literal - AFTER


def pattern(part: Part, asked: Sequence[Formula]) -> Pattern:
    """Draw the pattern of a part, with a literal for each formula asked."""
    drawing = _Drawing(part)
    moves, guards = drawing.moves()
    literals = tuple(drawing.clauses.literal(formula) for formula in asked)
    stride = drawing.clauses.count
    shift = AFTER - stride
    for clause in drawing.clauses.clauses:
        for n, literal in enumerate(clause):
            if abs(literal) > AFTER:
                clause[n] = literal - shift if literal > 0 else literal + shift
    return Pattern(
        part=part,
        clauses=drawing.clauses.clauses,
        bits=drawing.bits,
        stride=stride,
        moves=moves,
        guards=guards,
        choices=drawing.choices,
        asked=literals,
        start=state_literals(drawing.leaves, part, part.start),
        atoms=tuple(drawing.atoms),
    )


def state_literals(leaves: Mapping[tuple[str, Value], Literal], part: Part, valuation: Mapping[str, Value]) -> tuple[Literal, ...]:
    """A situation as the literals of all bits."""
    found = []
    for variable in part.state_variables:
        for value in variable.domain[1:] if len(variable.domain) == 2 else variable.domain:
            literal = leaves[variable.name, value]
            found.append(literal if valuation[variable.name] == value else -literal)
    return tuple(found)
