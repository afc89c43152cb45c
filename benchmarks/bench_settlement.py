"""What it costs to read a settlement, to cover it and to ask it: the flagship from a cold start, and how the cost grows with the clauses.

Run: `python benchmarks/bench_settlement.py [--quick]`. Times are CPU seconds of one process, medians of several; a cold start is a new process,
imports included. A goal that is missed is printed as missed. Nothing here is a test.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from math import log
from pathlib import Path

ROWS: list[tuple[str, str, str, bool]] = []
SOURCE = Path(__file__).resolve().parents[1] / "src"

COLD = """
import time
begun = time.process_time()
import foedus
imported = time.process_time() - begun
import foedus.api as api
loaded = api.read("soft-secession")
read = time.process_time()
from foedus.reason.cover import cover
coverage = cover(loaded.settlement)
covered = time.process_time()
from foedus.model.compile import machine
machine(loaded.settlement)
compiled = time.process_time()
import resource
print(imported, read, covered, compiled, coverage.cells, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""

ASKED = (
    "who may legislate on immigration in Federation",
    "may Commonwealth.Congress do DeclareWar",
    "what does DeclareWar need",
    "who commands CommandersStaff",
    "after DeclareWar: may Commonwealth.Congress do MakePeace",
)


def row(what: str, found: str, goal: str, met: bool) -> None:
    """Keep one line of the table."""
    ROWS.append((what, found, goal, met))


def median_of(measure: Callable[[], float], times: int) -> float:
    """The median of several measurements."""
    return statistics.median(measure() for _ in range(times))


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of a piece of work."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


# ---- the flagship


def cold(times: int) -> None:
    """The flagship from a cold start."""
    runs = []
    for _ in range(times):
        done = subprocess.run([sys.executable, "-c", COLD], capture_output=True, text=True, check=True, env={"PYTHONPATH": str(SOURCE)})
        runs.append([float(word) for word in done.stdout.split()])
    imported, read, covered, compiled, cells, memory = (statistics.median(run[n] for run in runs) for n in range(6))
    row("import of foedus", f"{imported * 1000:.0f} ms", "150 ms", imported <= 0.15)
    row("flagship, cold: imported and read", f"{read:.2f} s", "", True)
    row("flagship, cold: read, resolved, covered", f"{covered:.2f} s", "1 s", covered <= 1)
    row("flagship, cold: the same and its machine of moves", f"{compiled:.2f} s", "", True)
    row("flagship: cells of coverage", f"{cells:,.0f}", "", True)
    row("flagship, cold: peak memory", f"{memory:.0f} MB", "150 MB", memory <= 150)


def asking() -> None:
    """Questions after load, their reading included."""
    import foedus.api as api

    settlement = api.load("soft-secession")
    for question in ASKED:
        api.ask(settlement, question)
    for question in ASKED:
        took = median_of(lambda question=question: cpu(lambda: [api.ask(settlement, question) for _ in range(50)]) / 50, 5)
        row(f"ask: {question}", f"{took * 1000:.2f} ms", "1 ms", took <= 0.001)
    from foedus.model.holding import table

    here = table(settlement)
    took = cpu(lambda: [here.cell("legislate", "immigration", "TX") for _ in range(10_000)]) / 10_000
    row("one look-up in the table of competences", f"{took * 1e6:.1f} µs", "microseconds", took <= 1e-5)


# ---- growth


def grown(times: int) -> str:
    """A text of about 110 times so many clauses: matters, organs, competences, bars, acts, functions, open questions."""
    lines = [
        "polity Alder comprises Elm, Ash and Yew", "polity Birch comprises Oak, Fir and Pine", "assembly Alder.Congress", "assembly Birch.Congress",
        "office Alder.President, appointed by Alder.Congress", "office Birch.President, appointed by Birch.Congress", "court Alder.Court", "court Birch.Court",
        "condition AtWar", "residual matters to each polity in its own territory",
    ]  # fmt: skip
    for n in range(10 * times):
        lines += [
            f"matter m{n} under health",
            f"agency Agency{n}, joint to Alder and Birch, funded yearly by Alder 1/2 and Birch 1/2",
            f"Alder.Congress may legislate on m{n} in Elm, Ash and Oak",
            f"Birch.Congress may legislate on m{n} in Fir and Pine while AtWar",
            f"Agency{n} may execute on m{n} in Alder, Birch and abroad",
            f"Agency{n} may not tax on m{n} anywhere",
            f"condition C{n}",
            f"act Do{n} of a unit, by a majority of those voting in each of Alder.Congress and Birch.Congress, when AtWar, effect C{n}",
            f'function "F{n}" passes to Alder in Alder and ends in Birch',
            f'open "Question {n}?", settled here: in the plainest way',
        ]
    articles = [lines[n : n + 20] for n in range(0, len(lines), 20)]
    body = "\n\n".join(f"## Article {n}. A\n\nProse.\n\n```foedus\n" + "\n".join(part) + "\n```" for n, part in enumerate(articles, 1))
    return f"---\ntitle: T\n---\n\n{body}\n"


def growth(quick: bool) -> None:
    """How reading, resolving and coverage grow with the clauses: the exponent between one size and the next."""
    from foedus.reason.cover import cover
    from foedus.reason.silence import silences
    from foedus.text.load import load
    from foedus.text.read import read

    sizes = (1, 10) if quick else (1, 10, 100)
    parsed: list[float] = []
    resolved: list[float] = []
    covered: list[float] = []
    for times in sizes:
        text = grown(times)
        repeats = 5 if times < 100 else 1
        parsed.append(median_of(lambda text=text: cpu(lambda: read(text)), repeats))
        resolved.append(median_of(lambda text=text: cpu(lambda: load(text, lambda name: None)), repeats))
        fresh = [load(text, lambda name: None).settlement for _ in range(repeats)]
        covered.append(median_of(lambda fresh=fresh: cpu(lambda: (cover(one := fresh.pop()), silences(one))), repeats))
    for name, took in (("read", parsed), ("read and resolved", resolved), ("covered, silences listed", covered)):
        for n in range(1, len(sizes)):
            power = log(took[n] / took[n - 1]) / log(10)
            said = f"{took[n - 1]:.2f} s to {took[n]:.2f} s, n^{power:.2f}"
            row(f"{name}: {sizes[n - 1]} × to {sizes[n]} × 110 clauses", said, "n^1.2", power <= 1.2)


def cells() -> None:
    """86,000 cells and more."""
    import foedus.api as api
    from foedus.reason.cover import cover

    settlement = api.load("three-joint-offices")
    settlement.memo.clear()
    took = cpu(lambda: cover(settlement))
    found = cover(settlement).cells
    each = took / found
    row(f"coverage of {found:,} cells", f"{took:.2f} s", "", True)
    row("the same for 86,000 cells, in proportion", f"{each * 86_000:.2f} s", "0.5 s", each * 86_000 <= 0.5)


if __name__ == "__main__":
    quick = "--quick" in sys.argv
    cold(3 if quick else 7)
    asking()
    cells()
    growth(quick)
    width = max(len(one[0]) for one in ROWS)
    for what, found, goal, met in ROWS:
        print(f"{what:<{width}}  {found:>34}  {('goal ' + goal) if goal else '':<18} {'' if met else 'MISSED'}".rstrip())
