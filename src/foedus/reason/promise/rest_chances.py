"""What a possibility rests on: the phrases without which it no longer stands, acts and elections included.

To strike a restriction adds histories, to strike an act takes some away: neither keeps what can follow. So each phrase is struck alone and the
possibility decided anew; least sets are not told.
Needs: `foedus.reason.promise.chances`. Source: design page REASONING, section 7.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from foedus.model import speech as sp
from foedus.model.compile import machine
from foedus.model.machine import Machine, Move, MoveKey
from foedus.model.settlement import Settlement
from foedus.reason.limits import Deadline
from foedus.reason.promise.docket import Docket
from foedus.reason.promise.ghosts import instance_of
from foedus.reason.promise.groundwork import groundwork
from foedus.reason.promise.phrases import consent_parts, effect_phrases, phrase_of, strike
from foedus.reason.promise.seeds import seeds_of
from foedus.reason.promise.still import Still
from foedus.reason.promise.verdict import Phrase, RestsOn
from foedus.reason.slice import vocabulary

Struck = tuple[Phrase, Settlement]
_KEPT = ("alike units", "few", "bindings", "consent parts")
"""What is known of a settlement and stays true of it whatever is struck in its moves."""


def rests_of_chance(docket: Docket, clause: sp.PossibleClause) -> RestsOn:
    """The phrases each of which, struck alone, makes a possibility fail; complete where every attempt was decided in time."""
    deadline = Deadline(docket.limits.seconds)
    necessary: list[Phrase] = []
    complete = True
    still = Still(docket, clause)
    for phrase, changed in strikes(docket, clause):
        if deadline.is_over:
            complete = False
            break
        limits = replace(docket.limits, seconds=max(0.1, docket.limits.seconds - deadline.spent))
        stands = still.stands(changed, limits)
        if stands is False:
            necessary.append(phrase)
        complete = complete and stands is not None
    return RestsOn(tuple(dict.fromkeys(necessary)), (), complete)


def strikes(docket: Docket, clause: sp.PossibleClause) -> Iterator[Struck]:
    """Every phrase that could bear on a possibility, with the settlement without it: restrictions, parts of Rules, acts, elections, effects."""
    settlement = docket.settlement
    model = machine(settlement)
    _, numbers = vocabulary(model, seeds_of(settlement, model, clause.chance))
    moves = [model.moves[number] for number in sorted(numbers)]
    yield from _restrictions(docket, model, moves)
    for name in dict.fromkeys(move.key.act for move in moves if move.key.act in settlement.acts):
        phrase = Phrase(settlement.acts[name].cite, f"{settlement.acts[name].kind} {name}")
        yield phrase, _with(docket, _unmade(model, {move.key for move in moves if move.key.act == name}), keeps_facts=True)
    for office, cites in dict.fromkeys((move.key.of.partition(",")[0], move.cites) for move in moves if move.key.act == "election"):
        phrase = Phrase(cites[0], f"the election of {office}")
        gone = {move.key for move in moves if move.key.act == "election" and move.key.of.partition(",")[0] == office}
        yield phrase, _with(docket, _unmade(model, gone), keeps_facts=True)
    yield from effect_phrases(settlement, dict.fromkeys(move.key.act for move in moves))


def _restrictions(docket: Docket, model: Machine, moves: list[Move]) -> Iterator[Struck]:
    settlement = docket.settlement
    consents = consent_parts(settlement)
    about = {instance_of(move) for move in moves}
    ground = groundwork(settlement, docket.limits)
    known: dict[str, Settlement] = settlement.memo.setdefault("without phrases", {})  # one possibility after the other asks for them

    def without(name: str, *, keeps_facts: bool) -> Settlement:
        if name not in known:
            known[name] = _with(docket, strike(model, (name,), consents), keeps_facts=keeps_facts)
        return known[name]

    for name in dict.fromkeys(part.phrase for move in moves for part in move.guard if part.phrase):
        stands = name not in ground.phrases and all(proof.phrases is not None for _, _, proof in ground.proofs)
        yield phrase_of(settlement, name), without(name, keeps_facts=stands)
    for name, part in consents.items():
        if about & set(part.blocs):
            yield part.phrase, without(name, keeps_facts=False)


def _unmade(model: Machine, gone: Collection[MoveKey]) -> Machine:
    return Machine(model.variables, tuple(move for move in model.moves if move.key not in gone), model.ticks, model.procedures)


def _with(docket: Docket, struck: Machine, *, keeps_facts: bool) -> Settlement:
    """The settlement with other moves. Without some moves, what was always true stays so; where a restriction is gone, it is proved anew."""
    known = {key: docket.settlement.memo[key] for key in _KEPT if key in docket.settlement.memo}
    if keeps_facts:
        known["ground False"] = groundwork(docket.settlement, docket.limits)
    return replace(docket.settlement, memo={**known, "machine": struck})
