"""Comparing two figures that may be intervals, and what comparisons under several rules come to.

Needs: the standard library.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable

from foedus.simulate.expectation import Reading, Verdict
from foedus.simulate.measured import Figure, Number

COMPARE: dict[str, Callable[[Number, Number], bool]] = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
"""The comparisons of the language."""


def compared(left: Figure, compare: str, right: Figure) -> bool | None:
    """Whether it holds for every value that suppressed cells allow (True), for none (False), or for some (None)."""
    test = COMPARE[compare]
    answers = {test(a, b) for a in (left.least, left.most) for b in (right.least, right.most)}
    return answers.pop() if len(answers) == 1 else None


def verdict_of(readings: Iterable[Reading]) -> Verdict:
    """What readings come to: for each rule all scopes must hold; then the same under every rule, or it depends."""
    by_rule: dict[str, list[bool | None]] = {}
    for one in readings:
        by_rule.setdefault(one.rule, []).append(one.holds)
    answers = {_all(found) for found in by_rule.values()}
    if answers == {True}:
        return Verdict.HOLDS
    return Verdict.FAILS if answers == {False} else Verdict.DEPENDS


def _all(found: Iterable[bool | None]) -> bool | None:
    kept = list(found)
    if False in kept:
        return False
    return None if None in kept else True
