"""The reading of three votes agrees with the definition: all 3**n votes gone through with the one exact count."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.errors import LimitReached
from foedus.model.rule import AllBut, AtLeast, Ballot, Base, Body, Count, Gate, Member, MoreThan, Quorum, Rule, bodies, carries, majority
from foedus.voting.abstention import with_abstention

BALLOTS = (Ballot(no=1), Ballot(abstain=1), Ballot(yes=1))


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    chambers = [
        Body(name, tuple(Member(f"m{n}", weights=(("w", draw(st.integers(1, 3))),)) for n in range(draw(st.integers(1, 3)))))
        for name in draw(st.sampled_from([("A",), ("A", "B")]))
    ]
    parts: list[Rule] = []
    for body in chambers:
        for _ in range(draw(st.integers(1, 2))):
            share = draw(st.sampled_from([Fraction(1, 2), Fraction(2, 3), Fraction(1, 3)]))
            threshold = draw(st.sampled_from([MoreThan(share), AtLeast(share), AllBut(1), AtLeast(votes=2)]))
            quorums = draw(st.sampled_from([(), (Quorum(votes=2, base=Base.VOTING),)]))
            parts.append(Count(body, threshold, draw(st.sampled_from(list(Base))), draw(st.sampled_from(["one", "w"])), quorums=quorums))
    return Gate(Fraction(draw(st.integers(1, len(parts)))), tuple((Fraction(1), part) for part in parts))


@settings(max_examples=120, deadline=None)
@given(rules())
def test_three_votes_by_going_through_all(rule: Rule) -> None:
    keys = [(body.name, member.name) for body in bodies(rule) for member in body.members]
    won, turned = 0, dict.fromkeys(keys, 0)
    for cast in product(BALLOTS, repeat=len(keys)):
        votes = dict(zip(keys, cast, strict=True))
        carried = carries(rule, votes)
        won += carried
        for key in keys:
            if votes[key].no and carries(rule, votes | {key: BALLOTS[2]}) != carried:
                turned[key] += 1 if not carried else -1

    found = with_abstention(rule)

    assert found.carries == Fraction(won, 3 ** len(keys))
    for row in found.rows:
        for name in row.names if row.names != (row.body,) else [name for body, name in keys if body == row.body]:
            assert row.chance == Fraction(turned[row.body, name], 3 ** (len(keys) - 1))


def test_abstention_makes_a_member_of_a_house_of_three_matter_more_or_less_as_counted() -> None:
    """Of those voting, of those present: both counted by hand for three members and one majority."""
    house = Body("House", (Member("house", count=3),))

    assert with_abstention(majority(house)).rows[0].chance == Fraction(5, 9)
    assert with_abstention(majority(house, Base.ENTITLED)).rows[0].chance == Fraction(4, 9)


def test_too_many_sums_are_refused_with_the_body() -> None:
    body = Body("Council", tuple(Member(f"m{n}", weights=(("w", 3**n),)) for n in range(20)))

    with pytest.raises(LimitReached, match="Council"):
        with_abstention(majority(body, weight="w"))
