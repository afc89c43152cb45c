"""The commands power, decide, apportion, elect: their JSON, their tables, their pictures, and their refusals in words."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import foedus
from foedus.cli.main import app
from foedus.errors import DataError, FoedusError, ModelError, QuestionError

RUN = CliRunner()


def told(*words: str) -> str:
    found = RUN.invoke(app, list(words))
    if found.exception is not None and not isinstance(found.exception, SystemExit):
        raise found.exception
    assert found.exit_code == 0, found.output
    return found.stdout


def plain(*words: str) -> Any:
    return json.loads(told(*words, "--json"))


def refused(*words: str) -> FoedusError:
    found = RUN.invoke(app, list(words))
    assert isinstance(found.exception, FoedusError), found.output
    assert found.exception.mend
    return found.exception


@pytest.fixture
def war(tmp_path: Path) -> Path:
    path = tmp_path / "votes.json"
    path.write_text(
        json.dumps(
            {
                "votes": {
                    "Commonwealth.Congress.House": {"yes": 95, "no": 80, "abstain": 5},
                    "Commonwealth.Congress.Senate": {"yes": 21, "no": 19},
                    "Federation.Congress.House": {"yes": 126, "no": 124},
                    "Federation.Congress.Senate": {"yes": 40, "no": 20},
                }
            }
        ),
        encoding="utf-8",
    )
    return path


# ---- power


def test_power_prints_what_python_users_get() -> None:
    assert plain("power", "soft-secession", "DeclareWar") == json.loads(json.dumps(foedus.power("soft-secession", "DeclareWar").as_json()))


def test_power_reads_well_and_never_without_its_reading() -> None:
    said = told("power", "soft-secession", "DeclareWar", "--further")

    for words in ("every entitled member is present", "nobody knows of parties", "Shapley-Shubik", "Penrose-Banzhaf, absolute", "stops it alone"):
        assert words in " ".join(said.split())
    for words in ("Deegan-Packel", "Holler", "Owen", "gives up beyond"):
        assert words in said


def test_power_with_abstention_and_by_sampling() -> None:
    three = plain("power", "soft-secession", "DeclareWar", "--abstention")
    sampled = plain("power", "soft-secession", "Engage", "--sample", "50", "--seed", "s")

    assert "our definition" in three["reading"]
    assert three["players"] == sum(member["count"] for member in three["members"]) == 537
    assert sampled["exact"] is False
    assert sampled["members"][0]["shapley_shubik"]["value"] == 1
    assert "NOT EXACT" in told("power", "soft-secession", "Engage", "--sample", "50")
    assert "three" not in told("power", "soft-secession", "DeclareWar", "--abstention").splitlines()[0]


def test_power_before_and_after_a_unit_changes_polity() -> None:
    found = plain("power", "soft-secession", "DeclareWar", "--move", "AZ=Commonwealth")
    said = told("power", "soft-secession", "DeclareWar", "--size", "Commonwealth.Congress.House=199")

    az = next(one for one in found["changes"] if one["name"] == "AZ")
    assert az["before"]["members"] > 0
    assert Fraction(az["gain_shapley_shubik"]) == Fraction(az["after"]["shapley_shubik"]) - Fraction(az["before"]["shapley_shubik"])
    assert "Commonwealth.Congress.House has 199 seats" in said


def test_power_writes_both_pictures_whole(tmp_path: Path) -> None:
    path = tmp_path / "war.svg"
    told("power", "soft-secession", "DeclareWar", "--svg", str(path))

    for picture in (path, tmp_path / "war.act.svg"):
        assert picture.read_text(encoding="utf-8").startswith("<svg")
    assert {one.name for one in tmp_path.iterdir()} == {"war.svg", "war.act.svg"}
    assert isinstance(refused("power", "soft-secession", "DeclareWar", "--svg", str(tmp_path / "none" / "war.svg")), DataError)


@pytest.mark.parametrize(
    ("words", "kind", "says"),
    [
        (("power", "soft-secession", "Declare"), QuestionError, "there is no act Declare"),
        (("power", "soft-secession", "DeclareWar", "--vacant", "Senate=1"), ModelError, "Senate"),
        (("power", "soft-secession", "DeclareWar", "--vacant", "Senate"), QuestionError, "--vacant Senate"),
        (("power", "soft-secession", "DeclareWar", "--size", "X=two"), QuestionError, "is no number"),
        (("power", "soft-secession", "DeclareWar", "--move", "AZ=Cedar"), ModelError, "AZ cannot move to Cedar"),
        (("power", "soft-secession", "DeclareWar", "--lot", "maybe"), QuestionError, "--lot maybe"),
        (("apportion", "--method", "best"), ModelError, "no method of apportionment called `best`"),
        (("apportion", "--census", "1850"), DataError, "no census of 1850"),
        (("apportion", "--seats", "3"), ModelError, "a house of 3 is too small"),
        (("apportion", "--sweep", "9"), QuestionError, "no range"),
        (("elect",), QuestionError, "a counting rule is missing"),
        (("elect", "soft-secession"), QuestionError, "an office is missing"),
        (("elect", "soft-secession", "CommanderInChief"), QuestionError, "the votes for CommanderInChief are missing"),
    ],
)
def test_bad_input_is_refused_in_words(words: tuple[str, ...], kind: type[FoedusError], says: str) -> None:
    found = refused(*words)

    assert isinstance(found, kind)
    assert says in found.message


# ---- decide


def test_decide_counts_the_votes_of_a_file(war: Path) -> None:
    found = plain("decide", "soft-secession", "DeclareWar", "--votes", str(war))
    said = told("decide", "soft-secession", "DeclareWar", "--votes", str(war))

    assert found["verdict"] == "carried"
    assert [one["margin"] for one in found["tallies"]] == [7, 0, 0, 9]
    assert found["flip"] == {"members": 1, "to": "no", "of": found["flip"]["of"]}
    assert "DeclareWar is carried (Art. 7(2))" in said
    assert "It would turn if 1 voted no instead" in said
    piped = RUN.invoke(app, ["decide", "soft-secession", "DeclareWar", "--votes", "-", "--json"], input=war.read_text(encoding="utf-8"))
    assert json.loads(piped.stdout) == found


# ---- apportion


def test_apportion_gives_the_seats_of_the_census() -> None:
    found = plain("apportion", "--census", "2020", "--seats", "435", "--method", "huntington-hill")

    assert found["seats"]["CA"] == 52
    assert sum(found["seats"].values()) == 435
    assert found["tied"] is None
    assert found["seats_moved_by_other_methods"]["webster"] == 2
    assert Fraction(found["quota"]["CA"]) == Fraction(found["people"]["CA"] * 435, sum(found["people"].values()))
    assert "Outside their quota" in told("apportion")


def test_apportion_of_other_people_with_ties_and_paradoxes(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("unit,people\nalder,6\nbirch,6\ncedar,2\n", encoding="utf-8")

    found = plain("apportion", "--people", str(path), "--seats", "10", "--method", "hamilton", "--minimum", "0", "--sweep", "9-12")
    level = plain("apportion", "--people", str(path), "--seats", "3", "--method", "webster", "--minimum", "0")

    assert found["seats"] == {"alder": 4, "birch": 4, "cedar": 2}
    assert [one["unit"] for one in found["paradoxes"]] == ["cedar"]
    assert level["tied"] is None or level["tied"]["seats_between"] > 0
    assert isinstance(refused("apportion", "--people", str(path), "--seats", "10", "--svg", str(tmp_path / "x.svg")), DataError)
    for content, says in (("unit,people\nalder,six\n", "line 2"), ("a,b\n1,2\n", "line 1"), ("unit,people\n", "holds no units")):
        path.write_text(content, encoding="utf-8")
        assert says in refused("apportion", "--people", str(path)).message


def test_apportion_of_a_settlement_before_and_after_a_unit_moves() -> None:
    found = plain("apportion", "soft-secession", "--move", "AZ=Commonwealth")
    move = found["moves"][0]

    assert sum(move["before"]["Federation.Congress.House"]["seats"].values()) == 250
    assert sum(move["fixed"]["Federation.Congress.House"]["seats"].values()) == 250
    gone = 250 - sum(move["moving"]["Federation.Congress.House"]["seats"].values())
    assert gone == move["before"]["Federation.Congress.House"]["seats"]["AZ"]
    assert move["is_open"]
    assert "does not say whether a house keeps its size" in found["open"]
    assert "houses keep their size" in told("apportion", "soft-secession", "--move", "AZ=Commonwealth")


def test_apportion_draws_the_seats(tmp_path: Path) -> None:
    path = tmp_path / "seats.svg"
    told("apportion", "--svg", str(path))

    assert "<svg" in path.read_text(encoding="utf-8")


# ---- elect


def test_elect_counts_ballots_by_a_rule_and_an_office_by_its_text(tmp_path: Path) -> None:
    ballots, votes = tmp_path / "b.txt", tmp_path / "v.csv"
    ballots.write_text("candidate a Ash\ncandidate b Box\ncandidate e Elm\n4: a\n3: b > e\n2: e > b\n", encoding="utf-8")
    votes.write_text("place,candidate,votes\nCommonwealth,ash,46\nCommonwealth,box,38\nFederation,ash,33\nFederation,box,36\n", encoding="utf-8")

    found = plain("elect", "--ballots", str(ballots), "--rule", "instant-runoff")
    chief = plain("elect", "soft-secession", "CommanderInChief", "--votes", str(votes))
    halves = plain("elect", "--votes", str(votes), "--rule", "census-weights", "--weight", "Commonwealth=55", "--weight", "Federation=45")

    assert found["winners"] == ["Box"]
    assert [stage["excluded"] for stage in found["stages"]] == [["Elm"], []]
    assert found["treatment"] == "a ballot ends at two in one place; an empty place is passed over"
    assert (chief["verdict"], chief["winners"], chief["cites"]) == ("elected", ["ash"], ["Art. 5(3)"])
    assert "/" in halves["stages"][0]["tallies"]["ash"]
    assert "Box is elected, by instant runoff." in told("elect", "--ballots", str(ballots), "--rule", "instant-runoff")
