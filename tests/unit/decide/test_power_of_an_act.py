"""The voting power in an act of a settlement: the flagship's war, and small texts whose answers are known."""

from __future__ import annotations

from fractions import Fraction

import pytest

import foedus
from foedus.decide.power import ActPower, power_of
from foedus.decide.standing import Standing, seats
from foedus.errors import ModelError, QuestionError
from foedus.model.settlement import Settlement
from foedus.voting.game import Lot


@pytest.fixture(scope="module")
def flagship() -> Settlement:
    return foedus.load("soft-secession")


def text_of(*clauses: str) -> Settlement:
    """Alder has Ash and Elm, Birch has Oak."""
    begins = ("polity Alder comprises Ash and Elm", "polity Birch comprises Oak")
    body = "\n".join((*begins, *clauses))
    return foedus.load(f"---\ntitle: T\n---\n\n## Article 1. A\n\n```foedus\n{body}\n```\n")


def test_neither_congress_carries_war_alone_and_each_can_stop_it(flagship: Settlement) -> None:
    """Article 7."""
    war = power_of(flagship, "DeclareWar")
    groups = {(group.kind, group.name): group for group in war.groups}

    assert war.cites == ("Art. 7(2)",)
    for polity in ("Commonwealth", "Federation"):
        assert not groups["polity", polity].can_carry
        assert groups["polity", polity].can_block
        assert groups["organ", f"{polity}.Congress"].can_block
    assert not groups["unit", "CA"].can_block
    assert sum(group.shapley_shubik for group in war.groups if group.kind == "unit") == 1
    assert war.veto.after_absorption == ("Commonwealth", "Federation")


def test_the_congresses_are_apportioned_from_the_census_of_2020(flagship: Settlement) -> None:
    """Article 3 and 4: 185 and 250 seats; checked by hand with the priorities of Huntington-Hill at the border."""
    houses = seats(flagship)

    for name, total in (("Commonwealth.Congress.House", 185), ("Federation.Congress.House", 250)):
        house = houses[name]
        assert sum(house.by_unit.values()) == house.total == total
        assert house.tied is None
        assert min(house.by_unit.values()) == 1
        held = {unit: Fraction(house.people[unit] ** 2, seats * (seats - 1)) for unit, seats in house.by_unit.items() if seats > 1}
        claims = [Fraction(house.people[unit] ** 2, seats * (seats + 1)) for unit, seats in house.by_unit.items()]
        assert min(held.values()) > max(claims)
    assert "resident_population_2020 for DC" in houses["Commonwealth.Congress.House"].series
    assert houses["Federation.Congress.House"].series == "apportionment_population_2020"


def test_the_json_gives_every_fraction_with_a_float_beside_it(flagship: Settlement) -> None:
    found = power_of(flagship, "DeclareWar").as_json()

    assert {"reading", "players", "members", "coleman", "groups", "patterns", "cheapest"} <= set(found)
    assert found["players"] == sum(member["count"] for member in found["members"]) == 537
    for member in found["members"]:
        for index in ("penrose_banzhaf_absolute", "penrose_banzhaf_normalised", "shapley_shubik"):
            assert float(Fraction(member[index])) == member[f"{index}_float"]
    assert sum(Fraction(member["shapley_shubik"]) * member["count"] for member in found["members"]) == 1
    assert found["patterns"]["winning"]["number"] == 1
    assert found["patterns"]["winning"]["shown"][0]["size"] == 93 + 21 + 126 + 32
    assert found["cheapest"]["blocking"]["members"]["number"] == 20
    assert "present and votes" in found["reading"]


def test_a_unit_that_changes_polity_moves_seats_and_a_house_may_change_its_size(flagship: Settlement) -> None:
    moved = power_of(flagship, "DeclareWar", moved={"AZ": "Commonwealth"})
    larger = power_of(flagship, "DeclareWar", sizes={"Commonwealth.Congress.House": 199})

    assert moved.power["Commonwealth.Congress.Senate"].kind.count == 42
    assert moved.power["Federation.Congress.Senate"].kind.count == 60
    assert larger.power["Commonwealth.Congress.House"].kind.count == 199
    with pytest.raises(ModelError, match="cannot move"):
        power_of(flagship, "DeclareWar", moved={"AZ": "Cedar"})


def test_vacant_seats_count_in_the_base_of_all_members_only(flagship: Settlement) -> None:
    recall = power_of(flagship, "Recall of Commonwealth.Military", vacant={"Commonwealth.Congress.Senate": 4})

    assert recall.power["Commonwealth.Congress.Senate"].kind.count == 36
    assert next(iter(recall.winning)).levels == (93, 21), "more than half of all 40 seats"
    assert "seats of" in recall.reading
    with pytest.raises(ModelError, match="no part of"):
        power_of(flagship, "DeclareWar", vacant={"Senate": 4})


def test_an_unknown_act_and_an_act_of_something_are_told_with_what_may_stand_instead(flagship: Settlement) -> None:
    with pytest.raises(QuestionError, match="no act DeclareWarr") as told:
        power_of(flagship, "DeclareWarr")
    assert "DeclareWar" in told.value.mend
    with pytest.raises(QuestionError, match="an act of something") as told:
        power_of(flagship, "ChangePolity")
    assert "ChangePolity of" in told.value.mend


def test_a_rule_with_a_quorum_is_refused_with_the_reason() -> None:
    text = text_of("assembly Alder.Council with 9 seats", "act Pass by a majority of those voting in Alder.Council quorum one half")

    with pytest.raises(ModelError, match="no simple game") as told:
        power_of(text, "Pass")
    assert "Art. 1(4)" in told.value.message
    assert "attendance" in told.value.mend


