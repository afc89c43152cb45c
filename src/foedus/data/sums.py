"""What the shipped tables must add up to, and how they must join: the table of checks.

Needs: the standard library. Sources: with each line, and SOURCES.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from foedus.data.tables import Cell, rows

Found = tuple[str, bool]
"""What a join found in words, and whether that is right."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A total that must come out. within: how far it may be off, in the table's unit."""

    name: str
    total: Callable[[], Decimal]
    expected: Decimal
    source: str
    within: Decimal = Decimal(0)


def total(table: str, column: str, *, national: bool = False, folder: str = "us", **where: Cell) -> Decimal:
    """The sum of a column over places, or the national row."""
    found = Decimal(0)
    for row in rows(folder, table):
        if all(row[key] == value for key, value in where.items()) and ((row.get("code", "") == "US") == national):
            value = row[column]
            found += Decimal(value) if isinstance(value, int | Decimal) else 0
    return found


def _sum(name: str, table: str, column: str, expected: int | str, source: str, *, within: int | str = 0, **where: Cell) -> Sum:
    national, folder = bool(where.pop("national", 0)), str(where.pop("folder", "us"))
    return Sum(name, lambda: total(table, column, national=national, folder=folder, **where), Decimal(expected), source, Decimal(within))


def _gap(name: str, table: str, column: str, year: int, source: str, *, within: str) -> Sum:
    return Sum(
        f"{name}: places less the nation, million dollars", lambda: total(table, column, year=year) - total(table, column, national=True, year=year),
        Decimal(0), source, Decimal(within),
    )  # fmt: skip


_BEA, _CENSUS = "BEA", "Census Bureau"
_SECTOR_YEARS = (1997, 2000, 2005, 2010, 2015, 2019, 2020, 2021, 2022, 2023, 2024)
SUMS: tuple[Sum, ...] = (
    _sum("House seats of 2020", "states", "house_seats_2020", 435, f"{_CENSUS}, apportionment 2020"),
    _sum("electors of 2024", "states", "electors_2024", 538, "House seats, two each, three for DC"),
    _sum("apportionment population 2020", "states", "apportionment_pop_2020", 331_108_434, f"{_CENSUS}, April 2021"),
    _sum("resident population 2024", "states", "pop_2024", 340_110_988, f"{_CENSUS}, Vintage 2024"),
    _sum("resident population 2024, by year", "population", "population", 340_110_988, "the table of places", year=2024),
    _sum("adult citizens 2015-2019", "states", "cvap_2015_2019", 230_959_795, f"{_CENSUS}, CVAP"),
    _sum("net domestic migration 2024", "states", "net_domestic_migration_2024", 0, "moves within add to nothing"),
    _sum("Democratic votes 2024", "presidential_votes", "dem", 75_017_613, "FEC", year=2024),
    _sum("Republican votes 2024", "presidential_votes", "rep", 77_302_580, "FEC", year=2024),
    _sum("population 1950", "population", "population", 151_870_000, _CENSUS, year=1950),
    _sum("population 2010", "population", "population", 309_327_143, _CENSUS, year=2010),
    _sum("movers 2019", "migration_acs", "movers", 7_398_337, f"{_CENSUS}, ACS", year=2019),
    _sum("movers 2021", "migration_acs", "movers", 7_859_837, f"{_CENSUS}, ACS", year=2021),
    _sum("movers 2022", "migration_acs", "movers", 8_230_953, f"{_CENSUS}, ACS", year=2022),
    _sum("movers 2022, by unit of arrival", "migration_totals_acs", "diff_state", 8_230_953, "the pairs of the same year", year=2022),
    _sum("gross product 2024, national", "gdp", "gdp_nominal_musd", 29_298_013, _BEA, national=1, year=2024),
    _sum("gross product 2024, places", "gdp", "gdp_nominal_musd", 29_137_791, f"{_BEA}; the gap is activity abroad", year=2024),
    _gap("gross product 1963", "gdp", "gdp_nominal_musd", 1963, _BEA, within="1"),
    _gap("gross product 1996", "gdp", "gdp_nominal_musd", 1996, _BEA, within="1"),
    *(_gap(f"value added of farms {year}", "sector_value_added", "farms", year, _BEA, within="3") for year in _SECTOR_YEARS),
    *(_gap(f"value added of manufacturing {year}", "sector_value_added", "manufacturing", year, _BEA, within="5") for year in _SECTOR_YEARS),
    *(_gap(f"value added of oil and gas {year}", "sector_value_added", "oil_gas_extraction", year, _BEA, within="3") for year in _SECTOR_YEARS),
    _sum("military value added 2023, places", "sector_value_added", "military", "253710.9", f"{_BEA}; the rest is abroad", year=2023),
    _sum("military value added 2023, national", "sector_value_added", "military", 400_950, _BEA, national=1, year=2023),
    _sum("adjusted gross income 2022, thousand dollars", "federal_fiscal_inputs", "agi_2022_kusd", 14_675_623_299, "IRS"),
    _sum("federal grants 2019, million dollars", "federal_fiscal_inputs", "federal_grants_to_state_local_fy2019_musd", "762055.3", _CENSUS),
    *(_gap(f"{name} 2019", "personal_income", column, 2019, _BEA, within="1") for name, column in (
        ("personal income", "personal_income_musd"), ("contributions", "contrib_gov_social_insurance_musd"),
        ("dividends, interest and rent", "dividends_interest_rent_musd"), ("transfers", "personal_transfer_receipts_musd"),
    )),
    _sum("state and local taxes 2019, thousand dollars", "state_local_finance_kusd", "total_taxes", 1_859_796_311, _CENSUS, year=2019,
         level="State-local"),
    _sum("energy consumption 2019, billion Btu", "energy_consumption", "total_consumption_bbtu", 100_153_999, "EIA", year=2019),
    _sum("coal production 2019, billion Btu", "energy_food_proxies", "coal_production_2019_bbtu", 14_290_748, "EIA"),
    _sum("net electricity trade 2019", "energy_food_proxies", "net_interstate_electricity_import_2019_bbtu", 0, "trade within adds to nothing",
         within=10),
    _sum("people of the European Union 2024", "countries", "population", 450_228_188, "World Bank", folder="world", year=2024, eu27_member=1),
)  # fmt: skip


