"""What a text without a phrase borrows of the whole text: who may do what by the clauses that both have, and the cells that are made of these alone.

A phrase of who holds what is struck in one clause. Where organs, units and conditions are the same, what comes of every other clause is the very
same object, so that what is made of the same is told by identity.
Needs: the standard library. Source: design page REASONING, section 7.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from foedus.model import clauses as cl
from foedus.model.competence import bars
from foedus.model.compile import machine
from foedus.model.holding import Scope
from foedus.model.settlement import Settlement
from foedus.reason.promise.atlas import Atlas, alike_units
from foedus.reason.promise.phrases import strike

_PARTS = ("units", "polities", "organs", "groups", "conditions", "lots", "matters", "parameters", "gazetteer")
_OF_THE_TABLE = (cl.CompetenceClause, cl.ResidualClause, cl.FunctionClause, cl.BarClause)
"""Clauses of which nothing else comes than who may do what, or may not."""
_OUTLIVES = ("reach", "commanded pairs")
"""What is worked out of organs and units alone."""


def lend(whole: Settlement, struck: Settlement) -> None:
    """Let a settlement without a phrase borrow of the whole one. Units that are alike stay so: striking names none."""
    struck.memo.setdefault("alike units", alike_units(whole))
    if "scope" in struck.memo or not _of_the_table_alone(whole, struck):
        return
    kept = {id(clause) for clause in struck.clauses}
    if not any(isinstance(clause, cl.BarClause) for clause in _beside(struck, whole)):
        struck.memo.setdefault("bars", tuple(bar for bar in bars(whole) if id(bar.clause) in kept))
    struck.memo["scope"] = Scope.beside(struck, Scope.of(whole))
    lend_moves(whole, struck)
    struck.memo.update({key: whole.memo[key] for key in _OUTLIVES if key in whole.memo})


def lend_moves(whole: Settlement, struck: Settlement) -> None:
    """Without a bar that no consent lifts, and that is alone under its citation, all moves are there, each without the part that asks for it."""
    gone = _beside(whole, struck)
    if len(gone) == 1 and not _beside(struck, whole) and isinstance(gone[0], cl.BarClause) and gone[0].limits.without is None:
        cite = gone[0].cite
        if [clause.cite for clause in whole.clauses].count(cite) == 1:
            struck.memo.setdefault("machine", strike(machine(whole), (cite,), {}))


def _of_the_table_alone(whole: Settlement, struck: Settlement) -> bool:
    parts = all(getattr(whole, part) is getattr(struck, part) for part in _PARTS)
    return parts and all(isinstance(clause, _OF_THE_TABLE) for clause in (*_beside(whole, struck), *_beside(struck, whole)))


def _beside(one: Settlement, other: Settlement) -> Sequence[cl.Clause]:
    """The clauses that another has not."""
    there = {id(clause) for clause in other.clauses}
    return [clause for clause in one.clauses if id(clause) not in there]


def lend_cells(whole: Settlement, atlas: Atlas) -> None:
    """Put the cells of the whole text into the atlas of a text without a phrase, where they are made of the same."""
    known: Atlas | None = whole.memo.get("atlas")
    old, new = Scope.of(whole), atlas.scope
    if known is None or known.facts != atlas.facts or known.one_of_many != atlas.one_of_many:
        return
    if atlas.settlement.organs is not whole.organs or not _the_same(old.residual, new.residual):
        return
    given, barring = _places(old.given, new.given), _places(old.bars, new.bars)
    for (candidates, against, verb, place), leaves in known.leaves.items():
        if given.keys() >= set(candidates) and barring.keys() >= set(against):
            atlas.leaves[tuple(given[n] for n in candidates), tuple(barring[n] for n in against), verb, place] = leaves


def _the_same(one: Sequence[object], other: Sequence[object]) -> bool:
    return len(one) == len(other) and all(a is b for a, b in zip(one, other, strict=True))


def _places(old: Sequence[object], new: Sequence[object]) -> Mapping[int, int]:
    """Where each has its place now, of those that are still there. Nothing changes its order."""
    there = {id(item): n for n, item in enumerate(new)}
    return {n: there[id(item)] for n, item in enumerate(old) if id(item) in there}
