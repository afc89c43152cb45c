"""Whether some polities can bring something about within so many years, whatever the others do.

On the situations of a slice: V0 is the goal; Vk is the goal, or the greatest set Z from which own moves lead to a situation s that is the
goal, or where both hold: every move of the others leads from s back into Z; and wherever objections of the others lead from s, none of them
included, and short of the goal, the passing of a tick leads from there into V(k-1), and so it does if the others move first when it has passed.
Where a part of a tick is left after the last, V0 is also where own moves lead to the goal at once.

So the others may act at any moment, and the one asked about may answer before the tick ends, with two exceptions. A time for objections runs
in full, so that who may object may do it after the last answer. A consent that opens such a time at the end of a tick has not outlived
it. And when a tick has passed, the others may be first. Whose a move is may depend on the situation: a unit's are its polity's. Nobody stops
the clock. Vacancies and elections belong to the others.
Needs: the standard library. Source: design page REASONING, section 6; `docs/decisions/0009-the-last-word-is-the-objectors.md`, `0013-at-the-seams.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor

from foedus.errors import LimitReached
from foedus.model.formula import FALSE, TRUE, Formula, Is, holds, names, replace_atoms
from foedus.model.machine import Machine, Move, MoveKey, MoveKind
from foedus.reason.limits import DEFAULT, Deadline, Limits, Tried
from foedus.reason.part import Part
from foedus.reason.portfolio import Matter, Proved, Undecided, settle
from foedus.reason.replay import keys, replay
from foedus.reason.search import Reached, can_compile, everything
from foedus.reason.slice import part_of
from foedus.reason.ways import alone

TIME_PASSES = "time passes"
"""The event that moves time by one tick."""

IDLE = 4
"""The part of the time in which it is asked whether own moves lead there at all: one in so many."""


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
    """The others can prevent it.

    trace: a shortest history to a situation where the question arises and they can; idly: they need do nothing, since no moves of those
    asked about lead there, with time; because, facts: then what such moves keep, which keeps the goal away.
    """

    trace: tuple[MoveKey, ...]
    tried: tuple[Tried, ...]
    idly: bool = False
    because: tuple[Formula, ...] = ()
    facts: tuple[Formula, ...] = ()


def game(
    machine: Machine,
    own: Collection[str],
    goal: Formula,
    *,
    when: Formula = TRUE,
    within: Fraction | int | None = None,
    assume: Iterable[Formula] = (),
    even_in_breach: bool = False,
    limits: Limits = DEFAULT,
    whose: Callable[[Move], Formula] | None = None,
) -> Wins | Loses | Undecided:
    """Decide whether polities alone can always bring a goal about, wherever `when` holds, within so many ticks of time.

    own: the polities; their moves are those that answer to nobody else; whose: when a move is theirs, where that can change.
    within: ticks, the one that runs being the first; None for however
    long it takes. What comes about as the last of them ends has come about within them; in a part of a tick only what is done at once does.
    First it is asked whether own moves and time lead there at all from the start: where they do not, the others need do nothing. Where the
    slice has more situations than the limit, what reads a goal that nothing undoes is read as before it; then it is played with others who
    only object, which can but refute; Undecided where that fails too.
    """
    deadline = Deadline(limits.seconds)
    is_own = alone(frozenset(own))
    whose = whose or (lambda move: TRUE if is_own(move) else FALSE)
    question = _Question(machine, whose, when, goal, tuple(assume), even_in_breach)
    tried: list[Tried] = []
    try:
        idle = question.idly(limits, deadline)
        if idle is not None:
            return idle
        for one, only in question.attempts():
            arena = one.arena(only, limits, deadline)
            found = None if arena is None else _played(machine, arena, within, deadline, even_in_breach)
            if found is not None and (only is None or isinstance(found, Loses)):
                return found
            tried.append(Tried("game", "too many situations" if found is None else "won where the others only object", limits.states, deadline.spent))
    except LimitReached as reached:
        tried.append(Tried("game", reached.message, 0, deadline.spent))
    return Undecided(tuple(tried))


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked of whom."""

    machine: Machine
    whose: Callable[[Move], Formula]
    when: Formula
    goal: Formula
    assume: tuple[Formula, ...]
    even_in_breach: bool
    until: Machine | None = None
    """The machine as it reads before the goal comes about, where it is played on that."""

    def attempts(self) -> Iterator[tuple[_Question, Callable[[Move], bool] | None]]:
        """What is played in turn, and with which moves."""
        yield self, None
        until = _until(self.machine, self.goal)
        smaller = self if until is None else replace(self, until=until)
        if until is not None:
            yield smaller, None
        yield smaller, self.own_and_objections

    def is_own(self, move: Move) -> bool:
        """A move that may be theirs alone, or time."""
        return _is_time(move) or self.whose(move) != FALSE

    def own_and_objections(self, move: Move) -> bool:
        """What is left where the others do nothing but object."""
        return _is_objection(move) or self.is_own(move)

    def idly(self, limits: Limits, deadline: Deadline) -> Loses | None:
        """Whether the question arises at the start and nothing that they and time do ever leads to the goal."""
        if not holds(self.when, self.machine.start) or holds(self.goal, self.machine.start):
            return None
        matter = Matter(self.machine, self.assume, self.even_in_breach, only=self.is_own)
        try:
            found = settle(matter, self.goal, limits, deadline.within(limits.seconds / IDLE), shorten=False)
        except LimitReached:
            return None
        return Loses((), found.tried, True, found.lemma, found.facts) if isinstance(found, Proved) else None

    def arena(self, only: Callable[[Move], bool] | None, limits: Limits, deadline: Deadline) -> _Arena | None:
        """The situations to play on; whose a move is may hang on more than what leads to the goal."""
        hang: tuple[Formula, ...] = ()
        while True:
            part, (arises, aim, *read) = part_of(
                self.until or self.machine, (self.when, self.goal, *hang), assume=self.assume, even_in_breach=self.even_in_breach, only=only
            )
            theirs = {one.number: self.whose(self.machine.moves[one.number]) for one in part.transitions}
            more = tuple(dict.fromkeys(one for one in theirs.values() if one not in (TRUE, FALSE, *hang)))
            if not more:
                known = {TRUE: TRUE, FALSE: FALSE, **dict(zip(hang, read, strict=True))}
                return _arena(self.machine, part, {number: known[one] for number, one in theirs.items()}, arises, aim, limits, deadline)
            hang += more


