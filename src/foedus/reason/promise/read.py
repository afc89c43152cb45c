"""A verdict as lines to be read: the story with folded steps told once, and the end.

Needs: the standard library. Source: design page REASONING, section 9.
"""

from __future__ import annotations

from foedus.reason.promise.verdict import Verdict


def story_lines(one: Verdict, most: int = 0) -> list[str]:
    """The numbered steps of a history, those that are folded told once, and what it ends in. most: beyond, the middle is left out."""
    folds = {fold.steps[0]: fold for fold in one.folded}
    lines, n, steps = [], 1, one.trace or ()
    while n <= len(steps):
        fold = folds.get(n)
        if fold is not None:
            lines.append(f"{fold.steps[0]}–{fold.steps[1]}. {fold.words}")
            n = fold.steps[1] + 1
        else:
            lines.append(f"{n}. {steps[n - 1].words}")
            n += 1
    if most and len(lines) > most:
        half = most // 2
        lines = [*lines[:half], f"… {len(lines) - 2 * half} steps more …", *lines[-half:]]
    return [*lines, one.broken.words] if one.broken is not None and one.broken.words else lines
