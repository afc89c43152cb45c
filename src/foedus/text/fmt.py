"""Canonical text: rewrites the clauses of a document, and leaves prose, comments, answers and blank lines as they are.

A clause is rewritten only where reading it again gives the same clause; one that cannot be read stays as written. Idempotent.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from foedus.errors import Diagnostic, Diagnostics, TextError
from foedus.text.parse import parse_clause
from foedus.text.read import MOST_LINES, decode
from foedus.text.render import render


def fmt(text: str) -> str:
    """The text with its clauses in canonical form."""
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        return text
    out: list[str] = []
    block: list[str] | None = None
    for line in lines:
        if block is None:
            out.append(line)
            if line.rstrip() == "```foedus":
                block = []
        elif line.startswith("```"):
            out += _block(block)
            out.append(line)
            block = None
        else:
            block.append(line)
    return "\n".join(out + (block or []))


def _block(lines: list[str]) -> list[str]:
    """The lines of one block: comments and blank lines between clauses stay; a comment within a clause keeps the clause as it is."""
    out: list[str] = []
    current: list[str] = []
    for line in lines:
        quiet = not line.strip() or line.lstrip().startswith("#")
        begins = not quiet and not line[0].isspace()
        if begins or (quiet and not _goes_on(lines, line, current)):
            out += _clause(current)
            current = []
        if quiet and not current:
            out.append(line)
        else:
            current.append(line)
    return out + _clause(current)


def _goes_on(lines: list[str], line: str, current: list[str]) -> bool:
    """A quiet line within a clause: the clause is written on after it."""
    if not current:
        return False
    following = lines[_position(lines, line, current) + 1 :]
    after = next((item for item in following if item.strip() and not item.lstrip().startswith("#")), "")
    return bool(after) and after[0].isspace()


def _position(lines: list[str], line: str, current: list[str]) -> int:
    for n, item in enumerate(lines):
        if item is line and lines[n - len(current) : n] == current:
            return n
    return len(lines)


def _clause(lines: list[str]) -> list[str]:
    if not lines:
        return []
    if any(not line.strip() or line.lstrip().startswith("#") for line in lines):
        return lines
    text = "\n".join(lines)
    read = parse_clause(text)
    if isinstance(read, Diagnostic):
        return lines
    written = render(read)
    again = parse_clause(written)
    return written.split("\n") if again == read else lines


def fmt_file(path: Path, *, write: bool = True) -> bool:
    """Rewrite a file; whether it changes. The new text takes the old one's place in one step, so that nothing is lost midway."""
    found = Diagnostics()
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise TextError(f"{path} cannot be read: {problem.strerror}", mend="give the path of a Markdown file") from None
    text = decode(data, path, found)
    if text is None:
        raise TextError(found.found[0].message, mend=found.found[0].mend, diagnostics=found.found)
    changed = fmt(text)
    if changed == text:
        return False
    if write:
        path = path.resolve()
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(changed)
        Path(name).chmod(path.stat().st_mode)
        Path(name).replace(path)
    return True
