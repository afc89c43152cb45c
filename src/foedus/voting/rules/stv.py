"""The single transferable vote as Scotland counts it: weighted inclusive Gregory, values cut to five decimals.

Votes are kept in hundred-thousandths, so that a value cut to five decimals is a whole number. The quota is the votes
divided by one more than the seats, cut to a whole number, plus one. The largest surplus is transferred first, on all
ballots that its candidate holds; with no surplus left, the lowest is excluded and its ballots move at the value they
have. Ties look back at the last stage at which the candidates differed, then at the lot.

Source: The Scottish Local Government Elections Order 2007 (SSI 2007/42), schedule 1, rules 45 to 52.

>>> from foedus.voting.ballot import Profile
>>> found = single_transferable_vote(Profile.of({("ash", "elm"): 6, ("box",): 3, ("elm",): 2}), 2)
>>> found.winners, str(found.stages[1].tallies["elm"])
(('ash', 'elm'), '199999/50000')
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from foedus.errors import ModelError
from foedus.voting.ballot import Profile, Ranking
from foedus.voting.rules.outcome import Outcome, Stage, Tie, by_lot, check

RULE = "single transferable vote"
ONE = 100_000
"""One vote."""


def single_transferable_vote(profile: Profile, seats: int, *, lot: Sequence[str] = ()) -> Outcome:
    """Elect to several seats. lot: an order drawn beforehand; of those who tie, the first drawn is preferred.

    Raises ModelError unless there is at least one seat, and no more seats than candidates.
    """
    check(profile.first_choices())
    if not 1 <= seats <= len(profile.candidates):
        raise ModelError(
            f"{seats} seats cannot be filled from {len(profile.candidates)} candidates",
            mend="take one seat or more, and as many candidates",
        )
    return _Count(profile, seats, lot).run()


class _Level(Exception):
    """A tie that neither earlier stages nor the lot break."""

    def __init__(self, level: tuple[str, ...], words: str) -> None:
        super().__init__(words)
        self.level, self.words = level, words


class _Count:
    """The state of a count: piles of ballots with their value, who is elected and who is left."""

    def __init__(self, profile: Profile, seats: int, lot: Sequence[str]) -> None:
        self.names, self.seats, self.lot = profile.candidates, seats, lot
        self.quota = (profile.voters // (seats + 1) + 1) * ONE
        self.piles: list[list[tuple[Ranking, int, int, int]]] = [[] for _ in self.names]
        self.votes = [0] * len(self.names)
        self.left = set(range(len(self.names)))
        self.elected: list[int] = []
        self.surplus: set[int] = set()
        self.lost = 0
        self.stages: list[Stage] = []
        self.history: list[list[int]] = []
        for ranking, number in profile.ballots.items():
            self.piles[ranking[0]].append((ranking, 0, number, ONE))
            self.votes[ranking[0]] += number * ONE

    def run(self) -> Outcome:
        out: tuple[str, ...] = ()
        words = f"first choices; the quota is {self.quota // ONE}"
        try:
            while True:
                self.close(words, out)
                if len(self.elected) >= self.seats:
                    break
                words, out = self.act()
        except _Level as tie:
            places = max(1, self.seats - len(self.elected))
            found = tuple(self.names[place] for place in self.elected)
            return Outcome(RULE, found, tuple(self.stages), Tie(tie.level, places, tie.words))
        return Outcome(RULE, tuple(self.names[place] for place in self.elected), tuple(self.stages))

    def close(self, words: str, out: tuple[str, ...]) -> None:
        """End a stage: elect who has the quota, or who is left when no more can be excluded, and write it down."""
        reached = sorted((p for p in self.left if self.votes[p] >= self.quota), key=lambda p: -self.votes[p])
        self.surplus |= {place for place in reached if self.votes[place] > self.quota}
        self.elect(reached)
        open_seats = self.seats - len(self.elected)
        if open_seats and len(self.left) <= open_seats:
            rest = sorted(self.left, key=lambda p: -self.votes[p])
        else:
            rest = self.ahead_of_all() if open_seats == 1 else []
        self.elect(rest)
        self.history.append(list(self.votes))
        new = tuple(self.names[place] for place in (*reached, *rest))
        tallies: dict[str, int | Fraction] = {
            name: votes_of(self.votes[place]) for place, name in enumerate(self.names)
        }
        self.stages.append(Stage(words, tallies, new, out, votes_of(self.lost)))

    def ahead_of_all(self) -> list[int]:
        """For one last seat: who has as many as all others left together, with the surpluses still to come."""
        pending = sum(self.votes[place] - self.quota for place in self.surplus)
        for place in self.left:
            others = sum(self.votes[other] for other in self.left if other != place)
            if len(self.left) > 1 and self.votes[place] > others + pending:
                return [place]
        return []

    def elect(self, places: Sequence[int]) -> None:
        self.elected += [place for place in places if place in self.left]
        self.left -= set(places)

    def act(self) -> tuple[str, tuple[str, ...]]:
        """Transfer the largest surplus, or exclude the lowest."""
        if self.surplus:
            place = self.choose(self.surplus, highest=True)
            self.surplus.discard(place)
            over, whole = self.votes[place] - self.quota, self.votes[place]
            moved = [(ranking, at, number, value * over // whole) for ranking, at, number, value in self.piles[place]]
            self.piles[place], self.votes[place] = [], self.quota
            self.transfer(moved, over)
            return f"the surplus of {self.names[place]}", ()
        place = self.choose(self.left, highest=False)
        self.left.discard(place)
        moved, over = self.piles[place], self.votes[place]
        self.piles[place], self.votes[place] = [], 0
        self.transfer(moved, over)
        return f"without {self.names[place]}", (self.names[place],)

    def transfer(self, ballots: list[tuple[Ranking, int, int, int]], over: int) -> None:
        for ranking, at, number, value in ballots:
            for place in range(at + 1, len(ranking)):
                to = ranking[place]
                if to in self.left:
                    self.piles[to].append((ranking, place, number, value))
                    self.votes[to] += number * value
                    over -= number * value
                    break
        self.lost += over

    def choose(self, places: set[int], *, highest: bool) -> int:
        """The highest or the lowest; of those who are level, by the last stage at which they differed, then by lot."""
        level = set(places)
        for votes in (self.votes, *reversed(self.history)):
            best = (max if highest else min)(votes[place] for place in level)
            level = {place for place in level if votes[place] == best}
        if len(level) == 1:
            return level.pop()
        names = [self.names[place] for place in sorted(level)]
        kept = list(names)
        if highest and (first := by_lot(names, self.lot)):
            return self.names.index(first)
        while not highest and len(kept) > 1 and (first := by_lot(kept, self.lot)) is not None:
            kept.remove(first)
        if len(kept) > 1:
            raise _Level(tuple(names), "level at every stage")
        return self.names.index(kept[0])


def votes_of(parts: int) -> int | Fraction:
    """Hundred-thousandths as votes: a whole number where they are one."""
    return parts // ONE if parts % ONE == 0 else Fraction(parts, ONE)
