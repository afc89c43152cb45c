"""Ghosts: variables that remember what a promise asks about and the situation forgets: who consented, who acted, how much time is left.

A ghost only watches. It stands in no guard of a real move and in no real effect, so that histories are those of the text.
Needs: the standard library. Source: design page REASONING, section 4.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from foedus.model.bind import VACANT, Binding, members
from foedus.model.competence import Bar
from foedus.model.consents import Consents, yes
from foedus.model.duties import Duty, forbidding, lifting
from foedus.model.events import TIME_PASSES
from foedus.model.formula import (
    FALSE,
    TRUE,
    Formula,
    Is,
    Value,
    all_of,
    any_of,
    given,
    holds,
    negation,
    replace_atoms,
    variables,
)
from foedus.model.machine import Down, Effect, GuardPart, Machine, Move, MoveKey, MoveKind, Outcome, Variable, cases
from foedus.model.settlement import Settlement
from foedus.model.voters import present
from foedus.reason.part import before

Watch = Callable[[Move], Iterable[Effect]]
"""What a ghost does at a move: effects on it, which exclude one another."""


@dataclass(frozen=True, slots=True)
class Ghost:
    """A variable of no and yes that watches. words: what it means when it holds."""

    name: str
    start: bool
    words: str
    watch: Watch


def watched(machine: Machine, ghosts: Iterable[Ghost], more: Iterable[Move] = ()) -> Machine:
    """The machine with ghosts, and with moves that only they make possible."""
    found = tuple(ghosts)
    variables_ = dict(machine.variables)
    variables_ |= {ghost.name: Variable(ghost.name, (False, True), ghost.start, "", ghost.words) for ghost in found}
    moves = []
    for move in (*machine.moves, *more):
        effects = tuple(effect for ghost in found for effect in ghost.watch(move) if effect.when != FALSE)
        moves.append(replace(move, effects=(*move.effects, *effects)) if effects else move)
    return Machine(variables_, tuple(moves), machine.ticks, machine.procedures)


def turns(machine: Machine, move: Move, formula: Formula, *, on: bool) -> Formula:
    """The condition, before a move, under which it makes a formula true (on) or ends it."""
    spoken = set(variables(formula))
    if not any(effect.variable in spoken for effect in move.effects):
        return FALSE
    after = before(move.effects, machine.variables, formula)
    return all_of((negation(formula), after)) if on else all_of((formula, negation(after)))


# ---- consents that were given


def instance_of(move: Move) -> str:
    """The name of the instance of an act that a move is part of."""
    return f"{move.key.act} of {move.key.of}" if move.key.of else move.key.act


def makers(machine: Machine, formula: Formula) -> tuple[str, ...]:
    """The instances of acts that can make a formula true, at once or after a delay, in order of declaration."""
    spoken = set(variables(formula))
    delayed = {
        timer: timer.removeprefix("time to ").removeprefix("object to ") for timer in machine.variables if timer.startswith("time to ")
    }
    found: dict[str, None] = {}
    for move in machine.moves:
        for effect in move.effects:
            if effect.variable not in spoken or not _may_make(machine, effect, formula):
                continue
            if move.kind is not MoveKind.EVENT:
                found[instance_of(move)] = None
            else:
                read = set(variables(effect.when))
                found.update({instance: None for timer, instance in delayed.items() if timer in read})
    return tuple(found)


def lifts(settlement: Settlement, instances: Iterable[str]) -> tuple[str, ...]:
    """The acts by which somebody consents that some acts be done, where a bar or a duty asks for that: `Allow of …`."""
    names = {instance.partition(" of ")[0] for instance in instances}
    found = lifting(settlement)
    return tuple(found[one.cite] for one in forbidding(settlement) if one.cite in found and (one.acts & names or _all_acts(one)))


def _all_acts(one: Duty | Bar) -> bool:
    return any(verb.how == "act" for verb in one.clause.doing.verbs)


def _may_make(machine: Machine, effect: Effect, formula: Formula) -> bool:
    return any(given(formula, {effect.variable: value}) != FALSE for _, value in cases(effect, machine.variables[effect.variable]))


def bindings(settlement: Settlement) -> Mapping[str, Binding]:
    """The binding of each instance of a declared act, by the instance's name."""
    known: dict[str, Binding] | None = settlement.memo.get("bindings")
    if known is None:
        known = settlement.memo["bindings"] = {}
        for clause in settlement.acts.values():
            for binding in Binding.instances(settlement, clause.of):
                known[f"{clause.name} of {binding.words}" if binding.thing else clause.name] = binding
    return known


def given_ghost(bloc: str, instance: str) -> str:
    """The name of the ghost that remembers a consent."""
    return f"given by {bloc} to {instance}"


def consent_ghosts(machine: Machine, instances: Iterable[str], about: Formula) -> Iterator[Ghost]:
    """For each bloc of some acts: it has consented since a formula last began to fail, and has not taken that back."""
    start = holds(about, machine.start)
    for instance in instances:
        blocs = dict.fromkeys(bloc for step in machine.procedures.get(instance, ()) for bloc in step.blocs)
        for bloc in blocs:
            yield Ghost(given_ghost(bloc, instance), start, f"{bloc} has consented to {instance}", _consent(machine, bloc, instance, about))


