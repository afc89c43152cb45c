"""Questions on acts: what one needs, may X do it, who can decide or block it, how something can come about.

Needs: the standard library.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from foedus.errors import QuestionError
from foedus.model import clauses as cl
from foedus.model import phrases as ph
from foedus.model import questions as qu
from foedus.model import words
from foedus.model.asked import asked_while
from foedus.model.bind import Binding, chambers, condition, members, pairs_compared
from foedus.model.compile import fill_rules, machine
from foedus.model.declare import IMPLIED
from foedus.model.effects import effects_of
from foedus.model.formula import FALSE, TRUE, Formula, all_of, any_of, holds, variables
from foedus.model.kernel import Permit, Refusal, may
from foedus.model.kernel import needs as still_needed
from foedus.model.machine import Down, Move, MoveKind, Outcome
from foedus.model.places import territory
from foedus.model.settlement import Organ, Settlement
from foedus.model.speech import Deciding
from foedus.model.voters import weights_of_people
from foedus.reason import ask_duties
from foedus.reason.answers import Answer, Holder, in_order, those
from foedus.reason.ask_promises import history
from foedus.reason.asking import Asking
from foedus.reason.voices import voices


def clause_of(asking: Asking, act: str) -> cl.ActClause:
    """The clause of an act. Raises QuestionError with the nearest."""
    found = asking.settlement.acts.get(act)
    if found is None:
        close = difflib.get_close_matches(act, asking.settlement.acts, n=2)
        raise QuestionError(f"there is no act {act}", mend=f"ask for {' or '.join(close or list(asking.settlement.acts)[:6])}")
    return found


def actors_of(asking: Asking, act: str) -> tuple[str, ...]:
    """Everybody whose consent the instances of an act ask, as things stand."""
    known: dict[str, dict[str, Formula]] = asking.settlement.memo.setdefault("actors of acts", {})
    if act not in known:
        known[act] = _actors(asking.settlement, asking.settlement.acts[act])
    return tuple(name for name, when in known[act].items() if when == TRUE or holds(when, asking.situation.values))


def _actors(settlement: Settlement, clause: cl.ActClause) -> dict[str, Formula]:
    """Everybody whom some instance of an act may ask, each while that instance can be and they are among those meant."""
    found: dict[str, Formula] = {}
    within = clause.of.of if clause.of is not None and clause.of.type == "unit" else ""
    for binding in Binding.instances(settlement, clause.of):
        there = territory(settlement, within, binding.thing) if within else TRUE
        for name, when in asked_while(settlement, clause, binding).items():
            found[name] = any_of((found.get(name, FALSE), all_of((there, when))))
    return found


# ---- what an act needs


def what_needs(asking: Asking, query: qu.Needs) -> Answer:
    """`what does ACT need`, `how does ACT happen`: its Rule in words, with hearing, conditions, times and what follows failing it."""
    if query.act not in asking.settlement.acts and query.act in IMPLIED:
        return _implied(asking, query)
    clause = clause_of(asking, query.act)
    parts = [_rule_words(asking, rule) for rule in (clause.by, clause.with_consent) if rule is not None]
    text = " and ".join(parts) if parts else "nobody can do it"
    text += _procedure(asking, clause)
    for stage in clause.stages:
        rest = words.stage(stage)
        text += f"; {rest}"
    return Answer("", "told", text, (clause.cite,), needs=actors_of(asking, clause.name))


def _procedure(asking: Asking, clause: cl.ActClause) -> str:
    text = ""
    if clause.hearing is not None:
        text += f", {words.hearing(clause.hearing)}"
    if clause.objection is not None:
        text += f", {words.objection(clause.objection)}"
    if clause.within is not None:
        text += f", {words.within(clause.within)}"
    if clause.when is not None:
        text += f", {clause.when_word} {words.cond(clause.when)}"
    if clause.not_before is not None:
        wait = clause.not_before
        said = wait.date.isoformat() if wait.date else f"{words.duration(wait.after_start)} after the start" if wait.after_start else ""
        text += f", not before {said}"
    if clause.notice is not None:
        text += f", after notice of {words.duration(clause.notice)}"
    if clause.after is not None:
        text += f"; it takes effect after {words.duration(clause.after)}"
    if clause.lasting is not None:
        text += f", for {words.duration(clause.lasting)}"
    return text


def _implied(asking: Asking, query: qu.Needs) -> Answer:
    """`what does Fill of X need`: the rule that the clause of X says, or those whose consent the act of X asks."""
    model = machine(asking.settlement)
    of = asking.name(query.of) if query.of is not None else ""
    moves = _moves(asking, query.act, of)
    if not moves and of:
        raise QuestionError(f"the text has no {query.act} of {of}", mend=_instead_of(asking, query.act, of))
    if not moves:
        instances = [key[1] for key in model.by_act if key[0] == query.act]
        mend = f"ask `what does {query.act} of {instances[0]} need`" if instances else _instead_of(asking, query.act, of)
        raise QuestionError(f"{query.act} is of something", mend=mend)
    asked = dict.fromkeys(move.key.actor for move in moves if move.kind in (MoveKind.ACT, MoveKind.CONSENT))
    organ = asking.settlement.organs.get(of)
    rules: list[ph.RulePhrase] = []
    if organ is not None and query.act == "Fill":
        rules = [rule for rule, _ in fill_rules(organ)]
    elif organ is not None and query.act == "Remove" and organ.traits.removed_by is not None:
        rules = [organ.traits.removed_by]
    text = " or ".join(_rule_words(asking, rule) for rule in rules)
    if not text:
        shares = query.act == "Fund" and len(asked) > 1
        text = words.listed(_told_by_assembly(asking, asked), "and" if shares else "or") + (", each its share" if shares else "")
    return Answer("", "told", text, in_order(cite for move in moves for cite in move.cites), needs=tuple(asked))


def _rule_words(asking: Asking, rule: ph.RulePhrase) -> str:
    """A rule as written, with the bodies of `each chamber of` written out."""
    if isinstance(rule, ph.RuleJoin):
        first, *rest = rule.parts
        said = [f"the consent of {words.rule(part)}" if isinstance(part, ph.ConsentOf) else _rule_words(asking, part) for part in rest]
        return f" {rule.join} ".join([_rule_words(asking, first), *said])
    if isinstance(rule, ph.CountOf):
        names = list(_written_out(asking, rule))
        if names:
            base = f" of {rule.base}" if rule.base else ""
            each = f"each of {words.listed(names)}" if len(names) > 1 else names[0]
            extras = words.rule(ph.CountOf(rule.share, None, (), rule.extras)).removeprefix(words.share(rule.share))
            return f"{words.share(rule.share)}{base} in {each}{extras}"
    return words.rule(rule)


def _written_out(asking: Asking, count: ph.CountOf) -> Iterator[str]:
    if all(body.how in ("chambers", "each_of", "names") and isinstance(body.of, ph.Names) for body in count.bodies):
        for body in count.bodies:
            for item in body.of.items if isinstance(body.of, ph.Names) else ():
                for name in members(asking.settlement, item):
                    yield from chambers(asking.settlement, name)


# ---- may X do it


def may_act(asking: Asking, query: qu.MayAct) -> Answer:
    """`may X do ACT of Y`: the kernel's judgement in words."""
    name = asking.name(query.who)
    of = ""
    if query.of is not None:
        of = asking.settlement.find(query.of.name, query.of.of) or query.of.name
    if query.act not in asking.settlement.acts and not any(key[0] == query.act for key in machine(asking.settlement).by_act):
        clause_of(asking, query.act)
    result = may(asking.settlement, asking.situation, actor=name, act=query.act, of=of)
    if isinstance(result, Permit):
        return _permitted(asking, result, *ask_duties.must_do(asking, name, query.act))
    return _refused(asking, result, f"{query.act} of {of}" if of else query.act)


