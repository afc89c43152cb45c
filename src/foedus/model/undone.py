"""Duties to do something, `X must …`: their time in the situation, and what it means that one is left undone.

A duty to do an act in time has a countdown: it starts when its `when` holds, ends with the act, and where it runs out the passing of time
is a breach, so that no lawful history has it. Whether a verb is exercised or a sum is paid no situation tells: there, and where no time is
set, leaving it undone is an event of its own, which only histories `even in breach` have.
Needs: the standard library. Source: design pages LANGUAGE, sections 4 and 5; REASONING, section 2.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from foedus.model import clauses as cl
from foedus.model import phrases as ph
from foedus.model.bind import Binding, condition
from foedus.model.competence import bound
from foedus.model.effects import effects_of, exclusive
from foedus.model.formula import FALSE, TRUE, Formula, Is, all_of, any_of, holds, names, negation, replace_atoms
from foedus.model.machine import Down, Effect, GuardPart, Move, MoveKey, MoveKind, Outcome
from foedus.model.procedure import Building
from foedus.model.settlement import Settlement
from foedus.source import Citation

LEFT_UNDONE = "duty left undone"
"""The event that a duty is not done of which the situation does not tell whether it is."""
_FALLS_AWAY = ("fails", "lapses", "unpaid", "last_budget", "adopted")
"""What follows a duty left undone so that nobody stands in breach any longer."""


@dataclass(frozen=True, slots=True)
class Due:
    """What one of those bound must do. act: the act, empty for a competence or a payment; when: while this holds; stages: what follows failing it."""

    clause: cl.DutyClause | cl.PayClause
    name: str
    act: str
    when: Formula
    within: ph.Duration | None = None
    every: ph.Duration | None = None
    stages: tuple[ph.Stage, ...] = ()

    @property
    def cite(self) -> Citation:
        """The clause that says it."""
        return self.clause.cite

    @property
    def is_timed(self) -> bool:
        """Whether it is an act to be done in a time, which the situation follows."""
        return bool(self.act) and (self.within is not None or self.every is not None)

    @property
    def breach(self) -> str:
        """The name of the variable that says that it was left undone, and nothing has settled that since."""
        return f"breach of {self.cite} by {self.name}"

    @property
    def timer(self) -> str:
        """The name of its countdown."""
        return f"time left for {self.name} to {self.act} by {self.cite}"

    @property
    def falls_away(self) -> bool:
        """Whether the text says that with its time the duty is over too."""
        return bool(self.stages) and self.stages[0].how in _FALLS_AWAY


def dues(settlement: Settlement) -> tuple[Due, ...]:
    """Every duty to do something, for each whom it binds, in order of declaration."""
    known: tuple[Due, ...] | None = settlement.memo.get("dues")
    if known is None:
        known = settlement.memo["dues"] = tuple(_dues(settlement))
    return known


def _dues(settlement: Settlement) -> Iterator[Due]:
    for clause in settlement.clauses:
        if isinstance(clause, cl.DutyClause | cl.PayClause):
            for name, formula in bound(settlement, clause.subjects).items():
                when = all_of((formula, settlement.exists(name), settlement.in_force(clause.cite)))
                if isinstance(clause, cl.PayClause):
                    yield Due(clause, name, "", when, stages=(clause.stage,) if clause.stage else ())
                else:
                    yield from _of_clause(settlement, clause, name, when)


def _of_clause(settlement: Settlement, clause: cl.DutyClause, name: str, when: Formula) -> Iterator[Due]:
    if clause.when is not None:
        when = all_of((when, condition(settlement, clause.when, _itself(settlement, name))))
    first = clause.stages[0].within if clause.stages else None
    within = clause.within or first
    acts = dict.fromkeys(verb.name if verb.how == "do" and verb.name in settlement.acts else "" for verb in clause.doing.verbs)
    for act in acts:
        yield Due(clause, name, act, when, within.duration if within else None, clause.every, clause.stages)


def _itself(settlement: Settlement, name: str) -> Binding:
    """In a duty of each polity a condition of each polity is its own."""
    if name in settlement.polities:
        return Binding("polity", name)
    return Binding("unit", name) if name in settlement.units else Binding()


def durations(clause: cl.DutyClause, settlement: Settlement) -> Iterator[ph.Duration]:
    """The times of a duty that move the situation."""
    for due in dues(settlement):
        if due.clause is clause and due.is_timed:
            yield from (time for time in (due.within, due.every) if time is not None)


# ---- what the situation keeps


def declare_dues(build: Building) -> None:
    """Declare what is kept of each duty, before acts are compiled: who is in breach, the time left, and that doing the act ends both."""
    for due in dues(build.settlement):
        build.boolean(due.breach, False, due.cite, f"{due.name} is in breach of {due.cite}")
        if due.is_timed:
            build.timer(due.timer, max(_lengths(build, due)), due.cite, words=f"the time for {due.name} to {due.act}")
            build.at_zero(due.timer, tuple(_run_out(build, due)))
        for thing in _things(build.settlement, due):
            build.on_done.setdefault((due.act, thing), []).extend(_done(build, due))


def _lengths(build: Building, due: Due) -> tuple[int, int]:
    """The ticks until it must first be done, and (0: never) until it must be done again."""
    again = build.ticks.of(due.every) if due.every is not None else 0
    return (build.ticks.of(due.within) if due.within is not None else again), again


def _done(build: Building, due: Due) -> Iterator[Effect]:
    yield Effect(TRUE, due.breach, False, (due.cite,))
    if due.is_timed:
        again = _lengths(build, due)[1]
        if again:
            yield Effect(due.when, due.timer, again, (due.cite,))
        yield Effect(TRUE, due.timer, 0, (due.cite,))


def _run_out(build: Building, due: Due) -> Iterator[Effect]:
    """What follows when the time is over: somebody stands in breach, or the text settles it."""
    if not due.falls_away:
        yield Effect(TRUE, due.breach, True, (due.cite,))
        return
    if due.stages[0].how == "adopted":
        yield from _effects(build.settlement, due)
    again = _lengths(build, due)[1]
    if again:
        yield Effect(TRUE, due.timer, again, (due.cite,))


def _things(settlement: Settlement, due: Due) -> tuple[str, ...]:
    """What the act is of when doing it is what the duty asks: what is the bound one's own, or where nothing is, whatever it is of."""
    if not due.act:
        return ()
    things = tuple(dict.fromkeys(binding.thing for binding in Binding.instances(settlement, settlement.acts[due.act].of)))
    own = tuple(thing for thing in things if thing and _are_one(settlement, due.name, thing))
    return own or things


