"""What a comparison audit will do before a card is drawn: the chance that it confirms, worked out and not drawn.

Cards are drawn with replacement, so the numbers of errors seen are all that matters: the chance is a sum over them, in
decimals of 30 digits (a forecast, never a verdict).

Does not know: settlements. Needs: the standard library. Source: the definition; a walk with an absorbing border.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Context, Decimal
from fractions import Fraction

from foedus.errors import ModelError
from foedus.voting.audit import GAMMA, comparison_size

_CONTEXT = Context(prec=30)
_RARE = Decimal("1e-15")


def chance_confirmed(
    cards: int, margin: Fraction, errors: Mapping[int, int], limit: Fraction, *, most: int, gamma: Fraction = GAMMA,
    replacement: bool = True,
) -> Decimal:
    """The chance that an audit confirms by the time `most` cards are drawn.

    cards: all there are; errors: how many of them overstate the margin by one number of votes (one kind, -2 to 2);
    margin: the diluted margin to be confirmed. Beyond `most` every card is counted by hand, which confirms nothing wrong.
    replacement: whether cards are put back, as the procedure has it.

    >>> audited = Fraction(100, 1000), Fraction(60, 1000)
    >>> [str(round(chance_confirmed(1000, margin, {2: 30}, Fraction(1, 20), most=1000), 3)) for margin in audited]
    ['0.226', '0.049']
    """
    kinds = [(size, number) for size, number in errors.items() if size and number]
    if len(kinds) > 1:
        raise ModelError("a forecast takes errors of one size", mend="ask for each size by itself")
    size, number = kinds[0] if kinds else (2, 0)
    if not 0 <= number <= cards:
        raise ModelError(f"{number} of {cards} cards are wrong", mend="as many as there are, or fewer")
    thresholds = _Thresholds(margin, size, limit, gamma)
    alive, confirmed = {0: Decimal(1)}, Decimal(0)
    for drawn in range(1, most + 1):
        moved: dict[int, Decimal] = {}
        for seen, chance in alive.items():
            left, whole = (number, cards) if replacement else (number - seen, cards - drawn + 1)
            bad = _CONTEXT.divide(Decimal(left), Decimal(whole))
            for more, share in ((0, 1 - bad), (1, bad)):
                if (now := _CONTEXT.multiply(chance, share)) > _RARE:
                    moved[seen + more] = moved.get(seen + more, Decimal(0)) + now
        alive = {}
        for seen, chance in moved.items():
            if thresholds.confirms(drawn, seen):
                confirmed += chance
            else:
                alive[seen] = chance
        if not alive:
            break
    return confirmed


class _Thresholds:
    """How many cards confirm, by the number of errors among them."""

    def __init__(self, margin: Fraction, size: int, limit: Fraction, gamma: Fraction) -> None:
        self.margin, self.size, self.limit, self.gamma = margin, size, limit, gamma
        self.known: dict[int, int] = {}

    def confirms(self, drawn: int, seen: int) -> bool:
        if seen not in self.known:
            self.known[seen] = comparison_size(self.margin, self.limit, self.gamma, {self.size: seen})
        return drawn >= self.known[seen]
