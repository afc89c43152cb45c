"""The language: parsing cases from precedents read, canonical text is the identity, amendments keep numbers, mistakes are told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from foedus.errors import Diagnostic
from foedus.model import clauses as cl
from foedus.model import phrases as ph
from foedus.model import speech as sp
from foedus.text.fmt import fmt
from foedus.text.load import load
from foedus.text.markdown import clauses as split_clauses
from foedus.text.parse import parse_clause, parse_question
from foedus.text.read import read
from foedus.text.render import render

CASES = sorted((Path(__file__).parent / "cases").glob("*.md"))


def clauses_of(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    found = [raw.text for block in re.findall(r"```foedus\n(.*?)```", text, re.DOTALL) for raw in split_clauses(block, 1)]
    return found or [line for line in text.split("\n")[1:] if line.strip()]


CLAUSES = [clause for path in CASES for clause in clauses_of(path)]


@pytest.mark.parametrize("text", CLAUSES)
def test_a_clause_of_a_precedent_reads_and_its_canonical_text_is_the_same_clause(text):
    clause = parse_clause(text)
    assert not isinstance(clause, Diagnostic), clause
    assert parse_clause(render(clause)) == clause


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_fmt_is_idempotent(path):
    text = path.read_text(encoding="utf-8")
    assert fmt(fmt(text)) == fmt(text)


def test_fmt_keeps_prose_and_comments():
    text = "---\ntitle: T\n---\n\nProse  with   spaces.\n\n## Article 1. A\n\n```foedus\n# a comment\ncondition   AtWar\n```\n"
    assert fmt(text) == text.replace("condition   AtWar", "condition AtWar")


def test_a_majority_names_its_share_base_and_bodies():
    clause = parse_clause("act War by two thirds of all members in each chamber of Alder.Congress and of Birch.Congress")
    assert clause.by == ph.CountOf(
        ph.Share("share", ph.Amount(__import__("fractions").Fraction(2, 3), "words")),
        "all members",
        (ph.BodyOf("chambers", ph.Names(("Alder.Congress",))), ph.BodyOf("chambers", ph.Names(("Birch.Congress",)))),
    )


def test_and_continues_a_list_before_a_name_and_joins_phrases_before_another_word():
    listed = parse_clause("CommanderInChief may command on defence in Alder, Birch and abroad")
    assert listed.doing.place == ph.PlaceOf("places_and_abroad", ph.Names(("Alder", "Birch")))
    joined = parse_clause("act War by Alder.Congress and the consent of Birch.Congress")
    assert isinstance(joined.by, ph.RuleJoin)
    assert len(joined.by.parts) == 2


def test_a_promise_reads_as_the_page_says():
    clause = parse_clause("promise P: neither Alder nor Birch alone can decide who becomes Chief even in breach given Calm")
    assert clause.formula == sp.Neither("Alder", "Birch", "decide", sp.Deciding("Chief", office=True))
    assert clause.even_in_breach
    assert clause.given == ph.Names(("Calm",))


def test_phrases_after_failing_that_belong_to_their_step():
    clause = parse_clause("act A by Alder.House, within 2 days, failing that by Alder.Senate unless within 4 days Alder.President objects")
    assert clause.within == ph.Within(ph.Duration(ph.Amount(__import__("fractions").Fraction(2)), "day"))
    assert clause.objection is None
    assert clause.stages[0].objection is not None


@pytest.mark.parametrize(
    ("text", "code", "mend"),
    [
        ("Alder.Congress shall legislate on trade in Alder", "F101", "may"),
        ("Alder.Congress may legislat", "F101", ""),
        ("act War by A and B or C", "F106", "brackets"),
        ("condition AtWar, initially nott", "F101", "`not`"),
        ('open "unclosed', "F101", "close"),
        ("parameter P = 1/0", "F120", ""),
    ],
)
def test_a_mistake_is_told_with_what_may_stand_and_the_mend(text, code, mend):
    found = parse_clause(text, file="x.md", line=7)
    if code == "F120" and not isinstance(found, Diagnostic):
        pytest.fail("a fraction without a denominator has no value")
    assert isinstance(found, Diagnostic)
    assert found.code == code
    assert mend in found.mend
    assert found.span.file == "x.md"
    assert found.span.line == 7


def test_questions_read_whatever_their_capital_and_mark():
    assert parse_question("Who may legislate on trade in Alder?") == parse_question("who may legislate on trade in Alder")
    assert isinstance(parse_question("who shall rule"), Diagnostic)


# ---- amendments

BASE = """---
title: Base
---

