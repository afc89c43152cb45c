"""Who can decide, who can block: the steps of an act joined, an objection a no; promises, questions and voting games say the same.

Random small acts are compared with the plainest reading of LANGUAGE, section 6: step by step, exactly some say yes and all others no and
object where they may; a step that is not carried fails, if it can, and the next is asked.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import combinations

import pytest

import foedus
from foedus.decide.game import game_of
from foedus.model.compile import machine
from foedus.model.formula import holds
from foedus.model.speech import Deciding
from foedus.reason.promise.judge import judge
from foedus.reason.promise.unilateral import nobody_alone, ways
from foedus.reason.voices import voices

TEXT = """---
title: Steps
summary: Acts of several steps.
---

# Steps

## Article 1. All

Prose.

```foedus
polity Alder comprises Elm
polity Birch comprises Oak
polity Cedar comprises Fir
assembly Alder.Congress with 11 seats
assembly Birch.Congress with 5 seats
assembly Cedar.Congress with 3 seats
residual matters to each polity in its own territory
condition Done, initially not
{act}
```
"""

SIDES = ("Alder", "Birch", "Cedar")
BODIES = tuple(f"{side}.Congress" for side in SIDES)


@dataclass(frozen=True)
class Step:
    """A step as drawn. wins: sets of bodies that carry it, each with all larger ones; objects: who may; limit: whether its time can be over."""

    said: str
    wins: tuple[frozenset[str], ...]
    objects: str
    limit: bool

    def carried(self, saying: frozenset[str]) -> bool:
        """Exactly these say yes; all others say no, and object."""
        return any(one <= saying for one in self.wins) and (not self.objects or self.objects in saying)

    @property
    def fails(self) -> bool:
        """Its time can be over, somebody can object, or there is somebody without whom nothing is carried."""
        return self.limit or bool(self.objects) or bool(frozenset.intersection(*self.wins))


def a_step(draw: random.Random) -> Step:
    """One to three bodies: one alone, each of two, one or another, any two of three, or a people."""
    one, two, three = draw.sample(BODIES, 3)
    side = draw.choice(SIDES)
    said, wins = draw.choice((
        (one, [{one}]),
        (f"each of {one} and {two}", [{one, two}]),
        (f"a majority of those voting in {one} or a majority of those voting in {two}", [{one}, {two}]),
        (f"any 2 of {one}, {two}, {three}", [{one, two}, {one, three}, {two, three}]),
        (f"a majority of those voting in a referendum of {side}", [{f"the people of {side}"}]),
    ))
    if said.startswith("each"):
        said = f"a majority of those voting in {said}"
    return Step(said, tuple(map(frozenset, wins)), draw.choice(("", "", *BODIES)), draw.random() < 0.4)


def an_act(draw: random.Random) -> tuple[str, list[Step]]:
    """An act of one to three steps, as text and as drawn; the last has no time limit."""
    steps = [a_step(draw) for _ in range(draw.randint(1, 3))]
    text = "act It"
    for n, step in enumerate(steps):
        lead = f", by {step.said}" if n == 0 else f", failing that{' within 30 days,' if steps[n - 1].limit else ','} by {step.said}"
        text += lead + (f", unless within 10 days {step.objects} object" if step.objects else "")
    return f"{text}, effect Done", steps


def carried(steps: list[Step], saying: frozenset[str], *, last: bool = True) -> bool:
    """Some step is carried, each asked when the one before it failed."""
    if not steps:
        return False
    first, *rest = steps
    if first.carried(saying):
        return True
    fails = first.fails if rest else True
    return fails and carried(rest, saying)


EVERY = frozenset({*BODIES, *(f"the people of {side}" for side in SIDES)})


def of_side(side: str) -> frozenset[str]:
    """The voices that answer to a polity."""
    return frozenset({f"{side}.Congress", f"the people of {side}"})


@pytest.mark.parametrize("seed", range(150))
def test_promises_questions_and_games_agree(seed):
    text, steps = an_act(random.Random(seed))
    settlement = foedus.load(TEXT.format(act=text))
    model, start = machine(settlement), machine(settlement).start
    decision, game = Deciding("It"), game_of(settlement, "It")
    heard = voices("It", model.procedures["It"], start, settlement)
    carrying, stopping = ([set(one) for one in heard.smallest(blocking=blocking)] for blocking in (False, True))
    for side in SIDES:
        mine = of_side(side)
        decides, blocks = carried(steps, mine), not carried(steps, EVERY - mine)
        for verb, expected in (("decide", decides), ("block", blocks)):
            part = nobody_alone(settlement, model, (side,), verb, decision).parts[0]
            assert holds(part.formula, start) is expected, (text, side, verb)
        assert all(holds(way.carries(settlement, side, saying=False), start) is not blocks for way in ways(settlement, decision))
        assert any(one <= mine for one in carrying) is decides, (text, side)
        assert any(one <= mine for one in stopping) is blocks, (text, side)
        known = {side} & {name for kind in game.kinds for entry in kind.entries for name in [entry.group("polity")]}
        assert game.winning(known) is decides, (text, side)
        assert game.blocking(known) is blocks, (text, side)
    for size in range(1, len(heard.names) + 1):
        for one in map(frozenset, combinations(heard.names, size)):
            assert carried(steps, one) is any(smaller <= one for smaller in carrying)
            assert carried(steps, frozenset(heard.names) - one) is not any(smaller <= one for smaller in stopping)


def test_the_acts_drawn_differ():
    """Decided alone and not, blocked alone and not, by objecting and not."""
    drawn = [an_act(random.Random(seed))[1] for seed in range(150)]
    assert {carried(steps, of_side("Alder")) for steps in drawn} == {True, False}
    assert {carried(steps, EVERY - of_side("Alder")) for steps in drawn} == {True, False}
    assert any(not step.fails for steps in drawn for step in steps[:-1])


ASKED = {
    "act It, by Alder.Congress, unless within 10 days Birch.Congress object, effect Done": (
        "Alder.Congress and Birch.Congress not objecting", "Alder.Congress; or Birch.Congress, by objecting",
    ),
    "act It, by Alder.Congress, effect Done, failing that within 30 days, by a majority of those voting in a referendum of Alder": (
        "Alder.Congress, at step 1; or the people of Alder, at step 2", "Alder.Congress and the people of Alder",
    ),
    "act It, by any 2 of Alder.Congress, Birch.Congress, Cedar.Congress, failing that, by Alder.Congress, effect Done": (
        "Alder.Congress and Birch.Congress; or Alder.Congress and Cedar.Congress; or Birch.Congress and Cedar.Congress",
        "Alder.Congress and Birch.Congress; or Alder.Congress and Cedar.Congress; or Birch.Congress and Cedar.Congress",
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", ASKED)
def test_how_it_is_said(text):
    settlement = foedus.load(TEXT.format(act=text))
    decides, blocks = ASKED[text]
    assert foedus.ask(settlement, "who can decide It").answer.startswith(decides)
    assert foedus.ask(settlement, "who can block It").answer.startswith(blocks)


def test_a_promise_says_how():
    lines = (
        "act It, by Alder.Congress, unless within 10 days Birch.Congress object, effect Done\n"
        "promise No: neither Birch nor Cedar alone can block It"
    )
    found = [judge(foedus.load(TEXT.format(act=lines)), "No")]
    assert [(one.name, one.verdict) for one in found] == [("No", "refuted")]
    assert "Birch alone can block It by objecting" in found[0].reason


def test_what_is_adopted_by_default_nobody_blocks():
    lines = (
        "act It, by Alder.Congress, effect Done, failing that within 30 days it is adopted\n"
        "promise No: neither Alder nor Birch alone can block It"
    )
    settlement = foedus.load(TEXT.format(act=lines))
    assert judge(settlement, "No").verdict == "proved"
    assert foedus.ask(settlement, "who can block It").answer == "nobody: it is adopted when its last step fails"
    assert foedus.ask(settlement, "who can decide It").answer == "Alder.Congress"
