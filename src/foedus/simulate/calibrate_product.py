"""Growth of real product per head: national shocks, each place's response, what remains, its common factors, lasting drift.

Estimated on the years of the real series alone (no growth across a break of series). Responses and residual variances are drawn towards
their common mean by empirical Bayes. The ratio of drift is chosen so that bands of 80 % cover 80 % inside the window itself.
Needs: NumPy. Source of the data: the table of gross product; see SOURCES.md.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from foedus.data.world import World
from foedus.simulate.calibration import FACTORS, Floats, Product
from foedus.simulate.grids import Absent, Years, at, complete, factors, grid, national, until, widened

CALM_WITHOUT = (2009, 2020, 2021)
"""Years of deep recession and recovery, left out of the calm spread of national growth."""
HORIZONS = (1, 3, 5, 10)
"""Years ahead over which coverage is judged."""
RATIOS = tuple(round(0.03 * step, 2) for step in range(11))
"""Ratios of drift that are tried."""
NORMAL_80 = 1.2816
"""Half width of a band of 80 % in standard deviations."""
_LEAST = 0.01
_LEAST_YEARS = 6


@dataclass(frozen=True, slots=True)
class Growth:
    """Log real product per head: years [n], place by year [n, places], and of the nation [n]."""

    years: Years
    places: Floats
    nation: Floats


@dataclass(frozen=True, slots=True)
class Window:
    """What a window of years gives: responses, their prior, residual spreads, residuals [years, places], national spread."""

    beta: Floats
    beta_mean: float
    beta_spread: float
    raw_error: float
    residual: Floats
    left: Floats
    f_sd: float


def growth(world: World) -> Growth:
    """Log real product per head, by place and of the nation. Raises Absent where real product or people are missing."""
    years, real = complete(*grid(world, "product", "real"))
    when, people = complete(*grid(world, "population", "population"))
    years = np.array([year for year in years if year in set(when)], dtype=np.int64)
    if len(years) < _LEAST_YEARS:
        raise Absent(f"real product per head is known for {len(years)} years{until(world)}, and {_LEAST_YEARS} are needed", mend="add years")
    real = at(*complete(*grid(world, "product", "real")), years)
    heads = at(when, people, years)
    whole = national(world, "product", "real", years, real)
    return Growth(years, np.log(real / heads), np.log(whole / heads.sum(axis=1)))


def window(found: Growth, last: int) -> Window:
    """Estimate on the first `last` steps of growth."""
    step = np.diff(found.places[: last + 1], axis=0)
    nation = np.diff(found.nation[: last + 1])
    shock, count = nation - nation.mean(), len(nation)
    deviation = step - step.mean(axis=0)
    raw = (deviation * shock[:, None]).sum(axis=0) / (shock**2).sum()
    left = deviation - shock[:, None] * raw
    variance = (left**2).sum(axis=0) / (count - 2)
    error = variance / (shock**2).sum()
    spread = max(raw.var(ddof=1) - error.mean(), _LEAST)
    mean = np.average(raw, weights=1 / (spread + error))
    beta = (spread * raw + error * mean) / (spread + error)
    return Window(beta, float(mean), float(np.sqrt(spread)), float(np.sqrt(error.mean())), np.sqrt(_shrunk(variance, count)), left,
                  float(nation.std(ddof=1)))  # fmt: skip


def _shrunk(variance: Floats, count: int) -> Floats:
    logs, noise = np.log(variance), 2 / (count - 2)
    spread = max(logs.var(ddof=1) - noise, _LEAST)
    shrunk: Floats = np.exp((spread * logs + noise * logs.mean()) / (spread + noise))
    return shrunk


def band_sd(fit: Window, years: int, ratio: float) -> Floats:
    """Standard deviation of a place's growth less the nation's over some years, [places]."""
    passing = fit.residual**2 + ((fit.beta - 1) * fit.f_sd) ** 2
    spread: Floats = np.sqrt(years * passing + years**2 * ratio * fit.residual**2)
    return spread


def drift_ratio(found: Growth, last: int) -> float:
    """The ratio of RATIOS whose bands of 80 % cover nearest to .8 of the moves inside the window, over HORIZONS that fit in it three times."""
    fit = window(found, last)
    relative = (found.places - found.nation[:, None])[: last + 1]
    horizons = [years for years in HORIZONS if last - years >= 3]

    def distance(ratio: float) -> float:
        inside = [
            (np.abs(relative[years:] - relative[:-years]) < NORMAL_80 * band_sd(fit, years, ratio)).mean() for years in horizons
        ]
        return abs(float(np.mean(inside)) - 0.8)

    return min(RATIOS, key=distance)


def product(world: World) -> Product:
    """The block of gross product, on all years up to the world's own."""
    found = growth(world)
    last = len(found.years) - 1
    fit = window(found, last)
    loadings, shares = factors(fit.left / fit.residual, FACTORS)
    common = widened(loadings * fit.residual[:, None], FACTORS)
    own = np.sqrt(np.maximum(fit.residual**2 - (common**2).sum(axis=1), 0.2 * fit.residual**2))
    nation = np.diff(found.nation)
    calm = nation[~np.isin(found.years[1:], CALM_WITHOUT)]
    return Product(
        gamma=float(nation.mean()), f_sd=fit.f_sd, f_sd_calm=float(calm.std(ddof=1)), beta=fit.beta, beta_mean=fit.beta_mean,
        beta_spread=fit.beta_spread, residual=fit.residual, factors=common, factor_shares=shares, sigma=own,
        drift_ratio=drift_ratio(found, last), years=(int(found.years[0]), int(found.years[-1])),
    )  # fmt: skip
