"""The manipulation report of the flagship's joint office on the real votes of 2024, and how an office's election is read."""

import csv
import json
from fractions import Fraction
from importlib.resources import files

import pytest

import foedus
from foedus.decide.manipulation import manipulation, manipulation_json
from foedus.decide.office import joint_office, joint_offices
from foedus.errors import QuestionError
from foedus.voting.assertion import Way
from foedus.voting.tamper import elected

TEXT = """---
title: Two polities
---

# Two polities

## Article 1. All of it

Said in clauses.

```foedus
polity Alder comprises Elm and Ash
polity Birch comprises Oak
assembly Alder.Congress
assembly Birch.Congress
office Chief, joint to Alder and Birch, elected every 4 years by the people of Alder and Birch {how}
```
"""


@pytest.fixture(scope="module")
def flagship():
    return foedus.load("soft-secession")


@pytest.fixture(scope="module")
def report(flagship):
    return manipulation(flagship, "CommanderInChief")


@pytest.fixture(scope="module")
def units():
    """The rows of 2024, read past the package's own reader."""
    text = files("foedus.data").joinpath("us", "presidential_votes.csv").read_text(encoding="utf-8")
    return {row["code"]: row for row in csv.DictReader(text.splitlines()) if row["year"] == "2024"}


def the(report, way):
    return next(one for one in report.ways if one.way is way)


def needed(report, way):
    return {(one.polity, one.candidate): (one.false_ballots, one.destroyed_ballots) for one in the(report, way).attacks}


def test_the_votes_are_those_of_the_table(report, flagship, units):
    for polity, votes in report.votes.items():
        rows = [units[code] for code, unit in flagship.units.items() if unit.polity == polity]
        assert votes == {name: sum(int(row[column]) for row in rows) for name, column in (("democratic", "dem"), ("republican", "rep"), ("other", "other"))}
    assert sum(votes["democratic"] for votes in report.votes.values()) == 75_017_613
    assert sum(votes["republican"] for votes in report.votes.values()) == 77_302_580


def test_both_polities_and_both_candidates_are_always_shown(report):
    assert [one.way for one in report.ways] == [Way.PLURALITY, Way.DOUBLE, Way.EQUAL, Way.CENSUS, Way.ELECTORS]
    for one in report.ways:
        assert len({(attack.polity, attack.candidate) for attack in one.attacks}) == 4
        assert [growth.polity for growth in one.growth] == list(report.votes)
        assert [bloc.polity for bloc in one.blocs] == list(report.votes)


def test_plurality_is_the_way_of_the_text_and_falls_by_the_national_margin(report):
    assert [one.way for one in report.ways if one.in_the_text] == [Way.PLURALITY]
    margin = 77_302_580 - 75_017_613
    figures = needed(report, Way.PLURALITY)
    assert {figures[polity, "democratic"] for polity in report.votes} == {(margin + 1, margin + 1)}
    assert {figures[polity, "republican"] for polity in report.votes} == {(0, 0)}


def test_a_larger_commonwealth_changes_the_result_from_this_factor(report):
    growth = {one.polity: one for one in the(report, Way.PLURALITY).growth}
    here, there = report.votes["Commonwealth"], report.votes["Federation"]
    factor = Fraction(there["republican"] - there["democratic"], here["democratic"] - here["republican"])
    assert (growth["Commonwealth"].factor, growth["Commonwealth"].elects) == (factor, "democratic")
    assert (growth["Federation"].factor, growth["Federation"].helps) == (None, "republican")
    assert all(one.factor is None for way in report.ways if way.way is not Way.PLURALITY for one in way.growth)


def test_the_polities_prefer_different_candidates_so_double_majority_elects_nobody(report):
    one = the(report, Way.DOUBLE)
    assert one.winner is None
    figures = needed(report, Way.DOUBLE)
    leads = {polity: votes["democratic"] - votes["republican"] for polity, votes in report.votes.items()}
    assert figures["Commonwealth", "republican"] == (leads["Commonwealth"] + 1,) * 2
    assert figures["Federation", "democratic"] == (1 - leads["Federation"],) * 2
    assert figures["Commonwealth", "democratic"] == figures["Federation", "republican"] == (None, None)
    assert all(bloc.prevents_alone and not bloc.elects_alone and bloc.penrose_banzhaf == Fraction(1, 2) for bloc in one.blocs)


