"""Whether some polities can bring something about within so many years, whatever the others do.

On the situations of a slice: V0 is the goal; Vk is the goal, or the greatest set Z from which own moves lead to a situation that is the
goal, or from which the year's passing leads into V(k-1) and every other move back into Z. The others may act at any moment, the one asked
about may always answer before the year turns, and nobody stops the clock. Vacancies and elections belong to the others.
Needs: the standard library. Source: design page REASONING, section 6.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from foedus.errors import LimitReached
from foedus.model.formula import TRUE, Formula
from foedus.model.machine import Machine, Move, MoveKey
from foedus.reason.limits import DEFAULT, Deadline, Limits, Tried
from foedus.reason.part import Part
from foedus.reason.portfolio import Undecided
from foedus.reason.replay import keys, replay
from foedus.reason.search import Reached, can_compile, everything
from foedus.reason.slice import part_of
from foedus.reason.ways import alone

TIME_PASSES = "time passes"
"""The event that moves time by one tick."""


@dataclass(frozen=True, slots=True)
class Wins:
    """Wherever the question arises, they can bring it about.

    ticks: within how many, the one that runs being the first; vacuous: whether the question never arises.
    """

    ticks: int
    vacuous: bool
    tried: tuple[Tried, ...]


@dataclass(frozen=True, slots=True)
class Loses:
    """The others can prevent it. trace: a shortest history to a situation where the question arises and they can."""

    trace: tuple[MoveKey, ...]
    tried: tuple[Tried, ...]


def game(
    machine: Machine,
    own: Collection[str],
    goal: Formula,
    *,
    when: Formula = TRUE,
    within: int | None = None,
    assume: Iterable[Formula] = (),
    even_in_breach: bool = False,
    limits: Limits = DEFAULT,
) -> Wins | Loses | Undecided:
    """Decide whether polities alone can always bring a goal about, wherever `when` holds, within so many ticks of time.

    own: the polities; their moves are those that answer to nobody else. within: ticks, the one that runs being the first; None for however
    long it takes. What comes about as the last of them ends has come about within them.
    Returns Undecided where the slice has more situations than the limit.
    """
    deadline = Deadline(limits.seconds)
    part, (arises, aim) = part_of(machine, (when, goal), assume=assume, even_in_breach=even_in_breach)
    try:
        arena = _arena(machine, part, frozenset(own), arises, aim, limits, deadline)
        if arena is None:
            return Undecided((Tried("game", "too many situations", limits.states, deadline.spent),))
        return _played(machine, arena, within, deadline, even_in_breach)
    except LimitReached as reached:
        return Undecided((Tried("game", reached.message, 0, deadline.spent),))


@dataclass(frozen=True, slots=True)
class _Arena:
    """Situations by number: who may lead where. before: own moves backwards; others: the others' moves; turned: the year's passing."""

    reached: Reached
    before: list[list[int]]
    others: list[list[int]]
    turned: list[int]
    goal: list[bool]
    arises: list[bool]


def _is_time(move: Move) -> bool:
    return move.key.kind == "event" and move.key.act == TIME_PASSES


def _arena(
    machine: Machine, part: Part, own: frozenset[str], arises: Formula, goal: Formula, limits: Limits, deadline: Deadline
) -> _Arena | None:
    if not part.variables:
        part = _single(machine)
    if not can_compile(part, arises, goal):
        return None
    reached = everything(part, min(limits.states, limits.cells // len(part.variables)), deadline)
    if reached is None:
        return None
    is_own = alone(own)
    moves = [machine.moves[transition.number] for transition in part.transitions]
    mine, time = [is_own(move) for move in moves], [_is_time(move) for move in moves]
    states = list(reached.parents)
    numbers = {state: n for n, state in enumerate(states)}
    before: list[list[int]] = [[] for _ in states]
    others: list[list[int]] = [[] for _ in states]
    turned = list(range(len(states)))
    for n, state in enumerate(states):
        for place, following in reached.program.successors(state):
            after = numbers[following]
            if time[place]:
                turned[n] = after
            elif mine[place]:
                before[after].append(n)
            else:
                others[n].append(after)
    is_goal, is_asked = reached.program.test(goal), reached.program.test(arises)
    return _Arena(reached, before, others, turned, [is_goal(state) for state in states], [is_asked(state) for state in states])


def _single(machine: Machine) -> Part:
    """A part of one situation, for questions that nothing can change."""
    return Part(dict(list(machine.variables.items())[:1]), ())


def _played(
    machine: Machine, arena: _Arena, within: int | None, deadline: Deadline, even_in_breach: bool
) -> Wins | Loses | Undecided:
    asked = [n for n, arises in enumerate(arena.arises) if arises]
    won = list(arena.goal)
    ticks = 0
    while not all(won[n] for n in asked) and (within is None or ticks < within):
        deadline.check()
        larger = _next_won(arena, won, deadline)
        if within is None and larger == won:
            break
        won, ticks = larger, ticks + 1
    tried = (Tried("game", "every situation looked at", len(arena.goal), deadline.spent),)
    lost = next((n for n in asked if not won[n]), None)
    if lost is None:
        return Wins(ticks, not asked, tried)
    trace = keys(machine, arena.reached.trace(list(arena.reached.parents)[lost]))
    replay(machine, trace, even_in_breach=even_in_breach)
    return Loses(trace, tried)


def _attracted(arena: _Arena, good: Iterable[int]) -> list[bool]:
    """The situations from which own moves, or none, lead into good ones."""
    found = [False] * len(arena.goal)
    waiting = list(good)
    for n in waiting:
        found[n] = True
    for n in waiting:
        for earlier in arena.before[n]:
            if not found[earlier]:
                found[earlier] = True
                waiting.append(earlier)
    return found


def _next_won(arena: _Arena, won: list[bool], deadline: Deadline) -> list[bool]:
    """V(k) from V(k-1): the greatest set that keeps itself."""
    kept = [True] * len(won)
    while True:
        deadline.check()
        good = (
            n
            for n, goal in enumerate(arena.goal)
            if goal or (won[arena.turned[n]] and all(kept[after] for after in arena.others[n]))
        )
        smaller = [before and now for before, now in zip(kept, _attracted(arena, list(good)), strict=True)]
        if smaller == kept:
            return kept
        kept = smaller
