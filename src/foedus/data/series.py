"""Series: columns of a country's tables that a text may name, and those a user supplied, each by year and place.

A share takes the latest year in which every place has a value; a blank is suppressed or absent, never zero.
Needs: the standard library.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from foedus.data.supplied import Supplied
from foedus.data.tables import Cell, SeriesEntry, Table, tables
from foedus.data.world import World, column_year
from foedus.errors import DataError

SUPPLIED = "supplied"
"""The label of what a user brought."""
_THOUSANDTHS = {
    "million dollars": "thousands of dollars", "million chained 2017 dollars": "thousands of chained 2017 dollars", "billion Btu": "million Btu",
    "square miles": "thousandths of a square mile", "per cent": "thousandths of a per cent",
}  # fmt: skip


@dataclass(frozen=True)
class Values:
    """One series in one year: a value for each place that has one, exactly as published; blanks: places without."""

    year: int | None
    by_code: Mapping[str, Fraction]
    blanks: tuple[str, ...]
    margins: Mapping[str, Fraction]


@dataclass(frozen=True)
class Series:
    """What a text may name: title, unit, table, source, licence, traps, whether its values add up, whether a user supplied it."""

    name: str
    title: str
    unit: str
    table: str
    source: str
    licence: str
    status: str
    traps: tuple[str, ...]
    adds: bool
    credit: str
    entry: SeriesEntry | Supplied

    @property
    def supplied(self) -> bool:
        """Whether a user brought it."""
        return isinstance(self.entry, Supplied)

    def years(self, world: World) -> tuple[int | None, ...]:
        """The years that it has values of, in order; (None,) where the table has no year and its name says none."""
        if isinstance(self.entry, Supplied):
            return tuple(year for year in self.entry.years if world.until is None or year <= world.until)
        if world.years(self.table):
            return tuple(world.years(self.table))
        return (self.entry.year or column_year(self.entry.column),)

    def at(self, world: World, year: int | None = None) -> Values:
        """The values of one year, None for a table without years. Raises DataError if there are none of that year."""
        if isinstance(self.entry, Supplied):
            return _supplied(self.entry, world, year)
        dated = bool(world.years(self.table))
        if dated and year not in world.years(self.table):
            raise DataError(f"{self.name} has no figures of {year}", mend=f"its years are {_spans(world.years(self.table))}")
        where: dict[str, Cell] = {"year": year, **self.entry.where} if dated else dict(self.entry.where)
        found = world.values(self.table, self.entry.column, **where)
        by_code = {code: Fraction(value) for code, value in found.items() if isinstance(value, int | Decimal)}
        blanks = tuple(code for code in world.codes if code not in by_code)
        return Values(year if dated else self.years(world)[0], by_code, blanks, {})

    def latest(self, world: World) -> Values:
        """The latest year in which every place has a value. Raises DataError if there is none."""
        for year in reversed(self.years(world)):
            found = self.at(world, year)
            if not found.blanks:
                return found
        raise DataError(f"{self.name} has a blank in every year up to {world.until or 'now'}", mend="name a year; shares are intervals then")


def _spans(years: Iterable[int]) -> str:
    """Years in words, those that follow one another as one: `1900 to 2024`."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)


def _supplied(entry: Supplied, world: World, year: int | None) -> Values:
    when = entry.years[-1] if year is None else year
    if when not in entry.values:
        raise DataError(f"{entry.name} has no figures of {when}", mend=f"its years are {_spans(entry.years)}")
    found = {code: Fraction(value) for code, value in entry.values[when].items()}
    margins = {code: Fraction(value) for code, value in entry.margins.get(when, {}).items()}
    return Values(when, found, tuple(code for code in world.codes if code not in found), margins)


def all_series(world: World) -> Mapping[str, Series]:
    """Every series by name: those of the tables in the order of the listing, then those supplied."""
    return {one.name: one for one in (*_shipped(tables(world.folder).values()), *map(_from_user, world.supplied))}


def _shipped(listed: Iterable[Table]) -> tuple[Series, ...]:
    found: dict[str, Series] = {}
    for table in sorted(listed, key=lambda one: one.role != "places"):
        for entry in _entries(table):
            if entry.name not in found:
                unit = table.units.get(entry.column, "")
                found[entry.name] = Series(
                    entry.name, entry.title, unit, table.name, table.source, table.licence, table.status, table.traps_of(entry.column),
                    entry.adds, table.credit, entry
                )
    return tuple(found.values())


def _entries(table: Table) -> Iterator[SeriesEntry]:
    """Entries as listed; of a table of places that lists none, every column of numbers."""
    if table.series:
        yield from table.series
    elif table.status == SUPPLIED and "code" in table.columns:
        for column, kind in table.columns.items():
            if kind != "text" and column not in ("year", "census_year"):
                yield SeriesEntry(column, column, column.replace("_", " "))


def _from_user(one: Supplied) -> Series:
    return Series(one.name, one.title, one.unit, one.file, one.source, one.licence, SUPPLIED, (), one.adds, "", one)


def series(world: World, name: str) -> Series | None:
    """One series by name, or None."""
    return all_series(world).get(name)


def categories(world: World) -> Mapping[str, tuple[str, int]]:
    """Names of categories by place, `president_2024_plurality`, each with its title and year, the earliest first."""
    table = world.table("votes")
    if table is None or table.plurality is None:
        return {}
    return {table.plurality.name.format(year=year): (table.plurality.title, year) for year in world.years("votes")}


def category(world: World, name: str) -> Mapping[str, str] | None:
    """The group with most votes in each place, in the table's words; `tied` where two have as many. None if there is no such category."""
    known, table = categories(world).get(name), world.table("votes")
    if known is None or table is None or table.plurality is None:
        return None
    columns = table.plurality.groups
    found = {}
    for row in world.rows("votes"):
        if row["year"] == known[1]:
            votes = {column: value for column in columns if isinstance(value := row[column], int)}
            most = [column for column, value in votes.items() if value == max(votes.values())]
            found[str(row["code"])] = columns[most[0]] if len(most) == 1 else "tied"
    return found


def whole_numbers(world: World, one: Series) -> tuple[dict[str, int], str]:
    """The latest values as whole numbers by code, and their unit: money and other numbers of tables in thousandths of the table's unit.

    Of a table without years, the places that have a value: the capital district has no apportionment population.
    """
    years = one.years(world)
    found = one.at(world, years[0]) if len(years) == 1 and not one.supplied else one.latest(world)
    factor = 1
    if isinstance(one.entry, SeriesEntry):
        factor = 1000 if tables(world.folder)[one.table].columns[one.entry.column] == "number" else 1
    else:
        while factor < 10**9 and any((value * factor).denominator != 1 for value in found.by_code.values()):
            factor *= 10
    unit = one.unit if factor == 1 else _THOUSANDTHS.get(one.unit, f"{one.unit} / {factor}") if factor == 1000 else f"{one.unit} / {factor}"
    return {code: round(value * factor) for code, value in found.by_code.items()}, unit