@dataclass(frozen=True, slots=True)
class _Arena:
    """Situations by number: who may lead where.

    before: own moves backwards; others: the others' moves; objections: those of them that object; turned: the passing of a tick.
    """

    reached: Reached
    before: list[list[int]]
    others: list[list[int]]
    objections: list[list[int]]
    turned: list[int]
    goal: list[bool]
    arises: list[bool]


def _until(machine: Machine, goal: Formula) -> Machine | None:
    """The machine as it reads before the goal comes about; None where something undoes the goal, so that what follows matters too."""
    if not isinstance(goal, Is) or any(one.variable == goal.variable and one.value != goal.value for move in machine.moves for one in move.effects):
        return None
    other = TRUE if len(machine.variables[goal.variable].domain) == 2 else None

    def atom(leaf: Is) -> Formula:
        if leaf == goal:
            return FALSE
        return other if other is not None and leaf.variable == goal.variable else leaf

    def before(move: Move) -> Move:
        if not any(goal.variable in names(one) for one in (*(part.formula for part in move.guard), *(effect.when for effect in move.effects))):
            return move
        guard = tuple(replace(part, formula=replace_atoms(part.formula, atom)) for part in move.guard)
        return replace(move, guard=guard, effects=tuple(replace(one, when=replace_atoms(one.when, atom)) for one in move.effects))

    return replace(machine, moves=tuple(map(before, machine.moves)))


