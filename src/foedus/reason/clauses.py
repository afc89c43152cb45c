"""Formulas as clauses: each part gets a literal that holds exactly where the part does.

A weighted threshold becomes a decision diagram over its parts, heaviest first, where that is small; else a binary adder with a comparison.
Needs: the standard library. Sources: Tseitin 1968; Abio, Nieuwenhuis, Oliveras and Rodriguez-Carbonell 2011; Een and Sorensson 2006.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from foedus.model.formula import All, Any, Formula, Is, Not, Weighs

Literal = int
Clause = list[int]

LARGE = 2_000
"""Nodes of a decision diagram beyond which an adder is used."""


@dataclass(slots=True)
class Clauses:
    """A growing set of clauses. leaf: the literal of `variable = value`; count: variables used so far."""

    leaf: Callable[[Is], Literal]
    count: int = 0
    clauses: list[Clause] = field(default_factory=list)
    large: int = LARGE
    _known: dict[Formula, Literal] = field(default_factory=dict)
    _true: Literal = 0

    def new(self) -> Literal:
        """A fresh variable."""
        self.count += 1
        return self.count

    def add(self, *literals: Literal) -> None:
        """Add a clause."""
        self.clauses.append(list(literals))

    def handed_over(self) -> list[Clause]:
        """The clauses since they were last handed over; the solver has them then, and they are kept here no longer."""
        new, self.clauses = self.clauses, []
        return new

    @property
    def true(self) -> Literal:
        """A literal that always holds."""
        if not self._true:
            self._true = self.new()
            self.add(self._true)
        return self._true

    def literal(self, formula: Formula) -> Literal:
        """The literal of a formula."""
        if isinstance(formula, Is):
            return self.leaf(formula)
        if isinstance(formula, Not):
            return -self.literal(formula.part)
        found = self._known.get(formula)
        if found is None:
            found = self._known[formula] = self._translate(formula)
        return found

    def passing(self, formula: Formula) -> Literal:
        """The literal of a formula that is asked for once: what is new in it is not remembered."""
        before = len(self._known)
        literal = self.literal(formula)
        while len(self._known) > before:
            self._known.popitem()
        return literal

    def _translate(self, formula: All | Any | Weighs) -> Literal:
        match formula:
            case All(parts):
                return self.both([self.literal(part) for part in parts])
            case Any(parts):
                return -self.both([-self.literal(part) for part in parts])
            case Weighs(at_least, weighted):
                return self.threshold(at_least, [(weight, self.literal(part)) for weight, part in weighted])

    def both(self, literals: Sequence[Literal]) -> Literal:
        """A literal that holds exactly where all of them hold."""
        if not literals:
            return self.true
        if len(literals) == 1:
            return literals[0]
        gate = self.new()
        for literal in literals:
            self.add(-gate, literal)
        self.add(gate, *(-literal for literal in literals))
        return gate

    def at_most_one(self, literals: Sequence[Literal]) -> None:
        """No two of them hold."""
        if len(literals) <= 6:
            for n, first in enumerate(literals):
                for second in literals[n + 1 :]:
                    self.add(-first, -second)
            return
        # A ladder: `passed` holds from the first literal that holds onwards.
        passed = literals[0]
        for literal in literals[1:]:
            self.add(-passed, -literal)
            following = self.new()
            self.add(-passed, following)
            self.add(-literal, following)
            passed = following

    def exactly_one(self, literals: Sequence[Literal]) -> None:
        """One of them holds."""
        self.add(*literals)
        self.at_most_one(literals)

    # ---- weighted thresholds

    def threshold(self, at_least: int, entries: Iterable[tuple[int, Literal]]) -> Literal:
        """A literal that holds exactly where the weights of the literals that hold come to so much."""
        ordered = sorted(entries, key=lambda entry: -entry[0])
        diagram = _Diagram(ordered, self.large)
        root = diagram.node(0, at_least)
        return self._adder(at_least, ordered) if root is None else self._diagram(diagram, root)

    def _diagram(self, diagram: _Diagram, root: int) -> Literal:
        gates: dict[int, Literal] = {_YES: self.true, _NO: -self.true}
        for number, (literal, high, low) in diagram.nodes.items():
            gate, then, otherwise = self.new(), gates[high], gates[low]
            self.add(-gate, -literal, then)
            self.add(gate, -literal, -then)
            self.add(-gate, literal, otherwise)
            self.add(gate, literal, -otherwise)
            # Redundant, as `otherwise` implies `then`; they let the solver see it at once.
            self.add(-gate, then)
            self.add(gate, -otherwise)
            gates[number] = gate
        return gates[root]

    def _adder(self, at_least: int, entries: Sequence[tuple[int, Literal]]) -> Literal:
        return self.reaches(self.total(entries), at_least)

    def total(self, entries: Sequence[tuple[int, Literal]]) -> list[Literal]:
        """The sum of weights as binary digits, lowest first."""
        columns: dict[int, list[Literal]] = {}
        for weight, literal in entries:
            for place in range(weight.bit_length()):
                if weight >> place & 1:
                    columns.setdefault(place, []).append(literal)
        digits: list[Literal] = []
        place = 0
        while place <= max(columns, default=-1):
            column = columns.setdefault(place, [])
            while len(column) > 1:
                a, b, c = column.pop(0), column.pop(0), column.pop(0) if column else -self.true
                column.append(self._odd(a, b, c))
                columns.setdefault(place + 1, []).append(self._two_of(a, b, c))
            digits.append(column[0] if column else -self.true)
            place += 1
        return digits

    def _odd(self, a: Literal, b: Literal, c: Literal) -> Literal:
        gate = self.new()
        for x in (a, -a):
            for y in (b, -b):
                for z in (c, -c):
                    odd = (x == a) ^ (y == b) ^ (z == c)
                    self.add(-x, -y, -z, gate if odd else -gate)
        return gate

    def _two_of(self, a: Literal, b: Literal, c: Literal) -> Literal:
        gate = self.new()
        for x, y in ((a, b), (a, c), (b, c)):
            self.add(-x, -y, gate)
            self.add(x, y, -gate)
        return gate

    def reaches(self, digits: Sequence[Literal], at_least: int) -> Literal:
        """A literal that holds exactly where a binary number is at least so much."""
        if at_least <= 0:
            return self.true
        if at_least.bit_length() > len(digits):
            return -self.true
        reached = self.true
        for place, digit in enumerate(digits):
            sign = 1 if at_least >> place & 1 else -1
            reached = sign * self.both([sign * digit, sign * reached])
        return reached


_YES, _NO = -1, -2


@dataclass(slots=True)
class _Diagram:
    """A decision diagram of a threshold: nodes (literal, if it holds, if not), below before above."""

    entries: Sequence[tuple[int, Literal]]
    large: int
    nodes: dict[int, tuple[Literal, int, int]] = field(default_factory=dict)
    _rest: list[int] = field(default_factory=list)
    _known: dict[tuple[int, int], int] = field(default_factory=dict)
    _alike: dict[tuple[int, int, int], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        total = 0
        self._rest = [0]
        for weight, _ in reversed(self.entries):
            total += weight
            self._rest.append(total)
        self._rest.reverse()

    def node(self, place: int, need: int) -> int | None:
        """The node for what is still needed from a place on; None where the diagram grows too large."""
        if need <= 0:
            return _YES
        if need > self._rest[place]:
            return _NO
        found = self._known.get((place, need))
        if found is not None:
            return found
        if len(self._known) > self.large:
            return None
        weight, literal = self.entries[place]
        high = self.node(place + 1, need - weight)
        low = None if high is None else self.node(place + 1, need)
        if high is None or low is None:
            return None
        if high == low:
            self._known[place, need] = high
            return high
        number = self._alike.setdefault((place, high, low), len(self.nodes))
        self.nodes.setdefault(number, (literal, high, low))
        self._known[place, need] = number
        return number
