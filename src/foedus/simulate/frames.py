"""An ensemble as tables of other libraries and as files: pandas, Polars, xarray; Parquet, CSV, JSON lines; trajectories as Arrow.

Files are written to a temporary name and renamed, so that nothing is ever half-written.
Needs: the extra `frames` for everything but CSV and JSON lines.
"""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.errors import DataError, ModelError
from foedus.simulate.quantities import QUANTITIES

if TYPE_CHECKING:
    from foedus.simulate.ensemble import Ensemble

COLUMNS = ("run", "variant", "baseline", "card_row", "rule", "year", "scope", "scope_id", "quantity", "unit", "statistic", "value", "worlds", "mc_se")
"""The columns of the tidy table."""


def _library(name: str) -> Any:
    import importlib

    try:
        return importlib.import_module(name)
    except ImportError as missing:
        raise ModelError(f"this table needs {name}, which is not installed", mend="pip install 'foedus[frames]', or take CSV or JSON lines") from missing


def pandas_of(ensemble: Ensemble) -> Any:
    """The rows as a pandas DataFrame."""
    return _library("pandas").DataFrame.from_records(list(ensemble.rows()), columns=list(COLUMNS))


def polars_of(ensemble: Ensemble) -> Any:
    """The rows as a Polars DataFrame."""
    return _library("polars").DataFrame(list(ensemble.rows()), infer_schema_length=None).select(list(COLUMNS))


def xarray_of(ensemble: Ensemble) -> Any:
    """Levels as `value` and differences from the baseline as `difference`: [variant, year, series, statistic], units as a coordinate."""
    task = ensemble.task
    names = ["mean", "sd", "mc_se", *ensemble._figure(0, 0, 1, paired=False).quantiles]
    shape = (len(ensemble.names), task.years, len(task.series), len(names))
    level, difference = np.full(shape, np.nan), np.full(shape, np.nan)
    for v in range(shape[0]):
        for y in range(shape[1]):
            for s in range(shape[2]):
                for target, paired in ((level, False), (difference, True)):
                    if not paired or v != task.baseline:
                        found = ensemble._figure(v, s, y + 1, paired=paired)
                        target[v, y, s] = [found.mean, found.sd, found.mc_se, *found.quantiles.values()]
    first = task.calibration.base.year + 1
    axes = ("variant", "year", "series", "statistic")
    coordinates = {
        "variant": list(ensemble.names), "year": list(range(first, first + task.years)), "statistic": names,
        "series": [f"{one.quantity} of {one.scope_id}" for one in task.series], "unit": ("series", [QUANTITIES[one.quantity].unit for one in task.series]),
    }  # fmt: skip
    attributes = {key: json.dumps(value) if isinstance(value, dict | list) else value for key, value in ensemble.provenance.items()}
    return _library("xarray").Dataset({"value": (axes, level), "difference": (axes, difference)}, coords=coordinates, attrs=attributes)


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A temporary name beside a file, which takes its place when all went well. Raises DataError, told plainly, where the disk is full."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield temporary
        os.replace(temporary, path)
    except OSError as problem:
        raise DataError(f"{path} could not be written: {problem.strerror or problem}", mend="make room, or write elsewhere; nothing was changed") from problem
    finally:
        temporary.unlink(missing_ok=True)


def write(ensemble: Ensemble, path: Path) -> Path:
    """Write the rows: `.parquet`, `.csv`, `.jsonl` or `.json` by the name of the file. Raises ModelError for another, DataError for a full disk."""
    writer = writer_for(path)
    with whole(path) as temporary:
        writer(ensemble, temporary)
    return path


def writer_for(path: Path) -> Callable[[Ensemble, Path], None]:
    """What writes a table of this ending. Raises ModelError for another."""
    writers: dict[str, Callable[[Ensemble, Path], None]] = {".parquet": _parquet, ".csv": _csv, ".jsonl": _lines, ".json": _json}
    writer = writers.get(path.suffix)
    if writer is None:
        raise ModelError(f"a table cannot be written as `{path.name}`", mend=f"end its name with one of {', '.join(writers)}")
    return writer


def _parquet(ensemble: Ensemble, path: Path) -> None:
    arrow, parquet = _library("pyarrow"), _library("pyarrow.parquet")
    table = arrow.Table.from_pylist(list(ensemble.rows()))
    about = {b"foedus": json.dumps(ensemble.provenance).encode()}
    parquet.write_table(table.replace_schema_metadata(about), path)


def _csv(ensemble: Ensemble, path: Path) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        write_csv(ensemble, file)


def write_csv(ensemble: Ensemble, file: IO[str]) -> None:
    """The rows as CSV, with a header line."""
    writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(ensemble.rows())


def _lines(ensemble: Ensemble, path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in ensemble.rows())


def _json(ensemble: Ensemble, path: Path) -> None:
    path.write_text(json.dumps(ensemble.as_json(), ensure_ascii=False), encoding="utf-8")


class Trajectories:
    """Every world's every year as a Parquet file, written piece by piece in order of worlds; only when asked for."""

    def __init__(self, path: Path, names: tuple[str, ...], columns: tuple[str, ...], first_year: int) -> None:
        self.arrow, self.parquet = _library("pyarrow"), _library("pyarrow.parquet")
        self.names, self.columns, self.first_year, self.path = names, columns, first_year, path
        self.writer: Any = None

    def keep(self, first: int, values: NDArray[np.float64]) -> None:
        """Write one piece: values is [variants, years, series, worlds] from world `first` on."""
        variants, years, series, worlds = values.shape
        tall = np.moveaxis(values, 2, -1).reshape(-1, series).astype(np.float64)
        index = np.indices((variants, years, worlds)).reshape(3, -1)
        columns: dict[str, Any] = {"world": index[2] + first, "variant": [self.names[v] for v in index[0]], "year": index[1] + self.first_year}
        columns |= {name: tall[:, number] for number, name in enumerate(self.columns)}
        table = self.arrow.table(columns)
        self.writer = self.writer or self.parquet.ParquetWriter(self.path, table.schema)
        self.writer.write_table(table)

    def close(self) -> None:
        """Finish the file."""
        if self.writer is not None:
            self.writer.close()
