"""The Rule: how votes become a decision, in two nodes, written once and read by kernel, proofs, games and simulation.

A `Count` is one tally of a body against a threshold; a `Gate` is a weighted combination of rules. There is no negation,
so both are monotone: no voter's change to yes turns carried into lost. A `Quorum` is monotone in that sense and not in
another (one more *no* may reach it), and therefore stands beside a Count and is no node. Ballots belong to a member of
a body, so several Counts may read the same ballots (`including …`, `comprising …`): they name the same body. Everything
is counted in whole numbers, never in floats or rounded quotas.

Needs: the standard library. Source: design page VOTING, section 1; LANGUAGE, section 6.

>>> house = Body("House", (Member("house", count=5),))
>>> rule = majority(house)
>>> carries(rule, {("House", "house"): Ballot(yes=2, no=1, absent=2)})
True
>>> carries(all_of(rule, absolute_majority(house)), {("House", "house"): Ballot(yes=2, no=1, absent=2)})
False
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from foedus.errors import ModelError
from foedus.source import Citation

HALF = Fraction(1, 2)


class Base(Enum):
    """Of whom a share is counted: all seats, seats held, those present (yes, no, abstain), those voting (yes, no)."""

    ENTITLED = "entitled"
    FILLED = "filled"
    PRESENT = "present"
    VOTING = "voting"


# ---- who votes


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a body, or `count` members who are alike.

    groups: (kind, name) pairs, such as ("polity", "alder"). weights: (name, whole number) pairs, for each one of
    `count`.
    """

    name: str
    count: int = 1
    groups: tuple[tuple[str, str], ...] = ()
    weights: tuple[tuple[str, int], ...] = ()

    def weight(self, name: str) -> int:
        """The weight of each one; everybody weighs one by `one`. Raises ModelError where there is no such weight."""
        for key, value in self.weights:
            if key == name:
                return value
        if name == "one":
            return 1
        raise ModelError(f"{self.name} has no weight called `{name}`", mend=f"give {self.name} a whole number for `{name}`")

    def group(self, kind: str) -> str:
        """The group of that kind, or nothing."""
        return next((name for key, name in self.groups if key == kind), "")


@dataclass(frozen=True, slots=True)
class Body:
    """Those who vote together.

    equal_by_lot: its parts (groups of that kind) are cut to the smallest by lot before they vote. A body may be empty,
    and then reaches no threshold. Raises ModelError for a name used twice, and for a negative count or weight.
    """

    name: str
    members: tuple[Member, ...]
    equal_by_lot: str = ""

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for member in self.members:
            if member.name in seen:
                raise ModelError(f"{self.name} has the member {member.name} twice", mend="give every member a name of its own")
            seen.add(member.name)
            if member.count < 0 or any(weight < 0 for _, weight in member.weights):
                raise ModelError(
                    f"{member.name} in {self.name} has a negative number of members or a negative weight",
                    mend="write counts and weights that are zero or more",
                )

    def part(self, group: tuple[str, str] | None) -> tuple[Member, ...]:
        """The members of a group, given as (kind, name), or all; the kind `member` picks one member by its name."""
        if group is None:
            return self.members
        kind, name = group
        if kind == "member":
            return tuple(member for member in self.members if member.name == name)
        return tuple(member for member in self.members if member.group(kind) == name)


# ---- how much is enough


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
    """Participation without which no vote is valid, of the whole body or of one group of it.

    share: of those entitled, by heads; with `votes`, so many heads instead. base: who counts as taking part, present or
    voting.
    """

    share: Fraction = Fraction(0)
    group: tuple[str, str] | None = None
    votes: int | None = None
    base: Base = Base.PRESENT


# ---- the two nodes