def _permitted(asking: Asking, permit: Permit, must: str, duties: tuple[str, ...]) -> Answer:
    if permit.verdict is Outcome.PENDING:
        needs = _told_by_assembly(
            asking, sorted(permit.needs, key=list(asking.settlement.organs).index if permit.needs <= set(asking.settlement.organs) else str)
        )
        cites = in_order((*permit.cites, *duties))
        return Answer("", "pending", f"only with the consent of {words.listed(needs)}{must}", cites, needs=tuple(needs))
    if permit.verdict is Outcome.BREACH:
        return ask_duties.breach(asking, permit.against)
    return Answer("", "done", f"yes{must}", in_order((*permit.cites, *duties)) if duties else permit.cites)


def _told_by_assembly(asking: Asking, names: Iterable[str]) -> list[str]:
    """Chambers told as their assembly where all of them are meant."""
    wanted = list(names)
    found: dict[str, None] = {}
    for name in wanted:
        organ = asking.settlement.organs.get(name)
        whole = asking.settlement.organs.get(organ.assembly) if organ and organ.assembly else None
        found[whole.name if whole and set(whole.chambers) <= set(wanted) else name] = None
    return list(found)


def _refused(asking: Asking, refusal: Refusal, act: str) -> Answer:
    if refusal.verdict is Outcome.VOID:
        holders = tuple(Holder(name, name, "act", (), refusal.cites) for name in refusal.who_may)
        text = f"no: void{_instead(asking, refusal.who_may, act)}"
        return Answer("", "void", text, refusal.cites, holders, needs=refusal.who_may)
    return Answer("", "cannot", f"not now: {'; '.join(refusal.why)}", refusal.cites, needs=refusal.who_may)


