"""The flagship's refuted promises are the tensions of its source; the shape of each verdict, and every history made by the kernel.

The table is that of the design page on reasoning, section 10, where slips are mended; what differs from it, and why, is said in
`docs/decisions/`.
"""

from __future__ import annotations

import pytest

from foedus.model.kernel import Refusal, start, step
from foedus.reason.promise.judge import judge
from foedus.reason.promise.verdict import PROVED, REFUTED

EXPECTED = {
    "NothingAbove": PROVED,
    "NoForeignAgents": REFUTED,
    "NoCommonTax": PROVED,
    "Peers": REFUTED,
    "UnarmedCommander": PROVED,
    "SeparateHeads": PROVED,
    "OnlyOneJointOffice": PROVED,
    "StaffAlwaysFunded": REFUTED,
    "Parity": REFUTED,
    "SomebodyCommands": PROVED,
    "OneCustodian": PROVED,
    "FightingCanEnd": REFUTED,
    "WarTakesTwo": PROVED,
    "NeitherAloneDeclaresWar": PROVED,
    "NoFightingWithoutWar": REFUTED,
    "PeaceCanBeMade": PROVED,
    "NothingOrphaned": PROVED,
    "NothingUnheld": PROVED,
    "NothingHeldTwice": PROVED,
    "EitherMayPart": PROVED,
    "NoPowerAfterParting": PROVED,
}
LENGTHS = {"NoForeignAgents": 1, "StaffAlwaysFunded": 1, "Parity": 0, "NoFightingWithoutWar": 2}
NO_MIRROR = {
    "Art. 1(1)", "Art. 1(2)", "Art. 3(1)", "Art. 3(2)", "Art. 3(3)", "Art. 3(4)", "Art. 4(1)", "Art. 4(2)", "Art. 4(3)", "Art. 4(4)",
    "Art. 4(5)", "Art. 4(6)", "Art. 4(7)", "Art. 4(8)", "Art. 4(9)", "Art. 9(1)", "Art. 10(2)", "Art. 10(3)", "Art. 10(6)", "Art. 11(3)",
}  # fmt: skip


def test_every_promise_is_decided_as_the_tensions_of_the_source_demand(flagship):
    assert {name: one.verdict for name, one in flagship.found.items()} == EXPECTED


def test_no_proof_is_of_nothing(flagship):
    assert [name for name, one in flagship.found.items() if one.vacuous] == []


def test_every_proof_has_a_certificate_that_stood(flagship):
    assert all(one.certificate is not None and one.certificate.ok for one in flagship.found.values() if one.is_proved)


@pytest.mark.parametrize(("name", "length"), LENGTHS.items())
def test_the_history_is_shortest_and_of_that_length(flagship, name, length):
    assert flagship[name].shortest
    assert len(flagship[name].trace) == length


def test_every_history_is_made_by_the_kernel(flagship):
    """The kernel alone, on the settlement alone, knowing nothing of proofs."""
    for one in flagship.found.values():
        situation = start(flagship.settlement)
        for told in one.trace or ():
            act, _, of = told.act.partition(": ")[2].partition(" of ") if ": " in told.act else told.act.partition(" of ")
            kind = told.act.partition(": ")[0] if ": " in told.act else ("act" if told.actor else "event")
            key = next(
                move.key
                for move in _moves(flagship.settlement)
                if (move.key.kind, move.key.actor, move.key.act, move.key.of) == (kind, told.actor, act, of)
            )
            situation = step(flagship.settlement, situation, key)
            assert not isinstance(situation, Refusal), (one.name, told)


def _moves(settlement):
    from foedus.model.kernel import moves

    return moves(settlement)


def test_command_reaches_where_an_organ_of_a_polity_may_not_act(flagship):
    """No agents of one side in the other, yet one commander over all forces."""
    one = flagship["NoForeignAgents"]
    assert one.trace[0].act == "PlaceUnderCommand of Guard of AK"
    assert "under CommanderInChief" in one.broken.words


def test_the_people_of_one_polity_decide_and_the_split_is_told(flagship):
    one = flagship["Parity"]
    assert one.coalitions == (("Federation",),)
    assert "the people of Federation 58.6 %" in one.notes[0]
    assert "Texas and Florida" in one.notes[1]


def test_peers_lists_exactly_the_clauses_without_a_mirror(flagship):
    assert {one.cite for one in flagship["Peers"].mirrorless} == NO_MIRROR


def test_fighting_outlasts_parting_and_then_nobody_can_stand_down(flagship):
    one = flagship["FightingCanEnd"]
    assert len(one.trace) == 6  # not proved to be the fewest: only that none of two moves does it
    assert not one.shortest
    assert one.stuck.state["Parted"] is True
    assert one.stuck.state["Engaged"] is True
    assert any("always Parted holds" in line for line in one.stuck.because)


def test_only_facts_and_consents_stand_in_the_lemma(flagship):
    lines = flagship["WarTakesTwo"].lemma
    assert {line.words for line in lines} == {
        "Never both: AtWar holds; the consent of any of them to DeclareWar stands.",
        "Whenever the consent of any of them to DeclareWar stands, any of them has consented to DeclareWar.",
    }


def test_no_internal_name_reaches_the_words(flagship):
    for one in flagship.found.values():
        said = [one.reason, *(step.words for step in one.trace or ()), *(line.words for line in one.lemma), *(line for plan in one.plans for line in plan)]
        for text in said:
            assert not any(name in text for name in ("yes of", "given by", "polity of", "command of", "holder of", "time to ", "person 1")), text


def test_a_story_says_since_when_and_what_changes(flagship):
    words = [told.words for told in flagship["NoFightingWithoutWar"].trace]
    assert words == [
        "Legislature of AK does PlaceUnderCommand of Guard of AK (Art. 6(2)). Now Guard of AK is under CommanderInChief.",
        "CommanderInChief does Engage (Art. 6(5)): some force is under CommanderInChief since step 1. Now Engaged.",
    ]


def test_each_polity_alone_has_a_way_to_part(flagship):
    assert [plan[0] for plan in flagship["EitherMayPart"].plans] == ["Commonwealth alone:", "Federation alone:"]


def test_the_same_question_gets_the_same_answer(flagship):
    again = judge(flagship.settlement, "FightingCanEnd")
    assert again.trace == flagship["FightingCanEnd"].trace


def test_the_json_leaves_out_what_says_nothing_and_keeps_its_order(flagship):
    data = flagship["NoFightingWithoutWar"].as_json()
    keys = list(data)
    assert keys[:3] == ["name", "cites", "verdict"]
    assert keys[-2:] == ["model", "format"]
    assert "lemma" not in data
    assert "stuck" not in data
    assert data["trace"][1]["changes"] == {"Engaged": [False, True]}
