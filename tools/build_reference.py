"""Writes docs/reference/diagnostics.md from the table of codes."""

from __future__ import annotations

from pathlib import Path

from foedus.codes import CODES

TARGET = Path(__file__).parents[1] / "docs" / "reference" / "diagnostics.md"


def text() -> str:
    """The page."""
    parts = ["# Diagnostics\n", "Every finding has a code; `foedus explain CODE` prints one of these. Notes (silences) leave the text usable.\n"]
    for code in sorted(CODES):
        one = CODES[code]
        parts.append(f"## {code}: {one.title}\n\n{one.why}\n\nMend: {one.mend}.\n" + (f"\n```\n{one.example}\n```\n" if one.example else ""))
    return "\n".join(parts)


if __name__ == "__main__":
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(text(), encoding="utf-8")
