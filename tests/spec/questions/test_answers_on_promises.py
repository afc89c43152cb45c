"""Questions on promises in a text's answer blocks: answered from the verdicts, a wrong one told at its place, none asked where promises rest."""

from __future__ import annotations

import pytest

import foedus.api as api
from foedus.checked import asks_of_promises
from foedus.cli.tell import tell_check
from foedus.text.parse import parse_question

TEXT = """---
title: Two halves
---

## Article 1. All

```foedus
unit Elm
unit Oak
polity Alder comprises Elm
polity Birch comprises Oak
assembly Alder.House with 3 seats
assembly Birch.House with 3 seats
condition AtWar, initially not
condition Tired, initially not
act DeclareWar, by Alder.House and Birch.House, effect AtWar
act MakePeace, by Alder.House, after 1 year, effect not AtWar
act Tire, by Alder.House, when AtWar, effect Tired
promise WarTakesTwo: AtWar only after Alder.House and Birch.House consented
promise NeverWar: never AtWar
```

```foedus-answer
> may Alder.House do MakePeace
not now: it would change nothing, for AtWar does not hold (Art. 1(10))
> does WarTakesTwo hold
{holds}
> why does WarTakesTwo hold
proved: … it rests on “Alder.House” in Art. 1(9) and “Birch.House” in Art. 1(9) (…)
> does NeverWar hold
refuted: After 2 moves, and after no fewer: AtWar holds (Art. 1(13))
> what rests on Art. 1(9)
WarTakesTwo, on “Alder.House” and “Birch.House” (Art. 1(9), Art. 1(12))
> how can Tired come about within 1 day
1. Alder.House and Birch.House consent to DeclareWar (Art. 1(9)); 2. Alder.House does Tire (Art. 1(11))
> how can AtWar come about
DeclareWar, by Alder.House and Birch.House (Art. 1(9))
```
"""
RIGHT = "proved: In every history, of any length, it holds (Art. 1(12))"
WRONG = "refuted: …"


def test_every_question_on_promises_is_answered_from_the_verdicts():
    checked = api.check(TEXT.format(holds=RIGHT))
    assert [(one.question, one.got) for one in checked.answers if not one.ok] == []
    assert len(checked.answers) == 7
    assert checked.diagnostics == ()
    assert checked.exit_code == 1  # NeverWar is refuted, and the text knows it


def test_a_wrong_answer_is_a_difference_at_its_place_with_both_answers():
    text = TEXT.format(holds=WRONG)
    checked = api.check(text)
    (found,) = checked.errors
    assert found.code == "F126"
    assert text.split("\n")[found.span.line - 1] == WRONG
    assert RIGHT in found.places[0].label
    (wrong,) = [one for one in checked.answers if not one.ok]
    assert (wrong.question, wrong.expected, wrong.got) == ("does WarTakesTwo hold", WRONG, RIGHT)
    assert checked.exit_code == 2


def test_the_difference_shows_both_answers_to_people(capsys):
    tell_check(api.check(TEXT.format(holds=WRONG)))
    out = capsys.readouterr().out
    assert RIGHT in out
    assert WRONG in out
    assert "6 of 7 answered as the text expects." in out


def test_where_promises_are_left_out_no_question_on_them_is_asked(monkeypatch, capsys):
    monkeypatch.setattr("foedus.reason.promise.plan.verdict", _never)
    monkeypatch.setattr("foedus.reason.promise.judge.judge_clause", _never)
    checked = api.check(TEXT.format(holds=WRONG), promises=False)
    assert [one.question for one in checked.answers] == ["may Alder.House do MakePeace", "how can AtWar come about"]
    assert checked.diagnostics == ()
    tell_check(checked)
    assert "2 of 2 answered as the text expects; 5 questions on promises not asked." in " ".join(capsys.readouterr().out.split())


def test_reading_a_text_decides_no_promise_until_its_answers_are_asked_for(monkeypatch):
    monkeypatch.setattr("foedus.reason.promise.plan.verdict", _never)
    checked = api.check(TEXT.format(holds=WRONG))
    assert checked.at_once == ()
    with pytest.raises(AssertionError, match="a promise was decided"):
        len(checked.answers)


def test_what_a_promise_may_cost_is_the_limit_of_the_check(monkeypatch):
    given = []

    def told(settlement, name, limits):
        given.append(limits.seconds)
        raise api.QuestionError("not now", mend="ask later")

    monkeypatch.setattr("foedus.reason.promise.plan.verdict", told)
    checked = api.check(TEXT.format(holds=WRONG), seconds=3.0)
    assert checked.answers
    assert set(given) == {3.0}


@pytest.mark.parametrize(
    ("question", "decides"),
    [
        ("does N hold", True),
        ("why does N hold", True),
        ("what rests on Art. 7(2)", True),
        ("how can AtWar come about within 2 years", True),
        ("how can AtWar come about", False),
        ("who may tax in Elm", False),
        ("this is no question", False),
    ],
)
def test_which_questions_need_promises_decided(question, decides):
    assert asks_of_promises(parse_question(question)) is decides


def _never(*_, **__):
    raise AssertionError("a promise was decided")
