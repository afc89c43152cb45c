"""What a text without a phrase borrows of the whole text is what it would work out by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

import foedus
from foedus.model import clauses as cl
from foedus.model import speech as sp
from foedus.model.compile import machine
from foedus.model.holding import Scope
from foedus.reason.limits import DEFAULT
from foedus.reason.promise import lent
from foedus.reason.promise.atlas import Atlas, alike_units
from foedus.reason.promise.docket import Docket
from foedus.reason.promise.given import model_of
from foedus.reason.promise.groundwork import groundwork
from foedus.reason.promise.rest_text import cells, in_the_text
from foedus.reason.promise.table import property_of_table

PROMISES = ("NothingAbove", "NothingUnheld", "NothingHeldTwice", "NoPowerAfterParting")


@pytest.fixture(scope="module")
def whole():
    return foedus.load("soft-secession")


def struck(whole, promise):
    """Every text without a phrase that bears on a promise of the table."""
    if isinstance(promise.formula, sp.NoOrganMay | sp.Whole):
        property_of_table(whole, model_of(Docket(whole, promise)), promise.formula, Docket(whole, promise))
    for phrase, changed in in_the_text(whole, promise.formula):
        yield phrase, replace(changed, memo={})


def differing(whole, name):
    """How many texts were looked at, and the phrases without which something borrowed is otherwise."""
    number, found, promise = 0, [], whole.promises[name]
    for phrase, changed in struck(whole, promise):
        number += 1
        assert alike_are_alike(whole, changed)
        changed.memo["alike units"] = alike_units(whole)
        facts = groundwork(whole, DEFAULT).facts
        by_itself = tuple(cells(changed, promise.formula, Atlas(changed, facts)))
        borrowing = replace(changed, memo={})
        lent.lend(whole, borrowing)
        atlas = Atlas(borrowing, facts)
        lent.lend_cells(whole, atlas)
        if tuple(cells(borrowing, promise.formula, atlas)) != by_itself or len(Scope.of(borrowing).given) != len(Scope.of(changed).given):
            found.append(f"{promise.name} without {phrase}")
    return number, found


def alike_are_alike(whole, changed):
    """Units of which no clause speaks by name are spoken of by none when a phrase is struck."""
    before, after = alike_units(whole), alike_units(changed)
    return all(unit in after for unit in before)


@pytest.mark.parametrize("name", PROMISES)
def test_what_is_borrowed_is_what_it_would_work_out(whole, name):
    number, found = differing(whole, name)
    assert number > 0
    assert found == []


def test_a_cell_of_a_struck_clause_is_not_borrowed(whole, monkeypatch):
    monkeypatch.setattr(lent, "_places", lambda old, _: {n: n for n in range(len(old))})
    assert differing(whole, "NothingHeldTwice")[1]


def test_what_comes_of_a_struck_clause_is_not_borrowed(whole, monkeypatch):
    monkeypatch.setattr(Scope, "beside", classmethod(lambda cls, settlement, other: replace(other, settlement=settlement, index={}, barring={})))
    assert differing(whole, "NothingHeldTwice")[1]


@pytest.mark.parametrize("name", ["soft-secession", pytest.param("autonomy-first", marks=pytest.mark.long)])
def test_the_moves_without_a_bar_are_those_that_are_compiled_without_it(name):
    text = foedus.load(name)
    bars = [clause for clause in text.clauses if isinstance(clause, cl.BarClause)]
    for clause in bars:
        lending = replace(text, clauses=tuple(one for one in text.clauses if one is not clause), memo={})
        lent.lend_moves(text, lending)
        compiled = machine(replace(lending, memo={}))
        borrowed = lending.memo.get("machine", compiled)
        assert (borrowed.variables, borrowed.moves, borrowed.ticks, borrowed.procedures) == (
            compiled.variables, compiled.moves, compiled.ticks, compiled.procedures,
        ), clause.cite  # fmt: skip
        assert ("machine" in lending.memo) == (clause.limits.without is None)
    assert bars


def test_a_bar_beside_another_under_its_citation_is_not_struck_with_it(whole):
    bar = next(clause for clause in whole.clauses if isinstance(clause, cl.BarClause))
    twice = replace(whole, clauses=(*whole.clauses, replace(bar)), memo={})
    lending = replace(whole, memo={})
    lent.lend_moves(twice, lending)
    assert "machine" not in lending.memo
