"""Whole seats given to units by their people: divisor methods, Hamilton's, and the quota method of Balinski and Young.

Everything is compared exactly. A tie is part of the result and is never broken by the order of input: the seats that
are certain are told, and who competes for the rest. Populations differ by definition (resident, apportionment,
entitled, voting): say which column was used.

Does not know: settlements, parties. Needs: the standard library.
Sources: Balinski and Young, *Fair Representation*, 2nd ed. 2001; design page VOTING, section 5.

>>> apportion({"alder": 6, "birch": 6, "cedar": 2}, 10, Method.HAMILTON).seats
{'alder': 4, 'birch': 4, 'cedar': 2}
>>> apportion({"alder": 1, "birch": 1}, 3, Method.WEBSTER).tied
Tied(units=('alder', 'birch'), seats_between=1)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction
from heapq import heapify, heappop, heappush

from foedus.errors import LimitReached, ModelError

Limits = int | Mapping[str, int]
"""The least or the most seats: one number for every unit, or a number for each by name."""


class Method(Enum):
    """How seats are apportioned; the value is its name in commands and files."""

    ADAMS = "adams"
    DEAN = "dean"
    HUNTINGTON_HILL = "huntington-hill"
    WEBSTER = "webster"
    MODIFIED_SAINTE_LAGUE = "modified-sainte-lague"
    JEFFERSON = "jefferson"
    HAMILTON = "hamilton"
    QUOTA = "quota"


SAINTE_LAGUE, DHONDT = Method.WEBSTER, Method.JEFFERSON

_PRIORITY: dict[Method, Callable[[int, int], tuple[int, int]]] = {
    Method.ADAMS: lambda p, k: (p, k),
    Method.DEAN: lambda p, k: (p * (2 * k + 1), 2 * k * (k + 1)),
    Method.HUNTINGTON_HILL: lambda p, k: (p * p, k * (k + 1)),
    Method.WEBSTER: lambda p, k: (2 * p, 2 * k + 1),
    Method.MODIFIED_SAINTE_LAGUE: lambda p, k: (2 * p, 2 * k + 1) if k else (10 * p, 7),
    Method.JEFFERSON: lambda p, k: (p, k + 1),
}
"""The claim of a unit of p people that holds k seats to the next one, as numerator and denominator.

