"""Diagnostics as text: what is wrong, every place with its line underlined, and the mend."""

from __future__ import annotations

import linecache
from collections.abc import Iterable
from pathlib import Path

from foedus.errors import Diagnostic, Place

_WIDTH = 110


def show(item: Diagnostic, text: str | None = None) -> str:
    """One diagnostic. text: the source, where it is no file."""
    lines = [f"{item.severity.value}[{item.code}] {item.message}"]
    for place in item.places:
        lines += _place(place, text)
    if item.mend:
        lines.append(f"  mend: {item.mend}")
    return "\n".join(lines)


def show_all(items: Iterable[Diagnostic], text: str | None = None) -> str:
    """Several diagnostics, in the order of the text."""
    ordered = sorted(items, key=lambda item: (item.span.file, item.span.line, item.span.column))
    return "\n\n".join(show(item, text) for item in ordered)


def _place(place: Place, text: str | None) -> list[str]:
    span = place.span
    said = ", ".join(word for word in (place.label, place.cite) if word)
    if not span.file:
        return [f"  {said}"] if said else []
    source = _line(span.file, span.line, text)
    head = f"  {_short(span.file)}:{span.line}"
    if source is None:
        return [head + (f"  {said}" if said else "")]
    start = max(0, span.column - 1)
    end = span.end_column - 1 if span.end_line == span.line else len(source)
    shift = max(0, start - _WIDTH // 2) if len(source) > _WIDTH else 0
    shown = source[shift : shift + _WIDTH]
    marks = " " * (start - shift) + "^" * max(1, min(end - start, _WIDTH - (start - shift)))
    gutter = " " * len(str(span.line))
    return [head, f"  {span.line} | {shown}", f"  {gutter} | {marks} {said}".rstrip()]


def _line(file: str, number: int, text: str | None) -> str | None:
    if text is not None:
        lines = text.splitlines()
        return lines[number - 1] if 0 < number <= len(lines) else None
    linecache.checkcache(file)
    found = linecache.getline(file, number).rstrip("\n")
    return found or None


def _short(file: str) -> str:
    path = Path(file)
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return path.name
