"""The units of the United States as a settlement asks for them: codes, series by unit, functions of government, neighbours.

Whole-number series hold `int`; money in thousands of dollars; categories are words as the data have them.
Needs: the standard library.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from foedus.data.tables import Cell, rows, tables
from foedus.model.gazetteer import Gazetteer, PlaceUnit

YEARS = range(1976, 2025, 4)
"""The years of the elections for President in the data."""
_BODIES = ("Internal Revenue Service", "Federal Bureau of Investigation", "Federal Reserve System")
"""Bodies within departments, or outside the budget, that texts speak of by name."""


@dataclass(frozen=True, slots=True)
class SeriesInfo:
    """What a series is: its title, unit, year, and the table with its source and licence."""

    name: str
    title: str
    unit: str
    year: int
    table: str
    source: str
    licence: str


@dataclass(frozen=True, slots=True)
class _Series:
    title: str
    unit: str
    year: int
    table: str
    read: Callable[[], Mapping[str, int | float | str]]


def _column(table: str, column: str, **where: Cell) -> Callable[[], Mapping[str, int | float | str]]:
    def read() -> Mapping[str, int | float | str]:
        found: dict[str, int | float | str] = {}
        for row in rows("us", table):
            code, value = str(row["code"]), row[column]
            if code != "US" and value is not None and all(row[key] == wanted for key, wanted in where.items()):
                found[code] = value if isinstance(value, int | str) else int(value * 1000)
        return found

    return read


def _plurality(year: int) -> Callable[[], Mapping[str, int | float | str]]:
    def read() -> Mapping[str, int | float | str]:
        found: dict[str, int | float | str] = {}
        for row in rows("us", "presidential_votes"):
            if row["year"] == year:
                first, second = _int(row["dem"]), _int(row["rep"])
                found[str(row["code"])] = "democratic" if first > second else "republican" if second > first else "tied"
        return found

    return read


def _int(value: Cell) -> int:
    return int(value) if isinstance(value, int | Decimal) else 0


@cache
def _all() -> Mapping[str, _Series]:
    found = {
        "population": _Series("resident population", "people", 2024, "states", _column("states", "pop_2024")),
        "resident_population_2020": _Series(
            "resident population, census", "people", 2020, "states", _column("states", "resident_pop_2020_census")
        ),
        "apportionment_population_2020": _Series(
            "apportionment population, census", "people", 2020, "states", _column("states", "apportionment_pop_2020")
        ),
        "voting_age_population": _Series("residents of 18 and over", "people", 2024, "states", _column("states", "vap_2024")),
        "electors": _Series("electors for President", "electors", 2024, "states", _column("states", "electors_2024")),
        "land_area": _Series("land area", "thousandths of a square mile", 2010, "states", _column("states", "land_area_sqmi")),
        "gross_product": _Series("gross product", "thousands of dollars", 2024, "gdp", _column("gdp", "gdp_nominal_musd", year=2024)),
        "votes_cast": _Series(
            "votes for President", "votes", 2024, "presidential_votes", _column("presidential_votes", "total", year=2024)
        ),
    }
    for name, column, title in (
        ("farm_value_added", "farms", "value added of farms"),
        ("oil_gas_value_added", "oil_gas_extraction", "value added of oil and gas extraction"),
        ("manufacturing_value_added", "manufacturing", "value added of manufacturing"),
        ("food_manufacturing_value_added", "food_manufacturing", "value added of food manufacturing"),
        ("finance_value_added", "finance_insurance", "value added of finance and insurance"),
        ("information_value_added", "information", "value added of information"),
        ("mining_value_added", "mining_ex_oil_gas", "value added of mining without oil and gas"),
        ("utilities_value_added", "utilities", "value added of utilities"),
    ):
        read = _column("sector_value_added", column, year=2023)
        found[name] = _Series(title, "thousands of dollars", 2023, "sector_value_added", read)
    for year in YEARS:
        found[f"president_{year}_plurality"] = _Series(
            "party with most votes for President", "category", year, "presidential_votes", _plurality(year)
        )
    return found


MEASURED_ONLY = ("net_federal_balance", "net_migration", "gross_product_growth", "policy_rate_misfit")
"""Measures that an expectation may name and that are worked out from several tables or by the yearly model, not read from one."""


@dataclass(frozen=True, slots=True)
class UnitedStates:
    """The gazetteer `us`: fifty states and the District of Columbia."""

    name: str = "us"

    def units(self) -> tuple[PlaceUnit, ...]:
        """The 51 units in order of code."""
        return tuple(sorted((PlaceUnit(str(row["code"]), str(row["name"])) for row in rows("us", "states")), key=lambda unit: unit.code))

    def series_names(self) -> tuple[str, ...]:
        """All series, and the measures that are worked out."""
        return (*_all(), *MEASURED_ONLY)

    def series(self, name: str) -> Mapping[str, int | float | str] | None:
        """One series by unit; empty for a measure that is worked out elsewhere."""
        if name in MEASURED_ONLY:
            return {}
        found = _all().get(name)
        return found.read() if found else None

    def functions(self, table: str) -> tuple[str, ...] | None:
        """The 20 functions of the federal budget."""
        if table != "us/federal_functions":
            return None
        return tuple(str(row["function"]) for row in rows("us", "federal_functions"))

    def known_bodies(self) -> tuple[str, ...]:
        """Names that a clause on functions may use beside the table: agencies, and bodies within or outside them."""
        return (*_BODIES, *(str(row["name"]) for row in rows("us", "federal_agencies")))

    def neighbours(self, code: str) -> tuple[str, ...]:
        """The units that share a land boundary with one."""
        pairs = [(str(row["a"]), str(row["b"])) for row in rows("us", "adjacency")]
        return tuple(sorted({b if a == code else a for a, b in pairs if code in (a, b)}))


def gazetteer(name: str) -> Gazetteer | None:
    """The facts about places that a front matter names, or None."""
    return UnitedStates() if name == "us" else None


def series_info(name: str) -> SeriesInfo | None:
    """What a series is and where it is from, or None."""
    found = _all().get(name)
    if found is None:
        return None
    table = tables("us")[found.table]
    return SeriesInfo(name, found.title, found.unit, found.year, found.table, table.source, table.licence)
