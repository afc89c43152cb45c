"""Conditions as trees over the variables of a situation: the one form that kernel, search, encoder and certificate all read.

A formula is built of `variable = value` with all, any, not, and a weighted threshold. It is evaluated here and nowhere else; whoever
needs another reading (clauses for a solver, substitution, words) walks the same tree.
Needs: the standard library. Source: design page REASONING, section 1.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import reduce
from operator import is_ as _same
from operator import or_

Value = str | int | bool
"""A value of a variable; the values of one variable are all of one kind."""

Valuation = Mapping[str, Value]
"""A value for every variable."""


class _Node:
    """What every node has: its hash is worked out once, when it is made, since formulas are deep and are looked up often."""

    __slots__ = ("_hash", "_kinds", "_names")
    _hash: int
    _kinds: int
    """Which kinds of variables it may speak of: a bit for the first word of each name (`polity of …`, `yes of …`), several words to a bit."""
    _names: frozenset[str]

    def __hash__(self) -> int:
        return self._hash

    def __reduce__(self) -> tuple[object, ...]:
        """Made anew where it is unpickled: the hash of a string differs from process to process."""
        return type(self), tuple(getattr(self, name) for name in self.__match_args__)  # type: ignore[attr-defined]


_set = object.__setattr__


@contextmanager
def uncollected() -> Iterator[None]:
    """While very many formulas are made: no search for cycles, of which formulas have none. Half the time would go into it."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            if not gc.get_freeze_count():
                # What was made is counted among the old at once; the collector would walk through all of it first.
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def _kind(variable: str) -> int:
    """The bit of a variable's kind."""
    return 1 << (hash(variable.partition(" ")[0]) & 63)


@dataclass(frozen=True, slots=True)
class Is(_Node):
    """A variable has a value."""

    variable: str
    value: Value
    __hash__ = _Node.__hash__

    def __post_init__(self) -> None:
        _set(self, "_hash", hash(("Is", self.variable, self.value)))
        _set(self, "_kinds", _kind(self.variable))


@dataclass(frozen=True, slots=True)
class Not(_Node):
    """A formula does not hold."""

    part: Formula
    __hash__ = _Node.__hash__

    def __post_init__(self) -> None:
        _set(self, "_hash", hash(("Not", self.part._hash)))
        _set(self, "_kinds", self.part._kinds)


@dataclass(frozen=True, slots=True)
class All(_Node):
    """Every part holds; of no parts, true."""

    parts: tuple[Formula, ...]
    __hash__ = _Node.__hash__

    def __post_init__(self) -> None:
        _set(self, "_hash", hash(("All", *[part._hash for part in self.parts])))
        _set(self, "_kinds", reduce(or_, [part._kinds for part in self.parts], 0))


@dataclass(frozen=True, slots=True)
class Any(_Node):
    """Some part holds; of no parts, false."""

    parts: tuple[Formula, ...]
    __hash__ = _Node.__hash__

    def __post_init__(self) -> None:
        _set(self, "_hash", hash(("Any", *[part._hash for part in self.parts])))
        _set(self, "_kinds", reduce(or_, [part._kinds for part in self.parts], 0))


@dataclass(frozen=True, slots=True)
class Weighs(_Node):
    """The parts that hold weigh together at least so much: sum of weight over holding parts >= at_least. Weights are positive."""

    at_least: int
    parts: tuple[tuple[int, Formula], ...]
    __hash__ = _Node.__hash__

    def __post_init__(self) -> None:
        _set(self, "_hash", hash(("Weighs", self.at_least, *[(weight, part._hash) for weight, part in self.parts])))
        _set(self, "_kinds", reduce(or_, [part._kinds for _, part in self.parts], 0))


Formula = Is | Not | All | Any | Weighs

TRUE: Formula = All(())
FALSE: Formula = Any(())


def all_of(parts: Iterable[Formula]) -> Formula:
    """Conjunction, flattened and simplified: true parts vanish, a false one decides, a part said twice is said once."""
    kept: list[Formula] = []
    seen: dict[int, Formula] = {}
    for part in parts:
        if type(part) is All:
            for inner in part.parts:
                _keep(inner, kept, seen)
        elif type(part) is Any and not part.parts:
            return FALSE
        else:
            _keep(part, kept, seen)
    return kept[0] if len(kept) == 1 else All(tuple(kept)) if kept else TRUE


def any_of(parts: Iterable[Formula]) -> Formula:
    """Disjunction, flattened and simplified: false parts vanish, a true one decides, a part said twice is said once."""
    kept: list[Formula] = []
    seen: dict[int, Formula] = {}
    for part in parts:
        if type(part) is Any:
            for inner in part.parts:
                _keep(inner, kept, seen)
        elif type(part) is All and not part.parts:
            return TRUE
        else:
            _keep(part, kept, seen)
    return kept[0] if len(kept) == 1 else Any(tuple(kept)) if kept else FALSE


