"""What is said of duties: an answer to each form of question, the silences, and histories that keep them or break them."""

from __future__ import annotations

from pathlib import Path

import pytest

import foedus.api as api
from foedus.reason.silence import silences

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
