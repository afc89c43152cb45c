"""The command that holds the model against the record: validate."""

from __future__ import annotations

from typing import Annotated

import typer

from foedus.cli.app import AsJson, app, dump
from foedus.cli.facts import Places


@app.command()
def validate(
    parts: Annotated[list[str] | None, typer.Argument(help="elections, product, jobs, people, moves, sharing, refit; all if none is named.")] = None,
    places: Places = "us",
    quick: Annotated[bool, typer.Option("--quick", help="Fewer draws: a check that nothing got worse.")] = False,
    as_json: AsJson = False,
) -> None:
    """Run the back-tests of the yearly model: every score with its number of origins, and its gate; ends with 1 if a gate is missed.

    Another country, a folder of tables, is scored on what it has; what cannot be scored is named with what is missing.
    """
    from rich.progress import Progress

    from foedus.cli.tell import console
    from foedus.cli.tell_validate import stderr, tell_scores
    from foedus.data.world import world
    from foedus.simulate.validate import missed
    from foedus.simulate.validate import validate as run

    facts, lacking = world(places), dict[str, str]()
    with Progress(console=stderr(), transient=True) as bar:
        task = bar.add_task("back-tests", total=None)

        def tell(part: str, done: int, whole: int) -> None:
            bar.update(task, description=part, completed=done, total=whole)

        scores = run(tuple(parts or ()), quick=quick, facts=facts, progress=tell, lacking=lacking.__setitem__)
    if as_json:
        dump([*(one.as_json() for one in scores), *({"part": part, "not_scored": why} for part, why in lacking.items())])
    else:
        tell_scores(console(), scores, lacking)
    raise typer.Exit(1 if missed(scores) else 0)
