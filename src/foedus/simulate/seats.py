"""How many members of a chamber each place sends, for the median member of the yearly model.

Needs: the standard library; `foedus.voting`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from foedus.model.settlement import Organ, Settlement
from foedus.voting.apportion import Method, apportion

_APPORTIONMENT_POPULATION = ("apportionment_population_2020", "population")
"""Seats by population use the census count for apportionment; where a place has none (the capital district), its residents."""


def seats_by_place(settlement: Settlement, organ: Organ, codes: Sequence[str], polity: str) -> tuple[int, ...]:
    """Members by place. Places outside the polity get what they would send if they joined it: they count only while they belong."""
    inside = [code for code in codes if settlement.units[code].polity == polity]
    if organ.traits.apportioned is not None:
        return _apportioned(settlement, organ, codes, inside)
    each = sum(int(settlement.number(seats.number)) for seats in organ.traits.seats if seats.of_each is not None)
    if each:
        return (each,) * len(codes)
    people = _people(settlement, codes)
    return tuple(max(1, round(people[code] / 100_000)) for code in codes)


def _apportioned(settlement: Settlement, organ: Organ, codes: Sequence[str], inside: list[str]) -> tuple[int, ...]:
    rule = organ.traits.apportioned
    house = sum(int(settlement.number(seats.number)) for seats in organ.traits.seats if seats.of_each is None)
    people = _people(settlement, codes)
    minimum = int(settlement.number(rule.at_least)) if rule is not None and rule.at_least is not None else 0
    method = _method(rule.method if rule is not None else "")
    found = apportion({code: people[code] for code in inside}, house, method, minimum=minimum).seats
    a_seat = sum(people[code] for code in inside) / max(house, 1)
    return tuple(found[code] if code in found else max(minimum, round(people[code] / a_seat)) for code in codes)


def _method(name: str) -> Method:
    wanted = name.lower().replace("_", "-").replace(" ", "-")
    return next((method for method in Method if method.value == wanted), Method.HUNTINGTON_HILL)


def _people(settlement: Settlement, codes: Sequence[str]) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for name in _APPORTIONMENT_POPULATION:
        for code, value in (settlement.gazetteer.series(name) or {}).items():
            if not isinstance(value, str) and value:
                found.setdefault(code, int(value))
    return {code: found.get(code, 1) for code in codes}
