"""The kernel: what an actor may do in a situation, and what follows. The only place where an act changes anything.

`may` judges; `step` is `may` and then the effect: the new situation for a permit, else the refusal. Void, breach, pending and cannot are
told apart, and a refusal names every part that fails, its article, what is missing and who may do it.
Needs: the standard library. Source: design pages LANGUAGE, section 4; REASONING, section 2.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from foedus.errors import ModelError
from foedus.model.bind import members
from foedus.model.compile import machine
from foedus.model.consents import yes
from foedus.model.formula import FALSE, TRUE, Formula, Is, Value, holds, replace_atoms
from foedus.model.machine import (
    GuardPart,
    Machine,
    Move,
    MoveKey,
    MoveKind,
    Outcome,
    apply,
    failing,
)
from foedus.model.settlement import Settlement
from foedus.source import Citation


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything that holds on a date and may change: a value for every variable of the settlement's machine."""

    values: Mapping[str, Value]

    def __getitem__(self, name: str) -> Value:
        return self.values[name]

    def changes_from(self, before: Situation) -> dict[str, tuple[Value, Value]]:
        """What differs from an earlier situation: (before, now) by variable."""
        return {name: (before[name], value) for name, value in self.values.items() if before[name] != value}


@dataclass(frozen=True, slots=True)
class Permit:
    """The act has effect: done, pending (with those whose consent is still needed), or breach (with the duties against it)."""

    verdict: Outcome
    cites: tuple[Citation, ...]
    needs: frozenset[str] = frozenset()
    against: tuple[GuardPart, ...] = ()
    after: Situation | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Refusal:
    """The act changes nothing.

    asked: what was asked; missing: everything that must hold and does not; why: the same as sentences of a refusal;
    who_may: those whose act or consent it is instead; remedy: what to do first.
    """

    asked: str
    verdict: Outcome
    cites: tuple[Citation, ...]
    missing: tuple[str, ...]
    who_may: tuple[str, ...] = ()
    remedy: str = ""
    why: tuple[str, ...] = ()


def start(settlement: Settlement) -> Situation:
    """The situation at the start."""
    known: Situation | None = settlement.memo.get("start")
    if known is None:
        known = settlement.memo["start"] = Situation(MappingProxyType(machine(settlement).start))
    return known


def may(settlement: Settlement, situation: Situation, *, actor: str, act: str, of: str = "") -> Permit | Refusal:
    """Judge an act, a consent to it by one organ, or a no.

    actor: an organ, an electorate (`the people of Alder`), a polity or a unit (by its assembly); an assembly acts by all its chambers.
    act: an act by name, or an implied one (`Fill`, `Remove`, `Fund`, `SetEntrance`, `Renew`); of: what it is of.
    Raises ModelError for a name that the settlement does not know.
    """
    model = machine(settlement)
    of = _instance(settlement, model, act, of)
    everyone = model.by_act[act, of]
    moves = _moves_of(settlement, everyone, actor)
    name = f"{act} of {of}" if of else act
    if not moves:
        return _no_part(everyone, name, actor, situation)
    # Of an assembly one chamber of which has consented, the others are still to do their part.
    now = tuple(_at_this_step(moves, name, situation))
    waiting = tuple(move for move in now if not _has_consented(move, name, situation))
    return _judge(model, situation, waiting or now, name)


def _has_consented(move: Move, name: str, situation: Situation) -> bool:
    return move.kind is MoveKind.CONSENT and bool(situation.values.get(yes(move.key.actor, name)))


def step(settlement: Settlement, situation: Situation, move: MoveKey) -> Situation | Refusal:
    """Make one move: the situation after it, or the refusal, which changes nothing. Raises ModelError for a move that does not exist."""
    model = machine(settlement)
    known = model.by_key.get(move)
    if known is None:
        raise ModelError(f"there is no move {move}", mend="take a move of `moves(settlement)`")
    name = f"{move.act} of {move.of}" if move.of else move.act
    verdict = _judge(model, situation, (known,), name)
    if isinstance(verdict, Refusal):
        return verdict
    return verdict.after if verdict.after is not None else situation


