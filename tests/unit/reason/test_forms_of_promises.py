"""Each form of promise on a small settlement: what holds, what breaks, and that both can be told apart."""

from __future__ import annotations

import pytest

import foedus.api as api
from foedus.reason.promise.judge import judge
from small import THREE_UNITS, small

TEXT = small(THREE_UNITS, """\
office Alder.Head, elected every 4 years by the people of Alder by plurality
office Birch.Head, elected every 4 years by the people of Birch by plurality
court Alder.Court, appointed by Alder.Head
court Birch.Court, appointed by Birch.Head
office Chief, joint to Alder and Birch, elected every 4 years by the people of Alder and Birch together by plurality
force Guard of each unit
act Place of a force, by Chief, effect that force is under Chief
each unit may command on external_defence in itself
condition War, initially not
act Declare, by Chief, effect War
act Agree, by a majority of those voting in Alder.House and the consent of Birch.House, effect War
condition Shut, initially not
act ShutOnce, by Chief, when Shut, effect Shut
assume NoVacancy: never Chief is vacant
{promise}
""")
CASES = {
    "always Chief is filled": "refuted",
    "always Chief is filled given NoVacancy": "proved",
    "never Shut": "proved",
    "never War": "refuted",
    "never War while Shut": "proved of nothing",
    "War only while not Shut": "proved",
    "War only while Shut": "refuted",
    "War only after Chief consented": "refuted",
    "War only after Chief or Birch.House consented": "proved",
    "never Chief acts while War": "refuted",
    "never Alder.Head acts while War": "refuted",
    "never Birch.House acts while Shut": "proved of nothing",
    "never Guard is used in another unit": "proved",
    "never Guard is used in another unit even in breach": "refuted",
    "neither Alder nor Birch alone can decide Declare": "proved",
    "neither Alder nor Birch alone can decide ShutOnce": "proved of nothing",
    "neither Alder nor Birch alone can decide Agree": "proved",
    "neither Alder nor Birch alone can block Agree": "refuted",
    "each of Alder and Birch alone can block Agree": "proved",
    "each of Alder and Birch alone can block Declare": "refuted",
    "none of Alder and Birch alone can decide who becomes Chief": "refuted",
    "exactly 1 office is elected by the people of Alder and Birch together": "proved",
    "at least 2 office is elected by the people of Alder and Birch together": "refuted",
    "no joint organ may tax anywhere": "proved",
    "no organ may legislate in both Alder and Birch": "proved",
    "no organ of a polity may tax in Elm": "refuted",
    "every matter has a holder in every place": "proved",
    "no matter has two exclusive holders in one place": "proved",
    "Alder and Birch are treated alike": "refuted",
    "Alder and Birch are treated alike except in Art. 1": "proved",
}
CHANCES = {
    "it can once come about that War": "proved",
    "it can once come about that Shut": "refuted",
    "wherever Chief is vacant, it can come about that Chief is filled within 1 year": "proved",
    "wherever War, it can come about that not War": "refuted",
    "wherever Shut, it can come about that War": "proved of nothing",
    "it can always come about that War": "proved",
    "each of Alder and Birch alone can always bring about War within 2 years": "refuted",
}


def outcome(formula: str, kind: str = "promise") -> str:
    settlement = api.load(TEXT.format(promise=f"{kind} It: {formula}"))
    one = judge(settlement, "It")
    assert one.reason
    assert one.model
    assert one.as_json()["format"] == 1
    return f"{one.verdict} of nothing" if one.vacuous else one.verdict


@pytest.mark.parametrize(("formula", "expected"), CASES.items())
def test_a_promise_comes_out_as_the_small_settlement_has_it(formula, expected):
    assert outcome(formula) == expected


@pytest.mark.parametrize(("formula", "expected"), CHANCES.items())
def test_a_possibility_comes_out_as_the_small_settlement_has_it(formula, expected):
    assert outcome(formula, "possible") == expected
