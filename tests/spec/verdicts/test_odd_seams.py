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
        "The Chief is Alder's Head, so Alder has two of three voices; while nobody is Head there are two voices, and each stops it.",
        "office Alder.Head, appointed by Alder.House\n"
        "office Chief, joint to Alder and Birch, held ex officio by Alder.Head\n"
        "act Go, by any 2 of Alder.House, Birch.House and Chief, effect Gone",
        {
            "promise It: neither Alder nor Birch alone can decide Go": REFUTED,
            "promise It: neither Birch nor Elm alone can decide Go": PROVED,
            "promise It: neither Birch nor Elm alone can block Go": REFUTED,
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
    "renewed, never lapsing": (
        "What continues when it is not renewed never lapses.",
        "act See, by Birch.House, effect Seen\n"
        "```\n"
        "## Article 2. More\n"
        "\n"
        "```foedus\n"
        "act Go, by Alder.House, effect Gone\n"
        "Art. 2(1) is in force for 2 years renewable by Alder.House, failing that it continues",
        {
            "possible It: it can always come about that Gone": PROVED,
            "possible It: Alder alone can always bring about Gone within 1 year": PROVED,
            "promise It: Gone only after Alder.House consented": PROVED,
        },
    ),
    "two articles with one sunset": (
        "The bar lapses after a year; then Alder may Go though it is Shut, and not within a day of the start if Birch shuts first.",
        "\n"
        "\n"
        "```\n"
        "## Article 2. More\n"
        "\n"
        "```foedus\n"
        "act Go, by Alder.House, effect Gone\n"
        "no assembly may Go while Shut\n"
        "act Close, by Birch.House, effect Shut\n"
        "Art. 2(2) is in force for 1 year",
        {
            "promise It: never Gone while Shut": REFUTED,
            "possible It: Alder alone can always bring about Gone within 2 years": PROVED,
            "possible It: Alder alone can always bring about Gone within 1 day": REFUTED,
            "possible It: it can always come about that Gone": PROVED,
        },
    ),
    "a duty at its edge": (
        "The duty obliges Alder, and keeps nobody else from anything.",
        "act Go, by Alder.House, effect Gone\n"
        "act See, by Birch.House, effect Seen\n"
        "Alder.House must Go within 1 year",
        {
            "promise It: never Gone": REFUTED,
            "possible It: it can always come about that Gone within 1 day": PROVED,
            "possible It: Birch alone can always bring about Seen within 1 day": PROVED,
            "possible It: it can once come about that Gone and Seen": PROVED,
            "possible It: Birch alone can always bring about Gone": REFUTED,
        },
    ),
    "ties in each of two": (
        "An assembly with one voice has no tie.",
        "act V, by a majority of those voting in each of Alder.House and Birch.House, ties broken by Alder.House, effect Gone",
        {
            "promise It: neither Alder nor Birch alone can decide V": PROVED,
            "promise It: each of Alder and Birch alone can block V": PROVED,
            "promise It: Gone only after Alder.House and Birch.House consented": PROVED,
        },
    ),
    "ties broken by an office": (
        "Two of Alder and the Chair's yes carry; Birch appoints the Chair, and is not it.",
        "assembly Council, 2 from Alder chosen by Alder.House, 2 from Birch chosen by Birch.House\n"
        "office Chair, joint to Alder and Birch, appointed by Birch.House\n"
        "act V, by a majority of those voting in Council, ties broken by Chair, effect Gone",
        {
            "promise It: neither Alder nor Birch alone can decide V": PROVED,
            "promise It: each of Alder and Birch alone can block V": REFUTED,
            "promise It: Gone only after Chair consented": REFUTED,
            "possible It: Birch alone can always bring about Gone within 1 year": REFUTED,
        },
    ),
    "ties lost": (
        "A tie is lost, and neither has more than half.",
        "assembly Council, 2 from Alder chosen by Alder.House, 2 from Birch chosen by Birch.House\n"
        "act V, by a majority of those voting in Council, ties lost, effect Gone",
        {
            "promise It: neither Alder nor Birch alone can decide V": PROVED,
            "promise It: each of Alder and Birch alone can block V": PROVED,
        },
    ),
    "ex officio member of a council": (
        "Birch's Head is the Chair too, and so has two of three voices; while nobody is, nothing carries.",
        "office Alder.Head, appointed by Alder.House\n"
        "office Birch.Head, appointed by Birch.House\n"
        "office Chair, joint to Alder and Birch, held ex officio by Birch.Head\n"
        "assembly Council, held ex officio by Alder.Head, Birch.Head and Chair, deciding by a majority of all members in Council\n"
        "act Go, by Council, effect Gone",
        {
            "promise It: neither Alder nor Birch alone can decide Go": REFUTED,
            "promise It: neither Alder nor Elm alone can decide Go": PROVED,
            "promise It: neither Alder nor Elm alone can block Go": PROVED,
        },
    ),
    "objection of a deputy": (
        "Alder's deputy acts for a Chief whose office is vacant, and does not object.",
        "office Chief, joint to Alder and Birch, appointed by Birch.House, when vacant Alder.Deputy acts\n"
        "office Alder.Deputy, appointed by Alder.House\n"
        "act Go, by Alder.House, unless within 10 days Chief object, effect Gone",
        {
            "possible It: Alder alone can always bring about Gone within 1 year": REFUTED,
            "possible It: it can always come about that Gone within 10 days": PROVED,
            "promise It: neither Alder nor Birch alone can decide Go": REFUTED,
        },
    ),
    "objection while the office is vacant": (
        "While nobody is Chief nobody objects; but the Chief is there at the start.",
        "office Chief, joint to Alder and Birch, appointed by Birch.House\n"
        "act Go, by Alder.House, unless within 10 days Chief object, effect Gone",
        {
            "promise It: neither Alder nor Birch alone can decide Go": REFUTED,
            "possible It: it can always come about that Gone within 10 days": PROVED,
            "possible It: Alder alone can always bring about Gone within 1 year": REFUTED,
        },
    ),
    "objection of an assembly without units": (
        "While Birch has no unit there is nobody to object; but it has two at the start.",
        "act Go, by Alder.House, unless within 10 days Birch.House object, effect Gone\n"
        "act Move of a unit, by a majority of those voting in a referendum of that unit, effect that unit belongs to the other polity",
        {
            "promise It: neither Alder nor Birch alone can decide Go": REFUTED,
            "possible It: Alder alone can always bring about Gone within 1 year": REFUTED,
        },
    ),
    "three steps": (
        "Each step opens when the one before it fails, by a no or by its time.",
        "act Go, by Alder.House, within 30 days, failing that by Birch.House within 30 days, failing that by Alder.House and "
        "Birch.House, effect Gone",
        {
            "promise It: neither Alder nor Birch alone can decide Go": REFUTED,
            "promise It: Gone only after Alder.House or Birch.House consented": PROVED,
            "promise It: each of Alder and Birch alone can block Go": REFUTED,
        },
    ),
    "adopted by default, objectors": (
        "What fails is adopted: neither an objection nor a no stops it.",
        "act Go, by Alder.House, unless within 10 days Birch.House object, failing that it is adopted, effect Gone",
        {
            "promise It: neither Alder nor Birch alone can block Go": PROVED,
            "promise It: Gone only after Alder.House consented": REFUTED,
        },
    ),
    "consent withdrawn at the edge": (
        "Both consent at once, and Birch undoes it at once.",
        "act Go, by Alder.House and Birch.House, within 1 year of the first consent, effect Gone\n"
        "act Back, by Birch.House, effect not Gone",
        {
            "promise It: Gone only after Alder.House and Birch.House consented": PROVED,
            "possible It: wherever Gone, it can come about that not Gone within 1 day": PROVED,
            "possible It: it can always come about that Gone within 1 day": PROVED,
            "possible It: each of Alder and Birch alone can always bring about Gone": REFUTED,
        },
    ),
    "two bars, one with a sunset": (
        "In Fir the other bar stays.",
        "Alder.House may legislate on trade in Birch\n"
        "no assembly may legislate on trade in Fir\n"
        "```\n"
        "## Article 2. More\n"
        "\n"
        "```foedus\n"
        "no organ of a polity may legislate in another polity\n"
        "Art. 2(1) is in force for 1 year",
        {
            "promise It: no organ may legislate on trade in Fir": PROVED,
            "promise It: no organ of a polity may legislate in another polity": REFUTED,
        },
    ),
    "a bar on a joint organ": (
        "Customs are part of trade; on them alone the Chief may legislate in both.",
        "office Chief, joint to Alder and Birch, appointed by Alder.House\n"
        "Chief may legislate on trade in Alder and Birch\n"
        "no joint organ may legislate anywhere except on customs",
        {
            "promise It: no organ may act in both Alder and Birch except on customs": PROVED,
            "promise It: no organ may act in both Alder and Birch": REFUTED,
            "promise It: no joint organ may legislate anywhere": REFUTED,
        },
    ),
    "while two conditions": (
        "Gone keeps Shut away, and Shut Gone.",
        "Alder.House may legislate on trade in Birch while Gone and Shut\n"
        "act Go, by Alder.House, when not Shut, effect Gone\n"
        "act Close, by Birch.House, when not Gone, effect Shut",
        {
            "promise It: no organ of a polity may legislate in another polity": PROVED,
            "promise It: never Gone while Shut": PROVED,
            "promise It: never Gone and Shut": PROVED,
        },
    ),
    "either of two": (
        "Each decides, neither stops the other.",
        "act Go, by Alder.House or Birch.House, effect Gone",
        {
            "promise It: neither Alder nor Birch alone can decide Go": REFUTED,
            "promise It: neither Alder nor Birch alone can block Go": PROVED,
            "promise It: each of Alder and Birch alone can block Go": REFUTED,
            "possible It: each of Alder and Birch alone can always bring about Gone within 1 day": PROVED,
            "promise It: Gone only after Alder.House or Birch.House consented": PROVED,
            "promise It: Gone only after Alder.House and Birch.House consented": REFUTED,
        },
    ),
    "an act done and undone by others": (
        "Each can answer at once, and what has come about has.",
        "act Go, by Alder.House, when not Shut, effect Gone\n"
        "act Back, by Birch.House, effect not Gone\n"
        "act Close, by Birch.House, when not Gone, effect Shut\n"
        "act Open, by Alder.House, effect not Shut",
        {
            "possible It: Alder alone can always bring about Gone within 1 day": PROVED,
            "possible It: Birch alone can always bring about Shut within 1 day": PROVED,
            "promise It: never Gone while Shut": PROVED,
            "possible It: it can always come about that Shut": PROVED,
        },
    ),
    "the unit's own act": (
        "To go and to come back take a year each.",
        "act Leave of a unit, by a majority of those voting in a referendum of that unit, after 1 year, effect that unit belongs "
        "to the other polity",
        {
            "promise It: always Elm belongs to Alder": REFUTED,
            "possible It: wherever Elm belongs to Birch, it can come about that Elm belongs to Alder within 1 year": PROVED,
            "possible It: wherever Elm belongs to Birch, it can come about that Elm belongs to Alder within 11 months": REFUTED,
            "promise It: never Elm belongs to Alder and Elm belongs to Birch": PROVED,
        },
    ),
    "a referendum of both together": (
        "People count by units: three of four decide, one does not.",
        "act V, by a majority of those voting in a referendum of Alder and Birch together, effect Gone\n"
        "act Move of a unit, by a majority of those voting in a referendum of that unit, effect that unit belongs to the other polity",
        {
            "promise It: neither Alder nor Birch alone can decide V": REFUTED,
            "promise It: neither Elm nor Fir alone can decide V": PROVED,
        },
    ),
    "last unit may not leave": (
        "Both polities keep a unit, so both Houses are there.",
        "act Move of a unit, by a majority of those voting in a referendum of that unit, when some other unit belongs to its "
        "polity, effect that unit belongs to the other polity\n"
        "act Go, by Alder.House and Birch.House, effect Gone",
        {
            "possible It: it can always come about that Gone within 1 day": PROVED,
            "promise It: each of Alder and Birch alone can block Go": PROVED,
            "promise It: never Elm belongs to Birch and Oak belongs to Birch and Fir belongs to Birch and Ash belongs to Birch": PROVED,
        },
    ),
    "funded by who has gone": (
        "A share is voted again when the payer is there, and units may come back.",
        "agency Staff, joint to Alder and Birch, funded yearly by Alder 1/2 and Birch 1/2, each share voted by its assembly\n"
        "act Go, by Staff, effect Gone\n"
        "act Move of a unit, by a majority of those voting in a referendum of that unit, effect that unit belongs to the other polity",
        {
            "promise It: always Staff is funded": REFUTED,
            "possible It: wherever Staff is not funded, it can come about that Staff is funded": PROVED,
            "possible It: it can always come about that Gone": PROVED,
        },
    ),
    "one person by acting": (
        "C comes with A, and nobody holds B beside A.",
        "office A, joint to Alder and Birch, appointed by Alder.House\n"
        "office B, joint to Alder and Birch, appointed by Birch.House, incompatible with A\n"
        "office C, joint to Alder and Birch, held ex officio by A",
        {
            "promise It: never one person holds B and C": PROVED,
            "promise It: never one person holds A and C": REFUTED,
            "promise It: never C is vacant while A is filled": PROVED,
        },
    ),
    "removed by a vacancy": (
        "Until succeeded keeps nobody from falling vacant or being removed.",
        "office Chief, joint to Alder and Birch, appointed by Alder.House, for 2 years, until succeeded, removed by Birch.House",
        {
            "promise It: always Chief is filled": REFUTED,
            "possible It: wherever Chief is vacant, it can come about that Chief is filled within 1 day": PROVED,
            "promise It: neither Alder nor Birch alone can decide who becomes Chief": REFUTED,
            "promise It: neither Birch nor Elm alone can decide who becomes Chief": PROVED,
        },
    ),
    "even in breach, consent": (
        "Against the duty Alder may Go all the same, in breach; nobody else can.",
        "act Go, by Alder.House, effect Gone\n"
        "act See, by Birch.House, effect Seen\n"
        "Alder.House must not Go without the consent of Birch.House\n"
        "Alder.House must Go within 1 year when Seen",
        {
            "promise It: Gone only after Birch.House consented": PROVED,
            "promise It: Gone only after Birch.House consented even in breach": REFUTED,
            "promise It: Gone only after Alder.House consented even in breach": PROVED,
        },
    ),
    "parameters in two places": (
        "As shipped two of four are enough, and six months the delay.",
        "parameter Wait = 6 between 1 and 12\n"
        "parameter Half = 1/2 between 0 and 1\n"
        "assembly Council, 2 from Alder chosen by Alder.House, 2 from Birch chosen by Birch.House\n"
        "act Go, by at least [Half] of all members in Council, after [Wait] months, effect Gone",
        {
            "promise It: neither Alder nor Birch alone can decide Go": REFUTED,
            "possible It: it can once come about that Gone within 6 months": PROVED,
            "possible It: it can once come about that Gone within 5 months": REFUTED,
        },
    ),
    "a matter of three levels": (
        "Pepper is a spice, and spices are left out of what Alder holds.",
        "matter spices under trade\n"
        "matter pepper under spices\n"
        "Alder.House may legislate on trade in Elm except on spices\n"
        "Birch.House may legislate on pepper in Elm",
        {
            "promise It: no matter has two exclusive holders in one place": PROVED,
            "promise It: no organ of a polity may legislate in another polity": REFUTED,
            "promise It: no organ of a polity may legislate in another polity except on pepper": PROVED,
        },
    ),
    "a matter of three levels, overlap": (
        "Pepper is a spice, and spices are trade.",
        "matter spices under trade\n"
        "matter pepper under spices\n"
        "Alder.House may legislate on trade in Elm\n"
        "Birch.House may legislate on pepper in Elm",
        {
            "promise It: no matter has two exclusive holders in one place": REFUTED,
            "promise It: no organ of a polity may legislate in another polity except on spices": PROVED,
        },
    ),
    "exit with a counterpart": (
        "Without the other nobody leaves, and not before two years.",
        "exit Leave of a polity, not before 2 years after the start, by its assembly, with the consent of the assembly of the "
        "other polity, effect Gone",
        {
            "promise It: neither Alder nor Birch alone can decide Leave": PROVED,
            "promise It: each of Alder and Birch alone can block Leave": PROVED,
            "possible It: each of Alder and Birch alone can always bring about Gone": REFUTED,
            "possible It: it can once come about that Gone within 2 years": PROVED,
            "possible It: it can once come about that Gone within 23 months": REFUTED,
        },
    ),
    "hearing of an office that is vacant": (
        "Nobody can be heard where nobody holds the office; its succession is an event.",
        "office Elder, joint to Alder and Birch, held for life\n"
        "act Go, by Alder.House, after hearing Elder, effect Gone",
        {
            "possible It: Alder alone can always bring about Gone": REFUTED,
            "possible It: it can always come about that Gone": PROVED,
            "promise It: neither Alder nor Birch alone can decide Go": REFUTED,
        },
    ),
    "hearing with an end": (
        "Fourteen days after it was asked it need be heard no more.",
        "office Elder, joint to Alder and Birch, held for life\n"
        "act Go, by Alder.House, after hearing Elder or after 14 days, effect Gone",
        {
            "possible It: Alder alone can always bring about Gone within 14 days": PROVED,
            "possible It: Alder alone can always bring about Gone within 13 days": REFUTED,
            "possible It: it can always come about that Gone within 14 days": PROVED,
            "possible It: it can once come about that Gone within 1 day": PROVED,
        },
    ),
    "a force used by its own": (
        "The Chief may lead any unit's Guard in all of Alder.",
        "force Guard of each unit\n"
        "act Place of a force, by Alder.House, effect that force is under Alder.Chief\n"
        "office Alder.Chief, appointed by Alder.House\n"
        "Alder.Chief may command on external_defence in Alder",
        {
            "promise It: never Guard is used in another unit": REFUTED,
            "promise It: never Guard is used abroad": PROVED,
            "promise It: no organ of a polity may act in another polity": REFUTED,
        },
    ),
    "command ends with the office": (
        "The command stays with the office while nobody holds it.",
        "office Alder.Chief, appointed by Alder.House\n"
        "force Guard of each unit of Alder\n"
        "act Place of a force, by Alder.House, effect that force is under Alder.Chief\n"
        "act Move of a unit, by a majority of those voting in a referendum of that unit, effect that unit belongs to the other polity",
        {
            "promise It: never Guard is under Alder.Chief while Alder.Chief is vacant": REFUTED,
            "promise It: never some force is under Alder.Chief while Gone": EMPTY,
        },
    ),
    "ex officio while nobody is Head": (
        "An office held ex officio acts only while the office is filled with which it comes.",
        "office Birch.Head, appointed by Birch.House\n"
        "office Chair, joint to Alder and Birch, held ex officio by Birch.Head\n"
        "act Go, by Chair, effect Gone\n"
        "act Back, by Alder.House, effect not Gone",
        {
            "promise It: never Chair acts while Birch.Head is vacant": PROVED,
            "possible It: it can always come about that Gone": PROVED,
        },
    ),
    "a deputy who may object": (
        "Who acts for the Chief may object for it.",
        "office Chief, joint to Alder and Birch, appointed by Birch.House, when vacant Birch.Deputy acts\n"
        "office Birch.Deputy, appointed by Birch.House\n"
        "act Go, by Alder.House, unless within 10 days Chief object, effect Gone\n"
        "assume Manned: always Birch.Deputy is filled",
        {
            "promise It: neither Alder nor Elm alone can decide Go given Manned": PROVED,
            "promise It: neither Alder nor Elm alone can decide Go": REFUTED,
        },
    ),
    "a deputy of one polity": (
        "While the Chief's office is vacant, Alder's deputy speaks in it.",
        "office Chief, joint to Alder and Birch, appointed by Birch.House, when vacant Alder.Deputy acts\n"
        "office Alder.Deputy, appointed by Alder.House\n"
        "act Go, by Alder.House and Chief, effect Gone",
        {
            "promise It: neither Alder nor Birch alone can decide Go": REFUTED,
            "promise It: neither Birch nor Elm alone can decide Go": PROVED,
        },
    ),
    "a deputy of the other polity": (
        "While Alder's Chief's office is vacant, Birch's deputy speaks in it, and Birch can block what was Alder's alone.",
        "office Alder.Chief, appointed by Alder.House, when vacant Birch.Deputy acts\n"
        "office Birch.Deputy, appointed by Birch.House\n"
        "act Go, by Alder.House and Alder.Chief, effect Gone",
        {
            "promise It: neither Birch nor Elm alone can block Go": REFUTED,
            "promise It: neither Alder nor Birch alone can decide Go": REFUTED,
            "promise It: each of Alder and Birch alone can block Go": REFUTED,
        },
    ),
    "prevailing": (
        "Two who act concurrently do not exclude one another. On all else Elm has its polity's holders, but nobody executes or judges.",
        "Alder.House and Birch.House may concurrently legislate on trade in Elm with Alder.House prevailing\n"
        "Alder.House may not legislate on trade in Elm while Gone\n"
        "act Go, by Birch.House, effect Gone",
        {
            "promise It: no matter has two exclusive holders in one place": PROVED,
            "promise It: every matter has a holder in every place": REFUTED,
        },
    ),
    "notwithstanding what lapses": (
        "Alder is excepted from the bar, and may tax on trade there.",
        "Alder.House may tax on trade in Birch notwithstanding Art. 2(1)\n"
        "```\n"
        "## Article 2. More\n"
        "\n"
        "```foedus\n"
        "no organ of a polity may tax in another polity\n"
        "Art. 2(1) is in force for 1 year",
        {
            "promise It: no organ of a polity may tax in another polity": REFUTED,
            "promise It: no organ of a polity may tax in another polity except on trade": PROVED,
        },
    ),
    "an excepted place": (
        "Both together hold trade elsewhere, Alder's House in Elm.",
        "Alder and Birch may together legislate on trade except in Elm\n"
        "Alder.House may legislate on trade in Elm",
        {
            "promise It: no organ of a polity may legislate in another polity": PROVED,
            "promise It: no matter has two exclusive holders in one place": PROVED,
        },
    ),
    "abroad for itself": (
        "Each speaks for itself, in its own name.",
        "each polity may negotiate on trade for itself",
        {
            "promise It: no matter has two exclusive holders in one place": PROVED,
            "promise It: no organ of a polity may negotiate in another polity": PROVED,
        },
    ),
    "both abroad": (
        "Two speak abroad for nobody but themselves, and nothing settles it.",
        "Alder.House may negotiate on trade abroad\n"
        "Birch.House may negotiate on trade abroad",
        {
            "promise It: no matter has two exclusive holders in one place": REFUTED,
        },
    ),
    "by group": (
        "Each group has half of the seats, and a third of it must agree.",
        "assembly Council, 3 Reds from Alder chosen by Alder.House, 3 Blues from Birch chosen by Birch.House\n"
        "act V, by a majority of those voting in Council including 1/3 of all members from each of Reds and Blues, effect Gone",
        {
            "promise It: neither Alder nor Birch alone can decide V": PROVED,
            "promise It: each of Alder and Birch alone can block V": PROVED,
        },
    ),
    "a share of both": (
        "Birch has five eighths: that much, and not more.",
        "act V, by at least 3/4 of all members in Alder.House and Birch.House together, effect Gone\n"
        "act W, by at least 5/8 of all members in Alder.House and Birch.House together, effect Seen\n"
        "act X, by more than 5/8 of all members in Alder.House and Birch.House together, effect Shut",
        {
            "promise It: neither Alder nor Birch alone can decide V": PROVED,
            "promise It: neither Alder nor Birch alone can decide W": REFUTED,
            "promise It: neither Alder nor Birch alone can decide X": PROVED,
            "promise It: each of Alder and Birch alone can block X": PROVED,
            "promise It: each of Alder and Birch alone can block W": REFUTED,
        },
    ),
    "repeated, with a withdrawal": (
        "It takes both, twice, a year apart.",
        "act Go, by Alder.House and Birch.House, repeated after 1 year, effect Gone",
        {
            "promise It: Gone only after Alder.House and Birch.House consented": PROVED,
            "possible It: it can once come about that Gone within 1 year": PROVED,
            "possible It: it can once come about that Gone within 11 months": REFUTED,
            "possible It: it can always come about that Gone within 1 year": PROVED,
        },
    ),
    "for a time, and undone": (
        "What is undone at once has come about at once.",
        "act Go, by Alder.House, effect Gone, for 2 years\n"
        "act Back, by Birch.House, effect not Gone",
        {
            "possible It: wherever Gone, it can come about that not Gone within 1 day": PROVED,
            "possible It: Alder alone can always bring about Gone within 1 day": PROVED,
            "promise It: Gone only after Alder.House consented": PROVED,
        },
    ),
    "for a time, ending what another made": (
        "Birch makes and ends it too.",
        "act Go, by Alder.House, effect Gone, for 2 years\n"
        "act Rush, by Birch.House, effect Gone\n"
        "act Back, by Birch.House, effect not Gone",
        {
            "promise It: Gone only after Alder.House consented": REFUTED,
            "promise It: Gone only after Alder.House or Birch.House consented": PROVED,
            "possible It: wherever Gone, it can come about that not Gone": PROVED,
        },
    ),
    "a delay that is overtaken": (
        "Alder's takes two years, and comes about then.",
        "act Slow, by Alder.House, after 2 years, effect Gone\n"
        "act Fast, by Birch.House, effect Gone\n"
        "act Back, by Birch.House, effect not Gone",
        {
            "promise It: Gone only after Alder.House consented": REFUTED,
            "possible It: Alder alone can always bring about Gone within 2 years": PROVED,
            "possible It: Alder alone can always bring about Gone within 1 year": REFUTED,
            "possible It: Birch alone can always bring about Gone within 1 day": PROVED,
        },
    ),
    "weapons that pass to what ends": (
        "A Guard of Alder ends with its unit's leaving, and Birch's House with Birch's last unit.",
        "force Guard of each unit of Alder\n"
        "resource Weapons of each force, held by it\n"
        "assembly Store, joint to Alder and Birch\n"
        "act Give of a force, by Alder.House, when that force holds Weapons, effect Weapons pass to Birch.House\n"
        "act Move of a unit, by a majority of those voting in a referendum of that unit, effect that unit belongs to the other polity",
        {
            "promise It: always Weapons have exactly 1 holder each": REFUTED,
            "promise It: never Store holds Weapons": PROVED,
        },
    ),
    "weapons of a joint store": (
        "A joint organ does not end.",
        "force Guard of each polity\n"
        "resource Weapons of each force, held by it\n"
        "assembly Store, joint to Alder and Birch\n"
        "act Give of a force, by its assembly, when that force holds Weapons, effect Weapons pass to Store",
        {
            "promise It: always Weapons have exactly 1 holder each": PROVED,
            "promise It: never Store holds Weapons": REFUTED,
            "promise It: never Alder.House holds Weapons": PROVED,
        },
    ),
    "every year a duty": (
        "Birch may undo what Alder must do; Alder does it again.",
        "act Go, by Alder.House, effect Gone\n"
        "act Back, by Birch.House, effect not Gone\n"
        "Alder.House must Go every 1 year",
        {
            "possible It: it can always come about that Gone": PROVED,
            "promise It: Gone only after Alder.House consented": PROVED,
            "promise It: always Gone": REFUTED,
        },
    ),
    "a duty nobody can do": (
        "Nothing makes Seen true, so no lawful history passes the year, and none has Gone.",
        "act Go, by Alder.House, when Seen, effect Gone\n"
        "Alder.House must Go within 1 year",
        {
            "possible It: it can once come about that Gone": REFUTED,
            "promise It: never Gone": PROVED,
        },
    ),
    "two acts of one effect, one barred": (
        "Birch does it, and only with Alder's leave; Alder's own act is barred.",
        "act Go, by Alder.House, effect Gone\n"
        "act Dash, by Birch.House, effect Gone\n"
        "Birch.House may not Dash without the consent of Alder.House\n"
        "Alder.House may not Go",
        {
            "promise It: Gone only after Alder.House consented": PROVED,
            "promise It: Gone only after Birch.House consented": PROVED,
            "promise It: neither Alder nor Birch alone can decide Dash": PROVED,
            "possible It: it can always come about that Gone": PROVED,
        },
    ),
    "a bar on all but one": (
        "Only Alder's is left.",
        "act Go of a polity, by its assembly, effect Gone\n"
        "no assembly of Birch may Go",
        {
            "promise It: Gone only after Alder.House consented": PROVED,
            "promise It: neither Birch nor Elm alone can decide Go": PROVED,
            "promise It: neither Alder nor Birch alone can decide Go": REFUTED,
        },
    ),
    "an appointer that ends": (
        "When Birch has no unit nobody fills the Chief's office any more.",
        "office Chief, joint to Alder and Birch, appointed by Birch.House\n"
        "act Go, by Chief, effect Gone\n"
        "act Move of a unit of Birch to a polity, by a majority of those voting in a referendum of that unit, effect that unit "
        "belongs to that polity",
        {
            "possible It: it can always come about that Gone": REFUTED,
            "possible It: wherever Chief is vacant, it can come about that Chief is filled": REFUTED,
            "possible It: it can once come about that Gone": PROVED,
        },
    ),
    "an office of a polity that ends": (
        "Units come back, but they are Alder's until they do: Birch alone, without a unit, can do nothing.",
        "office Birch.Head, appointed by Birch.House\n"
        "act Go, by Birch.Head, effect Gone\n"
        "act Move of a unit, by a majority of those voting in a referendum of that unit, effect that unit belongs to the other polity",
        {
            "possible It: it can always come about that Gone": PROVED,
            "possible It: Birch alone can always bring about Gone": REFUTED,
            "promise It: Gone only after Birch.Head consented": PROVED,
        },
    ),
    "who removes and who fills": (
        "Birch fills what it has emptied.",
        "office Chief, joint to Alder and Birch, appointed by Alder.House and Birch.House, removed by Birch.House, when vacant "
        "filled by Birch.House",
        {
            "promise It: neither Alder nor Birch alone can decide who becomes Chief": REFUTED,
            "promise It: neither Alder nor Elm alone can decide who becomes Chief": PROVED,
        },
    ),
    "assumed for ever": (
        "What is assumed leaves out the histories in which Birch sees first.",
        "act Go, by Alder.House, when not Seen, effect Gone\n"
        "act See, by Birch.House, when not Shut, effect Seen\n"
        "act Close, by Alder.House, effect Shut\n"
        "assume Quick: Seen only while Gone",
        {
            "promise It: never Seen while not Gone given Quick": PROVED,
            "possible It: Alder alone can always bring about Gone within 1 day given Quick": PROVED,
            "possible It: Alder alone can always bring about Gone within 1 day": REFUTED,
        },
    ),
    "two waits one after the other": (
        "A year, and twice six months.",
        "act See, by Alder.House, not before 1 year after the start, after 6 months, effect Seen\n"
        "act Go, by Alder.House, when Seen, after 6 months, effect Gone",
        {
            "possible It: it can once come about that Gone within 2 years": PROVED,
            "possible It: it can once come about that Gone within 23 months": REFUTED,
            "possible It: Alder alone can always bring about Gone within 2 years": PROVED,
            "possible It: Alder alone can always bring about Gone within 23 months": REFUTED,
        },
    ),
    "moved twice": (
        "Home at once, away in a year.",
        "act Leave of a unit, by a majority of those voting in a referendum of that unit, after 1 year, effect that unit belongs "
        "to Birch\n"
        "act Home of a unit, by a majority of those voting in a referendum of that unit, effect that unit belongs to Alder",
        {
            "promise It: never Elm belongs to Birch while Gone": EMPTY,
            "possible It: wherever Elm belongs to Birch, it can come about that Elm belongs to Alder within 1 day": PROVED,
            "possible It: wherever Elm belongs to Alder, it can come about that Elm belongs to Birch within 1 year": PROVED,
        },
    ),
    "whose a unit is then": (
        "Whoever is Birch at the time can do it; Alder's units are Birch's when they have moved.",
        "act Move of a unit, by a majority of those voting in a referendum of that unit, when some other unit belongs to its "
        "polity, effect that unit belongs to the other polity\n"
        "act Go of a unit of Birch, by a majority of those voting in a referendum of that unit, effect Gone\n"
        "act Back, by Alder.House, effect not Gone",
        {
            "possible It: Birch alone can always bring about Gone within 1 day": PROVED,
            "possible It: Alder alone can always bring about Gone": REFUTED,
        },
    ),
    "entrenched": (
        "Both must agree to amend; six of eight are more than either has, and neither can be without three.",
        "act Amend, by Alder.House and Birch.House, effect Art. 1(7) is amended\n"
        "act Rewrite, by at least 6 of all members in Alder.House and Birch.House together, effect this settlement is amended",
        {
            "promise It: neither Alder nor Birch alone can decide Amend": PROVED,
            "promise It: each of Alder and Birch alone can block Amend": PROVED,
            "promise It: each of Alder and Birch alone can block Rewrite": PROVED,
            "promise It: neither Alder nor Birch alone can decide Rewrite": PROVED,
        },
    ),
    "deciding by another": (
        "The Board decides by whom its clause names.",
        "office Alder.Head, appointed by Alder.House\n"
        "agency Board, joint to Alder and Birch, deciding by the consent of Alder.Head and the consent of Birch.House\n"
        "act Go, by Board, effect Gone",
        {
            "promise It: neither Alder nor Birch alone can decide Go": PROVED,
            "promise It: Gone only after Birch.House consented": PROVED,
            "promise It: each of Alder and Birch alone can block Go": PROVED,
            "promise It: Gone only after Board consented": PROVED,
        },
    ),
    "a family of offices": (
        "Were Elm the only unit of Birch, its Governor would be all that is asked; while a Governor is missing nobody can.",
        "office Governor of each unit, elected every 4 years by its people by plurality\n"
        "act Go, by the consent of Governor of each unit of Birch, effect Gone\n"
        "act Move of a unit, by a majority of those voting in a referendum of that unit, effect that unit belongs to the other polity",
        {
            "promise It: neither Alder nor Elm alone can decide Go": REFUTED,
            "promise It: neither Alder nor Birch alone can block Go": REFUTED,
            "possible It: it can always come about that Gone": PROVED,
            "possible It: Birch alone can always bring about Gone": REFUTED,
        },
    ),
    "any of two peoples": (
        "Each people decides, and neither stops the other.",
        "act Go, by a majority of those voting in a referendum of Alder or a majority of those voting in a referendum of Birch, "
        "effect Gone",
        {
            "promise It: neither Alder nor Birch alone can decide Go": REFUTED,
            "promise It: neither Alder nor Birch alone can block Go": PROVED,
            "possible It: each of Alder and Birch alone can always bring about Gone within 1 day": PROVED,
        },
    ),
    "a house elected by districts": (
        "Nine of eighteen are no majority, and no two thirds without the other.",
        "assembly Council, with 9 seats from each polity\n"
        "act Go, by a majority of those voting in Council, effect Gone\n"
        "act See, by two thirds of all members in Council, effect Seen",
        {
            "promise It: neither Alder nor Birch alone can decide Go": PROVED,
            "promise It: each of Alder and Birch alone can block Go": PROVED,
            "promise It: each of Alder and Birch alone can block See": PROVED,
        },
    ),
    "seats from each unit that moves": (
        "Three of four units are a majority, one is not.",
        "assembly Council, with 2 seats from each unit\n"
        "act Go, by a majority of those voting in Council, effect Gone\n"
        "act Move of a unit, by a majority of those voting in a referendum of that unit, effect that unit belongs to the other polity",
        {
            "promise It: neither Alder nor Birch alone can decide Go": REFUTED,
            "promise It: neither Elm nor Fir alone can decide Go": PROVED,
        },
    ),
    "seats from each unit that stays": (
        "Two of four are none.",
        "assembly Council, with 2 seats from each unit\n"
        "act Go, by a majority of those voting in Council, effect Gone",
        {
            "promise It: neither Alder nor Birch alone can decide Go": PROVED,
            "promise It: each of Alder and Birch alone can block Go": PROVED,
        },
    ),
    "comprising": (
        "A majority of each polity's members, who come from its units.",
        "assembly Council, with 2 seats from each unit\n"
        "act Go, by a majority of those voting in Council including a majority of those voting from each of Alder and Birch, "
        "effect Gone",
        {
            "promise It: neither Alder nor Birch alone can decide Go": PROVED,
            "promise It: each of Alder and Birch alone can block Go": PROVED,
        },
    ),
    "consent then dissolved": (
        "A polity that is gone has consented to what was done before; to See nobody asks it.",
        "act Go, by Alder.House and Birch.House, effect Gone\n"
        "act Move of a unit, by a majority of those voting in a referendum of that unit, effect that unit belongs to the other polity\n"
        "act See, by Alder.House, when Gone, effect Seen",
        {
            "promise It: Gone only after Birch.House consented": PROVED,
            "promise It: Gone only after Alder.House and Birch.House consented": PROVED,
            "promise It: Seen only while Gone": PROVED,
            "promise It: Seen only after Birch.House consented": REFUTED,
        },
    ),
    "a lasting office": (
        "Who is removed or dies is succeeded, by chance and not by anybody's act.",
        "office Judge, joint to Alder and Birch, held for life, removed by Alder.House and Birch.House\n"
        "act Go, by Judge, effect Gone",
        {
            "promise It: always Judge is filled": REFUTED,
            "possible It: it can always come about that Gone": PROVED,
            "possible It: wherever Judge is vacant, it can come about that Judge is filled within 1 day": PROVED,
            "possible It: each of Alder and Birch alone can always bring about Gone": REFUTED,
        },
    ),
    "rotating": (
        "The Chair is Alder's Head and Birch's by turns.",
        "office Alder.Head, appointed by Alder.House\n"
        "office Birch.Head, appointed by Birch.House\n"
        "office Chair, rotating every 1 year among Alder.Head and Birch.Head\n"
        "act Go, by Chair, effect Gone",
        {
            "promise It: Gone only after Chair consented": PROVED,
            "promise It: neither Alder nor Birch alone can decide Go": PROVED,
            "possible It: it can always come about that Gone": PROVED,
        },
    ),
    "two conditions of one act": (
        "Each act undoes the other; what has come about has.",
        "act Go, by Alder.House, effect Gone and not Shut\n"
        "act Close, by Birch.House, effect Shut and not Gone",
        {
            "promise It: never Gone while Shut": PROVED,
            "possible It: each of Alder and Birch alone can always bring about Gone": REFUTED,
            "possible It: Alder alone can always bring about Gone within 1 day": PROVED,
            "possible It: Birch alone can always bring about Shut within 1 day": PROVED,
            "promise It: Gone only while not Shut": PROVED,
        },
    ),
    "a year to answer": (
        "Without Birch asking, Alder can do nothing; once decided it comes about though Birch ceases to ask.",
        "act Ask, by Birch.House, effect Seen\n"
        "act Go, by Alder.House, when Seen, after 1 year, effect Gone\n"
        "act Close, by Birch.House, when Gone, effect not Seen",
        {
            "possible It: Alder alone can always bring about Gone": REFUTED,
            "possible It: wherever Seen, it can come about that Gone within 1 year": PROVED,
            "possible It: wherever Seen, it can come about that Gone within 11 months": REFUTED,
            "promise It: Gone only while Seen": REFUTED,
        },
    ),
    "withdrawal by the second": (
        "Elm is Alder's, so Alder has two of three.",
        "act Go, by any 2 of Alder.House, Birch.House and Elm, effect Gone",
        {
            "promise It: neither Alder nor Birch alone can decide Go": REFUTED,
        },
    ),
    "bars by unit": (
        "Each unit legislates in itself alone, whatever Alder gives it beyond.",
        "no organ of a unit may legislate in another unit\n"
        "assembly Legislature of each unit\n"
        "Legislature of each unit may legislate on trade in Alder",
        {
            "promise It: no organ of a unit may legislate in another unit": PROVED,
            "promise It: no matter has two exclusive holders in one place": PROVED,
        },
    ),
    "joint organs barred while": (
        "The bar takes acts and competences alike, and Shut stays.",
        "office Chief, joint to Alder and Birch, appointed by Alder.House\n"
        "Chief may negotiate on trade abroad\n"
        "act Go, by Chief, effect Gone\n"
        "act Close, by Birch.House, effect Shut\n"
        "no joint organ may act anywhere while Shut",
        {
            "promise It: never Chief acts while Shut": PROVED,
            "promise It: never a joint organ acts while Shut": PROVED,
            "promise It: never Chief acts while Gone": REFUTED,
            "possible It: it can always come about that Gone": REFUTED,
        },
    ),
    "a bar with an exception of a matter": (
        "Health is barred, trade is not, and customs are trade.",
        "no organ of a polity may legislate in another polity except on trade\n"
        "Alder.House may legislate on trade and health in Birch",
        {
            "promise It: no organ of a polity may legislate in another polity except on trade": PROVED,
            "promise It: no organ of a polity may legislate in another polity": REFUTED,
            "promise It: no organ of a polity may legislate on health in another polity": PROVED,
            "promise It: no organ of a polity may legislate on customs in another polity": REFUTED,
        },
    ),
    "the last step decides": (
        "When both have not agreed in a year, or one has said no, Birch decides.",
        "act Go, by Alder.House and Birch.House, within 1 year, failing that Birch.House decides, effect Gone",
        {
            "promise It: neither Alder nor Birch alone can decide Go": REFUTED,
            "promise It: neither Alder nor Elm alone can decide Go": PROVED,
            "promise It: Gone only after Birch.House consented": PROVED,
            "promise It: Gone only after Alder.House consented": REFUTED,
            "possible It: Birch alone can always bring about Gone within 1 year": PROVED,
            "promise It: neither Alder nor Elm alone can block Go": PROVED,
        },
    ),
    "a no opens the door": (
        "Alder's own no opens the step that is Alder's.",
        "act Go, by Alder.House and Birch.House, failing that by Alder.House, effect Gone",
        {
            "promise It: neither Alder nor Birch alone can decide Go": REFUTED,
            "possible It: Alder alone can always bring about Gone within 1 day": PROVED,
        },
    ),
    "assumed vacancy": (
        "Where the office is assumed to be filled, it is.",
        "office Chief, joint to Alder and Birch, appointed by Alder.House\n"
        "act Go, by Chief, effect Gone\n"
        "assume Staffed: always Chief is filled",
        {
            "promise It: always Chief is filled given Staffed": PROVED,
            "possible It: it can always come about that Gone given Staffed": PROVED,
            "promise It: never Gone given Staffed": REFUTED,
        },
    ),
    "objection at the second step": (
        "Alder's no opens Birch's step, and Alder may object to what Birch decides; but what waits for objections takes no no.",
        "act Go, by Alder.House, failing that by Birch.House, unless within 10 days Alder.House object, effect Gone",
        {
            "promise It: neither Alder nor Birch alone can decide Go": REFUTED,
            "promise It: neither Birch nor Elm alone can decide Go": PROVED,
            "promise It: Gone only after Alder.House or Birch.House consented": PROVED,
            "promise It: each of Alder and Birch alone can block Go": REFUTED,
            "promise It: neither Birch nor Elm alone can block Go": PROVED,
        },
    ),
    "objection of a share of units": (
        "Three of three from Elm say no, which is more than two thirds: any unit can stop it.",
        "assembly Council, with 3 seats from each unit\n"
        "act Go, by a majority of those voting in Council, unless 2/3 of all members from any unit object, effect Gone",
        {
            "promise It: neither Alder nor Birch alone can decide Go": PROVED,
            "promise It: each of Alder and Birch alone can block Go": PROVED,
            "promise It: neither Elm nor Fir alone can block Go": REFUTED,
        },
    ),
    "objection of a share, then they move": (
        "A polity of all units has nobody left to object; one unit alone has no majority, and can object.",
        "assembly Council, with 3 seats from each unit\n"
        "act Go, by a majority of those voting in Council, unless within 10 days 2/3 of all members from any unit object, effect Gone\n"
        "act Move of a unit, by a majority of those voting in a referendum of that unit, effect that unit belongs to the other polity",
        {
            "promise It: neither Alder nor Birch alone can decide Go": REFUTED,
            "promise It: neither Elm nor Fir alone can decide Go": PROVED,
            "promise It: each of Elm and Fir alone can block Go": PROVED,
        },
    ),
    "with and by": (
        "It takes both, and Alder may still think better of it.",
        "act Go, by Alder.House, with the consent of Birch.House, unless within 10 days Alder.House object, effect Gone",
        {
            "promise It: Gone only after Alder.House and Birch.House consented": PROVED,
            "possible It: Alder alone can always bring about Gone": REFUTED,
            "promise It: each of Alder and Birch alone can block Go": PROVED,
        },
    ),
    "a fixed day of a unit": (
        "Each unit decides its own; Alder can do nothing against the others'.",
        "act Go of a unit, by a majority of those voting in a referendum of that unit, effect Gone, for 1 year\n"
        "act Back, by Alder.House, effect not Gone",
        {
            "promise It: neither Elm nor Fir alone can decide Go": REFUTED,
            "promise It: neither Alder nor Birch alone can block Go": REFUTED,
            "possible It: each of Alder and Birch alone can always bring about Gone within 1 day": PROVED,
        },
    ),
    "a condition of each unit": (
        "Every unit, Birch's too, must be armed; anybody's people may do it, and nobody must.",
        "condition Armed of each unit, initially not\n"
        "act Arm of a unit, by a majority of those voting in a referendum of that unit, effect that unit is Armed\n"
        "act Go, by Alder.House, when every unit is Armed, effect Gone",
        {
            "promise It: Gone only while Elm is Armed": PROVED,
            "possible It: Alder alone can always bring about Gone": REFUTED,
            "possible It: it can always come about that Gone": PROVED,
            "promise It: never Elm is Armed while Fir is Armed": REFUTED,
        },
    ),
    "initially so": (
        "Of what is so from the start nobody asks who consented; that it becomes so again takes Alder.",
        "condition Calm, initially\n"
        "act Rouse, by Alder.House and Birch.House, effect not Calm\n"
        "act Still, by Alder.House, effect Calm",
        {
            "promise It: always Calm": REFUTED,
            "possible It: Alder alone can always bring about Calm within 1 day": PROVED,
            "promise It: neither Alder nor Birch alone can decide Rouse": PROVED,
            "promise It: Calm only after Alder.House consented": PROVED,
        },
    ),
    "only after, again and again": (
        "Alder's consent to Go stands while Again makes it Gone and Back undoes it; since then it has not consented anew.",
        "act Go, by Alder.House and Birch.House, effect Gone\n"
        "act Back, by Birch.House, effect not Gone\n"
        "act Again, by Alder.House, when Seen, effect Gone\n"
        "act See, by Birch.House, when Gone, effect Seen",
        {
            "promise It: Gone only after Birch.House consented": REFUTED,
            "promise It: Gone only after Alder.House consented": REFUTED,
            "promise It: Seen only after Birch.House consented": PROVED,
            "promise It: Seen only after Alder.House consented": REFUTED,
        },
    ),
    "an act of a third": (
        "The Chief is nobody's; Alder can stop what it must consent to.",
        "office Chief, joint to Alder and Birch, elected every 4 years by the people of Alder and Birch by plurality\n"
        "act Go, by Chief, with the consent of Alder.House, effect Gone\n"
        "act See, by Chief or Birch.House, effect Seen",
        {
            "promise It: neither Alder nor Birch alone can decide Go": PROVED,
            "promise It: neither Alder nor Birch alone can decide See": REFUTED,
            "promise It: neither Alder nor Birch alone can block Go": REFUTED,
            "promise It: neither Alder nor Elm alone can block See": PROVED,
            "possible It: it can always come about that Gone": PROVED,
        },
    ),
    "block while the office is vacant": (
        "While nobody is Chief, only Birch can see, and can stop it by a no.",
        "office Chief, joint to Alder and Birch, appointed by Alder.House\n"
        "act See, by Chief or Birch.House, effect Seen",
        {
            "promise It: neither Alder nor Birch alone can block See": REFUTED,
            "promise It: neither Alder nor Elm alone can block See": PROVED,
        },
    ),
    "a term in the middle of a delay": (
        "What the Chief decided comes about after the Chief's term; somebody can be appointed at once.",
        "office Chief, joint to Alder and Birch, appointed by Alder.House, for 2 years\n"
        "act Go, by Chief, after 3 years, effect Gone",
        {
            "possible It: it can once come about that Gone within 3 years": PROVED,
            "promise It: Gone only after Chief consented": PROVED,
            "possible It: it can always come about that Gone within 3 years": PROVED,
            "possible It: it can always come about that Gone within 2 years": REFUTED,
        },
    ),
    "two terms at most": (
        "What was done stays when the term is over.",
        "office Chief, joint to Alder and Birch, appointed by Alder.House, for 2 years, initially vacant\n"
        "act Go, by Chief, effect Gone",
        {
            "promise It: never Chief is filled": REFUTED,
            "possible It: it can once come about that Gone within 1 day": PROVED,
            "promise It: Gone only while Chief is filled": REFUTED,
        },
    ),
    "three of three polities": (
        "Two of three are enough and needed; Birch's five of eleven are no majority, and six others are.",
        "unit Yew\n"
        "polity Cedar comprises Yew\n"
        "assembly Cedar.House with 3 seats\n"
        "act Go, by any 2 of Alder.House, Birch.House and Cedar.House, effect Gone\n"
        "act See, by a majority of those voting in Alder.House, Birch.House and Cedar.House together, effect Seen",
        {
            "promise It: none of Alder, Birch and Cedar alone can decide Go": PROVED,
            "promise It: none of Alder, Birch and Cedar alone can block Go": PROVED,
            "promise It: none of Alder, Birch and Cedar alone can decide See": PROVED,
            "promise It: each of Alder and Birch alone can block See": REFUTED,
        },
    ),
    "residue at two levels, one unit moves": (
        "A unit that comes to Alder has its own residue; none reaches into another.",
        "residual matters of Alder to each of its units in itself\n"
        "assembly Legislature of each unit\n"
        "act Move of a unit, by a majority of those voting in a referendum of that unit, effect that unit belongs to the other polity",
        {
            "promise It: no organ may legislate in both Alder and Birch": PROVED,
            "promise It: no organ of a unit may legislate in another unit": PROVED,
            "promise It: no matter has two exclusive holders in one place": PROVED,
        },
    ),
    "a competence for a time": (
        "For a year Alder may legislate on trade in Birch, and on nothing else.",
        "Alder.House may legislate on trade in Birch while Seen\n"
        "act See, by Birch.House, effect Seen, for 1 year",
        {
            "promise It: no organ of a polity may legislate in another polity": REFUTED,
            "promise It: no organ of a polity may legislate on health in another polity": PROVED,
        },
    ),
    "a bar lifted once": (
        "Once Birch has lifted the bar Alder does as it likes; to Seen itself Birch consents never.",
        "Alder.House may not Go without the consent of Birch.House\n"
        "act Go, by Alder.House, effect Gone\n"
        "act Back, by Alder.House, effect not Gone\n"
        "act Rush, by Alder.House, when Gone, effect Seen",
        {
            "promise It: Seen only after Birch.House consented": REFUTED,
            "promise It: neither Alder nor Birch alone can decide Go": PROVED,
            "possible It: wherever Gone, it can come about that Seen within 1 day": PROVED,
            "possible It: Alder alone can always bring about Seen": REFUTED,
        },
    ),
    "units in one assembly": (
        "Elm's three of five are a majority, and Alder's own units are told apart where its clause does.",
        "assembly Alder.Council, 3 from Elm chosen by the people of Elm by plurality, 2 from Oak chosen by the people of Oak by "
        "plurality\n"
        "act Go, by a majority of all members in Alder.Council, effect Gone\n"
        "act See, by at least 4 of all members in Alder.Council, effect Seen",
        {
            "promise It: neither Elm nor Oak alone can decide Go": REFUTED,
            "promise It: neither Oak nor Birch alone can decide Go": PROVED,
            "promise It: neither Elm nor Oak alone can decide See": PROVED,
            "promise It: each of Elm and Oak alone can block See": PROVED,
            "promise It: neither Alder nor Birch alone can decide See": REFUTED,
            "possible It: Alder alone can always bring about Seen within 1 day": PROVED,
        },
    ),
    "a lot breaks ties": (
        "A lot is nobody's decision.",
        "assembly Council, 2 from Alder chosen by Alder.House, 2 from Birch chosen by Birch.House\n"
        "act V, by a majority of those voting in Council, ties broken by lot, effect Gone",
        {
            "promise It: neither Alder nor Birch alone can decide V": PROVED,
            "possible It: it can always come about that Gone": PROVED,
        },
    ),
    "a hearing of two": (
        "Thirty days after both were asked they need be heard no more.",
        "act Go, by Alder.House, after hearing Birch.House and Alder.House or after 30 days, effect Gone",
        {
            "possible It: Alder alone can always bring about Gone within 30 days": PROVED,
            "possible It: Alder alone can always bring about Gone within 29 days": REFUTED,
        },
    ),
    "a bar on whom the polity names": (
        "The bar binds all of Birch.",
        "act Go, by Birch.House, effect Gone\n"
        "Birch may not Go",
        {
            "promise It: never Gone": PROVED,
        },
    ),
    "a bar on the people": (
        "Birch's people are barred with it; Alder's are not.",
        "act Go of a polity, by a majority of those voting in a referendum of that polity, effect Gone\n"
        "Birch may not Go",
        {
            "promise It: neither Birch nor Elm alone can decide Go": PROVED,
            "promise It: neither Alder nor Birch alone can decide Go": REFUTED,
            "promise It: neither Birch nor Elm alone can block Go": PROVED,
        },
    ),
    "a bar on a unit": (
        "Elm's people are barred, Fir's are not.",
        "act Go of a unit, by a majority of those voting in a referendum of that unit, effect Gone\n"
        "Elm may not Go",
        {
            "promise It: neither Elm nor Fir alone can decide Go": REFUTED,
            "promise It: neither Elm nor Birch.House alone can decide Go": PROVED,
        },
    ),
    "a duty with what follows": (
        "Within its time only Alder does it; what Birch does follows a breach.",
        "act Go, by Alder.House, effect Gone\n"
        "Alder.House must Go within 30 days when Shut, failing that Birch.House decides\n"
        "act Close, by Birch.House, when not Gone, effect Shut",
        {
            "promise It: Gone only after Alder.House consented": PROVED,
            "promise It: Gone only after Alder.House consented even in breach": REFUTED,
            "possible It: wherever Shut, it can come about that Gone within 30 days": PROVED,
        },
    ),
    "a delay that nobody can stop": (
        "Nothing ends what is on its way.",
        "act Go, by Alder.House, after 1 year, effect Gone\n"
        "act Stop, by Birch.House, effect Shut\n"
        "act Off, by Alder.House, when Shut, effect not Gone",
        {
            "possible It: Alder alone can always bring about Gone within 1 year": PROVED,
            "possible It: Birch alone can always bring about Shut within 1 day": PROVED,
            "promise It: never Gone while Shut": REFUTED,
        },
    ),
    "weapons of one and a bar": (
        "What Birch may not hold is not passed to it.",
        "office Alder.Head, appointed by Alder.House\n"
        "resource Seal, held by Alder.Head\n"
        "act Hand, by Alder.Head, effect Seal passes to Birch.House\n"
        "Birch.House may not hold Seal",
        {
            "promise It: never Birch.House holds Seal": PROVED,
            "promise It: always Seal has exactly 1 holder each": PROVED,
        },
    ),
    "weapons of one and a duty": (
        "Against the duty it is passed all the same, in breach.",
        "office Alder.Head, appointed by Alder.House\n"
        "resource Seal, held by Alder.Head\n"
        "act Hand, by Alder.Head, effect Seal passes to Birch.House\n"
        "Birch.House must not hold Seal",
        {
            "promise It: never Birch.House holds Seal": PROVED,
            "promise It: never Birch.House holds Seal even in breach": REFUTED,
        },
    ),
    "two polities of one voice": (
        "Each people is asked; of a polity without units there is none, and they come back.",
        "act Go, by a majority of those voting in a referendum of Alder and in a referendum of Birch, effect Gone\n"
        "act Move of a unit, by a majority of those voting in a referendum of that unit, effect that unit belongs to the other polity",
        {
            "promise It: neither Alder nor Birch alone can decide Go": PROVED,
            "promise It: each of Alder and Birch alone can block Go": PROVED,
            "possible It: it can always come about that Gone": PROVED,
        },
    ),
    "named by a dot": (
        "Each is enough; while one office is vacant the other's holder can stop it.",
        "office Alder.Head, appointed by Alder.House\n"
        "office Birch.Head, appointed by Birch.House\n"
        "act Go, by any 1 of Alder.Head and Birch.Head, effect Gone",
        {
            "promise It: neither Alder nor Birch alone can decide Go": REFUTED,
            "promise It: neither Alder nor Birch alone can block Go": REFUTED,
            "possible It: each of Alder and Birch alone can always bring about Gone within 1 day": PROVED,
        },
    ),
    "not before a day after the start": (
        "Thirty days, and fifteen for objections.",
        "act Go, by Alder.House, not before 30 days after the start, unless within 15 days Birch.House object, effect Gone",
        {
            "possible It: it can once come about that Gone within 45 days": PROVED,
            "possible It: it can once come about that Gone within 44 days": REFUTED,
            "possible It: Alder alone can always bring about Gone": REFUTED,
        },
    ),
}
OF_STATES: dict[str, tuple[str, str, dict[str, str]]] = {
    "three peoples": (
        "Cedar has more than half of all votes, the two others far less.",
        "office Chief, joint to Alder, Birch and Cedar, elected every 4 years by the people of Alder, Birch and Cedar together "
        "by plurality",
        {
            "promise It: none of Alder, Birch and Cedar alone can decide who becomes Chief": REFUTED,
            "promise It: neither Alder nor Birch alone can decide who becomes Chief": PROVED,
        },
    ),
    "two of three peoples": (
        "California and New York cast more than Texas and Florida; Cedar casts none here.",
        "office Chief, joint to Alder, Birch and Cedar, elected every 4 years by the people of Alder and Birch together by plurality",
        {
            "promise It: neither Alder nor Birch alone can decide who becomes Chief": REFUTED,
            "promise It: neither Birch nor Cedar alone can decide who becomes Chief": PROVED,
        },
    ),
    "three peoples, units move": (
        "A winner must win in each, wherever units are.",
        "office Chief, joint to Alder, Birch and Cedar, elected every 4 years by the people of Alder, Birch and Cedar by plurality\n"
        "act Move of a unit of Cedar to a polity, by a majority of those voting in a referendum of that unit, effect that unit "
        "belongs to that polity",
        {
            "promise It: none of Alder, Birch and Cedar alone can decide who becomes Chief": PROVED,
        },
    ),
}
"""Of three polities of states, whose people count by the votes that they cast in 2024."""
ASKED = [(name, asked) for name, (_, _, formulas) in (SEAMS | OF_STATES).items() for asked in formulas]

STATES = """---
title: Odd
places: us
---
## Article 1. All

```foedus
polity Alder comprises CA and NY
polity Birch comprises TX and FL
polity Cedar comprises the other units
condition Gone, initially not
{clauses}
```

## Article 9. Asked

```foedus
{asked}
```
"""


def verdict_of(clauses: str, asked: str, text: str = TEXT):
    return judge(api.load(text.format(clauses=clauses, asked=asked)), "It")


@pytest.mark.parametrize(("name", "asked"), ASKED)
def test_a_seam_comes_out_as_its_sentences_say(name, asked):
    _, clauses, formulas = (SEAMS | OF_STATES)[name]
    one = verdict_of(clauses, asked, STATES if name in OF_STATES else TEXT)
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
