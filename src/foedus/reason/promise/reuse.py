"""Verdicts kept over an edit: a promise is decided anew only where what it depends on has changed.

What a promise of histories depends on is its own wording and its slice: every move that bears on it, with guard, effects, citations and words,
and the start of what they speak of. Moves are made without regard to who holds which matter, so an edit of such a clause leaves all of them.
A promise of the table depends on the clauses that a table reads, on who may come to command what, on the facts put into the table, and on the
slice of what must never be; one that somebody never acts, or that a force is never used, on both. What is counted in the text is counted again.
Needs: the standard library. Source: design page REASONING, section 11.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from foedus.model import clauses as cl
from foedus.model import phrases as ph
from foedus.model import speech as sp
from foedus.model.bind import Binding, condition, pairs_compared
from foedus.model.compile import machine
from foedus.model.effects import possible_commands
from foedus.model.formula import FALSE, TRUE, Formula, names
from foedus.model.machine import Machine, Move
from foedus.model.settlement import Settlement
from foedus.reason.limits import DEFAULT
from foedus.reason.part import prepared
from foedus.reason.promise.alike import shape
from foedus.reason.promise.asked import NotDecidable
from foedus.reason.promise.deeds import speaks_of_deeds
from foedus.reason.promise.docket import Docket
from foedus.reason.promise.given import digest, model_of
from foedus.reason.promise.groundwork import Ground
from foedus.reason.promise.plan import all_names, known
from foedus.reason.promise.reuse_cells import carry_cells, carry_table
from foedus.reason.slice import cone

_SPEECH = (sp.OpenClause, sp.PromiseClause, sp.PossibleClause, sp.ExpectClause)
_CARRIED = ("machine", "start", "scope", "coverage", "atlas", "ground False", "ground True", "few", "bindings", "consent parts", "alike units",
            "silences", "offices", "persons", "exists", "lot holders", "commanders", "possible commands", "commanded pairs", "bad cells",
            "rules", "rules of moves", "rules of the table", "reach", "fates", "cells", "parts of the table")  # fmt: skip
"""What is worked out from the rules alone, without the speech."""

_OF_THE_TABLE = (cl.CompetenceClause, cl.ResidualClause, cl.FunctionClause, cl.FunctionsFromClause)
"""Clauses that no move reads."""
_OF_MOVES = ("machine", "ground False", "ground True", "bindings", "consent parts", "exists", "offices", "persons", "lot holders", "commanders",
             "possible commands", "commanded pairs", "reach")  # fmt: skip
"""What is worked out from the clauses that moves are made of alone."""


def rules_of(settlement: Settlement) -> tuple[object, ...]:
    """Every clause that is no speech, with its citation and wording, and who belongs where: equal where nothing but speech has changed."""
    return _told(settlement, "rules", lambda _: True)


def moves_of(settlement: Settlement) -> tuple[object, ...]:
    """The clauses of which moves are made: equal where all moves are the same."""
    return _told(settlement, "rules of moves", lambda clause: not isinstance(clause, _OF_THE_TABLE))


def table_of(settlement: Settlement) -> tuple[object, ...]:
    """The clauses that a table reads: all but the acts that are on no matter. Equal where every cell comes out alike, the facts being the same."""
    clauses = _told(settlement, "rules of the table", lambda clause: not isinstance(clause, cl.ActClause) or bool(clause.on))
    commands = tuple((force, tuple(names_)) for force, names_ in possible_commands(settlement).items())
    return (clauses, commands, settlement.functions)


def _told(settlement: Settlement, key: str, counts: Callable[[cl.Clause], bool]) -> tuple[object, ...]:
    known: tuple[object, ...] | None = settlement.memo.get(key)
    if known is None:
        told = (clause for clause in settlement.clauses if not isinstance(clause, _SPEECH) and counts(clause))
        clauses = tuple((clause.cite, clause.at.text, shape(clause, {})) for clause in told)
        members = tuple((unit.code, unit.polity) for unit in settlement.units.values())
        # Persons are told apart where any clause, a promise too, asks whether one holds two offices.
        compared = tuple(dict.fromkeys((pair.first, pair.second) for clause in settlement.clauses for pair in pairs_compared(clause)))
        known = settlement.memo[key] = (clauses, members, compared, tuple(sorted(settlement.parameters.items())))
    return known


def carried(before: Settlement, after: Settlement) -> tuple[str, ...]:
    """Carry to an edited settlement what the edit does not touch; the names of the promises whose verdicts were carried."""
    if rules_of(before) == rules_of(after):
        after.memo.update({key: before.memo[key] for key in _CARRIED if key in before.memo})
        same = alike = True
    else:
        same, alike = False, moves_of(before) == moves_of(after)
        if alike:
            after.memo.update({key: before.memo[key] for key in _OF_MOVES if key in before.memo})
            carry_cells(before, after)
            carry_table(before, after, [name for name in all_names(after) if _wording(before, name) == _wording(after, name)])
        else:
            _carry_facts(before, after)
    old, new, kept = known(before), known(after), []
    for name in all_names(after):
        if name in old and _wording(before, name) == _wording(after, name) and (same or _untouched(before, after, name, alike=alike)):
            clause = after.promises.get(name) or after.possibles[name]
            new[name] = replace(old[name], cites=(clause.cite,), model=digest(after))
            kept.append(name)
    return tuple(kept)


def _untouched(before: Settlement, after: Settlement, name: str, *, alike: bool) -> bool:
    """Whether an edit of the rules leaves all that a promise depends on."""
    clause = before.promises.get(name) or before.possibles[name]
    if known(before)[name].mends or name in before.memo.get("mends tried", ()):
        return False  # mends are tried on the whole text
    if isinstance(clause, sp.PromiseClause) and isinstance(clause.formula, sp.ElectedCount | sp.Alike):
        return False
    if isinstance(clause, sp.PromiseClause) and isinstance(clause.formula, sp.NoOrganMay | sp.Whole):
        return known(before)[name].rests_on is None and table_of(before) == table_of(after) and _same_cells(before, after, name, alike=alike)
    if isinstance(clause, sp.PromiseClause) and speaks_of_deeds(clause.formula) and table_of(before) != table_of(after):
        return False  # what somebody may do, and where a force may be used, is read off the table too
    return alike or (_bears(before, name) == _bears(after, name) is not None)


def _same_cells(before: Settlement, after: Settlement, name: str, *, alike: bool) -> bool:
    """Whether what must never be is the same with the same facts, and lies in the same slice."""
    found: Formula | None = before.memo.get("bad cells", {}).get(name)
    if found is None or before.promises[name].given is not None:
        return False
    facts = [before.memo[key].facts if key in before.memo else None for key in _GROUNDS]
    if facts != [after.memo[key].facts if key in after.memo else None for key in _GROUNDS]:
        return False
    after.memo.setdefault("bad cells", {})[name] = found
    even = before.promises[name].even_in_breach
    return alike or found == FALSE or _signed(machine(before), [found], even) == _signed(machine(after), [found], even)


_GROUNDS = ("ground False", "ground True")


def _carry_facts(before: Settlement, after: Settlement) -> None:
    """What was proved first is carried where its slice is the same."""
    for key in _GROUNDS:
        ground: Ground | None = before.memo.get(key)
        exists = [before.exists(polity) for polity in before.polities]
        if ground is None or exists != [after.exists(polity) for polity in after.polities]:
            continue
        if _signed(machine(before), exists, key.endswith("True")) == _signed(machine(after), exists, key.endswith("True")):
            after.memo[key] = replace(ground, settlement=after)


def _wording(settlement: Settlement, name: str) -> object:
    clause = settlement.promises.get(name) or settlement.possibles.get(name)
    given = clause.given.items if clause is not None and clause.given is not None else ()
    assumed = tuple(shape(settlement.assumes[one], {}) for one in given if one in settlement.assumes)
    return (clause.cite, shape(clause, {}), assumed) if clause is not None else None


def _bears(settlement: Settlement, name: str) -> object:
    """The slice of a promise, as a value to compare; None where it is no question of moves alone."""
    memo: dict[str, object] = settlement.memo.setdefault("slices", {})
    if name not in memo:
        memo[name] = _slice(settlement, name)
    return memo[name]


def _slice(settlement: Settlement, name: str) -> object:
    from foedus.reason.promise.judge import property_of

    clause = settlement.promises.get(name) or settlement.possibles.get(name)
    if clause is None:
        return None
    docket = Docket(settlement, clause, DEFAULT)
    try:
        model = model_of(docket)
        if isinstance(clause, sp.PossibleClause):
            asked = _asked(settlement, clause.chance)
        elif isinstance(clause.formula, sp.NoOrganMay | sp.Whole | sp.ElectedCount | sp.Alike):
            return None
        else:
            found = property_of(settlement, model, clause.formula)
            model, asked = found.machine, [part.formula for part in found.parts]
    except NotDecidable:
        return None
    return _signed(model, asked, docket.even_in_breach)


def _signed(model: Machine, asked: Iterable[Formula], even_in_breach: bool) -> object:
    """Formulas with the moves that bear on them, as a value to compare."""
    asked = tuple(asked)
    spoken, moves = cone(prepared(model, even_in_breach=even_in_breach), (one for formula in asked for one in names(formula)))
    starts = tuple((variable, model.start[variable]) for variable in model.variables if variable in spoken)
    told = tuple(_signature(model.moves[n]) for n in sorted(moves))
    return (asked, starts, told, model.ticks)


def _signature(move: Move) -> int:
    """A move as one number, the same in one process for moves that are the same in every part and word."""
    guard = tuple((hash(part.formula), part.mode.value, part.cites, part.words, part.phrase) for part in move.guard)
    effects = tuple((hash(effect.when), effect.variable, effect.value, effect.cites) for effect in move.effects)
    return hash((move.key, guard, effects, move.cites, move.sides, move.words))


def _asked(settlement: Settlement, chance: sp.Chance) -> list[Formula]:
    if isinstance(chance, sp.AloneCan):
        return [condition(settlement, ph.Facts(ph.Names((chance.condition,))), Binding(), every=True)]
    when = condition(settlement, chance.cond, Binding()) if chance.cond is not None else TRUE
    return [when, condition(settlement, chance.goal, Binding(), every=True)]

