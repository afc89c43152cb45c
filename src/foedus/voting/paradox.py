"""What an apportionment does when something changes: paradoxes, the cost of a seat, and a unit that changes polity.

Does not know: settlements, parties. Needs: the standard library.
Source: Balinski and Young, *Fair Representation*, 2nd ed. 2001; design page VOTING, section 5.

>>> [str(found) for found in house_size_paradoxes({"alder": 6, "birch": 6, "cedar": 2}, range(10, 12), Method.HAMILTON)]
['cedar falls from 2 to 1 as the house grows from 10 to 11']
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, permutations

from foedus.errors import LimitReached, ModelError
from foedus.voting.apportion import (
    Apportionment,
    Limits,
    Method,
    apportion,
    apportion_sizes,
    quotas,
)


@dataclass(frozen=True, slots=True)
class HouseSizeParadox:
    """A unit that loses a seat because the house grew: the Alabama paradox."""

    unit: str
    house: int
    before: int
    after: int

    def __str__(self) -> str:
        grown = f"as the house grows from {self.house - 1} to {self.house}"
        return f"{self.unit} falls from {self.before} to {self.after} {grown}"


@dataclass(frozen=True, slots=True)
class PopulationParadox:
    """A unit that grew faster and lost a seat, while one that grew more slowly won one."""

    loser: str
    winner: str


@dataclass(frozen=True, slots=True)
class NewUnitParadox:
    """A unit whose seats changed because another came in with seats of its own: the Oklahoma paradox."""

    unit: str
    before: int
    after: int


def house_size_paradoxes(
    people: Mapping[str, int], houses: range, method: Method, *, minimum: Limits = 0, maximum: Limits | None = None
) -> Iterator[HouseSizeParadox]:
    """Every unit that loses a seat as the house grows by one, over a range of sizes.

    Where a size is tied, only sure losses count.
    """
    for before, after in pairwise(apportion_sizes(people, houses, method, minimum=minimum, maximum=maximum)):
        for unit, seats in before.seats.items():
            if most(after, unit) < seats:
                yield HouseSizeParadox(unit, after.house, seats, most(after, unit))


def most(found: Apportionment, unit: str) -> int:
    """The seats that a unit has, with one more where it is tied for it."""
    return found.seats[unit] + (found.tied is not None and unit in found.tied.units)


def population_paradoxes(
    before: Mapping[str, int], after: Mapping[str, int], house: int, method: Method, *, minimum: Limits = 0
) -> Iterator[PopulationParadox]:
    """Pairs of which the faster grower lost a seat and the slower won one.

    Both tables name the same units, each with people before.
    """
    old, new = (apportion(people, house, method, minimum=minimum) for people in (before, after))
    growth = {unit: Fraction(after[unit], before[unit]) for unit in before}
    lost = {unit for unit in before if most(new, unit) < old.seats[unit]}
    won = {unit for unit in before if new.seats[unit] > most(old, unit)}
    for one, other in permutations(before, 2):
        if one in lost and other in won and growth[one] > growth[other]:
            yield PopulationParadox(one, other)


def new_unit_paradoxes(
    people: Mapping[str, int],
    house: int,
    method: Method,
    unit: str,
    number: int,
    *,
    seats: int = 0,
    minimum: Limits = 0,
) -> Iterator[NewUnitParadox]:
    """Units whose seats change when a unit comes in with seats of its own.

    seats: what the house grows by; if not told, the quota of the new unit, rounded to the nearest.
    """
    seats = seats or round(quotas({**people, unit: number}, house)[unit])
    before = apportion(people, house, method, minimum=minimum)
    after = apportion({**people, unit: number}, house + seats, method, minimum=minimum)
    for other, held in before.seats.items():
        if after.seats[other] > most(before, other) or most(after, other) < held:
            yield NewUnitParadox(other, held, after.seats[other])


def seat_cost(
    people: Mapping[str, int], house: int, method: Method, unit: str, *, more: bool = True, minimum: Limits = 0
) -> int | None:
    """The fewest people more (or fewer) in a unit that surely change its seats, all others as they are; by bisection.

    Returns nothing if losing all its people would not take a seat. Raises LimitReached where no number of people wins
    one.
    """
    now = apportion(people, house, method, minimum=minimum)

    def changes(number: int) -> bool:
        found = apportion(
            {**people, unit: people[unit] + (number if more else -number)}, house, method, minimum=minimum
        )
        return found.seats[unit] > most(now, unit) if more else most(found, unit) < now.seats[unit]

    bound = people[unit] if not more else max(1, people[unit])
    while more and not changes(bound):
        bound *= 2
        if bound > 1000 * sum(people.values()):
            raise LimitReached(
                f"no number of people wins {unit} another seat", mend="check the maximum and the size of the house"
            )
    if not more and (bound <= 1 or not changes(bound := bound - 1)):
        return None
    low, high = 0, bound
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if changes(middle) else (middle, high)
    return high


@dataclass(frozen=True, slots=True)
class ChangeOfPolity:
    """The seats of both polities before a unit moves, and after it under both readings of the house sizes.

    fixed: each house keeps its size; moving: the unit's seats leave one house and join the other. Where they differ and
    the text does not say which, the question is open: `is_open`.
    """

    unit: str
    before: tuple[Apportionment, Apportionment]
    fixed: tuple[Apportionment, Apportionment]
    moving: tuple[Apportionment, Apportionment]

    @property
    def is_open(self) -> bool:
        """Whether the two readings give different seats."""
        return any(one.seats != other.seats for one, other in zip(self.fixed, self.moving, strict=True))


def change_of_polity(
    leaving: Mapping[str, int],
    joining: Mapping[str, int],
    unit: str,
    houses: tuple[int, int],
    method: Method,
    *,
    minimum: Limits = 0,
) -> ChangeOfPolity:
    """Apportion both polities before and after a unit moves from the one to the other.

    leaving, joining: people by unit of the polity it leaves and of the one it joins; houses: their numbers of seats.
    Raises ModelError where the unit is not in the first or already in the second.
    """
    if unit not in leaving or unit in joining:
        raise ModelError(
            f"{unit} cannot leave the one polity and join the other",
            mend="name a unit of the first that is none of the second",
        )
    rest = {name: number for name, number in leaving.items() if name != unit}
    more = {**joining, unit: leaving[unit]}

    def both(one: Mapping[str, int], other: Mapping[str, int], moved: int) -> tuple[Apportionment, Apportionment]:
        return (
            apportion(one, houses[0] - moved, method, minimum=minimum),
            apportion(other, houses[1] + moved, method, minimum=minimum),
        )

    before = both(leaving, joining, 0)
    return ChangeOfPolity(unit, before, both(rest, more, 0), both(rest, more, before[0].seats[unit]))
