"""The listing of a folder of tables, `tables.json`: read, filled in with what it may leave out, and refused where it leaves out what it may not.

Each entry must say the source, the licence, and the unit of every column of numbers. Title, role, key and kinds of columns may be left out.
Needs: the standard library.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from foedus.data.folders import LISTING, Folder
from foedus.errors import DataError

KINDS = ("text", "whole", "number")
_KEYS = (("year", "origin", "destination"), ("year", "code"), ("code",), ("a", "b"), ("name",))
_FIELDS = {
    "title", "source", "licence", "status", "key", "rows", "sha256", "columns", "role", "means", "units", "years", "traps", "series", "plurality",
    "credit",
}  # fmt: skip
_NO_UNIT = {"year", "census_year"}


def parse_listing(where: Folder) -> dict[str, dict[str, Any]]:
    """The entries of a folder by name, each a mapping of the fields of `Table`. Raises DataError with all that is amiss."""
    try:
        found = json.loads(where.read(LISTING).decode("utf-8"))
    except (ValueError, UnicodeDecodeError) as problem:
        raise DataError(f"{where.name}/{LISTING} is not JSON: {problem}", mend="mend it there") from problem
    if not isinstance(found, dict):
        raise DataError(f"{where.name}/{LISTING} is no mapping of names to tables", mend='write {"places": {"source": …, "licence": …}}')
    wrong: list[str] = []
    entries = {str(name): _entry(where, str(name), item, wrong) for name, item in sorted(found.items())}
    if wrong:
        raise DataError(f"{where.name}/{LISTING}: " + "; ".join(wrong), mend="the reference on data says what an entry holds")
    return entries


def _entry(where: Folder, name: str, item: object, wrong: list[str]) -> dict[str, Any]:
    if not isinstance(item, Mapping):
        wrong.append(f"`{name}` is no mapping")
        return {}
    wrong += [f"`{name}` has an unknown field `{key}`" for key in sorted(set(item) - _FIELDS)]
    wrong += [f"`{name}` does not say its {key}" for key in ("source", "licence") if not item.get(key)]
    columns = dict(item.get("columns") or _infer(where, name, wrong))
    wrong += [f"`{name}`: the kind of {column} is `{kind}`" for column, kind in columns.items() if kind not in KINDS]
    units = dict(item.get("units", {}))
    bare = [column for column, kind in columns.items() if kind != "text" and column not in _NO_UNIT and not units.get(column)]
    wrong += [f"`{name}` does not say the unit of {column}" for column in bare]
    key = item.get("key") or next((list(one) for one in _KEYS if set(one) <= set(columns)), [next(iter(columns), "")])
    return {
        "title": item.get("title", name.replace("_", " ")), "source": item.get("source", ""), "licence": item.get("licence", ""),
        "status": item.get("status", "supplied"), "key": tuple(key),
        "number_of_rows": item.get("rows"), "sha256": item.get("sha256", ""),
        "columns": columns, "role": item.get("role", name), "means": dict(item.get("means", {})), "units": units, "years": item.get("years", ""),
        "traps": tuple(_text(trap) for trap in item.get("traps", ())), "traps_only": _only(item.get("traps", ())),
        "series": dict(item.get("series", {})), "plurality": item.get("plurality"),
        "credit": item.get("credit", ""),
    }  # fmt: skip


def _text(trap: object) -> str:
    """A trap is its words, or {"text": …, "columns": […]} where it is about some columns alone."""
    return str(trap["text"]) if isinstance(trap, Mapping) else str(trap)


def _only(traps: Iterable[object]) -> dict[str, tuple[str, ...]]:
    return {str(trap["text"]): tuple(trap.get("columns", ())) for trap in traps if isinstance(trap, Mapping)}


def _infer(where: Folder, name: str, wrong: list[str]) -> dict[str, str]:
    """Kinds of columns by what stands in them: whole if every value is, else number, else text."""
    try:
        reader = csv.DictReader(io.StringIO(where.read(f"{name}.csv").decode("utf-8"), newline=""))
    except (DataError, UnicodeDecodeError) as problem:
        wrong.append(f"`{name}`: {problem}")
        return {}
    values: dict[str, list[str]] = {column: [] for column in reader.fieldnames or ()}
    for row in reader:
        for column, found in values.items():
            found.append(row.get(column) or "")
    return {column: _kind(column, found) for column, found in values.items()}


def _kind(column: str, values: list[str]) -> str:
    if column in ("code", "origin", "destination", "a", "b", "name"):
        return "text"
    filled = [value for value in values if value]
    if filled and all(value.lstrip("-").isdigit() for value in filled):
        return "whole"
    return "number" if filled and all(figure(value) is not None for value in filled) else "text"


def figure(text: str) -> Decimal | None:
    """A number as written, exactly; None where it is none, or not finite."""
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
