"""The bodies of a settlement as a Rule reads them: who sits in an organ, and an electorate as one voice or as those entitled.

A member carries its unit, polity and group, and a weight for each series that the rule weighs by. In games and proofs the people of a
polity or a unit are one voice; a count of votes takes them as so many who are entitled, by unit where the votes are told by unit.
Needs: the standard library.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from foedus.decide.standing import ChamberSeats, Standing, seats_in
from foedus.model.rule import Body, Member
from foedus.model.settlement import Organ
from foedus.model.voters import Seat, is_people, people, seats_of, weights_of_people

Groups = tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Bodies:
    """Builds each body once. series: the series that some Count weighs by; entitled: those entitled, by electorate and unit, if known."""

    where: Standing
    series: tuple[str, ...] = ()
    entitled: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    built: dict[tuple[str, ...], Body] = field(default_factory=dict)

    def of(self, names: tuple[str, ...], *, by_lot: str = "") -> Body:
        """The body of one organ or electorate, or of several that vote together."""
        key = (*names, by_lot)
        if key not in self.built:
            self.built[key] = replace(self._one(names[0]) if len(names) == 1 else self._joined(names), equal_by_lot=by_lot)
        return self.built[key]

    def _joined(self, names: tuple[str, ...]) -> Body:
        members: list[Member] = []
        for name in names:
            for member in self._one(name).members:
                label = member.name if is_people(name) else f"{member.name} of {name}"
                members.append(replace(member, name=label, groups=(*member.groups, ("body", name))))
        return Body(f"{', '.join(names[:-1])} and {names[-1]} together", tuple(members))

    def _one(self, name: str) -> Body:
        if is_people(name):
            return self._electorate(name)
        organ = self.where.settlement.organs.get(name)
        if organ is None:
            return Body(name, tuple(self._of_seats(seats_of(self.where.settlement, name, parts=True), "")))
        held = seats_in(self.where, organ)
        if held.by_unit:
            return Body(name, tuple(self._by_unit(organ, held)))
        listed = seats_of(self.where.settlement, name, parts=True)
        if len(listed) == 1 and listed[0].bloc == name:
            number = self.where.sizes.get(name, listed[0].number)
            return Body(name, (Member("members" if number > 1 else name, number, self._groups(organ, polity=organ.owner)),))
        return Body(name, tuple(self._of_seats(listed, name)))

    def _by_unit(self, organ: Organ, held: ChamberSeats) -> Iterable[Member]:
        for unit, number in held.by_unit.items():
            yield Member(unit, number, self._groups(organ, unit, held.polity or self.where.polity(unit)), self._weights(unit))

    def _of_seats(self, listed: Iterable[Seat], name: str) -> Iterable[Member]:
        organ = self.where.settlement.organs.get(name)
        for seat in listed:
            if self.where.true(seat.present):
                polity = seat.polity or (self.where.polity(seat.unit) if seat.unit else "") or (seat.sides[0] if len(seat.sides) == 1 else "")
                label = seat.unit if seat.bloc == f"{seat.unit} in {name}" else seat.bloc.removesuffix(f" in {name}")
                yield Member(label, seat.number, self._groups(organ, seat.unit, polity, seat.group), self._weights(seat.unit))

    def _groups(self, organ: Organ | None, unit: str = "", polity: str = "", group: str = "") -> Groups:
        assembly = (organ.assembly or organ.name) if organ else ""
        if polity not in self.where.settlement.polities:
            unit, polity = unit or polity, self.where.polity(polity)
        found = (("unit", unit), ("polity", polity), ("group", group), ("organ", assembly))
        return tuple((kind, name) for kind, name in found if name)

    def _weights(self, unit: str) -> tuple[tuple[str, int], ...]:
        weights = []
        for name in self.series:
            value = (self.where.settlement.gazetteer.series(name) or {}).get(unit, 0)
            weights.append((name, 0 if isinstance(value, str) else int(value)))
        return tuple(weights)

    # ---- the people

    def _electorate(self, name: str) -> Body:
        owner = name.removeprefix("the people of ")
        by_unit = self.entitled.get(name)
        if not by_unit:
            return Body(name, (Member(name, groups=self._groups_of_owner(owner), weights=(("votes", self.votes(owner)),)),))
        return Body(name, tuple(Member(unit, number, self._groups_of_owner(unit)) for unit, number in by_unit.items()))

    def _groups_of_owner(self, owner: str) -> Groups:
        if owner in self.where.settlement.polities:
            return (("polity", owner),)
        polity = self.where.polity(owner)
        return (("unit", owner), *((("polity", polity),) if polity else ()))

    def votes(self, owner: str) -> int:
        """The people of a polity or unit as a weight: votes cast, else population, else one for each unit."""
        counted, _ = weights_of_people(self.where.settlement)
        units = self.where.units(owner) if owner in self.where.settlement.polities else (owner,)
        return sum(counted.get(unit, 0) for unit in units) or 1


def voice(owner: str) -> str:
    """The electorate of a polity or a unit, by name."""
    return people(owner)
