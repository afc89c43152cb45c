"""What facts cost: reading all tables, checking them, calibrating the model, answering expectations from facts, a quick validation.

Run: `python benchmarks/bench_facts.py`. CPU seconds of one core, the median of five after one warm run, all in one process. No goal is set for these;
nothing here is a test.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from foedus import api
from foedus.data import check, tables, world
from foedus.data.tables import _rows, rows
from foedus.simulate.calibrate import calibrate
from foedus.simulate.expect import expect
from foedus.simulate.validate import validate


def cost(do: Callable[[], object], times: int = 5) -> float:
    """The median CPU time of a call."""
    do()
    found = []
    for _ in range(times):
        begin = time.process_time()
        do()
        found.append(time.process_time() - begin)
    return statistics.median(found)


def read_all() -> None:
    """Every table from its file, with its checksum."""
    _rows.cache_clear()
    for folder in ("us", "world"):
        for name in tables(folder):
            rows(folder, name)


def main() -> None:
    """Print the table."""
    text = api.load("soft-secession")
    lines = (
        ("read all tables, checksums and kinds", read_all, 5), ("foedus data check", check, 5), ("calibrate, all blocks", lambda: calibrate(world()), 5),
        ("expectations of the flagship from facts, close units tried", lambda: expect(text), 5),
        ("validate, quick, all parts", lambda: validate(quick=True), 1),
    )  # fmt: skip
    for words, do, times in lines:
        print(f"{words:<62}{cost(do, times):>8.3f} s")


if __name__ == "__main__":
    main()
