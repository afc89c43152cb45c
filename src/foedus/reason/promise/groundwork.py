"""What is proved first, because much else hangs on it: that a polity keeps a unit.

A fact proved here is put in as true wherever it stands in the moves, which takes the membership of every unit out of most questions.
Needs: `foedus.reason.portfolio`. Source: design page REASONING, section 5.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from foedus.model.compile import machine
from foedus.model.formula import FALSE, TRUE, Formula, negation
from foedus.model.machine import Machine, Move, MoveKey
from foedus.model.settlement import Settlement
from foedus.reason.limits import Deadline, Limits
from foedus.reason.portfolio import Matter, Proved, settle
from foedus.reason.promise.asked import Property
from foedus.reason.promise.atlas import alike_units
from foedus.reason.promise.leaving import emptied
from foedus.reason.slice import depends
from foedus.reason.standing import standing

SOON = 10.0
"""Seconds that such a proof may take."""

FEW = 2
"""How many of the units that are alike in one polity are tried first."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Facts that always hold. by_polity: for each, its proof."""

    facts: tuple[Formula, ...]
    proofs: tuple[tuple[str, Formula, Proved], ...]
    settlement: Settlement

    @property
    def phrases(self) -> frozenset[str]:
        """The phrases on which the facts rest."""
        return frozenset(phrase for _, _, proof in self.proofs for phrase in proof.phrases or ())

    def used(self, asked: Property, even_in_breach: bool) -> tuple[tuple[str, str], ...]:
        """The facts that bear on a question, in words, each with the clause it rests on."""
        if not self.proofs:
            return ()
        if not depends(asked.machine, (asked.bad,), lambda name: name.startswith("polity of "), even_in_breach=even_in_breach):
            return ()
        return tuple((f"{polity} keeps a unit", next(iter(sorted(proof.phrases or ())), "").partition(" when")[0]) for polity, _, proof in self.proofs)


def facts_without(ground: Ground, struck: frozenset[str]) -> tuple[Formula, ...]:
    """The facts that stand on none of the phrases struck."""
    return tuple(exists for _, exists, proof in ground.proofs if proof.phrases is not None and struck.isdisjoint(proof.phrases))


def few(settlement: Settlement) -> Callable[[Move], bool] | None:
    """Which moves concern at most two of the units that are alike in each polity: a history among them is short to read.

    None where no more units are alike than that.
    """
    key = "few"
    if key not in settlement.memo:
        settlement.memo[key] = _few(settlement)
    found: Callable[[Move], bool] | None = settlement.memo[key]
    return found


def _few(settlement: Settlement) -> Callable[[Move], bool] | None:
    alike = alike_units(settlement)
    kept: dict[str, int] = {}
    spare = set()
    for unit in alike:
        side = settlement.units[unit].polity
        kept[side] = kept.get(side, 0) + 1
        if kept[side] > FEW:
            spare.add(unit)
    known: dict[MoveKey, bool] = {}

    def concerns_few(move: Move) -> bool:
        if move.key not in known:
            words = re.split(r"[^\w]+", f"{move.key.actor} {move.key.of}")
            known[move.key] = spare.isdisjoint(words)
        return known[move.key]

    return concerns_few if spare else None


def groundwork(settlement: Settlement, limits: Limits, *, even_in_breach: bool = False, before: Ground | None = None) -> Ground:
    """Prove for each polity that it always keeps a unit, where that is so; worked out once for a settlement.

    before: what was proved for a settlement of which this one is a change; where a proof still stands, none is searched for.
    """
    key = f"ground {even_in_breach}"
    known: Ground | None = settlement.memo.get(key)
    if known is None:
        known = settlement.memo[key] = _laid(settlement, limits, even_in_breach, before)
    return known


def _laid(settlement: Settlement, limits: Limits, even_in_breach: bool, before: Ground | None) -> Ground:
    model = machine(settlement)
    hide = frozenset(name for name in model.variables if name.startswith("yes of "))
    proofs = []
    for polity in settlement.polities:
        exists = settlement.exists(polity)
        still = None if before is None else _still(before, model, polity, exists, even_in_breach)
        if still is not None:
            proofs.append((polity, exists, still))
            continue
        if exists in (TRUE, FALSE) or emptied(model, settlement, polity, even_in_breach=even_in_breach) is not None:
            continue
        found = settle(Matter(model, (), even_in_breach, hide), negation(exists), limits, Deadline(limits.seconds).within(SOON), shorten=False)
        if isinstance(found, Proved) and found.certificate.ok:
            proofs.append((polity, exists, found))
    return Ground(tuple(exists for _, exists, _ in proofs), tuple(proofs), settlement)


def _still(before: Ground, model: Machine, polity: str, exists: Formula, even_in_breach: bool) -> Proved | None:
    """The proof made before a change, where it stands after it."""
    for name, said, proof in before.proofs:
        if (name, said) == (polity, exists):
            there = standing(Matter(machine(before.settlement), (), even_in_breach), negation(exists), proof)
            found = None if there is None else there.on(model, Deadline(SOON))
            return None if found is None else replace(proof, phrases=found.phrases)
    return None
