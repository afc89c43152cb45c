"""Explicit search: every situation in turn, breadth first, until the question is answered or nothing new is found.

Formulas are compiled to Python functions over tuples. The text that is compiled holds numbers alone (places of variables, places of values
in their domains, weights); no name or value of a settlement ever reaches it.
Needs: the standard library. Source: design page REASONING, section 1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from types import CodeType, FunctionType

from foedus.model.formula import FALSE, TRUE, All, Any, Formula, Is, Not, Value, Weighs
from foedus.model.machine import Down, Effect
from foedus.reason.limits import Deadline
from foedus.reason.part import Part

State = tuple[int, ...]
"""A situation: for each variable the place of its value in the domain."""

WIDE = 60_000
"""Variables times transitions beyond which compiling costs more than searching gains."""

DEEP = 40
"""Nesting of a formula beyond which Python's own parser may refuse it."""

BREATH = 20_000
"""Moves looked at between two pauses."""


@dataclass(frozen=True, slots=True)
class Found:
    """A shortest way to a situation asked for: numbers of moves in the machine."""

    trace: tuple[int, ...]
    states: int


@dataclass(frozen=True, slots=True)
class Exhausted:
    """All situations that can be reached, none of them asked for."""

    reached: Reached

    @property
    def states(self) -> int:
        """How many."""
        return len(self.reached.parents)


@dataclass(frozen=True, slots=True)
class TooMany:
    """The search stopped at its limit."""

    states: int


@dataclass(frozen=True, slots=True)
class Reached:
    """Situations reached, each with the one it was reached from and the place of the transition."""

    program: Program
    parents: dict[State, tuple[State, int] | None]

    def trace(self, state: State) -> tuple[int, ...]:
        """The numbers of the moves that first led to a situation."""
        found = []
        link = self.parents[state]
        while link is not None:
            found.append(self.program.part.transitions[link[1]].number)
            link = self.parents[link[0]]
        return tuple(reversed(found))


@dataclass(frozen=True, slots=True)
class Program:
    """A part compiled. successors: from a situation the pairs (place of the transition, situation after it)."""

    part: Part
    successors: Callable[[State], list[tuple[int, State]]]

    def test(self, formula: Formula) -> Callable[[State], bool]:
        """A formula as a function of a situation."""
        text = f"def holds(s):\n return bool({_Writer(self.part, 's[{}]').formula(formula)})\n"
        found: Callable[[State], bool] = _function(text)
        return found

    @property
    def start(self) -> State:
        """The situation at the start."""
        return tuple(tuple(variable.domain).index(variable.start) for variable in self.part.variables.values())

    def valuation(self, state: State) -> dict[str, Value]:
        """A situation with its values by name."""
        return {name: variable.domain[place] for (name, variable), place in zip(self.part.variables.items(), state, strict=True)}


class _Writer:
    """Writes formulas and transitions of a part as text of numbers: `v3==1`. form: how the variable at a place is written."""

    def __init__(self, part: Part, form: str = "v{}") -> None:
        self.form = form
        self.places = {name: n for n, name in enumerate(part.variables)}
        self.values = {name: {value: n for n, value in enumerate(variable.domain)} for name, variable in part.variables.items()}

    def formula(self, formula: Formula) -> str:
        match formula:
            case Is(variable, value):
                place = self.values[variable].get(value)
                return "False" if place is None else f"{self.form.format(self.places[variable])}=={place:d}"
            case Not(part):
                return f"(not {self.formula(part)})"
            case All(parts):
                return f"({' and '.join(map(self.formula, parts))})" if parts else "True"
            case Any(parts):
                return f"({' or '.join(map(self.formula, parts))})" if parts else "False"
            case Weighs(at_least, weighted):
                terms = "+".join(f"({weight:d} if {self.formula(part)} else 0)" for weight, part in weighted)
                return f"({terms}>={at_least:d})" if weighted else str(at_least <= 0)

    def after(self, effects: tuple[Effect, ...]) -> str:
        """The situation after effects, as a tuple display; the last effect on a variable that applies stands."""
        entries = [f"v{n:d}" for n in range(len(self.places))]
        for effect in effects:
            place = self.places[effect.variable]
            value = f"v{place:d}-1" if isinstance(effect.value, Down) else f"{self.values[effect.variable][effect.value]:d}"
            entries[place] = value if effect.when == TRUE else f"{value} if {self.formula(effect.when)} else {entries[place]}"
        return f"({','.join(entries)},)"


