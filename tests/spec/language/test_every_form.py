"""Every form of clause and question: a table of canonical sentences that uses every rule of the grammar, and round trips of random ones."""

from __future__ import annotations

import random
import zlib
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lark import Tree

from foedus.errors import Diagnostic
from foedus.text.fmt import fmt
from foedus.text.parse import parse_clause, parse_question
from foedus.text.render import render
from foedus.text.table import grammar_text, made_from, parser
from sentences import grammar, sentence

LINES = (Path(__file__).parent / "sentences.txt").read_text(encoding="utf-8").split("\n")
ENTRIES = ["\n".join(group) for blank, group in groupby(LINES, key=lambda line: not line.strip() or line.startswith("#")) if not blank]
CLAUSES = [entry for entry in ENTRIES if not entry.startswith("> ")]
QUESTIONS = [entry[2:] for entry in ENTRIES if entry.startswith("> ")]


SHORTER = {"act A, by (Alder or Birch) and Cedar": "act A, by (Alder or Birch) and the consent of Cedar"}
"""What reads, and is written out by `fmt`."""


def named(tree: Tree) -> set[str]:
    return {str(one.data) for one in tree.iter_subtrees()}


@pytest.mark.parametrize("text", CLAUSES, ids=lambda text: text[:50])
def test_a_sentence_of_the_table_is_canonical(text):
    clause = parse_clause(text)
    assert not isinstance(clause, Diagnostic), clause
    assert render(clause) == text


@pytest.mark.parametrize("text", SHORTER)
def test_a_shorter_form_is_written_out(text):
    assert render(parse_clause(text)) == SHORTER[text]


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_question_of_the_table_reads(text):
    question = parse_question(text)
    assert not isinstance(question, Diagnostic), question
    assert parse_question(text[0].upper() + text[1:] + "?") == question


def test_the_table_uses_every_rule_of_the_grammar():
    trees = parser()
    used = set().union(*(named(trees.parse(text, start="start")) for text in CLAUSES))
    used |= set().union(*(named(trees.parse(text, start="question")) for text in QUESTIONS))
    used |= set().union(*(named(trees.parse(text, start="start")) for text in SHORTER))
    aliases = {rule.alias for rule in trees.rules if rule.alias}
    assert aliases - used == set()


def test_every_rule_has_a_short_sentence_and_what_reads_comes_back():
    """Derived from the grammar: each way to build a part of speech, in the shortest sentence that has it."""
    told = {"F106", "F111", "F120"}
    tried = grammar().using("start")
    assert len(tried) > 600
    for text in tried.values():
        clause = parse_clause(text)
        if isinstance(clause, Diagnostic):
            assert clause.code in told or "apportioned" in clause.message or "apart" in clause.mend, (text, clause.message)
        else:
            assert parse_clause(render(clause)) == clause, text


@given(st.integers(0, 2**40), st.integers(1, 60))
@settings(max_examples=1500, deadline=None)
def test_a_random_clause_comes_back_from_its_canonical_text(seed, budget):
    text = sentence(random.Random(seed), budget=budget)
    clause = parse_clause(text)
    if not isinstance(clause, Diagnostic):
        written = render(clause)
        assert parse_clause(written) == clause
        assert render(parse_clause(written)) == written


@given(st.integers(0, 2**40))
@settings(max_examples=150, deadline=None)
def test_fmt_of_random_documents_is_idempotent_and_keeps_their_meaning(seed):
    source = random.Random(seed)
    lines = [sentence(source, budget=20) if source.random() < 0.8 else source.choice(["# a comment", "", "nonsense"]) for _ in range(6)]
    text = "# T\n\n## Article 1. A\n\n```foedus\n" + "\n".join(lines) + "\n```\n\nProse  stays.\n"
    once = fmt(text)
    assert fmt(once) == once
    assert once.startswith("# T\n\n## Article 1. A\n")
    assert once.endswith("```\n\nProse  stays.\n")


def test_most_random_sentences_read():
    """Otherwise the tests above would try nothing."""
    source = random.Random(7)
    read = [not isinstance(parse_clause(sentence(source)), Diagnostic) for _ in range(400)]
    assert sum(read) > 300


def test_the_grammar_has_no_conflict():
    from lark import Lark

    from foedus.text.lexer import ClauseLexer

    Lark(grammar_text(), parser="lalr", lexer=ClauseLexer, start=["start", "question"], maybe_placeholders=False, strict=True)


def test_a_list_that_a_name_cannot_continue_is_said_apart():
    told = parse_clause("act A of a unit, by its assembly or Council")
    assert isinstance(told, Diagnostic)
    assert told.mend == "say it apart: `or the consent of …`"


def test_the_stored_table_is_that_of_the_grammar_and_reads_alike():
    """If this fails: `python tools/write_grammar_table.py`."""
    from foedus.text import table
    from foedus.text.build_speech import Build

    stored = zlib.decompress((Path(table.__file__).parent / table.TABLE).read_bytes()).decode()
    assert f'"made_from":"{made_from(grammar_text())}"' in stored
    anew = table._worked_out(Build(), False)
    for text in CLAUSES[::7]:
        assert anew.parse(text, start="start") == parse_clause(text)
