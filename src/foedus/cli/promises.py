"""The commands that decide promises: check, why."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.app import AsJson, File, app, dump

if TYPE_CHECKING:
    from foedus.checked import Checked

Seconds = Annotated[float, typer.Option("--limit", min=0.1, help="The seconds that one promise may cost.")]


def cores() -> int:
    """How many processes may work side by side."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@app.command()
def check(
    file: File,
    as_json: AsJson = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Count a silence of the text, and a promise that is undecided or holds of nothing, as failing.")
    ] = False,
    promises: Annotated[bool, typer.Option("--promises/--no-promises", help="Whether promises are decided.")] = True,
    limit: Seconds = 60.0,
    watch: Annotated[bool, typer.Option("--watch", help="Stay, and check again whenever the file changes.")] = False,
) -> None:
    """Check a settlement: what is wrong, who holds what, what is open, what it promises."""
    if watch:
        from foedus.cli.watch import watching

        watching(file, promises=promises, limit=limit)
        return
    from foedus import api
    from foedus.cli.tell import tell_check

    checked = api.check(api.read(file), promises=promises, seconds=limit)
    stopped = _decide(checked, limit) if promises else False
    if as_json:
        dump(checked.as_json())
    else:
        tell_check(checked)
    raise typer.Exit(130 if stopped else code_of(checked, strict=strict))


def _decide(checked: Checked, limit: float) -> bool:
    """Decide all promises with a line for each; whether it was stopped by hand."""
    if checked.settlement is None or checked.at_once:
        return False
    from foedus.cli.tell_promises import progress
    from foedus.reason.limits import DEFAULT
    from foedus.reason.promise.plan import verdicts

    found = verdicts(checked.settlement, limits=replace(DEFAULT, seconds=limit), processes=cores(), tell=progress)
    return any(one.tried and one.tried[0].method == "stopped" for one in found)


def code_of(checked: Checked, *, strict: bool) -> int:
    """0 all well, 1 a promise fails (strict: or is undecided, or holds of nothing, or the text is silent), 2 the text has errors."""
    if checked.exit_code or not strict:
        return checked.exit_code
    return 1 if checked.silent or any(not one.holds for one in checked.verdicts) else 0


@app.command()
def why(
    file: File,
    promise: Annotated[str, typer.Argument(help="The name of a promise or a possibility.")],
    as_json: AsJson = False,
    limit: Seconds = 60.0,
    mends: Annotated[bool, typer.Option("--mends/--no-mends", help="Whether changes of one clause are tried.")] = True,
) -> None:
    """Say why a promise holds or how it breaks: the story, what is always true, what it rests on, what would mend it."""
    from foedus import api
    from foedus.cli.tell_promises import tell_why

    one = api.why(file, promise, seconds=limit, mends=mends)
    if as_json:
        dump(one.as_json())
    else:
        tell_why(one)
    raise typer.Exit(0 if one.verdict != "refuted" else 1)
