"""Promises: from a cold start to every verdict, with all there is to say, the editor loop, and memory.

Run: python benchmarks/bench_promises.py [--quick] [--loop] [--each]. Figures are seconds of process time unless said; nothing is asserted.
"""

from __future__ import annotations

import re
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedus.model.clauses import Clause
    from foedus.text.load import Loaded

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


NUMBER = re.compile(r"(?<![\w(.])\d+(?![\w).])")
OTHERWISE = (
    (r"initially not", "initially"), (r"initially free", "initially closed"), (r"is democratic", "is republican"), (r",\s+held by it", ""),
    (r" and [^,]*$", ""), (r"\s+and\s+to [^,]*$", ""), (r" of each unit of Federation", " of each unit"),
    (r"\bassembly (.*)$", r"assembly \1 with 5 seats"),
    (r"\bCommonwealth\b", "Federation"), (r"\bFederation\b", "Commonwealth"), (r"each polity in itself", "Federation"), (r"its units in itself", "each polity"),
    (r"each polity in its own territory", "Federation"), (r" in one place", " in every place"), (r"always", "never"),
    (r"comprises the other units", "comprises the units"),
    (r"FederalReserve$", "Federation"), (r"wherever \w+, it can come", "it can once come"), (r"every matter has a holder", "every function passes or ends"),
    (r"every function passes or ends", "every matter has a holder"),
    (r"no matter has two exclusive holders in one place", "every matter has a holder in every place"),
    (r"^condition (\w+)", r"condition \1 of each polity"), (r"us/federal_functions", "us/agencies"), (r"^force (\S+)", r"force \1 under CommanderInChief"),
)  # fmt: skip
"""What else is said otherwise where none of the other ways reads."""
PHRASES = (" together", " whole", " exclusively", " each", " only")


def edited(clause: Clause, text: str, read: Callable[[str], Loaded]) -> str | None:
    """The text with one clause really changed: a number, a phrase, a condition, an effect, or a word; None where no such change can be read."""
    said = clause.at.text
    for changed in _changes(said):
        if changed != said and said in text:
            other = text.replace(said, changed, 1)
            loaded = read(other)
            if loaded.settlement is not None and not loaded.errors:
                return other
    return None


def _changes(said: str) -> Iterator[str]:
    """Ways to change a clause, the gravest first."""
    yield NUMBER.sub(lambda found: str(int(found.group()) + 1), said, count=1)
    yield re.sub(r"\s+(when|while|unless) .*", "", said, count=1, flags=re.DOTALL)
    yield re.sub(r"\s+except .*", "", said, count=1, flags=re.DOTALL)
    for phrase in PHRASES:
        yield said.replace(phrase, "", 1)
    yield re.sub(r"(\w+), (\w+)", r"\2", said, count=1)
    yield re.sub(r",\s*effect ([^,]+),[^,]+$", r", effect \1", said, count=1)
    yield re.sub(r"(\w+) and (\w+)", r"\1", said, count=1)
    yield f"{said} while Parted"
    yield f"{said} when Parted"
    yield re.sub(r'"([^"]*)"', r'"\1 indeed"', said, count=1)
    yield f"{said} indeed"
    for old, new in OTHERWISE:
        yield re.sub(old, new, said, count=1, flags=re.DOTALL)


def loop(every: int) -> tuple[dict[str, list[float]], int]:
    """The re-check in a running process after a real edit of one clause, for each clause (or every so many): seconds by kind of clause; how many
    clauses there was no edit for. The edit that is timed is made from the whole text each time, as one that was checked before."""
    from foedus import api
    from foedus.reason.cover import cover
    from foedus.reason.promise.plan import verdicts
    from foedus.reason.promise.reuse import carried
    from foedus.reason.promise.unhurried import at_rest
    from foedus.shipped import shipped

    text = Path(shipped("soft-secession")).read_text(encoding="utf-8")
    base = api.read(text).settlement
    cover(base)
    verdicts(base)
    spent: dict[str, list[float]] = {}
    missing = 0
    for clause in base.clauses[::every]:
        other = edited(clause, text, api.read)
        if other is None:
            missing += 1
            continue
        api.read(text)
        at_rest()  # as the watch does between one edit and the next
        began = time.process_time()
        after = api.read(other).settlement
        kept = carried(base, after)
        cover(after)
        found = verdicts(after)
        took = time.process_time() - began
        spent.setdefault(type(clause).__name__.removesuffix("Clause").lower(), []).append(took)
        if "--each" in sys.argv:
            print(f"{took:7.3f}  {len(kept)} of {len(found)} kept  {clause.cite} {type(clause).__name__}", flush=True)
    return spent, missing


SPEECH = ("open", "promise", "possible", "expect")
"""The kinds of clauses that no rule depends on."""


def spread(values: list[float]) -> str:
    """Least, median, nine in ten, most."""
    ordered = sorted(values)
    return f"{ordered[0]:8.3f} {statistics.median(ordered):8.3f} {ordered[int(0.9 * (len(ordered) - 1))]:8.3f} {ordered[-1]:8.3f}"


def tell_loop(spent: dict[str, list[float]], missing: int) -> None:
    """The spread of the editor loop, by kind of clause."""
    rules = [one for kind, values in spent.items() if kind not in SPEECH for one in values]
    speech = [one for kind in SPEECH for one in spent.get(kind, ())]
    print(f"\neditor loop, seconds by what is edited{'':17s}   number    least   median      90%     most")
    for name, values in [("all", [*rules, *speech]), ("rules", rules), ("speech", speech), *((f"  {kind}", spent[kind]) for kind in sorted(spent))]:
        if values:
            print(f"  {name:50s} {len(values):8d} {spread(values)}")
    print(f"for {missing} clauses no edit was found that reads")


def main() -> None:
    """Print the tables. --loop: of the editor loop alone."""
    quick = "--quick" in sys.argv
    rows: dict[str, float] = {}
    if "--loop" not in sys.argv:
        runs = [cold() for _ in range(1 if quick else 3)]
        names = ("read", "machine", "coverage", "verdicts", "cold start, every verdict", "with all there is to say", "peak memory, MB")
        rows = {name: statistics.median(values) for name, values in zip(names, zip(*runs, strict=True), strict=True)}
    spent, missing = loop(5 if quick else 1)
    rows["editor loop, median"] = statistics.median(one for values in spent.values() for one in values)
    rows["peak memory of this process, MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for name, value in rows.items():
        goal = GOALS.get(name)
        told = "" if goal is None else f"   goal {goal:g}: {'met' if value <= goal else 'MISSED'}"
        print(f"{name:34s} {value:8.2f}{told}")
    tell_loop(spent, missing)


if __name__ == "__main__":
    main()
