"""Verdicts kept over an edit: a promise is decided anew only where what it depends on has changed.

What a promise depends on is its own wording and its slice: every move that bears on it, with guard, effects, citations and words, and the start
of what they speak of. For promises of the table and of the text, it is all clauses that are no speech.
Needs: the standard library. Source: design page REASONING, section 11.
"""

from __future__ import annotations

from dataclasses import replace

from foedus.model import phrases as ph
from foedus.model import speech as sp
from foedus.model.bind import Binding, condition
from foedus.model.formula import TRUE, Formula, names
from foedus.model.machine import Move
from foedus.model.settlement import Settlement
from foedus.reason.limits import DEFAULT
from foedus.reason.part import prepared
from foedus.reason.promise.alike import shape
from foedus.reason.promise.asked import NotDecidable
from foedus.reason.promise.docket import Docket
from foedus.reason.promise.given import digest, model_of
from foedus.reason.promise.plan import all_names, known
from foedus.reason.slice import cone

_SPEECH = (sp.OpenClause, sp.PromiseClause, sp.PossibleClause, sp.ExpectClause)
_CARRIED = ("machine", "start", "scope", "coverage", "atlas", "ground False", "ground True", "few", "bindings", "consent parts", "alike units",
            "silences", "offices", "persons", "exists", "lot holders", "commanders", "possible commands", "commanded pairs")  # fmt: skip


def rules_of(settlement: Settlement) -> tuple[object, ...]:
    """Every clause that is no speech, with its citation and wording, and who belongs where: equal where nothing but speech has changed."""
    clauses = tuple((clause.cite, clause.at.text, shape(clause, {})) for clause in settlement.clauses if not isinstance(clause, _SPEECH))
    members = tuple((unit.code, unit.polity) for unit in settlement.units.values())
    return (clauses, members, tuple(sorted(settlement.parameters.items())))


def carried(before: Settlement, after: Settlement) -> tuple[str, ...]:
    """Carry to an edited settlement what the edit does not touch; the names of the promises whose verdicts were carried."""
    same = rules_of(before) == rules_of(after)
    if same:
        after.memo.update({key: before.memo[key] for key in _CARRIED if key in before.memo})
    old, new, kept = known(before), known(after), []
    for name in all_names(after):
        if name in old and (same or _bears(before, name) == _bears(after, name) is not None) and _wording(before, name) == _wording(after, name):
            clause = after.promises.get(name) or after.possibles[name]
            new[name] = replace(old[name], cites=(clause.cite,), model=digest(after))
            kept.append(name)
    return tuple(kept)


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
    spoken, moves = cone(prepared(model, even_in_breach=docket.even_in_breach), (one for formula in asked for one in names(formula)))
    starts = tuple((variable, model.start[variable]) for variable in model.variables if variable in spoken)
    told = tuple(_signature(model.moves[n]) for n in sorted(moves))
    return (tuple(map(hash, asked)), starts, told, model.ticks)


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

