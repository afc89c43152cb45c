"""An audit with a sample of each of two strata: evidence multiplied, at the least favourable split between them.

The assertion fails only if there is a split of the margin such that both strata fall short of their part. For each split
the strata's evidence multiplies; the p-value is the largest over all splits (a union of intersections). Shares of votes
are linear once the split is fixed, so means of shares and census weights are tested the same way, wrong denominators
included. A stratum whose null leaves nothing to win stops betting: its factor stays.

A card is (votes for the winner less votes for the loser, 1 if it bears a vote that counts in the share). The logarithm
of p is a sum of logarithms of linear functions of the split, some added (concave: bounded by a tangent), some taken away
(convex: bounded by a chord). The search bounds it on every interval of splits and cuts in two where the bound is not
good enough, so what is confirmed is confirmed at every split.

Does not know: polities, registers. Needs: the standard library.
Sources: Ottoboni, Stark, Lindeman and McBurnett 2018 (Fisher); Spertus and Stark 2022; Spertus, Sridhar and Stark 2024.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import partial
from heapq import heappop, heappush

from foedus.errors import ModelError
from foedus.voting.audit import GAMMA
from foedus.voting.logarithm import EXACTLY, decimal, ln, product

Card = tuple[int, int]
"""The margin of one card, -1 to 1, and whether it counts in the share, 0 or 1."""

ROOM = Decimal("1e-25")
"""Added to a bound of a logarithm, far more than its error."""
CLOSE = Decimal("1e-6")
"""Bounds that are so close count as met; the larger is reported."""
MOST_CUTS = 20_000
"""After so many cuts the bound reached so far is reported; it holds, and is only less close."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """One stratum: its cards, the sums over all records, and what the cards drawn showed.

    cards: all of them, missing ones included; reported: sums of margin and count over the records; ineligible: votes
    that may be nobody's, all taken as the winner's; read: (record, reading) to how many of the cards drawn. In a polling
    audit records are unknown: then `bet` says how much of the wealth is staked, from 0 to 1, and only readings matter.
    """

    cards: int
    reported: Card
    read: Mapping[tuple[Card, Card], int]
    ineligible: int = 0
    bet: Fraction | None = None

    @property
    def drawn(self) -> int:
        """How many cards were drawn."""
        return sum(self.read.values())


@dataclass(frozen=True, slots=True)
class Split:
    """Which nulls go together: s in the first stratum with `intercept - slope * s` in the second, both in [-1, 1].

    counted: the split is of shares of votes; otherwise of votes per card.
    """

    slope: Fraction
    intercept: Fraction
    counted: bool

    def other(self, split: Fraction) -> Fraction:
        """The null of the second stratum."""
        return self.intercept - self.slope * split

    @property
    def range(self) -> tuple[Fraction, Fraction]:
        """The splits for which both nulls lie in [-1, 1]. Raises ModelError where there is none."""
        low = max(Fraction(-1), (self.intercept - 1) / self.slope)
        high = min(Fraction(1), (self.intercept + 1) / self.slope)
        if low > high:
            raise ModelError("more votes may be nobody's than there are cards", mend="audit the registers with larger samples")
        return low, high

    def margin(self, stratum: Stratum, null: Fraction) -> Fraction:
        """The reported mean of a stratum above its null, per card: what an audit has to confirm there."""
        margin, counted = stratum.reported
        if self.counted:
            return (margin - null * counted - stratum.ineligible * (1 - null)) / stratum.cards
        return Fraction(margin, stratum.cards) - null


def of_margins(first: Stratum, second: Stratum) -> Split:
    """The splits of one margin of votes over both strata, all votes that may be nobody's taken off it."""
    return Split(Fraction(first.cards, second.cards), Fraction(first.ineligible + second.ineligible, second.cards), counted=False)


def of_shares(first_weight: Fraction, second_weight: Fraction) -> Split:
    """The splits of a weighted mean of shares."""
    if first_weight <= 0 or second_weight <= 0:
        raise ModelError("a polity weighs nothing", mend="give both a weight above zero")
    return Split(first_weight / second_weight, Fraction(0), counted=True)


