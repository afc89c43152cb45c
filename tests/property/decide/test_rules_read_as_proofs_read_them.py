"""The Rule of every act carries exactly when the proofs' condition over consents does: two readings of one clause, written apart.

Blocs are all yes or all no; where the text gives seats to units, a bloc is all of a chamber. Every act of every shipped settlement is tried, with all
sets of blocs up to twelve and a thousand random ones beyond.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from random import Random

import pytest

import foedus
from foedus.decide.rules import rule_of
from foedus.decide.standing import Standing
from foedus.model.bind import Binding
from foedus.model.consents import Consents, yes
from foedus.model.formula import all_of, given
from foedus.model.formula import any_of as some_of
from foedus.model.rule import Body, Member, carries_with
from foedus.model.settlement import Settlement
from foedus.model.voters import Seat

SHIPPED = sorted(path.stem for path in (Path(__file__).parents[3] / "settlements").glob("*.md"))
PRECEDENTS = sorted((Path(__file__).parents[3] / "settlements" / "precedents").glob("*.md"))


def instances(settlement: Settlement) -> Iterator[tuple[str, Binding]]:
    """Every act, with the first and the last thing that it may be of."""
    for name, clause in settlement.acts.items():
        found = list(Binding.instances(settlement, clause.of))
        for binding in dict.fromkeys((found[0], found[-1])) if found else ():
            yield (f"{name} of {binding.words}" if binding.thing else name), binding


def condition_of(settlement: Settlement, act: str, binding: Binding) -> tuple[object, dict[str, Seat]]:
    """The proofs' condition: any of the steps that vote."""
    clause = settlement.acts[act.partition(" of ")[0]]
    steps, blocs = [], {}
    for rules in [[rule for rule in (clause.by, clause.with_consent) if rule]] + [[s.rule] for s in clause.stages if s.how == "rule" and s.rule]:
        consents = Consents(settlement, binding, "A")
        steps.append(all_of(consents.rule(rule) for rule in rules))
        blocs |= consents.blocs
    return some_of(steps), blocs


def says(said: set[str], body: Body, member: Member) -> bool:
    return not said.isdisjoint((body.name, member.name, f"{member.name} in {body.name}", member.group("body")))


def sets_of(blocs: list[str]) -> Iterator[set[str]]:
    if len(blocs) <= 12:
        for chosen in product((False, True), repeat=len(blocs)):
            yield {bloc for bloc, taken in zip(blocs, chosen, strict=True) if taken}
        return
    random = Random(len(blocs))
    for share in (0.3, 0.5, 0.6, 0.7, 0.8, 0.95):
        for _ in range(40):
            yield {bloc for bloc in blocs if random.random() < share}


def check(settlement: Settlement) -> int:
    standing, tried = Standing(settlement), 0
    for act, binding in instances(settlement):
        clause = settlement.acts[act.partition(" of ")[0]]
        if clause.objection or any(stage.how == "decides" for stage in clause.stages):
            continue
        condition, blocs = condition_of(settlement, act, binding)
        rule = rule_of(settlement, act).rule
        for said in sets_of(list(blocs)):
            known = {yes(bloc, "A"): bloc in said for bloc in blocs}
            mine = carries_with(rule, lambda body, member, said=said: says(said, body, member))
            assert mine == standing.true(given(condition, known)), (act, sorted(said))
            tried += 1
    return tried


@pytest.mark.parametrize("name", SHIPPED)
def test_every_act_of_the_shipped_settlements(name: str) -> None:
    assert check(foedus.load(name)) > 0


@pytest.mark.parametrize("path", PRECEDENTS, ids=lambda path: path.stem)
def test_every_act_of_the_precedents(path: Path) -> None:
    check(foedus.load(path))


FORMS = """---
title: Forms
---

## Article 1. A

```foedus
polity Alder comprises Ash, Elm and Oak
polity Birch comprises Fir and Yew
assembly Alder.House with 3 seats
assembly Birch.House with 3 seats
assembly Joint joint to Alder and Birch with 2 members from each polity
assembly Union joint to Alder and Birch with 1 member from each unit
assembly Alder.Congress
  chamber Low with 5 seats
  chamber High with 2 seats
office Alder.Head
office Birch.Head
office Judge, joint to Alder and Birch
act Both by a majority of those voting in each of Alder.House and Birch.House
act Either by a majority of those voting in any of Alder.House, Birch.House
act Together by two thirds of all members in Alder.House and Birch.House together
act Nested by (Alder.Head and Birch.Head) or Judge
act Two by any 2 of Alder.Head, Birch.Head, Judge
act Parts by a majority of all members in Joint including a majority of all members from each polity
act Named by at least 3 of all members in Union including Ash
act But by all but 2 of all members in Union
act Every by all of those voting in Union
act Chambers by an absolute majority of each chamber of Alder.Congress, with Birch.Head
act Steps by Alder.Head and Birch.Head, failing that by a majority of all members in Union
act Polls by a majority of those voting in a referendum of Alder and in a referendum of Birch
act Units by a majority of the units of Alder, each by a majority of those voting in a referendum of it
act Names by the consent of Alder.Congress or Judge
```
"""


def test_every_form_of_rule() -> None:
    assert check(foedus.load(FORMS)) > 100
