"""A voice that is asked in several steps of an act has a part in each; a bar on an act stands until the consent that lifts it."""

from __future__ import annotations

import pytest

from foedus import api
from foedus.model.compile import machine
from foedus.model.kernel import Permit, Refusal, may, start, step
from foedus.model.machine import MoveKey, Outcome

HEAD = "---\ntitle: T\n---\n\n## Article 1. A\n\nProse.\n\n```foedus\npolity Alder comprises Elm\npolity Birch comprises Oak\n"
HEAD += "assembly Alder.Congress\nassembly Birch.Congress\ncondition Done, initially not\n"


def text(*clauses: str):
    return api.load(HEAD + "\n".join(clauses) + "\n```\n")


@pytest.fixture(scope="module")
def two_steps():
    return text(
        "act Settle, by Alder.Congress and Birch.Congress, within 10 days, effect Done, failing that within 10 days by Birch.Congress,",
        "  failing that it fails",
    )


def test_every_move_has_a_name_of_its_own(two_steps):
    moves = machine(two_steps).moves
    assert len({move.key for move in moves}) == len(moves)


def test_a_voice_of_two_steps_is_heard_in_the_first(two_steps):
    found = may(two_steps, start(two_steps), actor="Birch.Congress", act="Settle")
    assert isinstance(found, Permit)
    assert (found.verdict, found.needs) == (Outcome.PENDING, {"Alder.Congress"})


def test_and_alone_in_the_second(two_steps):
    after = step(two_steps, start(two_steps), MoveKey("no", "Alder.Congress", "Settle"))
    assert not isinstance(after, Refusal)
    found = may(two_steps, after, actor="Birch.Congress", act="Settle")
    assert isinstance(found, Permit)
    assert found.verdict is Outcome.DONE
    assert isinstance(step(two_steps, after, MoveKey("consent", "Birch.Congress", "Settle")), Refusal)
    done = step(two_steps, after, MoveKey("consent", "Birch.Congress", "Settle", again=1))
    assert not isinstance(done, Refusal)
    assert done["Done"] is True


def test_a_bar_on_an_act_stands_until_it_is_lifted():
    settlement = text("act Settle, by Alder.Congress, effect Done", "Alder.Congress may not Settle without the consent of Birch.Congress")
    before = may(settlement, start(settlement), actor="Alder.Congress", act="Settle")
    assert isinstance(before, Refusal)
    assert (before.verdict, before.cites) == (Outcome.VOID, ("Art. 1(7)",))
    allowed = may(settlement, start(settlement), actor="Birch.Congress", act="Allow", of="Settle")
    assert isinstance(allowed, Permit)
    assert allowed.after is not None
    after = may(settlement, allowed.after, actor="Alder.Congress", act="Settle")
    assert isinstance(after, Permit)
    assert after.verdict is Outcome.DONE
