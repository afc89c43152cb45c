"""What is said of duties: an answer to each form of question, the silences, and histories that keep them or break them."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

import foedus.api as api
from foedus.reason.silence import silences
from mutants import Mutant, anew

TEXT = Path(__file__).with_name("duties.md")
MUST_NOT = "must not negotiate on treaties except on peace except abroad while not AtWar"

ANSWERS = [
    ("may Alder.President negotiate on treaties in Elm", "breach", "no: breach (Art. 1(11), Art. 2(1))"),
    ("may Alder.President negotiate on peace in Elm", "done", "yes (Art. 1(11))"),
    ("may Alder.President negotiate on treaties abroad", "done", "yes (Art. 1(11))"),
    ("may Alder.President negotiate on treaties in Elm while AtWar", "done", "yes (Art. 1(11))"),
    ("after DeclareWar: may Alder.President negotiate on treaties in Elm", "done", "yes (Art. 1(11))"),
    ("may Alder.President negotiate on treaties in Elm and abroad", "breach", "yes abroad; no: breach in Elm (Art. 1(11), Art. 2(1))"),
    ("may Alder.President negotiate on treaties in Elm and Oak", "void", "no: breach in Elm; no in Oak (Art. 1(11), Art. 2(1))"),
    ("may Governor of Elm execute on treaties in Elm", "breach", "no: breach (Art. 1(12), Art. 2(2))"),
    ("may Governor of Ash execute on treaties in Ash", "done", "yes (Art. 1(12))"),
    ("may Alder.Congress conclude on treaties in Elm", "pending", "only with the consent of Birch.Congress (Art. 1(14), Art. 2(3))"),
    ("may Alder conclude on treaties in Elm", "pending", "only with the consent of Birch.Congress (Art. 1(14), Art. 2(3))"),
    ("may Birch.Congress legislate on treaties in Oak", "done", "yes (Art. 1(13))"),
    ("may Alder.Congress do DeclareWar", "done", "yes (Art. 1(15))"),
    ("may Alder.President hold Weapons", "done", "no clause bars it; Alder.President holds none now (Art. 3(2))"),
    ("after DeclareWar, Allow of StandDown: may Birch.President do StandDown of Birch", "done", "yes (Art. 3(4))"),
    ("after DeclareWar: may Birch.Congress do Allow of StandDown", "done", "yes (Art. 2(8))"),
    ("may Guard of Elm hold Weapons", "breach", "no: breach (Art. 2(6))"),
    ("may Birch.President do StandDown of Birch", "breach", "no: breach without the consent of Birch.Congress (Art. 2(8))"),
    ("after Allow of StandDown: may Birch.President do StandDown of Birch", "done", "yes (Art. 3(4))"),
    ("may Alder.President do StandDown of Alder", "done", "yes (Art. 3(4))"),
    ("after DeclareWar: may Alder.President do StandDown of Alder", "done", "yes, and must, within 30 days (Art. 3(4), Art. 3(7))"),
    ("after Place of Guard of Elm: may Guard of Elm be used abroad", "breach", "no: breach (Art. 2(7))"),
    ("after Place of Guard of Elm: may Guard of Elm be used in Elm", "done", "yes, under Alder.President (Art. 3(6))"),
    (
        "what may Alder.President do",
        "held",
        f"negotiate on treaties in Elm, Ash and abroad (Art. 1(11)); {MUST_NOT} (Art. 2(1)); take part in StandDown (Art. 3(4)); "
        "command on defence in Alder and abroad (Art. 3(6))",
    ),
    ("what may Alder do", "held", "conclude on treaties in Elm and Ash (Art. 1(14)); must pay 100 usd yearly to Birch (Art. 3(8))"),
    (
        "what happens when AtWar",
        "told",
        f"Alder.President {MUST_NOT} (Art. 2(1)); Alder.Congress must not DeclareWar while AtWar (Art. 2(5)); "
        "Alder.President must StandDown within 30 days when AtWar (Art. 3(7))",
    ),
]


@pytest.fixture(scope="module")
def text():
    return api.load(TEXT)


@pytest.mark.parametrize(("question", "verdict", "sentence"), ANSWERS, ids=[row[0] for row in ANSWERS])
def test_a_question_is_answered_with_its_duties(text, question, verdict, sentence):
    answer = api.ask(text, question)
    assert (answer.verdict, answer.sentence) == (verdict, sentence)


def test_a_duty_of_which_no_act_tells_whether_it_is_done_says_so(text):
    found = [(one.cites[0], one.what) for one in silences(text) if one.code == "F309"]
    follows, tells = "what follows when the duty is not done", "whether the duty is done in time, which no act tells"
    assert found == [("Art. 3(8)", follows), ("Art. 3(8)", tells), ("Art. 3(9)", follows), ("Art. 3(9)", tells)]


HISTORIES = """---
title: Duties kept and broken
summary: What lawful histories leave out.
---

