"""What a promise of histories depends on, kept to be held against an edited text: its property, and every move that bears on it.

A slice is found once. Over an edit it stands where the property comes out the same, word by word, every move that bears on it is there in the
same order and says the same, and no move that is new or reads otherwise writes what the slice speaks of: then the cone of influence, which
grows from the same formulas through the same moves, is the same.
Needs: the standard library. Source: design page REASONING, sections 5 and 11.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from foedus.model import phrases as ph
from foedus.model import speech as sp
from foedus.model.bind import Binding, condition
from foedus.model.formula import TRUE, Formula, names
from foedus.model.machine import Machine, Move, StepRule
from foedus.model.recorded import say_the_same
from foedus.model.settlement import Settlement
from foedus.reason.limits import DEFAULT
from foedus.reason.part import prepared
from foedus.reason.promise.asked import NotDecidable
from foedus.reason.promise.docket import Docket
from foedus.reason.promise.given import model_of
from foedus.reason.slice import cone


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a machine. told: all of it, as a value to compare; formulas: what it speaks of."""

    model: Machine
    told: object
    formulas: tuple[Formula, ...]
    even_in_breach: bool = False


@dataclass(frozen=True, slots=True)
class Slice:
    """A question with the variables on which it depends, and the moves that write them, in order."""

    question: Question
    spoken: frozenset[str]
    moves: tuple[Move, ...]


def question_of(settlement: Settlement, name: str) -> Question | None:
    """What a promise or possibility asks; None where it is no question of moves alone, or cannot be decided."""
    from foedus.reason.promise.judge import property_of

    clause = settlement.promises.get(name) or settlement.possibles[name]
    docket = Docket(settlement, clause, DEFAULT)
    try:
        model = model_of(docket)
        if isinstance(clause, sp.PossibleClause):
            asked = _of_chance(settlement, clause.chance)
            return Question(model, asked, asked, docket.even_in_breach)
        if isinstance(clause.formula, sp.NoOrganMay | sp.Whole | sp.ElectedCount | sp.Alike):
            return None
        found = property_of(settlement, model, clause.formula)
    except NotDecidable:
        return None
    told = (found.parts, found.subject, found.ghosts, found.notes, _decided_by(settlement, model, clause.formula))
    return Question(found.machine, told, tuple(part.formula for part in found.parts), docket.even_in_breach)


def _of_chance(settlement: Settlement, chance: sp.Chance) -> tuple[Formula, ...]:
    if isinstance(chance, sp.AloneCan):
        return (condition(settlement, ph.Facts(ph.Names((chance.condition,))), Binding(), every=True),)
    when = condition(settlement, chance.cond, Binding()) if chance.cond is not None else TRUE
    return (when, condition(settlement, chance.goal, Binding(), every=True))


def _decided_by(settlement: Settlement, model: Machine, formula: sp.Formula) -> object:
    """How the act is decided of which a promise says that nobody decides it alone; of an office, all organs, since peoples fill it."""
    if not isinstance(formula, sp.Neither | sp.NoneAlone | sp.EachBlocks):
        return None
    if formula.decision.office:
        return tuple(settlement.organs.values())
    steps: list[tuple[str, tuple[StepRule, ...]]] = []
    for instance, rules in model.procedures.items():
        if instance.partition(" of ")[0] == formula.decision.name:
            steps.append((instance, rules))
    return steps


def cut(question: Question) -> Slice:
    """The slice of a question."""
    whole = prepared(question.model, even_in_breach=question.even_in_breach)
    spoken, moves = cone(whole, (one for formula in question.formulas for one in names(formula)))
    return Slice(question, frozenset(spoken), tuple(question.model.moves[n] for n in sorted(moves)))


def slice_of(settlement: Settlement, name: str) -> Slice | None:
    """The slice of a promise, found once."""
    known: dict[str, Slice | None] = settlement.memo.setdefault("slices", {})
    if name not in known:
        question = question_of(settlement, name)
        known[name] = cut(question) if question is not None else None
    return known[name]


def stands(old: Slice, question: Question) -> Slice | None:
    """The slice of a question on another machine, where it is that of the old one in every part; None where it is not, or may not be."""
    was, model = old.question, question.model
    if model is was.model and question.told == was.told and question.even_in_breach == was.even_in_breach:
        return old
    if (question.told, question.even_in_breach, model.ticks) != (was.told, was.even_in_breach, was.model.ticks):
        return None
    if _spoken(model, old.spoken) != _spoken(was.model, old.spoken):
        return None
    there = {id(move) for move in was.model.moves}
    bearing = {move.key: move for move in old.moves}
    kept: list[Move] = []
    for move in model.moves:
        mine = bearing.get(move.key)
        if mine is not None and say_the_same(move, mine):
            kept.append(move)
        elif id(move) not in there and any(effect.variable in old.spoken for effect in move.effects):
            return None
    if [move.key for move in kept] != [move.key for move in old.moves]:
        return None
    return replace(old, question=question, moves=tuple(kept))


def _spoken(model: Machine, names_: frozenset[str]) -> list[object]:
    return [variable for name, variable in model.variables.items() if name in names_]
