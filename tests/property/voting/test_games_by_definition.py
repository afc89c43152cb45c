"""Composite games agree with the definition, coalition by coalition, in every fraction.

Twelve batches of random rules of up to 14 members: bodies, shared ballots, weights, gates, members who come in several.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import factorial
from random import Random

import numpy as np
import numpy.typing as npt
import pytest

from foedus.model.rule import AtLeast, Base, Body, Count, Gate, Member, MoreThan, Rule, bodies, needed
from foedus.voting.coalition import cheapest, flip, minimal
from foedus.voting.diagram import diagram
from foedus.voting.further import deegan_packel, holler, johnston
from foedus.voting.game import Game, game
from foedus.voting.indices import Power, power
from foedus.voting.packed import by_size

Sets = npt.NDArray[np.bool_]
BATCHES, GAMES, ENOUGH = 12, 500, 420


@dataclass
class ByDefinition:
    """All coalitions of the single members of a rule; a coalition is a row number whose bits are its members."""

    rule: Rule

    def __post_init__(self) -> None:
        self.members = [(b.name, m, i) for b in bodies(self.rule) for m in b.members for i in range(m.count)]
        self.n = len(self.members)
        every = np.arange(1 << self.n)
        self.bits = [(every >> place & 1).astype(bool) for place in range(self.n)]
        self.size = sum((bit.astype(np.int64) for bit in self.bits), np.zeros(1 << self.n, np.int64))
        self.wins = self.carried(self.rule)

    def carried(self, rule: Rule) -> Sets:
        if isinstance(rule, Gate):
            parts = [(Fraction(w), self.carried(p)) for w, p in rule.parts]
            scale = int(np.lcm.reduce([f.denominator for f in (rule.at_least, *(w for w, _ in parts))]))
            reached = sum((int(w * scale) * p.astype(np.int64) for w, p in parts), np.zeros(1 << self.n, np.int64))
            return np.asarray(reached >= int(rule.at_least * scale))
        names = {member.name for member in rule.voters}
        yes, base = np.zeros(1 << self.n, np.int64), 0
        for bit, (body, member, _) in zip(self.bits, self.members, strict=True):
            if body == rule.of.name and member.name in names:
                yes += member.weight(rule.weight) * bit
                base += member.weight(rule.weight)
        return np.asarray(yes >= needed(rule.threshold, base))

    @cached_property
    def turns(self) -> list[list[int]]:
        """For each member, the coalitions of k others that it turns, k = 0, 1, …"""
        found = []
        for place, bit in enumerate(self.bits):
            without = np.flatnonzero(~bit & ~self.wins)
            turned = without[self.wins[without | 1 << place]]
            found.append(np.bincount(self.size[turned], minlength=self.n).tolist())
        return found

    @cached_property
    def winning(self) -> list[int]:
        return np.bincount(self.size[self.wins], minlength=self.n + 1).tolist()  # type: ignore[no-any-return]

    def shapley(self, place: int) -> Fraction:
        n = self.n
        orders = (number * factorial(k) * factorial(n - 1 - k) for k, number in enumerate(self.turns[place]))
        return Fraction(sum(orders), factorial(n))

    @cached_property
    def critical(self) -> npt.NDArray[np.int64]:
        """For each winning coalition, how many of its members it cannot spare."""
        number = np.zeros(1 << self.n, np.int64)
        every = np.arange(1 << self.n)
        for place, bit in enumerate(self.bits):
            number += bit & self.wins & ~self.wins[every & ~(1 << place)]
        return number

    def minimal(self) -> Sets:
        """The minimal winning coalitions."""
        return np.asarray(self.wins & (self.critical == self.size))

    def blocking(self) -> Sets:
        """The coalitions without which the rest loses."""
        return np.asarray(~self.wins[::-1])


def random_rule(random: Random, members: int) -> Rule:
    """A rule of bodies, shared ballots, weights, Gates in fractions, and members who come in several."""
    chambers: list[Body] = []
    left = random.randint(1, members)
    while left:
        size = min(left, random.choice([1, 1, 2, 3, 4, 5]))
        left -= size
        entries: list[Member] = []
        seats = size
        while seats:
            count = random.randint(1, seats)
            seats -= count
            weights = (("w", random.choice([0, 1, 1, 2, 3, 7, 12])), ("v", random.randint(1, 5)))
            entries.append(Member(f"m{len(entries)}", count, (("half", random.choice("ab")),), weights))
        chambers.append(Body(f"B{len(chambers)}", tuple(entries)))
    return _random_part(random, chambers, 3)


def _random_part(random: Random, chambers: list[Body], depth: int) -> Rule:
    if depth == 0 or random.random() < 0.35:
        return _random_count(random, random.choice(chambers))
    parts = [
        (Fraction(random.randint(1, 4), random.choice([1, 1, 2, 3])), _random_part(random, chambers, depth - 1))
        for _ in range(random.randint(1, 4))
    ]
    total = sum((weight for weight, _ in parts), Fraction(0))
    enough = random.choice([total, total / 2, total * Fraction(2, 3), min(weight for weight, _ in parts)])
    return Gate(enough, tuple(parts))


def _random_count(random: Random, body: Body) -> Rule:
    heavy = any(member.weight("w") for member in body.members)
    weight = random.choice(["one", "v", "w" if heavy else "one"])
    thresholds: list[MoreThan | AtLeast] = [
        MoreThan(Fraction(1, 2)),
        AtLeast(Fraction(2, 3)),
        AtLeast(votes=1),
        MoreThan(Fraction(1, 3)),
        AtLeast(Fraction(1)),
    ]
    threshold = random.choice(thresholds)
    halves = {member.group("half") for member in body.members if member.weight(weight)}
    only = ("half", random.choice(sorted(halves))) if random.random() < 0.2 else None
    return Count(body, threshold, random.choice(list(Base)), weight, only)


def places_of(played: Game, truth: ByDefinition) -> list[int]:
    """For each kind of the game, the place of one of its members among the single members."""
    return [
        next(
            i
            for i, (body, member, _) in enumerate(truth.members)
            if body == k.body and member.name == k.entries[0].name
        )
        for k in played.kinds
    ]


def check_power(found: Power, truth: ByDefinition, places: list[int]) -> None:
    turns = [sum(each) for each in truth.turns]
    won, every = sum(truth.winning), 1 << truth.n
    assert list(found.winning) == truth.winning
    assert found.act == Fraction(won, every)
    for row, place in zip(found.rows, places, strict=True):
        swings = turns[place]
        assert row.shapley_shubik == truth.shapley(place)
        assert row.penrose_banzhaf_absolute == Fraction(2 * swings, every)
        assert row.penrose_banzhaf == Fraction(swings, sum(turns))
        assert (row.prevent, row.initiate) == (Fraction(swings, won), Fraction(swings, every - won))
        assert (row.is_dummy, row.is_vetoer) == (swings == 0, swings == won)
        assert row.is_dictator == bool(np.array_equal(truth.wins, truth.bits[place]))


def check_coalitions(played: Game, truth: ByDefinition) -> None:
    for side, winning in ((played, truth.wins), (played.dual(), truth.blocking())):
        found, few = minimal(side), _minimal(winning, truth)
        assert found.coalitions == len(few)
        assert found.number == len(list(found))
        assert sorted(p.size for p in found for _ in range(p.coalitions)) == sorted(truth.size[few].tolist())
        assert all(side.carries(p.levels) for p in found)
        assert cheapest(side).members == truth.size[winning].min()
        cost = np.zeros(1 << truth.n, np.int64)
        for bit, (_, member, _) in zip(truth.bits, truth.members, strict=True):
            cost += member.weight("v") * bit
        assert cheapest(side, "v").cost == cost[winning].min()
    stopping = truth.blocking()
    assert cheapest(played, blocking=True).members == truth.size[stopping].min()
    found = cheapest(played, "v", blocking=True)
    assert found.cost == cost[stopping].min()
    assert not played.carries(kind.count - level for kind, level in zip(played.kinds, found.levels, strict=True))


def _minimal(winning: Sets, truth: ByDefinition) -> npt.NDArray[np.intp]:
    every = np.arange(1 << truth.n)
    spare = np.zeros(1 << truth.n, bool)
    for place, bit in enumerate(truth.bits):
        spare |= bit & winning[every & ~(1 << place)]
    return np.flatnonzero(winning & ~spare)


def check_minor_indices(played: Game, truth: ByDefinition, places: list[int]) -> None:
    sets = np.flatnonzero(truth.minimal())
    packel = [sum((Fraction(1, int(truth.size[s])) for s in sets if s >> p & 1), Fraction(0)) for p in range(truth.n)]
    public = [sum(int(s) >> p & 1 for s in sets) for p in range(truth.n)]
    every = np.arange(1 << truth.n)
    john = []
    for place, bit in enumerate(truth.bits):
        mine = truth.critical[bit & truth.wins & ~truth.wins[every & ~(1 << place)]]
        john.append(sum((Fraction(int(c), s) for s, c in enumerate(np.bincount(mine)) if c), Fraction(0)))
    for kind, place in zip(played.kinds, places, strict=True):
        assert deegan_packel(played)[kind.name] == packel[place] / len(sets)
        assert holler(played)[kind.name] == Fraction(public[place], sum(public))
        assert johnston(played)[kind.name] == john[place] / sum(john)


def check_flip(played: Game, random: Random) -> None:
    yes = tuple(random.randint(0, kind.count) for kind in played.kinds)
    change = flip(played, yes)
    after = [now + more for now, more in zip(yes, change.changes, strict=True)]
    assert played.carries(after) != played.carries(yes)
    assert change.members == sum(map(abs, change.changes))
    if change.members > 1:
        for kind, more in enumerate(change.changes):
            if more:
                nearer = [n - (more > 0) + (more < 0) if k == kind else n for k, n in enumerate(after)]
                assert played.carries(nearer) == played.carries(yes)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_composite_games_agree_with_the_definition(batch: int) -> None:
    random, games = Random(f"foedus {batch}"), 0
    for number in range(GAMES):
        rule = random_rule(random, 14 if number % 25 == 0 else 9)
        truth = ByDefinition(rule)
        if truth.wins.all() or not truth.wins.any():
            continue
        games += 1
        played = game(rule)
        assert played.members == truth.n, f"game {number}"
        places = places_of(played, truth)
        check_power(power(played), truth, places)
        assert by_size(diagram(played)) == by_size(diagram(played.dual().dual()))
        if number % 3 == 0:
            check_coalitions(played, truth)
        if number % 10 == 0:
            check_minor_indices(played, truth, places)
        check_flip(played, random)
    assert games >= ENOUGH, "too few rules that some and not all coalitions carry"
