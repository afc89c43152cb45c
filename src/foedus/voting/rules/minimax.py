"""Minimax: the candidate whose worst defeat is the smallest.

Sources: Simpson 1969; Kramer 1977.

>>> from foedus.voting.ballot import Profile
>>> minimax(Profile.of({("ash", "elm"): 4, ("box", "elm"): 3, ("elm", "box"): 2})).winner
'elm'
"""

from __future__ import annotations

from enum import Enum
from fractions import Fraction

from foedus.voting.ballot import Profile
from foedus.voting.rules.condorcet import fewest
from foedus.voting.rules.outcome import Outcome, check


class Defeat(Enum):
    """How a defeat is measured: by the votes of the winning side, or by the margin."""

    WINNING_VOTES = "winning votes"
    MARGIN = "margin"


def minimax(profile: Profile, defeat: Defeat = Defeat.WINNING_VOTES) -> Outcome:
    """Elect whoever loses least at worst. The tallies are the worst defeats; who is never beaten has 0."""
    check(profile.first_choices())
    above, names = profile.pairwise(), profile.candidates
    worst: dict[str, int | Fraction] = {}
    for a, name in enumerate(names):
        lost = [(above[b][a], above[b][a] - above[a][b]) for b in range(len(names)) if above[b][a] > above[a][b]]
        worst[name] = max((votes if defeat is Defeat.WINNING_VOTES else margin for votes, margin in lost), default=0)
    return fewest(f"minimax by {defeat.value}", names, worst, "worst defeat")
