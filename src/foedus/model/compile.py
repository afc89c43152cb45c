"""A settlement as a machine: every variable of the situation, every move that acts and events make possible.

Needs: the standard library. Source: design pages LANGUAGE, sections 3 to 6; REASONING, sections 1 and 2.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import partial

from foedus.model import clauses as cl
from foedus.model import phrases as ph
from foedus.model import words
from foedus.model.bind import (
    NOBODY,
    ORPHAN,
    VACANT,
    Binding,
    command,
    condition,
    holder,
    is_office,
    offices,
    person_names,
    persons,
    share,
)
from foedus.model.calendar import ticks
from foedus.model.competence import Bar, bars, speaks_of
from foedus.model.duties import Duty, allowed, binds, duties_not, forbidding, lifted, lifting, while_said
from foedus.model.effects import (
    amended,
    command_at_start,
    effects_of,
    holders_of_lots,
    possible_commands,
)
from foedus.model.events import add_events, add_time, filling_parts, renewed
from foedus.model.formula import FALSE, TRUE, Is, all_of, any_of, negation, uncollected
from foedus.model.machine import Effect, GuardPart, Machine, Move, MoveKey, Outcome, Variable
from foedus.model.money import funding_of, payers_of
from foedus.model.procedure import Building, Procedure, nothing_left
from foedus.model.recorded import Barring, Reads, Recorder, asks_who_holds, surroundings, who_may_come
from foedus.model.settlement import Organ, Settlement
from foedus.model.spans import days_between, start_date
from foedus.model.undone import add_dues, declare_dues, dues, durations, redresses

ENTRANCE = ("free", "mild", "strict", "closed")
"""The rules of entrance that migration reads."""


def machine(settlement: Settlement) -> Machine:
    """The machine of a settlement by the 30/360 calendar, worked out at the first call.

    One tick is the greatest common divisor of the durations that the clauses name.
    """
    known: Machine | None = settlement.memo.get("machine")
    if known is None:
        with uncollected():
            known = settlement.memo["machine"] = _built(settlement)
    return known


def _built(settlement: Settlement) -> Machine:
    """Part by part, in the order of the text; what a settlement before an edit compiled alike is taken over from it (see `recorded`)."""
    build = Building(settlement, ticks(_durations(settlement)))
    _declare(build)
    declare_dues(build)
    around, recorder = surroundings(build), Recorder(build)
    for clause in settlement.acts.values():
        recorder.add(f"act {clause.name}", (around, *_reads_of(settlement, clause)), partial(_add_instances, build, clause), _barring(settlement, clause))
    recorder.add("implied", (around, *_reads_of_the_rest(build)), partial(_add_the_rest, build))
    add_time(build)
    add_dues(build)
    return Machine(build.variables, recorder.finished(), build.ticks.words, build.procedures)


def _reads_of(settlement: Settlement, clause: cl.ActClause) -> Reads:
    """What the instances of an act read beside what all parts read: its clause, who may not hold what passes by it, who may come to hold what."""
    against = [one for one in forbidding(settlement) if any(verb.how == "hold" for verb in one.clause.doing.verbs) and clause.effects]
    asks = any(effect.how == "belongs" for effect in clause.effects) or asks_who_holds((clause, *(one.clause for one in against)))
    return (clause.cite, clause, tuple((one.cite, one.clause) for one in against), who_may_come(settlement) if asks else ())


def _barring(settlement: Settlement, clause: cl.ActClause) -> Barring:
    """The bars and duties that stand against an act, put on its moves for each actor by itself."""
    against = [one for one in forbidding(settlement) if _covers_act(settlement, one, clause)]
    asks = asks_who_holds(tuple(one.clause for one in against))
    reads = (tuple((one.cite, one.clause) for one in against), who_may_come(settlement) if asks else ())
    return Barring(reads, partial(_barred, settlement, clause))


def _reads_of_the_rest(build: Building) -> Reads:
    """What implied acts and events read: all that forbids, duties with the acts that they ask for, what follows elections, and which terms run."""
    settlement = build.settlement
    elections = tuple((organ, tuple(effects)) for organ, effects in build.on_election.items())
    asked = tuple((due, settlement.acts.get(due.act)) for due in dues(settlement))
    forbidden = tuple((one.cite, one.clause) for one in forbidding(settlement))
    return (forbidden, elections, asked, who_may_come(settlement) if asked else ())


def _add_instances(build: Building, clause: cl.ActClause) -> list[Binding]:
    of: list[Binding] = []
    for binding in Binding.instances(build.settlement, clause.of):
        before = len(build.moves)
        _add_act(build, clause, binding)
        of += [binding] * (len(build.moves) - before)
    return of


def _add_the_rest(build: Building) -> list[Binding]:
    before = len(build.moves)
    _add_implied(build)
    add_events(build)
    return [Binding()] * (len(build.moves) - before)


def _durations(settlement: Settlement) -> Iterator[ph.Duration]:
    """The durations that move the situation: of acts, terms, articles in force. Promises and expectations only look at it."""
    for clause in settlement.clauses:
        if isinstance(clause, cl.ActClause | cl.InForceClause):
            yield from _in(clause)
        elif isinstance(clause, cl.DutyClause):
            yield from durations(clause, settlement)
        elif isinstance(clause, cl.OrganClause) and clause.kind == "office":
            yield from (filling.every for filling in clause.traits.filling if filling.every)
            if clause.traits.term:
                yield clause.traits.term


def _in(part: object) -> Iterator[ph.Duration]:
    if isinstance(part, ph.Duration):
        yield part
    elif isinstance(part, tuple):
        for item in part:
            yield from _in(item)
    elif is_dataclass(part) and not isinstance(part, type):
        for field in fields(part):
            if field.name != "at":
                yield from _in(getattr(part, field.name))


# ---- variables


def _declare(build: Building) -> None:
    settlement = build.settlement
    for unit in settlement.units.values():
        owner = settlement.polities.get(unit.polity)
        if not (owner and owner.of_unit):
            domain = (*settlement.polities, "") if not unit.polity else tuple(settlement.polities)
            name = settlement.membership(unit.code)
            build.variables[name] = Variable(name, domain, unit.polity, unit.cite, f"{unit.title} belongs")
    for condition_ in settlement.conditions.values():
        build.boolean(condition_.name, condition_.initially, condition_.cite, condition_.title)
    for name, forces in possible_commands(settlement).items():
        start = command_at_start(settlement, name) or NOBODY
        values = tuple(dict.fromkeys((NOBODY, start, *forces)))
        build.variables[command(name)] = Variable(command(name), values, start, settlement.organs[name].cite, f"{name} is under")
    for lot, keepers in holders_of_lots(settlement).items():
        start = settlement.lots[lot].holder or NOBODY
        values = tuple(dict.fromkeys((NOBODY, ORPHAN, *keepers)))
        build.variables[holder(lot)] = Variable(holder(lot), values, start, settlement.lots[lot].cite, f"{lot} is held by")
    for organ in settlement.organs.values():
        for payer in payers_of(settlement, organ.name):
            build.boolean(share(payer, organ.name), True, organ.cite, f"the share of {payer} in {organ.name} is voted")
    _declare_offices(build)
    for act in settlement.acts.values():
        for effect in act.effects:
            if effect.how in ("amended", "all_amended"):
                build.boolean(amended(effect.value or "this settlement"), False, act.cite)
    for entrance in settlement.of_type(cl.EntranceClause):
        for polity in entranced(settlement, entrance):
            name = f"entrance to {polity}"
            build.variables[name] = Variable(name, ENTRANCE, entrance.initially or "free", entrance.cite, name)


def entranced(settlement: Settlement, clause: cl.EntranceClause) -> tuple[str, ...]:
    """The polities whose entrance a clause speaks of."""
    found: dict[str, None] = {}
    for item in clause.to.items:
        found.update(dict.fromkeys((item,) if isinstance(item, str) else settlement.polities))
    return tuple(found)


def _declare_offices(build: Building) -> None:
    counts = persons(build.settlement)
    taken: dict[tuple[str, ...], int] = {}
    groups: dict[int, dict[str, int]] = {}
    for office in offices(build.settlement):
        people = person_names(counts[office.name])
        seat = taken.get(people, 0) % len(people) if len(people) > 1 else 0
        taken[people] = taken.get(people, 0) + 1
        groups.setdefault(len(people), {})[office.name] = seat
        start = VACANT if office.traits.initially_vacant else people[seat]
        build.variables[holder(office.name)] = Variable(
            holder(office.name), (VACANT, *people), start, office.cite, f"{office.title} is held by"
        )


# ---- acts


def _add_act(build: Building, clause: cl.ActClause, binding: Binding) -> None:
    settlement = build.settlement
    name = f"{clause.name} of {binding.words}" if binding.thing else clause.name
    when = condition(settlement, clause.when, binding) if clause.when is not None else TRUE
    does = effects_of(settlement, clause.effects, binding, clause.cite, when)
    guard = [*_thing_exists(settlement, clause, binding), *_in_force(settlement, clause), *_when(settlement, clause, binding)]
    guard += _not_before(build, clause)
    guard += _held_resources(settlement, clause, does)
    Procedure(build, clause, binding, name, tuple(guard), does, nothing_left(does), clause.cite).add()


def add_procedure(
    build: Building, clause: cl.ActClause, binding: Binding, name: str, guard: tuple[GuardPart, ...], does: tuple[Effect, ...]
) -> None:
    """Add one act's instance with the bars and duties that stand against it, for each actor by itself."""
    before = len(build.moves)
    Procedure(build, clause, binding, name, guard, does, nothing_left(does), clause.cite).add()
    build.moves[before:] = [_barred(build.settlement, clause, move, binding) for move in build.moves[before:]]