def _consent(machine: Machine, bloc: str, instance: str, about: Formula) -> Watch:
    bit, ghost, left = yes(bloc, instance), given_ghost(bloc, instance), f"time left for {instance}"

    def watch(move: Move) -> Iterator[Effect]:
        ends = turns(machine, move, about, on=False)
        yield Effect(ends, ghost, False)
        mine = move.key.actor == bloc and instance_of(move) == instance
        if mine and move.kind in (MoveKind.CONSENT, MoveKind.ACT):
            yield Effect(negation(ends), ghost, True)
        elif mine and move.kind is MoveKind.WITHDRAWAL:
            yield Effect(all_of((negation(about), negation(ends))), ghost, False)
        else:
            lapses = any_of(effect.when for effect in move.effects if effect.variable == bit and _is_lapse(move, effect, instance, left))
            yield Effect(all_of((lapses, negation(about), negation(ends))), ghost, False)

    return watch


def _is_lapse(move: Move, effect: Effect, instance: str, left: str) -> bool:
    """The consent is cleared because the act failed, not because it was done: by a no, an objection, or the end of its time."""
    if effect.value is not False:
        return False
    if move.kind in (MoveKind.NO, MoveKind.OBJECTION):
        return instance_of(move) == instance
    return move.kind is MoveKind.EVENT and left in set(variables(effect.when))


def has_consented(settlement: Settlement, machine: Machine, name: str, instances: Iterable[str]) -> Formula:
    """An organ has consented to one of some acts, by its own way of deciding: read over the ghosts of its blocs."""
    found = []
    for instance in instances:
        blocs = {bloc for step in machine.procedures.get(instance, ()) for bloc in step.blocs}
        found.append(all_of(_said(settlement, member, instance, blocs) for member in members(settlement, name)))
    return any_of(found)


def _said(settlement: Settlement, organ: str, instance: str, blocs: set[str]) -> Formula:
    """What was consented to stays so when the organ ceases to be: all its voices had said yes."""
    consents = Consents(settlement, bindings(settlement).get(instance, Binding()), instance)
    formula = consents.organ(organ)
    ghosts = {yes(bloc, instance): Is(given_ghost(bloc, instance), True) if bloc in blocs else FALSE for bloc in consents.blocs}

    def atom(leaf: Is) -> Formula:
        if leaf.variable in ghosts:
            return ghosts[leaf.variable]
        # That the office was filled is what the consent itself showed; it may be vacant since.
        return FALSE if leaf.value == VACANT and leaf.variable.startswith("holder of ") else leaf

    gone = negation(present(settlement, organ))
    return any_of((replace_atoms(formula, atom), all_of((gone, *ghosts.values()))))


# ---- what was done


def deed(name: str, words: str, when: Formula, did: Callable[[Move], bool]) -> Ghost:
    """A ghost that remembers for ever that one of some moves was made while a condition held."""

    def watch(move: Move) -> Iterator[Effect]:
        if did(move):
            yield Effect(when, name, True)

    return Ghost(name, False, words, watch)


def was_done(machine: Machine, instances: Iterable[str]) -> Ghost:
    """A ghost that remembers that one of some acts was done: its Rule was satisfied."""
    wanted = frozenset(instances)

    def watch(move: Move) -> Iterator[Effect]:
        if instance_of(move) in wanted and move.kind is not MoveKind.EVENT:
            done = any_of(effect.when for effect in move.effects if not effect.variable.startswith(_PROCEDURE))
            yield Effect(done, "done", True)

    return Ghost("done", False, "the act is done", watch)


_PROCEDURE = ("yes of ", "time left for ", "step of ", "notes on ")
"""Variables that an act in progress changes before it is done."""


# ---- time that is left


CLOCK, ASKED = "time left to answer", "the question was put"


def with_clock(machine: Machine, ticks: int) -> Machine:
    """The machine in which only so many ticks pass from the start."""
    clock = Variable(CLOCK, range(ticks + 1), ticks)
    moves = tuple(_clocked(move, TRUE) for move in machine.moves)
    return Machine({**machine.variables, CLOCK: clock}, moves, machine.ticks, machine.procedures)


def with_question(machine: Machine, when: Formula, ticks: int) -> Machine:
    """The machine in which a question may be put once, wherever it arises, and only so many ticks pass from then on."""
    clock, asked = Variable(CLOCK, range(ticks + 1), 0), Variable(ASKED, (False, True), False)
    put = Move(
        MoveKey(MoveKind.EVENT.value, "", ASKED),
        (GuardPart(all_of((when, negation(Is(ASKED, True)))), Outcome.CANNOT, ()),),
        (Effect(TRUE, ASKED, True), Effect(TRUE, CLOCK, ticks)),
    )
    moves = tuple(_clocked(move, Is(ASKED, True)) for move in machine.moves)
    return Machine({**machine.variables, CLOCK: clock, ASKED: asked}, (*moves, put), machine.ticks, machine.procedures)


def _clocked(move: Move, running: Formula) -> Move:
    if move.kind is not MoveKind.EVENT or move.key.act != TIME_PASSES:
        return move
    left = any_of((negation(running), negation(Is(CLOCK, 0))))
    part = GuardPart(left, Outcome.CANNOT, ())
    return replace(move, guard=(*move.guard, part), effects=(*move.effects, Effect(running, CLOCK, Down.ONE)))


def constant(values: Mapping[str, Value]) -> Callable[[Is], Formula]:
    """Put values in for variables."""

    def atom(leaf: Is) -> Formula:
        if leaf.variable not in values:
            return leaf
        return TRUE if values[leaf.variable] == leaf.value else FALSE

    return atom
