"""The command on what a settlement expects of the world: expect."""

from __future__ import annotations

from typing import Annotated

import typer

from foedus.cli.app import AsJson, File, app, dump

Facts = Annotated[list[str] | None, typer.Option("--facts", help="A table of `code,value` to use for this run alone; may stand several times.")]


@app.command()
def expect(
    file: File,
    facts: Facts = None,
    as_json: AsJson = False,
    close: Annotated[float, typer.Option("--close", min=0, max=100, help="Try units elsewhere whose last vote was closer than this, in per cent.")] = 5,
) -> None:
    """Answer what a settlement expects of the world: each figure with unit, year and source, under every rule, and what would change it."""
    from fractions import Fraction

    from foedus import api
    from foedus.cli.tell_expects import tell_expectations
    from foedus.simulate.expect import expect as answer

    settlement = api.load(file, facts=tuple(facts or ()))
    found = answer(settlement, close=Fraction(str(close)) / 100)
    if as_json:
        dump({"settlement": settlement.title, "expectations": [one.as_json() for one in found]})
    else:
        tell_expectations(found)
