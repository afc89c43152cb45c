"""What an act changes, as effects on variables: memberships, commands, holders, conditions; and what an organ's end entails.

Needs: the standard library. Source: design page REASONING, section 2.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from foedus.model import phrases as ph
from foedus.model.bind import (
    NOBODY,
    ORPHAN,
    VACANT,
    Binding,
    Cases,
    command,
    commanded,
    holder,
    is_office,
    members,
    polity_of,
    target,
)
from foedus.model.formula import FALSE, Formula, Is, all_of, any_of, negation, replace_atoms
from foedus.model.machine import Effect
from foedus.model.settlement import Settlement
from foedus.source import Citation

ALWAYS: Formula = all_of(())


def effects_of(
    settlement: Settlement, phrases: Iterable[ph.EffectPhrase], binding: Binding, cite: Citation, when: Formula = ALWAYS
) -> tuple[Effect, ...]:
    """The effects of one instance of an act, its own first, then what the end of organs entails where it does not say otherwise.

    when: the condition of the act, without which it cannot be done; what could follow only against it is left out.
    """
    said = [effect for phrase in phrases for effect in _effect(settlement, phrase, binding, cite)]
    moved = [effect for effect in said if effect.variable.startswith("polity of ")]
    entailed = [effect for effect in _ends(settlement, moved, cite, when) if not _settled(effect, said)]
    return exclusive((*said, *entailed))


def _settled(effect: Effect, said: list[Effect]) -> bool:
    return any(other.variable == effect.variable for other in said)


def exclusive(effects: Iterable[Effect]) -> tuple[Effect, ...]:
    """Make the conditions of different values of one variable exclude one another: what is said first stands."""
    found: list[Effect] = []
    before: dict[str, list[Effect]] = {}
    for effect in effects:
        rivals = [other.when for other in before.get(effect.variable, ()) if other.value != effect.value]
        when = all_of((effect.when, *(negation(rival) for rival in rivals)))
        if when == FALSE:
            continue
        kept = Effect(when, effect.variable, effect.value, effect.cites)
        before.setdefault(effect.variable, []).append(effect)
        found.append(kept)
    return tuple(found)


def _effect(settlement: Settlement, phrase: ph.EffectPhrase, binding: Binding, cite: Citation) -> Iterator[Effect]:
    cites = (cite,)
    match phrase.how:
        case "becomes" | "ceases":
            yield from (Effect(ALWAYS, name, phrase.how == "becomes", cites) for name in _conditions(settlement, phrase.value, binding))
        case "is" | "is_not":
            for thing in _things(settlement, phrase, binding):
                name = f"{phrase.value} of {thing}"
                if name in settlement.conditions:
                    yield Effect(ALWAYS, name, phrase.how == "is", cites)
        case "under":
            for thing in _things(settlement, phrase, binding):
                if commanded(settlement, thing):
                    yield Effect(ALWAYS, command(thing), settlement.find(phrase.value) or phrase.value, cites)
        case "not_under":
            for thing in _things(settlement, phrase, binding):
                if commanded(settlement, thing):
                    yield Effect(Is(command(thing), settlement.find(phrase.value) or phrase.value), command(thing), NOBODY, cites)
        case "vacant":
            for thing in _things(settlement, phrase, binding):
                if is_office(settlement, thing):
                    yield Effect(ALWAYS, holder(thing), VACANT, cites)
        case "belongs":
            yield from _belongs(settlement, phrase, binding, cites)
        case "passes":
            yield from _passes(settlement, phrase, binding, cites)
        case "amended":
            yield Effect(ALWAYS, amended(phrase.value), True, cites)
        case "all_amended":
            yield Effect(ALWAYS, amended("this settlement"), True, cites)


def amended(what: str) -> str:
    """The name of the variable that says that an article, or the settlement, was amended."""
    return f"{what} amended"


def _conditions(settlement: Settlement, name: str, binding: Binding) -> tuple[str, ...]:
    for owner in (binding.of_type("polity"), binding.of_type("unit"), binding.owner(settlement) if binding.thing else ""):
        if owner and f"{name} of {owner}" in settlement.conditions:
            return (f"{name} of {owner}",)
    return tuple(found for found in members(settlement, name) if found in settlement.conditions)


def _things(settlement: Settlement, phrase: ph.EffectPhrase, binding: Binding) -> tuple[str, ...]:
    if isinstance(phrase.thing, ph.That):
        thing = binding.of_type(phrase.thing.type)
        return (thing,) if thing else ()
    return members(settlement, phrase.thing) if phrase.thing else ()


def _belongs(settlement: Settlement, phrase: ph.EffectPhrase, binding: Binding, cites: tuple[Citation, ...]) -> Iterator[Effect]:
    cases: Cases = target(settlement, phrase.target, binding) if phrase.target else []
    for unit in _things(settlement, phrase, binding):
        if unit in settlement.units:
            for when, names in cases:
                for name in names[:1]:
                    yield Effect(when, settlement.membership(unit), name, cites)


def _passes(settlement: Settlement, phrase: ph.EffectPhrase, binding: Binding, cites: tuple[Citation, ...]) -> Iterator[Effect]:
    """A resource passes to a holder; to a polity, into the hands of its force there: the unit's own in that polity, else the polity's."""
    cases: Cases = target(settlement, phrase.target, binding) if phrase.target else []
    near = lots_near(settlement, binding.thing) if binding.thing else None
    for thing in _things(settlement, phrase, binding):
        if near is not None and thing in settlement.lots and thing not in near:
            continue
        for lot in lots_meant(settlement, thing, binding):
            for when, names in cases:
                for name in names[:1]:
                    for chosen, keeper in _keepers(settlement, name, settlement.lots[lot].of):
                        yield Effect(all_of((when, chosen)), holder(lot), keeper, cites)


def lots_near(settlement: Settlement, thing: str) -> frozenset[str]:
    """The lots of a thing, or of that thing's own organs: no others can be meant by an act that is of it."""
    known: dict[str, frozenset[str]] | None = settlement.memo.get("lots near")
    if known is None:
        found: dict[str, set[str]] = {}
        for lot in settlement.lots.values():
            found.setdefault(lot.of, set()).add(lot.name)
            if lot.of in settlement.organs:
                found.setdefault(settlement.organs[lot.of].owner, set()).add(lot.name)
        known = settlement.memo["lots near"] = {name: frozenset(lots) for name, lots in found.items()}
    return known.get(thing, frozenset())


