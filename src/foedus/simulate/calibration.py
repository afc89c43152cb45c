"""What the yearly model takes from the data: one frozen record of numbers, in place order.

Place number = row of the table of places, fixed for ever; every array that runs over places has that order, and a matrix of moves has the
destination first: `moves[i, j]` is from j to i. Made by `calibrate.calibrate`, which is pure; nothing here computes.
Needs: NumPy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
"""An array of float64."""

RULES = ("cash", "balanced_by_tax", "balanced_by_head", "benefit")
"""The accounting rules of the net federal balance, in the order of the first axis of `Fiscal.balance`."""
FACTORS = 3
"""Common factors in product, jobs and votes."""


@dataclass(frozen=True, slots=True)
class Product:
    """Real product per head: `dx_i = gamma + drift_i + beta_i f + factors_i . h + sigma_i eps_i`, drift_i ~ N(0, drift_ratio residual_i^2).

    gamma: mean growth a year; f_sd: standard deviation of the national shock, f_sd_calm without 2009, 2020 and 2021; beta: [places];
    beta_mean, beta_spread: of its prior; residual: standard deviation s_i before factors are taken out; factors: [places, 3];
    sigma: what the factors leave; drift_ratio: r; years: first and last year of growth used.
    """

    gamma: float
    f_sd: float
    f_sd_calm: float
    beta: Floats
    beta_mean: float
    beta_spread: float
    residual: Floats
    factors: Floats
    factor_shares: Floats
    sigma: Floats
    drift_ratio: float
    years: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Jobs:
    """Unemployment gap in percentage points: `v_i' = rho0 v_i - lambda m_i + response_i (-okun f) + factors_i . q + s_i eta_i`.

    persistence: of the gap as recorded, .86, which contains the shared rate, so that rho0 = persistence - lambda (1 + 1.5 kappa);
    persistence_raw: before its bias is corrected; national_persistence: of the nation; response: b_i, [places]; okun: points a unit of
    log product; residual: innovation s.d. before factors; s: after them; correlation: of eta with eps; labour_force: people in the labour
    force for each resident, [places]; years: first and last.
    """

    persistence: float
    persistence_raw: float
    national_persistence: float
    response: Floats
    response_spread: float
    okun: float
    residual: Floats
    factors: Floats
    factor_shares: Floats
    s: Floats
    correlation: float
    labour_force: Floats
    years: tuple[int, int]

    def rho0(self, lambda_: float, kappa: float) -> float:
        """Persistence of the gap itself, when `lambda_` and `kappa` are on the cards."""
        return self.persistence - lambda_ * (1 + 1.5 * kappa)


@dataclass(frozen=True, slots=True)
class Fiscal:
    """Federal account of the base year, dollars of 2019, [rule, place] in the order of RULES.

    taxes, outlays, balance: what each place pays, gets, and the difference (outlays less taxes); deficit: [rule], what balance sums to;
    product: of the base year in dollars, [places]; base: balance as a share of product; population: of the base year, [places].
    """

    taxes: Floats
    outlays: Floats
    balance: Floats
    deficit: Floats
    product: Floats
    base: Floats
    population: Floats
    year: int


@dataclass(frozen=True, slots=True)
class People:
    """Moves, births, arrivals. moves: [destination, origin], share of the origin's people moving in a year, damped; diagonal 0.

    moves_undamped: before the antisymmetric half is multiplied by `damping`; shrinkage: weight of the survey in each cell, [destination, origin];
    natural: births less deaths and residual, share a year, [places]; immigration: shares of arrivals from abroad, [places], sum 1;
    arrivals: people a year from abroad in the base data; inflow: moves in per resident at the base, [places]; drift_sd: of `people drift`,
    share a year; years: of the surveys used.
    """

    moves: Floats
    moves_undamped: Floats
    damping: float
    shrinkage: Floats
    cell_variance: float
    natural: Floats
    immigration: Floats
    arrivals: float
    inflow: Floats
    drift_sd: float
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Votes:
    """Leanings, in logits of group 1's two-party share. A place swings by `sqrt(t/4)` of its four-year standard deviation.

    lean: at the base, [places]; mu, s_n: mean and s.d. of the national logit at an election, s_n being s_n_fitted widened by
    sqrt(1 + 1/n) because the mean is estimated from n elections; factors: [places, 3] and sp: [places],
    of a place less the nation in four years; passing: the part of a swing's variance that the next election does not keep (.25);
    turnout: votes for each resident of 18 and over, [places]; turnout_place_sd, turnout_national_sd: log noise;
    years: of elections used; every: years between elections.
    """

    lean: Floats
    mu: float
    s_n: float
    s_n_fitted: float
    factors: Floats
    factor_rms: Floats
    sp: Floats
    passing: float
    turnout: Floats
    turnout_place_sd: float
    turnout_national_sd: float
    years: tuple[int, ...]
    every: int = 4


@dataclass(frozen=True, slots=True)
class Base:
    """Levels at the base year, [places]: residents, residents of 18 and over, product in thousands of dollars, votes by group and in all.

    group_votes: [2, places], the two largest groups; other_votes, votes: [places]. share: group 1's two-party share.
    """

    year: int
    population: Floats
    adults: Floats
    product: Floats
    group_votes: Floats
    other_votes: Floats
    votes: Floats
    share: Floats
    groups: tuple[str, str]


@dataclass(frozen=True)
class Calibration:
    """All that the yearly model takes from data. absent: for each block that the data cannot fill, why; that block is neutral then.

    codes: of the places, in place order; up_to_year: nothing later was used; digest: of the tables it was made from.
    """

    world: str
    codes: tuple[str, ...]
    up_to_year: int
    digest: str
    product: Product
    jobs: Jobs
    fiscal: Fiscal
    people: People
    votes: Votes
    base: Base
    absent: Mapping[str, str] = field(default_factory=dict)

    @property
    def places(self) -> int:
        """The number of places."""
        return len(self.codes)

    def number(self, code: str) -> int:
        """The place number of a code. Raises ValueError if there is no such place."""
        return self.codes.index(code)
