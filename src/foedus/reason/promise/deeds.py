"""What somebody does, as a promise speaks of it: `never a joint organ acts while Parted`, `never Guard is used in another unit`.

An act leaves no trace in the situation, so a ghost remembers it. The use of a force is a move of its own, made only for such promises.
Needs: the standard library. Source: design page REASONING, section 4.
"""

from __future__ import annotations

from collections.abc import Iterator

from foedus.model import phrases as ph
from foedus.model import speech as sp
from foedus.model import words as w
from foedus.model.bind import Binding, condition, filled, members
from foedus.model.formula import FALSE, TRUE, Formula, Is, all_of, negation
from foedus.model.machine import Effect, Machine, Move, MoveKind
from foedus.model.settlement import Settlement
from foedus.reason.promise.asked import NotDecidable, Part, Property
from foedus.reason.promise.atlas import Atlas
from foedus.reason.promise.exercise import exercised
from foedus.reason.promise.ghosts import Ghost, watched

ACTING = (MoveKind.ACT, MoveKind.CONSENT, MoveKind.NO, MoveKind.OBJECTION)
"""The moves by which somebody takes part in deciding."""


def is_deed(cond: ph.CondPhrase) -> bool:
    """Whether a condition says that somebody acts or that something is used."""
    return isinstance(cond, ph.Says) and cond.what in ("acts", "used")


def speaks_of_deeds(formula: sp.Formula) -> bool:
    """Whether a promise says that somebody acts or that something is used."""
    return any(True for _ in _deeds(formula))


def acting(formula: sp.Formula) -> bool:
    """Whether a promise says that somebody acts, wherever it may be."""
    return any(says.what == "acts" and says.place is None for says in _deeds(formula))


def actors_of(settlement: Settlement, formula: sp.Formula) -> tuple[str, ...]:
    """Those of whom a promise says that they act, wherever it may be."""
    found = (says.subject for says in _deeds(formula) if says.what == "acts" and says.place is None)
    return tuple(name for subject in found for name in _actors(settlement, subject))


def competences_of(settlement: Settlement, formula: sp.Formula, atlas: Atlas) -> Iterator[Part]:
    """The competences by which those of whom a promise says that they never act may act."""
    if not isinstance(formula, sp.Never | sp.OnlyWhile):
        return
    while_ = condition(settlement, formula.when, Binding()) if formula.when is not None else TRUE
    _, while_, said = _read(settlement, formula.cond, negation(while_) if isinstance(formula, sp.OnlyWhile) else while_, "")
    yield from exercised(settlement, actors_of(settlement, formula), while_, said, atlas)


def _deeds(formula: sp.Formula) -> Iterator[ph.Says]:
    cond = formula.cond if isinstance(formula, sp.Never | sp.OnlyWhile) else None
    for part in cond.parts if isinstance(cond, ph.CondJoin) else (cond,):
        if isinstance(part, ph.Says) and is_deed(part):
            yield part


def doing_of(settlement: Settlement, machine: Machine, cond: ph.CondPhrase, while_: Formula, said: str) -> Property:
    """`never X acts [while C]`, `never F is used in P [while C]`; further conditions joined by `and` are part of the while."""
    deeds, while_, said = _read(settlement, cond, while_, said)
    found = [_one(settlement, machine, part, while_, said) for part in deeds]
    ghosts = [ghost for _, ghost, _ in found]
    more = [move for _, _, moves in found for move in moves]
    model = watched(machine, ghosts, more)
    subject = (while_, said) if while_ != TRUE else None
    parts = [part for part, _, _ in found]
    for one in deeds:
        if one.what == "acts" and one.place is None:
            parts += exercised(settlement, _actors(settlement, one.subject), while_, said)
    return Property(model, tuple(parts), subject, frozenset(ghost.name for ghost in ghosts))


def _read(settlement: Settlement, cond: ph.CondPhrase, while_: Formula, said: str) -> tuple[list[ph.Says], Formula, str]:
    """What is done, by a promise; while what, as a condition and in words."""
    parts = list(cond.parts) if isinstance(cond, ph.CondJoin) else [cond]
    deeds = [part for part in parts if isinstance(part, ph.Says) and is_deed(part)]
    rest = [part for part in parts if not is_deed(part)]
    if isinstance(cond, ph.CondJoin) and ((cond.join == "or" and rest) or (len(deeds) != 1 and cond.join == "and")):
        raise NotDecidable("what somebody does is joined with a condition in a way that no ghost can watch")
    while_ = all_of((while_, *(condition(settlement, part, Binding()) for part in rest)))
    return deeds, while_, " and ".join(part for part in (said, *(w.cond(one) for one in rest)) if part)


def _one(settlement: Settlement, machine: Machine, says: ph.Says, while_: Formula, said: str) -> tuple[Part, Ghost, tuple[Move, ...]]:
    if says.what == "used" or says.place is not None:
        from foedus.reason.promise.uses import used

        return used(settlement, machine, says, while_, said)
    names = frozenset(_actors(settlement, says.subject))
    name = f"{w.cond(says)} while {said}" if said else w.cond(says)
    ghost = Ghost(name, False, name, lambda move: [Effect(all_of((while_, _acts(settlement, move, names))), name, True)])
    words = w.cond(says) + (f" while {said}" if said else "")
    return Part(Is(name, True), w.cond(says), words), ghost, ()


def _acts(settlement: Settlement, move: Move, names: frozenset[str]) -> Formula:
    """When a move is an act of theirs: of themselves, or of a vacant office in which one of them acts."""
    actor = move.key.actor
    if move.kind not in ACTING:
        return FALSE
    if actor in names or actor.partition(" in ")[2] in names:
        return TRUE
    office = settlement.organs.get(actor)
    stands_in = office is not None and not names.isdisjoint(members(settlement, office.traits.acting) if office.traits.acting else ())
    return negation(filled(settlement, actor)) if stands_in else FALSE


def _actors(settlement: Settlement, subject: ph.Names | ph.Someone) -> tuple[str, ...]:
    """Those whose acts are watched; a polity or a unit acts by all its organs, an assembly by its chambers."""
    if isinstance(subject, ph.Names):
        named = [name for item in subject.items for name in members(settlement, item)]
    elif subject.how == "joint":
        named = [organ.name for organ in settlement.organs.values() if organ.is_joint and not organ.assembly]
    else:
        named = [organ.name for organ in settlement.organs.values() if subject.type in (organ.kind, "organ") and not organ.assembly]
    found: dict[str, None] = {}
    for name in named:
        found[name] = None
        owned = [organ.name for organ in settlement.organs.values() if organ.owner == name or organ.assembly == name]
        found.update(dict.fromkeys(owned))
        found.update({f"the people of {name}": None} if name in settlement.polities or name in settlement.units else {})
    for name in list(found):
        organ = settlement.organs.get(name)
        found.update(dict.fromkeys(organ.chambers if organ else ()))
    return tuple(found)