def lots_meant(settlement: Settlement, thing: str, binding: Binding) -> tuple[str, ...]:
    """The lots of a resource that an act's instance speaks of: those of the thing that it is of, or of that thing's own organs."""
    known: dict[tuple[str, str], tuple[str, ...]] = settlement.memo.setdefault("lots meant", {})
    key = (thing, binding.thing)
    if key not in known:
        known[key] = tuple(_lots_meant(settlement, thing, binding.thing))
    return known[key]


def _lots_meant(settlement: Settlement, thing: str, of: str) -> Iterable[str]:
    lots = [settlement.lots[name] for name in members(settlement, thing) if name in settlement.lots]
    if not of:
        return [lot.name for lot in lots]
    owned = [lot.name for lot in lots if lot.of == of]
    return owned or [lot.name for lot in lots if lot.of in settlement.organs and settlement.organs[lot.of].owner == of]


def _keepers(settlement: Settlement, name: str, of: str) -> Iterator[tuple[Formula, str]]:
    if name not in settlement.polities:
        yield ALWAYS, name
        return
    organ = settlement.organs.get(of)
    if organ is not None and organ.within == name:
        yield ALWAYS, of
        return
    own = settlement.owned.get((name, "force"), ())
    if own:
        yield ALWAYS, own[0]


def _ends(settlement: Settlement, moved: list[Effect], cite: Citation, when: Formula) -> Iterator[Effect]:
    """What follows for the organs that a change of membership ends: lots become orphans, commands end."""
    for effect in moved:
        unit = effect.variable.removeprefix("polity of ")
        for left, names in polity_of(settlement, unit):
            for polity in names:
                if polity == effect.value:
                    continue
                leaving = all_of((effect.when, left))
                for organ in _organs_owned(settlement, unit):
                    if settlement.organs[organ].within == polity:
                        yield from _end(settlement, organ, leaving, cite)
                if _excludes_the_last(settlement, when, unit, polity):
                    continue
                # One part for all the others, which every effect of this shares.
                others = negation(any_of(settlement.belongs(other, polity) for other in settlement.units if other != unit))
                last = all_of((leaving, others))
                for organ in _organs_owned(settlement, polity):
                    yield from _end(settlement, organ, last, cite)


def _organs_owned(settlement: Settlement, owner: str) -> tuple[str, ...]:
    """The organs of an owner, chambers left out, in the order of the text."""
    known: dict[str, list[str]] | None = settlement.memo.get("organs owned")
    if known is None:
        known = settlement.memo["organs owned"] = {}
        for organ in settlement.organs.values():
            if not organ.assembly:
                known.setdefault(organ.owner, []).append(organ.name)
    return tuple(known.get(owner, ()))


