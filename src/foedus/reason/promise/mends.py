"""Mends: changes of one clause that are tried on the text itself, and offered only if the promise then holds and no other verdict gets worse.

Candidates are read off the history that breaks the promise: the acts in it, and the clauses that let it come so far. Each adds a condition, a
consent or an effect, or says what follows when a share is not voted or an office is not filled.
Needs: `foedus.reason.promise.plan`. Source: design page STUDIO, component *counterexample story*.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from foedus.errors import FoedusError
from foedus.model import clauses as cl
from foedus.model import phrases as ph
from foedus.model import speech as sp
from foedus.model import words as w
from foedus.model.settlement import Settlement
from foedus.reason.limits import Deadline, Limits
from foedus.reason.promise.judge import judge
from foedus.reason.promise.phrases import with_other, with_traits
from foedus.reason.promise.plan import all_names, verdict
from foedus.reason.promise.verdict import PROVED, UNDECIDED, Mend, Verdict

MOST = 24
"""How many candidates are tried."""

Candidate = tuple[cl.Clause, str, Settlement]


def mended(settlement: Settlement, one: Verdict, limits: Limits, *, enough: int = 3) -> tuple[Mend, ...]:
    """The mends of a refuted promise that were found to hold, at most `enough`."""
    before = {name: verdict(settlement, name, limits) for name in all_names(settlement)}
    deadline = Deadline(4 * limits.seconds)
    found: list[Mend] = []
    for number, (clause, words, changed) in enumerate(candidates(settlement, one)):
        if len(found) == enough or number == MOST or deadline.is_over:
            break
        better = _better(changed, one.name, before, limits)
        if better is not None:
            found.append(Mend(clause.cite, words, f"in {clause.cite}: {words}", better))
    return tuple(found)


def _better(changed: Settlement, name: str, before: dict[str, Verdict], limits: Limits) -> tuple[str, ...] | None:
    """The other promises that come to hold by a change; None where the promise does not hold by it, or another gets worse."""
    try:
        if not judge(changed, name, limits=limits).holds:
            return None
        better = []
        for other, was in before.items():
            if other == name:
                continue
            now = judge(changed, other, limits=limits)
            if _rank(now) < _rank(was):
                return None
            if now.holds and not was.holds:
                better.append(other)
    except FoedusError:
        return None
    return tuple(better)


def _rank(one: Verdict) -> int:
    return 3 if one.holds else 2 if one.verdict == PROVED else 1 if one.verdict == UNDECIDED else 0


# ---- what is tried


def candidates(settlement: Settlement, one: Verdict) -> Iterator[Candidate]:
    """Changes of one clause, those nearest to the end of the history first."""
    acts = [clause for clause in map(settlement.by_cite.get, reversed(_cites(one))) if isinstance(clause, cl.ActClause)]
    wanted = list(_conditions(settlement, one))
    for clause in dict.fromkeys(acts):
        for cond in wanted:
            when = cond if clause.when is None else ph.CondJoin("and", (cond, clause.when))
            yield clause, f"when {w.cond(cond)}", with_other(settlement, clause, replace(clause, when=when))
    for clause in dict.fromkeys(acts):
        for effect in _effects(settlement, one):
            if effect not in clause.effects:
                yield clause, f"and {w.effect(effect)}", with_other(settlement, clause, replace(clause, effects=(*clause.effects, effect)))
    for clause in settlement.acts.values():
        for effect in _effects(settlement, one):
            if clause not in acts and _ends(clause, effect):
                yield clause, f"and {w.effect(effect)}", with_other(settlement, clause, replace(clause, effects=(*clause.effects, effect)))
    yield from _offices(settlement, one)
    yield from _budgets(settlement, one)


def _cites(one: Verdict) -> list[str]:
    return [cite for step in one.trace or () for cite in step.cites]


def _conditions(settlement: Settlement, one: Verdict) -> Iterator[ph.CondPhrase]:
    """What the promise asks to hold beside what it forbids, and that which the history made true did not hold."""
    clause = settlement.promises.get(one.name)
    formula = clause.formula if clause is not None else None
    if isinstance(formula, sp.Never) and isinstance(formula.when, ph.NotFact):
        yield ph.Facts(ph.Names((formula.when.name,)))
    if isinstance(formula, sp.Never) and isinstance(formula.when, ph.Facts) and len(formula.when.names.items) == 1:
        yield ph.NotFact(formula.when.names.items[0])
    if isinstance(formula, sp.OnlyWhile):
        yield formula.when
    if _moves_units(one):
        yield ph.Says(ph.Someone("some_other", "unit"), "belongs", target=ph.Target("own", "polity"))
    for name in _facts_made(settlement, one):
        yield ph.NotFact(name)


def _moves_units(one: Verdict) -> bool:
    return any(name.startswith("polity of ") for step in one.trace or () for name in step.changes)


def _facts_made(settlement: Settlement, one: Verdict) -> list[str]:
    made = [name for step in one.trace or () for name, (_, after) in step.changes.items() if after is True and name in settlement.conditions]
    return list(dict.fromkeys(made))


def _effects(settlement: Settlement, one: Verdict) -> Iterator[ph.EffectPhrase]:
    """Facts that the history made true, and that an act could end."""
    for name in _facts_made(settlement, one):
        yield ph.EffectPhrase("ceases", value=name)


def _ends(clause: cl.ActClause, effect: ph.EffectPhrase) -> bool:
    """An act that ends another fact may end this one too."""
    return any(other.how == "ceases" and other.value != effect.value for other in clause.effects)


def _offices(settlement: Settlement, one: Verdict) -> Iterator[Candidate]:
    """A winner must win in each polity."""
    clause = settlement.promises.get(one.name)
    decision = getattr(clause.formula, "decision", None) if clause is not None else None
    if decision is None or not decision.office:
        return
    organ = settlement.organs.get(settlement.find(decision.name) or "")
    for n, way in enumerate(organ.traits.filling) if organ is not None else ():
        if organ is not None and way.electors is not None and way.electors.together:
            filling = tuple(
                replace(other, electors=replace(other.electors, together=False)) if k == n and other.electors is not None else other
                for k, other in enumerate(organ.traits.filling)
            )
            words = "without `together`: a winner must win in each"
            yield organ.clause, words, with_traits(settlement, organ.clause, replace(organ.clause.traits, filling=filling))


def _budgets(settlement: Settlement, one: Verdict) -> Iterator[Candidate]:
    """The last budget continues when a share is not voted."""
    withheld = {step.act.partition(" of ")[2].partition(", ")[0] for step in one.trace or () if step.act.startswith("no share voted of ")}
    for name in withheld:
        organ = settlement.organs.get(name)
        if organ is not None and organ.traits.funding is not None and organ.traits.funding.otherwise is None:
            funding = replace(organ.traits.funding, otherwise=ph.Stage("last_budget"))
            yield organ.clause, "failing that the last budget continues", with_traits(settlement, organ.clause, replace(organ.clause.traits, funding=funding))

