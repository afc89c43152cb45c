"""What all commands share: the application, the arguments that recur, how plain values and errors are printed."""

from __future__ import annotations

import json
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from foedus.errors import FoedusError

USE = (
    "new", "check", "why", "ask", "fmt", "explain", "report", "power", "decide", "apportion", "elect", "audit", "expect", "simulate", "sweep",
    "replay", "validate", "data",
)  # fmt: skip
"""The commands in the order in which they are come to use; `--help` lists them so."""


class _ByUse(TyperGroup):
    """The commands listed by use, and not by the modules that define them."""

    def list_commands(self, ctx: Any) -> list[str]:
        known = super().list_commands(ctx)
        return [name for name in USE if name in known] + [name for name in known if name not in USE]


app = typer.Typer(
    name="foedus",
    cls=_ByUse,
    help="Constitutional settlements as software: write one as a document, check it, ask it, see who decides what.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=True,
)
data_app = typer.Typer(help="The facts about real places that ship with foedus.", no_args_is_help=True)
app.add_typer(data_app, name="data")


def _version(asked: bool) -> None:
    if asked:
        from foedus import __version__

        print(f"foedus {__version__}")
        raise typer.Exit


@app.callback()
def foedus(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")] = False,
) -> None:
    """Constitutional settlements as software: write one as a document, check it, ask it, see who decides what."""


def _texts(incomplete: str) -> list[str]:
    """Shipped settlements, and Markdown files here, that begin so."""
    from pathlib import Path

    from foedus.shipped import names

    here = [path.name for path in sorted(Path().glob("*.md"))]
    return [name for name in (*here, *names()) if name.startswith(incomplete)]


File = Annotated[
    str,
    typer.Argument(help="A settlement: a Markdown file, or the name of a shipped one such as soft-secession.", autocompletion=_texts),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the same as JSON.")]


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
