"""Draws for many worlds at once: the array form of `foedus.draws`, with numbers between 0 and 1 and normal deviates.

Word k of block b serves item 4 b + k; worlds are the last axis. A uniform is the upper 23 bits of a word and a half, exact in float32,
never 0 and never 1 (24 bits would round to 1). A normal deviate is Wichura's AS 241 in its seven-digit form PPND7.
Needs: NumPy. Sources: Salmon and others 2011; Wichura 1988, Applied Statistics 37.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from foedus.draws import MULTIPLIERS, ROUNDS, STREAMS, WEYL, WHOLE_WORLD, key_of

Words = NDArray[np.uint32]
Counter = NDArray[np.uint64]
Floats = NDArray[np.float64]

CENTRE = (3.3871327179, 50.434271938, 159.29113202, 59.109374720), (17.895169469, 78.757757664, 67.187563600)
TAIL = (1.4234372777, 2.7568153900, 1.3067284816, 0.17023821103), (0.73700164250, 0.12021132975)
SPLIT, SPLIT_SQUARED, TAIL_SHIFT = 0.425, 0.180625, 1.6
"""PPND7 for a deviation from a half of at most SPLIT, and beyond it; its third region begins at 1.4e-11, which 23 bits never reach."""

GRID = 2.0**-23


def _rounds(seed: int, c0: Counter, c1: Counter, c2: Counter, c3: Counter) -> tuple[Counter, Counter, Counter, Counter]:
    """Philox on arrays of counters of one shape, each word in 64 bits."""
    mask, shift = np.uint64(0xFFFFFFFF), np.uint64(32)
    k0, k1 = key_of(seed)
    for _ in range(ROUNDS):
        first, second = c0 * np.uint64(MULTIPLIERS[0]), c2 * np.uint64(MULTIPLIERS[1])
        c0, c2 = (second >> shift) ^ c1 ^ np.uint64(k0), (first >> shift) ^ c3 ^ np.uint64(k1)
        c1, c3 = second & mask, first & mask
        k0, k1 = (k0 + WEYL[0]) & WHOLE_WORLD, (k1 + WEYL[1]) & WHOLE_WORLD
    return c0, c1, c2, c3


def words(seed: int, worlds: Counter, year: int, stream: int, items: int) -> Words:
    """The words of items 0 to `items` - 1: [items, worlds]. year: the year's number, or WHOLE_WORLD."""
    blocks = -(-items // 4)
    shape = (blocks, len(worlds))
    number = np.broadcast_to(np.arange(blocks, dtype=np.uint64)[:, None], shape)
    found = _rounds(seed, np.broadcast_to(worlds, shape), np.full(shape, year, np.uint64), np.full(shape, stream, np.uint64), number)
    return np.stack(found, axis=1).reshape(blocks * 4, -1)[:items].astype(np.uint32)


def words_at(seed: int, worlds: Counter, year: int, stream: int, items: NDArray[np.int64]) -> Words:
    """The words of single items of single worlds: one for each pair."""
    block = (items >> 2).astype(np.uint64)
    found = _rounds(seed, worlds, np.full_like(worlds, year), np.full_like(worlds, stream), block)
    return np.asarray(np.choose(items & 3, found), np.uint64).astype(np.uint32)


def uniforms(bits: Words) -> Floats:
    """Numbers strictly between 0 and 1 on the grid of half-odd multiples of 2^-23."""
    return ((bits >> np.uint32(9)).astype(np.float64) + 0.5) * GRID


def normals(u: Floats) -> Floats:
    """Standard normal deviates of numbers between 0 and 1, by PPND7. `normals(1 - u)` is `-normals(u)`, in every bit on the grid.

    >>> normals(np.array([0.5, 0.975])).round(6).tolist()
    [0.0, 1.959964]
    """
    q = u - 0.5
    (a0, a1, a2, a3), (b1, b2, b3) = CENTRE
    r = SPLIT_SQUARED - q * q
    centre = q * (((a3 * r + a2) * r + a1) * r + a0) / (((b3 * r + b2) * r + b1) * r + 1.0)
    (c0, c1, c2, c3), (d1, d2) = TAIL
    s = np.sqrt(-np.log(np.minimum(u, 1.0 - u))) - TAIL_SHIFT
    tail = (((c3 * s + c2) * s + c1) * s + c0) / ((d2 * s + d1) * s + 1.0)
    return np.asarray(np.where(np.abs(q) <= SPLIT, centre, np.copysign(tail, q)))


@dataclass(frozen=True)
class Weather:
    """All chance that a block of worlds meets: what is drawn depends on seed, world, year, stream and item alone.

    Whole streams are kept once drawn, so that every variant meets them.
    mirrored: the names of streams whose numbers u are read as 1 - u (a test's mirror; nothing else uses it).
    """

    seed: int
    worlds: Counter
    mirrored: frozenset[str] = frozenset()
    drawn: dict[tuple[str, int, int, bool], Floats] = field(default_factory=dict, compare=False, repr=False)

    def _read(self, stream: str, u: Floats) -> Floats:
        return 1.0 - u if stream in self.mirrored else u

    def uniforms(self, stream: str, items: int, year: int = WHOLE_WORLD) -> Floats:
        """Numbers between 0 and 1: [items, worlds]."""
        key = (stream, items, year, False)
        if key not in self.drawn:
            self.drawn[key] = self._read(stream, uniforms(words(self.seed, self.worlds, year, STREAMS[stream], items)))
        return self.drawn[key]

    def normals(self, stream: str, items: int, year: int = WHOLE_WORLD) -> Floats:
        """Standard normal deviates: [items, worlds]."""
        key = (stream, items, year, True)
        if key not in self.drawn:
            u = self._read(stream, uniforms(words(self.seed, self.worlds, year, STREAMS[stream], items)))
            self.drawn[key] = normals(u)
        return self.drawn[key]

    def uniforms_at(self, stream: str, year: int, items: NDArray[np.int64], columns: NDArray[np.int64]) -> Floats:
        """Numbers between 0 and 1 of single items of single worlds: one for each pair of item and column."""
        return self._read(stream, uniforms(words_at(self.seed, self.worlds[columns], year, STREAMS[stream], items)))
