"""Odd settlements at the seams, decided by hand: sunsets and renewals, objections by steps and by several, ties, deputies, offices ex officio, edges of ticks.

Of each the reason is said. `docs/decisions/0013-at-the-seams.md` tells which came out wrong at first.
"""

from __future__ import annotations

import pytest

import foedus.api as api
from foedus.reason.promise.judge import judge
from spec.verdicts.test_odd_settlements import EMPTY, PROVED, REFUTED, TEXT

SEAMS: dict[str, tuple[str, str, dict[str, str]]] = {
    "bar with a sunset": (
        "Until the bar lapses, after two years, nobody may Go; then Alder may at once, and Birch can do nothing against it.",
        "act Go, by Alder.House, effect Gone\n"
        "```\n"
        "## Article 2. More\n"
        "\n"
        "```foedus\n"
        "no assembly may Go\n"
        "Art. 2(1) is in force for 2 years",
        {
            "possible It: it can once come about that Gone within 1 year": REFUTED,
            "possible It: it can once come about that Gone within 3 years": PROVED,
            "possible It: it can always come about that Gone": PROVED,
            "possible It: Alder alone can always bring about Gone within 3 years": PROVED,
            "possible It: Alder alone can always bring about Gone within 1 year": REFUTED,
            "possible It: Birch alone can always bring about Gone": REFUTED,
            "promise It: never Gone": REFUTED,
            "promise It: neither Alder nor Birch alone can decide Go": REFUTED,
        },
    ),
    "bar renewed by the other": (
        "Birch may renew the bar before it lapses, again and again; it need not.",
        "act Go, by Alder.House, effect Gone\n"
        "```\n"
        "## Article 2. More\n"
        "\n"
        "```foedus\n"
        "no assembly may Go\n"
        "Art. 2(1) is in force for 2 years renewable by Birch.House, failing that it lapses",
        {
            "possible It: Alder alone can always bring about Gone": REFUTED,
            "possible It: it can once come about that Gone": PROVED,
            "possible It: it can always come about that Gone": PROVED,
            "promise It: Gone only after Alder.House consented": PROVED,
            "promise It: Gone only after Birch.House consented": REFUTED,
        },
    ),
    "decided before the sunset": (
        "What was decided while the article was in force takes effect after it lapsed; nothing can be decided then.",
        "\n"
        "\n"
        "```\n"
        "## Article 2. More\n"
        "\n"
        "```foedus\n"
        "act Go, by Alder.House, effect Gone, after 3 years\n"
        "Art. 2(1) is in force for 2 years",
        {
            "possible It: it can once come about that Gone": PROVED,
            "possible It: it can once come about that Gone within 3 years": PROVED,
            "possible It: it can once come about that Gone within 2 years": REFUTED,
            "possible It: it can always come about that Gone": REFUTED,
            "possible It: Alder alone can always bring about Gone": REFUTED,
        },
    ),
    "pending at the sunset": (
        "A consent given before the article lapses is completed by none after it.",
        "\n"
        "\n"
        "```\n"
        "## Article 2. More\n"
        "\n"
        "```foedus\n"
        "act Go, by Alder.House and Birch.House, effect Gone\n"
        "Art. 2(1) is in force for 2 years",
        {
            "possible It: it can once come about that Gone": PROVED,
            "possible It: it can always come about that Gone": REFUTED,
            "promise It: Gone only after Alder.House and Birch.House consented": PROVED,
        },
    ),
    "renewal of the own act": (
        "Alder can renew, but wherever it has not, the article is gone for good; it does not wait for Seen.",
        "act See, by Birch.House, effect Seen\n"
        "```\n"
        "## Article 2. More\n"
        "\n"
        "```foedus\n"
        "act Go, by Alder.House, when Seen, effect Gone\n"
        "Art. 2(1) is in force for 2 years renewable by Alder.House, failing that it lapses",
        {
            "possible It: Alder alone can always bring about Gone": REFUTED,
            "possible It: wherever Seen, it can come about that Gone": REFUTED,
            "possible It: it can once come about that Gone": PROVED,
            "promise It: Gone only after Birch.House consented": REFUTED,
            "promise It: Gone only while Seen": PROVED,
        },
    ),
    "delay after two consents": (
        "The delay begins with the last consent, and nothing undoes it.",
        "act Go, by Alder.House and Birch.House, after 2 years, effect Gone",
        {
            "possible It: Alder alone can always bring about Gone": REFUTED,
            "promise It: Gone only after Alder.House and Birch.House consented": PROVED,
            "possible It: it can always come about that Gone within 2 years": PROVED,
            "possible It: it can always come about that Gone within 1 year": REFUTED,
            "possible It: wherever Gone, it can come about that not Gone": REFUTED,
            "promise It: each of Alder and Birch alone can block Go": PROVED,
        },
    ),
    "notice and a way back": (
        "What the other undoes at once has come about.",
        "exit Leave of a polity, after notice of 1 year, by its assembly, effect Gone\n"
        "act Back of a polity, by its assembly, effect not Gone",
        {
            "possible It: each of Alder and Birch alone can always bring about Gone within 2 years": PROVED,
            "possible It: each of Alder and Birch alone can always bring about Gone within 1 year": PROVED,
            "promise It: always Gone": REFUTED,
            "possible It: wherever Gone, it can come about that not Gone": PROVED,
            "promise It: Gone only after Alder.House consented": REFUTED,
            "promise It: Gone only after Alder.House or Birch.House consented": PROVED,
        },
    ),
    "objection of a group": (
        "Two of Birch's two can object, and so stop what Alder's three carry.",
        "assembly Council, 3 from Alder chosen by Alder.House, 2 from Birch chosen by Birch.House\n"
        "act Pass, by a majority of those voting in Council, unless within 10 days 2/3 of all members from Birch object, effect Gone",
        {
            "promise It: neither Alder nor Birch alone can decide Pass": PROVED,
            "promise It: each of Alder and Birch alone can block Pass": PROVED,
            "possible It: Alder alone can always bring about Gone": REFUTED,
            "possible It: it can always come about that Gone within 10 days": PROVED,
            "possible It: it can always come about that Gone within 9 days": REFUTED,
        },
    ),
    "objection of both": (
        "`A and B object`: only both together stop it, so Birch's objection alone does not.",
        "act Pass, by Alder.House, unless within 10 days Alder.House and Birch.House object, effect Gone",
        {
            "promise It: neither Alder nor Birch alone can decide Pass": REFUTED,
            "promise It: each of Alder and Birch alone can block Pass": REFUTED,
            "promise It: neither Alder nor Birch alone can block Pass": REFUTED,
            "possible It: Alder alone can always bring about Gone within 1 year": PROVED,
        },
    ),
    "objection of either": (
        "`A or B object`: each stops it.",
        "act Pass, by Alder.House, unless within 10 days Alder.House or Birch.House object, effect Gone",
        {
            "promise It: neither Alder nor Birch alone can decide Pass": PROVED,
            "promise It: each of Alder and Birch alone can block Pass": PROVED,
            "possible It: Alder alone can always bring about Gone within 1 year": REFUTED,
        },
    ),
    "objection, then the other": (
        "An objection opens Birch's step. What Alder has decided it cannot take back by a no while objections may come.",
        "act Pass, by Alder.House, unless within 10 days Birch.House object, failing that by Birch.House, effect Gone",
        {
            "promise It: neither Alder nor Birch alone can decide Pass": REFUTED,
            "promise It: neither Alder nor Elm alone can decide Pass": PROVED,
            "promise It: each of Alder and Birch alone can block Pass": REFUTED,
            "promise It: neither Alder nor Elm alone can block Pass": PROVED,
            "possible It: Alder alone can always bring about Gone": REFUTED,
            "promise It: Gone only after Alder.House or Birch.House consented": PROVED,
        },
    ),
    "seal of an organ that ends": (
        "An organ holds what it holds while its office is vacant.",
        "office Keeper, joint to Alder and Birch, appointed by Alder.House\n"
        "resource Seal, held by Keeper\n"
        "act Give, by Keeper, effect Seal passes to Birch.House",
        {
            "promise It: always Seal has exactly 1 holder each": PROVED,
            "promise It: never Birch.House holds Seal": REFUTED,
            "promise It: never Alder.House holds Seal": PROVED,
        },
    ),
    "seal of an assembly without units": (
        "A polity without a unit has no House, and what it held has no holder.",
        "office Keeper, joint to Alder and Birch, appointed by Alder.House\n"
        "resource Seal, held by Keeper\n"
        "act Give, by Keeper, effect Seal passes to Birch.House\n"
        "act Move of a unit, by a majority of those voting in a referendum of that unit, effect that unit belongs to the other polity",
        {
            "promise It: always Seal has exactly 1 holder each": REFUTED,
        },
    ),
    "removed while pending": (
        "The consent of a Chief who is then removed stands. A vacant office does nothing, so Rush is never done.",
        "office Chief, joint to Alder and Birch, appointed by Alder.House, removed by Birch.House\n"
        "act Go, by Chief and Birch.House, effect Gone\n"
        "act Rush, by Chief, when Chief is vacant, effect Shut",
        {
            "promise It: Gone only after Chief consented": PROVED,
            "promise It: Gone only after Birch.House consented": PROVED,
            "promise It: neither Alder nor Birch alone can decide Go": PROVED,
            "promise It: each of Alder and Birch alone can block Go": REFUTED,
            "promise It: never Shut": PROVED,
            "possible It: it can always come about that Gone": PROVED,
        },
    ),
    "edges of ticks": (
        "30 days are a month; what is due after 45 days has come about within 45.",
        "act Go, by Alder.House, after 30 days, effect Gone\n"
        "act Close, by Birch.House, after 45 days, effect Shut",
        {
            "possible It: it can once come about that Gone within 1 month": PROVED,
            "possible It: it can once come about that Gone within 30 days": PROVED,
            "possible It: it can once come about that Gone within 29 days": REFUTED,
            "possible It: it can once come about that Shut within 1 month": REFUTED,
            "possible It: it can once come about that Shut within 45 days": PROVED,
            "possible It: it can once come about that Gone and Shut within 44 days": REFUTED,
            "possible It: it can once come about that Gone and Shut within 45 days": PROVED,
            "possible It: Alder alone can always bring about Gone within 1 month": PROVED,
            "possible It: Alder alone can always bring about Gone within 29 days": REFUTED,
        },
    ),
    "hearing, then objection": (
        "Birch may be heard at once, the time for objections then runs in full.",
        "act Go, by Alder.House, after hearing Birch.House or after 30 days, unless within 10 days Birch.House object, effect Gone",
        {
            "possible It: it can once come about that Gone within 10 days": PROVED,
            "possible It: it can once come about that Gone within 9 days": REFUTED,
            "possible It: Alder alone can always bring about Gone": REFUTED,
            "promise It: neither Alder nor Birch alone can decide Go": PROVED,
        },
    ),
    "command by two edges": (
        "A force acts where its commander may command. Staff may command nowhere, though it is under Chief.",
        "office Chief, joint to Alder and Birch, elected every 4 years by the people of Alder and Birch together by plurality\n"
        "agency Staff, joint to Alder and Birch, under Chief\n"
        "force Guard of each unit, under Staff\n"
        "Chief may command on external_defence in Alder, Birch and abroad",
        {
            "promise It: no organ of a polity may act in another polity": PROVED,
            "promise It: no organ of a polity may act in another polity except on external_defence": PROVED,
        },
    ),
    "bar except in a place": (
        "In Oak the bar stands, and nobody else holds it; in Elm it does not.",
        "Alder.House may not tax except in Elm",
        {
            "promise It: no organ may tax on trade in Oak": PROVED,
            "promise It: no organ may tax on trade in Elm": REFUTED,
            "promise It: every matter has a holder in every place": REFUTED,
            "promise It: no organ may tax in both Alder and Birch": PROVED,
        },
    ),
    "a unit of nobody": (
        "Who admits a unit needs nobody else's consent here, not even the unit's.",
        "unit Yew\n"
        "act Admit of a unit to a polity, by the assembly of that polity, effect that unit belongs to that polity",
        {
            "promise It: never Yew belongs to Alder": REFUTED,
            "possible It: it can once come about that Yew belongs to Birch": PROVED,
            "promise It: always Elm belongs to Alder": REFUTED,
            "promise It: every matter has a holder in every place": REFUTED,
        },
    ),
    "a third polity of one unit": (
        "When Yew has left, Cedar is no more, and nothing brings it back.",
        "unit Yew\n"
        "polity Cedar comprises Yew\n"
        "assembly Cedar.House with 3 seats\n"
        "act Move of a unit of Cedar to a polity, by a majority of those voting in a referendum of that unit, effect that unit "
        "belongs to that polity\n"
        "act Go, by Alder.House, Birch.House and Cedar.House, effect Gone",
        {
            "possible It: it can always come about that Gone": REFUTED,
            "possible It: it can once come about that Gone": PROVED,
            "promise It: none of Alder, Birch and Cedar alone can decide Go": PROVED,
            "promise It: Gone only after Cedar.House consented": PROVED,
            "promise It: each of Alder and Birch alone can block Go": PROVED,
        },
    ),
    "given, from where": (
        "Birch may See first; by what is assumed it never does, and then the question never arises where Seen.",
        "act Go, by Alder.House, when not Seen, effect Gone\n"
        "act See, by Birch.House, effect Seen\n"
        "assume Blind: never Seen",
        {
            "possible It: Alder alone can always bring about Gone within 1 year": REFUTED,
            "possible It: Alder alone can always bring about Gone within 1 year given Blind": PROVED,
            "possible It: it can always come about that Gone": REFUTED,
            "possible It: it can always come about that Gone given Blind": PROVED,
            "possible It: wherever Seen, it can come about that Gone given Blind": EMPTY,
        },
    ),
    "a duty not to act": (
        "A lawful Chief never acts while Shut, and Shut stays.",
        "office Chief, joint to Alder and Birch, appointed by Alder.House\n"
        "act Go, by Chief, effect Gone\n"
        "act Back, by Birch.House, effect not Gone\n"
        "act Close, by Birch.House, effect Shut\n"
        "Chief must not Go while Shut",
        {
            "promise It: never Chief acts while Shut": PROVED,
            "promise It: never Chief acts while Shut even in breach": REFUTED,
            "promise It: Gone only after Chief consented even in breach": PROVED,
            "possible It: it can always come about that Gone": REFUTED,
        },
    ),
    "acting against what is incompatible": (
        "What is incompatible keeps B from acting for A, and the House can fill A.",
        "office A, joint to Alder and Birch, appointed by Alder.House, incompatible with B, when vacant B acts\n"
        "office B, joint to Alder and Birch, appointed by Birch.House\n"
        "act Go, by A, effect Gone",
        {
            "promise It: never one person holds A and B": PROVED,
            "possible It: it can always come about that Gone": PROVED,
        },
    ),
    "a deputy acts": (
        "Where the Chief's office is vacant it is the Deputy who acts.",
        "office Chief, joint to Alder and Birch, appointed by Alder.House, when vacant Deputy acts\n"
        "office Deputy, joint to Alder and Birch, appointed by Birch.House\n"
        "act See, by Birch.House, effect Seen\n"
        "act Go, by Chief, when Seen, effect Gone",
        {
            "promise It: never Deputy acts while Seen": REFUTED,
            "promise It: never Chief acts while not Seen": PROVED,
            "promise It: Gone only after Chief consented": PROVED,
            "promise It: Gone only after Deputy consented": REFUTED,
        },
    ),
    "three levels": (
        "What is not the polity's is its units'; none reaches beyond itself.",
        "residual matters of Alder to each of its units in itself\n"
        "assembly Legislature of each unit\n"
        "office Governor of each unit\n"
        "court Court of each unit",
        {
            "promise It: no organ may legislate in both Alder and Birch": PROVED,
            "promise It: no organ of a polity may legislate in another polity": PROVED,
            "promise It: no matter has two exclusive holders in one place": PROVED,
        },
    ),
    "for a year, again": (
        "When the year is over Alder may Go again before Birch closes, year after year.",
        "act Go, by Alder.House, effect Gone, for 1 year\n"
        "act Close, by Birch.House, when not Gone, effect Shut",
        {
            "possible It: it can always come about that Shut": PROVED,
            "possible It: Birch alone can always bring about Shut": REFUTED,
            "possible It: wherever Gone, it can come about that Shut within 1 year": PROVED,
            "possible It: wherever Gone, it can come about that Shut within 11 months": REFUTED,
        },
    ),
    "filled by one": (
        "Alder may fill it whenever it falls vacant.",
        "office Chief, joint to Alder and Birch, elected every 4 years by the people of Alder and Birch by plurality, when "
        "vacant filled by Alder.House",
        {
            "promise It: neither Alder nor Birch alone can decide who becomes Chief": REFUTED,
            "promise It: neither Birch nor Elm alone can decide who becomes Chief": PROVED,
        },
    ),
    "removed by one": (
        "To remove is not to appoint.",
        "office Chief, joint to Alder and Birch, appointed by Alder.House and Birch.House, removed by Alder.House, when vacant "
        "Deputy acts\n"
        "office Deputy, joint to Alder and Birch, appointed by Alder.House",
        {
            "promise It: neither Alder nor Birch alone can decide who becomes Chief": PROVED,
            "promise It: neither Alder nor Birch alone can decide who becomes Deputy": REFUTED,
            "promise It: each of Alder and Birch alone can block who becomes Chief": PROVED,
        },
    ),
    "guards of polities": (
        "A polity without a unit has no Guard.",
        "force Guard of each polity\n"
        "resource Weapons of each force, held by it\n"
        "act Move of a unit, by a majority of those voting in a referendum of that unit, effect that unit belongs to the other polity",
        {
            "promise It: always Weapons have exactly 1 holder each": REFUTED,
        },
    ),
    "last budget": (
        "No payer can stop it by voting nothing.",
        "agency Staff, joint to Alder and Birch, funded yearly by Alder 1/2 and Birch 1/2, each share voted by its assembly, "
        "failing that the last budget continues",
        {
            "promise It: always Staff is funded": PROVED,
        },
    ),
    "concurrent": (
        "Each may act; neither excludes the other.",
        "Alder.House and Birch.House may concurrently legislate on trade in Elm",
        {
            "promise It: no matter has two exclusive holders in one place": PROVED,
            "promise It: no organ of a polity may legislate in another polity": REFUTED,
        },
    ),
    "one and both": (
        "One alone and both together hold the same.",
        "Alder.House may legislate on trade in Elm\n"
        "Alder and Birch may together legislate on trade in Elm",
        {
            "promise It: no matter has two exclusive holders in one place": REFUTED,
        },
    ),
    "a matter below": (
        "Customs are part of trade.",
        "Alder.House may legislate on trade in Elm\n"
        "Birch.House may legislate on customs in Elm",
        {
            "promise It: no matter has two exclusive holders in one place": REFUTED,
        },
    ),
    "a matter below, excepted": (
        "Except on customs.",
        "Alder.House may legislate on trade in Elm except on customs\n"
        "Birch.House may legislate on customs in Elm",
        {
            "promise It: no matter has two exclusive holders in one place": PROVED,
        },
    ),
    "units of Birch": (
        "Were Elm the only unit of Birch, Elm alone.",
        "act V, by a majority of the units of Birch, each by a majority of those voting in a referendum of it, effect Gone\n"
        "act Move of a unit, by a majority of those voting in a referendum of that unit, effect that unit belongs to the other polity",
        {
            "promise It: neither Elm nor Fir alone can decide V": REFUTED,
            "possible It: it can always come about that Gone": PROVED,
        },
    ),
    "all but": (
        "All but 2 of 5 are Alder's 3.",
        "assembly Council, 3 from Alder chosen by Alder.House, 2 from Birch chosen by Birch.House\n"
        "act V, by all but 2 of all members in Council, effect Gone\n"
        "act W, by all but 1 of all members in Council, effect Seen",
        {
            "promise It: neither Alder nor Birch alone can decide V": REFUTED,
            "promise It: neither Alder nor Birch alone can decide W": PROVED,
            "promise It: each of Alder and Birch alone can block W": PROVED,
            "promise It: each of Alder and Birch alone can block V": REFUTED,
        },
    ),
    "including": (
        "Neither has a majority of all and of Birch's by itself.",
        "assembly Council, 3 from Alder chosen by Alder.House, 2 from Birch chosen by Birch.House\n"
        "act V, by a majority of those voting in Council including a majority of those voting from Birch, effect Gone",
        {
            "promise It: neither Alder nor Birch alone can decide V": PROVED,
            "promise It: each of Alder and Birch alone can block V": PROVED,
        },
    ),
    "ties broken by one": (
        "At two to two Alder.House decides, so Alder alone can, and Birch can stop nothing.",
        "assembly Council, 2 from Alder chosen by Alder.House, 2 from Birch chosen by Birch.House\n"
        "act V, by a majority of those voting in Council, ties broken by Alder.House, effect Gone",
        {
            "promise It: neither Alder nor Birch alone can decide V": REFUTED,
            "promise It: neither Birch nor Elm alone can decide V": PROVED,
            "promise It: each of Alder and Birch alone can block V": REFUTED,
            "promise It: neither Alder nor Elm alone can block V": REFUTED,
            "promise It: neither Birch nor Elm alone can block V": PROVED,
        },
    ),
    "any two of three": (
        "While the Chief's office is vacant there are only two.",
        "office Chief, joint to Alder and Birch, elected every 4 years by the people of Alder and Birch together by plurality\n"
        "act Go, by any 2 of Alder.House, Birch.House and Chief, effect Gone",
        {
            "promise It: neither Alder nor Birch alone can decide Go": PROVED,
            "promise It: neither Alder nor Birch alone can block Go": REFUTED,
        },
    ),
    "any two, one ex officio": (
        "The Chief is Alder's Head, so Alder has two of three voices.",
        "office Alder.Head, appointed by Alder.House\n"
        "office Chief, joint to Alder and Birch, held ex officio by Alder.Head\n"
        "act Go, by any 2 of Alder.House, Birch.House and Chief, effect Gone",
        {
            "promise It: neither Alder nor Birch alone can decide Go": REFUTED,
            "promise It: neither Birch nor Elm alone can decide Go": PROVED,
            "promise It: neither Birch nor Elm alone can block Go": PROVED,
            "promise It: neither Alder nor Elm alone can block Go": REFUTED,
        },
    ),
    "quorum and staying away": (
        "To block is to say no; that Alder could stay away is noted, and F305 tells it.",
        "assembly Council, 3 from Alder chosen by Alder.House, 5 from Birch chosen by Birch.House\n"
        "act V, by a majority of those voting in Council quorum 6, effect Gone\n"
        "act W, by a majority of those voting in Council, effect Seen",
        {
            "promise It: neither Alder nor Birch alone can decide W": REFUTED,
            "promise It: each of Alder and Birch alone can block W": REFUTED,
            "promise It: neither Alder nor Elm alone can block V": PROVED,
        },
    ),
    "legislatures of Birch, units move": (
        "Whoever is Birch decides: were Elm its only unit, Elm alone. While Birch has no unit nobody can.",
        "assembly Legislature of each unit\n"
        "act Go, by a majority of those voting in Legislature of each unit of Birch, effect Gone\n"
        "act Move of a unit, by a majority of those voting in a referendum of that unit, effect that unit belongs to the other polity",
        {
            "promise It: neither Alder nor Elm alone can decide Go": REFUTED,
            "possible It: it can always come about that Gone": PROVED,
            "promise It: Gone only after Birch.House consented": REFUTED,
            "possible It: Birch alone can always bring about Gone": REFUTED,
        },
    ),
    "legislatures of Birch, units stay": (
        "Both units of Birch are asked, and they are Birch.",
        "assembly Legislature of each unit\n"
        "act Go, by a majority of those voting in Legislature of each unit of Birch, effect Gone",
        {
            "promise It: neither Alder nor Elm alone can decide Go": PROVED,
            "promise It: neither Fir nor Ash alone can decide Go": PROVED,
            "promise It: each of Fir and Ash alone can block Go": PROVED,
            "possible It: Birch alone can always bring about Gone within 1 year": PROVED,
            "possible It: Birch alone can always bring about Gone within 1 day": PROVED,
        },
    ),
}
ASKED = [(name, asked) for name, (_, _, formulas) in SEAMS.items() for asked in formulas]


