"""Traps that the flagship's text leaves open, each decided as a promise added by a text that extends it; lengths count moves.

The lengths of the design page on reasoning, section 10, were measured from a start with the office vacant: a history that opened there with an
election is one shorter here, where the office is filled at the start.
"""

from __future__ import annotations

import pytest

import foedus.api as api
from foedus.model.compile import machine
from foedus.model.formula import Is, Not, all_of
from foedus.model.kernel import Refusal, start, step
from foedus.reason.portfolio import Proved, Refuted, decide
from foedus.reason.promise.judge import judge

TEXT = """---
title: Trap
extends: soft-secession.md
---
## Article 20. Trap

```foedus
{clauses}
```
"""
BY_POLITY = """replace Art. 9(4) with
  act LeaveCurrency of a polity, by a majority of those voting in a referendum of that polity, when SharedCurrency,
    effect not SharedCurrency, after 2 years"""
BAR = "Guard of each unit of Federation may not be used in another unit"


def trapped(*clauses: str):
    return api.load(TEXT.format(clauses="\n".join(clauses)))


@pytest.mark.parametrize(
    ("promise", "length"),
    [
        ("never Engaged while CommanderInChief is vacant", 3),
        ("Engaged only while some force is under CommanderInChief", 3),
        ("never AtWar while Parted", 8),
        ("never SharedCurrency while Parted", 6),
        ("always CommanderInChief is filled", 1),
    ],
)
def test_what_the_text_leaves_open_is_refuted_in_so_many_moves(promise, length):
    """Engaged with the office vacant and after the last recall: 4 by the design, less the election. War 8, currency 6: no office takes part."""
    one = judge(trapped(f"promise Trap: {promise}"), "Trap")
    assert one.is_refuted
    assert len(one.trace) == length


@pytest.mark.parametrize(("act", "bodies"), [
    ("DeclareWar", ("Commonwealth.Congress.House", "Commonwealth.Congress.Senate", "Federation.Congress.House", "Federation.Congress.Senate")),
    ("ShareCurrency", ("the people of Commonwealth", "the people of Federation")),
])  # fmt: skip
def test_what_is_joint_can_be_decided_anew_after_parting(act, bodies):
    """The history found may decide first and part later; the kernel also takes them the other way round, in as many moves."""
    settlement = trapped("promise Trap: never Parted")
    situation = start(settlement)
    moves = [_key(settlement, told.actor, told.act) for told in judge(settlement, "Trap").trace]
    moves += [_key(settlement, body, f"consent: {act}") for body in bodies]
    for key in moves:
        situation = step(settlement, situation, key)
        assert not isinstance(situation, Refusal), key
    assert situation["Parted"]
    assert situation["AtWar" if act == "DeclareWar" else "SharedCurrency"]


def test_a_second_leaving_runs_into_a_new_sharing_where_each_polity_leaves_by_itself():
    """With one timer for each polity, a leaving is still on its way when the currency is no longer shared, and is so when it is shared anew: 8 moves."""
    settlement = trapped(BY_POLITY)
    running = Not(Is("time to LeaveCurrency of Federation", 0))
    found = decide(machine(settlement), all_of((Is("SharedCurrency", False), running)))
    assert isinstance(found, Refuted)
    assert found.shortest
    anew = [_key(settlement, f"the people of {polity}", "consent: ShareCurrency") for polity in ("Commonwealth", "Federation")]
    situation = start(settlement)
    for key in (*found.trace, *anew):
        situation = step(settlement, situation, key)
        assert not isinstance(situation, Refusal), key
    assert len((*found.trace, *anew)) == 8
    assert situation["SharedCurrency"]
    assert situation["time to LeaveCurrency of Federation"] > 0


def test_the_flagship_mends_that_slip():
    """Refuted in 8 by the design; proved here. The shipped text has one leaving for both, which cannot begin while one is on its way: when the
    currency is not shared, none is, so that none can run into a new sharing."""
    settlement = trapped("promise Trap: never Parted")
    running = Not(Is("time to LeaveCurrency", 0))
    assert isinstance(decide(machine(settlement), all_of((Is("SharedCurrency", False), running))), Proved)


def test_a_force_under_the_common_command_may_be_used_in_another_unit():
    """By the design proved lawfully and refuted in breach. As shipped it is refuted lawfully already, in 2 moves: Art. 5(5) lets the Commander
    command in both polities, and says nothing of whose force. That is a tension of the source (T8), which Art. 4(11) leaves open."""
    for scope in ("", " even in breach"):
        one = judge(trapped(f"promise Trap: never Guard is used in another unit{scope}"), "Trap")
        assert one.is_refuted
        assert len(one.trace) == 2


def test_with_a_bar_it_is_used_there_only_in_breach():
    settlement = trapped(BAR, "promise Lawful: never Guard is used in another unit", "promise Ever: never Guard is used in another unit even in breach")
    assert judge(settlement, "Lawful").holds
    ever = judge(settlement, "Ever")
    assert ever.is_refuted
    assert [told.breach for told in ever.trace] == [False, True]


SLIP = """replace Art. 11(1) with
  act ChangePolity of a unit,
    by a majority of those voting in a referendum of that unit and a majority of those voting in each chamber of the assembly
      of the other polity,
    within 1 year of the first consent, effect that unit belongs to the other polity and Weapons pass to the other polity"""


@pytest.mark.parametrize(("name", "length", "ending"), [
    ("PeaceCanBeMade", 97, "no act of anyone brings it about that not AtWar"),
    ("EitherMayPart", 93, "Federation alone cannot bring about Parted, however long it takes, if the others do nothing"),
])  # fmt: skip
def test_where_the_last_unit_may_leave_its_polity_what_needs_that_polity_is_refuted(name, length, ending):
    """97 moves by the design: war, then all 31 units leave. Too long to be found by searching, and told in two sentences."""
    one = judge(trapped(SLIP), name)
    assert one.is_refuted
    assert ending in one.reason
    assert len(one.trace) == length
    assert not one.shortest
    assert one.folded[-1].times == 31
    assert any("51 units belong to Commonwealth" in said for said in one.stuck.because)


def _key(settlement, actor: str, told: str):
    from foedus.model.kernel import moves

    name, _, of = told.partition(": ")[2].partition(" of ") if ": " in told else told.partition(" of ")
    kind = told.partition(": ")[0] if ": " in told else ("act" if actor else "event")
    return next(move.key for move in moves(settlement) if (move.key.kind, move.key.actor, move.key.act, move.key.of) == (kind, actor, name, of))
