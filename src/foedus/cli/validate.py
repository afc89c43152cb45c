"""The command that holds the model against the record: validate."""

from __future__ import annotations

from typing import Annotated

import typer

from foedus.cli.app import AsJson, app, dump


@app.command()
def validate(
    parts: Annotated[list[str] | None, typer.Argument(help="elections, product, jobs, people, moves, sharing, refit; all if none is named.")] = None,
    quick: Annotated[bool, typer.Option("--quick", help="Fewer draws: a check that nothing got worse.")] = False,
    as_json: AsJson = False,
) -> None:
    """Run the back-tests of the yearly model: every score with its number of origins, and its gate; ends with 1 if a gate is missed."""
    from rich.progress import Progress

    from foedus.cli.tell import console
    from foedus.cli.tell_validate import stderr, tell_scores
    from foedus.simulate.validate import missed
    from foedus.simulate.validate import validate as run

    with Progress(console=stderr(), transient=True) as bar:
        task = bar.add_task("back-tests", total=None)

        def tell(part: str, done: int, whole: int) -> None:
            bar.update(task, description=part, completed=done, total=whole)

        scores = run(tuple(parts or ()), quick=quick, progress=tell)
    if as_json:
        dump([one.as_json() for one in scores])
    else:
        tell_scores(console(), scores)
    raise typer.Exit(1 if missed(scores) else 0)
