"""The commands that read a text: ask, fmt, new, explain."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from foedus.cli.app import AsJson, File, app, dump


@app.command()
def ask(
    file: File,
    question: Annotated[str, typer.Argument(help='A question, such as "who may legislate on trade in TX".')],
    as_json: AsJson = False,
) -> None:
    """Ask a settlement a question, and get a sentence with its articles."""
    from foedus import api

    answer = api.ask(file, question)
    if as_json:
        dump(answer.as_json())
    else:
        print(answer.sentence)


@app.command()
def fmt(
    files: Annotated[list[Path], typer.Argument(help="Settlements to write in canonical form.")],
    check_only: Annotated[
        bool, typer.Option("--check", help="Change nothing; end with 1 where a text is not canonical, and with 2 where it has errors.")
    ] = False,
) -> None:
    """Write the clauses of a text in canonical form; prose and comments stay as they are."""
    from foedus.data.places import gazetteer
    from foedus.model.words import many
    from foedus.shipped import find
    from foedus.text.fmt import fmt_file
    from foedus.text.load import load

    code = 0
    for name in files:
        path = find(str(name), None) or name
        changed = fmt_file(path, write=not check_only)
        if changed:
            print(f"{path}: {'is not canonical' if check_only else 'rewritten'}")
            code = max(code, 1) if check_only else code
        if errors := load(path, gazetteer).errors:
            print(f"{path}: {many(len(errors), 'error')}, the first: {errors[0].message}; see `foedus check {name}`", file=sys.stderr)
            code = 2
    raise typer.Exit(code)


@app.command()
def new(name: Annotated[str, typer.Argument(help="The file to begin, with or without `.md`.")]) -> None:
    """Begin a settlement from a short example that reads and answers."""
    from shlex import quote

    from foedus.cli.begin import begin

    print(f"{begin(Path(name))} is begun. Next: foedus check {quote(str(Path(name).with_suffix('.md')))}")


def _codes(incomplete: str) -> list[str]:
    from foedus.codes import CODES

    return [code for code in sorted(CODES) if code.startswith(incomplete.upper())]


@app.command()
def explain(code: Annotated[str, typer.Argument(help="A diagnostic code, such as F203.", autocompletion=_codes)]) -> None:
    """Say what a diagnostic means, why it matters, and how it is mended."""
    from foedus.codes import CODES, GROUND
    from foedus.errors import QuestionError

    found = CODES.get(code.upper())
    if found is None:
        raise QuestionError(f"there is no code {code}", mend=f"the codes are {', '.join(sorted(CODES))}")
    print(f"{found.code}: {found.title}\n\n{found.why}\n\nMend: {found.mend}")
    if found.example:
        ground, example = (text.replace("\n", "\n  ") for text in (GROUND, found.example))
        print(f"\nFor example, below these clauses:\n\n  {ground}\n\nthese give it:\n\n  {example}")
