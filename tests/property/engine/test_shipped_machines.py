"""Kernel and encoder read the machines of shipped settlements alike: thousands of pairs of a situation and an act, by text and precedent."""

from __future__ import annotations

import random

import pytest

import foedus.api as api
from foedus.model.compile import machine
from foedus.model.formula import holds
from foedus.model.machine import Machine, apply, occurs
from foedus.reason.encode import pattern, state_literals
from foedus.reason.limits import Deadline
from foedus.reason.part import before
from foedus.reason.search import can_compile, compiled
from foedus.reason.solver import Sat
from property.engine.battery import whole_part

PAIRS = 2_600
"""Pairs of each text."""


def situations(model: Machine, draw: random.Random):
    """Situations along random histories, lawful or in breach, at times with something changed that no history may change."""
    while True:
        situation = dict(model.start)
        for _ in range(draw.randint(1, 40)):
            possible = [move for move in draw.sample(model.moves, min(60, len(model.moves))) if occurs(move, situation, even_in_breach=True)]
            if possible:
                situation = apply(draw.choice(possible), situation)
        if draw.random() < 0.5:
            for name in draw.sample(list(model.variables), 5):
                situation[name] = draw.choice(tuple(model.variables[name].domain))
        yield situation


@pytest.mark.parametrize("name", ["soft-secession", "precedents/serbia-montenegro-2003"])
def test_kernel_and_encoder_agree_on_a_shipped_settlement(name):
    model = machine(api.load(name))
    draw = random.Random(f"pairs of {name}")
    part = whole_part(model, even_in_breach=True)
    drawing = pattern(part, ())
    solver = Sat(Deadline(300), drawing.clauses)
    leaves = {(atom.variable, atom.value): n + 1 for n, atom in enumerate(drawing.atoms)}
    for variable in model.variables.values():
        if len(variable.domain) == 2:
            leaves[variable.name, variable.domain[0]] = -leaves[variable.name, variable.domain[1]]
    pairs = done = 0
    walk = situations(model, draw)
    while pairs < PAIRS:
        situation = next(walk)
        bits = state_literals(leaves, part, situation)
        looked_at = draw.sample(range(len(model.moves)), min(200, len(model.moves)))
        can_occur = [n for n in looked_at if occurs(model.moves[n], situation, even_in_breach=True)]
        for n in {*can_occur[:40], *looked_at[:20]}:
            move, pairs = model.moves[n], pairs + 1
            can = occurs(move, situation, even_in_breach=True)
            assert solver.solve([*bits, drawing.moves[n]]) == can, move.key
            if can:
                done += 1
                after = apply(move, situation)
                model_after = set(solver.model)
                assert all(drawing.prime(literal) in model_after for literal in state_literals(leaves, part, after)), move.key
                changed = [name for name, value in after.items() if situation[name] != value]
                for variable in changed[:3]:
                    atom = next(atom for atom in drawing.atoms if atom.variable == variable)
                    assert holds(before(move.effects, model.variables, atom), situation) == holds(atom, after)
    assert done > pairs / 4


def test_a_real_slice_is_compiled_as_the_kernel_reads_it():
    """The whole of a small shipped machine as functions: every lawful move of random histories, with the situation after it."""
    model = machine(api.load("precedents/serbia-montenegro-2003"))
    part = whole_part(model, even_in_breach=False)
    if not can_compile(part):
        pytest.fail("the precedent has grown too large for explicit search: take a smaller one")
    program = compiled(part)
    walk = situations(model, random.Random("compiled"))
    for _ in range(12):
        situation = next(walk)
        state = tuple(tuple(variable.domain).index(situation[name]) for name, variable in model.variables.items())
        found = {n: program.valuation(following) for n, following in program.successors(state)}
        assert found == {n: apply(move, situation) for n, move in enumerate(model.moves) if occurs(move, situation)}