def _excludes_the_last(settlement: Settlement, when: Formula, unit: str, polity: str) -> bool:
    """The condition of the act fails where this unit is the only one of the polity."""

    def alone(leaf: Is) -> Formula:
        if leaf.variable == settlement.membership(unit):
            return ALWAYS if leaf.value == polity else negation(ALWAYS)
        return negation(ALWAYS) if leaf.variable.startswith("polity of ") and leaf.value == polity else leaf

    return replace_atoms(when, alone) == FALSE


def _end(settlement: Settlement, organ: str, when: Formula, cite: Citation) -> Iterator[Effect]:
    if when == FALSE:
        return
    for lot in lots_that_may_be_held(settlement, organ):
        yield Effect(all_of((when, Is(holder(lot), organ))), holder(lot), ORPHAN, (settlement.lots[lot].cite, cite))
    if commanded(settlement, organ):
        yield Effect(all_of((when, negation(Is(command(organ), NOBODY)))), command(organ), NOBODY, (cite,))
    for force in commanders(settlement).get(organ, ()):
        yield Effect(all_of((when, Is(command(force), organ))), command(force), NOBODY, (cite,))


def lots_that_may_be_held(settlement: Settlement, organ: str) -> tuple[str, ...]:
    """The lots of which an organ is among the possible holders."""
    known: dict[str, list[str]] | None = settlement.memo.get("lots that may be held")
    if known is None:
        known = settlement.memo["lots that may be held"] = {}
        for lot, keepers in holders_of_lots(settlement).items():
            for keeper in keepers:
                known.setdefault(keeper, []).append(lot)
    return tuple(known.get(organ, ()))


def holders_of_lots(settlement: Settlement) -> dict[str, tuple[str, ...]]:
    """For each lot, those who may ever hold it: its first holder and all to whom an act may pass it."""
    known: dict[str, tuple[str, ...]] | None = settlement.memo.get("lot holders")
    if known is None:
        found: dict[str, dict[str, None]] = {lot.name: ({lot.holder: None} if lot.holder else {}) for lot in settlement.lots.values()}
        for clause in settlement.acts.values():
            passing = [phrase for phrase in clause.effects if phrase.how == "passes"]
            for binding in Binding.instances(settlement, clause.of) if passing else ():
                for phrase in passing:
                    for effect in _passes(settlement, phrase, binding, (clause.cite,)):
                        found[effect.variable.removeprefix("holder of ")][str(effect.value)] = None
        known = settlement.memo["lot holders"] = {lot: tuple(names) for lot, names in found.items()}
    return known


def commanders(settlement: Settlement) -> dict[str, tuple[str, ...]]:
    """For each organ that may command, the forces that may be under it."""
    known: dict[str, tuple[str, ...]] | None = settlement.memo.get("commanders")
    if known is None:
        found: dict[str, dict[str, None]] = {}
        for force, names in possible_commands(settlement).items():
            for name in names:
                found.setdefault(name, {})[force] = None
        known = settlement.memo["commanders"] = {name: tuple(forces) for name, forces in found.items()}
    return known


def possible_commands(settlement: Settlement) -> dict[str, tuple[str, ...]]:
    """For each organ whose command may change, those under whom it may ever be: from the start, and by acts."""
    known: dict[str, tuple[str, ...]] | None = settlement.memo.get("possible commands")
    if known is not None:
        return known
    found: dict[str, dict[str, None]] = {}
    for organ in settlement.organs.values():
        if commanded(settlement, organ.name):
            start = command_at_start(settlement, organ.name)
            found[organ.name] = {start: None} if start else {}
    for clause in settlement.acts.values():
        under = [phrase for phrase in clause.effects if phrase.how == "under"]
        for binding in Binding.instances(settlement, clause.of) if under else ():
            for phrase in under:
                for thing in _things(settlement, phrase, binding):
                    if thing in found:
                        found[thing][settlement.find(phrase.value) or phrase.value] = None
    known = settlement.memo["possible commands"] = {name: tuple(names) for name, names in found.items()}
    return known


def command_at_start(settlement: Settlement, name: str) -> str:
    """Under whom the clause of an organ puts it; empty where it says nothing."""
    organ = settlement.organs[name]
    under = organ.traits.under
    if under is None:
        return ""
    if isinstance(under, str):
        return settlement.find(under) or under
    found = settlement.organs_of(organ.owner, under.what)
    return found[0] if found else ""
