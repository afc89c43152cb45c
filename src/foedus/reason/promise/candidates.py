"""Changes of one clause that might mend a refuted promise, read off the history that breaks it and off what the promise asks.

A condition on an act, a consent, an effect, a fallback, a bar, a winner in each polity or in all together, an exception in the promise itself.
Needs: the standard library. Source: design page STUDIO, component *counterexample story*.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from textwrap import indent

from foedus.model import clauses as cl
from foedus.model import phrases as ph
from foedus.model import speech as sp
from foedus.model import words as w
from foedus.model.settlement import Settlement
from foedus.reason.promise.phrases import with_other, with_traits
from foedus.reason.promise.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Candidate:
    """A clause and the one in its place, what changes in words, and the settlement so changed."""

    old: cl.Clause
    new: cl.Clause
    words: str
    settlement: Settlement

    def directive(self, write: Callable[[cl.Clause], str]) -> str:
        """The amendment, to be put in a text that `extends` this one."""
        what = f"promise {self.old.name}" if isinstance(self.old, sp.PromiseClause) else self.old.cite
        return f"replace {what} with\n{indent(write(self.new), '  ')}"


def candidates(settlement: Settlement, one: Verdict) -> Iterator[Candidate]:
    """What may be tried, the changes that reach least first; no change twice."""
    seen: set[tuple[str, str]] = set()
    found = chain(
        _budgets(settlement, one), _electors(settlement, one), _exceptions(settlement, one), _consents(settlement, one),
        _ended(settlement, one), _guarded(settlement, one), _barred(settlement, one),
    )  # fmt: skip
    for candidate in found:
        key = (candidate.old.cite, candidate.words)
        if key not in seen:
            seen.add(key)
            yield candidate


def _changed(settlement: Settlement, old: cl.Clause, new: cl.Clause, words: str) -> Candidate:
    if isinstance(old, cl.OrganClause) and isinstance(new, cl.OrganClause):
        return Candidate(old, new, words, with_traits(settlement, old, new.traits))
    return Candidate(old, new, words, with_other(settlement, old, new))


def _acts(settlement: Settlement, one: Verdict) -> list[cl.ActClause]:
    """The acts of the history, those nearest to its end first."""
    cites = [cite for step in one.trace or () for cite in step.cites]
    found = [clause for clause in map(settlement.by_cite.get, reversed(cites)) if isinstance(clause, cl.ActClause)]
    return list(dict.fromkeys(found))


def _facts_made(settlement: Settlement, one: Verdict) -> list[str]:
    made = [name for step in one.trace or () for name, (_, after) in step.changes.items() if after is True and name in settlement.conditions]
    return list(dict.fromkeys(made))


def _formula(settlement: Settlement, one: Verdict) -> sp.Formula | None:
    clause = settlement.promises.get(one.name)
    return clause.formula if clause is not None else None


# ---- conditions and effects


def _guarded(settlement: Settlement, one: Verdict) -> Iterator[Candidate]:
    """An act of the history is done only when what the promise asks beside it holds, or what the history made true does not."""
    wanted = list(dict.fromkeys(_conditions(settlement, one)))
    for clause in _acts(settlement, one):
        for cond in wanted:
            when = cond if clause.when is None else ph.CondJoin("and", (cond, *_parts(clause.when)))
            yield _changed(settlement, clause, replace(clause, when=when), f"when {w.cond(cond)}")


def _parts(cond: ph.CondPhrase) -> tuple[ph.CondPhrase, ...]:
    return cond.parts if isinstance(cond, ph.CondJoin) and cond.join == "and" else (cond,)


def _conditions(settlement: Settlement, one: Verdict) -> Iterator[ph.CondPhrase]:
    formula = _formula(settlement, one)
    if isinstance(formula, sp.Never) and isinstance(formula.when, ph.NotFact):
        yield ph.Facts(ph.Names((formula.when.name,)))
    if isinstance(formula, sp.Never) and isinstance(formula.when, ph.Facts) and len(formula.when.names.items) == 1:
        yield ph.NotFact(formula.when.names.items[0])
    if isinstance(formula, sp.OnlyWhile):
        yield formula.when
    if any(name.startswith("polity of ") for step in one.trace or () for name in step.changes):
        yield ph.Says(ph.Someone("some_other", "unit"), "belongs", target=ph.Target("own", "polity"))
    for name in _facts_made(settlement, one):
        yield ph.NotFact(name)


def _ended(settlement: Settlement, one: Verdict) -> Iterator[Candidate]:
    """An act also ends what the history made true: the acts of the history, those that part, and those that end something already."""
    made = [ph.EffectPhrase("ceases", value=name) for name in _facts_made(settlement, one) if name not in _for_good(settlement)]
    acts = _acts(settlement, one)
    others = [clause for clause in settlement.acts.values() if clause.kind == "exit" or any(effect.how == "ceases" for effect in clause.effects)]
    for clause in dict.fromkeys((*acts, *others)):
        for effect in made:
            makes = any(other.value == effect.value for other in clause.effects)
            if clause.effects and not makes:
                yield _changed(settlement, clause, replace(clause, effects=(*clause.effects, effect)), f"and {w.effect(effect)}")


def _for_good(settlement: Settlement) -> frozenset[str]:
    """What an exit brings about is not to be undone by other acts."""
    return frozenset(effect.value for clause in settlement.acts.values() if clause.kind == "exit" for effect in clause.effects)


# ---- who must agree


def _consents(settlement: Settlement, one: Verdict) -> Iterator[Candidate]:
    """The assembly of a polity that is passed over must agree, or the organ whose consent the promise asks."""
    formula = _formula(settlement, one)
    if isinstance(formula, sp.OnlyAfter):
        for clause in _acts(settlement, one):
            for name in formula.names.items:
                yield from _agreed(settlement, clause, name)
    decision = getattr(formula, "decision", None)
    act = settlement.acts.get(decision.name) if decision is not None and not decision.office else None
    for polity in settlement.polities if act is not None else ():
        for name in settlement.organs_of(polity, "assembly"):
            if act is not None and (polity,) not in one.coalitions:
                yield from _agreed(settlement, act, name)


def _agreed(settlement: Settlement, clause: cl.ActClause, name: str) -> Iterator[Candidate]:
    consent = ph.ConsentOf(ph.Names((name,)))
    if clause.by is not None:
        parts = clause.by.parts if isinstance(clause.by, ph.RuleJoin) and clause.by.join == "and" else (clause.by,)
        yield _changed(settlement, clause, replace(clause, by=ph.RuleJoin("and", (*parts, consent))), f"and {w.rule(consent)}")


def _electors(settlement: Settlement, one: Verdict) -> Iterator[Candidate]:
    """A winner must win in each polity; or, where that is what is counted, in all together."""
    formula = _formula(settlement, one)
    decision = getattr(formula, "decision", None)
    names = [decision.name] if decision is not None and decision.office else list(settlement.organs) if isinstance(formula, sp.ElectedCount) else []
    for name in names:
        organ = settlement.organs.get(settlement.find(name) or "")
        for n, way in enumerate(organ.traits.filling if organ is not None else ()):
            electors = way.electors
            if organ is None or electors is None or electors.names is None or len(electors.names.items) < 2:
                continue
            other = replace(way, electors=replace(electors, together=not electors.together))
            filling = tuple(other if k == n else same for k, same in enumerate(organ.clause.traits.filling))
            words = "without `together`: a winner must win in each" if electors.together else "together"
            yield _changed(settlement, organ.clause, replace(organ.clause, traits=replace(organ.clause.traits, filling=filling)), words)


# ---- fallbacks, bars, exceptions


def _budgets(settlement: Settlement, one: Verdict) -> Iterator[Candidate]:
    """The last budget continues when a share is not voted."""
    withheld = {step.act.partition(" of ")[2].partition(", ")[0] for step in one.trace or () if step.act.startswith("no share voted of ")}
    for name in sorted(withheld):
        organ = settlement.organs.get(name)
        if organ is not None and organ.clause.traits.funding is not None and organ.clause.traits.funding.otherwise is None:
            funding = replace(organ.clause.traits.funding, otherwise=ph.Stage("last_budget"))
            new = replace(organ.clause, traits=replace(organ.clause.traits, funding=funding))
            yield _changed(settlement, organ.clause, new, "failing that the last budget continues")


def _barred(settlement: Settlement, one: Verdict) -> Iterator[Candidate]:
    """A bar that stands already reaches also those of whom the promise asks it."""
    formula = _formula(settlement, one)
    says = formula.cond if isinstance(formula, sp.Never) else None
    if not isinstance(says, ph.Says) or says.what != "holds" or not isinstance(says.subject, ph.Names):
        return
    for bar in settlement.of_type(cl.BarClause):
        if says.value in w.doing(bar.doing).split() and isinstance(bar.subjects, ph.Subjects):
            items = tuple(dict.fromkeys((*bar.subjects.items, *says.subject.items)))
            if items != bar.subjects.items:
                new = replace(bar, subjects=replace(bar.subjects, items=items))
                yield _changed(settlement, bar, new, f"{w.listed(says.subject.items)} too")


def _exceptions(settlement: Settlement, one: Verdict) -> Iterator[Candidate]:
    """The promise leaves out the matters on which it is broken."""
    clause = settlement.promises.get(one.name)
    if clause is None or not isinstance(clause.formula, sp.NoOrganMay) or one.broken is None:
        return
    spoken = [word for word in re.findall(r"\w+", one.broken.words) if word in settlement.matters]
    formula = clause.formula
    if spoken and not formula.limits.when:
        matters = tuple(dict.fromkeys((*formula.limits.except_on, *spoken)))
        new = replace(clause, formula=replace(formula, limits=replace(formula.limits, except_on=matters)))
        yield _changed(settlement, clause, new, f"except on {w.listed(matters)}")
