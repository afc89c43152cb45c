"""Where a clause reaches: place phrases as conditions over membership.

A place is a unit, or `abroad`. Whether `in Alder`, `in another polity` or `for itself` covers it depends on who belongs where, so every answer is a formula.
Needs: the standard library.
"""

from __future__ import annotations

from foedus.model import phrases as ph
from foedus.model.formula import FALSE, TRUE, Formula, all_of, any_of, negation
from foedus.model.settlement import ABROAD, Settlement


def places(settlement: Settlement) -> tuple[str, ...]:
    """All places: the units in order, then `abroad`."""
    return (*settlement.units, ABROAD)


def territory(settlement: Settlement, holder: str, place: str) -> Formula:
    """The place lies in the holder's own territory: a polity's units, a unit itself, an organ's owner's, a joint organ's polities'."""
    if place == ABROAD:
        return FALSE
    if holder in settlement.units and (holder not in settlement.polities or settlement.polities[holder].of_unit):
        return TRUE if holder == place else FALSE
    if holder in settlement.polities:
        return settlement.belongs(place, holder)
    organ = settlement.organs.get(holder)
    if organ is None:
        return FALSE
    if organ.owner:
        return territory(settlement, organ.owner, place)
    return any_of(territory(settlement, polity, place) for polity in organ.joint_to)


def in_named(settlement: Settlement, names: ph.Names | None, place: str) -> Formula:
    """The place lies in one of the polities or units named."""
    return any_of(territory(settlement, name, place) for name in (names.items if names else ()))


def same_polity(settlement: Settlement, holder: str, place: str) -> Formula:
    """The place belongs to the polity that the holder answers to, wherever the holder's unit now belongs."""
    organ = settlement.organs.get(holder)
    owner = organ.owner if organ else holder
    if owner in settlement.polities:
        return settlement.belongs(place, owner)
    if owner in settlement.units:
        return any_of(all_of((settlement.belongs(owner, name), settlement.belongs(place, name))) for name in settlement.polities)
    return any_of(settlement.belongs(place, name) for name in (organ.joint_to if organ else ()))


def covers(settlement: Settlement, phrase: ph.PlaceOf | None, holder: str, place: str, *, silent: Formula) -> Formula:
    """The condition under which a place phrase, said of a holder, covers a place. silent: what no phrase at all is taken to mean."""
    if phrase is None:
        return silent
    own = territory(settlement, holder, place)
    abroad = TRUE if place == ABROAD else FALSE
    match phrase.how:
        case "anywhere":
            return TRUE
        case "abroad":
            return abroad
        case "places" | "both":
            return in_named(settlement, phrase.names, place)
        case "places_and_abroad":
            return any_of((in_named(settlement, phrase.names, place), abroad))
        case "outside":
            return negation(in_named(settlement, phrase.names, place))
        case "outside_own":
            return negation(own)
        case "for_itself":
            return any_of((own, abroad))
        case "in_itself" | "own":
            return own
        case "another":
            return _another(settlement, phrase.type, holder, place, own)
        case "each":
            return _in_each(settlement, phrase.each, place)


def _another(settlement: Settlement, kind: str, holder: str, place: str, own: Formula) -> Formula:
    if place == ABROAD:
        return FALSE
    if kind == "polity":
        somewhere = any_of(settlement.belongs(place, name) for name in settlement.polities)
        return all_of((somewhere, negation(same_polity(settlement, holder, place))))
    return negation(own)


def _in_each(settlement: Settlement, each: ph.Each | None, place: str) -> Formula:
    if each is None or place == ABROAD:
        return FALSE
    if each.of:
        return territory(settlement, each.of, place)
    if each.type == "polity":
        return any_of(settlement.belongs(place, name) for name in settlement.polities)
    return TRUE
