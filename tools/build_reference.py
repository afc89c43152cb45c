"""Writes the pages of the reference that the code knows by itself: diagnostics, the command line, Python, and the sentences of the language."""

from __future__ import annotations

import importlib
import inspect
from itertools import groupby
from pathlib import Path
from typing import Any

import foedus
from foedus.codes import CODES, GROUND

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "reference"
SENTENCES = ROOT / "tests" / "spec" / "language" / "sentences.txt"


def diagnostics() -> str:
    """The page of codes."""
    parts = [
        "# Diagnostics\n",
        "Every finding has a code; `foedus explain CODE` prints one of these. Notes (silences) leave the text usable. The examples stand below",
        f"these clauses:\n\n```\n{GROUND}\n```\n",
    ]
    for code in sorted(CODES):
        one = CODES[code]
        example = f"\n```\n{one.example}\n```\n" if one.example and len(one.example) < 600 else ""
        parts.append(f"## {code}: {one.title}\n\n{one.why}\n\nMend: {one.mend}.\n{example}")
    return "\n".join(parts)


def command_line() -> str:
    """The page of commands, with every argument and option."""
    import typer.main

    importlib.import_module("foedus.cli.main")
    from foedus.cli.app import app

    parts = [
        "# The command line\n",
        "`foedus COMMAND …`. With `--json` a command prints the object that Python users get (`json.md`). Tables read well in a pipe: no colours,",
        "140 columns wide. Progress goes to standard error. Exit codes: 0 all well; 1 a promise fails, or `fmt --check` finds a text that is not",
        "canonical; 2 the text, the question or the call has errors.\n",
        "Completion for your shell: `foedus --install-completion`. The version: `foedus --version`.\n",
    ]
    parts += _commands(typer.main.get_command(app), "foedus")
    return "\n".join(parts)


def _commands(group: Any, path: str) -> list[str]:
    found = []
    for name, command in sorted(group.commands.items()):
        if hasattr(command, "commands"):
            found += _commands(command, f"{path} {name}")
            continue
        arguments = [one for one in command.params if one.param_type_name == "argument"]
        usage = " ".join([path, name, *(f"{one.name.upper()}{' …' if one.nargs == -1 else ''}" for one in arguments)])
        rows = [f"| `{_option(one)}` | {getattr(one, 'help', '') or ''} |" for one in command.params if one.name != "help"]
        table = "\n".join(["| | |", "|---|---|", *rows]) + "\n" if rows else ""
        found.append(
            f"## {path.removeprefix('foedus ').removeprefix('foedus')} {name}".replace("##  ", "## ")
            + f"\n\n`{usage}`\n\n{command.help or ''}\n\n{table}"
        )
    return found


def _option(one: Any) -> str:
    return one.name.upper() if one.param_type_name == "argument" else ", ".join(one.opts)


def python() -> str:
    """The page of the public door."""
    parts = [
        "# Python\n",
        "`import foedus` offers these; each is imported when it is first used, so that the import costs next to nothing.\n",
    ]
    for name in foedus.__all__:
        value = getattr(foedus, name)
        if callable(value):
            head = f"`foedus.{name}{inspect.signature(value)}`".replace("'", "")
            parts.append(f"## {name}\n\n{head}\n\n{inspect.getdoc(value)}\n")
        else:
            said = (inspect.getdoc(value) or "").split("\n")[0] if inspect.ismodule(value) else "The version of foedus, as text."
            parts.append(f"## {name}\n\n{said}\n")
    return "\n".join(parts)


def language() -> str:
    """The sentences of the language, after the page that says what they mean."""
    page = (Path(__file__).with_name("language.head.md")).read_text(encoding="utf-8")
    lines = SENTENCES.read_text(encoding="utf-8").split("\n")
    entries = ["\n".join(group) for blank, group in groupby(lines, key=lambda line: not line.strip() or line.startswith("#")) if not blank]
    clauses = [entry for entry in entries if not entry.startswith("> ")]
    groups: dict[str, list[str]] = {}
    for clause in clauses:
        groups.setdefault(_head(clause), []).append(clause)
    said = "\n".join(f"### {head}\n\n```\n" + "\n".join(group) + "\n```\n" for head, group in groups.items())
    return f"{page}\n## Every form, by its head\n\nEach sentence stands as `foedus fmt` writes it; together they use every rule of the grammar.\n\n{said}"


def _head(clause: str) -> str:
    first = clause.split()[0]
    for word in ("may not", "must not", "must", "may", "is a polity", "are a polity", "funded", "in force"):
        if f" {word} " in f" {clause.split(',')[0]} " and first[:1].isupper() | (first in ("each", "no", "a")):
            return {"is a polity": "… is a polity", "are a polity": "… is a polity"}.get(word, f"… {word} …")
    return first


PAGES = {"diagnostics.md": diagnostics, "cli.md": command_line, "python.md": python, "language.md": language}

if __name__ == "__main__":
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, text in PAGES.items():
        (TARGET / name).write_text(text().rstrip() + "\n", encoding="utf-8")
