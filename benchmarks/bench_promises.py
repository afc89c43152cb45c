"""Promises: from a cold start to every verdict, with all there is to say, the editor loop, and memory.

Run: python benchmarks/bench_promises.py [--quick]. Figures are seconds of process time unless said; nothing is asserted.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

COLD = """
import time
import resource
began = time.process_time()
from foedus import api
from foedus.model.compile import machine
from foedus.reason.cover import cover
settlement = api.load("soft-secession"); read = time.process_time()
machine(settlement); built = time.process_time()
cover(settlement); covered = time.process_time()
from foedus.reason.promise.plan import verdicts
found = verdicts(settlement); decided = time.process_time()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
from foedus.reason.promise.whole import whole_verdict
for one in found: whole_verdict(settlement, one.name)
whole = time.process_time()
print(read - began, built - read, covered - built, decided - covered, decided - began, whole - began, peak)
"""
GOALS = {"cold start, every verdict": 3.0, "with all there is to say": 10.0, "editor loop, median": 0.2, "peak memory, MB": 250.0}


def cold() -> list[float]:
    """One cold start in a process of its own."""
    done = subprocess.run([sys.executable, "-c", COLD], capture_output=True, text=True, check=True)
    return [float(one) for one in done.stdout.split()]


def loop(every: int) -> list[float]:
    """The re-check in a running process after an edit of one clause, for each clause (or every so many)."""
    from foedus import api
    from foedus.reason.cover import cover
    from foedus.reason.promise.plan import verdicts
    from foedus.reason.promise.reuse import carried
    from foedus.shipped import shipped

    text = Path(shipped("soft-secession")).read_text(encoding="utf-8")
    base = api.read(text).settlement
    verdicts(base)
    spent = []
    for clause in base.clauses[::every]:
        edited = text.replace(clause.at.text, clause.at.text + "  ", 1)
        began = time.process_time()
        after = api.read(edited).settlement
        if after is None:
            continue
        carried(base, after)
        cover(after)
        verdicts(after)
        spent.append(time.process_time() - began)
    return spent


def main() -> None:
    """Print the table."""
    quick = "--quick" in sys.argv
    runs = [cold() for _ in range(1 if quick else 3)]
    names = ("read", "machine", "coverage", "verdicts", "cold start, every verdict", "with all there is to say", "peak memory, MB")
    rows = {name: statistics.median(values) for name, values in zip(names, zip(*runs, strict=True), strict=True)}
    rows["editor loop, median"] = statistics.median(loop(20 if quick else 5))
    rows["peak memory of this process, MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for name, value in rows.items():
        goal = GOALS.get(name)
        told = "" if goal is None else f"   goal {goal:g}: {'met' if value <= goal else 'MISSED'}"
        print(f"{name:34s} {value:8.2f}{told}")


if __name__ == "__main__":
    main()
