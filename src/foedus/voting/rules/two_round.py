"""Two rounds: more than half elects at once; else the first two meet again.

>>> from foedus.voting.ballot import Profile
>>> two_round(Profile.of({("ash",): 4, ("box", "elm"): 3, ("elm", "box"): 2})).winner
'box'
"""

from __future__ import annotations

from foedus.voting.ballot import Profile
from foedus.voting.rules.outcome import Outcome, Stage, Tie, Votes, check, most_votes

RULE = "two rounds"


def two_round(first: Votes | Profile, second: Votes | None = None) -> Outcome:
    """Elect by two rounds.

    first: votes of the first round, or ranked ballots, which vote in both; second: votes of the second round, if it was
    held. With neither, the outcome has no winner and its last stage names the two who meet. A tie for a place in the
    second round is a result.
    """
    votes = first.first_choices() if isinstance(first, Profile) else first
    check(votes)
    whole, best = sum(votes.values()), max(votes.values())
    if 2 * best > whole:
        winner = next(name for name, number in votes.items() if number == best)
        return Outcome(RULE, (winner,), (Stage("first round: more than half", dict(votes), (winner,)),))
    ranked = sorted(votes.values(), reverse=True)
    border = ranked[1] if len(ranked) > 1 else ranked[0]
    meet = tuple(name for name, number in votes.items() if number >= border and number)
    opening = Stage("first round: nobody has more than half", dict(votes))
    if len(meet) != 2:
        level = tuple(name for name in meet if votes[name] == border)
        places = 2 - (len(meet) - len(level))
        return Outcome(
            RULE, (), (opening,), Tie(level, places, f"{len(level)} have {border} votes each") if level else None
        )
    if isinstance(first, Profile):
        second = _between(first, meet)
    if second is None:
        return Outcome(RULE, (), (opening, Stage(f"second round: {meet[0]} and {meet[1]} meet", {})))
    check({name: second.get(name, 0) for name in meet})
    last = most_votes(RULE, {name: second.get(name, 0) for name in meet}, "second round")
    return Outcome(RULE, last.winners, (opening, *last.stages), last.tied)


def _between(profile: Profile, meet: tuple[str, ...]) -> dict[str, int]:
    """How many prefer each of the two to the other."""
    one, other = (profile.candidates.index(name) for name in meet)
    above = profile.pairwise()
    return {meet[0]: above[one][other], meet[1]: above[other][one]}
