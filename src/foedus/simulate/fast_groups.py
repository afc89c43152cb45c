"""The fast engine's groups: places are summed by polity or scope in place order, and what a polity has is read back for its places.

Where places may change polity, a group's list is all places, and each lane counts those that belong to it in that lane.
Needs: Numba.
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from foedus.simulate.fast_lanes import WIDTH, choose, load, splat, store
from foedus.simulate.fast_math import HALF, LANES, ONE, ZERO, f32, lanes


@lanes
def part(mixed, m, at, group):
    """How far a place's lanes belong to a group on whose list it stands: 1 or 0."""
    if mixed:
        return choose(load(m, at) == splat(f32(group)), splat(ONE), splat(ZERO))
    return splat(ONE)


@lanes
def take(sums, row, groups, half, mixed, label, one):
    """A place's lanes of a row of sums."""
    at = row * groups * LANES + half
    if mixed:
        return choose(one, load(sums, at + LANES), load(sums, at))
    return load(sums, at + label * LANES)


@lanes
def is_one(m, at):
    """In which lanes a place belongs to the second of two polities."""
    return load(m, at) > splat(HALF)


@lanes
def quotient(top, bottom):
    """top / bottom, and 0 where bottom is not above 0."""
    return choose(bottom > ZERO, top / bottom, splat(ZERO))


@lanes
def sign(x):
    """-1, 0 or 1."""
    return choose(x > ZERO, splat(f32(1)), choose(x < ZERO, splat(f32(-1)), splat(ZERO)))


@lanes
def gather(values, first, places, mixed, m, number, out, row):
    """Sums of a [places, LANES] over the places of each group, to a row of sums that has `out.shape[1]` groups."""
    start = row * out.shape[1] * LANES
    for half in range(0, LANES, WIDTH):
        for k in range(number):
            whole = splat(ZERO)
            for n in range(first[k], first[k + 1]):
                at = places[n] * LANES + half
                whole = whole + load(values, at) * part(mixed, m, at, k)
            store(out, start + k * LANES + half, whole)


@lanes
def total(sums, row, number, half):
    """The sum of a row over groups."""
    whole, at = splat(ZERO), row * sums.shape[1] * LANES + half
    for group in range(number):
        whole = whole + load(sums, at + group * LANES)
    return whole


@lanes
def fill(out, rows, value):
    """The same number in every lane of the first rows."""
    for at in range(0, rows * LANES, WIDTH):
        store(out, at, splat(value))


@lanes
def copy(source, out, rows):
    """The first rows of an array, as they are."""
    for at in range(0, rows * LANES, WIDTH):
        store(out, at, load(source, at))


