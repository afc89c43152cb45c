"""Expectations on facts: a verdict under every rule and suppressed value, its figures, and what would change it."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
from typer.testing import CliRunner

import foedus.cli.main  # the commands register themselves
from foedus import api
from foedus.cli.app import app
from foedus.data.world import world
from foedus.errors import DataError
from foedus.simulate.expect import expect
from foedus.simulate.expectation import Expectation, Verdict

run = CliRunner()
assert foedus.cli.main

HALVES = """---
title: Halves
places: us
---

## Article 1. All

Two halves.

```foedus
polity Alder comprises DC and the units where president_2024_plurality is democratic
polity Birch comprises the other units
{expectations}
```
"""


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOEDUS_FACTS", str(tmp_path / "added"))


def answers(*expectations: str, facts: tuple[Path, ...] = ()) -> dict[str, Expectation]:
    text = HALVES.format(expectations="\n".join(f"expect {one}" for one in expectations))
    return {one.name: one for one in expect(api.load(text, facts=facts))}


def answer(expectation: str, **kwargs: tuple[Path, ...]) -> Expectation:
    return answers(f"One: {expectation}", **kwargs)["One"]


@pytest.mark.parametrize(
    ("expectation", "verdict"),
    [
        ("share of farm_value_added in Birch > 50 %", Verdict.HOLDS),
        ("share of farm_value_added in Alder > 50 %", Verdict.FAILS),
        ("net_federal_balance of Birch > 0", Verdict.HOLDS),
        ("net_federal_balance of Alder < 0", Verdict.DEPENDS),
        ("net_federal_balance of Alder < -1000000000000", Verdict.FAILS),
        ("net_migration to Birch > 0", Verdict.HOLDS),
        ("net_migration to Birch > 600000", Verdict.DEPENDS),
        ("policy_rate_misfit of each polity < 1", Verdict.HOLDS),
        ("policy_rate_misfit of each polity < 1 percentage point", Verdict.HOLDS),
        ("policy_rate_misfit of Alder < 0.4 percentage points", Verdict.DEPENDS),
        ("population of Birch > population of Alder", Verdict.HOLDS),
        ("population of CA > population of WY", Verdict.HOLDS),
        ("gross_product_per_head_growth of Alder > gross_product_per_head_growth of Birch", Verdict.HOLDS),
        ("house_seats of Birch >= 250", Verdict.HOLDS),
        ("house_seats of Birch > 250", Verdict.FAILS),
        ("movers of Birch > 0", Verdict.CANNOT),
        ("unemployment_rate of Birch > 5", Verdict.CANNOT),
        ("unemployment_rate of CA > 4", Verdict.HOLDS),
        ("share of unemployment_rate in Birch > 50 %", Verdict.CANNOT),
        ("net_migration to Birch over 20 years > 0", Verdict.CANNOT),
    ],
)
def test_verdicts(expectation: str, verdict: Verdict) -> None:
    found = answer(expectation)
    assert found.verdict is verdict
    assert found.why
    assert found.cite == "Art. 1(3)"


def test_a_figure_comes_with_year_source_unit_and_distance() -> None:
    found = answer("share of farm_value_added in Birch > 50 %")
    assert (found.unit, found.measures[0].year) == ("share", "2024")
    assert "BEA" in found.sources[0]
    assert found.rests_on == ("sector_value_added.farms",)
    assert found.readings[0].distance == found.readings[0].left - Fraction(1, 2)
    assert "who feeds whom" in found.notes[0]
    assert "64.4 %" in found.sentence


def test_the_balance_is_always_under_its_four_rules() -> None:
    found = answer("net_federal_balance of Alder < 0")
    assert [one.rule for one in found.readings] == ["cash", "balanced_by_tax", "balanced_by_head", "benefit"]
    assert [one.holds for one in found.readings] == [False, True, True, True]
    assert "card federal_2019" in found.rests_on
    assert any("no rule is `the` balance" in note for note in found.notes)


def test_close_units_are_tried_elsewhere() -> None:
    found = answer("net_federal_balance of Birch > 0")
    assert [one.unit for one in found.close_units][:4] == ["WI", "MI", "PA", "GA"]
    assert all(one.margin < Fraction(5, 100) for one in found.close_units)
    assert {one.unit for one in found.flips} == {"NC", "NH", "MN"}
    assert "NH" in found.why


def test_placements_of_all_close_units_bound_a_share() -> None:
    found = answer("share of manufacturing_value_added in Birch > 50 %")
    least = next(one for one in found.placements if one.how.startswith("least"))
    assert found.verdict is Verdict.HOLDS
    assert found.flips == ()
    assert least.verdict is Verdict.FAILS
    assert set(least.moved) <= {one.unit for one in found.close_units}


def test_an_expectation_of_years_to_come_says_that_it_needs_an_ensemble() -> None:
    found = answer("net_migration to Birch over 20 years > 0")
    assert found.horizon == 20
    assert "ensemble" in found.why


def test_what_is_not_in_the_data_is_named() -> None:
    text = HALVES.replace("{expectations}", "expect One: movers of Birch > 0")
    found = expect(api.load(text))[0]
    assert "quantity of the yearly model" in found.why


def test_a_text_without_places_cannot_be_measured() -> None:
    text = "---\ntitle: T\n---\n\n## Article 1. A\n\nx\n\n```foedus\npolity Alder comprises Elm\nexpect One: population of Alder > 1\n```\n"
    found = expect(api.load(text))[0]
    assert found.verdict is Verdict.CANNOT
    assert "names no places" in found.why


def _facts(tmp_path: Path, *, without: str = "", header: str = "") -> Path:
    lines = "".join(f"{code},{number}\n" for number, code in enumerate(world().codes, 1) if code != without)
    path = tmp_path / "ferries.csv"
    path.write_text(f"# unit: vessels\n# year: 2021\n# source: Harbour Board\n{header}code,value\n{lines}", encoding="utf-8")
    return path


def test_a_supplied_column_is_measured_and_labelled(tmp_path: Path) -> None:
    found = answer("share of ferries in Birch > 50 %", facts=(_facts(tmp_path),))
    assert found.verdict is Verdict.HOLDS
    assert found.measures[0].supplied
    assert "Harbour Board (supplied)" in found.sources
    total = answer("ferries of Alder > 1", facts=(_facts(tmp_path),))
    assert (total.unit, total.readings[0].left + 0) == ("vessels", total.measures[0].figures[0].value)


def test_what_no_table_has_cannot_be_measured_and_the_gap_is_named() -> None:
    found = answer("share of farm_value_add in Birch > 50 %")
    assert found.verdict is Verdict.CANNOT
    assert "nearest: farm_value_added" in found.why
    assert "regional prices" in found.why


def test_what_a_user_suppressed_makes_a_share_depend(tmp_path: Path) -> None:
    path = _facts(tmp_path, without="TX", header="# blanks: suppressed\n")
    with pytest.raises(DataError, match="amiss"):
        api.load(HALVES.format(expectations=""), facts=(_facts(tmp_path, without="TX"),))
    path = _facts(tmp_path, without="TX", header="# blanks: suppressed\n")
    found = answer("share of ferries in Birch > 50 %", facts=(path,))
    assert found.verdict is Verdict.CANNOT
    assert "blank in every year" in found.why


def test_the_command_prints_and_dumps_the_same(tmp_path: Path) -> None:
    path = tmp_path / "halves.md"
    path.write_text(HALVES.format(expectations="expect One: net_federal_balance of Birch > 0"), encoding="utf-8")
    shown = run.invoke(app, ["expect", str(path)])
    assert shown.exit_code == 0
    for word in ("balanced_by_tax", "571.7 billion dollars", "What this cannot tell you", "NH in Birch instead of Alder: depends"):
        assert word in " ".join(shown.stdout.split())
    dumped = json.loads(run.invoke(app, ["expect", str(path), "--json"]).stdout)
    assert dumped["expectations"] == [one.as_json() for one in expect(api.load(path))]


def test_the_command_takes_facts_for_one_run(tmp_path: Path) -> None:
    path = tmp_path / "halves.md"
    path.write_text(HALVES.format(expectations="expect One: share of ferries in Birch > 50 %"), encoding="utf-8")
    shown = run.invoke(app, ["expect", str(path), "--facts", str(_facts(tmp_path))])
    assert shown.exit_code == 0
    assert "(supplied)" in shown.stdout
    bad = tmp_path / "bad.csv"
    bad.write_text("# unit: people\ncode,value\nAL,-1\n", encoding="utf-8")
    refused = run.invoke(app, ["expect", str(path), "--facts", str(bad)])
    assert isinstance(refused.exception, DataError)
    assert {one.code for one in refused.exception.diagnostics} >= {"F701", "F707"}


@pytest.mark.parametrize("name", ["soft-secession", "fifty-sovereign-states", "status-quo", "no-common-bank"])
def test_shipped_texts_are_answered(name: str) -> None:
    for one in expect(api.load(name)):
        assert one.sentence
        json.dumps(one.as_json())


def test_years_to_come_are_counted_in_worlds_and_compared_under_the_same_chances() -> None:
    result = run.invoke(app, ["expect", "soft-secession", "--worlds", "64", "--quiet", "--json"])
    assert result.exit_code == 0
    found = {one["name"]: one for one in json.loads(result.stdout)["expectations"]}
    moves = found["PeopleMoveToTheFederation"]
    assert moves["horizon"] == 20
    assert moves["ensemble"]["worlds"] == 64
    assert 0 <= moves["ensemble"]["share"] <= 1
    assert moves["ensemble"]["mc_se"] > 0
    assert moves["ensemble"]["difference"]["from"] == "status-quo"
    assert {"share", "mc_se"} <= set(moves["ensemble"]["cards_drawn"])
    assert found["FoodComesFromTheFederation"]["ensemble"] == {}
    again = json.loads(run.invoke(app, ["expect", "soft-secession", "--worlds", "64", "--quiet", "--json"]).stdout)
    assert again["expectations"] == json.loads(result.stdout)["expectations"], "the same seed gives the same answers"


def test_no_worlds_answers_from_facts_alone() -> None:
    found = json.loads(run.invoke(app, ["expect", "soft-secession", "--worlds", "0", "--json"]).stdout)
    assert {one["verdict"] for one in found["expectations"] if one["horizon"]} == {"cannot_be_measured"}
    assert found["cannot_tell"] == []


def test_the_card_of_national_totals_can_be_changed_from_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "halves.md"
    path.write_text(HALVES.format(expectations="expect One: net_federal_balance of Birch > 0"), encoding="utf-8")
    dumped = run.invoke(app, ["expect", str(path), "--card", "federal_2019.defence=0", "--json"])
    cash = json.loads(dumped.stdout)["expectations"][0]
    assert cash["readings"][0]["left"] != 571_730_338_624.12
    assert any("federal_2019 with defence 0 billion dollars, as asked" in note for note in cash["notes"])
    for wrong in ("federal_2019.wealth=3", "federal_2019.defence=much", "federal_2019.defence=-1"):
        assert isinstance(run.invoke(app, ["expect", str(path), "--card", wrong]).exception, DataError)


def test_a_card_of_the_yearly_model_can_be_set() -> None:
    def share(*options: str) -> float:
        dumped = run.invoke(app, ["expect", "soft-secession", "--worlds", "64", "--quiet", "--json", *options])
        assert dumped.exit_code == 0, dumped.output
        return next(one["readings"][0]["left"] for one in json.loads(dumped.stdout)["expectations"] if one["name"] == "PeopleMoveToTheFederation")

    assert share("--card", "entry=0") == 0.0
    assert share() > 0


def test_figures_for_a_text_without_places_are_told_to_be_of_nothing(tmp_path: Path) -> None:
    path = tmp_path / "elm.md"
    path.write_text("---\ntitle: T\n---\n\n## Article 1. A\n\nx\n\n```foedus\npolity Alder comprises Elm\n```\n", encoding="utf-8")
    refused = run.invoke(app, ["expect", str(path), "--facts", str(_facts(tmp_path))])
    assert isinstance(refused.exception, DataError)
    assert "names no places" in refused.exception.message


def test_a_supplied_rate_of_growth_is_a_series_and_no_growth_of_another(tmp_path: Path) -> None:
    lines = "".join(f"{code},1.5\n" for code in world().codes)
    path = tmp_path / "ferry_growth.csv"
    path.write_text(f"# unit: per cent\n# year: 2021\n# adds: no\n# source: Harbour Board\ncode,value\n{lines}", encoding="utf-8")
    found = answer("ferry_growth of Birch > 1", facts=(path,))
    assert found.verdict is Verdict.CANNOT
    assert "do not add up" in found.why