## Article 1. The text

Two polities and an office.

```foedus
polity Alder comprises Elm
polity Birch comprises Oak
office Chief, joint to Alder and Birch, held for life
office Other, joint to Alder and Birch, held for life
condition Down
condition War
condition Over
act StandDown, by Chief, effect Down
act Declare, by Chief, effect War
act Wait, by Other, after 2 years, effect Over
Chief must StandDown within 1 year
Chief must not Declare
promise NoWar: never War
promise NoWarAtAll: never War even in breach
promise Late: never Over while not Down
promise LateAtAll: never Over while not Down even in breach
possible Goes: it can once come about that Over
```
"""


def test_a_lawful_history_breaks_no_duty_and_leaves_none_undone(tmp_path):
    path = tmp_path / "duties.md"
    path.write_text(HISTORIES, encoding="utf-8")
    found = {one.name: one for one in api.check(path).verdicts}
    assert {name: one.verdict for name, one in found.items()} == {
        "NoWar": "proved", "NoWarAtAll": "refuted", "Late": "proved", "LateAtAll": "refuted", "Goes": "proved",
    }  # fmt: skip
    assert [step.breach for step in found["NoWarAtAll"].trace] == [True]
    late = found["LateAtAll"].trace
    assert [step.breach for step in late] == [False, True, False]
    assert "This is a breach of Art. 1(11)" in late[1].words
    assert "Chief is in breach of Art. 1(11)" in late[1].words


_DUTIES, _ASK, _LAW = "foedus.model.duties", "foedus.reason.ask_duties", "foedus.reason.ask_law"
MUTANTS = (
    Mutant("a duty is silent on competences", _LAW, "(wrong if any(duty.lifted_by is None for duty in duties) else yes)", "(yes)"),
    Mutant("what a consent lifts is a breach", _LAW, "(wrong if any(duty.lifted_by is None for duty in duties) else yes)", "(wrong if duties else yes)"),
    Mutant("whose consent lifts it is not said", _LAW, "for duty in duties if duty.lifted_by is not None))", "for duty in duties if False))"),
    Mutant("a force is used against a duty", _LAW, "    bars += ask_duties.against_use(asking, name, where)\n", ""),
    Mutant("all that is no is a breach", _ASK, "verdict = Outcome.VOID if no else", "verdict = Outcome.BREACH if no else"),
    Mutant("nothing stands notwithstanding a duty", _ASK, "place, notwithstanding=kept))", "place))"),
    Mutant("every duty is lifted by somebody", _ASK, 'if len(lifting) == len(found) else ""', 'if not lifting else ""'),
    Mutant("a duty binds everybody to hold nothing", _ASK, "or not holds(binds(settlement, duty.who, name), values)", ""),
    Mutant("an act is a duty at all times", _ASK, "_is_bound(asking, due.clause, name) and holds(due.when, values)}", "_is_bound(asking, due.clause, name)}"),
    Mutant("an act is everybody's duty", _ASK, "if due.act == act and _is_bound(asking, due.clause, name) and", "if due.act == act and"),
    Mutant("no duty turns on", _ASK, "if spoken & names(while_said(settlement, duty, Binding())):", "if False:"),
    Mutant("an exception excepts nothing", _DUTIES, "in self.matters) and matter not in self.excepted", "in self.matters)"),
    Mutant("a place excepted is none", _DUTIES, "    if duty.clause.limits.except_place is not None:", "    if False:"),
    Mutant("a duty reaches everywhere", _DUTIES, "there = covers(settlement, duty.clause.doing.place, name, place, silent=TRUE)", "there = TRUE"),
    Mutant("a polity does what its assembly must not", _DUTIES, "organs and all(holds(", "False and all(holds("),
)


def told_otherwise(mutant) -> str:
    """The first question that a broken copy answers otherwise; empty where there is none."""
    with anew("foedus", mutant=mutant):
        door = import_module("foedus.api")
        broken = door.load(TEXT)
        for question, verdict, sentence in ANSWERS:
            try:
                answer = door.ask(broken, question)
            except Exception:  # noqa: BLE001 - a mutant may break in any way
                return question
            if (answer.verdict, answer.sentence) != (verdict, sentence):
                return question
    return ""


@pytest.mark.parametrize("mutant", MUTANTS, ids=[mutant.name for mutant in MUTANTS])
def test_a_mutant_of_what_is_said_of_duties_answers_otherwise(mutant):
    assert told_otherwise(mutant)


def test_the_sound_copy_answers_as_it_is():
    assert told_otherwise(None) == ""
