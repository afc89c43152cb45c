"""Coalitions counted by size, in polynomials that are packed into one whole number each.

The k-th coefficient is a number of coalitions of k. No count of coalitions of n members exceeds 2**n, so fields of n +
1 bits (rounded up to bytes) never overflow, and a product of polynomials is one product of whole numbers. With gmpy2
installed these products are about ten times as fast, and the results are the same.

Needs: the standard library; gmpy2 if present. Source: design page VOTING, section 2, steps 5 and 6.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from foedus.voting.diagram import Diagram
from foedus.voting.whole import whole


@lru_cache(maxsize=256)
def row_of_pascal(size: int) -> tuple[int, ...]:
    """The numbers of coalitions of 0, 1, … of so many, each from the one before.

    >>> row_of_pascal(4)
    (1, 4, 6, 4, 1)
    """
    row, number = [1], 1
    for level in range(size // 2):
        number = number * (size - level) // (level + 1)
        row.append(number)
    return (*row, *reversed(row[: (size + 1) // 2]))


@dataclass(slots=True)
class Packing:
    """Fields wide enough for the coalitions of `members`."""

    members: int
    width: int = 0
    segments: dict[tuple[int, int, int], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.width = (self.members + 8) // 8

    def pack(self, numbers: Sequence[int], first: int = 0) -> int:
        """The polynomial with these coefficients, from power `first` on."""
        packed = int.from_bytes(b"".join(number.to_bytes(self.width, "little") for number in numbers), "little")
        return whole(packed) << (8 * self.width * first)

    def unpack(self, packed: int) -> list[int]:
        """The coefficients, for coalitions of 0, 1, … all members."""
        raw = int(packed).to_bytes(self.width * (self.members + 1), "little")
        return [int.from_bytes(raw[place : place + self.width], "little") for place in range(0, len(raw), self.width)]

    def shift(self, packed: int, power: int) -> int:
        """Multiply by x to that power."""
        return packed << (8 * self.width * power)

    def segment(self, size: int, first: int, last: int) -> int:
        """The ways to say yes for `first` to `last` of a kind of `size`: C(size, j) x^j added up."""
        key = (size, first, last)
        if key not in self.segments:
            self.segments[key] = self.pack(row_of_pascal(size)[first : last + 1], first)
        return self.segments[key]


@dataclass(frozen=True, slots=True)
class BySize:
    """winning[k]: winning coalitions of k members.

    swings[i][k]: for a member of kind i, coalitions of k others that it turns.
    """

    winning: tuple[int, ...]
    swings: tuple[tuple[int, ...], ...]


def by_size(diagram: Diagram) -> BySize:
    """Count winning coalitions and swings by size, in one pass down and one pass up.

    Cost: a few products for each node and run, of whole numbers of about n**2 bits.
    """
    packing = Packing(diagram.rest(0))
    upward = ways_to_win(diagram, packing)
    swings: list[tuple[int, ...]] = [()] * len(diagram.order)
    for layer, reached in enumerate(ways_to_reach(diagram, packing)):
        swings[diagram.order[layer]] = tuple(packing.unpack(_swings(diagram, layer, reached, upward[layer + 1], packing)))
    return BySize(tuple(packing.unpack(upward[0][0])), tuple(swings))


def ways_to_win(diagram: Diagram, packing: Packing) -> list[list[int]]:
    """For each layer, the ways to win from each node; the last two entries are for children that have LOST and WON."""
    upward = [[whole(0), whole(1)]]
    rest, step = 0, 8 * packing.width
    for nodes, size in zip(reversed(diagram.layers), reversed(diagram.sizes), strict=True):
        after = upward[-1]
        if size == 1:
            here = [after[runs[0][2]] + (after[runs[-1][2]] << step) for runs in nodes]
        else:
            here = [sum(packing.segment(size, first, last) * after[child] for first, last, child in runs if after[child]) for runs in nodes]
        rest += size
        upward.append([*here, whole(0), packing.segment(rest, 0, rest)])
    upward.reverse()
    return upward


def _swings(diagram: Diagram, layer: int, reached: list[int], after: list[int], packing: Packing) -> int:
    """One member of the kind turns the result only where the others stop at the end of a run."""
    others, total = row_of_pascal(diagram.sizes[layer] - 1), whole(0)
    for runs, ways in zip(diagram.layers[layer], reached, strict=True):
        turns = whole(0)
        for (_, last, lower), (_, _, upper) in pairwise(runs):
            turns += packing.shift(others[last] * (after[upper] - after[lower]), last)
        if turns:
            total += ways * turns
    return total


def ways_to_reach(diagram: Diagram, packing: Packing) -> Iterator[list[int]]:
    """For each layer, the ways to reach each of its nodes."""
    reached = [whole(1)]
    for layer, nodes in enumerate(diagram.layers):
        yield reached
        last = layer + 1 == len(diagram.layers)
        onward = [whole(0)] * (0 if last else len(diagram.layers[layer + 1]))
        if diagram.sizes[layer] == 1:
            _onward_by_one(nodes, reached, onward, 8 * packing.width)
        else:
            for runs, ways in zip(nodes, reached, strict=True):
                for first, until, child in runs:
                    if child >= 0:
                        onward[child] += ways * packing.segment(diagram.sizes[layer], first, until)
        reached = onward


def _onward_by_one(nodes: Sequence[Sequence[tuple[int, int, int]]], reached: list[int], onward: list[int], step: int) -> None:
    """The same for a kind of one member: no adds as it is, yes by one field."""
    for runs, ways in zip(nodes, reached, strict=True):
        no, yes = runs[0][2], runs[-1][2]
        if no >= 0:
            onward[no] += ways
        if yes >= 0:
            onward[yes] += ways << step
