"""The smallest change of votes that changes a result: the fewest members who must vote otherwise, however all vote now.

Each Count is a straight sum over votes (of those voting, (1 - q) yes - q no), so what a changed vote adds to it is one whole number, and the
question is a simple game again: its players are the members who do not vote that way yet, its cheapest coalition is the answer.

Does not know: settlements, parties. Needs: the standard library. Source: design page VOTING, section 1.

>>> from foedus.model.rule import Body, Member, majority
>>> house = Body("House", (Member("house", count=9),))
>>> smallest_change(majority(house), {("House", "house"): Ballot(yes=3, no=4, absent=2)})
Change(members=1, to='yes', of=(('house in House who voted no', 1),), least=True)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from math import lcm

from foedus.errors import LimitReached
from foedus.model.rule import (
    AllBut,
    AtLeast,
    Ballot,
    Ballots,
    Base,
    Body,
    Count,
    Gate,
    Member,
    MoreThan,
    Quorum,
    Rule,
    bodies,
    carries,
    counts,
)
from foedus.voting.coalition import cheapest
from foedus.voting.diagram import NODES
from foedus.voting.formula import FALSE, TRUE, Formula, Leaf, weighing
from foedus.voting.game import Game, Kind, Tallied

VOTES = ("yes", "no", "abstain", "absent")
_IN_BASE = {
    Base.VOTING: (1, 1, 0, 0, 0),
    Base.PRESENT: (1, 1, 1, 0, 0),
    Base.FILLED: (1, 1, 1, 1, 0),
    Base.ENTITLED: (1, 1, 1, 1, 1),
}
"""Who is in a base: yes, no, abstain, absent, vacant."""


@dataclass(frozen=True, slots=True)
class Change:
    """So many members must change their vote to yes (or to no) for the result to change; one smallest set of them, by how they voted.

    Nobody (0) where no change of votes could: `to` is then empty. least: False where a smaller set might do, by leaving a quorum missing.
    """

    members: int
    to: str = ""
    of: tuple[tuple[str, int], ...] = ()
    least: bool = True


ORDER = {"yes": ("no", "abstain", "absent"), "no": ("yes", "absent", "abstain")}
"""Whose change does most: a no turned to yes adds at least as much to every Count as an abstention, and that as much as an absence."""

TABLE = 200_000
"""How many members a group may have whose votes are weighed together with those of others."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Members of one body who count alike everywhere, in the order in which they are best changed: (entry, how they vote, how many)."""

    body: str
    weights: tuple[int | None, ...]
    steps: tuple[tuple[str, str, int], ...]

    @property
    def number(self) -> int:
        return sum(number for _, _, number in self.steps)

    def changed(self, level: int) -> Iterator[tuple[str, str, str, int]]:
        """The first so many: (body, entry, how they voted, how many)."""
        for name, vote, number in self.steps:
            if level > 0:
                yield self.body, name, vote, min(level, number)
            level -= number


_DID = {"yes": "voted yes", "no": "voted no", "abstain": "abstained", "absent": "did not vote"}


def smallest_change(rule: Rule, ballots: Ballots, *, limit: int = NODES) -> Change:
    """The fewest members whose change of vote changes the result. Raises LimitReached beyond `limit` nodes.

    A Count that fails for want of a quorum goes on failing, unless the very members who would change their vote bring the quorum about; then
    the count of its votes must fail too, and the answer may not be the least.
    """
    now = carries(rule, ballots)
    to = "no" if now else "yes"
    found, after = _attempt(_Search(rule, ballots, to), rule, limit)
    if not now or not found.members or not carries(rule, after):
        return found
    surer, _ = _attempt(_Search(rule, ballots, to, quorums_last=False), rule, limit)
    return replace(surer, least=False)


