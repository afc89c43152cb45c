"""Who votes in a body, and in which blocs: the members of a chamber, a board, an electorate, for one act.

Voters of one body that answer to one polity form a bloc with one voice. A body all of whose members answer to one polity has one bloc, the
body itself, unless a rule counts its parts.
Needs: the standard library. Source: design page LANGUAGE, section 6.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from foedus.model import clauses as cl
from foedus.model import phrases as ph
from foedus.model.bind import Binding, members, own_organs
from foedus.model.formula import FALSE, TRUE, Formula
from foedus.model.settlement import Organ, Settlement


@dataclass(frozen=True, slots=True)
class Seat:
    """One bloc of a body, or its part in one unit.

    bloc: who speaks for it; number: how many members; unit, polity: where it comes from; group: which named part it is of;
    present: the condition under which it sits; sides: the polities that it answers to.
    """

    bloc: str
    number: int
    unit: str = ""
    polity: str = ""
    group: str = ""
    present: Formula = TRUE
    sides: tuple[str, ...] = ()


def people(owner: str) -> str:
    """The name of the electorate of a polity or a unit."""
    return f"the people of {owner}"


def is_people(bloc: str) -> bool:
    """Whether a bloc is an electorate."""
    return bloc.startswith("the people of ")


def weights_of_people(settlement: Settlement) -> tuple[Mapping[str, int], str]:
    """How many people each unit weighs where a Rule counts people, and the series used: votes cast, else population, else one each."""
    for name in ("votes_cast", "population"):
        series = settlement.gazetteer.series(name)
        if series is not None:
            return {code: int(value) for code, value in series.items() if not isinstance(value, str)}, name
    return dict.fromkeys(settlement.units, 1), ""


def number_of_seats(settlement: Settlement, organ: Organ) -> int:
    """The seats that a body has as a whole; 1 where the text does not say."""
    total = 0
    for seats in organ.traits.seats:
        if seats.word and seats.of_each is None:
            return int(settlement.number(seats.number))
        if seats.of_each is not None:
            total += int(settlement.number(seats.number)) * len(_each(settlement, seats.of_each, organ))
        else:
            total += int(settlement.number(seats.number))
    return total or 1


def _each(settlement: Settlement, each: ph.Each, organ: Organ) -> list[str]:
    if each.type == "polity":
        return list(settlement.polities)
    within = each.of or organ.owner
    codes = list(settlement.units)
    return [code for code in codes if settlement.units[code].polity == within] if within in settlement.polities else codes


def seats_of(settlement: Settlement, name: str, *, parts: bool) -> tuple[Seat, ...]:
    """The blocs of a body. parts: a rule counts its parts, so they are told apart even where all answer to one polity."""
    organ = settlement.organs.get(name)
    if organ is None:
        return _of_group(settlement, name)
    listed = tuple(_listed(settlement, organ))
    sides = {seat.sides for seat in listed}
    if listed and (parts or len(sides) > 1 or _mixed(organ, listed)):
        return listed
    return (Seat(name, number_of_seats(settlement, organ), polity=organ.owner, sides=settlement.sides(name)),)


def _mixed(organ: Organ, listed: tuple[Seat, ...]) -> bool:
    """Seats that the text itself tells apart by group or origin, so that members answer to several; `from each unit` alone does not."""
    by_each = any(seats.of_each is not None for seats in organ.traits.seats) or any(way.how == "ex_officio" for way in organ.traits.filling)
    told = not by_each or all(seat.group or not seat.unit for seat in listed)
    return told and len({(seat.group, seat.bloc) for seat in listed}) > 1


def _listed(settlement: Settlement, organ: Organ) -> Iterator[Seat]:
    for filling in organ.traits.filling:
        if filling.how == "ex_officio" and filling.names:
            for item in filling.names.items:
                for office in members(settlement, item):
                    yield Seat(office, 1, unit=_unit_of(settlement, office), sides=settlement.sides(office))
            return
    for seats in organ.traits.seats:
        if seats.of_each is not None:
            yield from _from_each(settlement, organ, seats)
        elif seats.group or seats.origin or seats.chosen_by:
            yield _lot(settlement, organ, seats)


def _unit_of(settlement: Settlement, name: str) -> str:
    organ = settlement.organs.get(name)
    return organ.owner if organ and organ.owner in settlement.units else ""


def _from_each(settlement: Settlement, organ: Organ, seats: cl.Seats) -> Iterator[Seat]:
    number = int(settlement.number(seats.number))
    each = seats.of_each
    if each is not None and each.type == "polity":
        for polity in settlement.polities:
            yield Seat(f"{polity} in {organ.name}", number, polity=polity, present=settlement.exists(polity), sides=(polity,))
        return
    within = (each.of if each else "") or (organ.owner if organ.owner in settlement.polities else "")
    for code in settlement.units:
        present = settlement.belongs(code, within) if within else TRUE
        if present != FALSE:
            yield Seat(f"{code} in {organ.name}", number, unit=code, polity=within, present=present, sides=settlement.sides(within or code))


def _lot(settlement: Settlement, organ: Organ, seats: cl.Seats) -> Seat:
    origin = seats.origin or _chooser(settlement, seats.chosen_by)
    unit = origin if origin in settlement.units else ""
    polity = origin if origin in settlement.polities else settlement.units[origin].polity if unit else ""
    label = " ".join(word for word in (seats.group, f"from {origin}" if seats.group and origin else origin) if word) or "members"
    sides = settlement.sides(origin) if origin else settlement.sides(organ.name)
    return Seat(f"{label} in {organ.name}", int(settlement.number(seats.number)), unit, polity, seats.group, sides=sides)


def _chooser(settlement: Settlement, electors: cl.Electors | None) -> str:
    """The polity or unit that seats answer to: whose people choose them, or whose organ does."""
    if electors is None:
        return ""
    if electors.names:
        return electors.names.items[0] if len(electors.names.items) == 1 else ""
    if isinstance(electors.rule, ph.ConsentOf) and isinstance(electors.rule.of, ph.Names):
        organ = settlement.organs.get(settlement.find(electors.rule.of.items[0]) or "")
        return organ.owner if organ else ""
    return ""


def _of_group(settlement: Settlement, name: str) -> tuple[Seat, ...]:
    """A named part of a body's members, as one bloc of that body: its seats, wherever they come from."""
    group = settlement.groups.get(name)
    if group is None:
        return ()
    found = []
    for body in group.within:
        for chamber in (body, *settlement.organs[body].chambers) if body in settlement.organs else ():
            found += [seat for seat in _listed(settlement, settlement.organs[chamber]) if seat.group == name]
    return tuple(found) or (Seat(name, 1, group=name),)


