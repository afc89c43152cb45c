"""Another country is another folder of tables, with no code: Meadow, invented, with five provinces."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import foedus.cli.main  # the commands register themselves
from foedus import api
from foedus.cli.app import app
from foedus.data.places import gazetteer
from foedus.data.world import world
from foedus.errors import DataError
from foedus.simulate.calibrate import calibrate
from foedus.simulate.expect import expect
from foedus.simulate.expectation import Verdict

run = CliRunner()
assert foedus.cli.main
CODES = ("AA", "BB", "CC", "DD", "EE")
SAID = {"source": "Meadow Statistics, yearbook of 2020", "licence": "public domain"}
TEXT = """---
title: Meadow
places: meadow
---

## Article 1. All

Two leagues of provinces.

```foedus
polity Alder comprises AA and the units where council_2018_plurality is green
polity Birch comprises the other units
functions from "meadow/functions"
function "Dikes" passes to each polity in itself
every other function passes to each polity in itself
expect MostPeople: share of population in Alder > 50 %
expect Sheep: share of sheep in Birch > 50 %
expect Account: net_federal_balance of Alder > 0
expect Moves: net_migration to Alder > 0
```
"""


def write_meadow(folder: Path) -> Path:
    """The tables of Meadow, beside a text."""
    meadow = folder / "meadow"
    meadow.mkdir()
    names = dict(zip(CODES, ("Ash", "Brook", "Cove", "Dell", "Edge"), strict=True))
    people = dict(zip(CODES, (500, 300, 200, 400, 100), strict=True))
    years, elections = range(1980, 2021), range(1990, 2019, 4)
    tables = {
        "places": "code,name,sheep\n" + "".join(f"{code},{names[code]},{n * 10}\n" for n, code in enumerate(CODES, 1)),
        "population": "year,code,population\n"
        + "".join(f"{y},{c},{p * 1000 + (y - 1980) * (i + 1) * 37 + (y * p) % 91}\n" for y in years for i, (c, p) in enumerate(people.items())),
        "product": "year,code,nominal,real\n"
        + "".join(f"{y},{c},{p * 20 + (y * p) % 17 + y - 1980},{p * 20 + (y * p) % 17}\n" for y in range(1995, 2021) for c, p in people.items()),
        "votes": "year,code,green,blue,other,total\n"
        + "".join(
            f"{y},{c},{g},{b},5,{g + b + 5}\n"
            for y in elections
            for c, p in people.items()
            for g, b in [(p // 3 + (y * p) % 23, p // 3 + (y * 7 + p) % 29)]
        ),
        "borders": "a,b\nAA,BB\nBB,CC\nCC,DD\n",
        "functions": "function\nDikes\nRoads\n",
        "agencies": "name\nRoad Office\n",
    }
    for name, text in tables.items():
        (meadow / f"{name}.csv").write_text(text, encoding="utf-8")
    listing = {name: dict(SAID) for name in tables}
    listing["places"]["units"] = {"sheep": "sheep"}
    listing["population"]["units"] = {"population": "people"}
    listing["product"]["units"] = {"nominal": "million crowns", "real": "million crowns of 2015"}
    listing["votes"]["units"] = dict.fromkeys(("green", "blue", "other", "total"), "votes")
    listing["votes"]["plurality"] = {"name": "council_{year}_plurality", "title": "group with most votes", "groups": {"green": "green", "blue": "blue"}}
    (meadow / "tables.json").write_text(json.dumps(listing), encoding="utf-8")
    return meadow


@pytest.fixture
def text(tmp_path: Path) -> Path:
    write_meadow(tmp_path)
    path = tmp_path / "meadow.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_text_names_the_folder_and_its_units_are_the_places(text: Path) -> None:
    settlement = api.load(text)
    assert tuple(settlement.units) == CODES
    assert settlement.units["AA"].title == "Ash"
    assert settlement.units["AA"].polity == "Alder"
    assert set(settlement.polities) == {"Alder", "Birch"}
    assert [one.code for one in api.read(text).errors] == []


def test_expectations_are_measured_and_what_is_missing_is_named(text: Path) -> None:
    found = {one.name: one for one in expect(api.load(text))}
    assert found["MostPeople"].verdict in (Verdict.HOLDS, Verdict.FAILS)
    assert found["MostPeople"].measures[0].year == "2020"
    assert found["Sheep"].sources == (SAID["source"],)
    assert found["Account"].verdict is Verdict.CANNOT
    assert "have no `agi`" in found["Account"].why
    assert found["Moves"].verdict is Verdict.CANNOT
    assert "neither a survey of moves nor a census estimate" in found["Moves"].why


def test_the_model_is_calibrated_on_what_there_is(text: Path) -> None:
    found = calibrate(world(str(text.parent / "meadow")), 2020)
    assert found.places == 5
    assert set(found.absent) == {"jobs", "fiscal", "people", "adults"}
    assert found.product.gamma != 0
    assert found.base.groups == ("green", "blue")
    assert found.votes.every == 4
    assert found.people.moves.shape == (5, 5)


def test_a_slip_in_a_function_finds_the_nearest(text: Path) -> None:
    text.write_text(TEXT.replace("Dikes", "Dykes"), encoding="utf-8")
    errors = api.read(text).errors
    assert [one.code for one in errors] == ["F708"]
    assert 'write "Dikes"' in errors[0].mend


def test_the_command_line_reads_the_folder(text: Path) -> None:
    shown = run.invoke(app, ["data", "list", "--places", str(text.parent / "meadow")])
    assert shown.exit_code == 0
    assert "sheep" in shown.stdout
    column = run.invoke(app, ["data", "show", "sheep", "--places", str(text.parent / "meadow")])
    assert "Brook" in column.stdout


def test_a_column_can_be_added_to_it(text: Path, tmp_path: Path) -> None:
    folder = str(text.parent / "meadow")
    path = tmp_path / "goats.csv"
    path.write_text("# unit: goats\n# year: 2020\n# source: Herd Book\ncode,value\n" + "".join(f"{code},3\n" for code in CODES), encoding="utf-8")
    assert run.invoke(app, ["data", "add", str(path), "--places", folder]).exit_code == 0
    text.write_text(TEXT.replace("share of sheep", "share of goats"), encoding="utf-8")
    assert expect(api.load(text))[1].measures[0].supplied
    places = gazetteer("us")
    assert places is not None
    assert places.series("goats") is None, "a column of one country is none of another"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda one: one["places"].pop("units"), "does not say the unit of sheep"),
        (lambda one: one["votes"].pop("source"), "does not say its source"),
        (lambda one: one["votes"].pop("licence"), "does not say its licence"),
        (lambda one: one["votes"].update(colour="red"), "unknown field `colour`"),
        (lambda one: one["places"].update(columns={"code": "text", "name": "text", "sheep": "many"}), "the kind of sheep is `many`"),
        (lambda one: one.update(nothing=dict(SAID)), "nothing.csv cannot be read"),
    ],
)
def test_a_listing_with_a_defect_is_told(text: Path, change: object, told: str) -> None:
    path = text.parent / "meadow" / "tables.json"
    listing = json.loads(path.read_text(encoding="utf-8"))
    change(listing)  # type: ignore[operator]
    path.write_text(json.dumps(listing), encoding="utf-8")
    with pytest.raises(DataError, match=r"tables.json") as raised:
        world(str(text.parent / "meadow"))
    assert told in str(raised.value)


def test_a_table_that_changes_is_read_anew(text: Path) -> None:
    folder = text.parent / "meadow"
    before = world(str(folder)).values("places", "sheep")["AA"]
    table = folder / "places.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("AA,Ash,10", "AA,Ash,4000"), encoding="utf-8")
    assert (before, world(str(folder)).values("places", "sheep")["AA"]) == (10, 4000)


@pytest.mark.parametrize("bad", ["AA,Ash,NaN\n", "AA,Ash\n", "AA,Ash,10\nAA,Ash,10\n"])
def test_a_table_with_a_defect_is_refused_at_its_line(text: Path, bad: str) -> None:
    folder = text.parent / "meadow"
    (folder / "places.csv").write_text("code,name,sheep\n" + bad, encoding="utf-8")
    listing = json.loads((folder / "tables.json").read_text(encoding="utf-8"))
    listing["places"]["columns"] = {"code": "text", "name": "text", "sheep": "whole"}
    (folder / "tables.json").write_text(json.dumps(listing), encoding="utf-8")
    with pytest.raises(DataError, match="line"):
        world(str(folder)).rows("places")


def test_years_to_come_are_counted_and_what_needs_a_missing_table_is_named(text: Path) -> None:
    ahead = "expect Ahead: net_migration to Alder over 5 years > 0\nexpect Growth: gross_product_growth of Alder over 5 years > 0"
    text.write_text(TEXT.replace("expect Moves: net_migration to Alder > 0", ahead), encoding="utf-8")
    shown = run.invoke(app, ["expect", str(text), "--worlds", "32", "--quiet", "--json"])
    assert shown.exit_code == 0, shown.output
    found = {one["name"]: one for one in json.loads(shown.stdout)["expectations"]}
    assert found["Ahead"]["verdict"] == "cannot_be_measured"
    assert "no survey of moves" in found["Ahead"]["why"]
    assert found["Growth"]["ensemble"]["worlds"] == 32
    assert "difference" not in found["Growth"]["ensemble"], "there is no status quo of another country to compare with"


def test_it_is_scored_on_its_own_tables_and_what_cannot_be_is_named(text: Path) -> None:
    folder = str(text.parent / "meadow")
    shown = run.invoke(app, ["validate", "--places", folder, "--quick"])
    assert shown.exit_code == 0, shown.output
    said = " ".join(shown.stdout.split())
    assert "jobs cannot be scored: the tables of meadow have no `rate` by year in `labour`." in said
    assert "moves cannot be scored: the tables of meadow have no survey of moves." in said
    assert "No gates: they are set for the tables that ship." in said
    found = json.loads(run.invoke(app, ["validate", "--places", folder, "--quick", "--json"]).stdout)
    assert [one["part"] for one in found if "not_scored" in one] == ["jobs", "people", "moves", "refit"]
    scores = [one for one in found if "value" in one]
    assert {one["part"] for one in scores} == {"elections", "product", "sharing", "refit"}
    assert {one["years"] for one in scores if one["part"] == "elections"} == {4, 8, 12}, "eight elections have no origin of twenty years"
    assert all(one["published"] is None and one["gate"] is None and one["origins"] > 0 for one in scores)


def test_too_few_elections_to_score_are_told(text: Path) -> None:
    path = text.parent / "meadow" / "votes.csv"
    path.write_text("".join(line for line in path.read_text().splitlines(keepends=True) if line[:4] not in ("1990", "1994", "1998")), encoding="utf-8")
    shown = run.invoke(app, ["validate", "elections", "--places", str(text.parent / "meadow"), "--quick"])
    assert "elections cannot be scored: 5 elections are known, and a forecast with a window before it needs 6" in " ".join(shown.stdout.split())
