"""Chance from named streams: Philox4x32-10 in whole numbers, so that any draw can be made again alone.

A word is addressed, never taken in turn: key = seed, counter = (world, year, stream, block), and word k of block b serves item 4 b + k.
A settlement may change what is done with a draw, never which draw it is; so two settlements meet the same weather.
Needs: the standard library. Source: Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3".

>>> [hex(word) for word in philox((0, 0, 0, 0), (0, 0))]
['0x6627e8d5', '0xe169c58d', '0xbc57ac4c', '0x9b00dbd8']
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import TypeVar

from foedus.errors import ModelError

_Item = TypeVar("_Item")

MASK = 0xFFFFFFFF
MULTIPLIERS = (0xD2511F53, 0xCD9E8D57)
WEYL = (0x9E3779B9, 0xBB67AE85)
ROUNDS = 10

WHOLE_WORLD = MASK
"""The year word of draws that last a whole world."""

STREAMS: Mapping[str, int] = MappingProxyType(
    {
        "growth by place": 0,
        "growth common": 1,
        "jobs by place": 2,
        "jobs common": 3,
        "leaning walk by place": 4,
        "leaning passing by place": 5,
        "leaning common": 6,
        "national vote": 7,
        "turnout": 8,
        "joint decisions": 9,
        "change of polity": 10,
        "campaigns": 11,
        "parting": 12,
        "card priors": 32,
        "growth drift": 33,
        "people drift": 34,
        "lots": 128,
        "sittings": 129,
    }
)
"""Every stream by name. A number is never used twice and never changes; extensions declare theirs from 128 up."""


def philox(counter: tuple[int, int, int, int], key: tuple[int, int]) -> tuple[int, int, int, int]:
    """Four words of 32 bits for a counter and a key, each of words of 32 bits."""
    c0, c1, c2, c3 = counter
    k0, k1 = key
    for _ in range(ROUNDS):
        first, second = MULTIPLIERS[0] * c0, MULTIPLIERS[1] * c2
        c0, c1, c2, c3 = (second >> 32) ^ c1 ^ k0, second & MASK, (first >> 32) ^ c3 ^ k1, first & MASK
        k0, k1 = (k0 + WEYL[0]) & MASK, (k1 + WEYL[1]) & MASK
    return c0, c1, c2, c3


def key_of(seed: int) -> tuple[int, int]:
    """The key of a seed: its low and high words. Raises ModelError for a seed outside 0 to 2^64 - 1."""
    if not 0 <= seed < 1 << 64:
        raise ModelError(f"the seed {seed} does not fit in 64 bits", mend="take a whole number from 0 to 18446744073709551615")
    return seed & MASK, seed >> 32


def word(seed: int, stream: int, item: int, *, world: int = 0, year: int = 0) -> int:
    """The word of 32 bits that serves one item of one stream in one year of one world."""
    return philox((world, year, stream, item >> 2), key_of(seed))[item & 3]


def uniform(bits: int) -> Fraction:
    """The number between 0 and 1 that a word stands for: its upper 23 bits and a half, so that it is neither 0 nor 1."""
    return Fraction(2 * (bits >> 9) + 1, 1 << 24)


@dataclass(frozen=True, slots=True)
class Stream:
    """One stream of one seed, in one year of one world; equal streams give equal words for ever."""

    number: int
    seed: int
    world: int = 0
    year: int = 0

    def word(self, item: int) -> int:
        """The word of an item."""
        return word(self.seed, self.number, item, world=self.world, year=self.year)

    def words(self, start: int = 0) -> Iterator[int]:
        """The words of the items from `start` on, without end."""
        block, skip = divmod(start, 4)
        while True:
            yield from philox((self.world, self.year, self.number, block), key_of(self.seed))[skip:]
            block, skip = block + 1, 0

    def uniform(self, item: int) -> Fraction:
        """The exact number between 0 and 1 of an item."""
        return uniform(self.word(item))

    def below(self, limit: int, start: int = 0) -> int:
        """A whole number from 0 to limit - 1, each as likely: the first word from `start` on that does not favour any.

        limit: from 1 to 2^32. Raises ModelError for another.
        """
        if not 1 <= limit <= 1 << 32:
            raise ModelError(f"nothing can be drawn below {limit}", mend="take a limit from 1 to 4294967296")
        fair = (1 << 32) - (1 << 32) % limit
        return next(bits for bits in self.words(start) if bits < fair) % limit

    def shuffled(self, items: Sequence[_Item]) -> tuple[_Item, ...]:
        """The items in an order drawn by lot, each order as likely (but for the 2^32 words of a step)."""
        left, words = list(items), self.words()
        for last in range(len(left) - 1, 0, -1):
            fair = (1 << 32) - (1 << 32) % (last + 1)
            chosen = next(bits for bits in words if bits < fair) % (last + 1)
            left[last], left[chosen] = left[chosen], left[last]
        return tuple(left)


def stream(name: str, seed: int, *, world: int = 0, year: int = 0) -> Stream:
    """A stream by its name. Raises ModelError for a name that is not in STREAMS, and for a seed outside 64 bits."""
    if name not in STREAMS:
        raise ModelError(f"there is no stream of draws called {name}", mend=f"take one of {', '.join(STREAMS)}")
    key_of(seed)
    return Stream(STREAMS[name], seed, world, year)
