"""The Rule: how votes become a decision, in two nodes, written once and read by kernel, proofs, games and simulation.

A `Count` is one tally of a body against a threshold; a `Gate` is a weighted combination of rules. Both are monotone: no voter's change to
yes turns carried into lost. A `Quorum` is not, and therefore stands beside a Count and is no node. Everything counts in whole numbers.
Needs: the standard library. Source: design page VOTING, section 1.

>>> house = Body("House", (Member("house", count=5),))
>>> rule = majority(house)
>>> carries(rule, {("House", "house"): Ballot(yes=2, no=1, absent=2)})
True
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction

from foedus.errors import ModelError
from foedus.source import Citation


class Base(Enum):
    """Of whom a share is counted: all seats, seats held, those present (yes, no, abstain), those voting (yes, no)."""

    ENTITLED = "entitled"
    FILLED = "filled"
    PRESENT = "present"
    VOTING = "voting"


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a body, or `count` members who are alike. groups: (kind, name) pairs; weights: (name, whole number for each one) pairs."""

    name: str
    count: int = 1
    groups: tuple[tuple[str, str], ...] = ()
    weights: tuple[tuple[str, int], ...] = ()

    def weight(self, name: str) -> int:
        """The weight of each one; everybody weighs one by `one`."""
        return 1 if name == "one" else dict(self.weights)[name]

    def group(self, kind: str) -> str:
        """The group of that kind, or nothing."""
        return dict(self.groups).get(kind, "")


@dataclass(frozen=True, slots=True)
class Body:
    """Those who vote together. equal_by_lot: its parts (groups of that kind) are cut to the smallest by lot before they vote."""

    name: str
    members: tuple[Member, ...]
    equal_by_lot: str = ""

    def __post_init__(self) -> None:
        names = [member.name for member in self.members]
        if len(set(names)) != len(names):
            raise ModelError(f"{self.name} has a member twice", mend="give every member a name of its own")
        if any(member.count < 0 or any(weight < 0 for _, weight in member.weights) for member in self.members):
            raise ModelError(f"{self.name} has a negative number of members or a negative weight", mend="counts and weights are zero or more")


@dataclass(frozen=True, slots=True)
class MoreThan:
    """More than a share of the base."""

    share: Fraction


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A share of the base, or more; with `votes`, so many votes whatever the base."""

    share: Fraction = Fraction(0)
    votes: int | None = None


@dataclass(frozen=True, slots=True)
class AllBut:
    """All of the base but so many."""

    votes: int


Threshold = MoreThan | AtLeast | AllBut


@dataclass(frozen=True, slots=True)
class Quorum:
    """Participation without which no vote is valid: a share of those entitled, of the whole or of one group."""

    share: Fraction
    group: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """One tally: the ballots of a body (or of one of its groups: `only`), by a weight, against a threshold of a base.

    Several Counts may read the same ballots: they name the same body.
    """

    of: Body
    threshold: Threshold
    base: Base = Base.VOTING
    weight: str = "one"
    only: tuple[str, str] | None = None
    quorums: tuple[Quorum, ...] = ()
    cite: Citation = ""
    words: str = ""

    @property
    def voters(self) -> tuple[Member, ...]:
        """The members whose ballots this Count reads."""
        if self.only is None:
            return self.of.members
        kind, name = self.only
        return tuple(member for member in self.of.members if member.group(kind) == name or (kind == "member" and member.name == name))


@dataclass(frozen=True, slots=True)
class Gate:
    """A weighted threshold over rules: it carries when the parts that carry weigh at least so much together."""

    at_least: Fraction
    parts: tuple[tuple[Fraction, Rule], ...]
    cite: Citation = ""


Rule = Count | Gate


@dataclass(frozen=True, slots=True)
class Ballot:
    """How the members of one entry voted; the rest of `count` was absent. vacant: seats that nobody holds."""

    yes: int = 0
    no: int = 0
    abstain: int = 0
    absent: int = 0
    vacant: int = 0


Ballots = Mapping[tuple[str, str], Ballot]
"""The ballots by (body, member); who has no entry was absent."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What one Count came to: votes by its weight, the base they are measured against, how many were needed, and whether it carried."""

    count: Count
    yes: int
    no: int
    abstain: int
    absent: int
    base: int
    needed: int
    quorate: bool
    carried: bool


@dataclass(slots=True)
class Evaluation:
    """A rule and some ballots: whether it carried, and the tally at each Count in order."""

    carried: bool
    tallies: list[Tally] = field(default_factory=list)


