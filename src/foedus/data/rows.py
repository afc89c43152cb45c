"""Typed rows of the tables that ship: one class for each, money in whole thousands of dollars, blanks as None.

`facts(Vote)` gives every row of the table of votes. Money published in millions with one decimal is kept exactly, as thousands.
Needs: the standard library. Sources, licences and traps: `tables()`, and SOURCES.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any, TypeVar

from foedus.data.tables import Cell
from foedus.data.world import World, world
from foedus.errors import DataError

Kusd = int
"""Thousands of dollars."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place: identifiers, people, seats, votes for President by electors, areas. Place number = its row."""

    iso: str
    code: str
    fips: str
    name: str
    capital: str
    census_region: str
    bea_region: str
    apportionment_pop_2020: int | None
    house_seats_2020: int
    electors_2024: int
    resident_pop_2020_census: int
    overseas_pop_2020_census: int
    pop_2020: int
    pop_2021: int
    pop_2022: int
    pop_2023: int
    pop_2024: int
    vap_2024: int
    cvap_2015_2019: int
    net_domestic_migration_2024: int
    net_international_migration_2024: int
    land_area_sqmi: Decimal
    water_area_sqmi: Decimal
    neighbours: str


@dataclass(frozen=True, slots=True)
class Vote:
    """Votes for President in one place and year."""

    year: int
    code: str
    dem: int
    rep: int
    other: int
    total: int


@dataclass(frozen=True, slots=True)
class GrossProduct:
    """Gross product, nominal and in chained 2017 dollars (from 1997); series SIC to 1996, NAICS from 1997."""

    year: int
    code: str
    gdp_nominal_kusd: Kusd
    gdp_real_k2017usd: int | None
    series: str


@dataclass(frozen=True, slots=True)
class Sector:
    """Value added by sector."""

    year: int
    code: str
    all: Kusd
    farms: Kusd
    federal_civilian: Kusd
    finance_insurance: Kusd
    food_manufacturing: Kusd
    information: Kusd
    manufacturing: Kusd
    military: Kusd
    mining_ex_oil_gas: Kusd
    oil_gas_extraction: Kusd | None
    state_local_government: Kusd
    utilities: Kusd


@dataclass(frozen=True, slots=True)
class Population:
    """Residents on 1 July."""

    year: int
    code: str
    population: int


@dataclass(frozen=True, slots=True)
class Move:
    """People who lived in `origin` a year before, and the half width of the interval of 90 %."""

    year: int
    origin: str
    destination: str
    movers: int
    moe90: int


@dataclass(frozen=True, slots=True)
class MoveTotal:
    """People by where they lived a year before."""

    year: int
    code: str
    pop: int
    same_house: int
    same_state: int
    diff_state: int
    from_abroad: int


@dataclass(frozen=True, slots=True)
class FiscalInput:
    """Columns by which the federal account is shared out: used as shares alone, their years differ."""

    code: str
    fips: str
    returns_2022: int
    agi_2022_kusd: Kusd
    agi_2022_from_returns_200k_plus_kusd: Kusd
    social_insurance_contributions_2019_kusd: Kusd
    social_insurance_contributions_2021_kusd: Kusd
    personal_transfers_2019_kusd: Kusd
    personal_transfers_2021_kusd: Kusd
    federal_grants_to_state_local_fy2019_kusd: Kusd
    federal_civilian_value_added_2019_kusd: Kusd
    military_value_added_2019_kusd: Kusd
    federal_civilian_value_added_2024_kusd: Kusd
    military_value_added_2024_kusd: Kusd


@dataclass(frozen=True, slots=True)
class Border:
    """Two places that share a boundary over land, once."""

    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Labour:
    """Labour force and unemployed people, and the published rate in per cent."""

    year: int
    code: str
    labour_force: int
    unemployed: int
    unemployment_rate_pct: Decimal


@dataclass(frozen=True, slots=True)
class Income:
    """Personal income and parts of it; contributions and transfers are those of all governments."""

    year: int
    code: str
    personal_income_kusd: Kusd
    contrib_gov_social_insurance_kusd: Kusd
    dividends_interest_rent_kusd: Kusd
    personal_transfer_receipts_kusd: Kusd


@dataclass(frozen=True, slots=True)
class LocalFinance:
    """Revenue and spending of state and local governments; None is a tax not levied or not reported."""

    year: int
    code: str
    level: str
    corporate_income_tax: Kusd | None
    corrections: Kusd | None
    federal_intergovernmental_revenue: Kusd | None
    general_expenditure: Kusd | None
    general_revenue: Kusd | None
    general_sales_tax: Kusd | None
    higher_ed: Kusd | None
    highways: Kusd | None
    individual_income_tax: Kusd | None
    interest_on_debt: Kusd | None
    k12: Kusd | None
    own_source_general_revenue: Kusd | None
    police: Kusd | None
    property_tax: Kusd | None
    public_welfare: Kusd | None
    total_taxes: Kusd | None


