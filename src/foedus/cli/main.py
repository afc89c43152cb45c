"""The commands of foedus: check, ask, report, fmt, new, explain, data.

Exit codes: 0 all well, 1 a promise fails (or, with `fmt --check`, a text is not canonical), 2 the text, the question or the call has errors.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from foedus.errors import FoedusError

app = typer.Typer(
    name="foedus",
    help="Constitutional settlements as software: write one as a document, check it, ask it, see who decides what.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=True,
)
data_app = typer.Typer(help="The facts about real places that ship with foedus.", no_args_is_help=True)
app.add_typer(data_app, name="data")

File = Annotated[str, typer.Argument(help="A settlement: a Markdown file, or the name of a shipped one such as soft-secession.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the same as JSON.")]


def main() -> None:
    """Run the command line; an error of foedus is told in words, never as a traceback."""
    try:
        app()
    except FoedusError as problem:
        fail(problem)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)


def fail(problem: FoedusError) -> None:
    """Print an error with its mend, and end with 2."""
    from foedus.text.show import show_all

    print(f"error: {problem}", file=sys.stderr)
    if problem.diagnostics and not problem.mend:
        print(show_all(problem.diagnostics), file=sys.stderr)
    sys.exit(2)


def dump(value: Any) -> None:
    """Print plain values as JSON."""
    print(json.dumps(value, indent=2, ensure_ascii=False))


@app.command()
def check(
    file: File,
    as_json: AsJson = False,
    strict: Annotated[bool, typer.Option("--strict", help="Count a silence of the text as failing.")] = False,
) -> None:
    """Check a settlement: what is wrong, who holds what, what is open, what it promises."""
    from foedus import api
    from foedus.cli.tell import tell_check

    checked = api.check(api.read(file))
    if as_json:
        dump(checked.as_json())
    else:
        tell_check(checked)
    raise typer.Exit(checked.exit_code or (1 if strict and checked.silent else 0))


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
def report(
    file: File,
    out: Annotated[Path, typer.Option("--out", help="The folder to write.")] = Path("report"),
    open_it: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Write the report of a settlement: a folder of pages that open from a disk, without a server or a script."""
    from foedus import api
    from foedus.studio.report import write_report

    checked = api.check(api.read(file))
    index = write_report(checked, out)
    print(f"The report lies in {index}")
    if checked.errors:
        print(f"The text has {len(checked.errors)} errors; they stand at the head of the report.")
    if open_it:
        import webbrowser

        webbrowser.open(index.resolve().as_uri())
    raise typer.Exit(checked.exit_code)


@app.command()
def fmt(
    files: Annotated[list[Path], typer.Argument(help="Settlements to write in canonical form.")],
    check_only: Annotated[bool, typer.Option("--check", help="Change nothing; end with 1 where a text is not canonical.")] = False,
) -> None:
    """Write the clauses of a text in canonical form; prose and comments stay as they are."""
    from foedus.text.fmt import fmt_file

    code = 0
    for path in files:
        changed = fmt_file(path, write=not check_only)
        if changed:
            print(f"{path}: {'is not canonical' if check_only else 'rewritten'}")
            code = 1 if check_only else code
    raise typer.Exit(code)


@app.command()
def new(name: Annotated[str, typer.Argument(help="The file to begin, with or without `.md`.")]) -> None:
    """Begin a settlement from a short example that reads and answers."""
    from foedus.cli.begin import begin

    print(f"{begin(Path(name))} is begun. Next: foedus check {Path(name).with_suffix('.md')}")


@app.command()
def explain(code: Annotated[str, typer.Argument(help="A diagnostic code, such as F203.")]) -> None:
    """Say what a diagnostic means, why it matters, and how it is mended."""
    from foedus.codes import CODES
    from foedus.errors import QuestionError

    found = CODES.get(code.upper())
    if found is None:
        raise QuestionError(f"there is no code {code}", mend=f"the codes are {', '.join(sorted(CODES))}")
    print(f"{found.code}: {found.title}\n\n{found.why}\n\nMend: {found.mend}")
    if found.example:
        print(f"\n{found.example}")


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