def moves(settlement: Settlement) -> tuple[Move, ...]:
    """Every move of the settlement, in order of declaration."""
    return machine(settlement).moves


def lawful(settlement: Settlement, situation: Situation) -> Iterable[Move]:
    """The moves that a lawful history may make from here."""
    return (move for move in machine(settlement).moves if not failing(move, situation.values))


def _judge(model: Machine, situation: Situation, moves_: tuple[Move, ...], name: str) -> Permit | Refusal:
    """Judge several moves as one: an assembly consents by each of its chambers."""
    lacking = [part for move in moves_ for part in failing(move, situation.values)]
    stopping = [part for part in lacking if part.mode is not Outcome.BREACH]
    if stopping:
        return _refusal(model, situation, moves_, stopping, name)
    values: Mapping[str, Value] = situation.values
    for move in moves_:
        if not [part for part in failing(move, values) if part.mode is not Outcome.BREACH]:
            values = apply(move, values)
    after = Situation(MappingProxyType(dict(values)))
    cites = tuple(dict.fromkeys(cite for move in moves_ for cite in move.cites))
    if lacking:
        against = tuple(dict.fromkeys(cite for part in lacking for cite in part.cites))
        return Permit(Outcome.BREACH, tuple(dict.fromkeys((*cites, *against))), against=tuple(lacking), after=after)
    standing = [move for move in moves_ if move.kind is MoveKind.CONSENT and values.get(yes(move.key.actor, name))]
    if standing:
        return Permit(Outcome.PENDING, cites, frozenset(needs(model, name, after)), after=after)
    return Permit(Outcome.DONE, cites, after=after)


def _refusal(model: Machine, situation: Situation, moves_: tuple[Move, ...], stopping: list[GuardPart], name: str) -> Refusal:
    void = [part for part in stopping if part.mode is Outcome.VOID]
    cites = tuple(dict.fromkeys(cite for part in (void or stopping) for cite in part.cites))
    missing = tuple(dict.fromkeys(part.words or f"the condition of {part.cites[0]}" for part in stopping))
    move = moves_[0]
    others = _who_may(model.by_act[move.key.act, move.key.of], situation)
    asked = f"{' and '.join(move.key.actor for move in moves_)} {move.key.kind} {name}"
    verdict = Outcome.VOID if void else Outcome.CANNOT
    why = tuple(dict.fromkeys(part.refusal for part in stopping))
    return Refusal(asked, verdict, cites, missing, others, _remedy(stopping), why)


def _remedy(stopping: list[GuardPart]) -> str:
    parts = [part.words or f"what {part.cites[0]} asks for" for part in stopping]
    return "first bring it about that " + "; ".join(dict.fromkeys(parts)) if parts else ""


def _who_may(everyone: tuple[Move, ...], situation: Situation) -> tuple[str, ...]:
    """Those who have a part in an act that is not void, whether or not the facts allow it now."""
    doing = (move for move in everyone if move.kind in (MoveKind.ACT, MoveKind.CONSENT))
    free = (move for move in doing if all(part.mode is not Outcome.VOID for part in failing(move, situation.values)))
    return tuple(dict.fromkeys(move.key.actor for move in free))


def _no_part(everyone: tuple[Move, ...], name: str, actor: str, situation: Situation) -> Refusal:
    cites = tuple(dict.fromkeys(cite for move in everyone for cite in move.cites))
    who = _who_may(everyone, situation)
    words = f"no clause gives {actor} a part in {name}"
    return Refusal(f"{actor} {name}", Outcome.VOID, cites, (words,), who, f"{' and '.join(who)} may" if who else "nobody may")


