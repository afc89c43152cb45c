"""The fast engine reads and writes by address: every shape of country is run where each read and write is checked, and agrees with the reference.

Run as a program, this file runs all shapes once; the test does so with checks compiled in, in a process of its own.
"""

import os
import subprocess
import sys
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from foedus.simulate.cards import with_values
from foedus.simulate.compiled import Compiled, Decision, Elected, Leaf
from foedus.simulate.running import Reference, Task, run
from yearly import SHIPPED, one_polity, small, task, two_peers

pytest.importorskip("foedus.simulate.fast", reason="the extra `fast` is not installed")


def _codes(places: int) -> tuple[str, ...]:
    return tuple(f"p{number}" for number in range(places))


def peers(places: int, **changed: object) -> Compiled:
    """Two polities of any number of places."""
    return replace(two_peers(places), codes=_codes(places), **changed)


def alone(places: int) -> Compiled:
    """One polity of any number of places."""
    return replace(one_polity(places), codes=_codes(places))


def many(places: int, polities: int) -> Compiled:
    """Many polities: every second voice is a chamber, the others peoples; half of at most twelve voices and one more carry the budget."""
    leaves = tuple(Leaf(f"voice {k}", "chamber" if k % 2 else "referendum", k, tuple(range(1, places + 1)) if k % 2 else (), k) for k in range(polities))
    voices = tuple(range(min(polities, 12)))
    winning = tuple(sum(1 << leaf for leaf in chosen) for chosen in combinations(voices, len(voices) // 2 + 1))
    base = peers(max(places, 2))
    heads = tuple(replace(head, shares=(1 / polities,) * polities, decision=0) for head in base.heads)
    offices = (Elected("Warden", "Warden", "each_polity", 4, (), "Art. 1(1)"),
               Elected("Clerk", "Clerk", "electors", 2, tuple(range(1, places + 1)), "Art. 1(2)"),
               Elected("Bailiff", "Bailiff", "popular", 1, (), "Art. 1(3)"))  # fmt: skip
    return replace(
        base, codes=_codes(places), polities=tuple(f"polity {k}" for k in range(polities)), polity_of=tuple(n * polities // places for n in range(places)),
        entry=("mild",) * polities, leaves=leaves, decisions=(Decision("budget", voices, winning, ("Art. 1(4)",)),), heads=heads, offices=offices,
        change=None, part=None, currency="own",
    )  # fmt: skip


def made(variants: tuple[Compiled, ...], worlds: int, years: int, **cards: float) -> Task:
    places = len(variants[0].codes)
    country = replace(small(places), codes=_codes(places))
    return Task(variants, country, with_values(cards), 7, worlds, years, baseline=len(variants) - 1, map_years=(years,))


SHAPES = {
    "one place": lambda: made((alone(1),), 5, 6),
    "two places": lambda: made((peers(2), alone(2)), 17, 6, parting=1.0, hazard=0.5),
    "three polities": lambda: made((many(6, 3), alone(6)), 33, 9, delta=0.03),
    "as many polities as places": lambda: made((many(3, 3), alone(3)), 33, 9),
    "twelve voices": lambda: made((many(30, 12), alone(30), peers(30)), 40, 5, entry=0.3),
    "200 places": lambda: made((peers(200), many(200, 3), alone(200)), 20, 5, hazard=0.5, parting=1.0),
    "200 polities": lambda: made((many(200, 200), alone(200)), 20, 4),
}


def outside():
    """Whether a read before, and a write after, an array is refused where checks are compiled in."""
    from foedus.simulate.fast_lanes import load, pick, splat, store
    from foedus.simulate.fast_math import entry

    @entry
    def read(array, at):
        store(array, 0, load(array, at))

    @entry
    def write(array, at):
        store(array, at, load(array, 0))

    @entry
    def find(array, at):
        store(array, 0, pick(array, at, 1, splat(np.float32(1))))

    refused = 0
    for function, at in ((read, -1), (read, 17), (write, 17), (find, 32), (find, -2)):
        try:
            function(np.zeros(32, np.float32), at)
        except IndexError:
            refused += 1
    return refused


def everything():
    from foedus.simulate.fast import Fast
    from foedus.simulate.fast_lanes import CHECKED

    assert CHECKED
    assert outside() == 5
    for shape in SHAPES.values():
        found = shape()
        run(found, Fast(), first=3, count=found.worlds - 3)
    for name in SHIPPED:
        run(replace(task(name, "status-quo", worlds=50, years=9), map_years=(3, 9)), Fast(), first=5, count=40)
    run(task(*SHIPPED, worlds=33, years=9, parting=1.0, hazard=0.5, entry=0.3, delta=0.02), Fast())
    sys.stdout.write("all in bounds\n")


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_agrees_with_the_reference(shape):
    from foedus.simulate.fast import Fast

    found = SHAPES[shape]()
    one, other = Fast().run(found, 0, found.worlds)[0], Reference().run(found, 0, found.worlds)[0]
    width = np.array([series.high - series.low for series in found.series])[None, None, :, None]
    assert np.isfinite(other).all()
    assert np.quantile(np.abs(one - other) / width, 0.999) < 1e-5


def test_nothing_is_read_or_written_outside_its_array():
    here = Path(__file__).resolve()
    paths = os.pathsep.join([str(here.parents[2]), *sys.path])
    done = subprocess.run([sys.executable, str(here)], env={**os.environ, "FOEDUS_CHECKED": "1", "PYTHONPATH": paths}, capture_output=True, text=True,
                          check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert "all in bounds" in done.stdout


if __name__ == "__main__":
    everything()
