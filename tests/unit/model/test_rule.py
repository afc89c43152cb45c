"""The Rule counts as the clauses of Alder and Birch say, exactly and monotonically."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.errors import ModelError
from foedus.model.rule import (
    AllBut,
    AtLeast,
    Ballot,
    Base,
    Body,
    Count,
    Gate,
    Member,
    MoreThan,
    Quorum,
    Rule,
    absolute_majority,
    all_of,
    any_of,
    at_least,
    bodies,
    carries,
    consent,
    evaluate,
    k_of,
    majority,
    weighted,
    yes_set_carries,
)

HALF, TWO_THIRDS = Fraction(1, 2), Fraction(2, 3)
HOUSE = Body("House", (Member("house", count=42),))


def house(yes: int = 0, no: int = 0, abstain: int = 0, vacant: int = 0) -> dict[tuple[str, str], Ballot]:
    """Ballots of a house of 42; the rest was absent."""
    return {("House", "house"): Ballot(yes, no, abstain, 42 - yes - no - abstain - vacant, vacant)}


@pytest.mark.parametrize(
    ("base", "expected"), [(Base.VOTING, True), (Base.PRESENT, True), (Base.FILLED, True), (Base.ENTITLED, False)]
)
def test_a_majority_depends_on_its_base(base: Base, expected: bool) -> None:
    assert carries(majority(HOUSE, base), house(yes=21, no=18, vacant=1)) is expected


def test_seats_held_count_the_absent_and_not_the_vacant() -> None:
    assert not carries(majority(HOUSE, Base.FILLED), house(yes=20, no=1, vacant=2))
    assert carries(majority(HOUSE, Base.FILLED), house(yes=20, no=1, vacant=3))


def test_an_abstention_counts_among_those_present_and_not_among_those_voting() -> None:
    ballots = house(yes=4, no=3, abstain=2)

    assert carries(majority(HOUSE, Base.VOTING), ballots)
    assert not carries(majority(HOUSE, Base.PRESENT), ballots)


def test_half_of_an_even_body_is_no_majority() -> None:
    assert not carries(absolute_majority(HOUSE), house(yes=21, no=21))
    assert carries(absolute_majority(HOUSE), house(yes=22, no=20))


def test_two_thirds_or_more_is_not_more_than_two_thirds() -> None:
    ballots = house(yes=28, no=14)

    assert carries(at_least(HOUSE, TWO_THIRDS, Base.ENTITLED), ballots)
    assert not carries(Count(HOUSE, MoreThan(TWO_THIRDS), Base.ENTITLED), ballots)


def test_all_but_three_allows_three_who_are_not_yes() -> None:
    rule = Count(HOUSE, AllBut(3), Base.ENTITLED)

    assert carries(rule, house(yes=39, no=1))
    assert not carries(rule, house(yes=38, no=4))


@pytest.mark.parametrize("threshold", [MoreThan(HALF), MoreThan(Fraction(0)), AtLeast(TWO_THIRDS), AllBut(50)])
def test_a_share_of_no_votes_is_not_reached(threshold: MoreThan | AtLeast | AllBut) -> None:
    empty = Body("Empty", ())

    assert not carries(Count(HOUSE, threshold), {})
    assert not carries(Count(empty, threshold, Base.ENTITLED), {})


def test_a_quorum_of_votes_cast_can_be_reached_by_one_more_no() -> None:
    rule = replace(majority(HOUSE), quorums=(Quorum(votes=5, base=Base.VOTING),))

    assert not carries(rule, house(yes=3, no=1, abstain=9))
    assert carries(rule, house(yes=3, no=2))


def test_a_quorum_from_each_group_is_counted_group_by_group() -> None:
    body = Body("Union", (Member("a", 10, (("polity", "alder"),)), Member("b", 10, (("polity", "birch"),))))
    half_of_each = tuple(Quorum(HALF, ("polity", name)) for name in ("alder", "birch"))
    rule = replace(majority(body), quorums=half_of_each)

    assert carries(rule, {("Union", "a"): Ballot(yes=10), ("Union", "b"): Ballot(no=5, absent=5)})
    evaluation = evaluate(rule, {("Union", "a"): Ballot(yes=10), ("Union", "b"): Ballot(no=4, absent=6)})
    assert not evaluation.carried
    assert not evaluation.tallies[0].quorate


def test_the_same_ballots_feed_several_counts() -> None:
    """55 % of the units comprising 65 % of the people, including Dogwood."""
    units = Body(
        "Units", tuple(Member(n, weights=(("people", p),)) for n, p in (("dogwood", 40), ("elm", 35), ("fir", 25)))
    )
    rule = all_of(
        at_least(units, Fraction(55, 100), Base.ENTITLED),
        at_least(units, Fraction(65, 100), Base.ENTITLED, weight="people"),
        Count(units, AtLeast(votes=1), Base.ENTITLED, only=("member", "dogwood")),
    )

    assert yes_set_carries(rule, {"dogwood", "elm"})
    assert yes_set_carries(rule, {"dogwood", "fir"})
    assert not yes_set_carries(rule, {"elm", "fir"})
    assert [t.base for t in evaluate(rule, {}).tallies] == [3, 100, 1]


def test_a_chair_who_also_votes_breaks_ties_by_a_weight_of_three_to_two() -> None:
    board = Body("Board", (Member("members", 3, weights=(("say", 2),)), Member("chair", weights=(("say", 3),))))
    rule = Count(board, AtLeast(votes=5), Base.ENTITLED, "say")

    assert carries(rule, {("Board", "members"): Ballot(yes=1, no=2), ("Board", "chair"): Ballot(yes=1)})
    assert not carries(rule, {("Board", "members"): Ballot(yes=2, no=1), ("Board", "chair"): Ballot(no=1)})


def test_gates_weigh_their_parts() -> None:
    parts = [consent(name) for name in ("alder", "birch", "cedar")]

    assert yes_set_carries(any_of(*parts), {"birch"})
    assert not yes_set_carries(all_of(*parts), {"alder", "birch"})
    assert yes_set_carries(k_of(2, parts), {"alder", "cedar"})
    electors = weighted(Fraction(5, 2), zip((2, 1, Fraction(1, 2)), parts, strict=True))
    assert yes_set_carries(electors, {"alder", "cedar"})
    assert not yes_set_carries(electors, {"birch", "cedar"})


def test_neither_polity_alone_can_declare_war() -> None:
    chambers = [
        Body(f"{p}.{c}", (Member("member", 9, (("polity", p),)),))
        for p in ("alder", "birch")
        for c in ("House", "Senate")
    ]
    war = all_of(*(majority(chamber) for chamber in chambers))

    assert not yes_set_carries(war, {"alder"})
    assert yes_set_carries(war, {"alder", "birch"})


def test_the_margin_says_how_many_votes_were_lacking() -> None:
    assert evaluate(absolute_majority(HOUSE), house(yes=20, no=22)).tallies[0].margin == -2


@pytest.mark.parametrize(
    ("build", "says"),
    [
        (lambda: Body("House", (Member("a"), Member("a"))), "House has the member a twice"),
        (lambda: Body("House", (Member("a", count=-1),)), "negative number of members"),
        (lambda: Body("House", (Member("a", weights=(("people", -5),)),)), "negative weight"),
        (lambda: majority(HOUSE, weight="people"), "no weight called `people`"),
        (lambda: majority(Body("H", (Member("a", weights=(("w", 0),)),)), weight="w"), "zero for everybody"),
        (lambda: Count(HOUSE, MoreThan(Fraction(1)), cite="Art. 9(2)"), r"more than 1 of the base"),
        (lambda: Count(HOUSE, AtLeast(Fraction(0)), cite="Art. 9(2)"), r"the count in House \(Art. 9\(2\)\)"),
        (lambda: Count(HOUSE, AtLeast(Fraction(4, 3))), "at least 4/3"),
        (lambda: Count(HOUSE, AtLeast(votes=0)), "silence would reach"),
        (lambda: Count(HOUSE, AllBut(-1)), "all but -1"),
        (
            lambda: Gate(Fraction(1), ((Fraction(-1), consent("alder")),), "Art. 3(1)"),
            r"negative weight \(Art. 3\(1\)\)",
        ),
        (lambda: bodies(all_of(majority(HOUSE), majority(Body("House", ())))), "two different bodies are called House"),
        (lambda: carries(majority(HOUSE), {("House", "house"): Ballot(yes=43)}), "do not add to its 42 members"),
        (lambda: carries(majority(HOUSE), {("House", "house"): Ballot(yes=43, no=-1)}), "do not add"),
        (
            lambda: carries(majority(HOUSE), {("House", "nobody"): Ballot(yes=1)}),
            "nobody voted in House and is no member",
        ),
        (lambda: yes_set_carries(majority(HOUSE), {"cedar"}), "nobody in this rule is called cedar"),
    ],
)
def test_what_is_not_well_formed_is_refused_with_place_and_mend(build: object, says: str) -> None:
    with pytest.raises(ModelError, match=says) as caught:
        build()  # type: ignore[operator]
    assert caught.value.mend


BODIES = (
    Body("A", (Member("x", 3, (("g", "p"),), (("w", 2),)), Member("y", 2, (("g", "q"),), (("w", 5),)))),
    Body("B", (Member("z", 4, (("g", "p"),), (("w", 0),)), Member("c", 1, (), (("w", 3),)))),
)
SHARES = st.fractions(0, 1, max_denominator=7)
THRESHOLDS = st.one_of(
    SHARES.filter(lambda s: s < 1).map(MoreThan),
    SHARES.filter(lambda s: s > 0).map(AtLeast),
    st.integers(1, 6).map(lambda v: AtLeast(votes=v)),
    st.integers(0, 6).map(AllBut),
)
QUORUMS = st.lists(
    st.builds(Quorum, SHARES, st.sampled_from([None, ("g", "p")]), base=st.sampled_from([Base.PRESENT, Base.VOTING])),
    max_size=1,
).map(tuple)
COUNTS = st.builds(
    Count,
    st.sampled_from(BODIES),
    THRESHOLDS,
    st.sampled_from(Base),
    st.sampled_from(["one", "w"]),
    quorums=QUORUMS,
)
RULES: st.SearchStrategy[Rule] = st.recursive(
    COUNTS,
    lambda inner: st.builds(
        weighted,
        st.integers(1, 4),
        st.lists(st.tuples(st.integers(0, 3), inner), min_size=1, max_size=3),
    ),
    max_leaves=6,
)


@st.composite
def ballots_of(draw: st.DrawFn) -> dict[tuple[str, str], Ballot]:
    """Any way in which the two bodies may vote."""
    cast = {}
    for body in BODIES:
        for member in body.members:
            votes = draw(
                st.lists(
                    st.sampled_from(["yes", "no", "abstain", "absent", "vacant"]),
                    min_size=member.count,
                    max_size=member.count,
                )
            )
            cast[body.name, member.name] = Ballot(**{kind: votes.count(kind) for kind in set(votes)})
    return cast


@given(RULES, ballots_of(), st.sampled_from(["no", "abstain", "absent"]))
def test_no_change_to_yes_turns_carried_into_lost(rule: Rule, cast: dict[tuple[str, str], Ballot], was: str) -> None:
    before = carries(rule, cast)
    for key, ballot in cast.items():
        if getattr(ballot, was):
            changed = cast | {key: replace(ballot, **{"yes": ballot.yes + 1, was: getattr(ballot, was) - 1})}
            assert carries(rule, changed) >= before


@given(COUNTS, ballots_of())
def test_the_tally_agrees_with_fractions_of_the_base(count: Count, cast: dict[tuple[str, str], Ballot]) -> None:
    found = evaluate(count, cast).tallies[0]
    match count.threshold:
        case MoreThan(share):
            reached = found.base > 0 and Fraction(found.yes, found.base) > share
        case AtLeast(share, None):
            reached = found.base > 0 and Fraction(found.yes, found.base) >= share
        case AtLeast(_, votes):
            reached = found.yes >= (votes or 0)
        case AllBut(votes):
            reached = found.yes > 0 and found.base - found.yes <= votes
    assert found.carried == (reached and found.quorate)
