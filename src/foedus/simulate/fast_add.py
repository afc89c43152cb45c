"""The fast engine's sums and counts over worlds: what `accumulate.add_block` does, in compiled code and with the same numbers in every bit.

Arithmetic is float64 and in the order that `accumulate` writes, without any step taken together; adding whole numbers has no order. What is
the same in several variants is worked out once.
Needs: NumPy, Numba.
"""

# mypy: disable-error-code="no-untyped-def, assignment"

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.simulate.accumulate import CUT, UNIT, Accumulator
from foedus.simulate.fast_exact import count, fetch, fixed, lane_of, only, square, summed, wide
from foedus.simulate.fast_lanes import WIDTH, bits, load, longs, ramp, splat, upper
from foedus.simulate.fast_math import LANES, exact, exact_lanes
from foedus.simulate.quantities import ALL, BINS, OFFICES, POLITY
from foedus.simulate.running import Task

_BINS, _LOW_WORD, _ALL, _EVERY, _AHEAD = float(BINS), 0xFFFFFFFF, (1 << WIDTH) - 1, 8, LANES


@dataclass(frozen=True)
class Pages:
    """What the engine wrote of a piece: pages [blocks, variants, years, series, LANES], maps [blocks, years, variants, quantities, places, LANES].

    low, high: the worlds asked for, counted from the first of the first block; course: the variant whose pages each variant's are, but for offices.
    """

    pages: NDArray[np.float32]
    maps: NDArray[np.float32]
    low: int
    high: int
    map_years: tuple[int, ...]
    course: NDArray[np.int32]

    def values(self) -> tuple[NDArray[np.float32], Mapping[int, NDArray[np.float32]]]:
        """As engines give them: [variants, years, series, worlds], {year: [variants, quantities, places, worlds]}; copies."""
        return self._worlds(self.pages), {year: self._worlds(self.maps[:, number]) for number, year in enumerate(self.map_years)}

    def year(self, variant: int, year: int) -> Any:
        """One year of one variant: [series, worlds]."""
        return self._worlds(self.pages[:, variant, year - 1])

    def _worlds(self, blocks: NDArray[np.float32]) -> NDArray[np.float32]:
        moved = np.moveaxis(blocks, 0, -2)
        return np.ascontiguousarray(moved.reshape(*moved.shape[:-2], -1)[..., self.low : self.high])


@exact
def add_series(pages, page, other, low, high, rows, middle, half, targets, bins, sums, squares):
    """Add the series from rows[0] to before rows[1] of one page a year to the bins, sums and squares of some variants; other: less those (-1: none).

    A line's bins are asked for from the memory while the next line is worked out, and then counted.
    """
    cells, found, alike, now, last = np.empty((2, pages.shape[0] * LANES), np.uint32), np.empty(3, np.int64), np.empty(2, np.bool_), 0, rows[0]
    for year in range(pages.shape[2]):
        for series in range(rows[0], rows[1]):
            alike[now] = _line(pages, page, other, year, series, low, high, middle[series, 0], half[series, 0], cells[now], found)
            for target in targets:
                sums[target, year, series] += found[0]
                squares[target, year, series, 0] += found[1]
                squares[target, year, series, 1] += found[2]
                _ask_for(cells[now], bins[target, year, series])
                if year > 0 or series > rows[0]:
                    _count(cells[1 - now], low, high, alike[1 - now], bins[target, year if series > rows[0] else year - 1, last])
            now, last = 1 - now, series
    for target in targets:
        _count(cells[1 - now], low, high, alike[1 - now], bins[target, pages.shape[2] - 1, last])


@exact_lanes
def _line(pages, page, other, year, series, low, high, middle, half, cells, found):
    """One line of numbers: its cells, and in `found` its fixed-point sum and its squares as upper and lower words. Whether all are alike."""
    none = longs(np.uint64(0))
    whole, upper_, lower, first = none, none, none, lane_of(_away(pages, 0, page, other, year, series, 0, middle), 0)
    if _is_alike(pages, page, other, year, series, middle, first):
        z, many = _away(pages, 0, page, other, year, series, 0, middle) / half, high - low
        number = fixed(z, CUT, UNIT)
        squared = square(number)
        count(cells, low - low % WIDTH, z, _BINS)
        found[0], found[1] = summed(number) // WIDTH * many, summed(upper(squared)) // WIDTH * many
        found[2] = summed(squared & longs(np.uint64(_LOW_WORD))) // WIDTH * many
        return True
    for block in range(pages.shape[0]):
        for lane in range(0, LANES, WIDTH):
            at, z = block * LANES + lane, _away(pages, block, page, other, year, series, lane, middle) / half
            count(cells, at, z, _BINS)
            number = fixed(_asked(z, at, low, high), CUT, UNIT)
            squared = square(number)
            whole, upper_, lower = whole + number, upper_ + upper(squared), lower + (squared & longs(np.uint64(_LOW_WORD)))
    found[0], found[1], found[2] = summed(whole), summed(upper_), summed(lower)
    return False


