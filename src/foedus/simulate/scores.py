"""Scores of forecasts: how far draws lie from what came, and how often bands held it. Lower is better, but for bands.

Draws are [draws, places]; what came is [places]. Needs: NumPy. Sources: Gneiting and Raftery 2007.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def energy(draws: Floats, came: Floats) -> float:
    """The energy score of a vector: mean distance of draws from what came, less half the mean distance between draws (of pairs of them)."""
    off = np.sqrt(((draws - came) ** 2).sum(axis=1)).mean()
    even = len(draws) - len(draws) % 2
    apart = np.sqrt(((draws[:even:2] - draws[1:even:2]) ** 2).sum(axis=1)).mean()
    return float(off - apart / 2)


def crps(draws: Floats, came: Floats) -> float:
    """The continuous ranked probability score, the mean over places."""
    count = len(draws)
    ordered = np.sort(draws, axis=0)
    rank = 2 * np.arange(1, count + 1)[:, None] - count - 1
    return float((np.abs(draws - came).mean(axis=0) - (rank * ordered).sum(axis=0) / count**2).mean())


def covered(draws: Floats, came: Floats, band: float = 0.8) -> float:
    """The share of places inside the middle band of their draws."""
    low, high = np.quantile(draws, [(1 - band) / 2, (1 + band) / 2], axis=0)
    return float(((came >= low) & (came <= high)).mean())


def brier(probability: float, came: bool) -> float:
    """The square of probability less what came; a coin gives .25."""
    return (probability - came) ** 2


def shared_flow(one: Floats, other: Floats) -> float:
    """The share of flows that two matrices have in common: one less summed differences over summed flows."""
    return float(1 - np.abs(one - other).sum() / (one + other).sum())
