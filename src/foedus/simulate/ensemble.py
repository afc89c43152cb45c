"""An ensemble of years: what all worlds of a run came to, in rows, tables and digests, and how to make the same again.

Every result carries the digests of texts, data and cards, the seed, the version and the engine; from these it can be made again, bit for bit
on the same build. Quantiles are exact to one bin, and a bin wider than the Monte Carlo error is told.
Needs: NumPy; tables as pandas, Polars, xarray, Parquet need the extra `frames`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.errors import ModelError
from foedus.simulate.accumulate import UNIT, Accumulator, moments
from foedus.simulate.cards import CARDS
from foedus.simulate.quantities import BINS, PLACE, QUANTITIES, Series
from foedus.simulate.running import Task

Floats = NDArray[np.float64]

QUANTILES = {"p05": 0.05, "p10": 0.10, "p25": 0.25, "p50": 0.50, "p75": 0.75, "p90": 0.90, "p95": 0.95}
"""The statistics beside mean, sd and probability."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of an ensemble: mean, Monte Carlo error of the mean, standard deviation, quantiles, bin width; unit as in the table."""

    mean: float
    mc_se: float
    sd: float
    quantiles: Mapping[str, float]
    bin_width: float
    outside: int

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {"mean": self.mean, "mc_se": self.mc_se, "sd": self.sd, **self.quantiles, "bin_width": self.bin_width, "outside": self.outside}


