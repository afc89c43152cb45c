"""`Governor of each unit of Alder` means those of Alder's units alone, wherever it stands: in answers, in coverage, and in promises."""

from __future__ import annotations

import pytest

import foedus.api as api
from mutants import Mutant, anew

TEXT = """---
title: Families
summary: What is said of the organs of each unit of one polity.
---

## Article 1. All

Two polities of two units each; a unit may go over to the other.

```foedus
polity Alder comprises Elm and Ash
polity Birch comprises Oak and Fir
matter roads
matter bridges
office Governor of each unit, held for life
assembly Alder.Congress
assembly Birch.Congress
condition Law
Governor may execute on roads in itself
Governor of each unit of Alder may not execute on roads
Governor of each unit of Alder may execute on bridges in itself
act Build on roads, by the consent of Governor of each unit of Alder, effect Law
act Move of a unit to a polity, by its office, effect that unit belongs to that polity
residual matters to each polity in its own territory
promise BarredInAlder: no office of Alder may execute on roads in Alder
promise FreeInBirch: no office of Birch may execute on roads in Birch
promise BridgesAreAlders: no office of Birch may execute on bridges
```
"""

ANSWERS = [
    ("may Governor of Elm execute on roads in Elm", "void", "Art. 1(10)"),
    ("may Governor of Oak execute on roads in Oak", "done", "yes (Art. 1(9))"),
    ("after Move of Elm, Birch: may Governor of Elm execute on roads in Elm", "done", "yes (Art. 1(9))"),
    ("after Move of Oak, Alder: may Governor of Oak execute on roads in Oak", "void", "Art. 1(10)"),
    ("may Governor of Elm execute on bridges in Elm", "done", "yes (Art. 1(11))"),
    ("may Governor of Oak execute on bridges in Oak", "void", "no: void; nobody holds it"),
    ("who may legislate on roads in Elm", "held", "Governor of Elm and Governor of Ash together, by Build (Art. 1(12))"),
    ("after Move of Elm, Birch: who may legislate on roads in Elm", "held", "Governor of Ash, by Build (Art. 1(12))"),
    ("may Governor of Elm do Build", "pending", "only with the consent of Governor of Ash (Art. 1(12))"),
    ("may Governor of Oak do Build", "void", "no: void; Governor of Elm and Governor of Ash may, together (Art. 1(12))"),
    ("what may Governor of Elm do", "held", "execute on bridges in itself (Art. 1(11)); take part in Build (Art. 1(12)); take part in Move (Art. 1(13))"),
    ("what may Governor of Oak do", "held", "execute on roads in itself (Art. 1(9)); take part in Move (Art. 1(13))"),
]


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("families") / "families.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.parametrize(("question", "verdict", "ending"), ANSWERS, ids=[row[0] for row in ANSWERS])
def test_an_answer_leaves_the_organs_of_the_other_polity_alone(path, question, verdict, ending):
    answer = api.ask(path, question)
    assert answer.verdict == verdict
    assert ending in answer.sentence


def test_coverage_finds_barred_only_what_is(path):
    """The other half of the family has the competence: it is not barred wholly, save for those of Alder."""
    found = api.check(path).coverage.defeated
    assert {holder for one in found for holder in one.holders} <= {"Governor of Elm", "Governor of Ash"}


def test_promises_read_the_family_as_the_kernel_does(path):
    found = {one.name: one.verdict for one in api.check(path).verdicts}
    assert found == {"BarredInAlder": "proved", "FreeInBirch": "refuted", "BridgesAreAlders": "proved"}


def test_a_family_that_is_always_whole_is_seen(path):
    with anew("foedus", mutant=Mutant("whole", "foedus.model.families", "if of and owner in settlement.units else TRUE", "if False else TRUE")):
        from importlib import import_module

        broken = import_module("foedus.api")
        assert broken.ask(path, "may Governor of Oak execute on roads in Oak").verdict == "void"
        assert {one.name: one.verdict for one in broken.check(path).verdicts}["FreeInBirch"] == "proved"


def test_a_clause_on_a_whole_family_that_is_barred_is_told_once(tmp_path):
    path = tmp_path / "barred.md"
    path.write_text(TEXT.replace("Governor of each unit of Alder may not execute on roads", "Governor may not execute on roads"), encoding="utf-8")
    found = [one for one in api.check(path).coverage.defeated if one.cites == ("Art. 1(9)",)]
    assert [one.holders for one in found] == [("Governor of Elm", "Governor of Ash", "Governor of Oak", "Governor of Fir")]
