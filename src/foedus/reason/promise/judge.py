"""From a promise to its verdict: the property is asked of the engine, and the answer put into words.

Needs: `foedus.reason.portfolio`. Source: design page REASONING, sections 4 to 9.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from foedus.errors import LimitReached
from foedus.model import speech as sp
from foedus.model.bind import is_office, pairs_compared
from foedus.model.formula import FALSE, TRUE, Formula, Is, holds, names
from foedus.model.incumbents import incumbents
from foedus.model.machine import Machine, MoveKind, apply, is_lawful
from foedus.model.settlement import Settlement
from foedus.reason.certificate import ProofCertificate
from foedus.reason.limits import DEFAULT, Deadline, Limits, Tried
from foedus.reason.portfolio import Decision, Matter, Proved, Refuted, Undecided, settle
from foedus.reason.promise import safety, unilateral
from foedus.reason.promise.asked import NotDecidable, Property
from foedus.reason.promise.docket import Clause, Docket
from foedus.reason.promise.ghosts import instance_of, was_done, watched
from foedus.reason.promise.given import assumed, digest, model_of
from foedus.reason.promise.groundwork import Ground, few, groundwork
from foedus.reason.promise.lemma_words import lemma_lines
from foedus.reason.promise.story import Story, Telling
from foedus.reason.promise.unhurried import seldom_collected
from foedus.reason.promise.verdict import (
    PROVED,
    REFUTED,
    UNDECIDED,
    Assumed,
    Broken,
    Certified,
    Verdict,
)
from foedus.reason.standing import Standing, standing

BY_TEXT = "read off the clauses: no situation at all is against it"


def judge(settlement: Settlement, name: str, *, limits: Limits = DEFAULT) -> Verdict:
    """Decide one promise or possibility of a settlement. Raises KeyError for a name that it does not have."""
    clause = settlement.promises.get(name) or settlement.possibles[name]
    return judge_clause(settlement, clause, limits=limits)


def judge_clause(settlement: Settlement, clause: Clause, *, limits: Limits = DEFAULT) -> Verdict:
    """Decide a promise or possibility, which need not stand in the text."""
    docket = Docket(_comparing(settlement, clause), clause, limits)
    with seldom_collected():
        found = _tried(docket)
    return replace(found, assumes=(*assumed(docket), *found.assumes), model=digest(settlement))


def _comparing(settlement: Settlement, clause: Clause) -> Settlement:
    """The settlement in which the holders are told apart of whom a clause asks that does not stand in the text."""
    stands = any(clause is one for one in settlement.clauses)
    return settlement if stands or not any(pairs_compared(clause)) else replace(settlement, clauses=(*settlement.clauses, clause), memo={})


def _held_by_persons(docket: Docket) -> None:
    """Raise NotDecidable where a clause compares the holders of what no one person holds."""
    settlement = docket.settlement
    for pair in pairs_compared(docket.clause):
        for name in (pair.first, pair.second):
            if not all(is_office(settlement, office) for office in incumbents(settlement, settlement.find(name) or name)):
                raise NotDecidable(f"{name} is no office that one person holds, so nobody holds it beside another")


def _tried(docket: Docket) -> Verdict:
    try:
        return _judged(docket)
    except NotDecidable as reason:
        return docket.verdict(UNDECIDED, str(reason), tried=(Tried("reading", str(reason)),))
    except LimitReached as reached:
        return docket.verdict(UNDECIDED, reached.message, tried=(Tried("limit", reached.message, seconds=docket.limits.seconds),))


def _judged(docket: Docket) -> Verdict:
    clause = docket.clause
    _held_by_persons(docket)
    if isinstance(clause, sp.PossibleClause):
        from foedus.reason.promise import chances

        return chances.judged(docket, clause)
    match clause.formula:
        case sp.NoOrganMay() | sp.Whole():
            from foedus.reason.promise import table

            return table.judged(docket, clause.formula)
        case sp.ElectedCount():
            from foedus.reason.promise import structure

            return structure.elected(docket, clause.formula)
        case sp.Alike():
            from foedus.reason.promise import alike

            return alike.judged(docket, clause.formula)
        case formula:
            return decided(docket, property_of(docket.settlement, model_of(docket), formula))


def property_of(settlement: Settlement, model: Machine, formula: sp.Formula) -> Property:
    """The property of a promise over situations. Raises NotDecidable for the forms that are read off the text."""
    match formula:
        case sp.Always():
            return safety.always(settlement, model, formula)
        case sp.Never():
            return safety.never(settlement, model, formula)
        case sp.OnlyWhile():
            return safety.only_while(settlement, model, formula)
        case sp.OnlyAfter():
            return safety.only_after(settlement, model, formula)
        case sp.Custody():
            return safety.custody(settlement, model, formula)
        case sp.Neither(first, second, verb, decision):
            return unilateral.nobody_alone(settlement, model, (first, second), verb, decision)
        case sp.NoneAlone(names, verb, decision):
            return unilateral.nobody_alone(settlement, model, names.items, verb, decision)
        case sp.EachBlocks():
            return unilateral.each_blocks(settlement, model, formula)
        case _:
            raise NotDecidable("this form is read off the text, not off histories")


# ---- safety


def decided(docket: Docket, asked: Property) -> Verdict:
    """Decide a property and put the answer into words."""
    ground = groundwork(docket.settlement, docket.limits, even_in_breach=docket.even_in_breach)
    found = settled(docket, asked, ground)
    if isinstance(found, Refuted):
        return refuted(docket, asked, found)
    if isinstance(found, Undecided):
        return docket.verdict(UNDECIDED, _tried_words(found.tried), tried=found.tried)
    return proved(docket, asked, found, ground)


def settled(docket: Docket, asked: Property, ground: Ground, bad: Formula | None = None) -> Decision:
    """Ask the engine. Consents are hidden where that helps, never where ghosts watch them."""
    if (asked.bad if bad is None else bad) == FALSE:
        return Proved((), (), ProofCertificate(BY_TEXT, True), (Tried("reading", "no situation is against it"),))
    hide = frozenset(name for name in asked.machine.variables if name.startswith("yes of ")) if not asked.ghosts else frozenset()
    matter = Matter(asked.machine, ground.facts, docket.even_in_breach, hide, first=few(docket.settlement))
    never = asked.bad if bad is None else bad
    found = settle(matter, never, docket.limits, Deadline(docket.limits.seconds))
    if isinstance(found, Proved):
        standings(docket.settlement)[never, docket.even_in_breach] = standing(matter, never, found)
    return found


def standings(settlement: Settlement) -> dict[tuple[Formula, bool], Standing | None]:
    """The proofs made for a settlement, by what never holds, and whether even in breach: a change of the text may leave them standing."""
    known: dict[tuple[Formula, bool], Standing | None] = settlement.memo.setdefault("standing", {})
    return known


def refuted(docket: Docket, asked: Property, found: Refuted) -> Verdict:
    """The story of a history that breaks a promise, and which part of it breaks."""
    telling = Telling(docket.settlement, asked.machine, asked.ghosts)
    story = telling.tell(found.trace, even_in_breach=docket.even_in_breach)
    end = story.situations[-1]
    broken = [part for part in asked.parts if holds(part.formula, end)]
    first = broken[0]
    coalitions = tuple(part.who for part in broken if part.who)
    notes = asked.notes
    if coalitions and isinstance(docket.clause, sp.PromiseClause) and hasattr(docket.clause.formula, "decision"):
        notes = (*notes, *unilateral.split(docket.settlement, docket.clause.formula.decision, end))
    cites = f" ({', '.join(first.cites)})" if first.cites else ""
    ending = f"{first.words}{cites}: this breaks {docket.clause.name} ({docket.clause.cite})."
    ending = ending[:1].upper() + ending[1:]
    return docket.verdict(
        REFUTED, _how_soon(found, story, ending), trace=story.steps, folded=story.folded, shortest=found.shortest,
        broken=Broken(first.name, first.binding, ending), coalitions=coalitions, notes=notes, tried=found.tried,
    )  # fmt: skip


def _how_soon(found: Refuted, story: Story, ending: str) -> str:
    number = len(story.steps)
    if number == 0:
        return f"From the start: {ending}"
    moves = "1 move" if number == 1 else f"{number} moves"
    return f"{'After ' + moves + ', and after no fewer' if found.shortest else 'After ' + moves}: {ending}"


def proved(docket: Docket, asked: Property, found: Proved, ground: Ground) -> Verdict:
    """A proof in words, with its certificate; vacuous where its subject can never occur."""
    if not found.certificate.ok:
        return docket.verdict(UNDECIDED, f"a proof did not stand its check: {found.certificate.failing}", tried=found.tried)
    empty = vacuity(docket, asked, ground)
    used = ground.used(asked, docket.even_in_breach)
    lines = lemma_lines(docket.settlement, asked, found)
    reason = empty or f"In every history, of any length, it holds{' even in breach' if docket.even_in_breach else ''}."
    return docket.verdict(
        PROVED, reason, vacuous=bool(empty), lemma=lines, certificate=Certified(found.certificate.by, ok=True),
        assumes=tuple(Assumed(text, cite) for text, cite in used), notes=asked.notes, tried=found.tried,
    )  # fmt: skip


def vacuity(docket: Docket, asked: Property, ground: Ground) -> str:
    """Why the promise holds of nothing, in a sentence; empty where its subject can occur."""
    if asked.subject is not None:
        subject, words = asked.subject
        if subject != TRUE and _never(settled(docket, asked, ground, subject)):
            return f"It holds only because it can never be that {words}."
        return ""
    formula = docket.clause.formula if isinstance(docket.clause, sp.PromiseClause) else None
    if isinstance(formula, sp.Neither | sp.NoneAlone | sp.EachBlocks):
        return _undoable(docket, asked, ground, formula.decision)
    if isinstance(formula, sp.NoOrganMay | sp.Whole):
        return ""  # what it speaks of are matters and places, and those are there
    spoken = names(asked.bad) or (frozenset(safety.spoken_of(docket.settlement, formula)) if formula is not None else frozenset())
    if spoken and not any(effect.variable in spoken for move in asked.machine.moves for effect in move.effects):
        return "It holds only because nothing in the text ever changes what it speaks of."
    return ""


def _undoable(docket: Docket, asked: Property, ground: Ground, decision: sp.Deciding) -> str:
    """An act that can never be done is decided by nobody, and that is no merit of its Rule."""
    if decision.office:
        return ""
    model = model_of(docket)
    instances = [name for name in model.procedures if name.split(" of ")[0] == decision.name]
    done = watched(model, (was_done(model, instances),))
    if any(_carries_at_once(done, name) for name in instances):
        return ""
    if _never(settled(docket, Property(done, (), ghosts=frozenset(("done",))), ground, Is("done", True))):
        return f"It holds only because {decision.name} can never be done."
    return ""


def _carries_at_once(model: Machine, instance: str) -> bool:
    """From the start, with every voice of the act raised in turn, it is done."""
    values = dict(model.start)
    for move in model.moves:
        if instance_of(move) == instance and move.kind in (MoveKind.ACT, MoveKind.CONSENT) and is_lawful(move, values):
            values = apply(move, values)
    return values["done"] is True


def _never(found: Decision) -> bool:
    return isinstance(found, Proved) and found.certificate.ok


def _tried_words(tried: Sequence[Tried]) -> str:
    methods = ", ".join(dict.fromkeys(f"{one.method}: {one.outcome}" for one in tried))
    return f"Neither a proof nor a history was found within the limit ({methods})."
