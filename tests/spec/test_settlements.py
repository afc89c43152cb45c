"""Every shipped text reads, answers its own questions as it expects, and is in canonical form."""

from __future__ import annotations

from pathlib import Path

import pytest

import foedus.api as api
from foedus.shipped import names, shipped
from foedus.text.fmt import fmt

TEXTS = names()


@pytest.fixture(scope="module", params=TEXTS)
def checked(request):
    return api.check(request.param)


def test_there_are_the_flagship_its_variants_and_a_precedent():
    assert {"soft-secession", "status-quo", "full-secession", "fifty-sovereign-states", "three-joint-offices", "no-common-bank"} <= set(TEXTS)
    assert {"autonomy-first", "precedents/serbia-montenegro-2003"} <= set(TEXTS)


def test_a_shipped_text_has_no_errors_and_answers_its_own_questions(checked):
    assert [item.message for item in checked.errors] == []
    assert [(one.question, one.got) for one in checked.answers if not one.ok] == []
    assert checked.answers, "a text without a question of its own says nothing that can be checked"


def test_the_flagship_asks_at_least_sixty_questions_of_itself():
    assert len(api.check("soft-secession").answers) >= 60


@pytest.mark.parametrize("name", TEXTS)
def test_a_shipped_text_is_canonical(name):
    text = Path(shipped(name)).read_text(encoding="utf-8")
    assert fmt(text) == text


def test_a_wrong_expected_answer_is_an_error_at_its_line(tmp_path):
    text = Path(shipped("status-quo")).read_text(encoding="utf-8").replace("TX, through Court of TX, as residual", "nobody", 1)
    path = tmp_path / "wrong.md"
    path.write_text(text, encoding="utf-8")
    checked = api.check(path)
    assert [item.code for item in checked.errors] == ["F126"]
    line = checked.errors[0].span.line
    assert text.split("\n")[line - 1].startswith("nobody")
    assert checked.exit_code == 2


def test_the_flagship_is_whole():
    found = api.check("soft-secession").coverage
    assert found.overlaps == ()
    assert found.defeated == ()
    assert found.orphans == ()
    assert found.idle == ()
    assert found.gaps == ()


def test_every_element_of_the_source_stands_in_the_table():
    text = Path(shipped("soft-secession")).read_text(encoding="utf-8").split("## Where the source says it")[1]
    numbers: set[int] = set()
    for line in text.split("\n"):
        if line.startswith("| S"):
            cell = line.split("|")[1]
            found = [int(word.strip(",").removeprefix("S")) for word in cell.split() if word.startswith("S")]
            numbers.update(range(found[0], found[-1] + 1) if "to" in cell else found)
    assert numbers == set(range(1, 32))


def test_the_table_cites_clauses_that_stand():
    import re

    settlement = api.load("soft-secession")
    text = Path(shipped("soft-secession")).read_text(encoding="utf-8").split("## Where the source says it")[1]
    for cited in re.findall(r"(\d+[A-Z]?\(\d+\))", text):
        assert f"Art. {cited}" in settlement.by_cite
