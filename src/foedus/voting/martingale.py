"""Tests that the mean of a list of bounded values exceeds a number, valid at whatever card one stops.

A value lies from 0 to `upper`. Under the null the mean is at most `mean`; a wealth that starts at 1 and is a fair game
under the null grows only by luck, so 1 / wealth is a p-value (Ville 1939). ALPHA bets by a guess `eta` of the true
mean, which may be fixed or learn from the cards already read. Wealth is kept as a pair of whole numbers and never
rounded.

Does not know: ballots, assertions. Needs: the standard library.
Sources: Ville 1939; Kaplan 1987; Stark 2009; Stark 2023 (ALPHA).

>>> alpha([Fraction(1)] * 20, eta=Fraction(3, 4), cards=1000).stops_at(Fraction(1, 20))
8
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from foedus.errors import ModelError

HALF = Fraction(1, 2)

Guess = Callable[[Sequence[Fraction], Fraction], Fraction]
"""A guess of the mean of what is left, from the values read and the null mean of what is left."""


@dataclass(frozen=True, slots=True)
class Path:
    """The p-value after each card as (numerator, denominator), not cut at 1 and not reduced; a denominator of 0 is a wealth of 0."""

    steps: tuple[tuple[int, int], ...]

    @property
    def p(self) -> Fraction:
        """The p-value of all cards read, at most 1."""
        return self.at(len(self.steps))

    def at(self, card: int) -> Fraction:
        """The p-value after so many cards, at most 1."""
        above, below = self.steps[card - 1] if card else (1, 1)
        return min(Fraction(1), Fraction(above, below)) if below else Fraction(1)

    @property
    def smallest(self) -> Fraction:
        """The least p-value on the way, which is valid too (Ville)."""
        return min((self.at(card) for card in range(len(self.steps) + 1)), default=Fraction(1))

    def stops_at(self, limit: Fraction) -> int | None:
        """The first card at which the p-value is at most the limit, or None."""
        return next(
            (card for card, (above, below) in enumerate(self.steps, 1) if below and above * limit.denominator <= limit.numerator * below), None
        )


def kaplan_markov(values: Sequence[Fraction], mean: Fraction = HALF) -> Path:
    """Kaplan and Markov's test, with replacement: `prod mean / value`. A value of 0 leaves nothing proved from then on.

    >>> kaplan_markov([Fraction(1)] * 5).p
    Fraction(1, 32)
    """
    _check(values, mean, None)
    above, below, steps = 1, 1, []
    for value in values:
        above, below = above * mean.numerator * value.denominator, below * mean.denominator * value.numerator
        steps.append((above, below))
    return Path(tuple(steps))


def alpha(
    values: Sequence[Fraction],
    *,
    mean: Fraction = HALF,
    eta: Fraction | Guess,
    upper: Fraction = Fraction(1),
    cards: int | None = None,
) -> Path:
    """The ALPHA test: each factor is `(x/m)(eta - m)/(u - m) + (u - eta)/(u - m)`.

    eta: the guess of the true mean, or a function that guesses from the cards read; it is held between the null mean
    and `upper`. cards: how many there are, for draws without replacement; then m is the null mean of what is left.
    Once what is left could not keep the mean at the null, p is 0; once the null is certain, nothing is proved.
    """
    _check(values, mean, upper)
    if cards is not None and len(values) > cards:
        raise ModelError(f"{len(values)} cards are drawn and there are {cards}", mend="draw each card once")
    above, below, total, steps = 1, 1, Fraction(0), []
    for read, value in enumerate(values):
        null = mean if cards is None else (mean * cards - total) / (cards - read)
        total += value
        if not above or not below:
            pass
        elif null < 0 or (null == 0 and value > 0):
            above = 0
        elif null > upper:
            below = 0
        elif 0 < null < upper:
            guess = eta(values[:read], null) if callable(eta) else eta
            factor = _factor(value, null, max(null, min(guess, upper)), upper)
            above, below = above * factor.denominator, below * factor.numerator
        steps.append((above, below))
    return Path(tuple(steps))


def _factor(value: Fraction, null: Fraction, guess: Fraction, upper: Fraction) -> Fraction:
    return (value * (guess / null) + (upper - value) * ((upper - guess) / (upper - null))) / upper


def shrink(start: Fraction, weight: int, upper: Fraction = Fraction(1)) -> Guess:
    """A guess that leans on a first one: as if `weight` cards of mean `start` had been read before. Source: Stark 2023.

    The guess keeps above the null mean by 1 part in 2 * (weight + cards read), so that every later card counts.
    """
    if weight < 1:
        raise ModelError(f"the first guess weighs as much as {weight} cards", mend="let it weigh as much as one card or more")

    def guess(read: Sequence[Fraction], null: Fraction) -> Fraction:
        known = (weight * start + sum(read, Fraction(0))) / (weight + len(read))
        return max(known, null + (upper - null) / (2 * (weight + len(read))))

    return guess


def _check(values: Sequence[Fraction], mean: Fraction, upper: Fraction | None) -> None:
    if bad := [value for value in values if value < 0 or (upper is not None and value > upper)]:
        raise ModelError(f"a card has the value {bad[0]}", mend=f"values lie from 0 to {upper if upper is not None else 'a bound'}")
    if mean <= 0 or (upper is not None and mean >= upper):
        raise ModelError(f"the mean to be excluded is {mean}", mend="a mean above 0 and below the upper bound")