def _instead(asking: Asking, who: tuple[str, ...], act: str) -> str:
    """`; X may`, `; X and Y may, together`, `; X or Y may`: who may do an act that is void of another; nothing where nobody may."""
    if not who:
        return ""
    needed = len(still_needed(machine(asking.settlement), act, asking.situation)) or 1
    told = _told_by_assembly(asking, who)
    if len(told) == 1:
        return f"; {told[0]} may"
    shown = those(told, 4) if needed >= len(who) or len(told) > 4 else words.listed(told, "or")
    return f"; {shown} may" + (", together" if needed > 1 else "")


# ---- who can decide, who can block


def who_can(asking: Asking, query: qu.WhoCan) -> Answer:
    """`who can decide D`, `who can block D`: the smallest sets of voices that can."""
    if query.decision.office:
        return _who_becomes(asking, query)
    name = query.decision.name
    if name in IMPLIED and name not in asking.settlement.acts:
        return _who_can_implied(asking, query, name)
    clause = clause_of(asking, name)
    model = machine(asking.settlement)
    instance = _instance_of(asking, name, query.of)
    steps = model.procedures.get(instance, ())
    if not steps:
        return Answer("", "nobody", "nobody", (clause.cite,))
    told, needs = _smallest_sets(asking, query, instance)
    of = f" (for {instance})" if instance != name and query.of is None else ""
    return Answer("", "told", f"{told}{of}", (clause.cite,), needs=tuple(needs))


def _smallest_sets(asking: Asking, query: qu.WhoCan, instance: str) -> tuple[str, dict[str, None]]:
    """The smallest sets that can decide, or block, one instance of an act, in words, and all who are in them."""
    steps = machine(asking.settlement).procedures[instance]
    heard = voices(instance, steps, asking.situation.values, asking.settlement)
    blocking = query.verb == "block"
    sets = list(heard.smallest(blocking=blocking))
    told = "; or ".join(heard.told(one, lambda names: _told_by_assembly(asking, names), blocking=blocking) for one in sets)
    needs = dict.fromkeys(who for one in sets for who in one if who in heard.asked or who in heard.objecting)
    nobody = "nobody: it is adopted when its last step fails" if blocking and heard.adopted else "nobody"
    return told or nobody, needs


