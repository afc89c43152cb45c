"""Mirror: the polities change names, and every answer changes with them and nothing else does. No name is favoured, nor what it comes first with."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import foedus.api as api
from foedus.reason.cover import cover
from foedus.reason.findings import diagnostic
from foedus.reason.silence import silences
from foedus.shipped import shipped

PAIRS = {"soft-secession": ("Commonwealth", "Federation"), "autonomy-first": ("Commonwealth", "Federation")}


def swapped(text: str, one: str, other: str) -> str:
    """The text with two names exchanged, wherever they stand as words of their own."""
    return re.sub(rf"\b({one}|{other})\b", lambda found: other if found.group(1) == one else one, text)


def mirrored(name: str, folder: Path) -> Path:
    """A shipped text, and whatever it extends, with its two polities exchanged."""
    text = Path(shipped(name)).read_text(encoding="utf-8")
    base = re.search(r"^extends: (.+)$", text, re.MULTILINE)
    if base:
        mirrored(base.group(1).removesuffix(".md"), folder)
    path = folder / f"{name}.md"
    path.write_text(swapped(text, *PAIRS["soft-secession"]), encoding="utf-8")
    return path


@pytest.fixture(scope="module", params=sorted(PAIRS))
def both(request, tmp_path_factory):
    pair = PAIRS[request.param]
    path = mirrored(request.param, tmp_path_factory.mktemp("mirror"))
    return api.read(request.param), api.read(path), pair


def test_the_mirrored_text_has_no_errors(both):
    assert both[1].errors == ()


def test_every_answer_is_mirrored(both):
    here, there, pair = both
    asked = [one.question for one in here.document.answers]
    assert asked
    for question in asked:
        answer = api.ask(here.settlement, question).as_json()
        image = api.ask(there.settlement, swapped(question, *pair)).as_json()
        assert json.dumps(image) == swapped(json.dumps(answer), *pair), question


def test_coverage_is_mirrored(both):
    here, there, pair = both
    found = [diagnostic(here.settlement, one) for one in cover(here.settlement).findings]
    image = [diagnostic(there.settlement, one) for one in cover(there.settlement).findings]
    assert [(one.code, swapped(one.message, *pair), swapped(one.mend, *pair)) for one in found] == [
        (one.code, one.message, one.mend) for one in image
    ]
    assert cover(here.settlement).cells == cover(there.settlement).cells


def test_silences_are_mirrored(both):
    here, there, pair = both
    found = [(one.code, swapped(one.what, *pair), swapped(one.taken_as, *pair), one.cites) for one in silences(here.settlement)]
    assert found == [(one.code, one.what, one.taken_as, one.cites) for one in silences(there.settlement)]


def test_names_that_sort_otherwise_change_nothing(tmp_path):
    """The same with names that lie far apart in the alphabet, so that an order by name would show."""
    text = Path(shipped("soft-secession")).read_text(encoding="utf-8")
    first = text.replace("Commonwealth", "Aaa").replace("Federation", "Zzz")
    last = text.replace("Commonwealth", "Zzz").replace("Federation", "Aaa")
    here, there = api.read(write(tmp_path, "first.md", first)), api.read(write(tmp_path, "last.md", last))
    for one in here.document.answers:
        answer = api.ask(here.settlement, one.question).as_json()
        image = api.ask(there.settlement, swapped(one.question, "Aaa", "Zzz")).as_json()
        assert json.dumps(image) == swapped(json.dumps(answer), "Aaa", "Zzz"), one.question


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


# ---- a text that is its own mirror

HALVES = """---
title: Two halves
---

## Article 1. All

Alder and Birch do alike.

```foedus
polity {0} comprises {1}
polity {2} comprises {3}
assembly {0}.Congress
assembly {2}.Congress
office {0}.President, elected every 4 years by the people of {0} by plurality
office {2}.President, elected every 4 years by the people of {2} by plurality
force Guard of each unit
resource Weapons of each force, held by it
condition AtWar
residual matters to each polity in its own territory
no organ of a polity may legislate in another polity
{0}.Congress and {2}.Congress may together conclude on treaties abroad
act DeclareWar, by a majority of those voting in each of {0}.Congress and {2}.Congress, effect AtWar
agency Staff, joint to {0} and {2}, funded yearly by {0} 1/2 and {2} 1/2, each share voted by its assembly
```
"""
QUESTIONS = [
    "who may legislate on health in {1}", "who may legislate on health in {0}", "may {0}.Congress legislate on health in {3}",
    "may {2}.Congress legislate on health in {3}", "who holds Weapons of Guard of {1}", "may {0}.Congress do DeclareWar",
    "may {2}.President do DeclareWar", "what may {0}.President do", "who can block DeclareWar", "who pays for Staff", "what does DeclareWar need",
    "after DeclareWar by {0}.Congress: may {2}.Congress do DeclareWar", "who may conclude on treaties abroad", "who can decide who becomes {0}.President",
]  # fmt: skip
HERE, THERE = ("Alder", "Elm", "Birch", "Oak"), ("Birch", "Oak", "Alder", "Elm")


@pytest.mark.parametrize("question", QUESTIONS)
def test_in_a_symmetric_text_both_polities_get_the_same_answers(question):
    """Written with either polity first, and asked of either: the answers are one another's images, word for word."""
    here, there = api.load(HALVES.format(*HERE)), api.load(HALVES.format(*THERE))
    answer = api.ask(here, question.format(*HERE)).sentence
    assert api.ask(there, question.format(*THERE)).sentence == swapped(swapped(answer, "Alder", "Birch"), "Elm", "Oak")
    image = api.ask(here, question.format(*THERE)).sentence
    mirror = swapped(swapped(answer, "Alder", "Birch"), "Elm", "Oak")
    assert words(image) == words(mirror)


def words(sentence: str) -> list[str]:
    """The words of an answer in whatever order, its articles left out: those of a clause and its mirror differ."""
    return sorted(re.findall(r"[\w.]+", re.sub(r" ?\(Art\.[^)]*\)[^)]*\)", "", sentence)))


def test_a_text_that_favours_one_is_noticed(tmp_path):
    """Otherwise the tests above would show nothing."""
    text = HALVES.format(*HERE).replace("no organ of a polity may legislate in another polity", "no organ of Alder may legislate in Oak")
    one = api.load(text)
    assert api.ask(one, "may Alder.Congress legislate on health in Oak").sentence != swapped(
        swapped(api.ask(one, "may Birch.Congress legislate on health in Elm").sentence, "Alder", "Birch"), "Elm", "Oak"
    )