def verdict_of(clauses: str, asked: str):
    return judge(api.load(TEXT.format(clauses=clauses, asked=asked)), "It")


@pytest.mark.parametrize(("name", "asked"), ASKED)
def test_a_seam_comes_out_as_its_sentences_say(name, asked):
    _, clauses, formulas = SEAMS[name]
    one = verdict_of(clauses, asked)
    assert (f"{one.verdict} of nothing" if one.vacuous else one.verdict) == formulas[asked]


def test_that_the_others_are_first_when_a_tick_has_passed_is_what_keeps_it_from_them(monkeypatch):
    _, clauses, _ = SEAMS["for a year, again"]
    monkeypatch.setattr("foedus.reason.game._steady", lambda arena, won: won)
    assert verdict_of(clauses, "possible It: Birch alone can always bring about Shut").verdict == PROVED


def test_a_quorum_that_may_be_broken_by_staying_away_is_noted():
    _, clauses, _ = SEAMS["quorum and staying away"]
    assert verdict_of(clauses, "promise It: neither Alder nor Elm alone can block V").notes == (
        "A quorum is taken as met: whether somebody can block V by staying away is not asked.",
    )
    assert verdict_of(clauses, "promise It: neither Alder nor Elm alone can block W").notes == ()
    assert verdict_of(clauses, "promise It: neither Alder nor Birch alone can decide V").notes == ()
