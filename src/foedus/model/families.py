"""Who is meant by `each unit of Alder` and by `Guard of each unit of Alder`: everybody that may be, each while a condition holds.

The condition follows the unit: a Governor of Alder's whose unit goes over to Birch is no longer among them.
Needs: the standard library. Source: design page LANGUAGE, section 2.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from foedus.model import phrases as ph
from foedus.model.formula import FALSE, TRUE, Formula, all_of
from foedus.model.places import territory
from foedus.model.settlement import Settlement

Meant = tuple[str, Formula]
"""A polity, unit or organ, with the condition under which it is one of those meant."""


def each_of(settlement: Settlement, each: ph.Each) -> Iterator[Meant]:
    """The polities, units or organs that `each …` means; one that can never be meant is left out."""
    if each.type == "polity":
        found: Iterable[Meant] = ((name, settlement.exists(name)) for name in settlement.polities)
    elif each.type == "unit":
        found = ((code, territory(settlement, each.of, code) if each.of else TRUE) for code in settlement.units)
    else:
        found = (
            (organ.name, settlement.exists(organ.name))
            for organ in settlement.organs.values()
            if organ.kind == each.type and not organ.assembly and each.of in ("", organ.owner, organ.within)
        )
    return (one for one in found if one[1] != FALSE)


def family_of(settlement: Settlement, family: ph.FamilyOf) -> Iterator[Meant]:
    """The members of a family, of those only that `of each …` names; one that can never be meant is left out."""
    for name in settlement.members(family.name):
        formula = all_of((settlement.exists(name), _within(settlement, family.each.of, _owner(settlement, name))))
        if formula != FALSE:
            yield name, formula


def _owner(settlement: Settlement, name: str) -> str:
    """The polity or unit of an organ, of a condition, or of the organ that a lot is of."""
    lot, condition = settlement.lots.get(name), settlement.conditions.get(name)
    of = lot.of if lot else condition.owner if condition else name
    organ = settlement.organs.get(of)
    return organ.owner if organ else of


def _within(settlement: Settlement, of: str, owner: str) -> Formula:
    return territory(settlement, of, owner) if of and owner in settlement.units else TRUE