def _is_time(move: Move) -> bool:
    return move.key.kind == "event" and move.key.act == TIME_PASSES


def _is_objection(move: Move) -> bool:
    return move.key.kind == MoveKind.OBJECTION.value


def _arena(
    machine: Machine, part: Part, theirs: Mapping[int, Formula], arises: Formula, goal: Formula, limits: Limits, deadline: Deadline
) -> _Arena | None:
    if not part.variables:
        part = _single(machine)
    if not can_compile(part, arises, goal, *theirs.values()):
        return None
    reached = everything(part, min(limits.states, limits.cells // len(part.variables)), deadline)
    if reached is None:
        return None
    moves = [machine.moves[transition.number] for transition in part.transitions]
    time, objects = [_is_time(move) for move in moves], [_is_objection(move) for move in moves]
    mine = [reached.program.test(theirs.get(transition.number, FALSE)) for transition in part.transitions]
    states = list(reached.parents)
    numbers = {state: n for n, state in enumerate(states)}
    before: list[list[int]] = [[] for _ in states]
    others: list[list[int]] = [[] for _ in states]
    objections: list[list[int]] = [[] for _ in states]
    turned = list(range(len(states)))
    for n, state in enumerate(states):
        for place, following in reached.program.successors(state):
            after = numbers[following]
            if time[place]:
                turned[n] = after
            elif mine[place](state):
                before[after].append(n)
            else:
                others[n].append(after)
                if objects[place]:
                    objections[n].append(after)
    is_goal, is_asked = reached.program.test(goal), reached.program.test(arises)
    goals, asked = [is_goal(state) for state in states], [is_asked(state) for state in states]
    return _Arena(reached, before, others, objections, turned, goals, asked)


def _single(machine: Machine) -> Part:
    """A part of one situation, for questions that nothing can change."""
    return Part(dict(list(machine.variables.items())[:1]), ())


def _played(
    machine: Machine, arena: _Arena, within: Fraction | int | None, deadline: Deadline, even_in_breach: bool
) -> Wins | Loses | Undecided:
    asked = [n for n, arises in enumerate(arena.arises) if arises]
    won, ticks = list(arena.goal), 0
    if within is not None:
        within, part = floor(within), within - floor(within)
        won = _attracted(arena, [n for n, is_goal in enumerate(won) if is_goal]) if part else won
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


def _steady(arena: _Arena, won: list[bool]) -> list[bool]:
    """The greatest part of what is won that no move of the others leaves, short of the goal: they may be the first when a tick has passed."""
    kept = list(won)
    leaving = [n for n, well in enumerate(kept) if well and not arena.goal[n] and not all(kept[after] for after in arena.others[n])]
    while leaving:
        for n in leaving:
            kept[n] = False
        leaving = [n for n, well in enumerate(kept) if well and not arena.goal[n] and not all(kept[after] for after in arena.others[n])]
    return kept


def _outlives(arena: _Arena, n: int, won: list[bool]) -> bool:
    """Whether a tick that ends here ends well, though the others may first object, and object again."""
    seen, waiting = {n}, [n]
    for place in waiting:
        if arena.goal[place]:
            continue
        if not won[arena.turned[place]]:
            return False
        fresh = [after for after in arena.objections[place] if after not in seen]
        seen.update(fresh)
        waiting += fresh
    return True


def _next_won(arena: _Arena, won: list[bool], deadline: Deadline) -> list[bool]:
    """V(k) from V(k-1): the greatest set that keeps itself."""
    kept = [True] * len(won)
    steady = _steady(arena, won)
    outlived = [_outlives(arena, n, steady) for n in range(len(won))]
    while True:
        deadline.check()
        good = [n for n, well in enumerate(outlived) if arena.goal[n] or (well and all(kept[after] for after in arena.others[n]))]
        smaller = [before and now for before, now in zip(kept, _attracted(arena, good), strict=True)]
        if smaller == kept:
            return kept
        kept = smaller
