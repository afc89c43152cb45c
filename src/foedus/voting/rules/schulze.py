"""Schulze's rule: the candidate whose strongest chain of victories over each other one is stronger than the chain back.

A chain is as strong as its weakest victory, measured by the votes of the winning side. Source: Schulze 2011.

>>> from foedus.voting.ballot import Profile
>>> schulze(Profile.of({("ash", "elm"): 4, ("box", "elm"): 3, ("elm", "box"): 2})).winner
'elm'
"""

from __future__ import annotations

from itertools import product

from foedus.voting.ballot import Profile
from foedus.voting.rules.condorcet import fewest
from foedus.voting.rules.outcome import Outcome, check


def strongest_chains(profile: Profile) -> list[list[int]]:
    """The strength of the strongest chain of victories from the candidate of the row to that of the column.

    0 where there is none.
    """
    above, size = profile.pairwise(), len(profile.candidates)
    strong = [[above[a][b] if above[a][b] > above[b][a] else 0 for b in range(size)] for a in range(size)]
    for via, start, end in product(range(size), repeat=3):
        if len({via, start, end}) == 3:
            strong[start][end] = max(strong[start][end], min(strong[start][via], strong[via][end]))
    return strong


def schulze(profile: Profile) -> Outcome:
    """Elect by strongest chains.

    The tallies say by how many others each is beaten; a tie is the result where several are beaten by none.
    """
    check(profile.first_choices())
    strong, names = strongest_chains(profile), profile.candidates
    beaten = {name: sum(strong[b][a] > strong[a][b] for b in range(len(names))) for a, name in enumerate(names)}
    return fewest("schulze", names, dict(beaten), "beaten by")