@dataclass(frozen=True, slots=True)
class Count:
    """One tally: the ballots of a body (or of one of its groups: `only`), by a weight, against a threshold of a base.

    Raises ModelError for a share that no vote could reach or that every vote would, a weight that a member lacks or
    that is zero for all.
    """

    of: Body
    threshold: Threshold
    base: Base = Base.VOTING
    weight: str = "one"
    only: tuple[str, str] | None = None
    quorums: tuple[Quorum, ...] = ()
    cite: Citation = ""
    words: str = ""

    def __post_init__(self) -> None:
        _check_threshold(self)
        held = [member.weight(self.weight) for member in self.voters if member.count]
        if held and not any(held):
            raise ModelError(
                f"{_place(self)} weighs votes by `{self.weight}`, which is zero for everybody",
                mend="give at least one member a weight",
            )

    @property
    def voters(self) -> tuple[Member, ...]:
        """The members whose ballots this Count reads."""
        return self.of.part(self.only)


@dataclass(frozen=True, slots=True)
class Gate:
    """A weighted threshold over rules: it carries when the parts that carry weigh at least so much together.

    AND asks for the sum of the weights, OR for 1, k of n for k with weights 1. Raises ModelError for a negative weight.
    """

    at_least: Fraction
    parts: tuple[tuple[Fraction, Rule], ...]
    cite: Citation = ""

    def __post_init__(self) -> None:
        if any(weight < 0 for weight, _ in self.parts):
            raise ModelError(f"a part of a rule has a negative weight{_at(self.cite)}", mend="write weights that are zero or more")


Rule = Count | Gate


def _at(cite: Citation) -> str:
    return f" ({cite})" if cite else ""


def _place(count: Count) -> str:
    return f"the count in {count.of.name}{_at(count.cite)}"


def _check_threshold(count: Count) -> None:
    match count.threshold:
        case MoreThan(share) if not 0 <= share < 1:
            raise ModelError(f"{_place(count)} asks for more than {share} of the base", mend="write a share from 0 to less than 1")
        case AtLeast(share, None) if not 0 < share <= 1:
            raise ModelError(f"{_place(count)} asks for at least {share} of the base", mend="write a share above 0, up to 1")
        case AtLeast(_, int(votes)) if votes < 1:
            raise ModelError(f"{_place(count)} asks for {votes} votes, which silence would reach", mend="ask for one vote or more")
        case AllBut(votes) if votes < 0:
            raise ModelError(f"{_place(count)} asks for all but {votes}", mend="write zero or more")


# ---- ballots, and the one exact count


@dataclass(frozen=True, slots=True)
class Ballot:
    """How the members of one entry voted, in heads that add to its `count`. vacant: seats that nobody holds."""

    yes: int = 0
    no: int = 0
    abstain: int = 0
    absent: int = 0
    vacant: int = 0


Ballots = Mapping[tuple[str, str], Ballot]
"""The ballots by (body, member); who has no entry was absent."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What one Count came to: votes by its weight, their base, how many were needed, and whether it carried."""

    count: Count
    yes: int
    no: int
    abstain: int
    absent: int
    base: int
    needed: int
    quorate: bool
    carried: bool

    @property
    def margin(self) -> int:
        """The yes votes beyond what was needed; below zero, those that were lacking."""
        return self.yes - self.needed


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A rule and some ballots: whether it carried, and the tally at each Count in order."""

    carried: bool
    tallies: tuple[Tally, ...] = ()


def needed(threshold: Threshold, base: int) -> int:
    """The least number of yes votes that meets a threshold of a base.

    A share of no votes is not reached, so it is at least one.

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
    """Count one Count exactly. Raises ModelError where the ballots of an entry do not add to its members."""
    yes = no = abstain = absent = vacant = 0
    for member in count.voters:
        weight, cast = member.weight(count.weight), _cast(count.of, member, ballots)
        yes, no = yes + weight * cast.yes, no + weight * cast.no
        abstain, absent, vacant = (
            abstain + weight * cast.abstain,
            absent + weight * cast.absent,
            vacant + weight * cast.vacant,
        )
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


def _cast(body: Body, member: Member, ballots: Ballots) -> Ballot:
    cast = ballots.get((body.name, member.name))
    if cast is None:
        return Ballot(absent=member.count)
    numbers = (cast.yes, cast.no, cast.abstain, cast.absent, cast.vacant)
    if min(numbers) < 0 or sum(numbers) != member.count:
        raise ModelError(
            f"the ballots of {member.name} in {body.name} do not add to its {member.count} members",
            mend="say how many voted yes, no, abstained, were absent, and how many seats are vacant",
        )
    return cast


