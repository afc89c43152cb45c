"""From the tables to the numbers of the yearly model, using nothing later than the year named.

`calibrate(world, up_to_year)` is pure: the world is cut off at the year before anything is read. Each block has its own module and can be
called alone (`product`, `jobs`, `fiscal`, `people`, `votes`); what the data cannot fill is left neutral, and `absent` says why.
Needs: NumPy. Sources: the procedures stand in each block.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import numpy as np

from foedus.data.world import World, world
from foedus.simulate.calibrate_fiscal import fiscal
from foedus.simulate.calibrate_jobs import jobs
from foedus.simulate.calibrate_people import people
from foedus.simulate.calibrate_product import product
from foedus.simulate.calibrate_votes import adults, elections, votes
from foedus.simulate.calibration import FACTORS, RULES, Base, Calibration, Fiscal, Jobs, People, Product, Votes
from foedus.simulate.grids import Absent, at, complete, grid

__all__ = [
    "RULES", "Absent", "Base", "Calibration", "Fiscal", "Jobs", "People", "Product", "Votes", "calibrate", "fiscal", "jobs", "people", "product",
    "votes", "world",
]  # fmt: skip

BASE_YEAR = 2024
"""The base year of the yearly model."""
_Block = TypeVar("_Block")


def calibrate(facts: World, up_to_year: int = BASE_YEAR) -> Calibration:
    """Estimate every block on what was known at the end of a year.

    facts: a country's tables; up_to_year: nothing later is read. Returns arrays in place order.
    Raises Absent (a DataError) where there is no population for the base year; every other gap is listed in `absent`.
    """
    seen = facts.up_to(up_to_year)
    places, absent = len(facts.codes), dict[str, str]()

    def block(name: str, make: Callable[[World], _Block], neutral: Callable[[int], _Block]) -> _Block:
        try:
            return make(seen)
        except Absent as gap:
            absent[name] = gap.message
            return neutral(places)

    return Calibration(
        world=facts.name, codes=facts.codes, up_to_year=up_to_year, digest=facts.digest, product=block("product", product, _no_product),
        jobs=block("jobs", jobs, _no_jobs), fiscal=block("fiscal", fiscal, _no_fiscal), people=block("people", people, _no_people),
        votes=block("votes", votes, _no_votes), base=_base(seen, absent), absent=absent,
    )  # fmt: skip


def _base(seen: World, absent: dict[str, str]) -> Base:
    years, heads = complete(*grid(seen, "population", "population"))
    now, year = heads[-1], int(years[-1])
    grown, why = adults(seen)
    if why:
        absent["adults"] = why
    try:
        made = at(*complete(*grid(seen, "product", "nominal")), [year])[0] * 1e3
    except Absent as gap:
        absent["gross_product"], made = gap.message, np.ones(len(now))
    try:
        last = elections(seen)
    except Absent as gap:
        absent["elections"] = gap.message
        return Base(year, now, grown, made, np.tile(now / 2, (2, 1)), np.zeros(len(now)), now, np.full(len(now), 0.5), ("group 1", "group 2"))
    groups = np.stack([last.first[-1], last.second[-1]])
    return Base(year, now, grown, made, groups, last.total[-1] - groups.sum(axis=0), last.total[-1], groups[0] / groups.sum(axis=0), last.groups)


def _no_product(places: int) -> Product:
    zero = np.zeros(places)
    return Product(0.0, 0.0, 0.0, zero, 0.0, 0.0, zero, np.zeros((places, FACTORS)), np.zeros(FACTORS), zero, 0.0, (0, 0))


def _no_jobs(places: int) -> Jobs:
    zero = np.zeros(places)
    return Jobs(0.0, 0.0, 0.0, zero, 0.0, 0.0, zero, np.zeros((places, FACTORS)), np.zeros(FACTORS), zero, 0.0, np.ones(places), (0, 0))


def _no_fiscal(places: int) -> Fiscal:
    nothing, one = np.zeros((len(RULES), places)), np.ones(places)
    return Fiscal(nothing, nothing, nothing, np.zeros(len(RULES)), one, nothing, one, 0)


def _no_people(places: int) -> People:
    nothing, zero, one = np.zeros((places, places)), np.zeros(places), np.ones(places)
    return People(nothing, nothing, 1.0, nothing, 0.0, zero, zero, 0.0, one, 0.0, ())


def _no_votes(places: int) -> Votes:
    zero, loads = np.zeros(places), np.zeros((places, FACTORS))
    return Votes(zero, 0.0, 0.0, 0.0, loads, np.zeros(FACTORS), zero, 0.0, np.ones(places), 0.0, 0.0, (0,))
