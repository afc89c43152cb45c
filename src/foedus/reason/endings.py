"""What is left without a holder, and which act without a consent, when a unit moves and its organs end.

Needs: the standard library. Source: design page LANGUAGE, section 8.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from foedus.model import clauses as cl
from foedus.model import phrases as ph
from foedus.model.bind import ORPHAN, Binding, condition
from foedus.model.effects import effects_of
from foedus.model.formula import TRUE
from foedus.model.sense import parts_of
from foedus.model.settlement import Organ, Settlement


@dataclass(frozen=True, slots=True)
class Ending:
    """An organ that an act ends, and what then lacks it: a lot, or an act that asks for its consent (by: that act's clause)."""

    act: cl.ActClause
    organ: str
    lacks: str
    by: cl.Clause | None = None


def endings(settlement: Settlement) -> Iterator[Ending]:
    """One for each organ as declared and each thing that comes to lack it, in the order of the text."""
    seen: set[tuple[str, str, str]] = set()
    for clause in settlement.acts.values():
        if any(effect.how == "belongs" for effect in clause.effects):
            for one in (*_orphans(settlement, clause), *_unasked(settlement, clause)):
                key = (clause.name, settlement.organs[one.organ].declared, one.lacks.partition(" of ")[0])
                if key not in seen:
                    seen.add(key)
                    yield one


def _movers(settlement: Settlement, clause: cl.ActClause) -> Iterator[Binding]:
    """One instance of the act for each polity from which a unit may move: what holds of one of its units holds of all."""
    seen: set[tuple[str, str]] = set()
    for binding in Binding.instances(settlement, clause.of):
        unit = settlement.units.get(binding.thing)
        key = (unit.polity if unit else "", binding.to)
        if key not in seen:
            seen.add(key)
            yield binding


def _orphans(settlement: Settlement, clause: cl.ActClause) -> Iterator[Ending]:
    for binding in _movers(settlement, clause):
        when = condition(settlement, clause.when, binding) if clause.when is not None else TRUE
        for effect in effects_of(settlement, clause.effects, binding, clause.cite, when):
            if effect.value == ORPHAN:
                lot = settlement.lots[effect.variable.removeprefix("holder of ")]
                holder = settlement.organs.get(lot.of) or settlement.organs.get(lot.holder)
                if holder is not None:
                    yield Ending(clause, holder.name, lot.name)


def _unasked(settlement: Settlement, clause: cl.ActClause) -> Iterator[Ending]:
    """Acts that ask one member of a family by name, which is no more when its unit has moved."""
    if clause.of is None or clause.of.type != "unit":
        return
    for other in settlement.acts.values():
        for part in parts_of((other.by, other.with_consent)):
            names = part.of if isinstance(part, ph.ConsentOf | ph.BodyOf) else part.names if isinstance(part, ph.AnyOf) else None
            for name in names.items if isinstance(names, ph.Names) else ():
                organ = settlement.organs.get(settlement.find(name) or "")
                if organ is not None and _may_end(settlement, organ, clause):
                    yield Ending(clause, organ.name, other.name, other)


def _may_end(settlement: Settlement, organ: Organ, clause: cl.ActClause) -> bool:
    return bool(organ.within) and organ.owner in settlement.units and clause.of is not None and clause.of.of in ("", organ.within)
