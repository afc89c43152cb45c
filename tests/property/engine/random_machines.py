"""Random small machines, and the plainest possible answers about them: every situation, every move, by the kernel itself."""

from __future__ import annotations

import itertools
import random
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace

from foedus.model.formula import TRUE, Formula, Is, Valuation, Value, Weighs, all_of, any_of, holds, negation
from foedus.model.machine import Down, Effect, GuardPart, Machine, Move, MoveKey, Outcome, Variable, apply, occurs

SIDES = ("Alder", "Birch")


@dataclass(frozen=True)
class Drawn:
    """A machine, a formula to ask for, and the variables that may be hidden."""

    machine: Machine
    asked: Formula
    hide: frozenset[str]


def a_formula(draw: random.Random, variables: list[Variable], depth: int) -> Formula:
    """A random formula, nested up to a depth, sometimes of a value that no domain has."""
    if depth == 0 or draw.random() < 0.25:
        variable = draw.choice(variables)
        if draw.random() < 0.02:
            return Is(variable.name, "nowhere")
        return Is(variable.name, draw.choice(tuple(variable.domain)))
    form = draw.random()
    parts = [a_formula(draw, variables, depth - 1) for _ in range(draw.randint(2, 3))]
    if form < 0.2:
        return negation(parts[0])
    if form < 0.5:
        return all_of(parts)
    if form < 0.8:
        return any_of(parts)
    weights = tuple((draw.randint(1, 5), part) for part in parts)
    return Weighs(draw.randint(1, sum(weight for weight, _ in weights)), weights)


def some_variables(draw: random.Random) -> list[Variable]:
    """Three to seven: most of two values, some of three or four, some countdowns, now and then one that has but one value."""
    found = []
    for n in range(draw.randint(3, 7)):
        kind = draw.random()
        name = f"v{n}"
        if kind < 0.55:
            found.append(Variable(name, (False, True), draw.random() < 0.2))
        elif kind < 0.7:
            found.append(Variable(name, ("Alder", "Birch"), draw.choice(SIDES)))
        elif kind < 0.73:
            found.append(Variable(name, ("Alder",), "Alder"))
        elif kind < 0.85:
            domain = ("nobody", "orphan", "one", "two")[: draw.randint(3, 4)]
            found.append(Variable(name, domain, draw.choice(domain)))
        else:
            length = draw.randint(2, 4)
            found.append(Variable(name, range(length + 1), draw.choice((0, 0, length))))
    return found


def some_effects(draw: random.Random, variables: list[Variable]) -> Iterator[Effect]:
    """Effects of one move: of two values of one variable, the first said stands, as the compiler has it."""
    for variable in draw.sample(variables, min(len(variables), draw.choice((1, 1, 2, 2, 3)))):
        when = TRUE if draw.random() < 0.5 else a_formula(draw, variables, 2)
        if isinstance(variable.domain, range) and draw.random() < 0.6:
            yield Effect(all_of((when, negation(Is(variable.name, 0)))), variable.name, Down.ONE)
            if draw.random() < 0.3:
                yield Effect(all_of((negation(when), Is(variable.name, 0))), variable.name, variable.domain[-1])
            continue
        value = draw.choice(tuple(variable.domain))
        yield Effect(when, variable.name, value)
        others = [other for other in variable.domain if other != value]
        if when != TRUE and others and draw.random() < 0.4:
            yield Effect(all_of((a_formula(draw, variables, 1), negation(when))), variable.name, draw.choice(others))


def time_passing(draw: random.Random, variables: list[Variable]) -> Iterator[Effect]:
    """The passing of time: countdowns run, and most that run out bring something about."""
    timers = [variable for variable in variables if isinstance(variable.domain, range)]
    others = [variable for variable in variables if not isinstance(variable.domain, range)]
    draw.shuffle(others)
    for timer in timers:
        if others and draw.random() < 0.8:
            thing = others.pop()
            yield Effect(Is(timer.name, 1), thing.name, draw.choice([value for value in thing.domain if value != thing.start] or [thing.start]))
        yield Effect(negation(Is(timer.name, 0)), timer.name, Down.ONE)


