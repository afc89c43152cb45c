"""Every verdict of every variant and of the precedent, as a fixture: a change of a row needs a reason.

What differs from the flagship, differs for the reason that stands beside it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import foedus.api as api
from foedus.reason.promise.plan import verdicts

FLAGSHIP_REFUTED = {"NoForeignAgents", "Peers", "StaffAlwaysFunded", "Parity", "NoFightingWithoutWar", "FightingCanEnd"}
"""The source's tensions: they stand in every variant that keeps the clauses they come of."""
FLAGSHIP = {
    "NothingAbove", "NoForeignAgents", "NoCommonTax", "Peers", "UnarmedCommander", "SeparateHeads", "OnlyOneJointOffice", "StaffAlwaysFunded",
    "Parity", "OneCustodian", "WarTakesTwo", "NeitherAloneDeclaresWar", "NoFightingWithoutWar", "NothingOrphaned", "NothingUnheld",
    "NothingHeldTwice", "NoPowerAfterParting", "SomebodyCommands", "FightingCanEnd", "PeaceCanBeMade", "EitherMayPart",
}  # fmt: skip
PRECEDENT = str(Path(__file__).parents[3] / "settlements/precedents/serbia-montenegro-2003.md")
PROMISES = {
    # Three offices are elected jointly, so the promise of one is replaced.
    "three-joint-offices": FLAGSHIP - {"OnlyOneJointOffice"} | {"OnlyThreeJointOffices"},
    "no-common-bank": FLAGSHIP,
    # The door opens late: that either may always part within two years is not promised.
    "autonomy-first": FLAGSHIP - {"EitherMayPart"} | {"PartingOpens"},
    # No commander, no staff, no joint war: what was promised of them is gone.
    "full-secession": {
        "NothingAbove", "NoForeignAgents", "NoCommonTax", "Peers", "NothingShared", "OneCustodian", "NothingOrphaned", "NothingUnheld",
        "NothingHeldTwice",
    },
    "fifty-sovereign-states": {"NoForeignAgents", "NothingCommon", "OneCustodian", "NothingOrphaned", "NothingUnheld"},
    "status-quo": {"NothingOrphaned", "NothingUnheld"},
    PRECEDENT: {"Equal", "NeitherAlone", "EitherMayLeave"},
}  # fmt: skip
REFUTED = {
    "three-joint-offices": FLAGSHIP_REFUTED,
    "no-common-bank": FLAGSHIP_REFUTED,
    "autonomy-first": FLAGSHIP_REFUTED,
    # No command in common: no force of one acts in the other, and nothing engages. Who comprises whom, and how each is set up, still differs.
    "full-secession": {"Peers"},
    "fifty-sovereign-states": set(),
    "status-quo": set(),
    PRECEDENT: {"Equal"},
}
VACUOUS = {"fifty-sovereign-states": {"OneCustodian"}}
"""No state changes sides there and no act moves Weapons."""


@pytest.mark.parametrize("name", PROMISES)
def test_every_promise_of_a_variant_is_decided_as_expected(name):
    found = {one.name: one for one in verdicts(api.load(name))}
    assert set(found) == PROMISES[name]
    assert {one for one, told in found.items() if told.is_refuted} == REFUTED[name]
    assert {one for one, told in found.items() if told.verdict == "undecided"} == set()
    assert {one for one, told in found.items() if told.vacuous} == VACUOUS.get(name, set())