def _barred(settlement: Settlement, clause: cl.ActClause, move: Move, binding: Binding) -> Move:
    """A move with the bars and duties that stand against its actor's part in an act; nothing stands against taking a consent back."""
    against = _against(settlement, clause, binding, move.key) if move.key.kind != "withdrawal" else ()
    return replace(move, guard=(*against, *move.guard)) if against else move


def _thing_exists(settlement: Settlement, clause: cl.ActClause, binding: Binding) -> Iterator[GuardPart]:
    for thing in (binding.thing, binding.to):
        if thing and settlement.exists(thing) != TRUE:
            yield GuardPart(settlement.exists(thing), Outcome.CANNOT, (clause.cite,), f"there is a {thing}")
    if clause.of is not None and clause.of.of and clause.of.type == "unit":
        belongs = settlement.belongs(binding.thing, clause.of.of)
        yield GuardPart(belongs, Outcome.VOID, (clause.cite,), f"{binding.thing} belongs to {clause.of.of}", f"{clause.cite} of")


def _in_force(settlement: Settlement, clause: cl.Clause) -> Iterator[GuardPart]:
    formula = settlement.in_force(clause.cite)
    if formula != TRUE:
        yield GuardPart(formula, Outcome.VOID, (clause.cite,), f"{clause.cite} is in force", f"{clause.cite} in force")


