"""Apportionment agrees with its definitions, keeps its laws, and never breaks a tie by the order of input."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.errors import LimitReached, ModelError
from foedus.voting.apportion import (
    Apportionment,
    Method,
    Tied,
    apportion,
    apportion_sizes,
    bias_by_thirds,
    breaches_of_quota,
    people_per_seat,
    quotas,
    satisfies_quota,
)
from foedus.voting.paradox import (
    change_of_polity,
    house_size_paradoxes,
    most,
    new_unit_paradoxes,
    population_paradoxes,
    seat_cost,
)

DIVISOR = [m for m in Method if m not in (Method.HAMILTON, Method.QUOTA)]
PEOPLE = st.lists(st.integers(1, 60), min_size=1, max_size=6).map(lambda p: {f"u{i}": n for i, n in enumerate(p)})
HOUSES = st.integers(6, 30)


def signpost(method: Method, seats: int) -> Fraction:
    """The square of the point between `seats` and one more at which a share is rounded up."""
    s = Fraction(seats)
    points = {
        Method.ADAMS: s * s,
        Method.DEAN: (2 * s * (s + 1) / (2 * s + 1)) ** 2,
        Method.HUNTINGTON_HILL: s * (s + 1),
        Method.WEBSTER: (s + Fraction(1, 2)) ** 2,
        Method.MODIFIED_SAINTE_LAGUE: (s + Fraction(1, 2)) ** 2 if seats else Fraction(7, 10) ** 2,
        Method.JEFFERSON: (s + 1) ** 2,
    }
    return points[method]


@given(PEOPLE, HOUSES, st.sampled_from(DIVISOR))
def test_a_divisor_method_has_a_divisor(people: dict[str, int], house: int, method: Method) -> None:
    """The greatest claim to a next seat is no more than the least claim to a last one, so some divisor lies between."""
    found = apportion(people, house, method)
    upper = [
        Fraction(p * p) / signpost(method, found.seats[u] - 1)
        for u, p in people.items()
        if found.seats[u] and signpost(method, found.seats[u] - 1)
    ]
    lower = [
        Fraction(p * p) / signpost(method, found.seats[u])
        for u, p in people.items()
        if signpost(method, found.seats[u])
    ]

    assert not upper or not lower or max(lower) <= min(upper)
    if found.tied:
        claims = {Fraction(people[u] ** 2) / signpost(method, found.seats[u]) for u in found.tied.units}
        assert claims == {max(lower)}
    elif upper and lower:
        assert max(lower) < min(upper) or sum(found.seats.values()) == house


@given(PEOPLE, HOUSES, st.sampled_from(Method), st.randoms())
def test_the_order_of_units_changes_nothing(people: dict[str, int], house: int, method: Method, random: object) -> None:
    names = list(people)
    random.shuffle(names)  # type: ignore[attr-defined]
    one, other = apportion(people, house, method), apportion({name: people[name] for name in names}, house, method)

    assert one.seats == other.seats
    assert (one.tied is None) == (other.tied is None)
    if one.tied and other.tied:
        assert set(one.tied.units) == set(other.tied.units)
        assert one.tied.seats_between == other.tied.seats_between


@given(PEOPLE, HOUSES, st.sampled_from(Method))
def test_all_seats_are_given_and_equals_are_treated_equally(people: dict[str, int], house: int, method: Method) -> None:
    found = apportion(people, house, method)
    between = found.tied.seats_between if found.tied else 0

    assert sum(found.seats.values()) + between == house
    if found.tied:
        assert 0 < between < len(found.tied.units)
        settled = found.settled(*found.tied.units[:between])
        assert sum(settled.seats.values()) == house
    for one, other in combinations(people, 2):
        if people[one] == people[other]:
            assert abs(most(found, one) - most(found, other)) <= (method is Method.QUOTA)
        if people[one] > people[other]:
            assert most(found, one) >= found.seats[other]


@given(PEOPLE, HOUSES)
def test_hamilton_is_the_nearest_to_the_quotas(people: dict[str, int], house: int) -> None:
    """No apportionment is nearer to the exact shares in any sum of absolute differences."""
    found = apportion(people, house, Method.HAMILTON)
    exact = quotas(people, house)
    seats = found.settled(*found.tied.units[: found.tied.seats_between]).seats if found.tied else found.seats
    distance = sum(abs(seats[u] - exact[u]) for u in people)

    assert satisfies_quota(people, seats)
    for giver, taker in permutations(people, 2):
        if seats[giver]:
            moved = seats | {giver: seats[giver] - 1, taker: seats[taker] + 1}
            assert sum(abs(moved[u] - exact[u]) for u in people) >= distance


@given(PEOPLE, st.integers(6, 20))
def test_the_quota_method_stays_within_quota(people: dict[str, int], house: int) -> None:
    found = apportion(people, house, Method.QUOTA)

    for unit, share in quotas(people, house).items():
        assert found.seats[unit] > share - 1 - (found.tied is not None)
        assert found.seats[unit] < share + 1
    if not found.tied:
        assert not breaches_of_quota(people, found.seats)


@given(PEOPLE, st.sampled_from(DIVISOR))
def test_divisor_methods_know_no_paradox_of_house_size(people: dict[str, int], method: Method) -> None:
    assert not list(house_size_paradoxes(people, range(6, 40), method))


@given(PEOPLE, st.lists(st.integers(1, 60), min_size=6, max_size=6), HOUSES, st.sampled_from(DIVISOR))
def test_divisor_methods_know_no_paradox_of_population(
    people: dict[str, int], later: list[int], house: int, method: Method
) -> None:
    after = dict(zip(people, later, strict=False))

    assert not list(population_paradoxes(people, after, house, method))


@given(PEOPLE, HOUSES, st.sampled_from(DIVISOR))
def test_a_pass_over_sizes_agrees_with_each_size_alone(people: dict[str, int], house: int, method: Method) -> None:
    for found in apportion_sizes(people, range(6, house + 1), method):
        assert found == apportion(people, found.house, method)


@given(PEOPLE, HOUSES, st.sampled_from(Method), st.booleans(), st.data())
def test_the_cost_of_a_seat_is_the_least_that_changes_it(
    people: dict[str, int], house: int, method: Method, more: bool, data: st.DataObject
) -> None:
    unit = data.draw(st.sampled_from(sorted(people)))
    now = apportion(people, house, method)
    try:
        cost = seat_cost(people, house, method, unit, more=more)
    except LimitReached:
        assert more
        return
    if cost is None:
        return

    def seats(number: int) -> Apportionment:
        return apportion(people | {unit: people[unit] + (number if more else -number)}, house, method)

    if more:
        assert seats(cost).seats[unit] > most(now, unit)
        assert seats(cost - 1).seats[unit] <= most(now, unit)
    else:
        assert most(seats(cost), unit) < now.seats[unit]
        assert most(seats(cost - 1), unit) >= now.seats[unit]


@given(PEOPLE, st.integers(12, 30), st.sampled_from(Method), st.integers(0, 2), st.integers(3, 12))
def test_limits_are_kept(people: dict[str, int], house: int, method: Method, least: int, cap: int) -> None:
    if cap * len(people) < house:
        with pytest.raises(ModelError, match="maxima have room"):
            apportion(people, house, method, minimum=least, maximum=cap)
        return
    found = apportion(people, house, method, minimum=least, maximum=cap)

    assert all(least <= seats <= cap for seats in found.seats.values())
    assert all(most(found, unit) <= cap for unit in people)
    assert sum(found.seats.values()) + (found.tied.seats_between if found.tied else 0) == house


def test_equal_units_tie_and_are_told() -> None:
    found = apportion({"alder": 50, "birch": 50, "cedar": 10}, 4, Method.WEBSTER)

    assert found.seats == {"alder": 2, "birch": 2, "cedar": 0}
    assert apportion({"alder": 50, "birch": 50}, 3, Method.WEBSTER).tied == Tied(("alder", "birch"), 1)
    with pytest.raises(ModelError, match="cannot settle"):
        found.settled("alder")


def test_a_new_unit_moves_a_seat_between_two_others_under_hamilton() -> None:
    """The textbook example of the Oklahoma paradox: a third school brings five seats to a council of 100."""
    people = {"north": 10_450, "south": 89_550}
    found = list(new_unit_paradoxes(people, 100, Method.HAMILTON, "new", 5_250, seats=5))

    assert [(moved.unit, moved.before, moved.after) for moved in found] == [("north", 10, 11), ("south", 90, 89)]
    assert not list(new_unit_paradoxes(people, 100, Method.WEBSTER, "new", 5_250))


def test_a_faster_grower_loses_to_a_slower_under_hamilton() -> None:
    before, after = {"alder": 238, "birch": 738, "cedar": 710}, {"alder": 286, "birch": 885, "cedar": 715}
    found = list(population_paradoxes(before, after, 10, Method.HAMILTON))

    assert [(pair.loser, pair.winner) for pair in found] == [("alder", "birch")]
    assert apportion(before, 10, Method.HAMILTON).seats["alder"] == 2
    assert apportion(after, 10, Method.HAMILTON).seats["alder"] == 1


def test_a_unit_that_changes_polity_is_told_under_both_readings() -> None:
    alder = {"ash": 100, "aspen": 60, "maple": 40}
    birch = {"beech": 90, "box": 50}
    found = change_of_polity(alder, birch, "maple", (20, 14), Method.WEBSTER)

    assert [a.house for a in found.fixed] == [20, 14]
    assert [a.house for a in found.moving] == [16, 18]
    assert found.is_open
    assert found.moving[1].seats["maple"] == found.before[0].seats["maple"] == 4
    with pytest.raises(ModelError, match="cannot leave"):
        change_of_polity(alder, birch, "beech", (20, 14), Method.WEBSTER)


def test_bias_and_people_per_seat() -> None:
    people = {"a": 10, "b": 10, "c": 20, "d": 40, "e": 60, "f": 160}
    jefferson, adams = (apportion(people, 15, method).seats for method in (Method.JEFFERSON, Method.ADAMS))

    assert bias_by_thirds(people, jefferson)["large"] > 1 > bias_by_thirds(people, jefferson)["small"]
    assert bias_by_thirds(people, adams)["small"] > 1 > bias_by_thirds(people, adams)["large"]
    assert people_per_seat(people, {u: 0 if u == "a" else 2 for u in people})["a"] is None
    assert people_per_seat({"a": 30}, {"a": 2})["a"] == 15


def test_a_minimum_can_lift_units_until_the_rest_is_shared_anew() -> None:
    found = apportion({"big": 960, "s1": 10, "s2": 10, "s3": 20}, 10, Method.HAMILTON, minimum=2)

    assert found.seats == {"big": 4, "s1": 2, "s2": 2, "s3": 2}
    assert found.minimum == 2


@pytest.mark.parametrize(
    ("build", "says"),
    [
        (lambda: apportion({"a": -1, "b": 2}, 3, Method.ADAMS), "a has fewer people than none"),
        (lambda: apportion({}, 3, Method.WEBSTER), "nothing to apportion by"),
        (lambda: apportion({"a": 0}, 3, Method.WEBSTER), "nothing to apportion by"),
        (lambda: apportion({"a": 1, "b": 2}, 1, Method.ADAMS), "a house of 1 is too small: adams"),
        (lambda: apportion({"a": 1, "b": 2}, 3, Method.WEBSTER, minimum=2), "gives away 4 seats first"),
        (lambda: apportion({"a": 1}, -1, Method.WEBSTER), "too small"),
        (lambda: apportion({"a": 1, "b": 2}, 9, Method.HAMILTON, maximum=4), "room for 8"),
        (lambda: apportion({"a": 1, "b": 2}, 3, Method.HAMILTON, minimum={"c": 1}), "a limit is given for c"),
        (lambda: apportion({"a": 1}, 3, Method.HAMILTON, minimum=4, maximum=3), "minimum above its maximum"),
        (lambda: apportion({"a": 5, "b": 0}, 9, Method.HAMILTON, maximum={"a": 2}), "no unit with people has room"),
        (lambda: apportion({"a": 5, "b": 0}, 9, Method.WEBSTER, maximum={"a": 2}), "no unit with people has room"),
    ],
)
def test_what_cannot_be_apportioned_is_refused_with_a_mend(build: object, says: str) -> None:
    with pytest.raises(ModelError, match=says) as caught:
        build()  # type: ignore[operator]
    assert caught.value.mend