def electorate(settlement: Settlement, owner: str) -> Seat:
    """The people of one polity or unit, as one voice."""
    return Seat(people(owner), 1, unit=owner if owner in settlement.units else "", sides=settlement.sides(owner))


def voice_of_unit(settlement: Settlement, unit: str, owners: tuple[str, ...]) -> Iterator[tuple[Formula, str]]:
    """Whose voice the people of a unit follow where several peoples vote together: (condition, electorate) pairs."""
    for owner in owners:
        if owner == unit:
            yield TRUE, people(owner)
        elif owner in settlement.polities:
            yield settlement.belongs(unit, owner), people(owner)


def assembly_of(settlement: Settlement, name: str, binding: Binding) -> tuple[str, ...]:
    """For a polity or a unit named in a rule, its assembly; for anything else, itself."""
    if name not in settlement.polities and name not in settlement.units:
        return (name,)
    found = own_organs(settlement, ph.Own("assembly"), Binding("polity", name))
    return tuple(organ for _, names in found for organ in names) or (people(name),)


def present(settlement: Settlement, name: str) -> Formula:
    """A body exists, so that its voice counts; the electorates of a polity exist while it does."""
    if is_people(name):
        return settlement.exists(name.removeprefix("the people of "))
    return settlement.exists(name)
