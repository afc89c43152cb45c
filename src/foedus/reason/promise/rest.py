"""What a proved promise rests on, in phrases of the text; and that it rests on none.

To strike a restriction only adds histories, so least sets are told of restrictions alone. An effect that an act has beside others, and a clause
that gives something, is struck by itself: without it the promise breaks, or it does not.
Needs: `foedus.reason.rests`. Source: design page REASONING, section 7.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from foedus.errors import LimitReached
from foedus.model import speech as sp
from foedus.model.compile import machine
from foedus.model.formula import FALSE, any_of, holds
from foedus.model.settlement import Settlement
from foedus.reason.limits import Deadline
from foedus.reason.portfolio import Proved, Refuted
from foedus.reason.promise.asked import NotDecidable, Property
from foedus.reason.promise.atlas import Atlas
from foedus.reason.promise.docket import Docket
from foedus.reason.promise.ghosts import instance_of
from foedus.reason.promise.groundwork import Ground, facts_without, groundwork
from foedus.reason.promise.phrases import (
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
from foedus.reason.slice import vocabulary

Struck = Iterable[tuple[Phrase, Settlement]]


def rests(docket: Docket, asked: Property, found: Proved | None, formula: sp.Formula) -> tuple[RestsOn, bool]:
    """What a safety promise rests on, and whether no phrase does any work for it."""
    ground = groundwork(docket.settlement, docket.limits, even_in_breach=docket.even_in_breach)
    deadline = Deadline(docket.limits.seconds)
    if asked.bad == FALSE:
        necessary, complete = _one_by_one(docket, formula, _in_the_text(docket.settlement, formula), deadline)
        return RestsOn(necessary, (necessary,) if complete else (), complete), False
    names, minimal, complete, silence = _of_moves(docket, asked, found, ground)
    effects, decided = _one_by_one(docket, formula, _effects(docket, asked), deadline)
    necessary = tuple(phrase_of(docket.settlement, name) for name in names)
    least = tuple(tuple(phrase_of(docket.settlement, name) for name in one) for one in minimal)
    return RestsOn((*necessary, *effects), least, complete and decided), silence and not effects


def _of_moves(
    docket: Docket, asked: Property, found: Proved | None, ground: Ground
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...], bool, bool]:
    settlement = docket.settlement
    consents = consent_parts(settlement)
    _, numbers = vocabulary(asked.machine, (asked.bad,), even_in_breach=docket.even_in_breach)
    about = {instance_of(asked.machine.moves[number]) for number in numbers}
    further = [name for name, part in consents.items() if about & set(part.blocs)]
    used = ground.used(asked, docket.even_in_breach)
    phrases = ground.phrases if used else frozenset[str]()
    hide = frozenset(name for name in asked.machine.variables if name.startswith("yes of ")) if not asked.ghosts else frozenset[str]()
    what = rests_on(
        asked.machine, asked.bad, found, assume=ground.facts, even_in_breach=docket.even_in_breach, hide=hide, limits=docket.limits,
        further=further, striker=lambda model, struck: strike(model, struck, consents),
        assume_without=lambda struck: facts_without(ground, struck), assume_rests_on=sorted(phrases),
    )  # fmt: skip
    if what is None:
        return (), (), False, False
    return what.necessary, what.minimal, what.complete, what.silence


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
    necessary, decided = [], True
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
            asked = Property(machine(settlement), parts_of_table(settlement, formula, Atlas(settlement)))
        else:
            asked = property_of(settlement, machine(settlement), formula)
        if asked.bad == FALSE:
            return False
        found = settled(docket, asked, groundwork(settlement, docket.limits, even_in_breach=docket.even_in_breach))
    except (LimitReached, NotDecidable):
        return None
    return True if isinstance(found, Refuted) else False if isinstance(found, Proved) else None
