"""A machine compiled from what the text before an edit left is the one compiled from nothing, and what the edit does not touch is left alone."""

from __future__ import annotations

import importlib
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import foedus.api as api
from edits import EDITS, TEXT, compiled_after, compiled_alone, differences
from foedus.errors import Diagnostic
from foedus.model import clauses as cl
from foedus.model import speech as sp
from foedus.model.compile import machine
from foedus.model.resolve import settle
from foedus.model.settlement import Settlement
from foedus.reason.promise.phrases import effect_phrases, without
from foedus.shipped import names
from foedus.text.parse import parse_clause
from mutants import Mutant, anew
from property.kernel.random_settlements import bars, duties, settlements
from small import small

LOOK = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
SPEECH = (sp.PromiseClause, sp.PossibleClause, sp.ExpectClause, sp.OpenClause, sp.AssumeClause)


@pytest.mark.parametrize(("old", "new"), EDITS)
def test_an_edit_there_and_back_leaves_what_compiling_anew_would(old, new):
    assert TEXT.count(old) == 1
    before, after = api.read(small(TEXT)).settlement, api.read(small(TEXT.replace(old, new))).settlement
    found, edited = compiled_after(before, after)
    assert differences(found, compiled_alone(after)) == []
    back, _ = compiled_after(edited, before)
    assert differences(back, compiled_alone(before)) == []


def test_an_edit_of_an_act_leaves_the_moves_of_every_other_act_the_very_same():
    before = api.read(small(TEXT)).settlement
    old, new = "effect War and not Shut", "effect War"
    found, _ = compiled_after(before, api.read(small(TEXT.replace(old, new))).settlement)
    kept = {id(move) for move in machine(before).moves}
    anew_ = {move.key.act for move in found.moves if id(move) not in kept}
    assert anew_ == {"Declare"}
    assert len(found.moves) == len(machine(before).moves)


@pytest.mark.parametrize("name", ["soft-secession-mended", "precedents/serbia-montenegro-2003"])
def test_an_effect_struck_leaves_the_moves_of_every_other_act_the_very_same(name):
    settlement = api.load(name)
    kept = {id(move) for move in machine(settlement).moves}
    for phrase, struck in effect_phrases(settlement, [act for act in settlement.acts if act not in ("ChangePolity", "TransferWeapons")]):
        found = machine(struck)
        act = settlement.by_cite[phrase.cite].name
        assert {move.key.act for move in found.moves if id(move) not in kept} == {act}
        assert differences(found, compiled_alone(struck)) == []


def _struck(settlement: Settlement, every: int, first: int = 0) -> list[str]:
    """The clauses without which a machine compiled after the strike differs from one compiled from nothing."""
    rules = [clause for clause in settlement.clauses if not isinstance(clause, SPEECH)]
    wrong = []
    for clause in rules[first::every]:
        struck = without(settlement, clause)
        if differences(machine(struck), compiled_alone(struck)):
            wrong.append(clause.cite)
    return wrong


def test_every_so_many_clauses_of_the_flagship_struck():
    settlement = api.load("soft-secession-mended")
    machine(settlement)
    assert _struck(settlement, 9, first=4) == []


@pytest.mark.long
@pytest.mark.parametrize("name", names())
def test_every_clause_of_every_shipped_settlement_struck(name):
    settlement = api.load(name)
    machine(settlement)
    assert _struck(settlement, 1) == []


def _settled(clauses: tuple[str, ...]) -> Settlement | None:
    parsed = [parse_clause(clause) for clause in clauses]
    if any(isinstance(one, Diagnostic) for one in parsed):
        return None
    found = settle(parsed)
    return None if found.diagnostics.has_errors else found.settlement


@LOOK
@given(settlements(), settlements(), st.lists(st.one_of(bars(), duties()), max_size=3, unique=True), st.data())
def test_random_settlements_after_random_edits(clauses, others, more, data):
    """Clauses struck, put in, and exchanged for those of another text, one edit after the other."""
    before = _settled(clauses)
    for _ in range(3):
        place = data.draw(st.integers(0, len(clauses) - 1))
        how = data.draw(st.sampled_from(("strike", "put in", "exchange")))
        if how == "strike":
            edited = (*clauses[:place], *clauses[place + 1 :])
        elif how == "put in" and more:
            edited = (*clauses, more.pop())
        else:
            edited = (*clauses[:place], others[min(place, len(others) - 1)], *clauses[place + 1 :])
        after = _settled(edited)
        if before is None or after is None:
            continue
        found, before = compiled_after(before, after)
        assert differences(found, compiled_alone(after)) == []
        clauses = edited