@exact_lanes
def _is_alike(pages, page, other, year, series, middle, first):
    """Whether all numbers of a line are the same; most lines are seen not to be at their first."""
    for block in range(pages.shape[0]):
        for lane in range(0, LANES, WIDTH):
            if bits(_away(pages, block, page, other, year, series, lane, middle) == first) != _ALL:
                return False
    return True


@exact_lanes
def _ask_for(cells, bins):
    """Ask the memory for the bins of some worlds, which are most of the bins of all."""
    for world in range(0, cells.shape[0], _EVERY):
        fetch(bins, cells[world])


@exact_lanes
def _away(pages, block, page, other, year, series, lane, middle):
    """Sixteen numbers less the middle of their range, or less those of another variant; the next line's are asked for from the memory."""
    here = wide(load(pages[block, page, year, series], lane))
    fetch(pages[block, page, year, series], lane + _AHEAD)
    if other >= 0:
        fetch(pages[block, other, year, series], lane + _AHEAD)
        return here - wide(load(pages[block, other, year, series], lane))
    return here - middle


@exact
def _count(cells, low, high, alike, bins):
    """Count the cells of worlds; alike: all worlds are in one."""
    if alike:
        bins[cells[low]] += np.uint32(high - low)
    else:
        for world in range(low, high):
            bins[cells[world]] += np.uint32(1)


@exact_lanes
def _asked(z, at, low, high):
    """The numbers of sixteen worlds from `at` on, 0 for those that lie outside the worlds asked for."""
    if low <= at and at + WIDTH <= high:
        return z
    world = splat(np.float32(at)) + ramp()
    return only((world >= splat(np.float32(low))) & (world < splat(np.float32(high))), z)


@exact
def _add_places(maps, year, variant, low, high, scale, sums):
    """Add a year of a variant to sums and squares of its places, [3, quantities, places]."""
    none = longs(np.uint64(0))
    for quantity in range(maps.shape[3]):
        for place in range(maps.shape[4]):
            unit, whole, upper_, lower = scale[quantity, place, 0], none, none, none
            for block in range(maps.shape[0]):
                for lane in range(0, LANES, WIDTH):
                    at = block * LANES + lane
                    z = wide(load(maps[block, year, variant, quantity, place], lane)) / unit
                    number = fixed(_asked(z, at, low, high), CUT, UNIT)
                    squared = square(number)
                    whole, upper_, lower = whole + number, upper_ + upper(squared), lower + (squared & longs(np.uint64(_LOW_WORD)))
            sums[0, quantity, place] += summed(whole)
            sums[1, quantity, place] += summed(upper_)
            sums[2, quantity, place] += summed(lower)


def add_pages(total: Accumulator, task: Task, found: Pages) -> None:
    """Add a piece, as `accumulate.add_block` does."""
    total.worlds += found.high - found.low
    variants, base, limits = range(len(task.variants)), task.baseline, task.ranges
    levels = total.bins, total.sums, total.squares
    paired = total.paired_bins, total.paired_sums, total.paired_squares
    slot = {variant: at for at, variant in enumerate(v for v in variants if v != base)}
    for rows, leader in _lines(task, found.course):
        group = [v for v in variants if leader[v] == v]
        for first in group:
            alike = np.array([v for v in variants if leader[v] == first])
            add_series(found.pages, first, -1, found.low, found.high, rows, limits.middle, limits.half, alike, *levels)
            others = np.array([slot[v] for v in alike if v != base], np.int64)
            if len(others):
                add_series(found.pages, first, base, found.low, found.high, rows, limits.middle, limits.reach, others, *paired)
    for number, watch in enumerate(task.watches):
        for variant in variants:
            total.met[number, variant] += int(watch.holds({watch.year - 1: found.year(variant, watch.year)}).sum())
    for at, year in enumerate(found.map_years):
        for variant in variants:
            _add_places(found.maps, at, variant, found.low, found.high, task.place_scale, total.places[year][:, variant])


def _lines(task: Task, course: NDArray[np.int32]) -> list[tuple[tuple[int, int], NDArray[np.int32]]]:
    """Ranges of series, and for each variant the first that has the same numbers in them: all but offices follow the course."""
    first = len(POLITY) * task.scopes.number + len(ALL)
    own = np.arange(len(course), dtype=np.int32)
    return [((0, first), course), ((first, first + OFFICES), own), ((first + OFFICES, len(task.series)), course)]