def a_machine(draw: random.Random) -> Drawn:
    """A random machine of one to nine moves, a formula, and a choice of variables to hide."""
    variables = some_variables(draw)
    moves = []
    for n in range(max(draw.randint(1, 9), draw.randint(1, 9))):
        modes = (Outcome.VOID, Outcome.CANNOT, Outcome.BREACH)
        guard = tuple(
            GuardPart(a_formula(draw, variables, draw.choice((1, 1, 2))), draw.choice(modes), (f"Art. {n}",), phrase=a_phrase(draw, n, k))
            for k in range(draw.choice((0, 0, 1, 1, 2)))
        )
        sides = draw.choice(((), ("Alder",), ("Alder",), ("Birch",), SIDES))
        kind = "objection" if sides == ("Birch",) and n % 2 else "act"
        moves.append(Move(MoveKey(kind, "", f"act {n}"), guard, tuple(some_effects(draw, variables)), sides=sides))
    if draw.random() < 0.6:
        effects = tuple(time_passing(draw, variables))
        if effects:
            moves.append(Move(MoveKey("event", "", "time passes"), (), effects))
    machine = Machine({variable.name: variable for variable in variables}, tuple(moves))
    hide = frozenset(variable.name for variable in variables if variable.is_boolean and draw.random() < 0.5)
    return Drawn(machine, something_to_ask(draw, machine, variables), hide)


def with_time_for_objections(draw: random.Random, machine: Machine) -> Machine:
    """The machine with one act more: Alder does it, Birch may object for one or two ticks, and then it has come about."""
    variables = list(machine.variables.values())
    window, done = Variable("window", range(3), 0), Variable("done", (False, True), False)
    closed = GuardPart(Is("window", 0), Outcome.CANNOT, ("Art. 50",))
    open_ = GuardPart(negation(Is("window", 0)), Outcome.CANNOT, ("Art. 50",))
    when = GuardPart(a_formula(draw, variables, 1) if draw.random() < 0.3 else TRUE, Outcome.CANNOT, ("Art. 50",))
    does = Move(MoveKey("act", "", "act 50"), (closed, when), (Effect(TRUE, "window", draw.choice((1, 1, 2))),), sides=("Alder",))
    there = GuardPart(a_formula(draw, variables, 1) if draw.random() < 0.5 else TRUE, Outcome.CANNOT, ("Art. 50",))
    follows = some_effects(draw, variables) if draw.random() < 0.5 else ()
    objects = Move(MoveKey("objection", "", "act 50"), (open_, there), (Effect(TRUE, "window", 0), *follows), sides=("Birch",))
    passing = (Effect(Is("window", 1), "done", True), Effect(open_.formula, "window", Down.ONE))
    time = next((move for move in machine.moves if move.key.act == "time passes"), Move(MoveKey("event", "", "time passes"), (), ()))
    rest = tuple(move for move in machine.moves if move is not time)
    all_variables = {**machine.variables, "window": window, "done": done}
    return Machine(all_variables, (*rest, does, objects, replace(time, effects=(*time.effects, *passing))))


def a_phrase(draw: random.Random, n: int, k: int) -> str:
    """The phrase that asks for a part of a guard: its own, at times one that moves share, at times none."""
    form = draw.random()
    return f"Art. {n}({k})" if form < 0.7 else f"Art. 90({draw.randint(1, 2)})" if form < 0.9 else ""


def something_to_ask(draw: random.Random, machine: Machine, variables: list[Variable]) -> Formula:
    """A formula to ask for, most often one that does not hold at the start."""
    for _ in range(8):
        asked = all_of(a_formula(draw, variables, 1) for _ in range(draw.choice((1, 1, 2, 3))))
        if not holds(asked, machine.start):
            break
    return asked


def as_key(valuation: Valuation) -> tuple[Value, ...]:
    return tuple(valuation.values())


MOST_SITUATIONS = 200_000
"""More than any of these machines has: whoever passes it has left the values that variables may have."""


def reachable(machine: Machine, *, even_in_breach: bool = False) -> dict[tuple[Value, ...], tuple[dict[str, Value], int]]:
    """Every situation that can be reached, with the least number of moves to it."""
    start = machine.start
    found = {as_key(start): (start, 0)}
    waiting = deque([start])
    while waiting:
        situation = waiting.popleft()
        length = found[as_key(situation)][1]
        for move in machine.moves:
            if occurs(move, situation, even_in_breach=even_in_breach):
                after = apply(move, situation)
                if as_key(after) not in found:
                    found[as_key(after)] = (after, length + 1)
                    waiting.append(after)
        assert len(found) <= MOST_SITUATIONS, "the situations have no end"
    return found


def least_length(machine: Machine, asked: Formula, *, even_in_breach: bool = False) -> int | None:
    """The length of a shortest history to a situation asked for; None if there is none."""
    lengths = [length for situation, length in reachable(machine, even_in_breach=even_in_breach).values() if holds(asked, situation)]
    return min(lengths, default=None)


def all_situations(machine: Machine) -> Iterator[dict[str, Value]]:
    """Every combination of values, reachable or not."""
    names = list(machine.variables)
    for values in itertools.product(*(tuple(variable.domain) for variable in machine.variables.values())):
        yield dict(zip(names, values, strict=True))
