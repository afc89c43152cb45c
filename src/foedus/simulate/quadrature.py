"""The Shapley-Shubik index in floats, by quadrature: for games too large for the exact engine, or where speed matters more than the last digit.

The index is the integral over p of the chance to turn the result when all others say yes with chance p: a polynomial of degree n - 1, so that
Gauss-Legendre with ceil(n / 2) nodes is exact up to rounding. Houses of equal members need binomial tails alone. Unequal weights take one
convolution for each node; a member is divided out forward where p <= 1/2 and backward where p > 1/2, since the other way is unstable.

Needs: numpy, scipy. Sources: Owen 1972 (the multilinear extension); design page VOTING, section 3.

>>> from foedus.voting.game import weighted_game
>>> found = shapley_of_weights(weighted_game(12, {"a": 4, "b": 4, "c": 4, "d": 2, "e": 2, "f": 1}))
>>> found.exact, [round(value, 6) for value in found.shapley_shubik]
(False, [0.233333, 0.15, 0.0])
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from foedus.errors import ModelError
from foedus.voting.formula import Formula, Leaf, leaves
from foedus.voting.game import Game

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Quadrature:
    """The index of each member of each kind, in the order of the game's kinds; nodes: how many points were summed."""

    shapley_shubik: tuple[float, ...]
    nodes: int
    exact: bool = False


def nodes_of(members: int) -> tuple[Floats, Floats]:
    """The points and weights of Gauss and Legendre on 0 to 1 that integrate a polynomial of degree members - 1."""
    points, weights = np.polynomial.legendre.leggauss(-(-members // 2))
    return (points + 1) / 2, weights / 2


# ---- one threshold over unequal weights


def shapley_of_weights(game: Game) -> Quadrature:
    """The index in a game of one threshold over weights. Raises ModelError for any other game."""
    if not isinstance(game.formula, Leaf):
        raise ModelError("this game is not one threshold over weights", mend="use shapley_of_houses, or the exact engine")
    atom = game.atoms[game.formula.atom]
    kinds = [(gain, kind.count) for gain, kind in zip(atom.gains, game.kinds, strict=True) if isinstance(gain, int)]
    if len(kinds) != len(game.kinds):
        raise ModelError("a part of this game votes in equal numbers by lot", mend="use the exact engine")
    points, weights = nodes_of(game.members)
    low = points <= 0.5
    found = {0: 0.0}
    for half, forward in ((low, True), (~low, False)):
        p = points[half]
        if len(p):
            shares = _distribution(kinds, p, atom.quota, forward)
            for weight in {weight for weight, _ in kinds if weight}:
                turns = _turned(shares, weight, p, atom.quota, forward)
                found[weight] = found.get(weight, 0.0) + float(turns @ weights[half])
    return Quadrature(tuple(found[weight] for weight, _ in kinds), len(points))


def _distribution(kinds: list[tuple[int, int]], p: Floats, quota: int, forward: bool) -> Floats:
    """The chance of each total weight: of the yes below the quota; backward, of the no up to what makes the yes fall short."""
    total = sum(weight * count for weight, count in kinds)
    size = quota if forward else total - quota + 1
    q = p if forward else 1 - p
    shares = np.zeros((len(p), size))
    shares[:, 0] = 1.0
    reach = 0
    for weight, count in sorted(kinds):
        for _ in range(count if weight else 0):
            reach = min(size - 1, reach + weight)
            if weight <= reach:
                moved = shares[:, : reach + 1 - weight] * q[:, None]
                shares[:, : reach + 1] *= (1 - q)[:, None]
                shares[:, weight : reach + 1] += moved
            else:
                shares[:, : reach + 1] *= (1 - q)[:, None]
    return shares


def _turned(shares: Floats, weight: int, p: Floats, quota: int, forward: bool) -> Floats:
    """The chance, at each node, that the others lack no more than this weight; the member is divided out block by block."""
    q = p if forward else 1 - p
    size = shares.shape[1]
    weight = min(weight, size)
    blocks = -(-size // weight)
    padded = np.zeros((len(p), blocks * weight))
    padded[:, :size] = shares
    cut = padded.reshape(len(p), blocks, weight) / (1 - q)[:, None, None]
    ratio = (q / (1 - q))[:, None]
    part = before = np.zeros((len(p), weight))
    for place in range(blocks):
        before, part = part, cut[:, place] - ratio * part
    last = size - (blocks - 1) * weight
    return np.asarray(part[:, :last].sum(axis=1) + before[:, last:].sum(axis=1))


# ---- houses of equal members


def shapley_of_houses(game: Game) -> Quadrature:
    """The index where each Count is a house of equal members and no two Counts read the same. Raises ModelError for any other game."""
    from scipy.stats import binom

    atoms = leaves(game.formula)
    houses: dict[int, tuple[int, int, int]] = {}
    for number in atoms:
        mine = [(place, gain) for place, gain in enumerate(game.atoms[number].gains) if gain]
        if len(mine) != 1 or not isinstance(mine[0][1], int) or mine[0][0] in houses or _read(game.formula).count(number) > 1:
            raise ModelError("this game is not of separate houses of equal members", mend="use the exact engine")
        houses[mine[0][0]] = (number, -(-game.atoms[number].quota // mine[0][1]), game.kinds[mine[0][0]].count)
    points, weights = nodes_of(game.members)
    carried = {number: np.asarray(binom.sf(need - 1, size, points)) for number, need, size in houses.values()}
    values = []
    for place in range(len(game.kinds)):
        if place not in houses:
            values.append(0.0)
            continue
        number, need, size = houses[place]
        at_border = np.asarray(binom.pmf(need - 1, size - 1, points))
        swing = _chance(game.formula, carried | {number: np.ones_like(points)}) - _chance(game.formula, carried | {number: np.zeros_like(points)})
        values.append(float((at_border * swing) @ weights))
    return Quadrature(tuple(values), len(points))


def _read(formula: Formula) -> list[int]:
    if isinstance(formula, bool):
        return []
    return [formula.atom] if isinstance(formula, Leaf) else [atom for _, part in formula.parts for atom in _read(part)]


def _chance(formula: Formula, carried: dict[int, Any]) -> Floats:
    """The chance that a formula over independent Counts holds, at each node."""
    if isinstance(formula, bool):
        return np.full_like(next(iter(carried.values())), float(formula))
    if isinstance(formula, Leaf):
        return np.asarray(carried[formula.atom])
    held: dict[int, Any] = {0: 1.0}
    for weight, part in formula.parts:
        chance = _chance(part, carried)
        after: dict[int, Any] = {}
        for total, share in held.items():
            top = min(formula.at_least, total + weight)
            after[top] = after.get(top, 0.0) + share * chance
            after[total] = after.get(total, 0.0) + share * (1 - chance)
        held = after
    return np.asarray(held.get(formula.at_least, 0.0) + np.zeros_like(next(iter(carried.values()))))
