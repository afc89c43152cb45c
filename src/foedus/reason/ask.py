"""Answers questions from the settlement itself: who may do what, where, with whose consent, under which article.

Plain evaluation in one situation, that of the start unless the question supposes acts, conditions or a date.
Source: design page LANGUAGE, section 11.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from foedus.errors import QuestionError
from foedus.model import phrases as ph
from foedus.model import questions as qu
from foedus.model.bind import Binding, condition
from foedus.model.calendar import later
from foedus.model.compile import machine
from foedus.model.formula import Value, holds
from foedus.model.holding import Table, table
from foedus.model.kernel import Permit, Situation, may, needs, start
from foedus.model.machine import MoveKind, Outcome, apply, failing
from foedus.model.settlement import Settlement
from foedus.model.spans import start_date
from foedus.reason import ask_acts, ask_law, ask_promises, ask_things
from foedus.reason.answers import Answer
from foedus.reason.asking import Asking, check_names, check_numbers
from foedus.reason.limits import DEFAULT, Limits


def ask(settlement: Settlement, question: qu.Question, *, limits: Limits = DEFAULT) -> Answer:
    """Answer a question. limits: what a promise that is asked of may cost. Raises QuestionError where it names what the text does not know."""
    query: Any = question.query
    check_numbers(settlement, query)
    doing = getattr(query, "doing", None)
    for part in (doing.place if doing else getattr(query, "place", None), *(getattr(query, name, None) for name in ("when", "cond", "goal"))):
        check_names(settlement, part)
    if question.after or question.on or getattr(question.query, "when", None) is not None:
        situation = _supposing(settlement, question)
        asking = Asking(settlement, question, table(settlement, situation.values), lambda: situation, limits)
    else:
        asking = Asking(settlement, question, _at_start(settlement), lambda: start(settlement), limits)
    answer = _ANSWERS[type(question.query)](asking, question.query)
    return replace(answer, question=question.text)


def _at_start(settlement: Settlement) -> Table:
    known: Table | None = settlement.memo.get("table")
    if known is None:
        known = settlement.memo["table"] = table(settlement)
    return known


def _supposing(settlement: Settlement, question: qu.Question) -> Situation:
    situation = start(settlement)
    values: dict[str, Value] = dict(situation.values)
    if question.on is not None:
        values.update(_on(settlement, question))
    for done in _acts(settlement, question.after):
        values = _after(settlement, Situation(values), done)
    when = getattr(question.query, "when", None)
    if when is not None:
        values.update(_facts(settlement, when))
    return Situation(values)


def _acts(settlement: Settlement, after: tuple[qu.Done, ...]) -> list[qu.Done]:
    """The acts supposed. In `after TransferWeapons of Guard of AL, Guard of GA:` what follows the comma is no act, and says of what more it is."""
    found: list[qu.Done] = []
    known = {key[0] for key in machine(settlement).by_act}
    for done in after:
        of = found[-1].of if found else None
        if done.act in known or of is None:
            found.append(done)
        else:
            more = f"{done.act} of {_said(done.of)}" if done.of else done.act
            found[-1] = replace(found[-1], of=qu.Whom(f"{_said(of)}, {more}"), by=done.by or found[-1].by)
    return found


def _said(whom: qu.Whom) -> str:
    return f"{whom.name} of {whom.of}" if whom.of else whom.name


def _on(settlement: Settlement, question: qu.Question) -> dict[str, Value]:
    """Which articles are in force on a day."""
    day = question.on
    first = start_date(settlement)
    found: dict[str, Value] = {}
    for article, clause in settlement.in_force_clauses.items():
        begins, ends = clause.start or first, clause.until
        if clause.lasting is not None and begins is not None:
            ends = later(begins, clause.lasting)
        if day is not None:
            found[f"{article} in force"] = (begins is None or begins <= day) and (ends is None or day <= ends)
    if day is not None and first is not None:
        for act in settlement.acts.values():
            wait = f"wait for {act.name}"
            if act.not_before is not None and wait in machine(settlement).variables:
                until = act.not_before.date or (later(first, act.not_before.after_start) if act.not_before.after_start else first)
                if day >= until:
                    found[wait] = 0
    return found


def _after(settlement: Settlement, situation: Situation, done: qu.Done) -> dict[str, Value]:
    """The situation after an act: by the one who is named, or by all whose consent it needs."""
    of = ""
    if done.of is not None:
        of = settlement.find(done.of.name, done.of.of) or done.of.name
    model = machine(settlement)
    moves = [move for move in model.by_act.get((done.act, of), ()) if move.kind in (MoveKind.ACT, MoveKind.CONSENT)]
    if not moves:
        acts = sorted({key[0] for key in model.by_act})
        close = difflib.get_close_matches(done.act, acts, n=2)
        said = f"{done.act} of {of}" if of else done.act
        raise QuestionError(f"there is no act {said}", mend=f"suppose {' or '.join(close) or 'an act of the text'}")
    if done.by is not None:
        who = settlement.find(done.by.name, done.by.of) or done.by.name
        result = may(settlement, situation, actor=who, act=done.act, of=of)
        if not isinstance(result, Permit) or result.after is None:
            raise QuestionError(f"{who} cannot do {done.act} here: {'; '.join(result.why or result.missing)}" if not isinstance(result, Permit) else done.act,
                                mend="suppose first what it needs")  # fmt: skip
        return dict(result.after.values)
    return _by_all(situation, moves, done, model, of)


def _by_all(situation: Situation, moves: list[Any], done: qu.Done, model: Any, of: str) -> dict[str, Value]:
    values: dict[str, Value] = dict(situation.values)
    name = f"{done.act} of {of}" if of else done.act
    wanted = set(needs(model, name, situation)) if name in model.procedures else {move.key.actor for move in moves}
    changed = False
    for move in moves:
        if move.key.actor in wanted or len(moves) == 1:
            lacking = [part for part in failing(move, values) if part.mode is not Outcome.BREACH]
            if not lacking:
                values, changed = apply(move, values), True
    if not changed:
        raise QuestionError(f"{name} cannot be done here", mend="suppose first what it needs")
    return values


def _facts(settlement: Settlement, when: ph.CondPhrase) -> dict[str, Value]:
    """What a supposed condition says: facts by name, and offices, commands and places that it names."""
    found: dict[str, Value] = {}
    if isinstance(when, ph.CondJoin) and when.join == "and":
        for part in when.parts:
            found.update(_facts(settlement, part))
        return found
    if isinstance(when, ph.Facts):
        found = {member: True for name in when.names.items for member in settlement.members(name)}
    elif isinstance(when, ph.NotFact):
        found = dict.fromkeys(settlement.members(when.name), False)
    elif isinstance(when, ph.Says) and isinstance(when.subject, ph.Names):
        found = _spoken(settlement, when)
    trial = {**start(settlement).values, **found}
    if not found or not holds(condition(settlement, when, Binding()), trial):
        raise QuestionError(
            "this condition cannot be supposed", mend="suppose conditions by name, `while AtWar and not Parted`, or acts: `after …:`"
        )
    return found


def _spoken(settlement: Settlement, says: ph.Says) -> dict[str, Value]:
    names = [settlement.find(item) or item for item in says.subject.items] if isinstance(says.subject, ph.Names) else []
    found: dict[str, Value] = {}
    for name in names:
        if says.what == "is":
            found[f"{says.value} of {name}"] = not says.negated
        elif says.what == "vacant":
            found[f"holder of {name}"] = "person 1" if says.negated else "vacant"
        elif says.what == "under":
            found[f"command of {name}"] = "nobody" if says.negated else says.value
        elif says.what == "belongs" and says.target is not None:
            found[f"polity of {name}"] = says.target.name
    return found


_ANSWERS: dict[type, Callable[[Asking, Any], Answer]] = {
    qu.MayVerb: ask_law.may_verb,
    qu.WhoMay: ask_law.who_may,
    qu.WhatMay: ask_law.what_may,
    qu.MayAct: ask_acts.may_act,
    qu.Needs: ask_acts.what_needs,
    qu.WhoCan: ask_acts.who_can,
    qu.HowCan: ask_acts.how_can,
    qu.WhatHappens: ask_acts.what_happens,
    qu.WouldCarry: ask_acts.would_carry,
    qu.WhoHas: ask_things.who_has,
    qu.WhoGets: ask_things.who_gets,
    qu.DoesHold: ask_promises.does_hold,
    qu.WhatRests: ask_promises.what_rests,
    qu.WhatIs: ask_things.what_is,
}
