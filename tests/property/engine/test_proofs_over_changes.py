"""A proof that is said to stand on a changed machine does stand there, and what is said to be the same slice has the same verdict.

Each answer is held against every situation that the changed machine can reach. The checks are broken one by one on purpose, and each time some
wrong answer is found.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import pytest

from foedus.model.formula import TRUE, Is, all_of, holds, negation
from foedus.model.machine import Effect, GuardPart, Machine, Move, MoveKey, Outcome, Variable
from foedus.reason import slice as slicing
from foedus.reason import standing as subject
from foedus.reason.certificate import Checker
from foedus.reason.limits import Deadline
from foedus.reason.portfolio import Matter, Proved, settle
from foedus.reason.rests import strike
from foedus.reason.slice import depends, same_slice, vocabulary
from foedus.reason.standing import Standing, other_moves, standing
from property.engine.battery import LIMITS, SECONDS
from property.engine.random_machines import a_formula, a_machine, reachable, some_effects

DRAWN = 700


def changed(draw: random.Random, machine: Machine) -> Machine:
    """A machine with a phrase struck, an effect less, a move less or more or otherwise, a value more, or another start."""
    variables = list(machine.variables.values())
    moves = list(machine.moves)
    place = draw.randrange(len(moves))
    kind = draw.random()
    if kind < 0.25:
        phrases = [part.phrase for move in moves for part in move.guard if part.phrase]
        return strike(machine, draw.sample(phrases, min(len(phrases), draw.choice((1, 1, 2)))))
    if kind < 0.4:
        del moves[place]
    elif kind < 0.55:
        moves[place] = replace(moves[place], effects=moves[place].effects[1:])
    elif kind < 0.75:
        part = GuardPart(a_formula(draw, variables, 1), Outcome.CANNOT, ("Art. 80",))
        moves[place] = replace(moves[place], guard=(part, *moves[place].guard[1:]))
    elif kind < 0.85:
        moves.append(Move(replace(moves[place].key, act="one more"), moves[place].guard[:1], tuple(some_effects(draw, variables))))
    else:
        variables = [other_values(draw, variable) for variable in variables]
        moves = [replace(move, effects=move.effects if draw.random() < 0.8 else tuple(some_effects(draw, variables))) for move in moves]
    return Machine({variable.name: variable for variable in variables}, tuple(moves))


def other_values(draw: random.Random, variable: Variable) -> Variable:
    if isinstance(variable.domain, range) or draw.random() < 0.5:
        return variable
    if variable.is_boolean:
        return replace(variable, start=draw.choice((False, True)))
    domain = (*variable.domain, "one more")
    return replace(variable, domain=domain, start=draw.choice(domain) if draw.random() < 0.3 else variable.start)


def ever(machine: Machine, bad: object) -> bool:
    """Whether a formula holds in a situation that a machine can reach."""
    return any(holds(bad, situation) for situation, _ in reachable(machine).values())  # type: ignore[arg-type]


def answers() -> Counter[str]:
    """How often what was said of changed machines is right, and how often wrong."""
    return sum(map(answered, range(DRAWN)), Counter())


def answered(seed: int) -> Counter[str]:
    """What was said of one changed machine, and whether it is so."""
    found: Counter[str] = Counter()
    drawn, draw = a_machine(random.Random(seed)), random.Random(f"changed {seed}")
    after = changed(draw, drawn.machine)
    if same_slice(drawn.machine, after, [drawn.asked], ()):
        found["same slice" if ever(drawn.machine, drawn.asked) == ever(after, drawn.asked) else "WRONG slice"] += 1
    matter = Matter(drawn.machine)
    proof = settle(matter, drawn.asked, LIMITS, Deadline(SECONDS), shorten=False)
    stood = standing(matter, drawn.asked, proof) if isinstance(proof, Proved) else None
    if stood is not None:
        there = stood.on(after, Deadline(SECONDS))
        broken = ever(after, drawn.asked)
        found["falls" if there is None else "WRONG proof" if broken else "stands"] += 1
        found["fell needlessly"] += there is None and not broken
        if there is not None:
            found += leaning(draw, there, after)
    return found


def leaning(draw: random.Random, there: Standing, machine: Machine) -> Counter[str]:
    """A proof leans on no phrase but those that it tells: with all others struck it stands."""
    others = {part.phrase for move in machine.moves for part in move.guard} - there.phrases
    struck = strike(machine, draw.sample(sorted(others), min(len(others), 3)))
    return Counter({"WRONG phrases" if ever(struck, there.bad) else "phrases": 1})


def test_what_is_said_to_stand_stands():
    found = answers()
    assert {name: count for name, count in found.items() if name.startswith("WRONG")} == {}
    assert found["stands"] > 150
    assert min(found["same slice"], found["falls"]) > 20


def blind(monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    """Break one of the checks."""
    if what == "changed moves are not looked at":
        monkeypatch.setattr(subject, "other_moves", lambda *_: iter(()))
    elif what == "guards are not compared":
        monkeypatch.setattr(subject._Told, "same_move", lambda self, one, other: self.does_the_same(one, other))
    elif what == "effects are not compared":
        monkeypatch.setattr(subject._Told, "does_the_same", lambda *_: True)
    elif what == "the start is not looked at":
        monkeypatch.setattr(subject, "holds", lambda *_: True)
    elif what == "every move keeps everything":
        monkeypatch.setattr(Checker, "keeps", lambda *_: frozenset())
    elif what == "no phrase is leant on":
        keeps = Checker.keeps
        monkeypatch.setattr(Checker, "keeps", lambda *args: None if keeps(*args) is None else frozenset())
    elif what == "new moves are not in the slice":
        monkeypatch.setattr(slicing, "guard_of", lambda *_, **__: slicing.FALSE)


BLIND = (
    "changed moves are not looked at", "guards are not compared", "effects are not compared", "the start is not looked at",
    "every move keeps everything", "no phrase is leant on",
    "new moves are not in the slice",
)  # fmt: skip


@pytest.mark.parametrize("what", BLIND)
def test_a_blind_check_is_caught(monkeypatch, what):
    blind(monkeypatch, what)
    assert any(name.startswith("WRONG") for seed in range(3 * DRAWN) for name in answered(seed))


def opened() -> tuple[Machine, Machine]:
    """A door that opens where a light is neither red nor green, which no light is; and the same door where a light may be amber."""
    light, door = Variable("light", ("red", "green"), "red"), Variable("open", (False, True), False)
    neither = GuardPart(all_of(negation(Is("light", colour)) for colour in light.domain), Outcome.CANNOT, ("Art. 1",))
    opens = Move(MoveKey("act", "", "opens"), (neither,), (Effect(TRUE, "open", True),))
    turns = Move(MoveKey("act", "", "turns"), (), (Effect(TRUE, "light", "amber"),))
    before = Machine({"light": light, "open": door}, (opens,))
    return before, Machine({"light": replace(light, domain=("red", "green", "amber")), "open": door}, (opens, turns))


def stands_after_all() -> bool:
    before, after = opened()
    matter, bad = Matter(before), Is("open", True)
    proof = settle(matter, bad, LIMITS, Deadline(SECONDS))
    assert isinstance(proof, Proved)
    assert ever(after, bad)
    stood = standing(matter, bad, proof)
    assert stood is not None
    assert stood.on(before, Deadline(SECONDS)) is not None
    return stood.on(after, Deadline(SECONDS)) is not None


def test_a_move_that_reads_what_has_other_values_is_looked_at_again(monkeypatch):
    assert not stands_after_all()
    monkeypatch.setattr(subject, "_read_by", lambda _: iter(()))
    assert stands_after_all()
    monkeypatch.undo()
    monkeypatch.setattr(subject, "_other_variables", lambda *_: frozenset())
    assert stands_after_all()


def test_a_move_that_reads_otherwise_is_told_from_one_that_does_not():
    machine = a_machine(random.Random(5)).machine
    again = Machine(machine.variables, tuple(replace(move, words="said otherwise") for move in machine.moves))
    assert [*other_moves(machine, again.moves)] == []
    freed = strike(machine, {machine.moves[0].guard[0].phrase}) if machine.moves[0].guard else machine
    assert len([*other_moves(machine, freed.moves)]) == (freed is not machine)


@pytest.mark.parametrize("seed", range(60))
def test_what_a_formula_depends_on_is_seen_at_the_first_sign_of_it(seed):
    drawn = a_machine(random.Random(seed))
    reached, _ = vocabulary(drawn.machine, [drawn.asked])
    assert {name for name in drawn.machine.variables if depends(drawn.machine, [drawn.asked], name.__eq__)} == reached
