"""Conditions as trees over the variables of a situation: the one form that kernel, search, encoder and certificate all read.

A formula is built of `variable = value` with all, any, not, and a weighted threshold. It is evaluated here and nowhere else; whoever
needs another reading (clauses for a solver, substitution, words) walks the same tree.
Needs: the standard library. Source: design page REASONING, section 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

Value = str | int | bool
"""A value of a variable; the values of one variable are all of one kind."""

Valuation = Mapping[str, Value]
"""A value for every variable."""


def _hash_of(value: object) -> object:
    """A stand-in for a field in the hash of its node: nodes give their own, which is known already."""
    if isinstance(value, _Node):
        return value._hash
    if isinstance(value, tuple):
        return tuple([part._hash if isinstance(part, _Node) else _hash_of(part) for part in value])
    return value


class _Node:
    """What every node has: its hash is worked out once, when it is made, since formulas are deep and are looked up often."""

    __slots__ = ("_hash",)
    _hash: int

    def __post_init__(self) -> None:
        values = tuple(_hash_of(getattr(self, name)) for name in self.__match_args__)  # type: ignore[attr-defined]
        object.__setattr__(self, "_hash", hash((type(self).__name__, values)))

    def __hash__(self) -> int:
        return self._hash

    def __reduce__(self) -> tuple[object, ...]:
        """Made anew where it is unpickled: the hash of a string differs from process to process."""
        return type(self), tuple(getattr(self, name) for name in self.__match_args__)  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Is(_Node):
    """A variable has a value."""

    variable: str
    value: Value
    __hash__ = _Node.__hash__


@dataclass(frozen=True, slots=True)
class Not(_Node):
    """A formula does not hold."""

    part: Formula
    __hash__ = _Node.__hash__


@dataclass(frozen=True, slots=True)
class All(_Node):
    """Every part holds; of no parts, true."""

    parts: tuple[Formula, ...]
    __hash__ = _Node.__hash__


@dataclass(frozen=True, slots=True)
class Any(_Node):
    """Some part holds; of no parts, false."""

    parts: tuple[Formula, ...]
    __hash__ = _Node.__hash__


@dataclass(frozen=True, slots=True)
class Weighs(_Node):
    """The parts that hold weigh together at least so much: sum of weight over holding parts >= at_least. Weights are positive."""

    at_least: int
    parts: tuple[tuple[int, Formula], ...]
    __hash__ = _Node.__hash__


Formula = Is | Not | All | Any | Weighs

TRUE: Formula = All(())
FALSE: Formula = Any(())


def all_of(parts: Iterable[Formula]) -> Formula:
    """Conjunction, flattened and simplified: true parts vanish, a false one decides, a part said twice is said once."""
    kept = _Parts()
    for part in parts:
        if isinstance(part, All):
            for inner in part.parts:
                kept.add(inner)
        elif isinstance(part, Any) and not part.parts:
            return FALSE
        else:
            kept.add(part)
    return kept.found[0] if len(kept.found) == 1 else All(tuple(kept.found)) if kept.found else TRUE


def any_of(parts: Iterable[Formula]) -> Formula:
    """Disjunction, flattened and simplified: false parts vanish, a true one decides, a part said twice is said once."""
    kept = _Parts()
    for part in parts:
        if isinstance(part, Any):
            for inner in part.parts:
                kept.add(inner)
        elif isinstance(part, All) and not part.parts:
            return TRUE
        else:
            kept.add(part)
    return kept.found[0] if len(kept.found) == 1 else Any(tuple(kept.found)) if kept.found else FALSE


class _Parts:
    """Parts in order, each once. Told apart by their hashes first: formulas are deep, and most differ."""

    __slots__ = ("found", "seen")

    def __init__(self) -> None:
        self.found: list[Formula] = []
        self.seen: dict[int, Formula] = {}

    def add(self, part: Formula) -> None:
        """Keep a part that is not there yet."""
        known = self.seen.get(part._hash)
        if known is None:
            self.seen[part._hash] = part
            self.found.append(part)
        elif known is not part and known != part:
            self.found.append(part)


def negation(part: Formula) -> Formula:
    """The denial of a formula, without a double one."""
    if part == TRUE:
        return FALSE
    if part == FALSE:
        return TRUE
    return part.part if isinstance(part, Not) else Not(part)


def weighs(at_least: int, parts: Iterable[tuple[int, Formula]]) -> Formula:
    """A weighted threshold, simplified: constant parts are counted, and a sum that cannot fail or cannot be reached is a constant.

    Weights must be positive. Where any one part, or all parts, are needed it becomes `any_of` or `all_of`.
    """
    kept: list[tuple[int, Formula]] = []
    for weight, part in parts:
        if weight <= 0:
            raise ValueError("a weight in a threshold is positive")
        if part == TRUE:
            at_least -= weight
        elif part != FALSE:
            kept.append((weight, part))
    if at_least <= 0:
        return TRUE
    total = sum(weight for weight, _ in kept)
    if at_least > total:
        return FALSE
    if kept and at_least <= min(weight for weight, _ in kept):
        return any_of(part for _, part in kept)
    if all(total - weight < at_least for weight, _ in kept):
        return all_of(part for _, part in kept)
    return Weighs(at_least, tuple(kept))


def implies(first: Formula, second: Formula) -> Formula:
    """Where the first holds, the second does."""
    return any_of((negation(first), second))


def holds(formula: Formula, valuation: Valuation) -> bool:
    """Evaluate. Raises KeyError for a variable without a value."""
    match formula:
        case Is(variable, value):
            return valuation[variable] == value
        case Not(part):
            return not holds(part, valuation)
        case All(parts):
            return all(holds(part, valuation) for part in parts)
        case Any(parts):
            return any(holds(part, valuation) for part in parts)
        case Weighs(at_least, weighted):
            return sum(weight for weight, part in weighted if holds(part, valuation)) >= at_least


def variables(formula: Formula) -> Iterator[str]:
    """The variables that a formula speaks of, with repetition."""
    match formula:
        case Is(variable, _):
            yield variable
        case Not(part):
            yield from variables(part)
        case All(parts) | Any(parts):
            for part in parts:
                yield from variables(part)
        case Weighs(_, weighted):
            for _, part in weighted:
                yield from variables(part)


def replace_atoms(formula: Formula, atom: Callable[[Is], Formula]) -> Formula:
    """Rebuild a formula with every `variable = value` put through `atom`, simplifying on the way.

    Substitution of values, weakest preconditions and the folding of constants are all this one walk.
    """
    match formula:
        case Is():
            return atom(formula)
        case Not(part):
            return negation(replace_atoms(part, atom))
        case All(parts):
            return all_of(replace_atoms(part, atom) for part in parts)
        case Any(parts):
            return any_of(replace_atoms(part, atom) for part in parts)
        case Weighs(at_least, weighted):
            return weighs(at_least, ((weight, replace_atoms(part, atom)) for weight, part in weighted))


def given(formula: Formula, known: Valuation) -> Formula:
    """What a formula comes to where some variables are known.

    >>> given(All((Is("a", True), Is("b", 2))), {"a": True})
    Is(variable='b', value=2)
    """

    def atom(leaf: Is) -> Formula:
        if leaf.variable not in known:
            return leaf
        return TRUE if known[leaf.variable] == leaf.value else FALSE

    return replace_atoms(formula, atom)