def _attempt(search: _Search, rule: Rule, limit: int) -> tuple[Change, Ballots]:
    """The smallest change by one reading of missing quorums, and the ballots after it."""
    formula = search.formula(rule)
    if isinstance(formula, bool):
        return Change(0), search.ballots
    kinds = tuple(Kind(f"{group.body} {n}", group.number, group.body, (Member(f"{n}", group.number),)) for n, group in enumerate(search.groups))
    found = cheapest(Game(kinds, tuple(search.atoms), formula), limit=limit)
    changed = [one for group, level in zip(search.groups, found.levels, strict=True) for one in group.changed(level)]
    after = dict(search.ballots)
    for body, name, vote, number in changed:
        member = next(member for one in bodies(rule) if one.name == body for member in one.members if member.name == name)
        cast = after.get((body, name), Ballot(absent=member.count))
        numbers = {vote: getattr(cast, vote) - number, search.to: getattr(cast, search.to) + number}
        after[body, name] = replace(cast, **numbers)
    said = tuple((f"{f'{name} in {body}' if name != body else name} who {_DID[vote]}", number) for body, name, vote, number in changed)
    return Change(found.members, search.to, said), after


class _Search:
    """The question as a game: groups of members who may change their vote, and what each Count still lacks."""

    def __init__(self, rule: Rule, ballots: Ballots, to: str, *, quorums_last: bool = True) -> None:
        self.to, self.ballots, self.quorums_last = to, ballots, quorums_last
        self.counts = list(dict.fromkeys(counts(rule)))
        self.atoms: list[Tallied] = []
        self.groups = [group for body in bodies(rule) for group in self._groups(body)]

    def cast(self, body: str, member: Member) -> Ballot:
        return self.ballots.get((body, member.name), Ballot(absent=member.count))

    def _groups(self, body: Body) -> Iterator[_Group]:
        mine = [count for count in self.counts if count.of.name == body.name]
        quorums = {count.quorums for count in mine} if self.to == "yes" else {()}
        alike: dict[tuple[int | None, ...], list[Member]] = {}
        for member in body.members:
            reads = tuple(member.weight(count.weight) if member in count.voters else None for count in mine)
            parts = tuple(
                int(member in body.part(quorum.group)) for count in mine if self.to == "yes" for quorum in count.quorums if quorum.group
            )
            alike.setdefault((*reads, *parts), []).append(member)
        for weights, members in alike.items():
            steps = [
                (member.name, vote, number)
                for vote in ORDER[self.to]
                for member in members
                if (number := getattr(self.cast(body.name, member), vote))
            ]
            if len(quorums) == 1 and len(alike) == 1:
                steps = self._present_first(mine[0], steps)
                yield _Group(body.name, weights, tuple(steps))
            elif quorums == {()}:
                yield _Group(body.name, weights, tuple(steps))
            else:
                yield from (_Group(body.name, weights, (step,)) for step in steps)

    def _present_first(self, count: Count, steps: list[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
        """Those whom a quorum still lacks come first; the rest in the usual order."""
        lack = max((self._lacking(count, quorum) for quorum in count.quorums), default=0) if self.to == "yes" else 0
        joins = ("absent", "abstain") if any(quorum.base is Base.VOTING for quorum in count.quorums) else ("absent",)
        first: list[tuple[str, str, int]] = []
        rest: list[tuple[str, str, int]] = []
        for name, vote, number in steps:
            taken = min(number, max(0, lack)) if vote in joins else 0
            lack -= taken
            first += [(name, vote, taken)] if taken else []
            rest += [(name, vote, number - taken)] if number > taken else []
        return first + rest

    def _lacking(self, count: Count, quorum: Quorum) -> int:
        part = count.of.part(quorum.group)
        cast = [self.cast(count.of.name, member) for member in part]
        here = sum(one.yes + one.no + (0 if quorum.base is Base.VOTING else one.abstain) for one in cast)
        entitled = sum(member.count for member in part)
        need = quorum.votes if quorum.votes is not None else -(-entitled * quorum.share.numerator // quorum.share.denominator)
        return need - here

    # ---- the formula

    def formula(self, rule: Rule) -> Formula:
        """What must come about: of a rule that fails, that it carries; of one that carries, that it fails (the mirrored formula)."""
        if isinstance(rule, Gate):
            scale = lcm(rule.at_least.denominator, *(weight.denominator for weight, _ in rule.parts))
            parts = [(int(weight * scale), self.formula(part)) for weight, part in rule.parts]
            need = int(rule.at_least * scale)
            return weighing(need if self.to == "yes" else sum(weight for weight, _ in parts) - need + 1, parts)
        leaves = [(1, self._main(rule)), (1, self._somebody(rule))]
        if self.to == "no":
            missing = self.quorums_last and any(self._lacking(rule, quorum) > 0 for quorum in rule.quorums)
            return TRUE if missing else weighing(1, leaves)
        leaves += [(1, self._quorum(rule, quorum)) for quorum in rule.quorums]
        return weighing(len(leaves), leaves)

    def _main(self, count: Count) -> Formula:
        """The sum that must reach nought (or fall below it): what it lacks, and what each changed vote adds (or takes)."""
        coefficients, total = _straight(count)
        for member in count.voters:
            cast = self.cast(count.of.name, member)
            numbers = (cast.yes, cast.no, cast.abstain, cast.absent, cast.vacant)
            total += member.weight(count.weight) * sum(c * n for c, n in zip(coefficients, numbers, strict=True))
        toward = coefficients[VOTES.index(self.to)]
        adds = {vote: abs(toward - coefficients[VOTES.index(vote)]) for vote in ORDER[self.to]}
        return self._leaf(count, -total if self.to == "yes" else total + 1, adds)

    def _somebody(self, count: Count) -> Formula:
        """Somebody says yes; or nobody does any more."""
        said = sum(member.weight(count.weight) * self.cast(count.of.name, member).yes for member in count.voters)
        if self.to == "yes":
            return self._leaf(count, 1 - said, dict.fromkeys(ORDER["yes"], 1))
        return self._leaf(count, said, {"yes": 1})

    def _quorum(self, count: Count, quorum: Quorum) -> Formula:
        joins = {"absent": 1} | ({"abstain": 1} if quorum.base is Base.VOTING else {})
        part = {member.name for member in count.of.part(quorum.group)}
        return self._leaf(count, self._lacking(count, quorum), joins, only=part)

    def _leaf(self, count: Count, short: int, adds: dict[str, int], only: set[str] | None = None) -> Formula:
        """One threshold over the groups; of a single group, it is a number of its members."""
        if short <= 0:
            return TRUE
        weight = {
            member.name: (1 if only is not None else member.weight(count.weight))
            for member in (count.voters if only is None else count.of.members)
            if only is None or member.name in only
        }
        runs = [
            [(adds.get(vote, 0) * weight.get(name, 0), number) for name, vote, number in group.steps] if group.body == count.of.name else []
            for group in self.groups
        ]
        most = [sum(gain * number for gain, number in run) for run in runs]
        if sum(most) < short:
            return FALSE
        if sum(map(bool, most)) == 1:
            place = next(n for n, number in enumerate(most) if number)
            gains: list[int | tuple[int, ...]] = [int(n == place) for n in range(len(runs))]
            self.atoms.append(Tallied(_first_level(runs[place], short), tuple(gains), count.of.name))
        else:
            self.atoms.append(Tallied(short, tuple(map(_table, runs)), count.of.name))
        return Leaf(len(self.atoms) - 1)


def _first_level(run: list[tuple[int, int]], short: int) -> int:
    """How many of a run must be changed until they add so much."""
    level = 0
    for gain, number in run:
        if gain * number >= short:
            return level + -(-short // gain)
        level, short = level + number, short - gain * number
    return level


def _table(run: list[tuple[int, int]]) -> int | tuple[int, ...]:
    """What 0, 1, 2 … changed votes of a run add: one gain where all are alike."""
    gains = {gain for gain, _ in run}
    if len(gains) <= 1:
        return gains.pop() if gains else 0
    if sum(number for _, number in run) > TABLE:
        raise LimitReached(f"more than {TABLE} members are weighed together with others", mend="count them in a body of their own")
    return tuple(accumulate((gain for gain, number in run for _ in range(number)), initial=0))


def _straight(count: Count) -> tuple[tuple[int, ...], int]:
    """A Count as a sum of whole numbers over votes that carries from nought up: its coefficients, its constant."""
    inside = _IN_BASE[count.base]
    yes = (1, 0, 0, 0, 0)
    match count.threshold:
        case MoreThan(share):
            a, b = share.numerator, share.denominator
            return tuple(b * y - a * i for y, i in zip(yes, inside, strict=True)), -1
        case AtLeast(_, int(votes)):
            return yes, -votes
        case AtLeast(share, _):
            a, b = share.numerator, share.denominator
            return tuple(b * y - a * i for y, i in zip(yes, inside, strict=True)), 0
        case AllBut(votes):
            return tuple(y - i for y, i in zip(yes, inside, strict=True)), votes
