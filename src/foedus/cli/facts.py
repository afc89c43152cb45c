"""The commands on facts about places: data check, data list."""

from __future__ import annotations

import typer

from foedus.cli.app import AsJson, data_app, dump


@data_app.command("check")
def data_check(as_json: AsJson = False) -> None:
    """Run the sums and joins by which the shipped figures can be trusted."""
    from foedus.cli.tell import tell_data
    from foedus.data import check as check_data

    results = check_data()
    if as_json:
        dump([{"name": one.name, "expected": one.expected, "found": one.found, "ok": one.ok, "source": one.source} for one in results])
    else:
        tell_data(results)
    raise typer.Exit(0 if all(one.ok for one in results) else 1)


@data_app.command("list")
def data_list() -> None:
    """List the series that a clause may use, with unit, year and source."""
    from foedus.cli.tell import tell_series

    tell_series()