def _who_can_implied(asking: Asking, query: qu.WhoCan, act: str) -> Answer:
    """`who can decide Fill of X`: of an act that a clause on X implies, each of its instances that is decided otherwise told apart."""
    settlement, known = asking.settlement, machine(asking.settlement).procedures
    if query.of is None:
        of = next((key.removeprefix(f"{act} of ").partition(",")[0] for key in known if key.startswith(f"{act} of ")), "something")
        raise QuestionError(f"{act} is of something", mend=f"ask `who can {query.verb} {act} of {of}`")
    of = asking.name(query.of)
    organ = settlement.organs.get(of)
    instances = [key for key in known if key.startswith(f"{act} of ") and key.removeprefix(f"{act} of ").partition(",")[0] == of]
    if not instances:
        if act == "Fill" and organ is not None and any(way.how == "elected" for way in organ.traits.filling):
            return _who_becomes(asking, qu.WhoCan(query.verb, Deciding(of, office=True)))
        raise QuestionError(f"the text has no {act} of {of}", mend=_instead_of(asking, act, of))
    cites = tuple(dict.fromkeys(cite for move in _moves(asking, act, of) for cite in move.cites))
    by: dict[str, list[str]] = {}
    needs: dict[str, None] = {}
    for instance in instances:
        told, who = _smallest_sets(asking, query, instance)
        by.setdefault(told, []).append(instance.removeprefix(f"{act} of {of}").lstrip(", "))
        needs.update(who)
    said = [told if len(by) == 1 else f"for {words.listed(which)}: {told}" for told, which in by.items()]
    return Answer("", "told", "; ".join(said), in_order(cites), needs=tuple(needs))


_MADE_BY = {"Fill": "appointed by", "Remove": "removed by", "Fund": "funded yearly by", "SetEntrance": "set by", "Renew": "renewable by"}


def _moves(asking: Asking, act: str, of: str) -> list[Move]:
    return [move for key, group in machine(asking.settlement).by_act.items() if key[0] == act and key[1].partition(",")[0] == of for move in group]


def _instead_of(asking: Asking, act: str, of: str) -> str:
    """Of what else the act can be asked; of an office that is elected, how that is asked; where there is no such act, the words that make one."""
    organ = asking.settlement.organs.get(of)
    if act == "Fill" and organ is not None and any(way.how == "elected" for way in organ.traits.filling):
        return f"it is elected: ask `who can decide who becomes {of}`"
    there = dict.fromkeys(key[1].partition(",")[0] for key in machine(asking.settlement).by_act if key[0] == act)
    close = difflib.get_close_matches(of, there, n=2) or list(there)[:3]
    return f"ask for {' or '.join(f'{act} of {one}' for one in close)}" if close else f"the text says nowhere `{_MADE_BY[act]} …`: ask for an act that it has"


def _instance_of(asking: Asking, act: str, of: qu.Whom | None) -> str:
    """The act as the model names it: of what the question says, else its first instance; empty where nobody can do it."""
    known = machine(asking.settlement).procedures
    if of is None:
        return act if act in known else next((key for key in known if key.startswith(f"{act} of ")), "")
    said = asking.settlement.find(of.name, of.of) or (f"{of.name} of {of.of}" if of.of else of.name)
    if f"{act} of {said}" in known:
        return f"{act} of {said}"
    those_of = [key for key in known if key.partition(" of ")[0] == act]
    close = difflib.get_close_matches(f"{act} of {said}", those_of, n=2) or those_of[:2]
    raise QuestionError(f"there is no {act} of {said} to decide", mend=f"ask for {' or '.join(close) or 'another act'}")


def _who_becomes(asking: Asking, query: qu.WhoCan) -> Answer:
    organ = asking.settlement.organs.get(asking.settlement.find(query.decision.name) or "")
    if organ is None:
        raise QuestionError(f"there is no office {query.decision.name}", mend="ask for an office of the text")
    for way in organ.traits.filling:
        electors = way.electors
        if electors is not None and electors.how == "people" and electors.names is not None:
            return _people_decide(asking, organ, electors, query.verb)
    return Answer("", "told", "those who fill it by its clause", (organ.cite,))


