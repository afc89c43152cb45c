"""What a proof rests on is real: the promise breaks when the phrase is struck, and a text without it is told from one with it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from foedus.model import clauses as cl
from foedus.model.settlement import Settlement
from foedus.reason.promise.judge import judge
from foedus.reason.promise.phrases import consent_parts, effect_phrases, function_clauses, giving_clauses, table_phrases
from foedus.reason.promise.rules import without_part

RESTS = {
    "UnarmedCommander": {"Art. 5(7)"},
    "SeparateHeads": {"Art. 5(3)"},
    "OneCustodian": {"Art. 11(1)"},
    "WarTakesTwo": {"Art. 7(2)"},
    "NeitherAloneDeclaresWar": {"Art. 7(2)"},
    "NothingOrphaned": {"Art. 10(8)"},
    "NothingHeldTwice": {"Art. 9(5)", "Art. 9(6)", "Art. 12(3)", "Art. 12(4)"},
    "NoPowerAfterParting": {"Art. 12(3)"},
    "OnlyOneJointOffice": {"Art. 5(3)"},
}
SILENT = ("NothingAbove", "NoCommonTax")


@pytest.mark.parametrize(("name", "cites"), RESTS.items())
def test_a_proof_rests_on_the_clauses_that_do_its_work(flagship, name, cites):
    assert set(flagship.whole(name).rests_on.cites) == cites


def test_without_a_court_no_organ_of_a_federation_unit_adjudicates(flagship):
    assert "Art. 4(6)" in flagship.whole("NothingUnheld").rests_on.cites


def test_war_rests_on_both_halves_of_its_clause(flagship):
    words = [phrase.words for phrase in flagship.whole("WarTakesTwo").rests_on.necessary]
    assert len(words) == 2
    assert any("Commonwealth.Congress" in said for said in words)
    assert any("Federation.Congress" in said for said in words)


@pytest.mark.parametrize("name", SILENT)
def test_what_no_clause_gives_holds_by_silence(flagship, name):
    one = flagship.whole(name)
    assert one.silence
    assert one.rests_on.necessary == ()


def strikings(settlement: Settlement, name: str) -> dict[tuple[str, str], Settlement]:
    """Every settlement that comes of striking one phrase of the text, by clause and words: the text itself is changed, not the moves."""
    promise = settlement.promises[name].formula
    found = [*table_phrases(settlement), *giving_clauses(settlement), *function_clauses(settlement), *effect_phrases(settlement, settlement.acts)]
    if hasattr(promise, "decision"):
        found += [*without_part(settlement, promise.decision)]
    return {(phrase.cite, phrase.words): changed for phrase, changed in found}


@pytest.mark.parametrize("name", ["UnarmedCommander", "NoPowerAfterParting", "NothingOrphaned", "OneCustodian", "NeitherAloneDeclaresWar"])
def test_striking_each_necessary_phrase_in_the_text_breaks_the_promise(flagship, name):
    by_phrase = strikings(flagship.settlement, name)
    for phrase in flagship.whole(name).rests_on.necessary:
        assert judge(by_phrase[phrase.cite, phrase.words], name).is_refuted, phrase


def test_striking_an_incompatibility_breaks_separate_heads(flagship):
    clause = flagship.settlement.organs["CommanderInChief"].clause
    assert isinstance(clause, cl.OrganClause)
    for n, names in enumerate(clause.traits.incompatible):
        for item in names.items:
            fewer = replace(names, items=tuple(other for other in names.items if other != item))
            lists = tuple(fewer if k == n else other for k, other in enumerate(clause.traits.incompatible))
            changed = _with(flagship.settlement, clause, replace(clause, traits=replace(clause.traits, incompatible=lists)))
            assert judge(changed, "SeparateHeads").is_refuted, item


def _with(settlement: Settlement, clause: cl.OrganClause, other: cl.OrganClause) -> Settlement:
    from foedus.reason.promise.phrases import with_traits

    return with_traits(settlement, clause, other.traits)


def test_half_a_war_clause_lets_one_congress_declare_it(flagship):
    """The same through the Rule itself: with either half gone, war comes without that Congress."""
    from foedus.model import speech as sp

    parts = list(without_part(flagship.settlement, sp.Deciding("DeclareWar")))
    assert len(parts) == 2
    for _, changed in parts:
        assert judge(changed, "WarTakesTwo").is_refuted


def test_only_rules_of_several_parts_have_parts_to_strike(flagship):
    cites = {part.phrase.cite for part in consent_parts(flagship.settlement).values()}
    assert {"Art. 7(2)", "Art. 7(3)", "Art. 9(3)", "Art. 11(1)", "Art. 12(2)"} <= cites
    assert "Art. 6(5)" not in cites
