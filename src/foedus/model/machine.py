"""The settlement as moves over a finite situation: variables, and moves with guards and effects, every part citing its clause.

The machine is what `compile` makes of a settlement and what the kernel runs; explicit search, the solver's encoder and the certificate
checker read the very same trees. A move is deterministic. Effects read the situation before the move; the effects of one move on one
variable have conditions that exclude one another.
Needs: the standard library. Source: design page REASONING, sections 1 and 2.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from foedus.model.formula import TRUE, Formula, Is, Valuation, Value, all_of, holds
from foedus.source import Citation

if TYPE_CHECKING:
    from foedus.model.voters import Seat


class Outcome(Enum):
    """How an attempt comes out: `done`, `pending` and `breach` are permits, `void` and `cannot` refusals."""

    DONE = "done"
    PENDING = "pending"
    BREACH = "breach"
    VOID = "void"
    CANNOT = "cannot"


class MoveKind(Enum):
    """What a move is: a single-handed act, a consent, a no, a withdrawal, an objection, a hearing asked for, the use of a force, an event."""

    ACT = "act"
    CONSENT = "consent"
    NO = "no"
    WITHDRAWAL = "withdrawal"
    OBJECTION = "objection"
    HEARING = "hearing"
    USE = "use"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Variable:
    """One part of the situation. domain: its values in order (a range for countdowns); words: how it is spoken of."""

    name: str
    domain: tuple[Value, ...] | range
    start: Value
    cite: Citation = ""
    words: str = ""

    @property
    def is_boolean(self) -> bool:
        """Whether the values are just no and yes."""
        return tuple(self.domain) == (False, True)


@dataclass(frozen=True, slots=True)
class GuardPart:
    """One thing that a move needs: a formula, what its failing means (void, cannot, pending or breach), where it comes from, its words.

    words say what must hold; otherwise: what a refusal says where it does not, in a whole sentence.
    phrase names the separable phrase of the clause that asks for it, so that it can be struck alone: `Art. 6(5) when`.
    """

    formula: Formula
    mode: Outcome
    cites: tuple[Citation, ...]
    words: str = ""
    phrase: str = ""
    otherwise: str = ""

    @property
    def refusal(self) -> str:
        """What a refusal says where it fails: the words alone would read as if they held."""
        return self.otherwise or f"it takes that {self.words or f'what {self.cites[0]} asks for holds'}"


class Down(Enum):
    """The value of an effect that takes one tick from a countdown."""

    ONE = "one tick less"


@dataclass(frozen=True, slots=True)
class Effect:
    """Where a formula holds before the move, a variable gets a value (or one tick less)."""

    when: Formula
    variable: str
    value: Value | Down
    cites: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class MoveKey:
    """The name of a move: who, what, and of what. event: the actor is empty.

    act: the act's or event's name; of: what it is of (`Guard of AL`), or further arguments joined by a comma; again: 0, or, of one who has
    the same part in several steps of an act, in how many earlier ones.
    """

    kind: str
    actor: str
    act: str
    of: str = ""
    again: int = 0

    def __str__(self) -> str:
        subject = f" of {self.of}" if self.of else ""
        if self.kind == MoveKind.EVENT.value:
            return f"{self.act}{subject}"
        verb = {"act": "does", "consent": "consents to", "no": "says no to", "withdrawal": "withdraws from"}.get(self.kind, self.kind)
        return f"{self.actor} {verb} {self.act}{subject}"


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that can happen. sides: the polities that the actor answers to (empty for events); cites: the clauses that provide it."""

    key: MoveKey
    guard: tuple[GuardPart, ...]
    effects: tuple[Effect, ...]
    cites: tuple[Citation, ...] = ()
    sides: tuple[str, ...] = ()
    words: str = ""

    @property
    def kind(self) -> MoveKind:
        """The kind of the move."""
        return MoveKind(self.key.kind)


