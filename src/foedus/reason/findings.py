"""A finding of coverage as a diagnostic: what is wrong in a sentence, every clause concerned with its place, and the mend.

Needs: the standard library.
"""

from __future__ import annotations

from collections.abc import Iterator

from foedus.errors import Diagnostic, Place, Severity
from foedus.model import words
from foedus.model.settlement import ABROAD, Settlement
from foedus.reason.answers import those
from foedus.reason.cover import Finding
from foedus.source import clause_of

_SEVERITY = {"idle": Severity.NOTE, "split": Severity.NOTE}


def message(settlement: Settlement, one: Finding) -> str:
    """The finding in a sentence."""
    doing = f"{words.listed(one.verbs, 'or')} on {those(one.matters, 6)}"
    where = _where(settlement, one.places)
    when = f" when {words.listed(one.when)}" if one.when else ""
    match one.kind:
        case "gap":
            return f"nobody may {doing}{where}{when}"
        case "overlap":
            return f"{words.listed(one.holders)} each alone may {doing}{where}{when}"
        case "defeated":
            return f"this competence never has effect: {words.listed(one.bars)} {'bar' if len(one.bars) > 1 else 'bars'} all of it"
        case "orphan":
            return f'nobody gets "{one.matters[0]}"{where}'
        case "idle":
            return f"nothing is done through {words.listed(one.holders)}"
        case _:
            return f"{those(one.holders, 4)} may do something on {those(one.matters, 6)}; who may {words.listed(one.verbs, 'or')} is left to the residue"


def diagnostic(settlement: Settlement, one: Finding) -> Diagnostic:
    """The finding with the places of all its clauses."""
    severity = _SEVERITY.get(one.kind, Severity.WARNING)
    return Diagnostic(one.code, message(settlement, one), tuple(_places(settlement, one)), one.mend, severity)


def _places(settlement: Settlement, one: Finding) -> Iterator[Place]:
    for cites, label in ((one.cites, _LABEL[one.kind]), (one.bars, "barred here")):
        for cite in dict.fromkeys(cites):
            clause = settlement.by_cite.get(cite) or settlement.by_cite.get(clause_of(cite))
            if clause is not None:
                yield Place(clause.at.span, label, cite)


_LABEL = {
    "gap": "reaches here, and is barred",
    "overlap": "given here",
    "defeated": "given here",
    "orphan": "",
    "idle": "declared here",
    "split": "given here",
}


def _where(settlement: Settlement, places: tuple[str, ...]) -> str:
    units = [place for place in places if place != ABROAD]
    if len(units) == len(settlement.units) > 1:
        said = " in every unit"
    else:
        said = ""
        for polity in settlement.polities:
            own = [unit.code for unit in settlement.units.values() if unit.polity == polity]
            if len(own) > 1 and set(own) <= set(units):
                said += f"{' and' if said else ''} in {polity}"
                units = [unit for unit in units if unit not in own]
        if units:
            said += f"{' and' if said else ''} in {those(units, 6)}"
    if ABROAD in places:
        said += " and abroad" if said else " abroad"
    return said
