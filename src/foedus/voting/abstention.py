"""A rule read with three votes: how often turning one member from no to yes turns the result, when all others vote yes, abstain or no alike often.

The shares of those voting or present make no simple game over members, but of three votes each Count is still a straight sum: of those voting,
(1 - q) yes - q no. Everybody is present; every one of the three votes is as likely as any other. This is our definition, and is labelled so.

Does not know: settlements, parties. Needs: the standard library.
Sources: Felsenthal and Machover 1997 on ternary voting games; design page VOTING, section 1.

>>> from foedus.model.rule import Body, Member, majority
>>> found = with_abstention(majority(Body("House", (Member("house", count=2),))))
>>> str(found.carries), [str(row.chance) for row in found.rows]
('1/3', ['2/3'])
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, pairwise
from math import prod

from foedus.errors import LimitReached, ModelError
from foedus.model.rule import AllBut, AtLeast, Base, Body, Count, Gate, Member, MoreThan, Rule, bodies, counts

READING = "every member is present and votes yes, abstains or votes no, each as likely as the others (our definition, of three votes)"

WORK, VECTORS = 3_000_000, 1 << 16
"""How many steps of addition, and how many combinations of bodies, are gone through before giving up."""

NO, ABSTAIN, YES = 0, 1, 2
Sums = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ThreeLevel:
    """Members who are alike: their body, names, number, and the chance that one of them turns the result by yes instead of no."""

    body: str
    names: tuple[str, ...]
    count: int
    chance: Fraction

    @property
    def name(self) -> str:
        """A name for them: the body's where it is all of it, the member's, or the first and how many more."""
        if self.names == (self.body,):
            return self.body
        return f"{self.names[0]} in {self.body}" if len(self.names) == 1 else f"{self.names[0]} and {len(self.names) - 1} alike in {self.body}"


@dataclass(frozen=True, slots=True)
class AbstentionPower:
    """The chances of all members, and that the rule carries at all."""

    rows: tuple[ThreeLevel, ...]
    carries: Fraction
    reading: str = READING


@dataclass(frozen=True, slots=True)
class _Sum:
    """A straight sum over the votes of a body that must reach `need`: what a no, an abstention, a yes of each member adds."""

    need: int
    adds: dict[str, tuple[int, int, int]]


def with_abstention(rule: Rule) -> AbstentionPower:
    """The three-level reading of a rule, exactly. Raises LimitReached where sums or bodies are too many; ModelError for numbers drawn by lot."""
    tables = {body.name: _Tallies(body, [count for count in dict.fromkeys(counts(rule)) if count.of.name == body.name]) for body in bodies(rule)}
    if prod(len(table.whole) for table in tables.values()) > VECTORS:
        raise LimitReached(f"{len(tables)} bodies that vote apart make too many cases of three votes", mend="sample, or ask for yes and no only")
    rows = [row for name, table in tables.items() for row in _rows(rule, name, tables, table)]
    first = next(iter(tables))
    everybody = 3 ** sum(member.count for body in bodies(rule) for member in body.members)
    carried = _Carried(rule, tables, first)
    won = sum(number * carried(vector) for vector, number in tables[first].whole.items())
    return AbstentionPower(tuple(rows), Fraction(won, everybody))


def _rows(rule: Rule, name: str, tables: dict[str, _Tallies], table: _Tallies) -> Iterator[ThreeLevel]:
    carried = _Carried(rule, tables, name)
    others = 3 ** (sum(one.size for one in tables.values()) - 1)
    for members in table.alike.values():
        turned = sum(number * (carried(yes) - carried(no)) for no, yes, number in table.without(members[0]))
        names = (name,) if len(table.alike) == 1 else tuple(member.name for member in members)
        yield ThreeLevel(name, names, sum(member.count for member in members), Fraction(turned, others))


class _Carried:
    """In how many votes of the other bodies the rule carries, given which Counts of one body do."""

    def __init__(self, rule: Rule, tables: dict[str, _Tallies], name: str) -> None:
        self.rule, self.mine = rule, tables[name].counts
        self.cases: list[tuple[dict[Count, bool], int]] = [({}, 1)]
        for other, table in tables.items():
            if other != name:
                self.cases = [
                    (reached | dict(zip(table.counts, vector, strict=True)), number * more)
                    for reached, number in self.cases
                    for vector, more in table.whole.items()
                ]
        self.known: dict[tuple[bool, ...], int] = {}

    def __call__(self, vector: tuple[bool, ...]) -> int:
        if vector not in self.known:
            mine = dict(zip(self.mine, vector, strict=True))
            self.known[vector] = sum(number for reached, number in self.cases if _holds(self.rule, reached | mine))
        return self.known[vector]


def _holds(rule: Rule, reached: dict[Count, bool]) -> bool:
    if isinstance(rule, Gate):
        return sum((weight for weight, part in rule.parts if _holds(part, reached)), Fraction(0)) >= rule.at_least
    return reached[rule]


class _Tallies:
    """One body: how many of its votes make which of its Counts carry."""

    def __init__(self, body: Body, counted: list[Count]) -> None:
        if body.equal_by_lot:
            raise ModelError(f"{body.name} votes in equal numbers by lot", mend="simulate the lot")
        self.body, self.counts = body, counted
        self.size = sum(member.count for member in body.members)
        self.sums = [list(_sums(count)) for count in counted]
        flat = [one for sums in self.sums for one in sums]
        self.flat = flat
        self.alike: dict[tuple[tuple[int, int, int], ...], list[Member]] = {}
        for member in body.members:
            if member.count:
                self.alike.setdefault(tuple(one.adds.get(member.name, (0, 0, 0)) for one in flat), []).append(member)
        self.whole = self._vectors(self._spread({}))

    def _spread(self, without: dict[str, int]) -> dict[Sums, int]:
        """How many votes lead to each tuple of sums, some members left out. No sum falls, so one that is reached is cut to its need."""
        states: dict[Sums, int] = {(0,) * len(self.flat): 1}
        most = tuple(max(one.need, 0) for one in self.flat)
        work = 0
        for adds, members in self.alike.items():
            steps = [tuple(one[vote] for one in adds) for vote in (NO, ABSTAIN, YES)]
            for _ in range(sum(member.count - without.get(member.name, 0) for member in members)):
                after: dict[Sums, int] = {}
                for sums, number in states.items():
                    for step in steps:
                        key = tuple(map(min, map(int.__add__, sums, step), most))
                        after[key] = after.get(key, 0) + number
                states = after
                work += 3 * len(states)
                if work > WORK:
                    raise LimitReached(f"{self.body.name} has too many different sums of three votes", mend="sample, or ask for yes and no only")
        return states

    def _vector(self, sums: Sums) -> tuple[bool, ...]:
        reached = [total >= one.need for total, one in zip(sums, self.flat, strict=True)]
        ends = list(accumulate(map(len, self.sums), initial=0))
        return tuple(all(reached[first:last]) for first, last in pairwise(ends))

    def _vectors(self, states: dict[Sums, int]) -> dict[tuple[bool, ...], int]:
        found: dict[tuple[bool, ...], int] = {}
        for sums, number in states.items():
            vector = self._vector(sums)
            found[vector] = found.get(vector, 0) + number
        return found

    def without(self, member: Member) -> Iterator[tuple[tuple[bool, ...], tuple[bool, ...], int]]:
        """What the Counts are when one member says no, and when it says yes, with the number of votes of the others."""
        adds = [one.adds.get(member.name, (0, 0, 0)) for one in self.flat]
        for sums, number in self._spread({member.name: 1}).items():
            no = tuple(total + one[NO] for total, one in zip(sums, adds, strict=True))
            yes = tuple(total + one[YES] for total, one in zip(sums, adds, strict=True))
            yield self._vector(no), self._vector(yes), number


def _sums(count: Count) -> Iterator[_Sum]:
    """What a Count asks for as straight sums; everybody is present, so that all bases but one are all who may vote."""
    voting = count.base is Base.VOTING
    members = [member for member in count.voters if member.count]
    total = sum(member.weight(count.weight) * member.count for member in members)
    match count.threshold:
        case MoreThan(share):
            a, b, more = share.numerator, share.denominator, 1
        case AtLeast(share, None):
            a, b, more = share.numerator, share.denominator, 0
        case AtLeast(_, votes):
            a, b, more = 0, 1, votes or 1
        case AllBut(votes):
            a, b, more = 1, 1, -votes
    each = {member.name: member.weight(count.weight) for member in members}
    yield _Sum(a * total + more, {name: (0, a * w if voting else 0, b * w) for name, w in each.items()})
    if more <= 0:
        yield _Sum(1, {name: (0, 0, w) for name, w in each.items()})
    for quorum in count.quorums:
        part = [member for member in count.of.part(quorum.group) if member.count]
        heads = sum(member.count for member in part)
        need = quorum.votes if quorum.votes is not None else -(-heads * quorum.share.numerator // quorum.share.denominator)
        yield _Sum(need, {member.name: (1, 0 if quorum.base is Base.VOTING else 1, 1) for member in part})
