"""The diagram of one threshold over unequal weights, built layer by layer from sorted shortfalls: the same diagram, sooner.

The shortfalls at which something changes are known from the last layer back: those of a layer are those of the next, moved by what each level adds.
From the first layer on, only those that are reached are kept.

Needs: the standard library. Source: design page VOTING, section 2, step 3.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate

LEVELS = 4
"""How many levels a kind may have, on average, for this way to be the faster one."""

WON, LOST = -1, -2
"""Children that are decided; the same numbers as in `diagram`."""

Runs = tuple[tuple[int, int, int], ...]


def layers_of_weights(quota: int, weights: list[int], sizes: list[int], limit: int) -> list[tuple[Runs, ...]] | None:
    """The layers of one threshold, heavier kinds first; None where it has more than `limit` nodes.

    weights, sizes: of each layer in order, weights above nought.
    """
    rest = [*accumulate((weight * size for weight, size in zip(reversed(weights), reversed(sizes), strict=True)), initial=0)][::-1]
    ends = _ends(quota, weights, sizes, rest, limit)
    if ends is None:
        return None
    nodes, layers = [ends[0][bisect_left(ends[0], quota)]], []
    total = 1
    for layer, (weight, size) in enumerate(zip(weights, sizes, strict=True)):
        after, most = ends[layer + 1], rest[layer + 1]
        leads = [
            [WON if short <= level * weight else LOST if short - level * weight > most else after[bisect_left(after, short - level * weight)]
             for short in nodes]
            for level in range(size + 1)
        ]  # fmt: skip
        onward = sorted({short for column in leads for short in column if short > 0})
        place = {short: number for number, short in enumerate(onward)} | {WON: WON, LOST: LOST}
        numbered = [[place[short] for short in column] for column in leads]
        layers.append(tuple(map(_two if size == 1 else _runs, *numbered)))
        nodes, total = onward, total + len(onward)
        if total > limit:
            return None
    return layers


def _ends(quota: int, weights: list[int], sizes: list[int], rest: list[int], limit: int) -> list[list[int]] | None:
    """For each layer, the greatest shortfalls that still are alike, sorted, as far as the quota can come to them."""
    before = [*accumulate((weight * size for weight, size in zip(weights, sizes, strict=True)), initial=0)]
    ends: list[list[int]] = [[0]]
    total = 0
    for layer in range(len(weights) - 1, -1, -1):
        found: set[int] = set()
        for level in range(sizes[layer] + 1):
            found.update([end + level * weights[layer] for end in ends[-1]])
        found.add(rest[layer])
        here = sorted(found)
        low, high = bisect_left(here, quota - before[layer]), bisect_left(here, min(quota, rest[layer])) + 1
        ends.append(here[max(0, low) : high])
        total += len(ends[-1])
        if total > 4 * limit:
            return None
    ends.reverse()
    return ends


def _two(no: int, yes: int) -> Runs:
    return ((0, 1, no),) if no == yes else ((0, 0, no), (1, 1, yes))


def _runs(*children: int) -> Runs:
    found, first = [], 0
    for level in range(1, len(children)):
        if children[level] != children[level - 1]:
            found.append((first, level - 1, children[level - 1]))
            first = level
    return (*found, (first, len(children) - 1, children[-1]))
