"""The rooms in which the fast engine works: what a block of worlds shares, what changes in each variant, and what one year needs.

Every array has worlds last, `LANES` of them. Made once for a thread and a shape, then used again.
Needs: NumPy, Numba.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from foedus.simulate.compiled import MOST_LEAVES
from foedus.simulate.fast_math import LANES
from foedus.simulate.fast_tables import Places, Variants
from foedus.simulate.quantities import OFFICES

(
    S_POPULATION, S_PRODUCT, S_FISCAL, S_POPX, S_FORCE, S_FORCEV, S_CLOSED, S_XBAR,
    S_CHARGE, S_TAX, S_DY, S_TMP, S_INCOME, S_SHARE, S_NEWPOP, S_COMMON,
) = map(np.int64, range(16))  # fmt: skip
"""The rows of `Work.sums`."""
R_PEOPLE, R_IN, R_OUT, R_PRODUCT, R_FLOW, R_CHARGE, R_DY, R_DY2, R_VOTES, R_FIRST, R_ADULTS, R_PEOPLE0, R_PRODUCT0 = map(np.int64, range(13))
"""The rows of `Work.by_scope`; its groups are the scopes, and behind them one for all."""


class Shared(NamedTuple):
    """What a block of worlds shares between variants: [places, LANES]; x and made [2, places, LANES]: without and with the loss of a barrier."""

    drift: Any
    people_drift: Any
    growth: Any
    jobs: Any
    swing: Any
    ballots: Any
    day: Any
    decisions: Any
    asked: Any
    parting: Any
    eps: Any
    eta: Any
    ahead: Any
    common: Any
    f: Any
    x: Any
    made: Any


class State(NamedTuple):
    """What changes, by variant: people [variants, places, 2 LANES] (both groups side by side), the rest [variants, places, LANES] unless said."""

    people: Any
    v: Any
    member: Any
    due: Any
    parts: Any
    parted: Any
    funded: Any
    medians: Any
    place_net: Any
    votes: Any
    first: Any
    adults: Any
    pivot: Any
    net: Any
    misfit: Any
    alone: Any
    carries: Any
    wins: Any
    joint: Any


class Work(NamedTuple):
    """Room for one variant's year: [places, LANES], pulls and flows [places, 2 LANES], sums [rows, polities, LANES], said [leaves, LANES]."""

    population: Any
    product: Any
    keys: Any
    names: Any
    lean: Any
    income: Any
    moved_in: Any
    moved_out: Any
    flow: Any
    charge: Any
    pull: Any
    arrive: Any
    leave: Any
    inside: Any
    arrive_inside: Any
    leave_inside: Any
    sums: Any
    by_scope: Any
    said: Any


Shape = tuple[int, ...]


def shape_of(va: Variants, pl: Places) -> Shape:
    """What decides the sizes of rooms: variants, polities, heads, leaves, places, scopes."""
    return (len(va.polities), int(va.polities.max()), int(va.heads.max()), va.leaf_item.shape[1], pl.people.shape[0], int(pl.whole[0]))


def rooms(shape: Shape) -> tuple[Shared, State, Work]:
    """All rooms, empty."""
    return _shared(shape), _state(shape), _work(shape)


def _rows_of(number: int) -> int:
    """Room for a whole block of four draws, and one more."""
    return -(-number // 4) * 4 + 4


def _of(*sizes: int) -> NDArray[np.float32]:
    return np.zeros((*sizes, LANES), np.float32)


def _shared(shape: Shape) -> Shared:
    _, polities, _, leaves, places, _ = shape
    wide = _rows_of(places + 1)
    return Shared(
        drift=_of(wide), people_drift=_of(wide), growth=_of(wide), jobs=_of(wide), swing=_of(wide), ballots=_of(wide), day=_of(wide),
        decisions=_of(_rows_of(leaves)), asked=_of(wide), parting=_of(_rows_of(polities)), eps=_of(wide), eta=_of(wide), ahead=_of(wide),
        common=_of(16), f=_of(), x=_of(2, places), made=_of(2, places),
    )  # fmt: skip


def _state(shape: Shape) -> State:
    n, _, heads, leaves, places, scopes = shape
    every = max(scopes, 1)
    return State(
        people=np.zeros((n, places, 2 * LANES), np.float32), v=_of(n, places), member=_of(n, places), due=_of(n, places), parts=_of(n), parted=_of(n),
        funded=_of(n, max(heads, 1)), medians=_of(n, max(leaves, 1)), place_net=_of(n, places), votes=_of(n, places), first=_of(n, places),
        adults=_of(n, places), pivot=_of(n), net=_of(n, every), misfit=_of(n, every), alone=_of(n, every), carries=_of(n, every), wins=_of(n, OFFICES),
        joint=_of(n, 3),
    )  # fmt: skip


def _work(shape: Shape) -> Work:
    _, polities, _, _, places, scopes = shape
    one = [_of(places) for _ in range(10)]
    both = [np.zeros((places, 2 * LANES), np.float32) for _ in range(6)]
    return Work._make([*one, *both, _of(16, max(polities, 2)), _of(13, scopes + 1), _of(MOST_LEAVES)])
