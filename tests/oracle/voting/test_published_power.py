"""Published figures of voting power, each with its source."""

from __future__ import annotations

import csv
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

import foedus.data
from foedus.model.rule import (
    AllBut,
    AtLeast,
    Base,
    Body,
    Count,
    Member,
    Rule,
    all_of,
    any_of,
    at_least,
    consent,
    majority,
)
from foedus.voting.coalition import cheapest, minimal
from foedus.voting.game import game, weighted_game
from foedus.voting.indices import Power, power

DATA = Path(foedus.data.__file__).parent
TWO_THIRDS = Fraction(2, 3)


def figures(found: Power, index: str) -> list[str]:
    """An index for each single member, as fractions in words."""
    return [str(getattr(row, index)) for row in found.rows for _ in range(row.kind.count)]


def states() -> list[dict[str, str]]:
    """The rows of the table of states."""
    with (DATA / "us" / "states.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def assembly(quota: int, *weights: int) -> Power:
    """The power in [quota; weights]."""
    return power(weighted_game(quota, {f"m{place}": weight for place, weight in enumerate(weights)}))


def test_council_of_the_european_economic_community_1958() -> None:
    """Felsenthal and Machover 1998, table 5.3.1: Luxembourg was a dummy."""
    found = assembly(12, 4, 4, 4, 2, 2, 1)

    assert figures(found, "penrose_banzhaf") == ["5/21", "5/21", "5/21", "1/7", "1/7", "0"]
    assert figures(found, "shapley_shubik") == ["7/30", "7/30", "7/30", "3/20", "3/20", "0"]
    assert found["m5"].is_dummy


@pytest.mark.parametrize(("quota", "weights"), [(16, (9, 9, 7, 3, 1, 1)), (58, (31, 31, 28, 21, 2, 2))])
def test_nassau_county_board_1958_and_1964(quota: int, weights: tuple[int, ...]) -> None:
    """Banzhaf 1965: three members of six had no voting power."""
    found = assembly(quota, *weights)

    for index in ("penrose_banzhaf", "shapley_shubik"):
        assert figures(found, index) == ["1/3", "1/3", "1/3", "0", "0", "0"]


def test_security_council_of_the_united_nations() -> None:
    """Fifteen members, nine votes, five vetoes. Straffin 1983; Felsenthal and Machover 1998."""
    council = Body("Council", (Member("permanent", 5), Member("elected", 10)))
    found = power(
        game(all_of(Count(council, AtLeast(votes=9)), Count(council, AtLeast(votes=5), only=("member", "permanent"))))
    )

    assert found["permanent"].shapley_shubik == Fraction(421, 2145)
    assert found["elected"].shapley_shubik == Fraction(4, 2145)
    assert found["permanent"].penrose_banzhaf == Fraction(106, 635)
    assert found["elected"].penrose_banzhaf == Fraction(21, 1270)
    assert found["permanent"].is_vetoer


HOUSE = Body("House", (Member("representative", 435),))
OVERRIDE_HOUSE = Count(HOUSE, AtLeast(TWO_THIRDS), Base.ENTITLED)


def test_federal_lawmaking_of_the_united_states() -> None:
    """Without the Vice President; the Shapley-Shubik index .1604 is in Felsenthal and Machover 1998."""
    senate = Body("Senate", (Member("senator", 100),))
    override = all_of(OVERRIDE_HOUSE, at_least(senate, TWO_THIRDS, Base.ENTITLED))
    found = power(game(any_of(all_of(majority(HOUSE), majority(senate), consent("President")), override)))

    assert round(float(found["President"].shapley_shubik), 6) == 0.160470
    assert round(float(found["President"].penrose_banzhaf_absolute), 6) == 0.230103


def test_federal_lawmaking_with_the_vice_president() -> None:
    """The example in the README of the package power-bdd."""
    senate = Body("Senate", (Member("senator", 100), Member("Vice President")))
    override = all_of(OVERRIDE_HOUSE, Count(senate, AtLeast(votes=67), only=("member", "senator")))
    passing = all_of(majority(HOUSE), Count(senate, AtLeast(votes=51)), consent("President"))
    found = power(game(any_of(passing, override)))

    expected = {"President": 0.163120, "Vice President": 0.002651, "senator": 0.004141, "representative": 0.000966}
    assert {name: round(float(found[name].shapley_shubik), 6) for name in expected} == expected


def test_electoral_college_2024() -> None:
    """270 of 538 electors; figures of the package powerindex, cross-checked with Banzhaf's method of 1968."""
    found = power(weighted_game(270, {row["code"]: int(row["electors_2024"]) for row in states()}))

    assert round(float(found["CA"].penrose_banzhaf), 8) == 0.11079641
    assert round(float(found["CA"].shapley_shubik), 8) == 0.10803683


def two_legislatures() -> Rule:
    """A majority in each chamber of two legislatures, of 240 and 52, and of 195 and 50 members."""
    seats = {"Alder.House": 240, "Alder.Senate": 52, "Birch.House": 195, "Birch.Senate": 50}
    chambers = [Body(name, (Member("member", n, (("polity", name[:5]),)),)) for name, n in seats.items()]
    return all_of(*(majority(chamber) for chamber in chambers))


def test_two_legislatures() -> None:
    """Our own regression values. The two families rank the chambers differently."""
    found = power(game(two_legislatures()))
    chambers = found.grouped("body")

    assert round(float(found.act), 7) == 0.0468330
    assert [round(float(bound), 6) for bound in found.even_chance()] == [0.555839, 0.555839]
    assert [round(float(sums["shapley_shubik"]), 4) for sums in chambers.values()] == [0.1658, 0.3321, 0.1641, 0.3380]
    assert [round(float(sums["penrose_banzhaf"]), 4) for sums in chambers.values()] == [0.3525, 0.1742, 0.3021, 0.1712]
    assert sum(sums["shapley_shubik"] for sums in found.grouped("polity").values()) == 1


def test_two_legislatures_have_one_minimal_pattern() -> None:
    found = minimal(game(two_legislatures()))

    assert [pattern.levels for pattern in found] == [(121, 27, 98, 26)]
    assert next(iter(found)).size == 272
    assert f"{found.coalitions:.1e}" == "1.5e+157"
    blocking = minimal(game(two_legislatures()).dual())
    assert {pattern.levels for pattern in blocking} == {(120, 0, 0, 0), (0, 26, 0, 0), (0, 0, 98, 0), (0, 0, 0, 25)}


def european_union() -> tuple[Rule, dict[str, int]]:
    """55 % of the members with 65 % of the people, or all but three: Treaty on European Union, art. 16(4)."""
    with (DATA / "world" / "countries.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["eu27_member"] == "1" and row["year"] == "2024"]
    people = {row["name"]: int(row["population"]) for row in rows}
    council = Body("Council", tuple(Member(name, weights=(("people", number),)) for name, number in people.items()))
    members = at_least(council, Fraction(55, 100), Base.ENTITLED)
    share = at_least(council, Fraction(65, 100), Base.ENTITLED, weight="people")
    return any_of(all_of(members, share), Count(council, AllBut(3), Base.ENTITLED)), people


def test_the_european_union_to_the_person_equals_a_plain_enumeration() -> None:
    """All 2**27 coalitions of the Council, 2024 populations of the World Bank (CC BY 4.0), one by one."""
    rule, people = european_union()
    found = power(game(rule))
    numbers = np.array(list(people.values()), dtype=np.int64)
    assert len(numbers) == 27

    low, high = numbers[:14], numbers[14:]
    low_bits = (np.arange(1 << 14)[:, None] >> np.arange(14)) & 1
    low_people, low_size = low_bits @ low, low_bits.sum(axis=1)
    containing = np.zeros((27, 28), dtype=np.int64)
    winning = np.zeros(28, dtype=np.int64)
    for mask in range(1 << 13):
        bits = (mask >> np.arange(13)) & 1
        size = low_size + bits.sum()
        enough = 100 * (low_people + bits @ high) >= 65 * numbers.sum()
        wins = ((100 * size >= 55 * 27) & enough) | (size >= 24)
        if not wins.any():
            continue
        by_size = np.bincount(size[wins], minlength=28)
        winning += by_size
        containing[14:] += bits[:, None] * by_size
        for bit in range(14):
            containing[bit] += np.bincount(size[wins & (low_bits[:, bit] == 1)], minlength=28)

    assert list(found.winning) == winning.tolist()
    for row in found.rows:
        place = list(people).index(row.name)
        turned = int(containing[place].sum() - (winning.sum() - containing[place].sum()))
        assert row.penrose_banzhaf_absolute == Fraction(turned, 1 << 26)


def test_the_least_share_of_people() -> None:
    """2020 apportionment populations; the electors with the capital district, 689,545 people."""
    rows = states()
    people = {row["code"]: int(row["apportionment_pop_2020"] or 689_545) for row in rows}
    college = weighted_game(270, {row["code"]: int(row["electors_2024"]) for row in rows})
    units = Body("Units", tuple(Member(row["code"]) for row in rows if row["code"] != "DC"))

    assert percent(cheapest(college, people).share_of_cost) == "43.1136"
    assert percent(cheapest(college.dual(), people).share_of_cost) == "43.0374"
    for number, expected in ((26, "17.5775"), (38, "40.3813"), (13, "4.4210")):
        played = game(Count(units, AtLeast(votes=number), Base.ENTITLED))
        assert percent(cheapest(played, people).share_of_cost) == expected


def percent(share: Fraction) -> str:
    """A share in hundredths, to four decimals."""
    return f"{float(share) * 100:.4f}"
