"""The reference engine: the equations, block by block, in float64; always installed.

A block is 256 worlds, aligned at multiples of 256, so that a world is computed in the same company wherever a run begins or ends.
Needs: NumPy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.simulate import politics, record
from foedus.simulate.draws import Weather
from foedus.simulate.equations import before_votes, lasting, start
from foedus.simulate.ground import Cards, Ground

Floats = NDArray[np.float64]

BLOCK = 256
NAME = "reference"


@dataclass(frozen=True)
class Block:
    """What one block wrote down. series: [variants, years, series, worlds]; places: {year: [variants, quantities, places, worlds]}."""

    series: Floats
    places: Mapping[int, Floats]


def run_block(grounds: Sequence[Ground], cards: Cards, weather: Weather, years: int, map_years: Sequence[int]) -> Block:
    """Run all variants through one block; each meets the same weather."""
    runs = [_run(ground, cards, weather, years, map_years) for ground in grounds]
    places = {year: np.stack([run[1][year] for run in runs]) for year in map_years}
    return Block(np.stack([run[0] for run in runs]), places)


def _run(ground: Ground, cards: Cards, weather: Weather, years: int, map_years: Sequence[int]) -> tuple[Floats, dict[int, Floats]]:
    worlds = len(weather.worlds)
    world, state = lasting(ground, cards, weather), start(ground, worlds)
    politics.take_seats(ground, state, 0)
    since = record.since_start(ground, state)
    series, places = [], {}
    for t in range(1, years + 1):
        before_votes(ground, state, world, weather, cards, t)
        politics.votes_of_the_year(ground, state, weather, cards, t)
        record.add_year(ground, state, since)
        series.append(record.rows(ground, state, since, t))
        if t in map_years:
            places[t] = record.place_rows(ground, state, since)
    return np.stack(series), places
