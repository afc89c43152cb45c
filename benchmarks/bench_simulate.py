"""The yearly model, measured: both sides of every ratio in one process, interleaved, in CPU seconds, medians of five after a warm-up.

Prints a table: the goal, what it may be at most (or least), the figure, met or missed. `--quick` takes fewer worlds, and says so; names of parts
(draws, agents, small, pairs, memory, cold, dask) print those only.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

import numpy as np

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from foedus.simulate.draws import Weather
from foedus.simulate.fast import Fast
from foedus.simulate.running import PIECE, Reference, Task, run
from foedus.simulate.yearly import prepare

QUICK = "--quick" in sys.argv
WORLDS, YEARS, TIMES = (2_048 if QUICK else 10_000), 30, 5
FIVE = ("status-quo", "three-joint-offices", "full-secession", "fifty-sovereign-states")


def task(*vs: str, worlds: int = WORLDS, years: int = YEARS) -> Task:
    return prepare("soft-secession", vs=vs, worlds=worlds, years=years).task


def cpu(what) -> float:
    begun = time.process_time()
    what()
    return time.process_time() - begun


def wall(what) -> float:
    begun = time.perf_counter()
    what()
    return time.perf_counter() - begun


def beside(one, other, clock=cpu) -> tuple[float, float, float]:
    """Medians of both and of their ratio, measured in turn."""
    one(), other()
    pairs = [(clock(one), clock(other)) for _ in range(TIMES)]
    return (statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs), statistics.median(a / b for a, b in pairs))


def drawn(made: Task) -> tuple[int, int]:
    """Normals and uniforms that one world draws: what the equations ask for, without what fills a block."""
    places, compiled = made.calibration.places, made.variants[0]
    normals, uniforms = 2 * places, 0
    for t in range(1, made.years + 1):
        normals += 2 * places + 12
        uniforms += len(compiled.leaves) + (places if compiled.change is not None else 0)
        office = any(t % one.term == 0 for one in compiled.offices)
        normals += (6 if t % 2 == 0 or office else 0) + (places if t % 2 == 0 else 0) + (2 * places + 2 if office else 0)
    return normals, uniforms


def sfc(normals: int, uniforms: int) -> None:
    """NumPy's fastest generator fills as many float32."""
    generator, room = np.random.Generator(np.random.SFC64(1)), np.empty(1 << 16, np.float32)
    for number, fill in ((normals, generator.standard_normal), (uniforms, generator.random)):
        for _ in range(-(-number // len(room))):
            fill(out=room, dtype=np.float32)


def own_draws(made: Task) -> None:
    """Exactly what the reference engine draws for a block, and nothing else."""
    kept = Weather(made.seed, np.arange(256, dtype=np.uint64))
    from foedus.simulate.reference import run_block

    run_block(made.grounds, made.values, kept, made.years, ())
    keys = list(kept.drawn)

    def draw() -> None:
        again = Weather(made.seed, np.arange(256, dtype=np.uint64))
        for stream, items, year, normal in keys:
            (again.normals if normal else again.uniforms)(stream, items, year)

    return draw


def peak(worlds: int) -> int:
    """The peak memory of a run of so many worlds, in a process of its own."""
    code = (
        "import resource; from foedus.simulate.yearly import prepare; from foedus.simulate.fast import Fast; from foedus.simulate.running import run\n"
        f"made = prepare('soft-secession', vs=(), worlds={worlds}, years=5).task\n"
        "run(made, Fast(), threads=2); print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    return int(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ).stdout.split()[-1])


def line(name: str, figure: float, bound: float, goal: float, least: bool = False, note: str = "") -> None:
    met = figure >= bound if least else figure <= bound
    reached = figure >= goal if least else figure <= goal
    words = "goal met" if reached else "bound met, goal missed" if met else "MISSED"
    print(f"{name:<62} {figure:>10,.3g}   {'>=' if least else '<='} {bound:g} (goal {goal:g})   {words}   {note}", flush=True)


def draws_and_variants(fast: Fast) -> None:
    one, five = task(), task(*FIVE)
    normals, uniforms = drawn(one)
    ours, theirs, ratio = beside(lambda: run(one, fast), lambda: sfc(normals * WORLDS, uniforms * WORLDS))
    line("1 fast engine / drawing as many numbers by SFC64", ratio, 0.9, 0.75, note=f"{ours:.2f} s, {theirs:.2f} s, {WORLDS:,} worlds")
    more, less, ratio = beside(lambda: run(five, fast), lambda: run(one, fast))
    line("3 five variants / one", ratio, 2.8, 2.5, note=f"{more:.2f} s, {less:.2f} s")
    few = task(*FIVE, worlds=WORLDS // 10)
    small, large, ratio = beside(lambda: run(few, fast, threads=2), lambda: run(five, fast, threads=2), wall)
    line("7 a tenth of the worlds / all, five variants, wall", ratio, 0.13, 0.13, note=f"{1000 * small:.0f} ms, {1000 * large:.0f} ms")
    line(f"7 {WORLDS // 10:,} worlds of five variants, wall, two threads, ms", 1000 * small, 60, 60)


def agents(fast: Fast) -> None:
    from mesa_model import check, run_world

    one, few = task(), task(worlds=4)
    worst = check(task(worlds=2, years=8), 2)

    def loop() -> None:
        for world in range(4):
            run_world(few, world)

    for clock, name in ((wall, "wall, 2 threads"), (cpu, "CPU")):
        run(one, fast, threads=2)
        pairs = [(clock(loop), clock(lambda: run(one, fast, threads=2))) for _ in range(TIMES)]
        ratio = statistics.median((a / 4) / (b / WORLDS) for a, b in pairs)
        line(f"2 a world of Mesa agents / one of ours, {name}", ratio, 800, 1000, least=True, note=f"equal to {worst:.0e}")


def reference_and_small(fast: Fast) -> None:
    one = task(worlds=256)
    ours, theirs, ratio = beside(lambda: Reference().run(one, 0, 256), own_draws(one))
    line("  reference engine / its own draws", ratio, 4.0, 4.0, note=f"{ours:.2f} s, {theirs:.2f} s, 256 worlds")
    few = task(worlds=100)
    slow, quick, ratio = beside(lambda: run(few, Reference()), lambda: run(few, fast))
    line("10 100 worlds, reference / fast", ratio, 20, 20, note=f"{1000 * slow:.0f} ms, {1000 * quick:.1f} ms")


def cold() -> None:
    """Compile everything into an empty folder, in a process of its own."""
    code = (
        "import time; from foedus.simulate.yearly import prepare; from foedus.simulate.fast import Fast; from foedus.simulate.running import run\n"
        "made = prepare('soft-secession', vs=(), worlds=64, years=2).task\n"
        "assert Fast().is_cold; begun = time.perf_counter(); run(made, Fast()); print(time.perf_counter() - begun)"
    )
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "NUMBA_CACHE_DIR": folder}
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
    line("  compiling the fast engine, s", float(done.stdout), 40, 30)


def memory() -> None:
    large, small = peak(200_000 if QUICK else 1_000_000), peak(10_000)
    name = f"6 peak memory of {'200,000' if QUICK else 'a million'} worlds / of ten thousand"
    line(name, large / small, 1.15, 1.1, note=f"{large >> 10} MB, {small >> 10} MB")


def pairing() -> None:
    made = prepare("soft-secession", vs=("status-quo",), worlds=2048, years=20)
    values = Reference().run(made.task, 0, 2048)[0][:, -1].astype(float)
    headline = ("gross_product", "growth", "net_migration", "policy_rate_misfit")
    ratios = {}
    for n, one in enumerate(made.task.series):
        if one.scope == "polity" and one.quantity in headline:
            ratio = (values[0, n].var() + values[1, n].var()) / (values[0, n] - values[1, n]).var()
            ratios[one.quantity] = min(ratio, ratios.get(one.quantity, ratio))
    least = min(ratios, key=ratios.__getitem__)
    note = f"{least}: a unit that changes polity takes its own along"
    line("4 variance of unpaired / paired differences, least of headlines", ratios[least], 10, 10, least=True, note=note)
    rest = {name: ratio for name, ratio in ratios.items() if name != "gross_product"}
    least = min(rest, key=rest.__getitem__)
    line("4 the same, of headlines that do not add up members", rest[least], 10, 10, least=True, note=f"{least}; largest {max(rest.values()):,.0f}")


def dask() -> None:
    from foedus.simulate.sweep.executors import Dask
    from foedus.simulate.sweep.sweep import How, run_rows

    ready = prepare("soft-secession", vs=(), worlds=1024, years=20)
    rows = [{"a_income": 0.5 * n} for n in range(8)]
    found = {}
    for workers in (1, 2):
        with Dask(workers=workers) as executor:
            run_rows(ready, rows[:workers], How(executor, "reference"))
            found[workers] = statistics.median(wall(lambda ex=executor: run_rows(ready, rows, How(ex, "reference"))) for _ in range(3))
    line("  Dask, one worker / two, wall", found[1] / found[2], 1.7, 1.7, least=True, note=f"{found[1]:.1f} s, {found[2]:.1f} s, on {os.cpu_count()} cores")


def shares_of_variance(rows_run: int = 400) -> None:
    """A full Sobol design by a sample of its rows, for every row costs the same: of 1,024 base rows, 64 worlds a row."""
    from foedus.simulate.sweep import sobol
    from foedus.simulate.sweep.executors import InProcess
    from foedus.simulate.sweep.sweep import How, run_means
    from foedus.simulate.yearly import run_prepared

    one, few = (prepare("soft-secession", vs=("status-quo",), worlds=worlds, years=20) for worlds in (10_000, 64))
    rows = sobol.rows(1024)
    part = rows[:: len(rows) // rows_run][:rows_run]
    run_prepared(one, engine="fast", threads=1)

    def design() -> None:
        with InProcess(1) as executor:
            run_means(few, part, How(executor, "fast"))

    figure = statistics.median(cpu(design) / cpu(lambda: run_prepared(one, engine="fast", threads=1)) for _ in range(5)) * len(rows) / len(part)
    line("8 full Sobol / one run of 10,000 worlds", figure, 145, 145, note=f"{len(rows):,} rows of 64 worlds, from {len(part)} of them")


def main() -> None:
    print(f"{WORLDS:,} worlds, {YEARS} years, 51 places; pieces of {PIECE:,}; load of the machine {os.getloadavg()[0]:.1f}; peak now "
          f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MB\n")  # fmt: skip
    fast = Fast()
    run(task(worlds=64, years=2), fast)
    parts = {"draws": lambda: draws_and_variants(fast), "agents": lambda: agents(fast), "small": lambda: reference_and_small(fast), "pairs": pairing,
             "memory": memory, "cold": cold, "dask": dask, "sobol": shares_of_variance}  # fmt: skip
    chosen = [name for name in sys.argv[1:] if name in parts]
    for name in chosen or parts:
        parts[name]()


if __name__ == "__main__":
    main()
