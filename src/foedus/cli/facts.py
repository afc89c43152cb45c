"""The commands on facts about places: data list, show, check, add, remove."""

from __future__ import annotations

from typing import Annotated

import typer

from foedus.cli.app import AsJson, data_app, dump

Places = Annotated[str, typer.Option("--places", help="The country: `us`, or a folder of tables.")]


@data_app.command("check")
def data_check(as_json: AsJson = False) -> None:
    """Run the sums and joins by which the shipped figures can be trusted; ends with 1 if one differs."""
    from foedus.cli.tell_facts import tell_checks
    from foedus.data.checks import check as check_data

    results = check_data()
    if as_json:
        dump([{"name": one.name, "expected": one.expected, "found": one.found, "ok": one.ok, "source": one.source} for one in results])
    else:
        tell_checks(results)
    raise typer.Exit(0 if all(one.ok for one in results) else 1)


@data_app.command("list")
def data_list(places: Places = "us", as_json: AsJson = False) -> None:
    """List the series that a clause may use, with unit, years and source; those that you added are labelled `supplied`."""
    from foedus.cli.tell_facts import listed, tell_list
    from foedus.data.added import added
    from foedus.data.world import world

    known = world(places, added(places))
    if as_json:
        dump(listed(known))
    else:
        tell_list(known)


@data_app.command("show")
def data_show(
    name: Annotated[str, typer.Argument(help="A series such as farm_value_added, or a table such as gdp.")],
    year: Annotated[int | None, typer.Option("--year", help="The year; the latest in which every place has a value if not said.")] = None,
    places: Places = "us",
    as_json: AsJson = False,
) -> None:
    """Show a column: values, unit, year, source, licence, and what a reader must mind."""
    from foedus.cli.tell_facts import shown, table_json, tell_shown, tell_table
    from foedus.data.added import added
    from foedus.data.series import all_series
    from foedus.data.world import world

    known = world(places, added(places))
    table = None if name in all_series(known) else known.table(name) or (world("world").table(name) if places == "us" else None)
    if table is not None:
        rows = [row for row in (known if table.folder == places else world("world")).rows(name) if year is None or row.get("year") == year]
        if as_json:
            dump(table_json(table, rows))
        else:
            tell_table(table, rows)
        return
    found = shown(known, name, year)
    if as_json:
        dump(found)
    else:
        tell_shown(found, dict(known.titles))


@data_app.command("add")
def data_add(
    file: Annotated[str, typer.Argument(help="A table of `code,value` or `code,year,value`, CSV or Parquet.")],
    places: Places = "us",
    as_json: AsJson = False,
) -> None:
    """Add a column of your own: lines `# name`, `# unit`, `# year`, `# source` above it; every defect is told with its line."""
    from foedus.cli.tell_facts import supplied_json, tell_added
    from foedus.data.added import add
    from foedus.data.places import supplied

    found = supplied((file,), places)[0]
    where = add(found, places)
    if as_json:
        dump(supplied_json(found))
    else:
        tell_added(found, str(where))


@data_app.command("remove")
def data_remove(name: Annotated[str, typer.Argument(help="A column that you added.")], places: Places = "us") -> None:
    """Take away a column that you added."""
    from foedus.data.added import remove

    print(f"{remove(name, places)} is removed.")
