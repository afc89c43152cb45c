"""Simulation-based calibration, where it can be done: histories are simulated from known values, estimated again, and what came is ranked.

If estimation is right, the rank of what came in its forecast is even: a tenth of ranks in each tenth. Done for product and for the persistence
of jobs. It is not done for elections: their weights take the recent past to be calmer, which is a judgement that no simulation can confirm.
Needs: NumPy, SciPy. Source: Talts, Betancourt, Simpson, Vehtari and Gelman 2018.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from foedus.simulate.calibrate_jobs import persistence
from foedus.simulate.calibrate_product import Growth, band_sd, drift_ratio, window
from foedus.simulate.calibration import Floats, Jobs, Product

AHEAD = 5
"""Years ahead whose growth is ranked."""


@dataclass(frozen=True, slots=True)
class Ranks:
    """Shares of ranks in each tenth, how many histories, and the share inside the middle four fifths."""

    tenths: tuple[float, ...]
    histories: int
    inside: float

    @property
    def furthest(self) -> float:
        """How far a tenth's share is from a tenth, at most."""
        return max(abs(share - 0.1) for share in self.tenths)


def product_ranks(truth: Product, *, histories: int = 60, years: int = 27, seed: int = 0) -> Ranks:
    """Simulate growth from known values, estimate on the first years, and rank each place's growth less the nation's in the five years after."""
    chance = np.random.Generator(np.random.Philox(seed))
    ranks = [_ranks(truth, chance, years) for _ in range(histories)]
    found = np.concatenate(ranks)
    shares = np.histogram(found, bins=10, range=(0, 1))[0] / len(found)
    return Ranks(tuple(float(one) for one in shares), histories, float(((found > 0.1) & (found < 0.9)).mean()))


def _ranks(truth: Product, chance: np.random.Generator, years: int) -> Floats:
    places, whole = len(truth.beta), years + AHEAD
    drift = np.sqrt(truth.drift_ratio) * truth.residual * chance.standard_normal(places)
    shock = truth.f_sd * np.sqrt(3 / 5) * chance.standard_t(5, whole)
    own = chance.standard_normal((whole, truth.factors.shape[1])) @ truth.factors.T + truth.sigma * chance.standard_normal((whole, places))
    steps = truth.gamma + drift + shock[:, None] * truth.beta + own
    levels = np.vstack([np.zeros(places), steps.cumsum(axis=0)])
    nation = np.concatenate([[0.0], (truth.gamma + shock).cumsum()])
    facts = Growth(np.arange(whole + 1), levels, nation)
    fit, relative = window(facts, years), levels - nation[:, None]
    spread = band_sd(fit, AHEAD, drift_ratio(facts, years))
    found: Floats = ndtr((relative[-1] - relative[years]) / spread)
    return found


def persistence_again(truth: Jobs, *, histories: int = 60, years: int = 43, seed: int = 0) -> tuple[float, float]:
    """Simulate gaps of a known persistence, estimate it again: mean of the estimates, raw and corrected."""
    chance = np.random.Generator(np.random.Philox(seed))
    places, found = len(truth.s), []
    for _ in range(histories):
        gap, path = np.zeros(places), []
        for _ in range(100 + years):
            gap = truth.persistence * gap + truth.factors @ chance.standard_normal(truth.factors.shape[1]) + truth.s * chance.standard_normal(places)
            path.append(gap)
        found.append(persistence(np.array(path[-years:])))
    raw, corrected = np.mean(found, axis=0)
    return float(raw), float(corrected)
