"""Shares of variance between cards: Saltelli's design over their priors, Sobol's indices, with errors from a bootstrap whose seed is stored.

All rows meet the same worlds, so that what differs is the cards. Needs: NumPy, SciPy; SALib (the extra `frames`).
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from foedus.errors import ModelError
from foedus.simulate.cards import CARDS, Prior
from foedus.simulate.yearly import Prepared

Floats = NDArray[np.float64]

BOOTSTRAP_SEED = 2024


@dataclass(frozen=True)
class Shares:
    """Shares of the variance of a mean: for each card alone (first order) and with all others (total), each with its error."""

    what: str
    rows: int
    bootstrap_seed: int
    cards: tuple[tuple[str, float, float, float, float], ...]

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        rows = [{"card": name, "first": a, "first_error": b, "total": c, "total_error": d} for name, a, b, c, d in self.cards]
        return {"of": self.what, "rows": self.rows, "bootstrap_seed": self.bootstrap_seed, "cards": rows}


def _problem() -> dict[str, Any]:
    names = [card.name for card in CARDS.values() if card.prior.how != "fixed"]
    return {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}


def _library(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as missing:
        raise ModelError("shares of variance need SALib, which is not installed", mend="pip install 'foedus[frames]'") from missing


def from_unit(prior: Prior, u: float, low: float, high: float) -> float:
    """The quantile of a prior, of one cut to its range for a normal."""
    if prior.how == "normal":
        a, b = (float(ndtr((end - prior.first) / prior.second)) for end in (low, high))
        return float(prior.first + prior.second * ndtri(min(max(a + u * (b - a), 1e-12), 1 - 1e-12)))
    if prior.how == "log":
        return float(prior.first * (prior.second / prior.first) ** u)
    return float(prior.first + (prior.second - prior.first) * u)


def rows(number: int) -> list[dict[str, float]]:
    """The rows of Saltelli's design, `number` base rows (a power of two), cards at the quantiles of their priors."""
    if number & (number - 1):
        raise ModelError(f"{number} base rows are no power of two", mend="take 64, 128, 256, …")
    problem = _problem()
    design = _library("SALib.sample.sobol").sample(problem, number, calc_second_order=False, seed=BOOTSTRAP_SEED)
    cards = [CARDS[name] for name in problem["names"]]
    return [{card.name: from_unit(card.prior, float(u), card.low, card.high) for card, u in zip(cards, row, strict=True)} for row in design]


def series_named(ready: Prepared, of: str) -> int:
    """The number of the series whose variance is shared. of: quantity@scope; empty: net migration of the first polity.

    Raises ModelError for one that is not recorded, so that it can be told before anything is run.
    """
    quantity, _, scope = (of or f"net_migration@{ready.task.scopes.names[0] if ready.task.scopes.names else 'all'}").partition("@")
    keys = [(one.quantity, one.scope_id) for one in ready.task.series]
    if (quantity, scope) not in keys:
        said = f"{quantity} of {scope}" if scope else quantity
        raise ModelError(f"the model does not record {said}", mend="write --of quantity@scope, such as net_migration@Federation")
    return keys.index((quantity, scope))


def shares(values: Floats, ready: Prepared, of: str) -> Shares:
    """The shares of the variance of a series' mean in the last year. of: as in `series_named`.

    values: [rows, variants, series], as `sweep.run_means` gives them for `rows`. Raises ModelError where no card moves the series.
    """
    number = series_named(ready, of)
    quantity, scope = ready.task.series[number].quantity, ready.task.series[number].scope_id
    column = values[:, 0, number]
    problem = _problem()
    if float(column.std()) == 0.0:
        raise ModelError(f"{quantity} of {scope} is the same whatever the cards are", mend="ask for a quantity that rests on a card")
    result = _library("SALib.analyze.sobol").analyze(problem, column, calc_second_order=False, seed=BOOTSTRAP_SEED, print_to_console=False)
    table = zip(problem["names"], result["S1"], result["S1_conf"], result["ST"], result["ST_conf"], strict=True)
    cards = tuple((str(name), float(a), float(b), float(c), float(d)) for name, a, b, c, d in table)
    return Shares(f"{quantity} of {scope}", len(column), BOOTSTRAP_SEED, tuple(sorted(cards, key=lambda row: -row[3])))