@dataclass(frozen=True, slots=True)
class Energy:
    """Primary energy consumption by source, billion Btu; sources do not add to the total."""

    code: str
    year: int
    hydropower_bbtu: Decimal
    solar_bbtu: Decimal
    wind_bbtu: Decimal
    geothermal_bbtu: Decimal
    biomass_bbtu: Decimal
    coal_bbtu: Decimal
    petroleum_bbtu: Decimal
    natural_gas_bbtu: Decimal
    nuclear_bbtu: Decimal
    renewable_bbtu: Decimal
    total_consumption_bbtu: Decimal


@dataclass(frozen=True, slots=True)
class Proxy:
    """What stands in for production of energy and food."""

    code: str
    coal_production_2019_bbtu: Decimal
    net_interstate_electricity_import_2019_bbtu: Decimal
    total_consumption_2019_bbtu: Decimal
    farms_value_added_2023_kusd: Kusd
    food_manufacturing_value_added_2023_kusd: Kusd
    oil_gas_extraction_value_added_2023_kusd: Kusd | None
    mining_ex_oil_gas_value_added_2023_kusd: Kusd
    utilities_value_added_2023_kusd: Kusd


@dataclass(frozen=True, slots=True)
class Apportionment:
    """Apportionment population of a census, and the seats of 435 that followed."""

    census_year: int
    code: str
    apportionment_population: int
    seats_435_huntington_hill: int


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the federal budget; from memory, unverified."""

    code: str
    function: str
    share_type: str
    lead_agency: str


@dataclass(frozen=True, slots=True)
class Agency:
    """A top-level federal spending agency."""

    cgac: str
    name: str
    abbreviation: str
    n_subtier_units: int


@dataclass(frozen=True, slots=True)
class WellKnown:
    """A body within a department, or outside the budget, that texts speak of by name; from memory, unverified."""

    name: str
    within: str


@dataclass(frozen=True, slots=True)
class Country:
    """A country and year; World Bank, CC BY 4.0: print the credit."""

    iso3: str
    name: str
    eu27_member: int
    year: int
    population: int
    gdp_current_kusd: Kusd | None


TABLES: Mapping[type, tuple[str, str]] = {
    Place: ("us", "states"), Vote: ("us", "presidential_votes"), GrossProduct: ("us", "gdp"), Sector: ("us", "sector_value_added"),
    Population: ("us", "population"), Move: ("us", "migration_acs"), MoveTotal: ("us", "migration_totals_acs"),
    FiscalInput: ("us", "federal_fiscal_inputs"), Border: ("us", "adjacency"), Labour: ("us", "unemployment"), Income: ("us", "personal_income"),
    LocalFinance: ("us", "state_local_finance_kusd"), Energy: ("us", "energy_consumption"), Proxy: ("us", "energy_food_proxies"),
    Apportionment: ("us", "apportionment_history"), Function: ("us", "federal_functions"), Agency: ("us", "federal_agencies"),
    WellKnown: ("us", "well_known"), Country: ("world", "countries"),
}  # fmt: skip
"""For each class of rows, the folder and the table that it reads."""
_Kind = TypeVar("_Kind")


def facts(kind: type[_Kind], until: int | None = None) -> tuple[_Kind, ...]:
    """All rows of a table, typed. until: the last year that may be seen. Raises DataError where a value is missing that every row must have."""
    folder, name = TABLES[kind]
    known = world(folder) if until is None else world(folder).up_to(until)
    readers = _readers(kind, known, name)
    made: Callable[..., _Kind] = kind
    found = []
    for line, row in enumerate(known.rows(name), 2):
        values = {field_: _cell(row[column], thousand) for field_, (column, thousand, _) in readers.items()}
        missing = [field_ for field_, (_, _, blank) in readers.items() if values[field_] is None and not blank]
        if missing:
            raise DataError(f"{folder}/{name}.csv, row {line} has no {missing[0]}", mend="give the figure, or a year from which it is known")
        found.append(made(**values))
    return tuple(found)


def _readers(kind: type, known: World, name: str) -> dict[str, tuple[str, bool, bool]]:
    """For each field: its column, whether it is in millions there, whether it may be blank."""
    table = known.table(name)
    columns = table.columns if table else {}
    found: dict[str, tuple[str, bool, bool]] = {}
    for item in fields(kind):
        column = item.name if item.name in columns else item.name.replace("_kusd", "_musd").replace("_k2017usd", "_m2017usd")
        millions = table is not None and table.units.get(column, "").startswith("million ") and columns[column] == "number"
        found[item.name] = (column, millions, "None" in str(item.type))
    return found


def _cell(value: Cell, thousand: bool) -> Any:
    return int(value * 1000) if thousand and isinstance(value, Decimal) else value