## Article 1. A

Alder is Elm.

```foedus
polity Alder comprises Elm
condition AtWar
condition Peace
promise P: never AtWar
```

## Article 2. B

War.

```foedus
assembly Alder.Congress
act DeclareWar, by Alder.Congress, effect AtWar
```
"""


def amended(tmp_path: Path, body: str):
    (tmp_path / "base.md").write_text(BASE, encoding="utf-8")
    path = tmp_path / "change.md"
    path.write_text(f"---\ntitle: Change\nextends: base.md\n---\n\n{body}", encoding="utf-8")
    return load(path, lambda name: None)


def block(*lines: str, article: str = "9") -> str:
    return f"## Article {article}. C\n\nProse.\n\n```foedus\n" + "\n".join(lines) + "\n```\n"


def test_a_struck_clause_leaves_its_number_empty_and_an_inserted_one_takes_a_letter(tmp_path):
    loaded = amended(tmp_path, block("strike Art. 1(3)", "insert after Art. 1(2) condition Truce"))
    assert loaded.errors == ()
    cites = [clause.cite for clause in loaded.settlement.clauses]
    assert "Art. 1(3)" not in cites
    assert "Art. 1(4)" in cites
    assert loaded.settlement.by_cite["Art. 1(2A)"].name == "Truce"


def test_a_replaced_clause_keeps_its_number(tmp_path):
    loaded = amended(tmp_path, block("replace promise P with promise P: always Peace"))
    assert loaded.settlement.by_cite["Art. 1(4)"].formula == sp.Always(ph.Facts(ph.Names(("Peace",))))


def test_a_whole_article_is_replaced_with_its_prose(tmp_path):
    loaded = amended(tmp_path, block("replace Article 2", "assembly Alder.Senate", article="2"))
    assert loaded.errors == ()
    assert [clause.cite for clause in loaded.settlement.clauses if clause.cite.startswith("Art. 2")] == ["Art. 2(1)"]
    assert loaded.settlement.by_cite["Art. 2(1)"].name == "Alder.Senate"


def test_a_clause_that_still_speaks_of_something_struck_is_an_error_with_both_places(tmp_path):
    loaded = amended(tmp_path, block("strike condition AtWar"))
    found = {item.code for item in loaded.errors}
    assert found == {"F603"}
    assert {cite for item in loaded.errors for cite in item.cites} == {"Art. 1(4)", "Art. 2(2)"}


@pytest.mark.parametrize(
    ("lines", "article", "code"),
    [
        (["strike Art. 7(1)"], "9", "F606"),
        (["condition New"], "1", "F602"),
        (["replace Article 8"], "8", "F604"),
        (["replace Article 1"], "9", "F605"),
    ],
)
def test_a_directive_that_fits_nothing_is_told(tmp_path, lines, article, code):
    assert code in {item.code for item in amended(tmp_path, block(*lines, article=article)).errors}


def test_texts_that_extend_one_another_in_a_ring_are_told(tmp_path):
    for one, other in (("a", "b"), ("b", "a")):
        (tmp_path / f"{one}.md").write_text(f"---\ntitle: {one}\nextends: {other}.md\n---\n", encoding="utf-8")
    assert "F724" in {item.code for item in read(tmp_path / "a.md").diagnostics}


def test_a_missing_base_is_told_at_the_line_that_names_it(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: a\nextends: none.md\n---\n", encoding="utf-8")
    found = [item for item in read(path).diagnostics if item.code == "F723"]
    assert found[0].span.line == 3


def test_one_bad_clause_hides_no_other(tmp_path):
    loaded = load("## Article 1. A\n\nx\n\n```foedus\npolity Alder comprises Elm\nnonsense here\ncondition Ad\nmore nonsense\n```\n", lambda name: None)
    assert [item.span.line for item in loaded.errors if item.code == "F101"] == [7, 9]
    assert [clause.cite for clause in loaded.settlement.clauses] == ["Art. 1(1)", "Art. 1(3)"]


def test_a_clause_class_has_a_canonical_text():
    from foedus.text.render import _RENDER

    forms = {item for module in (cl, sp) for item in vars(module).values() if isinstance(item, type) and issubclass(item, cl.Clause)} - {cl.Clause}
    assert forms == set(_RENDER)


def test_the_ways_of_apportioning_that_a_text_may_name_are_those_that_are_counted():
    from foedus.model.compile import ENTRANCE
    from foedus.model.sense import ENTRANCE as SAID
    from foedus.model.sense import METHODS
    from foedus.voting.apportion import Method

    assert set(METHODS) == {one.value for one in Method}
    assert SAID == ENTRANCE


def test_a_parameter_counts_wherever_a_number_may_stand(tmp_path):
    from fractions import Fraction

    from foedus.model.compile import machine

    text = (
        "## Article 1. A\n\nx\n\n```foedus\npolity Alder comprises Elm\nassembly Alder.Congress\ncondition Parted\nparameter Wait = 3 between 1 and 9\n"
        "exit Leave, not before [Wait] years after the start, by Alder.Congress, effect Parted, after 1 year\n```\n"
    )
    plain = load(text, lambda name: None)
    other = load(text, lambda name: None, parameters={"Wait": Fraction(5)})
    assert machine(plain.settlement).variables["wait for Leave"].start == 3
    assert machine(other.settlement).variables["wait for Leave"].start == 5
    wrong = load(text, lambda name: None, parameters={"Wait": Fraction(10)})
    assert {item.code for item in wrong.errors} == {"F112"}


def test_an_article_that_begins_later_is_not_in_force_at_the_start():
    import foedus.api as api

    text = (
        "## Article 1. A\n\nx\n\n```foedus\npolity Alder comprises Elm\nassembly Alder.Congress\nArt. 1 is in force from 2030-01-01\n"
        "Art. 2 is in force from 2040-01-01\n```\n\n## Article 2. B\n\ny\n\n```foedus\nAlder.Congress may legislate on trade in Elm\n```\n"
    )
    settlement = load(text, lambda name: None).settlement
    assert api.ask(settlement, "who may legislate on trade in Elm").verdict == "gap"
    assert api.ask(settlement, "on 2041-01-01: who may legislate on trade in Elm").verdict == "held"


def test_what_an_act_amends_must_stand(tmp_path):
    text = "## Article 1. A\n\nx\n\n```foedus\npolity Alder comprises Elm\nassembly Alder.Congress\nact Amend, by Alder.Congress, effect {} is amended\n```\n"
    assert load(text.format("Art. 1(2)"), lambda name: None).errors == ()
    assert [item.code for item in load(text.format("Art. 7"), lambda name: None).errors] == ["F118"]


def test_after_one_clause_there_are_twenty_six_letters(tmp_path):
    loaded = amended(tmp_path, block(*(f"insert after Art. 1(2) condition C{n}" for n in range(27))))
    assert [item.code for item in loaded.errors] == ["F606"]
    assert "Art. 1(2Z)" in loaded.settlement.by_cite


def test_chambers_beyond_the_letters_are_kept():
    chambers = "".join(f"  chamber C{n}\n" for n in range(30))
    text = f"## Article 1. A\n\nx\n\n```foedus\npolity Alder comprises Elm\nassembly Alder.Congress\n{chambers}```\n"
    assert len(load(text, lambda name: None).settlement.organs["Alder.Congress"].chambers) == 30
    assert "Alder.Congress.C29" in load(text, lambda name: None).settlement.organs


def test_fmt_writes_the_file_that_a_link_names(tmp_path):
    from foedus.text.fmt import fmt_file

    real, link = tmp_path / "real.md", tmp_path / "link.md"
    real.write_text("```foedus\ncondition   A\n```\n", encoding="utf-8")
    link.symlink_to(real)
    assert fmt_file(link)
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "```foedus\ncondition A\n```\n"


def test_of_two_things_with_one_name_the_first_stands():
    """Otherwise a polity that is its own assembly would be asked for ever."""
    lines = ["polity Alder comprises Elm", "assembly Alder.Congress", "  chamber House", "polity Alder.Congress comprises Oak", "unit Alder.Congress.House"]
    loaded = load("## Article 1. A\n\nx\n\n```foedus\n" + "\n".join(lines) + "\n```\n", lambda name: None)
    assert [item.code for item in loaded.errors] == ["F103", "F103"]
    assert list(loaded.settlement.polities) == ["Alder"]
    assert "Alder.Congress.House" not in loaded.settlement.units
    turned = load("## Article 1. A\n\nx\n\n```foedus\n" + "\n".join(["polity Alder.Congress comprises Oak", *lines[:3]]) + "\n```\n", lambda name: None)
    assert [item.code for item in turned.errors] == ["F103"]
    assert "Alder.Congress" not in turned.settlement.organs