def _instance(settlement: Settlement, model: Machine, act: str, of: str) -> str:
    """The instance meant; raises ModelError where there is none, with the nearest."""
    if (act, of) in model.by_act:
        return of
    full = settlement.find(*of.split(" of ", 1)) if of and " of " in of else settlement.find(of) if of else None
    if full and (act, full) in model.by_act:
        return full
    instances = [key[1] for key in model.by_act if key[0] == act]
    if not instances:
        names = sorted({key[0] for key in model.by_act})
        close = difflib.get_close_matches(act, names, n=1)
        raise ModelError(f"there is no act {act} that anybody can do", mend=f"ask for {close[0] if close else ', '.join(names[:6])}")
    close = difflib.get_close_matches(of, instances, n=1) or instances[:1]
    wrong = f"{act} is not of {of}" if of else f"{act} is of something"
    raise ModelError(wrong, mend=f"say `{act} of {close[0]}`" if close[0] else f"say `{act}` alone")


def _moves_of(settlement: Settlement, everyone: tuple[Move, ...], actor: str) -> tuple[Move, ...]:
    """The moves by which somebody does their part: their own, or those of all their chambers or blocs."""
    known = settlement.knows(actor) or actor.startswith("the people of ") or settlement.find(actor)
    if not known and not any(move.key.actor == actor for move in everyone):
        near = difflib.get_close_matches(actor, [*settlement.organs, *settlement.polities, *settlement.units], n=2)
        raise ModelError(f"{actor} is nobody that this settlement knows", mend=f"ask for {' or '.join(near) or 'one of its organs'}")
    names = set(members(settlement, actor)) | {actor}
    for name in tuple(names):
        organ = settlement.organs.get(name)
        names |= set(organ.chambers) if organ else set()
        for assembly in settlement.organs_of(name, "assembly") if name in settlement.polities or name in settlement.units else ():
            names |= {assembly, *settlement.organs[assembly].chambers}
    doing = (MoveKind.ACT, MoveKind.CONSENT)
    return tuple(
        move for move in everyone if move.kind in doing and (move.key.actor in names or move.key.actor.partition(" in ")[2] in names)
    )


def _at_this_step(moves_: tuple[Move, ...], name: str, situation: Situation) -> Iterable[Move]:
    """Of the parts that one has in several steps of an act, the one of the step that it has come to; else the first."""
    here = Is(f"step of {name}", situation.values.get(f"step of {name}", 1))
    several: dict[tuple[str, str], list[Move]] = {}
    for move in moves_:
        several.setdefault((move.key.kind, move.key.actor), []).append(move)
    for parts in several.values():
        yield next((move for move in parts if any(part.formula == here for part in move.guard)), parts[0])


def needs(model: Machine, name: str, situation: Situation) -> tuple[str, ...]:
    """Those whose consent an act in progress still needs: a smallest such set, in the order of the text."""
    steps = model.procedures.get(name, ())
    number = int(situation.values.get(f"step of {name}", 1))
    if not steps or number > len(steps):
        return ()
    rule = steps[number - 1]
    asked = [bloc for bloc in rule.blocs if holds(rule.asked.get(bloc, TRUE), situation.values)]
    waiting = [bloc for bloc in asked if not situation.values.get(yes(bloc, name), False)]
    kept = list(waiting)
    for bloc in reversed(waiting):
        fewer = [other for other in kept if other != bloc]
        if _carries(rule.formula, situation, name, fewer):
            kept = fewer
    return tuple(kept)


def _carries(formula: Formula, situation: Situation, name: str, adding: list[str]) -> bool:
    said = {yes(bloc, name) for bloc in adding}
    return holds(replace_atoms(formula, lambda leaf: _sure(leaf, said, situation)), situation.values)


def _sure(leaf: Is, said: set[str], situation: Situation) -> Formula:
    """A consent supposed is true; one that is no part of the situation (its act is done single-handed) has not been given."""
    if leaf.variable in said:
        return TRUE
    return leaf if leaf.variable in situation.values else FALSE