def test_electors_turn_on_three_close_units(report, units):
    """The three closest units that are enough: their margins, each and one ballot more."""
    close = sum(int(units[code]["rep"]) - int(units[code]["dem"]) + 1 for code in ("WI", "MI", "PA"))
    assert needed(report, Way.ELECTORS)["Federation", "democratic"] == (close, close)
    assert the(report, Way.ELECTORS).winner == "republican"


def test_one_polity_has_more_than_half_of_the_votes_and_elects_alone_by_plurality(report):
    """The promise Parity of the flagship is refuted by the same figure (Art. 5(3))."""
    blocs = {bloc.polity: bloc for bloc in the(report, Way.PLURALITY).blocs}
    assert (blocs["Federation"].elects_alone, blocs["Federation"].penrose_banzhaf) == (True, 1)
    assert (blocs["Commonwealth"].elects_alone, blocs["Commonwealth"].penrose_banzhaf) == (False, 0)


@pytest.mark.parametrize("way", list(Way)[:1] + list(Way)[2:])
def test_one_ballot_fewer_does_not_do_it(flagship, way):
    from foedus.decide.manipulation import contest_of
    from foedus.voting.tamper import Contest, false_ballots

    contest = contest_of(flagship, joint_office(flagship, "CommanderInChief"), 2024)
    if way is Way.ELECTORS:
        return
    for polity, unit in (("Commonwealth", "CA"), ("Federation", "TX")):
        for name in ("democratic", "republican"):
            ballots = false_ballots(way, contest, polity, name)
            for more, wins in ((0, True), (-1, False)):
                if ballots:
                    votes = {**contest.votes, unit: {**contest.votes[unit], name: contest.votes[unit][name] + ballots + more}}
                    changed = Contest(votes, contest.polity_of, contest.people, contest.numbers)
                    assert (elected(way, changed).winner == name) is wins


def test_another_year_and_no_such_year(flagship):
    assert sum(sum(votes.values()) for votes in manipulation(flagship, "CommanderInChief", year=2020).votes.values()) > 150_000_000
    with pytest.raises(QuestionError, match="no votes of 1999"):
        manipulation(flagship, "CommanderInChief", year=1999)


def test_the_report_as_plain_values_is_json_and_exact(report):
    plain = json.loads(json.dumps(manipulation_json(report)))
    assert plain["cites"] == ["Art. 5(3)"]
    assert Fraction(plain["ways"][0]["larger_electorate"][0]["factor"]) == the(report, Way.PLURALITY).growth[0].factor


def test_neutral_words(report):
    """No verdict on who would, or should, do anything."""
    said = json.dumps(manipulation_json(report)).lower()
    assert not any(word in said for word in ("cheat", "steal", "fraud", "illegal", "should"))


# ---- how an office is elected


@pytest.mark.parametrize(
    ("how", "way"),
    [
        ("together by plurality", Way.PLURALITY),
        ("by plurality", Way.DOUBLE),
        ("together by electoral_college", Way.ELECTORS),
        ("together by ranked_choice", None),
    ],
)
def test_the_way_is_read_from_the_words(how, way):
    found = joint_office(foedus.load(TEXT.format(how=how)), "Chief")
    assert found.way is way
    assert found.polities == ("Alder", "Birch")
    assert (way is None) == any("no assertion is known" in one for one in found.open)


def test_what_the_text_says_is_not_reported_open():
    silent = joint_office(foedus.load(TEXT.format(how="together by plurality")), "Chief")
    said = joint_office(foedus.load(TEXT.format(how="together by plurality, ties broken by lot, until succeeded")), "Chief")
    assert any("a tie" in one for one in silent.open)
    assert not any("a tie" in one or "vacant" in one for one in said.open)
    assert said.tie == "broken by lot"


def test_what_no_text_can_say_is_open_always(flagship):
    assert any("risk" in one for one in joint_office(flagship, "CommanderInChief").open)


def test_an_office_that_nobody_elects_is_refused_with_those_that_are(flagship):
    with pytest.raises(QuestionError, match="Nobody is no office") as refused:
        joint_office(flagship, "Nobody")
    assert "CommanderInChief" in refused.value.mend
    assert joint_offices(flagship) == ("CommanderInChief",)


def test_a_text_without_real_places_asks_for_votes():
    with pytest.raises(QuestionError, match="no real places") as refused:
        manipulation(foedus.load(TEXT.format(how="together by plurality")), "Chief")
    assert "--votes" in refused.value.mend
