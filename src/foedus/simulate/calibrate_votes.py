"""Leanings and how they swing: the nation's mean and spread, common factors of places less the nation, what is left, turnout.

The nation reverts to its mean; a place less the nation walks. The settings are those that a nested choice among a small grid ends with on all
elections (`validate` runs the choice again for every origin). Eight usable outcomes carry no more than this.
Needs: NumPy. Source of the data: the table of votes; see SOURCES.md.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from foedus.data.world import World
from foedus.simulate.calibration import FACTORS, Floats, Votes
from foedus.simulate.grids import Absent, Years, at, column, complete, factors, grid, until, widened

PASSING = 0.25
"""The part of a swing's variance that the next election does not keep."""
PRIOR_SD = 0.16
"""Spread of the national logit that the prior speaks of, with a weight of so many elections."""
_LEAST = 4


@dataclass(frozen=True, slots=True)
class Settings:
    """How elections are weighed. half_life, swing_half_life: elections after which a weight halves (inf: never); scale: of all variances of
    places; reverts: the nation returns to its mean (else a first-order autoregression); heavy: t with 5 degrees; prior: weight of PRIOR_SD.
    """

    half_life: float = 1.0
    swing_half_life: float = 3.0
    scale: float = 0.6
    reverts: bool = True
    heavy: bool = False
    prior: float = 3.0


@dataclass(frozen=True, slots=True)
class Elections:
    """Votes of the two largest groups by election and place, and the groups' names."""

    years: Years
    first: Floats
    second: Floats
    total: Floats
    groups: tuple[str, str]

    @property
    def logits(self) -> Floats:
        """Group 1's two-party share as a logit, [elections, places]."""
        found: Floats = np.log(self.first / self.second)
        return found

    @property
    def nation(self) -> Floats:
        """The national logit, [elections]."""
        found: Floats = np.log(self.first.sum(axis=1) / self.second.sum(axis=1))
        return found


@dataclass(frozen=True, slots=True)
class Fit:
    """What elections up to an origin give: the nation's mean, spread and persistence, loadings [places, 3], spread left [places]."""

    mu: float
    s_n: float
    phi: float
    factors: Floats
    sp: Floats


def elections(world: World) -> Elections:
    """All elections of the table of votes. Raises Absent where there are fewer than two groups or four elections."""
    table = world.table("votes")
    known = {"total", "other", "blank_over_undervotes_excluded", "year"}
    names = [name for name, kind in (table.columns if table else {}).items() if kind == "whole" and name not in known]
    if len(names) < 2:
        raise Absent(f"the tables of {world.name} have no votes of two groups", mend="add votes.csv with a column of votes for each group")
    grids = {name: complete(*grid(world, "votes", name)) for name in names}
    years, total = complete(*grid(world, "votes", "total"))
    if len(years) < _LEAST:
        raise Absent(f"votes are known for {len(years)} elections{until(world)}, and {_LEAST} are needed", mend="add elections")
    by_size = sorted(names, key=lambda name: -float(at(*grids[name], years[-1:]).sum()))[:2]
    first, second = (name for name in names if name in by_size)
    return Elections(years, at(*grids[first], years), at(*grids[second], years), total, (first, second))


def weights(count: int, half_life: float) -> Floats:
    """Weights of elections, the last 1."""
    ages = np.arange(count)[::-1]
    found: Floats = 0.5 ** (ages / half_life) if np.isfinite(half_life) else np.ones(count)
    return found


def fit(logits: Floats, nation: Floats, settings: Settings) -> Fit:
    """Fit on elections [n, places] and the national logit [n]. One pseudo-election of an even split draws the mean towards 0."""
    weight = weights(len(nation), settings.half_life)
    mu = (weight * nation).sum() / (weight.sum() + 1.0)
    variance = ((weight * (nation - mu) ** 2).sum() + settings.prior * PRIOR_SD**2) / (weight.sum() + settings.prior)
    level = nation - mu
    lagged = (weight[1:] * level[1:] * level[:-1]).sum() + variance
    phi = min(max(lagged / ((weight[1:] * level[:-1] ** 2).sum() + 2 * variance), 0.0), 0.9)
    swings = np.diff(logits - nation[:, None], axis=0)
    share = weights(len(swings), settings.swing_half_life)
    scaled = swings * np.sqrt(share / share.sum())[:, None]
    count = max(min(FACTORS, len(swings) - 2), 0)
    loadings, _ = factors(scaled * np.sqrt(len(swings)), count)
    left = np.maximum((scaled**2).sum(axis=0) - (loadings**2).sum(axis=1), 0) * len(swings) / max(len(swings) - count, 1)
    own = 0.5 * left + 0.5 * left.mean()
    return Fit(float(mu), float(np.sqrt(variance)), float(phi), widened(loadings, FACTORS) * np.sqrt(settings.scale),
               np.sqrt(own * settings.scale))  # fmt: skip


def votes(world: World) -> Votes:
    """The block of votes, on all elections up to the world's own year."""
    found = elections(world)
    best = fit(found.logits, found.nation, Settings())
    place_sd, national_sd = _turnout_noise(world, found)
    widened_sd = best.s_n * float(np.sqrt(1 + 1 / len(found.years)))
    return Votes(
        lean=found.logits[-1], mu=best.mu, s_n=widened_sd, s_n_fitted=best.s_n, factors=best.factors, factor_rms=np.sqrt((best.factors**2).mean(axis=0)),
        sp=best.sp,
        passing=PASSING, turnout=found.total[-1] / adults(world)[0], turnout_place_sd=place_sd, turnout_national_sd=national_sd,
        years=tuple(int(year) for year in found.years), every=int(np.median(np.diff(found.years))),
    )  # fmt: skip


def adults(world: World) -> tuple[Floats, str]:
    """Residents of 18 and over, or residents where these are not known, and why then."""
    try:
        return column(world, "places", "adults"), ""
    except Absent as gap:
        return complete(*grid(world, "population", "population"))[1][-1], f"{gap.message}; all residents are taken"


def _turnout_noise(world: World, found: Elections) -> tuple[float, float]:
    """Spread of the change, between elections, of log votes for each resident: a place less the nation, and the nation."""
    people = at(*complete(*grid(world, "population", "population")), found.years)
    place = np.diff(np.log(found.total / people), axis=0)
    nation = np.diff(np.log(found.total.sum(axis=1) / people.sum(axis=1)))
    return float((place - nation[:, None]).std()), float(nation.std())
