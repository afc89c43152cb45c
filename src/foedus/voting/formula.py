"""The formula that joins the Counts of a game: weighted thresholds over thresholds, always kept simple.

A weighted threshold with quota zero or less is true, with a quota above what is left it is false; identical parts are
one part with both weights; `and` within `and`, `or` within `or` are flat; a threshold over one part is that part.

Needs: the standard library. Source: design page VOTING, section 2, step 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import gcd

TRUE, FALSE = True, False


@dataclass(frozen=True, slots=True)
class Leaf:
    """The Count of that place in the game carries."""

    atom: int


@dataclass(frozen=True, slots=True)
class Weighing:
    """The parts that hold weigh so much together. Built by `weighing`, which keeps it simple."""

    at_least: int
    parts: tuple[tuple[int, Leaf | Weighing], ...]

    @property
    def is_all(self) -> bool:
        """Every part is needed, each with weight one."""
        return self.at_least == len(self.parts) == sum(weight for weight, _ in self.parts)


Formula = bool | Leaf | Weighing


def weighing(at_least: int, parts: Iterable[tuple[int, Formula]]) -> Formula:
    """A weighted threshold, simplified.

    >>> weighing(2, [(1, True), (1, Leaf(0)), (1, False)])
    Leaf(atom=0)
    """
    merged: dict[Leaf | Weighing, int] = {}
    for weight, part in parts:
        if part is True:
            at_least -= weight
        elif part is not False and weight > 0:
            merged[part] = merged.get(part, 0) + weight
    if at_least <= 0:
        return TRUE
    if sum(merged.values()) < at_least:
        return FALSE
    return _plain(at_least, merged)


def _plain(at_least: int, merged: Mapping[Leaf | Weighing, int]) -> Formula:
    """One form for what means the same: weights above the quota are cut to it, `and` and `or` have weights one."""
    if len(merged) == 1:
        return next(iter(merged))
    weights = {part: min(weight, at_least) for part, weight in merged.items()}
    total, least = sum(weights.values()), min(weights.values())
    if total - least < at_least:
        return _flat(len(weights), weights)
    if least >= at_least:
        return _flat(1, weights)
    divisor = gcd(*weights.values())
    return Weighing(-(-at_least // divisor), tuple((weight // divisor, part) for part, weight in weights.items()))


def _flat(at_least: int, parts: Iterable[Leaf | Weighing]) -> Formula:
    """All of the parts (at_least is their number), or any (at_least is one), with parts of the same sort opened up."""
    every = at_least > 1
    opened: dict[Leaf | Weighing, None] = {}
    for part in parts:
        same = isinstance(part, Weighing) and (part.is_all if every else part.at_least == 1)
        for inner in [inner for _, inner in part.parts] if isinstance(part, Weighing) and same else [part]:
            opened[inner] = None
    if len(opened) == 1:
        return next(iter(opened))
    return Weighing(len(opened) if every else 1, tuple((1, part) for part in opened))


def holds(formula: Formula, reached: Sequence[bool]) -> bool:
    """Whether it holds, given which Counts carry."""
    if isinstance(formula, bool):
        return formula
    if isinstance(formula, Leaf):
        return reached[formula.atom]
    return sum(weight for weight, part in formula.parts if holds(part, reached)) >= formula.at_least


def mirrored(formula: Formula) -> Formula:
    """The dual: it holds for a set exactly if the formula fails for the rest, Counts being mirrored too."""
    if isinstance(formula, bool):
        return not formula
    if isinstance(formula, Leaf):
        return formula
    total = sum(weight for weight, _ in formula.parts)
    return weighing(total - formula.at_least + 1, [(weight, mirrored(part)) for weight, part in formula.parts])


def decided(formula: Formula, known: Mapping[int, bool]) -> Formula:
    """What is left of a formula once some of its Counts are decided."""
    if isinstance(formula, Leaf):
        return known.get(formula.atom, formula)
    if isinstance(formula, bool):
        return formula
    return weighing(formula.at_least, [(weight, decided(part, known)) for weight, part in formula.parts])


def leaves(formula: Formula) -> tuple[int, ...]:
    """The Counts that a formula still reads, each once, in the order in which it reads them."""
    if isinstance(formula, bool):
        return ()
    if isinstance(formula, Leaf):
        return (formula.atom,)
    return tuple(dict.fromkeys(atom for _, part in formula.parts for atom in leaves(part)))
