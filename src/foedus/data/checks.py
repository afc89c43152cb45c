"""The sums and joins by which the shipped figures can be trusted, run again on request.

Each check compares what the tables give with a figure published by the source, or with another table.
Needs: the standard library. Sources: SOURCES.md beside the tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from foedus.data.tables import Cell, rows, tables
from foedus.errors import DataError


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check: what was expected, what was found, and whose figure it is."""

    name: str
    expected: str
    found: str
    ok: bool
    source: str


def _sum(table: str, column: str, *, national: bool = False, folder: str = "us", **where: Cell) -> Decimal:
    total = Decimal(0)
    for row in rows(folder, table):
        code = row.get("code", "")
        if all(row[key] == value for key, value in where.items()) and ((code == "US") == national):
            value = row[column]
            total += Decimal(value) if isinstance(value, int | Decimal) else 0
    return total


_SUMS: tuple[tuple[str, str, Callable[[], Decimal], Decimal, str], ...] = (
    ("House seats of 2020", "states", lambda: _sum("states", "house_seats_2020"), Decimal(435), "Census Bureau, apportionment 2020"),
    ("electors of 2024", "states", lambda: _sum("states", "electors_2024"), Decimal(538), "House seats, two each, three for DC"),
    ("apportionment population 2020", "states", lambda: _sum("states", "apportionment_pop_2020"), Decimal(331_108_434), "Census Bureau, April 2021"),
    ("resident population 2024", "states", lambda: _sum("states", "pop_2024"), Decimal(340_110_988), "Census Bureau, Vintage 2024"),
    ("adult citizens 2015-2019", "states", lambda: _sum("states", "cvap_2015_2019"), Decimal(230_959_795), "Census Bureau, CVAP"),
    ("net domestic migration 2024", "states", lambda: _sum("states", "net_domestic_migration_2024"), Decimal(0), "moves within add to nothing"),
    ("Democratic votes 2024", "presidential_votes", lambda: _sum("presidential_votes", "dem", year=2024), Decimal(75_017_613), "FEC"),
    ("Republican votes 2024", "presidential_votes", lambda: _sum("presidential_votes", "rep", year=2024), Decimal(77_302_580), "FEC"),
    ("population 1950", "population", lambda: _sum("population", "population", year=1950), Decimal(151_870_000), "Census Bureau"),
    ("population 2010", "population", lambda: _sum("population", "population", year=2010), Decimal(309_327_143), "Census Bureau"),
    ("movers 2019", "migration_acs", lambda: _sum("migration_acs", "movers", year=2019), Decimal(7_398_337), "Census Bureau, ACS"),
    ("movers 2021", "migration_acs", lambda: _sum("migration_acs", "movers", year=2021), Decimal(7_859_837), "Census Bureau, ACS"),
    ("movers 2022", "migration_acs", lambda: _sum("migration_acs", "movers", year=2022), Decimal(8_230_953), "Census Bureau, ACS"),
    (
        "movers 2022, by unit of arrival", "migration_totals_acs",
        lambda: _sum("migration_totals_acs", "diff_state", year=2022), Decimal(8_230_953), "the pairs of the same year",
    ),
    ("gross product 2024, national", "gdp", lambda: _sum("gdp", "gdp_nominal_musd", national=True, year=2024), Decimal(29_298_013), "BEA"),
    (
        "people of the European Union 2024", "countries",
        lambda: _sum("countries", "population", folder="world", year=2024, eu27_member=1), Decimal(450_228_188), "World Bank",
    ),
)  # fmt: skip


def check() -> tuple[CheckResult, ...]:
    """Run every check: each table against its checksum and shape, then the sums, then the joins. Nothing is raised."""
    return (*_shapes(), *_sums(), *_joins())


def _shapes() -> Iterator[CheckResult]:
    for folder in ("us", "world"):
        for table in tables(folder).values():
            try:
                count = len(rows(folder, table.name))
            except DataError as problem:
                yield CheckResult(f"{table.file} is as checked", "unchanged", problem.message, False, table.source)
            else:
                yield CheckResult(f"{table.file} is as checked", f"{table.number_of_rows} rows", f"{count} rows", True, table.source)


def _sums() -> Iterator[CheckResult]:
    for name, _, total, expected, source in _SUMS:
        try:
            found = total()
        except DataError as problem:
            yield CheckResult(name, f"{expected:,}", problem.message, False, source)
        else:
            yield CheckResult(name, f"{expected:,}", f"{found:,}", found == expected, source)


def _joins() -> Iterator[CheckResult]:
    codes = {str(row["code"]) for row in rows("us", "states")}
    yield CheckResult("units", "51", str(len(codes)), len(codes) == 51, "50 states and the District of Columbia")
    pairs = rows("us", "adjacency")
    known = all(str(row[side]) in codes for row in pairs for side in ("a", "b"))
    yield CheckResult("pairs of neighbours", "107, all known", f"{len(pairs)}, {'all' if known else 'not all'} known", known and len(pairs) == 107,
                      "computed from Census boundaries")  # fmt: skip
    votes = [
        row
        for row in rows("us", "presidential_votes")
        if _whole(row["dem"]) + _whole(row["rep"]) + _whole(row["other"]) != _whole(row["total"])
    ]
    yield CheckResult("votes add to their totals", "0 rows differ", f"{len(votes)} rows differ", not votes, "the same table")
    states = [
        row for row in rows("us", "states")
        if row["code"] != "DC" and _whole(row["resident_pop_2020_census"]) + _whole(row["overseas_pop_2020_census"]) != _whole(row["apportionment_pop_2020"])
    ]  # fmt: skip
    yield CheckResult("residents and overseas make the apportionment population", "0 units differ", f"{len(states)} units differ", not states,
                      "Census Bureau")  # fmt: skip
    seats: dict[Cell, int] = {}
    for row in rows("us", "apportionment_history"):
        seats[row["census_year"]] = seats.get(row["census_year"], 0) + _whole(row["seats_435_huntington_hill"])
    right = all(total == 435 for total in seats.values())
    yield CheckResult("seats of each census", "435 each", "435 each" if right else str(seats), right, "Census Bureau")


def _whole(value: Cell) -> int:
    return int(value) if isinstance(value, int | Decimal) else 0