def _count(words: str, wrong: Iterable[object]) -> Found:
    number = sum(1 for _ in wrong)
    return f"{number} {words}", number == 0


def _whole(value: Cell) -> int:
    return int(value) if isinstance(value, int | Decimal) else 0


def _units() -> Found:
    codes = {row["code"] for row in rows("us", "states")}
    return str(len(codes)), len(codes) == 51


def _joined() -> Found:
    codes = {row["code"] for row in rows("us", "states")}
    wrong = []
    for table in ("presidential_votes", "gdp", "sector_value_added", "population", "unemployment", "personal_income", "energy_consumption",
                  "federal_fiscal_inputs", "energy_food_proxies", "migration_totals_acs", "state_local_finance_kusd"):  # fmt: skip
        found = {row["code"] for row in rows("us", table)} - {"US"}
        wrong += [table] if found != codes else []
    return _count("tables differ", wrong)


def _pairs() -> Found:
    pairs = rows("us", "adjacency")
    near = Counter(str(row[side]) for row in pairs for side in ("a", "b"))
    found = {code: near[code] for code in ("MO", "TN", "ME", "AK", "HI")}
    corner = {("AZ", "CO"), ("CO", "AZ")} & {(str(row["a"]), str(row["b"])) for row in pairs}
    right = found == {"MO": 8, "TN": 8, "ME": 1, "AK": 0, "HI": 0} and len(pairs) == 107 and not corner
    return f"{len(pairs)}; " + ", ".join(f"{code} {count}" for code, count in found.items()), right


def _votes() -> Found:
    return _count(
        "rows differ",
        (row for row in rows("us", "presidential_votes") if sum(_whole(row[one]) for one in ("dem", "rep", "other")) != row["total"]),
    )


def _residents() -> Found:
    return _count(
        "units differ",
        (row for row in rows("us", "states") if row["code"] != "DC"
         and _whole(row["resident_pop_2020_census"]) + _whole(row["overseas_pop_2020_census"]) != row["apportionment_pop_2020"]),
    )  # fmt: skip


