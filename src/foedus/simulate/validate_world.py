"""Back-tests of product, people and jobs: bands, flows and spreads against what was recorded, each with its number of origins.

Needs: NumPy. Source: design page SIMULATION, sections 3.4, 3.5 and 3.7.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from foedus.data.world import World
from foedus.simulate.calibrate_jobs import jobs, labour
from foedus.simulate.calibrate_people import border_steps, damped, net, shrink, surveys
from foedus.simulate.calibrate_product import HORIZONS, NORMAL_80, Growth, band_sd, drift_ratio, growth, window
from foedus.simulate.calibration import Floats
from foedus.simulate.draws import Weather
from foedus.simulate.grids import column, complete, grid
from foedus.simulate.scores import shared_flow

FIRST_GROWTH = 10
"""Years of growth known at the first origin."""
PAST = 5
SINCE = 1960


@dataclass(frozen=True, slots=True)
class Bands:
    """How often bands of 80 % held a place's growth less the nation's: years ahead, origins, with the drift chosen in each window, without."""

    years: int
    origins: int
    with_drift: float
    without: float


def product_bands(world: World) -> tuple[Bands, ...]:
    """Rolling origins: everything, the ratio of drift too, is estimated inside each window."""
    found = growth(world)
    return tuple(_bands(found, ahead) for ahead in HORIZONS if len(found.years) - ahead > FIRST_GROWTH)


def _bands(found: Growth, ahead: int) -> Bands:
    relative = found.places - found.nation[:, None]
    inside = []
    for origin in range(FIRST_GROWTH, len(found.years) - ahead):
        fit, came = window(found, origin), np.abs(relative[origin + ahead] - relative[origin])
        ratios = (drift_ratio(found, origin), 0.0)
        inside.append([float((came < NORMAL_80 * band_sd(fit, ahead, ratio)).mean()) for ratio in ratios])
    kept, bare = np.mean(inside, axis=0)
    return Bands(ahead, len(inside), float(kept), float(bare))


@dataclass(frozen=True, slots=True)
class Flows:
    """Share of flows right, when some surveys foretell another: shrunk, plain mean, gravity alone; what two noisy surveys would reach."""

    learned: tuple[int, ...]
    foretold: int
    shrunk: float
    mean: float
    gravity: float
    ceiling: float


def flows(world: World, seed: int = 0) -> Flows:
    """All surveys but the last foretell the last."""
    found, steps = surveys(world), border_steps(world)
    *learned, last = sorted(found)
    fit, came = shrink([found[year] for year in learned], steps), found[last].movers

    def right(one: Floats) -> float:
        return shared_flow(one * came.sum() / one.sum(), came)

    every = shrink([found[year] for year in sorted(found)], steps)
    noise = Weather(seed, np.arange(2, dtype=np.uint64)).normals("lots", came.size).reshape(*came.shape, 2)
    spread = np.sqrt(np.mean([found[year].error ** 2 for year in learned], axis=0) / len(learned))
    first = np.maximum(every.flows + noise[..., 0] * found[last].error, 0)
    second = np.maximum(every.flows + noise[..., 1] * spread, 0)
    ceiling = shared_flow(second * first.sum() / second.sum(), first)
    return Flows(tuple(learned), last, right(fit.flows), right(fit.mean), right(fit.gravity), ceiling)


@dataclass(frozen=True, slots=True)
class Damping:
    """The slope of coming on past relative growth of population by years ahead, origins, and the error of net moves against the census."""

    slopes: tuple[tuple[int, int, float], ...]
    error_damped: float
    error_undamped: float
    keep: float


def damping(world: World, keep: float) -> Damping:
    """Why net flows are damped: growth relative to the mean place keeps .6 to .7 of that of the five years before; the mean over origins."""
    years, heads = complete(*grid(world, "population", "population"))
    share = np.log(heads[years >= SINCE])
    share = share - share.mean(axis=1, keepdims=True)
    slopes = []
    for ahead in (5, 10, 20):
        origins = range(PAST, len(share) - ahead)
        if not origins:
            continue
        each = [_slope((share[i] - share[i - PAST]) / PAST, (share[i + ahead] - share[i]) / ahead) for i in origins]
        slopes.append((ahead, len(each), float(np.mean(each))))
    flow = shrink(list(surveys(world).values()), border_steps(world)).flows
    census = column(world, "places", "net_domestic_migration")

    def error(one: Floats) -> float:
        return float(np.sqrt(((net(one) - census) ** 2).mean()))

    return Damping(tuple(slopes), error(damped(flow, keep)), error(flow), keep)


def _slope(past: Floats, coming: Floats) -> float:
    return float((past * coming).sum() / (past**2).sum())


@dataclass(frozen=True, slots=True)
class Gaps:
    """Spread of the unemployment gap of two halves, points: of the model and as recorded, over random cuts; and of its yearly innovations."""

    cuts: int
    years: int
    model: float
    recorded: float
    innovation_model: float
    innovation_recorded: float


def gaps(world: World, number: int = 300, seed: int = 0) -> Gaps:
    """Random cuts of the map: a cut by last year's vote is rougher, and a cut drawn with hindsight is never scored."""
    found, fit = labour(world), jobs(world)
    sides = Weather(seed, np.arange(number, dtype=np.uint64)).uniforms("lots", found.rates.shape[1]).T < 0.45
    rows = []
    for side in sides[sides.any(axis=1) & ~sides.all(axis=1)]:
        force = found.force[-1]
        cut = force * side / force[side].sum() - force * ~side / force[~side].sum()
        spread = ((cut @ fit.factors) ** 2).sum() + (cut**2 * fit.s**2).sum()
        rate = [found.unemployed[:, half].sum(axis=1) / found.force[:, half].sum(axis=1) * 100 for half in (side, ~side)]
        gap = rate[0] - rate[1] - (rate[0] - rate[1]).mean()
        innovation = gap[1:] - fit.persistence * gap[:-1]
        rows.append([np.sqrt(spread / (1 - fit.persistence**2)), gap.std(), np.sqrt(spread), innovation.std()])
    mean = np.mean(rows, axis=0)
    return Gaps(len(rows), len(found.years), *(float(one) for one in mean))
