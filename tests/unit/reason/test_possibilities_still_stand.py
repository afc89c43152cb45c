"""What is said of a possibility in a text without a phrase, by what was shown of the whole text, is what deciding it anew says."""

from __future__ import annotations

from dataclasses import replace

import pytest

import foedus
import foedus.api as api
from foedus.reason.limits import DEFAULT
from foedus.reason.promise import still
from foedus.reason.promise.chances import judged
from foedus.reason.promise.docket import Docket
from foedus.reason.promise.plan import verdict
from foedus.reason.promise.rest_chances import strikes
from foedus.reason.promise.reuse import carried
from foedus.reason.promise.still import Still
from foedus.reason.promise.verdict import UNDECIDED
from foedus.reason.promise.whole import whole_verdict
from small import THREE_UNITS, TWO_UNITS, small

PEACE = small(
    TWO_UNITS,
    "condition AtWar, initially not\n",
    "condition Mourning, initially not\n",
    "act Declare, by a majority of Alder.House, effect AtWar and Mourning\n",
    "act Settle, by a majority of Alder.House and of Birch.House, when AtWar, effect not AtWar and not Mourning\n",
    "act Rest, by a majority of Birch.House, when Mourning, effect not Mourning and AtWar\n",
    "possible Peace: wherever AtWar, it can come about that not AtWar\n",
    "possible War: it can once come about that AtWar\n",
    "possible Calm: it can always come about that not Mourning\n",
    "possible Alone: Alder alone can always bring about AtWar\n",
)


def answers(settlement):
    """For each phrase of each possibility that stands: what is said, and what deciding it anew says."""
    for name, clause in settlement.possibles.items():
        if verdict(settlement, name).is_proved:
            docket = Docket(settlement, clause)
            for phrase, changed in strikes(docket, clause):
                said = Still(docket, clause).stands(changed, DEFAULT)
                one = judged(replace(docket, settlement=replace(changed, memo=anew(changed))), clause)
                yield f"{name} without {phrase}", said, None if one.verdict == UNDECIDED else one.is_proved


def anew(changed):
    """The struck moves alone: nothing that was proved of the whole text."""
    return {key: changed.memo[key] for key in ("machine",) if key in changed.memo}


def test_what_is_said_is_so():
    found = list(answers(api.load(PEACE)))
    assert [one for one, said, so in found if said is not so] == []
    assert {said for _, said, _ in found} == {True, False}
    assert len(found) > 12


def test_plans_whose_moves_do_something_else_show_nothing(monkeypatch):
    monkeypatch.setattr(still, "no_harder", lambda *_: True)
    assert [one for one, said, so in answers(api.load(PEACE)) if said is not so]


def test_a_history_that_cannot_be_made_shows_nothing(monkeypatch):
    monkeypatch.setattr(Still, "_leads", lambda *_: True)
    assert [one for one, said, so in answers(api.load(PEACE)) if said is not so]


@pytest.mark.long
@pytest.mark.parametrize("name", ["soft-secession", "soft-secession-mended", "autonomy-first", "no-common-bank"])
def test_what_is_said_of_the_shipped_texts_is_so(name):
    found = list(answers(foedus.load(name)))
    assert [one for one, said, so in found if said is not so] == []
    assert found


MOVING = (
    *THREE_UNITS.splitlines(keepends=True),
    "assembly Elm.Council with 3 seats\n",
    "condition Done, initially not\n",
    "condition Open, initially not\n",
    "act Finish, by a majority of Elm.Council, effect Done\n",
    "act Move of a unit, by a majority of those voting in a referendum of that unit, when Open, effect that unit belongs to the other polity\n",
    "possible Ends: Alder alone can always bring about Done\n",
)


def test_whose_a_unit_is_bears_on_what_its_polity_can_do_alone():
    settlement = api.load(small(*MOVING))
    assert verdict(settlement, "Ends").is_proved
    rests = whole_verdict(settlement, "Ends").rests_on
    assert [str(phrase) for phrase in rests.necessary if "Open" in str(phrase)] == ["“when Open” in Art. 1(13)"]
    assert [one for one, said, so in answers(settlement) if said is not so] == []


def test_an_edit_of_whose_a_unit_is_decides_that_anew():
    before = api.load(small(*MOVING))
    verdict(before, "Ends")
    after = api.load(small(*(clause.replace(", when Open", "") for clause in MOVING)))
    assert "Ends" not in carried(before, after)
    assert verdict(after, "Ends").is_refuted
