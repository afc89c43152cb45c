"""Bounds on the work that one question may cost, and the record of what was tried within them.

Needs: the standard library. Source: design page REASONING, section 11.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field

from foedus.errors import FoedusError, LimitReached


class EngineError(FoedusError):
    """The machinery contradicts itself: a history that does not replay, a proof that is none. A defect of the program, never a verdict."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one question may cost.

    seconds: time in all, checked inside solver calls too (see `Deadline`, which also bounds the memory); states: situations that explicit
    search may visit; cells: values that it may keep in memory (states x variables); bits: values in all domains together up to which the
    solver is asked; shorten: seconds for proving that no shorter history exists; conflicts: the same in conflicts of the solver; plans: ways
    that `possible` may gather; size: leaves of one plan's precondition; lemma: clauses up to which a lemma is shrunk; lemma_work: queries
    for putting a proof by exhaustion into a lemma.
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

MEMORY = 900.0
"""Megabytes that the process may hold before a question ends."""

ROOM = 300.0
"""Megabytes that a question may take in any case, in a process that held much before it was asked."""

GLANCE = 0.05
"""Seconds of processor time between two looks at the memory."""


def resident() -> float:
    """Megabytes that the process holds; where the system does not tell, the most it ever held; 0 where it tells neither."""
    try:
        with open("/proc/self/statm", "rb") as told:
            return int(told.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    except (OSError, ValueError, IndexError):
        return _most_held()


def _most_held() -> float:
    try:
        import resource
    except ImportError:
        return 0.0
    # The one system that counts in bytes has no /proc either.
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if os.uname().sysname == "Darwin" else 2**10)


@dataclass(slots=True)
class Deadline:
    """So much processor time, after which work stops; in any case it stops where the limit first given has passed by the wall clock.

    Shares of the limit are processor time alone, so that a busy machine gives the same answer as an idle one within the limit.
    memory: megabytes that the process may hold meanwhile, by default `MEMORY`, or `ROOM` more than it held at the beginning.
    """

    seconds: float
    began: float = field(default_factory=time.process_time)
    until: float = 0.0
    """The moment of the wall clock (`time.monotonic`) after which work stops in any case."""
    memory: float = 0.0
    is_full: bool = field(default=False, init=False)
    """Whether the memory was found spent."""
    _glanced: float = field(default=0.0, init=False)

    def __post_init__(self) -> None:
        if not self.until:
            self.until = time.monotonic() + self.seconds
        if not self.memory:
            self.memory = max(MEMORY, resident() + ROOM)

    @property
    def spent(self) -> float:
        """Seconds of processor time since the beginning."""
        return time.process_time() - self.began

    @property
    def is_over(self) -> bool:
        """Whether the time is spent, or the memory."""
        spent = self.spent
        if spent - self._glanced > GLANCE:
            self._glanced = spent
            self.is_full = resident() > self.memory
        return self.is_full or spent > self.seconds or time.monotonic() > self.until

    def check(self) -> None:
        """Raise LimitReached when the time is spent, or the memory."""
        if self.is_over:
            if self.is_full:
                raise LimitReached(f"the limit of {self.memory:.0f} MB of memory was met", mend="ask of a smaller text, or of less at once")
            raise LimitReached(f"the limit of {self.seconds:g} seconds was met", mend="give more time, or ask of a smaller text")

    def within(self, seconds: float) -> Deadline:
        """A deadline so many seconds of processor time from now, yet no later than this one."""
        return Deadline(max(0.0, min(seconds, self.seconds - self.spent)), until=self.until, memory=self.memory)


@dataclass(frozen=True, slots=True)
class Tried:
    """One attempt. method: `explicit`, `pdr`, `pdr, consents hidden`, ...; outcome: in a word; size: states or frames."""

    method: str
    outcome: str
    size: int = 0
    seconds: float = 0.0
