"""Tables as arrays: rows by year, columns in place order. A blank is NaN.

Needs: NumPy.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from foedus.data.tables import Cell
from foedus.data.world import World
from foedus.errors import DataError
from foedus.simulate.calibration import Floats

Years = NDArray[np.int64]


class Absent(DataError):
    """A block of the model cannot be filled from the data; the message says what is missing."""


def until(world: World) -> str:
    """Up to which year a world is seen, in words; nothing where all of it is."""
    return f" up to {world.until}" if world.until is not None else ""


def number(value: Cell) -> float:
    """A cell as a float; NaN where there is nothing or text."""
    return float(value) if isinstance(value, int | Decimal) else float("nan")


def column(world: World, role: str, meaning: str) -> Floats:
    """A column of a table without years, in place order. Raises Absent where the table, the column or a value is missing."""
    found = _values(world, role, meaning)
    values = np.array([number(found.get(code)) for code in world.codes])
    if not np.isfinite(values).all():
        blank = [code for code, value in zip(world.codes, values, strict=True) if not np.isfinite(value)]
        raise Absent(f"`{meaning}` in `{role}` has no value for {', '.join(blank[:6])}", mend="a later year, or a table that has them")
    return values


def _values(world: World, role: str, meaning: str) -> dict[str, Cell]:
    try:
        return world.values(role, meaning)
    except DataError as problem:
        raise Absent(problem.message, mend=problem.mend) from problem


def grid(world: World, role: str, meaning: str) -> tuple[Years, Floats]:
    """The years of a table, and its values [year, place]; years in which no place has a value are left out."""
    table, years, index = world.table(role), world.years(role), {code: i for i, code in enumerate(world.codes)}
    if table is None or table.column(meaning) is None or not years:
        raise Absent(f"the tables of {world.name} have no `{meaning}` by year in `{role}`", mend=f"add it to {role}.csv")
    column_, place = world.column(role, meaning), {year: i for i, year in enumerate(years)}
    values = np.full((len(years), len(index)), np.nan)
    for row in world.rows(role):
        code, year = str(row["code"]), row["year"]
        if code in index and isinstance(year, int):
            values[place[year], index[code]] = number(row[column_])
    kept = np.isfinite(values).any(axis=1)
    if not kept.any():
        raise Absent(f"`{meaning}` in `{role}` has no value{until(world)}", mend="a later year")
    return np.array(years)[kept], values[kept]


def national(world: World, role: str, meaning: str, years: Years, places: Floats) -> Floats:
    """The agency's own national figure for each year; where a table has none, the sum of places."""
    column_, known = world.column(role, meaning), set(world.codes)
    own = {row["year"]: number(row[column_]) for row in world.rows(role) if row["code"] not in known}
    found = np.array([own.get(int(year), np.nan) for year in years])
    return np.where(np.isfinite(found), found, places.sum(axis=1))


def complete(years: Years, values: Floats) -> tuple[Years, Floats]:
    """The years in which every place has a value."""
    kept = np.isfinite(values).all(axis=1)
    return years[kept], values[kept]


def at(years: Years, values: Floats, wanted: Sequence[int] | Years) -> Floats:
    """The rows of given years. Raises Absent if one is missing."""
    place = {int(year): i for i, year in enumerate(years)}
    missing = [int(year) for year in wanted if int(year) not in place]
    if missing:
        raise Absent(f"there are no values for {', '.join(map(str, missing[:4]))}", mend="add these years")
    return values[[place[int(year)] for year in wanted]]


def factors(scaled: Floats, count: int) -> tuple[Floats, Floats]:
    """The loadings V_k D_k / sqrt(n) of the leading factors of an array [n, places], and all factors' shares of its variance.

    The sign of a factor is free; it is fixed so that the place with the largest loading, the first of equals, has a positive one.
    """
    _, sizes, loads = np.linalg.svd(scaled, full_matrices=False)
    count = min(count, len(sizes))
    found = loads[:count].T * sizes[:count] / np.sqrt(len(scaled))
    largest = np.abs(found).argmax(axis=0)
    signs = np.sign(found[largest, np.arange(count)])
    return found * np.where(signs == 0, 1.0, signs), sizes**2 / (sizes**2).sum()


def widened(loadings: Floats, count: int) -> Floats:
    """Loadings with columns of zeros up to a count, so that every calibration has the same shape."""
    missing = count - loadings.shape[1]
    return np.hstack([loadings, np.zeros((len(loadings), missing))]) if missing > 0 else loadings
