"""What coverage finds, kind by kind, with the articles and the mend; and that each mend mends."""

from __future__ import annotations

import pytest

import foedus.api as api
from foedus.reason.cover import CODES, cover
from foedus.reason.findings import diagnostic, message

HEAD = """---
title: T
---

## Article 1. Ground

x

```foedus
polity Alder comprises Elm and Ash
polity Birch comprises Oak and Fir
assembly Alder.Congress
assembly Birch.Congress
office Alder.President, appointed by Alder.Congress
office Birch.President, appointed by Birch.Congress
court Alder.Court
court Birch.Court
condition AtWar
residual matters to each polity in its own territory
```

## Article 2. Case

y

```foedus
{}
```
"""


def found(clauses: str):
    settlement = api.load(HEAD.format(clauses))
    return settlement, cover(settlement)


BOTH = "Alder.Congress may legislate on trade in Elm{}\nBirch.Congress may legislate on {} in Elm{}"


def test_two_alone_overlap_with_both_articles():
    settlement, coverage = found(BOTH.format("", "customs", ""))
    (one,) = coverage.overlaps
    assert (one.verbs, one.matters, one.places, one.holders) == (
        ("legislate",),
        ("customs",),
        ("Elm",),
        ("Alder.Congress", "Birch.Congress"),
    )
    assert one.cites == ("Art. 2(1)", "Art. 2(2)")
    assert message(settlement, one) == "Alder.Congress and Birch.Congress each alone may legislate on customs in Elm"
    assert [place.cite for place in diagnostic(settlement, one).places] == ["Art. 2(1)", "Art. 2(2)"]


@pytest.mark.parametrize(
    "clauses",
    [
        BOTH.format(" except on customs", "customs", ""),
        "Alder.Congress and Birch.Congress may concurrently legislate on trade in Elm with Birch.Congress prevailing",
        "Alder.Congress and Birch.Congress may together legislate on trade in Elm",
        "Alder.Congress may legislate on trade in Elm while AtWar\nBirch.Congress may legislate on trade in Elm while not AtWar",
        "Alder.Congress may legislate on trade in Elm\nBirch.Congress may legislate on trade in Ash",
    ],
)
def test_what_the_language_offers_settles_an_overlap(clauses):
    assert found(clauses)[1].overlaps == ()


def test_a_gap_under_a_condition_names_it_and_the_bar():
    settlement, coverage = found("Alder.President may negotiate on treaties abroad\nno office may negotiate on treaties abroad while AtWar")
    (one,) = coverage.gaps
    assert (one.places, one.when, one.cites) == (("abroad",), ("AtWar",), ("Art. 2(1)", "Art. 2(2)"))
    assert message(settlement, one) == "nobody may negotiate on treaties abroad when AtWar"


def test_gaps_are_told_of_matters_with_the_same_verbs_and_of_no_others():
    _, coverage = found("no organ of Alder may legislate on trade anywhere\nno organ of Alder may adjudicate on health anywhere")
    told = {(verb, matter) for one in coverage.gaps for verb in one.verbs for matter in one.matters}
    assert told == {("legislate", "trade"), ("legislate", "customs"), ("adjudicate", "health")}
    assert {one.places for one in coverage.gaps} == {("Elm", "Ash")}


def test_a_competence_wholly_barred_is_defeated_and_notwithstanding_saves_it():
    _, coverage = found("Alder.Court may adjudicate on trade in Alder\nAlder.Court may not adjudicate on trade")
    (one,) = coverage.defeated
    assert (one.cites, one.bars) == (("Art. 2(1)",), ("Art. 2(2)",))
    assert "notwithstanding Art. 2(2)" in one.mend
    saved = "Alder.Court may adjudicate on trade in Alder notwithstanding Art. 2(2)\nAlder.Court may not adjudicate on trade"
    assert found(saved)[1].defeated == ()


