"""What the command `validate` prints: a table of scores for each part, with the number of origins, and what they cannot say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console

from foedus.cli.tell import grid
from foedus.simulate.validate import Score, missed


def stderr() -> Console:
    """Where progress is shown."""
    return Console(stderr=True)


def tell_scores(out: Console, scores: Sequence[Score], lacking: Mapping[str, str] | None = None) -> None:
    """All scores, part by part. lacking: parts that the tables cannot score, and what they lack."""
    for part in dict.fromkeys(one.part for one in scores):
        table = grid(f"\n{part}", "years ahead", "score", "value", "origins", "published", "gate", "", "note")
        for one in scores:
            if one.part == part:
                table.add_row(str(one.years or ""), one.what, _number(one.value), str(one.origins), _number(one.published), _gate(one),
                              "" if one.passes is None else "passes" if one.passes else "MISSED", one.note)  # fmt: skip
        out.print(table)
    gated, failed = sum(one.gate is not None for one in scores), missed(scores)
    for part, why in (lacking or {}).items():
        out.print(f"\n{part} cannot be scored: {why}.", markup=False)
    out.print(f"\n{gated - len(failed)} of {gated} gates pass." if gated else "\nNo gates: they are set for the tables that ship.")
    out.print(
        "Few origins: eight national outcomes at most carry no tails. A score shows how the model would have done, not that it will.", markup=False
    )


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.3f}".rstrip("0").rstrip(".")


def _gate(one: Score) -> str:
    if one.gate is None:
        return ""
    low, high = one.gate
    return f"to {_number(high)}" if low == 0 else f"{_number(low)} to {_number(high)}"
