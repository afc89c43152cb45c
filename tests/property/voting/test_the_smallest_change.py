"""The smallest change of votes is smallest: no smaller one changes the result, by trying all of them."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.model.rule import AllBut, AtLeast, Ballot, Base, Body, Count, Gate, Member, MoreThan, Quorum, Rule, bodies, carries
from foedus.voting.change import VOTES, smallest_change

Each = dict[tuple[str, str], Ballot]
SHARES = [Fraction(1, 2), Fraction(2, 3), Fraction(1, 3), Fraction(3, 5)]


@st.composite
def votes_and_rule(draw: st.DrawFn) -> tuple[Rule, Each]:
    chambers = []
    for name in draw(st.sampled_from([("A",), ("A", "B")])):
        members = tuple(
            Member(f"m{n}", weights=(("w", draw(st.integers(1, 4))),)) for n in range(draw(st.integers(1, 4 if name == "A" else 2)))
        )
        chambers.append(Body(name, members))
    parts: list[Rule] = []
    for body in chambers:
        for _ in range(draw(st.integers(1, 2))):
            share = draw(st.sampled_from(SHARES))
            threshold = draw(st.sampled_from([MoreThan(share), AtLeast(share), AllBut(1), AtLeast(votes=2)]))
            quorums = draw(st.sampled_from([(), (Quorum(Fraction(1, 2)),), (Quorum(votes=2, base=Base.VOTING),)]))
            parts.append(Count(body, threshold, draw(st.sampled_from(list(Base))), draw(st.sampled_from(["one", "w"])), quorums=quorums))
    rule: Rule = Gate(Fraction(draw(st.integers(1, len(parts)))), tuple((Fraction(1), part) for part in parts))
    ballots = {
        (body.name, member.name): Ballot(**{draw(st.sampled_from([*VOTES, "vacant"])): 1}) for body in bodies(rule) for member in body.members
    }
    return rule, ballots


def by_trying(rule: Rule, ballots: Each) -> int:
    """The fewest members who, changed to yes (or to no), change the result; 0 where nobody can."""
    now = carries(rule, ballots)
    to, best = ("no" if now else "yes"), 0
    movable = [key for key, cast in ballots.items() if not cast.vacant and not getattr(cast, to)]
    for chosen in product((False, True), repeat=len(movable)):
        after = ballots | {key: Ballot(**{to: 1}) for key, taken in zip(movable, chosen, strict=True) if taken}
        if carries(rule, after) != now and (not best or sum(chosen) < best):
            best = sum(chosen)
    return best


@settings(max_examples=300, deadline=None)
@given(votes_and_rule())
def test_no_smaller_change_changes_the_result(case: tuple[Rule, Each]) -> None:
    rule, ballots = case

    change, least = smallest_change(rule, ballots), by_trying(rule, ballots)

    assert change.members == least or (not change.least and change.members > least)


def test_an_electorate_of_millions_is_one_kind() -> None:
    people = Body("people", (Member("people", count=160_000_000),))
    ballots = {("people", "people"): Ballot(yes=70_000_000, no=70_000_001, absent=19_999_999)}

    change = smallest_change(Count(people, MoreThan(Fraction(1, 2))), ballots)

    assert (change.members, change.to) == (1, "yes")