def test_a_competence_barred_only_while_a_condition_holds_is_not_defeated():
    assert found("Alder.Court may adjudicate on trade in Alder\nAlder.Court may not adjudicate on trade while AtWar")[1].defeated == ()


def test_a_function_without_heir_somewhere_is_an_orphan_there():
    _, coverage = found('function "Mint" passes to Alder\nfunction "Post" passes to Alder and ends in Birch')
    (one,) = coverage.orphans
    assert (one.matters, one.places) == (("Mint",), ("Oak", "Fir"))
    assert found('function "Mint" passes to Alder\nevery other function ends')[1].orphans[0].matters == ("Mint",)


def test_an_organ_through_which_nothing_is_done_is_idle():
    _, coverage = found("agency Staff, joint to Alder and Birch")
    assert [(one.holders, one.cites) for one in coverage.idle] == [(("Staff",), ("Art. 2(1)",))]
    busy = "agency Staff, joint to Alder and Birch\nStaff may execute on external_defence in Alder"
    assert found(busy)[1].idle == ()


def test_a_matter_given_for_some_verbs_is_split():
    _, coverage = found("Alder.Congress may legislate on health in Alder")
    (one,) = coverage.splits
    assert one.matters == ("health",)
    assert "legislate" not in one.verbs
    assert "execute" in one.verbs


def test_an_act_on_a_matter_takes_it_out_of_the_residue():
    _, coverage = found("act DeclareWar on war_and_peace, by Alder.Congress and Birch.Congress, effect AtWar")
    assert coverage.overlaps == coverage.gaps == ()


def test_cells_are_counted_in_every_situation_that_conditions_tell_apart():
    plain, double = found("condition Calm")[1], found("Alder.Congress may legislate on trade in Elm while AtWar")[1]
    assert plain.situations == ((),)
    assert double.situations == ((), ("AtWar",))
    assert double.cells == 2 * plain.cells


def test_findings_come_in_the_order_of_their_codes_and_each_has_a_mend():
    settlement, coverage = found(BOTH.format("", "trade", "") + '\nagency Staff, joint to Alder and Birch\nfunction "Mint" passes to Alder')
    codes = [one.code for one in coverage.findings]
    assert codes == sorted(codes)
    assert {"F203", "F205", "F207"} <= set(codes) <= set(CODES.values())
    assert all(one.mend and message(settlement, one) for one in coverage.findings)


@pytest.mark.parametrize(
    ("bar", "gaps", "in_elm"),
    [
        ("no organ of a unit may legislate on health anywhere", set(), "Alder"),
        ("no organ of a polity may legislate on health anywhere", {"Elm", "Ash", "Oak", "Fir"}, None),
        ("no organ of Alder may legislate on health anywhere", {"Elm", "Ash"}, None),
        ("no assembly may legislate on health in Oak", {"Oak"}, "Elm"),
        ("no court may legislate on health anywhere", set(), "Elm"),
        ("no joint organ may legislate on health anywhere", set(), "Elm"),
        ("no unit may legislate on health anywhere", set(), "Alder"),
        ("no polity may legislate on health in Oak and Elm", {"Oak"}, "Elm"),
        ("Birch may not legislate on health outside Fir", {"Oak"}, "Elm"),
        ("no organ of a polity may legislate on health in another polity", set(), "Elm"),
        ("Alder may not legislate on health", {"Ash"}, "Elm"),
    ],
)
def test_each_set_of_a_bar_covers_whom_it_names(bar, gaps, in_elm):
    """Elm's own Diet holds health in Elm; elsewhere, and where it is barred, the polity does, as residual."""
    settlement, coverage = found(f"assembly Diet of each unit\nElm may legislate on health in Elm\n{bar}")
    told = {place for one in coverage.gaps if "legislate" in one.verbs and "health" in one.matters for place in one.places}
    assert told == gaps
    holders = [one.name for one in api.ask(settlement, "who may legislate on health in Elm").holders]
    assert holders == ([in_elm] if in_elm else [])