def _when(settlement: Settlement, clause: cl.ActClause, binding: Binding) -> Iterator[GuardPart]:
    if clause.when is not None:
        formula = condition(settlement, clause.when, binding)
        yield GuardPart(formula, Outcome.CANNOT, (clause.cite,), words.cond(clause.when), f"{clause.cite} when")


def _not_before(build: Building, clause: cl.ActClause) -> Iterator[GuardPart]:
    limit = clause.not_before
    if limit is None:
        return
    start = start_date(build.settlement)
    if limit.after_start is not None:
        wait = build.ticks.of(limit.after_start)
    elif limit.date is not None and start is not None:
        wait = max(0, days_between(start, limit.date)) // build.ticks.days
    else:
        return
    name = f"wait for {clause.name}"
    build.timer(name, wait, clause.cite, start=wait, words=f"{clause.name} may not be done yet")
    yield GuardPart(
        Is(name, 0), Outcome.CANNOT, (clause.cite,), f"the waiting period of {clause.name} is over", f"{clause.cite} not before"
    )


def _held_resources(settlement: Settlement, clause: cl.ActClause, does: tuple[Effect, ...]) -> Iterator[GuardPart]:
    """A resource may not pass into hands that a bar keeps from holding it: `CommanderInChief may not hold Weapons`."""
    for effect in does:
        lot = settlement.lots.get(effect.variable.removeprefix("holder of "))
        if lot is None or effect.value == ORPHAN:
            continue
        for bar in bars(settlement):
            held = any(verb.how == "hold" and verb.name == lot.declared for verb in bar.clause.doing.verbs)
            if held:
                formula = negation(all_of((effect.when, bar.when, negation(lifted(bar)), speaks_of(settlement, bar, str(effect.value)))))
                if formula != TRUE:
                    said = f"{effect.value} may hold {lot.declared}"
                    yield GuardPart(formula, Outcome.VOID, (bar.cite,), said, bar.cite)
        for duty in duties_not(settlement):
            if duty.names("hold", name=lot.declared):
                bound_then = all_of((binds(settlement, duty.who, str(effect.value)), while_said(settlement, duty, Binding())))
                stands = all_of((effect.when, bound_then, negation(lifted(duty))))
                if stands != FALSE:
                    said = f"{effect.value} has no duty not to hold {lot.declared}"
                    yield GuardPart(negation(stands), Outcome.BREACH, (duty.cite,), said, duty.cite)


