"""Voting power by sampling, on request only: for games that the exact engine refuses, with the interval of Hoeffding's inequality.

Coalitions are drawn with a named seed, so that anybody can draw them again. Every figure comes with bounds that hold, all together, with the stated
confidence, whatever the game is. Nothing here is exact, and the result says so.

Does not know: settlements, parties. Needs: the standard library.
Sources: Hoeffding 1963; Bachrach, Markakis et al. 2010 on sampling both indices; design page VOTING, section 4.

>>> from foedus.voting.game import weighted_game
>>> found = sample(weighted_game(3, {"alder": 2, "birch": 1, "cedar": 1}), draws=1000, seed="example")
>>> found.exact, found["alder"].penrose_banzhaf_absolute.low <= Fraction(3, 4) <= found["alder"].penrose_banzhaf_absolute.high
(False, True)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_CEILING, Context, Decimal
from fractions import Fraction
from hashlib import shake_256
from struct import unpack

from foedus.errors import ModelError
from foedus.voting.game import Game, Kind

CONFIDENCE = Fraction(99, 100)
"""How surely all intervals of one result hold, unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share that was sampled, with bounds."""

    value: Fraction
    low: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True)
class SampledMember:
    """The sampled indices of each member of a kind."""

    kind: Kind
    penrose_banzhaf_absolute: Estimate
    shapley_shubik: Estimate


@dataclass(frozen=True, slots=True)
class Sampled:
    """A sample: draws for each kind and index, seed, and the confidence with which all intervals hold together."""

    rows: tuple[SampledMember, ...]
    act: Estimate
    draws: int
    seed: str
    confidence: Fraction
    half_width: Fraction
    exact: bool = False

    def __getitem__(self, name: str) -> SampledMember:
        """The row of a kind. Raises KeyError."""
        return next(row for row in self.rows if row.kind.name == name)


def sample(
    game: Game,
    *,
    draws: int = 10_000,
    seed: str = "foedus",
    confidence: Fraction = CONFIDENCE,
    progress: Callable[[int], None] | None = None,
) -> Sampled:
    """Sample the indices of every kind. progress: told how many kinds are done. Raises ModelError for no draws, or a confidence outside 0 to 1."""
    if draws < 1 or not 0 < confidence < 1:
        raise ModelError(f"{draws} draws at a confidence of {confidence} make no sample", mend="draw once or more, at a confidence below 1")
    width = half_width(draws, (1 - confidence) / (2 * len(game.kinds) + 1))
    rows = []
    for place, kind in enumerate(game.kinds):
        chance = _Chance(f"{seed} {place}")
        tossed = sum(_turns(game, place, _tossed(game, chance, place)) for _ in range(draws))
        joined = sum(_turns(game, place, _joined(game, chance, place)) for _ in range(draws))
        rows.append(SampledMember(kind, _estimate(tossed, draws, width), _estimate(joined, draws, width)))
        if progress:
            progress(place + 1)
    chance = _Chance(f"{seed} act")
    won = sum(game.carries(_tossed(game, chance, None)) for _ in range(draws))
    return Sampled(tuple(rows), _estimate(won, draws, width), draws, seed, confidence, width)


def half_width(draws: int, risk: Fraction) -> Fraction:
    """Half the width of Hoeffding's interval, rounded up: the root of ln(2 / risk) / (2 draws).

    >>> float(half_width(10_000, Fraction(1, 100))) < 0.0163
    True
    """
    context = Context(prec=30, rounding=ROUND_CEILING)
    ratio = context.divide(Decimal(2 * risk.denominator), Decimal(risk.numerator))
    return Fraction(context.sqrt(context.divide(context.ln(ratio), Decimal(2 * draws)))) + Fraction(1, 10**12)


def _estimate(hits: int, draws: int, width: Fraction) -> Estimate:
    value = Fraction(hits, draws)
    return Estimate(value, max(Fraction(0), value - width), min(Fraction(1), value + width))


class _Chance:
    """Bytes from a named seed, by SHAKE-256 of it with a counter: anybody can draw them again."""

    def __init__(self, seed: str) -> None:
        self.seed, self.counter = seed, 0

    def bytes(self, number: int) -> bytes:
        """The next so many."""
        self.counter += 1
        return shake_256(f"{self.seed},{self.counter}".encode()).digest(number)


def _sizes(game: Game, place: int | None) -> list[int]:
    return [kind.count - (n == place) for n, kind in enumerate(game.kinds)]


def _tossed(game: Game, chance: _Chance, place: int | None) -> list[int]:
    """The yes votes of all others, each by the toss of a coin."""
    sizes = _sizes(game, place)
    bits = int.from_bytes(chance.bytes(sum(sizes) // 8 + 1), "little")
    levels = []
    for size in sizes:
        levels.append((bits & ((1 << size) - 1)).bit_count())
        bits >>= size
    return levels


def _joined(game: Game, chance: _Chance, place: int) -> list[int]:
    """Those who came before one member: everybody draws a number of 64 bits, and the lower come first. Equal numbers are rarer than the margin tells."""
    sizes = _sizes(game, place)
    mine, *others = unpack(f"<{sum(sizes) + 1}Q", chance.bytes(8 * sum(sizes) + 8))
    levels, start = [], 0
    for size in sizes:
        levels.append(sum(1 for number in others[start : start + size] if number < mine))
        start += size
    return levels


def _turns(game: Game, place: int, levels: list[int]) -> bool:
    if game.carries(levels):
        return False
    levels[place] += 1
    return game.carries(levels)