def _keep(part: Formula, kept: list[Formula], seen: dict[int, Formula]) -> None:
    """Keep a part that is not there yet. Told apart by their hashes first: formulas are deep, and most differ."""
    known = seen.get(part._hash)
    if known is None:
        seen[part._hash] = part
        kept.append(part)
    elif known is not part and known != part:
        kept.append(part)


def negation(part: Formula) -> Formula:
    """The denial of a formula, without a double one."""
    if type(part) is Not:
        return part.part
    if part._hash == TRUE._hash and part == TRUE:
        return FALSE
    if part._hash == FALSE._hash and part == FALSE:
        return TRUE
    return Not(part)


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
    least = min(weight for weight, _ in kept)
    if at_least <= least:
        return any_of([part for _, part in kept])
    if total - least < at_least:
        return all_of([part for _, part in kept])
    return Weighs(at_least, tuple(kept))


def implies(first: Formula, second: Formula) -> Formula:
    """Where the first holds, the second does."""
    return any_of((negation(first), second))


def holds(formula: Formula, valuation: Valuation) -> bool:
    """Evaluate. Raises KeyError for a variable without a value."""
    # Walked by loops: this is the most called function there is.
    if isinstance(formula, Is):
        return valuation[formula.variable] == formula.value
    if isinstance(formula, All):
        for part in formula.parts:  # noqa: SIM110 - a generator costs more than it says
            if not holds(part, valuation):
                return False
        return True
    if isinstance(formula, Any):
        for part in formula.parts:  # noqa: SIM110
            if holds(part, valuation):
                return True
        return False
    if isinstance(formula, Not):
        return not holds(formula.part, valuation)
    lacking = formula.at_least
    for weight, part in formula.parts:
        if holds(part, valuation):
            lacking -= weight
            if lacking <= 0:
                return True
    return lacking <= 0


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


def names(formula: Formula) -> frozenset[str]:
    """The variables that a formula speaks of, as a set; worked out once for each node and kept with it."""
    try:
        return formula._names
    except AttributeError:
        found: frozenset[str]
        match formula:
            case Is(variable, _):
                found = frozenset((variable,))
            case Not(part):
                found = names(part)
            case All(parts) | Any(parts):
                found = frozenset().union(*map(names, parts))
            case Weighs(_, weighted):
                found = frozenset().union(*(names(part) for _, part in weighted))
        _set(formula, "_names", found)
        return found


def replace_atoms(formula: Formula, atom: Callable[[Is], Formula]) -> Formula:
    """Rebuild a formula with every `variable = value` put through `atom`, simplifying on the way.

    Substitution of values, weakest preconditions and the folding of constants are all this one walk. A part that stands in several places is
    rebuilt once, and one in which nothing changes is kept as it is. `atom` must give the same for the same.
    """
    return replacing(atom)(formula)


def replacing(atom: Callable[[Is], Formula], about: frozenset[str] | None = None) -> Callable[[Formula], Formula]:
    """As `replace_atoms`, for many formulas that share parts, each rebuilt once among them all; they must outlive the use of this.

    about: the variables for which `atom` gives something else than the leaf itself; what speaks of no such kind is left alone unseen.
    """
    return _Replacing(atom, -1 if about is None else reduce(or_, map(_kind, about), 0))


class _Replacing:
    """One walk over formulas that share parts. An object and no function that calls itself: that would be a ring, which only the collector breaks."""

    __slots__ = ("atom", "kinds", "known")

    def __init__(self, atom: Callable[[Is], Formula], kinds: int) -> None:
        self.atom = atom
        self.kinds = kinds
        self.known: dict[int, Formula] = {}

    def __call__(self, one: Formula) -> Formula:
        """The formula rebuilt."""
        if type(one) is Is:
            return self.atom(one)
        known = self.known.get(id(one))
        if known is None:
            known = self.known[id(one)] = _rebuilt(one, self) if one._kinds & self.kinds else one
        return known


def _rebuilt(formula: Formula, walk: Callable[[Formula], Formula]) -> Formula:
    match formula:
        case All(parts) | Any(parts):
            new = [walk(part) for part in parts]
            if all(map(_same, new, parts)):
                return formula
            return all_of(new) if type(formula) is All else any_of(new)
        case Not(part):
            inner = walk(part)
            return formula if inner is part else negation(inner)
        case Weighs(at_least, weighted):
            changed = [walk(part) for _, part in weighted]
            if all(one is part for one, (_, part) in zip(changed, weighted, strict=True)):
                return formula
            return weighs(at_least, zip((weight for weight, _ in weighted), changed, strict=True))
        case Is():
            return walk(formula)


def given(formula: Formula, known: Valuation) -> Formula:
    """What a formula comes to where some variables are known.

    >>> given(All((Is("a", True), Is("b", 2))), {"a": True})
    Is(variable='b', value=2)
    """

    def atom(leaf: Is) -> Formula:
        if leaf.variable not in known:
            return leaf
        return TRUE if known[leaf.variable] == leaf.value else FALSE

    return replacing(atom, frozenset(known))(formula)
