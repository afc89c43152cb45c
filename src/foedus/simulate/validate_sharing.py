"""Risk sharing estimated again on simulated years: the regression of Asdrubali, Sorensen and Yosha must give back the card `smoothing`.

Change of log product less change of log disposable income, each less its mean over places, on change of log product: the slope is the part
evened out. Standard errors by world. Needs: NumPy. Source: Asdrubali, Sorensen and Yosha 1996.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from foedus.simulate.calibration import Calibration, Floats
from foedus.simulate.cards import with_values
from foedus.simulate.compiled import Compiled
from foedus.simulate.draws import Weather
from foedus.simulate.equations import before_votes, lasting, start
from foedus.simulate.ground import Ground, Scopes, ground


@dataclass(frozen=True, slots=True)
class Sharing:
    """The slope found, its standard error, the card, and how many worlds and years it was found on."""

    slope: float
    error: float
    card: float
    worlds: int
    years: int

    @property
    def agrees(self) -> bool:
        """Whether the card lies within two standard errors, or within a thousandth where worlds hardly differ."""
        return abs(self.slope - self.card) <= max(2 * self.error, 1e-3)


def one_purse(calibration: Calibration) -> Compiled:
    """All places of a country under one polity with one purse, as in the status quo."""
    places = len(calibration.codes)
    return Compiled("one purse", "", calibration.codes, ("all",), (0,) * places, "one", True, ("free",), False, (), (), (), (), None, None)


def sharing(compiled: Compiled, calibration: Calibration, *, worlds: int = 256, years: int = 15, seed: int = 0,
            values: Mapping[str, float] | None = None) -> Sharing:  # fmt: skip
    """Simulate a settlement with one purse, such as the status quo, and estimate how much of a shock is evened out."""
    cards = with_values(dict(values or {}))
    everywhere = Scopes(("all",), np.zeros(calibration.places, np.int64))
    product, income = _paths(ground(compiled, calibration, everywhere, cards), cards, worlds, years, seed)
    people = calibration.base.population[:, None]

    def less_mean(one: Floats) -> Floats:
        found: Floats = one - (one * people).sum(axis=1, keepdims=True) / people.sum()
        return found

    made, kept = less_mean(np.diff(product, axis=0)), less_mean(np.diff(income, axis=0))
    slopes = (made * (made - kept)).sum(axis=(0, 1)) / (made**2).sum(axis=(0, 1))
    return Sharing(float(slopes.mean()), float(slopes.std(ddof=1) / np.sqrt(worlds)), float(cards["smoothing"]), worlds, years)


def _paths(on: Ground, cards: Mapping[str, float], worlds: int, years: int, seed: int) -> tuple[Floats, Floats]:
    """Log product per head and disposable log income by year: [years, places, worlds] each."""
    weather = Weather(seed, np.arange(worlds, dtype=np.uint64))
    world, state = lasting(on, cards, weather), start(on, worlds)
    product, income = [], []
    for year in range(1, years + 1):
        before_votes(on, state, world, weather, cards, year)
        product.append(state.x)
        income.append(state.year.income)
    return np.stack(product), np.stack(income)