def needed(threshold: Threshold, base: int) -> int:
    """The least number of yes votes that meets a threshold of a base; a share of no votes is not reached, so it is at least one.

    >>> needed(MoreThan(Fraction(1, 2)), 10), needed(AtLeast(Fraction(2, 3)), 10), needed(AllBut(3), 27)
    (6, 7, 24)
    """
    match threshold:
        case MoreThan(share):
            return max(1, share.numerator * base // share.denominator + 1)
        case AtLeast(share, votes):
            return max(1, votes if votes is not None else -(-share.numerator * base // share.denominator))
        case AllBut(votes):
            return max(1, base - votes)


def tally(count: Count, ballots: Ballots) -> Tally:
    """Count one Count exactly."""
    yes = no = abstain = absent = vacant = 0
    for member in count.voters:
        weight, cast = member.weight(count.weight), ballots.get((count.of.name, member.name), Ballot(absent=member.count))
        if cast.yes + cast.no + cast.abstain + cast.absent + cast.vacant != member.count:
            raise ModelError(
                f"the ballots of {member.name} in {count.of.name} do not add to its {member.count} members",
                mend="say how many voted yes, no, abstained, were absent, and how many seats are vacant",
            )
        yes, no = yes + weight * cast.yes, no + weight * cast.no
        abstain, absent, vacant = abstain + weight * cast.abstain, absent + weight * cast.absent, vacant + weight * cast.vacant
    present = yes + no + abstain
    base = {
        Base.VOTING: yes + no,
        Base.PRESENT: present,
        Base.FILLED: present + absent,
        Base.ENTITLED: present + absent + vacant,
    }[count.base]
    quorate = all(_is_quorate(count.of, quorum, ballots) for quorum in count.quorums)
    enough = needed(count.threshold, base)
    return Tally(count, yes, no, abstain, absent, base, enough, quorate, quorate and yes >= enough)


def _is_quorate(body: Body, quorum: Quorum, ballots: Ballots) -> bool:
    counted = Count(body, AtLeast(Fraction(0)), only=quorum.group).voters
    entitled = sum(member.count for member in counted)
    here = 0
    for member in counted:
        cast = ballots.get((body.name, member.name), Ballot(absent=member.count))
        here += cast.yes + cast.no + cast.abstain
    return here * quorum.share.denominator >= quorum.share.numerator * entitled


def evaluate(rule: Rule, ballots: Ballots) -> Evaluation:
    """Count every Count of a rule, and say whether the whole carries."""
    result = Evaluation(False)
    result.carried = _evaluate(rule, ballots, result.tallies)
    return result


def _evaluate(rule: Rule, ballots: Ballots, tallies: list[Tally]) -> bool:
    if isinstance(rule, Count):
        tallies.append(tally(rule, ballots))
        return tallies[-1].carried
    carried = [weight for weight, part in rule.parts if _evaluate(part, ballots, tallies)]
    return sum(carried, Fraction(0)) >= rule.at_least


def carries(rule: Rule, ballots: Ballots) -> bool:
    """The one exact count: whether the rule carries on these ballots."""
    return evaluate(rule, ballots).carried


def carries_with(rule: Rule, says_yes: Callable[[Body, Member], bool]) -> bool:
    """Whether a rule carries with these members saying yes and all others no, everybody present: the reading of games and proofs."""
    ballots = {
        (body.name, member.name): Ballot(yes=member.count) if says_yes(body, member) else Ballot(no=member.count)
        for body in bodies(rule)
        for member in body.members
    }
    return carries(rule, ballots)


def counts(rule: Rule) -> Iterable[Count]:
    """The Counts of a rule, in order."""
    if isinstance(rule, Count):
        yield rule
    else:
        for _, part in rule.parts:
            yield from counts(part)


def bodies(rule: Rule) -> tuple[Body, ...]:
    """The bodies whose ballots a rule reads, each once, in order."""
    return tuple({count.of.name: count.of for count in counts(rule)}.values())


# ---- builders


def weighted(at_least: Fraction | int, parts: Iterable[tuple[Fraction | int, Rule]], cite: Citation = "") -> Rule:
    """A weighted threshold over rules; one part alone that is needed is that part."""
    kept = tuple((Fraction(weight), part) for weight, part in parts)
    if len(kept) == 1 and 0 < at_least <= kept[0][0]:
        return kept[0][1]
    return Gate(Fraction(at_least), kept, cite)


def all_of(*parts: Rule, cite: Citation = "") -> Rule:
    """Every part must carry."""
    return weighted(len(parts), ((1, part) for part in parts), cite)


def any_of(*parts: Rule, cite: Citation = "") -> Rule:
    """One part is enough."""
    return weighted(1, ((1, part) for part in parts), cite)


def k_of(number: int, parts: Iterable[Rule], cite: Citation = "") -> Rule:
    """So many of the parts."""
    return weighted(number, ((1, part) for part in parts), cite)


def consent(name: str, cite: Citation = "", groups: tuple[tuple[str, str], ...] = ()) -> Count:
    """The yes of one voter."""
    return Count(Body(name, (Member(name, groups=groups),)), AtLeast(votes=1), Base.ENTITLED, cite=cite, words=f"the consent of {name}")


def majority(body: Body, base: Base = Base.VOTING, cite: Citation = "") -> Count:
    """More than half."""
    return Count(body, MoreThan(Fraction(1, 2)), base, cite=cite)
