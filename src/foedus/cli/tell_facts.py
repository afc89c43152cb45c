"""What the commands on facts print: series, a column with its traps, checks.

A table or plot of figures whose licence asks for a credit prints it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from foedus.cli.tell import console, grid
from foedus.data.checks import CheckResult
from foedus.data.places import series_info
from foedus.data.series import all_series, categories, category
from foedus.data.supplied import Supplied
from foedus.data.tables import Table
from foedus.data.world import World
from foedus.errors import DataError

WIDEST = 9
"""Columns of a table that fit on a terminal."""


def tell_checks(found: Sequence[CheckResult]) -> None:
    """The checks of the shipped figures, one line each."""
    table = grid("", "", "check", "expected", "found", "source")
    for one in found:
        table.add_row("ok" if one.ok else "DIFFERS", one.name, one.expected, one.found, one.source)
    console().print(table)
    console().print(f"{sum(one.ok for one in found)} of {len(found)} checks hold.")


def listed(world: World) -> list[dict[str, Any]]:
    """Every series as plain values: name, title, unit, years, latest complete year, table, source, licence, status."""
    rows = []
    for name, one in all_series(world).items():
        years = [year for year in one.years(world) if year is not None]
        rows.append({
            "name": name, "title": one.title, "unit": one.unit, "first_year": min(years, default=None), "last_year": max(years, default=None),
            "table": one.table, "source": one.source, "licence": one.licence, "status": one.status,
        })  # fmt: skip
    return rows


def tell_list(world: World) -> None:
    """The series that a text may name."""
    table = grid("", "series", "what", "unit", "years", "source", "")
    for one in listed(world):
        table.add_row(one["name"], one["title"], one["unit"], _span(one["first_year"], one["last_year"]), one["source"],
                      "supplied" if one["status"] == "supplied" else "")  # fmt: skip
    console().print(table)
    kinds = categories(world)
    if kinds:
        console().print(f"Categories: {', '.join(kinds)}.")
    console().print("`foedus data show NAME` gives values and traps.")


def _span(first: int | None, last: int | None) -> str:
    return "" if first is None else str(first) if first == last else f"{first}-{last}"


def shown(world: World, name: str, year: int | None) -> dict[str, Any]:
    """One column as plain values. Raises DataError if there is none of that name, or none of that year."""
    words = category(world, name)
    if words is not None:
        info = series_info(name)
        return {"name": name, "title": info.title if info else "", "unit": "category", "year": info.year if info else None, "values": dict(words),
                "source": info.source if info else "", "licence": info.licence if info else "", "traps": list(info.traps) if info else [],
                "status": info.status if info else "", "blanks": [], "credit": ""}  # fmt: skip
    one = all_series(world).get(name)
    if one is None:
        raise DataError(f"there is no series `{name}`", mend=_near(name, [*all_series(world), *categories(world)]))
    found = one.latest(world) if year is None else one.at(world, year)
    values = {code: str(_plain(value)) for code, value in found.by_code.items()}
    return {
        "name": name, "title": one.title, "unit": one.unit, "year": found.year, "values": values, "blanks": list(found.blanks),
        "margins90": {code: str(_plain(value)) for code, value in found.margins.items()}, "source": one.source, "licence": one.licence,
        "status": one.status, "traps": list(one.traps), "credit": one.credit,
    }  # fmt: skip


def _plain(value: Any) -> Any:
    from decimal import Decimal

    return value.numerator if value.denominator == 1 else Decimal(value.numerator) / Decimal(value.denominator)


def _near(name: str, known: Sequence[str]) -> str:
    import difflib

    close = difflib.get_close_matches(name, known, n=3, cutoff=0.4)
    return f"write {' or '.join(f'`{one}`' for one in close)}" if close else "`foedus data list` gives all"


def tell_shown(one: dict[str, Any], titles: dict[str, str]) -> None:
    """One column: values, then unit, year, source, licence and traps."""
    out = console()
    year = f", {one['year']}" if one["year"] else ""
    table = grid(f"{one['title']}, {one['unit']}{year}", "code", "place", "value", *(("margin of 90 %",) if one.get("margins90") else ()))
    for code, value in one["values"].items():
        table.add_row(code, titles.get(code, ""), _grouped(value), *((one["margins90"].get(code, ""),) if one.get("margins90") else ()))
    out.print(table)
    if one["blanks"]:
        out.print(f"No figure, which is not zero: {', '.join(one['blanks'])}.")
    out.print(f"Source: {one['source']} ({one['status']}). Licence: {one['licence']}.", markup=False)
    for trap in one["traps"]:
        out.print(f"Mind: {trap}", markup=False)
    if one["credit"]:
        out.print(f"Credit: {one['credit']}.", markup=False)


def _grouped(value: str) -> str:
    whole, dot, rest = value.partition(".")
    return f"{int(whole):,}{dot}{rest}" if whole.lstrip("-").isdigit() else value


def tell_table(table: Table, rows: Sequence[Any], limit: int = 60) -> None:
    """The first rows of a whole table, with its source, licence and traps."""
    out = console()
    columns = list(table.columns)[:WIDEST]
    shown_rows = grid(f"{table.title} ({table.years})", *columns)
    for row in rows[:limit]:
        shown_rows.add_row(*("" if row[column] is None else str(row[column]) for column in columns))
    out.print(shown_rows)
    if len(table.columns) > WIDEST:
        out.print(f"Further columns, with --json: {', '.join(list(table.columns)[WIDEST:])}.", markup=False)
    if len(rows) > limit:
        out.print(f"{limit} of {len(rows):,} rows.")
    out.print(f"Source: {table.source} ({table.status}). Licence: {table.licence}.", markup=False)
    for trap in table.traps:
        out.print(f"Mind: {trap}", markup=False)
    if table.credit:
        out.print(f"Credit: {table.credit}.", markup=False)


def table_json(table: Table, rows: Sequence[Any]) -> dict[str, Any]:
    """A whole table as plain values; decimals as text, so that they stay exact."""
    plain = [{key: one if one is None or isinstance(one, int | str) else str(one) for key, one in row.items()} for row in rows]
    return {
        "name": table.name, "title": table.title, "years": table.years, "source": table.source, "licence": table.licence, "status": table.status,
        "credit": table.credit, "traps": list(table.traps), "units": dict(table.units), "rows": plain,
    }  # fmt: skip


def tell_added(one: Supplied, where: str) -> None:
    """What was added, and how it is used and taken away."""
    out = console()
    years = ", ".join(map(str, one.years))
    out.print(f"`{one.name}` is added: {one.title}, {one.unit}, {years}, supplied. It lies in {where}.", markup=False)
    out.print(f"Use it: expect NAME: share of {one.name} in Alder > 50 %. Take it away: foedus data remove {one.name}.", markup=False)


def supplied_json(one: Supplied) -> dict[str, Any]:
    """A supplied column as plain values."""
    found = {key: value for key, value in asdict(one).items() if key not in ("values", "margins", "headers")}
    return found | {"years": list(one.years), "places": len(next(iter(one.values.values()), {})), "status": "supplied"}


