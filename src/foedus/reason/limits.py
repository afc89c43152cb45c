"""Bounds on the work that one question may cost, and the record of what was tried within them.

Needs: the standard library. Source: design page REASONING, section 11.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from foedus.errors import FoedusError, LimitReached


class EngineError(FoedusError):
    """The machinery contradicts itself: a history that does not replay, a proof that is none. A defect of the program, never a verdict."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one question may cost.

    seconds: time in all, checked inside solver calls too (see `Deadline`); states: situations that explicit search may visit; cells: values that it may
    keep in memory (states x variables); bits: values in all domains together up to which the solver is asked; shorten: seconds for proving
    that no shorter history exists; conflicts: the same in conflicts of the solver; plans: ways that `possible` may gather; size: leaves of
    one plan's precondition; lemma: clauses up to which a lemma is shrunk; lemma_work: queries for putting a proof by exhaustion into a
    lemma.
    """

    seconds: float = 60.0
    states: int = 100_000
    cells: int = 6_000_000
    bits: int = 20_000
    shorten: float = 5.0
    conflicts: int = 200_000
    plans: int = 200
    size: int = 20_000
    lemma: int = 100
    lemma_work: int = 1_500


DEFAULT = Limits()


@dataclass(slots=True)
class Deadline:
    """So much processor time, after which work stops; in any case it stops where the limit first given has passed by the wall clock.

    Shares of the limit are processor time alone, so that a busy machine gives the same answer as an idle one within the limit.
    """

    seconds: float
    began: float = field(default_factory=time.process_time)
    until: float = 0.0
    """The moment of the wall clock (`time.monotonic`) after which work stops in any case."""

    def __post_init__(self) -> None:
        if not self.until:
            self.until = time.monotonic() + self.seconds

    @property
    def spent(self) -> float:
        """Seconds of processor time since the beginning."""
        return time.process_time() - self.began

    @property
    def is_over(self) -> bool:
        """Whether the time is spent."""
        return self.spent > self.seconds or time.monotonic() > self.until

    def check(self) -> None:
        """Raise LimitReached when the time is spent."""
        if self.is_over:
            raise LimitReached(f"the limit of {self.seconds:g} seconds was met", mend="give more time, or ask of a smaller text")

    def within(self, seconds: float) -> Deadline:
        """A deadline so many seconds of processor time from now, yet no later than this one."""
        return Deadline(max(0.0, min(seconds, self.seconds - self.spent)), until=self.until)


@dataclass(frozen=True, slots=True)
class Tried:
    """One attempt. method: `explicit`, `pdr`, `pdr, consents hidden`, ...; outcome: in a word; size: states or frames."""

    method: str
    outcome: str
    size: int = 0
    seconds: float = 0.0