def test_owen_takes_the_polities_as_blocs() -> None:
    text = text_of(
        "assembly Joint joint to Alder and Birch with 3 members from each polity",
        "act Pass by two thirds of all members in Joint",
    )
    further = power_of(text, "Pass").further()

    assert isinstance(further["owen"], dict)
    assert sorted(further["owen"].values()) == [Fraction(1, 6), Fraction(1, 6)]


def test_a_standing_refuses_what_it_does_not_know(flagship: Settlement) -> None:
    with pytest.raises(ModelError, match="cannot have"):
        Standing(flagship, sizes={"Senate": 3})


def test_an_election_is_told_on_its_base(flagship: Settlement) -> None:
    """Of all the people together, the polity with more than half of the votes cast last time elects alone; the reading says so."""
    election = power_of(flagship, "Election of CommanderInChief")
    votes = {entry.name: entry.weight("votes") for kind in election.game.kinds for entry in kind.entries}
    larger = max(votes, key=lambda name: votes[name])

    assert election.cites == ("Art. 5(3)",)
    assert [group.can_carry for group in election.groups if group.kind == "polity" and larger.endswith(group.name)] == [True]
    assert "votes cast" in election.reading
    assert "two candidates" in election.reading


def test_swapping_the_names_of_two_polities_swaps_the_answers_and_nothing_else() -> None:
    clauses = (
        "assembly Alder.House with 9 seats",
        "assembly Birch.House with 4 seats",
        "office Alder.Head",
        "act Pass by a majority of those voting in each of Alder.House and Birch.House and the consent of Alder.Head",
    )
    swapped = tuple(clause.replace("Alder", "@").replace("Birch", "Alder").replace("@", "Birch") for clause in clauses)
    one, other = (power_of(text_of(*said), "Pass") for said in (clauses, swapped))
    named = {"Alder": "Birch", "Birch": "Alder"}

    def told(found: ActPower, swap: bool) -> set[tuple[object, ...]]:
        def name(of: str) -> str:
            first, dot, rest = of.partition(".")
            return f"{named.get(first, first)}{dot}{rest}" if swap else of

        return {(group.kind, name(group.name), group.members, group.shapley_shubik, group.can_carry, group.can_block) for group in found.groups}

    assert told(one, swap=True) == told(other, swap=False)
    assert one.power.winning == other.power.winning


def test_a_body_that_others_may_pass_by_holds_no_veto() -> None:
    text = text_of(
        "assembly Alder.House with 5 seats",
        "assembly Birch.House with 5 seats",
        "office Alder.Head",
        "act Pass by (Alder.Head or a majority of those voting in Alder.House) and a majority of those voting in Birch.House",
    )
    veto = power_of(text, "Pass").veto

    assert dict(veto.bodies) == {"Birch.House": "Birch"}
    assert veto.after_absorption == ("Birch",)


def test_a_share_of_the_people_must_be_among_the_yes() -> None:
    """A council of four states, 2024 populations: California and Texas have 80.8 % of their people, Texas and Wyoming 35.6 %."""
    text = foedus.load(
        "---\ntitle: T\nplaces: us\n---\n\n## Article 1. A\n\n```foedus\npolity Alder comprises CA, TX, WY and OR\n"
        "assembly Alder.Council with 1 member from each unit\n"
        "act Pass by one half of all members in Alder.Council comprising 65 % of population\n```\n"
    )
    played = power_of(text, "Pass").game

    assert played.winning({"CA", "TX"})
    assert not played.winning({"CA", "WY"})
    assert not played.winning({"TX", "WY", "OR"})
    assert played.blocking({"CA"})


def test_an_objection_of_a_share_needs_that_share() -> None:
    """Two thirds of the three from a unit are two: two who say no stop it, one does not."""
    text = text_of(
        "assembly Union joint to Alder and Birch with 3 members from each unit",
        "act Pass by a majority of all members in Union, unless 2/3 of all members from any unit object",
    )
    played = power_of(text, "Pass").game
    everybody = {kind.name: kind.count for kind in played.kinds}
    ash = next(name for name in everybody if name.startswith("Ash"))

    assert played.winning(everybody | {ash: 2})
    assert not played.winning(everybody | {ash: 1})


def test_an_office_is_no_unit_and_stands_for_nobody() -> None:
    text = text_of("assembly Union joint to Alder and Birch with 1 member from each unit", "office Judge, joint to Alder and Birch",
                   "act Pass by two thirds of all members in Union and the consent of Judge")  # fmt: skip
    winning, blocking = power_of(text, "Pass").cheapest

    assert (winning.members.number, winning.units.cost if winning.units else 0) == (3, 2)
    assert blocking.units is not None
    assert (blocking.members.number, blocking.units.cost, dict(blocking.units.whom)) == (1, 0, {"Judge": 1})


def test_numbers_made_equal_by_lot_have_two_bounds() -> None:
    """Five and three, cut to three and three: four are more than half. The kindest draw takes those who say yes, the harshest those who do not."""
    text = text_of(
        "assembly Both joint to Alder and Birch, 5 Larches from Ash, 3 Pines from Oak",
        "act Pass by a majority of those voting in Both in equal numbers by lot",
    )
    with pytest.raises(ModelError, match="may carry or must carry") as told:
        power_of(text, "Pass")
    assert "--lot" in told.value.mend

    may, must = (power_of(text, "Pass", lot=lot) for lot in (Lot.MAY, Lot.MUST))
    assert {pattern.levels for pattern in may.winning} != {pattern.levels for pattern in must.winning}
    assert may.power.act > must.power.act
    assert may.cheapest[0].members.number == 4
    assert "cannot be one with others" in may.cheapest[0].refused
    assert "by lot" in may.reading
    assert may.as_json()["cheapest"]["winning"]["members"]["number"] == 4
