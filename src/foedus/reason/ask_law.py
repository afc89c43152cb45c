"""Questions on competences: who may, may X, what may X do.

Needs: the standard library.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from foedus.errors import QuestionError
from foedus.model import clauses as cl
from foedus.model import phrases as ph
from foedus.model import questions as qu
from foedus.model import words
from foedus.model.bind import NOBODY, ORPHAN, command, commanded, holder, members
from foedus.model.competence import Competence, Kind, verbs_of
from foedus.model.formula import holds
from foedus.model.holding import Cell, Held, Holding
from foedus.model.machine import Outcome
from foedus.model.settlement import ABROAD, Settlement
from foedus.reason import ask_duties, ask_things
from foedus.reason.answers import Answer, Holder, in_order, those
from foedus.reason.asking import Asking


@dataclass(frozen=True, slots=True)
class _Way:
    """A way of holding as it is told for several places at once: the unit itself said generally."""

    holders: tuple[str, ...]
    organs: tuple[str, ...]
    kind: Kind
    cites: tuple[str, ...]
    needs: tuple[str, ...]
    acts: tuple[str, ...]
    prevailing: str


def _asked(asking: Asking, doing: ph.Doing) -> tuple[tuple[str, ...], tuple[str, ...]]:
    verbs = tuple(verb for verb in _verbs(doing))
    for matter in doing.matters:
        if matter not in asking.settlement.matters:
            close = difflib.get_close_matches(matter, asking.settlement.matters, n=3)
            mend = f"ask for {' or '.join(close)}" if close else f"ask for one of {those(list(asking.settlement.matters), 12)}"
            raise QuestionError(f"no matter is called {matter}", mend=mend)
    if not verbs or not doing.matters:
        raise QuestionError("a question on a competence names a verb and a matter", mend="ask `who may legislate on trade in Alder`")
    return verbs, doing.matters


def _verbs(doing: ph.Doing) -> tuple[str, ...]:
    known = verbs_of(doing)
    return tuple(verb for verb in ("legislate", *sorted(known)) if verb in known)[: len(known)] if len(known) < 3 else tuple(sorted(known))


def who_may(asking: Asking, query: qu.WhoMay) -> Answer:
    """`who may legislate on trade in Alder`: the holders, or the gap, or the overlap, told place by place where it differs."""
    if any(verb.how == "hold" for verb in query.doing.verbs):
        raise QuestionError("who holds a resource is asked otherwise", mend="ask `who holds Weapons of …`")
    verbs, matters = _asked(asking, query.doing)
    found = asking.places(query.doing.place)
    groups: dict[tuple[Held, tuple[_Way, ...]], list[str]] = {}
    holders: list[Holder] = []
    cites: list[str] = []
    for verb in verbs:
        for matter in matters:
            for place in found:
                cell = asking.table.cell(verb, matter, place)
                ways = _ways(asking.settlement, cell, place)
                key = (cell.verdict, ways)
                groups.setdefault(key, []).append(place)
                cites += cell.cites
                holders += _holders(cell, place)
    verdicts = {key[0] for key in groups}
    verdict = next(kind for kind in (Held.OVERLAP, Held.GAP, Held.HELD) if kind in verdicts)
    return Answer("", verdict.value, _told(asking, groups), in_order(cites), _merged(holders))


def _told(asking: Asking, groups: dict[tuple[Held, tuple[_Way, ...]], list[str]]) -> str:
    if len(groups) == 1:
        (verdict, ways), places = next(iter(groups.items()))
        return _words_of(asking, verdict, ways, tuple(places))
    said = []
    for (verdict, ways), places in sorted(groups.items(), key=lambda item: asking.order(item[1][0])):
        said.append(f"{asking.telling(tuple(dict.fromkeys(places)))}: {_words_of(asking, verdict, ways, tuple(places))}")
    return "; ".join(said)


def _ways(settlement: Settlement, cell: Cell, place: str) -> tuple[_Way, ...]:
    """The holdings of a cell, those through acts of the same holders told as one."""
    merged: dict[tuple[tuple[str, ...], Kind], list[Holding]] = {}
    for holding in cell.holdings:
        merged.setdefault((holding.holders, holding.kind), []).append(holding)
    return tuple(_way(settlement, group, place) for group in merged.values())


def _way(settlement: Settlement, group: list[Holding], place: str) -> _Way:
    first = group[0]
    holders = tuple("itself" if name == place else name for name in first.holders)
    organs = tuple(_general(settlement, name, place) for name in first.organs if name not in first.holders)
    cites = tuple(dict.fromkeys(cite for holding in group for cite in holding.cites))
    needed = tuple(dict.fromkeys(words.rule(rule) for holding in group for rule, _ in holding.needs))
    return _Way(holders, organs, first.kind, cites, needed, tuple(holding.act for holding in group if holding.act), first.prevailing)


def _general(settlement: Settlement, organ: str, place: str) -> str:
    known = settlement.organs.get(organ)
    if known is not None and known.owner == place and known.name != known.declared:
        return f"its {known.declared}"
    return organ


def _words_of(asking: Asking, verdict: Held, ways: tuple[_Way, ...], places: tuple[str, ...]) -> str:
    if verdict is Held.GAP:
        return "nobody: a gap"
    said = [_way_words(asking, way, places) for way in ways]
    if verdict is Held.OVERLAP:
        return f"an overlap of {words.listed(said)}"
    if len(ways) > 1 and all(way.kind is Kind.CONCURRENT for way in ways):
        prevailing = next((way.prevailing for way in ways if way.prevailing), "")
        return f"{words.listed(said[:8])}, concurrently" + (f", with {prevailing} prevailing" if prevailing else "")
    return "; ".join(said[:8]) + (f"; and {len(said) - 8} more, each in its own name" if len(said) > 8 else "")


def _way_words(asking: Asking, way: _Way, places: tuple[str, ...]) -> str:
    if way.acts:
        them = _assemblies(asking.settlement, way.holders)
        return f"{words.listed(them)}{' together' if len(them) > 1 else ''}, by {words.listed(dict_keys(way.acts))}"
    unit = places[0] if len(set(places)) == 1 else ""
    names = [(unit or "each unit, in itself") if name == "itself" else name for name in way.holders]
    text = words.listed(names)
    organs = [organ for organ in way.organs if organ not in way.holders]
    if organs:
        through = [organ.removeprefix("its ") + f" of {unit}" if unit and organ.startswith("its ") else organ for organ in organs]
        text += f", through {words.listed(through)}"
    if way.kind is Kind.JOINT:
        text += ", only together"
    if way.kind is Kind.RESIDUAL:
        text += ", as residual"
    for needed in way.needs:
        text += f", with the consent of {needed}"
    return text


def dict_keys(names: tuple[str, ...]) -> list[str]:
    """Names, each once, in order."""
    return list(dict.fromkeys(names))


def _assemblies(settlement: Settlement, holders: tuple[str, ...]) -> list[str]:
    """Chambers told as their assembly where all of them are there."""
    found: dict[str, None] = {}
    for name in holders:
        organ = settlement.organs.get(name)
        whole = organ.assembly if organ else ""
        complete = whole and set(settlement.organs[whole].chambers) <= set(holders)
        found[whole if complete else name] = None
    return list(found)


def _holders(cell: Cell, place: str) -> list[Holder]:
    mode = {Kind.EXCLUSIVE: "exclusive", Kind.JOINT: "joint", Kind.CONCURRENT: "concurrent", Kind.RESIDUAL: "residual"}
    found = []
    for holding in cell.holdings:
        organs = holding.organs if len(holding.organs) == len(holding.holders) else holding.organs[:1] * len(holding.holders)
        for name, organ in zip(holding.holders, organs, strict=True):
            found.append(Holder(name, organ, "act" if holding.act else mode[holding.kind], (place,), holding.cites))
    return found


def _merged(holders: list[Holder]) -> tuple[Holder, ...]:
    found: dict[tuple[str, str, str, tuple[str, ...]], dict[str, None]] = {}
    for one in holders:
        found.setdefault((one.name, one.organ, one.mode, one.cites), {}).update(dict.fromkeys(one.places))
    return tuple(Holder(name, organ, mode, tuple(places), cites) for (name, organ, mode, cites), places in found.items())


# ---- may X


def may_verb(asking: Asking, query: qu.MayVerb) -> Answer:
    """`may X VERB on M in P`: yes, only with consents, or no with the bar or with whoever holds it instead."""
    name = asking.name(query.who)
    if any(verb.how == "used" for verb in query.doing.verbs):
        return _may_be_used(asking, name, query)
    if any(verb.how == "hold" for verb in query.doing.verbs):
        return _may_hold(asking, name, query)
    verbs, matters = _asked(asking, query.doing)
    own = query.doing.place or ph.PlaceOf("in_itself")
    where = asking.places(own, name)
    yes: list[str] = []
    no: list[str] = []
    wrong: list[str] = []
    needs: dict[str, None] = {}
    cites: list[str] = []
    bars: list[str] = []
    instead: list[Cell] = []
    for verb in verbs:
        for matter in matters:
            for place in where:
                cell = asking.table.cell(verb, matter, place)
                mine = [holding for holding in cell.holdings if name in holding.holders or name in holding.organs]
                if mine and not all(holding.act for holding in mine):
                    duties = ask_duties.against(asking, name, mine, verb, matter, place)
                    (wrong if any(duty.lifted_by is None for duty in duties) else yes).append(place)
                    cites += [duty.cite for duty in duties]
                    needs.update(dict.fromkeys(words.rule(duty.lifted_by) for duty in duties if duty.lifted_by is not None))
                    cites += [cite for holding in mine for cite in holding.cites]
                    needs.update(dict.fromkeys(words.rule(rule) for holding in mine for rule, _ in holding.needs))
                    needs.update(dict.fromkeys(_partners(holding, name) for holding in mine if holding.kind is Kind.JOINT))
                else:
                    no.append(place)
                    instead.append(cell)
                    bars += asking.table.barred_by(name, verb, matter, place)
    if wrong:
        return ask_duties.sorted_out(asking, yes, wrong, no, [*cites, *bars])
    if no and yes:
        text = f"yes {asking.telling(tuple(dict.fromkeys(yes)))}; no {asking.telling(tuple(dict.fromkeys(no)))}"
        return Answer("", Outcome.VOID.value, text, in_order([*cites, *bars]))
    if no:
        return _void(asking, in_order(bars), instead, where)
    if needs:
        return Answer(
            "", Outcome.PENDING.value, f"only with the consent of {words.listed(list(needs))}", in_order(cites), needs=tuple(needs)
        )
    return Answer("", Outcome.DONE.value, "yes", in_order(cites))


def _partners(holding: Holding, name: str) -> str:
    return words.listed([other for other in holding.holders if other != name])


def _void(asking: Asking, bars: tuple[str, ...], instead: list[Cell], where: tuple[str, ...]) -> Answer:
    others: dict[tuple[_Way, ...], list[str]] = {}
    for cell, place in zip(instead, where * (len(instead) // max(1, len(where))), strict=False):
        others.setdefault(_ways(asking.settlement, cell, place), []).append(place)
    cites = in_order([*bars, *(cite for cell in instead for cite in cell.cites)])
    if any(others):
        groups = {(Held.HELD, ways): places for ways, places in others.items() if ways}
        holders = _merged([one for cell, place in zip(instead, where * len(instead), strict=False) for one in _holders(cell, place)])
        return Answer("", Outcome.VOID.value, f"no: void; it is held by {_told(asking, groups)}", cites, holders)
    return Answer("", Outcome.VOID.value, "no: void" if bars else "no: void; nobody holds it", bars or cites)


def _may_hold(asking: Asking, name: str, query: qu.MayVerb) -> Answer:
    resource = next(verb.name for verb in query.doing.verbs if verb.how == "hold")
    bars = [
        bar.cite
        for bar in asking.table.scope.bars
        if any(verb.how == "hold" and verb.name == resource for verb in bar.clause.doing.verbs)
        and holds(asking.table.scope.bar_reach(asking.table.scope.bars.index(bar), name, next(iter(asking.settlement.units), ABROAD)),
                  asking.table.facts)
    ]  # fmt: skip
    keepers = _keepers(asking, resource)
    clause = next((clause for clause in asking.settlement.of_type(cl.ResourceClause) if clause.name == resource), None)
    cites = (clause.cite,) if clause else ()
    if bars:
        told = f"; held by {those(_by_family(asking, keepers), 4)}" if keepers else ""
        held = tuple(Holder(who, who, "custody", (), cites) for who in keepers)
        return Answer("", Outcome.VOID.value, f"no: void{told}", in_order(bars), held)
    breach = ask_duties.against_holding(asking, name, resource)
    if breach is not None:
        return breach
    if name in keepers:
        return Answer("", Outcome.DONE.value, "yes", cites)
    return Answer("", Outcome.DONE.value, f"no clause bars it; {name} holds none now", cites)


def _by_family(asking: Asking, names: list[str]) -> list[str]:
    """Names, with `each Guard` for a family all of whose members there are now are among them."""
    settlement, found = asking.settlement, dict[str, None]()
    for name in names:
        organ = settlement.organs.get(name)
        family = settlement.families.get(organ.declared, ()) if organ else ()
        there = {one for one in family if holds(settlement.exists(one), asking.table.facts)}
        found[f"each {organ.declared}" if organ and len(there) > 1 and there <= set(names) else name] = None
    return list(found)


def _keepers(asking: Asking, resource: str) -> list[str]:
    """Who holds a resource now. Raises QuestionError for one that the text does not have."""
    settlement = asking.settlement
    lots = [lot for lot in members(settlement, resource) if lot in settlement.lots]
    if not lots:
        there = list(dict.fromkeys(lot.declared for lot in settlement.lots.values()))
        close = difflib.get_close_matches(resource, there, n=2) or there[:6]
        raise QuestionError(f"no resource is called {resource}", mend=f"ask for {' or '.join(close)}" if close else "the text has no `resource`")
    values = asking.situation.values
    return list(dict.fromkeys(str(values[holder(lot)]) for lot in lots if values[holder(lot)] not in (NOBODY, ORPHAN)))


def _may_be_used(asking: Asking, name: str, query: qu.MayVerb) -> Answer:
    """The use of a force: its commander must be able to command there, and no bar may stand against it. A use is a fact: breach, not void."""
    settlement, scope = asking.settlement, asking.table.scope
    if not commanded(settlement, name):
        forces = list(dict.fromkeys(organ.declared for organ in settlement.organs.values() if organ.kind == "force"))
        raise QuestionError(f"{name} is no force that is used", mend=f"ask for {those(forces, 6)}" if forces else "the text has no `force`")
    commander = str(asking.situation.values.get(command(name), "nobody"))
    organ = settlement.organs.get(name)
    where = asking.places(query.doing.place or ph.PlaceOf("in_itself"), name)
    bars: list[str] = []
    for n, bar in enumerate(scope.bars):
        spoken = any(verb.how in ("used", "act") for verb in bar.clause.doing.verbs)
        if spoken and any(holds(scope.bar_reach(n, name, place), asking.situation.values) for place in where):
            bars.append(bar.cite)
    bars += ask_duties.against_use(asking, name, where)
    cites = [organ.cite] if organ else []
    if commander == "nobody":
        text = f"not now: {name} is under nobody's command{ask_things.comes_under(asking, name)}"
        return Answer("", Outcome.CANNOT.value, text, in_order(cites + bars))
    reach = [cite for place in where for cite in _commands(asking, commander, place)]
    lacking = [place for place in where if not _commands(asking, commander, place)]
    if bars or lacking:
        why = "" if bars else f"; {commander} may not command {asking.telling(tuple(lacking))}"
        return Answer("", Outcome.BREACH.value, f"no: breach{why}", in_order([*bars, *(cites if not bars else [])]))
    return Answer("", Outcome.DONE.value, f"yes, under {commander}", in_order(reach))


def _commands(asking: Asking, commander: str, place: str) -> list[str]:
    found = []
    for matter in asking.settlement.matters:
        if place in asking.table.scope.places_of("command", matter):
            cell = asking.table.cell("command", matter, place)
            found += [
                cite for holding in cell.holdings if commander in holding.organs or commander in holding.holders for cite in holding.cites
            ]
    return found


# ---- what may X do


def what_may(asking: Asking, query: qu.WhatMay) -> Answer:
    """`what may X do in P`: every competence of X that counts there, clause by clause, and the acts in which it has a part."""
    name = asking.name(query.who)
    scope = asking.table.scope
    where = asking.places(query.place, name) if query.place else (*asking.settlement.units, ABROAD)
    said: dict[str, str] = {}
    for item in scope.given:
        if isinstance(item.clause, cl.CompetenceClause) and _mine(asking, item, name, where) and not _all_barred(asking, item, name, where):
            said[item.cite] = words.doing(item.clause.doing) + _limits(item.clause)
    for clause in asking.settlement.acts.values():
        if _has_part(asking, name, clause.name):
            said[clause.cite] = f"{'do' if _alone(asking, name, clause.name) else 'take part in'} {clause.name}"
    for item in scope.residual:
        if _mine(asking, item, name, where) and _most_particular(asking, item.level, where):
            said[item.cite] = "everything that no other clause gives"
    duties = ask_duties.duties_of(asking, name, where)
    if not said and not duties:
        return Answer("", "nothing", "nothing that a clause gives", ())
    said.update(duties)
    cites = in_order(said)
    return Answer("", "held", "; ".join(f"{said[cite]} ({cite})" for cite in cites), ())


def _mine(asking: Asking, item: Competence, name: str, where: Iterable[str]) -> bool:
    """Whether a competence is somebody's, itself or as the organ through which it is used, and counts now in one of the places."""
    scope, values = asking.table.scope, asking.table.facts
    holders = [who for who in item.holders if who not in item.while_meant or holds(item.while_meant[who], values)]
    mine = name in holders or any(name in scope.through(who, verb) for who in holders for verb in item.verbs)
    return mine and holds(item.when, values) and any(holds(item.reach[place], values) for place in where)


