"""The machine in which a promise is asked: histories that break what it is `given` are left out.

A move after which an assumption would be broken does not occur. Needs: the standard library. Source: design page LANGUAGE, section 9.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

from foedus.model.compile import machine
from foedus.model.formula import holds, names, negation
from foedus.model.machine import GuardPart, Machine, Move, Outcome
from foedus.model.settlement import Settlement
from foedus.reason.part import before
from foedus.reason.promise.alike import shape
from foedus.reason.promise.asked import NotDecidable, Property
from foedus.reason.promise.docket import Docket
from foedus.reason.promise.verdict import Assumed
from foedus.source import Citation


def model_of(docket: Docket) -> Machine:
    """The machine of the settlement, without the histories that break what the promise is given. Raises NotDecidable where none is left."""
    model = machine(docket.settlement)
    for name in docket.clause.given.items if docket.clause.given is not None else ():
        from foedus.reason.promise.judge import property_of

        clause = docket.settlement.assumes[name]
        asked = property_of(docket.settlement, model, clause.formula)
        if holds(asked.bad, asked.machine.start):
            raise NotDecidable(f"what is assumed by {name} ({clause.cite}) does not hold at the start")
        model = _kept(asked, clause.cite, name)
    return model


def _kept(asked: Property, cite: Citation, name: str) -> Machine:
    spoken = names(asked.bad)

    def kept(move: Move) -> Move:
        if not any(effect.variable in spoken for effect in move.effects):
            return move
        after = negation(before(move.effects, asked.machine.variables, asked.bad))
        return replace(move, guard=(*move.guard, GuardPart(after, Outcome.CANNOT, (cite,), f"{name} is assumed")))

    return Machine(asked.machine.variables, tuple(map(kept, asked.machine.moves)), asked.machine.ticks, asked.machine.procedures)


def assumed(docket: Docket) -> tuple[Assumed, ...]:
    """What the promise is given, as the text says it."""
    found = []
    for name in docket.clause.given.items if docket.clause.given is not None else ():
        clause = docket.settlement.assumes[name]
        found.append(Assumed(f"{name}:{clause.at.text.partition(':')[2] or ' as the text says'}".replace("\n", " "), clause.cite))
    return tuple(found)


def digest(settlement: Settlement) -> str:
    """The SHA-256 of the resolved model: its clauses, who belongs where, its numbers."""
    known: str | None = settlement.memo.get("digest")
    if known is None:
        clauses = repr([(clause.cite, shape(clause, {})) for clause in settlement.clauses])
        members = repr([(unit.code, unit.polity) for unit in settlement.units.values()])
        numbers = repr(sorted((name, str(value)) for name, value in settlement.parameters.items()))
        known = settlement.memo["digest"] = hashlib.sha256("\n".join((clauses, members, numbers)).encode()).hexdigest()
    return known
