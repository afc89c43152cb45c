"""What a proved promise rests on, in phrases of the text; and that it rests on none.

To strike a restriction only adds histories, so least sets are told of restrictions alone. An effect that an act has beside others, and a clause
that gives something, is struck by itself: without it the promise breaks, or it does not.
Needs: `foedus.reason.rests`. Source: design page REASONING, section 7.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from foedus.errors import LimitReached
from foedus.model import speech as sp
from foedus.model.compile import machine
from foedus.model.formula import FALSE, any_of, holds, names
from foedus.model.machine import Machine, Outcome
from foedus.model.settlement import Settlement
from foedus.reason.limits import Deadline
from foedus.reason.part import prepared
from foedus.reason.portfolio import Matter, Proved, Refuted, Undecided, settle
from foedus.reason.promise.asked import NotDecidable, Property
from foedus.reason.promise.atlas import Atlas
from foedus.reason.promise.docket import Docket
from foedus.reason.promise.ghosts import instance_of
from foedus.reason.promise.given import model_of
from foedus.reason.promise.groundwork import Ground, facts_without, groundwork
from foedus.reason.promise.phrases import (
    ConsentPart,
    consent_parts,
    effect_phrases,
    function_clauses,
    giving_clauses,
    phrase_of,
    strike,
    table_phrases,
)
from foedus.reason.promise.verdict import Phrase, RestsOn
from foedus.reason.rests import rests_on
from foedus.reason.slice import assuming, vocabulary

Struck = Iterable[tuple[Phrase, Settlement]]


def rests(docket: Docket, asked: Property, formula: sp.Formula) -> tuple[RestsOn, bool]:
    """What a safety promise rests on, and whether no phrase does any work for it."""
    ground = groundwork(docket.settlement, docket.limits, even_in_breach=docket.even_in_breach)
    deadline = Deadline(docket.limits.seconds)
    if asked.bad == FALSE:
        necessary, complete = _one_by_one(docket, formula, _in_the_text(docket.settlement, formula), deadline)
        return RestsOn(necessary, (necessary,) if complete else (), complete), False
    found, minimal, complete, silence = _of_moves(docket, asked, ground)
    effects, decided = _one_by_one(docket, formula, _effects(docket, asked), deadline)
    necessary = tuple(phrase_of(docket.settlement, name) for name in found)
    least = tuple(tuple(phrase_of(docket.settlement, name) for name in one) for one in minimal)
    return RestsOn((*necessary, *effects), least, complete and decided), silence and not effects


def _of_moves(
    docket: Docket, asked: Property, ground: Ground
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...], bool, bool]:
    """Phrases of guards and of Rules: (necessary, least sets, whether all were decided, whether none does any work)."""
    consents = consent_parts(docket.settlement)
    small = _relevant(docket, asked, ground)
    about = {instance_of(move) for move in small.moves}
    further = [name for name, part in consents.items() if about & set(part.blocs)]
    hide = frozenset(name for name in small.variables if name.startswith("yes of ")) if not asked.ghosts else frozenset[str]()
    what = rests_on(
        small, asked.bad, even_in_breach=docket.even_in_breach, hide=hide, limits=docket.limits, further=further,
        striker=lambda model, struck: strike(model, struck, consents),
    )  # fmt: skip
    if what is None:
        return (), (), False, False
    beneath, decided = _beneath(docket, asked, ground, consents)
    minimal = tuple((*least, *beneath) for least in what.minimal)
    return (*what.necessary, *beneath), minimal, what.complete and decided, what.silence and not beneath


def _relevant(docket: Docket, asked: Property, ground: Ground) -> Machine:
    """The moves that bear on a promise where what was proved first is taken as known: what else there is stays as it starts.

    A move counts even where a phrase keeps it from ever being made, and what that phrase speaks of counts too: it may be struck.
    """
    model = asked.machine
    whole, rewrite = prepared(model, even_in_breach=docket.even_in_breach), assuming(ground.facts)
    found = set(names(rewrite(asked.bad)))
    waiting, moves = list(found), {}
    while waiting:
        for number, place in whole.writers.get(waiting.pop(), ()):
            fresh = set(names(rewrite(whole.transitions[number].effects[place].when)))
            if number not in moves:
                moves[number] = model.moves[number]
                parts = (part for part in model.moves[number].guard if not (docket.even_in_breach and part.mode is Outcome.BREACH))
                fresh = fresh.union(*(names(rewrite(part.formula)) for part in parts))
            waiting.extend(fresh - found)
            found |= fresh
    kept = tuple(
        replace(moves[number], effects=tuple(effect for effect in moves[number].effects if effect.variable in found)) for number in sorted(moves)
    )
    return Machine(model.variables, kept, model.ticks)


def _beneath(docket: Docket, asked: Property, ground: Ground, consents: Mapping[str, ConsentPart]) -> tuple[tuple[str, ...], bool]:
    """The phrases on which what was proved first rests, so far as the promise breaks without them; and whether that was decided."""
    if not ground.used(asked, docket.even_in_breach):
        return (), True
    necessary: list[str] = []
    decided = True
    for name in sorted(ground.phrases):
        facts = facts_without(ground, frozenset((name,)))
        matter = Matter(strike(asked.machine, (name,), consents), facts, docket.even_in_breach)
        found = settle(matter, asked.bad, docket.limits, Deadline(docket.limits.seconds).within(docket.limits.seconds / 4), shorten=False)
        if isinstance(found, Refuted):
            necessary.append(name)
        decided = decided and not isinstance(found, Undecided)
    return tuple(necessary), decided


def _effects(docket: Docket, asked: Property) -> Struck:
    """The effects that could bear on the promise, each with the settlement without it."""
    _, numbers = vocabulary(asked.machine, (asked.bad,), even_in_breach=docket.even_in_breach)
    acts = dict.fromkeys(asked.machine.moves[number].key.act for number in numbers)
    return effect_phrases(docket.settlement, acts)


def _in_the_text(settlement: Settlement, formula: sp.Formula) -> Struck:
    """For a promise that no situation at all is against: what in the text may keep it."""
    match formula:
        case sp.NoOrganMay():
            return table_phrases(settlement)
        case sp.Whole("no_gap"):
            return giving_clauses(settlement)
        case sp.Whole("no_overlap"):
            return table_phrases(settlement)
        case sp.Whole("no_orphan"):
            return function_clauses(settlement)
        case _:
            return _rule_parts(settlement, formula)


def _rule_parts(settlement: Settlement, formula: sp.Formula) -> Iterator[tuple[Phrase, Settlement]]:
    """The parts of the Rule of the act that a promise speaks of."""
    from foedus.reason.promise.rules import without_part

    decision = getattr(formula, "decision", None)
    if decision is not None:
        yield from without_part(settlement, decision)


def _one_by_one(docket: Docket, formula: sp.Formula, struck: Struck, deadline: Deadline) -> tuple[tuple[Phrase, ...], bool]:
    """The phrases without which the promise breaks, each tried alone; and whether every attempt was decided."""
    necessary: list[Phrase] = []
    decided = True
    for phrase, settlement in struck:
        if deadline.is_over:
            return tuple(necessary), False
        answer = breaks(replace(docket, settlement=settlement), formula, docket.settlement)
        if answer is None:
            decided = False
        elif answer:
            necessary.append(phrase)
    return tuple(necessary), decided


def breaks(docket: Docket, formula: sp.Formula, base: Settlement | None = None) -> bool | None:
    """Whether a promise is broken in a settlement; None where that is not decided.

    base: the settlement that this one was made of by striking a clause of the table, whose facts and start it shares.
    """
    from foedus.reason.promise.judge import property_of, settled
    from foedus.reason.promise.table import parts_of_table

    settlement = docket.settlement
    try:
        if isinstance(formula, sp.NoOrganMay | sp.Whole):
            facts = groundwork(base or settlement, docket.limits).facts
            parts = parts_of_table(settlement, formula, Atlas(settlement, facts))
            bad = any_of(part.formula for part in parts)
            if bad == FALSE:
                return False
            if holds(bad, machine(base or settlement).start):
                return True
            asked = Property(model_of(docket), parts_of_table(settlement, formula, Atlas(settlement)))
        else:
            asked = property_of(settlement, model_of(docket), formula)
        if asked.bad == FALSE:
            return False
        found = settled(docket, asked, groundwork(settlement, docket.limits, even_in_breach=docket.even_in_breach))
    except (LimitReached, NotDecidable):
        return None
    return True if isinstance(found, Refuted) else False if isinstance(found, Proved) else None