def _against(settlement: Settlement, clause: cl.ActClause, binding: Binding, move: MoveKey) -> tuple[GuardPart, ...]:
    """The bars that cover an actor's part in an act, and the duties not to do it or consent to it."""
    parts, actor = [], move.actor
    for bar in bars(settlement):
        if _covers_act(settlement, bar, clause):
            spoken = any_of(
                speaks_of(settlement, bar, name) for name in dict.fromkeys((actor, *((binding.thing,) if bar.acts else ()))) if name
            )
            formula = negation(all_of((spoken, bar.when, negation(lifted(bar)))))
            if formula != TRUE:
                parts.append(GuardPart(formula, Outcome.VOID, (bar.cite,), f"no bar keeps {actor} from {clause.name}", bar.cite))
    for duty in duties_not(settlement) if move.kind in ("act", "consent") else ():
        if _covers_act(settlement, duty, clause):
            stands = all_of((binds(settlement, duty.who, actor), while_said(settlement, duty, binding), negation(lifted(duty))))
            if stands != FALSE:
                said = f"{actor} has no duty against {clause.name}"
                parts.append(GuardPart(negation(stands), Outcome.BREACH, (duty.cite,), said, duty.cite))
    return tuple(parts)


def _covers_act(settlement: Settlement, bar: Bar | Duty, clause: cl.ActClause) -> bool:
    """A bar covers an act that it names, or (`act`, nowhere or anywhere) every act on its matters. An act has no place."""
    if clause.name in bar.acts:
        return True
    place = bar.clause.doing.place
    if "act" not in {verb.how for verb in bar.clause.doing.verbs} or (place is not None and place.how != "anywhere"):
        return False
    if bar.matters is None:
        return not bar.excepted or not set(clause.on) & bar.excepted
    return any(set(settlement.chain(matter)) & bar.matters for matter in clause.on)


# ---- implied acts


def _add_implied(build: Building) -> None:
    settlement = build.settlement
    for organ in settlement.organs.values():
        if organ.assembly:
            continue
        _add_fill(build, organ)
        removed = organ.traits.removed_by
        if removed is not None and is_office(settlement, organ.name):
            clause = cl.ActClause(kind="act", name="Remove", by=removed, at=organ.clause.at)
            effect = Effect(TRUE, holder(organ.name), VACANT, (organ.cite,))
            _implied(build, clause, organ.name, organ.name, (), (effect,))
        _add_fund(build, organ)
    for entrance in settlement.of_type(cl.EntranceClause):
        for polity in entranced(settlement, entrance):
            for rule in ENTRANCE:
                clause = cl.ActClause(kind="act", name="SetEntrance", by=ph.ConsentOf(entrance.set_by), at=entrance.at)
                effect = Effect(TRUE, f"entrance to {polity}", rule, (entrance.cite,))
                _implied(build, clause, polity, f"{polity}, {rule}", (), (effect,))
    _add_of_duties(build)
    for article, force in settlement.in_force_clauses.items():
        if force.renewable_by is not None:
            clause = cl.ActClause(kind="act", name="Renew", by=force.renewable_by, at=force.at)
            build.boolean(renewed(article), False, force.cite, renewed(article))
            stands = GuardPart(Is(f"{article} in force", True), Outcome.CANNOT, (force.cite,), f"{article} is in force")
            _implied(build, clause, article, article, (stands,), (Effect(TRUE, renewed(article), True, (force.cite,)),))