@dataclass(frozen=True, slots=True)
class Stratified:
    """The result: an upper bound of the p-value over all splits, the least favourable split found and the exact p there."""

    p_bound: Fraction
    split: Fraction
    p_at_split: Fraction
    splits_tried: int
    method: str

    def confirms(self, limit: Fraction) -> bool:
        """Whether every split is excluded at the limit."""
        return self.p_bound <= limit


def least_favourable(
    first: Stratum, second: Stratum, split: Split, *, gamma: Fraction = GAMMA, fisher: bool = False, limit: Fraction | None = None
) -> Stratified:
    """Test one assertion over two strata at every split.

    limit: give up as soon as one split is seen whose p-value is above it; the p-value told is then 1. fisher: combine by
    Fisher's method, the older alternative: p = q(1 - ln q) for q the product of both p-values.
    """
    search = _Search(first, second, split, gamma, fisher)
    best, where, tried = Decimal("-Infinity"), split.range[0], 0
    found: _Piece | None = None
    goal = Decimal("Infinity") if limit is None else ln(limit) + ROOM
    method = "Fisher" if fisher else "product of martingales"
    waiting: list[tuple[Decimal, Fraction, Fraction, _Piece]] = []
    for low, high, piece in search.pieces():
        for point in (low, high, (low + high) / 2):
            if (value := search.bound(piece, point, point)) > best:
                best, where, found = value, point, piece
            if best > goal:
                return Stratified(Fraction(1), where, search.p(piece, where), tried, method)
        if low < high:
            heappush(waiting, (-search.bound(piece, low, high), low, high, piece))
    while waiting and -waiting[0][0] > best + CLOSE and tried < MOST_CUTS:
        _, low, high, piece = heappop(waiting)
        middle, tried = (low + high) / 2, tried + 1
        if (value := search.bound(piece, middle, middle)) > best:
            best, where, found = value, middle, piece
        if best > goal:
            return Stratified(Fraction(1), where, search.p(piece, where), tried, method)
        heappush(waiting, (-search.bound(piece, low, middle), low, middle, piece))
        heappush(waiting, (-search.bound(piece, middle, high), middle, high, piece))
    top = max(best, -waiting[0][0]) if waiting else best
    if found is None:
        return Stratified(Fraction(0), where, Fraction(0), 0, "no card can be so wrong")
    return Stratified(_upward(top + ROOM), where, search.p(found, where), tried, method)


def at_null(stratum: Stratum, null: Fraction, gamma: Fraction = GAMMA) -> Fraction:
    """The p-value of one stratum for one null share, when the other stratum is known: exact. The null lies in (-1, 1)."""
    split = Split(Fraction(1), Fraction(0), counted=True)
    search = _Search(stratum, Stratum(1, (0, 1), {}), split, gamma, False)
    margin = split.margin(stratum, null)
    if margin > 2:
        return Fraction(0)
    return search.p(_Piece((margin > 0, False)), null)


def _upward(log: Decimal) -> Fraction:
    """The exponential of a bound, rounded up, at most 1."""
    return min(Fraction(1), Fraction(EXACTLY.exp(min(log, Decimal(0)))) * (1 + Fraction(1, 10**40)))


Linear = Callable[[Fraction], Fraction]
Term = tuple[int, Linear]
"""How often, and a positive linear function of the null: its logarithm is added or taken away."""


@dataclass(frozen=True, slots=True, order=True)
class _Piece:
    """An interval of splits on which each stratum either bets or rests, or is refuted outright."""

    bets: tuple[bool, bool]


