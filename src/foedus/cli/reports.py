"""The command that writes pages: report."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.app import File, app

if TYPE_CHECKING:
    from foedus.text.load import Loaded


@app.command()
def report(
    file: File,
    out: Annotated[Path, typer.Option("--out", help="The folder to write.")] = Path("report"),
    open_it: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    full: Annotated[
        bool, typer.Option("--full", help="Also what each proof rests on and what would mend a refuted promise: minutes.")
    ] = False,
    worlds: Annotated[int, typer.Option("--worlds", min=0, max=1_000_000, help="Worlds simulated for years to come; 0 for none.")] = 2000,
    seed: Annotated[int | None, typer.Option("--seed", min=0, help="The seed of their chances.")] = None,
) -> None:
    """Write the report of a settlement: a folder of pages that open from a disk, without a server or a script.

    Ends with 0 where the report is written, a refuted promise or not, and with 2 where the text has errors, which then head the report.
    """
    from foedus import api
    from foedus.cli.targets import to_folder
    from foedus.model.words import many
    from foedus.studio.report import write_report
    from foedus.studio.results import gather

    to_folder(out, "--out")
    with _told() as progress:
        progress("reading the text")
        checked = api.check(readable(file))
        results = gather(checked, progress, processes=os.cpu_count() or 1, whole=full, worlds=worlds, seed=seed)
        index = write_report(checked, out, results=results, progress=progress)
    print(f"The report lies in {index}")
    if checked.errors:
        stand = "it stands" if len(checked.errors) == 1 else "they stand"
        print(f"The text has {many(len(checked.errors), 'error')}; {stand} at the head of the report.")
    if open_it:
        import webbrowser

        webbrowser.open(index.resolve().as_uri())
    raise typer.Exit(2 if checked.errors else 0)


def readable(file: str) -> Loaded:
    """The text, with whatever errors it has. Raises TextError where there is none, or no clause in it, so that nothing is written of it."""
    from foedus import api
    from foedus.errors import TextError

    loaded = api.read(file)
    first = next((one for one in loaded.diagnostics if one.code == "F127"), None) if loaded.document is not None else loaded.errors[0]
    if first is not None:
        raise TextError(f"[{first.code}] {first.message}", mend=first.mend, diagnostics=loaded.diagnostics)
    return loaded


@contextmanager
def _told() -> Iterator[Callable[[str], None]]:
    """Progress on standard error: one line that changes on a terminal, a line for each step in a pipe."""
    if not sys.stderr.isatty():
        yield lambda words: print(f"{words} …", file=sys.stderr)
        return
    from rich.console import Console

    with Console(stderr=True).status("") as status:
        yield lambda words: status.update(f"{words} …")
