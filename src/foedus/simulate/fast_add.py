"""The fast engine's sums and counts over worlds: what `accumulate.add_block` does, in compiled code and with the same numbers in every bit.

Arithmetic is float64 and in the order that `accumulate` writes, without any step taken together; adding whole numbers has no order.
Needs: NumPy, Numba.
"""

# mypy: disable-error-code="no-untyped-def, assignment"

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from foedus.simulate.accumulate import CUT, UNIT, Accumulator, Floats, Ranges, Watch
from foedus.simulate.fast_math import exact
from foedus.simulate.quantities import BINS

_HALF_BINS, _LOW_WORD = BINS / 2, 0xFFFFFFFF
_AT_ONCE = 512


@exact
def _sum(z, count, sums, squares):
    """Add one line of numbers as fixed-point sums; squares as upper and lower words. sums: [1]; squares: [2]."""
    whole, upper, lower = 0, 0, 0
    for n in range(count):
        fixed = np.int64(np.rint(min(max(z[n], -CUT), CUT) * UNIT))
        square = fixed * fixed
        whole += fixed
        upper += square >> 32
        lower += square & _LOW_WORD
    sums[0] += whole
    squares[0] += upper
    squares[1] += lower


@exact
def _count(z, cell, count, bins):
    """Count one line of numbers in its bins; what is no number is counted below."""
    for n in range(count):
        at = np.floor((z[n] + 1.0) * _HALF_BINS)
        cell[n] = np.int32((at if at <= BINS else float(BINS)) if at >= -1.0 else -1.0) + 1
    for n in range(count):
        bins[cell[n]] += np.uint32(1)


@exact
def _add(values, base, paired, middle, half, bins, sums, squares):
    """Add [years, series, worlds] to bins, sums and squares of one variant; paired: as differences from `base`."""
    z, cell = np.empty(_AT_ONCE), np.empty(_AT_ONCE, np.int32)
    for year in range(values.shape[0]):
        for series in range(values.shape[1]):
            line, other, middle_, half_ = values[year, series], base[year, series], middle[series, 0], half[series, 0]
            for first in range(0, line.shape[0], _AT_ONCE):
                count = min(_AT_ONCE, line.shape[0] - first)
                if paired:
                    for n in range(count):
                        z[n] = (np.float64(line[first + n]) - np.float64(other[first + n])) / half_
                else:
                    for n in range(count):
                        z[n] = (np.float64(line[first + n]) - middle_) / half_
                _sum(z, count, sums[year, series : series + 1], squares[year, series])
                _count(z, cell, count, bins[year, series])


@exact
def _add_places(values, scale, sums):
    """Add [quantities, places, worlds] to sums and squares, [3, quantities, places]."""
    z, found = np.empty(_AT_ONCE), np.zeros(3, np.int64)
    for quantity in range(values.shape[0]):
        for place in range(values.shape[1]):
            line, unit = values[quantity, place], scale[quantity, place, 0]
            found[:] = 0
            for first in range(0, line.shape[0], _AT_ONCE):
                count = min(_AT_ONCE, line.shape[0] - first)
                for n in range(count):
                    z[n] = np.float64(line[first + n]) / unit
                _sum(z, count, found[:1], found[1:])
            for n in range(3):
                sums[n, quantity, place] += found[n]


def add_block(
    total: Accumulator, values: Any, places: Mapping[int, Any], scale: Floats, limits: Ranges, watches: Sequence[Watch], baseline: int
) -> None:
    """As `accumulate.add_block`."""
    total.worlds += values.shape[-1]
    others = [number for number in range(values.shape[0]) if number != baseline]
    base = values[baseline]
    for variant, one in enumerate(values):
        _add(one, base, False, limits.middle, limits.half, total.bins[variant], total.sums[variant], total.squares[variant])
        for number, watch in enumerate(watches):
            total.met[number, variant] += int(watch.holds(one).sum())
    for at, variant in enumerate(others):
        _add(values[variant], base, True, limits.middle, limits.reach, total.paired_bins[at], total.paired_sums[at], total.paired_squares[at])
    for year, here in places.items():
        for variant in range(values.shape[0]):
            _add_places(here[variant], scale, total.places[year][:, variant])
