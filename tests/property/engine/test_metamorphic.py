"""What must change no verdict: other names, another order, an act about something else. And what may only take proofs away."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

import foedus.api as api
from foedus.model.compile import machine
from foedus.model.formula import FALSE, Formula, Is, all_of, any_of, holds, negation, replace_atoms
from foedus.model.machine import Effect, GuardPart, Machine, Move, MoveKey, Outcome, Variable
from foedus.reason.portfolio import Proved, Refuted, decide
from foedus.reason.rests import strike
from property.engine.battery import LIMITS, Subject

MACHINES = 300


def verdict(model: Machine, asked: Formula, **how) -> tuple[str, int]:
    found = decide(model, asked, limits=LIMITS, **how)
    return type(found).__name__, len(found.trace) if isinstance(found, Refuted) else -1


def renamed(model: Machine, asked: Formula) -> tuple[Machine, Formula]:
    """Other names for all variables, and for all values that are names."""

    def value(one):
        return f"{one} anew" if isinstance(one, str) else one

    def atom(leaf: Is) -> Formula:
        return Is(f"x {leaf.variable[::-1]}", value(leaf.value))

    def said(formula: Formula) -> Formula:
        return replace_atoms(formula, atom)

    variables = {}
    for name, variable in model.variables.items():
        domain = variable.domain if isinstance(variable.domain, range) else tuple(map(value, variable.domain))
        variables[f"x {name[::-1]}"] = Variable(f"x {name[::-1]}", domain, value(variable.start))
    moves = tuple(
        replace(
            move,
            guard=tuple(replace(part, formula=said(part.formula)) for part in move.guard),
            effects=tuple(
                replace(effect, when=said(effect.when), variable=f"x {effect.variable[::-1]}", value=value(effect.value))
                for effect in move.effects
            ),
        )
        for move in model.moves
    )
    return Machine(variables, moves), said(asked)


def permuted(model: Machine, draw: random.Random) -> Machine:
    """The same variables and moves in another order."""
    names, moves = list(model.variables), list(model.moves)
    draw.shuffle(names)
    draw.shuffle(moves)
    return Machine({name: model.variables[name] for name in names}, tuple(moves))


def with_another_act(model: Machine) -> Machine:
    """An act that nothing else depends on, though it depends on all else."""
    other = Variable("something else", (False, True), False)
    guard = GuardPart(negation(Is("something else", True)), Outcome.CANNOT, ("Art. 99",))
    looks = any_of(Is(name, variable.start) for name, variable in model.variables.items())
    act = Move(MoveKey("act", "", "another act"), (guard,), (Effect(looks, "something else", True),))
    return Machine({"something else": other, **model.variables}, (act, *model.moves))


@pytest.mark.parametrize("half", range(2))
def test_names_order_and_what_is_unrelated_change_no_verdict(half):
    for seed in range(half, MACHINES, 2):
        subject = Subject(seed)
        model, asked, how = subject.machine, subject.asked, {"even_in_breach": subject.breach}
        expected = verdict(model, asked, **how)
        other, asked_there = renamed(model, asked)
        assert verdict(other, asked_there, **how) == expected
        assert verdict(permuted(model, random.Random(seed)), asked, **how) == expected
        assert verdict(with_another_act(model), asked, **how) == expected


def test_a_struck_bar_never_proves_more():
    proofs = 0
    for seed in range(MACHINES):
        subject = Subject(seed)
        phrases = [part.phrase for move in subject.machine.moves for part in move.guard if part.phrase]
        if not phrases:
            continue
        struck = strike(subject.machine, {random.Random(seed).choice(phrases)})
        if isinstance(decide(struck, subject.asked, limits=LIMITS), Proved):
            proofs += 1
            assert isinstance(decide(subject.machine, subject.asked, limits=LIMITS), Proved)
    assert proofs > 50


def test_what_is_asked_in_part_is_no_easier_to_reach():
    """Where something is never so, it is never so together with something else."""
    for seed in range(MACHINES):
        subject = Subject(seed)
        if subject.least is None:
            more = all_of((subject.asked, Is("v0", subject.machine.variables["v0"].start)))
            assert verdict(subject.machine, more, even_in_breach=subject.breach)[0] == "Proved"
            assert not holds(FALSE, subject.machine.start)


# ---- texts

TEXT = """---
title: Peers
---

## Article 1. Parties

Alder and Birch.

```foedus
polity Alder comprises Elm, Fir
polity Birch comprises Oak, Yew
assembly Congress of each unit
assembly Alder.Congress
assembly Birch.Congress
```

## Article 2. War

War.

```foedus
condition AtWar
condition Parted of each polity
force Guard of each unit
act DeclareWar, by a majority of those voting in Alder.Congress and in Birch.Congress, when Alder is not Parted, effect AtWar
act MakePeace, by Alder.Congress, effect not AtWar
act Leave of a unit to a polity, by its assembly, when not AtWar, effect that unit belongs to that polity
act Part of a polity, by its assembly, effect Parted
```
"""


def questions(model: Machine, units: tuple[str, ...], first: str, second: str) -> list[tuple[str, int]]:
    """War; war while a polity has parted; an emptied polity; a unit that is at home while all others are away."""
    parted = Is(f"Parted of {first}", True)
    asked = [
        Is("AtWar", True),
        all_of((Is("AtWar", True), parted)),
        all_of(Is(f"polity of {unit}", first) for unit in units),
        all_of((Is("AtWar", True), negation(any_of(Is(f"polity of {unit}", second) for unit in units)))),
    ]
    return [verdict(model, one) for one in asked]


def test_renaming_units_and_polities_and_permuting_clauses_change_no_verdict():
    units = ("Elm", "Fir", "Oak", "Yew")
    expected = questions(machine(api.load(TEXT)), units, "Alder", "Birch")
    assert [name for name, _ in expected] == ["Refuted", "Refuted", "Refuted", "Proved"]
    text, others = TEXT, []
    for unit, other in zip(units, ("Wye", "Ash", "Bay", "Ivy"), strict=True):
        text = text.replace(unit, other)
        others.append(other)
    text = text.replace("Alder", "Plum").replace("Birch", "Sloe")
    assert questions(machine(api.load(text)), tuple(others), "Plum", "Sloe") == expected
    head, block = TEXT.split("condition AtWar\n")
    lines = ["condition AtWar", *block.split("```")[0].strip().split("\n")]
    for seed in range(3):
        random.Random(seed).shuffle(lines)
        moved = head + "\n".join(lines) + "\n```\n"
        assert questions(machine(api.load(moved)), units, "Alder", "Birch") == expected
    more = TEXT.replace("act MakePeace", "condition Sunny\nact Shine, by Alder.Congress, when AtWar, effect Sunny\nact MakePeace")
    assert questions(machine(api.load(more)), units, "Alder", "Birch") == expected
