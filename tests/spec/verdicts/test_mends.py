"""Mends are amendments: pasted in a text that extends the mended one, the promise holds and no other verdict is worse."""

from __future__ import annotations

import pytest

import foedus.api as api
from foedus.reason.promise.candidates import candidates
from foedus.reason.promise.judge import judge
from foedus.reason.promise.plan import verdicts
from foedus.text.render import render

PASTED = """---
title: Pasted
extends: {base}
---
## Article 90. The mend

```foedus
{directive}
```
"""
SMALL = """---
title: Small
---
## Article 1. All

```foedus
unit Elm
unit Oak
polity Alder comprises Elm
polity Birch comprises Oak
residual matters to each polity in its own territory
assembly Alder.House with 3 seats
assembly Birch.House with 3 seats
office Chief, joint to Alder and Birch, elected every 4 years by the people of Alder and Birch together by plurality
force Guard of each unit
resource Weapons of each force, held by it
act Give of a force to an organ, by Chief, effect Weapons pass to that organ
Alder.House may not hold Weapons
condition War, initially not
condition Fight, initially not
act Declare, by a majority of those voting in Alder.House, effect War
act Peace, by a majority of those voting in Birch.House, effect not War
act Strike, by Chief, effect Fight
condition Agreed, initially not
condition Done, initially not
act Agree, by a majority of those voting in Birch.House, effect Agreed
act Finish, by Chief, effect Done
{promise}
```
"""
FOUND = {
    "promise P: neither Alder nor Birch alone can decide Declare": "and Birch.House",
    "promise P: War only after Birch.House consented": "and Birch.House",
    "promise P: never Chief holds Weapons": "Chief too",
    "promise P: never Done while not Agreed": "when Agreed",
    "possible P: wherever Fight, it can come about that not Fight": "and not Fight",
}


def pasted(base: str, directive: str):
    return api.load(PASTED.format(base=base, directive=directive))


@pytest.mark.parametrize("name", ["StaffAlwaysFunded", "NoForeignAgents"])
def test_a_mend_of_the_flagship_is_pasted_and_holds(flagship, name):
    one = api.why(flagship.settlement, name, mends=True)
    assert one.mends
    for mend in one.mends:
        changed = pasted("soft-secession.md", mend.directive)
        after = {told.name: told for told in verdicts(changed)}
        assert after[name].holds
        assert [told for told, was in flagship.found.items() if was.holds and not after[told].holds] == []


def test_that_peace_ends_the_fighting_mends_its_end_and_makes_nothing_worse(flagship):
    """As the mended text has it. What an exit made is not undone by other acts: no candidate ends Parted."""
    tried = {(one.old.cite, one.words): one for one in candidates(flagship.settlement, flagship["FightingCanEnd"])}
    assert not any(words == "and not Parted" for _, words in tried)
    changed = pasted("soft-secession.md", tried["Art. 7(3)", "and not Engaged"].directive(render))
    after = {told.name: told for told in verdicts(changed)}
    assert after["FightingCanEnd"].holds
    assert [told for told, was in flagship.found.items() if was.holds and not after[told].holds] == []


@pytest.mark.long
def test_a_change_that_takes_long_leaves_time_for_the_others(flagship):
    """One ends Engaged at each placing of a force, and whether that does is not decided in its time; the mend comes after it."""
    one = api.why(flagship.settlement, "FightingCanEnd", mends=True)
    assert ("Art. 7(3)", "and not Engaged") in {(mend.cite, mend.words) for mend in one.mends}
    assert any("it was not decided in their time whether it then holds" in note for note in one.notes)


def test_a_change_that_breaks_another_promise_is_refused_with_that_reason(flagship):
    """Without `together` neither people decides alone, and no office is elected by both together any more."""
    one = api.why(flagship.settlement, "Parity", mends=True)
    assert one.mends == ()
    assert "would make it hold, but OnlyOneJointOffice would be refuted." in one.notes[-1]
    assert "1 change of one clause was tried" in one.notes[-2]


def test_where_nothing_suggests_itself_it_says_so(flagship):
    one = api.why(flagship.settlement, "Peers", mends=True)
    assert one.mends == ()
    assert "No change of one clause suggests itself" in one.notes[-1]


@pytest.mark.parametrize(("promise", "words"), FOUND.items())
def test_the_one_clause_that_mends_a_small_text_is_found_and_can_be_pasted(tmp_path, promise, words):
    base = tmp_path / "small.md"
    base.write_text(SMALL.format(promise=promise), encoding="utf-8")
    one = api.why(base, "P", mends=True)
    found = {mend.words: mend.directive for mend in one.mends}
    assert words in found
    assert judge(pasted(str(base), found[words]), "P").holds


def test_fighting_only_in_war_takes_the_end_of_war_too():
    """A condition on the beginning alone does not do: peace comes in the middle of the fight."""
    one = api.why(api.load(SMALL.format(promise="promise P: never Fight while not War")), "P", mends=True)
    assert one.mends == ()
    assert any("of one clause were tried" in note for note in one.notes)


@pytest.mark.parametrize("name", ["FightingCanEnd", "NoFightingWithoutWar", "StaffAlwaysFunded", "Parity", "NoForeignAgents"])
def test_what_is_written_is_what_was_tried(flagship, name):
    """The directive, read by the language, makes the very clause that was tried."""
    tried = list(candidates(flagship.settlement, flagship[name]))
    assert tried
    for candidate in tried:
        changed = pasted("soft-secession.md", candidate.directive(render))
        by_name = changed.promises.get(name) if hasattr(candidate.new, "formula") else changed.by_cite[candidate.old.cite]
        assert render(by_name) == render(candidate.new), candidate.words