class _Search:
    """The logarithm of the p-value, and bounds of it on intervals of splits."""

    def __init__(self, first: Stratum, second: Stratum, split: Split, gamma: Fraction, fisher: bool) -> None:
        self.strata, self.split, self.inflated, self.fisher = (first, second), split, 2 * gamma, fisher
        self.terms = tuple(tuple(self._terms(stratum)) for stratum in self.strata)

    def _nulls(self, split: Fraction) -> tuple[Fraction, Fraction]:
        return split, self.split.other(split)

    def margins(self, split: Fraction) -> tuple[Fraction, ...]:
        """The margin of each stratum at a split."""
        return tuple(self.split.margin(stratum, null) for stratum, null in zip(self.strata, self._nulls(split), strict=True))

    def pieces(self) -> Iterator[tuple[Fraction, Fraction, _Piece]]:
        """The intervals on which the strata keep betting or resting. Where a record cannot be so wrong, nothing is left to test."""
        low, high = self.split.range
        ends = {low, high}
        at_low, at_high = self.margins(low), self.margins(high)
        for a, b in zip(at_low, at_high, strict=True):
            for level in (0, 2):
                if (a - level) * (b - level) < 0:
                    ends.add(low + (high - low) * (a - level) / (a - b))
        ordered = sorted(ends)
        for left, right in zip(ordered, ordered[1:] or ordered, strict=False):
            margins = self.margins((left + right) / 2)
            if all(margin <= 2 for margin in margins):
                yield left, right, _Piece((margins[0] > 0 and bool(self.strata[0].drawn), margins[1] > 0 and bool(self.strata[1].drawn)))

    def _terms(self, stratum: Stratum) -> Iterator[tuple[bool, int, Linear]]:
        """(whether added, how often, the linear function) for each kind of card drawn."""
        if stratum.bet is None:
            yield True, stratum.drawn, partial(self._per_card, stratum)
        for (record, reading), times in stratum.read.items():
            if stratum.bet is not None:
                yield False, times, partial(self._wealth, stratum, stratum.bet, reading)
            elif record != reading:
                yield False, times, partial(self._error, record, reading)

    def _per_card(self, stratum: Stratum, null: Fraction) -> Fraction:
        return 1 - self.split.margin(stratum, null) / self.inflated

    def _error(self, record: Card, reading: Card, null: Fraction) -> Fraction:
        counted = record[1] - reading[1] if self.split.counted else 0
        return 1 - (record[0] - reading[0] - null * counted) / self.inflated

    def _wealth(self, stratum: Stratum, bet: Fraction, reading: Card, null: Fraction) -> Fraction:
        """1 + bet * (value - null mean), for values moved into [0, 1]."""
        off = Fraction(stratum.ineligible, stratum.cards) * (1 - null) if self.split.counted else 0
        return 1 + bet * (reading[0] - null * (reading[1] if self.split.counted else 1) - off) / 2

    def bound(self, piece: _Piece, low: Fraction, high: Fraction) -> Decimal:
        """An upper bound of the logarithm of p on an interval of one piece; exact where the interval is a point."""
        ends = (self._nulls(low), self._nulls(high))
        middle = self._nulls((low + high) / 2)
        logs = []
        for place, bets in enumerate(piece.bets):
            at = [Decimal(0), Decimal(0)]
            for added, times, linear in self.terms[place] if bets else ():
                for end in (0, 1):
                    value = linear(ends[end][place])
                    at[end] += times * (_tangent(value, linear(middle[place])) if added else -ln(value))
            logs.append(at)
        if not self.fisher:
            return max(logs[0][end] + logs[1][end] for end in (0, 1))
        both = min(Decimal(0), max(logs[0]), max(logs[1]), max(logs[0][end] + logs[1][end] for end in (0, 1)))
        return both + EXACTLY.ln(1 - both)

    def p(self, piece: _Piece, split: Fraction) -> Fraction:
        """The p-value at one split of a piece: exact for the product of martingales, rounded up for Fisher's method."""
        if self.fisher:
            return _upward(self.bound(piece, split, split) + ROOM)
        nulls = self._nulls(split)
        powers = [
            (linear(nulls[place]), times if added else -times)
            for place in (0, 1)
            for added, times, linear in (self.terms[place] if piece.bets[place] else ())
        ]
        return min(Fraction(1), product(powers))


def _tangent(value: Fraction, at: Fraction) -> Decimal:
    """The tangent of the logarithm in one place, read at another."""
    return ln(at) + decimal((value - at) / at)
