"""Measures about offices, chambers and rules: seats, the least people behind a majority, who won, who could decide alone.

Called from Python; a text asks for the last with `share of elections of OFFICE decided by P alone`. Counts are exact.
Needs: the standard library; `foedus.decide`, `foedus.voting`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from foedus.data.world import World
from foedus.decide.power import power_of
from foedus.decide.standing import Standing, census, seats
from foedus.errors import ModelError
from foedus.model.settlement import Settlement
from foedus.simulate.measured import Figure, Measured, unmeasured
from foedus.voting.coalition import cheapest
from foedus.voting.game import weighted_game

FLOOR = "a floor, not what happens"


def seats_of(settlement: Settlement, polity: str, chamber: str, moved: Mapping[str, str] | None = None) -> Measured:
    """The seats that the units of a polity send to a chamber, exactly, by the chamber's own method. moved: units that belong elsewhere."""
    standing = Standing(settlement, dict(moved or {}))
    found = seats(settlement, standing=standing).get(chamber)
    if found is None:
        return unmeasured(f"seats in {chamber}", polity, f"{chamber} has no seats by unit")
    count = sum(found.by_unit.get(unit, 0) for unit in standing.units(polity))
    how = f"{found.method} of {found.series}" if found.method else "so many for each unit"
    return Measured(f"seats in {chamber}", polity, "seats", (Figure(Fraction(count)),), "", (found.series or "the text",), (how,), (), ("exact",))


def people_behind_chamber(settlement: Settlement, chamber: str) -> Measured:
    """The least share of people whose units' delegations together are a majority of a chamber."""
    found = seats(settlement).get(chamber)
    if found is None:
        return unmeasured("people behind a majority", chamber, f"{chamber} has no seats by unit")
    people, series = census(settlement, "population", tuple(found.by_unit))
    sending = {unit: number for unit, number in found.by_unit.items() if number}
    least = cheapest(weighted_game(sum(sending.values()) // 2 + 1, sending), {unit: people.get(unit, 0) for unit in sending})
    whom = ", ".join(name for name, _ in least.whom)
    notes = (FLOOR, f"the cheapest: {whom}")
    share = Fraction(least.cost, sum(people.values()) or 1)
    return Measured("people behind a majority", chamber, "share", (Figure(share),), "2020", (series,), (), (), notes)


def people_behind_act(settlement: Settlement, act: str) -> Measured:
    """The least share of people behind a coalition that carries an act; of a popular vote, half of the votes and one."""
    found = power_of(settlement, act).cheapest[0].people
    if found is None:
        return unmeasured("people behind a majority", act, "no voice in it is of a unit or a people")
    return Measured("people behind a majority", act, "share", (Figure(found.share),), "2020", (), (), (), (FLOOR, "solved exactly"))


def winner(world: World, year: int, codes: Sequence[str] = ()) -> str:
    """Who had most votes in a year, in some places or in all: the group's name as the votes table has it; `tied` where two have as many.

    Raises ModelError for a year without votes. Plurality, not majority.
    """
    votes = _votes(world, year, codes or world.codes)
    most = [group for group, count in votes.items() if count == max(votes.values())]
    return most[0] if len(most) == 1 else "tied"


def alone_can_decide(world: World, codes: Sequence[str], year: int) -> bool:
    """Whether the votes of some places are more than half of all: as a bloc they suffice."""
    return 2 * sum(_votes(world, year, codes).values()) > sum(_votes(world, year, world.codes).values())


def carries(world: World, codes: Sequence[str], year: int) -> bool:
    """Whether the winner of some places won in all, and the winner of the rest did not."""
    rest = [code for code in world.codes if code not in set(codes)]
    whole = winner(world, year)
    return winner(world, year, codes) == whole and (not rest or winner(world, year, rest) != whole)


def _votes(world: World, year: int, codes: Sequence[str]) -> dict[str, int]:
    table = world.table("votes")
    if table is None or year not in world.years("votes"):
        raise ModelError(f"there are no votes of {year}", mend=f"take one of {', '.join(map(str, world.years('votes')))}")
    known = {"year", "total", "blank_over_undervotes_excluded"}
    groups = [name for name, kind in table.columns.items() if kind == "whole" and name not in known]
    inside = set(codes)
    found = dict.fromkeys(groups, 0)
    for row in world.rows("votes"):
        if row["year"] == year and row["code"] in inside:
            for group in groups:
                value = row[group]
                found[group] += value if isinstance(value, int) else 0
    return found