def _all_barred(asking: Asking, item: Competence, name: str, where: Iterable[str]) -> bool:
    """Whether bars leave nothing of a competence: no verb, on no matter, in none of the places."""
    against = asking.table.scope.against
    for place in where:
        for verb in item.verbs if holds(item.reach[place], asking.table.facts) else ():
            for matter in item.matters if item.matters is not None else asking.settlement.matters:
                if not against(verb, matter):
                    return False
                cell = asking.table.cell(verb, matter, place)
                if any(item.cite in one.cites and name in (*one.holders, *one.organs) for one in cell.holdings):
                    return False
    return True


def _limits(clause: cl.CompetenceClause) -> str:
    text = ""
    if clause.limits.when is not None:
        text += f" {clause.limits.word} {words.cond(clause.limits.when)}"
    if clause.limits.with_consent is not None:
        text += f" with the consent of {words.rule(clause.limits.with_consent)}"
    return text


def _most_particular(asking: Asking, level: int, where: tuple[str, ...]) -> bool:
    values = asking.table.facts
    deeper = [item for item in asking.table.scope.residual if item.level > level]
    return not all(any(holds(item.reach[place], values) for item in deeper) for place in where if place != ABROAD)


def _has_part(asking: Asking, name: str, act: str) -> bool:
    from foedus.reason.ask_acts import actors_of

    organ = asking.settlement.organs.get(name)
    names = {name, *(organ.chambers if organ else ())}
    return bool(names & set(actors_of(asking, act)))


def _alone(asking: Asking, name: str, act: str) -> bool:
    from foedus.reason.ask_acts import actors_of

    organ = asking.settlement.organs.get(name)
    names = {name, *(organ.chambers if organ else ())}
    return set(actors_of(asking, act)) <= names
