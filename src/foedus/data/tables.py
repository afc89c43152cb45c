"""The tables that ship: what each holds, where it is from, and a reader that refuses a table that changed.

A folder of tables has a `tables.json` that says, for each, its columns and their kinds, its key, its checksum, source and licence.
Needs: the standard library.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files

from foedus.errors import DataError

Cell = str | int | Decimal | None
"""A value as written: text, a whole number, an exact decimal, or nothing where the agency published nothing."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table. columns: kind by name (text, whole, number); key: the columns that tell its rows apart; status: how the figures were taken."""

    folder: str
    name: str
    title: str
    source: str
    licence: str
    status: str
    key: tuple[str, ...]
    number_of_rows: int
    sha256: str
    columns: Mapping[str, str] = field(default_factory=dict)
    role: str = ""
    means: Mapping[str, str] = field(default_factory=dict)
    """For a meaning that readers ask for (`nominal`), the column that has it; a column of that very name needs no entry."""

    @property
    def file(self) -> str:
        """The file in its folder."""
        return f"{self.folder}/{self.name}.csv"

    def column(self, meaning: str) -> str | None:
        """The column that has a meaning, or None."""
        found = self.means.get(meaning, meaning)
        return found if found in self.columns else None


@cache
def tables(folder: str = "us") -> Mapping[str, Table]:
    """The tables of a folder by name, in alphabetical order. Raises DataError if there is no such folder."""
    listing = files("foedus.data").joinpath(folder, "tables.json")
    if not listing.is_file():
        raise DataError(f"there are no tables called `{folder}`", mend="name `us` or `world`")
    found = json.loads(listing.read_text(encoding="utf-8"))
    return {
        name: Table(
            folder, name, item["title"], item["source"], item["licence"], item["status"], tuple(item["key"]), item["rows"], item["sha256"],
            dict(item["columns"]), item.get("role", name), dict(item.get("means", {})),
        )
        for name, item in found.items()
    }  # fmt: skip


@cache
def rows(folder: str, name: str) -> tuple[Mapping[str, Cell], ...]:
    """The rows of a shipped table, typed. Raises DataError where the file is not the one that was checked."""
    table = tables(folder).get(name)
    if table is None:
        raise DataError(f"there is no table {folder}/{name}", mend=f"the tables are {', '.join(tables(folder))}")
    data = files("foedus.data").joinpath(table.folder, f"{table.name}.csv").read_bytes()
    return read(table, data)


def read(table: Table, data: bytes) -> tuple[Mapping[str, Cell], ...]:
    """Read the bytes of a table, refusing what is not what its entry says: checksum, columns, rows, keys, kinds."""
    found = hashlib.sha256(data).hexdigest()
    if found != table.sha256:
        raise DataError(
            f"{table.file} is not the file that was checked: its SHA-256 is {found[:12]}…, and {table.sha256[:12]}… was expected",
            mend="install foedus anew; to change a figure, change `tables.json` too and say the source in SOURCES.md",
        )
    reader = csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""))
    if list(reader.fieldnames or ()) != list(table.columns):
        wrong = sorted(set(reader.fieldnames or ()) ^ set(table.columns)) or list(reader.fieldnames or ())
        raise DataError(
            f"{table.file} has other columns than its entry: {', '.join(wrong)}", mend="bring the header and `tables.json` together"
        )
    result = tuple(_typed(table, row, number) for number, row in enumerate(reader, 2))
    if len(result) != table.number_of_rows:
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
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or (kind == "whole" and value != value.to_integral_value()):
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
