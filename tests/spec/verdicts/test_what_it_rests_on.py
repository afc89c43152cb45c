"""What a proof rests on is real: the promise breaks when the phrase is struck, and a text without it is told from one with it."""

from __future__ import annotations

from dataclasses import replace

import pytest

import foedus.api as api
from foedus.model import words as w
from foedus.model.settlement import Settlement
from foedus.reason.promise.judge import judge
from foedus.reason.promise.phrases import (
    consent_parts,
    effect_phrases,
    function_clauses,
    giving_clauses,
    table_phrases,
    with_other,
    with_traits,
)
from foedus.reason.promise.rules import reduced, without_part
from foedus.reason.promise.verdict import Phrase
from foedus.reason.promise.whole import whole_verdict

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


CHANCES = {
    "SomebodyCommands": ["“the election of CommanderInChief” in Art. 5(3)"],
    "PeaceCanBeMade": ["“when some other unit belongs to its polity” in Art. 11(1)", "“act MakePeace” in Art. 7(3)"],
    "EitherMayPart": ["“when some other unit belongs to its polity” in Art. 11(1)", "“exit Part” in Art. 12(2)"],
}


@pytest.mark.parametrize(("name", "phrases"), CHANCES.items())
def test_a_possibility_rests_on_acts_and_elections_too(flagship, name, phrases):
    rests = flagship.whole(name).rests_on
    assert [str(phrase) for phrase in rests.necessary] == phrases
    assert rests.complete
    assert rests.minimal == ()  # striking is not monotone here


@pytest.mark.parametrize("name", CHANCES)
def test_striking_each_necessary_phrase_in_the_text_breaks_the_possibility(flagship, name):
    """The text itself is changed: an act and an exit have no effect any more, nobody elects the commander, the last unit may leave."""
    settlement = flagship.settlement
    for phrase in flagship.whole(name).rests_on.necessary:
        clause = settlement.by_cite[phrase.cite]
        if phrase.words.startswith("the election"):
            changed = with_traits(settlement, clause, replace(clause.traits, filling=()))
        elif phrase.words.startswith("when"):
            changed = with_other(settlement, clause, replace(clause, when=None))
        else:
            changed = with_other(settlement, clause, replace(clause, effects=()))
        assert judge(changed, name).is_refuted, phrase


SMALL = """---
title: Small
---
## Article 1. All

```foedus
unit Elm
polity Alder comprises Elm
residual matters to each polity in its own territory
assembly Alder.House with 3 seats
condition Fight, initially not
condition Shut, initially not
condition Seen, initially not
act Stop, by Alder.House, when not Shut, effect not Fight and Seen
act Begin, by Alder.House, effect Fight
act Close, by Alder.House, when Seen and not Seen, effect Shut
possible CanEnd: wherever Fight, it can come about that not Fight
```
"""
STRUCK = {
    "“act Stop” in Art. 1(8)": ("act Stop, by Alder.House, when not Shut, effect not Fight and Seen\n", "condition Stop, initially not\n"),
    "“effect not Fight” in Art. 1(8)": ("effect not Fight and Seen", "effect Seen"),
    "“when Seen and not Seen” in Art. 1(10)": (", when Seen and not Seen", ""),
}


def test_a_possibility_of_a_small_text_rests_on_an_act_on_its_effect_and_on_what_keeps_others_from_acting():
    """Struck in the text itself, each breaks it; a condition that only restricts the act that helps is no ground for it."""
    rests = whole_verdict(api.load(SMALL), "CanEnd").rests_on
    assert rests.complete
    assert {str(phrase) for phrase in rests.necessary} == set(STRUCK)
    for old, new in STRUCK.values():
        assert SMALL.count(old) == 1
        assert judge(api.load(SMALL.replace(old, new)), "CanEnd").is_refuted, old


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
    formula = settlement.promises[name].formula
    found = [*table_phrases(settlement), *giving_clauses(settlement), *function_clauses(settlement), *effect_phrases(settlement, settlement.acts)]
    if hasattr(formula, "decision"):
        found += [*without_part(settlement, formula.decision)]
    found += [*_of_acts(settlement), *_incompatibilities(settlement)]
    return {(phrase.cite, phrase.words): changed for phrase, changed in found}


def _of_acts(settlement: Settlement):
    """Conditions of acts, and the parts of their Rules."""
    for clause in settlement.acts.values():
        if clause.when is not None:
            yield Phrase(clause.cite, f"{clause.when_word} {w.cond(clause.when)}"), with_other(settlement, clause, replace(clause, when=None))
        for said, rest in reduced(clause.by) if clause.by is not None else ():
            yield Phrase(clause.cite, said), with_other(settlement, clause, replace(clause, by=rest))


