"""Everyday slips of the pen: what is written, and the mend, which reads where it is put in; never a bare list of tokens."""

from __future__ import annotations

import re

import pytest

import foedus.api as api
from foedus.codes import GROUND
from foedus.errors import Diagnostic
from foedus.text.parse import parse_clause

SLIPS = [
    ("act DeclareWar, by majority of those voting in Alder.Congress, effect AtWar", "write `by a majority`"),
    ("act DeclareWar, by absolute majority in Alder.Congress, effect AtWar", "write `by an absolute majority`"),
    ("act DeclareWar, by simple majority in Alder.Congress, effect AtWar", "write `by a majority of those voting`"),
    ("act DeclareWar, by more than half of those voting in Alder.Congress, effect AtWar", "write `by a majority`"),
    (
        "act DeclareWar, by a majority of those voting in a referendum in each of Alder and Birch, effect AtWar",
        "write `in a referendum of Alder and in a referendum of Birch`",
    ),
    ("act declareWar, by Alder.Congress, effect AtWar", "write `act DeclareWar`"),
    ("condition atWar", "write `condition AtWar`"),
    ("act Stamp of a unit, by the Governor of that unit, effect AtWar", "write `its Governor`"),
    ("act Stamp, by Governor of each unit, effect AtWar", "write `by the consent of Governor of each`"),
    ("Alder.Congress must to Begin within 30 days when AtWar", "write `must`"),
    ("Alder.Congress has to Begin within 30 days when AtWar", "write `must`"),
    ("Alder.Congress is allowed to legislate on trade in Elm", "write `may`"),
    ("Alder.Congress is not allowed to legislate on trade in Elm", "write `may not`"),
    ("Alder.Congress shall not legislate on trade in Elm", "write `may not`"),
    ("Alder.Congress cannot legislate on trade in Elm", "write `may not`"),
    ("act DeclareWar, by 2/3rds of all members in Alder.Congress, effect AtWar", "write `2/3`"),
    ("act DeclareWar, by 60 percent of all members in Alder.Congress, effect AtWar", "write `60 %`"),
    ("act DeclareWar, by Alder.Congress, so that AtWar", "write `effect`"),
    ("act DeclareWar, by both Alder.Congress and Birch.Congress, effect AtWar", "write `Alder.Congress`"),
    ("act DeclareWar, by the Alder.Congress, effect AtWar", "write `Alder.Congress`"),
    ("act DeclareWar, by Alder.Congress, if AtWar, effect AtWar", "write `when`"),
    ("act DeclareWar, by Alder.Congress, within 2 weeks, effect AtWar", "write `14 days`"),
    ("act DeclareWar, by Alder.Congress, after a year, effect AtWar", "write `after 1 year`"),
]


@pytest.mark.parametrize(("text", "mend"), SLIPS, ids=[row[0] for row in SLIPS])
def test_a_slip_is_told_with_the_wording_that_reads(text, mend):
    found = parse_clause(text)
    assert isinstance(found, Diagnostic)
    assert found.code == "F101"
    assert found.mend.endswith(mend)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("act Stamp, by Governor of Elm, effect AtWar", "its Governor"),
        ("Alder.Congress shall legislate on trade in Elm", "`must` for a duty, `may` for a power"),
        ("polity Alder", "go on here with `comprises` or a quoted title"),
    ],
)
def test_where_no_one_wording_is_meant_the_mend_says_what_there_is(text, words):
    found = parse_clause(text)
    assert isinstance(found, Diagnostic)
    assert words in found.mend


@pytest.mark.parametrize("cut", range(1, 12))
def test_a_sentence_that_breaks_off_is_told_at_most_five_continuations(cut):
    whole = "act DeclareWar on trade, by a majority of those voting in Alder.Congress"
    found = parse_clause(" ".join(whole.split()[:cut]))
    if isinstance(found, Diagnostic):
        named = re.split(r", (?=[`a-z])| or ", found.mend.removeprefix("go on here with "))
        assert len(named) <= 5
        assert "more)" not in found.mend


@pytest.mark.parametrize(
    ("clause", "line"),
    [
        ("act Start, by Alder.Congress, effect Zeal", "condition Zeal, initially not"),
        ("Alder.Congress may legislate on zoology in Alder", "matter zoology"),
        ("act Start, by Quorate, effect AtWar", "assembly Quorate"),
    ],
)
def test_a_name_that_nothing_declares_is_told_with_the_line_that_declares_it(clause, line):
    text = f"---\ntitle: T\n---\n\n## Article 1. A\n\nx\n\n```foedus\n{GROUND}\n{clause}\n```\n"
    found = [item for item in api.read(text).diagnostics if item.code == "F102"]
    assert [item.mend for item in found] == [f"declare it: `{line}`"]
    assert not isinstance(parse_clause(line), Diagnostic)
