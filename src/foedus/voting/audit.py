"""Risk-limiting audits of one pool of cards: how many cards to read, and what the cards read so far prove.

A *comparison* audit sets the record of each card drawn against a reading by hand; a *polling* audit reads cards alone.
The p-value is the most that chance could do if the assertion were false: at or below the risk limit, the assertion is
confirmed, and the card at which that happens may be any (Ville's inequality). Cards are drawn with replacement unless
said otherwise. Margins are diluted: votes of the winner less those of the loser, divided by all cards.

Does not know: settlements, polities, who may vote. Needs: the standard library.
Sources: Wald 1945; Stark 2009, 2010; Lindeman and Stark 2012; Lindeman, Stark and Yates 2012 (BRAVO).

>>> comparison_size(Fraction(1, 10), Fraction(1, 20)), bravo_size(Fraction(60, 100), Fraction(1, 10))
(61, 119)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from foedus.errors import ModelError
from foedus.voting.logarithm import Power, at_most, ceiling, ln, product, times_needed

GAMMA = Fraction(103905, 100000)
"""The factor by which errors are inflated: 1.03905, as in Lindeman and Stark 2012."""

OVERSTATEMENTS = (-2, -1, 0, 1, 2)
"""By how many votes a record may overstate a margin."""


def check_limit(limit: Fraction) -> None:
    """Refuse a risk limit that is no chance. Raises ModelError."""
    if not 0 < limit < 1:
        raise ModelError(f"the risk limit is {limit}", mend="write a share above 0 and below 1, such as 5 %")


def check_margin(margin: Fraction) -> None:
    """Refuse a margin that nothing can confirm. Raises ModelError."""
    if margin <= 0:
        raise ModelError(
            f"the margin to be confirmed is {margin} of the cards, and must be above 0", mend="count every card by hand"
        )


# ---- comparison of records with readings


def comparison_powers(margin: Fraction, overstatements: Mapping[int, int], gamma: Fraction = GAMMA) -> tuple[Power, ...]:
    """The p-value of a comparison audit as a product of powers.

    overstatements: how many of the cards read overstated the margin by -2 to 2 votes; all cards read are in it.
    """
    check_margin(margin)
    if gamma <= 1:
        raise ModelError(f"gamma is {gamma}", mend="write a factor above 1; 1.03905 is usual")
    if strange := [size for size in overstatements if size not in OVERSTATEMENTS]:
        raise ModelError(f"a card overstates the margin by {strange[0]} votes", mend="one card moves a margin by 2 at most")
    if any(number < 0 for number in overstatements.values()):
        raise ModelError("a number of cards is negative", mend="count cards from zero up")
    drawn = sum(overstatements.values())
    per_card = 1 - margin / (2 * gamma)
    errors = tuple((1 - Fraction(size) / (2 * gamma), -number) for size, number in overstatements.items() if size and number)
    return ((per_card, drawn), *errors)


def comparison_p(margin: Fraction, overstatements: Mapping[int, int], gamma: Fraction = GAMMA) -> Fraction:
    """The p-value of a comparison audit, at most 1: `prod (1 - margin/2g) / (1 - e/2g)`.

    margin: the diluted margin, above 0; above 2 it is certain, since no card misleads by more. Source: Stark 2010.

    >>> float(comparison_p(Fraction(1, 10), {0: 61})) < 0.05
    True
    """
    if margin > 2:
        return Fraction(0)
    return min(Fraction(1), product(comparison_powers(margin, overstatements, gamma)))


def comparison_confirms(margin: Fraction, overstatements: Mapping[int, int], limit: Fraction, gamma: Fraction = GAMMA) -> bool:
    """Whether the p-value is at most the limit: exact, and fast for many cards."""
    check_limit(limit)
    return margin > 2 or at_most(comparison_powers(margin, overstatements, gamma), limit)


def comparison_size(
    margin: Fraction, limit: Fraction, gamma: Fraction = GAMMA, overstatements: Mapping[int, int] | None = None
) -> int:
    """The fewest cards that confirm a margin if they show these errors and no others.

    >>> [comparison_size(Fraction(m, 1000), Fraction(1, 20)) for m in (100, 20, 10, 1)]
    [61, 310, 622, 6224]
    """
    check_limit(limit)
    if margin > 2:
        return 0
    errors = {size: number for size, number in (overstatements or {}).items() if size}
    powers = comparison_powers(margin, errors, gamma)
    left = limit / product((factor, times) for factor, times in powers[1:])
    return max(sum(errors.values()), times_needed(powers[0][0], left) if left < 1 else 0)


def comparison_path(margin: Fraction, errors: Iterable[int], limit: Fraction, gamma: Fraction = GAMMA) -> Comparison:
    """Follow a comparison audit card by card. errors: the overstatement of each card, in the order drawn."""
    following = Comparison(margin, limit, gamma)
    for size in errors:
        following.read(size)
    return following


class Comparison:
    """A comparison audit as it goes: how many cards showed which overstatement, and at which card it confirmed.

    >>> audit = Comparison(Fraction(1, 10), Fraction(1, 20))
    >>> for _ in range(61):
    ...     confirmed = audit.read(0)
    >>> confirmed, audit.confirmed_at
    (True, 61)
    """

    def __init__(self, margin: Fraction, limit: Fraction, gamma: Fraction = GAMMA) -> None:
        check_limit(limit)
        check_margin(margin)
        self.margin, self.limit, self.gamma = margin, limit, gamma
        self.counts = dict.fromkeys(OVERSTATEMENTS, 0)
        self.drawn = 0
        self.confirmed_at: int | None = 0 if margin > 2 else None
        self._log = Decimal(0)
        self._goal = ln(limit)
        if margin <= 2:
            step = ln(1 - margin / (2 * gamma))
            self._steps = {size: step - ln(1 - Fraction(size) / (2 * gamma)) for size in OVERSTATEMENTS}

    def read(self, size: int) -> bool:
        """Take the next card and say whether the margin is confirmed. Raises ModelError for an overstatement beyond 2 votes."""
        if size not in self.counts:
            raise ModelError(f"a card overstates the margin by {size} votes", mend="one card moves a margin by 2 at most")
        self.counts[size] += 1
        self.drawn += 1
        if self.confirmed_at is None:
            self._log += self._steps[size]
            if self._log <= self._goal + Decimal("1e-15") and comparison_confirms(
                self.margin, self.counts, self.limit, self.gamma
            ):
                self.confirmed_at = self.drawn
        return self.confirmed_at is not None

    @property
    def p(self) -> Fraction:
        """The p-value of all cards read."""
        return comparison_p(self.margin, self.counts, self.gamma)

    @property
    def log_p(self) -> Decimal:
        """Its natural logarithm, for plots; 0 at p = 1 (values above are cut)."""
        return min(Decimal(0), self._log)

    def more(self) -> int:
        """How many more cards would confirm if they show no further error."""
        return 0 if self.confirmed_at is not None else max(1, comparison_size(self.margin, self.limit, self.gamma, self.counts) - self.drawn)


# ---- polling


def bravo_size(share: Fraction, limit: Fraction, bearing: Fraction = Fraction(1)) -> int:
    """The cards that a BRAVO audit is expected to read, if the reported shares are right.

    share: the winner's share of the votes for the two, above 1/2; bearing: the share of cards that bear a vote for one
    of the two. Source: Lindeman, Stark and Yates 2012, equation for the average sample number.

    >>> [bravo_size(Fraction(s, 1000), Fraction(1, 10)) for s in (600, 550, 520, 505)]
    [119, 470, 2902, 46151]
    """
    check_limit(limit)
    if not Fraction(1, 2) < share < 1 or not 0 < bearing <= 1:
        raise ModelError(f"the winner's share is {share}", mend="a share above 1/2 and below 1; if 1, read cards until certain")
    win, lose = ln(2 * share), ln(2 * (1 - share))
    growth = (win * share.numerator + lose * (share.denominator - share.numerator)) / share.denominator
    expected = (-ln(limit) + win / 2) / growth
    return ceiling(expected * bearing.denominator / bearing.numerator)


def bravo_p(share: Fraction, winner: int, loser: int) -> Fraction:
    """The p-value of Wald's test with replacement: so many cards read for the winner, so many for the loser.

    >>> bravo_p(Fraction(3, 5), 2, 1)
    Fraction(125, 144)
    """
    return min(Fraction(1), product(bravo_powers(share, winner, loser)))


def bravo_powers(share: Fraction, winner: int, loser: int) -> tuple[Power, ...]:
    """That p-value, not cut at 1, as powers."""
    if not Fraction(1, 2) < share < 1:
        raise ModelError(f"the winner's share is {share}", mend="a share above 1/2 and below 1")
    if winner < 0 or loser < 0:
        raise ModelError("a number of cards is negative", mend="count cards from zero up")
    return ((2 * share, -winner), (2 * (1 - share), -loser))


def wald_without_replacement(share: Fraction, cards: int, votes: Iterable[bool]) -> Iterator[Fraction]:
    """The p-value after each card of Wald's test against a tie, drawn without replacement.

    cards: all that bear a vote for one of the two; share: the winner's reported share of them; votes: for each card
    drawn, whether it is the winner's. 0 once the winner has more than half for certain. Source: Wald 1945; Stark 2023.

    >>> [str(p) for p in wald_without_replacement(Fraction(3, 4), 4, [True, True, True])]
    ['2/3', '1/3', '0']
    """
    winner, loser, evidence = 0, 0, Fraction(1)
    claimed, tie = share * cards, Fraction(cards, 2)
    for vote in votes:
        if winner + loser >= cards:
            raise ModelError(f"more cards are drawn than the {cards} there are", mend="draw each card once")
        reported, even = (claimed - winner, tie - winner) if vote else (cards - claimed - loser, tie - loser)
        if even > 0:
            evidence *= max(Fraction(0), reported) / even
        winner, loser = winner + vote, loser + (not vote)
        if 2 * winner > cards:
            yield Fraction(0)
        else:
            yield min(Fraction(1), 1 / evidence) if evidence and 2 * loser <= cards else Fraction(1)
