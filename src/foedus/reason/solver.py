"""The one door to the satisfiability solvers: clauses in, an answer out, within a limit of time.

A call is cut into pieces of some hundred conflicts, and the clock is read between them: no thread is needed, and the same clauses give
the same answer. The package is `python-sat`; the unrelated `pysat` has the same import name.
Needs: python-sat.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pysat.solvers import Solver

from foedus.errors import LimitReached
from foedus.reason.limits import Deadline

SEARCHER = "glucose4"
"""The solver that searches for proofs and histories."""

CHECKER = "cadical153"
"""The solver that checks certificates; another code base than the searcher's."""

PIECE = 500
"""Conflicts between two looks at the clock."""

MANY = 10_000
"""Clauses handed to the solver between two looks at the clock."""


class Sat:
    """An incremental solver with a deadline."""

    def __init__(self, deadline: Deadline, clauses: Iterable[Sequence[int]] = (), *, name: str = SEARCHER) -> None:
        self._solver = Solver(name=name)
        self.deadline = deadline
        self.calls = 0
        self.add_all(clauses)

    def add(self, clause: Sequence[int]) -> None:
        """Add one clause."""
        self._solver.add_clause(clause)

    def add_all(self, clauses: Iterable[Sequence[int]]) -> None:
        """Add clauses. Raises LimitReached."""
        for number, clause in enumerate(clauses, 1):
            self._solver.add_clause(clause)
            if number % MANY == 0:
                self.deadline.check()

    def solve(self, assumptions: Sequence[int] = (), *, pieces: int = 0) -> bool:
        """Whether the clauses can be satisfied under assumptions. Raises LimitReached; pieces: how many at most, 0 for no such bound."""
        done = 0
        self.calls += 1
        self.deadline.check()
        while True:
            self._solver.conf_budget(PIECE)
            answer = self._solver.solve_limited(assumptions=assumptions)
            if answer is not None:
                return bool(answer)
            self.deadline.check()
            done += 1
            if done == pieces:
                raise LimitReached(f"the limit of {pieces * PIECE} conflicts was met")

    @property
    def model(self) -> list[int]:
        """The literals that hold, variable by variable, after an answer yes."""
        found: list[int] = self._solver.get_model()
        return found

    @property
    def core(self) -> set[int]:
        """Assumptions that cannot all hold, after an answer no."""
        return set(self._solver.get_core() or ())

    def close(self) -> None:
        """Give the memory back."""
        self._solver.delete()
