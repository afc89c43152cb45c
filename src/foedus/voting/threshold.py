"""One threshold over many unequal weights: the same counts as the diagram, by packing over weight.

Losing coalitions are counted in one whole number, a field for each total weight below the quota and, within a field,
one for each size. Taking a member in is a shift and an addition; taking one out again is the division by its factor,
block by block. Members of weight zero are dummies.

Needs: the standard library. Sources: the generating functions of Mann and Shapley 1962 and Brams and Affuso 1976;
design page VOTING, section 3.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import comb

from foedus.voting.packed import BySize, Packing
from foedus.voting.whole import whole

BITS = 400_000_000
"""The largest packed number that this way is chosen for, in bits."""


def bits_needed(quota: int, members: int) -> int:
    """How long the packed number of a game is, in bits."""
    return quota * (members + 1) * 8 * Packing(members).width


def by_size_of_weights(quota: int, weights: Sequence[int], counts: Sequence[int]) -> BySize:
    """Count winning coalitions and swings by size.

    weights, counts: of each kind of members, weights whole and not negative. Cost: quota times the square of the number
    of members, in bits, for each member and each distinct weight.
    """
    members = sum(counts)
    packing = Packing(members)
    field = 8 * packing.width * (members + 1)
    losing = _losing(quota, weights, counts, field, 8 * packing.width)
    lost = packing.unpack(_fold(losing, quota, field))
    raw = int(losing).to_bytes(quota * field // 8, "little")
    swings: dict[int, tuple[int, ...]] = {0: (0,) * (members + 1)}
    for weight in set(weights) - {0}:
        swings[weight] = tuple(packing.unpack(_turned(raw, weight, quota, field, 8 * packing.width)))
    winning = tuple(comb(members, size) - number for size, number in enumerate(lost))
    return BySize(winning, tuple(swings[weight] for weight in weights))


def swings_of_weights(quota: int, weights: Sequence[int], counts: Sequence[int]) -> tuple[int, ...]:
    """The swings of a member of each kind, without regard to size: the Penrose-Banzhaf counts alone, at less cost."""
    members = sum(counts)
    field = 8 * Packing(members).width
    raw = int(_losing(quota, weights, counts, field, 0)).to_bytes(quota * field // 8, "little")
    swings = {0: 0}
    for weight in set(weights) - {0}:
        swings[weight] = int(_turned(raw, weight, quota, field, 0))
    return tuple(swings[weight] for weight in weights)


def _losing(quota: int, weights: Sequence[int], counts: Sequence[int], field: int, size: int) -> int:
    """Coalitions by weight below the quota, and by size where a size has bits: the product of all 1 + x^w y."""
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


def _turned(losing: bytes, weight: int, quota: int, field: int, size: int) -> int:
    """The coalitions of the others that a member of this weight turns: those that lack no more than its weight.

    One member is divided out, by 1 + x^w y, one block of w fields after the other; the top w fields are what is left of
    the last two blocks.
    """
    weight = min(weight, quota)
    block, blocks = weight * field // 8, -(-quota // weight)
    last = quota - (blocks - 1) * weight
    part = before = whole(0)
    for place in range(blocks):
        before = part
        if place == blocks - 1:
            part = part & ((whole(1) << last * field) - 1)
        part = whole(int.from_bytes(losing[place * block : (place + 1) * block], "little")) - (part << size)
    return _fold(part, last, field) + _fold(before >> last * field, weight - last, field)


def _fold(packed: int, fields: int, bits: int) -> int:
    """Add up that many fields, by halves."""
    if fields < 1:
        return whole(0)
    while fields > 1:
        half = fields // 2
        high = packed >> (fields - half) * bits
        packed = (packed & ((whole(1) << (fields - half) * bits) - 1)) + high
        fields -= half
    return packed
