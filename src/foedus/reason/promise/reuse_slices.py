"""What a promise of histories depends on, kept to be held against an edited text: its property, and every move that bears on it.

A slice is found once, with the facts put in that were proved first. Over an edit it stands where the property comes out the same, word by
word, with the same facts; where every move that bears on it is there in the same order and says the same, and what it depends on starts the
same; and where no move that is new, gone or reads otherwise writes what it depends on: then the cone of influence, which grows from the same
formulas through the same moves, is the same. A history tells of all that it changes: there, all that the moves speak of must start the same.
Needs: the standard library. Source: design page REASONING, sections 5 and 11.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from foedus.model import speech as sp
from foedus.model.formula import Formula, Is, names
from foedus.model.machine import Machine, Move, StepRule, Variable
from foedus.model.recorded import say_the_same
from foedus.model.settlement import Settlement
from foedus.reason.limits import DEFAULT
from foedus.reason.promise.asked import NotDecidable
from foedus.reason.promise.docket import Docket
from foedus.reason.promise.ghosts import was_done, watched
from foedus.reason.promise.given import model_of
from foedus.reason.promise.groundwork import Ground, groundwork
from foedus.reason.promise.seeds import seeds_of
from foedus.reason.slice import vocabulary


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a machine. told: all of it, as a value to compare; formulas: on which it depends; facts: what is always true there."""

    model: Machine
    told: object
    formulas: tuple[Formula, ...]
    facts: tuple[Formula, ...] = ()
    even_in_breach: bool = False


@dataclass(frozen=True, slots=True)
class Slice:
    """A question with the variables on which it depends, all that its moves speak of, and the moves that write them, in order."""

    question: Question
    written: frozenset[str]
    spoken: frozenset[str]
    moves: tuple[Move, ...]


def question_of(settlement: Settlement, name: str) -> Question | None:
    """What a promise or possibility asks; None where it is no question of moves alone, or cannot be decided."""
    from foedus.reason.promise.judge import property_of

    clause = settlement.promises.get(name) or settlement.possibles[name]
    docket = Docket(settlement, clause, DEFAULT)
    try:
        model = model_of(docket)
        ground = groundwork(settlement, DEFAULT, even_in_breach=docket.even_in_breach)
        if isinstance(clause, sp.PossibleClause):
            asked = seeds_of(settlement, model, clause.chance, ground.facts)
            return Question(model, (asked, told_of(ground)), asked, ground.facts, docket.even_in_breach)
        if isinstance(clause.formula, sp.NoOrganMay | sp.Whole | sp.ElectedCount | sp.Alike):
            return None
        found = property_of(settlement, model, clause.formula)
    except NotDecidable:
        return None
    formulas = (*(part.formula for part in found.parts), *((found.subject[0],) if found.subject is not None else ()))
    told = (found.parts, found.subject, found.ghosts, found.notes, told_of(ground))
    question = Question(found.machine, told, formulas, ground.facts, docket.even_in_breach)
    if isinstance(clause.formula, sp.Neither | sp.NoneAlone | sp.EachBlocks):
        return _of_deciding(settlement, question, clause.formula.decision)
    return question


def told_of(ground: Ground) -> object:
    """What was proved first, as a value to compare, with the clause that a verdict names for it."""
    return [(polity, fact, next(iter(sorted(proof.phrases or ())), "").partition(" when")[0]) for polity, fact, proof in ground.proofs]


def _of_deciding(settlement: Settlement, question: Question, decision: sp.Deciding) -> Question:
    """Who decides an act hangs on its steps too, and says nothing where it can never be done; of an office, on all organs, since peoples fill it."""
    model = question.model
    if decision.office:
        return replace(question, told=(question.told, tuple(settlement.organs.values())))
    steps: dict[str, tuple[StepRule, ...]] = {
        instance: rules for instance, rules in model.procedures.items() if instance.partition(" of ")[0] == decision.name
    }
    done = watched(model, (was_done(model, steps),))
    return replace(question, model=done, told=(question.told, tuple(steps.items())), formulas=(*question.formulas, Is("done", True)))


def cut(question: Question) -> Slice:
    """The slice of a question."""
    model = question.model
    written, numbers = vocabulary(model, question.formulas, assume=question.facts, even_in_breach=question.even_in_breach)
    moves = tuple(model.moves[n] for n in numbers)
    seen = {id(formula): formula for move in moves for formula in _formulas(move)}
    spoken = written.union(*map(names, seen.values()), (effect.variable for move in moves for effect in move.effects))
    return Slice(question, written, spoken, moves)


def _formulas(move: Move) -> list[Formula]:
    return [*(part.formula for part in move.guard), *(effect.when for effect in move.effects)]


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
    if (question.told, question.formulas, question.even_in_breach) != (was.told, was.formulas, was.even_in_breach) or question.facts != was.facts:
        return None
    if model is was.model:
        return old
    if model.ticks != was.model.ticks or _variables(model, old.written) != _variables(was.model, old.written):
        return None
    new = {id(move) for move in model.moves}
    there = {id(move) for move in was.model.moves}
    bearing = {move.key: move for move in old.moves}
    kept: list[Move] = []
    for move in model.moves:
        mine = bearing.get(move.key)
        if mine is not None and say_the_same(move, mine):
            kept.append(move)
        elif id(move) not in there and _writes(move, old.written):
            return None
    if [move.key for move in kept] != [move.key for move in old.moves]:
        return None
    bears = {id(move) for move in old.moves}
    if any(id(move) not in new and id(move) not in bears and _writes(move, old.written) for move in was.model.moves):
        return None
    return replace(old, question=question, moves=tuple(kept))


def _writes(move: Move, variables: frozenset[str]) -> bool:
    return any(effect.variable in variables for effect in move.effects)


def _variables(model: Machine, meant: frozenset[str]) -> list[Variable]:
    return [variable for name, variable in model.variables.items() if name in meant]


def start_alike(old: Slice, new: Slice, *, in_all: bool) -> bool:
    """Whether all starts the same of which the moves of a slice speak, or all there is: a history tells of all that it changes, and of its end."""
    found = []
    for one in (old, new):
        variables = one.question.model.variables
        found.append([(name, variable.start, variable.words) for name, variable in variables.items() if in_all or name in old.spoken])
    return found[0] == found[1]
