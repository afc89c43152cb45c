"""clingo agrees on shortest lengths and z3 on certificates; a mutilated lemma fails. Small machines here, the flagship and many in the long run."""

from __future__ import annotations

import pytest

import foedus.api as api
from foedus.model.compile import machine
from foedus.model.formula import Is, all_of, any_of, negation
from foedus.reason.certificate import Support
from foedus.reason.limits import Deadline, Limits
from foedus.reason.pdr import pdr
from foedus.reason.portfolio import Matter, Proved, Refuted, decide
from foedus.reason.promise.judge import property_of
from property.engine import battery
from property.engine.battery import Subject, ended, whole_part
from property.engine.referees import AnswerSets, Integers


def clingo_agrees(seeds: range) -> int:
    told = 0
    for seed in seeds:
        subject = Subject(seed)
        program = AnswerSets(subject.machine, subject.asked, even_in_breach=subject.breach)
        if subject.least is None:
            assert not program.reaches(6)
        else:
            told += 1
            assert program.reaches(subject.least)
            assert subject.least == 0 or not program.reaches(subject.least - 1)
    return told


def z3_agrees(seeds: range) -> tuple[int, int]:
    """How many proofs z3 bore out, and how many it refused for want of one clause of the lemma."""
    proofs = refused = 0
    for seed in seeds:
        subject = Subject(seed)
        if subject.least is not None:
            continue
        deadline = Deadline(60)
        whole = whole_part(subject.machine, even_in_breach=subject.breach)
        checker = Matter(subject.machine, even_in_breach=subject.breach).checker(subject.asked, deadline)
        support = checker.support(ended(pdr(whole, subject.asked, deadline)).clauses, ())
        assert isinstance(support, Support)
        lemma = checker.shrunk(support, 100).lemma
        referee = Integers(subject.machine, even_in_breach=subject.breach)
        assert referee.bears_out(subject.asked, lemma)
        proofs += 1
        if lemma:
            assert not referee.bears_out(subject.asked, (negation(lemma[0]), *lemma[1:]))
            assert not referee.bears_out(subject.asked, lemma[1:])
            refused += 1
    return proofs, refused


def test_clingo_agrees_on_shortest_lengths_of_small_machines():
    assert clingo_agrees(range(60)) > 10


def test_z3_agrees_on_certificates_of_small_machines_and_refuses_mutilated_ones():
    proofs, refused = z3_agrees(range(60))
    assert proofs > 20
    assert refused > 8


@pytest.mark.long
def test_clingo_agrees_on_two_thousand_machines():
    assert clingo_agrees(range(2_000)) > 300


@pytest.mark.long
def test_z3_agrees_on_two_thousand_machines():
    proofs, refused = z3_agrees(range(2_000))
    assert proofs > 800
    assert refused > 100


@pytest.mark.long
@pytest.mark.parametrize("seeds", [range(n, n + 5_000) for n in range(0, 200_000, 5_000)], ids=str)
def test_two_hundred_thousand_machines(seeds):
    for seed in seeds:
        battery.run(seed, (battery.check_verdict,) if seed % 8 else battery.CHECKS)


@pytest.mark.long
def test_clingo_agrees_on_the_shortest_histories_of_the_flagship():
    settlement = api.load("soft-secession")
    model = machine(settlement)
    fighting = property_of(settlement, model, settlement.promises["NoFightingWithoutWar"].formula).bad
    parted = any_of(Is(name, True) for name in settlement.conditions if name.partition(" ")[0] == "Parted")
    for bad in (fighting, all_of((Is("Engaged", True), parted))):
        found = decide(model, bad, limits=Limits(seconds=120.0, shorten=60.0))
        assert isinstance(found, Refuted)
        assert found.shortest
        program = AnswerSets(model, bad)
        assert program.reaches(len(found.trace))
        assert not program.reaches(len(found.trace) - 1)


@pytest.mark.long
def test_z3_agrees_on_the_proof_that_war_takes_two_and_one_clause_less_fails():
    settlement = api.load("soft-secession")
    asked = property_of(settlement, machine(settlement), settlement.promises["WarTakesTwo"].formula)
    found = decide(asked.machine, asked.bad, limits=Limits(seconds=120.0))
    assert isinstance(found, Proved)
    assert found.lemma
    referee = Integers(asked.machine)
    assert referee.bears_out(asked.bad, (*found.lemma, *found.facts))
    assert not referee.bears_out(asked.bad, (*found.lemma[1:], *found.facts))
