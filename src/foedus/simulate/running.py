"""Running the worlds of one set of variants: in pieces of whole blocks, over threads, into one accumulator.

Nothing depends on where pieces begin: an engine always computes whole aligned blocks and gives back the worlds asked for.
Needs: NumPy; the engine `fast` needs Numba.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from foedus.errors import LimitReached, ModelError
from foedus.simulate import reference
from foedus.simulate.accumulate import Accumulator, Ranges, Watch, add_block, empty, place_scale, ranges
from foedus.simulate.calibration import RULES, Calibration
from foedus.simulate.cards import CARDS, with_values
from foedus.simulate.compiled import Compiled
from foedus.simulate.draws import Weather
from foedus.simulate.ground import Cards, Ground, Scopes, ground, scopes_of
from foedus.simulate.quantities import Series, series_of

Floats = NDArray[np.float64]

PIECE = 1024
"""Worlds in one piece of work: a multiple of every engine's block."""
LEAST_PIECE = 256
"""The same where there are few worlds and several threads."""
MOST_WORLDS = 20_000_000
MOST_YEARS = 100
SMALL = 300
"""Below so many worlds the reference engine is the default."""

Progress = Callable[[int, int], None]
"""Called with worlds done and worlds in all."""


@dataclass(frozen=True)
class Task:
    """Everything that decides a run's numbers: variants (the first is the settlement under study), cards, seed, worlds, years.

    baseline: the number of the variant from which differences are taken; priors: whether cards are drawn from their priors, world by world;
    drawn: which cards then are (empty: all that have a prior and no value given); watches: statements counted in each variant.
    """

    variants: tuple[Compiled, ...]
    calibration: Calibration
    values: Mapping[str, float]
    seed: int
    worlds: int
    years: int
    baseline: int = 0
    rule: str = "balanced_by_tax"
    drawn: tuple[str, ...] = ()
    map_years: tuple[int, ...] = ()
    watches: tuple[Watch, ...] = ()

    @cached_property
    def scopes(self) -> Scopes:
        """What is recorded by polity."""
        return scopes_of(self.variants[0])

    @cached_property
    def series(self) -> tuple[Series, ...]:
        """The series recorded."""
        return series_of(self.variants[0], self.calibration, self.scopes)

    @cached_property
    def ranges(self) -> Ranges:
        """The ranges of the series."""
        return ranges(self.series)

    @cached_property
    def place_scale(self) -> Floats:
        """The units of the quantities of places."""
        return place_scale(self.calibration.base.population, self.calibration.base.product)

    @cached_property
    def grounds(self) -> tuple[Ground, ...]:
        """Every variant, ready to run."""
        return tuple(ground(one, self.calibration, self.scopes, self.values, self.rule) for one in self.variants)

    def cards(self, weather: Weather) -> Cards:
        """The cards of some worlds: values, and draws from priors by stream `card priors`."""
        if not self.drawn:
            return self.values
        u = weather.uniforms("card priors", len(CARDS))
        z = weather.normals("card priors", len(CARDS))
        return {name: drawn(name, u[n], z[n]) if name in self.drawn else self.values[name] for n, name in enumerate(CARDS)}

    def nothing(self) -> Accumulator:
        """An accumulator of this task's shape."""
        return empty(self.series, len(self.variants), self.years, self.calibration.places, self.map_years, len(self.watches))


def drawn(name: str, u: Floats, z: Floats) -> Floats:
    """A card drawn from its prior, kept within its range."""
    card = CARDS[name]
    prior = card.prior
    match prior.how:
        case "normal":
            value = prior.first + prior.second * z
        case "uniform":
            value = prior.first + (prior.second - prior.first) * u
        case "log":
            value = prior.first * (prior.second / prior.first) ** u
        case _:
            value = np.full_like(u, card.default)
    return np.clip(value, card.low, card.high)


def checked(task: Task) -> Task:
    """The same task. Raises ModelError or LimitReached, with a mend, for numbers that cannot be run."""
    if task.worlds < 1:
        raise ModelError(f"{task.worlds} worlds say nothing", mend="ask for one world or more; 2,000 is a good beginning")
    if task.worlds > MOST_WORLDS:
        raise LimitReached(f"{task.worlds:,} worlds are more than {MOST_WORLDS:,}", mend="take fewer: the error of a mean falls with their root only")
    if not 1 <= task.years <= MOST_YEARS:
        raise ModelError(f"the model cannot run {task.years} years", mend=f"ask for 1 to {MOST_YEARS} years")
    if task.rule not in RULES:
        raise ModelError(f"there is no accounting rule {task.rule}", mend=f"take one of {', '.join(RULES)}")
    with_values(task.values)
    return task


class Engine(Protocol):
    """What every engine does: run some worlds of all variants. Blocks are aligned; first and count may be any."""

    name: str
    block: int

    def run(self, task: Task, first: int, count: int) -> tuple[Any, Mapping[int, Any]]:
        """Worlds `first` to `first + count - 1`: [variants, years, series, worlds], {year: [variants, quantities, places, worlds]}."""

    def add(self, task: Task, first: int, count: int, total: Accumulator, lock: threading.Lock, keep: bool) -> Floats | None:
        """Run the same worlds and add them to a total under a lock; gives their values back where they are to be kept."""


