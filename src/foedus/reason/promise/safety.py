"""Promises over situations as what must never be: `always`, `never … while`, `only while`, `only after`, custody, acts and uses.

Needs: the standard library. Source: design page REASONING, section 4.
"""

from __future__ import annotations

from collections.abc import Iterator

from foedus.model import phrases as ph
from foedus.model import speech as sp
from foedus.model import words as w
from foedus.model.bind import NOBODY, ORPHAN, Binding, command, condition, holder, members
from foedus.model.formula import FALSE, TRUE, Any, Formula, Is, all_of, any_of, negation
from foedus.model.machine import Machine
from foedus.model.settlement import Settlement
from foedus.reason.promise.asked import NotDecidable, Part, Property
from foedus.reason.promise.deeds import doing_of, is_deed
from foedus.reason.promise.ghosts import consent_ghosts, has_consented, lifts, makers, watched

NOTHING = Binding()


def always(settlement: Settlement, machine: Machine, one: sp.Always) -> Property:
    """`always C`: each part of C by itself must never fail."""
    parts = tuple(
        Part(negation(condition(settlement, cond, NOTHING, every=True)), w.cond(cond), f"it does not hold that {w.cond(cond)}")
        for cond in _conjuncts(one.cond)
    )
    return Property(machine, parts)


def never(settlement: Settlement, machine: Machine, one: sp.Never) -> Property:
    """`never C`, `never C while D`."""
    while_ = condition(settlement, one.when, NOTHING) if one.when is not None else TRUE
    deeds = [cond for cond in _flat(one.cond) if is_deed(cond)]
    if deeds:
        return doing_of(settlement, machine, one.cond, while_, w.cond(one.when) if one.when is not None else "")
    parts = []
    for cond in _disjuncts(one.cond):
        for formula, name, binding in _members(settlement, cond):
            said = f"{_holds(name)} while {_sentence(one.when)}" if one.when is not None else _holds(name)
            parts.append(Part(all_of((formula, while_)), name, said, binding))
    subject = (while_, w.cond(one.when)) if one.when is not None else None
    return Property(machine, tuple(parts), subject)


def only_while(settlement: Settlement, machine: Machine, one: sp.OnlyWhile) -> Property:
    """`C only while D`: never C where D does not hold."""
    while_ = negation(condition(settlement, one.when, NOTHING))
    if any(is_deed(cond) for cond in _flat(one.cond)):
        return doing_of(settlement, machine, one.cond, while_, f"not ({w.cond(one.when)})")
    cond = condition(settlement, one.cond, NOTHING)
    said = f"{_holds(w.cond(one.cond))} while it does not hold that {w.cond(one.when)}"
    return Property(machine, (Part(all_of((cond, while_)), w.cond(one.cond), said),), (cond, w.cond(one.cond)))


def only_after(settlement: Settlement, machine: Machine, one: sp.OnlyAfter) -> Property:
    """`C only after X and Y consented`: a ghost for every consent to an act that makes C true."""
    if any(is_deed(cond) for cond in _flat(one.cond)):
        raise NotDecidable("`only after … consented` is asked of a condition, not of what somebody does")
    cond = condition(settlement, one.cond, NOTHING)
    made = makers(machine, cond)
    instances = (*made, *lifts(settlement, made))
    ghosts = tuple(consent_ghosts(machine, instances, cond))
    model = watched(machine, ghosts)
    consented = [(name, has_consented(settlement, machine, name, instances)) for name in one.names.items]
    said = w.cond(one.cond)
    if one.names.join == "and":
        parts = [Part(all_of((cond, negation(f))), said, f"{_holds(said)}, and {name} has not consented", {"organ": name}) for name, f in consented]
    else:
        none = all_of((cond, *(negation(formula) for _, formula in consented)))
        parts = [Part(none, said, f"{_holds(said)}, and none of {w.names(one.names)} has consented")]
    return Property(model, tuple(parts), (cond, said), frozenset(ghost.name for ghost in ghosts))


def custody(settlement: Settlement, machine: Machine, one: sp.Custody) -> Property:
    """`always Weapons have exactly 1 holder each`: no lot an orphan, none in nobody's hands while that of which it is one is there."""
    number = settlement.number(one.number)
    lots = [settlement.lots[name] for name in members(settlement, one.resource) if name in settlement.lots]
    parts = []
    for lot in lots:
        name, there = holder(lot.name), settlement.exists(lot.of) if lot.of else TRUE
        lost: Formula = Is(name, ORPHAN) if ORPHAN in machine.variables[name].domain else FALSE
        none = any_of((lost, all_of((Is(name, NOBODY), there))))
        bad = none if number == 1 else negation(none) if number == 0 else TRUE
        said = f"{lot.name} have no holder" if number == 1 else f"{lot.name} do not have exactly {w.amount(one.number)} holders"
        parts.append(Part(bad, f"{lot.name}", said, {one.resource: lot.name}))
    return Property(machine, tuple(parts))


def spoken_of(settlement: Settlement, formula: sp.Formula) -> Iterator[str]:
    """The variables of which a promise speaks by name, also where no clause ever gives them the value that it asks about."""
    conds = [cond for cond in (getattr(formula, "cond", None), getattr(formula, "when", None)) if cond is not None]
    for says in (one for cond in conds for one in _flat(cond) if isinstance(one, ph.Says)):
        if says.what == "holds":
            yield from (holder(lot) for lot in members(settlement, says.value) if lot in settlement.lots)
        elif says.what == "under" and isinstance(says.subject, ph.Names):
            yield from (command(force) for item in says.subject.items for force in members(settlement, item))


# ---- conditions taken apart


def _flat(cond: ph.CondPhrase) -> Iterator[ph.CondPhrase]:
    if isinstance(cond, ph.CondJoin):
        for part in cond.parts:
            yield from _flat(part)
    else:
        yield cond


def _conjuncts(cond: ph.CondPhrase) -> Iterator[ph.CondPhrase]:
    """The parts of a condition that must each hold."""
    if isinstance(cond, ph.CondJoin) and cond.join == "and":
        for part in cond.parts:
            yield from _conjuncts(part)
    elif isinstance(cond, ph.Facts) and cond.names.join == "and":
        yield from (ph.Facts(ph.Names((name,), cond.names.join)) for name in cond.names.items)
    else:
        yield cond


def _disjuncts(cond: ph.CondPhrase) -> Iterator[ph.CondPhrase]:
    """The parts of a condition of which one is enough."""
    if isinstance(cond, ph.CondJoin) and cond.join == "or":
        for part in cond.parts:
            yield from _disjuncts(part)
    else:
        yield cond


def _members(settlement: Settlement, cond: ph.CondPhrase) -> Iterator[tuple[Formula, str, dict[str, str]]]:
    """A condition of which some member is enough, member by member; else as a whole."""
    whole = condition(settlement, cond, NOTHING)
    if isinstance(cond, ph.Says) and isinstance(cond.subject, ph.Names) and cond.subject.join == "or" and isinstance(whole, Any):
        for item in cond.subject.items:
            one = ph.Says(ph.Names((item,), cond.subject.join), cond.what, cond.value, cond.negated, cond.target, cond.place)
            yield condition(settlement, one, NOTHING), w.cond(one), {}
    else:
        yield whole, w.cond(cond), {}


def _holds(name: str) -> str:
    """A condition as a sentence: a fact by its name alone holds."""
    return f"{name} holds" if " " not in name else name


def _sentence(cond: ph.CondPhrase | None) -> str:
    if isinstance(cond, ph.NotFact):
        return f"{cond.name} does not"
    return w.cond(cond) if cond is not None else ""
