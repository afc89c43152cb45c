"""Every form of question, on one small text: the sentence with its articles, the verdict, and the same as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import foedus.api as api
from foedus.errors import Diagnostic, QuestionError
from foedus.text.parse import parse_question
from foedus.text.table import parser

TEXT = Path(__file__).with_name("alder-and-birch.md")

ANSWERS = [
    ("may Alder.Congress legislate on health in Elm", "done", "yes (Art. 1(11))"),
    (
        "may Alder.Congress legislate on health in Oak",
        "void",
        "no: void; it is held by Birch, through Birch.Congress, as residual (Art. 1(11))",
    ),
    ("may Alder.Congress legislate on trade in Elm", "pending", "only with the consent of Birch.Congress (Art. 3(1))"),
    ("may Alder.Deputy negotiate on trade abroad", "pending", "only with the consent of Birch.Congress (Art. 3(2))"),
    ("may Alder.Deputy negotiate on trade abroad while AtWar", "void", "no: void; nobody holds it"),
    ("may Alder.Congress legislate on health in Alder and Birch", "void", "yes in Alder; no in Birch (Art. 1(11))"),
    ("may Chief hold Weapons", "void", "no: void; held by Alder.Army and each Guard (Art. 2(7))"),
    (
        "may Guard of Oak be used in Oak",
        "cannot",
        "not now: Guard of Oak is under nobody's command; PlaceUnderCommand puts it under Chief (Art. 2(2))",
    ),
    ("after PlaceUnderCommand of Guard of Oak by Chief: may Guard of Oak be used in Elm", "done", "yes, under Chief (Art. 2(6))"),
    ("after PlaceUnderCommand of Guard of Oak by Chief: may Guard of Oak be used abroad", "breach", "no: breach (Art. 2(8))"),
    ("may Chief do Engage", "cannot", "not now: it takes that some force is under Chief (Art. 2(10))"),
    ("after PlaceUnderCommand of Alder.Army: may Chief do Engage", "done", "yes (Art. 2(10))"),
    ("may Alder.Congress do DeclareWar", "pending", "only with the consent of Birch.Congress (Art. 2(11))"),
    ("who can decide PlaceUnderCommand of Guard of Oak", "told", "Chief (Art. 2(9))"),
    ("may Chief do DeclareWar", "void", "no: void; Alder.Congress and Birch.Congress may, together (Art. 2(11))"),
    ("after DeclareWar: may Alder.Congress do DeclareWar", "cannot", "not now: it would change nothing, for AtWar holds already (Art. 2(11))"),
    ("may Alder.Congress do Leave of Alder", "cannot", "not now: it takes that the waiting period of Leave is over (Art. 4(4))"),
    ("on 2033-06-01: may Alder.Congress do Leave of Alder", "done", "yes (Art. 4(4))"),
    (
        "may Alder.Congress do Fill of Alder.Deputy",
        "cannot",
        "not now: it takes that Alder.Deputy is vacant or its term is over; it would change nothing, for Alder.Deputy is filled already (Art. 1(7))",
    ),
    ("who may legislate on trade in Elm", "held", "Alder.Congress and Birch.Congress, only together (Art. 3(1))"),
    (
        "who may legislate on education in Elm",
        "held",
        "Alder.Congress and Birch.Congress, concurrently, with Birch.Congress prevailing (Art. 3(3))",
    ),
    (
        "who may legislate on health in Elm and Oak",
        "held",
        "in Elm: Alder, through Alder.Congress, as residual; in Oak: Birch, through Birch.Congress, as residual (Art. 1(11))",
    ),
    ("who may legislate on trade in Elm while AtWar", "held", "Alder.Congress and Birch.Congress, only together (Art. 3(1))"),
    ("on 2041-01-01: who may legislate on trade in Elm", "held", "Alder, through Alder.Congress, as residual (Art. 1(11))"),
    ("on 2029-01-01: who may legislate on trade in Elm", "held", "Alder, through Alder.Congress, as residual (Art. 1(11))"),
    ("who may negotiate on trade abroad when AtWar", "gap", "nobody: a gap"),
    ("who may command on external_defence abroad", "held", "Chief (Art. 2(6))"),
    ("who may conclude on war_and_peace in Elm", "held", "Alder.Congress and Birch.Congress together, by DeclareWar (Art. 2(11))"),
    ("who may police on policing in Birch", "held", "Birch, through Birch.President, as residual (Art. 1(11))"),
    (
        "what may Chief do",
        "held",
        "command on external_defence in Alder, Birch and abroad (Art. 2(6)); take part in PlaceUnderCommand (Art. 2(9)); do Engage (Art. 2(10))",
    ),
    ("what may Alder.Deputy do abroad", "held", "negotiate on trade abroad while not AtWar with the consent of Birch.Congress (Art. 3(2))"),
    ("what does DeclareWar need", "told", "a majority of those voting in each of Alder.Congress and Birch.Congress (Art. 2(11))"),
    (
        "how does Leave happen",
        "told",
        "a majority of those voting in its assembly, not before 3 years after the start, after notice of 6 months (Art. 4(4))",
    ),
    ("what does Fill of Alder.Deputy need", "told", "Alder.Congress (Art. 1(7))"),
    ("how does Fill of Chief happen", "told", "Alder.President and Birch.President (Art. 1(9))"),
    ("who can decide Fill of Alder.Deputy", "told", "Alder.Congress (Art. 1(7))"),
    ("who can block Fill of Chief", "told", "Alder.President; or Birch.President (Art. 1(9))"),
    ("who can decide Fund of Office", "told", "for Alder: Alder.Congress; for Birch: Birch.Congress (Art. 4(1))"),
    (
        "who can decide Fill of Alder.President",
        "told",
        "the people of Alder alone, who have more than half of the units (Alder 100.0 %) (Art. 1(5))",
    ),
    ("what does Fund of Office need", "told", "Alder.Congress and Birch.Congress, each its share (Art. 4(1))"),
    (
        "what does Settle need",
        "told",
        "2/3 of all members in Council, within 3 days; failing that by a majority of those voting in Alder.Congress (Art. 4(7))",
    ),
    ("who can block DeclareWar", "told", "Alder.Congress; or Birch.Congress (Art. 2(11))"),
    ("who can decide DeclareWar", "told", "Alder.Congress and Birch.Congress (Art. 2(11))"),
    (
        "who can decide who becomes Alder.President",
        "told",
        "the people of Alder alone, who have more than half of the units (Alder 100.0 %) (Art. 1(5))",
    ),
    ("who can block Charter", "told", "Alder in Council; or Birch in Council (Art. 4(6))"),
    ("who holds Weapons of Guard of Oak", "held", "Guard of Oak (Art. 2(3))"),
    ("who holds Weapons", "held", "each its own: Alder.Army, Guard of Oak and Guard of Fir (Art. 2(3))"),
    ("who holds Chief", "held", "somebody holds the office; who it is, the text does not say (Art. 1(9))"),
    ("who commands Alder.Army", "gap", "nobody; PlaceUnderCommand puts it under Chief (Art. 2(1))"),
    ("after PlaceUnderCommand of Alder.Army: who commands Alder.Army", "held", "Chief (Art. 2(1))"),
    ("who pays for Office", "held", "Alder 1/2 and Birch 1/2, each share voted by its assembly (Art. 4(1))"),
    ("who funds Office", "held", "Alder 1/2 and Birch 1/2, each share voted by its assembly (Art. 4(1))"),
    ('who gets "Mint" in Alder', "held", "Alder (Art. 4(8))"),
    ('who gets "Mint"', "held", "in Alder: Alder; in Birch: it ends (Art. 4(8))"),
    ('what becomes of "Roads"', "held", "each unit (Art. 4(10))"),
    ('what becomes of "Post" in Elm', "held", "shared, Alder in proportion to population (Art. 4(9))"),
    ("what happens when AtWar", "told", "Alder.Deputy may negotiate on trade abroad (Art. 3(2))"),
    ("what is open", "told", "Who keeps the archives? left open; Who pays the debt? settled here by halves (Art. 4(11), Art. 4(12))"),
    (
        "would 19 yes and 9 no from Alder, 5 yes and 9 no from Birch carry Charter",
        "lost",
        "lost: it needed 8 yes (including those from Birch in Council), and had 5 (Art. 4(6))",
    ),
    (
        "would 21 yes and 18 no and 3 absent carry Levy",
        "depends",
        "depends on a silence, of whom the share is taken: carried of those voting and carried of those present and lost of all members (Art. 4(5))",
    ),
    ("would 10 yes from Council, 15 yes and 13 no from Alder.Congress carry Settle", "carried", "carried at step 2 (Art. 4(7))"),
]


@pytest.fixture(scope="module")
def text():
    return api.load(TEXT)


@pytest.mark.parametrize(("question", "verdict", "sentence"), ANSWERS, ids=[row[0] for row in ANSWERS])
def test_a_question_is_answered(text, question, verdict, sentence):
    answer = api.ask(text, question)
    assert (answer.verdict, answer.sentence) == (verdict, sentence)
    assert answer.question == question
    assert all(cite in text.by_cite or cite.startswith("Art. ") for cite in answer.cites)


def test_every_form_of_question_but_those_on_promises_is_asked_here():
    trees = parser()
    used: set[str] = set()
    for question, _, _ in [*ANSWERS, ("what is silent", "", "")]:
        used |= {str(one.data) for one in trees.parse(question, start="question").iter_subtrees()}
    forms = {rule.alias for rule in trees.rules if rule.alias and rule.alias.startswith("q_") and rule.origin.name == "query"}
    assert forms - used == {"q_how", "q_verdict", "q_why", "q_rests"}  # these the prover answers


def test_what_is_silent_lists_each_default_with_its_article(text):
    answer = api.ask(text, "what is silent")
    assert "a majority of what: of those voting, present, or all members (21 yes, 18 no, 3 absent: carried, carried, lost): of those voting" in answer.answer
    assert {"Art. 1(8)", "Art. 3(4)", "Art. 4(1)", "Art. 4(4)", "Art. 4(5)", "Art. 4(7)"} <= set(answer.cites)


@pytest.mark.parametrize(
    ("question", "mend"),
    [
        ("may Alder.Congres legislate on trade in Elm", "Alder.Congress"),
        ("who may legislate on traide in Elm", "trade"),
        ("who may legislate on trade in Elk", "Elm"),
        ("what does DeclarWar need", "DeclareWar"),
        ("what does Fill need", "Fill of Alder.Deputy"),
        ("what does Fill of Chef need", "Chief"),
        ('who gets "Mnt"', "Mint"),
        ("what happens when AtWr", "AtWar"),
        ("who may legislate on trade in Elm while AtWr", "AtWar"),
        ("after Nothing: may Chief do Engage", "suppose"),
        ("who holds Elm", "resource or an office"),
        ("who commands Council", "force"),
        ("may the people of Aldar do DeclareWar", "the people of Alder"),
        ("who can decide Fill of Chef", "Chief"),
        ("who can decide Fill", "Fill of Alder.Deputy"),
        ("who can block Remove of Chief", "removed by"),
        ("what does Fill of Alder.President need", "who can decide who becomes Alder.President"),
        ("may Chief hold Weapon", "Weapons"),
        ("may Council be used in Elm", "Guard"),
        ("who may legislate", "on trade"),
        ("would 99 yes carry Levy", "count"),
        ("would 3 yes carry Settle", "from Council"),
        ("would 3 yes from Chief carry Levy", "Council"),
        ("who shall rule", "may"),
        ("who may legislatte on trade", "legislate"),
        ("", "how"),
    ],
)
def test_a_question_that_cannot_be_answered_says_what_may_stand_instead(text, question, mend):
    with pytest.raises(QuestionError) as told:
        api.ask(text, question)
    assert mend in told.value.mend
    assert str(told.value).count("\n") >= 1


@pytest.mark.parametrize("question", [row[0] for row in ANSWERS][::5])
def test_capitals_marks_and_spaces_do_not_matter(text, question):
    other = f"  {question[0].upper()}{question[1:]}?  ".replace(" may ", "  may ", 1)
    assert api.ask(text, other).sentence == api.ask(text, question).sentence


def test_the_json_of_an_answer(text):
    found = json.loads(json.dumps(api.ask(text, "who may legislate on health in Elm and Oak").as_json()))
    assert list(found) == ["format", "question", "verdict", "answer", "holders", "needs", "cites"]
    assert found["format"] == 1
    assert found["verdict"] == "held"
    assert found["cites"] == ["Art. 1(11)"]
    assert found["holders"] == [
        {"organ": "Alder.Congress", "holder": "Alder", "mode": "residual", "places": ["Elm"], "cites": ["Art. 1(11)"]},
        {"organ": "Birch.Congress", "holder": "Birch", "mode": "residual", "places": ["Oak"], "cites": ["Art. 1(11)"]},
    ]
    joint = api.ask(text, "who may legislate on trade in Elm").as_json()
    assert [(one["organ"], one["mode"]) for one in joint["holders"]] == [("Alder.Congress", "joint"), ("Birch.Congress", "joint")]
    assert api.ask(text, "may Alder.Congress do DeclareWar").as_json()["needs"] == ["Birch.Congress"]


def test_conditions_dates_and_acts_are_considered_together(text):
    assert api.ask(text, "on 2035-01-01: after DeclareWar: may Alder.Deputy negotiate on trade abroad").verdict == "void"
    assert api.ask(text, "after DeclareWar: on 2035-01-01: may Alder.Deputy negotiate on trade abroad").verdict == "void"
    assert api.ask(text, "on 2035-01-01: may Alder.Deputy negotiate on trade abroad").verdict == "pending"


def test_an_answer_shows_itself_in_a_notebook(text):
    html = api.ask(text, "who may legislate on trade in Elm")._repr_html_()
    assert "<strong>who may legislate on trade in Elm</strong>" in html
    assert "Art. 3(1)" in html


def test_asking_twice_gives_the_same(text):
    for question, _, sentence in ANSWERS:
        assert api.ask(text, question).sentence == sentence


def test_every_question_of_the_page_reads():
    assert not any(isinstance(parse_question(question), Diagnostic) for question, _, _ in ANSWERS)
