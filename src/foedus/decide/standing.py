"""Who sits in the bodies of a settlement: the seats of each chamber by unit, apportioned from the census where the text says so.

A clause such as `apportioned by population` counts people; where the places have a census count for apportionment, that count is the one
used, and the result names it. Ties are told and never broken here. Everything is recomputed for a settlement in which units have moved.

Needs: the standard library. Source: design page VOTING, section 5.

>>> import foedus
>>> houses = seats(foedus.load("soft-secession"))
>>> house = houses["Commonwealth.Congress.House"]
>>> house.total, house.by_unit["CA"], house.method
(185, 52, 'huntington-hill')
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from foedus.errors import ModelError
from foedus.model import clauses as cl
from foedus.model.formula import FALSE, TRUE, Formula, given
from foedus.model.settlement import Organ, Settlement
from foedus.model.voters import number_of_seats
from foedus.source import Citation
from foedus.voting.apportion import Method, Tied, apportion

CENSUS = "apportionment_population_2020"
RESIDENTS = "resident_population_2020"
"""The census counts: of those counted for apportionment, and of residents, for a unit that has no count of the first kind."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Who belongs where: as the settlement begins, but for the units moved; and the sizes of houses, where they are set otherwise."""

    settlement: Settlement
    moved: Mapping[str, str] = field(default_factory=dict)
    sizes: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for unit, polity in self.moved.items():
            if unit not in self.settlement.units or polity not in self.settlement.polities:
                raise ModelError(f"{unit} cannot move to {polity}", mend=f"name a unit and one of {', '.join(self.settlement.polities)}")
        for organ, size in self.sizes.items():
            if organ not in self.settlement.organs or size < 1:
                raise ModelError(f"{organ} cannot have {size} seats", mend="name a chamber of the text, and one seat or more")

    def polity(self, unit: str) -> str:
        """The polity of a unit; empty where it is in none."""
        return self.moved.get(unit, self.settlement.units[unit].polity) if unit in self.settlement.units else ""

    def units(self, polity: str = "") -> tuple[str, ...]:
        """The units of a polity, or all, in order of declaration."""
        return tuple(unit for unit in self.settlement.units if not polity or self.polity(unit) == polity or self._is_own(unit, polity))

    def _is_own(self, unit: str, polity: str) -> bool:
        owner = self.settlement.polities.get(polity)
        return owner is not None and owner.of_unit == unit

    def true(self, formula: Formula) -> bool:
        """Whether a condition on membership holds; what hangs on nothing but offices and facts is taken as at the start."""
        if formula in (TRUE, FALSE):
            return formula == TRUE
        known = {self.settlement.membership(unit): self.polity(unit) for unit in self.settlement.units}
        return given(formula, known) != FALSE


@dataclass(frozen=True, slots=True)
class ChamberSeats:
    """The seats of one body.

    by_unit: seats by unit, empty where they are not given to units; method, series: how they were apportioned, and by which count of people;
    tied: seats that lie between units with equal claims, which the text must settle.
    """

    chamber: str
    total: int
    by_unit: Mapping[str, int]
    polity: str
    cite: Citation
    method: str = ""
    series: str = ""
    minimum: int = 0
    people: Mapping[str, int] = field(default_factory=dict)
    tied: Tied | None = None


def census(settlement: Settlement, series: str = "population", units: Collection[str] = ()) -> tuple[dict[str, int], str]:
    """People by unit for apportionment, and the name of the count; empty where the places know no such series.

    series: `population` means the census count for apportionment where there is one, with the resident count for a unit that has none;
    units: those meant, or all.
    """
    wanted = units or settlement.units
    counted = settlement.gazetteer.series(CENSUS) if series == "population" else None
    if counted:
        residents = settlement.gazetteer.series(RESIDENTS) or {}
        people = {unit: _whole(counted.get(unit)) or _whole(residents.get(unit)) for unit in wanted}
        without = [unit for unit, number in people.items() if number and not _whole(counted.get(unit))]
        return people, CENSUS + (f" ({RESIDENTS} for {', '.join(without)})" if without else "")
    known = settlement.gazetteer.series(series)
    return ({unit: _whole(known.get(unit)) for unit in wanted} if known else {}), series if known else ""


def _whole(value: float | str | None) -> int:
    return 0 if value is None or isinstance(value, str) else int(value)


def seats(settlement: Settlement, *, standing: Standing | None = None) -> dict[str, ChamberSeats]:
    """The seats of every body whose seats the text gives to units, by name, in the order of the text.

    standing: who belongs where, if not as the settlement begins. Raises ModelError where a house is too small for its minima.
    """
    where = standing or Standing(settlement)
    found = (seats_in(where, organ) for organ in settlement.organs.values() if not organ.chambers)
    return {one.chamber: one for one in found if one.by_unit}


def seats_in(where: Standing, organ: Organ) -> ChamberSeats:
    """The seats of one body. Raises ModelError where its house is too small for its minima."""
    polity = organ.owner if organ.owner in where.settlement.polities else ""
    total = where.sizes.get(organ.name, number_of_seats(where.settlement, organ))
    shape = ChamberSeats(organ.name, total, {}, polity, organ.cite)
    if organ.traits.apportioned is not None:
        return _apportioned(where, shape, organ.traits.apportioned)
    each = [one for one in organ.traits.seats if one.of_each is not None and one.of_each.type == "unit"]
    if len(each) == len(organ.traits.seats) == 1 and each[0].of_each is not None:
        number = where.sizes.get(organ.name, int(where.settlement.number(each[0].number)))
        by_unit = dict.fromkeys(where.units(each[0].of_each.of or polity), number)
        return replace(shape, by_unit=by_unit, total=sum(by_unit.values()))
    return shape


def _apportioned(where: Standing, shape: ChamberSeats, how: cl.Apportioned) -> ChamberSeats:
    units, series = census(where.settlement, how.series, where.units(shape.polity))
    minimum = int(where.settlement.number(how.at_least)) if how.at_least else 0
    if not any(units.values()):
        return shape
    method = method_named(how.method)
    try:
        given_ = apportion(units, shape.total, method, minimum=minimum)
    except ModelError as problem:
        raise ModelError(f"{shape.chamber} ({shape.cite}): {problem.message}", mend=problem.mend) from problem
    return replace(shape, by_unit=given_.seats, method=method.value, series=series, minimum=minimum, people=units, tied=given_.tied)


_ALIASES = {
    "dhondt": Method.JEFFERSON,
    "d'hondt": Method.JEFFERSON,
    "sainte-lague": Method.WEBSTER,
    "equal-proportions": Method.HUNTINGTON_HILL,
    "largest-remainder": Method.HAMILTON,
    "balinski-young": Method.QUOTA,
}


def method_named(name: str) -> Method:
    """The method of that name, as clauses and commands write it: `Huntington-Hill`, `huntington_hill`. Raises ModelError."""
    key = name.strip().lower().replace("_", "-").replace(" ", "-").replace("ë", "e").replace("ü", "u")
    found = _ALIASES.get(key) or next((method for method in Method if method.value == key), None)
    if found is None:
        known = ", ".join([method.value for method in Method])
        raise ModelError(f"there is no method of apportionment called `{name}`", mend=f"name one of {known}")
    return found