class Reference:
    """The equations as they stand, in float64."""

    name = reference.NAME
    block = reference.BLOCK

    def run(self, task: Task, first: int, count: int) -> tuple[Floats, Mapping[int, Floats]]:
        """Whole blocks around the worlds asked for, cut to them."""
        begin = first - first % self.block
        parts = []
        for at in range(begin, first + count, self.block):
            weather = Weather(task.seed, np.arange(at, at + self.block, dtype=np.uint64))
            parts.append(reference.run_block(task.grounds, task.cards(weather), weather, task.years, task.map_years))
        cut = slice(first - begin, first - begin + count)
        places = {year: np.concatenate([part.places[year] for part in parts], -1)[..., cut] for year in task.map_years}
        return np.concatenate([part.series for part in parts], -1)[..., cut], places

    def add(self, task: Task, first: int, count: int, total: Accumulator, lock: threading.Lock, keep: bool) -> Floats | None:
        """Run some worlds and add them; gives their values back only where they are kept."""
        values, places = self.run(task, first, count)
        with lock:
            add_block(total, values, places, task.place_scale, task.ranges, task.watches, task.baseline)
        return values if keep else None


def engine_for(name: str | None, worlds: int) -> Engine:
    """An engine by name; without one, the reference for few worlds and the fast one for many, if Numba is there.

    Raises ModelError for another name, and where Numba is missing.
    """
    if name == "reference" or (name is None and worlds < SMALL):
        return Reference()
    if name not in (None, "fast"):
        raise ModelError(f"there is no engine {name}", mend="take reference or fast")
    try:
        from foedus.simulate.fast import Fast
    except ImportError as missing:
        if name == "fast":
            raise ModelError("the fast engine needs Numba, which is not installed", mend="pip install 'foedus[fast]', or take `reference`") from missing
        return Reference()
    engine: Engine = Fast()
    return engine


def pieces(first: int, count: int, size: int = PIECE) -> Iterator[tuple[int, int]]:
    """A range of worlds as (first, count), cut at multiples of `size`."""
    end = first + count
    while first < end:
        stop = min(end, first - first % size + size)
        yield first, stop - first
        first = stop


def run(task: Task, engine: Engine, *, first: int = 0, count: int | None = None, threads: int = 1, progress: Progress | None = None,
        keep: Callable[[int, Floats], None] | None = None) -> Accumulator:  # fmt: skip
    """Run a range of a task's worlds.

    threads: pieces at a time; progress: called after each piece; keep: called with each piece's first world and its values, in order of worlds.
    """
    checked(task)
    wanted = task.worlds if count is None else count
    total, lock, done = task.nothing(), threading.Lock(), 0
    _ = task.grounds, task.ranges, task.place_scale

    def one(begin: int, number: int) -> tuple[int, Floats | None]:
        nonlocal done
        values = engine.add(task, begin, number, total, lock, keep is not None)
        with lock:
            done += number
            if progress is not None:
                progress(done, wanted)
        return begin, values

    size = piece_size(wanted, threads, engine.block)
    if threads <= 1 or wanted <= size:
        total.take()
        for begin, number in pieces(first, wanted, size):
            _kept(keep, one(begin, number))
        return total
    with ThreadPoolExecutor(threads) as pool:
        taken = pool.submit(_take, total, lock)  # while the first pieces are worked out
        _pooled(pool, one, list(pieces(first, wanted, size)), 2 * threads, keep)
        taken.result()
    return total


def piece_size(wanted: int, threads: int, block: int) -> int:
    """Worlds in one piece: fewer where there are few, so that each thread has two; whole blocks always."""
    share = -(-wanted // (2 * threads))
    return min(PIECE, max(LEAST_PIECE, -(-share // block) * block)) if threads > 1 else PIECE


def _take(total: Accumulator, lock: threading.Lock) -> None:
    with lock:
        total.take()


def _pooled(
    pool: ThreadPoolExecutor, one: Callable[[int, int], tuple[int, Floats | None]], work: Sequence[tuple[int, int]], ahead: int,
    keep: Callable[[int, Floats], None] | None,
) -> None:  # fmt: skip
    """Work pieces out, as many at most handed out at once as `ahead` says; what is kept is handed on in order."""
    waiting: set[Future[tuple[int, Floats | None]]] = set()
    held: dict[int, Floats | None] = {}
    order = [begin for begin, _ in work]
    for begin, number in work:
        waiting.add(pool.submit(one, begin, number))
        if len(waiting) >= ahead:
            finished, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            _in_order(keep, held, order, [future.result() for future in finished])
    _in_order(keep, held, order, [future.result() for future in waiting])


def _kept(keep: Callable[[int, Floats], None] | None, piece: tuple[int, Floats | None]) -> None:
    if keep is not None and piece[1] is not None:
        keep(piece[0], piece[1])


def _in_order(
    keep: Callable[[int, Floats], None] | None, held: dict[int, Floats | None], order: list[int], finished: Sequence[tuple[int, Floats | None]]
) -> None:
    held.update(finished)
    while order and order[0] in held:
        first = order.pop(0)
        _kept(keep, (first, held.pop(first)))
