"""The prover's own honesty: the engine broken in one line, over a hundred times, and each time the battery of random machines sees it.

What the sound engine passes is in `test_engine_against_oracles`; here the same battery must fail for every mutant. A mutant that survived
would be a fault of which no test knows.
"""

from __future__ import annotations

import importlib

import pytest

from mutants import Mutant, anew
from property.engine.engine_mutants import BY_PART, CHECKS

ANEW = (
    "foedus.model.formula",
    "foedus.model.machine",
    "foedus.reason",
    "property.engine.battery",
    "property.engine.random_machines",
)
MACHINES = 300
"""Random machines that a mutant may pass before it counts as alive."""

MUTANTS = [pytest.param(mutant, CHECKS.get(part, ()), id=f"{part}: {mutant.name}") for part, mutants in BY_PART.items() for mutant in mutants]


def killed_by(mutant: Mutant | None, machines: int, checks: tuple[str, ...] = ()) -> str:
    """What the first machine says that sees the mutant; empty where none does. checks: some of the battery, all by default."""
    with anew(*ANEW, mutant=mutant):
        battery = importlib.import_module("property.engine.battery")
        for seed in range(machines):
            try:
                battery.run(seed, [getattr(battery, name) for name in checks] or battery.CHECKS)
            except Exception as error:  # noqa: BLE001 - a mutant may break in any way
                return f"{type(error).__name__} at machine {seed}"
    return ""


@pytest.mark.parametrize(("mutant", "checks"), MUTANTS)
def test_a_mutant_is_seen(mutant, checks):
    assert killed_by(mutant, MACHINES, checks)


def test_the_sound_engine_passes_the_same_battery():
    assert killed_by(None, 100) == ""


def test_there_are_twelve_mutants_and_more_of_each_part():
    assert all(len(BY_PART[part]) >= 12 for part in ("encoder", "slice", "fold", "kernel", "checker"))
    names = [(part, mutant.name) for part, mutants in BY_PART.items() for mutant in mutants]
    assert len(names) == len(set(names))


def test_a_mutant_whose_line_is_gone_is_an_error():
    with pytest.raises(AssertionError, match="stands 0 times"):
        killed_by(Mutant("gone", "foedus.reason.part", "no such line", ""), 1)
