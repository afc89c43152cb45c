"""The tables of a country: what each holds, where it is from, and a reader that refuses a table that is not what its entry says.

A folder of tables has a `tables.json` that says, for each, its columns with their kinds and units, its key, source, licence and traps. The
folders `us` and `world` ship; any other name is the path of a folder. For shipped tables the checksum is checked too.
Needs: the standard library.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from foedus.data.folders import LISTING, Folder, folder_named
from foedus.data.listing import figure, parse_listing
from foedus.errors import DataError

Cell = str | int | Decimal | None
"""A value as written: text, a whole number, an exact decimal, or nothing where the agency published nothing."""


@dataclass(frozen=True, slots=True)
class SeriesEntry:
    """A column that texts may name. adds: the values of places add up to that of the whole; where: rows it is read from."""

    name: str
    column: str
    title: str
    adds: bool = True
    year: int | None = None
    where: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plurality:
    """A category by place and year, the column with most votes: its name with `{year}`, and a word for each column."""

    name: str
    title: str
    groups: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """One table. columns: kind by name (text, whole, number); key: the columns that tell its rows apart; status: how the figures were taken.

    number_of_rows and sha256: None and empty where the entry does not say; units: of each column of numbers; role: what readers look for;
    means: for a meaning that readers ask for (`nominal`), the column that has it; traps: what a reader of its figures must know.
    """

    folder: str
    name: str
    title: str
    source: str
    licence: str
    status: str
    key: tuple[str, ...]
    number_of_rows: int | None
    sha256: str
    columns: Mapping[str, str] = field(default_factory=dict)
    role: str = ""
    means: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    years: str = ""
    traps: tuple[str, ...] = ()
    traps_only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For a trap that is about some columns alone, these."""
    series: tuple[SeriesEntry, ...] = ()
    plurality: Plurality | None = None
    credit: str = ""
    """Words that every table or plot of these figures must print, empty if none."""

    @property
    def file(self) -> str:
        """The file in its folder."""
        return f"{self.folder}/{self.name}.csv"

    def traps_of(self, column: str) -> tuple[str, ...]:
        """The traps that a reader of one column must know."""
        return tuple(trap for trap in self.traps if column in self.traps_only.get(trap, (column,)))

    @property
    def year_column(self) -> str | None:
        """The column that holds the year of a row, or None."""
        return next((column for column in ("year", "census_year") if column in self.columns), None)

    def column(self, meaning: str) -> str | None:
        """The column that has a meaning, or None."""
        found = self.means.get(meaning, meaning)
        return found if found in self.columns else None


def tables(folder: str = "us") -> Mapping[str, Table]:
    """The tables of a folder by name, in alphabetical order. Raises DataError if there is no such folder, or its listing is amiss."""
    where = folder_named(folder)
    return _tables(where, where.stamp(LISTING))


@lru_cache(maxsize=64)
def _tables(where: Folder, stamp: int) -> Mapping[str, Table]:
    entries = parse_listing(where)
    found = {}
    for name, item in entries.items():
        series = tuple(SeriesEntry(key, **entry) for key, entry in item.pop("series").items())
        plurality = item.pop("plurality")
        found[name] = Table(where.name, name, **item, series=series, plurality=Plurality(**plurality) if plurality else None)
    return found


def rows(folder: str, name: str) -> tuple[Mapping[str, Cell], ...]:
    """The rows of a table, typed. Raises DataError where the file is not what its entry says."""
    table = tables(folder).get(name)
    if table is None:
        raise DataError(f"there is no table {folder}/{name}", mend=f"the tables are {', '.join(tables(folder))}")
    where = folder_named(folder)
    return _rows(where, name, where.stamp(f"{name}.csv"), where.stamp(LISTING))


@lru_cache(maxsize=128)
def _rows(where: Folder, name: str, *stamps: int) -> tuple[Mapping[str, Cell], ...]:
    return read(tables(where.name)[name], where.read(f"{name}.csv"))


def read(table: Table, data: bytes) -> tuple[Mapping[str, Cell], ...]:
    """Read the bytes of a table, refusing what is not what its entry says: checksum, columns, rows, keys, kinds."""
    found = hashlib.sha256(data).hexdigest()
    if table.sha256 and found != table.sha256:
        raise DataError(
            f"{table.file} is not the file that was checked: its SHA-256 is {found[:12]}…, and {table.sha256[:12]}… was expected",
            mend="install foedus anew; to change a figure, change `tables.json` too and say the source in SOURCES.md",
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise DataError(f"{table.file} is not UTF-8 text", mend="save it as UTF-8") from problem
    reader = csv.DictReader(io.StringIO(text, newline=""))
    if list(reader.fieldnames or ()) != list(table.columns):
        wrong = sorted(set(reader.fieldnames or ()) ^ set(table.columns)) or list(reader.fieldnames or ())
        raise DataError(
            f"{table.file} has other columns than its entry: {', '.join(wrong)}", mend="bring the header and `tables.json` together"
        )
    result = tuple(_typed(table, row, number) for number, row in enumerate(reader, 2))
    if table.number_of_rows is not None and len(result) != table.number_of_rows:
        raise DataError(
            f"{table.file} has {len(result)} rows, and {table.number_of_rows} were expected", mend="bring back the missing rows"
        )
    _unique(table, result)
    return result


def _typed(table: Table, row: Mapping[str, str], line: int) -> Mapping[str, Cell]:
    return {column: _cell(table, column, row[column], line) for column in table.columns}


def _cell(table: Table, column: str, text: str | None, line: int) -> Cell:
    kind = table.columns[column]
    if text is None:
        raise DataError(f"{table.file}, line {line} ends before {column}", mend="give every row a value, or nothing between commas")
    if kind == "text":
        return text
    if text == "":
        return None
    value = figure(text)
    if value is None or (kind == "whole" and value != value.to_integral_value()):
        raise DataError(
            f"{table.file}, line {line}: {column} is `{text}`, and a {kind} number was expected", mend="write the agency's figure"
        )
    return int(value) if kind == "whole" else value


def _unique(table: Table, result: tuple[Mapping[str, Cell], ...]) -> None:
    seen: dict[tuple[Cell, ...], int] = {}
    for line, row in enumerate(result, 2):
        key = tuple(row[column] for column in table.key)
        if key in seen:
            raise DataError(f"{table.file}: lines {seen[key]} and {line} have the same {' and '.join(table.key)}", mend="keep one of them")
        seen[key] = line