def _function(text: str) -> FunctionType:
    """The function that a text of ours defines; nothing of it is run here."""
    outer = compile(text, "<situations>", "exec")
    inner = next(item for item in outer.co_consts if isinstance(item, CodeType))
    return FunctionType(inner, {"bool": bool})


def depth(formula: Formula) -> int:
    """How deeply a formula is nested."""
    match formula:
        case Is():
            return 1
        case Not(part):
            return 1 + depth(part)
        case All(parts) | Any(parts):
            return 1 + max(map(depth, parts), default=0)
        case Weighs(_, weighted):
            return 1 + max((depth(part) for _, part in weighted), default=0)


def can_compile(part: Part, *formulas: Formula) -> bool:
    """Whether a part is small and shallow enough to be compiled."""
    if not part.variables or len(part.variables) * len(part.transitions) > WIDE:
        return False
    for transition in part.transitions:
        written = Counter(effect.variable for effect in transition.effects)
        if max(written.values(), default=0) > DEEP:
            return False
    return all(depth(formula) <= DEEP for formula in (*formulas, *_formulas(part)))


def _formulas(part: Part) -> Iterator[Formula]:
    for transition in part.transitions:
        yield transition.guard
        yield from (effect.when for effect in transition.effects)


def compiled(part: Part) -> Program:
    """Compile a part; once for all that is asked of it."""
    known: Callable[[State], list[tuple[int, State]]] | None = part.memo.get("successors")
    if known is None:
        known = part.memo["successors"] = _successors(part)
    return Program(part, known)


def _successors(part: Part) -> FunctionType:
    writer = _Writer(part)
    lines = ["def successors(s):", f" {','.join(f'v{n:d}' for n in range(len(part.variables)))},=s", " r=[]"]
    for n, transition in enumerate(part.transitions):
        lines.append(f" if {writer.formula(transition.guard)}: r.append(({n:d},{writer.after(transition.effects)}))")
    lines.append(" return r\n")
    return _function("\n".join(lines))


def explore(part: Part, asked: Formula, limit: int) -> Generator[None, None, Found | Exhausted | TooMany]:
    """Search breadth first for a situation where a formula holds; pauses now and then, so that others may work.

    Of equally short ways the one found has the earliest moves in order of declaration.
    """
    program = compiled(part)
    is_asked, successors, start = program.test(asked), program.successors, program.start
    parents: dict[State, tuple[State, int] | None] = {start: None}
    reached = Reached(program, parents)
    if is_asked(start):
        return Found((), 1)
    level = [start]
    breath = max(1, BREATH // max(1, len(part.transitions)))
    count = 0
    while level:
        following: list[State] = []
        for state in level:
            for place, after in successors(state):
                if after not in parents:
                    parents[after] = (state, place)
                    if is_asked(after):
                        return Found(reached.trace(after), len(parents))
                    following.append(after)
            count += 1
            if count % breath == 0:
                yield
            if len(parents) > limit:
                return TooMany(len(parents))
        level = following
    return Exhausted(reached)


def everything(part: Part, limit: int, deadline: Deadline) -> Reached | None:
    """All situations that can be reached; None where there are more than the limit."""
    engine = explore(part, FALSE, limit)
    while True:
        try:
            deadline.check()
            next(engine)
        except StopIteration as stop:
            return stop.value.reached if isinstance(stop.value, Exhausted) else None
