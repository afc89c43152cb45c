"""The units of a country as a settlement asks for them: codes, series by unit, functions of government, neighbours.

Whole-number series hold `int`, money in thousands of dollars; categories are words as the tables have them. A country is the folder `us`, or the
path of a folder with the same tables.
Needs: the standard library.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from foedus.data.added import added
from foedus.data.folders import LISTING
from foedus.data.series import all_series, categories, category, series, whole_numbers
from foedus.data.supplied import Supplied, read_supplied
from foedus.data.tables import tables
from foedus.data.world import World, world
from foedus.errors import DataError
from foedus.model.gazetteer import Gazetteer, PlaceUnit

MEASURED_ONLY = (
    "net_federal_balance", "net_migration", "gross_product_growth", "gross_product_per_head_growth", "population_growth", "policy_rate_misfit",
    "movers", "movers_in", "movers_out", "deadlock_years", "lapsed_years", "members", "net_fiscal_flow", "contribution",
    "income_gap", "vote_share", "turnout",
)  # fmt: skip
"""Measures that an expectation may name and that are worked out from several tables or by the yearly model, not read from one."""


@dataclass(frozen=True, slots=True)
class SeriesInfo:
    """What a series is: its title, unit, year, and the table with its source, licence, status and traps."""

    name: str
    title: str
    unit: str
    year: int | None
    table: str
    source: str
    licence: str
    status: str = ""
    traps: tuple[str, ...] = ()


@dataclass(frozen=True)
class CountryPlaces:
    """The gazetteer of one country: its places, and what its tables and a user's columns say of them."""

    world: World
    name: str = field(default="us")

    @cached_property
    def _series(self) -> dict[str, dict[str, int]]:
        return {}

    def units(self) -> tuple[PlaceUnit, ...]:
        """The places in order of code."""
        return tuple(sorted((PlaceUnit(code, title) for code, title in self.world.titles.items()), key=lambda unit: unit.code))

    def series_names(self) -> tuple[str, ...]:
        """All series, the categories, and the measures that are worked out."""
        return (*all_series(self.world), *categories(self.world), *MEASURED_ONLY)

    def series(self, name: str) -> Mapping[str, int | float | str] | None:
        """One series by unit, of the latest year in which every unit has a value; empty for a measure that is worked out elsewhere."""
        if name in MEASURED_ONLY or (self._is_growth(name) and series(self.world, name) is None):
            return {}
        words = category(self.world, name)
        if words is not None:
            return dict(words)
        if name not in self._series:
            found = series(self.world, name)
            if found is None:
                return None
            try:
                self._series[name] = whole_numbers(self.world, found)[0]
            except DataError:
                self._series[name] = {}
        return dict(self._series[name])

    def _is_growth(self, name: str) -> bool:
        base = name.removesuffix("_growth")
        return base != name and (base in all_series(self.world) or base.removesuffix("_per_head") in all_series(self.world))

    def functions(self, table: str) -> tuple[str, ...] | None:
        """The functions of government of a table named `us/federal_functions`, or None if there is no such table."""
        listed = self.world.table("functions")
        if listed is None or table.rpartition("/")[2] not in (listed.name, "functions"):
            return None
        return tuple(str(row["function"]) for row in self.world.rows("functions"))

    def known_bodies(self) -> tuple[str, ...]:
        """Names that a clause on functions may use beside the table: agencies, and bodies within or outside them."""
        return tuple(str(row["name"]) for role in ("agencies", "well_known") if self.world.table(role) for row in self.world.rows(role))

    def neighbours(self, code: str) -> tuple[str, ...]:
        """The units that share a land boundary with one."""
        if self.world.table("borders") is None:
            return ()
        pairs = [(str(row["a"]), str(row["b"])) for row in self.world.rows("borders")]
        return tuple(sorted({b if a == code else a for a, b in pairs if code in (a, b)}))




def gazetteer(name: str, *, beside: Path | None = None, facts: tuple[str | Path, ...] = ()) -> Gazetteer | None:
    """The facts about places that a front matter names, or None.

    name: `us`, or the path of a folder of tables, from the folder `beside` if it is not absolute; facts: files of columns for this run alone.
    Raises DataError where a file of facts has a defect.
    """
    folder = name if name == "us" else _folder(name, beside)
    if folder is None:
        return None
    return CountryPlaces(world(folder, (*added(folder), *supplied(facts, folder))), folder)


def supplied(facts: tuple[str | Path, ...], folder: str = "us") -> tuple[Supplied, ...]:
    """Columns read from files, for one country. Raises DataError where one has a defect or two have one name."""
    known, found = world(folder), dict[str, Supplied]()
    taken = {*all_series(known), *categories(known), *MEASURED_ONLY}
    for path in facts:
        one = read_supplied(path, known.codes, taken=taken | set(found))
        found[one.name] = one
    return tuple(found.values())


def _folder(name: str, beside: Path | None) -> str | None:
    for base in ((beside,) if beside else ()) + (Path(),):
        found = base / name
        if (found / LISTING).is_file():
            tables(str(found))
            return str(found)
    return None


def series_info(name: str, places: Gazetteer | None = None) -> SeriesInfo | None:
    """What a series is and where it is from, or None. places: the country, `us` if not said."""
    known = places.world if isinstance(places, CountryPlaces) else world("us", added("us"))
    kinds = categories(known)
    if name in kinds:
        table, (title, when) = known.table("votes"), kinds[name]
        assert table is not None  # noqa: S101 - categories come from it
        return SeriesInfo(name, title, "category", when, table.name, table.source, table.licence, table.status, table.traps)
    found = series(known, name)
    if found is None:
        return None
    try:
        year, unit = found.latest(known).year, whole_numbers(known, found)[1]
    except DataError:
        year, unit = None, found.unit
    return SeriesInfo(name, found.title, unit, year, found.table, found.source, found.licence, found.status, found.traps)
