"""Small odd settlements whose promises are decided by hand: timers, sunsets, ties, families, objections, bars that overlap, exits, vacancies.

The verdicts are worked out from the sentences, not from the program.
"""

from __future__ import annotations

import pytest

import foedus.api as api
from foedus.reason.promise.judge import judge

TEXT = """---
title: Odd
---
## Article 1. All

```foedus
unit Elm
unit Oak
unit Fir
unit Ash
polity Alder comprises Elm and Oak
polity Birch comprises Fir and Ash
residual matters to each polity in its own territory
assembly Alder.House with 3 seats
assembly Birch.House with 5 seats
condition Gone, initially not
condition Shut, initially not
condition Seen, initially not
{clauses}
```

## Article 9. Asked

```foedus
{asked}
```
"""

PROVED, REFUTED, EMPTY = "proved", "refuted", "proved of nothing"

ODD: dict[str, tuple[str, dict[str, str]]] = {
    "timer": (
        "act Go, by Alder.House, when not Shut, after 2 years, effect Gone\n"
        "act Close, by Birch.House, effect Shut\n"
        "act Open, by Alder.House, effect not Shut",
        {
            "possible It: Alder alone can always bring about Gone within 2 years": PROVED,
            "possible It: Alder alone can always bring about Gone within 1 year": REFUTED,
            "possible It: Birch alone can always bring about Gone within 2 years": REFUTED,
            "possible It: it can always come about that Gone within 2 years": PROVED,
            "possible It: it can always come about that Gone within 1 year": REFUTED,
            "possible It: it can once come about that Gone within 1 year": REFUTED,
            "possible It: it can once come about that Gone within 2 years": PROVED,
            "promise It: never Gone while Shut": REFUTED,
            "promise It: Gone only while not Shut": REFUTED,
            "promise It: Gone only after Alder.House consented": PROVED,
            "promise It: Gone only after Birch.House consented": REFUTED,
        },
    ),
    "timer checked later": (
        "act Go, by Alder.House, when not Shut, after 2 years, effect Gone\n"
        "act Close, by Birch.House, when not Gone, effect Shut and not Seen\n"
        "act See, by Alder.House, when not Shut, effect Seen",
        {
            "possible It: Alder alone can always bring about Gone within 2 years": REFUTED,
            "promise It: never Seen while Shut": PROVED,
            "promise It: never Gone": REFUTED,
            "possible It: wherever Seen, it can come about that Gone within 2 years": PROVED,
            "possible It: wherever Shut, it can come about that Gone": REFUTED,
        },
    ),
    "objection": (
        "act Pass, by Alder.House, unless within 10 days Birch.House object, effect Gone",
        {
            "promise It: Gone only after Birch.House consented": REFUTED,
            "promise It: Gone only after Alder.House consented": PROVED,
            "promise It: neither Alder nor Birch alone can decide Pass": PROVED,
            "promise It: each of Alder and Birch alone can block Pass": PROVED,
            "possible It: Alder alone can always bring about Gone within 1 year": REFUTED,
            "possible It: it can always come about that Gone within 10 days": PROVED,
            "possible It: it can always come about that Gone within 9 days": REFUTED,
        },
    ),
    "together": (
        "act J, by a majority of those voting in Alder.House and Birch.House together, effect Gone\n"
        "act K, by at least 6 of all members in Alder.House and Birch.House together, effect Seen\n"
        "act L, by at least 5 of all members in Alder.House and Birch.House together, effect Shut",
        {
            "promise It: neither Alder nor Birch alone can decide J": REFUTED,
            "promise It: neither Alder nor Birch alone can block K": REFUTED,
            "promise It: each of Alder and Birch alone can block K": PROVED,
            "promise It: neither Alder nor Birch alone can decide K": PROVED,
            "promise It: neither Alder nor Birch alone can decide L": REFUTED,
            "promise It: each of Alder and Birch alone can block L": REFUTED,
            "promise It: none of Alder and Birch alone can block L": REFUTED,
        },
    ),
    "steps": (
        "act Go, by Alder.House, within 1 year, failing that by Birch.House, effect Gone\n"
        "",
        {
            "promise It: Gone only after Alder.House consented": REFUTED,
            "promise It: Gone only after Alder.House or Birch.House consented": PROVED,
            "promise It: neither Alder nor Birch alone can decide Go": REFUTED,
            "promise It: neither Alder nor Birch alone can block Go": PROVED,
            "possible It: Alder alone can always bring about Gone within 1 year": REFUTED,
        },
    ),
    "units": (
        "act V, by a majority of the units, each by a majority of those voting in a referendum of it, effect Gone\n"
        "act Move of a unit, by a majority of those voting in a referendum of that unit, effect that unit belongs to the "
        "other polity",
        {
            "promise It: neither Alder nor Birch alone can decide V": REFUTED,
            "promise It: neither Alder nor Birch alone can block V": REFUTED,
            "possible It: it can always come about that Gone": PROVED,
        },
    ),
    "units stay": (
        "act V, by a majority of the units, each by a majority of those voting in a referendum of it, effect Gone",
        {
            "promise It: neither Alder nor Birch alone can decide V": PROVED,
            "promise It: each of Alder and Birch alone can block V": PROVED,
        },
    ),
    "empties": (
        "act Move of a unit, by a majority of those voting in a referendum of that unit, effect that unit belongs to the "
        "other polity\n"
        "act Go, by Alder.House and Birch.House, effect Gone\n"
        "act Lift, by Alder.House, effect not Shut\n"
        "act Set, by Birch.House, effect Shut",
        {
            "possible It: it can always come about that Gone": PROVED,
            "possible It: wherever Shut, it can come about that not Shut": PROVED,
            "possible It: Alder alone can always bring about Gone": REFUTED,
            "promise It: Gone only after Alder.House consented": PROVED,
            "promise It: no organ of a polity may legislate in another polity": PROVED,
        },
    ),
    "empties for ever": (
        "act Move of a unit of Alder to a polity, by a majority of those voting in a referendum of that unit, effect that "
        "unit belongs to that polity\n"
        "act Lift, by Alder.House, effect not Shut\n"
        "act Set, by Birch.House, effect Shut\n"
        "```\n"
        "## Article 2. More\n"
        "\n"
        "```foedus\n"
        "condition Dull, initially not\n"
        "assume Peopled: always Elm belongs to Alder",
        {
            "possible It: wherever Shut, it can come about that not Shut": REFUTED,
            "possible It: wherever Shut, it can come about that not Shut given Peopled": PROVED,
        },
    ),
    "vacancy chain": (
        "office X, joint to Alder and Birch, appointed by Y\n"
        "office Y, joint to Alder and Birch, appointed by X\n"
        "act Do, by X, effect Gone",
        {
            "possible It: wherever X is vacant, it can come about that X is filled": REFUTED,
            "possible It: it can always come about that Gone": REFUTED,
            "possible It: it can once come about that Gone": PROVED,
            "possible It: wherever Gone, it can come about that X is filled": REFUTED,
            "promise It: never X is vacant while Y is vacant": REFUTED,
            "promise It: Gone only after X consented": PROVED,
        },
    ),
    "acting": (
        "office X, joint to Alder and Birch, appointed by Y\n"
        "office Y, joint to Alder and Birch, appointed by X, when vacant Z acts\n"
        "office Z, elected every 4 years by the people of Alder and Birch together by plurality\n"
        "act Do, by X, effect Gone",
        {
            "possible It: wherever X is vacant, it can come about that X is filled": PROVED,
            "possible It: wherever Y is vacant, it can come about that Y is filled": PROVED,
            "possible It: it can always come about that Gone": PROVED,
            "promise It: never one person holds X and Z": REFUTED,
        },
    ),
    "appointer elected": (
        "office X, joint to Alder and Birch, appointed by Y, incompatible with Z\n"
        "office Y, joint to Alder and Birch, elected every 4 years by the people of Alder and Birch together by plurality\n"
        "office Z, joint to Alder and Birch, appointed by X\n"
        "",
        {
            "promise It: never one person holds X and Z": PROVED,
            "promise It: never one person holds X and Y": REFUTED,
            "promise It: never one person holds Z and Y": REFUTED,
        },
    ),
    "parameter": (
        "parameter Wait = 2 between 1 and 9\n"
        "parameter Share = 2/3 between 0 and 1\n"
        "act Go, by Alder.House, after [Wait] years, effect Gone\n"
        "act V, by [Share] of all members in Alder.House and Birch.House together, effect Seen",
        {
            "possible It: it can always come about that Gone within 2 years": PROVED,
            "possible It: it can always come about that Gone within 1 year": REFUTED,
            "promise It: neither Alder nor Birch alone can decide V": PROVED,
            "promise It: each of Alder and Birch alone can block V": PROVED,
        },
    ),
    "breach": (
        "act Go, by Alder.House, effect Gone\n"
        "Alder.House must not Go while Shut\n"
        "act Close, by Birch.House, when not Gone, effect Shut",
        {
            "promise It: never Gone while Shut": PROVED,
            "promise It: never Gone while Shut even in breach": REFUTED,
            "promise It: never Shut while Gone even in breach": REFUTED,
            "possible It: it can always come about that Gone": REFUTED,
        },
    ),
    "exit": (
        "exit Leave of a polity, not before 3 years after the start, after notice of 1 year, by its assembly, effect Gone",
        {
            "possible It: each of Alder and Birch alone can always bring about Gone within 4 years": PROVED,
            "possible It: each of Alder and Birch alone can always bring about Gone within 3 years": REFUTED,
            "possible It: it can once come about that Gone within 3 years": REFUTED,
            "possible It: it can once come about that Gone within 4 years": PROVED,
            "possible It: it can always come about that Gone within 4 years": PROVED,
            "promise It: neither Alder nor Birch alone can decide Leave": REFUTED,
            "promise It: neither Alder nor Birch alone can block Leave": REFUTED,
        },
    ),
    "bars": (
        "no organ of a polity may tax in another polity\n"
        "Alder.House may not legislate on trade in Elm without Birch.House\n"
        "no assembly may legislate on trade in Oak\n"
        "Alder.House may legislate on health in Fir\n"
        "Birch.House may not legislate on health in Fir",
        {
            "promise It: no organ may tax in both Alder and Birch": PROVED,
            "promise It: no organ may legislate in both Alder and Birch": REFUTED,
            "promise It: no organ may legislate in both Alder and Birch except on health": PROVED,
            "promise It: no organ may legislate on trade in Oak": PROVED,
            "promise It: no organ may legislate on trade in Elm": REFUTED,
            "promise It: every matter has a holder in every place": REFUTED,
        },
    ),
    "notwithstanding": (
        "Alder.House may tax on trade in Birch notwithstanding Art. 1(14)\n"
        "no organ of a polity may tax in another polity\n"
        "no assembly may tax in Birch",
        {
            "promise It: no organ of a polity may tax in another polity": PROVED,
            "promise It: no organ may tax on trade in Birch": PROVED,
        },
    ),
    "notwithstanding one": (
        "Alder.House may tax on trade in Birch notwithstanding Art. 1(14)\n"
        "no organ of a polity may tax in another polity",
        {
            "promise It: no organ of a polity may tax in another polity": REFUTED,
        },
    ),
    "family cond": (
        "condition Armed of each polity, initially not\n"
        "act Arm of a polity, by its assembly, effect that polity is Armed\n"
        "act Disarm of a polity, by its assembly, effect that polity is not Armed\n"
        "act Go, by Alder.House, when Alder is Armed, effect Gone",
        {
            "promise It: never Alder is Armed while Birch is Armed": REFUTED,
            "promise It: never Armed while Gone": REFUTED,
            "promise It: Gone only while Alder is Armed": REFUTED,
            "possible It: wherever Alder is Armed, it can come about that Alder is not Armed": PROVED,
            "possible It: Birch alone can always bring about Gone": REFUTED,
            "possible It: Alder alone can always bring about Gone within 1 year": PROVED,
        },
    ),
    "custody": (
        "force Guard of each unit\n"
        "resource Weapons of each force, held by it\n"
        "act Give of a force to an organ, by its assembly, when that force holds Weapons, effect Weapons pass to that organ\n"
        "act Move of a unit, by a majority of those voting in a referendum of that unit, effect that unit belongs to the "
        "other polity\n"
        "no assembly may hold Weapons",
        {
            "promise It: always Weapons have exactly 1 holder each": EMPTY,
            "promise It: never Alder.House holds Weapons": EMPTY,
        },
    ),
    "custody ends": (
        "force Guard of each unit of Alder\n"
        "resource Weapons of each force, held by it\n"
        "act Move of a unit, by a majority of those voting in a referendum of that unit, effect that unit belongs to the "
        "other polity",
        {
            "promise It: always Weapons have exactly 1 holder each": REFUTED,
        },
    ),
    "consent lapses": (
        "act Go, by Alder.House and Birch.House, within 1 year of the first consent, effect Gone\n"
        "act Back, by Alder.House, effect not Gone",
        {
            "promise It: Gone only after Alder.House and Birch.House consented": PROVED,
            "possible It: Alder alone can always bring about Gone": REFUTED,
            "promise It: neither Alder nor Birch alone can decide Go": PROVED,
            "promise It: each of Alder and Birch alone can block Go": PROVED,
            "promise It: neither Alder nor Birch alone can block Go": REFUTED,
        },
    ),
    "two roads": (
        "act Go, by Alder.House and Birch.House, effect Gone\n"
        "act Dash, by Alder.House, when Shut, effect Gone\n"
        "act Close, by Birch.House, when Seen, effect Shut\n"
        "act See, by Alder.House, when Shut, effect Seen",
        {
            "promise It: Gone only after Birch.House consented": PROVED,
            "promise It: never Shut": PROVED,
        },
    ),
    "sunset": (
        "\n"
        "```\n"
        "## Article 2. Sunset\n"
        "\n"
        "```foedus\n"
        "act Go, by Alder.House, effect Gone\n"
        "Art. 2(1) is in force for 10 years",
        {
            "possible It: it can once come about that Gone": PROVED,
            "possible It: it can always come about that Gone": REFUTED,
            "promise It: Gone only after Alder.House consented": PROVED,
        },
    ),
    "sunset renewed": (
        "\n"
        "```\n"
        "## Article 2. Sunset\n"
        "\n"
        "```foedus\n"
        "act Go, by Alder.House, effect Gone\n"
        "Art. 2(1) is in force for 2 years renewable by Birch.House, failing that it lapses",
        {
            "possible It: it can once come about that Gone": PROVED,
            "possible It: it can always come about that Gone": REFUTED,
            "promise It: neither Alder nor Birch alone can decide Go": REFUTED,
        },
    ),
    "sunset of bar": (
        "Alder.House may legislate on trade in Birch\n"
        "```\n"
        "## Article 2. Sunset\n"
        "\n"
        "```foedus\n"
        "no organ of a polity may legislate in another polity\n"
        "Art. 2(1) is in force for 10 years",
        {
            "promise It: no organ of a polity may legislate in another polity": REFUTED,
        },
    ),
    "sunset of bar stays": (
        "Alder.House may legislate on trade in Birch\n"
        "```\n"
        "## Article 2. Sunset\n"
        "\n"
        "```foedus\n"
        "no organ of a polity may legislate in another polity",
        {
            "promise It: no organ of a polity may legislate in another polity": PROVED,
        },
    ),
    "tie": (
        "office Chief, joint to Alder and Birch, elected every 4 years by the people of Alder and Birch by plurality, ties "
        "broken by lot",
        {
            "promise It: always Chief is filled": REFUTED,
            "promise It: neither Alder nor Birch alone can decide who becomes Chief": PROVED,
            "possible It: wherever Chief is vacant, it can come about that Chief is filled within 1 year": PROVED,
        },
    ),
    "until succeeded": (
        "office Chief, joint to Alder and Birch, appointed by Alder.House, for 4 years, until succeeded\n"
        "act Go, by Chief, effect Gone",
        {
            "possible It: it can always come about that Gone": PROVED,
            "possible It: Birch alone can always bring about Gone": REFUTED,
            "promise It: Gone only after Chief consented": PROVED,
        },
    ),
    "force used": (
        "force Guard of each unit\n"
        "office Chief, joint to Alder and Birch, elected every 4 years by the people of Alder and Birch together by plurality\n"
        "act Place of a force, by Chief, effect that force is under Chief\n"
        "Chief may command on external_defence abroad",
        {
            "promise It: never Guard is used in another unit": PROVED,
            "promise It: never Guard is used abroad": REFUTED,
            "promise It: never Guard is used in another unit even in breach": REFUTED,
        },
    ),
    "given": (
        "act Go, by Alder.House, when Seen, effect Gone\n"
        "act See, by Birch.House, effect Seen\n"
        "assume Blind: never Seen",
        {
            "promise It: never Gone given Blind": PROVED,
            "promise It: never Gone": REFUTED,
            "possible It: it can once come about that Gone given Blind": REFUTED,
        },
    ),
    "duty": (
        "act Go, by Alder.House, effect Gone\n"
        "act Shutit, by Birch.House, effect Shut\n"
        "Alder.House must Go within 1 year when Shut",
        {
            "promise It: never Gone": REFUTED,
            "possible It: wherever Shut, it can come about that Gone": PROVED,
        },
    ),
    "withdraw": (
        "act Go, by Alder.House and Birch.House, effect Gone and Seen\n"
        "act Back, by Alder.House and Birch.House, effect not Gone\n"
        "act Rush, by Birch.House, when Seen, effect Gone",
        {
            "promise It: Gone only after Alder.House consented": REFUTED,
            "promise It: Gone only after Birch.House consented": REFUTED,
        },
    ),
    "for a time": (
        "act Go, by Alder.House, effect Gone, for 1 year\n"
        "act Close, by Birch.House, when Gone, effect Shut",
        {
            "promise It: Shut only while Gone": REFUTED,
            "possible It: wherever Gone, it can come about that not Gone within 1 year": PROVED,
            "possible It: wherever Gone, it can come about that not Gone within 6 months": REFUTED,
            "possible It: Alder alone can always bring about Shut": REFUTED,
        },
    ),
    "hearing": (
        "act Go, by Alder.House, after hearing Birch.House or after 30 days, effect Gone",
        {
            "promise It: neither Alder nor Birch alone can decide Go": REFUTED,
            "promise It: Gone only after Birch.House consented": REFUTED,
            "promise It: Gone only after Alder.House consented": PROVED,
            "possible It: Alder alone can always bring about Gone within 1 month": PROVED,
            "possible It: Birch alone can always bring about Gone": REFUTED,
        },
    ),
    "removed": (
        "office Chief, joint to Alder and Birch, appointed by Alder.House, removed by Birch.House\n"
        "act Go, by Chief, effect Gone\n"
        "act Back, by Birch.House, effect not Gone",
        {
            "promise It: neither Alder nor Birch alone can decide Go": PROVED,
            "promise It: neither Alder nor Birch alone can decide who becomes Chief": REFUTED,
            "possible It: it can always come about that Gone": PROVED,
            "possible It: Alder alone can always bring about Gone": REFUTED,
            "possible It: wherever Chief is vacant, it can come about that Chief is filled": PROVED,
            "promise It: never Gone while Chief is vacant": REFUTED,
        },
    ),
    "own officer": (
        "office Alder.Chief, appointed by Alder.House\n"
        "act Go, by Alder.Chief, effect Gone",
        {
            "possible It: Alder alone can always bring about Gone within 1 year": PROVED,
            "promise It: neither Alder nor Birch alone can decide Go": REFUTED,
        },
    ),
    "own elected officer": (
        "office Alder.Chief, elected every 4 years by the people of Alder by plurality\n"
        "act Go, by Alder.Chief, effect Gone",
        {
            "possible It: it can always come about that Gone": PROVED,
            "possible It: wherever Alder.Chief is vacant, it can come about that Alder.Chief is filled within 1 year": PROVED,
        },
    ),
    "bank": (
        "bank Reserve, joint to Alder and Birch, with 7 governors, 4 chosen by Alder.House, 3 chosen by Birch.House, "
        "deciding by a majority of those voting in Reserve\n"
        "act Go, by Reserve, effect Gone\n"
        "act Five, by at least 5 of all members in Reserve, effect Seen",
        {
            "promise It: neither Alder nor Birch alone can decide Go": REFUTED,
            "promise It: neither Alder nor Birch alone can decide Five": PROVED,
            "promise It: each of Alder and Birch alone can block Five": PROVED,
            "promise It: each of Alder and Birch alone can block Go": REFUTED,
        },
    ),
    "exactly half": (
        "bank Reserve, joint to Alder and Birch, with 8 governors, 4 chosen by Alder.House, 4 chosen by Birch.House\n"
        "act Go, by a majority of those voting in Reserve, effect Gone\n"
        "act Half, by at least 4 of all members in Reserve, effect Seen\n"
        "act Share, by 1/2 of all members in Reserve, effect Shut",
        {
            "promise It: neither Alder nor Birch alone can decide Go": PROVED,
            "promise It: each of Alder and Birch alone can block Go": PROVED,
            "promise It: neither Alder nor Birch alone can decide Half": REFUTED,
            "promise It: neither Alder nor Birch alone can block Half": PROVED,
            "promise It: neither Alder nor Birch alone can decide Share": REFUTED,
        },
    ),
    "funding": (
        "agency Staff, joint to Alder and Birch, funded yearly by Alder 1/2 and Birch 1/2, each share voted by its assembly\n"
        "act Go, by Alder.House, when Staff is funded, effect Gone",
        {
            "promise It: always Staff is funded": REFUTED,
            "promise It: Gone only while Staff is funded": REFUTED,
            "possible It: wherever Staff is not funded, it can come about that Staff is funded": PROVED,
            "possible It: Alder alone can always bring about Gone": REFUTED,
        },
    ),
    "exfficio": (
        "office Alder.Head, appointed by Alder.House\n"
        "office Chief, joint to Alder and Birch, held ex officio by Alder.Head\n"
        "office Birch.Head, appointed by Birch.House, incompatible with Chief",
        {
            "promise It: never one person holds Chief and Alder.Head": REFUTED,
            "promise It: never one person holds Chief and Birch.Head": PROVED,
            "promise It: neither Alder nor Birch alone can decide who becomes Chief": REFUTED,
            "promise It: never Chief is filled while Alder.Head is vacant": PROVED,
        },
    ),
    "one person stale": (
        "office A, joint to Alder and Birch, appointed by Alder.House\n"
        "office B, joint to Alder and Birch, appointed by Birch.House, incompatible with A",
        {
            "promise It: never one person holds A and B": PROVED,
        },
    ),
    "one person any": (
        "office A, joint to Alder and Birch, appointed by Alder.House, incompatible with any other office\n"
        "office B, joint to Alder and Birch, appointed by Birch.House, when vacant A acts",
        {
            "promise It: never one person holds A and B": PROVED,
        },
    ),
    "no with": (
        "act Go, by Alder.House, with the consent of Birch.House, effect Gone\n"
        "act Back, by Birch.House, effect not Gone",
        {
            "promise It: Gone only after Alder.House and Birch.House consented": PROVED,
            "promise It: neither Alder nor Birch alone can decide Go": PROVED,
        },
    ),
    "allow": (
        "act Go, by Alder.House, effect Gone\n"
        "Alder.House may not Go without the consent of Birch.House",
        {
            "promise It: Gone only after Birch.House consented": PROVED,
            "promise It: neither Alder nor Birch alone can decide Go": PROVED,
            "possible It: Alder alone can always bring about Gone": REFUTED,
        },
    ),
    "barred": (
        "act Go, by Alder.House, effect Gone\n"
        "no assembly may Go while Shut\n"
        "act Close, by Birch.House, effect Shut\n"
        "act Open, by Alder.House, effect not Shut",
        {
            "promise It: never Gone while Shut": REFUTED,
            "possible It: Alder alone can always bring about Gone within 1 year": PROVED,
            "possible It: wherever Shut, it can come about that Gone": PROVED,
        },
    ),
    "barred for good": (
        "act Go, by Alder.House, effect Gone\n"
        "no assembly may Go while Shut\n"
        "act Close, by Birch.House, when not Gone, effect Shut",
        {
            "promise It: never Gone while Shut": PROVED,
            "possible It: Alder alone can always bring about Gone within 1 year": REFUTED,
            "possible It: it can always come about that Gone": REFUTED,
            "promise It: never Shut while Gone even in breach": PROVED,
        },
    ),
    "article not yet in force": (
        "\n"
        "```\n"
        "## Article 2. Later\n"
        "\n"
        "```foedus\n"
        "act Go, by Alder.House, not before 2 years after the start, effect Gone",
        {
            "possible It: it can once come about that Gone within 1 year": REFUTED,
            "possible It: it can once come about that Gone within 3 years": PROVED,
            "promise It: never Gone": REFUTED,
        },
    ),
    "repeat": (
        "act Go, by Alder.House, repeated after 1 year, effect Gone",
        {
            "possible It: it can once come about that Gone within 1 year": PROVED,
            "possible It: it can once come about that Gone within 11 months": REFUTED,
            "promise It: neither Alder nor Birch alone can decide Go": REFUTED,
        },
    ),
    "acts": (
        "office Chief, joint to Alder and Birch, appointed by Alder.House\n"
        "act Go, by Chief, when not Seen, effect Gone\n"
        "act See, by Alder.House, effect Seen",
        {
            "promise It: never Chief acts while Seen": PROVED,
            "promise It: never Chief acts while Gone": PROVED,
            "promise It: never Alder.House acts while Gone": REFUTED,
            "promise It: never a joint organ acts while Seen": PROVED,
        },
    ),
    "acts, competences": (
        "office Chief, joint to Alder and Birch, appointed by Alder.House\n"
        "Chief may negotiate on trade abroad\n"
        "act See, by Alder.House, effect Seen",
        {
            "promise It: never Chief acts while Seen": REFUTED,
            "promise It: never a joint organ acts while Seen": REFUTED,
        },
    ),
    "units each": (
        "act V, by at least 2 of the units, each by a majority of those voting in a referendum of it, effect Gone",
        {
            "promise It: neither Alder nor Birch alone can decide V": REFUTED,
            "promise It: neither Alder nor Birch alone can block V": PROVED,
        },
    ),
    "referendum": (
        "act V, by a majority of those voting in a referendum of Alder and Birch together, effect Gone\n"
        "act W, by a majority of those voting in a referendum of Alder and in a referendum of Birch, effect Seen",
        {
            "promise It: neither Alder nor Birch alone can decide W": PROVED,
            "promise It: each of Alder and Birch alone can block W": PROVED,
            "promise It: neither Alder nor Birch alone can decide V": PROVED,
        },
    ),
    "overlap": (
        "Alder.House may legislate on trade in Alder\n"
        "Birch.House may legislate on trade in Alder while Gone\n"
        "act Go, by Birch.House, effect Gone",
        {
            "promise It: no matter has two exclusive holders in one place": REFUTED,
            "promise It: no organ of a polity may legislate in another polity": REFUTED,
        },
    ),
    "overlap never": (
        "Alder.House may legislate on trade in Alder while not Gone\n"
        "Birch.House may legislate on trade in Alder while Gone\n"
        "act Go, by Birch.House, effect Gone",
        {
            "promise It: no matter has two exclusive holders in one place": PROVED,
        },
    ),
    "overlap unreachable": (
        "Alder.House may legislate on trade in Alder while not Seen\n"
        "Birch.House may legislate on trade in Alder while Gone\n"
        "act Go, by Birch.House, effect Gone and Seen",
        {
            "promise It: no matter has two exclusive holders in one place": PROVED,
        },
    ),
    "office ends": (
        "office Alder.Chief, appointed by Alder.House, for 2 years\n"
        "act Go, by Alder.Chief, effect Gone",
        {
            "promise It: always Alder.Chief is filled": REFUTED,
            "possible It: it can always come about that Gone": PROVED,
            "possible It: wherever Alder.Chief is vacant, it can come about that Alder.Chief is filled within 1 day": PROVED,
        },
    ),
    "two exits": (
        "exit Leave of a unit, by a majority of those voting in a referendum of it, effect that unit belongs to the other "
        "polity\n"
        "act Go, by a majority of those voting in a referendum of Alder, effect Gone",
        {
            "promise It: always Elm belongs to Alder": REFUTED,
            "possible It: wherever Elm belongs to Birch, it can come about that Elm belongs to Alder": PROVED,
            "possible It: it can always come about that Gone": PROVED,
        },
    ),
    "weights of people": (
        "office Chief, joint to Alder and Birch, elected every 4 years by the people of Alder and Birch together by plurality\n"
        "exit Leave of a unit of Birch, by a majority of those voting in a referendum of it, effect that unit belongs to the "
        "other polity",
        {
            "promise It: neither Alder nor Birch alone can decide who becomes Chief": REFUTED,
        },
    ),
    "weights stay": (
        "office Chief, joint to Alder and Birch, elected every 4 years by the people of Alder and Birch together by plurality",
        {
            "promise It: neither Alder nor Birch alone can decide who becomes Chief": PROVED,
        },
    ),
    "failing lapses": (
        "act Go, by Alder.House, within 30 days, failing that by the consent of Alder.House and the consent of Birch.House, "
        "effect Gone",
        {
            "promise It: Gone only after Alder.House consented": PROVED,
            "promise It: neither Alder nor Birch alone can decide Go": REFUTED,
            "promise It: each of Alder and Birch alone can block Go": REFUTED,
        },
    ),
    "by default": (
        "act Go, by Alder.House, within 30 days, failing that it is adopted, effect Gone",
        {
            "promise It: Gone only after Alder.House consented": REFUTED,
            "promise It: neither Alder nor Birch alone can block Go": PROVED,
        },
    ),
    "x1": (
        "office Alder.Head, appointed by Alder.House\n"
        "office Chief, joint to Alder and Birch, held ex officio by Alder.Head\n"
        "office Birch.Head, appointed by Birch.House, incompatible with Chief\n"
        "act Go, by Birch.Head, effect Gone",
        {
            "promise It: never one person holds Birch.Head and Alder.Head": PROVED,
            "promise It: never one person holds Chief and Birch.Head": PROVED,
            "promise It: never one person holds Chief and Alder.Head": REFUTED,
        },
    ),
    "x2": (
        "office Alder.Head, appointed by Alder.House\n"
        "office Chief, joint to Alder and Birch, held ex officio by Alder.Head\n"
        "office Birch.Head, appointed by Birch.House",
        {
            "promise It: never one person holds Birch.Head and Alder.Head": REFUTED,
            "promise It: never one person holds Chief and Birch.Head": REFUTED,
            "promise It: never one person holds Chief and Alder.Head": REFUTED,
            "promise It: never Alder.Head is vacant while one person holds Chief and Alder.Head": PROVED,
            "promise It: always one person holds Chief and Alder.Head": REFUTED,
        },
    ),
    "x3": (
        "office Alder.Head, appointed by Alder.House\n"
        "office Chief, joint to Alder and Birch, held ex officio by Alder.Head, incompatible with Birch.Head\n"
        "office Birch.Head, appointed by Birch.House",
        {
            "promise It: never one person holds Birch.Head and Alder.Head": PROVED,
        },
    ),
    "x4": (
        "office Alder.Head, appointed by Alder.House\n"
        "office Chief, joint to Alder and Birch, held ex officio by Alder.Head\n"
        "office Birch.Head, appointed by Birch.House\n"
        "office Deputy, joint to Alder and Birch, held ex officio by Chief",
        {
            "promise It: never one person holds Deputy and Alder.Head": REFUTED,
            "promise It: never one person holds Deputy and Birch.Head": REFUTED,
            "promise It: never one person holds Deputy and Chief": REFUTED,
        },
    ),
    "a1": (
        "act Go, by Alder.House, effect Gone\n"
        "act Back, by Alder.House, effect not Gone\n"
        "Alder.House may not Go without the consent of Birch.House",
        {
            "promise It: neither Alder nor Birch alone can decide Go": PROVED,
            "promise It: each of Alder and Birch alone can block Go": PROVED,
            "promise It: neither Alder nor Birch alone can block Go": REFUTED,
            "promise It: Gone only after Alder.House consented": PROVED,
            "promise It: Gone only after Birch.House consented": REFUTED,
            "possible It: Alder alone can always bring about Gone": REFUTED,
            "possible It: it can always come about that Gone": PROVED,
        },
    ),
    "a2": (
        "act Go, by Alder.House, effect Gone\n"
        "Alder.House may not Go without the consent of Birch.House",
        {
            "promise It: Gone only after Birch.House consented": PROVED,
            "promise It: Gone only after Alder.House and Birch.House consented": PROVED,
        },
    ),
    "a3": (
        "act Go, by Alder.House, effect Gone\n"
        "act Back, by Alder.House, effect not Gone\n"
        "Alder.House may not Go while Shut\n"
        "act Close, by Birch.House, effect Shut",
        {
            "promise It: neither Alder nor Birch alone can decide Go": REFUTED,
            "promise It: neither Alder nor Birch alone can block Go": REFUTED,
            "promise It: each of Alder and Birch alone can block Go": REFUTED,
        },
    ),
    "a4": (
        "act Go, by a majority of those voting in any of Alder.House, Birch.House, effect Gone\n"
        "Birch.House may not Go",
        {
            "promise It: neither Birch nor Elm alone can decide Go": PROVED,
            "promise It: neither Alder nor Birch alone can decide Go": REFUTED,
            "promise It: neither Birch nor Elm alone can block Go": PROVED,
            "promise It: neither Alder nor Elm alone can block Go": REFUTED,
        },
    ),
    "a5": (
        "act Go, by Alder.House, effect Gone\n"
        "Alder.House must not Go without the consent of Birch.House",
        {
            "promise It: Gone only after Birch.House consented": PROVED,
            "promise It: Gone only after Birch.House consented even in breach": REFUTED,
        },
    ),
    "a6": (
        "act Go of a polity, by its assembly, effect Gone\n"
        "Alder.House may not Go without the consent of Birch.House",
        {
            "promise It: Gone only after Birch.House consented": PROVED,
            "promise It: Gone only after Alder.House consented": REFUTED,
            "promise It: neither Alder nor Birch alone can decide Go": REFUTED,
            "promise It: neither Alder nor Elm alone can decide Go": PROVED,
        },
    ),
}
ASKED = [(name, asked) for name, (_, formulas) in ODD.items() for asked in formulas]


@pytest.mark.parametrize(("name", "asked"), ASKED)
def test_an_odd_settlement_comes_out_as_its_sentences_say(name, asked):
    clauses, formulas = ODD[name]
    one = judge(api.load(TEXT.format(clauses=clauses, asked=asked)), "It")
    assert (f"{one.verdict} of nothing" if one.vacuous else one.verdict) == formulas[asked]