@dataclass(frozen=True, slots=True)
class StepRule:
    """One step of an act's instance: its condition over consents, the blocs in order, and when each is asked.

    what: rule, or how it ends; seats: each bloc as a seat; objectors: who may object, each with when somebody is there to; fails: whether it
    can fail at all, since its time can be over, somebody that it needs can say no, or somebody can object; together: it takes all who may
    object to stop it.
    """

    formula: Formula
    blocs: tuple[str, ...]
    cite: Citation
    what: str = "rule"
    asked: Mapping[str, Formula] = field(default_factory=dict)
    seats: Mapping[str, Seat] = field(default_factory=dict)
    objectors: tuple[tuple[Seat, Formula], ...] = ()
    fails: bool = True
    together: bool = False


@dataclass(frozen=True)
class Machine:
    """All variables and all moves, each in order of declaration."""

    variables: Mapping[str, Variable]
    moves: tuple[Move, ...]
    ticks: str = ""
    """What one tick of time is, in words (`a year`); empty where nothing depends on time."""
    procedures: Mapping[str, tuple[StepRule, ...]] = field(default_factory=dict)
    """The steps of each act's instance, by its name (`ChangePolity of AL`)."""

    @cached_property
    def by_key(self) -> Mapping[MoveKey, Move]:
        """Moves by key."""
        return {move.key: move for move in self.moves}

    @cached_property
    def by_act(self) -> Mapping[tuple[str, str], tuple[Move, ...]]:
        """Moves by act and what it is of."""
        found: dict[tuple[str, str], list[Move]] = {}
        for move in self.moves:
            found.setdefault((move.key.act, move.key.of), []).append(move)
        return {key: tuple(moves) for key, moves in found.items()}

    @cached_property
    def by_phrase(self) -> Mapping[str, tuple[int, ...]]:
        """The places of the moves whose guard has a part that a phrase asks for, by phrase."""
        found: dict[str, dict[int, None]] = {}
        for place, move in enumerate(self.moves):
            for part in move.guard:
                found.setdefault(part.phrase, {})[place] = None
        return {phrase: tuple(places) for phrase, places in found.items()}

    @cached_property
    def by_instance(self) -> Mapping[str, tuple[int, ...]]:
        """The places of the moves that are part of an act's instance, by its name (`ChangePolity of AL`)."""
        found: dict[str, list[int]] = {}
        for place, move in enumerate(self.moves):
            found.setdefault(f"{move.key.act} of {move.key.of}" if move.key.of else move.key.act, []).append(place)
        return {instance: tuple(places) for instance, places in found.items()}

    @cached_property
    def memo(self) -> dict[str, Any]:
        """What readers have worked out once and need again; nothing of it is part of the machine."""
        return {}

    @cached_property
    def start(self) -> dict[str, Value]:
        """The situation at the start."""
        return {name: variable.start for name, variable in self.variables.items()}


def cases(effect: Effect, variable: Variable) -> Iterator[tuple[Formula, Value]]:
    """An effect as plain assignments: (condition, value); a tick less becomes one case for each value that has one below it."""
    if not isinstance(effect.value, Down):
        yield effect.when, effect.value
        return
    for value in variable.domain[1:]:
        yield all_of((effect.when, Is(variable.name, value))), int(value) - 1


def failing(move: Move, valuation: Valuation) -> tuple[GuardPart, ...]:
    """All parts of a guard that do not hold, not only the first."""
    return tuple(part for part in move.guard if not holds(part.formula, valuation))


def is_lawful(move: Move, valuation: Valuation) -> bool:
    """Whether the move occurs in lawful histories from here: no part of its guard fails."""
    return not failing(move, valuation)


def occurs(move: Move, valuation: Valuation, *, even_in_breach: bool = False) -> bool:
    """Whether the move can occur: nothing fails, or (even in breach) only parts whose failing is a breach."""
    lacking = failing(move, valuation)
    return not lacking or (even_in_breach and all(part.mode is Outcome.BREACH for part in lacking))


def apply(move: Move, valuation: Valuation) -> dict[str, Value]:
    """The situation after the move, its guard taken as given: all effects read the situation before it."""
    after = dict(valuation)
    for effect in move.effects:
        if effect.when == TRUE or holds(effect.when, valuation):
            if isinstance(effect.value, Down):
                after[effect.variable] = int(valuation[effect.variable]) - 1
            else:
                after[effect.variable] = effect.value
    return after