@dataclass(frozen=True)
class Ensemble:
    """All worlds of a task, added up. names: of the variants, in order; version, engine: what computed it."""

    task: Task
    total: Accumulator
    names: tuple[str, ...]
    engine: str
    version: str
    notes: tuple[str, ...] = field(default_factory=tuple)

    @property
    def worlds(self) -> int:
        """How many worlds."""
        return self.total.worlds

    @property
    def baseline(self) -> str:
        """The variant from which differences are taken."""
        return self.names[self.task.baseline]

    @cached_property
    def run(self) -> str:
        """The digest of everything that decides the numbers: texts, data, cards, seed, engine build."""
        return run_digest(self.task, self.engine, self.version)

    @property
    def digest(self) -> str:
        """The digest of the numbers themselves."""
        return self.total.digest

    @property
    def provenance(self) -> dict[str, Any]:
        """All that is needed to make the same again."""
        task = self.task
        return {
            "run": self.run, "numbers": self.digest, "settlements": {name: one.text for name, one in zip(self.names, task.variants, strict=True)},
            "data": task.calibration.digest, "world": task.calibration.world, "data_up_to": task.calibration.up_to_year, "seed": task.seed,
            "worlds": self.worlds, "years": task.years, "rule": task.rule, "cards": dict(task.values), "cards_drawn": list(task.drawn),
            "engine": self.engine, "version": self.version, "baseline": self.baseline,
        }  # fmt: skip

    # ---- figures

    def index(self, quantity: str, scope_id: str) -> int:
        """The number of a series. Raises ModelError for one that is not recorded."""
        for number, one in enumerate(self.task.series):
            if (one.quantity, one.scope_id) == (quantity, scope_id):
                return number
        known = ", ".join(f"{one.quantity} of {one.scope_id}" for one in self.task.series[:6])
        raise ModelError(f"the model does not record {quantity} of {scope_id}", mend=f"ask for one of {known}, …")

    def variant(self, name: str) -> int:
        """The number of a variant by its name. Raises ModelError for another."""
        if name not in self.names:
            raise ModelError(f"there is no variant {name} in this run", mend=f"take one of {', '.join(self.names)}")
        return self.names.index(name)

    def figure(self, variant: str, quantity: str, scope_id: str, year: int, *, paired: bool = False) -> Figure:
        """A quantity at the end of a year (1 is the first); paired: its difference from the baseline, world by world."""
        return self._figure(self.variant(variant), self.index(quantity, scope_id), year, paired=paired)

    def _figure(self, variant: int, series: int, year: int, *, paired: bool) -> Figure:
        one, total = self.task.series[series], self.total
        if paired:
            place = variant - (variant > self.task.baseline)
            bins, middle, half = total.paired_bins[place, year - 1, series], 0.0, one.reach
            sums, squares = total.paired_sums[place, year - 1, series], total.paired_squares[place, year - 1, series]
        else:
            bins, middle, half = total.bins[variant, year - 1, series], (one.low + one.high) / 2, (one.high - one.low) / 2
            sums, squares = total.sums[variant, year - 1, series], total.squares[variant, year - 1, series]
        mean, sd = moments(np.asarray(sums), np.asarray(squares), self.worlds)
        found = {name: middle + half * _quantile(bins, share) for name, share in QUANTILES.items()}
        spread = float(sd) * half
        if spread < half / BINS / 1000:
            found = dict.fromkeys(found, middle + half * float(mean))
        return Figure(middle + half * float(mean), spread / float(np.sqrt(self.worlds)), spread, found, 2 * half / BINS, int(bins[0] + bins[-1]))

    def quantiles(self, variant: int, series: int, year: int, shares: Mapping[str, float]) -> dict[str, float]:
        """Further quantiles of a level, by name."""
        one, bins = self.task.series[series], self.total.bins[variant, year - 1, series]
        middle, half = (one.low + one.high) / 2, (one.high - one.low) / 2
        return {name: middle + half * _quantile(bins, share) for name, share in shares.items()}

    def place_figures(self, variant: str, quantity: str, year: int) -> dict[str, tuple[float, float]]:
        """A quantity of each place in a year of a map: (mean, standard deviation) by code. Raises ModelError for another year."""
        if year not in self.total.places or quantity not in PLACE:
            raise ModelError(f"places are not recorded for {quantity} in year {year}", mend=f"take one of {', '.join(PLACE)}; map_years={year}")
        kept = self.total.places[year]
        number, row = self.variant(variant), PLACE.index(quantity)
        mean, sd = moments(kept[0, number, row], np.moveaxis(kept[1:, number, row], 0, -1), self.worlds)
        scale = self.task.place_scale[row, :, 0]
        return {code: (float(m), float(s)) for code, m, s in zip(self.task.calibration.codes, mean * scale, sd * scale, strict=True)}

    def share(self, watch: str, variant: str) -> tuple[float, float]:
        """In what share of worlds a statement that was watched held, and its Monte Carlo error."""
        names = [one.name for one in self.task.watches]
        if watch not in names:
            raise ModelError(f"{watch} was not watched in this run", mend=f"watch it: {', '.join(names) or 'nothing was watched'}")
        p = float(self.total.met[names.index(watch), self.variant(variant)]) / self.worlds
        return p, float(np.sqrt(max(p * (1 - p), 0.25 / self.worlds) / self.worlds))

    # ---- rows

    def rows(self) -> Iterator[dict[str, Any]]:
        """One row a number, in the columns of the tidy table."""
        base = self.task.calibration.base.year
        for variant, name in enumerate(self.names):
            for year in range(1, self.task.years + 1):
                for number, one in enumerate(self.task.series):
                    yield from self._of(name, "", base + year, one, self._figure(variant, number, year, paired=False))
                    if variant != self.task.baseline:
                        yield from self._of(name, self.baseline, base + year, one, self._figure(variant, number, year, paired=True))
            yield from self._of_places(name, base)

    def _of(self, name: str, against: str, year: int, one: Series, figure: Figure) -> Iterator[dict[str, Any]]:
        unit = QUANTITIES[one.quantity]
        statistics = {"probability": figure.mean} if unit.probability else {"mean": figure.mean, "sd": figure.sd, **figure.quantiles}
        for statistic, value in statistics.items():
            yield self._row(name, against, year, one.scope, one.scope_id, one.quantity, statistic, value, figure.mc_se)

    def _of_places(self, name: str, base: int) -> Iterator[dict[str, Any]]:
        for year in sorted(self.total.places):
            for quantity in PLACE:
                for code, (mean, sd) in self.place_figures(name, quantity, year).items():
                    error = sd / np.sqrt(self.worlds)
                    if QUANTITIES[quantity].probability:
                        yield self._row(name, "", base + year, "place", code, quantity, "probability", mean, error)
                    else:
                        yield self._row(name, "", base + year, "place", code, quantity, "mean", mean, error)
                        yield self._row(name, "", base + year, "place", code, quantity, "sd", sd, error)

    def _row(self, name: str, against: str, year: int, scope: str, scope_id: str, quantity: str, statistic: str, value: float,
             error: float) -> dict[str, Any]:  # fmt: skip
        return {
            "run": self.run, "variant": name, "baseline": against, "card_row": self.card_row, "rule": self.task.rule, "year": year, "scope": scope,
            "scope_id": scope_id, "quantity": quantity, "unit": QUANTITIES[quantity].unit, "statistic": statistic, "value": float(value),
            "worlds": self.worlds, "mc_se": float(error),
        }  # fmt: skip

    @property
    def card_row(self) -> str:
        """The cards that differ from their defaults, in words; `defaults` where none does."""
        changed = [f"{name}={value:g}" for name, value in self.task.values.items() if value != CARDS[name].default]
        changed += [f"{name}~prior" for name in self.task.drawn]
        return " ".join(changed) or "defaults"

    def as_json(self) -> dict[str, Any]:
        """Provenance, what is not simulated, and all rows."""
        first = self.task.variants[0]
        return {
            "provenance": self.provenance,
            "not_simulated": [{"cite": one.cite, "what": one.what, "why": one.why} for one in first.not_simulated],
            "taken_as": [{"cite": one.cite, "what": one.what, "why": one.why} for one in first.taken_as],
            "rows": list(self.rows()),
        }

    # ---- tables of other libraries

    def to_pandas(self) -> Any:
        """The rows as a pandas DataFrame."""
        from foedus.simulate import frames

        return frames.pandas_of(self)

    def to_polars(self) -> Any:
        """The rows as a Polars DataFrame."""
        from foedus.simulate import frames

        return frames.polars_of(self)

    def to_xarray(self) -> Any:
        """Levels and differences as an xarray Dataset: variant, year, series, statistic."""
        from foedus.simulate import frames

        return frames.xarray_of(self)


def _quantile(bins: NDArray[np.uint32], share: float) -> float:
    """The quantile of a histogram in half ranges from the middle: even within its bin; the edge where it lies outside."""
    reached = np.cumsum(bins, dtype=np.int64)
    wanted = share * reached[-1]
    cell = int(np.searchsorted(reached, wanted, side="left"))
    if cell in (0, BINS + 1):
        return -1.0 if cell == 0 else 1.0
    before = reached[cell - 1]
    within = (wanted - before) / max(int(bins[cell]), 1)
    return float((cell - 1 + min(max(within, 0.0), 1.0)) * 2.0 / BINS - 1.0)


def run_digest(task: Task, engine: str, version: str) -> str:
    """The digest of everything that decides the numbers of a run."""
    parts = (
        tuple((one.text, one.digest) for one in task.variants), task.calibration.digest, task.calibration.up_to_year, sorted(task.values.items()),
        task.seed, task.worlds, task.years, task.baseline, task.rule, task.drawn, task.map_years, task.watches, engine, version, UNIT, BINS,
    )  # fmt: skip
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:24]
