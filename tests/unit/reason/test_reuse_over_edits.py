"""Verdicts carried over an edit are those that the edited text gets by itself; what no move reads leaves every move as it was."""

from __future__ import annotations

import pytest

import foedus.api as api
from foedus.model import clauses as cl
from foedus.model.compile import machine
from foedus.reason.promise.phrases import without
from foedus.reason.promise.plan import verdicts
from foedus.reason.promise.reuse import carried
from small import THREE_UNITS, small

TEXT = small(THREE_UNITS, """\
office Alder.Head, elected every 4 years by the people of Alder by plurality
office Birch.Head, elected every 4 years by the people of Birch by plurality
court Alder.Court, appointed by Alder.Head
court Birch.Court, appointed by Birch.Head
office Chief, joint to Alder and Birch, elected every 4 years by the people of Alder and Birch together by plurality
force Guard of each unit
act Place of a force, by Chief, effect that force is under Chief
Alder may command on external_defence in itself
condition War, initially not
condition Shut, initially not
Birch may tax in Alder when Shut
act Declare, by Chief, when not Shut, effect War
act Agree, by a majority of those voting in Alder.House and the consent of Birch.House, effect War
act Close, by Alder.House, effect Shut
promise Peace: never War
promise Agreed: War only after Chief or Birch.House consented
promise Closed: never Chief acts while Shut
promise Used: never Guard is used in another unit
promise Home: no organ of a polity may act in another polity
promise Held: every matter has a holder in every place
promise Once: no matter has two exclusive holders in one place
promise One: exactly 1 office is elected by the people of Alder and Birch together
promise Alike: Alder and Birch are treated alike
possible Opened: wherever War, it can come about that Shut
""")
EDITS = [
    ("by Chief, when not Shut, effect War", "by Chief, effect War", "Peace"),
    ("by Chief, when not Shut, effect War", "by Birch.House, when not Shut, effect War", "Agreed"),
    ("by Alder.House, effect Shut", "by Alder.House, when not War, effect Shut", "Opened"),
    ("Alder may command on external_defence in itself", "Chief may command on external_defence anywhere", "Closed"),
    ("Alder may command on external_defence in itself", "Alder and Chief may concurrently command on external_defence anywhere", "Used"),
    ("Alder may command on external_defence in itself", "Alder may command on external_defence anywhere", "Home"),
    ("Alder may command on external_defence in itself", "each polity may command on external_defence in itself", "Alike"),
    ("residual matters to each polity in its own territory", "Alder may legislate on money anywhere", "Held"),
    ("the people of Alder and Birch together by plurality", "the people of Alder by plurality", "One"),
    ("condition Shut, initially not", "condition Shut, initially", "Closed"),
    ("act Close, by Alder.House, effect Shut", "act Close, by Alder.House, effect War", "Home"),
    ("effect that force is under Chief", "when War, effect that force is under Chief", ""),
    ("polity Birch comprises Fir", "polity Birch comprises Fir and Oak", ""),
    ("promise Peace: never War", "promise Peace: never Shut", "Peace"),
    ("promise Peace: never War", "promise Peace: never one person holds Alder.Head and Chief", "Peace"),
]


def told(one) -> dict[str, object]:
    return {key: value for key, value in one.as_json().items() if key != "tried"}


@pytest.mark.parametrize(("old", "new", "anew"), EDITS)
def test_what_is_carried_over_an_edit_is_what_the_edited_text_gets(old, new, anew):
    before = api.read(TEXT).settlement
    verdicts(before)
    edited = TEXT.replace(old, new, 1)
    assert edited != TEXT
    after, alone = api.read(edited).settlement, api.read(edited).settlement
    if after is None:
        pytest.fail("the edited text does not read")
    kept = carried(before, after)
    assert anew not in kept
    assert {one.name: told(one) for one in verdicts(after)} == {one.name: told(one) for one in verdicts(alone)}


def test_an_act_on_no_matter_leaves_the_table_and_a_competence_leaves_the_moves():
    before = api.read(TEXT).settlement
    verdicts(before)
    act = api.read(TEXT.replace("by Chief, when not Shut, effect War", "by Chief, effect War")).settlement
    assert "Held" in carried(before, act)
    competence = api.read(TEXT.replace("external_defence in itself", "external_defence anywhere")).settlement
    kept = set(carried(before, competence))
    assert {"Peace", "Agreed", "Opened"} <= kept  # that Chief never acts is read off the table too
    assert kept.isdisjoint({"Home", "Held", "Once"})


@pytest.mark.parametrize("name", ["soft-secession", "three-joint-offices"])
def test_no_move_reads_who_holds_which_matter(name):
    settlement = api.load(name)
    clauses = [one for one in settlement.clauses if isinstance(one, cl.CompetenceClause | cl.ResidualClause | cl.FunctionClause)]
    fewer = settlement
    for clause in clauses:
        fewer = without(fewer, clause)
    assert clauses
    assert machine(fewer).moves == machine(settlement).moves
    assert machine(fewer).variables == machine(settlement).variables
