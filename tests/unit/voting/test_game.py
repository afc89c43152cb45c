"""A Rule read as a game: who can carry, who can stop, and what is refused with its reason."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from foedus.errors import LimitReached, ModelError
from foedus.model.rule import (
    AllBut,
    AtLeast,
    Base,
    Body,
    Count,
    Member,
    MoreThan,
    Quorum,
    all_of,
    any_of,
    consent,
    majority,
    weighted,
)
from foedus.voting.coalition import cheapest, flip, minimal
from foedus.voting.diagram import diagram
from foedus.voting.further import BLOCS, deegan_packel, johnston, owen
from foedus.voting.game import Attendance, Lot, game, weighted_game
from foedus.voting.indices import power


def chamber(name: str, seats: int, polity: str) -> Body:
    """A chamber of members who are alike."""
    return Body(name, (Member("member", seats, (("polity", polity),)),))


ALDER_HOUSE, BIRCH_HOUSE = chamber("Alder.House", 9, "Alder"), chamber("Birch.House", 6, "Birch")
TREATY = all_of(majority(ALDER_HOUSE), majority(BIRCH_HOUSE))


def test_neither_polity_alone_can_decide_and_each_can_block() -> None:
    played = game(TREATY)

    assert not played.winning({"Alder"})
    assert played.winning({"Alder", "Birch"})
    assert played.blocking({"Alder"})
    assert played.blocking({"Birch"})


def test_half_of_an_even_house_blocks_and_does_not_carry() -> None:
    played = game(TREATY)

    assert played.blocking({"Birch.House": 3})
    assert not played.winning({"Alder.House": 9, "Birch.House": 3})
    assert played.winning({"Alder.House": 5, "Birch.House": 4})


def test_members_who_are_alike_are_one_kind_and_keep_their_names() -> None:
    played = weighted_game(3, {"alder": 2, "birch": 1, "cedar": 1})

    assert [kind.name for kind in played.kinds] == ["alder", "birch + cedar"]
    assert power(played)["cedar"] == power(played)["birch"]


def test_a_quorum_is_refused_until_everybody_is_said_to_attend() -> None:
    rule = replace(majority(ALDER_HOUSE, cite="Art. 9(2)"), quorums=(Quorum(Fraction(1, 2)),))

    with pytest.raises(ModelError, match=r"Art. 9\(2\)\) has a quorum, so it is no simple game"):
        game(rule)
    read = game(rule, attendance=Attendance.FULL)
    assert read.reading == "every entitled member is present and votes yes or no; every quorum is taken as met"


def test_vacant_seats_lower_a_majority_of_those_voting_and_not_one_of_all_members() -> None:
    gone = {("Alder.House", "member"): 3}
    voting, entitled = majority(ALDER_HOUSE), majority(ALDER_HOUSE, Base.ENTITLED)

    assert game(voting, vacant=gone).winning({"Alder.House": 4})
    assert not game(entitled, vacant=gone).winning({"Alder.House": 4})
    assert game(entitled, vacant=gone).winning({"Alder.House": 5})
    assert "3 seats of member in Alder.House are vacant" in game(voting, vacant=gone).reading


BANK = Body(
    "Bank",
    (Member("alder", 7, (("polity", "Alder"),)), Member("birch", 4, (("polity", "Birch"),))),
    equal_by_lot="polity",
)


def test_equal_numbers_by_lot_may_or_must_carry() -> None:
    """Seven of Alder are cut to four by lot; five of eight are needed."""
    may, must = game(majority(BANK), lot=Lot.MAY), game(majority(BANK), lot=Lot.MUST)

    assert may.winning({"alder": 1, "birch": 4})
    assert not must.winning({"alder": 3, "birch": 4})
    assert must.winning({"alder": 4, "birch": 4})
    assert not may.winning({"alder": 7})
    assert may.dual().winning({"alder": 4}) == may.blocking({"alder": 4})
    assert power(may).act > power(must).act


def test_the_fewest_changes_that_flip_a_vote() -> None:
    played = game(TREATY)

    assert flip(played, (5, 2)).changes == (0, 2)
    assert flip(played, (6, 5)).members == 2
    assert flip(played, (6, 5)).changes in ((-2, 0), (0, -2))


def test_the_cheapest_coalition_names_whom_it_takes() -> None:
    people = {"alder": 50, "birch": 30, "cedar": 15}
    council = weighted_game(3, {"alder": 2, "birch": 1, "cedar": 1})
    found = cheapest(council, people)

    assert found.whom == (("alder", 1), ("cedar", 1))
    assert (found.cost, found.share_of_cost, found.share_of_members) == (65, Fraction(65, 95), Fraction(2, 3))


def test_patterns_of_an_outvoted_veto() -> None:
    """A president's veto that a larger majority overrides."""
    president = consent("President")
    larger = Count(ALDER_HOUSE, AtLeast(Fraction(2, 3)), Base.ENTITLED)
    found = minimal(game(any_of(all_of(majority(ALDER_HOUSE), president), larger)))

    assert {pattern.levels for pattern in found} == {(5, 1), (6, 0)}
    assert found.coalitions == 126 + 84


def test_a_dictator_is_named() -> None:
    found = power(weighted_game(5, {"alder": 5, "birch": 2, "cedar": 2}))

    assert found["alder"].is_dictator
    assert found["birch"].is_dummy
    assert found.even_chance()[1] - found.even_chance()[0] <= Fraction(1, 10**9)