Denominator 0 comes first.
"""

FIRST_SEAT_FOR_ALL = frozenset({Method.ADAMS, Method.DEAN, Method.HUNTINGTON_HILL})


@dataclass(frozen=True, slots=True)
class Tied:
    """So many seats lie between these units, whose claims are equal; the settlement says how, or is asked."""

    units: tuple[str, ...]
    seats_between: int


@dataclass(frozen=True, slots=True)
class Apportionment:
    """Seats by unit, in the order given. With `tied`, they are those that are certain.

    minimum: as stated, for it can make a paradox.
    """

    seats: dict[str, int]
    house: int
    method: Method
    minimum: Limits = 0
    maximum: Limits | None = None
    tied: Tied | None = None

    def settled(self, *winners: str) -> Apportionment:
        """The same with the tie settled for these units.

        Raises ModelError unless they are among the tied, and as many as the seats.
        """
        between = self.tied
        if between is None or len(winners) != between.seats_between or not set(winners) <= set(between.units):
            raise ModelError(
                f"{', '.join(winners)} cannot settle {between}",
                mend="name as many of the tied units as there are seats",
            )
        return replace(self, seats={unit: n + winners.count(unit) for unit, n in self.seats.items()}, tied=None)


def apportion(
    people: Mapping[str, int], house: int, method: Method, *, minimum: Limits = 0, maximum: Limits | None = None
) -> Apportionment:
    """Give the seats of a house to units by their people.

    people: whole numbers by unit, none negative; house: seats in all; minimum, maximum: seats for each unit.
    Raises ModelError for negative or no people, and for a house too small for the minima or too large for the maxima.
    """
    return next(apportion_sizes(people, range(house, house + 1), method, minimum=minimum, maximum=maximum))


def apportion_sizes(
    people: Mapping[str, int], houses: range, method: Method, *, minimum: Limits = 0, maximum: Limits | None = None
) -> Iterator[Apportionment]:
    """The apportionment of every house size of a rising range, in one pass where the method allows it."""
    case = _Case(dict(people), _limit(people, minimum, 0), _limit(people, maximum, None))
    case.check(houses, method)
    find = _hamilton if method is Method.HAMILTON else _quota_method if method is Method.QUOTA else _divisor
    for house, (seats, tied) in zip(houses, find(case, houses, method), strict=True):
        yield Apportionment({unit: seats[unit] for unit in people}, house, method, minimum, maximum, tied)


def _limit(people: Mapping[str, int], limit: Limits | None, default: int | None) -> dict[str, int | None]:
    if isinstance(limit, Mapping):
        if unknown := set(limit) - set(people):
            raise ModelError(
                f"a limit is given for {', '.join(sorted(unknown))}, which has no people",
                mend="name only units with people",
            )
        return {unit: limit.get(unit, default) for unit in people}
    return dict.fromkeys(people, default if limit is None else limit)


Found = tuple[dict[str, int], Tied | None]


@dataclass(frozen=True, slots=True)
class _Case:
    """What is to be apportioned, with the limits by unit."""

    people: dict[str, int]
    least: dict[str, int | None]
    most: dict[str, int | None]

    def low(self, unit: str) -> int:
        return self.least[unit] or 0

    def has_room(self, unit: str, seats: int) -> bool:
        most = self.most[unit]
        return most is None or seats < most

    def check(self, houses: range, method: Method) -> None:
        if bad := [unit for unit, number in self.people.items() if number < 0]:
            raise ModelError(
                f"{', '.join(bad)} has fewer people than none", mend="give whole numbers of people, zero or more"
            )
        if not any(self.people.values()):
            raise ModelError(
                "nobody lives in any unit, so there is nothing to apportion by", mend="give at least one unit people"
            )
        if any(self.low(unit) < 0 for unit in self.people):
            raise ModelError("a unit has a minimum below nothing", mend="give a minimum of zero seats or more")
        if any(not (most is None or self.low(unit) <= most) for unit, most in self.most.items()):
            raise ModelError("a unit has a minimum above its maximum", mend="lower the one or raise the other")
        needed = sum(self.low(unit) for unit in self.people)
        if method in FIRST_SEAT_FOR_ALL:
            needed = sum(max(self.low(unit), 1 if number else 0) for unit, number in self.people.items())
        if not houses or houses[0] < max(needed, 0):
            raise ModelError(
                f"a house of {houses[0] if houses else 0} is too small: "
                f"{method.value} with these minima gives away {needed} seats first",
                mend=f"take at least {needed} seats, or a method or a minimum that leaves units without one",
            )
        room = sum(most for most in self.most.values() if most is not None)
        if None not in self.most.values() and houses[-1] > room:
            raise ModelError(
                f"a house of {houses[-1]} is too large: the maxima have room for {room}",
                mend=f"take at most {room} seats",
            )


def _no_room() -> ModelError:
    return ModelError("no unit with people has room for another seat", mend="raise the maxima, or take fewer seats")


# ---- divisor methods


def _divisor(case: _Case, houses: range, method: Method) -> Iterator[Found]:
    """Seats one by one to the greatest claim.

    Claims that are equal are handed out together, or lie between the units.
    """
    seats = _certain(case, houses[0])
    total = sum(seats.values())
    heap = [claim for unit in seats if (claim := _claim(case, method, unit, seats[unit]))]
    heapify(heap)
    for house in houses:
        while total < house:
            level, equal = _equal_claims(heap)
            if total + len(equal) > house:
                yield dict(seats), Tied(tuple(unit for unit in case.people if unit in equal), house - total)
                for unit in equal:
                    heappush(heap, (level, unit))
                break
            for unit in equal:
                seats[unit] += 1
                total += 1
                if claim := _claim(case, method, unit, seats[unit]):
                    heappush(heap, claim)
        else:
            yield dict(seats), None


def _certain(case: _Case, house: int) -> dict[str, int]:
    """Seats that no claim can miss: the minima, and for each unit its share of a house smaller by a seat a unit, rounded down.

    By every divisor method the k-th seat asks for no more than k people of a share, so these are no more than the house has, and they come first.
    """
    minima = {unit: case.low(unit) for unit in case.people}
    whole, sure = sum(case.people.values()), house - len(case.people)
    if sure <= 0:
        return minima
    seats = {unit: max(minima[unit], number * sure // whole) for unit, number in case.people.items()}
    seats = {unit: number if (most := case.most[unit]) is None else min(number, most) for unit, number in seats.items()}
    return seats if sum(seats.values()) <= house else minima


Claim = tuple[tuple[int, Fraction], str]


def _claim(case: _Case, method: Method, unit: str, held: int) -> Claim | None:
    people = case.people[unit]
    if not people or not case.has_room(unit, held):
        return None
    over, under = _PRIORITY[method](people, held)
    return ((1, Fraction(-over, under)) if under else (0, Fraction(0)), unit)


def _equal_claims(heap: list[Claim]) -> tuple[tuple[int, Fraction], set[str]]:
    if not heap:
        raise _no_room()
    level, unit = heappop(heap)
    equal = {unit}
    while heap and heap[0][0] == level:
        equal.add(heappop(heap)[1])
    return level, equal


# ---- Hamilton


def _hamilton(case: _Case, houses: range, method: Method) -> Iterator[Found]:
    for house in houses:
        yield _largest_fractions(case, house)


def _largest_fractions(case: _Case, house: int) -> Found:
    """Whole quotas first, left-over seats by largest fraction.

    Lifted or capped units are fixed, and the rest begins anew.
    """
    fixed: dict[str, int] = {}
    while True:
        free = {unit: number for unit, number in case.people.items() if unit not in fixed}
        whole, left = sum(free.values()) or 1, house - sum(fixed.values())
        quotas = {unit: divmod(number * left, whole) for unit, number in free.items()}
        start = {unit: max(case.low(unit), quota) for unit, (quota, _) in quotas.items()}
        capped = {unit: most for unit in free if (most := case.most[unit]) is not None and start[unit] >= most}
        open_ = [unit for unit, (quota, _) in quotas.items() if quota >= case.low(unit) and unit not in capped]
        over = left - sum(min(seats, capped.get(unit, seats)) for unit, seats in start.items())
        if over < 0:
            fixed |= {unit: case.low(unit) for unit, (quota, _) in quotas.items() if quota < case.low(unit)}
        elif over > len(open_) and capped:
            fixed |= capped
        elif over > len(open_):
            raise _no_room()
        else:
            start |= {unit: min(seats, capped.get(unit, seats)) for unit, seats in start.items()}
            return _by_fraction(start | fixed, {unit: quotas[unit][1] for unit in open_}, over)


def _by_fraction(seats: dict[str, int], fractions: dict[str, int], over: int) -> Found:
    if not over:
        return seats, None
    border = sorted(fractions.values(), reverse=True)[over - 1]
    sure = [unit for unit, part in fractions.items() if part > border]
    equal = tuple(unit for unit, part in fractions.items() if part == border)
    if len(sure) + len(equal) == over:
        return seats | {unit: seats[unit] + 1 for unit in (*sure, *equal)}, None
    return seats | {unit: seats[unit] + 1 for unit in sure}, Tied(equal, over - len(sure))


# ---- the quota method

BRANCHES = 10_000
"""How many ways of breaking earlier ties are followed."""


def _quota_method(case: _Case, houses: range, method: Method) -> Iterator[Found]:
    """Jefferson's claims, among units whose next seat stays within their quota rounded up.

    Every way to break a tie is followed.
    """
    units = list(case.people)
    whole = sum(case.people.values())
    ways = {tuple(case.low(unit) for unit in units)}
    for house in range(sum(next(iter(ways))), houses[-1] + 1):
        if house > sum(next(iter(ways))):
            ways = {
                _with_seat(held, place) for held in ways for place in _next_by_quota(case, units, held, house, whole)
            }
            if len(ways) > BRANCHES:
                raise LimitReached(
                    f"ties leave more than {BRANCHES} ways to seat a house of {house}",
                    mend="break the ties of equal units",
                )
        if house in houses:
            sure = tuple(map(min, zip(*ways, strict=True)))
            unsure = tuple(unit for place, unit in enumerate(units) if len({held[place] for held in ways}) > 1)
            yield dict(zip(units, sure, strict=True)), Tied(unsure, house - sum(sure)) if unsure else None


def _with_seat(held: tuple[int, ...], place: int) -> tuple[int, ...]:
    return (*held[:place], held[place] + 1, *held[place + 1 :])


def _next_by_quota(case: _Case, units: list[str], held: tuple[int, ...], house: int, whole: int) -> list[int]:
    room = [place for place, unit in enumerate(units) if case.has_room(unit, held[place]) and case.people[unit]]
    within = [place for place in room if held[place] * whole < case.people[units[place]] * house] or room
    if not within:
        raise _no_room()
    claims = {place: Fraction(case.people[units[place]], held[place] + 1) for place in within}
    best = max(claims.values())
    return [place for place, claim in claims.items() if claim == best]


# ---- what an apportionment is like


def quotas(people: Mapping[str, int], house: int) -> dict[str, Fraction]:
    """The exact share of each unit in the seats."""
    whole = sum(people.values())
    return {unit: Fraction(number * house, whole) for unit, number in people.items()}


def breaches_of_quota(people: Mapping[str, int], seats: Mapping[str, int]) -> dict[str, Fraction]:
    """The units whose seats are neither their quota rounded down nor rounded up, with their quota."""
    exact = quotas(people, sum(seats.values()))
    return {unit: quota for unit, quota in exact.items() if not abs(seats[unit] - quota) < 1}


def satisfies_quota(people: Mapping[str, int], seats: Mapping[str, int]) -> bool:
    """Whether every unit has its exact share, rounded down or up."""
    return not breaches_of_quota(people, seats)


def people_per_seat(people: Mapping[str, int], seats: Mapping[str, int]) -> dict[str, Fraction | None]:
    """How many people a seat stands for in each unit; nothing where a unit has no seat."""
    return {unit: Fraction(people[unit], seats[unit]) if seats[unit] else None for unit in seats}


def bias_by_thirds(people: Mapping[str, int], seats: Mapping[str, int]) -> dict[str, Fraction]:
    """Seats by people in the small, the middle and the large third of the units; 1 is the average of all."""
    ranked = sorted(people, key=lambda unit: (people[unit], unit))
    third = len(ranked) // 3
    parts = {
        "small": ranked[:third],
        "middle": ranked[third : len(ranked) - third],
        "large": ranked[len(ranked) - third :],
    }
    average = Fraction(sum(seats.values()), sum(people.values()))
    return {
        name: Fraction(sum(seats[unit] for unit in part), sum(people[unit] for unit in part) or 1) / average
        for name, part in parts.items()
        if part
    }


def seats_moved(one: Mapping[str, int], other: Mapping[str, int]) -> int:
    """How many seats lie elsewhere in the other apportionment of the same house."""
    return sum(max(0, other[unit] - seats) for unit, seats in one.items())
