"""Instant runoff: the last is excluded and each ballot moves to its next choice, until somebody has more than half.

Half is counted of the ballots that still rank somebody. Ballots of the excluded alone are looked at again at each
stage.

>>> from foedus.voting.ballot import Profile
>>> found = instant_runoff(Profile.of({("ash",): 4, ("box", "elm"): 3, ("elm", "box"): 2}))
>>> found.winner, found.stages[-1].tallies
('box', {'ash': 4, 'box': 5})
"""

from __future__ import annotations

from collections.abc import Sequence

from foedus.voting.ballot import Profile, Ranking
from foedus.voting.rules.outcome import Outcome, Stage, Tie, by_lot, check

RULE = "instant runoff"


def instant_runoff(profile: Profile, *, lot: Sequence[str] = (), to_the_last_two: bool = False) -> Outcome:
    """Elect by instant runoff.

    lot: an order drawn beforehand, which keeps the first drawn of those who tie for exclusion. Without it, those
    without a vote are excluded together, as are those who tie and even together have less than the next; any other tie
    is the result. to_the_last_two: count on when somebody has more than half already.
    """
    check(profile.first_choices())
    count = _Count(profile)
    stages: list[Stage] = []
    words = "first choices"
    while True:
        tallies = count.tallies()
        best, whole = max(tallies.values()), sum(tallies.values())
        done = 2 * best > whole and (len(tallies) <= 2 or not to_the_last_two)
        if done or len(tallies) == 1 or not whole:
            winners = tuple(name for name, number in tallies.items() if number == best) if whole else ()
            stages.append(Stage(words, dict(tallies), winners, exhausted=count.exhausted))
            return Outcome(RULE, winners, tuple(stages))
        out, level = _last(tallies, lot)
        stages.append(Stage(words, dict(tallies), excluded=out, exhausted=count.exhausted))
        if not out:
            places = 1 if len(level) == len(tallies) else len(level) - 1
            return Outcome(
                RULE, (), tuple(stages), Tie(level, places, f"{len(level)} have {tallies[level[0]]} votes each")
            )
        count.exclude(out)
        words = f"without {', '.join(out)}"


def _last(tallies: dict[str, int], lot: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Whom to exclude, and who tie for it."""
    least = min(tallies.values())
    level = tuple(name for name, number in tallies.items() if number == least)
    above = [number for number in tallies.values() if number > least]
    if len(level) == 1 or (above and (least == 0 or least * len(level) < min(above))):
        return level, level
    kept = list(level)
    while len(kept) > 1 and (first := by_lot(kept, lot)) is not None:
        kept.remove(first)
    return (tuple(kept) if len(kept) == 1 else ()), level


class _Count:
    """Ballots by the candidate who has them now, each with the place of its ranking that it stands at."""

    def __init__(self, profile: Profile) -> None:
        self.names = profile.candidates
        self.exhausted = 0
        self.piles: dict[int, list[tuple[Ranking, int, int]]] = {place: [] for place in range(len(self.names))}
        self.votes = dict.fromkeys(self.piles, 0)
        for ranking, number in profile.ballots.items():
            self.piles[ranking[0]].append((ranking, 0, number))
            self.votes[ranking[0]] += number

    def tallies(self) -> dict[str, int]:
        return {self.names[place]: number for place, number in self.votes.items()}

    def exclude(self, out: Sequence[str]) -> None:
        piles = [self.piles.pop(self.names.index(name)) for name in out]
        for name in out:
            del self.votes[self.names.index(name)]
        for ranking, at, number in (ballot for pile in piles for ballot in pile):
            for place in range(at + 1, len(ranking)):
                if ranking[place] in self.piles:
                    self.piles[ranking[place]].append((ranking, place, number))
                    self.votes[ranking[place]] += number
                    break
            else:
                self.exhausted += number
