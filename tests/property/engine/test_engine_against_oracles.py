"""The engine against the plainest possible answers, on random small machines.

Every answer of the engine is compared with a look at every situation of the whole machine, by the kernel: verdicts, the length and the order
of histories, certificates, what can follow, the year game, what a proof rests on. Wrong lemmas are refused. The battery says how.
"""

from __future__ import annotations

import random

import pytest

from property.engine import battery
from property.engine.battery import Subject
from property.engine.random_machines import a_machine

CHUNK = 250
"""Machines in one test, so that a run can be spread."""


def _chunks(many: int, offset: int = 0) -> list[range]:
    return [range(offset + n, offset + n + CHUNK) for n in range(0, many, CHUNK)]


def _run(seeds: range, *checks) -> None:
    for seed in seeds:
        battery.run(seed, checks)


@pytest.mark.parametrize("seeds", _chunks(5_000), ids=str)
def test_verdicts_are_those_of_explicit_search(seeds):
    """5,000 machines: the verdict, the first of the shortest histories, a certificate for every proof by another solver."""
    _run(seeds, battery.check_verdict)


@pytest.mark.parametrize("seed", [135_464])
def test_a_machine_on_which_the_long_run_once_failed(seed):
    """A countdown whose condition no value met, though it did not read as false: its values were folded away, and it was not."""
    battery.run(seed, battery.CHECKS)


@pytest.mark.parametrize("seeds", _chunks(1_000), ids=str)
def test_each_method_by_itself_agrees(seeds):
    """Explicit search, reachability by the solver, unrolling, and consents hidden and filled in; on the slice and on the whole."""
    _run(seeds, battery.check_methods)


@pytest.mark.parametrize("seeds", _chunks(750), ids=str)
def test_kernel_functions_encoder_and_precondition_agree(seeds):
    """More than 11,000 pairs of a situation, reachable or not, and a move."""
    assert sum(battery.check_readers(Subject(seed)) for seed in seeds) > CHUNK * 15


@pytest.mark.parametrize("seeds", _chunks(1_000), ids=str)
def test_a_slice_loses_nothing(seeds):
    _run(seeds, battery.check_slice, battery.check_thresholds)


@pytest.mark.parametrize("seeds", _chunks(1_000), ids=str)
def test_wrong_lemmas_are_refused_and_right_ones_are_not(seeds):
    """6,000 random lemmas, with and without facts and assumptions, against all situations looked at one by one."""
    _run(seeds, battery.check_certificates)


@pytest.mark.parametrize("seeds", _chunks(1_000), ids=str)
def test_what_can_follow_is_what_backward_search_finds(seeds):
    _run(seeds, battery.check_possible, battery.check_ranks)


@pytest.mark.parametrize("seeds", _chunks(1_500), ids=str)
def test_the_year_game_is_its_definition(seeds):
    _run(seeds, battery.check_game)


@pytest.mark.parametrize("seeds", _chunks(500), ids=str)
def test_a_proof_rests_on_what_striking_every_set_of_phrases_says(seeds):
    _run(seeds, battery.check_rests_on)


def test_the_machines_drawn_are_worth_asking():
    """They are not all trivial: proofs and refutations, histories of several moves, every kind of variable, guard and effect."""
    subjects = [Subject(seed) for seed in range(400)]
    lengths = [subject.least for subject in subjects]
    assert 80 < lengths.count(None) < 320
    assert sum(length is not None and length >= 2 for length in lengths) > 40
    assert max(length or 0 for length in lengths) >= 5
    drawn = [a_machine(random.Random(seed)).machine for seed in range(400)]
    assert {len(machine.variables) for machine in drawn} == set(range(3, 8))
    assert {1, 9} <= {len(machine.moves) for machine in drawn}
    text = "".join(map(repr, drawn))
    assert all(word in text for word in ("Weighs", "Down.ONE", "range(", "nowhere", "BREACH", "VOID", "Not(", "Any("))
