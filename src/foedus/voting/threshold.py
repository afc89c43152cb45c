"""One threshold over many unequal weights: the same counts as the diagram, by packing over weight.

Losing coalitions are counted in one whole number, a field for each total weight below the quota and, within a field, one for each size. Taking
a member in is a shift and an addition; taking one out again is the division by its factor, block by block. Members of weight zero are dummies.

Needs: the standard library. Sources: the generating functions of Mann and Shapley 1962 and Brams and Affuso 1976; design page VOTING, section 3.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import comb

from foedus.voting.packed import BySize, Packing, whole

BITS = 400_000_000
"""The largest packed number that this way is chosen for, in bits."""


def bits_needed(quota: int, members: int) -> int:
    """How long the packed number of a game is, in bits."""
    return quota * (members + 1) * 8 * Packing(members).width


def by_size_of_weights(quota: int, weights: Sequence[int], counts: Sequence[int]) -> BySize:
    """Count winning coalitions and swings by size. weights, counts: of each kind of members, weights whole and not negative.

    Cost: quota times the square of the number of members, in bits, for each member and each distinct weight.
    """
    members = sum(counts)
    packing = Packing(members)
    field = 8 * packing.width * (members + 1)
    losing = _losing(quota, weights, counts, field, 8 * packing.width)
    lost = packing.unpack(_fold(losing, quota, field))
    swings: dict[int, tuple[int, ...]] = {0: (0,) * (members + 1)}
    for weight in set(weights) - {0}:
        others = _without(losing, weight, quota, field, 8 * packing.width)
        last = min(weight, quota)
        swings[weight] = tuple(packing.unpack(_fold(others >> (quota - last) * field, last, field)))
    _add_dummies(swings, sum(count for weight, count in zip(weights, counts, strict=True) if weight == 0))
    winning = tuple(comb(members, size) - number for size, number in enumerate(lost))
    return BySize(winning, tuple(swings[weight] for weight in weights))


def swings_of_weights(quota: int, weights: Sequence[int], counts: Sequence[int]) -> tuple[int, ...]:
    """The swings of a member of each kind, without regard to size: the Penrose-Banzhaf counts alone, at less cost."""
    members = sum(counts)
    field = 8 * Packing(members).width
    losing = _losing(quota, weights, counts, field, 0)
    swings = {0: 0}
    for weight in set(weights) - {0}:
        last = min(weight, quota)
        swings[weight] = int(_fold(_without(losing, weight, quota, field, 0) >> (quota - last) * field, last, field))
    return tuple(swings[weight] for weight in weights)


def _losing(quota: int, weights: Sequence[int], counts: Sequence[int], field: int, size: int) -> int:
    """Coalitions by weight below the quota, and by size where `size` is the bits of one: the product of all factors 1 + x^w y."""
    losing, kept, reach = whole(1), (whole(1) << quota * field) - 1, 0
    for weight, count in sorted(zip(weights, counts, strict=True)):
        for _ in range(count if size or weight else 0):
            losing += losing << weight * field + size
            reach += weight
            if reach >= quota:
                losing &= kept
        if not size and not weight:
            losing <<= count
    return losing


def _without(losing: int, weight: int, quota: int, field: int, size: int) -> int:
    """The same without one member of that weight: divide by 1 + x^w y, one block of w fields after the other."""
    block = weight * field
    mask = (whole(1) << block) - 1
    part, others = whole(0), []
    for place in range(0, quota, weight):
        part = ((losing >> place * field) & mask) - (part << size)
        others.append(part)
    return _join(others, block)


def _join(blocks: list[int], bits: int) -> int:
    """Put blocks side by side, by halves, so that long numbers are copied few times."""
    while len(blocks) > 1:
        blocks = [blocks[i] + (blocks[i + 1] << bits) if i + 1 < len(blocks) else blocks[i] for i in range(0, len(blocks), 2)]
        bits *= 2
    return blocks[0]


def _fold(packed: int, fields: int, bits: int) -> int:
    """Add up that many fields, by halves."""
    while fields > 1:
        half = fields // 2
        high = packed >> (fields - half) * bits
        packed = (packed & ((whole(1) << (fields - half) * bits) - 1)) + high
        fields -= half
    return packed


def _add_dummies(swings: dict[int, tuple[int, ...]], dummies: int) -> None:
    """Nothing to add: a dummy multiplies the others' counts by its own free choice, which `_losing` has done already."""