RECORDED, COMPILE = "foedus.model.recorded", "foedus.model.compile"
MUTANTS = (
    Mutant("an act is reused though its clause is another", COMPILE, "return (clause.cite, clause, tuple(", "return (clause.cite, tuple("),
    Mutant("bars are not read", COMPILE, "for one in forbidding(settlement) if _covers", "for one in duties_not(settlement) if _covers"),
    Mutant("duties are not read", COMPILE, "for one in forbidding(settlement) if _covers", "for one in bars(settlement) if _covers"),
    Mutant("a bar on holding is not read", COMPILE, "and clause.effects]", "and False]"),
    Mutant("a bar counts by its citation alone", COMPILE, "reads = (tuple((one.cite, one.clause) for", "reads = (tuple(one.cite for"),
    Mutant("who may come to hold is not read", COMPILE, "for one in against), who_may_come(settlement) if asks else ())\n\n", "for one in against), ())\n\n"),
    Mutant("who holds is not asked", COMPILE, " or asks_who_holds((clause, *(one.clause for one in against)))", ""),
    Mutant("the rest reads no bars", COMPILE, "return (forbidden, elections, asked,", "return (elections, asked,"),
    Mutant("the rest reads no elections", COMPILE, "return (forbidden, elections, asked,", "return (forbidden, asked,"),
    Mutant("the rest reads no duties", COMPILE, "return (forbidden, elections, asked,", "return (forbidden, elections,"),
    Mutant("organs are not read", RECORDED, "settlement.polities, settlement.organs, settlement.groups", "settlement.polities, settlement.groups"),
    Mutant("lots are not read", RECORDED, "settlement.conditions, settlement.lots)", "settlement.conditions)"),
    Mutant("ticks are not read", RECORDED, "return (build.ticks, *structure", "return (*structure"),
    Mutant("persons are not read", RECORDED, ", others, tuple(persons(settlement).items()))", ", others)"),
    Mutant("persons are inherited whatever is compared", RECORDED, "if not any(True for _ in pairs_compared(changed)) else ()", ""),
    Mutant("commands are inherited whatever acts say", RECORDED, 'if not any(effect.how == "under" ', "if True or any(effect.how "),
    Mutant("holders are inherited whatever acts say", RECORDED, 'if not any(effect.how == "passes" ', "if True or any(effect.how "),
    Mutant("what runs out is not replayed", RECORDED, "        build.expiring += old.expiring\n", ""),
    Mutant("variables are not replayed", RECORDED, "        build.variables.update((one.name, one) for one in old.variables)\n", ""),
    Mutant("procedures are not replayed", RECORDED, "        build.procedures.update(old.procedures)\n", ""),
    Mutant("what follows elections is not replayed", RECORDED, "            build.on_election.setdefault(organ, []).extend(effects)\n", "            pass\n"),
    Mutant("moves are taken for the old ones by their key", RECORDED, "    if one is other:\n        return True\n", "    return True\n"),
)  # fmt: skip


def _seen(mutant: Mutant | None) -> bool:
    """Whether some edit shows that a machine after it is not the one that the text has."""
    with anew("foedus", "edits", mutant=mutant):
        edits, read = importlib.import_module("edits"), importlib.import_module("foedus.api").read
        for old, new in edits.EDITS:
            before, after = (read(small(text)).settlement for text in (edits.TEXT, edits.TEXT.replace(old, new)))
            try:
                for one, other in ((before, after), (after, before)):
                    found, _ = edits.compiled_after(one, other)
                    if edits.differences(found, edits.compiled_alone(other)):
                        return True
            except (KeyError, ValueError):
                return True
    return False


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_record_that_reads_too_little_is_seen(mutant):
    assert _seen(mutant)


def test_the_sound_records_pass_all_edits():
    assert not _seen(None)


def test_a_record_is_not_replayed_over_a_variable_that_is_there():
    """Two settlements that declare the same name in different parts: the part is made anew."""
    settlement = api.read(small(TEXT)).settlement
    machine(settlement)
    acts = {clause.name: clause for clause in settlement.clauses if isinstance(clause, cl.ActClause)}
    renamed = tuple(replace(clause, name="Shut2") if clause is acts["Twice"] else clause for clause in settlement.clauses)
    found, after = compiled_after(settlement, replace(settlement, clauses=renamed))
    assert differences(found, compiled_alone(after)) == []