def _rates() -> Found:
    def off(row: Mapping[str, Cell]) -> bool:
        rate = Decimal(_whole(row["unemployed"])) * 100 / _whole(row["labour_force"])
        published = row["unemployment_rate_pct"]
        return not isinstance(published, Decimal) or abs(rate - published) > Decimal("0.05")

    return _count("rows differ", (row for row in rows("us", "unemployment") if off(row)))


def _parents() -> Found:
    """The columns of federal inputs equal those of the tables that they are from."""
    income = {(row["year"], row["code"]): row for row in rows("us", "personal_income")}
    sector = {(row["year"], row["code"]): row for row in rows("us", "sector_value_added")}
    wrong = []
    for row in rows("us", "federal_fiscal_inputs"):
        code = row["code"]
        for year in (2019, 2021):
            wrong += [code] * (row[f"social_insurance_contributions_{year}_musd"] != income[year, code]["contrib_gov_social_insurance_musd"])
            wrong += [code] * (row[f"personal_transfers_{year}_musd"] != income[year, code]["personal_transfer_receipts_musd"])
        for year in (2019, 2024):
            wrong += [code] * (row[f"federal_civilian_value_added_{year}_musd"] != sector[year, code]["federal_civilian"])
            wrong += [code] * (row[f"military_value_added_{year}_musd"] != sector[year, code]["military"])
    return _count("cells differ", wrong)


def _blanks() -> Found:
    blank = sum(row["oil_gas_extraction"] is None for row in rows("us", "sector_value_added"))
    return str(blank), blank == 7


def _seats() -> Found:
    seats: Counter[Cell] = Counter()
    for row in rows("us", "apportionment_history"):
        seats[row["census_year"]] += _whole(row["seats_435_huntington_hill"])
    right = set(seats.values()) == {435} and len(seats) == 7
    return ("435 each" if right else str(dict(seats))), right


def _break() -> Found:
    before = {row["series"] for row in rows("us", "gdp") if _whole(row["year"]) <= 1996}
    after = {row["series"] for row in rows("us", "gdp") if _whole(row["year"]) >= 1997}
    return f"{', '.join(map(str, before))} to 1996, {', '.join(map(str, after))} from 1997", before == {"SIC"} and after == {"NAICS"}


def _members() -> Found:
    members = {row["iso3"] for row in rows("world", "countries") if row["eu27_member"] == 1}
    return str(len(members)), len(members) == 27


def _unique(table: str, column: str) -> Callable[[], Found]:
    def find() -> Found:
        found = [row[column] for row in rows("us", table)]
        return f"{len(set(found))} of {len(found)}", len(set(found)) == len(found)

    return find


JOINS: tuple[tuple[str, str, Callable[[], Found], str], ...] = (
    ("units", "51", _units, "50 states and the District of Columbia"),
    ("tables by unit have the same 51 units", "0 tables differ", _joined, "the table of places"),
    ("pairs of neighbours", "107; MO 8, TN 8, ME 1, AK 0, HI 0", _pairs, "computed from Census boundaries; AZ-CO touch in a point"),
    ("votes add to their totals", "0 rows differ", _votes, "the same table"),
    ("residents and overseas make the apportionment population", "0 units differ", _residents, _CENSUS),
    ("unemployment rate is the quotient", "0 rows differ", _rates, "BLS; within 0.05"),
    ("columns of federal inputs equal those of their tables", "0 cells differ", _parents, "BEA"),
    ("blank cells of oil and gas", "7", _blanks, "BEA: suppressed or absent"),
    ("gross product breaks at 1997", "SIC to 1996, NAICS from 1997", _break, _BEA),
    ("seats of each census", "435 each", _seats, _CENSUS),
    ("functions have codes of their own", "20 of 20", _unique("federal_functions", "code"), "OMB, from memory"),
    ("agencies have codes of their own", "95 of 95", _unique("federal_agencies", "cgac"), "USAspending"),
    ("members of the European Union", "27", _members, "World Bank"),
)