def _is_quorate(body: Body, quorum: Quorum, ballots: Ballots) -> bool:
    entitled = here = 0
    for member in body.part(quorum.group):
        cast = _cast(body, member, ballots)
        entitled += member.count
        here += cast.yes + cast.no + (cast.abstain if quorum.base is not Base.VOTING else 0)
    if quorum.votes is not None:
        return here >= quorum.votes
    return here * quorum.share.denominator >= quorum.share.numerator * entitled


def evaluate(rule: Rule, ballots: Ballots) -> Evaluation:
    """Count every Count of a rule, and say whether the whole carries.

    Raises ModelError for a ballot of somebody who is no member.
    """
    known = {body.name: {member.name for member in body.members} for body in bodies(rule)}
    for body, member in ballots:
        if body in known and member not in known[body]:
            raise ModelError(f"{member} voted in {body} and is no member of it", mend=f"count only the members of {body}")
    tallies: list[Tally] = []
    carried = _evaluate(rule, ballots, tallies)
    return Evaluation(carried, tuple(tallies))


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
    """Whether a rule carries with these members saying yes and all others no: the reading of games and proofs."""
    ballots = {
        (body.name, member.name): Ballot(yes=member.count) if says_yes(body, member) else Ballot(no=member.count)
        for body in bodies(rule)
        for member in body.members
    }
    return carries(rule, ballots)


def yes_set_carries(rule: Rule, yes: Collection[str] | Callable[[Body, Member], bool]) -> bool:
    """Whether a rule carries when exactly these say yes, all others no.

    yes: names of members, bodies or groups, or a predicate. Raises ModelError for a name that nobody in the rule
    answers to.
    """
    if callable(yes):
        return carries_with(rule, yes)
    wanted = set(yes)
    unknown = wanted - {name for body in bodies(rule) for member in body.members for name in names_of(body, member)}
    if unknown:
        raise ModelError(
            f"nobody in this rule is called {', '.join(sorted(unknown))}",
            mend="name a member, a body or a group of the rule",
        )
    return carries_with(rule, lambda body, member: not wanted.isdisjoint(names_of(body, member)))


def names_of(body: Body, member: Member) -> tuple[str, ...]:
    """The names that a member answers to: its own, its body's, its groups'."""
    return (member.name, body.name, *(name for _, name in member.groups))


def counts(rule: Rule) -> Iterator[Count]:
    """The Counts of a rule, in order."""
    if isinstance(rule, Count):
        yield rule
    else:
        for _, part in rule.parts:
            yield from counts(part)


def bodies(rule: Rule) -> tuple[Body, ...]:
    """The bodies whose ballots a rule reads, each once, in order. Raises ModelError where two bodies bear one name."""
    found: dict[str, Body] = {}
    for count in counts(rule):
        other = found.setdefault(count.of.name, count.of)
        if other is not count.of and other != count.of:
            raise ModelError(f"two different bodies are called {other.name}{_at(count.cite)}", mend="one body, or two names")
    return tuple(found.values())


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
    return Count(
        Body(name, (Member(name, groups=groups),)),
        AtLeast(votes=1),
        Base.ENTITLED,
        cite=cite,
        words=f"the consent of {name}",
    )


def majority(of: Body, base: Base = Base.VOTING, cite: Citation = "", weight: str = "one") -> Count:
    """More than half of the base."""
    return Count(of, MoreThan(HALF), base, weight, cite=cite)


def absolute_majority(of: Body, cite: Citation = "", weight: str = "one") -> Count:
    """More than half of all entitled."""
    return majority(of, Base.ENTITLED, cite, weight)


def at_least(of: Body, share: Fraction, base: Base, cite: Citation = "", weight: str = "one") -> Count:
    """A share of the base, or more."""
    return Count(of, AtLeast(share), base, weight, cite=cite)
