"""What somebody may do by a competence, for promises that it never acts: to exercise a competence is to act, and leaves no trace.

Needs: `foedus.reason.promise.atlas`. Source: design pages LANGUAGE, section 7; `docs/decisions/0012-acting-consenting-and-holding.md`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from foedus.model import words as w
from foedus.model.bind import filled, funded
from foedus.model.competence import Kind
from foedus.model.formula import FALSE, Formula, all_of, any_of
from foedus.model.settlement import ABROAD, Settlement
from foedus.reason.promise.asked import Part
from foedus.reason.promise.atlas import Atlas, Exchange, words_of
from foedus.reason.promise.table import atlas_of, joined
from foedus.source import Citation

Kept = dict[tuple[str, str, tuple[Citation, ...]], tuple[list[Formula], dict[str, None], str]]


def exercised(settlement: Settlement, names: Collection[str], while_: Formula, said: str, atlas: Atlas | None = None) -> Iterator[Part]:
    """The competences that some hold while a condition holds, each as a way in which they act: by holder, verb and clauses.

    Who is vacant or not funded acts by none; what several hold only together, and what an act exercises, is told by its consents.
    """
    for (name, verb, cites), (ways, matters, place) in _held(settlement, atlas or atlas_of(settlement), names, while_).items():
        on = list(matters)
        told = w.listed(on if len(on) <= 4 else [*on[:3], f"{len(on) - 3} matters more"])
        where = "abroad" if place == ABROAD else f"in {settlement.units[place].title}"
        words = f"{name} may {verb} on {told} {where}" + (f" while {said}" if said else "")
        yield Part(any_of(ways), f"{name} acts", words, {"organ": name}, cites=cites)


def _held(settlement: Settlement, atlas: Atlas, names: Collection[str], while_: Formula) -> Kept:
    found: Kept = {}
    able = {name: all_of((while_, filled(settlement, name), funded(settlement, name))) for name in names}
    owners = {settlement.organs[name].owner for name in names if name in settlement.organs} - {""}
    # Exchanged for another unit, a name that speaks of none is the same.
    local = any(not atlas.one_of_many.keys().isdisjoint(words_of(name)) for name in names)
    for entry in atlas.entries(holders=(*names, *owners)):
        for leaf in entry.leaves:
            for holding in leaf.cell.holdings:
                if holding.act or len(holding.holders) > 1 or holding.kind is Kind.JOINT:
                    continue
                if not local and able.keys().isdisjoint((*holding.organs, *holding.holders)):
                    continue
                for place in atlas.everywhere(entry.place):
                    exchange = Exchange(entry.place, place)
                    here = exchange.holding(holding)
                    for name in dict.fromkeys((*here.organs, *here.holders)):
                        when = joined((able[name], exchange.formula(leaf.when))) if name in able else FALSE
                        if when != FALSE:
                            ways, matters, _ = found.setdefault((name, entry.verb, here.cites), ([], {}, place))
                            ways.append(when)
                            matters.update(dict.fromkeys(entry.matters))
    return found
