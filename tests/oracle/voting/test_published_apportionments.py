"""Published apportionments: the United States from 1790 to 2020, and the textbook examples."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import foedus.data
from foedus.voting.apportion import Method, apportion, apportion_sizes, satisfies_quota, seats_moved
from foedus.voting.paradox import house_size_paradoxes, seat_cost

TABLE = Path(foedus.data.__file__).parent / "us" / "apportionment_history.csv"
PEOPLE_1790 = (
    *(630560, 475327, 432879, 353523, 331589, 278514, 236841, 206236),
    *(179570, 141822, 85533, 70835, 68705, 68446, 55540),
)


def census(year: int) -> tuple[dict[str, int], dict[str, int]]:
    """Apportionment populations and official seats of a census (Census Bureau)."""
    with TABLE.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["census_year"] == str(year)]
    people = {row["code"]: int(row["apportionment_population"]) for row in rows}
    return people, {row["code"]: int(row["seats_435_huntington_hill"]) for row in rows}


@pytest.mark.parametrize("year", [1960, 1970, 1980, 1990, 2000, 2010, 2020])
def test_the_official_seats_of_all_fifty_states(year: int) -> None:
    """Census Bureau, apportionment of the House by Huntington-Hill, one seat at least."""
    people, official = census(year)

    assert len(official) == 50
    assert apportion(people, 435, Method.HUNTINGTON_HILL, minimum=1).seats == official


@pytest.mark.parametrize(
    ("method", "minimum", "moved"),
    [
        (Method.WEBSTER, 1, 2),
        (Method.HAMILTON, 1, 2),
        (Method.DEAN, 1, 1),
        (Method.ADAMS, 1, 5),
        (Method.JEFFERSON, 1, 9),
        (Method.JEFFERSON, 0, 11),
    ],
)
def test_seats_that_other_methods_would_have_moved_in_2020(method: Method, minimum: int, moved: int) -> None:
    people, official = census(2020)

    assert seats_moved(official, apportion(people, 435, method, minimum=minimum).seats) == moved


def test_new_york_lacked_89_people_in_2020() -> None:
    """Census Bureau, April 2021: with 89 more, New York would have kept a seat that went to Minnesota."""
    people, official = census(2020)
    larger = apportion(people, 436, Method.HUNTINGTON_HILL, minimum=1)

    assert seat_cost(people, 435, Method.HUNTINGTON_HILL, "NY", minimum=1) == 89
    assert larger.seats["NY"] == official["NY"] + 1
    with_more = apportion(people | {"NY": people["NY"] + 89}, 435, Method.HUNTINGTON_HILL, minimum=1).seats
    assert with_more["MN"] == official["MN"] - 1


def test_1790_by_jefferson_and_by_hamilton() -> None:
    """Balinski and Young 2001, appendix B: the act that was vetoed and the one that passed."""
    people = {f"s{place:02}": number for place, number in enumerate(PEOPLE_1790)}
    jefferson = apportion(people, 105, Method.JEFFERSON).seats
    hamilton = apportion(people, 120, Method.HAMILTON).seats

    assert list(jefferson.values()) == [19, 14, 13, 10, 10, 8, 7, 6, 5, 4, 2, 2, 2, 2, 1]
    assert list(jefferson.values()) == [number // 33_000 for number in PEOPLE_1790]
    assert list(hamilton.values()) == [21, 16, 14, 12, 11, 9, 8, 7, 6, 5, 3, 2, 2, 2, 2]


def test_the_smallest_alabama_paradox() -> None:
    """Populations of 6, 6 and 2: the third unit falls from two seats to one as the house grows."""
    people = {"alder": 6, "birch": 6, "cedar": 2}

    assert list(apportion(people, 10, Method.HAMILTON).seats.values()) == [4, 4, 2]
    assert list(apportion(people, 11, Method.HAMILTON).seats.values()) == [5, 5, 1]
    assert [found.unit for found in house_size_paradoxes(people, range(10, 12), Method.HAMILTON)] == ["cedar"]


def test_the_quota_method_keeps_both_its_promises_on_every_census() -> None:
    """Balinski and Young 1975: it stays within quota, and no unit loses as the house grows."""
    people, _ = census(2020)

    for found in apportion_sizes(people, range(380, 500), Method.QUOTA):
        assert found.tied is None
        assert satisfies_quota(people, found.seats)
    assert not list(house_size_paradoxes(people, range(380, 500), Method.QUOTA))
