"""The federal account of the base year as shares of product, from the exact ledger.

Needs: NumPy. Source: `balance`, which says its own.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from foedus.data.world import World
from foedus.errors import DataError
from foedus.simulate.balance import BASE_YEAR, balances
from foedus.simulate.calibration import RULES, Fiscal, Floats
from foedus.simulate.grids import Absent, at, complete, grid


def fiscal(world: World) -> Fiscal:
    """The block of the federal account. Raises Absent where a key is missing up to the world's year."""
    try:
        found = balances(world)
    except DataError as problem:
        raise Absent(problem.message, mend=problem.mend) from problem
    product = at(*complete(*grid(world, "product", "nominal")), [BASE_YEAR])[0] * 1e6
    balance = _dollars(found.by_rule)
    return Fiscal(
        taxes=_dollars(found.taxes), outlays=_dollars(found.outlays), balance=balance, deficit=balance.sum(axis=1), product=product,
        base=balance / product, population=np.array(found.population, dtype=np.float64), year=BASE_YEAR,
    )  # fmt: skip


def _dollars(cents: Mapping[str, tuple[int, ...]]) -> Floats:
    return np.array([[part / 100 for part in cents[rule]] for rule in RULES])
