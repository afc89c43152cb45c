"""The gap of a place's unemployment from the nation's: how it persists, what moves it, its common factors.

Persistence is estimated within places and corrected for the bias of short panels: the mean of the first-order correction of Nickell 1981
and of the half-panel jackknife of Dhaene and Jochmans 2015, to two digits, which is as near as corrections agree.
Needs: NumPy. Source of the data: the table of unemployment; see SOURCES.md.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from foedus.data.world import World
from foedus.simulate.calibrate_product import Growth, growth
from foedus.simulate.calibration import FACTORS, Floats, Jobs
from foedus.simulate.grids import Absent, Years, at, complete, factors, grid, until, widened

_LEAST_YEARS = 12


@dataclass(frozen=True, slots=True)
class Labour:
    """Rates in per cent by year and place, the national rate, and the labour force in people."""

    years: Years
    rates: Floats
    nation: Floats
    force: Floats
    unemployed: Floats

    @property
    def gaps(self) -> Floats:
        """A place's rate less the nation's, less its own mean: percentage points, [years, places]."""
        gap = self.rates - self.nation[:, None]
        less_mean: Floats = gap - gap.mean(axis=0)
        return less_mean


def labour(world: World) -> Labour:
    """Rates of unemployment. Raises Absent where they are missing."""
    years, rates = complete(*grid(world, "labour", "rate"))
    if len(years) < _LEAST_YEARS:
        raise Absent(f"unemployment is known for {len(years)} years{until(world)}, and {_LEAST_YEARS} are needed", mend="add years")
    force = at(*complete(*grid(world, "labour", "labour_force")), years)
    out = at(*complete(*grid(world, "labour", "unemployed")), years)
    return Labour(years, rates, out.sum(axis=1) / force.sum(axis=1) * 100, force, out)


def persistence(gaps: Floats) -> tuple[float, float]:
    """Within-place persistence of yearly gaps [years, places]: as estimated, and corrected for the bias of a short panel."""
    raw = within(gaps)
    half = len(gaps) // 2
    nickell = raw + (1 + raw) / (len(gaps) - 1)
    jackknife = 2 * raw - 0.5 * (within(gaps[: half + 1]) + within(gaps[half:]))
    return raw, round((nickell + jackknife) / 2, 2)


def within(gaps: Floats) -> float:
    """The regression of a gap on the year before, with a mean for each place."""
    now, before = gaps[1:] - gaps[1:].mean(axis=0), gaps[:-1] - gaps[:-1].mean(axis=0)
    return float((now * before).sum() / (before**2).sum())


def jobs(world: World) -> Jobs:
    """The block of jobs, on all years up to the world's own."""
    found = labour(world)
    raw, kept = persistence(found.rates - found.nation[:, None])
    innovations = found.gaps[1:] - kept * found.gaps[:-1]
    loadings, shares = factors(innovations, FACTORS)
    common, variance = widened(loadings, FACTORS), innovations.var(axis=0)
    response = _slope(np.diff(found.nation), np.diff(found.rates, axis=0))
    nation = found.nation - found.nation.mean()
    real = growth(world)
    heads = at(*complete(*grid(world, "population", "population")), found.years[-1:])[0]
    return Jobs(
        persistence=kept, persistence_raw=raw, national_persistence=float((nation[1:] * nation[:-1]).sum() / (nation[:-1] ** 2).sum()),
        response=response, response_spread=float(response.std()), okun=_okun(found, real), residual=np.sqrt(variance), factors=common,
        factor_shares=shares, s=np.sqrt(np.maximum(variance - (common**2).sum(axis=1), 0.2 * variance)),
        correlation=_correlation(found, innovations, real), labour_force=found.force[-1] / heads,
        years=(int(found.years[0]), int(found.years[-1])),
    )  # fmt: skip


def _slope(cause: Floats, effect: Floats) -> Floats:
    shock = cause - cause.mean()
    slope: Floats = ((effect - effect.mean(axis=0)) * shock.reshape(-1, *[1] * (effect.ndim - 1))).sum(axis=0) / (shock**2).sum()
    return slope


def _common(found: Labour, real: Growth) -> list[int]:
    """Years of change known both of jobs and of product."""
    return sorted({int(year) for year in found.years[1:]} & {int(year) for year in real.years[1:]})


def _okun(found: Labour, real: Growth) -> float:
    """Points by which national unemployment falls for a unit of log product."""
    years = _common(found, real)
    change = at(found.years[1:], np.diff(found.nation)[:, None], years)[:, 0]
    rise = at(real.years[1:], np.diff(real.nation)[:, None], years)[:, 0]
    return -float(_slope(rise, change))


def _correlation(found: Labour, innovations: Floats, real: Growth) -> float:
    """Correlation of a place's innovation in jobs with its growth less the nation's, over the years that both know."""
    years = _common(found, real)
    relative = at(real.years[1:], np.diff(real.places - real.nation[:, None], axis=0), years)
    relative = relative - relative.mean(axis=0)
    return float(np.corrcoef(at(found.years[1:], innovations, years).ravel(), relative.ravel())[0, 1])


