"""Verdicts kept over an edit: a promise is decided anew only where what it depends on has changed.

What a promise of histories depends on is its own wording and its slice (see `reuse_slices`). Moves are made without regard to who holds which
matter, so an edit of such a clause leaves all of them. A promise of the table depends on the clauses that a table reads, on who may come to
command what, on the facts put into the table, and on the slice of what must never be; one that somebody never acts, or that a force is never
used, on both. What is counted in the text is counted again. Where an edit gives anything another title, or singles a unit out by name, what is
said of all promises may read otherwise, and nothing is kept.
Needs: the standard library. Source: design page REASONING, section 11.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from foedus.model import clauses as cl
from foedus.model import speech as sp
from foedus.model.bind import pairs_compared
from foedus.model.compile import machine
from foedus.model.effects import possible_commands
from foedus.model.formula import FALSE, Formula
from foedus.model.recorded import changed_clauses, inherit
from foedus.model.settlement import Condition, Group, Lot, Organ, Polity, Settlement, Unit
from foedus.reason.limits import DEFAULT
from foedus.reason.promise.atlas import alike_units, words_of
from foedus.reason.promise.deeds import speaks_of_deeds
from foedus.reason.promise.docket import Clause
from foedus.reason.promise.given import digest
from foedus.reason.promise.groundwork import Ground, groundwork
from foedus.reason.promise.plan import all_names, known
from foedus.reason.promise.reuse_cells import carry_cells, carry_table, made_of
from foedus.reason.promise.reuse_slices import Question, Slice, cut, question_of, slice_of, stands, start_alike, told_of
from foedus.reason.promise.unhurried import seldom_collected
from foedus.reason.promise.verdict import Verdict
from foedus.source import Citation

_SPEECH = (sp.OpenClause, sp.PromiseClause, sp.PossibleClause, sp.ExpectClause)
_CARRIED = ("machine", "parts", "start", "scope", "bars", "coverage", "atlas", "ground False", "ground True", "few", "bindings", "consent parts",
            "alike units", "silences", "offices", "persons", "exists", "belongs", "lot holders", "commanders", "possible commands",
            "commanded pairs", "bad cells", "rules", "rules of moves", "rules of the table", "reach", "fates", "cells",
            "parts of the table")  # fmt: skip
"""What is worked out from the rules alone, without the speech."""

_OF_THE_TABLE = (cl.CompetenceClause, cl.ResidualClause, cl.FunctionClause, cl.FunctionsFromClause)
"""Clauses that no move reads."""
_OF_MOVES = ("machine", "parts", "ground False", "ground True", "bindings", "consent parts", "exists", "offices", "persons", "lot holders",
             "commanders", "possible commands", "commanded pairs", "reach")  # fmt: skip
"""What is worked out from the clauses that moves are made of alone."""
_OF_A_TABLE = ("coverage", "scope", "bars", "cells", "fates")
"""What is worked out from the clauses that a table reads alone."""


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
        clauses = tuple((clause.cite, clause.at.text, clause) for clause in told)
        members = tuple((unit.code, unit.polity) for unit in settlement.units.values())
        known = settlement.memo[key] = (clauses, members, _compared(settlement), tuple(sorted(settlement.parameters.items())))
    return known


def _compared(settlement: Settlement) -> tuple[tuple[str, str], ...]:
    """Persons are told apart where any clause, a promise too, asks whether one holds two offices."""
    known: tuple[tuple[str, str], ...] | None = settlement.memo.get("compared")
    if known is None:
        pairs = ((pair.first, pair.second) for clause in settlement.clauses for pair in pairs_compared(clause))
        known = settlement.memo["compared"] = tuple(dict.fromkeys(pairs))
    return known


def carried(before: Settlement, after: Settlement) -> tuple[str, ...]:
    """Carry to an edited settlement what the edit does not touch; the names of the promises whose verdicts were carried."""
    with seldom_collected():
        return _carried(before, after)


def _carried(before: Settlement, after: Settlement) -> tuple[str, ...]:
    if _single_out(before, after):
        inherit(before, after)
        return ()
    after.memo["alike units"] = alike_units(before)
    if rules_of(before) == rules_of(after):
        after.memo.update({key: before.memo[key] for key in _CARRIED if key in before.memo})
        _carry_slices(before, after)
        return _kept(before, after, lambda _: True)
    inherit(before, after)
    if not _spoken_of_alike(before, after):
        return ()
    alike = moves_of(before) == moves_of(after)
    if alike:
        after.memo.update({key: before.memo[key] for key in _OF_MOVES if key in before.memo})
        _carry_slices(before, after)
    else:
        _carry_facts(before, after)
    _carry_table(before, after, alike=alike)
    return _kept(before, after, lambda name: _untouched(before, after, name, alike=alike))


def _single_out(before: Settlement, after: Settlement) -> bool:
    """Whether an edit changes which units are alike, since a clause speaks of one by name; or which there are, and what is known of them."""
    if list(before.units) != list(after.units) or before.gazetteer != after.gazetteer:
        return True
    words = {word for clause in changed_clauses(before, after) for word in words_of(clause)}
    return not words.isdisjoint(before.units) and alike_units(before) != alike_units(after)


def _spoken_of_alike(before: Settlement, after: Settlement) -> bool:
    """Whether all that both have has the title that it had."""
    titles: list[dict[str, str]] = []
    for one in (before, after):
        groups: tuple[Mapping[str, Unit | Polity | Organ | Group | Condition | Lot], ...]
        groups = (one.units, one.polities, one.organs, one.groups, one.conditions, one.lots)
        titles.append({name: part.title for group in groups for name, part in group.items()})
    old, new = titles
    return all(new.get(name, title) == title for name, title in old.items())


def _kept(before: Settlement, after: Settlement, is_untouched: Callable[[str], bool]) -> tuple[str, ...]:
    """Keep the verdicts on promises that are worded alike and that an edit leaves untouched."""
    old, new, kept = known(before), known(after), []
    for name in all_names(after):
        if name in old and _wording(before, name) == _wording(after, name) and is_untouched(name):
            new[name] = replace(old[name], cites=(_clause(after, name).cite,), model=digest(after))
            kept.append(name)
            _carry_slice(before, after, name)
    return tuple(kept)


def _carry_slices(before: Settlement, after: Settlement) -> None:
    """The slices of facts and of tables, where all moves are the same."""
    slices: dict[str, Slice | None] = before.memo.get("slices", {})
    after.memo.setdefault("slices", {}).update({key: one for key, one in slices.items() if key.startswith(("cells of ", "ground "))})


def _carry_slice(before: Settlement, after: Settlement, name: str) -> None:
    slices: dict[str, Slice | None] = before.memo.get("slices", {})
    if name in slices:
        after.memo.setdefault("slices", {}).setdefault(name, slices[name])


def _clause(settlement: Settlement, name: str) -> Clause:
    return settlement.promises.get(name) or settlement.possibles[name]


def _untouched(before: Settlement, after: Settlement, name: str, *, alike: bool) -> bool:
    """Whether an edit of the rules leaves all that a promise depends on."""
    clause, found = _clause(before, name), known(before)[name]
    if found.mends or name in before.memo.get("mends tried", ()):
        return False  # mends are tried on the whole text
    if isinstance(clause, sp.PromiseClause) and isinstance(clause.formula, sp.ElectedCount | sp.Alike):
        return False
    if isinstance(clause, sp.PromiseClause) and isinstance(clause.formula, sp.NoOrganMay | sp.Whole):
        return found.rests_on is None and table_of(before) == table_of(after) and _same_cells(before, after, name, alike=alike)
    if alike and not (isinstance(clause, sp.PromiseClause) and speaks_of_deeds(clause.formula)):
        return True
    return _same_slice(before, after, name, found)


def _same_slice(before: Settlement, after: Settlement, name: str, found: Verdict) -> bool:
    """Whether a promise asks the same and lies in the same slice, with the same clauses to strike."""
    old, question = slice_of(before, name), question_of(after, name)
    new = stands(old, question) if old is not None and question is not None else None
    if old is None or new is None or not _tells_alike(found, old, new) or not (found.rests_on is None or _same_clauses(before, after, new)):
        return False
    after.memo.setdefault("slices", {})[name] = new
    return True


def _same_clauses(before: Settlement, after: Settlement, found: Slice) -> bool:
    """The clauses of which the moves of a slice are made, whose phrases are struck one by one, read as they did; facts rest on the same phrases."""
    grounds = [groundwork(one, DEFAULT, even_in_breach=found.question.even_in_breach) for one in (before, after)]
    if grounds[0].phrases != grounds[1].phrases:
        return False
    said: list[tuple[Citation, ...]] = [move.cites for move in found.moves]
    said += [part.cites for move in found.moves for part in move.guard]
    said += [effect.cites for move in found.moves for effect in move.effects]
    cites = {cite for some in said for cite in some}
    return all(_text(before, cite) == _text(after, cite) for cite in cites)


def _text(settlement: Settlement, cite: Citation) -> tuple[object, ...]:
    clause = settlement.by_cite.get(cite)
    return (clause, clause.at.text) if clause is not None else ()


def _same_cells(before: Settlement, after: Settlement, name: str, *, alike: bool) -> bool:
    """Whether what must never be is the same with the same facts, and lies in the same slice."""
    found: Formula | None = before.memo.get("bad cells", {}).get(name)
    if found is None or before.promises[name].given is not None or not _same_facts(before, after):
        return False
    if not (alike or found == FALSE or _bad_stands(before, after, name, found)):
        return False
    after.memo.setdefault("bad cells", {})[name] = found
    parts = before.memo.get("parts of the table", {})
    if name in parts:
        after.memo.setdefault("parts of the table", {})[name] = parts[name]
    return True


def _bad_stands(before: Settlement, after: Settlement, name: str, bad: Formula) -> bool:
    """Whether what must never be of a table lies in the same slice."""
    even = before.promises[name].even_in_breach
    grounds = [groundwork(one, DEFAULT, even_in_breach=even) for one in (before, after)]
    if told_of(grounds[0]) != told_of(grounds[1]):
        return False
    new = _stands(before, after, f"cells of {name}", (bad,), grounds[0].facts, even_in_breach=even)
    return new is not None and _tells_alike(known(before)[name], before.memo["slices"][f"cells of {name}"], new)


def _tells_alike(found: Verdict, old: Slice, new: Slice) -> bool:
    """Whether a verdict tells the same: a history tells of all that it changes, and what is stuck of all that holds in the end."""
    tells = found.is_refuted or bool(found.trace) or found.stuck is not None
    return not tells or start_alike(old, new, in_all=found.stuck is not None)


def _stands(
    before: Settlement, after: Settlement, key: str, asked: tuple[Formula, ...], facts: tuple[Formula, ...] = (), *, even_in_breach: bool
) -> Slice | None:
    """The slice of formulas on the machine of a settlement, where an edit leaves it."""
    slices: dict[str, Slice | None] = before.memo.setdefault("slices", {})
    old = slices.get(key)
    if old is None or (old.question.formulas, old.question.facts) != (asked, facts):
        old = slices[key] = cut(Question(machine(before), (), asked, facts, even_in_breach))
    new = stands(old, Question(machine(after), (), asked, facts, even_in_breach))
    if new is not None:
        after.memo.setdefault("slices", {})[key] = new
    return new


_GROUNDS = ("ground False", "ground True")


def _same_facts(before: Settlement, after: Settlement) -> bool:
    """Whether the same was proved first, by the same phrases."""
    return "ground False" in before.memo and told_of(groundwork(before, DEFAULT)) == told_of(groundwork(after, DEFAULT))


def _carry_facts(before: Settlement, after: Settlement) -> None:
    """What was proved first is carried where its slice is the same."""
    for key in _GROUNDS:
        ground: Ground | None = before.memo.get(key)
        exists = tuple(before.exists(polity) for polity in before.polities)
        if ground is None or exists != tuple(after.exists(polity) for polity in after.polities):
            continue
        if _stands(before, after, key, exists, even_in_breach=key.endswith("True")) is not None:
            after.memo[key] = replace(ground, settlement=after)


def _carry_table(before: Settlement, after: Settlement, *, alike: bool) -> None:
    """Carry cells that are made of the same, and verdicts of the table to be compared; all of the table where an edit leaves it."""
    if table_of(before) == table_of(after):
        after.memo.update({key: before.memo[key] for key in _OF_A_TABLE if key in before.memo})
    if made_of(before) != made_of(after):
        return
    after.memo.setdefault("reach", before.memo.get("reach", {}))
    carry_cells(before, after)
    bad: Mapping[str, Formula] = before.memo.get("bad cells", {})
    names = [name for name in all_names(after) if _wording(before, name) == _wording(after, name)]
    if not alike:
        names = [name for name in names if name in bad and _same_facts(before, after) and _bad_stands(before, after, name, bad[name])]
    carry_table(before, after, names)


def _wording(settlement: Settlement, name: str) -> object:
    clause = settlement.promises.get(name) or settlement.possibles.get(name)
    given = clause.given.items if clause is not None and clause.given is not None else ()
    assumed = tuple((settlement.assumes[one], settlement.assumes[one].cite, settlement.assumes[one].at.text) for one in given if one in settlement.assumes)
    return (clause.cite, clause.at.text, clause, assumed) if clause is not None else None
