"""Cells of the table kept over an edit: those in which no competence and no bar speaks that is new or put otherwise.

A cell is worked out from competences, bars and residual clauses, and from organs, units and facts. Organs and units must be the same; facts
are compared where cells are taken over; competences and bars are compared part by part, so that a cell is kept only where all that it is made
of is equal.
Needs: the standard library.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from foedus.model import clauses as cl
from foedus.model.competence import Bar, Competence
from foedus.model.holding import Scope
from foedus.model.settlement import Settlement
from foedus.reason.promise.atlas import Atlas, alike_units
from foedus.reason.promise.verdict import UNDECIDED

Key = tuple[tuple[int, ...], tuple[int, ...], str, str]
"""A cell: the places of the competences and of the bars that speak of it, the verb, and where."""

T = TypeVar("T")

_PARTS = ("holders", "kind", "verbs", "matters", "reach", "when", "principal", "prevailing", "needs", "hearing", "notwithstanding", "act", "level",
          "while_meant", "cite")  # fmt: skip
_OF_A_BAR = ("clause", "verbs", "who", "matters", "excepted", "acts", "when", "lifted_by", "cite")


def made_of(settlement: Settlement) -> tuple[object, ...]:
    """All that cells are made of beside the clauses on who holds what: units, who has which organs, conditions, numbers, articles in force."""
    organs = tuple(
        (one.name, one.kind, one.declared, one.owner, one.joint_to, one.within, one.chambers, one.assembly, one.traits.acting)
        for one in settlement.organs.values()
    )
    return (
        tuple(settlement.units.values()), tuple(settlement.polities.values()), organs, tuple(settlement.conditions.values()),
        settlement.parameters, tuple(settlement.in_force_clauses.items()),
    )  # fmt: skip


def carry_cells(before: Settlement, after: Settlement) -> None:
    """Carry the cells that are made of the same; organs and units of both settlements must be the same, and which articles are in force."""
    _carry_fates(before, after)
    old, new = Scope.of(before), Scope.of(after)
    if not _all_same(old.residual, new.residual, _PARTS):
        return
    moved = (_matched(old.given, new.given, _PARTS), _matched(old.bars, new.bars, _OF_A_BAR))
    cells: dict[tuple[str, ...], dict[Key, Any]] = before.memo.get("cells", {})
    after.memo["cells before"] = {facts: _renamed(known, moved) for facts, known in cells.items()}
    atlas: Atlas | None = before.memo.get("atlas")
    if atlas is not None:
        after.memo["leaves before"] = (atlas.facts, atlas.one_of_many, _renamed(atlas.leaves, moved))


def carry_table(before: Settlement, after: Settlement, names: Iterable[str]) -> None:
    """Carry verdicts of the table to be compared: each stands again where what must never be comes out the same, word by word.

    names: the promises that are worded alike. What was proved first and which moves there are must be the same already. Left out is what
    is assumed (its moves are others), what was not decided, and what says more than the decision: what it rests on, and mends.
    """
    parts, found = before.memo.get("parts of the table", {}), before.memo.get("verdicts", {})
    after.memo["table before"] = {
        name: (parts[name], replace(found[name], model=""))
        for name in names
        if name in parts and name in found and name in before.promises and before.promises[name].given is None
        and found[name].verdict != UNDECIDED and found[name].rests_on is None and not found[name].mends
        and name not in before.memo.get("mends tried", ()) and alike_units(before) == alike_units(after)
    }  # fmt: skip


def _carry_fates(before: Settlement, after: Settlement) -> None:
    """Carry who gets a function, where its clause says the same."""
    stands = {
        clause.cite
        for clause in after.of_type(cl.FunctionClause)
        if isinstance(was := before.by_cite.get(clause.cite), cl.FunctionClause) and was.fates == clause.fates
    }
    known: dict[tuple[str, str], Any] = before.memo.get("fates", {})
    after.memo["fates"] = {key: found for key, found in known.items() if key[0] in stands}


def _same(one: Competence | Bar, other: Competence | Bar, parts: Sequence[str]) -> bool:
    return all(getattr(one, part) == getattr(other, part) for part in parts)


def _all_same(old: Sequence[Competence | Bar], new: Sequence[Competence | Bar], parts: Sequence[str]) -> bool:
    return len(old) == len(new) and all(_same(one, other, parts) for one, other in zip(old, new, strict=True))


def _matched(old: Sequence[Competence | Bar], new: Sequence[Competence | Bar], parts: Sequence[str]) -> dict[int, int]:
    """The place that each competence or bar has now, for those that are the same in every part; none is matched out of order."""
    found: dict[int, int] = {}
    waiting: dict[str, list[int]] = {}
    for n, item in enumerate(new):
        waiting.setdefault(item.cite, []).append(n)
    last = -1
    for n, item in enumerate(old):
        there = waiting.get(item.cite, [])
        place = next((k for k in there if k > last and _same(item, new[k], parts)), None)
        if place is not None:
            found[n], last = place, place
    return found


def _renamed(known: Mapping[Key, T], moved: tuple[Mapping[int, int], Mapping[int, int]]) -> dict[Key, T]:
    """What is known of cells, by the places that their competences and bars have now; cells of others are left out."""
    given, barring = moved
    found: dict[Key, T] = {}
    for (candidates, against, verb, place), one in known.items():
        if all(n in given for n in candidates) and all(n in barring for n in against):
            found[tuple(given[n] for n in candidates), tuple(barring[n] for n in against), verb, place] = one
    return found
