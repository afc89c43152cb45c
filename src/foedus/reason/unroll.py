"""Shorter histories: the moves of a part laid end to end, one more at a time, until the least number that suffices.

Of equally short histories the one told has the earliest moves in order of declaration.
Needs: `foedus.reason.solver`. Source: Biere, Cimatti, Clarke and Zhu 1999.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from foedus.errors import LimitReached
from foedus.model.formula import Formula
from foedus.reason.encode import Pattern, pattern
from foedus.reason.limits import Deadline
from foedus.reason.part import Part
from foedus.reason.solver import PIECE, Sat


class _Unrolling:
    """Copies of a pattern, end to end."""

    def __init__(self, drawn: Pattern, deadline: Deadline, conflicts: int) -> None:
        self.drawn = drawn
        self.sat = Sat(deadline)
        self.pieces = max(1, conflicts // PIECE)
        self.length = -1
        self.sat.add_all([literal] for literal in drawn.start)

    def extend(self) -> None:
        """Lay down the next copy."""
        self.length += 1
        self.sat.add_all(self.drawn.shifted(self.length))

    def at(self, literal: int, step: int) -> int:
        offset = step * self.drawn.stride
        return literal + offset if literal > 0 else literal - offset

    def reaches(self, fixed: Sequence[int] = ()) -> bool:
        """Whether what is asked for can hold in the last situation."""
        return self.sat.solve([self.at(self.drawn.asked[0], self.length), *fixed], pieces=self.pieces)

    def moves(self) -> list[int]:
        """The places of the moves in the solver's answer."""
        model = self.sat.model
        found = []
        for step in range(self.length):
            found.append(next(n for n, move in enumerate(self.drawn.moves) if model[self.at(move, step) - 1] > 0))
        return found

    def earliest(self) -> list[int]:
        """Of the shortest histories the first in order of declaration: step by step the earliest move that still leads there."""
        best = self.moves()
        fixed: list[int] = []
        for step in range(self.length):
            low, high = 0, best[step]
            while low < high:
                middle = (low + high) // 2
                barred = [-self.at(self.drawn.moves[n], step) for n in range(middle + 1, len(self.drawn.moves))]
                if self.reaches([*fixed, *barred]):
                    best = self.moves()
                    high = best[step]
                else:
                    low = middle + 1
            fixed.append(self.at(self.drawn.moves[best[step]], step))
        return best


def shortest(part: Part, asked: Formula, below: int, deadline: Deadline, conflicts: int) -> tuple[tuple[int, ...] | None, bool]:
    """A shortest history to a situation asked for, of at most `below` moves: (numbers of moves, whether it is proved that none is shorter).

    below: the length of a history already known; within the limits, one no longer than that is always found.
    """
    if below == 0:
        return (), True
    unrolling = _Unrolling(pattern(part, (asked,)), deadline, conflicts)
    try:
        for _ in range(below + 1):
            unrolling.extend()
            deadline.check()
            if unrolling.reaches():
                places = unrolling.moves()
                break
        else:
            return None, True
    except LimitReached:
        return None, False
    with suppress(LimitReached):
        places = unrolling.earliest()
    return tuple(part.transitions[place].number for place in places), True
