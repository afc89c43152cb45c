"""Every trap that a reader of the figures must know bites where it is printed, and every check fails when its table is spoilt."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import foedus.cli.main  # the commands register themselves
from foedus.cli.app import app
from foedus.data import sums
from foedus.data.checks import check
from foedus.data.rows import TABLES, Country, GrossProduct, Sector, Vote, facts
from foedus.data.series import all_series, series
from foedus.data.tables import read, tables
from foedus.data.world import world
from foedus.errors import DataError
from foedus.simulate.calibrate_product import growth

run = CliRunner()
assert foedus.cli.main


def test_every_check_holds() -> None:
    results = check()
    assert [one.name for one in results if not one.ok] == []
    assert len(results) >= 80


def test_a_figure_that_changes_fails_its_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    true = sums.rows

    def spoilt(folder: str, name: str) -> object:
        found = true(folder, name)
        return ({**found[0], "dem": found[0].get("dem", 0) and found[0]["dem"] + 1}, *found[1:]) if name == "presidential_votes" else found

    monkeypatch.setattr(sums, "rows", spoilt)
    assert "votes add to their totals" in [one.name for one in check() if not one.ok]


@pytest.mark.parametrize("one", sums.SUMS, ids=lambda one: one.name)
def test_each_sum_would_notice_a_change(one: sums.Sum) -> None:
    assert abs(one.total() - one.expected) <= one.within
    assert abs(one.total() + one.within * 2 + 1 - one.expected) > one.within


def test_each_table_says_source_licence_units_and_years() -> None:
    for folder in ("us", "world"):
        for table in tables(folder).values():
            assert table.source
            assert table.licence
            assert table.years
            numbers = [column for column, kind in table.columns.items() if kind != "text" and column not in ("year", "census_year")]
            assert all(table.units.get(column) for column in numbers), table.name


def test_each_table_has_a_class_of_rows() -> None:
    assert {name for _, name in TABLES.values()} == set(tables("us")) | set(tables("world"))
    for kind in TABLES:
        assert facts(kind)


def test_money_is_kept_exactly_in_thousands() -> None:
    first = facts(GrossProduct)[0]
    assert (first.year, first.code, first.gdp_nominal_kusd, first.series) == (1963, "AK", 1_083_100, "SIC")
    assert isinstance(first.gdp_nominal_kusd, int)
    assert facts(Vote)[0].dem == 659_170


def test_rows_up_to_a_year() -> None:
    assert max(row.year for row in facts(Vote, until=1990)) == 1988


def test_no_growth_across_the_break_of_series() -> None:
    assert growth(world()).years[0] == 1997
    assert "breaks between 1996" in " ".join(tables("us")["gdp"].traps)


def test_chained_dollars_do_not_add_up() -> None:
    rows = [row for row in facts(GrossProduct) if row.year == 1997]
    nation = next(row.gdp_real_k2017usd for row in rows if row.code == "US")
    places = sum(row.gdp_real_k2017usd or 0 for row in rows if row.code != "US")
    assert nation is not None
    assert round((nation - places) / nation, 3) == 0.003


def test_forces_abroad_are_no_places() -> None:
    rows = [row for row in facts(Sector) if row.year == 2023]
    assert sum(row.military for row in rows if row.code != "US") == 253_710_900
    assert next(row.military for row in rows if row.code == "US") == 400_950_000


def test_a_blank_of_oil_and_gas_is_no_zero() -> None:
    found = series(world(), "oil_gas_value_added")
    assert found is not None
    assert found.latest(world()).year == 2023, "2024 has a blank"
    assert len(found.at(world(), 2024).blanks) == 1


def test_about_two_hundred_cells_of_moves_are_zero() -> None:
    for year in (2019, 2021, 2022):
        zero = sum(row["movers"] == 0 for row in world().rows("moves") if row["year"] == year)
        assert 180 < zero < 230
    assert 2020 not in world().years("moves")


def test_adult_citizens_are_older_than_the_other_counts() -> None:
    citizens = series(world(), "adult_citizens")
    assert citizens is not None
    assert citizens.latest(world()).year == 2019


def test_alaska_and_hawaii_begin_in_1950() -> None:
    assert {row["code"] for row in world().rows("population") if row["year"] == 1949}.isdisjoint({"AK", "HI"})


def test_the_credit_of_the_world_bank_is_printed() -> None:
    result = run.invoke(app, ["data", "show", "countries"])
    assert result.exit_code == 0
    assert "Credit: World Bank, World Development Indicators, CC BY 4.0" in result.stdout
    assert facts(Country)[0].iso3 == "AUT"


@pytest.mark.parametrize("name", ["oil_gas_value_added", "gross_product", "net_electricity_import", "labour_force", "votes"])
def test_a_shown_column_prints_unit_source_licence_and_traps(name: str) -> None:
    result = run.invoke(app, ["data", "show", name])
    flat = " ".join(result.stdout.split())
    found = all_series(world())[name]
    assert result.exit_code == 0
    assert found.unit in flat
    assert "Licence:" in flat
    for trap in found.traps:
        assert trap in flat


def test_shown_and_listed_as_json() -> None:
    shown = json.loads(run.invoke(app, ["data", "show", "population", "--year", "2010", "--json"]).stdout)
    assert sum(int(value) for value in shown["values"].values()) == 309_327_143
    listed = json.loads(run.invoke(app, ["data", "list", "--json"]).stdout)
    assert {"farm_value_added", "population"} <= {one["name"] for one in listed}
    assert json.loads(run.invoke(app, ["data", "check", "--json"]).stdout)[0]["ok"] is True


def test_an_unknown_column_or_year_is_told_with_what_may_stand_instead() -> None:
    for arguments in (["data", "show", "farm_value"], ["data", "show", "population", "--year", "1800"], ["data", "show", "population", "--places", "nowhere"]):
        result = run.invoke(app, arguments)
        assert isinstance(result.exception, DataError)
        assert result.exception.mend


def test_a_shipped_file_that_changed_is_refused() -> None:
    table = tables("us")["adjacency"]
    with pytest.raises(DataError, match="is not the file that was checked"):
        read(table, b"a,b\nAL,FL\n")


def test_add_show_and_remove_from_the_command_line(tmp_path: Path) -> None:
    lines = "".join(f"{code},{number}\n" for number, code in enumerate(world().codes, 1))
    path = tmp_path / "ferries.csv"
    path.write_text(f"# unit: vessels\n# year: 2021\n# source: Harbour Board\ncode,value\n{lines}", encoding="utf-8")
    assert run.invoke(app, ["data", "add", str(path)]).exit_code == 0
    assert "supplied" in run.invoke(app, ["data", "show", "ferries"]).stdout
    assert "Harbour Board" in " ".join(run.invoke(app, ["data", "list"]).stdout.split())
    assert run.invoke(app, ["data", "remove", "ferries"]).exit_code == 0
    assert isinstance(run.invoke(app, ["data", "show", "ferries"]).exception, DataError)
