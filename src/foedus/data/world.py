"""One country's tables as one value, which can be cut off at a year or have rows put in place of a file's.

A world knows tables by their *role* (`places`, `population`, `product`, `votes`, `moves`, `labour`, `income`, `fiscal`, `borders` …), so that
another country is another folder. Cutting at a year leaves out later rows, and blanks later columns of tables without a year.
Needs: the standard library.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from foedus.data.supplied import Supplied
from foedus.data.tables import Cell, Table, rows, tables
from foedus.errors import DataError

Row = Mapping[str, Cell]
Rows = tuple[Row, ...]

_YEAR = re.compile(r"(?<![0-9a-z])(?:fy)?((?:19|20)\d\d)(?![0-9])")
_YEAR_COLUMNS = ("year", "census_year")


@dataclass(frozen=True)
class World:
    """The tables of one country. folder: `us`, or the path of a folder; until: the last year that may be seen (None: all);
    changed: rows that stand in place of those of a file.
    """

    folder: str = "us"
    until: int | None = None
    changed: Mapping[str, Rows] = field(default_factory=dict)
    supplied: tuple[Supplied, ...] = ()
    """Columns that a user added."""

    @property
    def name(self) -> str:
        """The name of the country's folder."""
        return self.folder.rstrip("/").rpartition("/")[2]

    def table(self, role: str) -> Table | None:
        """The entry of the table that plays a role, or None."""
        return next((table for table in tables(self.folder).values() if role in (table.role, table.name)), None)

    def rows(self, role: str) -> Rows:
        """The rows of the table that plays a role, up to the year. Raises DataError if there is no such table."""
        table = self.table(role)
        if table is None:
            raise DataError(f"the tables of {self.name} have no `{role}`", mend=f"add {role}.csv and its entry to the folder {self.folder}")
        found = self.changed.get(table.name)
        if found is None:
            found = rows(self.folder, table.name)
        return found if self.until is None else _until(table, found, self.until)

    def column(self, role: str, meaning: str) -> str:
        """The name of the column that has a meaning. Raises DataError if there is none."""
        table = self.table(role)
        found = table.column(meaning) if table else None
        if found is None:
            raise DataError(
                f"the tables of {self.name} have no `{meaning}` in `{role}`", mend=f"add a column `{meaning}` to {role}.csv, or name it under `means`"
            )
        return found

    def values(self, role: str, meaning: str, **where: Cell) -> dict[str, Cell]:
        """One column by code, of the rows that match; the national row is left out."""
        column = self.column(role, meaning)
        known = set(self.codes)
        return {
            str(row["code"]): row[column]
            for row in self.rows(role)
            if row["code"] in known and all(row[key] == value for key, value in where.items())
        }

    def national(self, role: str, meaning: str, **where: Cell) -> Decimal | None:
        """The agency's own national figure (`code` outside the places), never our sum; None if it has none."""
        column = self.column(role, meaning)
        known = set(self.codes)
        for row in self.rows(role):
            if row["code"] not in known and all(row[key] == value for key, value in where.items()):
                value = row[column]
                return Decimal(value) if isinstance(value, int | Decimal) else None
        return None

    def years(self, role: str) -> tuple[int, ...]:
        """The years of a table with a year."""
        table = self.table(role)
        column = _year_column(table) if table else None
        if column is None:
            return ()
        return tuple(sorted({year for row in self.rows(role) if isinstance(year := row[column], int)}))

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of places, in place order: the rows of the table of places."""
        return tuple(str(row["code"]) for row in self._place_rows)

    @property
    def _place_rows(self) -> Rows:
        places = self._places.name
        return self.changed[places] if places in self.changed else rows(self.folder, places)

    @property
    def _places(self) -> Table:
        found = self.table("places")
        if found is None:
            raise DataError(f"the folder {self.folder} has no table of places", mend="add places.csv, with columns code and name")
        return found

    @property
    def titles(self) -> Mapping[str, str]:
        """The name in full of each place."""
        return {str(row["code"]): str(row.get("name", row["code"])) for row in self._place_rows}

    @property
    def digest(self) -> str:
        """SHA-256 over the checksums of all tables, in order of name, and over rows put in place of a file's."""
        parts = [f"{table.name} {table.sha256}" for table in tables(self.folder).values()]
        parts += [f"{name} {hashlib.sha256(repr(found).encode()).hexdigest()}" for name, found in sorted(self.changed.items())]
        parts += [f"{one.name} {one.sha256}" for one in self.supplied]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def up_to(self, year: int) -> World:
        """The same world as it could be seen at the end of a year."""
        return replace(self, until=year if self.until is None else min(year, self.until))

    def with_rows(self, role: str, new: Rows) -> World:
        """The same world with other rows for one table."""
        table = self.table(role)
        return replace(self, changed={**self.changed, table.name if table else role: new})


def column_year(column: str) -> int | None:
    """The year that a column's name speaks of, the last of a span: `pop_2024`, `cvap_2015_2019`, `grants_fy2019_musd`."""
    found = _YEAR.findall(column.replace("_", " "))
    return int(found[-1]) if found else None


def _year_column(table: Table) -> str | None:
    return next((column for column in _YEAR_COLUMNS if column in table.columns), None)


def _until(table: Table, found: Rows, year: int) -> Rows:
    column = _year_column(table)
    if column is not None:
        return tuple(row for row in found if isinstance(when := row[column], int) and when <= year)
    late = {name for name in table.columns if (when := column_year(name)) is not None and when > year}
    return tuple({name: None if name in late else value for name, value in row.items()} for row in found) if late else found


def world(folder: str = "us", supplied: tuple[Supplied, ...] = ()) -> World:
    """The tables of a country that ships, or of a folder, with columns that a user supplies. Raises DataError if there are none."""
    tables(folder)
    return World(folder, supplied=supplied)
