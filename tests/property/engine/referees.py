"""Two referees from outside: clingo looks for shortest histories in answer sets, z3 checks certificates over the integers.

Each has its own small translation of a machine, which shares nothing with the engine but the trees of conditions and effects.
"""

from __future__ import annotations

from collections.abc import Iterable

import clingo
import z3

from foedus.model.formula import All, Any, Formula, Is, Not, Weighs
from foedus.model.machine import Down, Machine
from foedus.reason.part import guard_of


class AnswerSets:
    """A machine as a logic program; `reaches(k)`: whether some history of at most k moves leads to what is asked for."""

    def __init__(self, machine: Machine, asked: Formula, *, even_in_breach: bool = False) -> None:
        self.machine = machine
        self.variables = {name: n for n, name in enumerate(machine.variables)}
        self.values = {name: {value: n for n, value in enumerate(variable.domain)} for name, variable in machine.variables.items()}
        self.rules: list[str] = []
        self.known: dict[Formula, int] = {}
        for name, variable in machine.variables.items():
            self.rules.append(f"h({self.variables[name]},{self.values[name][variable.start]},0).")
        self.rules.append("{occ(M,T) : move(M)} 1 :- step(T).")
        for n, move in enumerate(machine.moves):
            self.rules.append(f"move({n}). :- occ({n},T), not f({self.node(guard_of(move, even_in_breach=even_in_breach))},T).")
            for effect in move.effects:
                v, when = self.variables[effect.variable], self.node(effect.when)
                if isinstance(effect.value, Down):
                    self.rules.append(f"set({v},X-1,T+1) :- occ({n},T), f({when},T), h({v},X,T).")
                else:
                    self.rules.append(f"set({v},{self.values[effect.variable][effect.value]},T+1) :- occ({n},T), f({when},T).")
        self.rules.append("h(V,X,T) :- set(V,X,T). touched(V,T) :- set(V,_,T). h(V,X,T+1) :- step(T), h(V,X,T), not touched(V,T+1).")
        self.asked = self.node(asked)

    def node(self, formula: Formula) -> int:
        """The number of a formula, with the rules that say when it holds."""
        if formula in self.known:
            return self.known[formula]
        number = self.known[formula] = len(self.known)
        match formula:
            case Is(variable, value):
                place = self.values[variable].get(value)
                if place is not None:
                    self.rules.append(f"f({number},T) :- h({self.variables[variable]},{place},T).")
            case Not(part):
                self.rules.append(f"f({number},T) :- time(T), not f({self.node(part)},T).")
            case All(parts):
                self.rules.append(f"f({number},T) :- {', '.join(['time(T)', *(f'f({self.node(part)},T)' for part in parts)])}.")
            case Any(parts):
                self.rules += [f"f({number},T) :- f({self.node(part)},T)." for part in parts]
            case Weighs(at_least, weighted):
                terms = "; ".join(f"{weight},{n} : f({self.node(part)},T)" for n, (weight, part) in enumerate(weighted))
                self.rules.append(f"f({number},T) :- time(T), #sum {{ {terms} }} >= {at_least}.")
        return number

    def reaches(self, length: int) -> bool:
        """Whether a history of at most so many moves leads there."""
        control = clingo.Control(["--warn=none"])
        horizon = f"time(0..{length}). step(0..{length - 1})." if length else "time(0). step(T) :- time(T), T < 0."
        control.add("base", [], "\n".join([*self.rules, horizon, f":- not f({self.asked},{length})."]))
        control.ground([("base", [])])
        return bool(control.solve().satisfiable)


class Integers:
    """A machine over the integers, for z3: every variable is the place of its value."""

    def __init__(self, machine: Machine, *, even_in_breach: bool = False) -> None:
        self.machine = machine
        self.even_in_breach = even_in_breach
        self.places = {name: {value: n for n, value in enumerate(variable.domain)} for name, variable in machine.variables.items()}
        self.now = {name: z3.Int(name) for name in machine.variables}

    def says(self, formula: Formula, at: dict[str, z3.ArithRef]) -> z3.BoolRef:
        match formula:
            case Is(variable, value):
                place = self.places[variable].get(value)
                return z3.BoolVal(False) if place is None else at[variable] == place
            case Not(part):
                return z3.Not(self.says(part, at))
            case All(parts):
                return z3.And(*(self.says(part, at) for part in parts))
            case Any(parts):
                return z3.Or(*(self.says(part, at) for part in parts))
            case Weighs(at_least, weighted):
                return z3.Sum(*(z3.If(self.says(part, at), weight, 0) for weight, part in weighted)) >= at_least

    def bears_out(self, bad: Formula, formulas: Iterable[Formula]) -> bool:
        """Whether the formulas, with the denial of what is bad, hold at the start and are kept by every move."""
        formulas = (*formulas, Not(bad))
        start = {name: z3.IntVal(self.places[name][variable.start]) for name, variable in self.machine.variables.items()}
        solver = z3.Solver()
        if solver.check(z3.Not(z3.And(*(self.says(formula, start) for formula in formulas)))) != z3.unsat:
            return False
        for name, variable in self.machine.variables.items():
            solver.add(self.now[name] >= 0, self.now[name] < len(variable.domain))
        solver.add(*(self.says(formula, self.now) for formula in formulas))
        for move in self.machine.moves:
            then = dict(self.now)
            for effect in move.effects:
                new = self.now[effect.variable] - 1 if isinstance(effect.value, Down) else self.places[effect.variable][effect.value]
                then[effect.variable] = z3.If(self.says(effect.when, self.now), new, then[effect.variable])
            broken = z3.Not(z3.And(*(self.says(formula, then) for formula in formulas)))
            if solver.check(self.says(guard_of(move, even_in_breach=self.even_in_breach), self.now), broken) != z3.unsat:
                return False
        return True
