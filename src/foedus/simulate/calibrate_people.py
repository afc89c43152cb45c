"""Who moves where in a year, births less deaths, arrivals: from surveys of moves, drawn towards a gravity fit and damped.

A cell of a survey is noisy: it is drawn towards a Poisson gravity fit (origin, destination, ten classes of border steps) with the weight
`w = v G^2 / (v G^2 + se^2)`, v by moments. Then the antisymmetric half of the counts is damped by the slope of the census' net migration on
the undamped flows, because net flows fade: recorded growth of a place, compared with the past, keeps .6 to .7 of it.
Needs: NumPy. Source of the data: the tables of moves, borders, people and places; see SOURCES.md.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.data.world import World
from foedus.simulate.calibration import Floats, People
from foedus.simulate.grids import Absent, at, column, complete, grid, number, until

MARGIN_90 = 1.645
"""A margin of 90 % in standard errors."""
STEPS = 10
"""Classes of border steps: 1 to 9 and more, and no way over land."""
DRIFT_HORIZONS = (10, 20)
"""Years ahead over which lasting drift of people is read."""
DRIFT_SINCE = 1995
"""The first origin of the errors from which drift is read; since 1975 they are half as large again."""
_PAST = 5
_FIRST = 1960
_SETTLED = 1e-10


@dataclass(frozen=True, slots=True)
class Survey:
    """Movers and standard errors [destination, origin] of one year."""

    movers: Floats
    error: Floats


@dataclass(frozen=True, slots=True)
class Shrunk:
    """Flows [destination, origin] in people: the mean of surveys, the gravity fit, both together, and the weight of the survey."""

    mean: Floats
    gravity: Floats
    flows: Floats
    variance: float
    weight: Floats


def surveys(world: World) -> dict[int, Survey]:
    """The surveys of moves by year. Raises Absent where there are none."""
    if world.table("moves") is None or not world.years("moves"):
        raise Absent(f"the tables of {world.name} have no survey of moves{until(world)}", mend="add moves.csv")
    index, margin = {code: i for i, code in enumerate(world.codes)}, world.column("moves", "margin90")
    blank = np.zeros((len(index), len(index)))
    found = {year: Survey(blank.copy(), blank.copy()) for year in world.years("moves")}
    for row in world.rows("moves"):
        origin, destination, year = index.get(str(row["origin"])), index.get(str(row["destination"])), row["year"]
        if origin is not None and destination is not None and origin != destination and isinstance(year, int):
            found[year].movers[destination, origin] = number(row["movers"])
            found[year].error[destination, origin] = number(row[margin]) / MARGIN_90
    return found


def border_steps(world: World) -> NDArray[np.int64]:
    """Classes of border steps between places: 1 for neighbours to STEPS - 1 for that and more, STEPS where no way leads over land."""
    codes = world.codes
    index = {code: i for i, code in enumerate(codes)}
    near: dict[int, list[int]] = {i: [] for i in range(len(codes))}
    for row in world.rows("borders"):
        a, b = index[str(row["a"])], index[str(row["b"])]
        near[a].append(b)
        near[b].append(a)
    found = np.full((len(codes), len(codes)), STEPS, dtype=np.int64)
    for start in range(len(codes)):
        steps, queue = {start: 0}, deque([start])
        while queue:
            here = queue.popleft()
            for there in sorted(near[here]):
                if there not in steps:
                    steps[there] = steps[here] + 1
                    queue.append(there)
        for there, count in steps.items():
            found[start, there] = min(count, STEPS - 1)
    return found


def gravity(movers: Floats, steps: NDArray[np.int64]) -> Floats:
    """The Poisson fit of flows by destination, origin and class of steps (iterated weighted least squares)."""
    size = len(movers)
    cells = ~np.eye(size, dtype=bool)
    to, origin = np.nonzero(cells)
    classes, which = np.unique(steps[cells], return_inverse=True)
    return _poisson(movers[cells], np.stack([which, len(classes) + to, len(classes) + size + origin]), cells)


def _poisson(counts: Floats, ones: NDArray[np.int64], cells: NDArray[np.bool_]) -> Floats:
    """Fit log mean = a sum of three coefficients for each cell; ones: which three, [3, cells]."""
    width = int(ones.max()) + 1
    mean = counts + 1.0
    linear = np.log(mean)
    for _ in range(40):
        normal = np.zeros((width, width))
        for a in ones:
            for b in ones:
                normal += np.bincount(a * width + b, mean, width * width).reshape(width, width)
        target = mean * linear + counts - mean
        right = sum(np.bincount(a, target, width) for a in ones)
        found = np.linalg.solve(normal + 1e-6 * mean.mean() * np.eye(width), right)
        before, linear = linear, found[ones].sum(axis=0)
        mean = np.exp(linear)
        if np.abs(linear - before).max() < _SETTLED:
            break
    fitted = np.zeros(cells.shape)
    fitted[cells] = mean
    return fitted


def shrink(found: list[Survey], steps: NDArray[np.int64]) -> Shrunk:
    """Surveys drawn towards their gravity fit."""
    mean = np.mean([one.movers for one in found], axis=0)
    error = np.mean([one.error**2 for one in found], axis=0) / len(found)
    fitted = gravity(mean, steps)
    cells = ~np.eye(len(mean), dtype=bool)
    scale = np.where(cells, 1 / np.maximum(fitted, 1), 0)
    variance = max(float(((fitted - mean) ** 2 - error)[cells] @ scale[cells] / (fitted[cells] ** 2 @ scale[cells])), 1e-6)
    weight = np.zeros_like(mean)
    weight[cells] = variance * fitted[cells] ** 2 / (variance * fitted[cells] ** 2 + error[cells])
    return Shrunk(mean, fitted, np.where(cells, weight * mean + (1 - weight) * fitted, 0), variance, weight)


def damped(flows: Floats, keep: float) -> Floats:
    """Flows whose antisymmetric half is multiplied by `keep`."""
    return (flows + flows.T) / 2 + keep * (flows - flows.T) / 2


def net(flows: Floats) -> Floats:
    """Movers in less movers out, [places]."""
    found: Floats = flows.sum(axis=1) - flows.sum(axis=0)
    return found


def people(world: World) -> People:
    """The block of people: all surveys, the census' components of change of the base year, population since 1960."""
    found, steps = surveys(world), border_steps(world)
    years, heads = complete(*grid(world, "population", "population"))
    base, when = int(years[-1]), np.array(list(found))
    flows = shrink(list(found.values()), steps)
    living = at(years, heads, when).mean(axis=0)
    rates, now = flows.flows / living, at(years, heads, [base])[0]
    domestic, abroad = column(world, "places", "net_domestic_migration"), column(world, "places", "net_international_migration")
    keep = round(float(np.polyfit(net(rates * now), domestic, 1)[0]), 2)
    moves, before = damped(flows.flows, keep) / living, at(years, heads, [base - 1])[0]
    arrivals = np.maximum(abroad, 0)
    return People(
        moves=moves, moves_undamped=rates, damping=keep, shrinkage=flows.weight, cell_variance=flows.variance,
        natural=(now - before - domestic - abroad) / before, immigration=arrivals / arrivals.sum(), arrivals=float(abroad.sum()),
        inflow=moves @ now / now, drift_sd=drift_sd(years, heads, keep), years=tuple(found),
    )  # fmt: skip


def relative_errors(years: NDArray[np.int64], heads: Floats, keep: float, ahead: int, since: int) -> Floats:
    """Errors of log share `ahead` years on, when the growth of the five years before is taken on at `keep`, [origins, places]."""
    kept = years >= _FIRST
    share = np.log(heads[kept]) - np.log(heads[kept].sum(axis=1))[:, None]
    when = years[kept]
    origins = [i for i in range(_PAST, len(when) - ahead) if when[i] >= since]
    return np.array([share[i + ahead] - share[i] - keep * ahead * (share[i] - share[i - _PAST]) / _PAST for i in origins])


def drift_sd(years: NDArray[np.int64], heads: Floats, keep: float) -> float:
    """Spread of the lasting drift of people a year: error of log share for each year ahead, the mean over DRIFT_HORIZONS."""
    found = [relative_errors(years, heads, keep, ahead, DRIFT_SINCE) for ahead in DRIFT_HORIZONS]
    sizes = [float(np.sqrt((one**2).mean())) / ahead for one, ahead in zip(found, DRIFT_HORIZONS, strict=True) if len(one)]
    if not sizes:
        raise Absent("drift of people needs population for ten years after 1995", mend="add years to the table of population")
    return float(np.mean(sizes))