def _people_decide(asking: Asking, organ: Organ, electors: cl.Electors, verb: str) -> Answer:
    """By how the people of each polity voted last: the polity with more than half of the votes decides alone."""
    people, series = weights_of_people(asking.settlement)
    names = electors.names.items if electors.names else ()
    weight = {name: sum(people.get(unit, 0) for unit in asking.settlement.units if asking.polity_of(unit) == name) for name in names}
    total = sum(weight.values()) or 1
    shares = [f"{name} {_percent(weight[name], total)}" for name in names]
    based = f"of {series.replace('_', ' ')}" if series else "of the units"
    if len(names) > 1 and not electors.together:
        text = f"{words.listed([f'the people of {name}' for name in names])}, each" if verb == "decide" else "the people of each alone"
        return Answer("", "told", text, (organ.cite,))
    alone = [name for name in names if 2 * weight[name] > total]
    if alone:
        text = f"the people of {alone[0]} alone, who have more than half {based} ({', '.join(shares)})"
        return Answer("", "told", text, (organ.cite,), needs=(f"the people of {alone[0]}",))
    return Answer("", "told", f"no polity's people alone {based} ({', '.join(shares)})", (organ.cite,))


def _percent(part: int, whole: int) -> str:
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10} %"


# ---- how something comes about, and what it changes


def how_can(asking: Asking, query: qu.HowCan) -> Answer:
    """The acts whose effect brings it about, and what each needs; within a time, or where no act alone does, a shortest history."""
    if any(pairs_compared(query.goal)):
        return history(asking, query)  # only there are the holders told apart of whom no clause asks
    wanted = condition(asking.settlement, query.goal, Binding())
    if holds(wanted, asking.situation.values):
        return Answer("", "holds", "it holds already")
    if query.within is not None:
        return history(asking, query)
    found: dict[str, str] = {}
    for clause in asking.settlement.acts.values():
        if any(_brings(asking, clause, binding, wanted) for binding in Binding.instances(asking.settlement, clause.of)):
            found[clause.name] = clause.cite
    if not found:
        return history(asking, query)
    said = [f"{act}, by {those(_told_by_assembly(asking, actors_of(asking, act)), 4)}" for act in found]
    return Answer("", "by acts", "; ".join(said), in_order(found.values()))


def _brings(asking: Asking, clause: cl.ActClause, binding: Binding, wanted: Formula) -> bool:
    """One instance of the act makes it true, from the situation as it is."""
    values = dict(asking.situation.values)
    for effect in effects_of(asking.settlement, clause.effects, binding, clause.cite):
        if not isinstance(effect.value, Down) and holds(effect.when, asking.situation.values):
            values[effect.variable] = effect.value
    return holds(wanted, values)


def what_happens(asking: Asking, query: qu.WhatHappens) -> Answer:
    """Every clause that turns on or off when a condition holds: competences, bars, acts."""
    names = set(variables(condition(asking.settlement, query.cond, Binding())))
    found: dict[str, str] = {}
    scope = asking.table.scope
    for item in (*scope.given, *scope.residual):
        if names & set(variables(item.when)) and isinstance(item.clause, cl.CompetenceClause):
            found[item.cite] = f"{words.subjects(item.clause.subjects)} may {words.doing(item.clause.doing)}"
    for bar in scope.bars:
        if names & set(variables(bar.when)):
            clause = bar.clause
            who = words.subjects(clause.subjects) if isinstance(clause.subjects, ph.Subjects) else f"no {words.organ_set(clause.subjects)}"
            found[bar.cite] = f"{who} may {'' if who.startswith('no ') else 'not '}{words.doing(clause.doing)}"
    for act in asking.settlement.acts.values():
        if act.when is not None and names & set(variables(condition(asking.settlement, act.when, Binding()))):
            found[act.cite] = f"{act.name} may be done, {act.when_word} {words.cond(act.when)}"
    found.update(ask_duties.turning(asking, names))
    if not found:
        return Answer("", "nothing", "no clause turns on it")
    cites = in_order(found)
    return Answer("", "told", "; ".join(f"{found[cite]} ({cite})" for cite in cites))


def would_carry(asking: Asking, query: qu.WouldCarry) -> Answer:
    """Votes cast are counted by `foedus decide`; here only the voices are told."""
    clause_of(asking, query.act)
    raise QuestionError("votes are not counted by a question in this version", mend=f"ask `what does {query.act} need`")
