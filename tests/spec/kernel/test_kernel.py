"""The kernel does what the clauses say, form by form; and a kernel broken in any one of many lines is seen to be."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mutants import anew
from spec.kernel.kernel_mutants import MUTANTS
from spec.kernel.stories import STORIES
from spec.kernel.telling import tell

READ = [(story, story.read()) for story in STORIES]
KEPT = ("foedus.model.clauses", "foedus.model.phrases", "foedus.model.speech", "foedus.model.document", "foedus.model.gazetteer")
"""What a text is read into: the same values for every kernel."""


@pytest.mark.parametrize(("story", "clauses"), READ, ids=[story.name for story in STORIES])
def test_the_story_comes_out_as_told(story, clauses):
    tell(story, clauses)


def told_otherwise(mutant) -> str:
    """The first story that a broken kernel tells otherwise; empty where there is none."""
    with anew("foedus.model", mutant=mutant, keep=KEPT):
        for story, clauses in READ:
            try:
                tell(story, clauses)
            except Exception:  # noqa: BLE001 - a mutant may break in any way
                return story.name
    return ""


@pytest.mark.parametrize("mutant", MUTANTS, ids=[mutant.name for mutant in MUTANTS])
def test_a_mutant_of_the_kernel_tells_a_story_otherwise(mutant):
    assert told_otherwise(mutant)


def test_the_sound_kernel_imported_anew_tells_every_story_as_it_is():
    assert told_otherwise(None) == ""


def test_every_phrase_of_an_act_and_every_trait_of_an_office_stands_in_a_story():
    """The forms of the language that move a situation, by the words that begin them."""
    text = re.sub(r"\s+", " ", " ".join(story.clauses for story in STORIES))
    forms = """
    of a unit to a polity|of a force|of a polity|of a unit of Alder|, by |, with the consent of|after hearing|or after 14 days|within 1 year of the
    first consent|when |while |unless within 4 days|objects|object,|failing that within|failing that by|decides|it is adopted|it fails|exchanges of
    notes|, after 2 years|, for 3 years|not before|after the start|after notice of|surviving|succeeded by|repeated after 1|repeated after an election|
    is vacant|is filled|is funded|belongs to that polity|pass to that organ|is under|is not under|is amended|effect not|elected every|appointed by|
    removed by|until succeeded|held for life|rotating every|drawn by lot|held ex officio|incompatible with|when vacant Alder.Deputy acts|when vacant
    filled by|initially vacant|ties broken by lot|deciding by|funded yearly|the last budget continues|entrance to|in force from|renewable by|may not|
    must not|any 2 of|all but 1|two thirds of the units|comprising 65 %|including Elm|including a majority from each of|in a referendum of|together
    """
    missing = [form for form in (re.sub(r"\s+", " ", form.strip("\n ")) for form in forms.split("|")) if form not in text]
    assert missing == []


def test_the_kernel_needs_the_standard_library_alone():
    source = Path(__import__("foedus.model.kernel", fromlist=["_"]).__file__).read_text(encoding="utf-8")
    assert not re.findall(r"^(?:from|import) (?!foedus|__future__|collections|dataclasses|types|difflib)", source, re.MULTILINE)