def _are_one(settlement: Settlement, name: str, thing: str) -> bool:
    owners = [settlement.organs[one].owner if one in settlement.organs else one for one in (name, thing)]
    return name == thing or (owners[0] == owners[1] != "")


def _effects(settlement: Settlement, due: Due) -> tuple[Effect, ...]:
    """The effects of the act that was not done: of the one act, or of the one instance that is the bound one's."""
    if not due.act:
        return ()
    act, things = settlement.acts[due.act], _things(settlement, due)
    found = [one for one in Binding.instances(settlement, act.of) if one.thing in things]
    return effects_of(settlement, act.effects, found[0], act.cite) if len(found) == 1 else ()


# ---- what happens


def add_dues(build: Building) -> None:
    """Once all moves are there: countdowns start and stop with their conditions, and time does not pass a duty lawfully."""
    starts = {name: variable.start for name, variable in build.variables.items()}
    for due in dues(build.settlement):
        if not due.is_timed:
            continue
        first = _lengths(build, due)[0]
        variable = build.variables[due.timer]
        build.variables[due.timer] = replace(variable, start=first if holds(due.when, starts) else 0)
        spoken = names(due.when)
        for n, move in enumerate(build.moves):
            if any(effect.variable in spoken for effect in move.effects):
                build.moves[n] = _turning(move, due, first)
            if move.kind is MoveKind.EVENT and any(effect.variable == due.timer and isinstance(effect.value, Down) for effect in move.effects):
                build.moves[n] = _in_time(build.moves[n], due)


