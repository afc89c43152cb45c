"""Running a sweep: rows of cards as jobs on an executor, finished ones kept and not run again, one ensemble a row.

Needs: NumPy.
"""

from __future__ import annotations

import csv
import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from foedus import __version__
from foedus.errors import LimitReached
from foedus.simulate.cards import Asked
from foedus.simulate.ensemble import Ensemble
from foedus.simulate.frames import COLUMNS, whole
from foedus.simulate.sweep.executors import Executor
from foedus.simulate.sweep.finished import Finished
from foedus.simulate.sweep.jobs import Sweep, compute, means, means_of, sweep_of
from foedus.simulate.yearly import Prepared

MOST_ROWS = 100_000
Row = Mapping[str, float]
Floats = NDArray[np.float64]


def sweep_rows(asked: Asked) -> list[dict[str, float]]:
    """Every combination of the cards that are tried; one row, the values given, where none is. Raises LimitReached for too many."""
    number = 1
    for values in asked.tried.values():
        number *= len(values)
    if number > MOST_ROWS:
        raise LimitReached(f"{number:,} rows of cards are more than {MOST_ROWS:,}", mend="try fewer values or fewer cards")
    names = list(asked.tried)
    return [{**asked.values, **dict(zip(names, row, strict=True))} for row in itertools.product(*asked.tried.values())]


@dataclass(frozen=True)
class How:
    """How rows are run. finished: the file of finished jobs, from which a run that was stopped goes on; progress, failed: called as jobs end."""

    executor: Executor
    engine: str | None = None
    finished: Path | None = None
    progress: Callable[[int, int], None] | None = None
    failed: Callable[[], None] | None = None


def run_rows(ready: Prepared, rows: Sequence[Row], how: How) -> list[tuple[dict[str, float], Ensemble]]:
    """Run every row, and give an ensemble for each, in order; the same bits wherever they ran.

    Raises DataError where the file of finished jobs cannot be written, LimitReached where a job was lost too often.
    """
    sweep = sweep_of(ready.task, rows, how.engine)
    results = _results(sweep, compute, how)
    found = []
    for number, (row, task) in enumerate(zip(rows, sweep.tasks, strict=True)):
        total = task.nothing()
        for job in sweep.jobs_of(number):
            total.merge(total.unpack(results[job.key]))
        found.append((dict(row), Ensemble(task, total, ready.names, sweep.engine, __version__)))
    return found


def run_means(ready: Prepared, rows: Sequence[Row], how: How) -> Floats:
    """The means of all series in the last year for every row: [rows, variants, series]; nothing else is kept."""
    sweep = sweep_of(ready.task, rows, how.engine, "means")
    results = _results(sweep, means, how)
    return np.stack([means_of(task, [results[job.key] for job in sweep.jobs_of(number)]) for number, task in enumerate(sweep.tasks)])


def _results(sweep: Sweep, function: Callable[..., bytes], how: How) -> Mapping[str, bytes]:
    """The result of every job by its key: from the file of finished ones, or computed."""
    kept = Finished(how.finished)
    try:
        missing = [job for job in sweep.jobs if job.key not in kept]
        done = len(sweep.jobs) - len(missing)
        tickets = [how.executor.submit(job.key, function, sweep.tasks[job.row], sweep.engine, job.first, job.count) for job in missing]
        try:
            for key, result in how.executor.gather(tickets, how.failed):
                kept.add(key, result)
                done += 1
                if how.progress is not None:
                    how.progress(done, len(sweep.jobs))
        except BaseException:
            how.executor.cancel(tickets)
            raise
    finally:
        kept.close()
    return kept.kept


def write_rows(found: Sequence[tuple[Row, Ensemble]], path: Path) -> None:
    """Write the tidy rows of all ensembles as one CSV."""
    with whole(path) as temporary, temporary.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        for _, ensemble in found:
            writer.writerows(ensemble.rows())
