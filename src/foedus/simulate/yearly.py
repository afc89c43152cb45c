"""`simulate`: a settlement and what it is compared with, run for years over many worlds.

Needs: NumPy; the texts are read by `foedus.text`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from foedus import __version__
from foedus.data.places import gazetteer
from foedus.data.world import world
from foedus.errors import ModelError, TextError
from foedus.model.settlement import Settlement
from foedus.shipped import find
from foedus.simulate import cards as card_table
from foedus.simulate.accumulate import Watch
from foedus.simulate.calibrate import calibrate
from foedus.simulate.calibration import Calibration
from foedus.simulate.compiling import compile_settlement
from foedus.simulate.ensemble import Ensemble
from foedus.simulate.frames import Trajectories, whole
from foedus.simulate.running import Engine, Progress, Task, checked, engine_for
from foedus.simulate.running import run as run_task
from foedus.text.load import load as load_text

Source = Settlement | str | Path
STATUS_QUO = "status-quo"
SEED = 2024
"""The seed where none is given."""
BASE_YEAR = 2024
Watches = Callable[["Prepared"], Sequence[Watch]]
"""Statements to be counted, made once the series of the run are known."""


@dataclass(frozen=True)
class Prepared:
    """A run that is ready: its task, the names of its variants, and the settlements themselves."""

    task: Task
    names: tuple[str, ...]
    settlements: tuple[Settlement, ...]


def read(source: Source) -> tuple[str, Settlement]:
    """A settlement with the name that its results bear. Raises TextError, with all diagnostics, where a text has errors."""
    if isinstance(source, Settlement):
        return source.title, source
    path = find(str(source), None) or Path(source)
    loaded = load_text(path, partial(gazetteer, beside=path.parent), find=find)
    if loaded.settlement is None or loaded.errors:
        raise TextError.of(loaded.diagnostics)
    return path.stem, loaded.settlement


@cache
def calibration_of(folder: str = "us", up_to_year: int = BASE_YEAR) -> Calibration:
    """The calibration from a folder of tables, made once."""
    return calibrate(world(folder), up_to_year)


def prepare(
    settlement: Source, *, vs: Sequence[Source] = (STATUS_QUO,), worlds: int = 2000, years: int = 20, seed: int = SEED,
    cards: Mapping[str, float] | None = None, priors: bool | Sequence[str] = False, rule: str = "balanced_by_tax",
    map_years: Sequence[int] | None = None, watches: Watches | None = None, calibration: Calibration | None = None,
) -> Prepared:  # fmt: skip
    """Read and compile everything, and check every number, before a world is run.

    vs: what it is compared with; differences are taken from the status quo if it is among them, else from the first, else from nothing.
    priors: whether cards that have a prior and no value given are drawn from it, or the names of those that are.
    Raises TextError, ModelError, LimitReached, each with a mend.
    """
    named = [read(source) for source in (settlement, *vs)]
    named = [one for n, one in enumerate(named) if n == 0 or one[1] != named[0][1]]
    names = _distinct([name for name, _ in named])
    figures = calibration or calibration_of(named[0][1].gazetteer.name or "us")
    variants = tuple(compile_settlement(text, figures.codes) for _, text in named)
    baseline = names.index(STATUS_QUO) if STATUS_QUO in names else min(1, len(names) - 1)
    values = card_table.with_values(cards or {})
    drawn = _drawn(priors, cards or {})
    task = checked(Task(variants, figures, values, seed, worlds, years, baseline, rule, drawn, tuple(map_years or (years,))))
    ready = Prepared(task, names, tuple(text for _, text in named))
    if watches is None:
        return ready
    from dataclasses import replace

    return replace(ready, task=replace(task, watches=tuple(watches(ready))))


def _distinct(names: list[str]) -> tuple[str, ...]:
    return tuple(name if name not in names[:n] else f"{name} ({names[:n].count(name) + 1})" for n, name in enumerate(names))


def _drawn(priors: bool | Sequence[str], given: Mapping[str, float]) -> tuple[str, ...]:
    if not isinstance(priors, bool):
        unknown = [name for name in priors if name not in card_table.CARDS]
        if unknown:
            raise ModelError(f"there is no card called {unknown[0]}", mend=f"take one of {', '.join(card_table.CARDS)}")
        return tuple(priors)
    if not priors:
        return ()
    return tuple(card.name for card in card_table.CARDS.values() if card.prior.how != "fixed" and card.name not in given)


def simulate(
    settlement: Source, *, vs: Sequence[Source] = (STATUS_QUO,), worlds: int = 2000, years: int = 20, seed: int = SEED,
    cards: Mapping[str, float] | None = None, priors: bool | Sequence[str] = False, rule: str = "balanced_by_tax", engine: str | None = None,
    threads: int | None = None, map_years: Sequence[int] | None = None, watches: Watches | None = None, progress: Progress | None = None,
    trajectories: Path | None = None, calibration: Calibration | None = None,
) -> Ensemble:  # fmt: skip
    """Run a settlement, and what it is compared with, for years over many worlds; all meet the same chances.

    settlement, vs: settlements, files, or names of shipped texts; worlds: from 1; years: from 1 to 100, the first is the year after the base;
    cards: values by name; priors: as in `prepare`; rule: of the net federal balance; engine: reference or fast (none: by the number of worlds);
    threads: pieces at a time (none: one for each core, one in all for `reference`); map_years: years in which places are recorded (none: the last);
    trajectories: a Parquet file for every year of every world. Raises TextError, ModelError, LimitReached, DataError, each with a mend.
    """
    ready = prepare(settlement, vs=vs, worlds=worlds, years=years, seed=seed, cards=cards, priors=priors, rule=rule, map_years=map_years,
                    watches=watches, calibration=calibration)  # fmt: skip
    return run_prepared(ready, engine=engine, threads=threads, progress=progress, trajectories=trajectories)


def _cores(engine: Engine) -> int:
    """Pieces at a time where nothing is said: one a core, but one for the reference engine, which two threads make slower (they wait for each other)."""
    if engine.name == "reference":
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run_prepared(
    ready: Prepared, *, engine: str | None = None, threads: int | None = None, progress: Progress | None = None, trajectories: Path | None = None
) -> Ensemble:
    """Run what is prepared."""
    task, chosen = ready.task, engine_for(engine, ready.task.worlds)
    cores = threads or _cores(chosen)
    if trajectories is None:
        total = run_task(task, chosen, threads=cores, progress=progress)
        return Ensemble(task, total, ready.names, chosen.name, __version__)
    columns = tuple(f"{one.quantity} of {one.scope_id}" for one in task.series)
    with whole(trajectories) as temporary:
        kept = Trajectories(temporary, ready.names, columns, task.calibration.base.year + 1)
        try:
            total = run_task(task, chosen, threads=cores, progress=progress, keep=kept.keep)
        finally:
            kept.close()
    return Ensemble(task, total, ready.names, chosen.name, __version__)