def _incompatibilities(settlement: Settlement):
    """Each name with which an office is incompatible."""
    for organ in settlement.organs.values():
        clause = organ.clause
        for n, names in enumerate(clause.traits.incompatible):
            for item in names.items:
                fewer = replace(names, items=tuple(other for other in names.items if other != item))
                lists = tuple(fewer if k == n else other for k, other in enumerate(clause.traits.incompatible))
                yield Phrase(clause.cite, f"incompatible with {item}"), with_traits(settlement, clause, replace(clause.traits, incompatible=lists))


PROVED = (
    "OnlyOneJointOffice", "UnarmedCommander", "SeparateHeads", "OneCustodian", "WarTakesTwo", "NeitherAloneDeclaresWar", "NothingOrphaned",
    "NothingUnheld", "NothingHeldTwice", "NoPowerAfterParting",
)  # fmt: skip


@pytest.mark.parametrize("name", PROVED)
def test_striking_each_necessary_phrase_in_the_text_breaks_the_promise(flagship, name):
    """Every promise of the flagship that is proved and not by silence; the text itself is changed, by another path than that of the proof."""
    by_phrase = strikings(flagship.settlement, name)
    necessary = flagship.whole(name).rests_on.necessary
    assert necessary
    for phrase in necessary:
        if name == "OnlyOneJointOffice":  # the office itself: without it, nothing is elected by both
            assert phrase.cite == "Art. 5(3)"
            continue
        assert judge(by_phrase[phrase.cite, phrase.words], name).is_refuted, phrase


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


TWO_BARS = """---
title: Two bars
---
## Article 1. All

```foedus
unit Elm
unit Fir
polity Alder comprises Elm
polity Birch comprises Fir
residual matters to each polity in its own territory
assembly Alder.House with 3 seats
assembly Alder.Senate with 3 seats
assembly Birch.House with 5 seats
assembly Birch.Senate with 3 seats
office Chief, joint to Alder and Birch, appointed by Alder.House
Alder.House may tax on trade in Birch
no organ of a polity may tax in another polity
no assembly may tax on trade in Birch
Chief may negotiate on trade abroad while not Shut
no joint organ may act anywhere while Shut
condition Shut, initially not
condition Gone, initially not
act Go, by Alder.House and the consent of Alder.Senate and the consent of Birch.House and the consent of Birch.Senate, effect Gone
act Close, by Alder.House, effect Shut
force Guard of each unit
resource Weapons of each force, held by it
act Disarm of a force, by Alder.House, effect Weapons pass to Alder.Senate
{promise}
```
"""
LEAST = {
    "no organ of a polity may tax in another polity": [["Art. 1(12)"], ["Art. 1(13)"]],
    "neither Alder nor Birch alone can decide Go": [["Art. 1(18)"]] * 4,
    "never Chief acts while Shut": [["Art. 1(14)"], ["Art. 1(15)"]],
    "no organ of a polity may adjudicate in another polity": [[]],
    "never Chief holds Weapons": [[]],
}


@pytest.mark.parametrize(("asked", "sets"), LEAST.items())
def test_where_one_of_several_phrases_is_enough_each_least_set_is_told(asked, sets):
    """Two bars that reach as far; two houses of each side; a condition and a bar that say the same. None is necessary, and it is not silence."""
    one = whole_verdict(api.load(TWO_BARS.format(promise=f"promise It: {asked}")), "It")
    assert one.is_proved
    assert not one.vacuous
    assert sorted(sorted({phrase.cite for phrase in least}) for least in one.rests_on.minimal) == sets
    assert len(set(one.rests_on.minimal)) == len(sets)
    assert one.rests_on.complete
    assert one.rests_on.necessary == ()
    assert one.silence == (sets == [[]])


def test_that_a_clause_gives_something_is_told_of_those_alone_without_which_it_breaks(flagship):
    """Least sets of clauses that give are not told: that the rest may go, all at once, was not tried."""
    assert flagship.whole("NothingUnheld").rests_on.minimal == ()


@pytest.mark.parametrize("when", ["", ", when Shut"])
def test_an_effect_for_which_a_bar_forbids_its_act_for_ever_counts(when):
    """Without the effect that nobody may bring about, the act could be done, and what it brings about beside it would be so."""
    text = TWO_BARS.replace("Weapons pass to Alder.Senate", "Gone and Weapons pass to Chief")
    text = text.replace("of a force, by Alder.House", f"of a force, by Alder.House{when}")
    text = text.replace("act Go, by", "act Stay, by").replace("the consent of Birch.Senate, effect Gone", "the consent of Birch.Senate, effect not Gone")
    one = whole_verdict(api.load(text.format(promise="Chief may not hold Weapons\npromise It: never Gone")), "It")
    assert one.is_proved
    assert {phrase.words for phrase in one.rests_on.necessary} == {"Chief may not hold Weapons", "effect Weapons pass to Chief"}