def _add_of_duties(build: Building) -> None:
    """`Allow of …`, the consent that lifts a duty or a bar on an act; `Redress of …`, what follows a duty left undone."""
    lifts = lifting(build.settlement)
    for against in forbidding(build.settlement):
        if against.cite in lifts:
            build.boolean(allowed(against.cite), False, against.cite, f"what {against.cite} forbids is allowed")
            clause = cl.ActClause(kind="act", name="Allow", by=against.lifted_by, at=against.clause.at)
            effect = Effect(TRUE, allowed(against.cite), True, (against.cite,))
            guard = tuple(_in_force(build.settlement, against.clause))
            add_procedure(build, clause, Binding(), lifts[against.cite], guard, (effect,))
    for redress, of, guard, effects in redresses(build.settlement):
        add_procedure(build, redress, Binding(), f"Redress of {of}", guard, effects)


def _implied(build: Building, clause: cl.ActClause, owner: str, said: str, guard: tuple[GuardPart, ...], does: tuple[Effect, ...]) -> None:
    settlement = build.settlement
    there = GuardPart(settlement.exists(owner), Outcome.CANNOT, (clause.cite,), f"there is a {owner}")
    parts = ((there,) if there.formula != TRUE else ()) + guard + tuple(_in_force(settlement, clause))
    add_procedure(build, clause, Binding("organ", owner), f"{clause.name} of {said}", parts, does)


def _add_fill(build: Building, organ: Organ) -> None:
    """`Fill of X`: an office appointed, or chosen by an organ, when it is vacant or its term is over."""
    settlement = build.settlement
    if not is_office(settlement, organ.name):
        return
    for rule, term in fill_rules(organ):
        people = person_names(persons(settlement)[organ.name])
        for person in people:
            said = organ.name if len(people) == 1 else f"{organ.name}, {person}"
            clause = cl.ActClause(kind="act", name="Fill", by=rule, at=organ.clause.at)
            guard, effects = filling_parts(build, organ, person, term)
            _implied(build, clause, organ.name, said, guard, effects)


def fill_rules(organ: Organ) -> Iterator[tuple[ph.RulePhrase, ph.Duration | None]]:
    """The Rules by which organs (not peoples) fill an office, each with the term it gives."""
    for way in organ.traits.filling:
        if way.how == "appointed" and way.rule is not None:
            yield way.rule, way.every or organ.traits.term
        elif way.how == "elected" and way.electors is not None and way.electors.how == "rule" and way.electors.rule is not None:
            yield way.electors.rule, way.every or organ.traits.term
    if organ.traits.refilled_by is not None:
        yield organ.traits.refilled_by, organ.traits.term


def _add_fund(build: Building, organ: Organ) -> None:
    settlement = build.settlement
    found = funding_of(settlement, organ.name)
    if found is None:
        return
    funding, cite = found
    what = funding.voted_by or "assembly"
    for payer in payers_of(settlement, organ.name):
        assemblies = settlement.organs_of(payer, what)
        if assemblies:
            clause = cl.ActClause(kind="act", name="Fund", by=ph.ConsentOf(ph.Names(assemblies[:1])), at=organ.clause.at)
            effect = Effect(TRUE, share(payer, organ.name), True, (cite,))
            _implied(build, clause, organ.name, f"{organ.name}, {payer}", (), (effect,))