def test_many_unequal_members_do_not_meet_a_limit_of_recursion() -> None:
    """Some 1,500 kinds: two weights of one member, which no two share, so that no two are alike."""
    members = tuple(Member(f"m{i}", weights=(("w", 1 + i % 2), ("v", i))) for i in range(1500))
    body = Body("People", members)
    rule = all_of(Count(body, AtLeast(votes=2249), weight="w"), Count(body, AtLeast(votes=1), weight="v"))
    drawn = diagram(game(rule))

    assert len(drawn.order) == 1500
    assert minimal(game(rule)).number > 0


@pytest.mark.parametrize(
    ("build", "says"),
    [
        (lambda: weighted_game(7, {"alder": 3, "birch": 3}), "never carries"),
        (lambda: weighted_game(0, {"alder": 3, "birch": 3}), "silence would reach"),
        (lambda: weighted_game(1, {}), "counts nobody"),
        (lambda: weighted_game(1, {"alder": -1}), "negative weight"),
        (lambda: weighted_game(1, {"alder": 0}), "zero for everybody"),
        (lambda: game(majority(Body("Empty", (), ""), cite="Art. 2(1)")), r"Empty \(Art. 2\(1\)\) counts nobody"),
        (lambda: game(majority(BANK)), "may carry or must carry"),
        (lambda: game(majority(ALDER_HOUSE), vacant={("Alder.House", "member"): 10}), "10 of the 9 seats"),
        (lambda: game(TREATY).winning({"Cedar"}), "nobody in this game is called Cedar"),
        (lambda: game(TREATY).winning({"Alder.House": 12}), "12 of Alder.House is no part"),
        (lambda: cheapest(weighted_game(1, {"a": 1}), {"b": 5}), "a has no cost"),
        (lambda: cheapest(weighted_game(1, {"a": 1}), {"a": -5}), "negative cost"),
        (lambda: owen(game(TREATY), {"Cedar": "x"}), "nobody in this game is called Cedar"),
        (lambda: owen(game(TREATY), {}), "are in no bloc"),
    ],
)
def test_what_is_no_game_is_refused_with_a_mend(build: object, says: str) -> None:
    with pytest.raises(ModelError, match=says) as caught:
        build()  # type: ignore[operator]
    assert caught.value.mend


def test_an_empty_rest_never_divides_by_zero() -> None:
    assert game(Count(ALDER_HOUSE, AllBut(0), Base.VOTING)).winning({"Alder"})
    assert not game(Count(ALDER_HOUSE, MoreThan(Fraction(8, 9)))).winning({"Alder.House": 8})


def test_limits_say_what_was_reached_and_which_count_drives_it() -> None:
    weights = {f"m{i}": 10**6 + 10_007 * i * i for i in range(40)}
    hard = weighted_game(50 * 10**6, weights)

    with pytest.raises(
        LimitReached, match=r"more than 500 nodes .* the count in assembly, 50000000 votes drives it"
    ) as caught:
        power(hard, limit=500)
    assert caught.value.mend
    with pytest.raises(LimitReached, match="one by one"):
        johnston(hard)
    many = weighted_game(BLOCS + 1, {f"m{i}": i + 1 for i in range(BLOCS + 1)})
    with pytest.raises(LimitReached, match="13 blocs"):
        owen(many, {})


def test_limits_of_minimal_patterns_are_told() -> None:
    crowd = weighted_game(600, {f"m{i}": 30 + i for i in range(30)})

    with pytest.raises(LimitReached, match=r"minimal coalitions have more than 50 parts|more than 50 nodes"):
        minimal(crowd, limit=50)
    assert sum(deegan_packel(weighted_game(3, {"a": 2, "b": 1, "c": 1})).values()) == Fraction(3, 4)


def test_two_tiers_multiply_the_penrose_banzhaf_measure_and_not_the_shapley_shubik_index() -> None:
    """Three units of three members, a majority in each and of the units: 1/2 x 1/2. Felsenthal and Machover 1998, section 3.2."""
    units = [majority(Body(f"Unit {n}", (Member("citizen", 3),))) for n in range(3)]
    found = power(game(weighted(2, [(1, unit) for unit in units])))

    assert {row.penrose_banzhaf_absolute for row in found.rows} == {Fraction(1, 4)}
    assert {row.shapley_shubik for row in found.rows} == {Fraction(1, 9)}
    unequal = [majority(Body("Large", (Member("citizen", 5),))), *units[:2]]
    larger = power(game(weighted(2, [(1, unit) for unit in unequal])))
    assert larger["Large"].penrose_banzhaf_absolute == Fraction(3, 8) * Fraction(1, 2)
    assert larger["Large"].shapley_shubik * 5 != Fraction(1, 3), "the parts of an index that adds to one do not multiply"


def test_weights_to_the_person_are_refused_before_they_fill_the_memory() -> None:
    """Two Counts, so that no short way serves: shortfalls are counted as they are met, not only nodes."""
    members = tuple(Member(f"m{n}", weights=(("people", 1_000_003 + n * n * 7919 % 900_001),)) for n in range(40))
    council = Body("Council", members)

    with pytest.raises(LimitReached, match=r"more than 5000 nodes .*Council.* drives it"):
        diagram(game(all_of(majority(council), majority(council, Base.ENTITLED, weight="people"))), limit=5000)
