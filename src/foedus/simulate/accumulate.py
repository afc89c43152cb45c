"""Sums and counts over worlds, as whole numbers, so that neither threads nor pieces nor machines can change a bit.

A value is turned into a fixed-point number over the range of its series (2^-30 of half the range; beyond twice the range it is cut, and
counted as outside), and into one of 4,096 equal bins with one below and one above. Adding whole numbers has no order.
Needs: NumPy.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from foedus.errors import ModelError
from foedus.simulate.quantities import BINS, PLACE, Series

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

UNIT = 2.0**30
CUT = 2.0
"""Values are cut at this many half ranges from the middle of their range."""
CELLS = BINS + 2
_PER_PAGE = 1024
"""Bins in the smallest page of memory."""
Compare = Literal["<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class Watch:
    """A statement about one world: every comparison holds at a horizon. sides: (series, compare, series or number); year: 1 is the first."""

    name: str
    sides: tuple[tuple[int, Compare, int | float], ...]
    year: int

    def holds(self, variant: Floats | Mapping[int, Floats]) -> NDArray[np.bool_]:
        """Where it holds: variant is [years, series, worlds], or the one year that is asked for."""
        now = variant[self.year - 1]
        found = np.ones(now.shape[1], bool)
        for left, compare, right in self.sides:
            other = now[right] if isinstance(right, int) else right
            found &= _COMPARE[compare](now[left], other)
        return found


_COMPARE = {"<": np.less, "<=": np.less_equal, ">": np.greater, ">=": np.greater_equal}


@dataclass
class Accumulator:
    """What is kept of all worlds. Arrays of levels have the variants first; those of differences have the variants after the baseline's.

    bins, paired_bins: [variants, years, series, CELLS]; sums and the paired ones: [variants, years, series], fixed-point; squares: the same,
    then upper and lower 32 bits; places: {year: [3, variants, quantities, places]}, sums and squares by `place_scale`; met: [watches, variants].
    """

    worlds: int
    bins: NDArray[np.uint32]
    paired_bins: NDArray[np.uint32]
    sums: Whole
    squares: Whole
    paired_sums: Whole
    paired_squares: Whole
    places: dict[int, Whole]
    met: Whole

    @property
    def digest(self) -> str:
        """A digest of every number kept."""
        found = hashlib.sha256(str(self.worlds).encode())
        for array in self.arrays():
            found.update(np.ascontiguousarray(array).tobytes())
        return found.hexdigest()

    def arrays(self) -> list[NDArray[np.uint32] | Whole]:
        """All arrays, in a fixed order."""
        levels: list[NDArray[np.uint32] | Whole] = [self.bins, self.paired_bins, self.sums, self.squares, self.paired_sums, self.paired_squares]
        return [*levels, *(self.places[year] for year in sorted(self.places)), self.met]

    def take(self) -> None:
        """Take the memory of all bins at once, so that it does not grow with the number of worlds: write one bin of each page as it is."""
        for array in (self.bins, self.paired_bins):
            one_of_each = array.reshape(-1)[::_PER_PAGE]
            one_of_each += np.uint32(0)

    def merge(self, other: Accumulator) -> None:
        """Add another's worlds."""
        self.worlds += other.worlds
        for mine, theirs in zip(self.arrays(), other.arrays(), strict=True):
            np.add(mine, theirs, out=mine, casting="unsafe")

    def packed(self) -> bytes:
        """All numbers as bytes, pressed: bins are mostly empty."""
        body = b"".join(np.ascontiguousarray(array).tobytes() for array in self.arrays())
        return self.worlds.to_bytes(8, "little") + zlib.compress(body, 1)

    def unpack(self, data: bytes) -> Accumulator:
        """An accumulator of this one's shape from bytes. Raises ModelError where the bytes are of another shape."""
        body = zlib.decompress(data[8:])
        if len(body) != sum(array.nbytes for array in self.arrays()):
            raise ModelError("a finished piece is of another run", mend="remove the file of finished pieces, or keep to its run")
        found, at = self.blank(), 0
        found.worlds = int.from_bytes(data[:8], "little")
        for array in found.arrays():
            array[...] = np.frombuffer(body, array.dtype, array.size, at).reshape(array.shape)
            at += array.nbytes
        return found

    def blank(self) -> Accumulator:
        """Nothing yet, in this one's shape."""
        places = {year: np.zeros_like(values) for year, values in self.places.items()}
        return Accumulator(0, np.zeros_like(self.bins), np.zeros_like(self.paired_bins), np.zeros_like(self.sums), np.zeros_like(self.squares),
                           np.zeros_like(self.paired_sums), np.zeros_like(self.paired_squares), places, np.zeros_like(self.met))  # fmt: skip


