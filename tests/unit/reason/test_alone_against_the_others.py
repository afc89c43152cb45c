"""What some can bring about alone: an objection is the last word of a tick; without the others' consent nothing is. Histories cite and count.

The expected answers are worked out by hand from the text, as its sentences say.
"""

from __future__ import annotations

import pytest

import foedus
from foedus.reason.limits import Limits
from foedus.reason.promise.judge import judge
from foedus.reason.silence import silences

TEXT = """---
title: Alone
summary: What one polity can do alone.
---

# Alone

## Article 1. All

Prose.

```foedus
polity Alder comprises Elm and Ash
polity Birch comprises Oak
assembly Alder.Congress with 7 seats
assembly Birch.Congress with 5 seats
residual matters to each polity in its own territory
condition X, initially not
condition Y, initially not
{clauses}
```
"""


def verdict_of(clauses: str):
    """The verdict on the clause called It."""
    return judge(foedus.load(TEXT.format(clauses=clauses)), "It")


ALONE = "\npossible It: Alder alone can always bring about X within 1 year"
CASES = {
    # Birch objects every time, also after the last consent of a tick
    "act A, by Alder.Congress, unless within 10 days Birch.Congress object, effect X": "refuted",
    "act A, by Alder.Congress, unless within 30 days Birch.Congress object, effect X": "refuted",
    # its own objection Alder need not make
    "act A, by Alder.Congress, unless within 10 days Alder.Congress object, effect X": "proved",
    # an objection stops the first step, and so opens the second, which nobody stops
    "act A, by Alder.Congress, unless within 10 days Birch.Congress object, effect X, failing that, "
    "by a majority of those voting in a referendum of Alder": "proved",
    # what Birch undoes at any time has come about
    "act A, by Alder.Congress, effect X\nact B, by Birch.Congress, effect not X": "proved",
    # Birch takes away what A needs, Alder gives it back before the tick ends
    "act A, by Alder.Congress, when Y, after 10 days, effect X\nact C, by Alder.Congress, effect Y\nact D, by Birch.Congress, effect not Y": "proved",
    # without Birch nothing
    "act A, by a majority of those voting in each of Alder.Congress and Birch.Congress, within 1 year of the first consent, effect X": "refuted",
    # too slow
    "act A, by Alder.Congress, after 2 years, effect X": "refuted",
}


@pytest.mark.parametrize(("clauses", "verdict"), CASES.items())
def test_alone(clauses, verdict):
    assert verdict_of(clauses + ALONE).verdict == verdict


def test_that_the_others_need_do_nothing_is_said_with_its_ground():
    clauses = "act A, by a majority of those voting in each of Alder.Congress and Birch.Congress, within 1 year of the first consent, effect X"
    found = verdict_of(clauses + ALONE)
    assert "Alder alone cannot bring about X, however long it takes, if the others do nothing" in found.reason
    assert found.stuck is not None
    assert any("the consent of Birch.Congress to A does not stand" in line for line in found.stuck.because)


def test_where_the_game_is_too_large_it_is_refuted_with_others_who_only_object():
    """Acts of Birch make many situations; its objection alone prevents X."""
    many = "\n".join(f"condition Z{n}, initially not\nact B{n}, by Birch.Congress, when X, effect Z{n} and not X" for n in range(6))
    many += "\n" + "\n".join(f"act C{n}, by Birch.Congress, when Z{n}, effect Y" for n in range(6))
    text = f"act A, by Alder.Congress, when not Y, unless within 10 days Birch.Congress object, effect X\n{many}{ALONE}"
    settlement = foedus.load(TEXT.format(clauses=text))
    assert judge(settlement, "It").verdict == "refuted"
    assert judge(settlement, "It", limits=Limits(states=4)).verdict == "refuted"


def test_what_an_act_ends_beside_its_goal_does_not_make_the_game_larger():
    """Until X comes about, that A would change nothing cannot be; so what A ends beside it, and what brings that about, is not looked at."""
    many = "\n".join(f"condition Z{n}, initially not\nact B{n}, by Birch.Congress, effect Z{n}" for n in range(6))
    ends = " and ".join(f"not Z{n}" for n in range(6))
    settlement = foedus.load(TEXT.format(clauses=f"{many}\nact A, by Alder.Congress, effect X and {ends}{ALONE}"))
    assert judge(settlement, "It", limits=Limits(states=8)).verdict == "proved"
    undone = foedus.load(TEXT.format(clauses=f"{many}\nact A, by Alder.Congress, effect X and {ends}\nact U, by Alder.Congress, effect not X{ALONE}"))
    assert judge(undone, "It", limits=Limits(states=8)).verdict == "undecided"
    assert judge(undone, "It").verdict == "proved"


def test_a_history_cites_its_articles_and_counts_what_comes_again():
    settlement = foedus.load(TEXT.format(clauses="act A, by Alder.Congress, after 2 years, effect X\nact B, by Alder.Congress, after 1 year, effect Y"))
    answer = foedus.ask(settlement, "how can X come about within 3 years").answer
    assert answer == "1. Alder.Congress does A (Art. 1(8)); 2. A year passes, 2 times (Art. 1(8))"


def test_the_time_limit_is_in_the_words():
    found = verdict_of("act A, by Alder.Congress, after 10 days, effect X\npossible It: it can always come about that X within 31 days")
    assert found.verdict == "proved"
    assert found.reason.endswith("X within 31 days.")
    alone = verdict_of("act A, by Alder.Congress, after 10 days, effect X" + ALONE)
    assert alone.reason.endswith("and so within 1 year.")


@pytest.mark.parametrize(
    ("rule", "cites"),
    [
        ("any 4 of Alder.Congress and Birch.Congress", ["Art. 1(8)", "Art. 1(3)", "Art. 1(4)"]),
        ("at least 9 of all members in Alder.Congress", ["Art. 1(8)", "Art. 1(3)"]),
        ("any 2 of Alder.Congress and Birch.Congress", None),
        ("at least 7 of all members in Alder.Congress", None),
    ],
)
def test_a_rule_that_can_never_carry_is_told(rule, cites):
    settlement = foedus.load(TEXT.format(clauses=f"act A, by {rule}, effect X"))
    found = [one for one in silences(settlement) if one.code == "F307"]
    if cites is None:
        assert found == []
        return
    said = [one.diagnostic.message for one in found]
    assert said == [f"how A can be carried by {rule}, which asks for more than there are; taken as: never: nobody can do it"]
    assert (found[0].mend, list(found[0].cites)) == ("ask for fewer, or name more who decide", cites)