def _turning(move: Move, due: Due, length: int) -> Move:
    """A move that may make the condition of a duty true starts its countdown, one that may make it false ends it."""
    then = _after(move, due.when)
    starts = Effect(all_of((then, negation(due.when))), due.timer, length, (due.cite,))
    ends = Effect(all_of((due.when, negation(then))), due.timer, 0, (due.cite,))
    own = [effect for effect in move.effects if effect.variable == due.timer]
    rest = tuple(effect for effect in move.effects if effect.variable != due.timer)
    ordered = (ends, starts, *own) if move.kind is MoveKind.EVENT else (ends, *own, starts)
    return replace(move, effects=(*rest, *exclusive(ordered)))


def _after(move: Move, formula: Formula) -> Formula:
    """The condition before a move under which a formula holds after it."""

    def leaf(atom: Is) -> Formula:
        own = [effect for effect in move.effects if effect.variable == atom.variable and not isinstance(effect.value, Down)]
        becomes = any_of(effect.when for effect in own if effect.value == atom.value)
        stays = all_of((atom, *(negation(effect.when) for effect in own if effect.value != atom.value)))
        return any_of((becomes, stays))

    return replace_atoms(formula, leaf)


def _in_time(time: Move, due: Due) -> Move:
    """Time may pass the end of a countdown, but it is a breach."""
    part = GuardPart(negation(Is(due.timer, 1)), Outcome.BREACH, (due.cite,), f"{due.name} does {due.act} in time", f"{due.cite} must")
    return replace(time, guard=(*time.guard, part))


def leavings(settlement: Settlement) -> Iterator[Move]:
    """The events that a duty is left undone of which the situation does not tell whether it is."""
    for due in dues(settlement):
        if due.is_timed or due.falls_away:
            continue
        guard = (
            GuardPart(due.when, Outcome.CANNOT, (due.cite,), f"{due.cite} asks something of {due.name}"),
            GuardPart(Is(due.breach, False), Outcome.CANNOT, (due.cite,), f"{due.name} is not in breach of {due.cite} already"),
            GuardPart(FALSE, Outcome.BREACH, (due.cite,), f"{due.name} does what {due.cite} asks", f"{due.cite} must"),
        )
        key = MoveKey(MoveKind.EVENT.value, "", LEFT_UNDONE, f"{due.name}, {due.cite}")
        kept = tuple(part for part in guard if part.formula != TRUE)
        yield Move(key, kept, (Effect(TRUE, due.breach, True, (due.cite,)),), (due.cite,), settlement.sides(due.name))


def redresses(settlement: Settlement) -> Iterator[tuple[cl.ActClause, str, tuple[GuardPart, ...], tuple[Effect, ...]]]:
    """What `failing that by R` gives R: an act that does what was left undone and settles the breach. (Clause, what it is of, guard, effects.)"""
    told: set[str] = set()
    for due in dues(settlement):
        if not due.stages or due.stages[0].how not in ("rule", "decides"):
            continue
        first, *rest = due.stages
        rule = first.rule if first.rule is not None else ph.ConsentOf(ph.Names((first.who,)))
        clause = cl.ActClause(
            kind="act", name="Redress", by=rule, within=first.limit, hearing=first.hearing, objection=first.objection, ties=first.ties,
            stages=tuple(rest), at=due.clause.at,
        )  # fmt: skip
        guard = GuardPart(Is(due.breach, True), Outcome.CANNOT, (due.cite,), f"{due.name} is in breach of {due.cite}")
        of = due.name if due.name not in told else f"{due.name}, {due.cite}"
        told.add(due.name)
        yield clause, of, (guard,), (Effect(TRUE, due.breach, False, (due.cite,)), *_effects(settlement, due))
