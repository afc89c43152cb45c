"""A job: one row of cards over a range of worlds; its result, an accumulator as bytes, is the same wherever it ran.

Needs: NumPy.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from foedus import __version__
from foedus.simulate.ensemble import run_digest
from foedus.simulate.running import Task, engine_for, run

WORLDS_A_JOB = 4096
"""Worlds of one job at most: at least a second of the reference engine."""


@dataclass(frozen=True)
class Job:
    """What is to be computed. key: the digest by which its result is known; row: its number in the sweep."""

    key: str
    row: int
    first: int
    count: int


@dataclass(frozen=True)
class Sweep:
    """All jobs of a sweep: a task for each row of cards, the engine by name, and what is kept of a job (all, or means)."""

    tasks: tuple[Task, ...]
    engine: str
    kind: str = "all"

    @cached_property
    def jobs(self) -> tuple[Job, ...]:
        """Every job, in order of rows and worlds."""
        return tuple(job for row in range(len(self.tasks)) for job in self._jobs(row))

    def jobs_of(self, row: int) -> tuple[Job, ...]:
        """The jobs of one row."""
        return tuple(self._jobs(row))

    def _jobs(self, row: int) -> Iterator[Job]:
        task = self.tasks[row]
        digest = run_digest(replace(task, worlds=0), self.engine, __version__)
        for first in range(0, task.worlds, WORLDS_A_JOB):
            count = min(WORLDS_A_JOB, task.worlds - first)
            key = hashlib.sha256(f"{self.kind} {digest} {first} {count}".encode()).hexdigest()[:32]
            yield Job(key, row, first, count)


def sweep_of(task: Task, rows: Sequence[Mapping[str, float]], engine: str | None, kind: str = "all") -> Sweep:
    """The sweep of a task over rows of cards, each row in place of the task's values. Raises ModelError for a card outside its range."""
    from foedus.simulate.cards import with_values
    from foedus.simulate.running import checked

    tasks = tuple(checked(replace(task, values=with_values({**task.values, **row}))) for row in rows)
    return Sweep(tasks, engine_for(engine, sum(one.worlds for one in tasks)).name, kind)


def compute(task: Task, engine: str, first: int, count: int) -> bytes:
    """Compute one job; what a worker runs."""
    return run(task, engine_for(engine, count), first=first, count=count).packed()


def means(task: Task, engine: str, first: int, count: int) -> bytes:
    """The sums of all series in the last year, by variant, as bytes: all that a share of variance needs."""
    values, _ = engine_for(engine, count).run(task, first, count)
    return bytes(np.asarray(values[:, -1], np.float64).sum(-1).tobytes())


def means_of(task: Task, results: Sequence[bytes]) -> np.ndarray[Any, np.dtype[np.float64]]:
    """The means from the results of one row's jobs: [variants, series]."""
    whole = np.sum([np.frombuffer(one, np.float64) for one in results], axis=0)
    return np.asarray(whole.reshape(len(task.variants), len(task.series)) / task.worlds)
