"""Condorcet's rule: whoever is preferred to each other candidate by more voters.

nobody, where preferences run in a circle.

Source: Condorcet 1785.

>>> from foedus.voting.ballot import Profile
>>> condorcet(Profile.of({("ash", "elm"): 4, ("box", "elm"): 3, ("elm", "box"): 2})).winner
'elm'
"""

from __future__ import annotations

from fractions import Fraction

from foedus.voting.ballot import Profile
from foedus.voting.rules.outcome import Outcome, Stage, Tie, check


def condorcet(profile: Profile) -> Outcome:
    """Elect the candidate who beats each other one. The tallies say how many others each beats."""
    check(profile.first_choices())
    above, names = profile.pairwise(), profile.candidates
    others = range(len(names))
    wins: dict[str, int | Fraction] = {
        name: sum(above[a][b] > above[b][a] for b in others) for a, name in enumerate(names)
    }
    winners = tuple(name for name, number in wins.items() if number == len(names) - 1 and profile.voters)
    return Outcome("condorcet", winners, (Stage("others beaten", wins, winners),))


def fewest(rule: str, names: tuple[str, ...], tallies: dict[str, int | Fraction], words: str) -> Outcome:
    """The one with the smallest tally, or a tie."""
    least = min(tallies.values())
    first = tuple(name for name in names if tallies[name] == least)
    winners = first if len(first) == 1 else ()
    return Outcome(
        rule, winners, (Stage(words, tallies, winners),), None if winners else Tie(first, 1, f"{words}: {least} each")
    )
