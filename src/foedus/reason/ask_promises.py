"""Questions on promises: does one hold and why, what rests on a clause, by what history something can come about.

The solver is loaded when such a question is asked, and not before.
"""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from foedus.errors import QuestionError
from foedus.model import questions as qu
from foedus.model import speech as sp
from foedus.model.words import listed
from foedus.reason.answers import Answer, in_order
from foedus.reason.asking import Asking

if TYPE_CHECKING:
    from foedus.reason.promise.verdict import Verdict


def does_hold(asking: Asking, query: qu.DoesHold) -> Answer:
    """`does N hold`: the verdict with its ground; `why does N hold`: the story or the lemma, and what it rests on."""
    settlement = asking.settlement
    if query.name in settlement.promises or query.name in settlement.possibles:
        from foedus.reason.promise.plan import verdict
        from foedus.reason.promise.whole import whole_verdict

        one = whole_verdict(settlement, query.name, limits=asking.limits) if query.why else verdict(settlement, query.name, asking.limits)
        return _why(one) if query.why else Answer("", one.verdict, f"{_called(one)}: {_ground(one)}", one.cites)
    expected = settlement.expects.get(query.name)
    if expected is not None:
        return Answer("", "not yet measured", "not yet measured", (expected.cite,))
    pool = [*settlement.promises, *settlement.possibles, *settlement.expects]
    close = difflib.get_close_matches(query.name, pool, n=3)
    raise QuestionError(f"the text promises nothing called {query.name}", mend=f"ask for {' or '.join(close or pool[:5])}")


def _called(one: Verdict) -> str:
    return f"{one.verdict} of nothing" if one.vacuous else one.verdict


def _plain(reason: str) -> str:
    return reason.rstrip(".")


def _ground(one: Verdict) -> str:
    """The reason without the promise that it is of: the question has named it."""
    return re.sub(rf"(:|\.) [Tt]his breaks {re.escape(one.name)} \([^()]*(\([^()]*\))*\)$", "", _plain(one.reason))


def _why(one: Verdict) -> Answer:
    from foedus.reason.promise.read import story_lines

    parts = [f"{_called(one)}: {_ground(one)}"]
    if one.trace:
        parts += [line.rstrip(".") for line in story_lines(one)[:-1]]
    parts += [line.words.rstrip(".") for line in one.lemma]
    if one.stuck is not None:
        parts += [line.rstrip(".") for line in one.stuck.because]
    parts += [" ".join(plan).rstrip(".") for plan in one.plans]
    parts += [f"{clause.cite} has no mirror" for clause in one.mirrorless]
    if one.rests_on is not None and one.rests_on.necessary:
        parts.append(f"it rests on {listed(list(map(str, one.rests_on.necessary)))}")
    return Answer("", one.verdict, "; ".join(parts), in_order(one.cited))


def what_rests(asking: Asking, query: qu.WhatRests) -> Answer:
    """`what rests on Art. 7(2)`: the promises that break when a phrase of that clause is struck."""
    settlement = asking.settlement
    if query.article not in settlement.by_cite:
        raise QuestionError(f"there is no {query.article}", mend="cite a clause of the text, such as Art. 7(2)")
    from foedus.reason.promise.plan import all_names
    from foedus.reason.promise.whole import whole_verdict

    found, cites, open_ = [], [query.article], []
    for name in all_names(settlement):
        one = whole_verdict(settlement, name, limits=asking.limits)
        if one.verdict == "undecided":
            open_.append(name)
        elif one.rests_on is not None and query.article in one.rests_on.cites:
            words = listed([f"“{phrase.words}”" for phrase in one.rests_on.necessary if phrase.cite == query.article])
            found.append(f"{name}, on {words}")
            cites += one.cites
    text = "; ".join(found) or "no promise"
    if open_:
        text += f"; undecided: {listed(open_)}"
    return Answer("", "told", text, in_order(cites))


def history(asking: Asking, query: qu.HowCan) -> Answer:
    """`how can C come about within 2 years`: a shortest history from the start."""
    from foedus.model.clauses import At
    from foedus.reason.promise.judge import judge_clause

    if asking.question.after or asking.question.on:
        raise QuestionError("a history is told from the start", mend="ask without `after` and without a date")
    chance = sp.CanCome(query.goal, None, once=True, within=query.within)
    one = judge_clause(asking.settlement, sp.PossibleClause("It", chance, at=At()), limits=asking.limits)
    if one.verdict == "undecided":
        return Answer("", "undecided", _plain(one.reason), ())
    if not one.is_proved:
        limit = " in that time" if query.within is not None else ""
        return Answer("", "never", f"no history brings it about{limit}", ())
    steps = [step.rstrip(".") for plan in one.plans for step in plan]
    return Answer("", "by a history", "; ".join(f"{n}. {step}" for n, step in enumerate(steps, 1)), in_order(one.cited[1:]))
