"""Apportionments told whole: seats, quotas, breaches, bias, other methods; and the houses of a settlement before and after a unit moves.

Needs: the standard library. Source: design page VOTING, section 5.

>>> people, source = census_people(2020)
>>> report(people, source, 435, "huntington-hill").apportionment.seats["NY"]
26
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from foedus.data.tables import rows
from foedus.decide.figures import Json, figure, text
from foedus.decide.standing import ChamberSeats, Standing, method_named, seats
from foedus.errors import DataError, FoedusError, ModelError
from foedus.model.settlement import Settlement
from foedus.voting.apportion import (
    Apportionment,
    Method,
    apportion,
    bias_by_thirds,
    breaches_of_quota,
    people_per_seat,
    quotas,
    seats_moved,
)
from foedus.voting.paradox import ChangeOfPolity, HouseSizeParadox, change_of_polity, house_size_paradoxes


@dataclass(frozen=True, slots=True)
class ApportionmentReport:
    """One apportionment with what there is to say of it. people_from: which count of people; paradoxes: of the sizes swept, if any were."""

    apportionment: Apportionment
    people: Mapping[str, int]
    people_from: str
    others: Mapping[str, int | str]
    paradoxes: tuple[HouseSizeParadox, ...] = ()
    swept: range | None = None

    def as_json(self) -> Json:
        """The same as plain values: `seats` by unit, quotas as "p/q"."""
        found = self.apportionment
        tied = found.tied
        return {
            "people_from": self.people_from,
            "house": found.house,
            "method": found.method.value,
            "minimum": found.minimum,
            "maximum": found.maximum,
            "seats": dict(found.seats),
            "tied": None if tied is None else {"units": list(tied.units), "seats_between": tied.seats_between},
            "people": dict(self.people),
            "quota": {unit: text(quota) for unit, quota in quotas(self.people, found.house).items()},
            "breaches_of_quota": list(breaches_of_quota(self.people, found.seats)),
            "people_per_seat": {unit: None if each is None else float(each) for unit, each in people_per_seat(self.people, found.seats).items()},
            "bias_by_thirds": {name: figure("seats_to_people", share) for name, share in bias_by_thirds(self.people, found.seats).items()},
            "seats_moved_by_other_methods": dict(self.others),
            "swept": None if self.swept is None else [self.swept[0], self.swept[-1]],
            "paradoxes": [
                {"unit": one.unit, "house": one.house, "before": one.before, "after": one.after, "words": str(one)} for one in self.paradoxes
            ],
        }


def report(
    people: Mapping[str, int],
    people_from: str,
    house: int,
    method: str,
    *,
    minimum: int = 1,
    maximum: int | None = None,
    sweep: range | None = None,
) -> ApportionmentReport:
    """Apportion a house, and say how it stands. Raises ModelError for an unknown method, or a house too small or too large."""
    way = method_named(method)
    found = apportion(people, house, way, minimum=minimum, maximum=maximum)
    others: dict[str, int | str] = {}
    for other in Method:
        if other is not way:
            try:
                others[other.value] = seats_moved(found.seats, apportion(people, house, other, minimum=minimum, maximum=maximum).seats)
            except FoedusError as problem:
                others[other.value] = problem.message
    paradoxes = tuple(house_size_paradoxes(people, sweep, way, minimum=minimum, maximum=maximum)) if sweep else ()
    return ApportionmentReport(found, people, people_from, others, paradoxes, sweep)


def census_people(year: int) -> tuple[dict[str, int], str]:
    """Apportionment populations of a census of the United States, and their name. Raises DataError for a census that is not shipped."""
    found = {str(row["code"]): row["apportionment_population"] for row in rows("us", "apportionment_history") if row["census_year"] == year}
    people = {unit: number for unit, number in found.items() if isinstance(number, int)}
    if not people:
        known = sorted({str(row["census_year"]) for row in rows("us", "apportionment_history")})
        raise DataError(f"there is no census of {year}", mend=f"name one of {', '.join(known)}, or give --people FILE")
    return people, f"apportionment population, census of {year}"


def read_people(path: Path) -> tuple[dict[str, int], str]:
    """People by unit from a CSV file with the columns `unit` and `people`. Raises DataError with the line."""
    try:
        content = path.read_text(encoding="utf-8-sig")
    except OSError as missing:
        raise DataError(f"{path.name} cannot be read: {missing.strerror}", mend="name a CSV file with the columns unit and people") from missing
    except UnicodeDecodeError as broken:
        raise DataError(f"{path.name} is no text in UTF-8", mend="save it as plain text") from broken
    reader = csv.DictReader(io.StringIO(content, newline=""))
    if not {"unit", "people"} <= set(reader.fieldnames or ()):
        raise DataError(f"{path.name}, line 1: there are no columns unit and people", mend="begin with the line `unit,people`")
    people: dict[str, int] = {}
    for row in reader:
        unit, number = (row["unit"] or "").strip(), (row["people"] or "").strip()
        if not unit or unit in people or not (number.isascii() and number.isdigit()):
            why = "has no name" if not unit else "is there already" if unit in people else f"has `{number}` people"
            raise DataError(f"{path.name}, line {reader.line_num}: {unit or 'a unit'} {why}", mend="give each unit once, with a whole number")
        people[unit] = int(number)
    if not people:
        raise DataError(f"{path.name} holds no units", mend="give a line for each unit")
    return people, path.name


# ---- the houses of a settlement


@dataclass(frozen=True, slots=True)
class Houses:
    """The houses of a settlement, and where one unit moves, both houses before and after under each reading of their sizes.

    open: what the text does not say, where the readings differ.
    """

    title: str
    seats: Mapping[str, ChamberSeats]
    moves: tuple[tuple[str, str, ChangeOfPolity], ...] = ()
    open: str = ""

    def as_json(self) -> Json:
        """The same as plain values."""
        return {
            "settlement": self.title,
            "houses": {name: _chamber(one) for name, one in self.seats.items()},
            "moves": [
                {
                    "leaving": leaving,
                    "joining": joining,
                    "unit": change.unit,
                    **{
                        reading: {house: {"house": one.house, "seats": dict(one.seats)} for house, one in zip((leaving, joining), pair, strict=True)}
                        for reading, pair in (("before", change.before), ("fixed", change.fixed), ("moving", change.moving))
                    },
                    "is_open": change.is_open,
                }
                for leaving, joining, change in self.moves
            ],
            "open": self.open,
        }


def _chamber(one: ChamberSeats) -> Json:
    return {
        "total": one.total,
        "polity": one.polity,
        "method": one.method,
        "series": one.series,
        "minimum": one.minimum,
        "seats": dict(one.by_unit),
        "tied": None if one.tied is None else {"units": list(one.tied.units), "seats_between": one.tied.seats_between},
        "cites": [one.cite],
    }


def houses(settlement: Settlement, moved: Mapping[str, str] | None = None) -> Houses:
    """The houses of a settlement as its text apportions them. moved: one unit that changes polity, with the polity it joins.

    Raises ModelError for a text without houses of units, or more than one unit at once.
    """
    before = seats(settlement)
    if not before:
        raise ModelError(f"{settlement.title} gives no seats to units", mend="write `apportioned by population with Huntington-Hill`")
    if not moved:
        return Houses(settlement.title, before)
    if len(moved) > 1:
        raise ModelError("the houses are told for one unit that moves at a time", mend="give --move once")
    (unit, polity), *_ = moved.items()
    after = seats(settlement, standing=Standing(settlement, moved))
    changes = tuple(_changes(settlement, before, unit, polity))
    differs = any(change.is_open for _, _, change in changes)
    silent = "the text does not say whether a house keeps its size when a unit changes polity; both readings are told" if differs else ""
    return Houses(settlement.title, after, changes, silent)


def _changes(settlement: Settlement, before: Mapping[str, ChamberSeats], unit: str, polity: str) -> list[tuple[str, str, ChangeOfPolity]]:
    """For each apportioned house that the unit leaves, the house of the same name that it joins."""
    found = []
    for leaving in before.values():
        joining = next((one for one in before.values() if one.polity == polity and _local(one) == _local(leaving)), None)
        if unit in leaving.by_unit and leaving.method and joining is not None and leaving.polity != polity:
            people = {**leaving.people, **joining.people}
            change = change_of_polity(
                {one: people[one] for one in leaving.by_unit},
                {one: people[one] for one in joining.by_unit},
                unit,
                (leaving.total, joining.total),
                Method(leaving.method),
                minimum=leaving.minimum,
            )
            found.append((leaving.chamber, joining.chamber, change))
    return found


def _local(one: ChamberSeats) -> str:
    return one.chamber.rpartition(".")[2]