def empty(series: Sequence[Series], variants: int, years: int, places: int, map_years: Sequence[int], watches: int) -> Accumulator:
    """Nothing yet; its memory may still have to be taken."""
    shape, paired = (variants, years, len(series)), (max(variants - 1, 0), years, len(series))

    def whole(of: tuple[int, ...]) -> Whole:
        return np.zeros(of, np.int64)

    maps = {year: whole((3, variants, len(PLACE), places)) for year in map_years}
    bins, paired_bins = (np.zeros((*of, CELLS), np.uint32) for of in (shape, paired))
    return Accumulator(0, bins, paired_bins, whole(shape), whole((*shape, 2)), whole(paired), whole((*paired, 2)), maps, whole((watches, variants)))


@dataclass(frozen=True)
class Ranges:
    """The middles and half ranges of the series, for levels and for differences: [series, 1]."""

    middle: Floats
    half: Floats
    reach: Floats


def ranges(series: Sequence[Series]) -> Ranges:
    """The ranges of series, as arrays."""
    low, high = (np.array([getattr(one, name) for one in series])[:, None] for name in ("low", "high"))
    return Ranges((low + high) / 2, (high - low) / 2, np.array([one.reach for one in series])[:, None])


def add_block(
    total: Accumulator, values: Floats, places: Mapping[int, Floats], scale: Floats, limits: Ranges, watches: Sequence[Watch], baseline: int
) -> None:
    """Add a block. values: [variants, years, series, worlds]; places: {year: [variants, quantities, places, worlds]}; scale: `place_scale`."""
    total.worlds += values.shape[-1]
    others = [number for number in range(values.shape[0]) if number != baseline]
    for variant in range(values.shape[0]):
        _add(values[variant], limits.middle, limits.half, total.bins[variant], total.sums[variant], total.squares[variant])
        for number, watch in enumerate(watches):
            total.met[number, variant] += int(watch.holds(values[variant]).sum())
    for place, variant in enumerate(others):
        difference = values[variant].astype(np.float64) - values[baseline]
        _add(difference, np.zeros_like(limits.reach), limits.reach, total.paired_bins[place], total.paired_sums[place], total.paired_squares[place])
    for year, here in places.items():
        fixed = np.rint(np.clip(here / scale, -CUT, CUT) * UNIT).astype(np.int64)
        total.places[year][0] += fixed.sum(-1)
        total.places[year][1:] += np.moveaxis(_squares(fixed), -1, 0)


def _add(values: Floats, middle: Floats, half: Floats, bins: NDArray[np.uint32], sums: Whole, squares: Whole) -> None:
    """Add [years, series, worlds] to the bins, sums and squares of one variant."""
    z = (values - middle) / half
    fixed = np.rint(np.clip(z, -CUT, CUT) * UNIT).astype(np.int64)
    sums += fixed.sum(-1)
    squares += _squares(fixed)
    cell = np.clip(np.floor((z + 1.0) * (BINS / 2)), -1, BINS).astype(np.int64) + 1
    first = np.arange(cell.shape[0] * cell.shape[1], dtype=np.int64).reshape(cell.shape[0], cell.shape[1], 1) * CELLS
    np.add.at(bins.reshape(-1), (cell + first).reshape(-1), np.uint32(1))


def _squares(fixed: Whole) -> Whole:
    """The sum of squares over the last axis, as sums of the upper and of the lower 32 bits: exact, and it fits for 10^9 worlds."""
    square = fixed * fixed
    return np.stack(((square >> 32).sum(-1), (square & 0xFFFFFFFF).sum(-1)), axis=-1)


def moments(sums: Whole, squares: Whole, worlds: int) -> tuple[Floats, Floats]:
    """Mean and standard deviation in half ranges from the middle, of sums and [..., 2] squares."""
    mean = sums / (UNIT * worlds)
    exact = squares[..., 0].astype(object) * (1 << 32) + squares[..., 1].astype(object)
    spread = exact * worlds - sums.astype(object) ** 2
    return mean, np.sqrt(np.maximum(np.asarray(spread, np.float64), 0.0)) / (UNIT * worlds)


def place_scale(people: Floats, product: Floats) -> Floats:
    """The unit in which each quantity of places is summed: [quantities, places, 1], the largest it may come to."""
    nation, one = np.full_like(people, people.sum()), np.ones_like(people)
    by = {"population": nation, "movers_in": nation / 8, "movers_out": nation / 8, "net_migration": nation, "gross_product": 0 * product + 8 * product.sum(),
          "net_fiscal_flow": one * 1e5}  # fmt: skip
    return np.stack([by.get(name, one) for name in PLACE])[:, :, None]
